use proptest::prelude::*;

use super::{
    quadtree::{Quadtree, add_push},
    *,
};

fn coordinates() -> impl Strategy<Value = [f64; 2]> {
    let odd = prop_oneof![
        8 => -500.0..500.0_f64,
        1 => Just(0.0),
        1 => prop_oneof![Just(f64::INFINITY), Just(1e300), Just(-0.0), Just(f64::MIN_POSITIVE)],
    ];
    [odd.clone(), odd]
}

/// Small and nasty: loops, parallel edges, ends that do not exist, coincident and infinite places.
fn jobs() -> impl Strategy<Value = Job> {
    let node = (
        prop::option::of(coordinates()),
        -1.0..60.0_f64,
        any::<bool>(),
        prop::option::of(0..4_u32),
        0..3_u32,
    )
        .prop_map(|(at, radius, pinned, group, column)| NodeInput { at, radius, pinned, group, column });
    let edge =
        (0..26_u32, 0..26_u32, -1.0..5.0_f64).prop_map(|(from, to, weight)| EdgeInput { from, to, weight });
    (prop::collection::vec(node, 0..24), prop::collection::vec(edge, 0..50), any::<u32>())
        .prop_map(|(nodes, edges, seed)| Job { nodes, edges, seed, ..Job::default() })
}

fn settle(job: &Job) -> Simulation {
    let mut simulation = Simulation::new(job);
    for _ in 0..310 {
        if simulation.step() {
            return simulation;
        }
    }
    panic!("does not come to rest");
}

fn circle_of(count: u32, radius: f64) -> Job {
    let nodes = vec![NodeInput { radius, ..NodeInput::default() }; count as usize];
    let edges = (0..count).map(|from| EdgeInput { from, to: (from + 1) % count, weight: 1.0 }).collect();
    Job { nodes, edges, seed: 3, ..Job::default() }
}

