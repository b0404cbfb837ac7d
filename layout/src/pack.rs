//! Separate parts of a drawing side by side.

use super::part::Part;

/// Free room between parts, in units of the drawing.
const GAP: f64 = 40.0;
/// Wider than high, as windows are.
const ASPECT: f64 = 1.6;

/// From column to column of the shelf, in distances of its rows.
const COLUMN: f64 = 3.0;

#[derive(Clone, Copy)]
struct Area {
    low: [f64; 2],
    high: [f64; 2],
}

impl Area {
    fn of(nodes: &[u32], at: &[[f64; 2]], radii: &[f64]) -> Self {
        let mut area = Self { low: [f64::INFINITY; 2], high: [f64::NEG_INFINITY; 2] };
        for (&node, point) in nodes.iter().zip(at) {
            let radius = radii[node as usize];
            let [x, y] = *point;
            area.low = [area.low[0].min(x - radius), area.low[1].min(y - radius)];
            area.high = [area.high[0].max(x + radius), area.high[1].max(y + radius)];
        }
        area
    }

    fn size(&self, axis: usize) -> f64 {
        self.high[axis] - self.low[axis]
    }
}

/// The connected parts side by side, and beside them, in columns no higher than they are, the nodes that hang on
/// nothing. `parts` come from large to small; the answer follows the nodes' numbers.
pub(super) fn with_shelf(parts: &[(Vec<u32>, Part)], radii: &[f64]) -> Vec<[f64; 2]> {
    let connected = parts.partition_point(|(nodes, _)| nodes.len() > 1);
    let loose: Vec<u32> = parts[connected..].iter().flat_map(|(nodes, _)| nodes).copied().collect();
    if connected == 0 || loose.is_empty() {
        return side_by_side(parts, radii);
    }
    let mut places = side_by_side(&parts[..connected], radii);
    let drawn: Vec<u32> = parts[..connected].iter().flat_map(|(nodes, _)| nodes).copied().collect();
    let at: Vec<[f64; 2]> = drawn.iter().map(|&node| places[node as usize]).collect();
    let area = Area::of(&drawn, &at, radii);
    let pitch = 2.0 * loose.iter().map(|&node| radii[node as usize]).fold(0.0, f64::max) + GAP / 2.0;
    let rows = ((area.size(1) / pitch) as usize).clamp(1, loose.len());
    let top = (area.low[1] + area.high[1] - (rows - 1) as f64 * pitch) / 2.0;
    for (number, &node) in loose.iter().enumerate() {
        let (column, row) = ((number / rows) as f64, (number % rows) as f64);
        // Names have room beside them.
        places[node as usize] = [area.high[0] + GAP + column * COLUMN * pitch, top + row * pitch];
    }
    places
}

/// Sets parts in rows, as words are set, the first part's row above the others: with parts from large to small
/// that makes a large picture with small ones, and then single nodes, in tidy lines below it. The answer
/// follows the nodes' numbers.
pub(super) fn side_by_side(parts: &[(Vec<u32>, Part)], radii: &[f64]) -> Vec<[f64; 2]> {
    let areas: Vec<Area> = parts.iter().map(|(nodes, part)| Area::of(nodes, &part.at, radii)).collect();
    let room: f64 = areas.iter().map(|area| (area.size(0) + GAP) * (area.size(1) + GAP)).sum();
    let first = areas.first().map_or(0.0, |area| area.size(0));
    let width = first.max((room * ASPECT).sqrt());

    // Rows: which parts, how wide and how high.
    let mut rows: Vec<(std::ops::Range<usize>, f64, f64)> = Vec::new();
    for (number, area) in areas.iter().enumerate() {
        match rows.last_mut() {
            Some((range, used, height)) if *used + GAP + area.size(0) <= width => {
                range.end = number + 1;
                *used += GAP + area.size(0);
                *height = height.max(area.size(1));
            }
            _ => rows.push((number..number + 1, area.size(0), area.size(1))),
        }
    }
    let mut offsets = vec![[0.0; 2]; areas.len()];
    let mut top = 0.0;
    for (range, used, height) in rows {
        let mut left = -used / 2.0;
        for number in range {
            let area = areas[number];
            offsets[number] = [left - area.low[0], top + (height - area.size(1)) / 2.0 - area.low[1]];
            left += area.size(0) + GAP;
        }
        top += height + GAP;
    }
    // The first part stays where it was: the picture does not wander while it is drawn.
    let origin = offsets.first().copied().unwrap_or_default();
    let mut places = vec![[0.0; 2]; radii.len()];
    for ((nodes, part), offset) in parts.iter().zip(offsets) {
        for (&node, point) in nodes.iter().zip(&part.at) {
            places[node as usize] = [point[0] + offset[0] - origin[0], point[1] + offset[1] - origin[1]];
        }
    }
    places
}
