//! A forest as tidy trees, from left to right: each node one step to the right of what it hangs on, in the middle of
//! what hangs on it, equal trees drawn equally, and none wider than it must be.
//!
//! After Reingold and Tilford, "Tidier Drawings of Trees" (1981), for any number of children. Outlines are kept from the
//! deepest level up, so that setting two side by side costs no more than the levels they share.

use super::EdgeInput;

/// From one generation to the next at least: a symbol and its name, in units of the drawing.
const STEP: f64 = 250.0;
/// Between two lanes of trees, besides the step.
const BETWEEN: f64 = 60.0;
/// Between neighbours, and besides that between two trees, in rows.
const ROW: f64 = 1.0;
const BETWEEN_TREES: f64 = 0.4;
/// Wider than high, as windows are.
const ASPECT: f64 = 1.6;
const MOST_LANES: usize = 64;

/// Where the nodes stand; an edge leads from a node to one that hangs on it. Who would hang on several hangs on the
/// first, and a circle begins at its first node.
pub(super) fn tree(count: usize, edges: &[EdgeInput], radii: &[f64]) -> Vec<[f64; 2]> {
    let forest = Forest::new(count, edges);
    let mut outlines: Vec<Outline> = vec![Outline::default(); count];
    // Of each node from what it hangs on, in rows.
    let mut offsets = vec![0.0; count];
    for &node in forest.order.iter().rev() {
        let mut children = forest.children[node].iter();
        let Some(&first) = children.next() else {
            outlines[node] = Outline { levels: vec![[0.0; 2]], shift: 0.0 };
            continue;
        };
        let mut outline = std::mem::take(&mut outlines[first]);
        for &child in children {
            let beside = std::mem::take(&mut outlines[child]);
            offsets[child] = outline.put_beside(beside, ROW);
        }
        let last = forest.children[node].last().map_or(0.0, |&child| offsets[child]);
        let middle = last / 2.0;
        forest.children[node].iter().for_each(|&child| offsets[child] -= middle);
        outline.shift -= middle;
        outline.levels.push([-outline.shift; 2]);
        outlines[node] = outline;
    }
    let trees: Vec<Tree> = forest.roots.iter().map(|&root| Tree::of(root, &outlines[root])).collect();
    let row = 1.4 * radii.iter().copied().fold(1.0, f64::max);
    let mut places = vec![[0.0; 2]; count];
    let mut left = 0.0;
    let lanes = lanes(&trees, row);
    let step = step_of(&lanes, row);
    for lane in lanes {
        let height: f64 = lane.iter().map(|tree| tree.height).sum();
        let mut top = -height / 2.0;
        for tree in lane {
            places[tree.root] = [left, (top - tree.above) * row];
            top += tree.height;
        }
        left += width(lane, step);
    }
    for &node in &forest.order {
        let [x, y] = places[node];
        for &child in &forest.children[node] {
            places[child] = [x + step, y + offsets[child] * row];
        }
    }
    places
}

#[derive(Default)]
struct Forest {
    roots: Vec<usize>,
    children: Vec<Vec<usize>>,
    /// Each after what it hangs on.
    order: Vec<usize>,
}

impl Forest {
    fn new(count: usize, edges: &[EdgeInput]) -> Self {
        let (mut hangs, mut children) = (vec![false; count], vec![Vec::new(); count]);
        for edge in edges {
            let (from, to) = (edge.from as usize, edge.to as usize);
            if from != to && from < count && to < count && !std::mem::replace(&mut hangs[to], true) {
                children[from].push(to);
            }
        }
        let mut forest = Self { children, ..Self::default() };
        let mut is_reached = vec![false; count];
        let roots = (0..count).filter(|&node| !hangs[node]);
        // Who is left then is in a circle, or hangs on one.
        for node in roots.chain(0..count) {
            if !is_reached[node] {
                forest.grow(node, &mut is_reached);
            }
        }
        forest
    }

    /// Takes in a node and all that hangs on it, but for what stands already.
    fn grow(&mut self, root: usize, is_reached: &mut [bool]) {
        self.roots.push(root);
        is_reached[root] = true;
        let mut next = self.order.len();
        self.order.push(root);
        while let Some(&node) = self.order.get(next) {
            next += 1;
            self.children[node].retain(|&child| !std::mem::replace(&mut is_reached[child], true));
            self.order.extend(&self.children[node]);
        }
    }
}

