texts! {
    /// Search, first steps and filters.
    Ask {
        title: "Suchen und filtern", "Search and filter";
    }
}
