//! The graph: the stage, the buttons over it for keyboard and assistive technology, toolbar and legend.

mod arranging;
mod card;
mod keys;
mod legend;
mod minimap;
mod nodes;
mod picture;
mod role;
mod selection;
mod stage;
mod told;
mod toolbar;

use leptos::{html, prelude::*};

use crate::{
    app::{Address, CommandId, View},
    i18n,
    query::graph::NodeKind,
};

use super::{
    ask,
    context::App,
    kit::{button_of, live, memo, view_title},
};
pub use picture::{PICTURES, Pictures};
pub use role::Shown;
pub(in crate::ui) use role::show;
use stage::GraphView;

pub(super) fn view(app: App) -> impl IntoView {
    let t = app.texts();
    let host = NodeRef::<html::Div>::new();
    let tools_open = RwSignal::new(false);
    let overlay = NodeRef::<html::Div>::new();
    let graph_view = GraphView::new(app, host, overlay);
    let as_list = move || app.address.get().in_view(View::Actors).hash();
    view! {
        <section class="network" aria-labelledby="view-title">
            <div class="network__head">
                {view_title(View::Network.title(app.spoken()))}
                <p id="graph-summary" class="network__summary" role="status" aria-live=app.counts_live()>
                    {summary(app)}
                </p>
                <a class="kern-link network__as-list" id="graph-exit" href=as_list>{t.graph().as_list}</a>
                {button_of(app, CommandId::NewActor, "secondary", false)}
                {button_of(app, CommandId::NewCompetency, "secondary", false)}
                {toolbar::opener(app, tools_open)}
            </div>
            {toolbar::toolbar(app, graph_view, tools_open)}
            <div class="network__body">
                <div class="stage">
                    <p id="graph-keys" class="kern-sr-only">{t.graph().keys}</p>
                    <div
                        node_ref=host
                        class="stage__host"
                        role="application"
                        aria-roledescription=t.graph().map
                        aria-label=t.graph().map
                        aria-describedby="graph-summary graph-keys"
                        on:keydown=move |event| keys::keydown(app, graph_view, &event)
                        on:focusout=move |event| graph_view.focus_left(&event)
                    >
                        <div node_ref=overlay class="stage__nodes">{nodes::buttons(app, graph_view)}</div>
                    </div>
                    {app.after_first_paint(move || minimap::minimap(app, graph_view))}
                    <div class="stage__foot">
                        <div class="narrowed">{ask::narrowings(app)} {role::bar(app, graph_view)} {role::growth(app)}</div>
                        {selection::bar(app, graph_view)}
                        {arranging::progress(app, graph_view)}
                    </div>
                    {nothing_to_see(app)}
                    <div class="stage__paper" inner_html=graph_view.paper()></div>
                    <p class="stage__said" role="status">
                        {move || {
                            let told = graph_view.told.get();
                            if !told.is_empty() {
                                return Some(told);
                            }
                            let from = graph_view.connecting.get()?;
                            let name = app.network.with(|network| stage::name_of(network, &from));
                            Some(i18n::graph::connecting(app.spoken(), &name))
                        }}
                    </p>
                </div>
                {card::card(app, graph_view)}
            </div>
            {legend::legend(app, graph_view)}
        </section>
    }
}

fn summary(app: App) -> impl Fn() -> String {
    let language = app.spoken();
    move || {
        let (network, graph, visible) = (app.network.get(), app.graph.get(), app.visible.get());
        let shown = |id: usize| visible.has(&graph.nodes[id].id);
        let left =
            |kind| (0..graph.nodes.len()).filter(|&id| graph.nodes[id].kind == kind && shown(id)).count();
        let relations = graph.edges.iter().filter(|edge| shown(edge.from) && shown(edge.to)).count();
        i18n::graph::summary(
            language,
            (left(NodeKind::Actor), network.actors.len()),
            (left(NodeKind::Competency), network.competencies.len()),
            relations,
        )
    }
}

/// An empty network, or a question nothing answers to, is said instead of shown as a blank.
fn nothing_to_see(app: App) -> AnyView {
    let t = app.texts();
    let is_empty = memo(move || app.graph.get().nodes.is_empty());
    let nothing_left = memo(move || {
        let visible = app.visible.get();
        !is_empty.get() && visible.actors.is_empty() && visible.competencies.is_empty()
    });
    let clear = move || Address::of(app.address.get().view).hash();
    live(move || {
        if is_empty.get() && app.viewer().is_some() {
            view! { <div class="stage__empty"><p>{t.graph().empty_map}</p></div> }.into_any()
        } else if is_empty.get() {
            let first = |step: CommandId, hint: &'static str| {
                view! { <li>{button_of(app, step, "secondary", false)} <span>{hint}</span></li> }
            };
            view! {
                <div class="stage__empty">
                    <p class="stage__begin">{t.graph().empty}</p>
                    <ol role="list" class="first-steps">
                        {first(CommandId::Starter, t.graph().first_words)}
                        {first(CommandId::NewActor, t.graph().first_actor)}
                        {first(CommandId::Import, t.graph().first_list)}
                    </ol>
                </div>
            }
            .into_any()
        } else if nothing_left.get() {
            view! {
                <div class="stage__empty">
                    <p>{t.graph().nothing_left}</p>
                    <a class="kern-link" href=clear>{t.graph().clear}</a>
                </div>
            }
            .into_any()
        } else {
            ().into_any()
        }
    })
}
