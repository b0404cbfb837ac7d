use proptest::prelude::*;

use super::*;

const SCREEN: Size = Size { width: 900.0, height: 600.0 };

#[derive(Clone, Debug)]
struct Named {
    name: String,
    at: Point,
    radius: f64,
    urgency: Urgency,
}

fn nodes(most: usize) -> impl Strategy<Value = Vec<Named>> {
    let urgency = prop_oneof![
        Just(Urgency::First),
        Just(Urgency::Third),
        Just(Urgency::None),
        Just(Urgency::None),
        Just(Urgency::None)
    ];
    let node = ("[A-Za-zäöü -]{1,40}", -50.0..950.0_f64, -50.0..650.0_f64, 1.0..20.0_f64, urgency);
    let node =
        node.prop_map(|(name, x, y, radius, urgency)| Named { name, at: Point::new(x, y), radius, urgency });
    prop::collection::vec(node, 0..most)
}

fn wish(node: usize, named: &Named) -> Wish<'_> {
    Wish {
        node: Some(node),
        text: &named.name,
        size: 13.0,
        bold: false,
        color: Color::hex(0),
        at: named.at,
        radius: Some(named.radius),
        others: Vec::new(),
        urgency: named.urgency,
    }
}

fn symbols(nodes: &[Named]) -> Vec<Rectangle> {
    nodes.iter().map(|node| Rectangle::around(node.at, node.radius, node.radius)).collect()
}

fn placed(nodes: &[Named], previous: &Placement) -> (Vec<Label>, Placement) {
    placed_in(nodes, false, previous)
}

fn placed_in(nodes: &[Named], is_crowded: bool, previous: &Placement) -> (Vec<Label>, Placement) {
    let wishes: Vec<Wish> = nodes.iter().enumerate().map(|(number, node)| wish(number, node)).collect();
    let symbols = symbols(nodes);
    let surroundings = Surroundings {
        symbols: &symbols,
        narrowest_in_the_way: 8.0,
        narrowest_for_attention: 8.0,
        is_crowded,
        lines: &[],
        viewport: SCREEN,
        ground: Color::hex(0),
    };
    place(&wishes, &[WORDS], &surroundings, previous)
}

const WORDS: Wish = Wish {
    node: None,
    text: "bietet",
    size: 12.0,
    bold: false,
    color: Color::hex(0),
    at: Point { x: 300.0, y: 300.0 },
    radius: None,
    others: Vec::new(),
    urgency: Urgency::Fourth,
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_label_covers_a_label_or_a_node_or_leaves_the_screen(nodes in nodes(160)) {
        let (labels, placement) = placed(&nodes, &Placement::default());
        for round in [labels, placed(&nodes, &placement).0] {
            for (number, label) in round.iter().enumerate() {
                prop_assert!(round[..number].iter().all(|other| !other.area.overlaps(&label.area)));
                prop_assert!(Rectangle::of_size(SCREEN).contains(&label.area));
                for node in nodes.iter().filter(|node| node.radius >= 4.0) {
                    prop_assert!(!Rectangle::around(node.at, node.radius, node.radius).overlaps(&label.area));
                }
            }
        }
    }

    #[test]
    fn a_still_picture_keeps_every_label_where_it_is(nodes in nodes(120)) {
        let (_, first) = placed(&nodes, &Placement::default());
        let (_, second) = placed(&nodes, &first);
        for (node, choice) in &first.0 {
            let now = second.0.get(node);
            prop_assert!(now.is_some(), "label {node} went away");
            if second.0.len() == first.0.len() {
                prop_assert_eq!(now, Some(choice));
            }
        }
    }

    #[test]
    fn zooming_in_takes_hardly_a_name_away_twice(nodes in nodes(90)) {
        let mut placement = Placement::default();
        let mut losses = vec![0; nodes.len()];
        for step in 0..40 {
            let scale = 0.3 * 1.05_f64.powi(step);
            let closer: Vec<Named> = nodes.iter().map(|node| Named {
                at: Point::new(450.0 + (node.at.x - 450.0) * scale, 300.0 + (node.at.y - 300.0) * scale),
                radius: node.radius.min(10.0) * scale.sqrt(),
                ..node.clone()
            }).collect();
            // A name far from its symbol may have to give way to what moves past it.
            let (_, now) = placed_in(&closer, true, &placement);
            for (number, node) in closer.iter().enumerate() {
                let inside = Rectangle::of_size(SCREEN).grown(-260.0);
                let is_inside = inside.overlaps(&Rectangle::around(node.at, 0.5, 0.5));
                if is_inside && placement.0.contains_key(&number) && !now.0.contains_key(&number) {
                    losses[number] += 1;
                }
            }
            placement = now;
        }
        // What is pushed aside by a name that grows past it may be so again, but hardly ever.
        let twice = losses.iter().filter(|&&count| count > 1).count();
        prop_assert!(twice <= 1 + nodes.len() / 20, "{losses:?}");
    }
}

#[test]
fn attention_moves_no_label_but_those_it_needs_room_from() {
    let areas = |urgency: Urgency| {
        let nodes = [100.0, 118.0, 300.0].map(|x| Named {
            name: "Name".into(),
            at: Point::new(x, 100.0),
            radius: 8.0,
            urgency: if x == 118.0 { urgency } else { Urgency::None },
        });
        let (labels, _) = placed(&nodes, &Placement::default());
        labels.into_iter().map(|label| label.area.left as i64).collect::<Vec<_>>()
    };
    assert_eq!(areas(Urgency::None), areas(Urgency::First));
}

#[test]
fn a_name_without_room_pushes_others_aside() {
    // Only the place to its right is left to the last, and there stands the label of the one before.
    let blocked =
        |x, y, radius| Named { name: String::new(), at: Point::new(x, y), radius, urgency: Urgency::None };
    let named = |x: f64, y: f64| Named { name: "Straßenbau".into(), ..blocked(x, y, 6.0) };
    let nodes = [named(300.0, 270.0), named(300.0, 300.0), named(300.0, 285.0)];
    let (_, placement) = placed(&nodes, &Placement::default());
    assert_eq!(placement.0.len(), 3);
}

#[test]
fn a_name_does_not_stand_where_another_symbol_is_as_near() {
    let named = |name: &str, x: f64| Named {
        name: name.into(),
        at: Point::new(x, 300.0),
        radius: 8.0,
        urgency: Urgency::None,
    };
    let width = text_width("Archiv", 13.0, false);
    let nodes = [named("Archiv", 300.0), named("", 300.0 + width + 8.0 + 2.0 + 8.0 + 1.0)];
    let right_of = |nodes: &[Named]| placed(nodes, &Placement::default()).0[0].area.left > 300.0;
    assert!(right_of(&nodes[..1]), "the first choice");
    assert!(!right_of(&nodes));
}

#[test]
fn a_plate_reaches_as_far_as_dots_on_a_capital() {
    let plate = |name: &str| {
        let named =
            Named { name: name.into(), at: Point::new(300.0, 300.0), radius: 8.0, urgency: Urgency::None };
        let label = &placed(&[named], &Placement::default()).0[0];
        label.area.top - label.plate().top
    };
    assert!(plate("Über uns") > plate("Bücher"));
}
