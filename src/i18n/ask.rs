use super::{Language, Name, records};
use crate::model::TableName;

texts! {
    /// Search, first steps and filters.
    Ask {
        title: "Suchen und filtern", "Search and filter";
        search: "Suchen", "Search";
        question: "Wer kann was?", "Who can do what?";
        placeholder: "Kompetenz, Akteur, Thema", "Competency, actor, topic";
        who: "Wer", "Who";
        what: "Was", "What";
        offering: "Bietet", "Offers";
        looking: "Sucht", "Looks for";
        enter_as_need: "Als Gesuch eintragen", "Enter as a need";
        make_competency: "Kompetenz anlegen", "Create the competency";
        topics: "Themen", "Topics";
        who_helps: "Ich suche das: wer könnte helfen?", "I am looking for this: who could help?";
        nothing: "Nichts gefunden. Versuchen Sie ein anderes Wort oder nur den Wortanfang.", "Nothing found. Try another word, or only its beginning.";
        chips: "Oft angeboten", "Often offered";
        all_competencies: "Alle Kompetenzen", "All competencies";
        doors: "Wie möchten Sie beginnen?", "How would you like to begin?";
        look_around: "Umsehen", "Look around";
        look_around_hint: "Suchen, stöbern, Zusammenhänge sehen", "Search, browse, see connections";
        enter_myself: "Ich trage mich ein", "Enter myself";
        enter_myself_hint: "Was Sie bieten und was Sie suchen", "What you offer and what you look for";
        coordinate: "Ich koordiniere", "I coordinate";
        coordinate_hint: "Eigenes Netzwerk beginnen oder öffnen", "Begin or open a network of your own";
        fold: "Einklappen", "Fold";
        unfold: "Suche und Filter", "Search and filters";
        about: "Über dieses Netzwerk", "About this network";
        status: "Stand", "Status";
        any: "alle", "all";
        relation: "Beziehung", "Relation";
        relation_any: "bietet oder sucht", "offers or looks for";
        relation_offers: "bietet", "offers";
        relation_needs: "sucht", "looks for";
        competency: "Kompetenz", "Competency";
        add_competency: "Kompetenz hinzufügen …", "Add a competency …";
        every_one: "mindestens eine davon", "at least one of them";
        every_all: "alle davon", "all of them";
        combine: "Verknüpfung", "Combination";
        rest: "Was nicht passt", "What does not match";
        fade: "verblassen", "fade";
        hide: "ausblenden", "hide";
        clear_filters: "Filter aufheben", "Clear filters";
        steps: "Schritte", "Steps";
        fewer_steps: "Weniger Schritte", "Fewer steps";
        more_steps: "Mehr Schritte", "More steps";
        part: "Ausschnitt", "Part of the network";
        leave_focus: "Wieder alles zeigen", "Show everything again";
    }
}

/// How many hits a search has, said aloud.
pub fn hits(language: Language, actors: usize, competencies: usize, topics: usize) -> String {
    let parts = [
        (actors > 0).then(|| records::count(language, TableName::Actors, actors)),
        (competencies > 0).then(|| records::count(language, TableName::Competencies, competencies)),
        (topics > 0).then(|| records::count(language, TableName::Topics, topics)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

pub fn more_hits(language: Language, number: usize) -> String {
    match language {
        Language::German => format!("und {} weitere", language.number(number)),
        Language::English => format!("and {} more", language.number(number)),
    }
}

/// The number on a chip in words.
pub fn offered_by(language: Language, number: usize) -> String {
    match language {
        Language::German => format!("von {} angeboten", language.count(number, "Akteur", "Akteuren")),
        Language::English => format!("offered by {}", language.count(number, "actor", "actors")),
    }
}

pub fn surroundings(language: Language, name: &str, steps: u8) -> String {
    let name = Name(name);
    let steps = usize::from(steps);
    match language {
        Language::German => format!("Umgebung von „{name}“: {}", language.count(steps, "Schritt", "Schritte")),
        Language::English => format!("Around “{name}”: {}", language.count(steps, "step", "steps")),
    }
}

pub fn topic(language: Language, title: &str) -> String {
    let title = Name(title);
    match language {
        Language::German => format!("Thema „{title}“: was es braucht und wer es bietet"),
        Language::English => format!("Topic “{title}”: what it takes and who offers it"),
    }
}

pub fn group(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        Language::German => format!("Gruppe „{name}“: die Mitglieder und was sie verbindet"),
        Language::English => format!("Group “{name}”: its members and what joins them"),
    }
}

pub fn way(language: Language, from: &str, to: &str) -> String {
    let (from, to) = (Name(from), Name(to));
    match language {
        Language::German => format!("Weg von „{from}“ zu „{to}“"),
        Language::English => format!("Way from “{from}” to “{to}”"),
    }
}

pub fn remove(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        Language::German => format!("Filter „{name}“ entfernen"),
        Language::English => format!("Remove the filter “{name}”"),
    }
}

/// The heading of the filters with how many are set.
pub fn filters(language: Language, set: usize) -> String {
    match (language, set) {
        (Language::German, 0) => "Filter".into(),
        (Language::English, 0) => "Filters".into(),
        (Language::German, set) => format!("Filter ({set} gesetzt)"),
        (Language::English, set) => format!("Filters ({set} set)"),
    }
}
