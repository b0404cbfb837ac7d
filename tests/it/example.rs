//! The built-in example, held against what the report on the working group says.

use std::collections::{BTreeMap, BTreeSet};

use expect_test::expect;
use gosmart::{
    exchange::{self, Profile},
    i18n::{Language, matches},
    model::{Actor, ActorKind, AgreementState, Day, Id, Network, TopicStatus, Value},
    query::{
        groups::Groups,
        impact::{Counts, Figure},
        matches::{Match, Matches},
        search::{Hit, Index, Reason},
    },
};

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

/// The file, wholly understood.
fn example() -> Network {
    let parsed = exchange::read(include_bytes!("../../data/goslar.json")).unwrap();
    assert_eq!((parsed.warnings, parsed.profile), (vec![], Some(Profile::Public)));
    let records = parsed.network.tables().flat_map(|table| table.records());
    let odd: Vec<_> = records.filter(|record| !record.meta().unknown.is_empty()).map(|it| it.id()).collect();
    assert_eq!(odd, [] as [&Id; 0], "unknown fields");
    assert_eq!(exchange::example(), parsed.network);
    parsed.network
}

#[test]
fn says_that_it_is_an_example() {
    let example = example();
    assert_eq!(example.about.language, "de");
    for word in ["Beispieldaten", "zur Veranschaulichung", "keine Aussage der genannten Organisationen"] {
        assert!(example.about.welcome.contains(word), "the welcome does not say “{word}”");
    }
}

#[test]
fn every_named_organisation_is_in_its_sector_and_nobody_else() {
    let example = example();
    let sector = |actor: &Actor| example.sectors.get(actor.sector.as_ref().unwrap()).unwrap().name.clone();
    let found: BTreeSet<(String, &str)> =
        example.actors.iter().map(|actor| (sector(actor), actor.name.as_str())).collect();
    let named: BTreeSet<(String, &str)> = NAMED
        .iter()
        .flat_map(|(sector, names)| names.iter().map(move |name| ((*sector).to_owned(), *name)))
        .collect();
    assert_eq!(found, named);
    assert_eq!((example.actors.len(), example.sectors.len()), (named.len(), NAMED.len()));
    let symbols: BTreeSet<&str> = example.sectors.iter().map(|sector| sector.symbol.as_str()).collect();
    assert_eq!(symbols.len(), NAMED.len(), "sectors are told apart by their symbols");
    assert!(symbols.iter().all(|symbol| symbol.chars().count() == 1));
}

#[test]
fn ten_founders_nine_from_the_administration_and_the_council_member() {
    let example = example();
    let (_, offices) = NAMED[6];
    let expected: BTreeSet<&str> = offices.iter().copied().chain(FURTHER_CITY_UNITS).chain([RAT]).collect();
    let is_founder = |actor: &&Actor| actor.joined.as_ref().is_some_and(|day| day.as_str() == "2017-06-02");
    let actors = || example.actors.iter().map(|actor| &**actor);
    let founders: Vec<&Actor> = actors().filter(is_founder).collect();
    assert_eq!(founders.len(), 10);
    assert_eq!(founders.iter().map(|actor| actor.name.as_str()).collect::<BTreeSet<_>>(), expected);
    assert!(founders.iter().all(|actor| actor.invited_by.is_none()));
    // One knows one.
    for actor in actors().filter(|actor| !is_founder(actor)) {
        let inviter = actor.invited_by.as_ref().and_then(|id| example.actors.get(id));
        let inviter = inviter.unwrap_or_else(|| panic!("nobody invited {}", actor.name));
        assert!(inviter.joined < actor.joined, "{} invited {} too early", inviter.name, actor.name);
    }
}

#[test]
fn no_natural_persons() {
    let example = example();
    assert!(example.contacts.is_empty() && example.removed.is_empty());
    let person = example.actors.iter().find(|actor| actor.kind == ActorKind::Person);
    assert_eq!(person, None);
    assert_eq!(*exchange::redact(&example, Profile::Public), example, "nothing in it is internal");
}

#[test]
fn all_questions_are_topics_with_competencies() {
    let example = example();
    let questions: Vec<&str> = example.topics.iter().map(|topic| topic.question.as_str()).collect();
    assert_eq!(questions, QUESTIONS);
    for topic in example.topics.iter() {
        assert!(!topic.competencies.is_empty() && !topic.people.is_empty(), "{}", topic.title);
    }
}

