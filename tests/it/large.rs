//! What others put into a file, in sizes at which work for each pair would be noticed.

use gosmart::{
    app::{
        Draft,
        form::{FormState, Place, Vocabulary},
    },
    exchange::{Profile, WarningKind, check, read, redact, redaction_summary, store},
    model::{Actor, Agreement, Change, Competency, Day, Id, Need, Network, Offer, Stamp, TableName, Topic},
    query::{
        coverage::{Measure, Terms, coverage},
        graph::Graph,
        matches::Matches,
        relations::Relations,
        search::Index,
    },
};
use serde_json::{Value, json};

const MANY: usize = 20_000;

fn document(section: &str, rows: impl Iterator<Item = Value>) -> Vec<u8> {
    json!({ "format": "gosmart-network", "version": 1, section: rows.collect::<Vec<_>>() })
        .to_string()
        .into_bytes()
}

fn number(number: usize) -> Id {
    number.to_string().as_str().into()
}

#[test]
fn rows_of_one_id_are_kept_under_ids_of_their_own() {
    let same = (0..MANY).map(|_| json!({ "id": "a", "name": "A" }));
    assert_eq!(read(&document("actors", same)).unwrap().network.actors.len(), MANY);
    // Those that give way find their places taken.
    let taken = (0..MANY).map(|row| if row % 2 == 0 { "a".to_owned() } else { format!("a~{}", row / 2 + 2) });
    let taken = taken.map(|id| json!({ "id": id, "name": "A" }));
    assert_eq!(read(&document("actors", taken)).unwrap().network.actors.len(), MANY);
    let removed = (0..MANY).map(|row| json!({ "id": "a", "kind": "actor", "removed_at": row, "why": row }));
    let network = read(&document("removed", removed)).unwrap().network;
    assert_eq!(network.removed.len(), 1);
    assert_eq!(read(store(&network).as_bytes()).unwrap().network, network);
}

/// In a circle, and in one chain.
#[test]
fn broader_terms_without_end() {
    for next in [|term: usize| Some((term + 1) % MANY), |term: usize| term.checked_sub(1)] {
        let rows = (0..MANY).map(|term| {
            json!({ "id": term.to_string(), "name": format!("Begriff {term}"), "broader": next(term).map(|next| next.to_string()) })
        });
        let parsed = read(&document("competencies", rows)).unwrap();
        assert!(parsed.warnings.len() <= 1, "{:?}", parsed.warnings.len());
        let mut network = parsed.network;
        let today = Day::new("2026-11-22");
        let with_narrower = Measure { terms: Terms::WithNarrower, ..Measure::default() };
        assert_eq!(coverage(&network, Measure::default(), &today).len(), MANY);
        for id in ["a", "b"] {
            network.actors.put(Actor::new(id.into(), id));
        }
        network.needs.put(Need::new("need".into(), "a", number(7)));
        network.offers.put(Offer::new("offer".into(), "b", number(MANY - 1)));
        assert_eq!(coverage(&network, with_narrower, &today)[7].offered, 1);
        assert_eq!(Matches::new(&network, &today).count(), 1);
        assert!(Relations::new(&network).around_competency(&number(7)).broader.is_some());
        assert_eq!(redact(&network, Profile::Public).competencies.len(), MANY);
        let index = Index::new(&network);
        let draft = Draft::edit(TableName::Competencies, &number(7));
        let form = FormState::open(&draft, &network, || "own".into(), Day::new("2026-11-22"));
        let without = form.without(Place::of("broader"), &network);
        let vocabulary = Vocabulary {
            network: &network,
            index: &index,
            table: TableName::Competencies,
            creates: false,
            without: &without,
        };
        assert!(vocabulary.suggestions("Begriff").len() <= 8);
    }
}

/// A removal takes along what hangs on a hub, and comes back.
#[test]
fn a_hub_and_all_that_hangs_on_it() {
    let mut network = Network::new("n".into());
    network.actors.put(Actor::new("hub".into(), "Hub"));
    let mut topic = Topic::new("t".into(), "T");
    for spoke in 0..MANY {
        let mut actor = Actor::new(number(spoke), "A");
        actor.invited_by = Some(if spoke == 0 { "hub".into() } else { number(spoke - 1) });
        network.actors.put(actor);
        network.competencies.put(Competency::new(format!("c{spoke}").as_str().into(), "C"));
        network.offers.put(Offer::new(number(spoke), "hub", format!("c{spoke}").as_str()));
        network.agreements.put(Agreement::new(number(spoke), "hub", number(spoke)));
        topic.competencies.push(format!("c{spoke}").as_str().into());
    }
    network.topics.put(topic);
    let graph = Graph::new(&network);
    assert_eq!(graph.neighbours(0).len(), MANY);
    let mut looking = network.clone();
    looking.needs = (0..MANY).map(|need| Need::new(number(need), number(need), "c0")).collect();
    // All terms have the same name, so that the hub has many offers for each need.
    let matches = Matches::new(&looking, &Day::new("2026-11-22"));
    assert_eq!(matches.of_need(&number(7))[0].further.len(), MANY - 1);
    let around = Relations::new(&network).around_topic(&"t".into());
    assert_eq!((around.competencies.len(), around.could_help[0].1.len()), (MANY, MANY));
    assert_eq!(redact(&network, Profile::Network).offers.len(), MANY);
    assert_eq!(redaction_summary(&network, Profile::Network).agreements, MANY);

    let before = network.clone();
    let gone = Change::Remove { table: TableName::Actors, id: "hub".into() };
    let back = network.apply(gone, Stamp(1));
    assert_eq!((network.offers.len(), network.agreements.len()), (0, 0));
    assert_eq!(network.removed.len(), 2 * MANY + 1);
    network.apply_all(back, Stamp(2));
    assert_eq!(network.offers.len(), before.offers.len());
}

#[test]
fn one_offer_many_times() {
    let mut network = Network::new("n".into());
    network.actors.put(Actor::new("a".into(), "A"));
    network.competencies.put(Competency::new("c".into(), "C"));
    for offer in 0..MANY {
        network.offers.put(Offer::new(number(offer), "a", "c"));
    }
    let doubled = |kind: &WarningKind| matches!(kind, WarningKind::DoubledOffer { .. });
    assert_eq!(check(&network).iter().filter(|warning| doubled(&warning.kind)).count(), MANY - 1);
    assert_eq!(Graph::new(&network).neighbours(0).len(), 1);
    assert_eq!(coverage(&network, Measure::default(), &Day::new("2026-11-27"))[0].offered, 1);
    let mut topic = Topic::new("t".into(), "T");
    topic.competencies = vec!["c".into(); MANY];
    network.topics.put(topic);
    assert_eq!(Relations::new(&network).around_topic(&"t".into()).could_help[0].1.len(), 1);
}
