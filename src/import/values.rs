//! Words, days and levels as people write them.

use super::columns::{LANGUAGES, errors};
use crate::{
    i18n::{records, words},
    model::{
        ActorKind, ActorStatus, AgreementState, ContactKind, Day, HelpForm, LinkKind, MeetingKind, Role,
        TopicStatus, Visibility, Word,
    },
    query::{fold, search::Typed},
};

/// Other words beside those of our own forms; `/` parts them.
static SYNONYMS: &[(&[&str], &str, &str)] = &[
    (
        ActorKind::WORDS,
        "organisation",
        "organization/Verein/Firma/Unternehmen/GmbH/gGmbH/AG/e.V./Behörde/Stiftung/Genossenschaft/Institution/Betrieb/Kommune/Stadt/Hochschule/\
         Initiative/company/business/association/NGO/charity/institution",
    ),
    (
        ActorKind::WORDS,
        "unit",
        "Abteilung/Einrichtung/Amt/Fachbereich/Fachdienst/Referat/Team/Untereinheit/department/division",
    ),
    (
        ActorKind::WORDS,
        "person",
        "Privatperson/Einzelperson/Mensch/natürliche Person/natürl. Person/Person (privat)/Bürger/Bürgerin/Ehrenamtliche/individual/human/people",
    ),
    (
        ActorStatus::WORDS,
        "member",
        "ja/aktiv/x/1/dabei/Vollmitglied/ordentliches Mitglied/Mitglieder/yes/active/members/true",
    ),
    (
        ActorStatus::WORDS,
        "guest",
        "nein/extern/Interessent/Interessentin/kein Mitglied/0/Gäste/no/external/interested/false",
    ),
    (LinkKind::WORDS, "knows", "kennt/kennen sich/bekannt/Kontakt/knows/know each other/acquainted"),
    (
        LinkKind::WORDS,
        "works_with",
        "arbeitet zusammen mit/arbeiten zusammen/Zusammenarbeit/Kooperation/kooperiert mit/Partner/Partnerschaft/works with/work together/\
         cooperates with/cooperation/collaborates with/partner of",
    ),
    (
        LinkKind::WORDS,
        "introduced",
        "hat eingeführt/eingeführt/hat eingeladen/vermittelt/geworben/introduced/invited/referred",
    ),
    (HelpForm::WORDS, "advice", "Beratung/Auskunft/Expertise/consulting/consultation"),
    (HelpForm::WORDS, "hands", "Hilfe/anpacken/Arbeitskraft/Unterstützung/help/support/labour"),
    (HelpForm::WORDS, "room", "Räume/Räumlichkeiten/Saal/Fläche/rooms/space"),
    (HelpForm::WORDS, "device", "Geräte/Ausstattung/Werkzeug/Maschine/equipment/devices/tool/tools"),
    (HelpForm::WORDS, "contact", "Kontakte/Vermittlung/Netzwerk/contacts/introduction"),
    (HelpForm::WORDS, "course", "Kurse/Schulung/Workshop/Fortbildung/Vortrag/training/courses/lecture"),
    (
        Visibility::WORDS,
        "internal",
        "intern/nein/nicht öffentlich/no/geheim/privat/vertraulich/private/confidential",
    ),
    (Visibility::WORDS, "network", "Netzwerk/nur Mitglieder/Mitglieder/members"),
    (Visibility::WORDS, "public", "offen/für alle/ja/open/everyone/yes"),
    (TopicStatus::WORDS, "discussed", "besprochen/in Diskussion/in discussion"),
    (TopicStatus::WORDS, "under_way", "läuft/in Umsetzung/begonnen/ongoing/started/in progress"),
    (TopicStatus::WORDS, "done", "fertig/abgeschlossen/finished/completed"),
    (TopicStatus::WORDS, "dropped", "verworfen/eingestellt/abgebrochen/abandoned/cancelled"),
    (Role::WORDS, "can_help", "hilft/bietet/helps"),
    (Role::WORDS, "curious", "neugierig/interessiert/interested"),
    (Role::WORDS, "needs_this", "braucht/sucht/needs"),
    (MeetingKind::WORDS, "sitting", "Treffen/Meeting/meeting/session"),
    (MeetingKind::WORDS, "marketplace", "Marktplatz/marketplace"),
    (AgreementState::WORDS, "kept", "gehalten/eingehalten/done"),
    (ContactKind::WORDS, "role", "Funktion/Postfach/Zentrale/mailbox/office"),
];

