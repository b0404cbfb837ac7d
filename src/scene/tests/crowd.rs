//! Pictures in which names have little room.

use super::*;
use crate::scene::{edges, nodes::Growth};

const SCALE: f64 = 0.25;

/// Nodes of which some have a name, so far apart in CSS pixels in rows of eight, in no order.
fn scattered(count: usize, step: f64) -> Vec<f64> {
    let place = |node: usize| {
        let cell = node * 27 % count;
        [(cell % 8) as f64 - 3.5, (cell / 8) as f64 - 3.5].map(|way| way * step / SCALE)
    };
    (0..count).flat_map(place).collect()
}

fn in_crowd<'a>(input: SceneInput<'a>) -> SceneInput<'a> {
    SceneInput { camera: Camera::new(Point::default(), SCALE), ..input }
}

fn texts(front: &Front) -> Vec<&Text> {
    let texts = front.batches.iter().filter_map(|batch| match batch {
        Batch::Text(text) => Some(text),
        _ => None,
    });
    texts.collect()
}

#[test]
fn lines_stop_before_names_that_stand_on_specks_and_specks_stay() {
    let offers = |actor: usize| format!("a{actor} offers x{actor}, x{}, x{}", actor + 16, actor + 32);
    let offers: Vec<String> = (0..16).map(offers).collect();
    let graph = Graph::new(&notation::network(&offers.join("; ")));
    let names: Vec<String> = (0..graph.nodes.len()).map(|node| format!("Amt {node}")).collect();
    let look = |node: usize| NodeStyle {
        name: if graph.nodes[node].kind == NodeKind::Actor { &names[node] } else { "" },
        size: Some(0),
        ..NodeStyle::default()
    };
    let looks: Vec<NodeStyle> = (0..graph.nodes.len()).map(look).collect();
    let (order, positions) = (DrawOrder::new(&graph, &looks), scattered(looks.len(), 24.0));
    let list = build(&in_crowd(input(&graph, &looks, &order, &positions)));

    let plate = |batch: &Batch| match batch {
        Batch::Area { outline, fill: Some(_), stroke: None } => Rectangle::holding(outline.iter().copied()),
        _ => None,
    };
    let plates: Vec<Rectangle> = list.front.batches.iter().filter_map(plate).collect();
    let rows: Vec<Rectangle> = texts(&list.front).into_iter().map(area_of).collect();
    let mut crossed = 0;
    for batch in &list.back {
        let Batch::Lines { ends, .. } = batch else { continue };
        for [from_x, from_y, to_x, to_y] in ends.iter().map(|ends| ends.map(f64::from)) {
            let ends = [Point::new(from_x, from_y), Point::new(to_x, to_y)];
            for row in rows.iter().filter(|row| edges::touches(ends[0], ends[1], row)) {
                crossed += 1;
                assert!(plates.iter().any(|plate| plate.contains(row)), "{ends:?} runs through {row:?}");
            }
        }
    }
    let mut covered = 0;
    for node in 0..looks.len() {
        let world = Point::new(positions[2 * node], positions[2 * node + 1]);
        let at = Camera::new(Point::default(), SCALE).screen_from_world(world, VIEWPORT);
        let plate =
            list.front.batches.iter().position(|batch| plate(batch).is_some_and(|plate| plate.holds(at)));
        let is_symbol = |batch: &Batch| match batch {
            Batch::Marks { places, .. } => places.contains(&[at.x as f32, at.y as f32]),
            _ => false,
        };
        if let Some(plate) = plate {
            covered += 1;
            assert!(list.front.batches[plate..].iter().any(is_symbol), "{node} is covered");
        }
    }
    assert!(crossed > 5 && covered > 2, "{crossed} rows crossed, {covered} specks covered");
}

