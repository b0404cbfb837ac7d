//! What is odd about a network that could be read.

use std::collections::{BTreeMap, HashMap};

use super::{JsonKind, section};
use crate::model::{Day, Id, Network, Record, Table, TableName};

/// Something odd about one place of a document, which is otherwise usable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportWarning {
    /// Where in the document, for example `actors[3].kind`; lists count from 0.
    pub place: String,
    /// What people call the record there: its name or title, else its id.
    pub record: Option<String>,
    pub kind: WarningKind,
}

/// What is odd. Values found are JSON, shortened to 80 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WarningKind {
    /// Everything is shown as far as it is understood; saving would lose what is new.
    NewerVersion {
        found: u64,
        known: u64,
    },
    /// The section should be a list of records. Kept aside.
    NotAList {
        found: JsonKind,
    },
    /// A record should be here. Kept aside.
    NotAnObject {
        found: JsonKind,
    },
    /// The record means nothing without this field. Kept aside.
    FieldMissing {
        field: &'static str,
    },
    /// The network itself has no id and was given one.
    IdMissing {
        given: Id,
    },
    /// The value is of the wrong kind. The field counts as empty; the value is kept.
    Misread {
        found: String,
    },
    /// There is no room for this value; it is lost when the document is saved.
    NotKept {
        found: String,
    },
    /// An earlier record of the table has the same id.
    DuplicateId {
        id: Id,
        kept_as: Id,
    },
    /// A record of another table has the same id, so the two share one place in the picture.
    SharedId {
        id: Id,
        table: TableName,
    },
    /// Points to a record that is not there.
    Dangling {
        to: Id,
        table: TableName,
    },
    NotADay {
        found: String,
    },
    /// Levels are 1, 2 and 3.
    LevelOutOfRange {
        level: u8,
    },
    /// Going from broader term to broader term leads back here.
    BroaderCycle {
        terms: usize,
    },
    /// The same actor already offers the same competency there.
    DoubledOffer {
        first: String,
    },
    /// A position that is no number.
    NotFinite,
}

/// Where the records of each table stood in the file, by their place in the table.
pub(super) type Sources = BTreeMap<TableName, Vec<usize>>;

/// The problems of a network: references to nothing, impossible days and levels, circles, doubles.
pub fn check(network: &Network) -> Vec<ImportWarning> {
    check_with(network, &Sources::new())
}

pub(super) fn check_with(network: &Network, sources: &Sources) -> Vec<ImportWarning> {
    let mut checker = Checker { network, sources, problems: Vec::new() };
    checker.references_and_days();
    checker.shared_ids();
    checker.circles();
    checker.doubled_offers();
    checker.positions();
    checker.problems
}

/// Where a record of the network stood in the file.
fn place(sources: &Sources, table: TableName, index: usize) -> String {
    let source = sources.get(&table).and_then(|sources| sources.get(index)).unwrap_or(&index);
    format!("{}[{source}]", section(table))
}

struct Checker<'a> {
    network: &'a Network,
    sources: &'a Sources,
    problems: Vec<ImportWarning>,
}

/// One record while it is checked.
struct Spot<'a> {
    network: &'a Network,
    /// Its place and what people call it. Asked only when there is something to report, which is hardly ever.
    describe: &'a dyn Fn() -> (String, Option<String>),
    problems: &'a mut Vec<ImportWarning>,
}

impl Spot<'_> {
    fn report(&mut self, field: &str, kind: WarningKind) {
        let (place, record) = (self.describe)();
        self.problems.push(ImportWarning { place: format!("{place}.{field}"), record, kind });
    }

    fn points<'i>(&mut self, field: &str, table: TableName, ids: impl IntoIterator<Item = &'i Id>) {
        for id in ids {
            let there = match table {
                TableName::Sectors => self.network.sectors.contains(id),
                TableName::Competencies => self.network.competencies.contains(id),
                _ => self.network.actors.contains(id),
            };
            if !there {
                self.report(field, WarningKind::Dangling { to: id.clone(), table });
            }
        }
    }

    fn day(&mut self, field: &str, day: Option<&Day>) {
        if let Some(day) = day.filter(|day| day.parts().is_none()) {
            self.report(field, WarningKind::NotADay { found: day.as_str().chars().take(80).collect() });
        }
    }
}

impl<'a> Checker<'a> {
    fn place(&self, table: TableName, index: usize) -> String {
        place(self.sources, table, index)
    }

    fn each<T: Record>(&mut self, table: &Table<T>, check: impl Fn(&T, &mut Spot)) {
        let sources = self.sources;
        for (index, record) in table.iter().enumerate() {
            let describe = || {
                let field = ["name", "title"].iter().find(|name| T::FIELDS.contains(name));
                let label = field.and_then(|name| Some(record.fields().get(*name)?.as_str()?.to_owned()));
                (place(sources, T::TABLE, index), label.or_else(|| Some(record.id().to_string())))
            };
            let mut spot = Spot { network: self.network, describe: &describe, problems: &mut self.problems };
            check(record, &mut spot);
        }
    }

