//! Pointer and wheel: events go to the gesture, its outcomes move nodes and camera.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, PointerEvent, WheelEvent};

use crate::browser::page;
use crate::scene::{
    Band, GroundDrag, NodeDrag, Outcome, Point, Pointer, PointerKind, Turn, WheelOutcome, node_at,
    nodes_within,
};

use super::{
    Inner, Stage, StageEvent,
    painting::with_looks,
    place_of,
    view::{glide, heading},
};

/// How much closer a double click on the ground brings it.
const DOUBLE_CLICK_FACTOR: f64 = 2.0;

impl Stage {
    pub(super) fn listen_to_canvas(&self) {
        let asks = EventListenerOptions::enable_prevent_default();
        let on = |target: &EventTarget, name: &'static str, options, hear: fn(&Self, &web_sys::Event)| {
            let stage = self.this.clone();
            EventListener::new_with_options(target, name, options, move |event| {
                if let Some(stage) = stage.upgrade() {
                    hear(&stage, event);
                }
            })
        };
        let mut listeners = self.listeners.borrow_mut();
        // A capture is lost after each release, too; by then nothing is under way.
        for name in
            ["pointerdown", "pointermove", "pointerup", "pointercancel", "lostpointercapture", "pointerleave"]
        {
            listeners.push(on(&self.canvas, name, EventListenerOptions::default(), |stage, event| {
                let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
                let kind = match event.type_().as_str() {
                    "pointerdown" => PointerKind::Down,
                    "pointermove" if event.buttons() == 0 => PointerKind::Hover,
                    "pointermove" => PointerKind::Move,
                    "pointerup" => PointerKind::Up,
                    "pointerleave" => PointerKind::Leave,
                    _ => PointerKind::Cancel,
                };
                stage.pointer(kind, event);
            }));
        }
        if let Some(window) = page::window() {
            // Where the pointer is released then, nobody says.
            listeners.push(on(&window, "blur", EventListenerOptions::default(), |stage, _| {
                stage.escape();
            }));
        }
        listeners.push(on(&self.canvas, "wheel", asks, |stage, event| {
            if let Some(event) = event.dyn_ref() {
                stage.wheel(event);
            }
        }));
        for query in ["(prefers-color-scheme: dark)", "(forced-colors: active)"] {
            if let Some(list) = page::window().and_then(|window| window.match_media(query).ok().flatten()) {
                listeners.push(on(&list, "change", EventListenerOptions::default(), |stage, _| {
                    stage.choose_theme(stage.theme_choice.get());
                }));
            }
        }
    }

    /// Takes back a drag that is under way; whether there was one.
    pub fn escape(&self) -> bool {
        let outcome = self.inner.borrow_mut().gesture.escape();
        let under_way = outcome.is_some();
        self.react(outcome);
        under_way
    }

    fn pointer(&self, kind: PointerKind, event: &PointerEvent) {
        if kind == PointerKind::Down {
            if event.button() != 0 {
                return;
            }
            // Fails only for a pointer that is gone already.
            let _ = self.canvas.set_pointer_capture(event.pointer_id());
        }
        let mut inner = self.inner.borrow_mut();
        let shift = event.shift_key();
        let pointer = Pointer {
            kind,
            id: event.pointer_id(),
            at: Point::new(f64::from(event.offset_x()), f64::from(event.offset_y())),
            is_touch: event.pointer_type() == "touch",
            extends: shift,
            on_node: if shift || event.alt_key() {
                NodeDrag::Connect
            } else if inner.may_move {
                NodeDrag::Move
            } else {
                NodeDrag::Refuse
            },
            on_ground: match inner.band {
                Some(band) => GroundDrag::Select(band),
                None if shift => GroundDrag::Select(Band::Rectangle),
                None => GroundDrag::Pan,
            },
            at_millis: event.time_stamp(),
        };
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

    fn wheel(&self, event: &WheelEvent) {
        event.prevent_default();
        // Lines and pages, in a browser that counts in them, in pixels.
        let unit = [1.0, 16.0, 400.0].get(event.delta_mode() as usize).copied().unwrap_or(1.0);
        let turn = Turn {
            dx: event.delta_x() * unit,
            dy: event.delta_y() * unit,
            is_in_pixels: event.delta_mode() == WheelEvent::DOM_DELTA_PIXEL,
            control: event.ctrl_key(),
            at_millis: event.time_stamp(),
        };
        let at = Point::new(f64::from(event.offset_x()), f64::from(event.offset_y()));
        let mut inner = self.inner.borrow_mut();
        inner.glide = None;
        inner.camera_is_free = true;
        inner.camera = match inner.wheel.turn(turn) {
            WheelOutcome::Zoom { factor } => inner.camera.zoomed(factor, at, inner.viewport),
            WheelOutcome::Pan { dx, dy } => inner.camera.panned(dx, dy),
        };
        drop(inner);
        self.changed();
    }

    /// What a press would do is told by the pointer's shape.
    pub(super) fn show_cursor(&self, inner: &Inner) {
        let shape = match (inner.hovered, inner.band) {
            (Some(_), _) => "pointer",
            (None, Some(_)) => "crosshair",
            (None, None) => "grab",
        };
        // A property of every element's style.
        let _ = self.canvas.style().set_property("cursor", shape);
    }

    fn react(&self, outcome: Option<Outcome>) {
        let Some(outcome) = outcome else { return };
        let mut inner = self.inner.borrow_mut();
        let event = match outcome {
            Outcome::Hover(node) => {
                inner.hovered = node;
                self.show_cursor(&inner);
                None
            }
            Outcome::Click(node) => Some(StageEvent::Clicked(node)),
            Outcome::Toggle(node) => Some(StageEvent::Toggled(node)),
            Outcome::DoubleClick { node: Some(node), .. } => Some(StageEvent::DoubleClicked(node)),
            Outcome::DoubleClick { node: None, at } => {
                let to = heading(&inner).zoomed(DOUBLE_CLICK_FACTOR, at, inner.viewport);
                inner.camera_is_free = true;
                glide(&mut inner, to);
                None
            }
            Outcome::DragNode { node, to } => {
                let to = inner.camera.world_from_screen(to, inner.viewport);
                self.drag(&mut inner, node, to);
                inner.hovered = Some(node);
                None
            }
            Outcome::DragRefused => Some(StageEvent::DragRefused),
            Outcome::Dropped { .. } => self.drop_dragged(&mut inner),
            Outcome::DragCancelled { .. } => {
                self.cancel_drag(&mut inner);
                None
            }
            Outcome::Selecting | Outcome::SelectCancelled => None,
            Outcome::Selected { outline, extends } => {
                let nodes = with_looks(&inner, |looks| {
                    nodes_within(&outline, looks, &inner.positions, inner.camera, inner.viewport)
                });
                Some(StageEvent::Gathered { nodes, extends })
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
            self.tell(event);
        }
        self.changed();
    }
}