/// How far a tree reaches up and down on each level, in rows from its root.
#[derive(Clone, Default)]
struct Outline {
    /// The deepest level first, so that a root can be added at the end.
    levels: Vec<[f64; 2]>,
    /// To be added to all of them.
    shift: f64,
}

impl Outline {
    /// Sets another below this one, as near as both allow. How far from this one's root that is.
    fn put_beside(&mut self, mut other: Self, room: f64) -> f64 {
        let shared = self.levels.len().min(other.levels.len());
        let top = |outline: &Self| outline.levels.len() - shared;
        let mine = self.levels[top(self)..].iter();
        let others = other.levels[top(&other)..].iter();
        let apart = mine.zip(others).map(|(mine, other)| mine[1] - other[0]).fold(f64::MIN, f64::max);
        let by = apart + self.shift - other.shift + room;
        other.shift += by;
        // The deeper one goes on; on the levels of both it reaches from the upper one to the lower one.
        if other.levels.len() > self.levels.len() {
            std::mem::swap(self, &mut other);
            let (begin, between) = (self.levels.len() - shared, other.shift - self.shift);
            for (level, upper) in self.levels[begin..].iter_mut().zip(&other.levels) {
                level[0] = upper[0] + between;
            }
        } else {
            let (begin, between) = (self.levels.len() - shared, other.shift - self.shift);
            for (level, lower) in self.levels[begin..].iter_mut().zip(&other.levels) {
                level[1] = lower[1] + between;
            }
        }
        by
    }
}

/// A tree as it takes room, in rows and levels.
struct Tree {
    root: usize,
    /// How far it reaches up from its root, which is nothing or negative.
    above: f64,
    height: f64,
    depth: usize,
}

impl Tree {
    fn of(root: usize, outline: &Outline) -> Self {
        let levels = outline.levels.iter();
        let (low, high) = levels.fold((0.0_f64, 0.0_f64), |(low, high), level| {
            (low.min(level[0] + outline.shift), high.max(level[1] + outline.shift))
        });
        Self { root, above: low, height: high - low + ROW + BETWEEN_TREES, depth: outline.levels.len() }
    }
}

/// In rows.
fn height(lanes: &[&[Tree]]) -> f64 {
    lanes.iter().map(|lane| lane.iter().map(|tree| tree.height).sum()).fold(0.0, f64::max)
}

fn width(lane: &[Tree], step: f64) -> f64 {
    steps(lane) * step + STEP + BETWEEN
}

/// From the roots to the last generation, which has room for its names besides.
fn steps(lane: &[Tree]) -> f64 {
    lane.iter().map(|tree| tree.depth.saturating_sub(1)).max().unwrap_or(0) as f64
}

/// From one generation to the next. What is higher than windows are is drawn wider: names have room beside their symbols,
/// and lines do not lie upon one another.
fn step_of(lanes: &[&[Tree]], row: f64) -> f64 {
    let steps: f64 = lanes.iter().map(|lane| steps(lane)).sum();
    let room = ASPECT * height(lanes) * row - (STEP + BETWEEN) * lanes.len() as f64;
    (room / steps.max(1.0)).round().max(STEP)
}

/// Trees in their order, in as many lanes as fill a window best.
fn lanes(trees: &[Tree], row: f64) -> Vec<&[Tree]> {
    let total: f64 = trees.iter().map(|tree| tree.height).sum();
    let tallest = trees.iter().map(|tree| tree.height).fold(0.0, f64::max);
    let mut best = (f64::INFINITY, Vec::new());
    for count in 1..=trees.len().min(MOST_LANES) {
        let lanes = filled(trees, tallest.max(total / count as f64));
        let width: f64 = lanes.iter().map(|lane| width(lane, STEP)).sum();
        let size = (width / ASPECT).max(height(&lanes) * row);
        if size < best.0 {
            best = (size, lanes);
        }
    }
    best.1
}

