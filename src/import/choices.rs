//! How a file shall be understood: guessed first, then chosen by people, and kept for the next file of its kind.

use serde_json::{Value, json};

use super::{
    Certainty, Meaning, Separator, Target,
    columns::LANGUAGES,
    meaning::{NEEDS, OFFERS},
};
use crate::{
    i18n::records,
    model::{Content, TableName},
    query::fold,
};

/// For each sheet, in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    pub sheets: Vec<SheetChoices>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct SheetChoices {
    pub name: String,
    pub shape: Shape,
    /// The row with the headers; what stands above is left out. Without one every row is read.
    pub header: Option<u32>,
    /// Of a sheet across, one for each row from the header on.
    pub columns: Vec<Column>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// The sheet is not read.
    Skip,
    /// A record of this kind. Actors may have competencies in cells or crossed, and a contact; offers may say that they
    /// are needs, and something of their actor.
    Records(TableName),
    /// A row within a field of records of this kind.
    Within(TableName, &'static str),
    /// A competency, with actors across.
    Across,
    /// An element or a connection, as Kumu has them; they are read as a graph by their headers, whatever is chosen for
    /// columns.
    Elements,
    Connections,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The header, or the letter of the column where there is none.
    pub title: String,
    pub meaning: Meaning,
    /// What parts the terms of a cell, where a field takes several.
    pub separator: Separator,
    pub certainty: Certainty,
    /// The first cell in which something stands.
    pub example: String,
}

/// Why kept choices are of no use: what stands where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoChoices {
    /// `sheets[0].columns[2].meaning`
    pub at: String,
    pub found: String,
}

impl Column {
    /// Whether the column is called as we call it.
    pub(super) fn has_our_title(&self) -> bool {
        match self.meaning {
            Meaning::Id => self.title == "ID",
            Meaning::Field(target) => {
                let label = |language| records::label(language, target.table, &target.path());
                LANGUAGES.iter().any(|language| self.title.ends_with(label(*language)))
            }
            Meaning::Ids(_) | Meaning::OwnerId | Meaning::Owner => true,
            _ => false,
        }
    }
}

impl Shape {
    pub fn name(self) -> String {
        match self {
            Self::Skip => "skip".to_owned(),
            Self::Records(table) => table.schema().section.to_owned(),
            Self::Within(table, field) => format!("{}.{field}", table.schema().section),
            Self::Across => "across".to_owned(),
            Self::Elements => "elements".to_owned(),
            Self::Connections => "connections".to_owned(),
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        let tables = || TableName::ALL.iter().map(|table| Self::Records(*table));
        let within = TableName::ALL.iter().flat_map(|table| {
            let fields = table.schema().fields.iter();
            let rows = fields.filter(|field| matches!(field.content, Content::Rows(_)));
            rows.map(|field| Self::Within(*table, field.name))
        });
        let plain = [Self::Skip, Self::Across, Self::Elements, Self::Connections];
        plain.into_iter().chain(tables()).chain(within).find(|shape| shape.name() == name)
    }
}

impl Shape {
    /// What sheets can be, the usual first.
    pub fn all() -> impl Iterator<Item = Self> {
        let usual = [TableName::Actors, TableName::Offers, TableName::Needs, TableName::Competencies];
        let others = TableName::ALL.iter().filter(move |table| !usual.contains(table)).copied();
        let rest = [Self::Elements, Self::Connections, Self::Skip];
        let records = usual.into_iter().map(Self::Records).chain([Self::Across]);
        records.chain(others.map(Self::Records)).chain(rest)
    }

