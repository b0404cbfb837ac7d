use super::{Language, Name, records};
use crate::model::TableName;
use crate::app::{Direction, LayoutKind};

texts! {
    /// The picture of the network.
    Graph {
        map: "Netzwerkkarte", "Network map";
        keys: "Pfeiltasten: zu verbundenen Einträgen. Eingabetaste: Karte öffnen. Escape: zurück. Fragezeichen: alle Tasten.", "Arrow keys: to connected entries. Enter: open the card. Escape: back. Question mark: all keys.";
        tools: "Werkzeuge", "Tools";
        toolbar: "Ansicht des Netzes", "View of the network";
        arrangement: "Anordnung", "Arrangement";
        is_arranging: "Das Netz wird geordnet.", "The network is being arranged.";
        progress: "Fortschritt", "Progress";
        pause: "Anhalten", "Pause";
        go_on: "Weiter", "Continue";
        stop: "So lassen", "Leave it so";
        by_rectangle: "Mit einem Rechteck auswählen", "Select with a rectangle";
        by_lasso: "Freihand auswählen", "Select freehand";
        bring_near: "Heranholen", "Bring near";
        chosen: "ausgewählt", "selected";
        choose_none: "Auswahl aufheben", "Clear the selection";
        picture_shows: "Was ist zu sehen?", "What does it show?";
        shows_all: "Das ganze Netz", "The whole network";
        shows_seen: "Der Ausschnitt, der gerade zu sehen ist", "The part that is in view now";
        picture_format: "Art der Datei", "Kind of file";
        svg: "SVG: scharf in jeder Größe, für Druck und Grafikprogramme", "SVG: sharp at any size, for print and drawing programs";
        png: "PNG: für Texte und Folien", "PNG: for documents and slides";
        png_large: "PNG in doppelter Größe: für Plakate", "PNG of twice the size: for posters";
        no_picture: "Gespeichert wird, was die Ansicht „Netz“ zeigt. Öffnen Sie sie zuerst.", "What the view “Network” shows is what is saved. Please open it first.";
        open_picture: "Zum Netz", "To the network";
        surroundings: "Umgebung zeigen", "Show surroundings";
        connect: "Verbinden", "Connect";
        release: "Lösen", "Release";
        release_hint: "Der Eintrag wurde von Hand platziert. Lösen gibt ihn der automatischen Anordnung zurück.", "This entry was placed by hand. Release gives it back to the automatic arrangement.";
        as_list: "Als Liste anzeigen", "Show as a list";
        legend: "Legende", "Legend";
        legend_actor: "Akteur (Farbe und Zeichen: Bereich)", "Actor (colour and sign: sector)";
        legend_competency: "Kompetenz", "Competency";
        legend_unmet: "gesucht, niemand bietet", "wanted, nobody offers it";
        legend_only_two: "höchstens zwei Akteure bieten", "at most two actors offer it";
        legend_only_one: "nur ein Akteur bietet", "only one actor offers it";
        legend_offer: "bietet", "offers";
        legend_need: "sucht", "looks for";
        legend_link: "Verbindung zwischen Akteuren, bei Auswahl", "link between actors, when chosen";
        legend_invitation: "hat eingeladen", "invited";
        empty_map: "Auf dieser Karte steht noch nichts.", "There is nothing on this map yet.";
        empty: "Hier entsteht Ihr Netz. Womit beginnen Sie?", "Your network begins here. What comes first?";
        first_words: "Aus gut hundert Begriffen, die in Städten und Gemeinden oft gebraucht werden.", "Out of some hundred words that towns commonly use.";
        first_actor: "Eine Firma, ein Amt, ein Verein: mit dem, was sie bietet und sucht.", "A firm, an office, a club: with what it offers and looks for.";
        first_list: "Eine Liste einfügen oder eine Datei öffnen, zum Beispiel aus Excel.", "Paste a list or open a file, for example of Excel.";
        nothing_left: "Nichts passt zu Suche und Filtern.", "Nothing matches search and filters.";
        clear: "Suche und Filter aufheben", "Clear search and filters";
        card: "Karte", "Card";
    }
}

