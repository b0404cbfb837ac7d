//! Who has said of their entry that it is still true.

use crate::model::{Confirmer, Day, Id, Network};

/// The actors that take part, in document order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    pub yes: Vec<Id>,
    pub not_yet: Vec<Id>,
}

/// `since` counts too. What a keeper confirmed is no answer, and who has left by `today` is not asked.
pub fn answered(network: &Network, since: &Day, today: &Day) -> Answered {
    let mut answered = Answered::default();
    for actor in network.actors.iter() {
        if actor.left.as_ref().is_some_and(|left| left <= today) {
            continue;
        }
        let has_answered = actor.confirmed_by == Some(Confirmer::Itself)
            && actor.confirmed_on.as_ref().is_some_and(|day| day >= since);
        let list = if has_answered { &mut answered.yes } else { &mut answered.not_yet };
        list.push(actor.id.clone());
    }
    answered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Stamp};

    #[test]
    fn who_confirmed_their_own_entry_since_the_day_has_answered() {
        let mut network = Network::new("n".into());
        let mut put = |name: &str, on: &str, by: Confirmer, left: Option<&str>| {
            let mut actor = Actor::new(name.into(), name);
            (actor.confirmed_on, actor.confirmed_by) = (Some(Day::new(on)), Some(by));
            actor.left = left.map(Day::new);
            network.put(actor, Stamp(1));
        };
        put("before", "2026-10-31", Confirmer::Itself, None);
        put("on the day", "2026-11-01", Confirmer::Itself, None);
        put("kept", "2026-11-20", Confirmer::Keeper, None);
        put("gone", "2026-11-20", Confirmer::Itself, Some("2026-11-29"));
        put("going", "2026-11-20", Confirmer::Itself, Some("2026-11-30"));
        network.put(Actor::new("silent".into(), "silent"), Stamp(1));
        let found = answered(&network, &Day::new("2026-11-01"), &Day::new("2026-11-29"));
        let ids = |ids: &[Id]| ids.iter().map(|id| id.as_str().to_owned()).collect::<Vec<_>>();
        assert_eq!(ids(&found.yes), ["on the day", "going"]);
        assert_eq!(ids(&found.not_yet), ["before", "kept", "silent"]);
    }
}
