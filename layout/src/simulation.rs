use super::{Job, collide::Collide, quadtree::Quadtree, random::Random, start};

/// The drawing is wider than high by this, because windows are and because words run sideways: the engine works
/// in a space squeezed by it, where everything is round.
const STRETCH: f64 = 1.5;
/// Length at which an edge neither pulls nor pushes, besides the radii of its ends.
const EDGE_LENGTH: f64 = 34.0;
/// Strength of the repulsion between two nodes of the usual size.
const REPULSION: f64 = 110.0;
/// Pull towards the middle, which holds separate parts together.
const GRAVITY: f64 = 0.05;
/// So much stronger for nodes without edges, which would drift off to the rim.
const LONELY: f64 = 5.0;
/// Pull towards the middle of one's group.
const COHESION: f64 = 0.04;
/// Share of a node's speed that survives a step.
const MOMENTUM: f64 = 0.6;
/// Heat lost per step: from 1 to `COLD` in 300 steps.
const COOLING: f64 = 0.977_237;
const COLD: f64 = 0.001;
/// Heat for a newcomer in a settled network, and for a drag.
const WARM: f64 = 0.3;
/// How readily settled nodes make way for newcomers.
const RELUCTANCE: f64 = 0.04;
/// Anything further out is as good as here; squares of it are far from overflow.
const FARTHEST: f64 = 1.0e7;

/// A force layout that runs step by step until it has cooled down: after Eades (1984) and Fruchterman and
/// Reingold (1991), with speed and cooling as molecular dynamics has them.
///
/// Nodes with a position keep it as their start. Where most have one, only newcomers move noticeably; where
/// all have one, nothing moves.
pub struct Simulation {
    /// In the order of the job, as x, y, x, y.
    positions: Vec<f64>,
    /// In squeezed space.
    at: Vec<[f64; 2]>,
    speed: Vec<[f64; 2]>,
    moves: Vec<[f64; 2]>,
    radii: Vec<f64>,
    charges: Vec<f64>,
    groups: Vec<Option<u32>>,
    group_count: usize,
    springs: Vec<Spring>,
    /// Pull towards the middle of the drawing.
    gravity: Vec<f64>,
    pinned: Vec<bool>,
    /// How far a force carries a node when nobody holds it.
    readiness: Vec<f64>,
    heat: f64,
    random: Random,
    tree: Quadtree,
    collide: Collide,
}

struct Spring {
    ends: [usize; 2],
    /// How much of a move each end makes: the better connected one moves less.
    shares: [f64; 2],
    strength: f64,
    length: f64,
}

impl Simulation {
    pub fn new(job: &Job) -> Self {
        let count = job.nodes.len();
        let mut random = Random::new(job.seed);
        let radii: Vec<f64> =
            job.nodes.iter().map(|node| finite(node.radius, 1.0).clamp(0.5, 1000.0)).collect();
        let mut neighbours = vec![Vec::new(); count];
        for edge in &job.edges {
            if edge.from != edge.to && (edge.from as usize) < count && (edge.to as usize) < count {
                neighbours[edge.from as usize].push(edge.to);
                neighbours[edge.to as usize].push(edge.from);
            }
        }
        let given: Vec<Option<[f64; 2]>> = job.nodes.iter().map(|node| node.at.and_then(squeezed)).collect();
        let newcomers = given.iter().filter(|at| at.is_none()).count();
        let mean_radius = radii.iter().sum::<f64>() / count.max(1) as f64;
        let at = start::place(&given, &neighbours, 2.0 * mean_radius, &mut random);

        let springs = job.edges.iter().filter_map(|edge| {
            let ends = [edge.from as usize, edge.to as usize];
            if ends[0] == ends[1] || ends[0].max(ends[1]) >= count {
                return None;
            }
            let degrees = ends.map(|end| neighbours[end].len() as f64);
            let all = degrees[0] + degrees[1];
            Some(Spring {
                ends,
                shares: [degrees[1] / all, degrees[0] / all],
                strength: finite(edge.weight, 1.0).clamp(0.0, 10.0) / degrees[0].min(degrees[1]).max(1.0),
                length: EDGE_LENGTH + radii[ends[0]] + radii[ends[1]],
            })
        });
        let mut numbers: Vec<u32> = job.nodes.iter().filter_map(|node| node.group).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let group_of = |group: u32| numbers.binary_search(&group).ok().map(|number| number as u32);

        let settled = 2 * newcomers < count;
        let readiness =
            given.iter().map(|at| if settled && at.is_some() { RELUCTANCE } else { 1.0 }).collect();
        let mut simulation = Self {
            positions: vec![0.0; 2 * count],
            springs: springs.collect(),
            charges: radii.iter().map(|radius| REPULSION * radius / mean_radius).collect(),
            groups: job.nodes.iter().map(|node| node.group.and_then(group_of)).collect(),
            group_count: numbers.len(),
            gravity: neighbours
                .iter()
                .map(|near| if near.is_empty() { LONELY * GRAVITY } else { GRAVITY })
                .collect(),
            pinned: vec![false; count],
            speed: vec![[0.0; 2]; count],
            moves: vec![[0.0; 2]; count],
            heat: if newcomers == 0 {
                0.0
            } else if settled {
                WARM
            } else {
                1.0
            },
            at,
            radii,
            readiness,
            random,
            tree: Quadtree::default(),
            collide: Collide::default(),
        };
        simulation.publish();
        for (node, input) in job.nodes.iter().enumerate() {
            simulation.pinned[node] = input.pinned;
            if let (Some([x, y]), Some(_)) = (input.at, given[node]) {
                // To the bit as it was given; squeezing and stretching again would round.
                simulation.positions[2 * node..2 * node + 2].copy_from_slice(&[x, y]);
            }
        }
        simulation
    }

