//! The card of what was chosen. It lies over the picture, so that the picture keeps its size.

use leptos::{html, prelude::*};
use web_sys::HtmlElement;

use crate::{browser::size::SizeObserver, doors};

use super::{
    super::{
        behind,
        context::App,
        kit::{ButtonLook, button, effect, live, memo, optional},
    },
    stage::GraphView,
};

pub(super) fn card(app: App, graph_view: GraphView) -> AnyView {
    let is_open = memo(move || app.address.with(|address| address.opened.is_some()));
    optional(move || is_open.get().then(|| panel(app, graph_view)))
}

fn panel(app: App, graph_view: GraphView) -> impl IntoView {
    let opened = memo(move || app.address.get().opened);
    let node = NodeRef::<html::Aside>::new();
    let observer = StoredValue::new_local(None);
    effect(move || {
        if let Some(panel) = node.get() {
            let measured = panel.clone();
            observer.set_value(SizeObserver::new(&panel, move || graph_view.lie_under(&measured)));
        }
    });
    on_cleanup(move || {
        graph_view.with_stage(|stage| stage.set_covered(0.0, 0.0));
    });
    view! {
        <aside node_ref=node class="network__card" aria-label=app.texts().graph().card>
            <div class="network__acts">{acts(app, graph_view)}</div>
            {optional(move || graph_view.shown()?.line_of(&opened.get()?))}
            {live(move || {
                let id = opened.get();
                id.map(|id| behind::part(app, &doors::CARDS, move |cards| (cards.aside)(app, id.clone())))
            })}
        </aside>
    }
}

impl GraphView {
    /// The card stands at the right or, where it is as wide as the stage, at the bottom.
    fn lie_under(self, card: &HtmlElement) {
        let (width, height) = (f64::from(card.offset_width()), f64::from(card.offset_height()));
        let (right, bottom) = if card.offset_left() > 0 { (width, 0.0) } else { (0.0, height) };
        self.with_stage(|stage| stage.set_covered(right, bottom));
    }
}

/// What can be done with the node in the picture.
fn acts(app: App, graph_view: GraphView) -> AnyView {
    let t = app.texts();
    let opened = memo(move || {
        let id = app.address.get().opened?;
        let network = app.network.get();
        let pinned = network.positions.get(&id).is_some_and(|place| place.pinned);
        app.graph.get().index_of(&id).map(|_| (id, pinned))
    });
    optional(move || {
        opened.get().map(|(id, pinned)| {
            let (surround, connect) = (id.clone(), id.clone());
            let release = (pinned && !app.read_only.get()).then(|| {
                let act = move || {
                    graph_view.release(std::slice::from_ref(&id));
                    // The button goes with what it did.
                    graph_view.focus(id.clone());
                };
                let hint = Some(t.graph().release_hint);
                button(ButtonLook { hint, ..ButtonLook::new(t.graph().release, "tertiary", "close") }, act)
            });
            let connect = (!app.read_only.get()).then(|| {
                let act = move || {
                    graph_view.connecting.set(Some(connect.clone()));
                    graph_view.focus(connect.clone());
                };
                button(ButtonLook::new(t.graph().connect, "tertiary", "link"), act)
            });
            view! {
                {button(ButtonLook::new(t.graph().surroundings, "tertiary", "visibility"), move || {
                    graph_view.surround(surround.clone());
                })}
                {connect}
                {release}
            }
        })
    })
}
