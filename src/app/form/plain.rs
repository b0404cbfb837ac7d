//! Forms that hold nothing but their record.

use super::{Changes, FieldError, Form, Saved, missing};
use crate::{
    model::{About, Network, Sector, TableName},
    query::search::Index,
};

impl Form for Sector {
    fn check(&self, _: &Network, _: &Index) -> Vec<FieldError> {
        missing("name", &self.name).into_iter().collect()
    }

    fn save(&self, changes: &mut Changes) -> Saved {
        let mut record = self.clone();
        record.name = record.name.trim().to_owned();
        record.symbol = record.symbol.trim().to_owned();
        let added = !changes.network.sectors.contains(&record.id);
        let saved = Saved::new(added, TableName::Sectors, &record.id, record.name.clone());
        changes.put(record);
        saved
    }
}

impl Form for About {
    fn check(&self, _: &Network, _: &Index) -> Vec<FieldError> {
        Vec::new()
    }

    fn save(&self, changes: &mut Changes) -> Saved {
        let record = Self { title: self.title.trim().to_owned(), ..self.clone() };
        let saved = Saved::new(false, TableName::Network, &record.id, record.title.clone());
        changes.put(record);
        saved
    }
}
