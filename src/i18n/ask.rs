use super::texts;

texts! {
    Ask {
    }
}
