//! Words about the care of the vocabulary.

use super::{
    Language::{self, English, German},
    Name,
};
use crate::query::{search::Likeness, vocabulary::Uses};

texts! {
    /// Terms that may be one, that hardly anybody uses, and their order.
    Vocabulary {
        intro: "Hier werden die Begriffe aufgeräumt, unter denen Angebote und Gesuche stehen. Jeder Schritt lässt sich rückgängig machen.", "Here the terms are tidied under which offers and needs stand. Every step can be undone.";
        tidy: "Der Wortschatz ist gepflegt: Nichts scheint doppelt zu sein, jeder Begriff wird mehrfach verwendet und hat seinen Platz.", "The vocabulary is in good order: nothing seems to be there twice, each term is used several times and has its place.";
        twins: "Vermutlich dasselbe", "Probably the same";
        used_once: "Nur einmal verwendet", "Used only once";
        unused: "Nicht verwendet", "Not used";
        alone: "Ohne Oberbegriff", "Without a broader term";
        tree: "Oberbegriffe und was zu ihnen gehört", "Broader terms and what belongs to them";
        nothing: "Hier ist nichts zu tun.", "There is nothing to do here.";
        which: "Welcher Begriff bleibt?", "Which term stays?";
        merge: "Zusammenführen", "Merge";
        differs: "Das ist nicht dasselbe", "These are not the same";
        show_again: "Wieder zeigen", "Show again";
        how_to_order: "Wählen Sie „Einordnen“ und nennen Sie den Oberbegriff, oder ziehen Sie einen Begriff mit der Maus auf einen anderen.", "Choose “Place it” and name the broader term, or drag a term onto another one with the mouse.";
        place: "Einordnen", "Place it";
        broader: "Oberbegriff", "Broader term";
        broader_hint: "Leer lassen, wenn er zu keinem gehören soll.", "Leave it empty if it shall belong to none.";
        no_such_term: "Diesen Begriff gibt es nicht.", "There is no such term.";
    }
}

/// Why two names are probably one: "„3D-Druck“ und „Druck 3D“ sind dieselben Wörter in anderer Reihenfolge."
pub fn why(language: Language, likeness: Likeness, names: [&str; 2]) -> String {
    let [one, other] = names.map(Name);
    match (language, likeness) {
        (German, Likeness::Same) if one == other => format!("„{one}“ ist zweimal eingetragen."),
        (English, Likeness::Same) if one == other => format!("“{one}” is entered twice."),
        (German, Likeness::Same) => format!("„{one}“ und „{other}“ sind dasselbe Wort."),
        (English, Likeness::Same) => format!("“{one}” and “{other}” are the same word."),
        (German, Likeness::Order) => format!("„{one}“ und „{other}“ sind dieselben Wörter in anderer Reihenfolge."),
        (English, Likeness::Order) => format!("“{one}” and “{other}” are the same words in another order."),
        (German, Likeness::Ending) => format!("„{one}“ und „{other}“ enden nur verschieden."),
        (English, Likeness::Ending) => format!("“{one}” and “{other}” only end differently."),
        (German, Likeness::Spelling) => format!("„{one}“ und „{other}“ unterscheiden sich um ein, zwei Buchstaben."),
        (English, Likeness::Spelling) => format!("“{one}” and “{other}” differ by a letter or two."),
        (German, Likeness::Compound) => format!("„{one}“ und „{other}“ sind dieselbe Zusammensetzung, einmal kürzer."),
        (English, Likeness::Compound) => format!("“{one}” and “{other}” are the same compound, once shorter."),
    }
}

/// "3 × geboten, 1 × gesucht", and what else refers to it.
pub fn uses(language: Language, Uses { offers, needs, all }: Uses) -> String {
    let mut parts = Vec::new();
    let words = match language {
        German => ["geboten", "gesucht", "sonst genannt"],
        English => ["offered", "looked for", "named elsewhere"],
    };
    for (count, words) in [offers, needs, all - offers - needs].into_iter().zip(words) {
        if count > 0 {
            parts.push(format!("{} × {words}", language.number(count)));
        }
    }
    match (language, parts.is_empty()) {
        (German, true) => "nicht verwendet".into(),
        (English, true) => "not used".into(),
        _ => parts.join(", "),
    }
}

/// The broader term of one in the list.
pub fn belongs_to(language: Language, broader: &str) -> String {
    let broader = Name(broader);
    match language {
        German => format!("gehört zu „{broader}“"),
        English => format!("belongs to “{broader}”"),
    }
}

/// What was not done because a term would stand above itself.
pub fn circle(language: Language, term: &str, broader: &str) -> String {
    let (term, broader) = (Name(term), Name(broader));
    match language {
        German if term == broader => format!("„{term}“ kann nicht zu sich selbst gehören."),
        English if term == broader => format!("“{term}” cannot belong to itself."),
        German => format!("„{broader}“ gehört schon zu „{term}“. Beide können nicht zueinander gehören."),
        English => format!("“{broader}” belongs to “{term}” already. They cannot both belong to each other."),
    }
}

/// How many pairs somebody said are not the same.
pub fn told_apart(language: Language, count: usize) -> String {
    match language {
        German => format!("{} bis zum Schließen der Seite ausgeblendet.", language.count(count, "Paar", "Paare")),
        English => format!("{} hidden until the page is closed.", language.count(count, "pair", "pairs")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_how_often_a_term_is_used_and_by_what() {
        let said = |offers, needs, all| uses(German, Uses { offers, needs, all });
        assert_eq!(said(1_200, 1, 1_203), "1.200 × geboten, 1 × gesucht, 2 × sonst genannt");
        assert_eq!(said(0, 1, 1), "1 × gesucht");
        assert_eq!(said(0, 0, 0), "nicht verwendet");
    }

    #[test]
    fn a_circle_is_called_by_its_terms() {
        assert_eq!(circle(German, "IoT", "IoT"), "„IoT“ kann nicht zu sich selbst gehören.");
        assert_eq!(
            circle(English, "IoT", "LoRaWAN"),
            "“LoRaWAN” belongs to “IoT” already. They cannot both belong to each other."
        );
    }
}
