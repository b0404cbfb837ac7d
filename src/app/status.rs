//! The days on which topics and agreements came into a state, noted whenever somebody changes one.

use crate::model::{AgreementEvent, Change, Day, Id, Network, Stamp, TableName, TopicEvent};

/// The changes of a step with those that note what came into another state on `today`, through `by`. A step that notes
/// a state itself is not noted again, and of several states of a topic on one day the last remains.
pub(super) fn with_history(
    network: &Network,
    mut changes: Vec<Change>,
    today: &Day,
    by: Option<&Id>,
) -> Vec<Change> {
    let touched: Vec<(TableName, Id)> = changes.iter().filter_map(touched).collect();
    if touched.is_empty() {
        return changes;
    }
    let mut after = network.clone();
    after.apply_all(changes.iter().cloned(), Stamp::default());
    for (table, id) in touched {
        changes.extend(match table {
            TableName::Topics => topic(network, &after, &id, today),
            _ => agreement(network, &after, &id, today, by),
        });
    }
    changes
}

fn touched(change: &Change) -> Option<(TableName, Id)> {
    match change {
        Change::Set { table: table @ (TableName::Topics | TableName::Agreements), id, .. } => {
            Some((*table, id.clone()))
        }
        _ => None,
    }
}

fn topic(before: &Network, after: &Network, id: &Id, today: &Day) -> Option<Change> {
    let (was, is) = (before.topics.get(id), after.topics.get(id)?);
    comes_into_state(was.map(|was| (was.status, &*was.history)), (is.status, &is.history)).then(|| {
        Change::of(&**is, |topic| {
            topic.history.retain(|event| event.on.as_ref() != Some(today) || event.meeting.is_some());
            topic.history.push(TopicEvent { status: topic.status, on: Some(today.clone()), meeting: None });
        })
    })
}

fn agreement(before: &Network, after: &Network, id: &Id, today: &Day, by: Option<&Id>) -> Option<Change> {
    let (was, is) = (before.agreements.get(id), after.agreements.get(id)?);
    comes_into_state(was.map(|was| (was.state, &*was.history)), (is.state, &is.history)).then(|| {
        Change::of(&**is, |agreement| {
            let event = AgreementEvent { state: agreement.state, on: Some(today.clone()), by: by.cloned() };
            agreement.history.push(event);
        })
    })
}

/// What is in another state than before, or new, and whose history does not tell so by itself.
fn comes_into_state<S: PartialEq, E: PartialEq>(was: Option<(S, &[E])>, is: (S, &[E])) -> bool {
    was.map_or(is.1.is_empty(), |was| was.0 != is.0 && was.1 == is.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Topic, TopicStatus};

    fn states(network: &Network) -> Vec<(TopicStatus, &str)> {
        let history = network.topics.iter().flat_map(|topic| &topic.history);
        history.map(|event| (event.status, event.on.as_ref().map_or("", Day::as_str))).collect()
    }

    #[test]
    fn a_topic_tells_when_it_came_into_which_state() {
        let mut network = Network::new("n".into());
        let mut change = |change: Change, day: &str| {
            let changes = with_history(&network, vec![change], &Day::new(day), None);
            network.apply_all(changes, Stamp(1));
            states(&network).iter().map(|(status, day)| (*status, (*day).to_owned())).collect::<Vec<_>>()
        };
        let app = Topic { status: TopicStatus::Idea, ..Topic::new("app".into(), "App") };
        let to = |status| Change::of(&app, |topic| topic.status = status);
        let on = |status, day: &str| (status, day.to_owned());
        let begun = on(TopicStatus::Idea, "2026-03-01");
        assert_eq!(change(Change::add(&app), "2026-03-01"), std::slice::from_ref(&begun));
        let renamed = Change::of(&app, |topic| topic.title = "Stadt-App".into());
        assert_eq!(change(renamed, "2026-04-01"), std::slice::from_ref(&begun), "the same state");
        change(to(TopicStatus::Done), "2026-05-01");
        let states = change(to(TopicStatus::UnderWay), "2026-05-01");
        assert_eq!(states, [begun, on(TopicStatus::UnderWay, "2026-05-01")], "the last of a day");
    }

    #[test]
    fn who_notes_a_state_is_not_noted_again() {
        let network = Network::new("n".into());
        let event = TopicEvent { status: TopicStatus::Done, on: Some(Day::new("2020-01-01")), meeting: None };
        let done =
            Topic { status: TopicStatus::Done, history: vec![event], ..Topic::new("app".into(), "App") };
        let changes = vec![Change::add(&done)];
        assert_eq!(with_history(&network, changes.clone(), &Day::new("2026-01-01"), None), changes);
    }
}
