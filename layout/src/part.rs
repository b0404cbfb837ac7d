//! One connected part of a network, drawn from nothing, around the origin in units of the drawing.

use super::{
    graph::Graph,
    overlap_removal::OverlapRemoval,
    pivots::Pivots,
    random::Random,
    relax::{ALONE, Relaxation},
    stress,
};

/// Up to this many nodes a part without groups is the drawing of least stress and nothing else: of a graph of
/// which nothing more is known, it is the one read best (Purchase 1997 on what readers want of drawings).
const PLAIN: usize = 150;
/// Share of its area that a drawing's nodes take, with the room they keep free.
const FILL: f64 = 0.2;
const PARTING_STEPS: u32 = 60;
/// A step of overlap removal this small, in units of the drawing, is not seen.
const UNSEEN: f64 = 0.25;
/// Share of the progress that relaxing is; the rest is overlap removal.
const RELAXING: f64 = 0.9;

pub(super) struct Part {
    /// In the order of the part's nodes, always finite.
    pub(super) at: Vec<[f64; 2]>,
    radii: Vec<f64>,
    work: Work,
    lies_down: bool,
}

enum Work {
    Relaxing(Box<Relaxation>),
    OverlapRemoval(OverlapRemoval, u32),
    Done,
}

impl Part {
    /// `graph` is connected; `groups` and `radii` follow its nodes.
    pub(super) fn new(graph: &Graph, groups: Vec<u32>, radii: Vec<f64>, random: &mut Random) -> Self {
        if graph.count() < 2 {
            return Self { at: vec![[0.0; 2]; graph.count()], radii, work: Work::Done, lies_down: false };
        }
        let is_plain = groups.iter().all(|&group| group == ALONE) && graph.count() <= PLAIN;
        if is_plain {
            let pivots = Pivots::new(graph, graph.count());
            let mut at: Vec<[f64; 2]> =
                pivots.scaled(pivots.nodes.len()).into_iter().map(|point| point.map(f64::from)).collect();
            stress::minimise(&pivots, &mut at, random);
            let mut part = Self {
                at,
                radii,
                work: Work::OverlapRemoval(OverlapRemoval::default(), 0),
                lies_down: false,
            };
            part.centre();
            part.spread_out();
            return part;
        }
        let mut part = Self {
            at: Vec::new(),
            radii,
            work: Work::Relaxing(Box::new(Relaxation::new(graph, groups))),
            lies_down: false,
        };
        part.read();
        part
    }

    /// Is to be turned so that it is widest from left to right.
    pub(super) fn lie_down(&mut self) {
        self.lies_down = true;
        self.turn();
    }

    pub(super) fn is_done(&self) -> bool {
        matches!(self.work, Work::Done)
    }

    /// From 0 to 1.
    pub(super) fn progress(&self) -> f64 {
        match &self.work {
            Work::Relaxing(relaxation) => RELAXING * f64::from(relaxation.progress()),
            Work::OverlapRemoval(_, step) => {
                RELAXING + (1.0 - RELAXING) * f64::from(*step) / f64::from(PARTING_STEPS)
            }
            Work::Done => 1.0,
        }
    }

    pub(super) fn finish(&mut self) {
        while !self.is_done() {
            self.step();
        }
    }

    pub(super) fn step(&mut self) {
        match &mut self.work {
            Work::Relaxing(relaxation) => {
                relaxation.step();
                let is_done = relaxation.is_done();
                self.read();
                if is_done {
                    self.work = Work::OverlapRemoval(OverlapRemoval::default(), 0);
                }
            }
            Work::OverlapRemoval(overlap_removal, step) => {
                let mobility = vec![1.0; self.at.len()];
                let farthest = overlap_removal.step(&mut self.at, &self.radii, &mobility);
                *step += 1;
                if farthest < UNSEEN || *step == PARTING_STEPS {
                    self.work = Work::Done;
                }
            }
            Work::Done => {}
        }
    }

    /// Takes the relaxation's positions over, at the scale at which the nodes fill their share of the area.
    fn read(&mut self) {
        if let Work::Relaxing(relaxation) = &self.work {
            self.at = relaxation.at.iter().map(|point| point.map(f64::from)).collect();
            self.centre();
            self.turn();
            let factor = self.filling();
            self.scale(factor);
        }
    }

    fn centre(&mut self) {
        let count = self.at.len().max(1) as f64;
        let middle = [0, 1].map(|axis| self.at.iter().map(|point| point[axis]).sum::<f64>() / count);
        for point in &mut self.at {
            *point = [point[0] - middle[0], point[1] - middle[1]];
        }
    }

    /// Its principal axis becomes the horizontal one.
    fn turn(&mut self) {
        if !self.lies_down {
            return;
        }
        let [mut xx, mut xy, mut yy] = [0.0; 3];
        for [x, y] in &self.at {
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }
        // The eigenvector of the larger eigenvalue of the scatter matrix, in the form that does not vanish.
        let (half, root) = ((xx - yy) / 2.0, (((xx - yy) / 2.0) * ((xx - yy) / 2.0) + xy * xy).sqrt());
        let axis = if half >= 0.0 { [half + root, xy] } else { [xy.abs(), (root - half) * xy.signum()] };
        let length = (axis[0] * axis[0] + axis[1] * axis[1]).sqrt();
        if length > 0.0 {
            let [cosine, sine] = axis.map(|value| value / length);
            for point in &mut self.at {
                *point = [cosine * point[0] + sine * point[1], cosine * point[1] - sine * point[0]];
            }
        }
    }

    fn scale(&mut self, factor: f64) {
        for point in &mut self.at {
            *point = point.map(|value| value * factor);
        }
    }

    /// Units of the drawing per unit: the mean square distance from the middle is that of a disc in which the
    /// nodes fill [`FILL`].
    fn filling(&self) -> f64 {
        let room: f64 = self.radii.iter().map(|radius| radius * radius).sum::<f64>() / FILL;
        let spread: f64 =
            self.at.iter().map(|[x, y]| x * x + y * y).sum::<f64>() / self.at.len().max(1) as f64;
        if spread > 0.0 { (room / (2.0 * spread)).sqrt() } else { 1.0 }
    }

    /// Large enough that nearly no two nodes overlap, so that parting them bends no distance; but never sparser
    /// than a third of the usual.
    fn spread_out(&mut self) {
        let usual = self.filling();
        let mut needed: Vec<f64> = (0..self.at.len())
            .filter_map(|one| {
                let others = (0..self.at.len()).filter(|&other| other != one);
                let needed = others.map(|other| {
                    let (dx, dy) = (self.at[one][0] - self.at[other][0], self.at[one][1] - self.at[other][1]);
                    (self.radii[one] + self.radii[other]) / (dx * dx + dy * dy).sqrt().max(1e-9)
                });
                needed.max_by(f64::total_cmp)
            })
            .collect();
        needed.sort_by(f64::total_cmp);
        let nearly_all = needed.get(needed.len() * 9 / 10).copied().unwrap_or(usual);
        self.scale(nearly_all.clamp(usual, 1.75 * usual));
    }
}
