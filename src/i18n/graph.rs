texts! {
    Graph {
    }
}