/// As many trees in a lane as are not higher together.
fn filled(trees: &[Tree], most: f64) -> Vec<&[Tree]> {
    let mut lanes = Vec::new();
    let (mut begin, mut height) = (0, 0.0);
    for (place, tree) in trees.iter().enumerate() {
        if place > begin && height + tree.height > most + 1e-9 {
            lanes.push(&trees[begin..place]);
            (begin, height) = (place, 0.0);
        }
        height += tree.height;
    }
    lanes.push(&trees[begin..]);
    lanes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn edges(pairs: &[(u32, u32)]) -> Vec<EdgeInput> {
        pairs.iter().map(|&(from, to)| EdgeInput { from, to, weight: 1.0 }).collect()
    }

    #[test]
    fn a_tree_stands_in_the_middle_of_what_hangs_on_it_and_equal_trees_are_equal() {
        // Twice the same: a node with a leaf, and a node with two leaves.
        let one = [(0, 1), (0, 2), (1, 3), (2, 4), (2, 5)];
        let both: Vec<_> = one.into_iter().chain(one.map(|(from, to)| (from + 6, to + 6))).collect();
        let places = tree(12, &edges(&both), &[10.0; 12]);
        for (from, to) in &both {
            assert_eq!(places[*to as usize][0] - places[*from as usize][0], STEP);
        }
        let y = |node: usize| places[node][1];
        assert_eq!(y(0), (y(1) + y(2)) / 2.0);
        assert_eq!(y(2), (y(4) + y(5)) / 2.0);
        assert_eq!(y(1), y(3));
        let from_root = |root: usize| -> Vec<[f64; 2]> {
            (root..root + 6)
                .map(|node| [places[node][0] - places[root][0], places[node][1] - places[root][1]])
                .collect()
        };
        assert_eq!(from_root(0), from_root(6));
    }

    #[test]
    fn a_flat_tree_reaches_under_a_deep_one_no_further_than_it_must() {
        // The first child has a wide fan two steps down; the second, a leaf, stands beside the first all the same.
        let places = tree(7, &edges(&[(0, 1), (0, 2), (1, 3), (3, 4), (3, 5), (3, 6)]), &[10.0; 7]);
        assert_eq!(places[2][1] - places[1][1], 14.0);
        assert_eq!(places[6][1] - places[4][1], 28.0);
    }

    #[test]
    fn one_tall_tree_is_drawn_as_wide_as_windows_are() {
        let pairs: Vec<(u32, u32)> = (1..400).map(|leaf| (0, leaf)).collect();
        let places = tree(400, &edges(&pairs), &[10.0; 400]);
        let height = places[399][1] - places[1][1];
        let width = places[399][0] - places[0][0] + STEP;
        assert!((0.95..=1.0).contains(&(width / (height * ASPECT))), "{width} {height}");
    }

    #[test]
    fn circles_second_inviters_and_nodes_that_are_not_there_harm_nothing() {
        let places = tree(4, &edges(&[(1, 2), (2, 1), (3, 3), (0, 9), (9, 0), (3, 2), (1, 2)]), &[1.0; 4]);
        assert_eq!(places[2][0] - places[1][0], STEP);
        assert_eq!((places[1][0], places[0][0]), (places[3][0], places[0][0]));
        assert!(tree(0, &[], &[]).is_empty());
    }

    proptest! {
        /// Nobody stands on anybody, everybody the same step from what it hangs on.
        #[test]
        fn there_is_room_for_everybody(above in proptest::collection::vec(proptest::option::of(0_usize..100), 1..120)) {
            let pairs: Vec<(u32, u32)> = above
                .iter()
                .enumerate()
                .filter_map(|(node, above)| Some(((*above)? % node.max(1), node)))
                .filter(|(from, to)| from != to)
                .map(|(from, to)| (from as u32, to as u32))
                .collect();
            let places = tree(above.len(), &edges(&pairs), &vec![10.0; above.len()]);
            let step = |(from, to): (u32, u32)| places[to as usize][0] - places[from as usize][0];
            for pair in &pairs {
                prop_assert_eq!(step(*pair), step(pairs[0]));
                prop_assert!(step(*pair) >= STEP);
            }
            for (node, [x, y]) in places.iter().enumerate() {
                for [other_x, other_y] in &places[..node] {
                    prop_assert!(x != other_x || (y - other_y).abs() > 13.999);
                }
            }
        }
    }
}
