//! The rules once more: first what was there on a day is made a network of its own, then its records are counted.

use std::collections::BTreeSet;

use proptest::{prelude::*, sample::select};

use super::*;
use crate::{
    model::{
        Actor, Agreement, AgreementEvent, AgreementState, Competency, Meeting, Need, Offer, Sector, Stamp,
        Topic, TopicEvent,
    },
    query::coverage::{Measure, coverage},
};

/// What can be read and what cannot, and a day that is still to come for most of the days on which is counted.
const DAYS: [&str; 7] =
    ["2018-02-28", "2018-03-01", "2019", "2020-06-15", "2020-06-16", "morgen", "2031-01-01"];
const COUNTED_ON: [&str; 7] =
    ["2017-12-31", "2018-02-28", "2018-03-01", "2020-06-14", "2020-06-15", "2026-11-29", "2031-01-01"];

fn day() -> impl Strategy<Value = Option<Day>> {
    prop::option::of(select(&DAYS[..]).prop_map(Day::new))
}

fn id(kind: &str, number: usize) -> Id {
    format!("{kind}{number}").as_str().into()
}

fn ids(kind: &'static str, to: usize, most: usize) -> impl Strategy<Value = Vec<Id>> {
    prop::collection::vec((0..to).prop_map(move |number| id(kind, number)), 0..most)
}

/// Five actors of two sectors, and what lies between them; some of it points to what is not there.
pub(super) fn networks() -> impl Strategy<Value = Network> {
    let many = |most| 0..most;
    let actors = prop::collection::vec((day(), day(), 0..3_usize, any::<bool>(), any::<bool>()), 5);
    let offers = prop::collection::vec((0..6_usize, 0..4_usize, day()), many(10));
    let needs = prop::collection::vec((0..6_usize, 0..4_usize, day(), day()), many(8));
    let links = prop::collection::vec((0..6_usize, 0..5_usize, day(), 0..3_usize, any::<bool>()), many(8));
    let event = (select(TopicStatus::ALL), day(), prop::option::of(0..4_usize));
    let topics =
        prop::collection::vec((select(TopicStatus::ALL), prop::collection::vec(event, 0..4)), many(4));
    let meetings = prop::collection::vec((select(&DAYS[..]), ids("a", 6, 6)), many(4));
    let event = (select(AgreementState::ALL), day());
    let agreements = prop::collection::vec(
        (
            (0..6_usize, 0..5_usize),
            select(AgreementState::ALL),
            prop::option::of(0..4_usize),
            prop::option::of(0..9_usize),
            prop::collection::vec(event, 0..4),
        ),
        many(6),
    );
    (actors, offers, needs, links, topics, meetings, agreements).prop_map(
        |(actors, offers, needs, links, topics, meetings, agreements)| {
            let mut network = Network::new("n".into());
            let stamp = Stamp(1);
            for number in 0..2 {
                network.put(Sector::new(id("s", number), "s"), stamp);
            }
            for number in 0..3 {
                network.put(Competency::new(id("k", number), "k"), stamp);
            }
            for (number, (joined, left, sector, is_guest, is_person)) in actors.into_iter().enumerate() {
                let mut actor = Actor::new(id("a", number), "a");
                (actor.joined, actor.left) = (joined, left);
                actor.sector = (sector < 2).then(|| id("s", sector));
                actor.status = if is_guest { ActorStatus::Guest } else { ActorStatus::Member };
                actor.kind = if is_person { ActorKind::Person } else { ActorKind::Organisation };
                network.put(actor, stamp);
            }
            for (number, (actor, competency, since)) in offers.into_iter().enumerate() {
                let offer = Offer::new(id("o", number), id("a", actor), id("k", competency));
                network.put(Offer { since, ..offer }, stamp);
            }
            for (number, (actor, competency, since, closed_on)) in needs.into_iter().enumerate() {
                let need = Need::new(id("n", number), id("a", actor), id("k", competency));
                network.put(Need { since, closed_on, ..need }, stamp);
            }
            for (number, (from, to, since, kind, is_by)) in links.into_iter().enumerate() {
                let mut link = Link::new(id("l", number), id("a", from), id("a", to));
                (link.since, link.kind) = (since, LinkKind::ALL[kind]);
                link.by = is_by.then(|| id("a", 0));
                network.put(link, stamp);
            }
            for (number, (date, present)) in meetings.into_iter().enumerate() {
                let meeting = Meeting::new(id("m", number), Day::new(date));
                network.put(Meeting { present, ..meeting }, stamp);
            }
            for (number, (status, history)) in topics.into_iter().enumerate() {
                let event = |(status, on, meeting): (_, _, Option<usize>)| TopicEvent {
                    status,
                    on,
                    meeting: meeting.map(|meeting| id("m", meeting)),
                };
                let history = history.into_iter().map(event).collect();
                network.put(Topic { status, history, ..Topic::new(id("t", number), "t") }, stamp);
            }
            for (number, ((giver, taker), state, meeting, need, history)) in
                agreements.into_iter().enumerate()
            {
                let mut agreement = Agreement::new(id("v", number), id("a", giver), id("a", taker));
                agreement.state = state;
                agreement.meeting = meeting.map(|meeting| id("m", meeting));
                agreement.need = need.map(|need| id("n", need));
                agreement.history =
                    history.into_iter().map(|(state, on)| AgreementEvent { state, on, by: None }).collect();
                network.put(agreement, stamp);
            }
            network
        },
    )
}

