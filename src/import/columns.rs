//! What columns are called: the words that people write above them, in both languages.

use std::{
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

use super::{
    Meaning, Shape, Target,
    meaning::{NEEDS, OFFERS},
};
use crate::{
    i18n::{Language, records},
    model::{Content, TableName},
    query::{fold, search::Typed},
};

/// Other words beside the labels of our own forms. `/` parts them; the names of fields count too.
static WORDS: &[(&str, &str)] = &[
    (
        "actors.name",
        "Organisation/Name/Name der Organisation/Akteur/Akteure/Verein/Vereinsname/Firma/Firmenname/Unternehmen/Träger/Institution/\
         Einrichtung/Betrieb/Anbieter/Partner/Mitglied/Mitgliedsorganisation/Initiative/Stelle/Wer/Bezeichnung/\
         Organization/Company/Actor/Member/Association/Club/Business/Who/Label/Title/Organisation name",
    ),
    (
        "actors.offers",
        "bietet/biete/bieten/wir bieten/bietet an/anbieten/Angebot/Angebote/angeboten/Kompetenz/Kompetenzen/Fähigkeit/Fähigkeiten/\
         Stärken/Leistungen/Expertise/Know-how/kann/können/das können wir/Was wir können/Schwerpunkte/Kernkompetenzen/\
         offers/we offer/offer/skills/skill/competencies/competences/competency/expertise/strengths/services/can do/can help with",
    ),
    (
        "actors.needs",
        "sucht/suche/suchen/wir suchen/gesucht/Gesuche/Gesuch/Bedarf/Bedarfe/braucht/brauchen wir/benötigt/wünscht/Wünsche/\
         Unterstützungsbedarf/Hilfebedarf/sucht Hilfe bei/sucht Unterstützung bei/\
         needs/need/looks for/looking for/seeks/wanted/wants/searches/demand/we need/help wanted",
    ),
    (
        "actors.sector",
        "Bereich/Sektor/Branche/Kategorie/Sparte/Feld/Handlungsfeld/Gesellschaftsbereich/Rubrik/Themenfeld/Tätigkeitsfeld/\
         Wirtschaftszweig/Arbeitsfeld/sector/category/field/industry/branch/domain/area",
    ),
    (
        "actors.kind",
        "Art/Typ/Akteurstyp/Organisationstyp/Organisationsform/Art des Akteurs/kind/type/actor type/organisation type",
    ),
    (
        "actors.status",
        "Status/Stand/Mitgliedsstatus/Mitgliedschaft/Mitglied oder Gast/membership/member or guest/state",
    ),
    (
        "actors.place",
        "Ort/Adresse/Anschrift/Stadt/Standort/Sitz/PLZ/Postleitzahl/PLZ Ort/Straße/Straße Nr/Hausnummer/Strasse und Hausnummer/\
         Stadtteil/Ortsteil/Gemeinde/Wohnort/place/town/city/location/address/street/district/postcode/zip",
    ),
    (
        "actors.website",
        "Website/Webseite/Web/Homepage/Internet/Internetseite/Internetadresse/Webadresse/URL/Link/WWW/Internetauftritt/web page/web address/site",
    ),
    (
        "actors.about",
        "Beschreibung/Kurzbeschreibung/Über uns/Profil/Tätigkeit/Info/Infos/Informationen/Vorstellung/Aufgaben/Was wir tun/Steckbrief/\
         description/about/about us/profile/summary/short description",
    ),
    (
        "actors.internal_note",
        "Bemerkung/Bemerkungen/Anmerkung/Anmerkungen/Notiz/Notizen/Kommentar/Kommentare/Hinweis/Hinweise/Sonstiges/Intern/\
         note/notes/remark/remarks/comment/comments/internal",
    ),
    (
        "actors.joined",
        "Beitritt/Eintritt/Beitrittsdatum/Eintrittsdatum/dabei seit/Mitglied seit/seit/aufgenommen/aufgenommen am/beigetreten/beigetreten am/\
         joined/joined on/member since/since/entry date",
    ),
    ("actors.left", "Austritt/Austrittsdatum/ausgetreten/ausgetreten am/left on/left"),
    (
        "actors.invited_by",
        "eingeladen von/eingeladen durch/empfohlen von/empfohlen durch/Pate/Patin/gekommen über/vermittelt durch/geworben von/invited by/referred by/through",
    ),
    ("actors.offering", "digitales Angebot/digitale Angebote/digital offering/digital services"),
    ("actors.vision", "Vision/Zukunftsbild/Bild der digitalen Zukunft/picture of the future"),
    ("actors.confirmed_on", "bestätigt am/zuletzt bestätigt/geprüft am/confirmed/confirmed on/last checked"),
    (
        "contacts.name",
        "Ansprechpartner/Ansprechpartnerin/Ansprechperson/Ansprechpersonen/Kontakt/Kontaktperson/Vertreter/Vertreterin/Leitung/Geschäftsführung/Vorstand/\
         Verantwortlich/Name Ansprechpartner/contact/contact person/contact name/representative/responsible",
    ),
    (
        "contacts.email",
        "E-Mail/Mail/Email/E-Mail-Adresse/Mailadresse/Kontakt E-Mail/email address/e-mail address",
    ),
    (
        "contacts.phone",
        "Telefon/Tel/Telefonnummer/Telefon Nr/Handy/Handynummer/Mobil/Mobilnummer/Rufnummer/Fon/Festnetz/phone/telephone/mobile/phone number/cell",
    ),
    ("contacts.role", "Funktion/Position/Rolle/Rolle im Verein/role/function/job title"),
    (
        "competencies.name",
        "Kompetenz/Kompetenzen/Fähigkeit/Begriff/Thema/Name/Bezeichnung/Stichwort/Schlagwort/competency/competence/skill/term/label/preflabel",
    ),
    (
        "competencies.also",
        "Synonyme/Synonym/auch/andere Wörter/Alternativbegriffe/Alternative/alternativ/verwandte Begriffe/synonyms/also/also called/altlabel/other words/aliases/tags",
    ),
    (
        "competencies.broader",
        "Oberbegriff/Obergruppe/Oberkategorie/übergeordnet/übergeordneter Begriff/Kategorie/Gruppe/gehört zu/broader/broader term/parent/category",
    ),
    (
        "competencies.description",
        "Beschreibung/Erklärung/Definition/Erläuterung/description/definition/explanation",
    ),
    (
        "offers.competency",
        "Kompetenz/Fähigkeit/Angebot/Leistung/Thema/Begriff/Was/Stichwort/competency/competence/skill/service/what/offer/Bedarf",
    ),
    (
        "offers.level",
        "Niveau/Stufe/Level/Kenntnisstand/Erfahrung/Ausprägung/Grad/Einschätzung/Bewertung/level/proficiency/experience/rating",
    ),
    ("offers.forms", "Art der Hilfe/Form der Hilfe/Hilfeform/Form/form of help/forms"),
    (
        "offers.note",
        "Anmerkung/Bemerkung/Notiz/Kommentar/Hinweis/Beschreibung/note/remark/comment/description",
    ),
    ("offers.evidence", "Nachweis/Referenz/Beispiel/schon gemacht/evidence/reference/example"),
    ("offers.conditions", "Bedingungen/Konditionen/Kosten/conditions/terms"),
    ("links.from", "von/Akteur A/Partner A/Quelle/from/source"),
    ("links.to", "zu/an/nach/mit/Akteur B/Partner B/Ziel/to/target/with"),
    ("links.kind", "Art/Typ/Beziehung/Verbindung/Art der Verbindung/type/relation/relationship/kind"),
    ("links.note", "Anmerkung/Beschreibung/Bemerkung/Grund/note/description"),
    ("topics.title", "Thema/Themen/Titel/Frage/topic/title"),
    ("meetings.date", "Datum/Tag/am/wann/date/day/when"),
    ("groups.name", "Gruppe/Gremium/Ausschuss/Name/group/committee"),
    ("groups.members", "Mitglieder/Teilnehmende/wer ist dabei/members"),
    ("sectors.name", "Bereich/Sektor/Name/sector"),
];

/// People's names, which make an actor a person if nothing else names one.
const PERSON: &str =
    "Vorname/Nachname/Familienname/Zuname/first name/last name/surname/given name/family name/forename";
const RELATION: &str = "bietet oder sucht/bietet sucht/Angebot oder Bedarf/Angebot Bedarf/Angebot Gesuch/Richtung/Beziehung/Relation/Art/Typ/Status/\
                        Verhältnis/offers or needs/offer or need/offer need/direction/relation/relationship/type/kind";
/// What says nothing of the record.
const NOTHING: &str = "Zeitstempel/Timestamp/Nr/No/Nummer/number/lfd Nr/laufende Nummer/Zeile/row";
const ID: &str = "ID/Id-Nr/Kennung/UUID/Schlüssel/key";

/// How sure it is what a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Nothing says it.
    Unknown,
    /// What stands in its cells.
    Content,
    /// A header that is nearly, or among others, a word for it.
    Nearly,
    /// A word for it.
    Named,
}

