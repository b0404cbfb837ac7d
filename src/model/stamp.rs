use std::collections::BTreeMap;

/// When a field last changed: milliseconds since 1970 in UTC. Merging keeps the later value of each field; of
/// two values with one stamp, the one whose canonical bytes in the document are greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp(pub u64);

/// Stamps by field name.
pub type Stamps = BTreeMap<String, Stamp>;

impl Stamp {
    /// A stamp for a change made now after one that carries `earlier`: it is later than that one, even when the
    /// clock went back, so a change made here after another always wins over it.
    pub fn after(self, earlier: Option<Stamp>) -> Self {
        Self(self.0.max(earlier.map_or(0, |stamp| stamp.0.saturating_add(1))))
    }
}