/// The day itself where it can be read, else one before all others.
fn since(day: Option<&Day>) -> &str {
    day.filter(|day| day.parts().is_some()).map_or("", Day::as_str)
}

fn meeting_of<'a>(network: &'a Network, id: Option<&Id>) -> Option<&'a Day> {
    Some(&network.meetings.get(id?)?.date)
}

/// What was there at the end of a day.
fn then(network: &Network, day: &Day) -> Network {
    let on = |begin: &Option<Day>| since(begin.as_ref()) <= day.as_str();
    let mut then = Network::new("then".into());
    (then.sectors, then.competencies) = (network.sectors.clone(), network.competencies.clone());
    for actor in network.actors.iter() {
        let has_left = actor.left.as_ref().is_some_and(|left| left <= day);
        if on(&actor.joined) && !has_left {
            then.actors.put(Actor::clone(actor));
        }
    }
    for offer in network.offers.iter() {
        if then.actors.contains(&offer.actor)
            && then.competencies.contains(&offer.competency)
            && on(&offer.since)
        {
            then.offers.put(Offer::clone(offer));
        }
    }
    for need in network.needs.iter() {
        let is_open = need.closed_on.is_none() || !on(&need.closed_on);
        let is_known = then.actors.contains(&need.actor) && then.competencies.contains(&need.competency);
        if is_open && is_known && on(&need.since) {
            then.needs.put(Need { closed_on: None, ..Need::clone(need) });
        }
    }
    for link in network.links.iter() {
        if then.actors.contains(&link.from) && then.actors.contains(&link.to) && on(&link.since) {
            then.links.put(Link::clone(link));
        }
    }
    for meeting in network.meetings.iter() {
        if on(&Some(meeting.date.clone())) {
            let mut meeting = Meeting::clone(meeting);
            meeting.present.retain(|id| network.actors.contains(id));
            then.meetings.put(meeting);
        }
    }
    then
}

/// The state of a topic, by one event after the other, those of no day first.
fn topic_on(network: &Network, topic: &Topic, day: &Day) -> Option<TopicStatus> {
    let begin = |event: &TopicEvent| {
        let own = since(event.on.as_ref());
        if own.is_empty() {
            since(meeting_of(network, event.meeting.as_ref())).to_owned()
        } else {
            own.to_owned()
        }
    };
    if topic.history.iter().all(|event| begin(event).as_str() <= day.as_str()) {
        return Some(topic.status);
    }
    let mut best: Option<(String, TopicStatus)> = None;
    for event in &topic.history {
        let begin = begin(event);
        if begin.as_str() <= day.as_str() && best.as_ref().is_none_or(|(last, _)| *last <= begin) {
            best = Some((begin, event.status));
        }
    }
    best.map(|(_, status)| status)
}

