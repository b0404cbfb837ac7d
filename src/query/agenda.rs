//! What a meeting could talk about: points that the map suggests, each with its reason.
//!
//! In this order, of each kind the first few:
//!
//! 1. who has joined since the last meeting before this one introduces itself,
//! 2. topics that came into another state since then,
//! 3. matches between those who come that nobody has done anything about, in the order of `query::matches`,
//! 4. competencies that somebody has looked for half a year and nobody offers, what was looked for longest first,
//! 5. open topics that were on no agenda for a quarter of a year, what never was comes first,
//! 6. entries of those who come that nobody has confirmed for as long as the network says,
//! 7. whose house is next: of those who come, who has never been the host, else whose turn is longest ago.
//!
//! "Those who come" are all who are here while nobody has said so. What is on the agenda already is not suggested.

use std::collections::{HashMap, HashSet};

use super::{
    confirmation::is_old,
    coverage::{Measure, State, coverage},
    matches::{Matches, fresh_months},
};
use crate::model::{Actor, ActorKind, AgendaItem, Day, Id, Meeting, Network, Table, TopicStatus, order};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggestion {
    Newcomer {
        actor: Id,
        joined: Day,
    },
    TopicChanged {
        topic: Id,
        status: TopicStatus,
        on: Day,
    },
    Match(Pair),
    Unmet {
        competency: Id,
        actors: Vec<Id>,
        since: Day,
    },
    /// On no agenda since that day, or never.
    TopicWaits {
        topic: Id,
        last: Option<Day>,
    },
    /// Not confirmed for so many months.
    Confirm {
        actors: Vec<Id>,
        months: u32,
    },
    /// Was the host on that day, or never.
    Host {
        actor: Id,
        last: Option<Day>,
    },
}

/// Two of whom one looks for what the other offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub looking: Id,
    pub offering: Id,
    pub competency: Id,
    /// What the one who offers looks for, and the other offers.
    pub mutual: Option<Id>,
    pub surprising: bool,
}

/// Of each kind but newcomers, who all introduce themselves.
const MOST: usize = 3;
const LONG_WANTED_MONTHS: u32 = 6;
const LONG_WAITING_MONTHS: u32 = 3;
/// Offers and needs through which matches are looked for while nobody has said that they come.
const MOST_RELATIONS: usize = 20_000;

impl Suggestion {
    /// The point that it makes, under the words that say it.
    pub fn point(&self, text: String) -> AgendaItem {
        let mut item = AgendaItem::new(text);
        match self {
            Self::Newcomer { actor, .. } => {
                item.by = Some(actor.clone());
                item.actors = vec![actor.clone()];
            }
            Self::TopicChanged { topic, .. } | Self::TopicWaits { topic, .. } => {
                item.topic = Some(topic.clone())
            }
            Self::Match(pair) => {
                item.competency = Some(pair.competency.clone());
                item.actors = vec![pair.looking.clone(), pair.offering.clone()];
            }
            Self::Unmet { competency, actors, .. } => {
                item.competency = Some(competency.clone());
                item.actors.clone_from(actors);
            }
            Self::Confirm { actors, .. } => item.actors.clone_from(actors),
            Self::Host { actor, .. } => item.actors = vec![actor.clone()],
        }
        item
    }
}

/// The latest meeting before this one.
pub fn last_before<'a>(network: &'a Network, meeting: &Meeting) -> Option<&'a Meeting> {
    let before = network.meetings.iter().filter(|it| it.id != meeting.id && it.date < meeting.date);
    before.map(|it| &**it).max_by(|one, other| one.date.cmp(&other.date))
}

/// What the map suggests for a meeting.
pub fn suggestions(network: &Network, meeting: &Meeting, today: &Day) -> Vec<Suggestion> {
    let comes = who_comes(network, meeting);
    let since = last_before(network, meeting).map(|last| last.date.clone());
    let mut found = newcomers(network, meeting, since.as_ref());
    let changed = changed_topics(network, meeting, since.as_ref());
    let waiting = waiting_topics(network, meeting, &changed);
    found.extend(changed);
    found.extend(matches(network, meeting, &comes, today));
    found.extend(unmet(network, meeting, today));
    found.extend(waiting);
    found.extend(to_confirm(network, &comes, today));
    found.extend(next_host(network, meeting, &comes));
    let is_new = |suggestion: &Suggestion| {
        let point = suggestion.point(String::new());
        meeting.agenda.iter().all(|item| {
            (&item.by, &item.topic, &item.competency) != (&point.by, &point.topic, &point.competency)
                || item.actors.iter().collect::<HashSet<_>>() != point.actors.iter().collect()
        })
    };
    found.retain(is_new);
    found
}

