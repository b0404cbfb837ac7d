//! A small picture of a few nodes and their neighbours, as the graph draws them.

use std::{
    collections::HashSet,
    f64::consts::{FRAC_PI_2, TAU},
};

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::{
    browser::stage::{NodeInfo, Sectors, Words, looks, theme},
    i18n::{Language, name, review as words},
    model::{Actor, Competency, Id, Link, Network},
    paint::canvas::paint,
    query::{
        coverage::Measure,
        graph::{EdgeKind, Graph},
    },
    scene::{Camera, DrawOrder, EdgeWords, NodeStyle, Placement, SceneInput, Size, build, extent},
    ui::{context::App, kit::effect},
};

/// More neighbours than this would be a picture of nothing.
const MOST_NEIGHBOURS: usize = 30;
/// In CSS pixels, for names.
const MARGIN: f64 = 48.0;

struct Picture {
    graph: Graph,
    looks: Vec<NodeInfo>,
    sectors: Sectors,
    /// x, y, x, y in the world, as the graph has its nodes.
    positions: Vec<f64>,
    /// By node.
    are_meant: Vec<bool>,
    /// The two that are meant, if they know each other: other lines between actors are drawn around one alone.
    way: Vec<usize>,
}

/// `class` says how large it is.
pub(super) fn excerpt(app: App, network: &Network, nodes: &[Id], class: &'static str) -> AnyView {
    let picture = StoredValue::new(Picture::of(network, nodes));
    let label = picture.with_value(|picture| picture.words(app.spoken()));
    let canvas = NodeRef::<html::Canvas>::new();
    effect(move || {
        if let Some(canvas) = canvas.get() {
            picture.with_value(|picture| picture.paint(app, &canvas));
        }
    });
    view! { <canvas class=class node_ref=canvas role="img" aria-label=label></canvas> }.into_any()
}

impl Picture {
    fn of(network: &Network, meant: &[Id]) -> Self {
        let part = part(network, meant);
        let graph = Graph::new(&part);
        let are_meant: Vec<bool> = graph.nodes.iter().map(|node| meant.contains(&node.id)).collect();
        let places = graph.nodes.iter().map(|node| network.positions.get(&node.id));
        let known: Option<Vec<[f64; 2]>> = places.map(|at| at.map(|at| [at.x, at.y])).collect();
        let positions = known.unwrap_or_else(|| ring(&are_meant)).concat();
        let looks = looks(network, &graph, None, Measure::default());
        let of_two =
            graph.edges.iter().find(|edge| meant.len() > 1 && matches!(edge.kind, EdgeKind::Link(_)));
        let way = of_two.map_or_else(Vec::new, |edge| vec![edge.from, edge.to]);
        Self { graph, looks, sectors: Sectors::of(network), positions, are_meant, way }
    }

    /// What whoever does not see it is told.
    fn words(&self, language: Language) -> String {
        let names = |are_meant: bool| -> Vec<String> {
            let nodes =
                self.looks.iter().zip(&self.are_meant).filter(|(_, is_meant)| **is_meant == are_meant);
            nodes.map(|(look, _)| look.name.clone()).collect()
        };
        words::pictured(language, &name::joined(&names(true)), &names(false))
    }