/// The first day on which an agreement was in one of some states; that of its meeting where none is known, and where
/// there is none either, the first on which both had joined and the need was there.
fn first_of(network: &Network, agreement: &Agreement, states: &[AgreementState]) -> String {
    let of = agreement.history.iter().filter(|event| states.contains(&event.state));
    let days: BTreeSet<&str> =
        of.map(|event| since(event.on.as_ref())).filter(|day| !day.is_empty()).collect();
    let meeting = since(meeting_of(network, agreement.meeting.as_ref()));
    let joined = [&agreement.giver, &agreement.taker]
        .map(|id| network.actors.get(id).map_or("", |actor| since(actor.joined.as_ref())));
    let need = agreement.need.as_ref().and_then(|need| network.needs.get(need));
    let asked = need.map_or("", |need| since(need.since.as_ref()));
    let otherwise = if meeting.is_empty() { joined[0].max(joined[1]).max(asked) } else { meeting };
    days.first().copied().unwrap_or(otherwise).to_owned()
}

fn naive(network: &Network, day: &Day, figure: Figure) -> usize {
    use AgreementState::{Agreed, Kept, NotKept, Talked};
    let then = then(network, day);
    let on = |begin: &str| begin <= day.as_str();
    let status = |status| then.actors.iter().filter(|actor| actor.status == status).count();
    let topics =
        |status| network.topics.iter().filter(|topic| topic_on(network, topic, day) == Some(status)).count();
    let covered =
        |state| coverage(&then, Measure::default(), day).iter().filter(|it| it.state == state).count();
    let sector = |id: &Id| then.actors.get(id).and_then(|actor| actor.sector.clone());
    let known = |ids: [&Id; 2]| ids.iter().all(|id| network.actors.contains(id));
    let made = || {
        let agreements = network.agreements.iter().filter(|it| known([&it.giver, &it.taker]));
        agreements.filter(|it| [Agreed, Kept, NotKept].contains(&it.state))
    };
    let made_on = |it: &Agreement| first_of(network, it, &[Agreed, Kept, NotKept]);
    let ended = |state| {
        let ended = made().filter(|it| it.state == state);
        let ended_on = |it: &Agreement| {
            let days = it.history.iter().filter(|event| event.state == state);
            let last = days.map(|event| since(event.on.as_ref())).max().unwrap_or_default();
            let need = it.need.as_ref().and_then(|need| network.needs.get(need));
            let met = need.map_or("", |need| since(need.closed_on.as_ref()));
            match (last, met) {
                ("", "") => made_on(it),
                ("", met) if state == Kept => met.to_owned(),
                ("", _) => made_on(it),
                (last, _) => last.to_owned(),
            }
        };
        ended.filter(|it| on(&ended_on(it))).count()
    };
    match figure {
        Figure::Members => status(ActorStatus::Member),
        Figure::Guests => status(ActorStatus::Guest),
        Figure::Sectors => {
            let from = |id: &Id| then.actors.iter().any(|actor| actor.sector.as_ref() == Some(id));
            then.sectors.iter().filter(|sector| from(&sector.id)).count()
        }
        Figure::Competencies => {
            let offered = |id: &Id| then.offers.iter().any(|offer| offer.competency == *id);
            then.competencies.iter().filter(|competency| offered(&competency.id)).count()
        }
        Figure::Offers => then.offers.len(),
        Figure::NeedsOpen => then.needs.len(),
        Figure::Links => then.links.len(),
        Figure::LinksAcross => then
            .links
            .iter()
            .filter(|it| {
                sector(&it.from).is_some() && sector(&it.to).is_some() && sector(&it.from) != sector(&it.to)
            })
            .count(),
        Figure::Introductions => {
            let mut pairs = BTreeSet::new();
            for it in network.links.iter().filter(|it| known([&it.from, &it.to])) {
                let joined = |id: &Id| since(network.actors.get(id).unwrap().joined.as_ref());
                let own = since(it.since.as_ref());
                let begin = if own.is_empty() { joined(&it.from).max(joined(&it.to)) } else { own };
                if (it.kind == LinkKind::Introduced || it.by.is_some()) && on(begin) {
                    pairs.insert(BTreeSet::from([&it.from, &it.to]));
                }
            }
            let spoken = [Talked, Agreed, Kept, NotKept];
            for it in network.agreements.iter().filter(|it| known([&it.giver, &it.taker])) {
                let has = spoken.contains(&it.state)
                    || it.history.iter().any(|event| spoken.contains(&event.state));
                if has && on(&first_of(network, it, &spoken)) {
                    pairs.insert(BTreeSet::from([&it.giver, &it.taker]));
                }
            }
            pairs.len()
        }
        Figure::TopicsIdea => topics(TopicStatus::Idea),
        Figure::TopicsDiscussed => topics(TopicStatus::Discussed),
        Figure::TopicsUnderWay => topics(TopicStatus::UnderWay),
        Figure::TopicsDone => topics(TopicStatus::Done),
        Figure::TopicsDropped => topics(TopicStatus::Dropped),
        Figure::Covered => covered(State::Covered),
        Figure::OnlyOne => covered(State::OnlyOne),
        Figure::Unmet => covered(State::Unmet),
        Figure::Meetings => then.meetings.len(),
        Figure::Attendance => {
            then.meetings.iter().map(|it| it.present.iter().collect::<BTreeSet<_>>().len()).sum()
        }
        Figure::Attending => {
            then.meetings.iter().flat_map(|it| it.present.clone()).collect::<BTreeSet<_>>().len()
        }
        Figure::NeedsMet => {
            let met =
                network.needs.iter().filter(|it| it.closed_on.is_some() && on(since(it.closed_on.as_ref())));
            let is_whole = |it: &Need| {
                network.actors.contains(&it.actor) && network.competencies.contains(&it.competency)
            };
            met.filter(|it| is_whole(it)).count()
        }
        Figure::AgreementsMade => made().filter(|it| on(&made_on(it))).count(),
        Figure::AgreementsKept => ended(Kept),
        Figure::AgreementsNotKept => ended(NotKept),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn each_figure_is_a_naive_count(network in networks(), day in select(&COUNTED_ON[..])) {
        let day = Day::new(day);
        let counts = Counts::on(&network, &day);
        for &figure in Figure::ALL {
            let count = counts.of(figure);
            prop_assert_eq!(count.value, naive(&network, &day, figure), "{:?}", figure);
            let expected = if figure == Figure::Attendance { count.records.len() } else { count.value };
            prop_assert_eq!(count.records.len(), expected);
            prop_assert!(count.undated <= count.records.len());
            let places = |(table, id): &(TableName, &Id)| {
                let ids: Vec<Id> = network.table(*table).records().map(|record| record.id().clone()).collect();
                (*table, ids.iter().position(|it| it == *id))
            };
            let places: Vec<_> = count.records.iter().map(places).collect();
            prop_assert!(places.is_sorted() && places.iter().all(|(_, place)| place.is_some()));
            prop_assert!(places.windows(2).all(|pair| pair[0] != pair[1]), "one is counted twice");
        }
    }

    /// What has no day is there from the beginning, and is what is told to have none.
    #[test]
    fn before_all_days_only_what_has_none_counts(network in networks()) {
        let counts = Counts::on(&network, &Day::new("0001-01-01"));
        for &figure in Figure::ALL {
            let count = counts.of(figure);
            prop_assert_eq!(count.undated, count.records.len(), "{:?}", figure);
        }
    }
}
