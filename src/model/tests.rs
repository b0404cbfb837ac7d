use super::*;

fn actor(id: &str, name: &str) -> Actor {
    Actor::new(Id::from(id), name)
}

/// Two actors, one competency, an offer, a need and a link between the two.
fn small() -> Network {
    let mut network = Network::new("network".into());
    let now = Stamp(1);
    network.put(actor("museum", "Museum"), now);
    let mut lab = actor("lab", "Lab");
    lab.invited_by = Some("museum".into());
    network.put(lab, now);
    network.put(Competency::new("printing".into(), "3D printing"), now);
    network.put(Offer::new("offer".into(), "lab", "printing"), now);
    network.put(Need::new("need".into(), "museum", "printing"), now);
    network.put(Link::new("link".into(), "museum", "lab"), now);
    network
}

#[test]
fn removing_an_actor_takes_its_relations_and_leaves_tombstones_without_content() {
    let mut network = small();
    assert_eq!(
        network.loss_of_removing(TableName::Actors, &"museum".into()),
        Loss { needs: 1, links: 1, loosened: 1, ..Loss::default() }
    );
    assert!(network.remove(TableName::Actors, &"museum".into(), "2026-01-01T00:00:00Z", Stamp(2)));
    assert_eq!(
        (network.actors.len(), network.offers.len(), network.needs.len(), network.links.len()),
        (1, 1, 0, 0)
    );
    assert_eq!(network.actors.get(&"lab".into()).unwrap().invited_by, None);
    let tombstones: Vec<_> =
        network.removed.iter().map(|removed| (removed.kind, removed.id.as_str())).collect();
    assert_eq!(
        tombstones,
        [(TableName::Actors, "museum"), (TableName::Needs, "need"), (TableName::Links, "link")]
    );
    assert!(network.removed.iter().all(|removed| !format!("{:?}", removed.write()).contains("Museum")));
}

#[test]
fn only_changed_fields_get_a_new_stamp_and_stamps_never_go_back() {
    let mut network = small();
    let mut lab = Actor::clone(network.actors.get(&"lab".into()).unwrap());
    lab.place = "Goslar".into();
    network.put(lab.clone(), Stamp(10));
    lab.place = "Clausthal".into();
    network.put(lab, Stamp(3));
    let lab = network.actors.get(&"lab".into()).unwrap();
    assert_eq!(lab.changed["name"], Stamp(1));
    assert_eq!(lab.changed["place"], Stamp(11));
}

#[test]
fn a_value_of_the_wrong_kind_is_reported_and_survives_until_the_field_is_changed() {
    let object = serde_json::json!({"id": "a", "name": "A", "kind": "club", "colour": "red", "about": null});
    let serde_json::Value::Object(object) = object else { unreachable!() };
    let mut misread = Vec::new();
    let mut record = Actor::read(object, &mut misread).unwrap();
    assert_eq!(misread, [Misread { field: "kind", found: "\"club\"".into() }]);
    assert_eq!(record.write()["kind"], "club");
    assert_eq!(record.write()["colour"], "red");
    let before = record.clone();
    record.kind = ActorKind::Person;
    stamp_changes(Some(&before), &mut record, Stamp(5));
    assert_eq!(record.write()["kind"], "person");
}

#[test]
fn days_are_real_days_only() {
    for (text, real) in [
        ("2017-06-02", true),
        ("2024-02-29", true),
        ("2023-02-29", false),
        ("1900-02-29", false),
        ("2017-13-01", false),
        ("2017-00-01", false),
        ("2017-06-00", false),
        ("2017", false),
        ("2017-6-2", false),
        ("2017-06-äb", false),
    ] {
        assert_eq!(Day::new(text).parts().is_some(), real, "{text}");
    }
}

#[test]
fn an_untouched_table_stays_the_same_table() {
    let before = small();
    let mut after = before.clone();
    after.put(actor("museum", "Rammelsberg"), Stamp(2));
    assert!(!before.actors.same(&after.actors));
    assert!(before.offers.same(&after.offers));
    assert_eq!(before.actors.index_of(&"museum".into()), after.actors.index_of(&"museum".into()));
}