/// The word of the list that a text means, typing errors forgiven.
pub(super) fn word(words: &'static [&'static str], text: &str) -> Option<&'static str> {
    if text.len() > 200 {
        return None;
    }
    let key = fold::key(text);
    let key = if key.is_empty() { text.trim().to_owned() } else { key };
    let synonyms = SYNONYMS.iter().filter(|(list, ..)| *list == words);
    let synonyms = synonyms.flat_map(|(_, word, others)| others.split('/').map(move |other| (other, *word)));
    let own = words.iter().flat_map(|word| {
        let labels = LANGUAGES.map(|language| records::word_of(language, words, word));
        labels.into_iter().flatten().chain([*word]).map(move |label| (label, *word))
    });
    let known: Vec<(String, &str)> =
        own.chain(synonyms).map(|(text, word)| (fold::key(text), word)).collect();
    let found = known.iter().find(|(known, _)| *known == key).map(|(_, word)| *word);
    let found = found.or_else(|| {
        let typed = Typed::new(&key)?;
        let near = |known: &str| errors(known.len()).min(errors(key.len())) >= typed.to_whole(known).max(1);
        let mut near = known.iter().filter(|(known, _)| near(known)).map(|(_, word)| *word);
        let first = near.next()?;
        near.all(|other| other == first).then_some(first)
    });
    found.and_then(|found| words.iter().copied().find(|word| *word == found))
}

/// What a cell of a matrix says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cross {
    Nothing,
    Yes,
    /// ✗, which is a cross, or the opposite of ✓.
    Saltire,
    Level(u8),
    Relation(Relation),
}

pub(super) fn cross(cell: &str) -> Option<Cross> {
    if cell.len() > 12 {
        return None;
    }
    let small = cell.trim().to_lowercase();
    Some(match small.as_str() {
        "" | "-" | "–" | "0" | "nein" | "no" | "n" | "false" | "falsch" | "kein" => Cross::Nothing,
        "x" | "xx" | "(x)" | "ja" | "j" | "yes" | "y" | "true" | "wahr" | "✓" | "✔" | "☑" | "+" | "•"
        | "●" => Cross::Yes,
        "✗" | "✘" => Cross::Saltire,
        "1" | "2" | "3" => Cross::Level(small.parse().ok()?),
        "b" | "bietet" | "offers" => Cross::Relation(Relation::Offers),
        "s" | "sucht" | "needs" => Cross::Relation(Relation::Needs),
        "b/s" | "beides" | "both" | "b, s" | "b+s" => Cross::Relation(Relation::Both),
        _ => return None,
    })
}

/// What the signs of a matrix say of each other.
pub(super) struct Marks {
    has_ticks: bool,
    has_levels: bool,
}

