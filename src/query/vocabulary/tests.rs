use super::*;
use crate::{
    model::{Agreement, Competency, Day, HelpForm, Offer, Stamp, Topic, notation},
    query::matches::oracle::belongs_to,
};

fn ids(terms: &[Term]) -> Vec<&str> {
    terms.iter().map(|term| term.id.as_str()).collect()
}

/// Competencies of these names, which are their ids; `narrower < broader` for one that has a broader one.
fn terms(text: &str) -> Network {
    let mut network = Network::new("n".into());
    for term in text.split(';').map(str::trim) {
        let (name, broader) =
            term.split_once(" < ").map_or((term, None), |(name, above)| (name, Some(above)));
        let broader = broader.map(Id::from);
        network.competencies.put(Competency { broader, ..Competency::new(name.into(), name) });
    }
    network
}

#[test]
fn what_is_probably_one_is_found_with_the_reason() {
    use Likeness::{Compound, Ending, Order, Same, Spelling};
    for (one, other, expected) in [
        ("3D-Druck", "3d druck", Some(Same)),
        ("Müller", "Mueller", Some(Same)),
        ("3D-Druck", "Druck 3D", Some(Order)),
        ("Leiten von Projekten", "Projekten von leiten", Some(Order)),
        ("3D-Druck", "3-D-Drucken", Some(Ending)),
        ("Druck 3D", "3-D-Drucken", Some(Ending)),
        ("3D print", "3D printing", Some(Ending)),
        ("Sensorik", "Sensorick", Some(Spelling)),
        ("Netzwerk-Planung", "Netzplanung", Some(Compound)),
        ("Netz-Planung", "Netzwerk Planung", Some(Compound)),
        ("Digitale Bildung", "Digitalbildung", Some(Spelling)),
        ("Netzwerk-Planung", "Netzwerk", None),
        ("Netzwerk-Planung", "Planung", None),
        ("Jugendarbeit", "Jugendsozialarbeit", None),
        ("Stadtplan", "Stadtplanung", None),
        ("Karten", "Karting", None),
        ("ISO9001-Audit", "ISO9-Audit", None),
        ("2D-Druck", "3D-Drucken", None),
        ("LAN", "WAN", None),
    ] {
        let vocabulary = Vocabulary::new(&terms(&format!("{one};{other}")));
        let found: Vec<_> = vocabulary.twins.iter().map(|twins| twins.likeness).collect();
        assert_eq!(found, Vec::from_iter(expected), "{one} {other}");
    }
}

