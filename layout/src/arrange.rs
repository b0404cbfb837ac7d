//! Arrangements that are not the network itself: islands, rings, columns. Each is computed at once, from the graph
//! alone, so that the same network always gives the same picture.

use super::{
    EdgeInput,
    graph::{Graph, UNREACHED},
    overlap_removal::OverlapRemoval,
    pack,
    part::Part,
    random::Random,
    relax::ALONE,
    simulation,
};

/// Free room between two islands, and between two rings, in units of the drawing.
const GAP: f64 = 60.0;
const RING_GAP: f64 = 120.0;
/// Width of a lane of a column: a symbol and its name.
const LANE: f64 = 210.0;
/// Free room between two columns, which the edges cross.
const BETWEEN: f64 = 420.0;
/// Wider than high, as windows are.
const ASPECT: f64 = 1.6;

/// One island for each group, drawn by itself; islands with many bonds near one another.
pub(super) fn islands(graph: &Graph, groups: &[u32], radii: &[f64], random: &mut Random) -> Vec<[f64; 2]> {
    let mut names: Vec<u32> = groups.to_vec();
    names.sort_unstable();
    names.dedup();
    // Who stands where on which island.
    let mut islands: Vec<(Vec<u32>, Vec<[f64; 2]>)> = Vec::new();
    let mut numbers = vec![u32::MAX; groups.len()];
    for nodes in members(groups, &names) {
        let own_radii: Vec<f64> = nodes.iter().map(|&node| radii[node as usize]).collect();
        let alone = vec![ALONE; nodes.len()];
        let mut parts =
            simulation::drawn_apart(&graph.induced_by(&nodes, &mut numbers), &alone, &own_radii, random);
        parts.iter_mut().for_each(|(_, part)| part.finish());
        let mut at = pack::side_by_side(&parts, &own_radii);
        centre(&mut at);
        islands.push((nodes, at));
    }
    let island_radii: Vec<f64> = islands
        .iter()
        .map(|(nodes, at)| {
            let reach = |(&node, [x, y]): (&u32, &[f64; 2])| (x * x + y * y).sqrt() + radii[node as usize];
            nodes.iter().zip(at).map(reach).fold(0.0, f64::max) + GAP / 2.0
        })
        .collect();
    let middles = middles_of_islands(graph, groups, &names, &island_radii, random);
    let mut places = vec![[0.0; 2]; groups.len()];
    for ((nodes, at), middle) in islands.iter().zip(middles) {
        for (&node, [x, y]) in nodes.iter().zip(at) {
            places[node as usize] = [x + middle[0], y + middle[1]];
        }
    }
    places
}

/// The nodes of each name, in their order; `names` are sorted.
fn members(of: &[u32], names: &[u32]) -> Vec<Vec<u32>> {
    let mut members = vec![Vec::new(); names.len()];
    for (node, name) in (0..).zip(of) {
        members[names.partition_point(|known| known < name)].push(node);
    }
    members
}

/// The islands are a small network of their own, pushed together as far as they go.
fn middles_of_islands(
    graph: &Graph,
    groups: &[u32],
    names: &[u32],
    radii: &[f64],
    random: &mut Random,
) -> Vec<[f64; 2]> {
    let number = |node: u32| names.partition_point(|&name| name < groups[node as usize]) as u32;
    let bonds = graph.edges().map(|(from, to, _)| (number(from), number(to))).filter(|(from, to)| from != to);
    let edges: Vec<EdgeInput> = bonds.map(|(from, to)| EdgeInput { from, to, weight: 1.0 }).collect();
    let archipelago = Graph::from_edges(names.len(), &edges);
    let mut parts = simulation::drawn_apart(&archipelago, &vec![ALONE; names.len()], radii, random);
    parts.iter_mut().for_each(|(_, part): &mut (_, Part)| part.finish());
    let mut middles = pack::side_by_side(&parts, radii);
    centre(&mut middles);
    let (mut overlap_removal, mobility) = (OverlapRemoval::default(), vec![1.0; middles.len()]);
    for _ in 0..60 {
        // Flatter than round, as windows are.
        for point in &mut middles {
            *point = [point[0] * 0.97, point[1] * 0.95];
        }
        overlap_removal.settle(&mut middles, radii, &mobility, 12);
    }
    overlap_removal.settle(&mut middles, radii, &mobility, 300);
    middles
}

/// `around` in the middle, the others on rings by their distance in steps, each near what it hangs on; what
/// cannot be reached on a last ring of its own.
pub(super) fn rings(graph: &Graph, groups: &[u32], radii: &[f64], around: usize) -> Vec<[f64; 2]> {
    let count = graph.count();
    let mut places = vec![[0.0; 2]; count];
    if around >= count {
        return places;
    }
    let mut distances = vec![0; count];
    let mut reached = Vec::new();
    graph.distances_from(around, &mut distances, &mut reached);
    let farthest = reached.iter().map(|&node| distances[node as usize]).max().unwrap_or(0);
    let mut rings: Vec<Vec<u32>> = vec![Vec::new(); usize::from(farthest) + 2];
    for node in 0..count as u32 {
        let ring = match distances[node as usize] {
            UNREACHED => farthest + 1,
            steps => steps,
        };
        rings[usize::from(ring)].push(node);
    }
    // Of each node, as a share of the full turn.
    let mut turns = vec![0.0_f64; count];
    let mut ring_radius = radii[around];
    for nodes in rings.into_iter().skip(1) {
        let Some(widest) = nodes.iter().map(|&node| radii[node as usize]).max_by(f64::total_cmp) else {
            continue;
        };
        let wish = |node: u32| {
            let inner = graph.neighbours(node as usize).iter().filter(|&&near| {
                distances[near as usize] < distances[node as usize] && near as usize != around
            });
            let (mut sum, mut parents) = (0.0, 0.0);
            for &near in inner {
                sum += turns[near as usize];
                parents += 1.0;
            }
            if parents > 0.0 { sum / parents } else { 0.0 }
        };
        let mut keyed: Vec<(f64, u32, u32)> =
            nodes.into_iter().map(|node| (wish(node), groups[node as usize], node)).collect();
        keyed.sort_by(|one, other| one.0.total_cmp(&other.0).then((one.1, one.2).cmp(&(other.1, other.2))));
        let around_ring: f64 = keyed.iter().map(|&(.., node)| 2.0 * radii[node as usize]).sum();
        ring_radius = (ring_radius + RING_GAP + 2.0 * widest).max(around_ring / std::f64::consts::TAU);
        // Each as near to its wish as its neighbours on the ring allow: in order, evenly stretched.
        let mut used = 0.0;
        for (_, _, node) in keyed {
            let half = radii[node as usize] / around_ring;
            turns[node as usize] = used + half;
            used += 2.0 * half;
            let [x, y] = direction(turns[node as usize]);
            places[node as usize] = [x * ring_radius, y * ring_radius];
        }
    }
    places
}

