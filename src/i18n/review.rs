//! Words for looking through a merge before it happens: what comes in value by value, and doubles.

use super::{
    Language::{self, English, German},
    Name, name, records, saving,
};
use crate::{
    model::{Content, Field, Id, Network, Record, TableName, Value},
    query::doubles::Reason,
};

texts! {
    ReviewTexts {
        doubles: "Vielleicht doppelt", "Perhaps twice";
        same: "Dasselbe: eins daraus machen", "The same: make one of them";
        different: "Zwei verschiedene", "Two different ones";
        all_different: "Alle übrigen sind verschieden", "All others are different";
        there: "Schon da", "There already";
        comes_in: "Kommt dazu", "Comes in";
        comes_in_too: "Kommt auch dazu", "Comes in too";
        both_in_network: "Beide im Netzwerk", "both in the network";
        before: "Bisher", "Before";
        after: "Jetzt", "Now";
        came: "Dazu", "Added";
        gone: "Weg", "Gone";
        unsaid: "Mehr ist dazu nicht gesagt.", "Nothing else is said of it.";
        unknown_fields: "Nur Angaben anderer Programme ändern sich.", "Only what other programs noted changes.";
        wanted_by: "Wer sucht das", "Who looks for it";
    }
}

/// What happens to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Added,
    Changed,
    Removed,
}

impl Event {
    /// None where it was never there.
    pub fn of(before: &Network, after: &Network, table: TableName, id: &Id) -> Option<Self> {
        match [before, after].map(|network| network.get(table, id).is_some()) {
            [false, true] => Some(Self::Added),
            [true, true] => Some(Self::Changed),
            [true, false] => Some(Self::Removed),
            [false, false] => None,
        }
    }
}

/// "Neu: Akteur Museum".
pub fn event(language: Language, event: Event, table: TableName, name: &str) -> String {
    let word = match (language, event) {
        (German, Event::Added) => "Neu",
        (English, Event::Added) => "New",
        (German, Event::Changed) => "Geändert",
        (English, Event::Changed) => "Changed",
        (German, Event::Removed) => "Gelöscht",
        (English, Event::Removed) => "Deleted",
    };
    let what = records::one(language, table);
    match language {
        German => format!("{word}: {what} {}", Name(name)),
        English => format!("{word}: {} {}", what.to_lowercase(), Name(name)),
    }
}

/// Why two records are probably one.
pub fn reason(language: Language, reason: Reason) -> &'static str {
    match (language, reason) {
        (German, Reason::SameName) => "Gleicher Name.",
        (English, Reason::SameName) => "The same name.",
        (German, Reason::SameWebsite) => "Gleiche Website.",
        (English, Reason::SameWebsite) => "The same website.",
        (German, Reason::SimilarNameAndPlace) => "Ähnlicher Name, gleicher Ort.",
        (English, Reason::SimilarNameAndPlace) => "A similar name, the same place.",
        (German, Reason::SimilarName) => "Ähnlicher Name.",
        (English, Reason::SimilarName) => "A similar name.",
    }
}

/// What comes of saying that two are one.
pub fn becomes_one(language: Language, kept: &str) -> String {
    let kept = Name(kept);
    match language {
        German => format!("Was beide sagen, steht dann bei „{kept}“. Wo nur eines stehen kann, bleibt, was dort steht."),
        English => format!("What both say then stands at “{kept}”. Where there is room for one only, what stands there stays."),
    }
}

/// What opens a record amid a question.
pub fn show(language: Language, name: &str) -> String {
    match language {
        German => format!("{} zeigen", Name(name)),
        English => format!("Show {}", Name(name)),
    }
}

/// The button below the first of a long list.
pub fn further(language: Language, shown_next: usize, left: usize) -> String {
    let (next, all) = (language.number(shown_next), language.number(left));
    match language {
        German if shown_next == left => format!("{next} weitere zeigen"),
        English if shown_next == left => format!("Show {next} more"),
        German => format!("{next} von {all} weiteren zeigen"),
        English => format!("Show {next} of {all} more"),
    }
}

