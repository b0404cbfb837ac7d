//! What the page shows while it is printed: the part of the network that the readers of the paper may see.

use std::sync::Arc;

use crate::{
    exchange::{Profile, redact},
    model::{Id, Network},
};

use super::{Address, Effect, State};

/// The page shows this network instead of its own until the paper is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Printing {
    pub profile: Profile,
    pub network: Arc<Network>,
}

impl State {
    /// Shows what a profile may see of the network on the screen.
    pub(super) fn show_for_print(&mut self, profile: Profile) -> Vec<Effect> {
        self.printing = None;
        let network = match profile {
            Profile::Full => Arc::clone(self.shown()),
            _ => Arc::new(Network::clone(&redact(self.shown(), profile))),
        };
        let address = if profile == Profile::Full { None } else { self.address.without_secrets(&network) };
        self.printing = Some(Printing { profile, network });
        address.map(|address| Effect::ShowAddress { hash: address.hash() }).into_iter().collect()
    }

    pub(super) fn end_print(&mut self) -> Vec<Effect> {
        let Some(Printing { profile, network }) = self.printing.take() else { return Vec::new() };
        let was_changed = profile != Profile::Full && self.address.without_secrets(&network).is_some();
        was_changed.then(|| Effect::ShowAddress { hash: self.address.hash() }).into_iter().collect()
    }
}

impl Address {
    /// Browsers print it on the edge of the paper. What was searched for and what names a record that is not in this
    /// network stays out; `None` where there is nothing of that kind.
    fn without_secrets(&self, network: &Network) -> Option<Self> {
        let is_node = |id: &Id| network.actors.contains(id) || network.competencies.contains(id);
        let table = self.view.row().record;
        let is_record = |id: &Id| table.is_none_or(|table| network.get(table, id).is_some());
        let mut open = Self { search: String::new(), ..self.clone() };
        open.opened.take_if(|id| !is_node(id));
        open.ego.take_if(|id| !is_node(id));
        open.topic.take_if(|id| !network.topics.contains(id));
        open.group.take_if(|id| !network.groups.contains(id));
        open.from.take_if(|id| !network.actors.contains(id));
        if !open.way.iter().all(is_node) {
            open.way.clear();
        }
        open.filter.sectors.retain(|id| network.sectors.contains(id));
        open.filter.competencies.retain(|id| network.competencies.contains(id));
        if !self.record.as_ref().is_none_or(is_record) {
            open = Self { view: self.view.without_record(), record: None, ..open };
        }
        (open != *self).then_some(open)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Effect, Msg, Now, Settings, Step, update},
        *,
    };
    use crate::model::{Actor, ActorKind, Change, Day, Stamp, TableName, Visibility};

    fn state() -> State {
        let mut network = Network::new("own".into());
        let actor = |id: &str, kind, visibility| Actor { kind, visibility, ..Actor::new(id.into(), id) };
        network.put(actor("open", ActorKind::Organisation, None), Stamp(1));
        network.put(actor("person", ActorKind::Person, None), Stamp(1));
        network.put(actor("secret", ActorKind::Organisation, Some(Visibility::Internal)), Stamp(1));
        State::new("tab".into(), Arc::new(network), Settings::default())
    }

    fn on_paper(state: &mut State, message: Msg) -> (Vec<String>, Vec<Effect>) {
        let effects = update(state, message, &Now { millis: 1, today: Day::new("2026-11-22") });
        (state.shown().actors.iter().map(|actor| actor.id.to_string()).collect(), effects)
    }

    #[test]
    fn paper_is_for_everyone_unless_it_is_said_for_whom() {
        let mut state = state();
        let own = state.network.clone();
        assert_eq!(on_paper(&mut state, Msg::PrintBegan), (vec!["open".into()], vec![]));
        on_paper(&mut state, Msg::PrintEnded);
        assert!(Arc::ptr_eq(state.shown(), &own));
        for (profile, seen) in [
            (Profile::Public, &["open"][..]),
            (Profile::Network, &["open", "person"]),
            (Profile::Full, &["open", "person", "secret"]),
        ] {
            let (shown, effects) = on_paper(&mut state, Msg::Print(profile));
            assert_eq!(
                (shown, effects),
                (seen.iter().map(ToString::to_string).collect(), vec![Effect::Print])
            );
            let (shown, _) = on_paper(&mut state, Msg::PrintBegan);
            assert_eq!(shown, seen, "what was chosen stays");
            on_paper(&mut state, Msg::PrintEnded);
            assert!(Arc::ptr_eq(state.shown(), &own));
        }
    }

    #[test]
    fn the_address_on_paper_names_nobody_who_is_not() {
        let mut state = state();
        for (hash, on_paper_it_is) in [
            ("#/akteur/secret", Some("#/akteure")),
            ("#/akteur/open", None),
            ("#/netz?fokus=secret&schritte=2&auswahl=secret", Some("#/netz")),
            ("#/netz?fokus=open&schritte=2", None),
            ("#/akteure?q=secret", Some("#/akteure")),
            ("#/weg/open?von=secret", Some("#/weg/open")),
            ("#/nachfolge/secret", Some("#/akteure")),
            ("#/netz?weg=open%2Csecret", Some("#/netz")),
            ("#/netz?weg=open", None),
            ("#/gibt/es/nicht", None),
        ] {
            state.address = Address::parse(hash);
            let shows = |hash: Option<&str>| -> Vec<Effect> {
                hash.map(|hash| Effect::ShowAddress { hash: hash.into() }).into_iter().collect()
            };
            assert_eq!(on_paper(&mut state, Msg::PrintBegan).1, shows(on_paper_it_is), "{hash}");
            let back = on_paper_it_is.map(|_| hash);
            assert_eq!(on_paper(&mut state, Msg::PrintEnded).1, shows(back), "{hash}");
            assert_eq!(on_paper(&mut state, Msg::Print(Profile::Full)).1, [Effect::Print], "{hash}");
            assert_eq!(on_paper(&mut state, Msg::PrintEnded).1, [], "{hash}");
        }
    }

    #[test]
    fn nothing_changes_while_the_page_shows_a_part_of_itself() {
        let mut state = state();
        let own = state.network.clone();
        on_paper(&mut state, Msg::PrintBegan);
        let step = Step::Removed { table: TableName::Actors, name: "open".into() };
        let change = Change::Remove { table: TableName::Actors, id: "open".into() };
        let (_, effects) = on_paper(&mut state, Msg::Edit { step, changes: vec![change] });
        assert_eq!(effects, []);
        on_paper(&mut state, Msg::PrintEnded);
        assert!(Arc::ptr_eq(&state.network, &own) && !state.is_read_only());
    }
}
