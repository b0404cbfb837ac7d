//! What comes of a marketplace evening: its list, which talks were held, and what was agreed in them.
//!
//! That two have talked is one record for both, whoever notes it first; what somebody writes down as agreed is a record
//! of its own for each who writes. So what comes back from many phones is there once, and no line takes the place of
//! another's.

use std::collections::HashSet;

use super::{Msg, Step};
use crate::{
    model::{Agreement, AgreementEvent, AgreementState, Change, Day, Id, Meeting, Network, TableName},
    query::{
        evening::{both, rounds_of},
        matches::Match,
    },
};

/// What was agreed in a talk, in one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub giver: Id,
    pub taker: Id,
    pub what: String,
    pub until: Option<Day>,
}

/// How far an evening has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub talks: usize,
    pub held: usize,
    pub agreed: usize,
    /// For each round how many talks were held, and how many there are.
    pub rounds: Vec<(usize, usize)>,
}

/// Notes that two have talked at a meeting, or takes the note away. `by` is who notes it, `None` for who keeps the map.
pub fn mark_talk(
    network: &Network,
    meeting: &Id,
    found: Option<&Match>,
    [one, other]: [&Id; 2],
    by: Option<&Id>,
    today: &Day,
) -> Msg {
    let name = name(network, one, other);
    let id = talk_id(meeting, one, other);
    if network.agreements.contains(&id) {
        let changes = vec![Change::Remove { table: TableName::Agreements, id }];
        return Msg::Edit { step: Step::MarkRemoved { name }, changes };
    }
    let (giver, taker) = match found.and_then(|found| Some((&found.offered_by, found.actor.as_ref()?))) {
        Some(two) => two,
        None => (one, other),
    };
    let mut agreement = Agreement::new(id, giver.clone(), taker.clone());
    about(&mut agreement, network, found);
    note(&mut agreement, meeting, AgreementState::Talked, by, today);
    Msg::Edit {
        step: Step::Marked { name, state: AgreementState::Talked },
        changes: vec![Change::add(&agreement)],
    }
}

/// Writes down what was agreed; again, and the line is another one. Nothing for an empty line.
pub fn agree(
    network: &Network,
    meeting: &Id,
    found: Option<&Match>,
    line: &Line,
    by: Option<&Id>,
    today: &Day,
) -> Option<Msg> {
    let what = line.what.trim();
    if what.is_empty() {
        return None;
    }
    let name = name(network, &line.giver, &line.taker);
    let id = line_id(meeting, [&line.giver, &line.taker], by);
    let written = |agreement: &mut Agreement| {
        (agreement.giver, agreement.taker) = (line.giver.clone(), line.taker.clone());
        what.clone_into(&mut agreement.what);
        agreement.until = line.until.clone();
        note(agreement, meeting, AgreementState::Agreed, by, today);
        if let Some(by) = by.filter(|by| [&line.giver, &line.taker].contains(by)) {
            agreement.agreed_by = vec![by.clone()];
        }
    };
    let change = match network.agreements.get(&id) {
        Some(there) => Change::of(&**there, written),
        None => {
            let mut agreement = Agreement::new(id, line.giver.clone(), line.taker.clone());
            let is_that_way = |found: &&Match| found.offered_by == line.giver;
            about(&mut agreement, network, found.filter(is_that_way));
            written(&mut agreement);
            Change::add(&agreement)
        }
    };
    let step = Step::Marked { name, state: AgreementState::Agreed };
    Some(Msg::Edit { step, changes: vec![change] })
}

fn name(network: &Network, one: &Id, other: &Id) -> String {
    [one, other].map(|id| network.name_of(TableName::Actors, id)).join(" – ")
}

/// The same on every phone.
fn talk_id(meeting: &Id, one: &Id, other: &Id) -> Id {
    let [one, other] = both(one, other);
    Id::from(&*format!("{meeting}-{one}-{other}"))
}

/// Of the line that somebody, or who keeps the map, writes on a talk.
pub fn line_id(meeting: &Id, [one, other]: [&Id; 2], by: Option<&Id>) -> Id {
    Id::from(&*format!("{}-by-{}", talk_id(meeting, one, other), by.map_or("", Id::as_str)))
}

fn about(agreement: &mut Agreement, network: &Network, found: Option<&Match>) {
    let Some(found) = found else { return };
    agreement.need = found.need.clone();
    agreement.offer = Some(found.offer.clone());
    agreement.what = network.name_of(TableName::Competencies, &found.wanted);
}

fn note(agreement: &mut Agreement, meeting: &Id, state: AgreementState, by: Option<&Id>, today: &Day) {
    agreement.meeting = Some(meeting.clone());
    agreement.state = state;
    agreement.history = vec![AgreementEvent { state, on: Some(today.clone()), by: by.cloned() }];
}

/// What two have made of their talk at a meeting: that it was held first, then what was agreed.
pub fn of_talk<'a>(network: &'a Network, meeting: &Id, one: &Id, other: &Id) -> Vec<&'a Agreement> {
    let two = both(one, other);
    let is_theirs = |it: &&Agreement| both(&it.giver, &it.taker) == two;
    let (held, agreed): (Vec<_>, Vec<_>) =
        of_meeting(network, meeting).filter(is_theirs).partition(|it| it.state == AgreementState::Talked);
    held.into_iter().chain(agreed).collect()
}

/// All that was held or agreed at it.
fn of_meeting<'a>(network: &'a Network, meeting: &Id) -> impl Iterator<Item = &'a Agreement> {
    let is_of_it =
        move |it: &&Agreement| it.meeting.as_ref() == Some(meeting) && it.state != AgreementState::Interested;
    network.agreements.iter().map(|agreement| &**agreement).filter(is_of_it)
}

pub fn tally(network: &Network, meeting: &Meeting) -> Tally {
    let all: Vec<&Agreement> = of_meeting(network, &meeting.id).collect();
    let met: HashSet<[&Id; 2]> = all.iter().map(|it| both(&it.giver, &it.taker)).collect();
    let is_agreed =
        |state| matches!(state, AgreementState::Agreed | AgreementState::Kept | AgreementState::NotKept);
    let mut rounds = vec![(0, 0); rounds_of(&meeting.talks) as usize];
    for talk in &meeting.talks {
        let round = talk.round.and_then(|round| rounds.get_mut((round as usize).checked_sub(1)?));
        if let Some((held, talks)) = round {
            *held += usize::from(met.contains(&both(&talk.one, &talk.other)));
            *talks += 1;
        }
    }
    Tally {
        talks: meeting.talks.len(),
        held: met.len(),
        agreed: all.iter().filter(|it| is_agreed(it.state)).count(),
        rounds,
    }
}

/// What somebody has noted of its talks at a meeting, as a contribution.
pub fn packet_of(network: &Network, meeting: &Id, me: &Id) -> Network {
    let mut packet = Network::new(network.about.id.clone());
    std::sync::Arc::make_mut(&mut packet.about).title = network.about.title.clone();
    for agreement in of_meeting(network, meeting).filter(|it| [&it.giver, &it.taker].contains(&me)) {
        packet.agreements.put(agreement.clone());
    }
    packet
}

#[cfg(test)]
mod tests;
