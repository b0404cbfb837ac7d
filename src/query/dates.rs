//! When things began, as far as records tell.

use crate::model::{Agreement, AgreementState, Day, Id, Link, Meeting, Need, Network, TopicEvent};

/// A day that can be read.
pub(super) fn readable(day: &Option<Day>) -> Option<&Day> {
    day.as_ref().filter(|day| day.parts().is_some())
}

/// What has no day counts from the beginning.
pub(super) fn has_begun(begin: Option<&Day>, by: &Day) -> bool {
    begin.is_none_or(|begin| begin <= by)
}

/// Since when a need is met; `None` for an open one.
pub(super) fn closed(need: &Need) -> Option<Option<&Day>> {
    need.closed_on.is_some().then(|| readable(&need.closed_on))
}

pub(super) fn meeting_day(meeting: &Meeting) -> Option<&Day> {
    Some(&meeting.date).filter(|day| day.parts().is_some())
}

/// Since when two were brought together: without a day since both were there. `None` where one is missing.
pub(super) fn link_begin<'a>(network: &'a Network, link: &'a Link) -> Option<Option<&'a Day>> {
    let are_known = [&link.from, &link.to].iter().all(|id| network.actors.contains(id));
    are_known.then(|| readable(&link.since).or_else(|| both_joined(network, [&link.from, &link.to])))
}

/// The day of a change in a topic, else that of the meeting at which it was.
pub(super) fn topic_day<'a>(network: &'a Network, event: &'a TopicEvent) -> Option<&'a Day> {
    let meeting = event.meeting.as_ref().and_then(|id| network.meetings.get(id));
    readable(&event.on).or_else(|| meeting.and_then(|meeting| meeting_day(meeting)))
}

/// Whether two have spoken with each other, whatever came of it.
pub(super) fn has_talked(agreement: &Agreement) -> bool {
    spoke(agreement.state) || agreement.history.iter().any(|event| spoke(event.state))
}

/// Since when two have spoken with each other.
pub(super) fn talked<'a>(network: &'a Network, agreement: &'a Agreement) -> Option<&'a Day> {
    first(network, agreement, spoke)
}

/// Since when something was agreed; `None` where nothing is.
pub(super) fn agreed<'a>(network: &'a Network, agreement: &'a Agreement) -> Option<Option<&'a Day>> {
    is_agreed(agreement.state).then(|| first(network, agreement, is_agreed))
}

/// Whether what was agreed was kept, and since when; `None` while that is open. What was kept met the need that it
/// answers, so where the agreement tells no day, the need may.
pub(super) fn ended<'a>(network: &'a Network, agreement: &'a Agreement) -> Option<(bool, Option<&'a Day>)> {
    let is_kept = match agreement.state {
        AgreementState::Kept => true,
        AgreementState::NotKept => false,
        _ => return None,
    };
    let ends = agreement.history.iter().filter(|event| event.state == agreement.state);
    let day = ends.filter_map(|event| readable(&event.on)).max();
    let met = need(network, agreement).filter(|_| is_kept).and_then(closed).flatten();
    Some((is_kept, day.or(met)))
}

fn spoke(state: AgreementState) -> bool {
    state == AgreementState::Talked || is_agreed(state)
}

fn is_agreed(state: AgreementState) -> bool {
    matches!(state, AgreementState::Agreed | AgreementState::Kept | AgreementState::NotKept)
}

/// The first day of a state, else that of the meeting at which it was agreed, else since both were there, and the need
/// that it answers.
fn first<'a>(
    network: &'a Network,
    agreement: &'a Agreement,
    is_meant: fn(AgreementState) -> bool,
) -> Option<&'a Day> {
    let events = agreement.history.iter().filter(|event| is_meant(event.state));
    let first = events.filter_map(|event| readable(&event.on)).min();
    let meeting = agreement.meeting.as_ref().and_then(|id| network.meetings.get(id));
    let day = first.or_else(|| meeting.and_then(|meeting| meeting_day(meeting)));
    let asked = || need(network, agreement).and_then(|need| readable(&need.since));
    day.or_else(|| both_joined(network, [&agreement.giver, &agreement.taker]).max(asked()))
}

fn need<'a>(network: &'a Network, agreement: &Agreement) -> Option<&'a Need> {
    network.needs.get(agreement.need.as_ref()?).map(|need| &**need)
}

/// The later of two days of joining, as far as they are known.
fn both_joined<'a>(network: &'a Network, ids: [&Id; 2]) -> Option<&'a Day> {
    ids.into_iter().filter_map(|id| readable(&network.actors.get(id)?.joined)).max()
}

/// Every day that some figure depends on.
pub(super) fn all(network: &Network) -> impl Iterator<Item = &Day> {
    let actors = network.actors.iter().flat_map(|it| [readable(&it.joined), readable(&it.left)]);
    let offers = network.offers.iter().map(|it| readable(&it.since));
    let needs = network.needs.iter().flat_map(|it| [readable(&it.since), readable(&it.closed_on)]);
    let links = network.links.iter().map(|it| readable(&it.since));
    let topics =
        network.topics.iter().flat_map(|it| it.history.iter().map(|event| topic_day(network, event)));
    let meetings = network.meetings.iter().map(|it| meeting_day(it));
    let agreements =
        network.agreements.iter().flat_map(|it| it.history.iter().map(|event| readable(&event.on)));
    actors.chain(offers).chain(needs).chain(links).chain(topics).chain(meetings).chain(agreements).flatten()
}
