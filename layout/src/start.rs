//! Where nodes begin: placed ones stay, newcomers stand beside their neighbours, a new network starts as a
//! spiral in breadth-first order, so that what belongs together starts together.

use std::collections::VecDeque;

use super::random::Random;

/// Fills every `None`. `neighbours` lists both directions; `spacing` is the usual distance of two nodes.
pub(super) fn place(
    at: &[Option<[f64; 2]>],
    neighbours: &[Vec<u32>],
    spacing: f64,
    random: &mut Random,
) -> Vec<[f64; 2]> {
    let mut placed = at.to_vec();
    let mut queue: VecDeque<usize> = (0..at.len()).filter(|&node| at[node].is_some()).collect();
    while let Some(node) = queue.pop_front() {
        for &next in &neighbours[node] {
            let next = next as usize;
            if placed[next].is_none() {
                placed[next] = Some(beside(&placed, &neighbours[next], spacing, random));
                queue.push_back(next);
            }
        }
    }

    // What is left hangs together with nothing placed: it joins the spiral around all that is there.
    let known: Vec<[f64; 2]> = placed.iter().flatten().copied().collect();
    let count = known.len().max(1) as f64;
    let centre = [0, 1].map(|axis| known.iter().map(|point| point[axis]).sum::<f64>() / count);
    let reach = known.iter().fold(0.0_f64, |reach, point| {
        let (dx, dy) = (point[0] - centre[0], point[1] - centre[1]);
        reach.max(dx * dx + dy * dy)
    });
    // Vogel's sunflower (1979): node k at the golden angle times k, at the root of k.
    const TURN: [f64; 2] = [-0.737_368_878_078_320_1, 0.675_490_294_261_523_9];
    let mut direction = {
        let (x, y) = (random.next_signed(), random.next_signed());
        let length = (x * x + y * y).sqrt();
        [x / length, y / length]
    };
    let mut number = reach / (spacing * spacing) * 2.0;
    for node in breadth_first(neighbours, &placed) {
        let distance = spacing * (number / 2.0 + 0.25).sqrt();
        placed[node] = Some([centre[0] + direction[0] * distance, centre[1] + direction[1] * distance]);
        number += 1.0;
        direction = [
            direction[0] * TURN[0] - direction[1] * TURN[1],
            direction[0] * TURN[1] + direction[1] * TURN[0],
        ];
    }
    placed.into_iter().flatten().collect()
}

fn beside(placed: &[Option<[f64; 2]>], neighbours: &[u32], spacing: f64, random: &mut Random) -> [f64; 2] {
    let known: Vec<[f64; 2]> = neighbours.iter().filter_map(|&node| placed[node as usize]).collect();
    [0, 1].map(|axis| {
        let mean = known.iter().map(|point| point[axis]).sum::<f64>() / known.len().max(1) as f64;
        mean + random.next_signed() * spacing * 0.7
    })
}

/// The unplaced nodes, each part from its best-connected node outwards.
fn breadth_first(neighbours: &[Vec<u32>], placed: &[Option<[f64; 2]>]) -> Vec<usize> {
    let mut hubs: Vec<usize> = (0..placed.len()).filter(|&node| placed[node].is_none()).collect();
    hubs.sort_by_key(|&node| std::cmp::Reverse(neighbours[node].len()));
    let mut seen: Vec<bool> = placed.iter().map(Option::is_some).collect();
    let mut order = Vec::with_capacity(hubs.len());
    let mut queue = VecDeque::new();
    for hub in hubs {
        if !std::mem::replace(&mut seen[hub], true) {
            queue.push_back(hub);
        }
        while let Some(node) = queue.pop_front() {
            order.push(node);
            for &next in &neighbours[node] {
                if !std::mem::replace(&mut seen[next as usize], true) {
                    queue.push_back(next as usize);
                }
            }
        }
    }
    order
}
