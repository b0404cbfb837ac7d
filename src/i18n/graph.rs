use super::texts;

texts! {
    Graph {
    }
}
