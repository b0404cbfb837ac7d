texts! {
    Forms {
    }
}
