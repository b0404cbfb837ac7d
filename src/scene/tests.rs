mod crowd;

use std::sync::LazyLock;

use expect_test::expect;

use super::*;
use crate::{
    exchange,
    model::{Actor, Competency, Day, Link, Need, Network, Offer, Stamp, notation},
    paint::{record, svg},
    query::{
        coverage::{Measure, State, coverage},
        graph::{Graph, NodeKind},
    },
};

const VIEWPORT: Size = Size { width: 800.0, height: 400.0 };
/// The names of `graph`'s nodes stand in a row, 200 apart.
const ROW: [f64; 8] = [-300.0, 0.0, -100.0, 0.0, 100.0, 0.0, 300.0, 0.0];

/// Two actors who know each other; one offers what the other looks for; one competency nobody offers.
fn graph() -> Graph {
    let mut network = Network::new("n".into());
    let now = Stamp(1);
    network.put(Actor::new("a".into(), "Archiv"), now);
    network.put(Actor::new("b".into(), "Bücherei & Söhne <GmbH>"), now);
    network.put(Competency::new("x".into(), "Lesen"), now);
    network.put(Competency::new("y".into(), "Rechnen"), now);
    network.put(Offer::new("ax".into(), "a", "x"), now);
    network.put(Need::new("bx".into(), "b", "x"), now);
    network.put(Need::new("by".into(), "b", "y"), now);
    network.put(Link::new("ab".into(), "a", "b"), now);
    Graph::new(&network)
}

fn looks() -> [NodeStyle<'static>; 4] {
    let look = |name| NodeStyle { name, ..NodeStyle::default() };
    [
        NodeStyle { sector: Some(0), symbol: "K", ..look("Archiv") },
        NodeStyle { sector: Some(9), symbol: "W", ..look("Bücherei & Söhne <GmbH>") },
        NodeStyle { coverage: Coverage::OnlyOne, ..look("Lesen") },
        NodeStyle { coverage: Coverage::Unmet, ..look("Rechnen") },
    ]
}

/// Nothing has attention.
fn input<'a>(
    graph: &'a Graph,
    looks: &'a [NodeStyle<'a>],
    order: &'a DrawOrder,
    positions: &'a [f64],
) -> SceneInput<'a> {
    static CALM: LazyLock<(Theme, Placement)> = LazyLock::new(|| (Theme::light(), Placement::default()));
    SceneInput {
        graph,
        looks,
        order,
        positions,
        hovered: None,
        keyboard_node: None,
        opened: None,
        selection: &[],
        sectors: &[],
        topic: None,
        way: &[],
        connecting: None,
        gathering: &[],
        theme: &CALM.0,
        camera: Camera::default(),
        viewport: VIEWPORT,
        words: EdgeWords { offers: "bietet", needs: "sucht" },
        placement: &CALM.1,
        covered: None,
        shows_names: true,
    }
}

fn picture(looks: &[NodeStyle], hovered: Option<usize>) -> DisplayList {
    let graph = graph();
    build(&SceneInput { hovered, ..input(&graph, looks, &DrawOrder::new(&graph, looks), &ROW) })
}