#[test]
fn surer_ones_come_first_and_more_used_ones() {
    let mut network = notation::network(
        "a offers Sensorick, Messtecknik; b offers Sensorick; b needs Sensorik, Messtechnik; c offers Messtechnik;
         c needed Messtechnik; #3D-Druck; #3-D-Drucken; #Wege; #Strassen",
    );
    for (id, also) in [("Strassen", "Wegebau"), ("Wege", "wege-bau")] {
        let also = vec![also.to_owned()];
        network.competencies.put(Competency { also, ..Competency::new(id.into(), id) });
    }
    let vocabulary = Vocabulary::new(&network);
    let told: String = vocabulary
        .twins
        .iter()
        .map(|Twins { terms: [kept, gone], names: [one, other], likeness }| {
            let Uses { offers, needs, all } = kept.uses;
            format!("{} ({one}, {offers}+{needs}/{all}) {} ({other}) {likeness:?}\n", kept.id, gone.id)
        })
        .collect();
    expect_test::expect![[r#"
        Wege (wege-bau, 0+0/0) Strassen (Wegebau) Same
        3D-Druck (3D-Druck, 0+0/0) 3-D-Drucken (3-D-Drucken) Ending
        Messtechnik (Messtechnik, 1+2/3) Messtecknik (Messtecknik) Spelling
        Sensorick (Sensorick, 2+0/2) Sensorik (Sensorik) Spelling
    "#]]
    .assert_eq(&told);
}

#[test]
fn a_broader_term_is_no_twin_unless_it_bears_the_same_name() {
    let pairs = |text| Vocabulary::new(&terms(text)).twins.len();
    assert_eq!(pairs("Sensorik; Sensorick"), 1);
    assert_eq!(pairs("Sensorik; Sensorick < Sensorik"), 0);
    assert_eq!(pairs("Sensorik < x; x < Sensorick; Sensorick"), 0);
    assert_eq!(pairs("3D-Druck; 3d druck < 3D-Druck"), 1);
}

#[test]
fn what_is_hardly_used_and_what_stands_where() {
    let mut network =
        notation::network("a offers often, once; b needs often; #never; #top; #below; #deep; #self");
    let set = |network: &mut Network, id: &str, broader: &str| {
        let change = put_below(network, &id.into(), Some(&broader.into())).unwrap();
        network.apply(change, Stamp(2));
    };
    set(&mut network, "below", "top");
    set(&mut network, "deep", "below");
    let mut own = Competency::clone(network.competencies.get(&"self".into()).unwrap());
    own.broader = Some("self".into());
    network.competencies.put(own);
    let topic = Topic { competencies: vec!["often".into()], ..Topic::new("t".into(), "t") };
    network.put(topic, Stamp(1));
    // From somewhere a file came with a circle.
    for (id, broader) in [("x", "y"), ("y", "x")] {
        let broader = Some(broader.into());
        network.competencies.put(Competency { broader, ..Competency::new(id.into(), id) });
    }
    let vocabulary = Vocabulary::new(&network);
    assert_eq!(ids(&vocabulary.used_once), ["once", "top", "below", "x", "y"]);
    assert_eq!(ids(&vocabulary.unused), ["never", "deep", "self"]);
    assert_eq!(ids(&vocabulary.alone), ["often", "once", "never", "self"]);
    let tree: Vec<String> =
        vocabulary.tree.iter().map(|it| format!("{}{}", " ".repeat(it.depth), it.id)).collect();
    assert_eq!(tree, ["top", " below", "  deep", "x", " y"]);
}

#[test]
fn nothing_stands_above_itself() {
    let network = terms("a; b < a; c < b; d");
    let below =
        |id: &str, broader: Option<&str>| put_below(&network, &id.into(), broader.map(Id::from).as_ref());
    assert_eq!(below("a", Some("c")), None);
    assert_eq!(below("a", Some("a")), None);
    assert_eq!(below("gone", Some("a")), None);
    let mut after = network.clone();
    after.apply(below("a", Some("d")).unwrap(), Stamp(1));
    after.apply(below("c", None).unwrap(), Stamp(1));
    let broader = |id: &str| after.competencies.get(&id.into()).unwrap().broader.clone();
    assert_eq!((broader("a"), broader("c")), (Some("d".into()), None));
}

fn after_merging(network: &Network, kept: &str, gone: &str) -> Network {
    let mut network = network.clone();
    network.apply_all(merged(&network, &kept.into(), &gone.into()), Stamp(5));
    network
}

#[test]
fn all_that_was_written_stays() {
    let mut network =
        notation::network("a offers k, g; b offers g; b needs k, g; c needed k; c needs g; #top; t - u");
    let text = str::to_owned;
    let change = |network: &mut Network, change: Change| drop(network.apply(change, Stamp(2)));
    let (kept, gone) =
        (network.competencies.get(&"k".into()).unwrap(), network.competencies.get(&"g".into()).unwrap());
    for at in [
        Change::of(&**kept, |it| {
            it.also = vec![text("g"), text("kay")];
            it.description = text("Gedruckt.");
        }),
        Change::of(&**gone, |it| {
            it.also = vec![text("kay"), text("gee")];
            it.description = text("Schicht für Schicht.");
            it.broader = Some("top".into());
        }),
        Change::of(&**network.offers.get(&"a-k".into()).unwrap(), |it| {
            it.level = Some(1);
            it.note = text("nur samstags");
            it.since = Some(Day::new("2020-01-01"));
            it.confirmed_on = Some(Day::new("2024-01-01"));
        }),
        Change::of(&**network.offers.get(&"a-g".into()).unwrap(), |it| {
            it.level = Some(3);
            it.note = text("mit Voranmeldung");
            it.forms = vec![HelpForm::ALL[0]];
            it.since = Some(Day::new("2019-01-01"));
            it.evidence = text("Stadtmodell");
            it.confirmed_on = Some(Day::new("2025-01-01"));
        }),
        Change::of(&**network.needs.get(&"b-g".into()).unwrap(), |it| {
            it.wanted_by = Some(Day::new("2027-01-01"));
        }),
    ] {
        change(&mut network, at);
    }
    let mut agreement = Agreement::new("v".into(), "a", "b");
    agreement.offer = Some("a-k".into());
    agreement.need = Some("b-k".into());
    change(&mut network, Change::add(&agreement));
    let topic =
        Topic { competencies: vec!["g".into(), "top".into(), "k".into()], ..Topic::new("q".into(), "q") };
    change(&mut network, Change::add(&topic));

    let after = after_merging(&network, "k", "g");
    let term = after.competencies.get(&"k".into()).unwrap();
    assert_eq!(term.also, ["g", "kay", "gee"]);
    assert_eq!(term.description, "Gedruckt.\n\nSchicht für Schicht.");
    assert_eq!(term.broader, Some("top".into()));
    let all = |table: TableName| -> Vec<String> {
        after.table(table).records().map(|record| record.id().to_string()).collect()
    };
    // The richer offer and the richer need stay, and what was met stays for itself.
    assert_eq!(all(TableName::Offers), ["a-g", "b-g"]);
    assert_eq!(all(TableName::Needs), ["b-g", "c-k", "c-g"]);
    let offer = after.offers.get(&"a-g".into()).unwrap();
    assert_eq!(
        (offer.level, offer.evidence.as_str(), offer.competency.as_str()),
        (Some(3), "Stadtmodell", "k")
    );
    assert_eq!(offer.note, "mit Voranmeldung\n\nnur samstags");
    assert_eq!(
        (&offer.since, &offer.confirmed_on),
        (&Some(Day::new("2019-01-01")), &Some(Day::new("2025-01-01")))
    );
    let agreement = after.agreements.get(&"v".into()).unwrap();
    assert_eq!((&agreement.offer, &agreement.need), (&Some("a-g".into()), &Some("b-g".into())));
    let topic = after.topics.get(&"q".into()).unwrap();
    assert_eq!(topic.competencies, ["k".into(), "top".into()]);
    for (table, id) in [(TableName::Competencies, "g"), (TableName::Offers, "a-k"), (TableName::Needs, "b-k")]
    {
        assert!(after.removed.get(table, &id.into()).is_some(), "{id} leaves a tombstone");
    }
}

#[test]
fn what_other_programs_wrote_stays_too() {
    let mut network = notation::network("a offers k, g");
    let unknown = |name: &str| [(name.to_owned(), name.into())].into_iter().collect();
    let mut term = Competency::clone(network.competencies.get(&"g".into()).unwrap());
    term.meta.unknown = unknown("escoUri");
    network.competencies.put(term);
    let mut offer = Offer::clone(network.offers.get(&"a-g".into()).unwrap());
    offer.meta.unknown = unknown("price");
    network.offers.put(offer);
    let mut after = network.clone();
    let back = after.apply_all(merged(&network, &"k".into(), &"g".into()), Stamp(5));
    assert_eq!(after.competencies.get(&"k".into()).unwrap().meta.unknown, unknown("escoUri"));
    assert_eq!(after.offers.get(&"a-k".into()).unwrap().meta.unknown, unknown("price"));
    after.apply_all(back, Stamp(6));
    assert_eq!(unstamped(&after), unstamped(&network));
}

#[test]
fn a_merged_term_stands_where_one_of_them_stood_and_never_above_itself() {
    for (text, expected) in [
        ("k; g", None),
        ("k < top; g < other; top; other", Some("top")),
        ("k; g < other; other", Some("other")),
        // The one stood directly below the other.
        ("k < g; g < top; top", Some("top")),
        ("k; g < k", None),
        // Something stands between.
        ("k < x; x < g; g < top; top", Some("top")),
        ("k; x < k; g < x", None),
        // Circles that have nothing to do with it.
        ("k < x; x < y; y < x; g", Some("x")),
        ("k < gone; g", Some("gone")),
    ] {
        let after = after_merging(&terms(text), "k", "g");
        let broader = &after.competencies.get(&"k".into()).unwrap().broader;
        assert_eq!(broader.as_ref().map(Id::as_str), expected, "{text}");
        assert!(!belongs_to(&after, &"k".into(), &"k".into()), "{text}");
    }
    let network = terms("k; g");
    assert_eq!(merged(&network, &"k".into(), &"k".into()), []);
    assert_eq!(merged(&network, &"k".into(), &"gone".into()), []);
}

/// All but stamps and tombstones.
pub(super) fn unstamped(network: &Network) -> Network {
    let mut network = network.clone();
    network.removed = Default::default();
    for rows in network.tables_mut() {
        let ids: Vec<Id> = rows.records().map(|record| record.id().clone()).collect();
        for id in ids {
            if let Some(record) = rows.get_mut(&id) {
                record.meta_mut().changed = Default::default();
                record.meta_mut().base = Default::default();
            }
        }
    }
    network
}
