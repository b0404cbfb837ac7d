//! What a report may tell as an example of its figures.

use std::cmp::Reverse;

use super::{Chapter, Period, is_across, is_introduction};
use crate::{
    model::{Day, Id, LinkKind, Network, TableName, TopicStatus, order},
    query::dates::{self, agreed, closed, ended, topic_day},
};

/// From which somebody chooses; more cannot be looked through.
const MOST: usize = 50;

/// What can be told in a chapter, the best first: what happened within the period before what did not. Whoever passes
/// it on asks what its readers may see.
///
/// - Social capital: links, those between sectors before others, who was introduced before who works together, what
///   has a note before what has none, then the latest.
/// - Steering: topics that are further than an idea and were not dropped, those that are done first.
/// - Results: agreements that were kept, then needs that were met, then the latest.
pub fn stories(network: &Network, chapter: Chapter, period: &Period) -> Vec<(TableName, Id)> {
    let mut found = match chapter {
        Chapter::SocialCapital => links(network, period),
        Chapter::Steering => topics(network, period),
        Chapter::Results => results(network, period),
    };
    order::sort_by_key(&mut found, |story| (!story.is_fresh, story.rank, Reverse(story.day.clone())));
    found.into_iter().take(MOST).map(|story| (story.table, story.id)).collect()
}

struct Story {
    table: TableName,
    id: Id,
    /// It happened within the period.
    is_fresh: bool,
    /// Less is better.
    rank: u8,
    day: Option<Day>,
}

fn links(network: &Network, period: &Period) -> Vec<Story> {
    let stories = network.links.iter().filter_map(|link| {
        let day = dates::link_begin(network, link)?;
        let kind = match link.kind {
            _ if is_introduction(link) => 0,
            LinkKind::WorksWith => 1,
            _ => 2,
        };
        let rank = 6 * u8::from(!is_across(network, link)) + 2 * kind + u8::from(link.note.trim().is_empty());
        let (id, is_fresh) = (link.id.clone(), period.contains(day));
        Some(Story { table: TableName::Links, id, is_fresh, rank, day: day.cloned() })
    });
    stories.collect()
}

fn topics(network: &Network, period: &Period) -> Vec<Story> {
    let stories = network.topics.iter().filter_map(|topic| {
        let rank = match topic.status {
            TopicStatus::Done => 0,
            TopicStatus::UnderWay => 1,
            TopicStatus::Discussed => 2,
            TopicStatus::Idea | TopicStatus::Dropped => return None,
        };
        let day = topic.history.iter().filter_map(|event| topic_day(network, event)).max();
        let (id, is_fresh) = (topic.id.clone(), period.contains(day));
        Some(Story { table: TableName::Topics, id, is_fresh, rank, day: day.cloned() })
    });
    stories.collect()
}

fn results(network: &Network, period: &Period) -> Vec<Story> {
    let kept = network.agreements.iter().filter_map(|agreement| {
        let (_, day) = ended(network, agreement).filter(|(is_kept, _)| *is_kept)?;
        let day = day.or_else(|| agreed(network, agreement).flatten());
        let (id, is_fresh) = (agreement.id.clone(), period.contains(day));
        Some(Story { table: TableName::Agreements, id, is_fresh, rank: 0, day: day.cloned() })
    });
    let met = network.needs.iter().filter_map(|need| {
        let day = closed(need)?;
        let (id, is_fresh) = (need.id.clone(), period.contains(day));
        Some(Story { table: TableName::Needs, id, is_fresh, rank: 1, day: day.cloned() })
    });
    kept.chain(met).collect()
}
