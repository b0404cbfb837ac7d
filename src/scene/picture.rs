use super::{
    Batch, Camera, DisplayList, Front, Mark, Measure, PaintOrder, Point, Rectangle, Size, Stroke, Theme,
    edges,
    labels::{self, Urgency, Wish},
    node_radius,
    nodes::{self, FAINT, Ring, Shown, Voice, growth},
};
use crate::query::graph::{Edge, EdgeKind, Graph, NodeKind};

/// How strongly the rest is covered while a node has attention.
const VEIL: f64 = 0.76;
/// From a symbol's rim to the outside of the widest ring around it, in CSS pixels.
const WIDEST_RING: f64 = 7.0;

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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
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
    /// Of this graph and these looks.
    pub order: &'a PaintOrder,
    pub positions: &'a [f64],
    pub hovered: Option<usize>,
    /// Has the keyboard's focus.
    pub focused: Option<usize>,
    pub selected: Option<usize>,
    /// By node: gathered by rectangle, lasso or one by one. May be shorter than the graph.
    pub chosen: &'a [bool],
    /// A line being drawn from a node to the pointer, on the screen.
    pub connecting: Option<(usize, Point)>,
    /// A closed shape being drawn to gather nodes, on the screen.
    pub gathering: &'a [Point],
    pub theme: &'a Theme,
    pub camera: Camera,
    pub viewport: Size,
    pub words: EdgeWords<'a>,
    pub measure: Measure<'a>,
}

/// The part of the world that the nodes take up which have a place and are not hidden; `None` without any.
pub fn bounds(looks: &[NodeLook], positions: &[f64]) -> Option<Rectangle> {
    looks
        .iter()
        .zip(positions.as_chunks::<2>().0)
        .filter(|(look, [x, y])| look.emphasis != Emphasis::Hidden && x.is_finite() && y.is_finite())
        .map(|(_, &[x, y])| Rectangle { left: x, top: y, right: x, bottom: y })
        .reduce(|all, one| Rectangle {
            left: all.left.min(one.left),
            top: all.top.min(one.top),
            right: all.right.max(one.right),
            bottom: all.bottom.max(one.bottom),
        })
}

/// The whole picture; what stays the same for many frames is [`back`], the rest [`front`].
pub fn build(input: &SceneInput) -> DisplayList {
    DisplayList {
        size: input.viewport,
        background: input.theme.background,
        back: back(input),
        front: front(input),
    }
}

/// Lines, then symbols: all that does not depend on attention. A larger viewport gives the surroundings too.
pub fn back(input: &SceneInput) -> Vec<Batch> {
    let SceneInput { graph, looks, order, theme, camera, viewport, .. } = *input;
    let grown = growth(camera.scale());
    let screen = Rectangle::of_size(viewport);
    let at = places(input);
    let mut batches = Vec::new();
    for (kind, voice, numbers) in &order.edges {
        let ends: Vec<[f32; 4]> = numbers
            .iter()
            .filter_map(|&number| {
                let edge = graph.edges.get(number)?;
                let (from, to) = (*at.get(edge.from)?, *at.get(edge.to)?);
                // A line from nowhere touches nothing.
                (from.x + to.x).is_finite().then_some(())?;
                edges::touches(from, to, &screen).then_some([
                    from.x as f32,
                    from.y as f32,
                    to.x as f32,
                    to.y as f32,
                ])
            })
            .collect();
        if !ends.is_empty() {
            batches.push(Batch::Lines { stroke: edges::stroke(*kind, *voice, grown, theme), ends });
        }
    }
    for group in &order.groups {
        let alike = group[0];
        let (Some(look), Some(node)) = (looks.get(alike), graph.nodes.get(alike)) else { continue };
        let radius = node_radius(graph, alike) * grown;
        let reach = radius + WIDEST_RING;
        let in_view = screen.grown(reach);
        let places: Vec<[f32; 2]> = group
            .iter()
            .filter_map(|&node| at.get(node))
            .filter(|at| in_view.holds(**at))
            .map(|at| [at.x as f32, at.y as f32])
            .collect();
        if !places.is_empty() {
            let mark = nodes::mark(node.kind, look, radius, Voice::of(look.emphasis), Ring::None, theme);
            push_marks(&mut batches, mark, places);
        }
    }
    batches
}

