use std::collections::HashSet;

use crate::graph::{
    Attributes, Value,
    build::{number, take_text},
    xml::Tag,
};

/// A node or an edge that is not closed.
#[derive(Default)]
pub struct Piece {
    /// Index of a node.
    pub place: usize,
    pub id: String,
    pub line: usize,
    pub attributes: Attributes,
    pub special: Attributes,
    pub with_value: HashSet<usize>,
    /// Centre of the shape.
    pub position: Option<[f64; 2]>,
    pub color: Option<[u8; 3]>,
    pub label: String,
    /// Groups have one for open and one for closed.
    pub shapes: usize,
    pub has_arrow: Option<bool>,
}

#[derive(Clone, Copy)]
pub enum Kind {
    Text,
    Number,
    Truth,
}

impl Piece {
    pub fn add_label(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            if !self.label.is_empty() {
                self.label.push('\n');
            }
            self.label.push_str(text);
        }
    }

    /// What yEd draws, unless there is an attribute for it. If they differ, both are kept.
    pub fn take_label(&mut self) -> String {
        let drawn = std::mem::take(&mut self.label);
        let Some(label) = take_text(&mut self.special, &["label"]).filter(|label| !label.is_empty()) else {
            return drawn;
        };
        if !drawn.is_empty() && drawn != label {
            self.attributes.push(("NodeLabel".to_owned(), Value::Text(drawn)));
        }
        label
    }

    /// All of them or none.
    pub fn take_numbers<const N: usize>(
        &mut self,
        names: [&str; N],
        is_valid: impl Fn(f64) -> bool,
    ) -> Option<[f64; N]> {
        let mut numbers = [0.0; N];
        for (number, name) in numbers.iter_mut().zip(names) {
            *number = self.special.iter().find_map(|(found, value)| match value {
                Value::Number(number) if found == name && is_valid(*number) => Some(*number),
                _ => None,
            })?;
        }
        self.special.retain(|(name, _)| !names.contains(&name.as_str()));
        Some(numbers)
    }
}

/// Attributes that the format does not know, without those of yEd and of parsers.
pub fn other_attributes(tag: Tag) -> Attributes {
    let is_other =
        |name: &str| !name.contains(':') && !name.starts_with("yfiles.") && !name.starts_with("parse.");
    let attributes = tag.attributes.into_iter().filter(|(name, _)| is_other(name));
    attributes.map(|(name, value)| (name, Value::Text(value))).collect()
}

pub fn typed(kind: Kind, text: &str) -> Option<Value> {
    match kind {
        Kind::Text => Some(Value::Text(text.to_owned())),
        Kind::Number => number(text).map(Value::Number),
        Kind::Truth => match text.trim() {
            "true" | "True" | "1" => Some(Value::Truth(true)),
            "false" | "False" | "0" => Some(Value::Truth(false)),
            _ => None,
        },
    }
}
