//! What cards say, as data: compared with what they said before, and drawn in `draw.rs` and `rows.rs`.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{Address, Draft, RecordAction},
    browser::clock,
    i18n,
    model::{Confirmer, Content, Day, FieldType, Id, Record, TableName, Value},
    ui::{context::App, lists::SectorMark},
};

/// Names in one sentence; more would hide the rows below.
const MOST_NAMES: usize = 40;

/// All that is said of one record.
#[derive(Clone, PartialEq)]
pub(super) struct Card {
    pub(super) table: TableName,
    pub(super) id: Id,
    pub(super) title: String,
    pub(super) tags: Vec<Inline>,
    /// A sentence below the title.
    pub(super) lead: String,
    /// Stands in the panel beside the graph in place of running text.
    pub(super) summary: String,
    /// Where the graph shows it.
    pub(super) in_network: Option<Address>,
    /// The first column; all that the panel beside the graph shows.
    pub(super) main: Vec<Section>,
    pub(super) side: Vec<Section>,
}

/// A part of the card under a heading of its own; absent when it says nothing and nothing can be added.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Section {
    /// Of the heading, which can take the focus.
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) text: String,
    /// The text is for those who keep the map.
    pub(super) internal: bool,
    pub(super) facts: Vec<Fact>,
    pub(super) rows: Arc<[Row]>,
    /// Needs that were met, folded away.
    pub(super) met: Arc<[Row]>,
    /// What stands in place of rows.
    pub(super) none: &'static str,
    /// What is to be known of the rows.
    pub(super) hint: &'static str,
    /// The button below, and the form it opens.
    pub(super) add: Option<(&'static str, Draft)>,
}

/// A label and what it says.
pub(super) type Fact = (&'static str, Vec<Inline>);

/// One record in a section.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Row {
    pub(super) head: Vec<Inline>,
    pub(super) details: Vec<Inline>,
    /// The beginning of a sentence, and whom it names.
    pub(super) named: Option<(&'static str, Vec<Inline>)>,
    /// A KERN icon; all but a tick warn.
    pub(super) mark: Option<&'static str>,
    /// What one click does, and what the record is called.
    pub(super) action: Option<(RecordAction, String)>,
    pub(super) edit: Option<Edit>,
}

/// How the record behind a row is edited and removed.
#[derive(Clone, PartialEq)]
pub(super) struct Edit {
    pub(super) table: TableName,
    pub(super) id: Id,
    pub(super) draft: Draft,
    /// Tells it apart from others of its kind.
    pub(super) name: String,
}

/// Something short amid a line.
#[derive(Clone, PartialEq)]
pub(super) enum Inline {
    Text(String),
    /// What the record says, in its own words.
    Said(String),
    /// Of a record without a page of its own.
    Name(String),
    Tag(&'static str),
    Link(TableName, Id, String),
    /// A web or mail address.
    Web(String),
    Sector(Option<SectorMark>),
    /// So many more, which are not named.
    Others(usize),
}

impl Section {
    pub(super) fn text(id: &'static str, title: &'static str, text: &str) -> Self {
        Self { id, title, text: text.trim().to_owned(), ..Self::default() }
    }

    /// `none` stands there in place of rows.
    pub(super) fn rows(
        id: &'static str,
        title: &'static str,
        none: &'static str,
        rows: impl IntoIterator<Item = Row>,
    ) -> Self {
        Self { id, title, none, rows: rows.into_iter().collect(), ..Self::default() }
    }
}

impl Row {
    /// A record between two others, of which `head` names the one without the card.
    pub(super) fn relation(app: App, record: &dyn Record, head: Vec<Inline>, name: String) -> Self {
        let (table, id) = (record.table(), record.id().clone());
        let edit = Some(Edit { draft: Draft::edit(table, &id), table, id, name });
        Self { head, details: details(app, record), edit, ..Self::default() }
    }

    /// A link to a record and words about it.
    pub(super) fn about(record: &dyn Record, words: &str) -> Self {
        let details = vec![Inline::Text(words.to_owned())];
        Self { head: vec![Inline::link(record)], details, ..Self::default() }
    }
}

impl Inline {
    /// A link to a record's own page.
    pub(super) fn link(record: &dyn Record) -> Self {
        let schema = record.table().schema();
        let title = schema.title.and_then(|title| schema.field(title)).map(|field| record.get(field));
        let name = if let Some(Value::Text(text)) = title { text } else { String::new() };
        Self::Link(record.table(), record.id().clone(), name)
    }

    /// Links to the first [`MOST_NAMES`] records.
    pub(super) fn links<'a, T: Record + 'a>(records: impl IntoIterator<Item = &'a Arc<T>>) -> Vec<Self> {
        let mut records = records.into_iter();
        let named: Vec<Self> =
            records.by_ref().take(MOST_NAMES).map(|record| Self::link(&**record)).collect();
        let others = records.count();
        named.into_iter().chain((others > 0).then_some(Self::Others(others))).collect()
    }

    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) | Self::Said(text) | Self::Web(text) if text.trim().is_empty())
    }
}

/// What a field of a record says, if anything.
pub(super) fn said(app: App, record: &dyn Record, name: &str) -> Option<Inline> {
    let field = record.table().schema().field(name)?;
    let said = match (field.content, record.get(field)) {
        (Content::Web, Value::Text(address)) => Inline::Web(address),
        (Content::Reference(to), Value::Reference(Some(id))) => Inline::link(app.network.get().get(to, &id)?),
        (Content::Level, Value::Number(Some(level))) => {
            Inline::Text(i18n::words::level(app.spoken(), u8::try_from(level).ok()?))
        }
        (_, Value::Text(text)) => Inline::Said(text),
        (_, Value::Texts(texts)) => Inline::Said(i18n::name::joined(&texts)),
        (_, Value::Day(Some(day))) => Inline::Text(day_words(app, &day)),
        _ => return None,
    };
    (!said.is_blank()).then_some(said)
}

/// The same under the field's own label.
pub(super) fn fact(app: App, record: &dyn Record, name: &str) -> Option<Fact> {
    let label = i18n::records::label(app.spoken(), record.table(), name);
    said(app, record, name).map(|said| (label, vec![said]))
}

/// The little there is to say of an offer, a need or a link.
fn details(app: App, record: &dyn Record) -> Vec<Inline> {
    let language = app.spoken();
    let fields: &[&str] = match record.table() {
        TableName::Offers => &["level", "confirmed_on", "note"],
        TableName::Needs => &["since", "closed_on", "note"],
        _ => &["since", "note"],
    };
    let detail = |name: &&str| match (*name, said(app, record, name)?) {
        ("confirmed_on", Inline::Text(day)) => {
            let by = record.table().schema().field("confirmed_by").map(|field| record.get(field));
            let by_keeper = by == Some(Some(Confirmer::Keeper).to_value());
            Some(Inline::Text(i18n::card::confirmed_on(language, &day, by_keeper)))
        }
        ("since", Inline::Text(day)) => Some(Inline::Text(i18n::card::since(language, &day))),
        ("closed_on", Inline::Text(day)) => Some(Inline::Text(i18n::card::met_on(language, &day))),
        (_, said) => Some(said),
    };
    fields.iter().filter_map(detail).collect()
}

pub(super) fn day_words(app: App, day: &Day) -> String {
    clock::day(day, app.spoken())
}