/// What to do while something is being joined.
pub fn connecting(language: Language, from: &str) -> String {
    let from = Name(from);
    match language {
        Language::German => format!(
            "Womit verbinden Sie „{from}“? Klicken Sie auf das Ziel, oder gehen Sie mit den Pfeiltasten hin und drücken Sie die Eingabetaste. Escape bricht ab."
        ),
        Language::English => format!(
            "What do you connect “{from}” to? Click the target, or go there with the arrow keys and press Enter. Escape cancels."
        ),
    }
}

/// What the picture is ordered by, as a choice.
pub fn layout(language: Language, layout: LayoutKind) -> &'static str {
    let (german, english) = match layout {
        LayoutKind::Network => ("Netz", "Network"),
        LayoutKind::Sectors => ("Nach Bereichen", "By sector"),
        LayoutKind::Rings => ("Ringe um einen Eintrag", "Rings around an entry"),
        LayoutKind::Columns => ("Wer und was", "Who and what"),
        LayoutKind::Invitations => ("Nach Einladung", "By invitation"),
    };
    match language {
        Language::German => german,
        Language::English => english,
    }
}

/// "3 ausgewählt".
pub fn selected(language: Language, count: usize) -> String {
    match language {
        Language::German => format!("{} ausgewählt", language.number(count)),
        Language::English => format!("{} selected", language.number(count)),
    }
}

/// "Ordne … 40 %".
pub fn arranging(language: Language, percent: u8, paused: bool) -> String {
    match (language, paused) {
        (Language::German, false) => format!("Ordne … {percent} %"),
        (Language::German, true) => format!("Angehalten bei {percent} %"),
        (Language::English, false) => format!("Arranging … {percent}%"),
        (Language::English, true) => format!("Paused at {percent}%"),
    }
}

/// How much of the network is on the picture: "12 von 29 Akteuren, 5 von 64 Kompetenzen".
pub fn summary(language: Language, actors: (usize, usize), competencies: (usize, usize), relations: usize) -> String {
    let part = |(shown, all): (usize, usize), many: &str, whole: String| match language {
        _ if shown == all => whole,
        Language::German => format!("{} von {} {many}", language.number(shown), language.number(all)),
        Language::English => format!("{} of {} {many}", language.number(shown), language.number(all)),
    };
    let (actors_many, competencies_many) = match language {
        Language::German => ("Akteuren", "Kompetenzen"),
        Language::English => ("actors", "competencies"),
    };
    let actors = part(actors, actors_many, records::count(language, TableName::Actors, actors.1));
    let competencies = part(competencies, competencies_many, records::count(language, TableName::Competencies, competencies.1));
    let relations = match language {
        Language::German => language.count(relations, "Beziehung", "Beziehungen"),
        Language::English => language.count(relations, "relation", "relations"),
    };
    format!("{actors}, {competencies}, {relations}")
}

/// The name of an actor's node for those who cannot see the picture.
pub fn actor_node(language: Language, name: &str, sector: &str, offers: usize, needs: usize, links: usize) -> String {
    let sector = Name(sector);
    let (offers, needs, links) = match language {
        Language::German => (
            format!("bietet {offers}"),
            format!("sucht {needs}"),
            language.count(links, "Verbindung", "Verbindungen"),
        ),
        Language::English => (
            format!("offers {offers}"),
            format!("looks for {needs}"),
            language.count(links, "link", "links"),
        ),
    };
    format!("{}, {sector}, {offers}, {needs}, {links}", brief_node(language, name, true))
}

/// The name of a competency's node.
pub fn competency_node(language: Language, name: &str, offered: usize, wanted: usize) -> String {
    let node = brief_node(language, name, false);
    match language {
        Language::German => format!("{node}, {offered} bieten, {wanted} suchen"),
        Language::English => format!("{node}, {offered} offer it, {wanted} look for it"),
    }
}

/// The name of a node for those who want to hear no more than that.
pub fn brief_node(language: Language, name: &str, is_actor: bool) -> String {
    format!("{}, {}", Name(name), kind(language, is_actor))
}