/// What a picture shows of a record, for whoever does not see it.
pub fn pictured(language: Language, of: &str, neighbours: &[String]) -> String {
    let (of, names) = (Name(of), some(language, neighbours));
    match (language, neighbours.is_empty()) {
        (German, true) => format!("Bild: {of}, ohne Verbindungen."),
        (English, true) => format!("Picture: {of}, without connections."),
        (German, false) => format!("Bild: {of}, verbunden mit {names}."),
        (English, false) => format!("Picture: {of}, connected with {names}."),
    }
}

/// A field and what happens to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub label: &'static str,
    pub says: Says,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// There is one side only.
    This(String),
    Instead {
        before: String,
        after: String,
    },
    /// Of a list; what stays is not said.
    Elements {
        gone: Vec<String>,
        came: Vec<String>,
    },
}

/// The fields in which two states of a record differ, or all that is said where it is in one of them only.
pub fn lines(language: Language, before: &Network, after: &Network, table: TableName, id: &Id) -> Vec<Line> {
    let (earlier, later) = (before.get(table, id), after.get(table, id));
    let mut lines = Vec::new();
    for field in table.schema().fields {
        let label = records::label(language, table, field.name);
        let says = match (earlier, later) {
            (Some(earlier), Some(later)) => {
                let sides = [(before, earlier.get(field)), (after, later.get(field))];
                (sides[0].1 != sides[1].1).then(|| difference(language, field, sides))
            }
            (Some(record), None) => this(language, before, record, field),
            (None, Some(record)) => this(language, after, record, field),
            (None, None) => None,
        };
        lines.extend(says.map(|says| Line { label, says }));
    }
    lines
}

/// A word that is usual is not worth a line.
fn this(language: Language, network: &Network, record: &dyn Record, field: &'static Field) -> Option<Says> {
    let value = record.get(field);
    let says_nothing = value.is_empty() || field.usual.is_some() && value == Value::Word(field.usual);
    (!says_nothing).then(|| Says::This(value_said(language, network, field.content, &value)))
}

fn difference(language: Language, field: &Field, [before, after]: [(&Network, Value); 2]) -> Says {
    let said = |side: &(&Network, Value)| value_said(language, side.0, field.content, &side.1);
    if field.content.is_list() {
        let [ours, theirs] =
            [&before, &after].map(|(network, value)| elements(language, network, field.content, value));
        let only = |these: &[String], others: &[String]| -> Vec<String> {
            these.iter().filter(|it| !others.contains(it)).cloned().collect()
        };
        let (gone, came) = (only(&ours, &theirs), only(&theirs, &ours));
        if !gone.is_empty() || !came.is_empty() {
            return Says::Elements { gone, came };
        }
    }
    Says::Instead { before: said(&before), after: said(&after) }
}

/// What each element of a list says.
fn elements(language: Language, network: &Network, content: Content, value: &Value) -> Vec<String> {
    match value {
        Value::Texts(texts) => texts.clone(),
        Value::Words(words) => {
            words.iter().map(|word| value_said(language, network, content, &Value::Words(vec![word]))).collect()
        }
        Value::References(ids) => {
            let mut names = Vec::with_capacity(ids.len());
            value.references(content, &mut |table, id| names.push(network.name_of(table, id)));
            names
        }
        Value::Rows(rows) => {
            let (Content::Row(fields) | Content::Rows(fields)) = content else { return Vec::new() };
            let of_row = |row: &Vec<Value>| {
                let filled = fields.iter().zip(row).filter(|(_, value)| !value.is_empty());
                let said = filled.map(|(field, value)| value_said(language, network, field.content, value));
                name::joined(&said.collect::<Vec<_>>())
            };
            rows.iter().map(of_row).collect()
        }
        _ => Vec::new(),
    }
}

