//! What fields there are and what they hold: the table that everything which lists fields loops over.

use super::{Day, Id, TableName};

/// One kind of record.
#[derive(Debug, PartialEq, Eq)]
pub struct TableSchema {
    pub table: TableName,
    /// The field of the document that holds its records.
    pub section: &'static str,
    /// What one record is called in the document, as tombstones do.
    pub kind: &'static str,
    /// The field that people call a record by. Records without one are called by their ends.
    pub title: Option<&'static str>,
    pub fields: &'static [Field],
}

impl TableSchema {
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// One field of a kind of record, or of a row within one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    pub name: &'static str,
    /// Its place among the fields of its table.
    pub index: usize,
    pub content: Content,
    pub audience: Audience,
    /// The search reads it.
    pub searched: bool,
    /// A record (or a row) means nothing without it.
    pub required: bool,
    /// The field with which it is one decision: where authors differ, both are of the same one.
    pub with: Option<&'static str>,
    /// The word that it holds when nothing is said; a field without one may hold no word.
    pub usual: Option<&'static str>,
    /// What it means, for the published schema.
    #[cfg(not(target_arch = "wasm32"))]
    pub about: &'static str,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    Line,
    Paragraph,
    /// A web or mail address.
    Web,
    /// Several short texts.
    Lines,
    Day,
    /// 1 basic, 2 experienced, 3 expert.
    Level,
    Number,
    /// One of some words.
    Word(&'static [&'static str]),
    Words(&'static [&'static str]),
    Reference(TableName),
    References(TableName),
    /// At most one row of these fields, an object in the document.
    Row(&'static [Field]),
    Rows(&'static [Field]),
}

/// Who may see a field in an exported file; within a row, of those who may see the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    Public,
    /// The members of the network.
    Network,
    /// Who keeps the map.
    Keepers,
}

impl Content {
    /// Whether it holds any number of elements.
    pub fn is_list(self) -> bool {
        matches!(self, Self::Lines | Self::Words(_) | Self::References(_) | Self::Rows(_))
    }

    /// Whether what could not be read of it stays beside a new value, as single elements of a list do.
    pub fn keeps_unread(self, unread: &serde_json::Value) -> bool {
        self.is_list() && unread.is_array()
    }

    /// Whether it can refer to a record of a table.
    pub fn points_to(self, table: TableName) -> bool {
        match self {
            Self::Reference(to) | Self::References(to) => to == table,
            Self::Row(fields) | Self::Rows(fields) => {
                fields.iter().any(|field| field.content.points_to(table))
            }
            _ => false,
        }
    }
}

impl Content {
    /// What the elements of a set refer to, each to another record: of a list of references, and of rows that begin with
    /// one. They come and go one by one, and each has a stamp of its own.
    pub fn elements_refer_to(self) -> Option<TableName> {
        match self {
            Self::References(to) => Some(to),
            Self::Rows([Field { required: true, content: Self::Reference(to), .. }, ..]) => Some(*to),
            _ => None,
        }
    }
}

/// What an element of a set refers to, and its row, if it is one.
pub type Element<'a> = (&'a Id, Option<&'a [Value]>);

/// The name under which an element of a set has its stamp.
pub fn element_name(field: &Field, id: &Id) -> String {
    format!("{}/{id}", field.name)
}

impl Field {
    const fn holding(content: Content) -> Self {
        Self {
            name: "",
            index: 0,
            content,
            // A new field stays at home until somebody decides otherwise.
            audience: Audience::Keepers,
            searched: false,
            required: false,
            with: None,
            usual: None,
            #[cfg(not(target_arch = "wasm32"))]
            about: "",
        }
    }

    pub(super) const fn public(self) -> Self {
        Self { audience: Audience::Public, ..self }
    }

    pub(super) const fn members(self) -> Self {
        Self { audience: Audience::Network, ..self }
    }

    pub(super) const fn searched(self) -> Self {
        Self { searched: true, ..self }
    }

    pub(super) const fn with(self, field: &'static str) -> Self {
        Self { with: Some(field), ..self }
    }

