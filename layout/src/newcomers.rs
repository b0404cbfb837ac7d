//! Places for newcomers in a drawing that stands; nothing that stands moves.

use super::{
    graph::Graph,
    overlap_removal::{Grid, turned},
    pack,
    random::Random,
    simulation,
};

/// Length of an edge to a newcomer, besides the radii of its ends, in units of the drawing.
const EDGE_LENGTH: f64 = 30.0;
/// Places tried around the best one.
const TRIED: usize = 60;
/// How much worse an overlap is than standing as far away.
const CROWDING: f64 = 6.0;
/// Free room below the drawing for what hangs together with nothing in it.
const GAP: f64 = 40.0;

/// Fills every `None`: beside the newcomer's neighbours where it has some, otherwise in tidy rows below.
pub(super) fn place(
    given: &[Option<[f64; 2]>],
    graph: &Graph,
    groups: &[u32],
    radii: &[f64],
    random: &mut Random,
) -> Vec<[f64; 2]> {
    let mut ground = Ground::new(given, radii);
    // Breadth first from what stands, so that a chain of newcomers grows link by link.
    let mut queue: Vec<usize> = (0..given.len()).filter(|&node| given[node].is_some()).collect();
    let mut next = 0;
    while let Some(&node) = queue.get(next) {
        next += 1;
        for &near in graph.neighbours(node) {
            let near = near as usize;
            if ground.at[near].is_none() {
                let wish = beside(near, graph, &ground);
                ground.stand_near(near, wish);
                queue.push(near);
            }
        }
    }
    let (lonely, apart): (Vec<u32>, Vec<u32>) = (0..given.len() as u32)
        .filter(|&node| ground.at[node as usize].is_none())
        .partition(|&node| graph.degree(node as usize) == 0);
    ground.draw_below(&apart, graph, groups, random);
    ground.line_up(&lonely);
    ground.at.into_iter().map(Option::unwrap_or_default).collect()
}

/// In the middle of several neighbours; beyond a single one, on the side turned away from its other neighbours.
fn beside(node: usize, graph: &Graph, ground: &Ground) -> [f64; 2] {
    let mean = |nodes: &mut dyn Iterator<Item = usize>| {
        let (mut sum, mut count) = ([0.0; 2], 0.0_f64);
        for [x, y] in nodes.filter_map(|near| ground.at[near]) {
            sum = [sum[0] + x, sum[1] + y];
            count += 1.0;
        }
        (count > 0.0).then(|| sum.map(|value| value / count))
    };
    let of = |node: usize| graph.neighbours(node).iter().map(|&near| near as usize);
    let mut placed = of(node).filter(|&near| ground.at[near].is_some());
    let (Some(host), None) = (placed.next(), placed.next()) else {
        return mean(&mut of(node)).unwrap_or_default();
    };
    let Some(place) = ground.at[host] else { return [0.0; 2] };
    let others = mean(&mut of(host).filter(|&near| near != node)).unwrap_or(place);
    let away = [place[0] - others[0], place[1] - others[1]];
    let length = (away[0] * away[0] + away[1] * away[1]).sqrt();
    let direction = if length > 1e-6 { away.map(|value| value / length) } else { turned(node) };
    let distance = ground.radii[host] + ground.radii[node] + EDGE_LENGTH;
    [place[0] + direction[0] * distance, place[1] + direction[1] * distance]
}

/// Who stands where.
struct Ground<'a> {
    at: Vec<Option<[f64; 2]>>,
    radii: &'a [f64],
    /// Those who stood from the beginning, in a grid; the others one by one.
    old: Vec<[f64; 2]>,
    old_radii: Vec<f64>,
    grid: Grid,
    new: Vec<([f64; 2], f64)>,
}

impl<'a> Ground<'a> {
    fn new(given: &[Option<[f64; 2]>], radii: &'a [f64]) -> Self {
        let standing = given.iter().zip(radii).filter_map(|(at, &radius)| Some(((*at)?, radius)));
        let (old, old_radii): (Vec<_>, Vec<_>) = standing.unzip();
        let widest = radii.iter().copied().fold(0.0, f64::max);
        let mut grid = Grid::default();
        grid.sort(&old, 2.0 * widest);
        Self { at: given.to_vec(), radii, old, old_radii, grid, new: Vec::new() }
    }

    fn stand(&mut self, node: usize, place: [f64; 2]) {
        self.at[node] = Some(place);
        self.new.push((place, self.radii[node]));
    }