fn bits(positions: &[f64]) -> Vec<u64> {
    positions.iter().map(|value| value.to_bits()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn always_finite_always_the_same_and_pins_stay_to_the_bit(job in jobs()) {
        let simulation = settle(&job);
        let positions = simulation.positions();
        prop_assert_eq!(positions.len(), 2 * job.nodes.len());
        prop_assert!(positions.iter().all(|value| value.is_finite()));
        prop_assert_eq!(bits(positions), bits(settle(&job).positions()));
        for (node, at) in job.nodes.iter().zip(positions.as_chunks::<2>().0) {
            if let Some(given) = node.at.filter(|given| node.pinned && given.iter().all(|value| value.is_finite())) {
                prop_assert_eq!(bits(&given), bits(at));
            }
        }
    }

    #[test]
    fn crosses_to_the_worker_unchanged(job in jobs(), revision in any::<u32>()) {
        let command = Command::Start { revision, job };
        let envelope = command.to_envelope();
        // Infinite places read back as infinite; only what is no number at all means a newcomer.
        prop_assert_eq!(Command::read(envelope.kind, revision, &envelope.numbers), Some(command));
        let cut = &envelope.numbers[..envelope.numbers.len() - 1];
        prop_assert_eq!(Command::read("start", revision, cut), None);
    }

    #[test]
    fn fast_repulsion_is_near_the_exact_one(at in prop::collection::vec([-300.0..300.0_f64, -300.0..300.0_f64], 1..300)) {
        let charges: Vec<f64> = (0..at.len()).map(|node| 1.0 + (node % 5) as f64).collect();
        let mut tree = Quadtree::default();
        tree.build(&at, &charges);
        let (mut error, mut size) = (0.0, 0.0);
        for node in 0..at.len() {
            let mut exact = [0.0; 2];
            let mut weight = 0.0;
            for other in (0..at.len()).filter(|&other| other != node) {
                add_push(&mut exact, at[node], at[other], charges[other]);
                let mut one = [0.0; 2];
                add_push(&mut one, at[node], at[other], charges[other]);
                weight += (one[0] * one[0] + one[1] * one[1]).sqrt();
            }
            let fast = tree.push_on(node, &at, &charges);
            let (dx, dy) = (fast[0] - exact[0], fast[1] - exact[1]);
            error += dx * dx + dy * dy;
            size += weight * weight;
        }
        // Against all the single pushes, which may cancel out to nothing.
        prop_assert!(error.sqrt() <= 0.1 * size.sqrt() + 1e-9, "{} of {}", error.sqrt(), size.sqrt());
    }
}

#[test]
fn coincident_nodes_part_and_keep_their_room() {
    let mut job = circle_of(12, 20.0);
    for node in &mut job.nodes[..6] {
        node.at = Some([40.0, 40.0]);
    }
    let simulation = settle(&job);
    let at = simulation.positions().as_chunks::<2>().0;
    for (number, [x, y]) in at.iter().enumerate() {
        for [other_x, other_y] in &at[..number] {
            let (dx, dy) = (x - other_x, y - other_y);
            assert!((dx * dx + dy * dy).sqrt() > 38.0, "{at:?}");
        }
    }
}

#[test]
fn a_newcomer_does_not_reshuffle_what_stands() {
    let mut job = circle_of(30, 20.0);
    let before = settle(&job).positions().to_vec();
    for (node, at) in job.nodes.iter_mut().zip(before.as_chunks::<2>().0) {
        node.at = Some(*at);
    }
    assert_eq!(bits(settle(&job).positions()), bits(&before), "nothing new, nothing moves");

    job.nodes.push(NodeInput { radius: 20.0, ..NodeInput::default() });
    job.edges.push(EdgeInput { from: 30, to: 4, weight: 1.0 });
    let after = settle(&job);
    let far = before.iter().zip(after.positions()).map(|(old, new)| (old - new).abs()).fold(0.0, f64::max);
    assert!(far < 25.0, "an old node moved by {far}");
    let [x, y] = after.positions().as_chunks::<2>().0[30];
    let [host_x, host_y] = before.as_chunks::<2>().0[4];
    let (dx, dy) = (x - host_x, y - host_y);
    assert!((dx * dx + dy * dy).sqrt() < 200.0, "the newcomer stands beside its neighbour");
}

#[test]
fn a_drag_holds_the_node_and_wakes_the_layout() {
    let mut simulation = settle(&circle_of(10, 20.0));
    simulation.pin(3, 400.125, -77.3);
    assert!(!simulation.is_settled());
    while !simulation.step() {}
    assert_eq!(simulation.positions()[6..8], [400.125, -77.3]);
    simulation.unpin(3);
    simulation.step();
    assert_ne!(simulation.positions()[6..8], [400.125, -77.3]);
    simulation.pin(99, 0.0, 0.0);
    simulation.pin(0, f64::NAN, 0.0);
    assert!(simulation.positions().iter().all(|value| value.is_finite()));
}

#[test]
fn the_runner_answers_for_its_own_revision_only() {
    let mut runner = Runner::default();
    assert_eq!(runner.turn(|| true), None);
    runner.accept(Command::Start { revision: 7, job: circle_of(5, 10.0) });
    assert!(matches!(runner.turn(|| false), Some(Event::Frame { revision: 7, .. })));
    assert!(matches!(runner.turn(|| true), Some(Event::Settled { revision: 7, .. })));
    runner.accept(Command::Pin { revision: 6, index: 0, x: 1.0, y: 1.0 });
    assert!(!runner.is_running());
    runner.accept(Command::Pin { revision: 7, index: 0, x: 1.0, y: 2.0 });
    let Some(Event::Frame { positions, .. }) = runner.turn(|| false) else { panic!("no frame") };
    assert_eq!(positions[..2], [1.0, 2.0]);
    runner.accept(Command::Stop { revision: 7 });
    assert!(!runner.is_running());
}
