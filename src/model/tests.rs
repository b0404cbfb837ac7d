use std::{collections::BTreeMap, sync::Arc};

use proptest::prelude::*;

use super::{notation::network, *};

fn remove(table: TableName, id: &str) -> Change {
    Change::Remove { table, id: id.into() }
}

#[test]
fn removing_an_actor_takes_its_relations_and_leaves_tombstones_without_content() {
    let mut network = network("lab offers printing; museum needs printing; museum - lab");
    let mut lab = Actor::clone(network.actors.get(&"lab".into()).unwrap());
    lab.invited_by = Some("museum".into());
    network.put(lab, Stamp(1));
    let removed = vec![(TableName::Needs, 1), (TableName::Links, 1)];
    assert_eq!(
        network.loss_of_removing(&[(TableName::Actors, "museum".into())]),
        Loss { removed, loosened: 1 }
    );
    network.apply(remove(TableName::Actors, "museum"), Stamp(2));
    let left = [&network.actors as &dyn AnyTable, &network.offers, &network.needs, &network.links];
    assert_eq!(left.map(|table| table.len()), [1, 1, 0, 0]);
    assert_eq!(network.actors.get(&"lab".into()).unwrap().invited_by, None);
    let mut tombstones: Vec<_> = network
        .removed
        .iter()
        .map(|(table, id, tombstone)| (table, id.as_str(), tombstone.removed_at))
        .collect();
    tombstones.sort();
    assert_eq!(
        tombstones,
        [
            (TableName::Actors, "museum", Stamp(2)),
            (TableName::Needs, "museum-printing", Stamp(2)),
            (TableName::Links, "museum-lab", Stamp(2))
        ]
    );
}

#[test]
fn rows_that_mean_nothing_without_a_record_go_with_it_and_others_only_forget_it() {
    let mut network = network("museum; lab");
    let mut topic = Topic::new("app".into(), "App");
    topic.people = vec![
        Supporter { actor: "museum".into(), role: Role::CanHelp },
        Supporter { actor: "lab".into(), role: Role::Curious },
    ];
    network.put(topic, Stamp(1));
    let mut meeting = Meeting::new("m".into(), Day::new("2026-01-01"));
    meeting.agenda = vec![AgendaItem { by: Some("museum".into()), ..AgendaItem::new("App") }];
    network.put(meeting, Stamp(1));
    network.apply(remove(TableName::Actors, "museum"), Stamp(2));
    let topic = network.topics.get(&"app".into()).unwrap();
    assert_eq!(topic.people, [Supporter { actor: "lab".into(), role: Role::Curious }]);
    let meeting = network.meetings.get(&"m".into()).unwrap();
    assert_eq!((meeting.agenda[0].text.as_str(), &meeting.agenda[0].by), ("App", &None));
}

#[test]
fn only_changed_fields_get_a_new_stamp_and_stamps_never_go_back() {
    let mut network = network("lab");
    let mut lab = Actor::clone(network.actors.get(&"lab".into()).unwrap());
    lab.place = "Goslar".into();
    network.put(lab.clone(), Stamp(10));
    lab.place = "Clausthal".into();
    network.put(lab.clone(), Stamp(3));
    lab.place = String::new();
    network.put(lab, Stamp(3));
    let changed = &network.actors.get(&"lab".into()).unwrap().meta.changed;
    assert_eq!(changed["name"], Stamp(1));
    assert_eq!(changed["place"], Stamp(12), "emptied is not untouched");
    assert_eq!(changed.get("about"), None);
}

#[test]
fn what_was_removed_and_put_back_is_later_than_its_removal() {
    let mut network = network("lab");
    let before = network.clone();
    let back = network.apply(remove(TableName::Actors, "lab"), Stamp(5));
    network.apply_all(back, Stamp(2));
    let lab = network.actors.get(&"lab".into()).unwrap();
    assert!(lab.meta.changed.values().all(|stamp| *stamp > Stamp(5)), "{:?}", lab.meta.changed);
    assert!(network.removed.is_empty());
    assert_eq!(without_stamps(&network), without_stamps(&before));
    // The clock may go back, but a removal is later than what it removes.
    network.apply(remove(TableName::Actors, "lab"), Stamp(1));
    assert!(network.removed.get(TableName::Actors, &"lab".into()).unwrap().removed_at > Stamp(6));
}

