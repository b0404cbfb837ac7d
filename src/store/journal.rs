//! What was entered and is not yet known to be on disk.

use std::borrow::Cow;

use super::{Head, local::record_count};
use crate::{
    exchange::{self, ReadPart, Scanner, once, quoted},
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
        let dispute = |dispute: &Dispute| {
            let over = OVER.iter().find(|(_, over)| *over == dispute.over).map(|(name, _)| *name);
            let field = match dispute.over {
                Over::Field(field) => field.name,
                _ => "",
            };
            let (kind, id) = (quoted(dispute.table.schema().kind), quoted(dispute.id.as_str()));
            format!(r#"{{"kind":{kind},"id":{id},"over":{}}}"#, quoted(over.unwrap_or(field)))
        };
        let attempts: Vec<String> = self.attempts.iter().map(|(token, _)| quoted(token)).collect();
        let disputes: Vec<String> = self.disputes.iter().map(dispute).collect();
        let header = format!(
            r#"{{"base":{},"next":{},"attempts":[{}],"disputes":[{}]}}"#,
            self.base.as_deref().map_or_else(|| "null".to_owned(), quoted),
            quoted(&self.next),
            attempts.join(","),
            disputes.join(",")
        );
        let mut lines = vec![header];
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

    /// `None` for what this version did not write, as far as `read` knows.
    pub fn of_text(text: &str, read: ReadPart) -> Option<Self> {
        let mut lines = text.lines();
        let mut scanner = Scanner::new(lines.next()?);
        let (mut base, mut next, mut tokens, mut disputes) = (None, None, None, None);
        scanner.object(&mut |scanner, name| match name {
            "base" => once(&mut base, scanner.text_or_null()),
            "next" => once(&mut next, scanner.text()),
            "attempts" => once(&mut tokens, read_tokens(scanner)),
            "disputes" => once(&mut disputes, read_disputes(scanner)),
            _ => scanner.skip(),
        })?;
        scanner.end()?;
        let mut part = || read(lines.next()?).filter(|(_, newer)| !newer);
        let mut difference = || Some(Difference { before: part()?.0, after: part()?.0 });
        let mut attempts = Vec::new();
        for token in tokens.unwrap_or_default() {
            attempts.push((token, difference()?));
        }
        Some(Self {
            base: base.flatten().map(Cow::into_owned),
            next: next?.into_owned(),
            attempts,
            since: difference()?,
            disputes: disputes.unwrap_or_default(),
        })
    }
}

fn read_tokens(scanner: &mut Scanner) -> Option<Vec<String>> {
    let mut tokens = Vec::new();
    scanner.list(&mut |scanner| {
        tokens.push(scanner.text()?.into_owned());
        Some(())
    })?;
    Some(tokens)
}

/// Those over what this version does not know are left out.
fn read_disputes(scanner: &mut Scanner) -> Option<Vec<Dispute>> {
    let mut disputes = Vec::new();
    scanner.list(&mut |scanner| {
        let (mut kind, mut id, mut over) = (None, None, None);
        scanner.object(&mut |scanner, name| match name {
            "kind" => once(&mut kind, scanner.text()),
            "id" => once(&mut id, scanner.text()),
            "over" => once(&mut over, scanner.text()),
            _ => scanner.skip(),
        })?;
        disputes.extend(dispute(&kind?, &id?, &over?));
        Some(())
    })?;
    Some(disputes)
}

fn dispute(kind: &str, id: &str, over: &str) -> Option<Dispute> {
    let table = TableName::ALL.iter().copied().find(|table| table.schema().kind == kind)?;
    let known = OVER.iter().find(|(name, _)| *name == over).map(|(_, over)| *over);
    let over = known.or_else(|| table.schema().field(over).map(Over::Field))?;
    Some(Dispute { table, id: Id::try_from(id.to_owned()).ok()?, over })
}