/// Columns side by side, ordered so that few edges cross; long columns have several lanes.
pub(super) fn columns(graph: &Graph, columns: &[u32], groups: &[u32], radii: &[f64]) -> Vec<[f64; 2]> {
    const SWEEPS: usize = 24;
    let mut names: Vec<u32> = columns.to_vec();
    names.sort_unstable();
    names.dedup();
    let mut order = members(columns, &names);
    order.iter_mut().for_each(|nodes| nodes.sort_by_key(|&node| (groups[node as usize], node)));
    // Of each node within its column, from 0 to 1.
    let mut height = vec![0.0_f64; columns.len()];
    let rank = |nodes: &[u32], height: &mut [f64]| {
        for (number, &node) in nodes.iter().enumerate() {
            height[node as usize] = (number as f64 + 0.5) / nodes.len() as f64;
        }
    };
    order.iter().for_each(|nodes| rank(nodes, &mut height));
    // Everyone goes to the mean height of its neighbours in other columns, after Sugiyama, Tagawa and Toda (1981).
    for sweep in 0..SWEEPS {
        let number = sweep % order.len().max(1);
        let Some(nodes) = order.get_mut(number) else { break };
        let mean = |node: u32| {
            let across = graph
                .neighbours(node as usize)
                .iter()
                .filter(|&&near| columns[near as usize] != columns[node as usize]);
            let (mut sum, mut count) = (0.0, 0.0);
            for &near in across {
                sum += height[near as usize];
                count += 1.0;
            }
            if count > 0.0 { sum / count } else { height[node as usize] }
        };
        let mut keyed: Vec<(f64, u32)> = nodes.iter().map(|&node| (mean(node), node)).collect();
        keyed.sort_by(|one, other| one.0.total_cmp(&other.0));
        *nodes = keyed.into_iter().map(|(_, node)| node).collect();
        rank(nodes, &mut height);
    }

    let pitch = 1.5 * radii.iter().copied().fold(0.0, f64::max);
    let mut places = vec![[0.0; 2]; columns.len()];
    let mut left = 0.0;
    for nodes in &order {
        // As many lanes as keep the whole wider than high.
        let rows_at_most = ((nodes.len() as f64 * LANE / (ASPECT * pitch)).sqrt() as usize).max(16);
        let lanes = nodes.len().div_ceil(rows_at_most).max(1);
        let rows = nodes.len().div_ceil(lanes);
        for (number, &node) in nodes.iter().enumerate() {
            let (row, lane) = (number / lanes, number % lanes);
            // Lanes are shifted against each other, so that edges pass between the symbols.
            let shift = (lane as f64 + 0.5) / lanes as f64 - 0.5;
            let y = (row as f64 + shift - (rows as f64 - 1.0) / 2.0) * pitch;
            places[node as usize] = [left + lane as f64 * LANE, y];
        }
        left += (lanes - 1) as f64 * LANE + BETWEEN;
    }
    centre(&mut places);
    places
}

pub(super) fn centre(at: &mut [[f64; 2]]) {
    let mut low = [f64::INFINITY; 2];
    let mut high = [f64::NEG_INFINITY; 2];
    for point in at.iter() {
        for axis in 0..2 {
            low[axis] = low[axis].min(point[axis]);
            high[axis] = high[axis].max(point[axis]);
        }
    }
    for point in at {
        *point = [0, 1].map(|axis| point[axis] - (low[axis] + high[axis]) / 2.0);
    }
}

/// The point of the unit circle at a share of the full turn from 0 to 1, clockwise from the top. By polynomials,
/// because sine and cosine of the library differ in their last bits from machine to machine.
fn direction(turn: f64) -> [f64; 2] {
    let eighth = turn * 8.0;
    let octant = (eighth as usize).min(7);
    // To the nearest axis: an angle of at most an eighth of a turn, either way.
    let quarter = octant.div_ceil(2);
    let angle = (turn - quarter as f64 / 4.0) * std::f64::consts::TAU;
    let square = angle * angle;
    // Taylor's series, each from its last term inwards.
    let series =
        |divisors: [f64; 5]| divisors.iter().rev().fold(1.0, |sum, divisor| 1.0 - square / divisor * sum);
    let sine = angle * series([6.0, 20.0, 42.0, 72.0, 110.0]);
    let cosine = series([2.0, 12.0, 30.0, 56.0, 90.0]);
    match quarter % 4 {
        0 => [sine, -cosine],
        1 => [cosine, sine],
        2 => [-sine, cosine],
        _ => [-cosine, -sine],
    }
}
