//! The forms: one row for each kind of record. How a field is filled in follows from its content, which the model says.

use super::{Entry, FieldError, FieldErrorKind, FormState};
use crate::{
    exchange::time_of_day,
    model::{Id, Network, TableName},
    query::{
        fold,
        relations::within,
        search::{How, Index, Similar},
    },
};

use Note::{Doubled, SimilarActors, TwinCompetency};
use Part::{Beside, Brings, Fields, More, Notice};

pub struct Form {
    pub table: TableName,
    /// In the order in which they stand.
    pub parts: &'static [Part],
    /// What several records can get at once.
    pub several: &'static [Part],
    /// The first of these in which nothing stands takes the focus, else the last.
    pub first: &'static [&'static str],
    /// Days that are today in a new record.
    pub begins_today: &'static [&'static str],
    /// Asked of a record that is there, not of a new one.
    pub later: &'static [&'static str],
    /// Words of which all are in view.
    pub radios: &'static [&'static str],
    /// Lines in which usually one of a few texts stands.
    pub usual: &'static [(&'static str, &'static [&'static str])],
    /// What must hold beyond the content of each field.
    pub check: fn(&FormState, &Network, &Index) -> Vec<FieldError>,
}

pub enum Part {
    Fields(&'static [&'static str]),
    Beside(&'static [&'static str]),
    /// What records bring along: of each kind one record for each competency, and membership of each group.
    Brings(&'static [TableName]),
    /// Folded away: what one may say and need not.
    More(&'static [Part]),
    Notice(Note),
}

/// What is said between two fields, while they are filled in.
#[derive(Clone, Copy)]
pub enum Note {
    SimilarActors,
    TwinCompetency,
    Doubled,
}

const fn form(table: TableName, first: &'static [&'static str], parts: &'static [Part]) -> Form {
    let check = |_: &FormState, _: &Network, _: &Index| Vec::new();
    Form { table, parts, several: &[], first, begins_today: &[], later: &[], radios: &[], usual: &[], check }
}

pub(super) static FORMS: &[Form] = &[
    Form {
        usual: &[("language", &["de", "en"])],
        ..form(
            TableName::Network,
            &["title"],
            &[Fields(&["title"]), Beside(&["region", "language"]), Fields(&["welcome"])],
        )
    },
    form(TableName::Sectors, &["name"], &[Fields(&["name"]), Beside(&["symbol", "color"])]),
    Form {
        several: &[Fields(&["broader"])],
        check: no_twin_and_no_circle,
        ..form(
            TableName::Competencies,
            &["name"],
            &[Fields(&["name"]), Notice(TwinCompetency), Fields(&["also", "broader", "description"])],
        )
    },
    Form {
        several: &[
            Beside(&["sector", "kind"]),
            Beside(&["status", "joined"]),
            Brings(&[TableName::Offers, TableName::Needs, TableName::Groups]),
        ],
        ..form(
            TableName::Actors,
            &["name"],
            &[
                Fields(&["name"]),
                Notice(SimilarActors),
                Beside(&["sector", "kind"]),
                Brings(&[TableName::Offers, TableName::Needs]),
                More(&[
                    Fields(&["about", "offering", "vision"]),
                    Beside(&["website", "place"]),
                    Beside(&["status", "joined"]),
                    Fields(&["invited_by", "confirmed_on", "visibility", "internal_note"]),
                ]),
            ],
        )
    },
    Form {
        begins_today: &["confirmed_on"],
        check: not_doubled,
        ..form(
            TableName::Offers,
            &["actor", "competency"],
            &[Fields(&["actor", "competency"]), Notice(Doubled), Fields(&["level", "note", "confirmed_on"])],
        )
    },
    Form {
        begins_today: &["since"],
        later: &["closed_on"],
        check: not_doubled,
        ..form(
            TableName::Needs,
            &["actor", "competency"],
            &[
                Fields(&["actor", "competency"]),
                Notice(Doubled),
                Fields(&["note"]),
                Beside(&["since", "closed_on"]),
            ],
        )
    },
    Form {
        radios: &["kind"],
        check: |form, _, _| two_ends(form, ["from", "to"]),
        ..form(TableName::Links, &["from", "to"], &[Fields(&["from", "to", "kind", "since", "note"])])
    },
    Form {
        check: |form, _, _| two_ends(form, ["giver", "taker"]),
        ..form(
            TableName::Agreements,
            &["what"],
            &[
                Fields(&["what"]),
                Beside(&["giver", "taker"]),
                Beside(&["state", "until"]),
                Fields(&["agreed_by", "why", "visibility"]),
            ],
        )
    },
    Form {
        begins_today: &["date"],
        later: &["present", "minutes"],
        check: |form, _, _| times(form, ["start", "end"]),
        ..form(
            TableName::Meetings,
            &["title"],
            &[
                Fields(&["title"]),
                Beside(&["date", "kind"]),
                Beside(&["start", "end"]),
                Beside(&["place", "host"]),
                Fields(&["coming", "guests", "present", "minutes"]),
            ],
        )
    },
    form(
        TableName::Topics,
        &["title"],
        &[Fields(&["title", "question", "status", "competencies", "people"])],
    ),
    form(
        TableName::Groups,
        &["name"],
        &[Fields(&["name"]), Beside(&["kind", "meetings_per_year"]), Fields(&["purpose", "members"])],
    ),
    Form {
        usual: &[("legal_basis", &["", "consent", "public_task"])],
        ..form(
            TableName::Contacts,
            &["actor", "name"],
            &[
                Fields(&["actor"]),
                Beside(&["name", "kind"]),
                Fields(&["role"]),
                Beside(&["email", "phone"]),
                Fields(&["visibility", "legal_basis", "consent"]),
            ],
        )
    },
];

