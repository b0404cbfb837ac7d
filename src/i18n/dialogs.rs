texts! {
    Dialogs {
    }
}
