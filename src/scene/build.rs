use std::collections::HashSet;

use super::{
    Batch, Camera, DisplayList, DrawOrder, Front, Mark, Point, Rectangle, Size, Stroke, Theme,
    edges::{self, CROWDED, MOST_LINES, quiet_lines},
    extent::spacing,
    hulls,
    labels::{self, Label, Placement, Surroundings},
    names::{edge_wishes, node_wish, type_size},
    nodes::{self, Growth, Prominence, Ring, drawn_radius},
    routes::{Obstacles, pieces},
    topic::{self, Topic},
};
use crate::query::graph::{Edge, Graph};

/// How strongly the rest is covered while a node has attention.
const DIM: f64 = 0.82;
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
pub struct NodeStyle<'a> {
    pub name: &'a str,
    /// Of an actor: its sector's number in the document, and its symbol of one or two letters.
    pub sector: Option<usize>,
    pub symbol: &'a str,
    /// Its area in thousandths of the largest of its kind; `None`: by its relations.
    pub size: Option<u16>,
    pub emphasis: Emphasis,
    pub coverage: Coverage,
    /// Shown with hardly any colour, whatever its emphasis.
    pub is_pale: bool,
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
    pub looks: &'a [NodeStyle<'a>],
    /// Of this graph and these looks.
    pub order: &'a DrawOrder,
    pub positions: &'a [f64],
    pub hovered: Option<usize>,
    /// Has the keyboard's focus.
    pub keyboard_node: Option<usize>,
    pub opened: Option<usize>,
    /// By node: gathered by rectangle, lasso or one by one. May be shorter than the graph.
    pub selection: &'a [bool],
    /// The names of the sectors, by number.
    pub sectors: &'a [String],
    /// What the picture is narrowed to.
    pub topic: Option<&'a Topic>,
    /// Nodes with a line from each to the next.
    pub way: &'a [usize],
    /// A line being drawn from a node to the pointer, on the screen.
    pub connecting: Option<(usize, Point)>,
    /// A closed shape being drawn to gather nodes, on the screen.
    pub gathering: &'a [Point],
    pub theme: &'a Theme,
    pub camera: Camera,
    pub viewport: Size,
    pub words: EdgeWords<'a>,
    /// Where names stood in the frame before.
    pub placement: &'a Placement,
    /// What lies over the picture, on the screen: names stand beside it.
    pub covered: Option<Rectangle>,
    /// Not while their font is not there.
    pub shows_names: bool,
}

/// The whole picture; what stays the same for many frames is [`back`], the rest [`front`].
pub fn build(input: &SceneInput) -> DisplayList {
    DisplayList {
        size: input.viewport,
        background: input.theme.background,
        back: back(input),
        front: front(input).0,
    }
}

/// Lines, then symbols: all that does not depend on attention. A larger viewport gives the surroundings too.
pub fn back(input: &SceneInput) -> Vec<Batch> {
    let SceneInput { graph, looks, order, theme, camera, viewport, .. } = *input;
    let screen = Rectangle::of_size(viewport);
    let at = places(input);
    let spacing = spacing(looks, input.positions, camera);
    let grown = Growth::new(camera, spacing);
    let mut batches = hulls::grounds(input, &at, hulls::strength(input, spacing));
    let thinness = edges::thinness(spacing);
    let lines = quiet_lines(input, &at, spacing);
    let count = lines.iter().map(|(_, edges)| edges.len()).sum();
    let obstacles = obstacles(input, grown, &at, count);
    for (group, edges) in lines {
        let stroke = edges::plain_stroke(group.kind, group.is_unmet, grown.actors, thinness, theme);
        let mut ends = Vec::new();
        for edge in edges {
            ends.extend(line(obstacles.as_ref(), [edge.from, edge.to], &at, spacing >= CROWDED));
        }
        if !ends.is_empty() {
            batches.push(Batch::Lines { stroke, ends });
        }
    }
    for group in &order.groups {
        let alike = group[0];
        let (Some(look), Some(node)) = (looks.get(alike), graph.nodes.get(alike)) else { continue };
        let radius = drawn_radius(graph, look, alike, grown);
        let reach = radius + WIDEST_RING;
        let in_view = screen.grown(reach);
        let places: Vec<[f32; 2]> = group
            .iter()
            .filter_map(|&node| at.get(node))
            .filter(|at| in_view.holds(**at))
            .map(|at| [at.x as f32, at.y as f32])
            .collect();
        if !places.is_empty() {
            let mark = nodes::mark(node.kind, look, radius, Prominence::of(look.emphasis), Ring::None, theme);
            push_marks(&mut batches, mark, places);
        }
    }
    batches
}

