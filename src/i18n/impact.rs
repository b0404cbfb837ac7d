//! What a network achieved: the page, and what the report has in common with it.

use super::{
    Language::{self, English, German},
    Name, both,
    matches::{actor, competency},
    minutes, records,
};
use crate::{
    exchange::Profile,
    model::{Day, Id, LinkKind, Network, TableName, TopicStatus},
    query::impact::{Chapter, Figure, Whole},
};

mod report;

pub use report::Report;

texts! {
    ImpactTexts {
        title: "Auswertung", "Impact";
        intro: "Was hat das Netzwerk bewirkt? Nur Summen, keine Rangliste. Jede Zahl sagt, was gezählt wird und wer dahinter steht.", "What has the network achieved? Sums only, no ranking. Each figure says what is counted and what is behind it.";
        since: "Erster Tag", "First day";
        until: "Zweiter Tag", "Second day";
        period: "Zwei Tage vergleichen", "Compare two days";
        empty: "Noch gibt es nichts zu zählen.", "There is nothing to count yet.";
        empty_hint: "Sobald Akteure, Themen oder Treffen eingetragen sind, steht hier, was daraus wird.", "Once actors, topics or meetings have been entered, this page says what becomes of them.";
        no_dates: "Kein Eintrag hat ein Datum. Deshalb sind beide Tage gleich. Tragen Sie ein, wer wann dazukam, seit wann eine Verbindung besteht, wann ein Treffen war.", "No entry has a date, so both days are the same. Enter who joined when, since when a link exists, when a meeting was.";
        more: "Was gezählt wird, Zahlen, Liste", "Definition, numbers, list";
        day: "Tag", "Day";
        number: "Anzahl", "Number";
        difference: "Veränderung", "Change";
        state: "Stand", "State";
        numbers: "Die Zahlen über die Zeit", "The numbers over time";
        behind: "Was dahinter steht", "What is behind it";
        nothing_behind: "An diesem Tag war nichts zu zählen.", "On this day there was nothing to count.";
        matches: "Treffer", "Matches";
        matches_meaning: "Wie viele offene Gesuche und Angebote heute zueinander passen. Treffer haben keine Vergangenheit: sie folgen aus dem, was jetzt eingetragen ist.", "How many open needs and offers fit each other today. Matches have no past: they follow from what is entered now.";
        today: "heute", "today";
        show_matches: "Treffer ansehen", "Show the matches";
        topics_by_state: "Themen nach Stand", "Topics by state";
        coverage: "Deckung der Kompetenzen", "Coverage of competencies";
        make_report: "Bericht", "Report";
        report: "Bericht für Rat oder Förderstelle", "Report for council or funder";
        report_hint: "Für jedes Kapitel können Sie ein Beispiel wählen. Namen stehen nur da, wenn sie öffentlich sind.", "You can choose an example for each chapter. Names are in it only if they are public.";
        counted: "Zahl", "Figure";
        counted_of: "Was zählt mit?", "What counts?";
        counted_public: "nur, was öffentlich ist", "only what is public";
        counted_members: "auch, was nur Mitglieder sehen", "also what only members see";
        counted_all: "alles, was eingetragen ist (nur Summen)", "all that is entered (sums only)";
        no_story: "kein Beispiel", "no example";
        example: "Ein Beispiel", "An example";
        copy: "Bericht kopieren", "Copy the report";
        as_file: "Bericht für Word", "Report for Word";
        language_of_report: "Sprache des Berichts", "Language of the report";
        report_title: "Was das Netzwerk bewirkt hat", "What the network achieved";
        network: "Netzwerk", "Network";
        region: "Region", "Region";
        period_of: "Zeitraum", "Period";
        source: "Quelle", "Source";
        state_of_data: "Stand der Daten", "Date of the data";
        undated: "Ohne Datum, von Anfang an mitgezählt", "Without a date, counted from the beginning";
        measures: "Maßnahme für Maßnahme: diese Themen haben in der Zeit ihren Stand geändert.", "Measure by measure: the state of these topics changed in the time.";
        topic: "Thema", "Topic";
        compare_file: "Mit einer Datei vergleichen", "Compare with a file";
        compare_hint: "Wählen Sie eine frühere Datei dieses Netzwerks. Sie wird nur gelesen und nicht gespeichert; beim Verlassen der Seite ist sie vergessen.", "Choose an earlier file of this network. It is only read and not saved; it is forgotten when you leave the page.";
        choose_file: "Datei wählen", "Choose a file";
        reading_file: "Die Datei wird gelesen …", "Reading the file …";
        end_comparison: "Vergleich beenden", "End the comparison";
        the_file: "Datei", "File";
        this_map: "Diese Karte", "This map";
        no_day: "ohne Datum", "without a date";
        definitions: "Was die Zahlen bedeuten", "What the figures mean";
        few: "„unter 3“ steht, wo eine kleine Zahl etwas über Personen verraten könnte; dann fehlt auch die Veränderung (–).", "“below 3” stands where a small number might tell of persons; the change is left out then, too (–).";
    }
}