/// In document order.
fn who_comes<'a>(network: &'a Network, meeting: &Meeting) -> Vec<&'a Actor> {
    let said: HashSet<&Id> = meeting.coming.iter().chain(&meeting.guests).collect();
    let comes =
        |actor: &&Actor| actor.is_here(&meeting.date) && (said.is_empty() || said.contains(&actor.id));
    network.actors.iter().map(|actor| &**actor).filter(comes).collect()
}

/// By when they came. Without a meeting before, nobody is new.
fn newcomers(network: &Network, meeting: &Meeting, since: Option<&Day>) -> Vec<Suggestion> {
    let Some(since) = since else { return Vec::new() };
    let here = network.actors.iter().filter(|actor| actor.is_here(&meeting.date));
    let joined = here.filter_map(|actor| Some((actor, actor.joined.as_ref()?)));
    let mut new: Vec<_> = joined.filter(|(_, joined)| *joined > since && **joined <= meeting.date).collect();
    order::sort_by_key(&mut new, |(_, joined)| *joined);
    let new = new.into_iter();
    new.map(|(actor, joined)| Suggestion::Newcomer { actor: actor.id.clone(), joined: joined.clone() })
        .collect()
}

/// The latest change of each topic, the latest first.
fn changed_topics(network: &Network, meeting: &Meeting, since: Option<&Day>) -> Vec<Suggestion> {
    let mut changed = Vec::new();
    for topic in network.topics.iter() {
        let since_then = topic.history.iter().filter_map(|event| Some((event.on.as_ref()?, event.status)));
        let since_then =
            since_then.filter(|(on, _)| since.is_some_and(|since| *on > since) && **on <= meeting.date);
        if let Some((on, status)) = since_then.max_by(|(one, _), (other, _)| one.cmp(other)) {
            changed.push(Suggestion::TopicChanged { topic: topic.id.clone(), status, on: on.clone() });
        }
    }
    order::sort_by_key(&mut changed, |suggestion| match suggestion {
        Suggestion::TopicChanged { on, .. } => std::cmp::Reverse(on.clone()),
        _ => std::cmp::Reverse(meeting.date.clone()),
    });
    changed.truncate(MOST);
    changed
}

fn waiting_topics(network: &Network, meeting: &Meeting, changed: &[Suggestion]) -> Vec<Suggestion> {
    let mut last: HashMap<&Id, &Day> = HashMap::new();
    for before in network.meetings.iter().filter(|it| it.date < meeting.date) {
        for topic in before.agenda.iter().filter_map(|item| item.topic.as_ref()) {
            let day = last.entry(topic).or_insert(&before.date);
            *day = (*day).max(&before.date);
        }
    }
    let long_ago = meeting.date.months_before(LONG_WAITING_MONTHS);
    let is_open =
        |status| matches!(status, TopicStatus::Idea | TopicStatus::Discussed | TopicStatus::UnderWay);
    let has_changed = |id: &Id| {
        changed.iter().any(|it| matches!(it, Suggestion::TopicChanged { topic, .. } if topic == id))
    };
    let open = network.topics.iter().filter(|topic| is_open(topic.status) && !has_changed(&topic.id));
    let mut waiting: Vec<(Option<Day>, Id)> =
        open.map(|topic| (last.get(&topic.id).map(|day| Day::clone(day)), topic.id.clone())).collect();
    waiting.retain(|(last, _)| last.as_ref().is_none_or(|last| *last <= long_ago));
    order::sort_by_key(&mut waiting, |(last, _)| last.clone());
    waiting.truncate(MOST);
    waiting.into_iter().map(|(last, topic)| Suggestion::TopicWaits { topic, last }).collect()
}

