//! What was done, from which follows what has to be there in the end.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use gosmart::{
    merge::Place,
    model::{Content, Id, Network, Value},
};
use proptest::{prelude::*, prop_assert};

use super::Author;

/// Something that happened to a record.
pub(super) type Event = usize;

pub(super) struct Removal {
    known: BTreeSet<Event>,
}

/// What was done, beside what became of it.
#[derive(Default)]
pub(super) struct Truth {
    events: usize,
    /// Who set which field, and to what last; of a set, which element.
    set: HashMap<(Place, String), (BTreeSet<usize>, Value)>,
    all: BTreeMap<Place, BTreeSet<Event>>,
    removals: BTreeMap<Place, Vec<Removal>>,
    /// What came back because something that somebody added means nothing without it.
    pub(super) needed: BTreeSet<Place>,
    /// Who gave a field which stamp.
    stamped: HashMap<(Place, &'static str, u64), usize>,
    /// Records of which two authors gave one field one stamp: whoever knows one of the two is taken to know both.
    twins: BTreeSet<Place>,
}

impl Truth {
    /// Notes what an author's edit did.
    pub(super) fn note(&mut self, number: usize, before: &Network, author: &mut Author) {
        let after = &author.network;
        for place in after.records_changed_since(before) {
            let (table, id) = &place;
            let known = author.known.entry(place.clone()).or_default();
            let Some(record) = after.get(*table, id) else {
                self.removals.entry(place).or_default().push(Removal { known: known.clone() });
                continue;
            };
            self.events += 1;
            known.insert(self.events);
            self.all.entry(place.clone()).or_default().insert(self.events);
            let earlier = before.get(*table, id);
            for field in table.schema().fields {
                let value = record.get(field);
                if earlier.is_none_or(|earlier| earlier.get(field) != value) {
                    let stamp = record.meta().changed.get(field.name).copied().unwrap_or_default();
                    let first = *self.stamped.entry((place.clone(), field.name, stamp.0)).or_insert(number);
                    if first != number {
                        self.twins.insert(place.clone());
                    }
                    // What is one decision is of one author or of several.
                    let name = field.with.unwrap_or(field.name).to_owned();
                    let set = self.set.entry((place.clone(), field.name.to_owned()));
                    let set = set.or_insert_with(|| (BTreeSet::new(), value.clone()));
                    set.1 = value;
                    self.set
                        .entry((place.clone(), format!("decision {name}")))
                        .or_insert_with(|| (BTreeSet::new(), Value::Texts(Vec::new())))
                        .0
                        .insert(number);
                }
            }
        }
    }

    pub(super) fn check(&self, network: &Network) -> Result<(), TestCaseError> {
        for table in network.tables() {
            for record in table.records() {
                for field in table.schema().fields {
                    let mut dangling = None;
                    record.get(field).references(field.content, &mut |to, id| {
                        if network.get(to, id).is_none() {
                            dangling = Some((to, id.clone()));
                        }
                    });
                    prop_assert!(
                        dangling.is_none(),
                        "{:?} {} leads to {dangling:?}",
                        record.table(),
                        record.id()
                    );
                }
                prop_assert!(network.removed.get(record.table(), record.id()).is_none());
            }
        }
        for (place, removals) in &self.removals {
            let none = BTreeSet::new();
            let events = self.all.get(place).unwrap_or(&none);
            let is_there = network.get(place.0, &place.1).is_some();
            let unknown_to_all =
                events.iter().any(|event| removals.iter().all(|it| !it.known.contains(event)));
            let is_lost = !is_there && unknown_to_all && !self.twins.contains(place);
            prop_assert!(!is_lost, "{place:?} was changed beside its removal and is gone");
            if removals.iter().any(|removal| events.is_subset(&removal.known)) {
                let is_needed = self.needed.contains(place) || needed(network, place);
                prop_assert!(!is_there || is_needed, "{place:?} was removed and is back");
            }
        }
        for ((place, name), (_, value)) in &self.set {
            let Some(field) = place.0.schema().field(name) else { continue };
            let decision = format!("decision {}", field.with.unwrap_or(field.name));
            let is_of_one =
                self.set.get(&(place.clone(), decision)).is_some_and(|(authors, _)| authors.len() == 1);
            if !is_of_one || self.removals.contains_key(place) || self.leads_away(value, field.content) {
                continue;
            }
            let there = network.get(place.0, &place.1).map(|record| record.get(field));
            // Circles of terms give way.
            let is_circle =
                there == Some(Value::Reference(None)) && matches!(value, Value::Reference(Some(_)));
            prop_assert!(
                there.as_ref() == Some(value)
                    || is_circle
                    || self.is_same_set(there.as_ref(), value, field.content),
                "{place:?}.{name}: {there:?} instead of {value:?}"
            );
        }
        Ok(())
    }

    /// Whether a value refers to something that somebody removed.
    fn leads_away(&self, value: &Value, content: Content) -> bool {
        let mut leads = false;
        value.references(content, &mut |table, id| leads |= self.removals.contains_key(&(table, id.clone())));
        leads
    }

    /// Whether two sets have the same elements. One that somebody removed goes and comes back with its record, whoever
    /// edits the set.
    fn is_same_set(&self, one: Option<&Value>, two: &Value, content: Content) -> bool {
        let (Some(one), Some(table)) = (one, content.elements_refer_to()) else { return false };
        let ids = |value: &Value| {
            let ids = value.elements().into_iter().map(|(id, _)| id.clone());
            ids.filter(|id| !self.removals.contains_key(&(table, id.clone()))).collect::<BTreeSet<Id>>()
        };
        ids(one) == ids(two)
    }
}

/// Whether something that is there means nothing without a record.
pub(super) fn needed(network: &Network, place: &Place) -> bool {
    let gone = network.dependent_on(std::slice::from_ref(place));
    gone.iter().map(|ids| ids.len()).sum::<usize>() > 1
}
