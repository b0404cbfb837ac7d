//! The sentences about what a file says and what is there.

use super::{
    Language::{self, English, German},
    Name,
    import_problems::place,
    intake, records, words,
};
use crate::{
    import::{
        Origin,
        difference::{Difference, Entry, FieldChange, Key, Question, Reason, Remark, State},
    },
    model::{Content, Field, Id, TableName, Value},
};

pub fn state(language: Language, state: State) -> &'static str {
    intake::state(language, state.into())
}

/// Of a row of which there is no record and nothing to repair.
pub fn noted(language: Language) -> &'static str {
    match language {
        German => "Hinweis",
        English => "note",
    }
}

/// What actors are recognised by.
pub fn key(language: Language, key: Key) -> &'static str {
    match (language, key) {
        (German, Key::Id) => "Kennung",
        (English, Key::Id) => "Id",
        (German | English, Key::Name) => "Name",
        (German, Key::NameAndPlace) => "Name und Ort",
        (English, Key::NameAndPlace) => "Name and place",
    }
}

/// The rules for what is there twice, to stand below the choice.
pub fn rules(language: Language, key: Key) -> &'static str {
    match (language, key) {
        (German, Key::Id) => {
            "Zeilen mit einer Kennung, die es hier gibt, gehören zu diesem Akteur, alle anderen zu dem mit ihrem Namen."
        }
        (English, Key::Id) => {
            "Rows with an id that exists here belong to that actor, all others to the one of their name."
        }
        (German, Key::Name) => {
            "Groß- und Kleinschreibung, Umlaute und Bindestriche zählen nicht. Passt eine Zeile auf mehrere Akteure, werden Sie gefragt."
        }
        (English, Key::Name) => {
            "Capitals, accents and hyphens do not count. You are asked where a row fits several actors."
        }
        (German, Key::NameAndPlace) => {
            "Gleiche Namen an verschiedenen Orten sind verschiedene Akteure. Fehlt der Ort, zählt der Name allein, wenn er nur auf einen passt."
        }
        (English, Key::NameAndPlace) => {
            "The same name at different places means different actors. Without a place the name alone counts, if it fits one only."
        }
    }
}

fn quoted(language: Language, text: &str) -> String {
    let text = Name(text);
    match language {
        German => format!("„{text}“"),
        English => format!("“{text}”"),
    }
}

/// "Akteur „Museum“".
fn named(language: Language, table: TableName, name: &str) -> String {
    format!("{} {}", records::one(language, table), quoted(language, name))
}

/// An entry by its kind and its name in the file.
pub fn called(language: Language, difference: &Difference, entry: &Entry) -> String {
    named(language, entry.table, &difference.name_in_file(entry.table, &entry.id))
}

/// What became of something else in a row: "Angebot „Museum – Führungen“: neu."
pub fn beside(language: Language, difference: &Difference, entry: &Entry) -> String {
    format!("{}: {}.", called(language, difference, entry), state(language, entry.state))
}

/// What people read of a field's value.
pub fn value(language: Language, difference: &Difference, field: &Field, value: &Value) -> String {
    let is_level = field.content == Content::Level;
    let name = |of: TableName, id: &Id| difference.name_of(of, id);
    let spoken = |word: &&'static str| match field.content {
        Content::Word(words) | Content::Words(words) => {
            records::word_of(language, words, word).unwrap_or(word).to_owned()
        }
        _ => (*word).to_owned(),
    };
    match (field.content, value) {
        (_, Value::Text(text)) => text.clone(),
        (_, Value::Texts(texts)) => texts.join(", "),
        (_, Value::Day(day)) => day.as_ref().map(ToString::to_string).unwrap_or_default(),
        (_, Value::Number(Some(number))) if is_level => {
            u8::try_from(*number).map_or_else(|_| number.to_string(), |level| words::level(language, level))
        }
        (_, Value::Number(number)) => number.map(|number| number.to_string()).unwrap_or_default(),
        (_, Value::Word(word)) => word.as_ref().map(spoken).unwrap_or_default(),
        (_, Value::Words(words)) => words.iter().map(spoken).collect::<Vec<_>>().join(", "),
        (Content::Reference(of), Value::Reference(Some(id))) => name(of, id),
        (Content::References(of), Value::References(ids)) => {
            ids.iter().map(|id| name(of, id)).collect::<Vec<_>>().join(", ")
        }
        (Content::Row(fields) | Content::Rows(fields), Value::Rows(rows)) => {
            let row = |row: &Vec<Value>| {
                let cells = fields.iter().zip(row).filter(|(_, value)| !value.is_empty());
                let cells = cells.map(|(field, value)| self::value(language, difference, field, value));
                cells.collect::<Vec<_>>().join(", ")
            };
            rows.iter().map(row).collect::<Vec<_>>().join("; ")
        }
        _ => String::new(),
    }
}

/// "Website: „alt“ → „neu“."
pub fn change(language: Language, difference: &Difference, table: TableName, change: &FieldChange) -> String {
    let FieldChange { field, old, new, kept } = change;
    let label = records::label(language, table, field.name);
    let text = |value| quoted(language, &self::value(language, difference, field, value));
    match (language, kept, old.is_empty()) {
        (German, true, _) if new.is_empty() => format!("{label}: {} bleibt, in der Datei leer.", text(old)),
        (English, true, _) if new.is_empty() => format!("{label}: {} stays, empty in the file.", text(old)),
        (German, true, _) => format!("{label}: {} bleibt, in der Datei {}.", text(old), text(new)),
        (English, true, _) => format!("{label}: {} stays, in the file {}.", text(old), text(new)),
        (_, false, true) => format!("{label}: {}.", text(new)),
        (_, false, false) => format!("{label}: {} → {}.", text(old), text(new)),
    }
}