fn text_of(language: Language, [german, english]: [&'static str; 2]) -> &'static str {
    both(german, english).text(language)
}

pub fn chapter(language: Language, chapter: Chapter) -> &'static str {
    text_of(language, match chapter {
        Chapter::SocialCapital => ["Sozialkapital", "Social capital"],
        Chapter::Steering => ["Steuerung", "Steering"],
        Chapter::Results => ["Ergebnisse", "Results"],
    })
}

/// The question that a chapter answers.
pub fn question(language: Language, chapter: Chapter) -> &'static str {
    text_of(language, match chapter {
        Chapter::SocialCapital => ["Wer ist da, und wer kennt wen?", "Who is there, and who knows whom?"],
        Chapter::Steering => ["Woran wird gearbeitet, und wer ist dabei?", "What is worked on, and who takes part?"],
        Chapter::Results => ["Was ist daraus geworden?", "What has come of it?"],
    })
}

/// What an example of a chapter is about.
pub fn story_of(language: Language, chapter: Chapter) -> &'static str {
    text_of(language, match chapter {
        Chapter::SocialCapital => ["Beispiel: eine Verbindung", "Example: a link"],
        Chapter::Steering => ["Beispiel: ein Thema", "Example: a topic"],
        Chapter::Results => ["Beispiel: etwas, das gelang", "Example: something that worked"],
    })
}

pub fn whole(language: Language, whole: Whole) -> &'static str {
    let t = language.texts().impact();
    match whole {
        Whole::Topics => t.topics_by_state,
        Whole::Coverage => t.coverage,
    }
}

/// As a part of its whole, else by itself.
pub fn name(language: Language, figure: Figure) -> &'static str {
    text_of(language, match figure {
        Figure::Members => ["Mitglieder", "Members"],
        Figure::Guests => ["Gäste", "Guests"],
        Figure::Sectors => ["Bereiche mit Akteuren", "Sectors with actors"],
        Figure::Competencies => ["Angebotene Kompetenzen", "Competencies offered"],
        Figure::Offers => ["Angebote", "Offers"],
        Figure::Links => ["Verbindungen", "Links"],
        Figure::LinksAcross => ["Verbindungen über Bereiche hinweg", "Links across sectors"],
        Figure::Introductions => ["Vermittelte Kontakte", "Introductions"],
        Figure::TopicsIdea => return records::word(language, TopicStatus::Idea),
        Figure::TopicsDiscussed => return records::word(language, TopicStatus::Discussed),
        Figure::TopicsUnderWay => return records::word(language, TopicStatus::UnderWay),
        Figure::TopicsDone => return records::word(language, TopicStatus::Done),
        Figure::TopicsDropped => return records::word(language, TopicStatus::Dropped),
        Figure::Covered => ["gedeckt", "covered"],
        Figure::OnlyOne => ["nur einer bietet", "only one offers"],
        Figure::Unmet => ["gesucht, niemand bietet", "wanted, nobody offers"],
        Figure::NeedsOpen => ["Offene Gesuche", "Open needs"],
        Figure::Meetings => ["Treffen bisher", "Meetings so far"],
        Figure::Attendance => ["Teilnahmen", "Attendances"],
        Figure::Attending => ["Akteure, die schon einmal da waren", "Actors that came at least once"],
        Figure::NeedsMet => ["Erfüllte Gesuche", "Needs met"],
        Figure::AgreementsMade => ["Vereinbarungen", "Agreements"],
        Figure::AgreementsKept => ["Eingehaltene Vereinbarungen", "Agreements kept"],
        Figure::AgreementsNotKept => ["Nicht eingehaltene Vereinbarungen", "Agreements not kept"],
    })
}