    /// x, y, x, y in the order of the job's nodes; always finite.
    pub fn positions(&self) -> &[f64] {
        &self.positions
    }

    pub fn is_settled(&self) -> bool {
        self.heat < COLD
    }

    /// How much of the way is done, from 0 to 1.
    pub fn progress(&self) -> f64 {
        (1.0 - self.heat).clamp(0.0, 1.0)
    }

    /// One step onwards; tells whether the layout has come to rest, which it does within 300 steps.
    pub fn step(&mut self) -> bool {
        if self.is_settled() {
            return true;
        }
        self.heat *= COOLING;
        self.part_coincident();
        self.repel();
        self.pull_springs();
        self.pull_together();
        for (speed, step) in self.speed.iter_mut().zip(&mut self.moves) {
            *speed = speed.map(|part| part * MOMENTUM);
            *step = *speed;
        }
        let mobility: Vec<f64> = (0..self.at.len())
            .map(|node| if self.pinned[node] { 0.0 } else { self.readiness[node] })
            .collect();
        self.collide.part(&self.at, &self.radii, &mobility, &mut self.moves);
        for (node, at) in self.at.iter_mut().enumerate() {
            if self.pinned[node] {
                self.speed[node] = [0.0; 2];
                continue;
            }
            let [dx, dy] = self.moves[node];
            *at = [at[0] + dx, at[1] + dy].map(|value| value.clamp(-FARTHEST, FARTHEST));
        }
        self.publish();
        self.is_settled()
    }

    /// Holds a node at a place, in the units of the drawing, and lets its surroundings make way.
    /// An unknown index or a place that is no number changes nothing.
    pub fn pin(&mut self, index: usize, x: f64, y: f64) {
        let (Some(at), Some(place)) = (self.at.get_mut(index), squeezed([x, y])) else { return };
        *at = place;
        self.pinned[index] = true;
        self.positions[2 * index..2 * index + 2].copy_from_slice(&[x, y]);
        self.heat = self.heat.max(WARM);
    }

    pub fn unpin(&mut self, index: usize) {
        if let Some(pinned) = self.pinned.get_mut(index) {
            *pinned = false;
            self.heat = self.heat.max(WARM);
        }
    }

    fn publish(&mut self) {
        for (node, [x, y]) in self.at.iter().enumerate() {
            if !self.pinned[node] {
                self.positions[2 * node] = x * STRETCH;
                self.positions[2 * node + 1] = *y;
            }
        }
    }

    /// Forces between two nodes at one place have no direction; a hair's breadth apart they have.
    fn part_coincident(&mut self) {
        let mut order: Vec<usize> = (0..self.at.len()).collect();
        order.sort_unstable_by(|&one, &other| {
            let [a, b] = [self.at[one], self.at[other]];
            a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])).then(one.cmp(&other))
        });
        for pair in order.windows(2) {
            let moved = if self.pinned[pair[1]] { pair[0] } else { pair[1] };
            if self.at[pair[0]] == self.at[pair[1]] && !self.pinned[moved] {
                for axis in 0..2 {
                    self.at[moved][axis] += self.random.next_signed();
                }
            }
        }
    }

    fn repel(&mut self) {
        self.tree.build(&self.at, &self.charges);
        for node in 0..self.at.len() {
            if self.pinned[node] {
                continue;
            }
            let push = self.tree.push_on(node, &self.at, &self.charges);
            let reach = self.heat * self.readiness[node];
            let [vx, vy] = self.speed[node];
            self.speed[node] = [vx + push[0] * reach, vy + push[1] * reach];
        }
    }

    fn pull_springs(&mut self) {
        for spring in &self.springs {
            let [from, to] = spring.ends;
            let (dx, dy) = (self.at[to][0] - self.at[from][0], self.at[to][1] - self.at[from][1]);
            let distance = (dx * dx + dy * dy).sqrt().max(1.0);
            let pull = (distance - spring.length) / distance * spring.strength * self.heat;
            for (axis, delta) in [dx, dy].into_iter().enumerate() {
                self.speed[from][axis] += delta * pull * spring.shares[0] * self.readiness[from];
                self.speed[to][axis] -= delta * pull * spring.shares[1] * self.readiness[to];
            }
        }
    }

    /// Towards the middle of the drawing and of one's group.
    fn pull_together(&mut self) {
        let mut middles = vec![[0.0; 3]; self.group_count];
        for (at, group) in self.at.iter().zip(&self.groups) {
            if let Some(group) = group {
                let middle = &mut middles[*group as usize];
                *middle = [middle[0] + at[0], middle[1] + at[1], middle[2] + 1.0];
            }
        }
        for (node, at) in self.at.iter().enumerate() {
            let reach = self.heat * self.readiness[node];
            for axis in 0..2 {
                let mut pull = -at[axis] * self.gravity[node];
                if let Some(group) = self.groups[node] {
                    let middle = middles[group as usize];
                    pull += (middle[axis] / middle[2] - at[axis]) * COHESION;
                }
                self.speed[node][axis] += pull * reach;
            }
        }
    }
}

fn finite(value: f64, otherwise: f64) -> f64 {
    if value.is_finite() { value } else { otherwise }
}

fn squeezed([x, y]: [f64; 2]) -> Option<[f64; 2]> {
    let near = |value: f64| value.clamp(-FARTHEST, FARTHEST);
    (x.is_finite() && y.is_finite()).then(|| [near(x) / STRETCH, near(y)])
}
