//! What must hold, whatever happened.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use gosmart::{
    exchange::read_part,
    model::{Difference, Network, Over, Value},
    store::{Storage, head_of},
};

use super::{World, values};

impl World {
    /// Whether two people did what they are asked about.
    pub(super) fn is_real(&self, tab: usize, dispute: &gosmart::model::Dispute) -> Result<(), String> {
        let state = &self.tabs[tab].state;
        match dispute.over {
            Over::Field(field) => {
                let text = |network: &Network| match network.get(dispute.table, &dispute.id)?.get(field) {
                    Value::Text(text) => Some(text),
                    _ => None,
                };
                let (Some(mine), Some(theirs)) = (text(&state.network), text(&state.store.base)) else {
                    return Err(format!("{dispute:?} is over nothing"));
                };
                let grew_out_of = |later: &str, earlier: &str| {
                    let mut at = Some(later);
                    while let Some(value) = at {
                        if value == earlier {
                            return true;
                        }
                        at = self.parent.get(value).map(String::as_str).filter(|parent| *parent != value);
                    }
                    false
                };
                let unclear = |value: &str| value.is_empty() || self.revived.contains(value);
                if !unclear(&mine)
                    && !unclear(&theirs)
                    && (grew_out_of(&mine, &theirs) || grew_out_of(&theirs, &mine))
                {
                    return Err(format!("nobody made the conflict between {mine} and {theirs}"));
                }
                Ok(())
            }
            Over::Removal { .. }
                if !self.removed.contains(&dispute.id) && !dispute.id.as_str().starts_with(['x', 'o']) =>
            {
                Err(format!("nobody removed {}", dispute.id))
            }
            Over::Network => Err("nobody replaced the network".into()),
            _ => Ok(()),
        }
    }

    /// The current state in the store.
    pub(super) fn stored_network(&self) -> Arc<Network> {
        if let Some(saved) = self.database.read(None) {
            return saved.network;
        }
        let text = self.storage.get("gosmart/v1/current").unwrap().unwrap();
        let document = text.split_once('\n').unwrap().1;
        Arc::new(gosmart::exchange::read(document.as_bytes()).unwrap().network)
    }

    pub(super) fn stored(&self) -> BTreeSet<String> {
        values(&self.stored_network())
    }

    /// What the journals would bring back, by tab.
    pub(super) fn journals(&self) -> BTreeMap<String, BTreeSet<String>> {
        let of = |(name, text): (String, String)| {
            let tab = name.split_once("journal/")?.1.to_owned();
            let journal = gosmart::store::Journal::of_text(&text, read_part).unwrap();
            let head = self.database.current().and_then(|it| head_of(it)).map(|(head, _)| head);
            let merged = Difference::merge_into(&journal.missing_in(head.as_ref()), &self.stored_network());
            Some((tab, values(&merged.network)))
        };
        self.storage.texts().into_iter().filter_map(of).collect()
    }

    pub(super) fn judge(&mut self) -> Result<(), String> {
        self.settle();
        // Whoever comes next finds what the dead have left.
        self.open();
        self.settle();
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        let mut alive: BTreeSet<String> = self.database.networks().iter().flat_map(|it| values(it)).collect();
        for (name, text) in self.storage.texts() {
            if self.alone && (name.ends_with("current") || name.contains("earlier")) {
                let document = text.split_once('\n').unwrap().1;
                alive.extend(values(&gosmart::exchange::read(document.as_bytes()).unwrap().network));
            }
        }
        let entered = (1..=self.entered).map(|number| format!("v{number}"));
        for value in entered.filter(|value| self.parent.contains_key(value)) {
            let excused = self.given_up.get(&value).is_some_and(|tabs| !tabs.is_empty())
                || self.never_acknowledged.contains(&value);
            if !alive.contains(&value) && !excused {
                return Err(format!("{value} is gone"));
            }
        }
        for tab in &self.tabs {
            let network = &tab.state.network;
            if let Some(offer) = network.offers.iter().find(|offer| !network.actors.contains(&offer.actor)) {
                return Err(format!("{} has offer {} of nobody", tab.name, offer.id));
            }
            if network.tables().any(|rows| {
                let table = rows.schema().table;
                rows.records().any(|record| network.removed.get(table, record.id()).is_some())
            }) {
                return Err(format!("in {} a record stands beside its tombstone", tab.name));
            }
            if tab.state.store.own {
                return Err(format!("{} waits for ever: {:?}", tab.name, tab.state.saving));
            }
        }
        let [first, rest @ ..] = &self.tabs[..] else { return Ok(()) };
        for other in rest {
            if values(&other.state.network) != values(&first.state.network) {
                return Err(format!("{} and {} show different things", first.name, other.name));
            }
        }
        Ok(())
    }
}