/// By itself, also where it is a part of something.
pub fn full_name(language: Language, figure: Figure) -> String {
    let name = name(language, figure);
    match (figure.whole(), language) {
        (None, _) => name.to_owned(),
        (Some(Whole::Topics), German) => format!("Themen: {name}"),
        (Some(Whole::Topics), English) => format!("Topics: {name}"),
        (Some(Whole::Coverage), German) => format!("Kompetenzen: {name}"),
        (Some(Whole::Coverage), English) => format!("Competencies: {name}"),
    }
}

/// What is counted, and what cannot be known.
pub fn definition(language: Language, figure: Figure) -> &'static str {
    text_of(language, match figure {
        Figure::Members => [
            "Akteure, die an diesem Tag Mitglied waren: beigetreten und nicht ausgetreten. Ob jemand früher Gast war, ist nicht bekannt.",
            "Actors that were members on this day: joined and not left. Whether somebody was a guest before is not known.",
        ],
        Figure::Guests => [
            "Akteure, die heute als Gast eingetragen sind und an diesem Tag schon da waren.",
            "Actors that are entered as guests today and were there on this day.",
        ],
        Figure::Sectors => ["Bereiche, aus denen an diesem Tag jemand da war.", "Sectors that somebody came from on this day."],
        Figure::Competencies => [
            "Verschiedene Kompetenzen, die an diesem Tag jemand bot.",
            "Different competencies that somebody offered on this day.",
        ],
        Figure::Offers => [
            "Angebote der Akteure, die an diesem Tag da waren. Ein Angebot ohne Datum zählt, seit sein Akteur dabei ist. Zurückgenommene Angebote fehlen auch in der Vergangenheit.",
            "Offers of the actors that were there on this day. One without a date counts since its actor joined. Offers that were taken back are missing in the past, too.",
        ],
        Figure::Links => [
            "Eingetragene Verbindungen zwischen zwei Akteuren, die an diesem Tag beide da waren. Ohne Datum zählt eine Verbindung, seit beide dabei sind.",
            "Links that are entered between two actors that were both there on this day. One without a date counts since both joined.",
        ],
        Figure::LinksAcross => [
            "Davon die, deren beide Akteure aus verschiedenen Bereichen kommen.",
            "Of these, the ones whose two actors come from different sectors.",
        ],
        Figure::Introductions => [
            "Paare von Akteuren, die bis zu diesem Tag zusammengebracht wurden: eine Verbindung nennt eine Einführung oder wer die beiden zusammenbrachte, oder eine Vereinbarung sagt, dass sie gesprochen haben. Jedes Paar zählt einmal.",
            "Pairs of actors that were brought together by this day: a link names an introduction or who brought the two together, or an agreement says that they have talked. Each pair counts once.",
        ],
        Figure::TopicsIdea | Figure::TopicsDiscussed | Figure::TopicsUnderWay | Figure::TopicsDone | Figure::TopicsDropped => [
            "Jedes Thema mit dem Stand, den es nach seinem Verlauf an diesem Tag hatte. Ein Thema ohne Verlauf hat von Anfang an seinen heutigen Stand.",
            "Each topic in the state in which its history has it on this day. One without a history is in its present state from the beginning.",
        ],
        Figure::Covered | Figure::OnlyOne | Figure::Unmet => [
            "Kompetenzen nach dem, was an diesem Tag geboten und gesucht wurde: gedeckt heißt, mehrere bieten, was jemand sucht.",
            "Competencies by what was offered and looked for on this day: covered means that several offer what somebody looks for.",
        ],
        Figure::NeedsOpen => [
            "Gesuche, die an diesem Tag eingetragen und noch nicht erfüllt waren.",
            "Needs that were there on this day and not met yet.",
        ],
        Figure::Meetings => ["Treffen, deren Datum nicht nach diesem Tag liegt.", "Meetings with a date that is not after this day."],
        Figure::Attendance => [
            "Die Anwesenden aller Treffen bis zu diesem Tag zusammen; wer zweimal da war, zählt zweimal. Wo niemand eingetragen ist, zählt niemand.",
            "Who was present at all meetings by this day, taken together; who came twice counts twice. Where nobody is entered, nobody counts.",
        ],
        Figure::Attending => [
            "Verschiedene Akteure, die bis zu diesem Tag bei mindestens einem Treffen anwesend waren.",
            "Different actors that were present at one meeting or more by this day.",
        ],
        Figure::NeedsMet => [
            "Gesuche, die bis zu diesem Tag als erfüllt geschlossen wurden.",
            "Needs that were closed as met by this day.",
        ],
        Figure::AgreementsMade => [
            "Was zwei Akteure bis zu diesem Tag vereinbart haben, gleich was daraus wurde. Der Tag steht im Verlauf, sonst gilt der des Treffens, sonst zählt sie, seit beide dabei sind und das Gesuch besteht.",
            "What two actors agreed on by this day, whatever came of it. The day stands in the history, else that of the meeting counts, else it counts since both joined and the need was there.",
        ],
        Figure::AgreementsKept => [
            "Davon die, die bis zu diesem Tag als erledigt eingetragen wurden. Ohne eigenen Tag gilt der, an dem das Gesuch erfüllt war, sonst der, an dem vereinbart wurde.",
            "Of these, the ones that were marked as done by this day. Without a day of its own, the day on which the need was met counts, else the day of the agreement.",
        ],
        Figure::AgreementsNotKept => [
            "Davon die, die bis zu diesem Tag als nicht eingehalten eingetragen wurden.",
            "Of these, the ones that were marked as not kept by this day.",
        ],
    })
}

