use std::collections::HashMap;

use crate::model::{Id, Network, TableName};

/// What the records of a network are called, and which of them are found by that.
pub(super) struct Names {
    names: HashMap<(TableName, Id), String>,
    bearers: HashMap<(TableName, String), usize>,
}

impl Names {
    pub(super) fn new(network: &Network) -> Self {
        let mut names = HashMap::new();
        let mut bearers = HashMap::new();
        for table in TableName::ALL {
            for record in network.table(*table).records() {
                let name = network.name_of(*table, record.id());
                *bearers.entry((*table, name.clone())).or_default() += 1;
                names.insert((*table, record.id().clone()), name);
            }
        }
        Self { names, bearers }
    }

    /// Empty for a record without a name, and for one that is not there.
    pub(super) fn of(&self, table: TableName, id: &Id) -> &str {
        self.names.get(&(table, id.clone())).map_or("", String::as_str)
    }

    /// The name says which record is meant. Spaces around it do not survive in a cell.
    pub(super) fn is_enough(&self, table: TableName, id: &Id) -> bool {
        let name = self.of(table, id);
        let is_alone = || self.bearers.get(&(table, name.to_owned())) == Some(&1);
        !name.is_empty() && name.trim() == name && is_alone()
    }
}