#[test]
fn an_actor_and_a_competency_of_one_id_have_a_tombstone_each() {
    let mut network = network("print offers print");
    network.apply(remove(TableName::Actors, "print"), Stamp(2));
    network.apply(remove(TableName::Competencies, "print"), Stamp(3));
    let time = |table| network.removed.get(table, &"print".into()).map(|tombstone| tombstone.removed_at);
    assert_eq!(time(TableName::Actors), Some(Stamp(2)));
    assert_eq!(time(TableName::Competencies), Some(Stamp(3)));
}

#[test]
fn an_unreadable_value_gives_way_to_a_new_one_and_comes_back() {
    let mut network = network("lab");
    let mut lab = Actor::clone(network.actors.get(&"lab".into()).unwrap());
    lab.meta.unknown.insert("kind".into(), "club".into());
    network.actors.put(lab.clone());
    let person = Change::of(&lab, |lab| lab.kind = ActorKind::Person);
    let back = network.apply(person, Stamp(5));
    assert!(network.actors.get(&lab.id).unwrap().meta.unknown.is_empty());
    network.apply_all(back, Stamp(6));
    assert_eq!(network.actors.get(&lab.id).unwrap().meta.unknown["kind"], "club");
    // Also to the one that stands there while it cannot be read.
    let kind = TableName::Actors.schema().field("kind").unwrap();
    let fields = vec![(kind, lab.get(kind))];
    network.apply(Change::Set { table: TableName::Actors, id: lab.id.clone(), fields }, Stamp(7));
    assert!(network.actors.get(&lab.id).unwrap().meta.unknown.is_empty());
}

/// The wrong pairs of a field and a value that types cannot refuse.
#[test]
fn every_field_takes_the_values_of_its_content_and_no_others() {
    let table = |name: TableName| name;
    for name in TableName::ALL {
        let mut network = Network::new("n".into());
        let schema = table(*name).schema();
        let meta = Meta::default();
        let made =
            network.table_mut(*name).create("r".into(), meta, &mut |field| Some(sample(field.content)));
        assert_eq!(made, Ok(()), "{name:?}");
        for field in schema.fields {
            let mut record = network.get(*name, &"r".into()).unwrap().to_any();
            let record = record.as_record_mut();
            assert_eq!(record.get(field), sample(field.content), "{name:?}.{}", field.name);
            let accepts_empty = record.set(field, Value::empty(field.content));
            assert!(accepts_empty || field.required, "{name:?}.{}", field.name);
            let wrong = match field.content {
                Content::Line | Content::Paragraph | Content::Web => Value::Day(None),
                _ => Value::Text("x".into()),
            };
            assert!(!record.set(field, wrong), "{name:?}.{}", field.name);
        }
        // In a new record a value of another kind makes no record.
        let mut empty = Network::new("n".into());
        let wrong = schema.fields.iter().map(|field| {
            (field, if field.required { sample(field.content) } else { Value::Reference(Some("x".into())) })
        });
        let set = Change::Set { table: *name, id: "new".into(), fields: wrong.collect() };
        if schema
            .fields
            .iter()
            .any(|field| !field.required && !matches!(field.content, Content::Reference(_)))
        {
            assert_eq!(empty.apply(set, Stamp(1)), [], "{name:?}");
        }
        // A field of another table changes nothing.
        let foreign = &TableName::Contacts.schema().fields[0];
        if *name != TableName::Contacts {
            let fields = vec![(foreign, sample(foreign.content))];
            assert_eq!(network.apply(Change::Set { table: *name, id: "r".into(), fields }, Stamp(9)), []);
        }
    }
}

