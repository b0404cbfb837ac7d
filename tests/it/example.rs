//! The built-in example, held against what the report on the working group says.

use std::collections::{BTreeMap, BTreeSet};

use gosmart::{
    exchange,
    model::{
        About, Actor, ActorKind, Competency, Id, Link, Meeting, Need, Offer, Record, RecordType, Sector,
        Table, Topic,
    },
};
use serde_json::{Map, Value};

const RAT: &str = "Ein Mitglied des Rates der Stadt Goslar";

/// Every organisation and unit the report names. It puts the suppliers and the municipal
/// infrastructure under one heading, "Ver- und Entsorger, kommunale Infrastruktur"; here they are two.
const NAMED: [(&str, &[&str]); 8] = [
    (
        "Wissenschaft und Forschung",
        &[
            "Institute for Software and Systems Engineering der TU Clausthal",
            "Digitalisierungslabor silverLabs",
        ],
    ),
    (
        "IT-Dienstleister und Digitalisierungsagenturen",
        &[
            "Bornemann AG",
            "christmann informationstechnik + medien GmbH & Co. KG",
            "t-systems",
            "MARX IT Service GmbH",
            "pdv-software GmbH",
            "Dr. Graband & Partner GmbH",
            "InvMan OHG",
        ],
    ),
    (
        "Kreativwirtschaft, Jugend, Bildung, Museen",
        &[
            "Makerlounge 3D-Studio",
            "at//design",
            "Stadtjugendpflege",
            "Jugendzentrum",
            "Stadtbibliothek",
            "Weltkulturerbe Erzbergwerk Rammelsberg Goslar GmbH",
        ],
    ),
    ("Ver- und Entsorger", &["HarzEnergie GmbH & Co. KG", "EURAWASSER Betriebsführungsgesellschaft mbH"]),
    (
        "Kommunale Infrastruktur",
        &[
            "Stadtbus Goslar GmbH",
            "Eigenbetrieb Betriebshof Goslar",
            "Eigenbetrieb Goslarer Gebäudemanagement",
        ],
    ),
    ("Stadtmarketing", &["GOSLAR marketing gmbh"]),
    (
        "Stadtverwaltung Goslar",
        &[
            "Wirtschaftsförderung",
            "IT-Service",
            "Stadtplanung",
            "E-Government",
            "Organisation",
            "Geographische Informationssysteme",
            "Tiefbau",
        ],
    ),
    ("Rat der Stadt", &[RAT]),
];

/// The report speaks of nine colleagues without naming their offices: the seven offices it lists later,
/// and two more that belong to the city.
const FURTHER_CITY_UNITS: [&str; 2] = ["Stadtjugendpflege", "Stadtbibliothek"];

const QUESTIONS: [&str; 13] = [
    "Brauchen wir eine Stadt-App und welche?",
    "Sollen wir Smart Benches aufstellen?",
    "Wie kann ein KI-System vor Hochwasser warnen?",
    "Brauchen wir ein offenes WLAN?",
    "Sollen wir ein Geo-Portal starten?",
    "Wie können wir Fahrgastzahlen auf unseren städtischen Bussen messen?",
    "Wie digitalisieren wir unsere neue Stadtbibliothek?",
    "Wie können wir Tourismus und Einzelhandel digital unterstützen?",
    "Wie können wir smartes Parken digital umsetzen?",
    "Knöllchen, bei uns auch online?",
    "Coding-Camps für Jugendliche und Kids anbieten?",
    "Bürgerinnen und Bürger über Service-Design einbinden?",
    "Was können wir mit Sensoren in unserer Stadt messen?",
];

struct Example {
    about: About,
    sectors: Vec<Sector>,
    competencies: Vec<Competency>,
    actors: Vec<Actor>,
    offers: Vec<Offer>,
    needs: Vec<Need>,
    links: Vec<Link>,
    topics: Vec<Topic>,
    meetings: Vec<Meeting>,
    /// Top-level fields other than tables of records.
    rest: Map<String, Value>,
}

/// The file, wholly understood.
fn example() -> Example {
    let parsed = exchange::read(include_bytes!("../../data/goslar.json")).unwrap();
    assert_eq!(parsed.warnings, []);
    let network = parsed.network;
    let records = network.tables().flat_map(|table| table.records());
    let odd: Vec<_> =
        records.filter(|record| !record.meta().unknown.is_empty()).map(|it| it.id().clone()).collect();
    assert_eq!(odd, [], "unknown fields");
    fn all<T: RecordType>(table: &Table<T>) -> Vec<T> {
        table.iter().map(|record| T::clone(record)).collect()
    }
    Example {
        about: About::clone(&network.about),
        sectors: all(&network.sectors),
        competencies: all(&network.competencies),
        actors: all(&network.actors),
        offers: all(&network.offers),
        needs: all(&network.needs),
        links: all(&network.links),
        topics: all(&network.topics),
        meetings: all(&network.meetings),
        rest: serde_json::from_str(include_str!("../../data/goslar.json")).unwrap(),
    }
}

