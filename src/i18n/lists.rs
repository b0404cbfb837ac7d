use super::texts;

texts! {
    Lists {
    }
}
