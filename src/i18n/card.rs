use super::texts;

texts! {
    Card {
    }
}
