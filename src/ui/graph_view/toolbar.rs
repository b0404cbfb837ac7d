//! Buttons for everything a pointer can do in the graph.

use leptos::prelude::*;

use crate::app::{CommandId, Viewer};

use super::{
    super::{
        context::App,
        kit::{ButtonLook, CollectAny, button_of, command_button},
    },
    arranging, selection,
    stage::GraphView,
};

const TOOLS: &str = "tools";

/// On a ground of their own, with words where a sign leads to wrong guesses; what changes the network stands apart from
/// what does not. On a phone they come by one button, over the picture.
pub(super) fn toolbar(app: App, graph_view: GraphView, open: RwSignal<bool>) -> impl IntoView {
    let t = app.texts();
    use CommandId::*;
    let short =
        move |ids: &[CommandId]| ids.iter().map(|&id| button_of(app, id, "tertiary", true)).collect_any();
    // Where there is little room the words go, and a pointer that rests on the sign is told them.
    let worded = move |id: CommandId, icon_name: &'static str| {
        let words = id.title(app.spoken());
        let look = ButtonLook { hint: Some(words), ..ButtonLook::new(words, "tertiary", icon_name) };
        command_button(app, id, look)
    };
    let mut groups = vec![
        (
            "tools__group tools__group--views",
            vec![short(&[ShowAll, ZoomIn, ZoomOut]), worded(PreviousView, "arrow-back")],
        ),
        ("tools__group", vec![short(&[FullScreen, ExportImage])]),
        ("tools__group tools__group--changes", vec![worded(Rearrange, "autorenew")]),
    ];
    // Whoever made a frame chose what it shows; there is little room, too.
    if app.viewer() != Some(Viewer::Frame) {
        let selecting = ("tools__group", vec![selection::tools(app, graph_view).into_any()]);
        let arranging = ("tools__group", vec![arranging::choice(app).into_any()]);
        groups.splice(1..1, [selecting, arranging]);
    }
    let group =
        |(class, tools): (&'static str, Vec<AnyView>)| view! { <div class=class>{tools}</div> }.into_any();
    view! {
        <div class="network__band">
            <div
                id=TOOLS
                class="network__tools"
                class:network__tools--open=open
                role="toolbar"
                aria-label=t.graph().toolbar
            >
                {groups.into_iter().map(group).collect_any()}
            </div>
        </div>
    }
}

/// Shown on a phone only.
pub(super) fn opener(app: App, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <button
            type="button"
            class="kern-btn kern-btn--tertiary kern-btn--x-small network__opener"
            aria-expanded=move || open.get().to_string()
            aria-controls=TOOLS
            on:click=move |_| open.update(|open| *open = !*open)
        >
            <span class="kern-label">{app.texts().graph().tools}</span>
        </button>
    }
}
