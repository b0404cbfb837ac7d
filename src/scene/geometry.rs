use crate::model::order;

/// In the world (units of the drawing) or on the screen (CSS pixels from the top left of the stage); names say
/// which. y points downwards in both.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

impl Point {
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub fn distance(self, other: Self) -> f64 {
        let (dx, dy) = (self.x - other.x, self.y - other.y);
        (dx * dx + dy * dy).sqrt()
    }

    pub fn midpoint(self, other: Self) -> Self {
        Self::new((self.x + other.x) / 2.0, (self.y + other.y) / 2.0)
    }
}

/// Sixteen directions around a circle, from the right on downwards. A table, because sine and cosine take more code
/// than all else that is reckoned here.
pub(super) const DIRECTIONS: [Point; 16] = {
    const SIN: f64 = 0.382_683_432_365_089_8;
    const COS: f64 = 0.923_879_532_511_286_7;
    const DIAGONAL: f64 = std::f64::consts::FRAC_1_SQRT_2;
    [
        Point::new(1.0, 0.0),
        Point::new(COS, SIN),
        Point::new(DIAGONAL, DIAGONAL),
        Point::new(SIN, COS),
        Point::new(0.0, 1.0),
        Point::new(-SIN, COS),
        Point::new(-DIAGONAL, DIAGONAL),
        Point::new(-COS, SIN),
        Point::new(-1.0, 0.0),
        Point::new(-COS, -SIN),
        Point::new(-DIAGONAL, -DIAGONAL),
        Point::new(-SIN, -COS),
        Point::new(0.0, -1.0),
        Point::new(SIN, -COS),
        Point::new(DIAGONAL, -DIAGONAL),
        Point::new(COS, -SIN),
    ]
};

/// In CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rectangle {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rectangle {
    /// The smallest that holds all points; `None` without any.
    pub fn holding(points: impl Iterator<Item = Point>) -> Option<Self> {
        let of = |Point { x, y }: Point| Self { left: x, top: y, right: x, bottom: y };
        points.map(of).reduce(|all, one| all.with(&one))
    }

    /// The smallest that holds both.
    pub fn with(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The point within that is nearest to another one.
    pub fn nearest_to(&self, point: Point) -> Point {
        Point::new(point.x.max(self.left).min(self.right), point.y.max(self.top).min(self.bottom))
    }

    pub fn around(centre: Point, half_width: f64, half_height: f64) -> Self {
        Self {
            left: centre.x - half_width,
            top: centre.y - half_height,
            right: centre.x + half_width,
            bottom: centre.y + half_height,
        }
    }

    pub fn of_size(size: Size) -> Self {
        Self { left: 0.0, top: 0.0, right: size.width, bottom: size.height }
    }

    /// Clockwise from the upper left.
    pub(super) fn corners(&self) -> [Point; 4] {
        let Self { left, top, right, bottom } = *self;
        [(left, top), (right, top), (right, bottom), (left, bottom)].map(|(x, y)| Point::new(x, y))
    }

    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub fn centre(&self) -> Point {
        Point::new((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    /// The two share an area; touching edges do not count.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub fn contains(&self, other: &Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && self.right >= other.right
            && self.bottom >= other.bottom
    }

    pub fn holds(&self, point: Point) -> bool {
        self.left <= point.x && point.x <= self.right && self.top <= point.y && point.y <= self.bottom
    }

    pub fn grown(&self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }
}

/// So many of a crowd's numbers stand for all; frames are made of tens of thousands.
pub(super) const MOST_SAMPLED: usize = 500;

/// The number below which a share of the others lies, 0 to 1; of many about that. There must be some.
pub(super) fn quantile(values: &[f64], share: f64) -> f64 {
    let step = values.len().div_ceil(MOST_SAMPLED);
    let mut sample: Vec<f64> = values.iter().copied().step_by(step).collect();
    order::sort_by(&mut sample, |one, other| one.total_cmp(other));
    sample[(share * (sample.len() - 1) as f64) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_are_those_of_sine_and_cosine() {
        for (step, direction) in DIRECTIONS.iter().enumerate() {
            let (sin, cos) = (step as f64 * std::f64::consts::TAU / DIRECTIONS.len() as f64).sin_cos();
            assert!(direction.distance(Point::new(cos, sin)) < 1e-15, "{step}: {direction:?}");
        }
    }
}