/// How many of what was counted have no date; empty where all have one.
pub fn undated(language: Language, count: usize) -> String {
    match (language, count) {
        (_, 0) => String::new(),
        (German, 1) => "Ein Eintrag hat kein Datum und zählt von Anfang an.".into(),
        (German, _) => format!("{} Einträge haben kein Datum und zählen von Anfang an.", language.number(count)),
        (English, 1) => "One entry has no date and counts from the beginning.".into(),
        (English, _) => format!("{} entries have no date and count from the beginning.", language.number(count)),
    }
}

/// How many more stand behind a figure than are shown.
pub fn further(language: Language, count: usize) -> String {
    match language {
        German => format!("und {} weitere", language.number(count)),
        English => format!("and {} more", language.number(count)),
    }
}

/// "+3", "−1", "±0".
pub fn change(language: Language, change: isize) -> String {
    let number = language.number(change.unsigned_abs());
    match change {
        0 => "±0".into(),
        1.. => format!("+{number}"),
        _ => format!("−{number}"),
    }
}

/// What a line shows, for who does not see it.
pub fn line(language: Language, name: &str, [first, last]: [(&str, usize); 2]) -> String {
    let [(first, then), (last, now)] = [first, last].map(|(day, value)| (day, language.number(value)));
    match language {
        German => format!("{name}: {then} am {first}, {now} am {last}"),
        English => format!("{name}: {then} on {first}, {now} on {last}"),
    }
}

/// What a bar of parts shows, for who does not see it.
pub fn parts(language: Language, whole: &str, day: &str, parts: &[(&str, usize)]) -> String {
    let parts: Vec<String> =
        parts.iter().map(|(name, value)| format!("{} {name}", language.number(*value))).collect();
    let on = text_of(language, ["am", "on"]);
    format!("{whole} {on} {day}: {}", parts.join(", "))
}