    /// As large as the canvas is on the page.
    fn paint(&self, app: App, canvas: &HtmlCanvasElement) {
        let viewport = Size { width: canvas.client_width().into(), height: canvas.client_height().into() };
        let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
        canvas.set_width((viewport.width * ratio).round() as u32);
        canvas.set_height((viewport.height * ratio).round() as u32);
        let Ok(Some(context)) = canvas.get_context("2d") else { return };
        let context: CanvasRenderingContext2d = context.unchecked_into();
        let styles: Vec<NodeStyle> = self.looks.iter().map(style).collect();
        let world = extent(&styles, &self.positions).map(|(world, _)| world);
        let theme = theme(app.peek(|state| state.settings.theme));
        let theme = theme.with_sector_colors(self.sectors.colors.clone());
        let words = Words::of(app.spoken());
        let mut meant = self.are_meant.iter().enumerate().filter(|(_, is_meant)| **is_meant);
        let one = meant.next().filter(|_| meant.next().is_none()).map(|(node, _)| node);
        let list = build(&SceneInput {
            graph: &self.graph,
            looks: &styles,
            order: &DrawOrder::new(&self.graph, &styles),
            positions: &self.positions,
            hovered: None,
            keyboard_node: None,
            opened: one,
            selection: &self.are_meant,
            sectors: &self.sectors.names,
            topic: None,
            way: &self.way,
            connecting: None,
            gathering: &[],
            theme: &theme,
            camera: world.map(|world| Camera::fit(world, viewport, MARGIN)).unwrap_or_default(),
            viewport,
            words: EdgeWords { offers: words.offers, needs: words.needs },
            placement: &Placement::default(),
            covered: None,
            shows_names: true,
        });
        // Without a picture the words remain.
        let _ = paint(&context, &list, ratio);
    }
}

fn style(look: &NodeInfo) -> NodeStyle<'_> {
    let NodeInfo { name, sector, symbol, size, coverage, is_pale } = look;
    NodeStyle {
        name,
        sector: *sector,
        symbol,
        size: *size,
        coverage: *coverage,
        is_pale: *is_pale,
        ..NodeStyle::default()
    }
}

/// Some nodes of a network with the first of their neighbours, and what joins these; of several without those whom each
/// knows.
fn part(network: &Network, meant: &[Id]) -> Network {
    let mut part = Network::new(network.about.id.clone());
    let mut kept: HashSet<Id> = meant.iter().cloned().collect();
    let most = kept.len() + MOST_NEIGHBOURS;
    let mut joins = |one: &Id, other: &Id| {
        let is_joined = meant.contains(one) || meant.contains(other);
        let is_kept = is_joined && (kept.len() < most || kept.contains(one) && kept.contains(other));
        if is_kept {
            kept.extend([one.clone(), other.clone()]);
        }
        is_kept
    };
    let offers = network.offers.iter().filter(|offer| joins(&offer.actor, &offer.competency));
    part.offers = offers.map(|offer| (**offer).clone()).collect();
    let needs =
        network.needs.iter().filter(|need| need.closed_on.is_none() && joins(&need.actor, &need.competency));
    part.needs = needs.map(|need| (**need).clone()).collect();
    let are_both_meant = |link: &Link| meant.contains(&link.from) && meant.contains(&link.to);
    let links = network.links.iter().filter(|link| meant.len() == 1 || are_both_meant(link));
    let links = links.filter(|link| joins(&link.from, &link.to));
    part.links = links.map(|link| (**link).clone()).collect();
    let actors = network.actors.iter().filter(|actor| kept.contains(&actor.id));
    part.actors = actors.map(|actor| Actor::clone(actor)).collect();
    let terms = network.competencies.iter().filter(|term| kept.contains(&term.id));
    part.competencies = terms.map(|term| Competency::clone(term)).collect();
    part
}

/// Where not all have a place: those that are meant side by side in the middle, the others around them.
fn ring(are_meant: &[bool]) -> Vec<[f64; 2]> {
    const APART: f64 = 140.0;
    let inner = are_meant.iter().filter(|is_meant| **is_meant).count();
    let outer = are_meant.len() - inner;
    let radius = (outer as f64 * 18.0).max(130.0) + APART / 2.0 * (inner.max(1) - 1) as f64;
    let (mut next_inner, mut next_outer) = (0.0, 0.0);
    let place = |is_meant: &bool| {
        let next = if *is_meant { &mut next_inner } else { &mut next_outer };
        let number = std::mem::replace(next, *next + 1.0);
        if *is_meant {
            return [(number - (inner - 1) as f64 / 2.0) * APART, 0.0];
        }
        let (sin, cos) = (number / outer as f64 * TAU - FRAC_PI_2).sin_cos();
        [1.4 * radius * cos, 0.8 * radius * sin]
    };
    are_meant.iter().map(place).collect()
}
