use super::texts;

texts! {
    Dialogs {
    }
}
