use std::cmp::Ordering;

use crate::model::order;

/// Where something lies on the screen, as seen from something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Right,
    BelowRight,
    Below,
    BelowLeft,
    Left,
    AboveLeft,
    Above,
    AboveRight,
}

/// The tangent of half an eighth of a turn.
const HALF_EIGHTH: f64 = 0.4142;

impl Direction {
    /// Of a way to the right and down.
    pub fn of([right, down]: [f64; 2]) -> Self {
        let (is_level, is_upright) =
            (down.abs() <= HALF_EIGHTH * right.abs(), right.abs() <= HALF_EIGHTH * down.abs());
        match (is_level, is_upright, right >= 0.0, down >= 0.0) {
            (true, _, true, _) => Self::Right,
            (true, _, false, _) => Self::Left,
            (_, true, _, true) => Self::Below,
            (_, true, _, false) => Self::Above,
            (_, _, true, true) => Self::BelowRight,
            (_, _, false, true) => Self::BelowLeft,
            (_, _, true, false) => Self::AboveRight,
            (_, _, false, false) => Self::AboveLeft,
        }
    }
}

/// The nearest, at most so many, with where they lie; `ways` lead to the right and down.
pub fn nearest<T>(ways: impl Iterator<Item = (T, [f64; 2])>, most: usize) -> Vec<(T, Direction)> {
    let length = |[right, down]: [f64; 2]| right * right + down * down;
    let mut ways: Vec<_> = ways.filter(|(_, way)| length(*way).is_finite()).collect();
    order::sort_by(&mut ways, |(_, one), (_, other)| {
        length(*one).partial_cmp(&length(*other)).unwrap_or(Ordering::Equal)
    });
    ways.truncate(most);
    ways.into_iter().map(|(node, way)| (node, Direction::of(way))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_come_first_and_each_lies_somewhere() {
        use Direction::*;
        let ways = [
            ("a", [90.0, 10.0]),
            ("b", [-5.0, -50.0]),
            ("c", [f64::NAN, 0.0]),
            ("d", [-30.0, 30.0]),
            ("e", [0.0, 500.0]),
            ("f", [20.0, -20.0]),
            ("g", [-70.0, 28.0]),
        ];
        let found = nearest(ways.into_iter(), 5);
        assert_eq!(
            found,
            [("f", AboveRight), ("d", BelowLeft), ("b", Above), ("g", Left), ("a", Right)],
            "without what has no place and what is far off"
        );
        assert_eq!([[0.0, 1.0], [1.0, 1.0], [-1.0, -1.0]].map(Direction::of), [Below, BelowRight, AboveLeft]);
    }
}