#[test]
fn the_name_of_an_island_stands_where_no_symbol_is_or_nowhere() {
    let mut network = Network::new("n".into());
    for number in 0..24 {
        network.put(Actor::new(format!("a{number}").as_str().into(), "Amt"), Stamp(1));
    }
    let graph = Graph::new(&network);
    let looks = [NodeStyle { name: "Amt", sector: Some(0), size: Some(1_000), ..NodeStyle::default() }; 24];
    let order = DrawOrder::new(&graph, &looks);
    let place = |positions: &[f64], viewport: Size, hovered: Option<usize>| {
        let sectors = ["Verwaltung".to_owned()];
        let input = in_crowd(input(&graph, &looks, &order, positions));
        let (front, _) = front(&SceneInput { viewport, hovered, sectors: &sectors, ..input });
        texts(&front).into_iter().find(|text| text.text == "Verwaltung").map(|text| text.at)
    };
    let around: Vec<f64> = (0..24)
        .flat_map(|number| {
            let (sin, cos) = (f64::from(number) * std::f64::consts::TAU / 24.0).sin_cos();
            [85.0 * cos / SCALE, 85.0 * sin / SCALE]
        })
        .collect();
    let middle = Point::new(VIEWPORT.width / 2.0, VIEWPORT.height / 2.0);
    assert!(place(&around, VIEWPORT, None).is_some_and(|at| at.distance(middle) < 40.0), "in the middle");
    assert_eq!(place(&around, VIEWPORT, Some(0)), None, "attention is about others");

    let dense = scattered(24, 26.0);
    let beside = place(&dense, VIEWPORT, None).unwrap();
    let bottom = VIEWPORT.height / 2.0 - 1.5 * 26.0;
    assert!(beside.y > bottom + 10.0 || beside.y < bottom - 2.0 * 26.0 - 10.0, "{beside:?}");
    assert_eq!(place(&dense, Size { width: 60.0, height: 40.0 }, None), None);
}

#[test]
fn where_names_have_little_room_competencies_draw_back_and_actors_do_not() {
    let (graph, looks) = (graph(), looks());
    let radii = |spacing: f64| {
        let grown = Growth::new(Camera::default(), spacing);
        [0, 2].map(|node| nodes::drawn_radius(&graph, &looks[node], node, grown))
    };
    let [wide, narrow] = [radii(60.0), radii(30.0)];
    assert_eq!(narrow, [wide[0], wide[1] / 2.0]);
    let far_out = Growth::new(Camera::new(Point::default(), 0.05), 5.0);
    let speck = nodes::drawn_radius(&graph, &looks[2], 2, far_out);
    assert_eq!(speck, nodes::node_radius(&graph, 2) * nodes::growth(0.05), "a speck stays as it is");
}

#[test]
fn in_a_crowd_a_line_that_finds_no_way_is_drawn_on_attention_only() {
    const RING: usize = 24;
    let mut network = notation::network("middle needs outside");
    for number in 0..RING {
        network.put(Actor::new(format!("a{number}").as_str().into(), "Amt"), Stamp(1));
    }
    let graph = Graph::new(&network);
    let [middle, outside] = ["middle", "outside"].map(|id| graph.index_of(&id.into()).unwrap());
    let mut looks = vec![NodeStyle { size: Some(1_000), ..NodeStyle::default() }; graph.nodes.len()];
    looks[outside].coverage = Coverage::Unmet;
    let order = DrawOrder::new(&graph, &looks);
    let lines = |batches: &[Batch]| batches.iter().any(|batch| matches!(batch, Batch::Lines { .. }));
    // Nodes in a ring, close enough to touch, around the one in the middle.
    let drawn = |radius: f64, scale: f64| {
        let mut ring = 0..RING;
        let place = |node: usize| match node {
            node if node == middle => [0.0, 0.0],
            node if node == outside => [2.0 * radius / scale, 0.0],
            _ => {
                let turn = ring.next().unwrap_or_default() as f64 / RING as f64 * std::f64::consts::TAU;
                [radius / scale * turn.cos(), radius / scale * turn.sin()]
            }
        };
        let positions: Vec<f64> = (0..graph.nodes.len()).flat_map(place).collect();
        let input = SceneInput {
            camera: Camera::new(Point::default(), scale),
            ..input(&graph, &looks, &order, &positions)
        };
        let attention = SceneInput { hovered: Some(middle), ..input };
        [lines(&back(&input)), lines(&front(&attention).0.batches)]
    };
    assert_eq!(drawn(50.0, SCALE), [false, true], "in a crowd");
    assert_eq!(drawn(150.0, 1.0), [true, true], "where there is room");
}

#[test]
fn names_stand_beside_what_lies_over_the_picture() {
    let graph = Graph::new(&notation::network("a offers x; b offers x; c offers x; d offers x"));
    let looks = vec![NodeStyle { name: "Stadtbibliothek", ..NodeStyle::default() }; graph.nodes.len()];
    let (order, positions) = (DrawOrder::new(&graph, &looks), scattered(looks.len(), 60.0));
    let input = in_crowd(input(&graph, &looks, &order, &positions));
    let rows = |covered| -> Vec<Rectangle> {
        let (front, _) = front(&SceneInput { covered, ..input });
        texts(&front).into_iter().map(area_of).collect()
    };
    let in_the_open = rows(None);
    let covered = in_the_open[0];
    let beside = rows(Some(covered));
    assert!(!beside.is_empty() && beside.iter().all(|row| !row.overlaps(&covered)), "{beside:?}");
}
