//! The map that is published beside the page: it opens for those who have none of their own.

use std::sync::Arc;

use super::State;
use crate::{
    exchange,
    model::{Day, Network},
};

/// The map with which the page opened.
#[derive(Clone, Debug, PartialEq)]
pub struct PublishedMap {
    /// Seen from the page.
    pub address: String,
    pub text: String,
    pub network: Arc<Network>,
}

impl PublishedMap {
    /// Of its edition, where it says so.
    pub fn day(&self) -> Option<Day> {
        exchange::exported_at(&self.text)?.get(..10).map(Day::new)
    }
}

impl State {
    /// The published map, while that is what the screen shows.
    pub fn shown_map(&self) -> Option<&Arc<PublishedMap>> {
        let is_alone = self.preview.is_none() && self.printing.is_none() && !self.is_absent();
        self.map.as_ref().filter(|map| is_alone && map.network.about.id == self.network.about.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{Effect, Msg, Now, Saving, Settings, Step, empty_network, update},
        i18n::Language,
        model::{Actor, Change, Stamp, TableName},
    };

    fn now(millis: u64) -> Now {
        Now { millis, today: Day::new("2026-11-29") }
    }

    fn edition(actors: &[(&str, &str, u64)]) -> Network {
        let mut network = Network::new("karte".into());
        for (id, name, at) in actors {
            network.put(Actor::new((*id).into(), *name), Stamp(*at));
        }
        network
    }

    fn opened(network: Network) -> State {
        let network = Arc::new(network);
        let mut state = State::new("tab".into(), network.clone(), Settings::default());
        let text = r#"{"format":"gosmart-network","exported_at":"2026-11-02T08:00:00Z","#.to_owned();
        state.map = Some(Arc::new(PublishedMap { address: "karte.json".into(), text, network }));
        state
    }

    fn add(state: &mut State, name: &str) -> Vec<Effect> {
        let step = Step::Added { table: TableName::Actors, name: name.into() };
        let changes = vec![Change::add(&Actor::new(name.into(), name))];
        update(state, Msg::Edit { step, changes }, &now(5))
    }

    #[test]
    fn the_map_is_shown_as_what_it_is_until_something_else_is() {
        let mut state = opened(edition(&[("m", "Museum", 1)]));
        assert_eq!(state.shown_map().and_then(|map| map.day()), Some(Day::new("2026-11-02")));
        assert_eq!(state.saving, Saving::Untouched);
        let settled = Msg::LayoutSettled(vec![("m".into(), 1.0, 2.0)]);
        assert_eq!(update(&mut state, settled, &now(4)), [], "nothing is kept of who only looks");
        assert!(!add(&mut state, "Labor").is_empty());
        assert!(state.saving != Saving::Untouched && state.shown_map().is_some());
        let network = Arc::new(empty_network("Neu".into(), "n".into(), Language::German, &now(6)));
        state.saving = Saving::Untouched;
        update(&mut state, Msg::Begin { step: Step::Emptied, network }, &now(6));
        assert_eq!(state.shown_map(), None);
    }
}