/// Of a kind that nobody can enter yet.
static NO_FORM: Form = form(TableName::Network, &[], &[]);

/// The form for records of a kind; one without fields for a kind that has no row.
pub fn form_of(table: TableName) -> &'static Form {
    FORMS.iter().find(|form| form.table == table).unwrap_or(&NO_FORM)
}

impl Form {
    /// The names of the inputs, those of records that are brought along with their kind.
    pub(super) fn inputs(&self, is_new: bool) -> Vec<(&'static str, Option<TableName>)> {
        let mut found = inputs_in(self.parts);
        found.retain(|(name, brings)| if is_new { !self.later.contains(name) } else { brings.is_none() });
        found
    }
}

/// The names of all inputs in these parts.
pub(super) fn inputs_in(parts: &'static [Part]) -> Vec<(&'static str, Option<TableName>)> {
    let inputs = |part: &'static Part| match *part {
        Fields(names) | Beside(names) => names.iter().map(|name| (*name, None)).collect(),
        Brings(tables) => tables.iter().map(|table| (table.schema().section, Some(*table))).collect(),
        More(parts) => inputs_in(parts),
        Notice(_) => Vec::new(),
    };
    parts.iter().flat_map(inputs).collect()
}

fn no_twin_and_no_circle(form: &FormState, network: &Network, index: &Index) -> Vec<FieldError> {
    let similar = if form.twin_allowed { Vec::new() } else { similar(form, network, index) };
    let twin = similar.into_iter().find(|it| it.how == How::Same);
    let twin = twin.map(|twin| FieldError::at("name", FieldErrorKind::Exists { id: twin.id }));
    let is_circle = |broader| form.about().any(|id| within(network, id).contains(broader));
    let circle = form.chosen("broader").is_some_and(is_circle);
    twin.into_iter().chain(circle.then(|| FieldError::at("broader", FieldErrorKind::Circle))).collect()
}

fn not_doubled(form: &FormState, network: &Network, _: &Index) -> Vec<FieldError> {
    let doubled = doubled(form, network);
    doubled.into_iter().map(|id| FieldError::at("competency", FieldErrorKind::Doubled { id })).collect()
}

fn two_ends(form: &FormState, [one, other]: [&'static str; 2]) -> Vec<FieldError> {
    let same = form.chosen(one).is_some() && form.chosen(one) == form.chosen(other);
    same.then(|| FieldError::at(other, FieldErrorKind::SameEnds)).into_iter().collect()
}

fn times(form: &FormState, names: [&'static str; 2]) -> Vec<FieldError> {
    let is_wrong = |name: &&str| !form.text(name).trim().is_empty() && time_of_day(form.text(name)).is_none();
    names.into_iter().filter(is_wrong).map(|name| FieldError::at(name, FieldErrorKind::NotATime)).collect()
}

/// Other actors (competencies) that the name in the form may mean; none while the name is what it was.
pub fn similar(form: &FormState, network: &Network, index: &Index) -> Vec<Similar> {
    let Some(Entry::Text(name)) = form.input("name").map(|input| &input.entry) else { return Vec::new() };
    if !form.is_new && fold::key(&network.name_of(form.table, &form.id)) == fold::key(name) {
        return Vec::new();
    }
    let similar = match form.table {
        TableName::Actors => index.similar_actors(name, 3),
        _ => index.similar_competencies(name, 2),
    };
    similar.into_iter().filter(|it| it.how != How::Related && it.id != form.id).collect()
}

/// Another offer (open need) that ties the same actor to the same competency.
pub fn doubled(form: &FormState, network: &Network) -> Option<Id> {
    let (actor, competency) = (form.chosen("actor")?, form.chosen("competency")?);
    if matches!(form.input("closed_on").map(|input| &input.entry), Some(Entry::Day(Some(_)))) {
        return None;
    }
    ties(network, form.table, actor, competency).into_iter().find(|id| **id != form.id).cloned()
}

/// The offers (open needs) that tie an actor to a competency.
pub(super) fn ties<'a>(network: &'a Network, table: TableName, actor: &Id, competency: &Id) -> Vec<&'a Id> {
    if table == TableName::Offers {
        let offers = network.offers.iter().filter(|it| it.actor == *actor && it.competency == *competency);
        return offers.map(|it| &it.id).collect();
    }
    let open = network.needs.iter().filter(|it| it.closed_on.is_none());
    open.filter(|it| it.actor == *actor && it.competency == *competency).map(|it| &it.id).collect()
}
