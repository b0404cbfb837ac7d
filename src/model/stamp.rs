use std::collections::BTreeMap;

/// When a field last changed: milliseconds since 1970 in UTC. Merging keeps the later value of each field; of
/// two values with one stamp, the one whose canonical bytes in the document are greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp(pub u64);

/// Stamps by field name. An element of a set, such as a member of a group, has one of its own, under the name of the
/// field and what it refers to (`members/<id>`), also where it was taken away.
pub type Stamps = BTreeMap<String, Stamp>;

/// Earlier stamps by field name: those that whoever wrote the value knew of. A list in order, because it is short, and a
/// second kind of map would weigh as much as all that loads first may.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base(Vec<(String, Vec<Stamp>)>);

/// So many earlier stamps of a field are remembered, the latest.
pub const MOST_REMEMBERED: usize = 16;

impl Base {
    /// In order.
    pub fn get(&self, field: &str) -> Option<&[Stamp]> {
        self.place(field).ok().map(|place| &self.0[place].1[..])
    }

    /// By field name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[Stamp])> {
        self.0.iter().map(|(field, stamps)| (&field[..], &stamps[..]))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Notes that stamps of a field are known.
    pub fn remember(&mut self, field: &str, stamps: &mut dyn Iterator<Item = Stamp>) {
        for stamp in stamps {
            let place = match self.place(field) {
                Ok(place) => place,
                Err(place) => {
                    self.0.insert(place, (field.to_owned(), Vec::new()));
                    place
                }
            };
            let known = &mut self.0[place].1;
            if let Err(place) = known.binary_search(&stamp) {
                known.insert(place, stamp);
            }
            if known.len() > MOST_REMEMBERED {
                known.remove(0);
            }
        }
    }

    /// Leaves out fields.
    pub fn retain(&mut self, stays: &mut dyn FnMut(&str) -> bool) {
        self.0.retain(|(field, _)| stays(field));
    }

    fn place(&self, field: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known[..].cmp(field))
    }
}

impl Stamp {
    /// A stamp for a change made now after one that carries `earlier`: it is later than that one, even when the
    /// clock went back, so a change made here after another always wins over it.
    pub fn after(self, earlier: Option<Stamp>) -> Self {
        Self(self.0.max(earlier.map_or(0, |stamp| stamp.0.saturating_add(1))))
    }
}
