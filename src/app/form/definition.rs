//! The forms: one row for each kind of record. What a field holds, and so how it is filled in, the model says.

use super::{Entry, FieldError, FieldErrorKind, FormState};
use crate::{
    model::{Id, Network, TableName},
    query::{
        fold,
        search::{How, Index, Similar},
    },
};

use Note::{Doubled, SimilarActors, TwinCompetency};
use Part::{Beside, Brings, Existing, Field, More, OneOf, Radios};

pub struct Form {
    pub table: TableName,
    /// In the order in which they stand.
    pub parts: &'static [Part],
    /// The first of these in which nothing stands takes the focus, else the last.
    pub first: &'static [&'static str],
    /// Days that are today in a new record.
    pub begins_today: &'static [&'static str],
    /// What must hold beyond the content of each field.
    pub check: fn(&FormState, &Network, &Index) -> Vec<FieldError>,
}

pub enum Part {
    Field(&'static str),
    /// One of a few words, all of them in view.
    Radios(&'static str),
    /// A line in which usually one of these stands.
    OneOf(&'static str, &'static [&'static str]),
    /// A field of a record that is there, not of a new one.
    Existing(&'static str),
    /// What a new record brings along: one record of this kind for each competency.
    Brings(TableName),
    Beside(&'static [Part]),
    /// Folded away: what one may say and need not.
    More(&'static [Part]),
    Note(Note),
}

/// What is said between two fields, while they are filled in.
#[derive(Clone, Copy)]
pub enum Note {
    SimilarActors,
    TwinCompetency,
    Doubled,
}

const fn form(
    table: TableName,
    first: &'static [&'static str],
    begins_today: &'static [&'static str],
    check: fn(&FormState, &Network, &Index) -> Vec<FieldError>,
    parts: &'static [Part],
) -> Form {
    Form { table, parts, first, begins_today, check }
}

static FORMS: &[Form] = &[
    form(
        TableName::Network,
        &["title"],
        &[],
        no_rule,
        &[
            Field("title"),
            Beside(&[Field("region"), OneOf("language", &["de", "en"])]),
            Field("welcome"),
            Field("confirm_months"),
        ],
    ),
    form(
        TableName::Sectors,
        &["name"],
        &[],
        no_rule,
        &[Field("name"), Beside(&[Field("symbol"), Field("color")])],
    ),
    form(
        TableName::Competencies,
        &["name"],
        &[],
        no_twin_and_no_circle,
        &[Field("name"), Part::Note(TwinCompetency), Field("also"), Field("broader"), Field("description")],
    ),
    form(
        TableName::Actors,
        &["name"],
        &[],
        no_rule,
        &[
            Field("name"),
            Part::Note(SimilarActors),
            Beside(&[Field("sector"), Field("kind")]),
            Brings(TableName::Offers),
            Brings(TableName::Needs),
            More(&[
                Field("about"),
                Field("offering"),
                Field("vision"),
                Beside(&[Field("website"), Field("place")]),
                Beside(&[Field("status"), Field("joined"), Existing("left")]),
                Field("invited_by"),
                Beside(&[Field("confirmed_on"), Field("confirmed_by")]),
                Field("visibility"),
                Field("internal_note"),
            ]),
        ],
    ),
    form(
        TableName::Offers,
        &["actor", "competency"],
        &["confirmed_on"],
        not_doubled,
        &[
            Field("actor"),
            Field("competency"),
            Part::Note(Doubled),
            Field("level"),
            Field("note"),
            Field("confirmed_on"),
            More(&[
                Field("forms"),
                Field("conditions"),
                Field("evidence"),
                Beside(&[Field("available_from"), Field("since")]),
                Field("confirmed_by"),
            ]),
        ],
    ),
    form(
        TableName::Needs,
        &["actor", "competency"],
        &["since"],
        not_doubled,
        &[
            Field("actor"),
            Field("competency"),
            Part::Note(Doubled),
            Field("note"),
            Beside(&[Field("since"), Existing("closed_on")]),
            More(&[
                Field("forms"),
                Field("wanted_by"),
                Beside(&[Field("confirmed_on"), Field("confirmed_by")]),
            ]),
        ],
    ),
    form(
        TableName::Links,
        &["from", "to"],
        &[],
        |form, _, _| two_ends(form, ["from", "to"]),
        &[Field("from"), Field("to"), Radios("kind"), Field("since"), Field("note"), More(&[Field("by")])],
    ),
    form(
        TableName::Topics,
        &["title"],
        &[],
        no_rule,
        &[Field("title"), Field("question"), Field("status"), Field("competencies"), Field("people")],
    ),
    form(
        TableName::Meetings,
        &["title"],
        &[],
        no_rule,
        &[
            Beside(&[Field("title"), Field("kind")]),
            Beside(&[Field("date"), Field("start"), Field("end")]),
            Beside(&[Field("place"), Field("host")]),
            Field("agenda"),
            More(&[Field("coming"), Field("present"), Field("guests"), Field("minutes")]),
        ],
    ),
    form(
        TableName::Groups,
        &["name"],
        &[],
        no_rule,
        &[
            Field("name"),
            Beside(&[Field("kind"), Field("meetings_per_year")]),
            Field("purpose"),
            Field("members"),
        ],
    ),
    form(
        TableName::Agreements,
        &["giver", "taker", "what"],
        &[],
        |form, _, _| two_ends(form, ["giver", "taker"]),
        &[
            Field("giver"),
            Field("taker"),
            Field("what"),
            Beside(&[Field("until"), Field("state")]),
            Field("agreed_by"),
            More(&[Field("need"), Field("offer"), Field("meeting"), Field("why"), Field("visibility")]),
        ],
    ),
    form(
        TableName::Contacts,
        &["actor", "name"],
        &[],
        no_rule,
        &[
            Field("actor"),
            Beside(&[Field("name"), OneOf("kind", &["", "role"])]),
            Field("role"),
            Beside(&[Field("email"), Field("phone")]),
            Field("visibility"),
            Field("legal_basis"),
            Field("consent"),
        ],
    ),
];

/// The form for records of a kind.
pub fn form_of(table: TableName) -> &'static Form {
    FORMS.iter().find(|form| form.table == table).unwrap_or(&FORMS[0])
}

impl Form {
    /// The names of the inputs, those of records that are brought along with their kind.
    pub(super) fn inputs(&self, is_new: bool) -> Vec<(&'static str, Option<TableName>)> {
        fn gather(parts: &'static [Part], is_new: bool, found: &mut Vec<(&'static str, Option<TableName>)>) {
            for part in parts {
                match *part {
                    Field(name) | Radios(name) | OneOf(name, _) => found.push((name, None)),
                    Existing(name) if !is_new => found.push((name, None)),
                    Brings(table) if is_new => found.push((table.schema().section, Some(table))),
                    Beside(parts) | More(parts) => gather(parts, is_new, found),
                    Existing(_) | Brings(_) | Part::Note(_) => {}
                }
            }
        }
        let mut found = Vec::new();
        gather(self.parts, is_new, &mut found);
        found
    }
}

fn no_rule(_: &FormState, _: &Network, _: &Index) -> Vec<FieldError> {
    Vec::new()
}

fn no_twin_and_no_circle(form: &FormState, network: &Network, index: &Index) -> Vec<FieldError> {
    let similar = if form.twin_allowed { Vec::new() } else { similar(form, network, index) };
    let twin = similar.into_iter().find(|it| it.how == How::Same);
    let twin = twin.map(|twin| FieldError::at("name", FieldErrorKind::Exists { id: twin.id }));
    let circle = form.chosen("broader").is_some_and(|broader| is_within(network, broader, &form.id));
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

/// Other actors (competencies) that the name in the form may mean; none while the name is what it was.
pub fn similar(form: &FormState, network: &Network, index: &Index) -> Vec<Similar> {
    let name = form.text("name");
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
    if form.table == TableName::Offers {
        let mut offers = network.offers.iter();
        return offers
            .find(|it| it.actor == *actor && it.competency == *competency && it.id != form.id)
            .map(|it| it.id.clone());
    }
    if matches!(form.input("closed_on").map(|input| &input.entry), Some(Entry::Day(Some(_)))) {
        return None;
    }
    let mut needs = network.needs.iter().filter(|it| it.closed_on.is_none() && it.id != form.id);
    needs.find(|it| it.actor == *actor && it.competency == *competency).map(|it| it.id.clone())
}

/// Whether a competency is `ancestor` or, over any number of steps, a narrower term of it.
pub fn is_within(network: &Network, competency: &Id, ancestor: &Id) -> bool {
    let mut at = Some(competency);
    // A file may hold a circle already; then each competency is met once.
    for _ in 0..=network.competencies.len() {
        match at {
            Some(id) if id == ancestor => return true,
            Some(id) => at = network.competencies.get(id).and_then(|it| it.broader.as_ref()),
            None => return false,
        }
    }
    false
}
