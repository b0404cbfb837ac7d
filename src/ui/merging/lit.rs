//! Two values in which the words are lit that only one of them has.

use std::ops::Range;

use leptos::prelude::*;

use crate::{
    merge::differing_words,
    ui::{context::App, kit::CollectAny},
};

/// A text, and where in it words are lit.
pub(super) struct Lit {
    text: String,
    marks: Vec<Range<usize>>,
}

impl Lit {
    pub(super) fn both(one: String, other: String) -> [Self; 2] {
        let [marks, other_marks] = differing_words(&one, &other);
        [Self { text: one, marks }, Self { text: other, marks: other_marks }]
    }

    pub(super) fn draw(&self, app: App) -> AnyView {
        let mut parts = Vec::with_capacity(2 * self.marks.len() + 1);
        let mut from = 0;
        for mark in &self.marks {
            parts.push(self.text[from..mark.start].to_owned().into_any());
            parts.push(view! { <mark>{self.text[mark.clone()].to_owned()}</mark> }.into_any());
            from = mark.end;
        }
        parts.push(self.text[from..].to_owned().into_any());
        view! { <bdi lang=app.contents()>{parts.collect_any()}</bdi> }.into_any()
    }
}
