//! Who introduces whom, and who follows whom: sentences in which records are named, so that each can be a link.

use super::{
    Language::{self, English, German},
    Name, records,
};
use crate::{
    model::{Id, LinkKind, Network, TableName},
    query::{
        coverage::{Coverage, State},
        matches::Closeness,
        path::{Bridge, Step, Way},
        succession::Why,
    },
};

texts! {
    /// Ways and succession.
    Ways {
        from: "Wer möchte vorgestellt werden?", "Who would like to be introduced?";
        choose: "Bitte wählen …", "Please choose …";
        find: "Weg suchen", "Find the way";
        over_shared: "auch über gemeinsame Kompetenzen, Gruppen und Treffen", "also by competencies, groups and meetings they share";
        best: "Der beste Weg", "The best way";
        others: "Andere Wege", "Other ways";
        itself: "Anfang und Ende sind derselbe Akteur.", "Beginning and end are the same actor.";
        no_way: "Kein Weg", "No way";
        succession_intro: "Was übergeben werden muss, und wer es übernehmen könnte.", "What has to be handed over, and who could take it over.";
        lost: "Was niemand mehr bieten würde", "What nobody would offer any more";
        alone: "Was dann an einem einzigen hinge", "What would hang on one actor alone";
        nothing_lost: "Alles, was hier geboten wird, bieten mindestens zwei andere.", "Everything offered here is offered by at least two others.";
        heirs: "Übernehmen könnten: ", "Could take over: ";
        no_heirs: "Bisher ist niemand in Sicht, der es übernehmen könnte.", "So far nobody is in sight who could take it over.";
        links: "Verbindungen, die weiterzugeben sind", "Links to pass on";
        no_links: "Hier ist keine Verbindung vermerkt.", "No link is noted here.";
        topics: "Themen, bei denen jemand fehlen würde", "Topics that would miss somebody";
        no_topics: "Bei keinem Thema eingetragen.", "In no topic.";
        groups: "Gruppen, in denen ein Platz frei würde", "Groups in which a seat would be free";
        no_groups: "In keiner Gruppe eingetragen.", "In no group.";
    }
}

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Words(String),
    Name(TableName, Id, String),
}

pub fn plain(parts: &[Part]) -> String {
    let text = |part: &Part| match part {
        Part::Words(text) | Part::Name(_, _, text) => text.clone(),
    };
    parts.iter().map(text).collect()
}

/// Who speaks of a way.
#[derive(Clone, Copy, Debug)]
pub struct Speech<'a> {
    pub language: Language,
    pub network: &'a Network,
    /// The way begins at whom it is told to.
    pub is_mine: bool,
}

