//! Saying of an entry that it is still true, and asking for it.

use super::{Msg, Step};
use crate::model::{Change, Confirmer, Day, Id, Network, TableName};

/// Confirms an actor with its offers and open needs, as they stand. `me` is which actor one is: of oneself one says it
/// oneself, of others as who keeps the map. Nothing for an actor that is gone.
pub fn confirm(network: &Network, actor: &Id, me: Option<&Id>, today: &Day) -> Option<Msg> {
    let by = Some(if me == Some(actor) { Confirmer::Itself } else { Confirmer::Keeper });
    let on = Some(today.clone());
    let mut changes = vec![Change::of(&**network.actors.get(actor)?, |actor| {
        (actor.confirmed_on, actor.confirmed_by) = (on.clone(), by);
    })];
    let offers = network.offers.iter().filter(|offer| offer.actor == *actor);
    changes.extend(offers.map(|offer| {
        Change::of(&**offer, |offer| (offer.confirmed_on, offer.confirmed_by) = (on.clone(), by))
    }));
    let needs = network.needs.iter().filter(|need| need.actor == *actor && need.closed_on.is_none());
    changes.extend(
        needs.map(|need| {
            Change::of(&**need, |need| (need.confirmed_on, need.confirmed_by) = (on.clone(), by))
        }),
    );
    let name = network.name_of(TableName::Actors, actor);
    Some(Msg::Edit { step: Step::Confirmed { name }, changes })
}

/// Notes that an actor was asked today whether all is still true.
pub fn note_asked(network: &Network, actor: &Id, today: &Day) -> Option<Msg> {
    let change = Change::of(&**network.actors.get(actor)?, |actor| actor.asked_on = Some(today.clone()));
    let name = network.name_of(TableName::Actors, actor);
    Some(Msg::Edit { step: Step::Asked { name }, changes: vec![change] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Stamp, notation};

    fn applied(network: &Network, message: Option<Msg>) -> Network {
        let Some(Msg::Edit { changes, .. }) = message else { panic!("no edit") };
        let mut network = network.clone();
        network.apply_all(changes, Stamp(2));
        network
    }

    #[test]
    fn all_that_stands_of_an_actor_is_confirmed_and_nothing_else() {
        let network = notation::network("a offers x, y; a needs z; a needed w; b offers x");
        let today = Day::new("2026-11-29");
        let a = Id::from("a");
        let of = |me: Option<&Id>| applied(&network, confirm(&network, &a, me, &today));
        let confirmed = of(Some(&a));
        let days = |network: &Network| {
            let offers =
                network.offers.iter().map(|it| (it.id.clone(), it.confirmed_on.clone(), it.confirmed_by));
            let needs =
                network.needs.iter().map(|it| (it.id.clone(), it.confirmed_on.clone(), it.confirmed_by));
            let actors =
                network.actors.iter().map(|it| (it.id.clone(), it.confirmed_on.clone(), it.confirmed_by));
            let all = actors.chain(offers).chain(needs).filter(|(_, on, _)| on.as_ref() == Some(&today));
            all.map(|(id, _, by)| format!("{id} {by:?}")).collect::<Vec<_>>()
        };
        let by = "Some(Itself)";
        assert_eq!(days(&confirmed), ["a", "a-x", "a-y", "a-z"].map(|id| format!("{id} {by}")));
        let kept = of(Some(&Id::from("b")));
        assert!(days(&kept).iter().all(|it| it.ends_with("Some(Keeper)")));
        assert_eq!(days(&of(None)), days(&kept));
        assert_eq!(confirm(&network, &Id::from("gone"), None, &today), None);
    }
}