/// One for each two.
fn matches(network: &Network, meeting: &Meeting, comes: &[&Actor], today: &Day) -> Vec<Suggestion> {
    let is_said = !meeting.coming.is_empty() || !meeting.guests.is_empty();
    if !is_said && network.offers.len() + network.needs.len() > MOST_RELATIONS {
        return Vec::new();
    }
    let comes: HashSet<&Id> = comes.iter().map(|actor| &actor.id).collect();
    let mut among = network.clone();
    let offers = network.offers.iter().filter(|offer| comes.contains(&offer.actor));
    among.offers = offers.map(|offer| (**offer).clone()).collect::<Table<_>>();
    let needs = network.needs.iter().filter(|need| comes.contains(&need.actor));
    among.needs = needs.map(|need| (**need).clone()).collect::<Table<_>>();
    let mut pairs: Vec<Pair> = Vec::new();
    for found in Matches::new(&among, today).all().filter(|found| found.agreement.is_none()) {
        let Some(looking) = found.actor else { continue };
        let stands = |pair: &Pair| {
            let two = [&pair.looking, &pair.offering];
            two.contains(&&looking) && two.contains(&&found.offered_by)
        };
        if !pairs.iter().any(stands) {
            let mutual = found.mutual.map(|mutual| mutual.wanted);
            let (offering, competency, surprising) = (found.offered_by, found.wanted, found.surprising);
            pairs.push(Pair { looking, offering, competency, mutual, surprising });
        }
        if pairs.len() == MOST {
            break;
        }
    }
    pairs.into_iter().map(Suggestion::Match).collect()
}

fn unmet(network: &Network, meeting: &Meeting, today: &Day) -> Vec<Suggestion> {
    let long_ago = meeting.date.months_before(LONG_WANTED_MONTHS);
    let unmet =
        coverage(network, Measure::default(), today).into_iter().filter(|it| it.state == State::Unmet);
    let mut unmet: Vec<(Day, Id, Vec<Id>)> = unmet
        .filter_map(|it| {
            let open = network
                .needs
                .iter()
                .filter(|need| need.competency == it.competency && need.closed_on.is_none());
            let open: Vec<_> = open.filter(|need| is_here(network, &need.actor, &meeting.date)).collect();
            let since = open.iter().filter_map(|need| need.since.as_ref()).min()?.clone();
            let mut actors: Vec<Id> = Vec::new();
            for need in open {
                if !actors.contains(&need.actor) {
                    actors.push(need.actor.clone());
                }
            }
            (since <= long_ago).then_some((since, it.competency, actors))
        })
        .collect();
    order::sort_by_key(&mut unmet, |(since, ..)| since.clone());
    unmet.truncate(MOST);
    unmet
        .into_iter()
        .map(|(since, competency, actors)| Suggestion::Unmet { competency, actors, since })
        .collect()
}

fn is_here(network: &Network, actor: &Id, day: &Day) -> bool {
    network.actors.get(actor).is_some_and(|actor| actor.is_here(day))
}

fn to_confirm(network: &Network, comes: &[&Actor], today: &Day) -> Option<Suggestion> {
    let is_old = is_old(network, today);
    let actors: Vec<Id> = comes.iter().filter(|it| is_old(it)).map(|actor| actor.id.clone()).collect();
    (!actors.is_empty()).then(|| Suggestion::Confirm { actors, months: fresh_months(network) })
}

/// A person has no house.
fn next_host(network: &Network, meeting: &Meeting, comes: &[&Actor]) -> Option<Suggestion> {
    let mut last: HashMap<&Id, &Day> = HashMap::new();
    for before in network.meetings.iter().filter(|it| it.date < meeting.date) {
        if let Some(host) = &before.host {
            let day = last.entry(host).or_insert(&before.date);
            *day = (*day).max(&before.date);
        }
    }
    let may = |actor: &&&Actor| actor.kind != ActorKind::Person && meeting.host.as_ref() != Some(&actor.id);
    // Of several that are as good, `min_by_key` takes the first.
    let next = comes.iter().filter(may).min_by_key(|actor| last.get(&actor.id).copied())?;
    Some(Suggestion::Host { actor: next.id.clone(), last: last.get(&next.id).map(|day| Day::clone(day)) })
}

#[cfg(test)]
mod tests;
