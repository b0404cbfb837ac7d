texts! {
    Card {
    }
}
