//! The whole network in a corner, where there is so much of it that one loses one's way. For the pointer only:
//! the keyboard walks, and lists have all.

use leptos::{html, prelude::*};
use web_sys::PointerEvent;

use crate::scene::Point;

use super::{
    super::{
        context::App,
        kit::{effect, memo, optional},
    },
    stage::GraphView,
};

const FEWEST_NODES: usize = 500;

pub(super) fn minimap(app: App, graph_view: GraphView) -> AnyView {
    let is_large = memo(move || app.graph.get().nodes.len() >= FEWEST_NODES);
    optional(move || is_large.get().then(|| corner(graph_view)))
}

fn corner(graph_view: GraphView) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    let frame = NodeRef::<html::Div>::new();
    effect(move || {
        if let (Some(canvas), Some(frame)) = (canvas.get(), frame.get()) {
            graph_view.with_stage(|stage| stage.set_minimap(canvas, frame.into()));
        }
    });
    let look = move |event: &PointerEvent| {
        let at = Point::new(f64::from(event.offset_x()), f64::from(event.offset_y()));
        graph_view.with_stage(|stage| stage.look_at(at));
    };
    let begin = move |event: PointerEvent| {
        if let Some(canvas) = canvas.get_untracked()
            && event.button() == 0
        {
            // Fails only for a pointer that is gone already.
            let _ = canvas.set_pointer_capture(event.pointer_id());
            look(&event);
        }
    };
    let go_on = move |event: PointerEvent| {
        if event.buttons() & 1 == 1 {
            look(&event);
        }
    };
    view! {
        <div class="minimap" aria-hidden="true">
            <canvas node_ref=canvas on:pointerdown=begin on:pointermove=go_on></canvas>
            <div node_ref=frame class="minimap__frame"></div>
        </div>
    }
}
