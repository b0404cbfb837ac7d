//! What the signs mean. Drawn with the colours of the graph_view, said in words.

use leptos::prelude::*;

use crate::{
    browser::{page, stage::theme},
    i18n::Texts,
    model::Network,
    query::graph::{EdgeKind, NodeKind},
    scene::{LegendEntry, Theme, legend as entries},
};

use super::super::{context::App, kit::live};

/// Here it is open from the start; `frame.css` keeps the place.
const ROOMY: &str = "(min-width: 1440px) and (min-height: 901px)";

pub(super) fn legend(app: App) -> impl IntoView {
    let t = app.texts();
    let choice = app.slice(|state| state.settings.theme);
    let lines = move || {
        let theme = theme(choice.get());
        app.network
            .with(|network| lines(network, &theme, t))
            .into_iter()
            .map(|(entry, letters, words)| {
                view! {
                    <li>
                        <svg class="legend__sign" viewBox="0 0 28 20" width="28" height="20" aria-hidden="true">
                            {sign(&entry, &letters, &theme)}
                        </svg>
                        {words}
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <details class="legend" open=page::matches(ROOMY)>
            <summary>{t.graph().legend}</summary>
            <ul>{live(lines)}</ul>
        </details>
    }
}

/// Every sign of the graph_view, the letters in it, and what it means.
pub(super) fn lines(network: &Network, theme: &Theme, t: Texts) -> Vec<(LegendEntry, String, String)> {
    let line = |entry: LegendEntry| {
        let words = match &entry {
            LegendEntry::Sector { number, .. } => {
                let sector = network.sectors.iter().nth(*number);
                let (letters, name) =
                    sector.map(|sector| (sector.symbol.clone(), sector.name.clone())).unwrap_or_default();
                return (entry, letters, name);
            }
            LegendEntry::Shape(NodeKind::Actor) => t.graph().legend_actor,
            LegendEntry::Shape(NodeKind::Competency) => t.graph().legend_competency,
            LegendEntry::Line { kind: EdgeKind::Offer, .. } => t.graph().legend_offer,
            LegendEntry::Line { kind: EdgeKind::Need, .. } => t.graph().legend_need,
            LegendEntry::Line { kind: EdgeKind::Link(_), .. } => t.graph().legend_link,
            LegendEntry::Unmet => t.graph().legend_unmet,
            LegendEntry::OnlyOne => t.graph().legend_only_one,
        };
        (entry, String::new(), words.to_owned())
    };
    entries(network.sectors.len(), theme).into_iter().map(line).collect()
}

fn sign(entry: &LegendEntry, symbol: &str, theme: &Theme) -> AnyView {
    let circle = |fill: String, stroke: String, dash: &'static str, radius: &'static str| {
        view! { <circle cx="14" cy="10" r=radius fill=fill stroke=stroke stroke-width="1.5" stroke-dasharray=dash></circle> }
            .into_any()
    };
    let square = |fill: String, stroke: String| {
        view! { <rect x="9" y="5" width="10" height="10" rx="2" fill=fill stroke=stroke stroke-width="1.5"></rect> }
            .into_any()
    };
    let competency = theme.competency;
    match entry {
        LegendEntry::Sector { colors, .. } => view! {
            {circle(colors.fill.to_string(), colors.border.to_string(), "", "8")}
            <text x="14" y="14" text-anchor="middle" font-size="11" font-weight="600" fill=colors.text.to_string()>
                {symbol.to_owned()}
            </text>
        }
        .into_any(),
        LegendEntry::Shape(NodeKind::Actor) => {
            circle("none".into(), theme.text.to_string(), "", "7")
        }
        LegendEntry::Shape(NodeKind::Competency) => {
            square(competency.fill.to_string(), competency.border.to_string())
        }
        LegendEntry::Line { stroke, .. } => {
            let dash = stroke.dash.map(|[on, off]| format!("{on} {off}")).unwrap_or_default();
            view! {
                <line
                    x1="1"
                    y1="10"
                    x2="27"
                    y2="10"
                    stroke=stroke.color.to_string()
                    stroke-width=stroke.width.max(1.5).to_string()
                    stroke-dasharray=dash
                ></line>
            }
            .into_any()
        }
        LegendEntry::Unmet => view! {
            {square("none".into(), theme.warning.to_string())}
            {circle("none".into(), theme.warning.to_string(), "3 2.5", "8.5")}
        }
        .into_any(),
        LegendEntry::OnlyOne => view! {
            {square(competency.fill.to_string(), competency.border.to_string())}
            {circle("none".into(), competency.border.to_string(), "", "8.5")}
        }
        .into_any(),
    }
}
