//! What the signs mean. Drawn with the colours of the graph_view, said in words.

use leptos::prelude::*;

use crate::{
    app::{Address, LayoutKind, View},
    browser::{
        page,
        stage::{Sectors, theme},
    },
    i18n::Texts,
    model::Network,
    query::{
        coverage::Few,
        graph::{EdgeKind, NodeKind},
    },
    scene::{LegendEntry, Theme, legend as entries},
};

use super::{
    super::{
        context::App,
        kit::{CollectAny, live},
    },
    stage::GraphView,
};

/// Here it is open from the start; `frame.css` keeps the place.
const ROOMY: &str = "(min-width: 90em) and (min-height: 56.3125em)";

pub(super) fn legend(app: App, graph_view: GraphView) -> impl IntoView {
    let t = app.texts();
    let choice = app.slice(|state| state.settings.theme);
    let lines = move || {
        let theme = theme(choice.get());
        let theme = app.network.with(|network| theme.with_sector_colors(Sectors::of(network).colors));
        let mut lines =
            app.address.with(|address| app.network.with(|network| lines(network, &theme, address, t)));
        if let Some(shown) = graph_view.shown() {
            shown.explain(&mut lines, &theme);
        }
        lines
            .into_iter()
            .map(|(entry, letters, words)| {
                let lang = app.contents().filter(|_| matches!(entry, LegendEntry::Sector { .. }));
                view! {
                    <li lang=lang>
                        <svg class="legend__sign" viewBox="0 0 56 40" width="28" height="20" aria-hidden="true">
                            {sign(&entry, &letters, &theme)}
                        </svg>
                        {words}
                    </li>
                }
            })
            .collect_any()
    };
    view! {
        <details class="legend" open=page::matches(ROOMY)>
            <summary>{t.graph().legend}</summary>
            <ul>
                {live(lines)}
                <li>
                    <a class="kern-link" href=Address::of(View::Roles).hash()>{View::Roles.title(app.spoken())}</a>
                </li>
            </ul>
        </details>
    }
}

/// Every sign of the graph_view, the letters in it, and what it means.
pub(super) fn lines(
    network: &Network,
    theme: &Theme,
    address: &Address,
    t: Texts,
) -> Vec<(LegendEntry, String, String)> {
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
            LegendEntry::Line { kind: EdgeKind::Invitation, .. } => t.graph().legend_invitation,
            LegendEntry::Unmet => t.graph().legend_unmet,
            LegendEntry::OnlyOne if address.filter.measure.few == Few::Two => t.graph().legend_only_two,
            LegendEntry::OnlyOne => t.graph().legend_only_one,
        };
        (entry, String::new(), words.to_owned())
    };
    let by_invitation = address.day.is_none() && address.layout == LayoutKind::Invitations;
    entries(network.sectors.len(), by_invitation, theme).into_iter().map(line).collect()
}

/// The one kind of shape there is, so that the page need not know all of SVG. In halves of a pixel: code that writes
/// fractions is four times as long as all of this.
struct Outline {
    path: String,
    fill: String,
    stroke: String,
    width: u32,
    dash: String,
}

impl Outline {
    fn circle(radius: i32, fill: String, stroke: String) -> Self {
        let half = format!("a{radius} {radius} 0 0 1");
        let path = format!("M{} 20{half} {} 0{half} {} 0z", 28 - radius, 2 * radius, -2 * radius);
        Self { path, fill, stroke, width: 3, dash: String::new() }
    }

    fn square(fill: String, stroke: String) -> Self {
        let path = "M22 10h12a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4h-12a4 4 0 0 1-4-4V14a4 4 0 0 1 4-4z".to_owned();
        Self { path, fill, stroke, width: 3, dash: String::new() }
    }

    fn dashed(self, dash: String) -> Self {
        Self { dash, ..self }
    }

    fn draw(self) -> AnyView {
        let Self { path, fill, stroke, width, dash } = self;
        view! { <path d=path fill=fill stroke=stroke stroke-width=width.to_string() stroke-dasharray=dash></path> }
            .into_any()
    }
}

fn sign(entry: &LegendEntry, symbol: &str, theme: &Theme) -> AnyView {
    let none = || "none".to_owned();
    let competency =
        || Outline::square(theme.competency.fill.to_string(), theme.competency.border.to_string());
    let outlines = match entry {
        LegendEntry::Sector { colors, .. } => {
            let circle = Outline::circle(16, colors.fill.to_string(), colors.border.to_string()).draw();
            let letters =
                view! { <text x="28" y="28" fill=colors.text.to_string()>{symbol.to_owned()}</text> };
            return view! { {circle} {letters} }.into_any();
        }
        LegendEntry::Shape(NodeKind::Actor) => vec![Outline::circle(14, none(), theme.text.to_string())],
        LegendEntry::Shape(NodeKind::Competency) => vec![competency()],
        LegendEntry::Line { stroke, .. } => {
            let halves = |pixels: f64| (2.0 * pixels).round() as u32;
            let dash =
                stroke.dash.map(|[on, off]| format!("{} {}", halves(on), halves(off))).unwrap_or_default();
            let (stroke, width) = (stroke.color.to_string(), halves(stroke.width).max(3));
            vec![Outline { path: "M2 20h52".to_owned(), fill: none(), stroke, width, dash }]
        }
        LegendEntry::Unmet => {
            let ring = Outline::circle(17, none(), theme.warning.to_string()).dashed("6 5".to_owned());
            vec![Outline::square(none(), theme.warning.to_string()), ring]
        }
        LegendEntry::OnlyOne => {
            vec![competency(), Outline::circle(17, none(), theme.competency.border.to_string())]
        }
    };
    outlines.into_iter().map(Outline::draw).collect_any()
}
