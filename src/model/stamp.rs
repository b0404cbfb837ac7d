use std::collections::BTreeMap;

/// When a field last changed: milliseconds since 1970 in UTC. Merging keeps the later value of each field; of
/// two values with one stamp, the one whose canonical bytes in the document are greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp(pub u64);

/// Stamps by field name. An element of a set, such as a member of a group, has one of its own, under the name of the
/// field and what it refers to (`members/<id>`), also where it was taken away.
pub type Stamps = BTreeMap<String, Stamp>;

/// Earlier stamps by field name, in order: those that whoever wrote the value knew of.
pub type Base = BTreeMap<String, Vec<Stamp>>;

/// So many earlier stamps of a field are remembered, the latest.
pub const MOST_REMEMBERED: usize = 16;

/// Notes that stamps of a field are known.
pub fn remember(base: &mut Base, field: &str, stamps: impl IntoIterator<Item = Stamp>) {
    let mut known = base.remove(field).unwrap_or_default();
    for stamp in stamps {
        if let Err(place) = known.binary_search(&stamp) {
            known.insert(place, stamp);
        }
    }
    known.drain(..known.len().saturating_sub(MOST_REMEMBERED));
    if !known.is_empty() {
        base.insert(field.to_owned(), known);
    }
}

impl Stamp {
    /// A stamp for a change made now after one that carries `earlier`: it is later than that one, even when the
    /// clock went back, so a change made here after another always wins over it.
    pub fn after(self, earlier: Option<Stamp>) -> Self {
        Self(self.0.max(earlier.map_or(0, |stamp| stamp.0.saturating_add(1))))
    }
}