    pub(super) const fn named(self, name: &'static str, required: bool, about: &'static str) -> Self {
        // The page does not carry what only the schema says.
        #[cfg(target_arch = "wasm32")]
        let _ = about;
        Self {
            name,
            required,
            #[cfg(not(target_arch = "wasm32"))]
            about,
            ..self
        }
    }
}

pub(super) const fn line() -> Field {
    Field::holding(Content::Line)
}

pub(super) const fn paragraph() -> Field {
    Field::holding(Content::Paragraph)
}

pub(super) const fn web() -> Field {
    Field::holding(Content::Web)
}

pub(super) const fn lines() -> Field {
    Field::holding(Content::Lines)
}

pub(super) const fn day() -> Field {
    Field::holding(Content::Day)
}

pub(super) const fn level() -> Field {
    Field::holding(Content::Level)
}

pub(super) const fn number() -> Field {
    Field::holding(Content::Number)
}

/// The first of the words is usual.
pub(super) const fn word<W: Word>() -> Field {
    Field { usual: Some(W::WORDS[0]), ..word_or_none::<W>() }
}

pub(super) const fn word_or_none<W: Word>() -> Field {
    Field::holding(Content::Word(W::WORDS))
}

pub(super) const fn words<W: Word>() -> Field {
    Field::holding(Content::Words(W::WORDS))
}

pub(super) const fn one(table: TableName) -> Field {
    Field::holding(Content::Reference(table))
}

pub(super) const fn many(table: TableName) -> Field {
    Field::holding(Content::References(table))
}

pub(super) const fn row<R: RowType>() -> Field {
    Field::holding(Content::Row(R::FIELDS))
}

pub(super) const fn rows<R: RowType>() -> Field {
    Field::holding(Content::Rows(R::FIELDS))
}

/// Writes into each field where it stands.
pub(super) const fn numbered<const COUNT: usize>(mut fields: [Field; COUNT]) -> [Field; COUNT] {
    let mut index = 0;
    while index < COUNT {
        fields[index].index = index;
        index += 1;
    }
    fields
}