/// The words for the columns of one kind of sheet, folded.
struct Words(HashMap<Box<str>, Meaning>);

impl Words {
    fn of(shape: Shape) -> &'static Self {
        static ALL: OnceLock<HashMap<Shape, Words>> = OnceLock::new();
        let all = ALL.get_or_init(|| {
            let tables = TableName::ALL.iter().map(|table| Shape::Records(*table));
            let within = Target::all().filter(|target| target.within.is_some());
            let within = within.map(|target| Shape::Within(target.table, target.field));
            tables.chain(within).map(|shape| (shape, Words::new(shape))).collect()
        });
        static NONE: OnceLock<Words> = OnceLock::new();
        all.get(&shape).unwrap_or_else(|| NONE.get_or_init(|| Words(HashMap::new())))
    }

    fn new(shape: Shape) -> Self {
        let mut words = Words(HashMap::new());
        words.put(ID, Meaning::Id);
        words.put(NOTHING, Meaning::Ignore);
        match shape {
            Shape::Within(table, field) => {
                for language in LANGUAGES {
                    let owner = records::one(language, table);
                    words.put(owner, Meaning::Owner);
                    words.put(&format!("{owner} (ID)"), Meaning::OwnerId);
                }
                let is_within = |target: &Target| target.table == table && target.field == field;
                Target::all().filter(is_within).for_each(|target| words.labels(target));
            }
            Shape::Records(table) => {
                let own = || Target::all().filter(move |target| target.table == table);
                own().for_each(|target| words.labels(target));
                own().for_each(|target| words.others(&target.to_string(), Meaning::Field(target)));
                if matches!(table, TableName::Offers | TableName::Needs) {
                    words.put(RELATION, Meaning::Relation);
                    words.others("actors.name", Meaning::Field(Target::new(table, "actor")));
                    for target in Target::all().filter(|target| target.table == TableName::Offers) {
                        let here = Target { table, ..target };
                        let meaning = if here.definition().is_some() { here } else { target };
                        words.others(&target.to_string(), Meaning::Field(meaning));
                        words.labels(meaning);
                    }
                }
                if matches!(table, TableName::Actors | TableName::Offers | TableName::Needs) {
                    words.put(PERSON, Meaning::Person);
                    let beside = |target: &Target| {
                        target.table == TableName::Contacts && target.field != "actor"
                            || target.table == TableName::Actors && target.field != "name"
                            // In rows of pairs the competency says it already.
                            && (table == TableName::Actors || ![OFFERS, NEEDS].contains(target))
                    };
                    for target in Target::all().filter(beside) {
                        words.others(&target.to_string(), Meaning::Field(target));
                    }
                }
                if matches!(table, TableName::Topics | TableName::Agreements | TableName::Contacts) {
                    words.others("actors.name", Meaning::Field(Target::new(table, "actor")));
                }
            }
            _ => {}
        }
        words
    }

    /// What our own forms and files call it.
    fn labels(&mut self, target: Target) {
        for language in LANGUAGES {
            let mut label = records::label(language, target.table, &target.path()).to_owned();
            let is_row = |field: &crate::model::Field| matches!(field.content, Content::Row(_));
            if target.within.is_some() && target.table.schema().field(target.field).is_some_and(is_row) {
                label = format!("{}: {label}", records::label(language, target.table, target.field));
            }
            self.one(&label, Meaning::Field(target));
            self.one(&format!("{label} (ID)"), Meaning::Ids(target));
        }
        self.one(&target.path(), Meaning::Field(target));
    }

    fn others(&mut self, target: &str, meaning: Meaning) {
        for (_, words) in WORDS.iter().filter(|(of, _)| *of == target) {
            self.put(words, meaning);
        }
    }

    fn put(&mut self, words: &str, meaning: Meaning) {
        words.split('/').for_each(|word| self.one(word, meaning));
    }

    /// The first that takes a word keeps it.
    fn one(&mut self, word: &str, meaning: Meaning) {
        let known = matches!(meaning, Meaning::Field(target) if !Target::all().any(|other| other == target));
        let key = fold::key(word);
        if !known && !key.is_empty() {
            self.0.entry(key.into()).or_insert(meaning);
        }
    }
}