#[test]
fn a_picture_is_lines_then_symbols_then_names() {
    expect![[r#"
        line 100,200 276,224 #728498 0.7
        line 276,224 300,226 #728498 0.7
        line 300,226 324,224 #728498 0.7
        line 324,224 500,200 #728498 0.7
        line 300,200 500,200 #c86831 0.7 dashed 3 5
        line 300,200 476,221 #c2571a 2.0 dashed 6 4
        line 476,221 500,222 #c2571a 2.0 dashed 6 4
        line 500,222 524,221 #c2571a 2.0 dashed 6 4
        line 524,221 700,200 #c2571a 2.0 dashed 6 4
        square 500,200 h16.2 fill #ffffff
        square 500,200 h14.8 fill #5b6b7d stroke #445262 1.8
        square 500,200 h17.6 stroke #445262 1.1
        square 700,200 h11.9 fill #ffffff
        square 700,200 h10.5 fill #ffffff stroke #445262 1.3
        square 700,200 h13.7 stroke #b3400a 1.6 dashed 3 2.5
        circle 300,200 r22.5 fill #ffffff
        circle 300,200 r21.0 fill #f0a830 stroke #966000 2.0
        letters 300,200 23 "W" #16202c
        circle 100,200 r18.6 fill #ffffff
        circle 100,200 r17.1 fill #0072b2 stroke #00527f 1.9
        letters 100,200 19 "K" #ffffff
        area 246,223 354,223 354,262 246,262 fill #ffffff
        area 77,219 123,219 123,239 77,239 fill #ffffff
        area 479,219 521,219 521,239 479,239 fill #ffffff
        area 716,191 777,191 777,211 716,211 fill #ffffff
        text 300,232 Middle 15.5 bold "Bücherei &" #16202c
        text 300,251 Middle 15.5 bold "Söhne <GmbH>" #16202c
        text 100,228 Middle 15.5 bold "Archiv" #16202c
        text 500,228 Middle 15 "Lesen" #3c4857
        text 717,200 Left 15 "Rechnen" #3c4857
    "#]]
    .assert_eq(&record(&picture(&looks(), None)));
}

#[test]
fn a_size_of_its_own_makes_symbols_larger_and_their_names_come_first() {
    let radii = |sizes: [Option<u16>; 4]| {
        let mut looks = looks();
        for (look, size) in looks.iter_mut().zip(sizes) {
            look.size = size;
        }
        let graph = graph();
        let order = DrawOrder::new(&graph, &looks);
        let names: Vec<usize> = order.by_weight.iter().copied().take(2).collect();
        let grown = nodes::Growth::new(Camera::default(), 100.0);
        let radii: Vec<f64> =
            (0..4).map(|node| nodes::drawn_radius(&graph, &looks[node], node, grown)).collect();
        (radii, names, order.groups.len())
    };
    let (by_relations, names, _) = radii([None; 4]);
    assert!(by_relations[0] < by_relations[1] && names == [1, 0]);
    let (sized, names, _) = radii([Some(1_000), Some(250), Some(0), Some(0)]);
    assert_eq!((sized[0], sized[1]), (by_relations[1], by_relations[1] / 2.0));
    assert!(sized[2] < by_relations[2] && names == [0, 1]);
    // Whoever has nothing of it is still there, and the most is three times as wide.
    let (least, ..) = radii([Some(1_000), Some(0), Some(0), Some(0)]);
    assert!(least[1] > 5.0 && least[0] > 3.0 * least[1]);

    let graph = graph();
    let looks = [NodeStyle::default(); 4].map(|look| NodeStyle { size: Some(1_000), ..look });
    let camera = Camera::default();
    let beside = Point::new(100.0 + 0.9 * by_relations[1] * nodes::growth(1.0), 200.0);
    assert_eq!(node_at(beside, &graph, &looks, &ROW, camera, VIEWPORT), Some(0));
    let looks = looks.map(|look| NodeStyle { size: Some(0), ..look });
    assert_eq!(node_at(beside, &graph, &looks, &ROW, camera, VIEWPORT), None);
}

#[test]
fn in_a_dense_picture_only_unmet_needs_are_loud_until_one_comes_closer_or_asks() {
    let terms = |actor: usize| (0..10).map(move |step| format!("x{}", (actor + step) % 40));
    let offers = |actor: usize| format!("a{actor} offers {}", terms(actor).collect::<Vec<_>>().join(", "));
    let offers: Vec<String> = (0..40).map(offers).collect();
    let graph = Graph::new(&notation::network(&format!("{}; a0 needs y", offers.join("; "))));
    let style = |node: usize| NodeStyle {
        coverage: if graph.nodes[node].id == "y".into() { Coverage::Unmet } else { Coverage::Covered },
        size: Some(0),
        ..NodeStyle::default()
    };
    let mut looks: Vec<NodeStyle> = (0..graph.nodes.len()).map(style).collect();
    let positions: Vec<f64> =
        (0..looks.len()).flat_map(|node| [25.0 * (node % 9) as f64, 25.0 * (node / 9) as f64]).collect();
    let lines = |looks: &[NodeStyle], zoom: f64| {
        let camera = Camera::fit(extent(looks, &positions).unwrap().0, VIEWPORT, 100.0);
        let list = back(&SceneInput {
            camera: camera.zoomed(zoom, camera.screen_from_world(Point::default(), VIEWPORT), VIEWPORT),
            ..input(&graph, looks, &DrawOrder::new(&graph, looks), &positions)
        });
        list.iter().filter(|batch| matches!(batch, Batch::Lines { .. })).count()
    };
    assert_eq!(lines(&looks, 1.0), 1, "the unmet need alone");
    assert_eq!(lines(&looks, 4.0), 2, "offers too");
    for (number, look) in looks.iter_mut().enumerate() {
        look.emphasis = if number % 40 < 20 { Emphasis::Normal } else { Emphasis::Faded };
    }
    assert_eq!(lines(&looks, 1.0), 2, "offers that a filter leaves");
}

#[test]
fn a_way_is_a_line_from_each_to_the_next_that_is_shown() {
    let (graph, mut looks) = (graph(), looks());
    let lines = |looks: &[NodeStyle]| {
        let order = DrawOrder::new(&graph, looks);
        let (front, _) = front(&SceneInput { way: &[0, 2, 1, 9], ..input(&graph, looks, &order, &ROW) });
        let stroke = Stroke { color: Theme::light().focus, width: 2.5, dash: None };
        let lines = front.batches.into_iter().filter_map(|batch| match batch {
            Batch::Lines { stroke: of_way, ends } if of_way == stroke => Some(ends),
            _ => None,
        });
        lines.flatten().collect::<Vec<_>>()
    };
    let at = |node: usize| (VIEWPORT.width / 2.0 + ROW[2 * node]) as f32;
    let drawn = lines(&looks);
    assert_eq!([drawn[0][0], drawn[drawn.len() - 1][2]], [at(0), at(1)]);
    assert!(drawn.iter().any(|[.., x, _]| *x == at(2)), "{drawn:?}");
    looks[2].emphasis = Emphasis::Hidden;
    assert_eq!(lines(&looks), [] as [[f32; 4]; 0]);
}

#[test]
fn a_topic_stands_among_what_it_takes_and_covers_nothing() {
    let (graph, looks) = (graph(), looks());
    let order = DrawOrder::new(&graph, &looks);
    // The middle between the two competencies is taken.
    let positions = [-300.0, 0.0, 0.0, 0.0, -200.0, 0.0, 200.0, 0.0];
    let topic = Topic { title: "Lernen".to_owned(), competencies: vec![2, 3] };
    let (front, _) = front(&SceneInput { topic: Some(&topic), ..input(&graph, &looks, &order, &positions) });
    let mut titles = front.batches.iter().filter_map(|batch| match batch {
        Batch::Text(text) if text.text == "Lernen" => Some(area_of(text)),
        _ => None,
    });
    let title = titles.next().unwrap();
    let centre = Point::new(VIEWPORT.width / 2.0, VIEWPORT.height / 2.0);
    assert!(title.centre().distance(centre) < 60.0, "{title:?}");
    for (node, &[x, y]) in positions.as_chunks::<2>().0.iter().enumerate() {
        let reach = node_radius(&graph, node);
        let symbol = Rectangle::around(Point::new(centre.x + x, centre.y + y), reach, reach);
        assert!(!symbol.overlaps(&title), "{}", looks[node].name);
    }
    // A line ends at the rim of each.
    let ends: Vec<Point> = front
        .batches
        .iter()
        .filter_map(|batch| match batch {
            Batch::Lines { ends, .. } => Some(ends),
            _ => None,
        })
        .flatten()
        .map(|[.., x, y]| Point::new(f64::from(*x), f64::from(*y)))
        .collect();
    for (node, x) in [(2, -200.0), (3, 200.0)] {
        let rim = |end: &Point| end.distance(Point::new(centre.x + x, centre.y)) - node_radius(&graph, node);
        assert!(ends.iter().any(|end| (0.0..10.0).contains(&rim(end))), "{ends:?}");
    }
}

#[test]
fn the_name_of_an_island_stands_where_there_is_room() {
    let mut network = Network::new("n".into());
    for number in 0..25 {
        network.put(Actor::new(format!("a{number:02}").as_str().into(), "Archiv"), Stamp(1));
    }
    let graph = Graph::new(&network);
    let looks: Vec<NodeStyle> =
        (0..25).map(|node| NodeStyle { sector: (node < 24).then_some(0), ..NodeStyle::default() }).collect();
    let order = DrawOrder::new(&graph, &looks);
    let sectors = ["Handwerk".to_owned()];
    let name = |stranger: Point| {
        let members =
            (0..24).map(|node| Point::new((node % 6) as f64 * 60.0 - 150.0, (node / 6) as f64 * 60.0 - 90.0));
        let positions: Vec<f64> = members.chain([stranger]).flat_map(|at| [at.x, at.y]).collect();
        let (front, _) =
            front(&SceneInput { sectors: &sectors, ..input(&graph, &looks, &order, &positions) });
        front.batches.iter().find_map(|batch| match batch {
            Batch::Text(text) if text.text == "Handwerk" => Some(area_of(text)),
            _ => None,
        })
    };
    let free = name(Point::new(390.0, 0.0)).unwrap();
    let centre = Point::new(VIEWPORT.width / 2.0, VIEWPORT.height / 2.0);
    let in_the_way = free.centre();
    let beside = name(Point::new(in_the_way.x - centre.x, in_the_way.y - centre.y)).unwrap();
    assert!(!beside.holds(in_the_way), "{beside:?}");
}

#[test]
fn attention_names_the_lines_and_keeps_every_name_in_place() {
    let places = |list: &DisplayList| {
        let texts = list.front.batches.iter().filter_map(|batch| match batch {
            Batch::Text(text) => Some((text.text.clone(), text.at)),
            _ => None,
        });
        texts.collect::<Vec<_>>()
    };
    let calm = places(&picture(&looks(), None));
    let lively = places(&picture(&looks(), Some(1)));
    assert!(calm.iter().all(|name| lively.contains(name)));
    assert!(lively.iter().any(|(text, _)| text == "sucht"));
}

#[test]
fn attention_changes_the_front_and_leaves_the_back_alone() {
    let (calm, lively) = (picture(&looks(), None), picture(&looks(), Some(1)));
    assert_eq!(calm.back, lively.back);
    assert_eq!(calm.front.dim, 0.0);
    assert!(lively.front.dim > 0.5);
    let marks = |list: &DisplayList| {
        list.front.batches.iter().filter(|batch| matches!(batch, Batch::Marks { .. })).count()
    };
    assert_eq!(
        (marks(&calm), marks(&lively)),
        (0, 4),
        "the node and its three neighbours stand above the dim"
    );
}

#[test]
fn what_is_alike_is_one_batch_at_many_places() {
    let mut network = Network::new("n".into());
    for name in ["x", "y", "z"] {
        network.put(Competency::new(name.into(), name), Stamp(1));
    }
    let graph = Graph::new(&network);
    let mut looks = [NodeStyle::default(); 3];
    looks[1].coverage = Coverage::Unmet;
    let order = DrawOrder::new(&graph, &looks);
    assert_eq!(order.groups, [vec![0, 2], vec![1]]);
}

#[test]
fn what_is_hidden_leaves_nothing_behind() {
    let mut looks = looks();
    looks[1].emphasis = Emphasis::Hidden;
    let text = record(&picture(&looks, Some(1)));
    assert!(!text.contains("Bücherei"));
    assert_eq!(text.matches("line ").count(), 1, "only the offer is left:\n{text}");
    assert_eq!(extent(&looks, &ROW).unwrap().0.width(), 600.0);
    assert_eq!(node_at(Point::new(300.0, 200.0), &graph(), &looks, &ROW, Camera::default(), VIEWPORT), None);
}

#[test]
fn what_is_faded_keeps_its_name_and_loses_its_lines() {
    let mut looks = looks();
    looks[1].emphasis = Emphasis::Faded;
    let (text, color) = (record(&picture(&looks, None)), Theme::light().faded_name());
    let mut lines = text.lines().filter(|line| line.trim_start().starts_with("line ")).peekable();
    assert!(lines.peek().is_some() && lines.all(|line| !line.contains("dashed")), "the offer alone:\n{text}");
    assert!(text.contains(&format!("\"Söhne <GmbH>\" {color}")), "{text}");
}

#[test]
fn a_pointer_finds_the_nearest_rim_within_a_finger() {
    let at = |x: f64, y: f64, scale: f64| {
        let camera = Camera::new(Point::default(), scale);
        node_at(Point::new(x, y), &graph(), &looks(), &ROW, camera, VIEWPORT)
    };
    assert_eq!(at(300.0, 200.0, 1.0), Some(1));
    assert_eq!(at(500.0, 211.0, 1.0), Some(2), "a small node has a large target");
    assert_eq!(at(400.0, 200.0, 1.0), None);
    assert_eq!(at(411.0, 200.0, 0.1), Some(2), "between two targets the nearer node");
}

#[test]
fn the_svg_is_text_and_escapes_it() {
    let svg = svg(&picture(&looks(), None), "Wer & was", "4 <Knoten>");
    assert!(svg.contains("<title id=\"title\">Wer &amp; was</title>"));
    assert!(svg.contains("&amp;") && svg.contains("&lt;GmbH&gt;") && !svg.contains("<GmbH>"));
}

#[test]
fn the_whole_example_names_everybody_and_everything() {
    let network = exchange::example();
    let coverage = coverage(&network, Measure::default(), &Day::new("2026-11-27"));
    let graph = Graph::new(&network);
    let looks: Vec<NodeStyle> = graph
        .nodes
        .iter()
        .map(|node| {
            let actor = network.actors.get(&node.id).map(|actor| actor.name.as_str());
            let competency = || network.competencies.get(&node.id).map(|competency| competency.name.as_str());
            let rows = coverage.iter().find(|row| row.competency == node.id);
            NodeStyle {
                name: actor.or_else(competency).unwrap_or_default(),
                coverage: match rows.map(|row| row.state) {
                    Some(State::Unmet) => Coverage::Unmet,
                    Some(State::OnlyOne) => Coverage::OnlyOne,
                    _ => Coverage::Covered,
                },
                ..NodeStyle::default()
            }
        })
        .collect();
    let positions: Vec<f64> = graph
        .nodes
        .iter()
        .flat_map(|node| network.positions.get(&node.id).map_or([f64::NAN; 2], |at| [at.x, at.y]))
        .collect();
    // What a window of 1366 by 768 pixels leaves for the picture.
    let viewport = Size { width: 1310.0, height: 570.0 };
    let camera = Camera::fit(extent(&looks, &positions).unwrap().0, viewport, 40.0);
    let (front, placement) = front(&SceneInput {
        camera,
        viewport,
        ..input(&graph, &looks, &DrawOrder::new(&graph, &looks), &positions)
    });

    let unnamed = (0..graph.nodes.len()).filter(|node| !placement.names(*node));
    assert_eq!(unnamed.map(|node| looks[node].name).collect::<Vec<_>>(), Vec::<&str>::new());

    let texts = front.batches.iter().filter_map(|batch| match batch {
        Batch::Text(text) => Some(text),
        _ => None,
    });
    let areas: Vec<Rectangle> = texts.map(area_of).collect();
    for (number, area) in areas.iter().enumerate() {
        assert!(areas[..number].iter().all(|other| !other.grown(-0.1).overlaps(area)));
        for (node, &[x, y]) in positions.as_chunks::<2>().0.iter().enumerate() {
            let at = camera.screen_from_world(Point::new(x, y), viewport);
            let radius = 0.9 * node_radius(&graph, node) * nodes::growth(camera.scale());
            assert!(!Rectangle::around(at, radius, radius).overlaps(area), "{} is covered", looks[node].name);
        }
    }
}

fn area_of(text: &Text) -> Rectangle {
    let width = text_width(&text.text, text.size, text.bold);
    let left = match text.align {
        Align::Left => text.at.x,
        Align::Middle => text.at.x - width / 2.0,
        Align::Right => text.at.x - width,
    };
    let centre = Point::new(left + width / 2.0, text.at.y);
    Rectangle::around(centre, width / 2.0, text.size / 2.0)
}

#[test]
fn a_sheet_has_a_title_above_and_the_legend_below_its_picture() {
    let theme = Theme::light();
    let before = picture(&looks(), None);
    let legend: Vec<_> = legend(3, false, &theme)
        .into_iter()
        .map(|entry| (entry, "K".to_owned(), "Was dieses Zeichen bedeutet".to_owned()))
        .collect();
    let caption = Caption { title: "Titel".into(), subtitle: "Goslar".into(), legend, note: String::new() };
    let sheet = sheet(before.clone(), &caption, &theme);
    let text = |list: &DisplayList, wanted: &str| {
        let mut texts = list.front.batches.iter().filter_map(|batch| match batch {
            Batch::Text(text) if text.text == wanted => Some(text.at),
            _ => None,
        });
        texts.next().unwrap()
    };
    let shifted = text(&sheet, "Archiv").y - text(&before, "Archiv").y;
    assert!(text(&sheet, "Titel").y < shifted && text(&sheet, "Goslar").y < shifted);
    let signs: Vec<Rectangle> = sheet
        .front
        .batches
        .iter()
        .filter_map(|batch| match batch {
            Batch::Text(text) if text.text.starts_with("Was") => Some(area_of(text)),
            _ => None,
        })
        .collect();
    assert_eq!(signs.len(), caption.legend.len());
    for (number, area) in signs.iter().enumerate() {
        assert!(area.top >= shifted + before.size.height, "below the picture");
        assert!(Rectangle::of_size(sheet.size).contains(area), "on the sheet");
        assert!(signs[..number].iter().all(|other| !other.overlaps(area)));
    }
}

#[test]
fn odd_places_and_indices_make_a_finite_picture() {
    let graph = graph();
    for camera in [Camera::new(Point::default(), 1e9), Camera::new(Point::new(1e7, -1e7), 1e-9)] {
        let list = build(&SceneInput {
            hovered: Some(77),
            keyboard_node: Some(3),
            connecting: Some((9, Point::default())),
            theme: &Theme::dark(),
            camera,
            viewport: Size::default(),
            words: EdgeWords { offers: "", needs: "" },
            ..input(&graph, &looks(), &DrawOrder::new(&graph, &looks()), &[1e7, 1e7, -1e7, 0.0, 0.0, 0.0])
        });
        assert!(!record(&list).contains("NaN"));
    }
}

#[test]
fn attention_at_a_hub_looks_only_at_as_many_names_as_have_room() {
    const MANY: usize = 5_000;
    let mut network = Network::new("n".into());
    network.put(Actor::new("hub".into(), "Nabe"), Stamp(1));
    for number in 0..MANY {
        let id = format!("a{number}");
        network.put(Actor::new(id.as_str().into(), id.as_str()), Stamp(1));
        network.put(Link::new(format!("l{number}").as_str().into(), "hub", id.as_str()), Stamp(1));
    }
    let graph = Graph::new(&network);
    let names: Vec<&str> = network.actors.iter().map(|actor| actor.name.as_str()).collect();
    let looks: Vec<NodeStyle> = names.iter().map(|name| NodeStyle { name, ..NodeStyle::default() }).collect();
    let place = |number: usize| [(number % 100) as f64 * 7.0 - 350.0, (number / 100) as f64 * 7.0 - 180.0];
    let positions: Vec<f64> = (0..graph.nodes.len()).flat_map(place).collect();
    let (front, _) = front(&SceneInput {
        hovered: Some(0),
        ..input(&graph, &looks, &DrawOrder::new(&graph, &looks), &positions)
    });
    let names = front.batches.iter().filter(|batch| matches!(batch, Batch::Text(_))).count();
    assert!((20..500).contains(&names), "{names} of {MANY}");
}
