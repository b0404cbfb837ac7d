//! How much of the world a camera has to show.

use super::{Camera, Emphasis, NodeStyle, Point, Rectangle, geometry::quantile};

/// From the middle half of all nodes on, in widths of that half: a node further out would make a dot of all others.
const REACH: f64 = 50.0;
/// In units of the world; a middle half that is narrower counts as wide as this.
const LEAST_WIDTH: f64 = 1_000.0;

/// The part of the world that those of the nodes take up which have a place and are not hidden, but for those so far
/// out that nothing else could be told apart; and how many these are. `None` without any.
pub fn extent(looks: &[NodeStyle], positions: &[f64]) -> Option<(Rectangle, usize)> {
    let places = looks.iter().zip(positions.as_chunks::<2>().0);
    let shown = |(look, [x, y]): &(&NodeStyle, &[f64; 2])| {
        look.emphasis != Emphasis::Hidden && x.is_finite() && y.is_finite()
    };
    let places: Vec<[f64; 2]> = places.filter(shown).map(|(_, at)| *at).collect();
    if places.is_empty() {
        return None;
    }
    let middle = [0, 1].map(|axis| {
        let values: Vec<f64> = places.iter().map(|at| at[axis]).collect();
        [0.25, 0.75].map(|share| quantile(&values, share))
    });
    let width = middle.map(|[low, high]| high - low).into_iter().fold(LEAST_WIDTH, f64::max);
    let is_near = |at: &&[f64; 2]| {
        at.iter()
            .zip(middle)
            .all(|(value, [low, high])| (low - REACH * width..=high + REACH * width).contains(value))
    };
    let near: Vec<&[f64; 2]> = places.iter().filter(is_near).collect();
    let world = Rectangle::holding(near.iter().map(|&&[x, y]| Point::new(x, y)))?;
    Some((world, places.len() - near.len()))
}

/// From a node to the next, on an average and in CSS pixels: how crowded the picture is.
pub(super) fn spacing(looks: &[NodeStyle], positions: &[f64], camera: Camera) -> f64 {
    let world = extent(looks, positions).map(|(world, _)| world).unwrap_or_default();
    // Nodes in a row have room beside the row.
    let least = world.width().max(world.height()).max(1.0) / 4.0;
    let room = world.width().max(least) * world.height().max(least);
    (room / looks.len().max(1) as f64).sqrt() * camera.scale()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(places: &[[f64; 2]], width: f64, left_out: usize) {
        let looks = vec![NodeStyle::default(); places.len()];
        let (world, out) = extent(&looks, places.as_flattened()).unwrap();
        assert_eq!((world.width(), out), (width, left_out), "{places:?}");
    }

    #[test]
    fn leaves_out_only_what_would_make_dots_of_the_rest() {
        let row =
            |step: f64| -> Vec<[f64; 2]> { (0..8).map(|number| [f64::from(number) * step, 5.0]).collect() };
        check(&row(100.0), 700.0, 0);
        check(&row(200_000.0), 1_400_000.0, 0);
        check(&row(1e15), 7e15, 0);
        check(&[[3.0, 3.0]; 8], 0.0, 0);
        check(&[[3.0, 3.0]], 0.0, 0);
        check(&[row(100.0), vec![[20_000.0, 0.0]]].concat(), 20_000.0, 0);
        check(&[row(100.0), vec![[1e15, 0.0], [0.0, -1e9]]].concat(), 700.0, 2);
        check(&[row(100.0), vec![[f64::NAN, 0.0]]].concat(), 700.0, 0);
    }

    #[test]
    fn without_places_there_is_nothing_to_show() {
        assert_eq!(extent(&[NodeStyle::default()], &[f64::NAN, 0.0]), None);
    }
}
