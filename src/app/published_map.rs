//! The map that is published beside the page: it opens for those who have none of their own, and those who have changed
//! something in it hear of newer editions.

use std::sync::Arc;

use super::{Saving, State};
use crate::{
    exchange,
    merge::{Merge, Merged},
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

/// Tells editions of a map apart (FNV-1a).
pub fn fingerprint(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Whether an edition of a map says something that is not in one's own network, which came from an earlier one.
pub fn is_news(own: &Network, map: &Network) -> bool {
    if own.about.id != map.about.id {
        return false;
    }
    let Merged { added, changed, removed, conflicts, .. } = Merge::of(own, &[map]).run();
    !(added.is_empty() && changed.is_empty() && removed.is_empty() && conflicts.is_empty())
}

impl State {
    /// The published map, while that is what the screen shows.
    pub fn shown_map(&self) -> Option<&Arc<PublishedMap>> {
        let is_alone = self.preview.is_none() && self.printing.is_none() && !self.is_absent();
        self.map.as_ref().filter(|map| is_alone && map.network.about.id == self.network.about.id)
    }

    /// Whether there is a network of one's own that could take something in.
    pub fn has_own(&self) -> bool {
        self.viewer.is_none() && self.saving != Saving::Untouched && !self.is_locked()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{Effect, Msg, Now, Settings, Step, empty_network, update},
        i18n::Language,
        merge::{Choice, Side},
        model::{Actor, Change, FieldType, Stamp, TableName},
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
    fn editions_are_told_apart_as_the_published_algorithm_does() {
        // From the test vectors of FNV's authors.
        assert_eq!(fingerprint(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn the_map_is_shown_as_what_it_is_until_something_else_is() {
        let mut state = opened(edition(&[("m", "Museum", 1)]));
        assert_eq!(state.shown_map().and_then(|map| map.day()), Some(Day::new("2026-11-02")));
        assert!(!state.has_own());
        let settled = Msg::LayoutSettled(vec![("m".into(), 1.0, 2.0)]);
        assert_eq!(update(&mut state, settled, &now(4)), [], "nothing is kept of who only looks");
        assert!(!add(&mut state, "Labor").is_empty());
        assert!(state.has_own() && state.shown_map().is_some());
        let network = Arc::new(empty_network("Neu".into(), "n".into(), Language::German, &now(6)));
        state.saving = Saving::Untouched;
        update(&mut state, Msg::Begin { step: Step::Emptied, network }, &now(6));
        assert_eq!(state.shown_map(), None);
    }

    #[test]
    fn only_what_is_not_in_ones_own_network_is_news() {
        let first = edition(&[("m", "Museum", 1)]);
        let mut state = opened(first.clone());
        add(&mut state, "Werkstatt");
        assert!(!is_news(&state.network, &first), "what one began with");
        let with_mine = Network::clone(&state.network);
        assert!(!is_news(&state.network, &with_mine), "one's own came in there");
        let newer = edition(&[("m", "Museum", 1), ("l", "Labor", 3)]);
        assert!(is_news(&state.network, &newer));
        let mut other = newer.clone();
        Arc::make_mut(&mut other.about).id = "harz".into();
        assert!(!is_news(&state.network, &other), "another map");
    }

    #[test]
    fn what_was_merged_or_decided_against_is_no_news() {
        let mut state = opened(edition(&[("m", "Museum", 1)]));
        let name = TableName::Actors.schema().field("name").unwrap();
        let changes = vec![Change::Set {
            table: TableName::Actors,
            id: "m".into(),
            fields: vec![(name, "Goslarer Museum".to_owned().to_value())],
        }];
        let step = Step::Changed { table: TableName::Actors, name: "Museum".into() };
        update(&mut state, Msg::Edit { step, changes }, &now(5));
        let newer = edition(&[("m", "Städtisches Museum", 4), ("l", "Labor", 3)]);
        assert!(is_news(&state.network, &newer));
        let mut merged = Merge::of(&state.network, &[&newer]).run();
        let conflicts = merged.conflicts.clone();
        assert_eq!(conflicts.len(), 1);
        merged.decide(&state.network, [(&conflicts[0], &Choice::Side(Side::Ours))], Stamp(9));
        assert!(!is_news(&merged.network, &newer));
    }
}
