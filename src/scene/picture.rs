use super::{
    Camera, DisplayList, Item, Measure, Point, Rectangle, Size, Stroke, Theme,
    edges::{self, ShownEdge},
    labels::{self, Urgency, Wish},
    nodes::{self, FAINT, Shown, Voice, growth},
};
use crate::query::graph::{EdgeKind, Graph, NodeKind};

/// How search, filter and focus want a node shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Emphasis {
    #[default]
    Normal,
    /// Still there, hardly visible.
    Faded,
    Hidden,
    /// A result of the search: ringed, its label among the first.
    Found,
    /// Next to what is found: its label comes before ordinary ones.
    Neighbour,
}

/// Who offers a competency; [`Coverage::Unknown`] for actors and where nobody has counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coverage {
    #[default]
    Unknown,
    /// Wanted, offered by nobody.
    Unmet,
    /// Offered by one only.
    OnlyOne,
    Covered,
    /// Neither wanted nor offered.
    Unasked,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NodeLook<'a> {
    pub name: &'a str,
    /// Of an actor: its sector's number in the document, and its symbol of one or two letters.
    pub sector: Option<usize>,
    pub symbol: &'a str,
    pub emphasis: Emphasis,
    pub coverage: Coverage,
}

/// What to write on the lines of the node in the middle of attention.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EdgeWords<'a> {
    pub offers: &'a str,
    pub needs: &'a str,
}

/// Everything a picture depends on. `looks` and `positions` (x, y, x, y in the world) follow the graph's nodes;
/// what has no position is not shown.
#[derive(Clone, Copy)]
pub struct SceneInput<'a> {
    pub graph: &'a Graph,
    pub looks: &'a [NodeLook<'a>],
    pub positions: &'a [f64],
    pub hovered: Option<usize>,
    /// Has the keyboard's focus.
    pub focused: Option<usize>,
    pub selected: Option<usize>,
    /// A line being drawn from a node to the pointer, on the screen.
    pub connecting: Option<(usize, Point)>,
    pub theme: &'a Theme,
    pub camera: Camera,
    pub viewport: Size,
    pub words: EdgeWords<'a>,
    pub measure: Measure<'a>,
}

/// The part of the world that the nodes take up which are not hidden; `None` without any.
pub fn bounds(looks: &[NodeLook], positions: &[f64]) -> Option<Rectangle> {
    looks
        .iter()
        .zip(positions.as_chunks::<2>().0)
        .filter(|(look, _)| look.emphasis != Emphasis::Hidden)
        .map(|(_, &[x, y])| Rectangle { left: x, top: y, right: x, bottom: y })
        .reduce(|all, one| Rectangle {
            left: all.left.min(one.left),
            top: all.top.min(one.top),
            right: all.right.max(one.right),
            bottom: all.bottom.max(one.bottom),
        })
}

/// The picture as shapes in paint order: lines, nodes, names.
pub fn build(input: &SceneInput) -> DisplayList {
    let SceneInput { graph, looks, theme, camera, viewport, .. } = *input;
    let grown = growth(camera.scale());
    let count = graph.nodes.len().min(looks.len()).min(input.positions.len() / 2);
    let at: Vec<Point> = input.positions.as_chunks::<2>().0[..count]
        .iter()
        .map(|&[x, y]| camera.screen_from_world(Point::new(x, y), viewport))
        .collect();
    let is_shown = |node: usize| node < count && looks[node].emphasis != Emphasis::Hidden;
    let centre =
        [input.hovered, input.focused, input.selected].into_iter().flatten().find(|&node| is_shown(node));
    let voices = voices(graph, &looks[..count], centre);

    let screen = Rectangle::of_size(viewport);
    let mut items = Vec::new();
    let shown_edges: Vec<ShownEdge> = graph
        .edges
        .iter()
        .filter(|edge| is_shown(edge.from) && is_shown(edge.to))
        .filter(|edge| edges::touches(at[edge.from], at[edge.to], &screen))
        .map(|edge| {
            let touched = centre.is_some_and(|centre| edge.from == centre || edge.to == centre);
            let voice = match centre {
                Some(_) if touched => Voice::Loud,
                Some(_) => Voice::Faint,
                None => voices[edge.from].min(voices[edge.to]).min(Voice::Plain),
            };
            ShownEdge { kind: edge.kind, from: at[edge.from], to: at[edge.to], voice }
        })
        .collect();
    let lines: Vec<(Point, Point)> = shown_edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let mut wishes = edge_wishes(input, &shown_edges);
    edges::draw(shown_edges, grown, theme, &mut items);
    if let Some((from, to)) = input.connecting.filter(|(from, _)| is_shown(*from)) {
        let stroke = Stroke { color: theme.focus, width: 2.5, dash: None };
        items.push(Item::Line { from: at[from], to, stroke });
    }

    let mut shown: Vec<Shown> = (0..count)
        .filter(|&node| is_shown(node))
        .map(|node| {
            let is_centre = centre == Some(node) || input.selected == Some(node);
            Shown::new(node, at[node], voices[node], input, is_centre)
        })
        .filter(|node| screen.grown(node.reach).overlaps(&Rectangle::around(node.at, 0.5, 0.5)))
        .collect();
    shown.sort_by_key(|node| (node.has_focus, node.is_centre, node.voice, node.kind == NodeKind::Actor));
    for node in &shown {
        nodes::draw(node, &looks[node.node], theme, &mut items);
    }

    let areas: Vec<Rectangle> =
        shown.iter().map(|node| Rectangle::around(node.at, node.reach, node.reach)).collect();
    wishes.extend(shown.iter().filter_map(|node| node_wish(node, input)));
    let labels = labels::place(wishes, &areas, &lines, viewport, theme.background, input.measure);
    items.extend(labels.into_iter().flat_map(|label| label.lines).map(Item::Text));
    DisplayList { size: viewport, background: theme.background, items }
}

