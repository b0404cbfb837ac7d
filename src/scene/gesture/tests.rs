use PointerKind::{Cancel, Down, Hover, Leave, Move, Up};
use expect_test::{Expect, expect};

use super::*;

/// A node 7 around (100, 100) and a node 8 around (300, 100), each 20 in radius.
fn hit(at: Point) -> Option<(usize, Point)> {
    [(7, Point::new(100.0, 100.0)), (8, Point::new(300.0, 100.0))]
        .into_iter()
        .find(|(_, centre)| centre.distance(at) < 20.0)
}

/// Of pointer 1, a mouse, with nothing held.
fn plain(kind: PointerKind, x: f64, y: f64, at_millis: f64) -> Pointer {
    Pointer {
        kind,
        id: 1,
        at: Point::new(x, y),
        is_touch: false,
        extends: false,
        on_node: NodeDrag::Move,
        on_ground: GroundDrag::Pan,
        at_millis,
    }
}

fn outcomes(events: impl IntoIterator<Item = Pointer>) -> String {
    let mut gesture = Gesture::default();
    let numbered = events.into_iter().enumerate();
    numbered
        .filter_map(|(number, event)| Some(format!("{number}: {:?}\n", gesture.event(event, hit)?)))
        .collect()
}

/// Steps of pointer 1, 100 ms apart.
fn check(steps: &[(PointerKind, f64, f64)], expected: Expect) {
    check_with(steps, |event| event, expected);
}

fn check_with(steps: &[(PointerKind, f64, f64)], change: impl Fn(Pointer) -> Pointer, expected: Expect) {
    let numbered = steps.iter().enumerate();
    let events = numbered.map(|(number, &(kind, x, y))| change(plain(kind, x, y, 100.0 * number as f64)));
    expected.assert_eq(&outcomes(events));
}

