//! What the layout promises about whole networks.

use std::sync::Arc;

use expect_test::expect_file;
use gosmart::{
    app, exchange,
    model::{Actor, Id, Network, Offer, Stamp},
    query::graph::Graph,
};

use crate::bits;

/// The same file is compared with what a browser computes, see `tests/web/worker.rs`.
#[test]
fn is_the_same_to_the_bit_everywhere() {
    expect_file!["../shared/bits.txt"].assert_eq(&bits::report());
}

#[test]
fn the_example_stands_where_the_layout_puts_it() {
    let example = exchange::example();
    let mut anew = example.clone();
    anew.positions = Arc::default();
    app::arrange(&mut anew, 0);
    assert_eq!(anew.positions, example.positions);
}

#[test]
fn one_more_actor_moves_nobody_of_the_example() {
    let mut network = exchange::example();
    let before = Arc::clone(&network.positions);
    network.put(Actor::new("new".into(), "Neu"), Stamp(1));
    let competency = network.competencies.iter().next().map(|competency| competency.id.clone()).unwrap();
    network.put(Offer::new("offer".into(), "new", competency.as_str()), Stamp(1));
    app::arrange(&mut network, 0);
    assert!(network.positions.contains_key(&Id::from("new")));
    for (id, place) in before.iter() {
        assert_eq!(network.positions.get(id), Some(place), "{id:?}");
    }
}

#[test]
fn a_network_of_nothing_or_one_is_no_trouble() {
    let mut network = Network::new("n".into());
    app::arrange(&mut network, 0);
    network.put(Actor::new("a".into(), "Allein"), Stamp(1));
    app::arrange(&mut network, 0);
    assert_eq!(network.positions.len(), Graph::new(&network).nodes.len());
}
