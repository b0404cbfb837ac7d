//! What the page shows while it is printed: the part of the network that the readers of the paper may see.

use std::sync::Arc;

use crate::{
    exchange::{Profile, redact},
    model::Network,
};

use super::State;

/// The page shows this network instead of its own until the paper is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Printing {
    pub profile: Profile,
    pub network: Arc<Network>,
}

impl State {
    /// Shows what a profile may see of the network on the screen.
    pub(super) fn show_for_print(&mut self, profile: Profile) {
        self.printing = None;
        let network = match profile {
            Profile::Full => Arc::clone(self.shown()),
            _ => Arc::new(Network::clone(&redact(self.shown(), profile))),
        };
        self.printing = Some(Printing { profile, network });
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
        State::new(Arc::new(network), Settings::default())
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
