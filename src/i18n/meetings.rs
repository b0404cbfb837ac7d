//! Meetings: what stands on their pages, and what the map suggests for them.

use super::{
    Language::{self, English, German},
    Name, capitalised,
    matches::{actor, competency, listed, quoted},
    records,
};
use crate::{
    model::{Day, Id, Meeting, Network, TableName},
    query::agenda::{Pair, Suggestion},
};

texts! {
    MeetingTexts {
        title: "Treffen", "Meetings";
        none: "Noch ist kein Treffen eingetragen.", "No meeting has been entered yet.";
        none_hint: "Ein Treffen hat einen Tag, einen Ort und eine Tagesordnung; die Karte schlägt Punkte dafür vor.", "A meeting has a day, a place and an agenda; the map suggests points for it.";
        upcoming: "Kommende", "Coming up";
        past: "Vergangene", "Past";
        none_upcoming: "Kein Treffen steht bevor.", "No meeting lies ahead.";
        all: "Alle Treffen", "All meetings";
        present_it: "Auf der Leinwand", "On the big screen";
        invitation: "Einladung", "Invitation";
        papers: "Zum Weitergeben", "To pass on";
        minutes_file: "Protokoll für Word", "Minutes for Word";
        minutes: "Protokoll", "Minutes";
        calendar_file: "Kalenderdatei", "Calendar file";
        no_such_day: "Ohne einen Tag im Kalender gibt es keine Kalenderdatei.", "Without a day of the calendar there is no calendar file.";
        copy: "Text kopieren", "Copy the text";
        language_of_text: "Sprache des Textes", "Language of the text";
        public_text: "Der Text nennt nur, was alle sehen dürfen.", "The text only names what everybody may see.";
        members_text: "Der Text nennt, was Mitglieder sehen dürfen.", "The text names what members may see.";
        agenda: "Tagesordnung", "Agenda";
        no_agenda: "Noch steht nichts auf der Tagesordnung.", "Nothing is on the agenda yet.";
        new_point: "Neuer Punkt", "New point";
        new_point_hint: "Worum soll es gehen?", "What should it be about?";
        brought_by: "Eingebracht von", "Brought in by";
        nobody: "niemand genannt", "nobody named";
        no_topic: "kein Thema", "no topic";
        topic: "Thema aus der Karte", "Topic of the map";
        add: "Hinzufügen", "Add";
        earlier: "Nach oben", "Move up";
        later: "Nach unten", "Move down";
        change: "Ändern", "Change";
        take_off: "Von der Tagesordnung nehmen", "Take off the agenda";
        done: "Fertig", "Done";
        result: "Ergebnis", "Result";
        result_hint: "Was wurde besprochen und entschieden? Es wird beim Schreiben gespeichert.", "What was discussed and decided? It is saved as you type.";
        suggestions: "Die Karte schlägt vor", "The map suggests";
        suggestions_hint: "Jeder Vorschlag sagt, warum. Was auf die Tagesordnung kommt, entscheiden Sie.", "Each suggestion says why. What gets on the agenda is for you to decide.";
        no_suggestions: "Gerade schlägt die Karte nichts vor.", "The map suggests nothing at the moment.";
        who_comes_hint: "Wer zugesagt hat, steht noch nicht fest: Die Vorschläge gelten für alle.", "Nobody has said yet that they come: the suggestions are for everybody.";
        to_agenda: "Auf die Tagesordnung", "To the agenda";
        people: "Wer dabei ist", "Who is there";
        coming: "Zugesagt haben", "Coming";
        present: "Anwesend waren", "Present";
        guests: "Zu Gast", "Guests";
        nobody_yet: "Noch niemand.", "Nobody yet.";
        i_come: "Ich komme", "I am coming";
        i_come_hint: "Gilt für den Akteur, der Sie sind: „Das bin ich“ auf einer Karte.", "Counts for the actor you are: “This is me” on a card.";
        all_came: "Alle, die zugesagt haben, sind da", "All who said so are here";
        agreements: "Was hier vereinbart wurde", "What was agreed here";
        no_agreements: "Hier wurde noch nichts vereinbart.", "Nothing was agreed here yet.";
        notes: "Notizen", "Notes";
        screen_start: "Das Treffen hat noch keine Tagesordnung.", "This meeting has no agenda yet.";
        to_meeting: "Zum Treffen", "To the meeting";
        previous: "Zurück", "Back";
        next: "Weiter", "Next";
        full_screen: "Vollbild", "Full screen";
        keys: "Pfeiltasten oder Bild auf und Bild ab blättern, auch mit einem Presenter.", "Arrow keys or Page Up and Page Down turn the pages, a presenter’s too.";
        clock: "Zeit für diesen Punkt", "Time for this point";
        clock_all: "Zeit seit Beginn", "Time since the start";
        note_agreement: "Vereinbarung festhalten", "Note an agreement";
        note_agreement_hint: "Mitglieder sehen sie; öffentlich wird sie erst, wenn beide es sagen.", "Members see it; it becomes public only when both say so.";
        giver: "Wer hilft", "Who helps";
        taker: "Wem", "Whom";
        what: "Was", "What";
        until: "Bis wann", "Until";
        choose: "Bitte wählen", "Please choose";
        note_down: "Festhalten", "Note it";
        noted: "Die Vereinbarung ist festgehalten.", "The agreement is noted.";
        incomplete: "Bitte sagen, wer wem womit hilft. Beide sind verschieden.", "Please say who helps whom with what. The two are different.";
    }
}

