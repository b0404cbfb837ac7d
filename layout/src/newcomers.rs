//! Places for newcomers in a drawing that stands; nothing that stands moves.

use super::{
    graph::Graph,
    overlap_removal::{Grid, turned},
    pack,
    part::Part,
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
/// So many take their places in one step.
const AT_ONCE: usize = 32;

/// Fills every `None` step by step: beside the newcomer's neighbours where it has some, otherwise in tidy rows below.
pub(super) struct Newcomers {
    ground: Ground,
    /// Breadth first from what stands, so that a chain of newcomers grows link by link.
    queue: Vec<usize>,
    /// Whose neighbours are asked next, and which of them.
    next: (usize, usize),
    work: Work,
    newcomers: usize,
    groups: Vec<u32>,
    random: Random,
}

enum Work {
    /// Beside neighbours.
    Joining,
    /// Parts that hang together among themselves only, and their nodes.
    Drawing(Vec<u32>, Vec<(Vec<u32>, Part)>),
    /// Nodes without edges, and so many of them have a place.
    LiningUp(Vec<u32>, Rows),
    Done,
}

impl Newcomers {
    pub(super) fn new(
        given: &[Option<[f64; 2]>],
        graph: &Graph,
        groups: Vec<u32>,
        radii: &[f64],
        random: Random,
    ) -> Self {
        Self {
            ground: Ground::new(given, graph, radii),
            queue: (0..given.len()).filter(|&node| given[node].is_some()).collect(),
            next: (0, 0),
            work: Work::Joining,
            newcomers: given.iter().filter(|at| at.is_none()).count(),
            groups,
            random,
        }
    }

    pub(super) fn is_done(&self) -> bool {
        matches!(self.work, Work::Done)
    }

    /// From 0 to 1.
    pub(super) fn progress(&self) -> f64 {
        self.ground.placed as f64 / self.newcomers.max(1) as f64
    }

    /// Where everybody stands; who has no place yet waits below the drawing.
    pub(super) fn places(&self) -> Vec<[f64; 2]> {
        let waiting = self.ground.waiting;
        self.ground.at.iter().map(|at| at.unwrap_or(waiting)).collect()
    }

    pub(super) fn step(&mut self, graph: &Graph, radii: &[f64]) {
        self.ground.sort();
        let until = self.ground.placed + AT_ONCE;
        match &mut self.work {
            Work::Joining => {
                while self.ground.placed < until {
                    let Some(&node) = self.queue.get(self.next.0) else {
                        self.work = self.apart(graph, radii);
                        return;
                    };
                    let Some(&near) = graph.neighbours(node).get(self.next.1) else {
                        self.next = (self.next.0 + 1, 0);
                        continue;
                    };
                    self.next.1 += 1;
                    if self.ground.at[near as usize].is_none() {
                        self.ground.stand_beside(near as usize, graph, radii);
                        self.queue.push(near as usize);
                    }
                }
            }
            Work::Drawing(nodes, parts) => {
                if simulation::draw_on(parts) {
                    return;
                }
                self.ground.set_below(nodes, parts, graph, radii);
                self.work = self.lonely(graph, radii);
            }
            Work::LiningUp(nodes, rows) => {
                while self.ground.placed < until {
                    let Some(&node) = nodes.get(rows.filled) else {
                        self.work = Work::Done;
                        return;
                    };
                    let place = rows.next_free(&self.ground);
                    self.ground.stand(node as usize, place, graph, radii);
                }
            }
            Work::Done => {}
        }
    }

    /// Those who found no neighbour that stands, with edges or without.
    fn left(&self, graph: &Graph, with_edges: bool) -> Vec<u32> {
        let is_meant = |&node: &u32| (graph.degree(node as usize) > 0) == with_edges;
        let left = (0..self.ground.at.len() as u32).filter(|&node| self.ground.at[node as usize].is_none());
        left.filter(is_meant).collect()
    }

    fn apart(&mut self, graph: &Graph, radii: &[f64]) -> Work {
        let nodes = self.left(graph, true);
        if nodes.is_empty() {
            return self.lonely(graph, radii);
        }
        let radii: Vec<f64> = nodes.iter().map(|&node| radii[node as usize]).collect();
        let groups: Vec<u32> = nodes.iter().map(|&node| self.groups[node as usize]).collect();
        let parts = simulation::drawn_apart(&graph.induced(&nodes), &groups, &radii, &mut self.random);
        Work::Drawing(nodes, parts)
    }

    fn lonely(&self, graph: &Graph, radii: &[f64]) -> Work {
        let nodes = self.left(graph, false);
        if nodes.is_empty() {
            return Work::Done;
        }
        let rows = Rows::new(&nodes, &self.ground, radii);
        Work::LiningUp(nodes, rows)
    }
}

/// Who stands where.
struct Ground {
    at: Vec<Option<[f64; 2]>>,
    /// How many newcomers have a place.
    placed: usize,
    /// For every node the sum of its neighbours' places, and of how many.
    near: Vec<([f64; 2], f64)>,
    /// For every node how far out its newcomers begin to look, in places tried: nearer ones are taken.
    outset: Vec<usize>,
    waiting: [f64; 2],
    /// Whoever stands, and how many of them are sorted into the grid.
    standing: Vec<[f64; 2]>,
    standing_radii: Vec<f64>,
    grid: Grid,
    sorted: usize,
    /// Of two of the widest beside each other.
    side: f64,
}

impl Ground {
    fn new(given: &[Option<[f64; 2]>], graph: &Graph, radii: &[f64]) -> Self {
        let standing = given.iter().zip(radii).filter_map(|(at, &radius)| Some(((*at)?, radius)));
        let (standing, standing_radii): (Vec<_>, Vec<_>) = standing.unzip();
        let mut ground = Self {
            at: given.to_vec(),
            placed: 0,
            near: vec![([0.0; 2], 0.0); given.len()],
            outset: vec![0; given.len()],
            waiting: [0.0; 2],
            standing,
            standing_radii,
            grid: Grid::default(),
            sorted: 0,
            side: 2.0 * radii.iter().copied().fold(0.0, f64::max),
        };
        ground.grid.sort(&[], ground.side);
        for (node, at) in given.iter().enumerate() {
            at.iter().for_each(|&at| ground.tell_neighbours(node, at, graph));
        }
        let (left, right, bottom) = ground.rim(|_| true, radii).unwrap_or_default();
        ground.waiting = [(left + right) / 2.0, bottom + GAP];
        ground
    }

    fn tell_neighbours(&mut self, node: usize, [x, y]: [f64; 2], graph: &Graph) {
        for &near in graph.neighbours(node) {
            let (sum, count) = &mut self.near[near as usize];
            *sum = [sum[0] + x, sum[1] + y];
            *count += 1.0;
        }
    }

    fn stand(&mut self, node: usize, place: [f64; 2], graph: &Graph, radii: &[f64]) {
        self.at[node] = Some(place);
        self.placed += 1;
        self.standing.push(place);
        self.standing_radii.push(radii[node]);
        self.tell_neighbours(node, place, graph);
    }

    /// Whoever has come since is looked at one by one until then.
    fn sort(&mut self) {
        if self.sorted < self.standing.len() {
            self.grid.sort(&self.standing, self.side);
            self.sorted = self.standing.len();
        }
    }

    /// How far a circle there would reach into others, in all.
    fn crowding(&self, [x, y]: [f64; 2], radius: f64) -> f64 {
        let mut sum = 0.0;
        let mut meet = |other: usize| {
            let [other_x, other_y] = self.standing[other];
            let (dx, dy) = (x - other_x, y - other_y);
            sum += (radius + self.standing_radii[other] - (dx * dx + dy * dy).sqrt()).max(0.0);
        };
        self.grid.near([x, y], &mut meet);
        (self.sorted..self.standing.len()).for_each(meet);
        sum
    }

    /// At the best place around the wished one: free, and not far.
    fn stand_beside(&mut self, node: usize, graph: &Graph, radii: &[f64]) {
        let (host, wish) = self.wish(node, graph, radii);
        let radius = radii[node];
        let outset = self.outset[host];
        let cost_of = |tried: usize| {
            // A sunflower (Vogel 1979) around the wish: evenly spread, ever further out.
            let distance = radius * (0.7 * tried as f64).sqrt();
            let [dx, dy] = turned(tried);
            let place = [wish[0] + dx * distance, wish[1] + dy * distance];
            let crowding = self.crowding(place, radius);
            (distance + CROWDING * crowding, place, crowding)
        };
        let best = (outset..outset + TRIED).map(cost_of).min_by(|one, other| one.0.total_cmp(&other.0));
        let (_, place, crowding) = best.unwrap_or((0.0, wish, 0.0));
        if crowding > radius {
            self.outset[host] += TRIED / 2;
        }
        self.stand(node, place, graph, radii);
    }

    /// In the middle of several neighbours; beyond a single one, on the side turned away from its other neighbours.
    /// Also the first neighbour that stands.
    fn wish(&self, node: usize, graph: &Graph, radii: &[f64]) -> (usize, [f64; 2]) {
        let mean = |node: usize| {
            let (sum, count) = self.near[node];
            (count > 0.0).then(|| sum.map(|value| value / count))
        };
        let mut standing =
            graph.neighbours(node).iter().filter_map(|&near| Some((near as usize, self.at[near as usize]?)));
        let Some((host, place)) = standing.next() else { return (node, [0.0; 2]) };
        if standing.next().is_some() {
            return (host, mean(node).unwrap_or(place));
        }
        let others = mean(host).unwrap_or(place);
        let away = [place[0] - others[0], place[1] - others[1]];
        let length = (away[0] * away[0] + away[1] * away[1]).sqrt();
        let direction = if length > 1e-6 { away.map(|value| value / length) } else { turned(node) };
        let distance = radii[host] + radii[node] + EDGE_LENGTH;
        (host, [place[0] + direction[0] * distance, place[1] + direction[1] * distance])
    }

    /// The outer places to the left and right that are taken, and the lowest.
    fn rim(&self, of: impl Fn(usize) -> bool, radii: &[f64]) -> Option<(f64, f64, f64)> {
        let placed = (0..self.at.len()).filter(|&node| of(node));
        let places = placed.filter_map(|node| Some((self.at[node]?, radii[node])));
        places.fold(None, |rim: Option<(f64, f64, f64)>, ([x, y], radius)| {
            let (left, right, bottom) = rim.unwrap_or((f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY));
            Some((left.min(x - radius), right.max(x + radius), bottom.max(y + radius)))
        })
    }

    /// Parts that are drawn already, packed below all that stands.
    fn set_below(&mut self, nodes: &[u32], parts: &[(Vec<u32>, Part)], graph: &Graph, radii: &[f64]) {
        let own: Vec<f64> = nodes.iter().map(|&node| radii[node as usize]).collect();
        let places = pack::side_by_side(parts, &own);
        let (left, right, bottom) = self.rim(|_| true, radii).unwrap_or_default();
        let mut low = [f64::INFINITY; 2];
        let mut high = f64::NEG_INFINITY;
        for ([x, y], radius) in places.iter().zip(&own) {
            low = [low[0].min(x - radius), low[1].min(y - radius)];
            high = high.max(x + radius);
        }
        let shift = [(left + right - low[0] - high) / 2.0, bottom + GAP - low[1]];
        for (&node, [x, y]) in nodes.iter().zip(places) {
            self.stand(node as usize, [x + shift[0], y + shift[1]], graph, radii);
        }
    }
}

/// Rows below all that has edges, for nodes without.
struct Rows {
    left: f64,
    top: f64,
    widest: f64,
    columns: usize,
    slot: usize,
    filled: usize,
}

impl Rows {
    fn new(nodes: &[u32], ground: &Ground, radii: &[f64]) -> Self {
        let widest = nodes.iter().map(|&node| radii[node as usize]).fold(0.0, f64::max);
        let mut is_alone = vec![false; radii.len()];
        nodes.iter().for_each(|&node| is_alone[node as usize] = true);
        let (left, right, bottom) = ground.rim(|node| !is_alone[node], radii).unwrap_or_default();
        let columns = ((right - left) / (2.0 * widest)).max(1.0) as usize;
        Self { left, top: bottom + GAP, widest, columns, slot: 0, filled: 0 }
    }

    /// The next place that is free.
    fn next_free(&mut self, ground: &Ground) -> [f64; 2] {
        self.filled += 1;
        loop {
            let (column, row) = (self.slot % self.columns, self.slot / self.columns);
            self.slot += 1;
            let place = [
                self.left + self.widest * (2.0 * column as f64 + 1.0),
                self.top + self.widest * (2.0 * row as f64 + 1.0),
            ];
            if ground.crowding(place, self.widest) < 1.0 {
                return place;
            }
        }
    }
}