fn kind(language: Language, is_actor: bool) -> &'static str {
    match (language, is_actor) {
        (Language::German, true) => "Akteur",
        (Language::English, true) => "actor",
        (Language::German, false) => "Kompetenz",
        (Language::English, false) => "competency",
    }
}

/// "„Löten“ nach links verschoben"; without a name, of several.
pub fn moved(language: Language, name: Option<&str>, count: usize, to: Direction) -> String {
    use Direction::{Above, AboveLeft, AboveRight, Below, BelowLeft, BelowRight, Left, Right};
    let (german, english) = match to {
        Right | AboveRight | BelowRight => ("rechts", "right"),
        Left | AboveLeft | BelowLeft => ("links", "left"),
        Above => ("oben", "up"),
        Below => ("unten", "down"),
    };
    match (language, name.map(Name)) {
        (Language::German, Some(name)) => format!("„{name}“ nach {german} verschoben"),
        (Language::German, None) => format!("{} Einträge nach {german} verschoben", language.number(count)),
        (Language::English, Some(name)) => format!("Moved “{name}” {english}"),
        (Language::English, None) => format!("Moved {} entries {english}", language.number(count)),
    }
}

/// "2 von 4"; no place beside the way, of nothing where none is shown.
pub fn on_the_way(language: Language, place: Option<usize>, of: usize) -> String {
    match (language, place) {
        (Language::German, None) => "Es wird gerade kein Weg gezeigt.".into(),
        (Language::English, None) => "No way is shown now.".into(),
        (Language::German, Some(place)) => format!("{place} von {of}"),
        (Language::English, Some(place)) => format!("{place} of {of}"),
    }
}

/// Something that stands near something else.
pub struct Near {
    pub name: String,
    pub is_actor: bool,
    pub direction: Direction,
}

/// "In der Nähe von „Löten“: rechts Tischlern (Kompetenz), links oben Schule Süd (Akteur)".
pub fn nearby(language: Language, of: &str, near: &[Near]) -> String {
    let of = Name(of);
    let each = near.iter().map(|Near { name, is_actor, direction }| {
        let name = Name(name);
        format!("{} {name} ({})", direction_of(language, *direction), kind(language, *is_actor))
    });
    let each = each.collect::<Vec<_>>().join(", ");
    match (language, near) {
        (Language::German, []) => format!("In der Nähe von „{of}“ liegt nichts."),
        (Language::English, []) => format!("Nothing is near “{of}”."),
        (Language::German, _) => format!("In der Nähe von „{of}“: {each}"),
        (Language::English, _) => format!("Near “{of}”: {each}"),
    }
}

fn direction_of(language: Language, direction: Direction) -> &'static str {
    let (german, english) = match direction {
        Direction::Right => ("rechts", "to the right"),
        Direction::BelowRight => ("rechts unten", "below right"),
        Direction::Below => ("unten", "below"),
        Direction::BelowLeft => ("links unten", "below left"),
        Direction::Left => ("links", "to the left"),
        Direction::AboveLeft => ("links oben", "above left"),
        Direction::Above => ("oben", "above"),
        Direction::AboveRight => ("rechts oben", "above right"),
    };
    match language {
        Language::German => german,
        Language::English => english,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_is_told_with_where_it_lies() {
        let near = |name: &str, is_actor, direction| Near { name: name.into(), is_actor, direction };
        let near = [near("Tischlern", false, Direction::Right), near("Schule", true, Direction::AboveLeft)];
        assert_eq!(
            nearby(Language::German, "Löten", &near),
            "In der Nähe von „Löten“: rechts Tischlern (Kompetenz), links oben Schule (Akteur)"
        );
        assert_eq!(nearby(Language::English, "Löten", &[]), "Nothing is near “Löten”.");
    }

    #[test]
    fn what_was_moved_is_told_with_where_it_went() {
        assert_eq!(
            moved(Language::German, Some("Löten"), 1, Direction::Left),
            "„Löten“ nach links verschoben"
        );
        assert_eq!(moved(Language::English, None, 3, Direction::Above), "Moved 3 entries up");
    }
}