/// What has to be known of a file to understand its figures beside those of the map. `title` is what it is about, if
/// that is another network.
pub fn compared(
    language: Language,
    file_name: &str,
    title: Option<&str>,
    has_day: bool,
    profile: Option<Profile>,
) -> String {
    let t = language.texts().impact();
    let other = title.map(|title| match language {
        German => format!("Die Datei enthält ein anderes Netzwerk: „{}“.", Name(title.trim())),
        English => format!("The file holds another network: “{}”.", Name(title.trim())),
    });
    let day = (!has_day).then(|| match language {
        German => "Die Datei sagt nicht, von wann sie ist. Gezählt ist, was heute aus ihr folgt.".to_owned(),
        English => "The file does not say of when it is. Counted is what follows from it today.".to_owned(),
    });
    let counted = match profile {
        Some(Profile::Public) => Some(t.counted_public),
        Some(Profile::Network) => Some(t.counted_members),
        Some(Profile::Full) | None => None,
    };
    let counted = counted.map(|counted| match language {
        German => format!("Die Datei enthält nicht alles. Deshalb zählt auch von dieser Karte: {counted}."),
        English => format!("The file does not hold everything. So of this map, too, it counts: {counted}."),
    });
    let compared = match language {
        German => format!("Die Datei „{}“ und diese Karte, die ältere zuerst.", Name(file_name)),
        English => format!("The file “{}” and this map, the older one first.", Name(file_name)),
    };
    [Some(compared), other, day, counted].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What is said of one example; `None` when it is not there.
pub fn story(
    language: Language,
    network: &Network,
    (table, id): &(TableName, Id),
    day: &dyn Fn(&Day) -> String,
) -> Option<String> {
    let since = |on: Option<&Day>| {
        let words = text_of(language, ["seit", "since"]);
        on.map(|on| format!(", {words} {}", day(on))).unwrap_or_default()
    };
    Some(match table {
        TableName::Links => {
            let link = network.links.get(id)?;
            let (from, to) = (with_sector(network, &link.from), with_sector(network, &link.to));
            let note = link.note.trim();
            let note = if note.is_empty() { String::new() } else { format!(" {}", Name(note)) };
            let between = match (language, link.kind) {
                (German, LinkKind::Knows) => format!("{from} und {to} kennen sich"),
                (English, LinkKind::Knows) => format!("{from} and {to} know each other"),
                (German, LinkKind::WorksWith) => format!("{from} und {to} arbeiten zusammen"),
                (English, LinkKind::WorksWith) => format!("{from} and {to} work together"),
                (German, LinkKind::Introduced) => format!("{from} und {to} wurden zusammengebracht"),
                (English, LinkKind::Introduced) => format!("{from} and {to} were brought together"),
            };
            format!("{between}{}.{note}", since(link.since.as_ref()))
        }
        TableName::Topics => {
            let topic = network.topics.get(id)?;
            let last = topic.history.iter().filter(|event| event.status == topic.status);
            let last = last.filter_map(|event| event.on.as_ref()).max();
            let status = records::word(language, topic.status);
            let words = text_of(language, ["Stand", "State"]);
            format!("{}: {} {words}: {status}{}.", Name(topic.title.trim()), Name(topic.question.trim()), since(last))
        }
        TableName::Agreements => {
            let agreement = network.agreements.get(id)?;
            let words = text_of(language, ["Eingehalten", "Kept"]);
            format!("{words}: {}.", minutes::agreed_words(language, network, agreement, day))
        }
        TableName::Needs => {
            let need = network.needs.get(id)?;
            let on = need.closed_on.as_ref().filter(|on| on.parts().is_some()).map(day);
            let (who, what) = (actor(network, &need.actor), competency(language, network, &need.competency));
            match (language, on) {
                (German, Some(on)) => format!("{who} suchte {what}, und am {on} war es gefunden."),
                (German, None) => format!("{who} suchte {what} und hat es gefunden."),
                (English, Some(on)) => format!("{who} looked for {what}, and by {on} it was found."),
                (English, None) => format!("{who} looked for {what} and found it."),
            }
        }
        _ => return None,
    })
}

/// An actor, and where it comes from.
fn with_sector(network: &Network, id: &Id) -> String {
    let sector = network.actors.get(id).and_then(|actor| actor.sector.as_ref());
    let name = actor(network, id);
    match sector.and_then(|sector| network.sectors.get(sector)) {
        Some(sector) => format!("{name} ({})", Name(&sector.name)),
        None => name,
    }
}

#[cfg(test)]
mod tests;
