use super::*;
use crate::model::{Actor, Competency, Topic, notation};

const NOW: Stamp = Stamp(2);

fn actor(id: &str, name: &str, place: &str, website: &str) -> Actor {
    Actor { place: place.into(), website: website.into(), ..Actor::new(id.into(), name) }
}

/// Of what is there the first is known and the others are new.
fn found(records: impl IntoIterator<Item = Actor>) -> Vec<(String, String, Reason)> {
    let mut network = Network::new("n".into());
    network.actors = records.into_iter().collect();
    let new: Vec<_> =
        network.actors.iter().skip(1).map(|actor| (TableName::Actors, actor.id.clone())).collect();
    told(&network, &new)
}

fn told(network: &Network, new: &[(TableName, Id)]) -> Vec<(String, String, Reason)> {
    let pairs = doubles(network, new).into_iter();
    pairs
        .map(|Double { ids: [known, new], reason, .. }| (known.to_string(), new.to_string(), reason))
        .collect()
}

fn of_terms(known: &str, new: &str) -> Option<Reason> {
    let mut network = Network::new("n".into());
    network.competencies = [known, new].map(|name| Competency::new(name.into(), name)).into_iter().collect();
    doubles(&network, &[(TableName::Competencies, new.into())]).first().map(|double| double.reason)
}

#[test]
fn terms_of_one_name_and_of_similar_names_are_found() {
    use Reason::{SameName, SimilarName};
    for (known, new, expected) in [
        ("Straßenbau", "Strassenbau", Some(SameName)),
        ("3D-Druck", "3d druck", Some(SameName)),
        ("Müller-Handwerk", "Mueller Handwerk", Some(SameName)),
        ("3D-Druck", "Druck in 3D", None),
        ("3D-Druck", "Druck 3D", Some(SimilarName)),
        ("Sensorik", "Sensorick", Some(SimilarName)),
        ("Netzwerk-Planung", "Netzplanung", Some(SimilarName)),
        ("Niveau A", "Niveau B", None),
        ("Stadtplan", "Stadtplanung", None),
    ] {
        assert_eq!(of_terms(known, new), expected, "{known} {new}");
    }
}

#[test]
fn what_an_actor_is_by_law_counts_for_little_and_where_it_is_for_much() {
    use Reason::{SameName, SimilarName, SimilarNameAndPlace};
    for ([known, place], [new, other_place], expected) in [
        (["Stadtwerke Oker", "Oker"], ["STADTWERKE OKER", "Goslar"], Some(SameName)),
        (["Stadtwerke Oker", "Oker"], ["Stadtwerke Oker GmbH & Co. KG", "oker"], Some(SimilarNameAndPlace)),
        (["Stadtwerke Oker", "Oker"], ["Stadtwerke Oker GmbH", ""], Some(SimilarName)),
        (["Stadtwerke Oker", "Oker"], ["Stadtwerke Oker GmbH", "Vienenburg"], None),
        (["Museumsverein e.V.", ""], ["Museumsverein", ""], Some(SimilarName)),
        (["Museum Goslar", "Goslar"], ["Goslar Museum", ""], Some(SimilarName)),
        (["Anna Meier", "Goslar"], ["Anna Maier", "Goslar"], Some(SimilarNameAndPlace)),
        (["Anna Meier", "Goslar"], ["Anna Maier", ""], None),
        (["Anna Meier", "Goslar"], ["Anna Maier", "Oker"], None),
        (["Hans Müller", "Goslar"], ["Hanna Müller", "Goslar"], None),
        (["Museum A", "Goslar"], ["Museum B", "Goslar"], None),
        (["Ortsverein Nord I", "Goslar"], ["Ortsverein Nord II", "Goslar"], None),
        (["Kita 1", "Goslar"], ["Kita 2", "Goslar"], None),
        (["AG", ""], ["KG", ""], None),
    ] {
        let found = found([actor("a", known, place, ""), actor("b", new, other_place, "")]);
        assert_eq!(found.first().map(|(.., reason)| *reason), expected, "{known} {new}");
    }
}

#[test]
fn an_address_is_the_same_however_it_is_written_but_not_where_several_share_it() {
    let same = |one: &str, other: &str| {
        !found([actor("a", "Museum", "", one), actor("b", "Rathaus", "", other)]).is_empty()
    };
    assert!(same("https://www.Museum.de/", "museum.de"));
    assert!(same("http://museum.de/haus/", "https://museum.de/haus"));
    assert!(same("mailto:Post@museum.de", "post@museum.de"));
    assert!(!same("https://museum.de/haus", "https://museum.de/Haus"));
    assert!(!same("https://museum.de", "https://museum.de/haus"));
    assert!(!same("", ""));

    let mut network = Network::new("n".into());
    let units = ["Bauamt", "Ordnungsamt", "Schulamt"];
    network.actors = units.map(|name| actor(name, name, "Goslar", "goslar.de")).into_iter().collect();
    let new = |ids: &[&str]| -> Vec<_> { ids.iter().map(|id| (TableName::Actors, Id::from(*id))).collect() };
    assert_eq!(told(&network, &new(&["Schulamt"])), []);
    let website = |known: &str, new: &str| (known.to_owned(), new.to_owned(), Reason::SameWebsite);
    assert_eq!(
        told(&network, &new(&["Schulamt", "Ordnungsamt"])),
        [website("Bauamt", "Schulamt"), website("Bauamt", "Ordnungsamt")]
    );
    assert_eq!(told(&network, &new(&["Schulamt", "Bauamt", "Ordnungsamt"])), [website("Schulamt", "Bauamt")]);
}

