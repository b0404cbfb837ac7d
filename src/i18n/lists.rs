use super::{Language, Name, records, words};
use crate::model::TableName;
use crate::query::coverage::{Few, State};

texts! {
    /// The sortable lists and the matrix.
    Lists {
        name: "Name", "Name";
        status: "Stand", "Status";
        mark_all: "Alle auswählen", "Select all";
        keys: "Pfeiltasten gehen von Feld zu Feld, die Leertaste wählt aus, F2 ändert ein Feld.", "Arrow keys move between cells, the space bar selects, F2 changes a cell.";
        edit_cell: "Ändern: Doppelklick oder F2", "Change: double-click or F2";
        offers: "Angebote", "Offers";
        needs: "Gesuche", "Needs";
        joined: "Dabei seit", "Joined";
        offered_by: "Bieten", "Offer it";
        looked_for_by: "Suchen", "Look for it";
        coverage: "Abdeckung", "Coverage";
        few: "Als knapp gilt", "Counts as scarce";
        few_one: "was nur ein Akteur bietet", "what only one actor offers";
        few_two: "was höchstens zwei bieten", "what at most two offer";
        with_narrower: "Engere Begriffe zählen mit", "Narrower terms count as well";
        ascending: "aufsteigend sortiert", "sorted ascending";
        descending: "absteigend sortiert", "sorted descending";
        show_all: "Suche und Filter aufheben", "Clear search and filters";
        show_more: "Weitere 200 zeigen", "Show 200 more";
        also: "auch: ", "also: ";
        matrix: "Matrix", "Matrix";
        vocabulary: "Wortschatz pflegen", "Care for the vocabulary";
        matrix_title: "Wer bietet was, wer sucht was", "Who offers what, who looks for what";
        by_sector: "Nach Bereichen", "By sector";
        by_competency: "Nach Kompetenzen", "By competency";
        as_list: "Als Liste", "As a list";
        legend: "Zeichen der Matrix", "Signs of the matrix";
        level_note: "mehr Punkte: mehr Erfahrung", "more dots: more experience";
        no_actors: "Noch steht kein Akteur in diesem Netz. Tragen Sie den ersten ein, zum Beispiel sich selbst.", "There is no actor in this network yet. Enter the first one, for example yourself.";
        no_actor_fits: "Zu Suche und Filter passt kein Akteur.", "No actor matches search and filters.";
        no_competencies: "Noch ist keine Kompetenz eingetragen. Beginnen Sie mit einer, die Sie bieten oder suchen.", "No competency has been entered yet. Begin with one you offer or look for.";
        no_competency_fits: "Zu Suche und Filter passt keine Kompetenz.", "No competency matches search and filters.";
        no_topics: "Noch ist kein Thema eingetragen. Welche Frage beschäftigt Ihre Region?", "No topic has been entered yet. Which question concerns your region?";
        show_in_network: "Im Netz zeigen", "Show in the network";
        no_topic_fits: "Zur Suche passt kein Thema.", "No topic matches the search.";
        matrix_empty: "Hier gibt es noch nichts gegenüberzustellen: Die Matrix braucht Akteure und Kompetenzen.", "There is nothing to compare yet: the matrix needs actors and competencies.";
        matrix_nothing_fits: "Zu Suche und Filter passen weder Akteure noch Kompetenzen.", "Neither actors nor competencies match search and filters.";
        topic_competencies: "Dafür braucht es", "It takes";
        who_could_help: "Wer könnte helfen", "Who could help";
        nobody_offers: "bietet noch niemand", "offered by nobody yet";
        nobody_could_help: "Noch bietet niemand, was dieses Thema braucht.", "Nobody offers yet what this topic takes.";
        no_topic_competencies: "Noch ist offen, welche Kompetenzen es dafür braucht.", "It is still open which competencies this takes.";
    }
}

/// What the box before a name does.
pub fn mark(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        Language::German => format!("„{name}“ auswählen"),
        Language::English => format!("Select “{name}”"),
    }
}

/// "12 von 29 Akteuren" when something is left out, else "29 Akteure".
pub fn shown(language: Language, table: TableName, shown: usize, all: usize) -> String {
    if shown == all {
        return records::count(language, table, all);
    }
    let (one, many) = (records::one(language, table), records::many(language, table));
    match language {
        Language::German => {
            // The dative: "von Akteuren", "von Themen".
            let ending = if many.ends_with(['n', 's']) { "" } else { "n" };
            let all = language.count(all, one, &format!("{many}{ending}"));
            format!("{} von {all}", language.number(shown))
        }
        Language::English => format!("{} of {}", language.number(shown), language.count(all, one, many)),
    }
}