impl Speech<'_> {
    /// The heading: "Wer stellt mich bei Makerlounge vor?"
    pub fn question(self, from: Option<&Id>, to: &Id) -> String {
        let name = |id| self.name(TableName::Actors, id);
        let (from, to) = (from.filter(|_| !self.is_mine).map(name), name(to));
        match (self.language, from) {
            (German, None) => format!("Wer stellt mich bei {to} vor?"),
            (English, None) => format!("Who introduces me to {to}?"),
            (German, Some(from)) => format!("Wer stellt {from} bei {to} vor?"),
            (English, Some(from)) => format!("Who introduces {from} to {to}?"),
        }
    }

    /// Whom to ask first.
    pub fn advice(self, way: &Way) -> Vec<Part> {
        let Some(introducer) = way.introducer() else {
            return fill(
                match (self.language, self.is_mine) {
                    (German, true) => "Sie können direkt aufeinander zugehen.",
                    (German, false) => "Die beiden können direkt aufeinander zugehen.",
                    (English, true) => "You can turn to each other directly.",
                    (English, false) => "The two can turn to each other directly.",
                },
                &[],
            );
        };
        let sentence = match (self.language, self.is_mine) {
            (German, true) => "Am besten stellt {0} Sie vor.",
            (German, false) => "Am besten stellt {0} die beiden einander vor.",
            (English, true) => "{0} is the best one to introduce you.",
            (English, false) => "{0} is the best one to introduce the two.",
        };
        fill(sentence, &[self.actor(introducer)])
    }

    /// "Sie kennen A; A arbeitet mit B zusammen; B kennt C."
    pub fn way(self, way: &Way) -> Vec<Part> {
        let mut parts = Vec::new();
        for (number, (pair, step)) in way.actors.windows(2).zip(&way.steps).enumerate() {
            if number > 0 {
                parts.push(Part::Words("; ".into()));
            }
            parts.extend(self.step(&pair[0], &pair[1], step, self.is_mine && number == 0));
        }
        parts.push(Part::Words(".".into()));
        parts
    }

    /// What joins two, without a full stop. The first is called by its name, unless it is whom one speaks to.
    fn step(self, one: &Id, other: &Id, step: &Step, is_me: bool) -> Vec<Part> {
        let network = self.network;
        // Either end may have done it.
        let is_outward = match step {
            Step::Link(LinkKind::Introduced) => network.links.iter().any(|link| {
                link.kind == LinkKind::Introduced && link.from == *one && link.to == *other
            }),
            Step::Invited => {
                network.actors.get(other).is_some_and(|actor| actor.invited_by.as_ref() == Some(one))
            }
            _ => false,
        };
        let sentence = match (self.language, step, is_outward) {
            (German, Step::Link(LinkKind::Knows), _) => ["Sie kennen {1}", "{0} kennt {1}"],
            (English, Step::Link(LinkKind::Knows), _) => ["You know {1}", "{0} knows {1}"],
            (German, Step::Link(LinkKind::WorksWith), _) => {
                ["Sie arbeiten mit {1} zusammen", "{0} arbeitet mit {1} zusammen"]
            }
            (English, Step::Link(LinkKind::WorksWith), _) => ["You work with {1}", "{0} works with {1}"],
            (German, Step::Link(LinkKind::Introduced), true) => {
                ["Sie haben {1} eingeführt", "{0} hat {1} eingeführt"]
            }
            (English, Step::Link(LinkKind::Introduced), true) => {
                ["You introduced {1}", "{0} introduced {1}"]
            }
            (German, Step::Link(LinkKind::Introduced), false) => {
                ["{1} hat Sie eingeführt", "{0} wurde von {1} eingeführt"]
            }
            (English, Step::Link(LinkKind::Introduced), false) => {
                ["{1} introduced you", "{0} was introduced by {1}"]
            }
            (German, Step::Invited, true) => {
                ["Sie haben {1} mitgebracht", "{0} hat {1} mitgebracht"]
            }
            (English, Step::Invited, true) => ["You brought {1} in", "{0} brought {1} in"],
            (German, Step::Invited, false) => {
                ["{1} hat Sie mitgebracht", "{0} wurde von {1} mitgebracht"]
            }
            (English, Step::Invited, false) => ["{1} brought you in", "{0} was brought in by {1}"],
            (German, Step::Group(_), _) => {
                ["Sie und {1} sind in der Gruppe „{2}“", "{0} und {1} sind in der Gruppe „{2}“"]
            }
            (English, Step::Group(_), _) => {
                ["You and {1} are in the group “{2}”", "{0} and {1} are in the group “{2}”"]
            }
            (German, Step::Meeting(_), _) => {
                ["Sie und {1} haben das Treffen „{2}“ gemeinsam", "{0} und {1} haben das Treffen „{2}“ gemeinsam"]
            }
            (English, Step::Meeting(_), _) => {
                ["You and {1} share the meeting “{2}”", "{0} and {1} share the meeting “{2}”"]
            }
            (German, Step::Competency(_), _) => {
                ["Sie und {1} haben beide mit „{2}“ zu tun", "{0} und {1} haben beide mit „{2}“ zu tun"]
            }
            (English, Step::Competency(_), _) => {
                ["You and {1} both have to do with “{2}”", "{0} and {1} both have to do with “{2}”"]
            }
        };
        let shared = self.shared(step).unwrap_or_else(|| Part::Words(String::new()));
        fill(sentence[usize::from(!is_me)], &[self.actor(one), self.actor(other), shared])
    }

    /// That there is no way, and what would make one.
    pub fn bridge(self, from: &Id, to: &Id, bridge: &Bridge) -> Vec<Part> {
        let sentence = match (self.language, self.is_mine) {
            (German, true) => "Sie und {1} sind noch nicht verbunden. ",
            (German, false) => "{0} und {1} sind noch nicht verbunden. ",
            (English, true) => "You and {1} are not connected yet. ",
            (English, false) => "{0} and {1} are not connected yet. ",
        };
        let mut parts = fill(sentence, &[self.actor(from), self.actor(to)]);
        let is_me = self.is_mine && bridge.from == *from;
        let sentence = match (self.language, is_me) {
            (German, true) => "Einen Weg gäbe es, wenn Sie und {1} sich kennenlernten.",
            (German, false) => "Einen Weg gäbe es, wenn {0} und {1} sich kennenlernten.",
            (English, true) => "There would be a way if you and {1} got to know each other.",
            (English, false) => "There would be a way if {0} and {1} got to know each other.",
        };
        parts.extend(fill(sentence, &[self.actor(&bridge.from), self.actor(&bridge.to)]));
        let shared: Vec<Part> = bridge.shared.iter().filter_map(|step| self.shared(step)).collect();
        if !shared.is_empty() {
            parts.push(Part::Words(match self.language {
                German => " Gemeinsam haben die beiden: „".into(),
                English => " The two have in common: “".into(),
            }));
            let (between, end) = match self.language {
                German => ("“, „", "“."),
                English => ("”, “", "”."),
            };
            for (number, thing) in shared.into_iter().enumerate() {
                if number > 0 {
                    parts.push(Part::Words(between.into()));
                }
                parts.push(thing);
            }
            parts.push(Part::Words(end.into()));
        }
        parts
    }

    /// A note to who could introduce, ready to copy. It calls everybody by name.
    pub fn note(self, way: &Way) -> String {
        let (Some(from), Some(to)) = (way.actors.first(), way.actors.last()) else { return String::new() };
        let name = |id: &Id| self.name(TableName::Actors, id);
        let told = plain(&Self { is_mine: false, ..self }.way(way));
        let (from, to) = (name(from), name(to));
        let next = way.actors.get(2).filter(|_| way.actors.len() > 3).map(name);
        let (wish, question) = match (self.language, self.is_mine, next) {
            (German, true, None) => {
                (format!("ich möchte gern mit {to} ins Gespräch kommen"), "Könnten Sie uns miteinander bekannt machen?".to_owned())
            }
            (German, true, Some(next)) => (
                format!("ich möchte gern mit {to} ins Gespräch kommen"),
                format!("Könnten Sie mich dafür zuerst mit {next} bekannt machen?"),
            ),
            (German, false, None) => (
                format!("{from} möchte gern mit {to} ins Gespräch kommen"),
                "Könnten Sie die beiden miteinander bekannt machen?".to_owned(),
            ),
            (German, false, Some(next)) => (
                format!("{from} möchte gern mit {to} ins Gespräch kommen"),
                format!("Könnten Sie dafür zuerst {from} und {next} miteinander bekannt machen?"),
            ),
            (English, true, None) => {
                (format!("I would like to talk to {to}"), "Could you introduce us to each other?".to_owned())
            }
            (English, true, Some(next)) => (
                format!("I would like to talk to {to}"),
                format!("Could you introduce me to {next} first?"),
            ),
            (English, false, None) => (
                format!("{from} would like to talk to {to}"),
                "Could you introduce the two to each other?".to_owned(),
            ),
            (English, false, Some(next)) => (
                format!("{from} would like to talk to {to}"),
                format!("Could you introduce {from} to {next} first?"),
            ),
        };
        let signature = if self.is_mine { format!("{from}\n") } else { String::new() };
        match self.language {
            German => format!(
                "Guten Tag,\n\n{wish}. In unserem Netz führt der Weg über Sie: {told}\n\n{question}\n\nViele Grüße\n{signature}"
            ),
            English => format!(
                "Hello,\n\n{wish}. On our map the way leads through you: {told}\n\n{question}\n\nBest wishes\n{signature}"
            ),
        }
    }

    /// What becomes of a competency without an actor. Who else offers it stands among those who could take over.
    pub fn loss(self, then: &Coverage) -> Vec<Part> {
        let looking = match self.language {
            German => self.language.count(then.needed, "Akteur sucht", "Akteure suchen"),
            English => self.language.count(then.needed, "actor looks", "actors look"),
        };
        let sentence = match (self.language, then.state, then.needed) {
            (German, State::OnlyOne, _) => "{0} böte dann nur noch ein einziger.".into(),
            (English, State::OnlyOne, _) => "{0} would be offered by one only.".into(),
            (German, _, 0) => "{0} böte dann niemand mehr; zurzeit wird es nicht gesucht.".into(),
            (English, _, 0) => {
                "{0} would be offered by nobody; it is not looked for at the moment.".into()
            }
            (German, _, _) => format!("{{0}} böte dann niemand mehr, und {looking} es."),
            (English, _, _) => format!("{{0}} would be offered by nobody, and {looking} for it."),
        };
        fill(&sentence, &[self.competency(&then.competency)])
    }

    /// Who could take over, and why, for a list.
    pub fn heir(self, actor: &Id, why: &Why) -> Vec<Part> {
        let sentence = match (self.language, why) {
            (German, Why::Offers(_, Closeness::Same)) => "{0} (bietet es auch)",
            (English, Why::Offers(_, Closeness::Same)) => "{0} (offers it too)",
            (German, Why::Offers(_, Closeness::Synonym)) => "{0} (bietet „{1}“, ein anderes Wort dafür)",
            (English, Why::Offers(_, Closeness::Synonym)) => "{0} (offers “{1}”, another word for it)",
            (German, Why::Offers(_, Closeness::Narrower)) => "{0} (bietet „{1}“, einen Teil davon)",
            (English, Why::Offers(_, Closeness::Narrower)) => "{0} (offers “{1}”, a part of it)",
            (German, Why::Offers(_, Closeness::NearTwin)) => "{0} (bietet „{1}“, vermutlich dasselbe)",
            (English, Why::Offers(_, Closeness::NearTwin)) => "{0} (offers “{1}”, probably the same)",
            (German, Why::Offers(_, Closeness::Broader)) => "{0} (bietet „{1}“, zu dem es gehört)",
            (English, Why::Offers(_, Closeness::Broader)) => "{0} (offers “{1}”, which it belongs to)",
            (German, Why::Topic(_)) => "{0} (kann beim Thema „{1}“ helfen)",
            (English, Why::Topic(_)) => "{0} (can help with the topic “{1}”)",
        };
        let what = match why {
            Why::Offers(id, _) => self.competency(id),
            Why::Topic(id) => self.record(TableName::Topics, id),
        };
        fill(sentence, &[self.actor(actor), what])
    }

    /// What two share; nothing for a link.
    fn shared(self, step: &Step) -> Option<Part> {
        match step {
            Step::Competency(id) => Some(self.competency(id)),
            Step::Group(id) => Some(Part::Words(self.name(TableName::Groups, id))),
            Step::Meeting(id) => {
                let name = self.name(TableName::Meetings, id);
                let kind = || {
                    let kind = self.network.meetings.get(id).and_then(|meeting| meeting.kind);
                    kind.map_or(records::one(self.language, TableName::Meetings), |kind| {
                        records::word(self.language, kind)
                    })
                };
                Some(Part::Words(if name.is_empty() { kind().to_owned() } else { name }))
            }
            Step::Link(_) | Step::Invited => None,
        }
    }

    fn actor(self, id: &Id) -> Part {
        self.record(TableName::Actors, id)
    }

    fn competency(self, id: &Id) -> Part {
        self.record(TableName::Competencies, id)
    }

    fn record(self, table: TableName, id: &Id) -> Part {
        Part::Name(table, id.clone(), self.name(table, id))
    }

    fn name(self, table: TableName, id: &Id) -> String {
        Name(&self.network.name_of(table, id)).to_string()
    }
}

/// A sentence with what is named in the places of `{0}`, `{1}` and so on.
fn fill(sentence: &str, named: &[Part]) -> Vec<Part> {
    let mut parts = Vec::new();
    for (number, piece) in sentence.split(['{', '}']).enumerate() {
        let place = piece.parse().ok().filter(|_| number % 2 == 1);
        match place.and_then(|place: usize| named.get(place)) {
            Some(part) => parts.push(part.clone()),
            None if piece.is_empty() => {}
            None => parts.push(Part::Words(piece.to_owned())),
        }
    }
    parts
}

/// The heading of the sheet.
pub fn succession_of(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("Nachfolge für {name}"),
        English => format!("Succession for {name}"),
    }
}

/// Whom the note goes to.
pub fn note_to(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("Nachricht an {name}"),
        English => format!("Note to {name}"),
    }
}

#[cfg(test)]
mod tests;
