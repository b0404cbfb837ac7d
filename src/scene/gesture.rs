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