/// What follows attention, and the names: painted anew in each frame. Where the names stand is to be given to the
/// next frame.
pub fn front(input: &SceneInput) -> (Front, Placement) {
    let SceneInput { graph, looks, theme, camera, viewport, .. } = *input;
    let spacing = spacing(looks, input.positions, camera);
    let grown = Growth::new(camera, spacing);
    let at = places(input);
    let screen = Rectangle::of_size(viewport);
    let is_shown = |node: usize| {
        node < graph.nodes.len()
            && node < at.len()
            && at[node].x.is_finite()
            && looks.get(node).is_some_and(|look| look.emphasis != Emphasis::Hidden)
    };
    let centre =
        [input.hovered, input.keyboard_node, input.opened].into_iter().flatten().find(|&node| is_shown(node));
    let near: Vec<usize> = centre
        .map(|centre| graph.neighbours(centre).into_iter().filter(|&near| is_shown(near)).collect())
        .unwrap_or_default();
    let mut prominences = prominences(&looks[..at.len()], centre, &near);

    let mut batches = Vec::new();
    let loud: Vec<&Edge> = centre
        .into_iter()
        .flat_map(|centre| graph.edges_at(centre))
        .filter(|edge| is_shown(edge.from) && is_shown(edge.to))
        .collect();
    let obstacles = obstacles(input, grown, &at, loud.len() + input.way.len());
    for edge in &loud {
        let lines = line(obstacles.as_ref(), [edge.from, edge.to], &at, true);
        let is_unmet = edges::is_unmet(edge, looks);
        let stroke = edges::loud_stroke(edge.kind, is_unmet, grown.actors, theme);
        match batches.last_mut() {
            Some(Batch::Lines { stroke: last, ends: earlier }) if *last == stroke => earlier.extend(lines),
            _ => batches.push(Batch::Lines { stroke, ends: lines }),
        }
    }
    let stroke = Stroke { color: theme.focus, width: 2.5, dash: None };
    let mut ends = Vec::new();
    for pair in input.way.windows(2) {
        let &[from, to] = pair else { continue };
        if is_shown(from) && is_shown(to) {
            ends.extend(line(obstacles.as_ref(), [from, to], &at, true));
        }
    }
    if let Some((from, to)) = input.connecting.filter(|(from, _)| is_shown(*from)) {
        let from = at[from];
        ends.push([from.x as f32, from.y as f32, to.x as f32, to.y as f32]);
    }
    if !ends.is_empty() {
        batches.push(Batch::Lines { stroke, ends });
    }
    let attended =
        [input.opened, input.keyboard_node, centre].into_iter().flatten().filter(|&node| is_shown(node));
    let ring = |node: usize| match Some(node) {
        node if node == input.keyboard_node => Ring::KeyboardNode,
        node if node == centre || node == input.opened => Ring::Centre,
        Some(node) if input.selection.get(node) == Some(&true) => Ring::Selection,
        _ => Ring::None,
    };
    let mut marked = near.clone();
    marked.extend_from_slice(input.way);
    marked.retain(|&node| is_shown(node) && ring(node) == Ring::None);
    for node in 0..input.selection.len() {
        if is_shown(node) && ring(node) == Ring::Selection {
            marked.push(node);
        }
    }
    marked.extend(attended);
    let mark = |node: usize, prominence: Prominence| {
        let radius = drawn_radius(graph, &looks[node], node, grown);
        let mark = nodes::mark(graph.nodes[node].kind, &looks[node], radius, prominence, ring(node), theme);
        (mark, vec![[at[node].x as f32, at[node].y as f32]])
    };
    for &node in &marked {
        let (mark, place) = mark(node, prominences[node].max(Prominence::Plain));
        push_marks(&mut batches, mark, place);
    }

    if !input.gathering.is_empty() {
        let stroke = Stroke { color: theme.focus, width: 1.5, dash: Some([5.0, 4.0]) };
        batches.push(Batch::Area { outline: input.gathering.to_vec(), fill: None, stroke: Some(stroke) });
    }

    let front = |batches| Front { dim: if centre.is_some() { DIM } else { 0.0 }, batches };
    if !input.shows_names {
        return (front(batches), input.placement.clone());
    }
    let reach = |node: usize| reach(graph, &looks[node], node, grown);
    let most = labels::most_wishes(viewport);
    let size = type_size(spacing);
    let wish =
        |node: usize| node_wish(input, node, at[node], prominences[node], ring(node), size, reach(node));
    let strength = hulls::strength(input, spacing);
    let mut islands = hulls::names(input, &at, strength);
    // While somebody has attention, names of sectors only hold their places.
    islands.retain(|wish| centre.is_none() || wish.node.is_some_and(|sector| input.placement.names(sector)));
    let is_quiet = hulls::is_quiet(strength);
    let mut wishes = if is_quiet { Vec::new() } else { std::mem::take(&mut islands) };
    let mut symbols = Vec::new();
    let mut in_view = Vec::new();
    for node in input.order.by_weight.iter().copied().filter(|&node| is_shown(node)) {
        let reach = reach(node);
        if screen.grown(reach).holds(at[node]) {
            symbols.push(Rectangle::around(at[node], reach, reach));
            in_view.push(node);
            if wishes.len() < most {
                wishes.extend(wish(node));
            }
        }
    }
    wishes.extend(islands);
    symbols.extend(input.covered);
    if let Some(topic) = input.topic {
        let obstacles = obstacles.or_else(|| self::obstacles(input, grown, &at, topic.competencies.len()));
        let shown = topic.competencies.iter().copied().filter(|&node| is_shown(node));
        let ends = shown.map(|node| (node, at[node], reach(node))).collect();
        if let Some((drawn, plate)) = topic::draw(topic, input, ends, &symbols, obstacles.as_ref()) {
            batches.extend(drawn);
            symbols.push(plate);
        }
    }
    let mut extra = edge_wishes(input, &loud, &at);
    let attended = centre.into_iter().chain(near.iter().copied()).filter(|&node| screen.holds(at[node]));
    let wished: HashSet<usize> = wishes.iter().filter_map(|wish| wish.node).collect();
    // Of a hub's thousands there is room for some.
    extra.extend(attended.filter(|node| !wished.contains(node)).filter_map(wish).take(most));
    let mut lines = Vec::new();
    for (_, edges) in quiet_lines(input, &at, spacing) {
        lines.extend(edges.into_iter().map(|edge| (at[edge.from], at[edge.to])));
    }
    let surroundings = Surroundings {
        symbols: &symbols,
        // In a crowd of dots, names may cover the smaller ones; where there is room, none.
        narrowest_in_the_way: (200.0 / spacing).clamp(5.0, 10.0),
        narrowest_for_attention: (400.0 / spacing).clamp(6.0, 20.0),
        is_crowded: spacing < PUSHED_IN_VAIN,
        lines: &lines,
        viewport,
        ground: theme.background,
    };
    let (mut labels, placement) = labels::place(&wishes, &extra, &surroundings, input.placement);
    let is_of_node = |label: &Label| label.node.is_none_or(|node| node < graph.nodes.len());
    // While somebody has attention, it is about them.
    labels.retain(|label| centre.is_none() || is_of_node(label));
    let is_crossed = |area: Rectangle| {
        let loud = loud.iter().map(|edge| (at[edge.from], at[edge.to]));
        lines.iter().copied().chain(loud).any(|(from, to)| edges::touches(from, to, &area.grown(DETOUR)))
    };
    let is_crowd = spacing < CROWDED;
    let has_other_lines = input.topic.is_some() || !input.way.is_empty();
    // The name of a loud island stands on its ground.
    let has_plate = |label: &&Label| is_of_node(label) || is_quiet;
    let needs_plate = |plate: &Rectangle| !is_crowd || has_other_lines || is_crossed(*plate);
    let plates: Vec<Rectangle> =
        labels.iter().filter(has_plate).map(Label::plate).filter(needs_plate).collect();
    batches.extend(plates.iter().map(|plate| {
        let outline = plate.corners().to_vec();
        Batch::Area { outline, fill: Some(theme.background), stroke: None }
    }));
    // A plate hides lines, and no symbol on which its name may stand.
    for node in marked {
        prominences[node] = prominences[node].max(Prominence::Plain);
    }
    for node in in_view {
        let symbol = Rectangle::around(at[node], reach(node), reach(node));
        if (is_crowd || symbol.width() < surroundings.narrowest_for_attention)
            && plates.iter().any(|plate| plate.overlaps(&symbol))
        {
            let (mark, place) = mark(node, prominences[node]);
            push_marks(&mut batches, mark, place);
        }
    }
    batches.extend(labels.into_iter().flat_map(|label| label.lines).map(Batch::Text));
    (front(batches), placement)
}

