use std::{collections::BTreeMap, sync::Arc};

use super::{
    About, Actor, Agreement, Competency, Contact, Group, Id, Link, Meeting, Need, Offer, Record, RecordType,
    Sector, SectorColor, Stamp, Stamps, TableSchema, Tombstones, Topic, Unknown,
    field::Value,
    table::{AnyTable, FillTable, Table},
};

/// Lists the kinds of record; each is described in `record.rs`.
macro_rules! tables {
    ($( $section:ident: $record:ident in $table:ident, $kind:literal; )*) => {
        /// The kinds of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum TableName {
            Network,
            $( $table, )*
        }

        impl TableName {
            /// In the order of the document.
            pub const ALL: &'static [Self] = &[Self::Network, $( Self::$table, )*];

            pub fn schema(self) -> &'static TableSchema {
                &SCHEMAS[self as usize]
            }
        }

        static SCHEMAS: &[TableSchema] = &[
            schema::<About>("network", "network"),
            $( schema::<$record>(stringify!($section), $kind), )*
        ];

        /// One record of any kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum AnyRecord {
            About(Arc<About>),
            $( $record(Arc<$record>), )*
        }

        impl AnyRecord {
            pub fn as_record(&self) -> &dyn Record {
                match self {
                    Self::About(record) => &**record,
                    $( Self::$record(record) => &**record, )*
                }
            }

            pub fn as_record_mut(&mut self) -> &mut dyn Record {
                match self {
                    Self::About(record) => Arc::make_mut(record) as &mut dyn Record,
                    $( Self::$record(record) => Arc::make_mut(record) as &mut dyn Record, )*
                }
            }
        }

        impl From<About> for AnyRecord {
            fn from(record: About) -> Self {
                Self::About(Arc::new(record))
            }
        }

        $(
            impl From<Arc<$record>> for AnyRecord {
                fn from(record: Arc<$record>) -> Self {
                    Self::$record(record)
                }
            }

            impl From<$record> for AnyRecord {
                fn from(record: $record) -> Self {
                    Self::$record(Arc::new(record))
                }
            }

            impl TryFrom<AnyRecord> for Arc<$record> {
                type Error = AnyRecord;

                fn try_from(record: AnyRecord) -> Result<Self, AnyRecord> {
                    match record {
                        AnyRecord::$record(record) => Ok(record),
                        other => Err(other),
                    }
                }
            }
        )*

        /// The whole document. Cloning is cheap and shares all records.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Network {
            pub about: Arc<About>,
            $( pub $section: Table<$record>, )*
            pub positions: Arc<BTreeMap<Id, Position>>,
            pub removed: Tombstones,
            /// Top-level fields of the document that we do not know.
            pub unknown: Arc<Unknown>,
        }

        impl Network {
            pub fn new(id: Id) -> Self {
                Self {
                    about: Arc::new(About::new(id)),
                    $( $section: Table::default(), )*
                    positions: Arc::default(),
                    removed: Tombstones::default(),
                    unknown: Arc::default(),
                }
            }

            /// Every table in the order of the document, the title page among them as a table of one.
            pub fn tables(&self) -> impl Iterator<Item = &dyn AnyTable> {
                [&self.about as &dyn AnyTable, $( &self.$section, )*].into_iter()
            }

            /// As [`Network::tables`], for a network that is being read.
            pub fn tables_to_fill(&mut self) -> impl Iterator<Item = &mut dyn FillTable> {
                [&mut self.about as &mut dyn FillTable, $( &mut self.$section, )*].into_iter()
            }

            pub fn tables_mut(&mut self) -> impl Iterator<Item = &mut dyn AnyTable> {
                [&mut self.about as &mut dyn AnyTable, $( &mut self.$section, )*].into_iter()
            }

            pub fn table(&self, table: TableName) -> &dyn AnyTable {
                match table {
                    TableName::Network => &self.about,
                    $( TableName::$table => &self.$section, )*
                }
            }

            pub fn table_mut(&mut self, table: TableName) -> &mut dyn AnyTable {
                match table {
                    TableName::Network => &mut self.about,
                    $( TableName::$table => &mut self.$section, )*
                }
            }
        }
    };
}

tables! {
    sectors: Sector in Sectors, "sector";
    competencies: Competency in Competencies, "competency";
    actors: Actor in Actors, "actor";
    offers: Offer in Offers, "offer";
    needs: Need in Needs, "need";
    links: Link in Links, "link";
    topics: Topic in Topics, "topic";
    meetings: Meeting in Meetings, "meeting";
    groups: Group in Groups, "group";
    agreements: Agreement in Agreements, "agreement";
    contacts: Contact in Contacts, "contact";
}

const fn schema<T: RecordType>(section: &'static str, kind: &'static str) -> TableSchema {
    TableSchema { table: T::TABLE, section, kind, title: T::TITLE, fields: T::FIELDS }
}

impl TableName {
    /// The kind whose tombstones say `kind`. The title page has none.
    pub fn of_kind(kind: &str) -> Option<Self> {
        Self::ALL[1..].iter().copied().find(|table| table.schema().kind == kind)
    }
}

impl Network {
    pub fn get(&self, table: TableName, id: &Id) -> Option<&dyn Record> {
        self.table(table).get(id)
    }

    /// The example that comes with the program, or a network made of it, which keeps its id.
    pub fn is_example(&self) -> bool {
        self.about.id.as_str() == "goslar"
    }

    /// The colour of a sector, by its place in [`SectorColor::ALL`]: the one that it was given, else they are taken in
    /// turn.
    pub fn sector_color(&self, id: &Id) -> Option<usize> {
        let number = self.sectors.index_of(id)?;
        let given = self.sectors.get(id)?.color;
        let place = given.and_then(|given| SectorColor::ALL.iter().position(|color| *color == given));
        Some(place.unwrap_or(number % SectorColor::ALL.len()))
    }

    /// What people call a record: its title, else its ends; empty for one that is not there.
    pub fn name_of(&self, table: TableName, id: &Id) -> String {
        let Some(record) = self.get(table, id) else { return String::new() };
        let schema = table.schema();
        let title = schema.title.and_then(|title| schema.field(title));
        if let Some(Value::Text(text)) = title.map(|field| record.get(field))
            && !text.is_empty()
        {
            return text;
        }
        let ends = schema.fields.iter().filter(|field| field.required).filter_map(|field| {
            let mut name = None;
            record
                .get(field)
                .references(field.content, &mut |table, id| name = Some(self.name_of(table, id)));
            name
        });
        ends.collect::<Vec<_>>().join(" – ")
    }

    /// Nothing but positions and tombstones can differ: the tables are the same ones.
    pub fn same_records(&self, other: &Self) -> bool {
        self.tables().zip(other.tables()).all(|(one, other)| one.identity() == other.identity())
    }
}

/// Where a node of the picture stands, in the units of the drawing (y downwards).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Position {
    pub x: f64,
    pub y: f64,
    /// Put there by hand; the layout leaves it alone.
    pub pinned: bool,
}

/// The latest of some stamps.
pub(super) fn latest(stamps: &Stamps) -> Option<Stamp> {
    stamps.values().max().copied()
}
