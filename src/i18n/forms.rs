use super::texts;

texts! {
    Forms {
    }
}