    /// How far a circle there would reach into others, in all.
    fn crowding(&self, [x, y]: [f64; 2], radius: f64) -> f64 {
        let mut sum = 0.0;
        let mut meet = |[other_x, other_y]: [f64; 2], other: f64| {
            let (dx, dy) = (x - other_x, y - other_y);
            sum += (radius + other - (dx * dx + dy * dy).sqrt()).max(0.0);
        };
        self.grid.near([x, y], |old| meet(self.old[old], self.old_radii[old]));
        self.new.iter().for_each(|&(place, other)| meet(place, other));
        sum
    }

    /// At the best place around the wished one: free, and not far.
    fn stand_near(&mut self, node: usize, wish: [f64; 2]) {
        let radius = self.radii[node];
        let cost_of = |tried: usize| {
            // A sunflower (Vogel 1979) around the wish: evenly spread, ever further out.
            let distance = radius * (0.7 * tried as f64).sqrt();
            let [dx, dy] = turned(tried);
            let place = [wish[0] + dx * distance, wish[1] + dy * distance];
            (distance + CROWDING * self.crowding(place, radius), place)
        };
        let best = (0..TRIED).map(cost_of).min_by(|one, other| one.0.total_cmp(&other.0));
        self.stand(node, best.map_or(wish, |best| best.1));
    }

    /// The lowest place that is taken, and the outer ones to the left and right.
    fn rim(&self, of: impl Fn(usize) -> bool) -> Option<(f64, f64, f64)> {
        let placed = (0..self.at.len()).filter(|&node| of(node));
        let places = placed.filter_map(|node| Some((self.at[node]?, self.radii[node])));
        places.fold(None, |rim: Option<(f64, f64, f64)>, ([x, y], radius)| {
            let (left, right, bottom) = rim.unwrap_or((f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY));
            Some((left.min(x - radius), right.max(x + radius), bottom.max(y + radius)))
        })
    }

    /// Parts that hang together among themselves only: drawn and packed, below all that stands.
    fn draw_below(&mut self, nodes: &[u32], graph: &Graph, groups: &[u32], random: &mut Random) {
        if nodes.is_empty() {
            return;
        }
        let own = |values: &[f64]| nodes.iter().map(|&node| values[node as usize]).collect::<Vec<f64>>();
        let radii = own(self.radii);
        let groups: Vec<u32> = nodes.iter().map(|&node| groups[node as usize]).collect();
        let mut parts = simulation::drawn_apart(&graph.induced(nodes), &groups, &radii, random);
        for (_, part) in &mut parts {
            part.finish();
        }
        let places = pack::side_by_side(&parts, &radii);
        let (left, right, bottom) = self.rim(|_| true).unwrap_or_default();
        let mut low = [f64::INFINITY; 2];
        let mut high = f64::NEG_INFINITY;
        for ([x, y], radius) in places.iter().zip(&radii) {
            low = [low[0].min(x - radius), low[1].min(y - radius)];
            high = high.max(x + radius);
        }
        let shift = [(left + right - low[0] - high) / 2.0, bottom + GAP - low[1]];
        for (&node, [x, y]) in nodes.iter().zip(places) {
            self.stand(node as usize, [x + shift[0], y + shift[1]]);
        }
    }

    /// Nodes without edges: the first free places of the rows below all that has edges.
    fn line_up(&mut self, nodes: &[u32]) {
        let Some(widest) = nodes.iter().map(|&node| self.radii[node as usize]).max_by(f64::total_cmp) else {
            return;
        };
        let is_alone: Vec<bool> = {
            let mut alone = vec![false; self.at.len()];
            nodes.iter().for_each(|&node| alone[node as usize] = true);
            alone
        };
        let connected = self.rim(|node| !is_alone[node] && self.at[node].is_some());
        let (left, right, bottom) = connected.unwrap_or_default();
        let columns = ((right - left) / (2.0 * widest)).max(1.0) as usize;
        let mut slot = 0;
        for &node in nodes {
            loop {
                let (column, row) = (slot % columns, slot / columns);
                slot += 1;
                let place = [
                    left + widest * (2.0 * column as f64 + 1.0),
                    bottom + GAP + widest * (2.0 * row as f64 + 1.0),
                ];
                if self.crowding(place, widest) < 1.0 {
                    self.stand(node as usize, place);
                    break;
                }
            }
        }
    }
}