/// As elsewhere, and of rows all that they say.
fn value_said(language: Language, network: &Network, content: Content, value: &Value) -> String {
    match (content, value) {
        (Content::Row(_) | Content::Rows(_), Value::Rows(rows)) if !rows.is_empty() => {
            elements(language, network, content, value).join("; ")
        }
        (Content::Level, Value::Number(Some(level))) => {
            super::words::level(language, u8::try_from(*level).unwrap_or_default())
        }
        _ => saving::value_said(language, network, content, value),
    }
}

/// A record in short, by label: what it is and with whom it has to do.
pub fn in_short(language: Language, network: &Network, table: TableName, id: &Id) -> Vec<(&'static str, String)> {
    let Some(record) = network.get(table, id) else { return Vec::new() };
    let fields: &[&str] = match table {
        TableName::Actors => &["kind", "sector", "place", "website", "about"],
        TableName::Competencies => &["also", "broader", "description"],
        _ => &[],
    };
    let title = table.schema().title;
    let is_meant = |field: &&Field| {
        if fields.is_empty() { title != Some(field.name) } else { fields.contains(&field.name) }
    };
    let t = language.texts();
    let mut said: Vec<(&'static str, String)> = Vec::new();
    for field in table.schema().fields.iter().filter(is_meant) {
        let value = record.get(field);
        if !value.is_empty() {
            // The labels of these ask whoever fills in the form.
            let label = match (table, field.name) {
                (TableName::Actors, "about") => t.card().about,
                (TableName::Actors, "website") => t.card().website,
                _ => records::label(language, table, field.name),
            };
            said.push((label, value_said(language, network, field.content, &value)));
        }
    }
    let mut names = |label, names: Vec<String>| {
        if !names.is_empty() {
            said.push((label, some(language, &names)));
        }
    };
    let name = |table, id: &Id| network.name_of(table, id);
    let open = || network.needs.iter().filter(|need| need.closed_on.is_none());
    match table {
        TableName::Actors => {
            let offers = network.offers.iter().filter(|offer| offer.actor == *id);
            let offers = offers.map(|offer| name(TableName::Competencies, &offer.competency)).collect();
            let needs = open().filter(|need| need.actor == *id);
            let needs = needs.map(|need| name(TableName::Competencies, &need.competency)).collect();
            names(t.words().offers, offers);
            names(t.words().looks_for, needs);
        }
        TableName::Competencies => {
            let offers = network.offers.iter().filter(|offer| offer.competency == *id);
            let offers = offers.map(|offer| name(TableName::Actors, &offer.actor)).collect();
            let needs = open().filter(|need| need.competency == *id);
            let needs = needs.map(|need| name(TableName::Actors, &need.actor)).collect();
            names(t.card().who_offers, offers);
            names(t.review().wanted_by, needs);
        }
        _ => {}
    }
    said
}

/// The first of some names, and how many more there are.
fn some(language: Language, names: &[String]) -> String {
    const MOST: usize = 8;
    let (first, rest) = names.split_at(names.len().min(MOST));
    let mut said = name::joined(first);
    if !rest.is_empty() {
        said.push(' ');
        said.push_str(&saving::further_disputes(language, rest.len()));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, ActorKind, Change, Day, Offer, Role, Stamp, Supporter, Topic, notation};

    fn told(before: &Network, after: &Network, table: TableName, id: &str) -> String {
        let lines = lines(German, before, after, table, &id.into()).into_iter().map(|line| match line.says {
            Says::This(said) => format!("{}: {said}\n", line.label),
            Says::Instead { before, after } => format!("{}: {before} → {after}\n", line.label),
            Says::Elements { gone, came } => format!("{}: -{gone:?} +{came:?}\n", line.label),
        });
        lines.collect()
    }

    #[test]
    fn what_a_record_comes_with_and_what_becomes_of_its_fields_is_told() {
        let before = notation::network("museum offers print; museum needs paper; lab");
        let people = vec![Supporter { actor: "lab".into(), role: Role::Curious }];
        let mut before = before;
        before.put(Topic { people, ..Topic::new("light".into(), "Licht") }, Stamp(1));
        let mut after = before.clone();
        let museum = before.actors.get(&"museum".into()).unwrap();
        let say = |actor: &mut Actor| {
            actor.name = "Museum".into();
            actor.place = "Oker".into();
            actor.kind = ActorKind::Unit;
        };
        after.apply(Change::of(&**museum, say), Stamp(2));
        let topic = before.topics.get(&"light".into()).unwrap();
        let say = |topic: &mut Topic| {
            topic.people = vec![Supporter { actor: "museum".into(), role: Role::CanHelp }];
            topic.competencies = vec!["print".into()];
        };
        after.apply(Change::of(&**topic, say), Stamp(2));
        after.put(
            Offer { level: Some(3), since: Some(Day::new("2026-01-31")), ..Offer::new("o".into(), "lab", "print") },
            Stamp(2),
        );
        after.apply(Change::Remove { table: TableName::Needs, id: "museum-paper".into() }, Stamp(2));
        let told = [
            (TableName::Actors, "museum"),
            (TableName::Topics, "light"),
            (TableName::Offers, "o"),
            (TableName::Needs, "museum-paper"),
        ]
        .map(|(table, id)| {
            let event = Event::of(&before, &after, table, &id.into()).unwrap();
            let network = if event == Event::Removed { &before } else { &after };
            let name = network.name_of(table, &id.into());
            format!("{}\n{}", super::event(German, event, table, &name), told(&before, &after, table, id))
        });
        expect_test::expect![[r#"
            Geändert: Akteur Museum
            Name: museum → Museum
            Art: Organisation → Abteilung oder Einrichtung
            Ort: nichts → Oker
            Geändert: Thema Licht
            Kompetenzen: -[] +["print"]
            Wer macht mit?: -["lab, ist neugierig"] +["Museum, kann helfen"]
            Neu: Angebot lab – print
            Akteur: lab
            Kompetenz: print
            Wie gut?: besonders stark
            Seit: 2026-01-31
            Gelöscht: Gesuch museum – paper
            Akteur: museum
            Kompetenz: paper
        "#]].assert_eq(&told.concat());
        assert_eq!(Event::of(&before, &after, TableName::Actors, &"gone".into()), None);
    }

    #[test]
    fn a_record_is_told_in_short_with_the_first_of_its_neighbours() {
        let mut network = notation::network("museum offers a, b, c, d, e, f, g, h, i, j; museum needs x; museum needed y; lab needs a");
        let museum = network.actors.get(&"museum".into()).unwrap().clone();
        let say = |actor: &mut Actor| {
            actor.place = "Goslar".into();
            actor.about = "Im Bergwerk".into();
            actor.internal_note = "Rückruf".into();
        };
        network.apply(Change::of(&*museum, say), Stamp(2));
        let told = |table, id: &str| -> String {
            let lines = in_short(German, &network, table, &id.into());
            lines.into_iter().map(|(label, said)| format!("{label}: {said}\n")).collect()
        };
        expect_test::expect![[r#"
            Art: Organisation
            Wer wir sind: Im Bergwerk
            Ort: Goslar
            Bietet: a, b, c, d, e, f, g, h und 2 weitere
            Sucht: x
        "#]].assert_eq(&told(TableName::Actors, "museum"));
        expect_test::expect![[r#"
            Wer bietet das: museum
            Wer sucht das: lab
        "#]].assert_eq(&told(TableName::Competencies, "a"));
        expect_test::expect![[r#"
            Akteur: museum
            Kompetenz: a
        "#]].assert_eq(&told(TableName::Offers, "museum-a"));
        assert_eq!(further(German, 50, 120), "50 von 120 weiteren zeigen");
        assert_eq!(further(German, 20, 20), "20 weitere zeigen");
    }
}