/// What a meeting is called where it has no title of its own: its kind.
pub fn called(language: Language, meeting: &Meeting) -> String {
    let title = meeting.title.trim();
    if !title.is_empty() {
        return title.to_owned();
    }
    let kind = meeting.kind.map(|kind| records::word(language, kind));
    capitalised(kind.unwrap_or(records::one(language, TableName::Meetings)))
}

/// "3. Dezember 2026, 18:00–20:30 Uhr", with the day in words.
pub fn when(language: Language, day: &str, start: &str, end: &str) -> String {
    let (start, end) = (start.trim(), end.trim());
    // Who wrote the word need not read it twice.
    let says_so = |text: &str| text.to_lowercase().ends_with("uhr");
    let hour = if says_so(start) || says_so(end) { "" } else { " Uhr" };
    match (language, start.is_empty(), end.is_empty()) {
        (_, true, _) => day.to_owned(),
        (German, false, true) => format!("{day}, {start}{hour}"),
        (German, false, false) => format!("{day}, {start}–{end}{hour}"),
        (English, false, true) => format!("{day}, {start}"),
        (English, false, false) => format!("{day}, {start}–{end}"),
    }
}

/// Of a list: how many points, and how many come or came.
pub fn in_short(language: Language, points: usize, coming: usize, present: usize) -> String {
    let points = match language {
        German => language.count(points, "Punkt", "Punkte"),
        English => language.count(points, "point", "points"),
    };
    let people = match (language, present, coming) {
        (_, 0, 0) => return points,
        (German, 0, _) => format!("{} zugesagt", language.number(coming)),
        (English, 0, _) => format!("{} coming", language.number(coming)),
        (German, ..) => format!("{} anwesend", language.number(present)),
        (English, ..) => format!("{} present", language.number(present)),
    };
    format!("{points}, {people}")
}

/// "bei Rammelsberg": in whose house.
pub fn at_host(language: Language, host: &str) -> String {
    let host = Name(host);
    match language {
        German => format!("zu Gast bei {host}"),
        English => format!("hosted by {host}"),
    }
}

/// "von Tiefbau": who brings a point in.
pub fn by(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("von {name}"),
        English => format!("by {name}"),
    }
}

/// "Punkt 3 von 7".
pub fn place(language: Language, number: usize, all: usize) -> String {
    match language {
        German => format!("Punkt {number} von {all}"),
        English => format!("Point {number} of {all}"),
    }
}

/// The name of a button that is about one point.
pub fn of_point(what: &str, point: &str) -> String {
    format!("{what}: {}", Name(point))
}

/// The words of the point that a suggestion makes.
pub fn point(language: Language, network: &Network, suggestion: &Suggestion) -> String {
    match (language, suggestion) {
        (German, Suggestion::Newcomer { actor: id, .. }) => {
            format!("Neu dabei: {} stellt sich vor", actor(network, id))
        }
        (English, Suggestion::Newcomer { actor: id, .. }) => {
            format!("New here: {} introduces itself", actor(network, id))
        }
        (_, Suggestion::TopicChanged { topic, .. } | Suggestion::TopicWaits { topic, .. }) => {
            network.topics.get(topic).map_or_else(String::new, |topic| {
                let question = topic.question.trim();
                if question.is_empty() { topic.title.trim() } else { question }.to_owned()
            })
        }
        (German, Suggestion::Match(pair)) => format!(
            "{} und {}: {}",
            actor(network, &pair.looking),
            actor(network, &pair.offering),
            Name(&network.name_of(TableName::Competencies, &pair.competency))
        ),
        (English, Suggestion::Match(pair)) => format!(
            "{} and {}: {}",
            actor(network, &pair.looking),
            actor(network, &pair.offering),
            Name(&network.name_of(TableName::Competencies, &pair.competency))
        ),
        (German, Suggestion::Unmet { competency: id, .. }) => {
            format!("Wer kann helfen? Gesucht: {}", Name(&network.name_of(TableName::Competencies, id)))
        }
        (English, Suggestion::Unmet { competency: id, .. }) => {
            format!("Who can help? Wanted: {}", Name(&network.name_of(TableName::Competencies, id)))
        }
        (German, Suggestion::Confirm { .. }) => "Stimmen unsere Einträge noch?".into(),
        (English, Suggestion::Confirm { .. }) => "Are our entries still true?".into(),
        (German, Suggestion::Host { .. }) => "Wo treffen wir uns das nächste Mal?".into(),
        (English, Suggestion::Host { .. }) => "Where do we meet next time?".into(),
    }
}