/// Measure by measure: each topic began as an idea, went on, and is where its history left it.
#[test]
fn each_topic_tells_how_it_went() {
    let example = example();
    for topic in example.topics.iter() {
        let title = &topic.title;
        let statuses: Vec<TopicStatus> = topic.history.iter().map(|event| event.status).collect();
        assert_eq!(
            (statuses.first(), statuses.last()),
            (Some(&TopicStatus::Idea), Some(&topic.status)),
            "{title}"
        );
        assert!(statuses.windows(2).all(|pair| pair[0] != pair[1]), "{title}");
        let days: Vec<_> = topic.history.iter().map(|event| event.on.as_ref().unwrap()).collect();
        assert!(days.is_sorted(), "{title}");
        for event in &topic.history {
            let Some(id) = &event.meeting else { continue };
            let meeting = example.meetings.get(id).unwrap();
            assert_eq!(Some(&meeting.date), event.on.as_ref(), "{title}");
            assert!(meeting.agenda.iter().any(|item| item.topic.as_ref() == Some(&topic.id)), "{title}");
        }
    }
    let done = |day| Counts::on(&example, &Day::new(day)).of(Figure::TopicsDone).value;
    assert_eq!(["2017-06-02", "2019-03-15", "2019-12-31"].map(done), [0, 1, 2]);
}

/// The report tells of contacts that arose and names none: what was agreed is made up, and nobody broke their word.
#[test]
fn agreements_say_that_they_are_made_up() {
    let example = example();
    assert_eq!(example.agreements.iter().filter(|it| it.state == AgreementState::Kept).count(), 4);
    for agreement in example.agreements.iter() {
        let what = &agreement.what;
        assert!(what.contains("zur Veranschaulichung erfunden"), "{what}");
        assert!([AgreementState::Agreed, AgreementState::Kept].contains(&agreement.state), "{what}");
        let need = example.needs.get(agreement.need.as_ref().unwrap()).unwrap();
        let offer = example.offers.get(agreement.offer.as_ref().unwrap()).unwrap();
        assert_eq!((&need.actor, &offer.actor), (&agreement.taker, &agreement.giver), "{what}");
        assert_eq!(need.closed_on.is_some(), agreement.state == AgreementState::Kept, "{what}");
        let meeting = agreement.meeting.as_ref().and_then(|id| example.meetings.get(id));
        let both = [&agreement.giver, &agreement.taker];
        assert!(meeting.is_none_or(|meeting| both.iter().all(|id| meeting.present.contains(id))), "{what}");
    }
}

/// The report names the working group alone; what else is told of groups says that it is made up.
#[test]
fn groups_say_that_they_are_made_up() {
    let example = example();
    let today = Day::new("2026-11-27");
    let groups = Groups::new(&example, &today);
    assert_eq!(groups.groups[0].members.len(), example.actors.len());
    for (group, sitting) in example.groups.iter().zip(&groups.groups) {
        assert!(group.purpose.to_lowercase().contains("zur veranschaulichung"), "{}", group.name);
        assert_eq!(sitting.members.len(), group.members.len(), "{}", group.name);
    }
    // There is something to see: who sits in several, what overlaps beyond the one that all sit in, what is missing.
    assert!(groups.seats[0].groups.len() > 2);
    assert!(groups.overlaps.iter().any(|it| it.groups[0] != groups.groups[0].group));
    assert!(groups.groups[1..].iter().all(|it| !it.missing.is_empty()));
}

/// Something of everything that the picture and the coverage can show.
#[test]
fn rich_enough_to_explore() {
    let example = example();
    let open = || example.needs.iter().filter(|need| need.closed_on.is_none());
    let needed = |id: &Id| open().any(|need| need.competency == *id);
    let offered = |id: &Id| example.offers.iter().filter(|offer| offer.competency == *id).count();
    let mut states = BTreeMap::new();
    for competency in example.competencies.iter() {
        *states.entry((needed(&competency.id), offered(&competency.id).min(2))).or_insert(0) += 1;
    }
    assert_eq!(states.get(&(false, 0)), None, "nobody offers or looks for it");
    for (state, least) in [((true, 0), 5), ((true, 1), 8), ((true, 2), 1), ((false, 1), 1)] {
        assert!(states.get(&state).is_some_and(|count| *count >= least), "{state:?} in {states:?}");
    }
    assert!(open().count() < example.needs.len(), "no need was ever met");
    for actor in example.actors.iter() {
        assert!(example.offers.iter().any(|offer| offer.actor == actor.id), "{} offers nothing", actor.name);
    }
}

