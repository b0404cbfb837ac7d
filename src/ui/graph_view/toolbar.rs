//! Buttons for everything a pointer can do in the graph.

use leptos::{html, prelude::*};

use crate::app::CommandId;

use super::{
    super::{
        context::App,
        kit::{ButtonLook, CollectAny, button, button_of, memo, optional},
    },
    arranging, selection,
    stage::GraphView,
};

pub(super) fn toolbar(app: App, graph_view: GraphView, node_ref: NodeRef<html::Div>) -> impl IntoView {
    let t = app.texts();
    use CommandId::*;
    let short =
        move |ids: &[CommandId]| ids.iter().map(|&id| button_of(app, id, "tertiary", true)).collect_any();
    // With words where a sign leads to wrong guesses; what changes the network stands apart from what does not.
    let groups = [
        vec![short(&[ZoomIn, ZoomOut, ShowAll]), button_of(app, PreviousView, "tertiary", false)],
        vec![selection::tools(app, graph_view).into_any(), of_selected(app, graph_view)],
        vec![arranging::choice(app).into_any(), button_of(app, Rearrange, "tertiary", false)],
        vec![short(&[FullScreen, ExportImage])],
    ];
    let group = |tools: Vec<AnyView>| view! { <div class="tools__group">{tools}</div> }.into_any();
    view! {
        <div node_ref=node_ref class="network__tools" role="toolbar" aria-label=t.graph().toolbar>
            {groups.map(group).collect_any()}
        </div>
    }
}

/// What can be done with the node whose card is open.
fn of_selected(app: App, graph_view: GraphView) -> AnyView {
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