/// Why the map suggests it; `day` puts a day into words.
pub fn why(
    language: Language,
    network: &Network,
    suggestion: &Suggestion,
    day: &dyn Fn(&Day) -> String,
) -> String {
    let names = |ids: &[Id]| few(language, network, ids);
    match (language, suggestion) {
        (German, Suggestion::Newcomer { joined, .. }) => {
            format!("Seit dem letzten Treffen dazugekommen, am {}.", day(joined))
        }
        (English, Suggestion::Newcomer { joined, .. }) => {
            format!("Joined since the last meeting, on {}.", day(joined))
        }
        (German, Suggestion::TopicChanged { status, on, .. }) => {
            format!("Seit dem letzten Treffen „{}“, am {}.", records::word(language, *status), day(on))
        }
        (English, Suggestion::TopicChanged { status, on, .. }) => {
            format!("“{}” since the last meeting, on {}.", records::word(language, *status), day(on))
        }
        (_, Suggestion::Match(pair)) => pair_words(language, network, pair),
        (German, Suggestion::Unmet { actors, since, .. }) => {
            format!("Seit {} gesucht von {}; bisher bietet es niemand.", day(since), names(actors))
        }
        (English, Suggestion::Unmet { actors, since, .. }) => {
            format!("Looked for by {} since {}; nobody offers it so far.", names(actors), day(since))
        }
        (German, Suggestion::TopicWaits { last: Some(last), .. }) => {
            format!("Zuletzt auf der Tagesordnung am {}.", day(last))
        }
        (English, Suggestion::TopicWaits { last: Some(last), .. }) => {
            format!("Last on an agenda on {}.", day(last))
        }
        (German, Suggestion::TopicWaits { last: None, .. }) => "Stand noch auf keiner Tagesordnung.".into(),
        (English, Suggestion::TopicWaits { last: None, .. }) => "Has never been on an agenda.".into(),
        (German, Suggestion::Confirm { actors, months }) => {
            let entries = language.count(actors.len(), "Eintrag ist", "Einträge sind");
            format!("{entries} seit {months} Monaten nicht bestätigt: {}.", names(actors))
        }
        (English, Suggestion::Confirm { actors, months }) => {
            let entries = language.count(actors.len(), "entry has", "entries have");
            format!("{entries} not been confirmed for {months} months: {}.", names(actors))
        }
        (German, Suggestion::Host { actor: id, last: Some(last) }) => {
            format!("Bei {} waren wir zuletzt am {}.", actor(network, id), day(last))
        }
        (English, Suggestion::Host { actor: id, last: Some(last) }) => {
            format!("{} was last the host on {}.", actor(network, id), day(last))
        }
        (German, Suggestion::Host { actor: id, last: None }) => {
            format!("Bei {} waren wir noch nie zu Gast.", actor(network, id))
        }
        (English, Suggestion::Host { actor: id, last: None }) => {
            format!("{} has never been the host.", actor(network, id))
        }
    }
}

fn pair_words(language: Language, network: &Network, pair: &Pair) -> String {
    let (looking, offering) = (actor(network, &pair.looking), actor(network, &pair.offering));
    let wanted = competency(language, network, &pair.competency);
    let mutual = pair.mutual.as_ref().map(|mutual| competency(language, network, mutual));
    let mut text = match language {
        German => format!("{looking} sucht {wanted}, {offering} bietet es."),
        English => format!("{looking} looks for {wanted}, {offering} offers it."),
    };
    if let Some(mutual) = mutual {
        text += &match language {
            German => format!(" Umgekehrt sucht {offering} {mutual}, und {looking} bietet es."),
            English => format!(" In turn {offering} looks for {mutual}, and {looking} offers it."),
        };
    }
    if pair.surprising {
        text += match language {
            German => " Die beiden haben noch keinen Kontakt.",
            English => " The two have no contact yet.",
        };
    }
    text
}

/// The first names of several, and how many more there are.
fn few(language: Language, network: &Network, ids: &[Id]) -> String {
    const MOST: usize = 5;
    let mut names: Vec<String> = ids.iter().take(MOST).map(|id| actor(network, id)).collect();
    let others = ids.len().saturating_sub(MOST);
    if others > 0 {
        names.push(match language {
            German => format!("{} weiteren", language.number(others)),
            English => format!("{} more", language.number(others)),
        });
    }
    listed(language, &names).unwrap_or_default()
}

/// "Stadtbus hilft Museum: Fahrgäste zählen, bis 1. März 2027".
pub fn agreement(language: Language, [giver, taker]: [&str; 2], what: &str, until: Option<&str>) -> String {
    let (giver, taker) = (Name(giver), Name(taker));
    let what = what.trim();
    let what = if what.is_empty() { String::new() } else { format!(": {}", Name(what)) };
    match (language, until) {
        (German, None) => format!("{giver} hilft {taker}{what}"),
        (English, None) => format!("{giver} helps {taker}{what}"),
        (German, Some(until)) => format!("{giver} hilft {taker}{what}, bis {until}"),
        (English, Some(until)) => format!("{giver} helps {taker}{what}, by {until}"),
    }
}

/// Of a meeting amid others, in quotation marks.
pub fn named(language: Language, meeting: &Meeting) -> String {
    quoted(language, &called(language, meeting))
}
