//! What comes of a match: how far the two are, as a record of its own.

use std::sync::Arc;

use super::{Msg, Step};
use crate::{
    model::{Agreement, AgreementEvent, AgreementState, Change, Day, Id, Need, Network, TableName},
    query::matches::Match,
};

/// Notes how far a match has come, or with `None` that nothing is noted any more. `by` is who notes it, `None` for who
/// keeps the map. What is done closes the need. Nothing for a match whose need nobody has recorded.
pub fn mark_match(
    network: &Network,
    found: &Match,
    state: Option<AgreementState>,
    by: Option<&Id>,
    today: &Day,
    new_id: impl FnOnce() -> Id,
) -> Option<Msg> {
    let need = network.needs.get(found.need.as_ref()?)?;
    let (giver, taker) = (&found.offered_by, &need.actor);
    let name = |id| network.name_of(TableName::Actors, id);
    let name = format!("{} – {}", name(taker), name(giver));
    // Of what was noted since a match was found, the match does not know.
    let is_of_these = |it: &&Arc<Agreement>| {
        (it.need.as_ref(), it.offer.as_ref(), &it.giver) == (found.need.as_ref(), Some(&found.offer), giver)
    };
    let known = found.agreement.as_ref().and_then(|(id, _)| network.agreements.get(id));
    let noted = known.or_else(|| network.agreements.iter().rev().find(is_of_these));
    let Some(state) = state else {
        let id = noted?.id.clone();
        let changes = vec![Change::Remove { table: TableName::Agreements, id }];
        return Some(Msg::Edit { step: Step::MarkRemoved { name }, changes });
    };
    let note = |agreement: &mut Agreement| note(agreement, state, by, today);
    let mut changes = vec![match noted {
        Some(noted) => Change::of(&**noted, note),
        None => {
            let mut agreement = Agreement::new(new_id(), giver.clone(), taker.clone());
            agreement.need = Some(need.id.clone());
            agreement.offer = Some(found.offer.clone());
            agreement.what = network.name_of(TableName::Competencies, &found.wanted);
            note(&mut agreement);
            Change::add(&agreement)
        }
    }];
    changes.extend(closing(need, state, today));
    Some(Msg::Edit { step: Step::Marked { name, state }, changes })
}

/// Notes how far an agreement has come, as [`mark_match`] does. Nothing for one that is gone.
pub fn mark_agreement(
    network: &Network,
    id: &Id,
    state: AgreementState,
    by: Option<&Id>,
    today: &Day,
) -> Option<Msg> {
    let agreement = network.agreements.get(id)?;
    let name = |id| network.name_of(TableName::Actors, id);
    let name = format!("{} – {}", name(&agreement.taker), name(&agreement.giver));
    let mut changes = vec![Change::of(&**agreement, |agreement| note(agreement, state, by, today))];
    let need = agreement.need.as_ref().and_then(|need| network.needs.get(need));
    changes.extend(need.and_then(|need| closing(need, state, today)));
    Some(Msg::Edit { step: Step::Marked { name, state }, changes })
}

/// Who of the two says that it is agreed, agrees.
pub(super) fn note(agreement: &mut Agreement, state: AgreementState, by: Option<&Id>, today: &Day) {
    agreement.state = state;
    agreement.history.push(AgreementEvent { state, on: Some(today.clone()), by: by.cloned() });
    let is_one = |by: &&Id| [&agreement.giver, &agreement.taker].contains(by);
    let agrees =
        by.filter(|by| state == AgreementState::Agreed && is_one(by) && !agreement.agreed_by.contains(by));
    if let Some(by) = agrees.cloned() {
        agreement.agreed_by.push(by);
    }
}

/// What is done closes the need.
fn closing(need: &Need, state: AgreementState, today: &Day) -> Option<Change> {
    let closes = state == AgreementState::Kept && need.closed_on.is_none();
    closes.then(|| Change::of(need, |need| need.closed_on = Some(today.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Stamp, Word, notation},
        query::matches::Matches,
    };

    #[test]
    fn a_match_has_a_life_and_ends_its_need() {
        let mut network = notation::network("lab offers print; town needs print");
        let today = Day::new("2026-11-27");
        let find = |network: &Network| Matches::new(network, &today).all().next();
        let mut number = 0;
        let mut noted = |network: &mut Network, state, by: Option<&str>| {
            let found = find(network).unwrap();
            let by = by.map(Id::from);
            number += 1;
            let id = || Id::from(number.to_string().as_str());
            match mark_match(network, &found, state, by.as_ref(), &today, id) {
                Some(Msg::Edit { changes, .. }) => network.apply_all(changes, Stamp(number)),
                _ => Vec::new(),
            }
        };
        assert!(noted(&mut network, None, None).is_empty(), "nothing was noted");
        noted(&mut network, Some(AgreementState::Interested), None);
        noted(&mut network, Some(AgreementState::Agreed), Some("town"));
        noted(&mut network, Some(AgreementState::Agreed), Some("town"));
        let lines = |network: &Network| -> Vec<String> {
            let agreements = network.agreements.iter();
            agreements
                .map(|it| {
                    let by = it.history.iter().map(|event| event.by.as_ref().map_or("keeper", Id::as_str));
                    let (state, by) = (it.state.word(), by.collect::<Vec<_>>().join(" "));
                    format!("{} for {}: {} {state}, {:?} by {by}", it.giver, it.taker, it.what, it.agreed_by)
                })
                .collect()
        };
        let town = [Id::from("town")];
        assert_eq!(lines(&network), [format!("lab for town: print agreed, {town:?} by keeper town town")]);

        let back = noted(&mut network, Some(AgreementState::Kept), None);
        assert!(find(&network).is_none(), "the need is met");
        network.apply_all(back, Stamp(9));
        assert_eq!(find(&network).unwrap().agreement.unwrap().1, AgreementState::Agreed);
        noted(&mut network, None, None);
        assert!(lines(&network).is_empty());
    }

    #[test]
    fn a_match_of_a_moment_ago_is_noted_once() {
        let mut network = notation::network("lab offers print; town needs print");
        let today = Day::new("2026-11-27");
        let found = Matches::new(&network, &today).all().next().unwrap();
        for (number, state) in [(1, AgreementState::Interested), (2, AgreementState::Talked)] {
            let id = || Id::from(number.to_string().as_str());
            let message = mark_match(&network, &found, Some(state), None, &today, id);
            let Some(Msg::Edit { changes, .. }) = message else { panic!("it can be noted") };
            network.apply_all(changes, Stamp(number));
        }
        let noted: Vec<_> = network.agreements.iter().map(|it| (it.id.as_str(), it.state)).collect();
        assert_eq!(noted, [("1", AgreementState::Talked)]);
    }
}