/// How offers and needs of a competency meet, in a few words.
pub fn coverage(language: Language, state: State, few: Few) -> &'static str {
    match (language, state) {
        (Language::German, State::OnlyOne) if few == Few::Two => "höchstens zwei Akteure bieten",
        (Language::English, State::OnlyOne) if few == Few::Two => "at most two actors offer",
        (Language::German, State::Unmet) => "gesucht, niemand bietet",
        (Language::English, State::Unmet) => "wanted, nobody offers",
        (Language::German, State::OnlyOne) => "nur ein Akteur bietet",
        (Language::English, State::OnlyOne) => "only one actor offers",
        (Language::German, State::Covered) => "gedeckt",
        (Language::English, State::Covered) => "covered",
        (Language::German, State::Unasked) => "niemand sucht",
        (Language::English, State::Unasked) => "nobody looks for it",
    }
}

/// What the matrix shows, and how much it leaves out.
pub fn matrix_size(language: Language, rows: (usize, usize), columns: (usize, usize)) -> String {
    let (actors, competencies) = (records::count(language, TableName::Actors, rows.0), records::count(language, TableName::Competencies, columns.0));
    let left_out = (rows.1 - rows.0, columns.1 - columns.0);
    match (language, left_out) {
        (Language::German, (0, 0)) => format!("{actors} × {competencies}"),
        (Language::English, (0, 0)) => format!("{actors} × {competencies}"),
        (Language::German, (more_actors, more_competencies)) => format!(
            "{actors} × {competencies}. Nicht gezeigt: {} und {}. Mit Suche und Filtern wählen Sie aus.",
            language.count(more_actors, "weiterer Akteur", "weitere Akteure"),
            language.count(more_competencies, "weitere Kompetenz", "weitere Kompetenzen"),
        ),
        (Language::English, (more_actors, more_competencies)) => format!(
            "{actors} × {competencies}. Not shown: {} and {}. Search and filters let you choose.",
            language.count(more_actors, "more actor", "more actors"),
            language.count(more_competencies, "more competency", "more competencies"),
        ),
    }
}

/// What a cell of the matrix says aloud.
pub fn cell(language: Language, offers: bool, level: Option<u8>, looks_for: bool) -> String {
    let t = language.texts();
    let offer = offers.then(|| match level {
        Some(level) => format!("{}, {}", t.words().offers_verb, words::level(language, level)),
        None => t.words().offers_verb.to_owned(),
    });
    let need = looks_for.then(|| t.words().looks_for_verb.to_owned());
    offer.into_iter().chain(need).collect::<Vec<_>>().join("; ")
}

/// The button below the first rows of a list.
pub fn show_all(language: Language, all: usize) -> String {
    match language {
        Language::German => format!("Alle {} zeigen", language.number(all)),
        Language::English => format!("Show all {}", language.number(all)),
    }
}

/// "50 von 3.000".
pub fn shown_of(language: Language, shown: usize, all: usize) -> String {
    let of = match language {
        Language::German => "von",
        Language::English => "of",
    };
    format!("{} {of} {}", language.number(shown), language.number(all))
}

/// "und 4 weitere" behind the first names of a list.
pub fn and_more(language: Language, number: usize) -> String {
    match language {
        Language::German => format!("und {}", language.count(number, "weiterer", "weitere")),
        Language::English => format!("and {} more", language.number(number)),
    }
}

/// "hilft mit": "3 von 5 Kompetenzen".
pub fn helps_with(language: Language, number: usize, all: usize) -> String {
    match language {
        Language::German => format!("{number} von {}", language.count(all, "Kompetenz", "Kompetenzen")),
        Language::English => format!("{number} of {}", language.count(all, "competency", "competencies")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_left_out_only_when_something_is() {
        use Language::{English, German};
        assert_eq!(shown(German, TableName::Actors, 12, 29), "12 von 29 Akteuren");
        assert_eq!(shown(German, TableName::Actors, 29, 29), "29 Akteure");
        assert_eq!(shown(German, TableName::Topics, 1, 3), "1 von 3 Themen");
        assert_eq!(shown(English, TableName::Topics, 0, 1), "0 of 1 topic");
        assert_eq!(matrix_size(German, (2, 2), (1, 1)), "2 Akteure × 1 Kompetenz");
        assert_eq!(
            matrix_size(English, (60, 61), (100, 1300)),
            "60 actors × 100 competencies. Not shown: 1 more actor and 1,200 more competencies. \
             Search and filters let you choose."
        );
    }

    #[test]
    fn a_cell_names_every_relation() {
        assert_eq!(cell(Language::German, true, Some(2), true), "bietet, erfahren; sucht");
        assert_eq!(cell(Language::English, true, None, false), "offers");
    }
}