#[test]
fn clicks_on_release_and_twice_is_a_double_click() {
    check(
        &[
            (Down, 100.0, 100.0),
            (Move, 102.0, 101.0),
            (Up, 102.0, 101.0),
            (Down, 100.0, 100.0),
            (Up, 100.0, 100.0),
        ],
        expect![[r#"
            2: Click(Some(7))
            4: DoubleClick { node: Some(7), at: Point { x: 100.0, y: 100.0 } }
        "#]],
    );
}

#[test]
fn two_clicks_on_different_things_are_two_clicks() {
    check(
        &[(Down, 100.0, 100.0), (Up, 100.0, 100.0), (Down, 200.0, 100.0), (Up, 200.0, 100.0)],
        expect![[r#"
            1: Click(Some(7))
            3: Click(None)
        "#]],
    );
}

#[test]
fn a_drag_keeps_the_grip_and_can_be_taken_back() {
    check(
        &[(Down, 110.0, 100.0), (Move, 150.0, 100.0), (Up, 160.0, 100.0)],
        expect![[r#"
            1: DragNode { node: 7, to: Point { x: 140.0, y: 100.0 } }
            2: Dropped { node: 7 }
        "#]],
    );
    check(
        &[(Down, 100.0, 100.0), (Move, 150.0, 100.0), (Cancel, 150.0, 100.0), (Move, 160.0, 100.0)],
        expect![[r#"
            1: DragNode { node: 7, to: Point { x: 150.0, y: 100.0 } }
            2: DragCancelled { node: 7 }
        "#]],
    );
}

#[test]
fn the_ground_pans() {
    check(
        &[
            (Down, 200.0, 200.0),
            (Move, 202.0, 200.0),
            (Move, 210.0, 190.0),
            (Move, 211.0, 190.0),
            (Up, 211.0, 190.0),
        ],
        expect![[r#"
            2: Pan { dx: 10.0, dy: -10.0 }
            3: Pan { dx: 1.0, dy: 0.0 }
        "#]],
    );
}

#[test]
fn hovers_once_per_node() {
    check(
        &[
            (Move, 100.0, 100.0),
            (Move, 101.0, 100.0),
            (Move, 200.0, 100.0),
            (Move, 300.0, 100.0),
            (Leave, 0.0, 0.0),
        ],
        expect![[r#"
            0: Hover(Some(7))
            2: Hover(None)
            3: Hover(Some(8))
            4: Hover(None)
        "#]],
    );
}

#[test]
fn two_fingers_pinch_and_the_last_one_pans_on() {
    let step = |kind, id, x| Pointer { id, ..plain(kind, x, 200.0, 0.0) };
    let events = [
        step(Down, 1, 100.0),
        step(Down, 2, 200.0),
        step(Move, 2, 300.0),
        step(Up, 2, 300.0),
        step(Move, 1, 110.0),
        step(Up, 1, 110.0),
    ];
    expect![[r#"
        2: Pinch { factor: 2.0, at: Point { x: 200.0, y: 200.0 }, dx: 50.0, dy: 0.0 }
        4: Pan { dx: 10.0, dy: 0.0 }
    "#]]
    .assert_eq(&outcomes(events));
}

#[test]
fn connects_two_nodes_but_none_with_itself_or_the_ground() {
    for (x, outcome) in
        [(300.0, "Connected { from: 7, to: 8 }"), (200.0, "ConnectCancelled"), (105.0, "ConnectCancelled")]
    {
        let mut gesture = Gesture::default();
        let event =
            |kind, x| Pointer { is_touch: true, on_node: NodeDrag::Connect, ..plain(kind, x, 100.0, 0.0) };
        gesture.event(event(Down, 100.0), hit);
        gesture.event(event(Move, 150.0), hit);
        assert_eq!(format!("{:?}", gesture.event(event(Up, x), hit).unwrap()), outcome);
    }
}

#[test]
fn escape_takes_a_drag_back_and_the_release_means_nothing() {
    let mut gesture = Gesture::default();
    let event = |kind, x| plain(kind, x, 100.0, 0.0);
    gesture.event(event(Down, 100.0), hit);
    gesture.event(event(Move, 150.0), hit);
    assert_eq!(gesture.escape(), Some(Outcome::DragCancelled { node: 7 }));
    assert_eq!(gesture.event(event(Move, 160.0), hit), None);
    assert_eq!(gesture.event(event(Up, 160.0), hit), None);
    assert_eq!(gesture.event(event(Move, 100.0), hit), Some(Outcome::Hover(Some(7))));
}

#[test]
fn two_clicks_far_apart_on_the_ground_are_two_clicks() {
    check(
        &[(Down, 200.0, 100.0), (Up, 200.0, 100.0), (Down, 240.0, 100.0), (Up, 240.0, 100.0)],
        expect![[r#"
            1: Click(None)
            3: Click(None)
        "#]],
    );
}

#[test]
fn a_rectangle_and_a_lasso_gather_from_the_ground_only() {
    let path = [
        (Down, 200.0, 200.0),
        (Move, 250.0, 210.0),
        (Move, 251.0, 210.0),
        (Move, 240.0, 260.0),
        (Up, 240.0, 260.0),
    ];
    let by = |band| move |event| Pointer { on_ground: GroundDrag::Select(band), ..event };
    check_with(
        &path,
        by(Band::Rectangle),
        expect![[r#"
        1: Selecting
        2: Selecting
        3: Selecting
        4: Selected { outline: [Point { x: 200.0, y: 200.0 }, Point { x: 240.0, y: 200.0 }, Point { x: 240.0, y: 260.0 }, Point { x: 200.0, y: 260.0 }], extends: false }
    "#]],
    );
    check_with(
        &path,
        by(Band::Lasso),
        expect![[r#"
        1: Selecting
        2: Selecting
        3: Selecting
        4: Selected { outline: [Point { x: 200.0, y: 200.0 }, Point { x: 250.0, y: 210.0 }, Point { x: 240.0, y: 260.0 }], extends: false }
    "#]],
    );
    let from_node = [(Down, 100.0, 100.0), (Move, 150.0, 100.0), (Up, 150.0, 100.0)];
    check_with(
        &from_node,
        by(Band::Lasso),
        expect![[r#"
        1: DragNode { node: 7, to: Point { x: 150.0, y: 100.0 } }
        2: Dropped { node: 7 }
    "#]],
    );
}

#[test]
fn a_selection_is_taken_back_by_escape() {
    let mut gesture = Gesture::default();
    let event =
        |kind, x| Pointer { on_ground: GroundDrag::Select(Band::Rectangle), ..plain(kind, x, 200.0, 0.0) };
    gesture.event(event(Down, 100.0), hit);
    gesture.event(event(Move, 150.0), hit);
    assert_eq!(gesture.outline().len(), 4);
    assert_eq!(gesture.escape(), Some(Outcome::SelectCancelled));
    assert_eq!(gesture.outline(), []);
    assert_eq!(gesture.event(event(Up, 160.0), hit), None);
}

#[test]
fn a_click_that_extends_toggles_and_never_counts_twice() {
    let click = [(Down, 100.0, 100.0), (Up, 100.0, 100.0), (Down, 100.0, 100.0), (Up, 100.0, 100.0)];
    check_with(
        &click,
        |event| Pointer { extends: true, ..event },
        expect![[r#"
        1: Toggle(7)
        3: Toggle(7)
    "#]],
    );
}

#[test]
fn a_node_with_a_fixed_place_says_so_once_and_the_ground_pans() {
    check_with(
        &[(Down, 100.0, 100.0), (Move, 150.0, 100.0), (Move, 160.0, 100.0), (Up, 160.0, 100.0)],
        |event| Pointer { on_node: NodeDrag::Refuse, ..event },
        expect![[r#"
            1: DragRefused
            2: Pan { dx: 60.0, dy: 0.0 }
        "#]],
    );
}

#[test]
fn a_release_that_went_elsewhere_takes_the_drag_back() {
    check(
        &[
            (Hover, 100.0, 100.0),
            (Down, 100.0, 100.0),
            (Move, 150.0, 100.0),
            (Hover, 200.0, 100.0),
            (Hover, 300.0, 100.0),
            (Down, 300.0, 100.0),
            (Up, 300.0, 100.0),
        ],
        expect![[r#"
            0: Hover(Some(7))
            2: DragNode { node: 7, to: Point { x: 150.0, y: 100.0 } }
            3: DragCancelled { node: 7 }
            4: Hover(Some(8))
            6: Click(Some(8))
        "#]],
    );
}

#[test]
fn what_was_taken_back_unseen_costs_no_click() {
    let mut gesture = Gesture::default();
    let mut after = |kind, x| gesture.event(plain(kind, x, 100.0, 0.0), hit);
    after(Down, 100.0);
    after(Move, 150.0);
    assert_eq!(gesture.escape(), Some(Outcome::DragCancelled { node: 7 }));
    let mut after = |kind, x| gesture.event(plain(kind, x, 100.0, 0.0), hit);
    after(Hover, 300.0);
    after(Down, 300.0);
    assert_eq!(after(Up, 300.0), Some(Outcome::Click(Some(8))));
}
