//! What was entered and is not yet known to be on disk.

use serde::{Deserialize, Serialize};

use super::{Head, local::record_count};
use crate::{
    exchange,
    model::{Difference, Dispute, Id, Over, TableName},
};

/// The work of one tab beyond a stored state. It is written with each edit, and whoever opens the network next takes
/// it up if its tab is gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Journal {
    /// The token of the state that it is built on; `None` where nothing was stored.
    pub base: Option<String>,
    /// The token of the save that follows the one under way: it has all of this.
    pub next: String,
    /// What saves write that are under way or failed, each beyond the one before it, with the token each would give:
    /// they may have ended well all the same.
    pub attempts: Vec<(String, Difference)>,
    /// What was entered since.
    pub since: Difference,
    pub disputes: Vec<Dispute>,
}

#[derive(Serialize, Deserialize)]
struct Header {
    #[serde(default)]
    base: Option<String>,
    next: String,
    #[serde(default)]
    attempts: Vec<String>,
    #[serde(default)]
    disputes: Vec<DisputeRow>,
}

#[derive(Serialize, Deserialize)]
struct DisputeRow {
    kind: String,
    id: String,
    over: String,
}

/// What stands in place of a field's name for disputes that are over none. No field is called like this.
const OVER: [(&str, Over); 3] = [
    ("-removed-here", Over::Removal { mine: true }),
    ("-removed-there", Over::Removal { mine: false }),
    ("-network", Over::Network),
];

impl Journal {
    pub(super) fn record_count(&self) -> usize {
        let differences = self.attempts.iter().map(|(_, difference)| difference).chain([&self.since]);
        differences.map(|it| record_count(&it.before) + record_count(&it.after)).sum()
    }

    /// A header line, and of each difference two documents: before and after.
    pub fn to_text(&self) -> String {
        let row = |dispute: &Dispute| {
            let over = OVER.iter().find(|(_, over)| *over == dispute.over).map(|(name, _)| *name);
            let field = match dispute.over {
                Over::Field(field) => field.name,
                _ => "",
            };
            DisputeRow {
                kind: dispute.table.schema().kind.to_owned(),
                id: dispute.id.to_string(),
                over: over.unwrap_or(field).to_owned(),
            }
        };
        let header = Header {
            base: self.base.clone(),
            next: self.next.clone(),
            attempts: self.attempts.iter().map(|(token, _)| token.clone()).collect(),
            disputes: self.disputes.iter().map(row).collect(),
        };
        let mut lines = vec![serde_json::to_string(&header).unwrap_or_default()];
        for difference in self.attempts.iter().map(|(_, difference)| difference).chain([&self.since]) {
            lines.extend([&difference.before, &difference.after].map(exchange::store));
        }
        lines.join("\n")
    }

    /// What a state with this head does not have, each part beginning where the one before it ends.
    pub fn missing_in(&self, head: Option<&Head>) -> Vec<&Difference> {
        let has = |token: &str| head.is_some_and(|head| head.includes(token));
        if has(&self.next) {
            return Vec::new();
        }
        let there = self.attempts.iter().rposition(|(token, _)| has(token)).map_or(0, |last| last + 1);
        self.attempts[there..].iter().map(|(_, difference)| difference).chain([&self.since]).collect()
    }

    /// `None` for what this version did not write.
    pub fn of_text(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let header: Header = serde_json::from_str(lines.next()?).ok()?;
        let mut part = || exchange::read_part(lines.next()?).ok().filter(|(_, newer)| !newer);
        let mut difference = || Some(Difference { before: part()?.0, after: part()?.0 });
        let mut attempts = Vec::new();
        for token in header.attempts {
            attempts.push((token, difference()?));
        }
        let since = difference()?;
        let dispute = |row: DisputeRow| {
            let table = TableName::ALL.iter().copied().find(|table| table.schema().kind == row.kind)?;
            let over = OVER.iter().find(|(name, _)| *name == row.over).map(|(_, over)| *over);
            let over = over.or_else(|| table.schema().field(&row.over).map(Over::Field))?;
            Some(Dispute { table, id: Id::try_from(row.id).ok()?, over })
        };
        let disputes = header.disputes.into_iter().filter_map(dispute).collect();
        Some(Self { base: header.base, next: header.next, attempts, since, disputes })
    }
}
