use super::*;
use crate::model::{Actor, Change, Competency, Contact, Offer, Position, notation::network};

fn set(network: &Network, id: &str, now: u64, change: impl FnOnce(&mut Actor)) -> Network {
    let mut network = network.clone();
    let actor = network.actors.get(&id.into()).unwrap().clone();
    network.apply(Change::of(&*actor, change), Stamp(now));
    network
}

fn without(network: &Network, table: TableName, id: &str, now: u64) -> Network {
    let mut network = network.clone();
    network.apply(Change::Remove { table, id: id.into() }, Stamp(now));
    network
}

#[test]
fn equal_times_fall_by_value_whichever_side_it_is_on() {
    let begun = network("lab");
    let (one, two) = (
        set(&begun, "lab", 5, |it| it.about = "a".into()),
        set(&begun, "lab", 5, |it| it.about = "b".into()),
    );
    for (ours, theirs) in [(&one, &two), (&two, &one)] {
        let merged = Merge::of(ours, &[theirs]).run();
        assert_eq!(merged.network.actors.get(&"lab".into()).unwrap().about, "b");
        assert_eq!(merged.conflicts.len(), 1);
    }
}

#[test]
fn what_is_one_decision_is_never_mixed() {
    let begun = network("lab offers print");
    let change = |now: u64, change: fn(&mut Offer)| {
        let mut network = begun.clone();
        let offer = network.offers.get(&"lab-print".into()).unwrap().clone();
        network.apply(Change::of(&*offer, change), Stamp(now));
        network
    };
    let (one, two) = (change(5, |it| it.level = Some(3)), change(6, |it| it.note = "only small".into()));
    let merged = Merge::of(&one, &[&two]).run();
    let offer = merged.network.offers.get(&"lab-print".into()).unwrap();
    assert_eq!((offer.level, offer.note.as_str()), (None, "only small"));
    assert_eq!(merged.conflicts.len(), 1);
}

#[test]
fn emptied_is_not_untouched() {
    let begun = set(&network("lab"), "lab", 2, |it| it.place = "Oker".into());
    let emptied = set(&begun, "lab", 3, |it| it.place.clear());
    let mut untouched = begun.clone();
    let mut lab = Actor::clone(begun.actors.get(&"lab".into()).unwrap());
    lab.place.clear();
    lab.meta.changed.remove("place");
    untouched.actors.put(lab);
    let place = |theirs: &Network| {
        let merged = Merge::of(&begun, &[theirs]).run();
        assert_eq!(merged.conflicts, []);
        merged.network.actors.get(&"lab".into()).unwrap().place.clone()
    };
    assert_eq!(place(&emptied), "");
    assert_eq!(place(&untouched), "Oker");
}

#[test]
fn a_removal_ends_what_was_known_and_nothing_else() {
    let begun = network("lab offers print; museum");
    let removed = without(&begun, TableName::Actors, "lab", 10);
    let merged = Merge::of(&begun, &[&removed]).run();
    assert!(!merged.network.actors.contains(&"lab".into()) && merged.network.offers.is_empty());
    assert_eq!((merged.conflicts, merged.removed.len()), (vec![], 2));

    // What hangs on it was changed meanwhile, by a clock that is late.
    let mut changed = begun.clone();
    let offer = changed.offers.get(&"lab-print".into()).unwrap().clone();
    changed.apply(Change::of(&*offer, |offer| offer.evidence = "2024".into()), Stamp(3));
    for (ours, theirs, by) in [(&removed, &changed, Side::Ours), (&changed, &removed, Side::Theirs)] {
        let mut merged = Merge::of(ours, &[theirs]).run();
        assert!(merged.network.actors.contains(&"lab".into()) && merged.network.offers.len() == 1);
        let over =
            |conflict: &Conflict| matches!(conflict.over, Over::Removal { by: found, .. } if found == by);
        assert!(merged.conflicts.len() == 2 && merged.conflicts.iter().all(over));
        // Who removed it may insist.
        let conflicts = merged.conflicts.clone();
        let choice = Choice::Side(by);
        merged.decide(ours, conflicts.iter().map(|it| (it, &choice)), Stamp(20));
        assert!(!merged.network.actors.contains(&"lab".into()));
        let again = Merge::of(&merged.network, &[&changed]).run();
        assert_eq!((again.conflicts, again.added), (vec![], vec![]));
    }
}

#[test]
fn each_map_keeps_its_places_and_has_others_only_where_it_has_none() {
    let mut ours = network("lab; museum");
    let mut theirs = ours.clone();
    let place = |network: &mut Network, id: &str, x: f64| {
        let position = Some(Position { x, ..Position::default() });
        network.apply(Change::Place { id: id.into(), position }, Stamp(1));
    };
    place(&mut ours, "lab", 1.0);
    place(&mut theirs, "lab", 2.0);
    place(&mut theirs, "museum", 3.0);
    let positions = Merge::of(&ours, &[&theirs]).run().network.positions;
    assert_eq!(positions.values().map(|it| it.x).collect::<Vec<_>>(), [1.0, 3.0]);
}

#[test]
fn terms_that_are_each_broader_than_the_next_are_taken_apart() {
    let begun = network("#a; #b");
    let broader = |id: &str, to: &str, now| {
        let mut network = begun.clone();
        let term = network.competencies.get(&id.into()).unwrap().clone();
        let change = Change::of(&*term, |term: &mut Competency| term.broader = Some(to.into()));
        network.apply(change, Stamp(now));
        network
    };
    let (one, two) = (broader("a", "b", 5), broader("b", "a", 6));
    for (ours, theirs) in [(&one, &two), (&two, &one)] {
        let merged = Merge::of(ours, &[theirs]).run().network;
        let broader = |id: &str| merged.competencies.get(&id.into()).unwrap().broader.clone();
        assert_eq!((broader("a"), broader("b")), (None, Some("a".into())));
    }
}

#[test]
fn both_is_offered_where_both_can_be_said() {
    let begun = network("lab");
    let (one, two) = (
        set(&begun, "lab", 5, |it| it.about = "a".into()),
        set(&begun, "lab", 5, |it| it.about = "b".into()),
    );
    let conflicts = Merge::of(&one, &[&two]).run().conflicts;
    assert_eq!(conflicts[0].both(), Some(vec![Value::Text("a\nb".into())]));
    let (one, two) = (
        set(&begun, "lab", 5, |it| it.place = "a".into()),
        set(&begun, "lab", 5, |it| it.place = "b".into()),
    );
    assert_eq!(Merge::of(&one, &[&two]).run().conflicts[0].both(), None);
}

/// A losing value is nowhere in what leaves the program.
#[test]
fn losing_values_do_not_travel() {
    let begun = network("lab");
    let mut ours = set(&begun, "lab", 5, |it| it.about = "secret-loser".into());
    ours.put(Contact::new("c".into(), "lab"), Stamp(5));
    let theirs = set(&begun, "lab", 6, |it| it.about = "winner".into());
    let merged = Merge::of(&ours, &[&theirs]).run().network;
    assert!(!crate::exchange::store(&merged).contains("secret-loser"));
}
