//! What a pointer's movement means, told apart before anything happens: click, drag of a node, pan, pinch,
//! selection by rectangle or lasso.

use super::Point;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerKind {
    Down,
    Move,
    Up,
    /// Taken away by the browser, or Escape.
    Cancel,
    /// Left the stage.
    Leave,
}

/// One event of one pointer, on the stage in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pointer {
    pub kind: PointerKind,
    pub id: i32,
    pub at: Point,
    pub is_touch: bool,
    /// A click on a node, or a selection, adds to what is chosen.
    pub extends: bool,
    pub on_node: NodeDrag,
    pub on_ground: GroundDrag,
    /// The browser's time stamp.
    pub at_millis: f64,
}

/// What a drag means that begins on a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeDrag {
    Move,
    /// Draws a connection to another node.
    Connect,
    /// Nodes cannot be moved now: says so once, and pans.
    Refuse,
}

/// What a drag means that begins on the empty ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroundDrag {
    Pan,
    Select(Band),
}

/// The shape in which nodes are gathered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Band {
    Rectangle,
    /// Drawn freehand.
    Lasso,
}

/// What the stage shall do about it.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Hover(Option<usize>),
    /// `None` is the empty ground.
    Click(Option<usize>),
    /// The node joins what is chosen, or leaves it.
    Toggle(usize),
    DoubleClick {
        node: Option<usize>,
        at: Point,
    },
    /// A node was dragged that cannot be moved.
    DragRefused,
    /// The node's centre shall be at this place of the screen.
    DragNode {
        node: usize,
        to: Point,
    },
    Dropped {
        node: usize,
    },
    /// The node goes back to where it was.
    DragCancelled {
        node: usize,
    },
    Connecting {
        from: usize,
        to: Point,
    },
    Connected {
        from: usize,
        to: usize,
    },
    ConnectCancelled,
    /// [`Gesture::outline`] has changed.
    Selecting,
    Selected {
        outline: Vec<Point>,
        extends: bool,
    },
    SelectCancelled,
    Pan {
        dx: f64,
        dy: f64,
    },
    /// Closer by `factor` around a place of the screen, and moved along with the fingers.
    Pinch {
        factor: f64,
        at: Point,
        dx: f64,
        dy: f64,
    },
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Phase {
    #[default]
    Idle,
    /// Down, and not yet moved far enough to mean a drag.
    Pressed {
        id: i32,
        from: Point,
        hit: Option<usize>,
        grip: Point,
        extends: bool,
        on_node: NodeDrag,
        on_ground: GroundDrag,
    },
    Dragging {
        id: i32,
        node: usize,
        grip: Point,
    },
    Connecting {
        id: i32,
        from: usize,
    },
    Selecting {
        id: i32,
        band: Band,
        extends: bool,
    },
    Panning {
        id: i32,
        last: Point,
    },
    Pinching {
        fingers: [(i32, Point); 2],
    },
    /// A finger left over from a pinch or a cancelled drag means nothing.
    Spent,
}

/// How far a pointer may stray and still click; fingers roll.
const MOUSE_SLOP: f64 = 4.0;
const TOUCH_SLOP: f64 = 10.0;
const DOUBLE_CLICK_MILLIS: f64 = 350.0;
/// How far apart two clicks may be and still be a double click.
const DOUBLE_CLICK_REACH: f64 = 24.0;
/// A lasso notes its way in steps of this length.
const LASSO_STEP: f64 = 3.0;

/// Turns pointer events into outcomes. Acts on release, so that moving off or Escape takes a press back.
#[derive(Clone, Debug, Default)]
pub struct Gesture {
    phase: Phase,
    hovered: Option<usize>,
    last_click: Option<Click>,
    outline: Vec<Point>,
}

#[derive(Clone, Copy, Debug)]
struct Click {
    node: Option<usize>,
    at: Point,
    at_millis: f64,
}

impl Gesture {
    /// `hit` tells which node lies under a point, and where its centre is on the screen.
    pub fn event(
        &mut self,
        event: Pointer,
        hit: impl Fn(Point) -> Option<(usize, Point)>,
    ) -> Option<Outcome> {
        match event.kind {
            PointerKind::Down => self.down(event, &hit),
            PointerKind::Move => self.moved(event, &hit),
            PointerKind::Up => self.up(event, &hit),
            PointerKind::Cancel => self.cancel(event.id),
            PointerKind::Leave => self.hover(None),
        }
    }