fn ids<T: Record>(records: &[T]) -> BTreeSet<&Id> {
    records.iter().map(Record::id).collect()
}

#[test]
fn is_a_public_document_that_says_it_is_an_example() {
    let example = example();
    assert_eq!(example.rest["format"], "gosmart-network");
    assert_eq!(example.rest["version"], 1);
    assert_eq!(example.rest["profile"], "public");
    assert_eq!(example.about.language, "de");
    for word in ["Beispieldaten", "zur Veranschaulichung", "keine Aussage der genannten Organisationen"] {
        assert!(example.about.welcome.contains(word), "the welcome does not say “{word}”");
    }
}

#[test]
fn every_named_organisation_is_in_its_sector_and_nobody_else() {
    let example = example();
    let sector_names: BTreeMap<&Id, &str> =
        example.sectors.iter().map(|sector| (&sector.id, sector.name.as_str())).collect();
    let found: BTreeSet<(&str, &str)> = example
        .actors
        .iter()
        .map(|actor| (sector_names[actor.sector.as_ref().expect("a sector")], actor.name.as_str()))
        .collect();
    let named: BTreeSet<(&str, &str)> =
        NAMED.iter().flat_map(|(sector, names)| names.iter().map(move |name| (*sector, *name))).collect();
    assert_eq!(found, named);
    assert_eq!(example.actors.len(), named.len());
    assert_eq!(example.sectors.len(), NAMED.len());

    let symbols: BTreeSet<&str> = example.sectors.iter().map(|sector| sector.symbol.as_str()).collect();
    assert_eq!(symbols.len(), NAMED.len(), "sectors are told apart by their symbols");
    assert!(symbols.iter().all(|symbol| symbol.chars().count() == 1));
}

#[test]
fn ten_founders_nine_from_the_administration_and_the_council_member() {
    let example = example();
    let (_, offices) = NAMED[6];
    let expected: BTreeSet<&str> = offices.iter().copied().chain(FURTHER_CITY_UNITS).chain([RAT]).collect();
    let (founders, later): (Vec<&Actor>, Vec<&Actor>) = example
        .actors
        .iter()
        .partition(|actor| actor.joined.as_ref().is_some_and(|day| day.as_str() == "2017-06-02"));
    assert_eq!(founders.len(), 10);
    assert_eq!(founders.iter().map(|actor| actor.name.as_str()).collect::<BTreeSet<_>>(), expected);
    assert!(founders.iter().all(|actor| actor.invited_by.is_none() && actor.kind == ActorKind::Unit));

    for actor in later {
        let inviter = example.actors.iter().find(|other| Some(&other.id) == actor.invited_by.as_ref());
        let inviter = inviter.unwrap_or_else(|| panic!("nobody invited {}", actor.name));
        assert!(
            inviter.joined < actor.joined,
            "{} was invited before {} was there",
            actor.name,
            inviter.name
        );
    }
}

#[test]
fn no_natural_persons() {
    let example = example();
    assert!(!example.rest.contains_key("contacts") && !example.rest.contains_key("removed"));
    for actor in &example.actors {
        assert_ne!(actor.kind, ActorKind::Person, "{}", actor.name);
        assert!(actor.internal_note.is_empty() && actor.visibility.is_none(), "{}", actor.name);
    }
}

#[test]
fn all_references_resolve() {
    let Example { competencies, actors, offers, needs, links, topics, meetings, .. } = &example();
    let (known_competencies, known_actors) = (ids(competencies), ids(actors));

    let terms = competencies.iter().filter_map(|competency| competency.broader.as_ref());
    let terms = terms.chain(offers.iter().map(|offer| &offer.competency));
    let terms = terms.chain(needs.iter().map(|need| &need.competency));
    let terms = terms.chain(topics.iter().flat_map(|topic| &topic.competencies));
    for id in terms {
        assert!(known_competencies.contains(id), "no competency {id}");
    }

    let who = offers.iter().map(|offer| &offer.actor).chain(needs.iter().map(|need| &need.actor));
    let who = who.chain(links.iter().flat_map(|link| [&link.from, &link.to]));
    let who = who.chain(topics.iter().flat_map(|topic| topic.people.iter().map(|person| &person.actor)));
    let who = who.chain(meetings.iter().flat_map(|meeting| meeting.present.iter().chain(&meeting.guests)));
    let who = who
        .chain(meetings.iter().flat_map(|meeting| meeting.agenda.iter().filter_map(|item| item.by.as_ref())));
    for id in who {
        assert!(known_actors.contains(id), "no actor {id}");
    }
}