fn sample(content: Content) -> Value {
    let row = |fields: &[Field]| fields.iter().map(|field| sample(field.content)).collect();
    match content {
        Content::Line | Content::Paragraph | Content::Web => Value::Text("text".into()),
        Content::Lines => Value::Texts(vec!["a".into(), "b".into()]),
        Content::Day => Value::Day(Some(Day::new("2026-01-02"))),
        Content::Level | Content::Number => Value::Number(Some(2)),
        Content::Word(words) => Value::Word(words.last().copied()),
        Content::Words(words) => Value::Words(words.to_vec()),
        Content::Reference(_) => Value::Reference(Some("x".into())),
        Content::References(_) => Value::References(vec!["x".into(), "y".into()]),
        Content::Row(fields) => Value::Rows(vec![row(fields)]),
        Content::Rows(fields) => Value::Rows(vec![row(fields), row(fields)]),
    }
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
    for (text, days) in [
        ("1970-01-01", Some(0)),
        ("2000-02-29", Some(11_016)),
        ("2017-06-02", Some(17_319)),
        ("1969-12-31", None),
    ] {
        assert_eq!(Day::new(text).days_since_1970(), days, "{text}");
    }
    for (day, months, before) in [
        ("2026-01-05", 1, "2025-12-05"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2026-11-29", 6, "2026-05-28"),
        ("2026-11-29", 23, "2024-12-28"),
    ] {
        assert_eq!(Day::new(day).months_before(months), Day::new(before));
    }
}

#[test]
fn an_untouched_table_stays_the_same_table() {
    let before = network("museum offers print");
    let mut after = before.clone();
    after.put(Actor::new("museum".into(), "Rammelsberg"), Stamp(2));
    assert!(!before.actors.same(&after.actors) && !before.same_records(&after));
    assert!(before.offers.same(&after.offers));
    assert_eq!(before.actors.index_of(&"museum".into()), after.actors.index_of(&"museum".into()));
}

/// The network without what undoing must not bring back.
fn without_stamps(network: &Network) -> Network {
    let mut plain = network.clone();
    plain.removed = Tombstones::default();
    let all: Vec<(TableName, Id)> = plain
        .tables()
        .flat_map(|table| table.records().map(|record| (record.table(), record.id().clone())))
        .collect();
    for (table, id) in all {
        if let Some(record) = plain.table_mut(table).get_mut(&id) {
            record.meta_mut().changed.clear();
            record.meta_mut().base = Base::default();
        }
    }
    plain
}

/// Any change to a small network: few ids, so that changes meet.
fn any_change() -> impl Strategy<Value = Change> {
    let id = || prop::sample::select(&["a", "b", "c", "x"][..]).prop_map(Id::from);
    let table = prop::sample::select(TableName::ALL);
    let set = (table.clone(), id(), id(), any::<prop::sample::Index>(), any::<bool>()).prop_map(
        |(table, id, other, which, whole)| {
            let fields = table.schema().fields;
            let value = |field: &Field| match sample(field.content) {
                Value::Reference(_) => Value::Reference(Some(other.clone())),
                Value::References(_) => Value::References(vec![other.clone()]),
                Value::Text(_) => Value::Text(other.to_string()),
                value => value,
            };
            let one = which.index(fields.len());
            let chosen = fields.iter().filter(|field| field.required || whole || field.index == one);
            Change::Set { table, id, fields: chosen.map(|field| (field, value(field))).collect() }
        },
    );
    let remove = (table, id()).prop_map(|(table, id)| Change::Remove { table, id });
    let place = (id(), any::<bool>()).prop_map(|(id, placed)| Change::Place {
        id,
        position: placed.then_some(Position { x: 1.0, y: 2.0, pinned: true }),
    });
    prop_oneof![4 => set, 2 => remove, 1 => place]
}

proptest! {
    #[test]
    fn a_change_and_its_inverse_leave_only_stamps(
        changes in prop::collection::vec((any_change(), 0u64..50), 1..24)
    ) {
        let mut network = network("a offers x; b needs x; a - b; c");
        for (change, now) in changes {
            let before = network.clone();
            let inverse = network.apply(change, Stamp(now));
            let after = network.clone();
            let again = network.apply_all(inverse.clone(), Stamp(now));
            prop_assert_eq!(without_stamps(&network), without_stamps(&before));
            network.apply_all(again, Stamp(now));
            prop_assert_eq!(without_stamps(&network), without_stamps(&after));
        }
    }

    #[test]
    fn several_changes_are_taken_back_as_one(
        changes in prop::collection::vec(any_change(), 1..12), now in 0u64..50
    ) {
        let mut network = network("a offers x; b needs x; a - b; c");
        let before = network.clone();
        let inverse = network.apply_all(changes, Stamp(now));
        network.apply_all(inverse, Stamp(now));
        prop_assert_eq!(without_stamps(&network), without_stamps(&before));
    }

    #[test]
    fn no_stamp_is_ever_earlier_than_the_one_it_replaces(
        changes in prop::collection::vec((any_change(), 0u64..50), 1..24)
    ) {
        let mut network = network("a offers x; b needs x; a - b; c");
        let mut latest: BTreeMap<(TableName, Id, String), Stamp> = BTreeMap::new();
        for (change, now) in changes {
            let inverse = network.apply(change, Stamp(now));
            if now % 3 == 0 {
                network.apply_all(inverse, Stamp(now));
            }
            for record in network.tables().flat_map(|table| table.records()) {
                for (field, stamp) in &record.meta().changed {
                    let key = (record.table(), record.id().clone(), field.clone());
                    let before = latest.insert(key, *stamp).unwrap_or_default();
                    prop_assert!(before <= *stamp, "{:?} {field}: {before:?}, then {stamp:?}", record.id());
                }
            }
        }
    }
}

#[test]
fn a_whole_network_is_replaced_and_comes_back_as_it_was() {
    let mut network = network("a offers x");
    let before = network.clone();
    let inverse = network.apply(Change::Replace(Arc::new(Network::new("other".into()))), Stamp(9));
    assert_eq!(network.about.id, "other".into());
    network.apply_all(inverse, Stamp(10));
    assert_eq!(network, before);
}

#[test]
fn a_field_of_words_holds_the_usual_one_when_nothing_is_said() {
    for table in TableName::ALL {
        let mut network = network("lab");
        let fields = table.schema().fields.iter().filter(|field| field.required);
        let fields = fields.map(|field| match field.content {
            Content::Reference(_) => (field, Value::Reference(Some("lab".into()))),
            Content::Day => (field, Value::Day(Some(Day::new("2026-01-01")))),
            _ => (field, Value::Text("x".into())),
        });
        network.apply(Change::Set { table: *table, id: "new".into(), fields: fields.collect() }, Stamp(1));
        let id = if *table == TableName::Network { network.about.id.clone() } else { "new".into() };
        let record = network.get(*table, &id).unwrap();
        for field in table.schema().fields {
            if let Value::Word(word) = record.get(field) {
                assert_eq!(word, field.usual, "{table:?}.{}", field.name);
            }
        }
    }
}

/// So that asking how far a record travels, or what it is called, ends after a few steps, whatever a file says.
#[test]
fn what_is_required_leads_to_earlier_kinds_only() {
    for table in TableName::ALL {
        for field in table.schema().fields.iter().filter(|field| field.required) {
            for to in TableName::ALL.iter().filter(|to| field.content.points_to(**to)) {
                assert!(to < table, "{table:?}.{}", field.name);
            }
        }
    }
}

#[test]
fn a_tombstone_remembers_how_far_its_record_travelled_also_after_undoing_and_redoing() {
    let mut network = network("lab offers print; erika offers print; erika needs weld; lab - erika");
    let mut erika = Actor::clone(network.actors.get(&"erika".into()).unwrap());
    erika.visibility = Some(Visibility::Internal);
    network.put(erika, Stamp(2));
    let mut contact = Contact::new("mail".into(), "lab");
    (contact.kind, contact.visibility) = (ContactKind::Role, Some(Visibility::Public));
    network.put(contact, Stamp(2));
    for id in ["lab", "erika"] {
        let mut back = network.apply(remove(TableName::Actors, id), Stamp(3));
        for stamp in 4..8 {
            back = network.apply_all(back, Stamp(stamp));
        }
    }
    network.apply(remove(TableName::Competencies, "print"), Stamp(9));
    let mut reach: Vec<_> = network.removed.iter().map(|(_, id, it)| (id.as_str(), it.visibility)).collect();
    reach.sort();
    use Visibility::{Internal, Network, Public};
    assert_eq!(
        reach,
        [
            ("erika", Internal),
            ("erika-print", Internal),
            ("erika-weld", Internal),
            ("lab", Public),
            ("lab-erika", Internal),
            ("lab-print", Public),
            ("mail", Network),
            ("print", Public),
        ]
    );
}