/// What follows attention, and the names: painted anew in each frame.
pub fn front(input: &SceneInput) -> Front {
    let SceneInput { graph, looks, theme, camera, viewport, .. } = *input;
    let grown = growth(camera.scale());
    let at = places(input);
    let screen = Rectangle::of_size(viewport);
    let is_shown = |node: usize| {
        node < graph.nodes.len()
            && node < at.len()
            && at[node].x.is_finite()
            && looks.get(node).is_some_and(|look| look.emphasis != Emphasis::Hidden)
    };
    let centre =
        [input.hovered, input.focused, input.selected].into_iter().flatten().find(|&node| is_shown(node));
    let near: Vec<usize> = centre
        .map(|centre| graph.neighbours(centre).into_iter().filter(|&near| is_shown(near)).collect())
        .unwrap_or_default();
    let voices = voices(&looks[..at.len()], centre, &near);

    let mut batches = Vec::new();
    let loud: Vec<&Edge> = centre
        .into_iter()
        .flat_map(|centre| graph.edges_at(centre))
        .filter(|edge| is_shown(edge.from) && is_shown(edge.to))
        .collect();
    for edge in &loud {
        let (from, to) = (at[edge.from], at[edge.to]);
        let ends = vec![[from.x as f32, from.y as f32, to.x as f32, to.y as f32]];
        batches.push(Batch::Lines { stroke: edges::stroke(edge.kind, Voice::Loud, grown, theme), ends });
    }
    if let Some((from, to)) = input.connecting.filter(|(from, _)| is_shown(*from)) {
        let stroke = Stroke { color: theme.focus, width: 2.5, dash: None };
        let from = at[from];
        let ends = vec![[from.x as f32, from.y as f32, to.x as f32, to.y as f32]];
        batches.push(Batch::Lines { stroke, ends });
    }
    let attended =
        [input.selected, input.focused, centre].into_iter().flatten().filter(|&node| is_shown(node));
    let ring = |node: usize| match Some(node) {
        node if node == input.focused => Ring::Focus,
        node if node == centre || node == input.selected => Ring::Centre,
        Some(node) if input.chosen.get(node) == Some(&true) => Ring::Chosen,
        _ => Ring::None,
    };
    let chosen = (0..input.chosen.len()).filter(|&node| is_shown(node) && ring(node) == Ring::Chosen);
    let near_ones = near.iter().copied().filter(|&node| ring(node) == Ring::None);
    for node in near_ones.chain(chosen).chain(attended) {
        let (radius, voice) = (node_radius(graph, node) * grown, voices[node].max(Voice::Plain));
        let mark = nodes::mark(graph.nodes[node].kind, &looks[node], radius, voice, ring(node), theme);
        push_marks(&mut batches, mark, vec![[at[node].x as f32, at[node].y as f32]]);
    }

    if !input.gathering.is_empty() {
        let stroke = Stroke { color: theme.focus, width: 1.5, dash: Some([5.0, 4.0]) };
        batches.push(Batch::Area { outline: input.gathering.to_vec(), fill: None, stroke: Some(stroke) });
    }

    let shown: Vec<Shown> = input
        .order
        .by_weight
        .iter()
        .filter(|&&node| is_shown(node))
        .map(|&node| Shown::new(node, at[node], voices[node], input, ring(node) == Ring::Centre))
        .filter(|node| screen.grown(node.reach).holds(node.at))
        .collect();
    let areas: Vec<Rectangle> =
        shown.iter().map(|node| Rectangle::around(node.at, node.reach, node.reach)).collect();
    let lines: Vec<(Point, Point)> = input
        .order
        .edges
        .iter()
        .flat_map(|(.., numbers)| numbers)
        .filter_map(|&number| {
            let edge = graph.edges.get(number)?;
            Some((*at.get(edge.from)?, *at.get(edge.to)?))
        })
        .filter(|(from, to)| (from.x + to.x).is_finite() && edges::touches(*from, *to, &screen))
        .take(labels::MOST_LINES + 1)
        .collect();
    let mut wishes = edge_wishes(input, &loud, &at);
    wishes.extend(shown.iter().filter_map(|node| node_wish(node, input)));
    let labels = labels::place(wishes, &areas, &lines, viewport, theme.background, input.measure);
    batches.extend(labels.into_iter().flat_map(|label| label.lines).map(Batch::Text));
    Front { veil: if centre.is_some() { VEIL } else { 0.0 }, batches }
}

/// Where the nodes are on the screen; not a number without a place.
fn places(input: &SceneInput) -> Vec<Point> {
    let places = input.positions.as_chunks::<2>().0.iter().take(input.looks.len());
    places.map(|&[x, y]| input.camera.screen_from_world(Point::new(x, y), input.viewport)).collect()
}

/// Far out, marks that differ in what cannot be seen become one batch.
fn push_marks(batches: &mut Vec<Batch>, mark: Mark, places: Vec<[f32; 2]>) {
    match batches.last_mut() {
        Some(Batch::Marks { mark: last, places: earlier }) if *last == mark => earlier.extend(places),
        _ => batches.push(Batch::Marks { mark, places }),
    }
}

/// With a node in the middle of attention only it and its neighbours speak up; otherwise what was found.
fn voices(looks: &[NodeLook], centre: Option<usize>, near: &[usize]) -> Vec<Voice> {
    let Some(centre) = centre else {
        return looks.iter().map(|look| Voice::of(look.emphasis)).collect();
    };
    let mut voices = vec![Voice::Faint; looks.len()];
    for &near in near {
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
fn edge_wishes(input: &SceneInput, loud: &[&Edge], at: &[Point]) -> Vec<Wish> {
    if loud.len() > 16 {
        return Vec::new();
    }
    let words = loud.iter().filter_map(|edge| {
        let (from, to) = (at[edge.from], at[edge.to]);
        let (text, color) = match edge.kind {
            EdgeKind::Offer => (input.words.offers, input.theme.muted),
            EdgeKind::Need => (input.words.needs, input.theme.need.over(input.theme.text, 0.75)),
            EdgeKind::Link(_) => return None,
        };
        (from.distance(to) > 110.0).then(|| Wish {
            text: text.to_owned(),
            size: 12.0,
            bold: false,
            color,
            at: from.midpoint(to),
            radius: None,
            weight: 0,
            urgency: Urgency::Fourth,
        })
    });
    words.collect()
}