    /// The closed shape of a selection under way, on the screen; empty otherwise.
    pub fn outline(&self) -> &[Point] {
        &self.outline
    }

    /// Escape: takes back what is under way.
    pub fn escape(&mut self) -> Option<Outcome> {
        let outcome = self.abandon();
        self.phase = if self.phase == Phase::Idle { Phase::Idle } else { Phase::Spent };
        outcome
    }

    fn down(&mut self, event: Pointer, hit: &dyn Fn(Point) -> Option<(usize, Point)>) -> Option<Outcome> {
        match self.phase {
            Phase::Idle => {
                let under = hit(event.at);
                let centre = under.map_or(event.at, |(_, centre)| centre);
                self.phase = Phase::Pressed {
                    id: event.id,
                    from: event.at,
                    hit: under.map(|(node, _)| node),
                    grip: Point::new(centre.x - event.at.x, centre.y - event.at.y),
                    extends: event.extends,
                    on_node: event.on_node,
                    on_ground: event.on_ground,
                };
                None
            }
            Phase::Pressed { id, from: at, .. } | Phase::Panning { id, last: at } if id != event.id => {
                self.phase = Phase::Pinching { fingers: [(id, at), (event.id, event.at)] };
                None
            }
            // A second finger on the stage takes a drag back.
            Phase::Dragging { .. } | Phase::Connecting { .. } | Phase::Selecting { .. } => self.escape(),
            _ => None,
        }
    }

    fn moved(&mut self, event: Pointer, hit: &dyn Fn(Point) -> Option<(usize, Point)>) -> Option<Outcome> {
        let at = event.at;
        match &mut self.phase {
            Phase::Idle => self.hover(hit(at).map(|(node, _)| node)),
            &mut Phase::Pressed { id, from, hit, grip, extends, on_node, on_ground } if id == event.id => {
                let slop = if event.is_touch { TOUCH_SLOP } else { MOUSE_SLOP };
                if from.distance(at) <= slop {
                    return None;
                }
                self.phase = match (hit, on_node, on_ground) {
                    (Some(from), NodeDrag::Connect, _) => Phase::Connecting { id, from },
                    (Some(node), NodeDrag::Move, _) => Phase::Dragging { id, node, grip },
                    (None, _, GroundDrag::Select(band)) => {
                        self.outline = vec![from];
                        Phase::Selecting { id, band, extends }
                    }
                    (Some(_), NodeDrag::Refuse, _) | (None, _, GroundDrag::Pan) => {
                        Phase::Panning { id, last: from }
                    }
                };
                if hit.is_some() && on_node == NodeDrag::Refuse {
                    return Some(Outcome::DragRefused);
                }
                self.continued(at)
            }
            Phase::Dragging { id, .. }
            | Phase::Connecting { id, .. }
            | Phase::Selecting { id, .. }
            | Phase::Panning { id, .. }
                if *id == event.id =>
            {
                self.continued(at)
            }
            Phase::Pinching { fingers } => {
                let old = *fingers;
                let moved = fingers.iter_mut().find(|(id, _)| *id == event.id)?;
                moved.1 = at;
                let [before, after] =
                    [old, *fingers].map(|[(_, one), (_, other)]| (one.midpoint(other), one.distance(other)));
                Some(Outcome::Pinch {
                    factor: after.1.max(1.0) / before.1.max(1.0),
                    at: after.0,
                    dx: after.0.x - before.0.x,
                    dy: after.0.y - before.0.y,
                })
            }
            _ => None,
        }
    }

    fn continued(&mut self, at: Point) -> Option<Outcome> {
        match &mut self.phase {
            Phase::Dragging { node, grip, .. } => {
                Some(Outcome::DragNode { node: *node, to: Point::new(at.x + grip.x, at.y + grip.y) })
            }
            Phase::Connecting { from, .. } => Some(Outcome::Connecting { from: *from, to: at }),
            Phase::Selecting { band: Band::Rectangle, .. } => {
                let from = *self.outline.first()?;
                self.outline = vec![from, Point::new(at.x, from.y), at, Point::new(from.x, at.y)];
                Some(Outcome::Selecting)
            }
            Phase::Selecting { band: Band::Lasso, .. } => {
                if self.outline.last().is_none_or(|last| last.distance(at) >= LASSO_STEP) {
                    self.outline.push(at);
                }
                Some(Outcome::Selecting)
            }
            Phase::Panning { last, .. } => {
                let (dx, dy) = (at.x - last.x, at.y - last.y);
                *last = at;
                Some(Outcome::Pan { dx, dy })
            }
            _ => None,
        }
    }

