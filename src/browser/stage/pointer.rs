//! Pointer and wheel: events go to the gesture, its outcomes move nodes and camera.

use web_sys::{PointerEvent, WheelEvent};

use crate::scene::{Outcome, Point, Pointer, PointerKind, node_at};

use super::{Stage, StageEvent, painting::with_looks, place_of};

/// How much one unit of wheel movement zooms; a trackpad pinch comes as a wheel with Ctrl and smaller numbers.
const WHEEL_RATE: f64 = 0.0016;
const PINCH_RATE: f64 = 0.012;

impl Stage {
    /// Takes back a drag that is under way; whether there was one.
    pub fn escape(&self) -> bool {
        let outcome = self.inner.borrow_mut().gesture.escape();
        let under_way = outcome.is_some();
        self.react(outcome);
        under_way
    }

    pub fn pointer(&self, kind: PointerKind, event: &PointerEvent) {
        if kind == PointerKind::Down {
            if event.button() != 0 {
                return;
            }
            // Fails only for a pointer that is gone already.
            let _ = self.canvas.set_pointer_capture(event.pointer_id());
        }
        let pointer = Pointer {
            kind,
            id: event.pointer_id(),
            at: Point::new(f64::from(event.offset_x()), f64::from(event.offset_y())),
            is_touch: event.pointer_type() == "touch",
            connects: event.shift_key() || event.alt_key(),
            at_millis: event.time_stamp(),
        };
        let mut inner = self.inner.borrow_mut();
        let mut gesture = std::mem::take(&mut inner.gesture);
        let outcome = gesture.event(pointer, |at| {
            let node = with_looks(&inner, |looks| {
                node_at(at, &inner.graph, looks, &inner.positions, inner.camera, inner.viewport)
            })?;
            Some((node, inner.camera.screen_from_world(place_of(&inner, node)?, inner.viewport)))
        });
        inner.gesture = gesture;
        drop(inner);
        self.react(outcome);
    }

    pub fn wheel(&self, event: &WheelEvent) {
        event.prevent_default();
        // Lines and pages, in a browser that counts in them, in pixels.
        let unit = [1.0, 16.0, 400.0].get(event.delta_mode() as usize).copied().unwrap_or(1.0);
        let rate = if event.ctrl_key() { PINCH_RATE } else { WHEEL_RATE };
        let factor = (-event.delta_y() * unit * rate).exp();
        let at = Point::new(f64::from(event.offset_x()), f64::from(event.offset_y()));
        let mut inner = self.inner.borrow_mut();
        inner.glide = None;
        inner.camera_is_free = true;
        inner.camera = inner.camera.zoomed(factor, at, inner.viewport);
        drop(inner);
        self.changed();
    }

    fn react(&self, outcome: Option<Outcome>) {
        let Some(outcome) = outcome else { return };
        let mut inner = self.inner.borrow_mut();
        let event = match outcome {
            Outcome::Hover(node) => {
                inner.hovered = node;
                let _ = self
                    .canvas
                    .style()
                    .set_property("cursor", if node.is_some() { "pointer" } else { "grab" });
                None
            }
            Outcome::Click(node) => Some(StageEvent::Clicked(node)),
            Outcome::DoubleClick(node) => node.map(StageEvent::DoubleClicked),
            Outcome::DragNode { node, to } => {
                if let Some(at) = place_of(&inner, node)
                    && inner.dragged.is_none()
                {
                    inner.dragged = Some((node, at.x, at.y));
                }
                let to = inner.camera.world_from_screen(to, inner.viewport);
                inner.positions[2 * node] = to.x;
                inner.positions[2 * node + 1] = to.y;
                inner.hovered = Some(node);
                None
            }
            Outcome::Dropped { node } => {
                inner.dragged = None;
                place_of(&inner, node).map(|at| StageEvent::Dropped { node, x: at.x, y: at.y })
            }
            Outcome::DragCancelled { node } => {
                if let Some((_, x, y)) = inner.dragged.take() {
                    inner.positions[2 * node] = x;
                    inner.positions[2 * node + 1] = y;
                }
                None
            }
            Outcome::Connecting { from, to } => {
                inner.connecting = Some((from, to));
                None
            }
            Outcome::Connected { from, to } => {
                inner.connecting = None;
                Some(StageEvent::Connected { from, to })
            }
            Outcome::ConnectCancelled => {
                inner.connecting = None;
                None
            }
            Outcome::Pan { dx, dy } => {
                inner.camera_is_free = true;
                inner.glide = None;
                inner.camera = inner.camera.panned(dx, dy);
                None
            }
            Outcome::Pinch { factor, at, dx, dy } => {
                inner.camera_is_free = true;
                inner.glide = None;
                inner.camera = inner.camera.panned(dx, dy).zoomed(factor, at, inner.viewport);
                None
            }
        };
        drop(inner);
        if let Some(event) = event {
            (self.on_event)(event);
        }
        self.changed();
    }
}