    /// What its columns can mean, the usual first.
    pub fn meanings(self) -> Vec<Meaning> {
        let of = |table: TableName| {
            Target::all().filter(move |target| {
                let holds_rows = matches!(
                    table.schema().field(target.field).map(|field| field.content),
                    Some(Content::Rows(_))
                );
                target.table == table && !holds_rows && ![OFFERS, NEEDS].contains(target)
            })
        };
        let ids = |target: &Target| target.definition().is_some() && target.refers_to().is_some();
        let mut meanings = Vec::new();
        let name = Target::new(TableName::Actors, "name");
        match self {
            Self::Records(TableName::Actors) | Self::Across => {
                meanings.extend([name, OFFERS, NEEDS].map(Meaning::Field));
                meanings.extend(of(TableName::Actors).filter(|target| *target != name).map(Meaning::Field));
                let contacts = of(TableName::Contacts).filter(|target| target.field != "actor");
                meanings.extend(contacts.map(Meaning::Field));
                meanings.extend([
                    Meaning::Person,
                    Meaning::OfferedIfCrossed,
                    Meaning::NeededIfCrossed,
                    Meaning::Id,
                ]);
                meanings.extend(of(TableName::Actors).filter(ids).map(Meaning::Ids));
            }
            Self::Records(table @ (TableName::Offers | TableName::Needs)) => {
                meanings.extend(of(table).map(Meaning::Field));
                meanings.push(Meaning::Relation);
                meanings.extend(of(TableName::Actors).filter(|target| *target != name).map(Meaning::Field));
                meanings.push(Meaning::Id);
                meanings.extend(of(table).filter(ids).map(Meaning::Ids));
            }
            Self::Records(table) => {
                meanings.extend(of(table).map(Meaning::Field));
                meanings.push(Meaning::Id);
                meanings.extend(of(table).filter(ids).map(Meaning::Ids));
            }
            Self::Within(table, field) => {
                meanings.push(Meaning::Owner);
                let within = Target::all().filter(|target| target.table == table && target.field == field);
                meanings.extend(within.map(Meaning::Field));
                meanings.push(Meaning::OwnerId);
            }
            Self::Skip | Self::Elements | Self::Connections => {}
        }
        meanings.push(Meaning::Ignore);
        meanings
    }
}

impl Choices {
    /// Equal for files whose sheets have the same headers: what choices are remembered by.
    pub fn headers(&self) -> String {
        let sheet = |sheet: &SheetChoices| {
            let titles = sheet.columns.iter().map(|column| fold::key(&column.title));
            titles.collect::<Vec<_>>().join("|")
        };
        self.sheets.iter().map(sheet).collect::<Vec<_>>().join("\n")
    }

    pub fn to_json(&self) -> Value {
        let column = |column: &Column| {
            let mut object = json!({ "title": column.title, "meaning": column.meaning.to_string() });
            if column.separator != Separator::Nothing {
                object["separator"] = column.separator.name().into();
            }
            object
        };
        let sheet = |sheet: &SheetChoices| {
            let columns: Vec<Value> = sheet.columns.iter().map(column).collect();
            json!({ "name": sheet.name, "shape": sheet.shape.name(), "header": sheet.header, "columns": columns })
        };
        json!({ "sheets": self.sheets.iter().map(sheet).collect::<Vec<_>>() })
    }

    /// # Errors
    /// The first place at which something stands that is no choice.
    pub fn from_json(value: &Value) -> Result<Self, NoChoices> {
        let sheets = list(value, "sheets", "")?;
        let sheets = sheets.iter().enumerate().map(|(place, sheet)| {
            let at = format!("sheets[{place}].");
            let header = match &sheet["header"] {
                Value::Null => None,
                number => Some(
                    number
                        .as_u64()
                        .and_then(|number| u32::try_from(number).ok())
                        .ok_or_else(|| NoChoices { at: format!("{at}header"), found: number.to_string() })?,
                ),
            };
            let columns = list(sheet, "columns", &at)?;
            let columns = columns.iter().enumerate().map(|(place, column)| {
                let at = format!("{at}columns[{place}].");
                Ok(Column {
                    title: text(column, "title").to_owned(),
                    meaning: chosen(column, "meaning", &at, |text| text.parse().ok())?,
                    separator: chosen(column, "separator", &at, Separator::from_name)?,
                    certainty: Certainty::Named,
                    example: String::new(),
                })
            });
            Ok(SheetChoices {
                name: text(sheet, "name").to_owned(),
                shape: chosen(sheet, "shape", &at, Shape::from_name)?,
                header,
                columns: columns.collect::<Result<_, _>>()?,
            })
        });
        Ok(Self { sheets: sheets.collect::<Result<_, _>>()? })
    }
}

fn list<'a>(value: &'a Value, key: &str, at: &str) -> Result<&'a [Value], NoChoices> {
    let found = &value[key];
    let no_list = || NoChoices { at: format!("{at}{key}"), found: found.to_string() };
    found.as_array().map(Vec::as_slice).ok_or_else(no_list)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn chosen<T>(value: &Value, key: &str, at: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, NoChoices> {
    let found = text(value, key);
    read(found).ok_or_else(|| NoChoices { at: format!("{at}{key}"), found: found.to_owned() })
}