/// What an actor took part in happened after it joined.
#[test]
fn nobody_acts_before_joining() {
    let example = example();
    for record in example.tables().flat_map(|table| table.records()) {
        let fields = record.table().schema().fields;
        let days = fields.iter().filter_map(|field| match record.get(field) {
            Value::Day(Some(day)) if field.name != "joined" => Some(day),
            _ => None,
        });
        // Members meet; guests may come before they join.
        let own = fields
            .iter()
            .filter(|field| ["actor", "from", "to", "giver", "taker", "present"].contains(&field.name));
        let mut actors = Vec::new();
        for field in own {
            record.get(field).references(field.content, &mut |_, id| actors.push(id.clone()));
        }
        for day in days {
            for actor in actors.iter().filter_map(|id| example.actors.get(id)) {
                assert!(actor.joined <= Some(day.clone()), "{} acts on {day}, before joining", actor.name);
            }
        }
    }
}

/// "Astonished that someone not far away had a competency they could well use."
#[test]
fn surprises_somebody_every_day() {
    let example = example();
    let told = |day: &str| {
        let today: Vec<Match> = Matches::new(&example, &Day::new(day)).of_today();
        assert!(today.len() == 3 && today.iter().all(|found| found.surprising), "{today:?}");
        let sentences = [Language::German, Language::English].map(|language| {
            let why = today.iter().map(|found| matches::why(language, found, &example) + "\n");
            why.collect::<String>()
        });
        sentences.concat()
    };
    expect![[r#"
        Eigenbetrieb Betriebshof Goslar sucht „Internet der Dinge“, und Digitalisierungslabor silverLabs bietet das.
        Eigenbetrieb Goslarer Gebäudemanagement sucht „Sensorik“, und Bornemann AG bietet das.
        Tiefbau sucht „LoRaWAN“, und t-systems bietet das.
        Eigenbetrieb Betriebshof Goslar looks for “Internet der Dinge”, and Digitalisierungslabor silverLabs offers that.
        Eigenbetrieb Goslarer Gebäudemanagement looks for “Sensorik”, and Bornemann AG offers that.
        Tiefbau looks for “LoRaWAN”, and t-systems offers that.
    "#]].assert_eq(&told("2026-11-27"));
    expect![[r#"
        Stadtbibliothek sucht „App-Entwicklung“, und Bornemann AG bietet das.
        Digitalisierungslabor silverLabs sucht „3D-Scan“, und Makerlounge 3D-Studio bietet das.
        HarzEnergie GmbH & Co. KG sucht „Geoinformationssysteme“, und Stadtplanung bietet das.
        Stadtbibliothek looks for “App-Entwicklung”, and Bornemann AG offers that.
        Digitalisierungslabor silverLabs looks for “3D-Scan”, and Makerlounge 3D-Studio offers that.
        HarzEnergie GmbH & Co. KG looks for “Geoinformationssysteme”, and Stadtplanung offers that.
    "#]]
    .assert_eq(&told("2026-11-28"));

    let all = Matches::new(&example, &Day::new("2026-11-27"));
    let sure = all.all().filter(|found| found.surprising && found.closeness.is_sure());
    assert!(sure.count() >= 8);
}

#[test]
fn a_search_leads_to_what_is_meant_and_to_who_could_help() {
    let example = example();
    let index = Index::new(&example);
    let first = |hits: &[Hit]| hits.first().map(|hit| hit.id.to_string());
    let parking = index.find("Parkplatz", 9);
    assert_eq!(first(&parking.competencies).as_deref(), Some("k-parkraum"));
    let topic = &parking.topics[0];
    assert_eq!(
        (topic.id.as_str(), &topic.reason),
        ("t-parken", &Reason::Takes { competency: "k-parkraum".into() })
    );
    for (words, meant) in [("KI", "k-ki"), ("AR", "k-vr"), ("VR", "k-vr"), ("ML", "k-maschinelles-lernen")] {
        assert_eq!(first(&index.find(words, 9).competencies).as_deref(), Some(meant), "{words}");
    }
    // Nobody asks in vain, and no word that says something is answered by everybody.
    for competency in example.competencies.iter() {
        let found = index.find(&competency.name, usize::MAX);
        assert_eq!(first(&found.competencies).as_ref(), Some(&competency.id.to_string()));
        assert!(found.actors.len() <= 15, "{}: {}", competency.name, found.actors.len());
    }
}