    fn up(&mut self, event: Pointer, hit: &dyn Fn(Point) -> Option<(usize, Point)>) -> Option<Outcome> {
        match self.phase {
            Phase::Pressed { id, hit, extends, .. } if id == event.id => {
                self.phase = Phase::Idle;
                let click = Click { node: hit, at: event.at, at_millis: event.at_millis };
                if let (Some(node), true) = (hit, extends) {
                    return Some(Outcome::Toggle(node));
                }
                let twice = self.last_click.take().is_some_and(|first| {
                    first.node == click.node
                        && first.at.distance(click.at) <= DOUBLE_CLICK_REACH
                        && click.at_millis - first.at_millis <= DOUBLE_CLICK_MILLIS
                });
                if twice {
                    return Some(Outcome::DoubleClick { node: hit, at: event.at });
                }
                self.last_click = Some(click);
                Some(Outcome::Click(hit))
            }
            Phase::Dragging { id, node, .. } if id == event.id => {
                self.phase = Phase::Idle;
                Some(Outcome::Dropped { node })
            }
            Phase::Connecting { id, from } if id == event.id => {
                self.phase = Phase::Idle;
                let to = hit(event.at).map(|(node, _)| node).filter(|&to| to != from);
                Some(to.map_or(Outcome::ConnectCancelled, |to| Outcome::Connected { from, to }))
            }
            Phase::Selecting { id, extends, .. } if id == event.id => {
                self.phase = Phase::Idle;
                Some(Outcome::Selected { outline: std::mem::take(&mut self.outline), extends })
            }
            Phase::Panning { id, .. } if id == event.id => {
                self.phase = Phase::Idle;
                None
            }
            Phase::Pinching { fingers } => {
                let rest = fingers.into_iter().find(|(id, _)| *id != event.id)?;
                // The finger that stays pans on.
                self.phase = Phase::Panning { id: rest.0, last: rest.1 };
                None
            }
            Phase::Spent => {
                self.phase = Phase::Idle;
                None
            }
            _ => None,
        }
    }

    fn cancel(&mut self, id: i32) -> Option<Outcome> {
        let owner = match self.phase {
            Phase::Pressed { id, .. }
            | Phase::Dragging { id, .. }
            | Phase::Connecting { id, .. }
            | Phase::Selecting { id, .. }
            | Phase::Panning { id, .. } => id,
            Phase::Idle | Phase::Pinching { .. } | Phase::Spent => id,
        };
        if owner != id {
            return None;
        }
        let outcome = self.abandon();
        self.phase = Phase::Idle;
        outcome
    }

    fn abandon(&mut self) -> Option<Outcome> {
        self.outline.clear();
        match self.phase {
            Phase::Dragging { node, .. } => Some(Outcome::DragCancelled { node }),
            Phase::Connecting { .. } => Some(Outcome::ConnectCancelled),
            Phase::Selecting { .. } => Some(Outcome::SelectCancelled),
            _ => None,
        }
    }

    fn hover(&mut self, node: Option<usize>) -> Option<Outcome> {
        if self.hovered == node {
            return None;
        }
        self.hovered = node;
        Some(Outcome::Hover(node))
    }
}

#[cfg(test)]
mod tests {
    use PointerKind::{Cancel, Down, Leave, Move, Up};
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
        for (x, outcome) in [
            (300.0, "Connected { from: 7, to: 8 }"),
            (200.0, "ConnectCancelled"),
            (105.0, "ConnectCancelled"),
        ] {
            let mut gesture = Gesture::default();
            let event = |kind, x| Pointer {
                is_touch: true,
                on_node: NodeDrag::Connect,
                ..plain(kind, x, 100.0, 0.0)
            };
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
        let event = |kind, x| Pointer {
            on_ground: GroundDrag::Select(Band::Rectangle),
            ..plain(kind, x, 200.0, 0.0)
        };
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
}
