//! What a pointer's movement means, told apart before anything happens: click, drag of a node, pan, pinch.

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
    /// A drag from a node draws a connection instead of moving the node.
    pub connects: bool,
    /// The browser's time stamp.
    pub at_millis: f64,
}

/// What the stage shall do about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    Hover(Option<usize>),
    /// `None` is the empty ground.
    Click(Option<usize>),
    DoubleClick(Option<usize>),
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
        connects: bool,
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

/// Turns pointer events into outcomes. Acts on release, so that moving off or Escape takes a press back.
#[derive(Clone, Debug, Default)]
pub struct Gesture {
    phase: Phase,
    hovered: Option<usize>,
    last_click: Option<(f64, Option<usize>)>,
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

    /// Escape: takes back what is under way.
    pub fn escape(&mut self) -> Option<Outcome> {
        let outcome = self.abandoned();
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
                    connects: event.connects,
                };
                None
            }
            Phase::Pressed { id, from: at, .. } | Phase::Panning { id, last: at } if id != event.id => {
                self.phase = Phase::Pinching { fingers: [(id, at), (event.id, event.at)] };
                None
            }
            // A second finger on the stage takes a drag back.
            Phase::Dragging { .. } | Phase::Connecting { .. } => self.escape(),
            _ => None,
        }
    }

    fn moved(&mut self, event: Pointer, hit: &dyn Fn(Point) -> Option<(usize, Point)>) -> Option<Outcome> {
        let at = event.at;
        match &mut self.phase {
            Phase::Idle => self.hover(hit(at).map(|(node, _)| node)),
            &mut Phase::Pressed { id, from, hit, grip, connects } if id == event.id => {
                let slop = if event.is_touch { TOUCH_SLOP } else { MOUSE_SLOP };
                if from.distance(at) <= slop {
                    return None;
                }
                self.phase = match hit {
                    Some(from) if connects => Phase::Connecting { id, from },
                    Some(node) => Phase::Dragging { id, node, grip },
                    None => Phase::Panning { id, last: from },
                };
                self.continued(at)
            }
            Phase::Dragging { id, .. } | Phase::Connecting { id, .. } | Phase::Panning { id, .. }
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
            Phase::Pressed { id, hit, .. } if id == event.id => {
                self.phase = Phase::Idle;
                let twice = self.last_click.take().is_some_and(|(at_millis, node)| {
                    node == hit && event.at_millis - at_millis <= DOUBLE_CLICK_MILLIS
                });
                if twice {
                    return Some(Outcome::DoubleClick(hit));
                }
                self.last_click = Some((event.at_millis, hit));
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
            | Phase::Panning { id, .. } => id,
            Phase::Idle | Phase::Pinching { .. } | Phase::Spent => id,
        };
        if owner != id {
            return None;
        }
        let outcome = self.abandoned();
        self.phase = Phase::Idle;
        outcome
    }

    fn abandoned(&self) -> Option<Outcome> {
        match self.phase {
            Phase::Dragging { node, .. } => Some(Outcome::DragCancelled { node }),
            Phase::Connecting { .. } => Some(Outcome::ConnectCancelled),
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

    /// Steps of pointer 1 unless told otherwise, 100 ms apart.
    fn check(steps: &[(PointerKind, f64, f64)], expected: Expect) {
        let steps: Vec<_> = steps.iter().map(|&(kind, x, y)| (kind, 1, x, y)).collect();
        check_fingers(&steps, false, expected);
    }

    fn check_fingers(steps: &[(PointerKind, i32, f64, f64)], connects: bool, expected: Expect) {
        let mut gesture = Gesture::default();
        let mut outcomes = String::new();
        for (number, &(kind, id, x, y)) in steps.iter().enumerate() {
            let at_millis = 100.0 * number as f64;
            let event = Pointer { kind, id, at: Point::new(x, y), is_touch: false, connects, at_millis };
            if let Some(outcome) = gesture.event(event, hit) {
                outcomes += &format!("{number}: {outcome:?}\n");
            }
        }
        expected.assert_eq(&outcomes);
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
                4: DoubleClick(Some(7))
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
        check_fingers(
            &[
                (Down, 1, 100.0, 200.0),
                (Down, 2, 200.0, 200.0),
                (Move, 2, 300.0, 200.0),
                (Up, 2, 300.0, 200.0),
                (Move, 1, 110.0, 200.0),
                (Up, 1, 110.0, 200.0),
            ],
            false,
            expect![[r#"
                2: Pinch { factor: 2.0, at: Point { x: 200.0, y: 200.0 }, dx: 50.0, dy: 0.0 }
                4: Pan { dx: 10.0, dy: 0.0 }
            "#]],
        );
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
                kind,
                id: 1,
                at: Point::new(x, 100.0),
                is_touch: true,
                connects: true,
                at_millis: 0.0,
            };
            gesture.event(event(Down, 100.0), hit);
            gesture.event(event(Move, 150.0), hit);
            assert_eq!(format!("{:?}", gesture.event(event(Up, x), hit).unwrap()), outcome);
        }
    }

    #[test]
    fn escape_takes_a_drag_back_and_the_release_means_nothing() {
        let mut gesture = Gesture::default();
        let event = |kind, x| Pointer {
            kind,
            id: 1,
            at: Point::new(x, 100.0),
            is_touch: false,
            connects: false,
            at_millis: 0.0,
        };
        gesture.event(event(Down, 100.0), hit);
        gesture.event(event(Move, 150.0), hit);
        assert_eq!(gesture.escape(), Some(Outcome::DragCancelled { node: 7 }));
        assert_eq!(gesture.event(event(Move, 160.0), hit), None);
        assert_eq!(gesture.event(event(Up, 160.0), hit), None);
        assert_eq!(gesture.event(event(Move, 100.0), hit), Some(Outcome::Hover(Some(7))));
    }
}