    fn references_and_days(&mut self) {
        use TableName::{Actors, Competencies, Sectors};
        let network = self.network;
        self.each(&network.competencies, |competency, spot| {
            spot.points("broader", Competencies, &competency.broader);
        });
        self.each(&network.actors, |actor, spot| {
            spot.points("sector", Sectors, &actor.sector);
            spot.points("invited_by", Actors, &actor.invited_by);
            spot.day("joined", actor.joined.as_ref());
            spot.day("confirmed_on", actor.confirmed_on.as_ref());
        });
        self.each(&network.offers, |offer, spot| {
            spot.points("actor", Actors, [&offer.actor]);
            spot.points("competency", Competencies, [&offer.competency]);
            spot.day("confirmed_on", offer.confirmed_on.as_ref());
            if let Some(level) = offer.level.filter(|level| !(1..=3).contains(level)) {
                spot.report("level", WarningKind::LevelOutOfRange { level });
            }
        });
        self.each(&network.needs, |need, spot| {
            spot.points("actor", Actors, [&need.actor]);
            spot.points("competency", Competencies, [&need.competency]);
            spot.day("since", need.since.as_ref());
            spot.day("closed_on", need.closed_on.as_ref());
        });
        self.each(&network.links, |link, spot| {
            spot.points("from", Actors, [&link.from]);
            spot.points("to", Actors, [&link.to]);
            spot.day("since", link.since.as_ref());
        });
        self.each(&network.topics, |topic, spot| {
            spot.points("competencies", Competencies, &topic.competencies);
            spot.points("people", Actors, topic.people.iter().map(|person| &person.actor));
        });
        self.each(&network.meetings, |meeting, spot| {
            spot.day("date", Some(&meeting.date));
            spot.points("agenda", Actors, meeting.agenda.iter().filter_map(|item| item.by.as_ref()));
            spot.points("present", Actors, &meeting.present);
            spot.points("guests", Actors, &meeting.guests);
        });
        self.each(&network.contacts, |contact, spot| {
            spot.points("actor", Actors, [&contact.actor]);
            if let Some(consent) = &contact.consent {
                spot.day("consent.given_on", consent.given_on.as_ref());
                spot.day("consent.withdrawn_on", consent.withdrawn_on.as_ref());
            }
        });
    }

    fn shared_ids(&mut self) {
        let network = self.network;
        self.each(&network.actors, |actor, spot| {
            if network.competencies.contains(&actor.id) {
                let table = TableName::Competencies;
                spot.report("id", WarningKind::SharedId { id: actor.id.clone(), table });
            }
        });
    }

    /// Walks up from every term once; a walk that meets itself has found a circle.
    fn circles(&mut self) {
        let network = self.network;
        let mut walk_of: HashMap<&Id, usize> = HashMap::new();
        for (walk, start) in network.competencies.iter().enumerate() {
            let mut path = Vec::new();
            let mut next = Some(start);
            while let Some(term) = next.filter(|term| !walk_of.contains_key(&term.id)) {
                walk_of.insert(&term.id, walk);
                path.push(&term.id);
                next = term.broader.as_ref().and_then(|id| network.competencies.get(id));
            }
            let Some(again) = next.filter(|term| walk_of.get(&term.id) == Some(&walk)) else { continue };
            let terms = path.iter().rev().position(|id| **id == again.id).map_or(0, |steps| steps + 1);
            let index = network.competencies.index_of(&again.id).unwrap_or_default();
            self.problems.push(ImportWarning {
                place: format!("{}.broader", self.place(TableName::Competencies, index)),
                record: Some(again.name.clone()),
                kind: WarningKind::BroaderCycle { terms },
            });
        }
    }

    fn doubled_offers(&mut self) {
        let mut seen: HashMap<(&Id, &Id), usize> = HashMap::new();
        for (index, offer) in self.network.offers.iter().enumerate() {
            let first = *seen.entry((&offer.actor, &offer.competency)).or_insert(index);
            if first != index {
                self.problems.push(ImportWarning {
                    place: self.place(TableName::Offers, index),
                    record: Some(offer.id.to_string()),
                    kind: WarningKind::DoubledOffer { first: self.place(TableName::Offers, first) },
                });
            }
        }
    }

    fn positions(&mut self) {
        for (id, position) in self.network.positions.iter() {
            let there = self.network.actors.contains(id) || self.network.competencies.contains(id);
            let kind = if !position.x.is_finite() || !position.y.is_finite() {
                WarningKind::NotFinite
            } else if !there {
                WarningKind::Dangling { to: id.clone(), table: TableName::Actors }
            } else {
                continue;
            };
            self.problems.push(ImportWarning { place: format!("positions.{id}"), record: None, kind });
        }
    }
}