#[test]
fn each_new_one_is_proposed_once_with_what_was_there_first_and_the_surest_come_first() {
    let found = found([
        actor("old", "Bergbaumuseum", "Goslar", "rammelsberg.de"),
        actor("slip", "Bergbaumuseeum", "Goslar", "www.rammelsberg.de"),
        actor("lab", "Labor", "", ""),
        actor("lab-2", "LABOR", "", ""),
        actor("same", "bergbau-museum", "Oker", ""),
    ]);
    let expected = [
        // Both of them are new.
        ("lab", "lab-2", Reason::SameName),
        ("old", "same", Reason::SameName),
        ("old", "slip", Reason::SameWebsite),
    ];
    assert_eq!(found, expected.map(|(known, new, reason)| (known.into(), new.into(), reason)));
    let mut network = notation::network("x");
    for id in ["lab", "labor-1", "labor-2"] {
        network.actors.put(actor(id, "Labor", "", ""));
    }
    let new = |ids: &[&str]| -> Vec<_> { ids.iter().map(|id| (TableName::Actors, Id::from(*id))).collect() };
    let are_both_new =
        |ids: &[&str]| doubles(&network, &new(ids)).iter().map(|it| it.are_both_new).collect::<Vec<_>>();
    assert_eq!(are_both_new(&["labor-1", "labor-2"]), [false, false]);
    assert_eq!(are_both_new(&["lab", "labor-1", "labor-2"]), [true, true]);
}

#[test]
fn of_namesakes_the_one_at_the_same_place_is_meant() {
    let mut network = Network::new("n".into());
    let places = ["Oker", "Goslar", "Vienenburg"];
    network.actors = places.map(|place| actor(place, "Feuerwehr", place, "")).into_iter().collect();
    network.actors.put(actor("new", "Feuerwehr", "goslar", ""));
    let new = [(TableName::Actors, "new".into())];
    assert_eq!(told(&network, &new), [("Goslar".into(), "new".into(), Reason::SameName)]);
}

#[test]
fn other_words_count_and_a_narrower_term_is_another_one() {
    let mut network = notation::network("a offers print, Druck; #Sensorik");
    let print = network.competencies.get(&"print".into()).unwrap();
    let also = vec!["DRUCK".to_owned()];
    network.competencies.put(Competency { also, ..Competency::clone(print) });
    let broader = Some("Sensorik".into());
    network.competencies.put(Competency { broader, ..Competency::new("narrow".into(), "Sensorick") });
    network.put(Topic::new("t".into(), "Digitaler Zwilling"), NOW);
    network.put(Topic::new("u".into(), "digitaler zwilling"), NOW);
    let new = [
        (TableName::Offers, "a-print".into()),
        (TableName::Topics, "u".into()),
        (TableName::Competencies, "narrow".into()),
        (TableName::Competencies, "Druck".into()),
        (TableName::Actors, "gone".into()),
    ];
    let same = |known: &str, new: &str| (known.to_owned(), new.to_owned(), Reason::SameName);
    assert_eq!(told(&network, &new), [same("print", "Druck"), same("t", "u")]);
}

#[test]
fn what_became_another_one_takes_that_ones_part_in_the_next_pair() {
    let mut network = notation::network("a offers x; b offers y; c offers z");
    let pair = |known: &str, new: &str| Double {
        table: TableName::Actors,
        ids: [known.into(), new.into()],
        reason: Reason::SameName,
        are_both_new: false,
    };
    unite(&mut network, &[pair("a", "b"), pair("b", "c"), pair("a", "c")], NOW);
    assert_eq!(network.actors.iter().map(|actor| actor.id.as_str()).collect::<Vec<_>>(), ["a"]);
    assert_eq!(network.offers.iter().filter(|offer| offer.actor.as_str() == "a").count(), 3);
}

#[test]
fn a_thousand_of_one_name_and_address_are_each_told_once() {
    let mut network = Network::new("n".into());
    network.actors =
        (0..1_000).map(|number| actor(&number.to_string(), "Museum", "Goslar", "museum.de")).collect();
    let new: Vec<_> = network.actors.iter().map(|actor| (TableName::Actors, actor.id.clone())).collect();
    let found = told(&network, &new[1..]);
    assert_eq!(found.len(), 999);
    assert!(found.iter().all(|(known, _, reason)| known == "0" && *reason == Reason::SameName));
}
