use super::*;

/// What a form for several records does with these inputs.
fn saved_for(
    network: &Network,
    table: TableName,
    ids: &[&str],
    inputs: Vec<(&'static str, Entry)>,
) -> (Network, Step) {
    let ids: Vec<Id> = ids.iter().map(|id| Id::from(*id)).collect();
    let mut form = FormState::of_several(table, &ids, today()).unwrap();
    for (input, entry) in inputs {
        fill(&mut form, input, entry);
    }
    saved(&form, network)
}

#[test]
fn all_of_them_get_what_is_filled_in_and_keep_the_rest() {
    let mut before = network("lab offers printing; museum; school offers milling; bus");
    let mut museum = Actor::clone(before.actors.get(&"museum".into()).unwrap());
    museum.place = "Oker".into();
    before.put(museum, Stamp(1));
    let terms = several(&[Choice::Existing("printing".into()), Choice::New("Löten".into())]);
    let inputs = vec![("status", Entry::Word(Some("guest"))), ("offers", terms)];
    let (after, step) = saved_for(&before, Actors, &["lab", "museum", "school"], inputs);
    assert_eq!(step, Step::ChangedSeveral { table: Actors, count: 3 });
    let statuses: Vec<_> =
        after.actors.iter().map(|it| (it.id.as_str(), it.status == ActorStatus::Guest)).collect();
    assert_eq!(statuses, [("lab", true), ("museum", true), ("school", true), ("bus", false)]);
    assert_eq!(after.actors.get(&"museum".into()).unwrap().place, "Oker");
    let mut offers: Vec<_> = after
        .offers
        .iter()
        .map(|it| (it.actor.to_string(), after.name_of(Competencies, &it.competency)))
        .collect();
    offers.sort();
    // Nobody offers the same twice, and the new term is one.
    let offer = |actor: &str, term: &str| (actor.to_owned(), term.to_owned());
    let expected = [
        offer("lab", "Löten"),
        offer("lab", "printing"),
        offer("museum", "Löten"),
        offer("museum", "printing"),
        offer("school", "Löten"),
        offer("school", "milling"),
        offer("school", "printing"),
    ];
    assert_eq!(offers, expected);
    assert_eq!(after.competencies.len(), 3);
}

#[test]
fn what_was_not_filled_in_changes_nothing() {
    let before = network("lab offers printing; museum");
    let (after, _) = saved_for(&before, Actors, &["lab", "museum"], Vec::new());
    assert_eq!(after, before);
}

#[test]
fn several_join_a_group_once() {
    let mut before = network("lab; museum; school");
    let mut board = Group::new("board".into(), "Beirat");
    board.members = vec!["museum".into()];
    before.put(board, Stamp(1));
    let groups = several(&[Choice::Existing("board".into()), Choice::New("Werkkreis".into())]);
    let (after, _) = saved_for(&before, Actors, &["lab", "museum"], vec![("groups", groups)]);
    let members = |group: &Arc<Group>| group.members.iter().map(Id::to_string).collect::<Vec<_>>().join(" ");
    let groups: Vec<_> = after.groups.iter().map(|it| (it.name.as_str(), members(it))).collect();
    assert_eq!(groups, [("Beirat", "museum lab".to_owned()), ("Werkkreis", "lab museum".to_owned())]);
}

#[test]
fn several_terms_get_no_broader_one_that_lies_within_one_of_them() {
    let mut network = network("#things; #sensors; #radio");
    let sensors = network.competencies.get(&Id::from("sensors")).unwrap().clone();
    network.apply(Change::of(&*sensors, |it| it.broader = Some("things".into())), Stamp(1));
    let mut form = FormState::of_several(Competencies, &["radio".into(), "things".into()], today()).unwrap();
    assert_eq!(form.without(Place::of("broader"), &network).len(), 3);
    fill(&mut form, "broader", existing("sensors"));
    assert_eq!(faults(&form, &network), [("broader", FieldErrorKind::Circle)]);
}

#[test]
fn several_sectors_have_nothing_in_common_to_fill_in() {
    assert_eq!(FormState::of_several(Sectors, &["one".into(), "other".into()], today()), None);
    assert_eq!(FormState::of_several(Actors, &[], today()), None);
}
