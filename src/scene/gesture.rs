//! What a pointer's movement means, told apart before anything happens: click, drag of a node, pan, pinch,
//! selection by rectangle or lasso.

use super::Point;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerKind {
    Down,
    Move,
    /// Moves with nothing pressed. After a [`PointerKind::Down`] it says that the release went elsewhere.
    Hover,
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
            PointerKind::Hover => self.cancel(event.id).or_else(|| self.moved(event, &hit)),
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
mod tests;
