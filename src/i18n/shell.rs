use super::texts;

texts! {
    Shell {
    }
}