/// With a node in the middle of attention only it and its neighbours speak up; otherwise what was found.
fn voices(graph: &Graph, looks: &[NodeLook], centre: Option<usize>) -> Vec<Voice> {
    let Some(centre) = centre else {
        let voice = |look: &NodeLook| match look.emphasis {
            Emphasis::Faded | Emphasis::Hidden => Voice::Faint,
            Emphasis::Normal | Emphasis::Neighbour => Voice::Plain,
            Emphasis::Found => Voice::Loud,
        };
        return looks.iter().map(voice).collect();
    };
    let mut voices = vec![Voice::Faint; looks.len()];
    for near in graph.neighbours(centre).into_iter().filter(|&near| near < looks.len()) {
        voices[near] = Voice::Plain;
    }
    voices[centre] = Voice::Loud;
    voices
}

fn node_wish(node: &Shown, input: &SceneInput) -> Option<Wish> {
    let look = &input.looks[node.node];
    // Specks far out carry no names, unless they are what somebody looks for.
    if look.name.is_empty() || (node.radius < 3.0 && node.voice != Voice::Loud) {
        return None;
    }
    let theme = input.theme;
    let is_actor = node.kind == NodeKind::Actor;
    let color = if is_actor { theme.text } else { theme.muted.over(theme.text, 0.6) };
    let size = (if is_actor { 13.0 } else { 12.5 }) * growth(input.camera.scale()).clamp(0.97, 1.2);
    Some(Wish {
        text: look.name.to_owned(),
        size: (size * 2.0).round() / 2.0,
        bold: is_actor,
        color: if node.voice == Voice::Faint { color.over(theme.background, FAINT + 0.1) } else { color },
        at: node.at,
        radius: Some(node.reach),
        weight: input.graph.degree(node.node) + usize::from(is_actor),
        urgency: match node.voice {
            _ if node.is_centre || node.has_focus => Urgency::First,
            Voice::Loud => Urgency::Second,
            Voice::Plain if look.emphasis == Emphasis::Neighbour || input.hovered.is_some() => Urgency::Third,
            Voice::Plain | Voice::Faint => Urgency::None,
        },
    })
}

/// Words on the lines at the node in the middle of attention, where lines are long and few enough to read them.
fn edge_wishes(input: &SceneInput, edges: &[ShownEdge]) -> Vec<Wish> {
    let loud: Vec<&ShownEdge> = edges.iter().filter(|edge| edge.voice == Voice::Loud).collect();
    if loud.len() > 16 {
        return Vec::new();
    }
    let words = loud.into_iter().filter(|edge| edge.from.distance(edge.to) > 110.0).filter_map(|edge| {
        let (text, color) = match edge.kind {
            EdgeKind::Offer => (input.words.offers, input.theme.muted),
            EdgeKind::Need => (input.words.needs, input.theme.need.over(input.theme.text, 0.75)),
            EdgeKind::Link(_) => return None,
        };
        Some(Wish {
            text: text.to_owned(),
            size: 12.0,
            bold: false,
            color,
            at: edge.from.midpoint(edge.to),
            radius: None,
            weight: 0,
            urgency: Urgency::Fourth,
        })
    });
    words.collect()
}
