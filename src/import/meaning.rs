//! What a column or an attribute says of its row.

use std::{fmt, str::FromStr};

use crate::model::{Content, Field, TableName};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// Nothing of it is taken.
    Ignore,
    /// The id of the record.
    Id,
    /// A field; of what it refers to, the name.
    Field(Target),
    /// The ids of what a field refers to. They count more than its names.
    Ids(Target),
    /// The name, or a part of it, of an actor that is a person.
    Person,
    /// The header is a competency, and the cell says whether the actor offers it, or how well.
    OfferedIfCrossed,
    NeededIfCrossed,
    /// Whether the pair is an offer or a need.
    Relation,
    /// The record within which the row stands.
    Owner,
    OwnerId,
}

/// A field of a kind of record. Actors have two more, `offers` and `needs`: competencies by their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    pub table: TableName,
    pub field: &'static str,
    /// A field of the one row that the field holds, or of the rows that have sheets of their own.
    pub within: Option<&'static str>,
}

pub(super) const OFFERS: Target = Target { table: TableName::Actors, field: "offers", within: None };
pub(super) const NEEDS: Target = Target { table: TableName::Actors, field: "needs", within: None };

impl Target {
    pub const fn new(table: TableName, field: &'static str) -> Self {
        Self { table, field, within: None }
    }

    /// Every field that a column can hold.
    pub fn all() -> impl Iterator<Item = Self> {
        let fields = TableName::ALL.iter().flat_map(|table| {
            table.schema().fields.iter().flat_map(|field| {
                let target = Self::new(*table, field.name);
                let (whole, rows): (_, &[Field]) = match field.content {
                    Content::Row(rows) | Content::Rows(rows) => (None, rows),
                    _ => (Some(target), &[]),
                };
                let rows = rows.iter().map(move |row| Self { within: Some(row.name), ..target });
                whole.into_iter().chain(rows)
            })
        });
        fields.chain([OFFERS, NEEDS])
    }

    /// The names of the field, with a dot between.
    pub fn path(self) -> String {
        match self.within {
            Some(within) => format!("{}.{within}", self.field),
            None => self.field.to_owned(),
        }
    }

    /// The field itself, of the row within if there is one. `None` for `offers` and `needs` of actors.
    pub fn definition(self) -> Option<&'static Field> {
        let field = self.table.schema().field(self.field)?;
        match (self.within, field.content) {
            (None, _) => Some(field),
            (Some(within), Content::Row(rows) | Content::Rows(rows)) => {
                rows.iter().find(|row| row.name == within)
            }
            _ => None,
        }
    }

    /// What its content refers to.
    pub fn refers_to(self) -> Option<TableName> {
        match self.definition().map(|field| field.content) {
            Some(Content::Reference(to) | Content::References(to)) => Some(to),
            Some(_) => None,
            None => Some(TableName::Competencies),
        }
    }

    pub fn is_list(self) -> bool {
        self.definition().is_none_or(|field| field.content.is_list())
    }
}

/// `actors.sector`, `contacts.consent.given_on`.
impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.table.schema().section, self.path())
    }
}

const PLAIN: [(Meaning, &str); 8] = [
    (Meaning::Ignore, "ignore"),
    (Meaning::Id, "id"),
    (Meaning::Person, "person"),
    (Meaning::OfferedIfCrossed, "offered if crossed"),
    (Meaning::NeededIfCrossed, "needed if crossed"),
    (Meaning::Relation, "relation"),
    (Meaning::Owner, "owner"),
    (Meaning::OwnerId, "owner id"),
];

/// `actors.name`, `actors.sector id`, `ignore`.
impl fmt::Display for Meaning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field(target) => target.fmt(formatter),
            Self::Ids(target) => write!(formatter, "{target} id"),
            plain => {
                let name = PLAIN.iter().find(|(meaning, _)| meaning == plain).map(|(_, name)| *name);
                formatter.write_str(name.unwrap_or_default())
            }
        }
    }
}

impl FromStr for Meaning {
    /// No meaning is called so.
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if let Some((meaning, _)) = PLAIN.iter().find(|(_, name)| *name == text) {
            return Ok(*meaning);
        }
        let (name, is_id) = match text.strip_suffix(" id") {
            Some(name) => (name, true),
            None => (text, false),
        };
        let target = Target::all().find(|target| target.to_string() == name).ok_or(())?;
        Ok(if is_id { Self::Ids(target) } else { Self::Field(target) })
    }
}
