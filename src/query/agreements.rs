//! Agreements by how they stand: what is due comes first.

use std::{collections::HashSet, sync::Arc};

use crate::model::{Agreement, AgreementState, Day, Id, Network, order};

/// What has to be done about an agreement, in the order of urgency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// Agreed, and the day is past.
    Overdue,
    /// Agreed, and the day comes within two weeks.
    Soon,
    /// Agreed for later, or without a day.
    Later,
    /// The two are interested or have talked.
    Begun,
    Kept,
    NotKept,
    /// Does not fit.
    Dropped,
}

/// Agreements that stand alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Sorted {
    pub due: Due,
    /// By their day, those without one last; else in document order.
    pub agreements: Vec<Arc<Agreement>>,
}

const SOON_DAYS: u64 = 14;

/// How an agreement stands on a day.
pub fn due(agreement: &Agreement, today: &Day) -> Due {
    match agreement.state {
        AgreementState::Interested | AgreementState::Talked => Due::Begun,
        AgreementState::Kept => Due::Kept,
        AgreementState::NotKept => Due::NotKept,
        AgreementState::NoFit => Due::Dropped,
        AgreementState::Agreed => match &agreement.until {
            Some(until) if until < today => Due::Overdue,
            Some(until) => {
                let days = until.days_since_1970().zip(today.days_since_1970());
                let is_soon = days.is_some_and(|(until, today)| until.saturating_sub(today) <= SOON_DAYS);
                if is_soon { Due::Soon } else { Due::Later }
            }
            None => Due::Later,
        },
    }
}

/// What was agreed at a meeting; that two talked, or do not fit, is no agreement.
pub fn agreed_at<'a>(network: &'a Network, meeting: &Id) -> Vec<&'a Agreement> {
    use AgreementState::{Agreed, Kept, NotKept};
    let here = network.agreements.iter().filter(|it| it.meeting.as_ref() == Some(meeting));
    here.filter(|it| matches!(it.state, Agreed | Kept | NotKept)).map(|it| &**it).collect()
}

/// How many are overdue or due soon.
pub fn count_due(network: &Network, today: &Day) -> usize {
    network.agreements.iter().filter(|it| due(it, today) <= Due::Soon).count()
}

/// All agreements, without empty parts. That two talked at a meeting at which they then agreed is told by what they
/// agreed.
pub fn sorted(network: &Network, today: &Day) -> Vec<Sorted> {
    let is_agreed = |it: &&Arc<Agreement>| !matches!(due(it, today), Due::Begun | Due::Dropped);
    let agreed: HashSet<_> = network.agreements.iter().filter(is_agreed).filter_map(|it| talk(it)).collect();
    let is_told =
        |due: Due, it: &Agreement| due == Due::Begun && talk(it).is_some_and(|it| agreed.contains(&it));
    let mut all: Vec<(Due, Arc<Agreement>)> = network
        .agreements
        .iter()
        .map(|it| (due(it, today), it.clone()))
        .filter(|(due, it)| !is_told(*due, it))
        .collect();
    order::sort_by_key(&mut all, |(due, it)| (*due, it.until.is_none(), it.until.clone()));
    let mut sorted: Vec<Sorted> = Vec::new();
    for (due, agreement) in all {
        match sorted.last_mut().filter(|last| last.due == due) {
            Some(last) => last.agreements.push(agreement),
            None => sorted.push(Sorted { due, agreements: vec![agreement] }),
        }
    }
    sorted
}

/// Who talked, and at which meeting.
fn talk(agreement: &Agreement) -> Option<([&Id; 2], &Id)> {
    let (one, other) = (&agreement.giver, &agreement.taker);
    Some(([one.min(other), one.max(other)], agreement.meeting.as_ref()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stamp;

    #[test]
    fn what_is_due_comes_first_and_each_part_by_its_days() {
        let mut network = Network::new("n".into());
        let mut put = |id: &str, state, until: &str| {
            let mut agreement = Agreement::new(id.into(), "a", "b");
            agreement.state = state;
            agreement.until = (!until.is_empty()).then(|| Day::new(until));
            network.put(agreement, Stamp(1));
        };
        use AgreementState::{Agreed, Interested, Kept, NoFit, NotKept, Talked};
        put("done", Kept, "2026-01-01");
        put("some-day", Agreed, "");
        put("in-15-days", Agreed, "2026-12-14");
        put("in-14-days", Agreed, "2026-12-13");
        put("today", Agreed, "2026-11-29");
        put("yesterday", Agreed, "2026-11-28");
        put("long-ago", Agreed, "2025-11-28");
        put("not", NotKept, "");
        put("no", NoFit, "");
        put("talked", Talked, "2026-01-01");
        put("interested", Interested, "");
        assert_eq!(count_due(&network, &Day::new("2026-11-29")), 4);
        let told: Vec<String> = sorted(&network, &Day::new("2026-11-29"))
            .iter()
            .map(|part| {
                let ids: Vec<&str> = part.agreements.iter().map(|it| it.id.as_str()).collect();
                format!("{:?}: {}", part.due, ids.join(" "))
            })
            .collect();
        assert_eq!(
            told,
            [
                "Overdue: long-ago yesterday",
                "Soon: today in-14-days",
                "Later: in-15-days some-day",
                "Begun: talked interested",
                "Kept: done",
                "NotKept: not",
                "Dropped: no",
            ]
        );
    }

    #[test]
    fn a_talk_is_told_by_what_was_agreed_in_it() {
        let mut network = Network::new("n".into());
        let mut put = |id: &str, [giver, taker]: [&str; 2], state, meeting: Option<&str>| {
            let mut agreement = Agreement::new(id.into(), giver, taker);
            agreement.state = state;
            agreement.meeting = meeting.map(Id::from);
            network.put(agreement, Stamp(1));
        };
        use AgreementState::{Agreed, Interested, NoFit, Talked};
        put("told", ["a", "b"], Talked, Some("m"));
        put("line", ["b", "a"], Agreed, Some("m"));
        put("elsewhere", ["a", "b"], Talked, Some("n"));
        put("others", ["a", "c"], Talked, Some("m"));
        put("no", ["a", "c"], NoFit, Some("m"));
        put("by-mail", ["d", "e"], Interested, None);
        put("agreed-by-mail", ["d", "e"], Agreed, None);
        let parts = sorted(&network, &Day::new("2026-11-29"));
        let ids = |part: &Sorted| {
            part.agreements.iter().map(|it| it.id.as_str().to_owned()).collect::<Vec<_>>().join(" ")
        };
        let told: Vec<String> = parts.iter().map(ids).collect();
        assert_eq!(told, ["line agreed-by-mail", "elsewhere others by-mail", "no"]);
    }
}
