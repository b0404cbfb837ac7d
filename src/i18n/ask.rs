texts! {
    Ask {
    }
}
