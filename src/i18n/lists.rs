texts! {
    Lists {
    }
}