fn row(at: Origin) -> Origin {
    Origin { column: None, ..at }
}

/// That a row is about the same record as an earlier one.
pub fn joins(language: Language, first: Origin) -> String {
    match language {
        German => format!("Gehört zu {}.", place(language, row(first))),
        English => format!("Belongs to {}.", place(language, row(first))),
    }
}

/// Why a record was not taken.
pub fn reason(language: Language, difference: &Difference, reason: &Reason) -> String {
    let text = |german: &str, english: &str| match language {
        German => german.to_owned(),
        English => english.to_owned(),
    };
    match reason {
        Reason::Decided => text("So entschieden.", "Decided so."),
        Reason::Problem(problem) => difference.problem(language, *problem),
        Reason::Several => text("Es ist nicht klar, was gemeint ist.", "It is not clear what is meant."),
        Reason::Nameless => text("Der Name fehlt.", "The name is missing."),
        Reason::Unused => text(
            "Steht nur in Zeilen, die nicht übernommen werden.",
            "Stands only in rows that are not taken.",
        ),
        Reason::Without { table, id } => {
            let name = difference.name_in_file(*table, id);
            let name = if name.is_empty() { id.as_str() } else { &name };
            let named = named(language, *table, name);
            match language {
                German => format!("{named} fehlt oder wird nicht übernommen."),
                English => format!("{named} is missing or not taken."),
            }
        }
    }
}

/// "A, B oder C".
fn list(language: Language, names: &[String]) -> String {
    let or = match language {
        German => "oder",
        English => "or",
    };
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {or} {last}", first.join(", ")),
    }
}

/// What is asked about an entry.
pub fn question(language: Language, difference: &Difference, entry: &Entry, question: &Question) -> String {
    let ids: Vec<&Id> = match question {
        Question::Near(near) => near.iter().map(|(id, _)| id).collect(),
        Question::Which(ids) => ids.iter().collect(),
        Question::Renamed(id) => vec![id],
    };
    let names = ids.into_iter().map(|id| quoted(language, &described(difference, entry.table, id)));
    let names = list(language, &names.collect::<Vec<_>>());
    match (language, question) {
        (German, Question::Near(_)) => format!("Meinten Sie {names}?"),
        (English, Question::Near(_)) => format!("Did you mean {names}?"),
        (German, Question::Which(ids)) if ids.len() == 1 => {
            format!("Ist auch hier {names} gemeint? Eine andere Zeile passt ebenso.")
        }
        (English, Question::Which(ids)) if ids.len() == 1 => {
            format!("Is {names} meant here too? Another row fits as well.")
        }
        (German, Question::Which(_)) => format!("Ist {names} gemeint?"),
        (English, Question::Which(_)) => format!("Is {names} meant?"),
        (German, Question::Renamed(_)) => format!("Hieß bisher {names}?"),
        (English, Question::Renamed(_)) => format!("Called {names} until now?"),
    }
}

/// A name with what tells its bearer from others of the name.
pub fn described(difference: &Difference, table: TableName, id: &Id) -> String {
    let name = difference.name_of(table, id);
    match difference.place_of(table, id) {
        Some(place) => format!("{name}, {place}"),
        None => name,
    }
}

pub fn remark(language: Language, difference: &Difference, entry: &Entry, remark: &Remark) -> String {
    let label = |field: &Field| records::label(language, entry.table, field.name);
    match remark {
        Remark::Differs { field, earlier } => {
            let label = label(field);
            let earlier = difference.entries.get(*earlier).and_then(|entry| entry.origin);
            match (language, entry.origin.zip(earlier)) {
                (German, Some((own, earlier))) => {
                    let (own, earlier) = (place(language, row(own)), place(language, row(earlier)));
                    format!("{label}: {earlier} und {own} sagen Verschiedenes; es zählt {earlier}.")
                }
                (English, Some((own, earlier))) => {
                    let (own, earlier) = (place(language, row(own)), place(language, row(earlier)));
                    format!("{label}: {earlier} and {own} say different things; {earlier} counts.")
                }
                (German, None) => format!("{label}: Ein früherer Eintrag sagt etwas anderes, und der zählt."),
                (English, None) => format!("{label}: An earlier entry says something else, and that counts."),
            }
        }
        Remark::LeftOut { field, table, id } => {
            let label = label(field);
            let name = difference.name_in_file(*table, id);
            let name = quoted(language, if name.is_empty() { id.as_str() } else { &name });
            match language {
                German => format!("{label}: {name} wurde ausgelassen."),
                English => format!("{label}: {name} was left out."),
            }
        }
    }
}

pub fn receipt_name(language: Language) -> &'static str {
    match language {
        German => "Protokoll",
        English => "Receipt",
    }
}

/// Sheet, row, entry, what became of it, details.
pub fn receipt_titles(language: Language) -> [&'static str; 5] {
    match language {
        German => ["Blatt", "Zeile", "Eintrag", "Ergebnis", "Einzelheiten"],
        English => ["Sheet", "Row", "Entry", "Outcome", "Details"],
    }
}

/// The title of the column that says why a row was put aside.
pub fn reason_title(language: Language) -> &'static str {
    match language {
        German => "Grund",
        English => "Reason",
    }
}
