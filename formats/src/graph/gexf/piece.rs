use std::{cmp::Ordering, collections::HashMap};

use crate::graph::{Attributes, Value, xml::Tag};

/// A node or an edge that is not closed.
#[derive(Default)]
pub struct Piece {
    /// Index of a node.
    pub place: usize,
    /// Of an edge.
    pub id: String,
    /// Of an edge.
    pub label: String,
    pub line: usize,
    pub attributes: Attributes,
    values: Vec<(String, Option<Value>, Time)>,
    /// Which of the values is that of a column.
    of_column: HashMap<usize, usize>,
    life: Time,
}

/// From when to when something holds; without bounds, always.
#[derive(Default)]
pub struct Time {
    start: Option<String>,
    end: Option<String>,
}

impl Time {
    pub fn of(tag: &mut Tag) -> Self {
        let at = tag.take("timestamp");
        let [start, startopen, end, endopen] =
            ["start", "startopen", "end", "endopen"].map(|name| tag.take(name));
        Self { start: start.or(startopen).or(at.clone()), end: end.or(endopen).or(at) }
    }

    fn is_bounded(&self) -> bool {
        self.start.is_some() || self.end.is_some()
    }

    /// Which of the two is nearer to the present: what has no end, then what ended last, then what began last.
    fn compare(&self, other: &Self) -> Ordering {
        let by_end = match (&self.end, &other.end) {
            (Some(end), Some(other)) => compare(end, other),
            (end, other) => other.is_some().cmp(&end.is_some()),
        };
        by_end.then_with(|| match (&self.start, &other.start) {
            (Some(start), Some(other)) => compare(start, other),
            (start, other) => start.is_some().cmp(&other.is_some()),
        })
    }
}

/// Numbers as numbers, dates as texts.
fn compare(time: &str, other: &str) -> Ordering {
    match (time.parse::<f64>(), other.parse::<f64>()) {
        (Ok(time), Ok(other)) => time.total_cmp(&other),
        _ => time.cmp(other),
    }
}

impl Piece {
    pub fn at(line: usize) -> Self {
        Self { line, ..Self::default() }
    }

    /// A time in which the piece is there. The last one counts.
    pub fn spell(&mut self, time: Time) {
        if time.is_bounded() && (!self.life.is_bounded() || time.compare(&self.life).is_ge()) {
            self.life = time;
        }
    }

    /// Of several values of a column at different times, the last one counts.
    pub fn value(&mut self, column: Option<usize>, name: String, value: Option<Value>, time: Time) {
        let earlier = column.and_then(|column| self.of_column.get(&column)).copied();
        if let Some(earlier) = earlier.and_then(|place| self.values.get_mut(place)) {
            if earlier.2.is_bounded() || time.is_bounded() {
                if time.compare(&earlier.2).is_ge() {
                    *earlier = (name, value, time);
                }
                return;
            }
        } else if let Some(column) = column {
            self.of_column.insert(column, self.values.len());
        }
        self.values.push((name, value, time));
    }

    /// And the columns of which there is a value.
    pub fn into_attributes(self) -> (Attributes, HashMap<usize, usize>) {
        let mut attributes = self.attributes;
        for (name, time) in [("start", self.life.start), ("end", self.life.end)] {
            attributes.extend(time.map(|time| (name.to_owned(), Value::Text(time))));
        }
        attributes.extend(self.values.into_iter().filter_map(|(name, value, _)| Some((name, value?))));
        (attributes, self.of_column)
    }
}

/// Attributes that the format does not know.
pub fn add_others(attributes: &mut Attributes, tag: Tag) {
    let others = tag.attributes.into_iter().filter(|(name, _)| !name.contains(':'));
    attributes.extend(others.map(|(name, value)| (name, Value::Text(value))));
}