impl Marks {
    pub(super) fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let mut marks = Self { has_ticks: false, has_levels: false };
        for cell in cells.map(str::trim) {
            marks.has_ticks |= ["✓", "✔", "☑"].contains(&cell);
            marks.has_levels |= ["2", "3"].contains(&cell);
        }
        marks
    }

    /// Beside ✓ a ✗ says no. Where no level is higher, 1 says yes.
    pub(super) fn read(&self, cell: &str) -> Option<Cross> {
        Some(match cross(cell)? {
            Cross::Saltire if self.has_ticks => Cross::Nothing,
            Cross::Level(_) if !self.has_levels => Cross::Yes,
            cross => cross,
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Offers,
    Needs,
    Both,
}

const OFFERS: &str = "bietet/biete/bieten/Angebot/Angebote/b/hat/kann/bietet an/anbieten/Anbieter/offer/offers/offering/o/has/can/provides/skill";
const NEEDS: &str = "sucht/suche/suchen/Gesuch/Gesuche/Bedarf/braucht/benötigt/s/wünscht/Nachfrage/need/needs/looks for/looking for/seeks/wants/want/\
                     demand/requires";
const BOTH: &str = "beides/bietet und sucht/bietet sucht/b s/both";

pub(super) fn relation(text: &str) -> Option<Relation> {
    let key = fold::key(text.get(..text.len().min(60)).unwrap_or_default());
    let lists = [(OFFERS, Relation::Offers), (NEEDS, Relation::Needs), (BOTH, Relation::Both)];
    let is_one = |words: &str| words.split('/').any(|word| fold::key(word) == key);
    let found = lists.iter().find(|(words, _)| is_one(words)).or_else(|| {
        let typed = Typed::new(&key).filter(|_| errors(key.len()) > 0)?;
        lists.iter().find(|(words, _)| {
            words.split('/').any(|word| errors(word.len()) > 0 && typed.to_whole(&fold::key(word)) <= 1)
        })
    });
    found.map(|(_, relation)| *relation)
}

const BASIC: &str =
    "Anfänger/Anfängerin/Einsteiger/Grundkenntnisse/gering/niedrig/wenig/beginner/low/novice/some";
const EXPERIENCED: &str =
    "fortgeschritten/mittel/gut/solide/geübt/Kenner/medium/good/advanced/intermediate/proficient";
const EXPERT: &str =
    "Experte/Expertin/sehr gut/Profi/hoch/Spezialist/Meister/high/very good/professional/master/strong";

/// 1 to 3.
pub(super) fn level(text: &str) -> Option<u8> {
    let text = text.get(..text.len().min(60))?.trim();
    for sign in ['*', '+', '★', '●', 'x', 'X'] {
        if !text.is_empty() && text.chars().all(|other| other == sign) {
            return u8::try_from(text.chars().count()).ok().filter(|level| (1..=3).contains(level));
        }
    }
    let key = fold::key(text);
    let number = key.trim_start_matches(char::is_alphabetic);
    let before = &key[..key.len() - number.len()];
    if ["", "stufe", "level", "niveau", "l"].contains(&before)
        && let Some(level) = number.parse().ok().filter(|level| (1..=3).contains(level))
    {
        return Some(level);
    }
    let known = |level: u8, others: &str| {
        let others = others.split('/').any(|word| fold::key(word) == key);
        others || LANGUAGES.iter().any(|language| fold::key(&words::level(*language, level)) == key)
    };
    [(1, BASIC), (2, EXPERIENCED), (3, EXPERT)]
        .into_iter()
        .find(|(level, others)| known(*level, others))
        .map(|(level, _)| level)
}

/// A day, or the month or year that a text names, which is kept as it stands.
pub(super) fn day(text: &str) -> Option<Day> {
    let text = text.get(..text.len().min(60))?.trim();
    // `2017-06-02T18:00:00`, `02.06.2017 18:00`
    let whole = text.split(['T', ' ']).next().filter(|start| start.chars().any(|sign| sign.is_ascii_digit()));
    let whole = whole.filter(|start| start.contains(['.', '-', '/']) && start.len() > 5).unwrap_or(text);
    let day = Day::new(whole);
    if day.parts().is_some() {
        return Some(day);
    }
    let parts: Vec<&str> = text.split(['.', '-', '/', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let parts = match parts[..] {
        [one, two, three, time] if time.contains(':') => vec![one, two, three],
        _ => parts,
    };
    let year = |text: &str| {
        let year: u16 = text.parse().ok()?;
        match text.len() {
            4 if (1000..=9999).contains(&year) => Some(year),
            2 => Some(if year < 70 { 2000 + year } else { 1900 + year }),
            _ => None,
        }
    };
    let month = |text: &str| match text.parse::<u8>() {
        Ok(number) => Some(number).filter(|number| (1..=12).contains(number)),
        Err(_) => month(text),
    };
    match parts[..] {
        [one] if one.len() == 4 => year(one).map(|year| Day::new(format!("{year}"))),
        [first, last] if last.len() == 4 => Some(Day::new(format!("{}-{:02}", year(last)?, month(first)?))),
        [first, last] if first.len() == 4 => Some(Day::new(format!("{}-{:02}", year(first)?, month(last)?))),
        [first, middle, last] => {
            let (day, year) = if first.len() == 4 { (last, year(first)?) } else { (first, year(last)?) };
            let day = Day::new(format!("{year}-{:02}-{:02}", month(middle)?, day.parse::<u8>().ok()?));
            day.parts().is_some().then_some(day)
        }
        _ => None,
    }
}

const MONTHS: [&str; 12] = [
    "januar/january/jan/jänner",
    "februar/february/feb",
    "märz/march/mär/mar/mrz",
    "april/apr",
    "mai/may",
    "juni/june/jun",
    "juli/july/jul",
    "august/aug",
    "september/sep/sept",
    "oktober/october/okt/oct",
    "november/nov",
    "dezember/december/dez/dec",
];

fn month(text: &str) -> Option<u8> {
    let key = fold::key(text);
    let place = MONTHS.iter().position(|names| names.split('/').any(|name| fold::key(name) == key))?;
    u8::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for (text, day) in [
            ("2017-06-02", Some("2017-06-02")),
            ("02.06.2017", Some("2017-06-02")),
            ("2.6.17", Some("2017-06-02")),
            ("2. Juni 2017", Some("2017-06-02")),
            ("02/06/2017", Some("2017-06-02")),
            ("2017-06-02T18:00:00", Some("2017-06-02")),
            ("02.06.2017 18:00", Some("2017-06-02")),
            ("2017", Some("2017")),
            ("Juni 2017", Some("2017-06")),
            ("06/2017", Some("2017-06")),
            ("31.02.2017", None),
            ("bald", None),
            ("", None),
            ("é2", None),
        ] {
            assert_eq!(super::day(text).as_ref().map(Day::as_str), day, "{text}");
        }
    }

    #[test]
    fn words_and_levels_are_forgiven() {
        assert_eq!(word(ActorKind::WORDS, "Organsation"), Some("organisation"));
        assert_eq!(word(ActorKind::WORDS, "e. V."), Some("organisation"));
        assert_eq!(word(ActorStatus::WORDS, "Gäste"), Some("guest"));
        assert_eq!(word(ActorStatus::WORDS, "vielleicht"), None);
        assert_eq!(word(HelpForm::WORDS, "Schulung"), Some("course"));
        for (text, expected) in [
            ("2", Some(2)),
            ("***", Some(3)),
            ("Stufe 1", Some(1)),
            ("erfahren", Some(2)),
            ("Expertin", Some(3)),
            ("4", None),
        ] {
            assert_eq!(level(text), expected, "{text}");
        }
        assert_eq!(relation("Bietet"), Some(Relation::Offers));
        assert_eq!(relation("Gesuhc"), Some(Relation::Needs));
    }
}