/// The content of a field, whatever its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Of a line, a paragraph or an address.
    Text(String),
    Texts(Vec<String>),
    Day(Option<Day>),
    /// Of a level or a number.
    Number(Option<u32>),
    Word(Option<&'static str>),
    Words(Vec<&'static str>),
    Reference(Option<Id>),
    References(Vec<Id>),
    /// Each row has one value for each of its fields, in their order.
    Rows(Vec<Vec<Value>>),
}

impl Value {
    /// What a field of this content holds when nothing is said.
    pub fn empty(content: Content) -> Self {
        match content {
            Content::Line | Content::Paragraph | Content::Web => Self::Text(String::new()),
            Content::Lines => Self::Texts(Vec::new()),
            Content::Day => Self::Day(None),
            Content::Level | Content::Number => Self::Number(None),
            Content::Word(_) => Self::Word(None),
            Content::Words(_) => Self::Words(Vec::new()),
            Content::Reference(_) => Self::Reference(None),
            Content::References(_) => Self::References(Vec::new()),
            Content::Row(_) | Content::Rows(_) => Self::Rows(Vec::new()),
        }
    }

    /// Nothing is said. Such a field is left out of the document.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Texts(texts) => texts.is_empty(),
            Self::Day(day) => day.is_none(),
            Self::Number(number) => number.is_none(),
            Self::Word(word) => word.is_none(),
            Self::Words(words) => words.is_empty(),
            Self::Reference(id) => id.is_none(),
            Self::References(ids) => ids.is_empty(),
            Self::Rows(rows) => rows.is_empty(),
        }
    }

    /// The value without its references to a record that is gone. Rows that mean nothing without it go too.
    ///
    /// `gone` is asked for each reference.
    pub fn without(&self, content: Content, gone: &dyn Fn(TableName, &Id) -> bool) -> Self {
        self.referring(content, &|table, id| (!gone(table, id)).then(|| id.clone()))
    }

    /// The value with what stands for each reference. Where nothing does, the reference goes, and rows that mean nothing
    /// without it go too.
    pub fn referring(&self, content: Content, stands_for: &dyn Fn(TableName, &Id) -> Option<Id>) -> Self {
        match (content, self) {
            (Content::Reference(table), Self::Reference(Some(id))) => Self::Reference(stands_for(table, id)),
            (Content::References(table), Self::References(ids)) => {
                Self::References(ids.iter().filter_map(|id| stands_for(table, id)).collect())
            }
            (Content::Row(fields) | Content::Rows(fields), Self::Rows(rows)) => {
                let rows = rows.iter().filter_map(|row| {
                    let values = fields.iter().zip(row).map(|(field, value)| {
                        let kept = value.referring(field.content, stands_for);
                        (!field.required || !kept.is_empty() || value.is_empty()).then_some(kept)
                    });
                    values.collect()
                });
                Self::Rows(rows.collect())
            }
            _ => self.clone(),
        }
    }

    /// The elements of a set, see [`Content::elements_refer_to`].
    pub fn elements(&self) -> Vec<Element<'_>> {
        match self {
            Self::References(ids) => ids.iter().map(|id| (id, None)).collect(),
            Self::Rows(rows) => rows
                .iter()
                .filter_map(|row| match row.first() {
                    Some(Self::Reference(Some(id))) => Some((id, Some(row.as_slice()))),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Calls `found` for each reference.
    pub fn references(&self, content: Content, found: &mut dyn FnMut(TableName, &Id)) {
        match (content, self) {
            (Content::Reference(table), Self::Reference(Some(id))) => found(table, id),
            (Content::References(table), Self::References(ids)) => ids.iter().for_each(|id| found(table, id)),
            (Content::Row(fields) | Content::Rows(fields), Self::Rows(rows)) => {
                for (field, value) in rows.iter().flat_map(|row| fields.iter().zip(row)) {
                    value.references(field.content, found);
                }
            }
            _ => {}
        }
    }
}

/// A type that fields of records can have.
pub trait FieldType: Sized {
    fn to_value(&self) -> Value;
    /// `None` for a value of another kind, and for an empty one where something is required.
    fn from_value(value: Value) -> Option<Self>;

    /// Its texts, where it holds any, without copying them.
    fn texts(&self) -> &[String] {
        &[]
    }
}

macro_rules! field_types {
    ($($type:ty: $value:ident => $variant:ident: |$read:ident| $back:expr $(, texts $texts:path)?;)*) => { $(
        impl FieldType for $type {
            fn to_value(&self) -> Value {
                let $value = self.clone();
                Value::$variant($value.into())
            }

            fn from_value(value: Value) -> Option<Self> {
                match value {
                    Value::$variant($read) => $back,
                    _ => None,
                }
            }

            $(fn texts(&self) -> &[String] {
                $texts(self)
            })?
        }
    )* };
}

field_types! {
    String: text => Text: |text| Some(text), texts std::slice::from_ref;
    Vec<String>: texts => Texts: |texts| Some(texts), texts Vec::as_slice;
    Option<Day>: day => Day: |day| Some(day);
    Day: day => Day: |day| day;
    Option<u32>: number => Number: |number| Some(number);
    Option<Id>: id => Reference: |id| Some(id);
    Id: id => Reference: |id| id;
    Vec<Id>: ids => References: |ids| Some(ids);
}

impl FieldType for Option<u8> {
    fn to_value(&self) -> Value {
        Value::Number(self.map(u32::from))
    }

    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Number(None) => Some(None),
            Value::Number(Some(number)) => u8::try_from(number).ok().map(Some),
            _ => None,
        }
    }
}

/// One of a few words of the document.
pub trait Word: Copy + PartialEq + 'static {
    const ALL: &'static [Self];
    /// Beside [`Word::ALL`], as the document writes them.
    const WORDS: &'static [&'static str];

    fn word(self) -> &'static str;

    fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().position(|known| *known == word).map(|place| Self::ALL[place])
    }
}

/// A small record within a record.
pub trait RowType: Sized {
    const FIELDS: &'static [Field];

    fn to_row(&self) -> Vec<Value>;
    fn from_row(row: Vec<Value>) -> Option<Self>;
}