/// What so many lines bend around; more than can be followed go straight.
fn obstacles(input: &SceneInput, grown: Growth, at: &[Point], lines: usize) -> Option<Obstacles> {
    let SceneInput { graph, looks, order, .. } = *input;
    if lines == 0 || lines > MOST_LINES {
        return None;
    }
    let shown = order.by_weight.iter().copied().filter(|&node| node < at.len() && at[node].x.is_finite());
    Some(Obstacles::new(shown.map(|node| (node, at[node], reach(graph, &looks[node], node, grown)))))
}

/// From a node's centre to its outermost ring, in CSS pixels.
fn reach(graph: &Graph, look: &NodeStyle, node: usize, grown: Growth) -> f64 {
    nodes::reach(graph.nodes[node].kind, look, drawn_radius(graph, look, node, grown))
}

/// The pieces of a line. One that finds no way runs straight through the symbols of others, or, where it may be missing,
/// is not drawn: in a crowd nobody could follow it.
fn line(
    obstacles: Option<&Obstacles>,
    [from, to]: [usize; 2],
    at: &[Point],
    is_needed: bool,
) -> Vec<[f32; 4]> {
    let ends = [at[from], at[to]];
    let way = match obstacles {
        Some(obstacles) => obstacles.route([from, to], ends[0], ends[1]),
        None => Some(ends.to_vec()),
    };
    way.map_or_else(|| if is_needed { pieces(&ends) } else { Vec::new() }, |way| pieces(&way))
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
fn prominences(looks: &[NodeStyle], centre: Option<usize>, near: &[usize]) -> Vec<Prominence> {
    let Some(centre) = centre else {
        return looks.iter().map(|look| Prominence::of(look.emphasis)).collect();
    };
    let mut prominences = vec![Prominence::Faint; looks.len()];
    for &near in near {
        prominences[near] = Prominence::Plain;
    }
    prominences[centre] = Prominence::Loud;
    prominences
}

/// How far a line around symbols may be from the straight one, in CSS pixels; a guess.
const DETOUR: f64 = 16.0;
/// Below this one a name that pushes others aside hardly ever finds room.
const PUSHED_IN_VAIN: f64 = 30.0;