#[test]
fn ids_are_unique_across_tables_and_plain() {
    let example = example();
    let mut all = vec![&example.about.id];
    all.extend(example.sectors.iter().map(Record::id));
    all.extend(example.competencies.iter().map(Record::id));
    all.extend(example.actors.iter().map(Record::id));
    all.extend(example.offers.iter().map(Record::id));
    all.extend(example.needs.iter().map(Record::id));
    all.extend(example.links.iter().map(Record::id));
    all.extend(example.topics.iter().map(Record::id));
    all.extend(example.meetings.iter().map(Record::id));
    let mut seen = BTreeSet::new();
    for id in all {
        assert!(seen.insert(id), "{id} twice");
        let plain = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
        assert!(id.as_str().bytes().all(plain), "{id} does not go plainly into an address");
    }
}

#[test]
fn rich_enough_to_explore() {
    let Example { competencies, actors, offers, needs, .. } = &example();
    assert!((55..=65).contains(&competencies.len()), "{} competencies", competencies.len());
    let relations = offers.len() + needs.len();
    assert!((140..=160).contains(&relations), "{relations} offers and needs");
    for actor in actors {
        assert!(offers.iter().any(|offer| offer.actor == actor.id), "{} offers nothing", actor.name);
    }

    let open_needs =
        |id: &Id| needs.iter().filter(|need| need.competency == *id && need.closed_on.is_none()).count();
    let providers = |id: &Id| offers.iter().filter(|offer| offer.competency == *id).count();
    let (mut unmet, mut only_one, mut unasked) = (0, 0, 0);
    for Competency { id, name, .. } in competencies {
        match (open_needs(id), providers(id)) {
            (0, 0) => panic!("nobody offers or looks for {name}"),
            (0, _) => unasked += 1,
            (_, 0) => unmet += 1,
            (_, 1) => only_one += 1,
            _ => {}
        }
    }
    assert!((5..=7).contains(&unmet), "{unmet} unmet");
    assert!((8..=12).contains(&only_one), "{only_one} offered by only one");
    assert!(unasked > 0, "everything offered is also looked for");
    assert!(needs.iter().any(|need| need.closed_on.is_some()), "no need was ever met");
    assert!(offers.iter().all(|offer| offer.level.is_none_or(|level| (1..=3).contains(&level))));
}

#[test]
fn every_relation_is_said_once() {
    let example = example();
    let mut seen = BTreeSet::new();
    let offers = example.offers.iter().map(|offer| (&offer.actor, &offer.competency));
    let needs = example.needs.iter().filter(|need| need.closed_on.is_none());
    for (actor, competency) in offers.chain(needs.map(|need| (&need.actor, &need.competency))) {
        assert!(
            seen.insert((actor, competency)),
            "{actor} and {competency} twice, or both offered and needed"
        );
    }
}

#[test]
fn all_questions_are_topics_with_competencies() {
    let example = example();
    let questions: Vec<&str> = example.topics.iter().map(|topic| topic.question.as_str()).collect();
    assert_eq!(questions, QUESTIONS);
    for topic in &example.topics {
        assert!((3..=6).contains(&topic.competencies.len()), "{}", topic.title);
        assert!(!topic.people.is_empty(), "{}", topic.title);
    }
}

#[test]
fn days_are_days_and_nobody_acts_before_joining() {
    let Example { actors, offers, needs, links, meetings, .. } = &example();
    let joined: BTreeMap<&Id, _> =
        actors.iter().map(|actor| (&actor.id, actor.joined.as_ref().expect("a day of joining"))).collect();

    let mut acts = Vec::new();
    acts.extend(actors.iter().filter_map(|actor| Some((&actor.id, actor.confirmed_on.as_ref()?))));
    acts.extend(offers.iter().filter_map(|offer| Some((&offer.actor, offer.confirmed_on.as_ref()?))));
    acts.extend(needs.iter().map(|need| (&need.actor, need.since.as_ref().expect("a day"))));
    acts.extend(needs.iter().filter_map(|need| Some((&need.actor, need.closed_on.as_ref()?))));
    acts.extend(links.iter().flat_map(|link| {
        let since = link.since.as_ref().expect("a day");
        [(&link.from, since), (&link.to, since)]
    }));
    acts.extend(
        meetings.iter().flat_map(|meeting| meeting.present.iter().map(|actor| (actor, &meeting.date))),
    );
    for (actor, day) in acts {
        assert!(day.parts().is_some(), "{day} is no day");
        assert!(joined[actor] <= day, "{actor} acts on {day}, before joining");
    }
}

#[test]
fn opens_without_computing_a_layout() {
    let network = gosmart::exchange::example();
    let nodes = gosmart::query::graph::Graph::new(&network).nodes;
    let without_place: Vec<_> =
        nodes.iter().filter(|node| !network.positions.contains_key(&node.id)).collect();
    assert!(nodes.len() > 90 && without_place.is_empty(), "{without_place:?}");
}