pub(super) const LANGUAGES: [Language; 2] = [Language::German, Language::English];

/// What a header means in a sheet of this shape.
pub(super) fn named(header: &str, shape: Shape) -> Option<(Meaning, Certainty)> {
    let words = Words::of(shape);
    let (start, _) = header.split_once('\0').unwrap_or((header, ""));
    let start: String = start.chars().take(MOST_LETTERS).collect();
    let whole = fold::key(&start);
    if let Some(meaning) = words.0.get(whole.as_str()) {
        return Some((*meaning, Certainty::Named));
    }
    if let Some(meaning) = misspelt(&whole, words) {
        return Some((meaning, Certainty::Nearly));
    }
    // Of several words the longest that is known; what stands in brackets only explains.
    let plain = start.split(['(', '[', ':']).next().unwrap_or_default();
    let mut parts: Vec<String> = fold::words(plain).map(|word| fold::key(&plain[word])).collect();
    if parts.len() > 1 && fold::key(plain) != whole {
        parts.push(fold::key(plain));
    }
    let known = parts.iter().filter(|part| part.len() > 2).filter_map(|part| {
        let meaning = words.0.get(part.as_str()).copied().or_else(|| misspelt(part, words))?;
        Some((part.len(), meaning))
    });
    known.max_by_key(|(length, _)| *length).map(|(_, meaning)| (meaning, Certainty::Nearly))
}

/// Longer headers are sentences.
const MOST_LETTERS: usize = 60;

/// The nearest word, if one is near enough and no other meaning is as near.
fn misspelt(key: &str, words: &Words) -> Option<Meaning> {
    let most = errors(key.len());
    let typed = Typed::new(key).filter(|_| most > 0)?;
    let (mut least, mut found) = (most, HashSet::new());
    for (word, meaning) in &words.0 {
        if word.len().abs_diff(key.len()) > least || errors(word.len()) == 0 {
            continue;
        }
        let distance = typed.to_whole(word);
        if distance > errors(word.len()) {
            continue;
        }
        if distance < least {
            least = distance;
            found.clear();
        }
        if distance <= least {
            found.insert(*meaning);
        }
    }
    found.iter().next().copied().filter(|_| found.len() == 1)
}

/// How many typing errors a word of this length may have.
pub(super) fn errors(length: usize) -> usize {
    match length {
        0..5 => 0,
        5..9 => 1,
        _ => 2,
    }
}
