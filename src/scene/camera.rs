use super::{Point, Rectangle, Size};

const NEAREST: f64 = 6.0;
const FARTHEST: f64 = 0.005;
/// Only [`Camera::fit`] goes further out, for places that lie apart beyond all measure.
const FARTHEST_FIT: f64 = 1e-300;
/// A handful of nodes is not blown up to fill the window.
const LARGEST_FIT: f64 = 1.6;
/// Its square is how much a distance from left to right may be drawn longer than one from top to bottom.
const MOST_STRETCH: f64 = 1.28;

/// Which part of the world is on the screen. Pure numbers; never in a signal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// The world point in the middle of the viewport.
    pub centre_in_world: Point,
    /// CSS pixels per unit of the world; within the zoom limits, but for a fit that needs less.
    scale: f64,
    axes: Axes,
}

/// How the world lies on the screen, so that a wide drawing fills windows of other shapes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Axes {
    /// x and y exchanged, for upright windows.
    are_exchanged: bool,
    /// From left to right so many times wider than the scale says, from top to bottom so many times less high.
    stretch: f64,
}

impl Axes {
    const PLAIN: Self = Self { are_exchanged: false, stretch: 1.0 };
}

impl Default for Camera {
    fn default() -> Self {
        Self { centre_in_world: Point::default(), scale: 1.0, axes: Axes::PLAIN }
    }
}

impl Camera {
    /// `scale` is clamped to the zoom limits.
    pub fn new(centre_in_world: Point, scale: f64) -> Self {
        Self { centre_in_world, scale: scale.clamp(FARTHEST, NEAREST), axes: Axes::PLAIN }
    }

    /// Shows the whole of `world` with at least `margin` CSS pixels around it, and lays it so that it fills the
    /// viewport: upright in an upright one, and stretched a little where that helps.
    pub fn fit(world: Rectangle, viewport: Size, margin: f64) -> Self {
        let clear = [viewport.width, viewport.height].map(|length| (length - 2.0 * margin).max(1.0));
        let are_exchanged = clear[1] > clear[0] && world.width() > world.height();
        let [wide, high] = if are_exchanged {
            [clear[0] / world.height().max(1.0), clear[1] / world.width().max(1.0)]
        } else {
            [clear[0] / world.width().max(1.0), clear[1] / world.height().max(1.0)]
        };
        let stretch = (wide / high).sqrt().clamp(1.0 / MOST_STRETCH, MOST_STRETCH);
        let scale = (wide / stretch).min(high * stretch).clamp(FARTHEST_FIT, LARGEST_FIT);
        Self { centre_in_world: world.centre(), scale, axes: Axes { are_exchanged, stretch } }
    }

    /// The same camera over another point.
    #[must_use]
    pub fn over(&self, centre_in_world: Point) -> Self {
        Self { centre_in_world, ..*self }
    }

    /// Whether the world lies the same way on the screen, however large and wherever.
    pub fn lies_like(&self, other: &Self) -> bool {
        self.axes == other.axes
    }

    /// A way in the world as a way on the screen.
    fn way_on_screen(&self, dx: f64, dy: f64) -> [f64; 2] {
        let [across, down] = if self.axes.are_exchanged { [dy, dx] } else { [dx, dy] };
        [across * self.scale * self.axes.stretch, down * self.scale / self.axes.stretch]
    }

    /// A way on the screen as a way in the world.
    fn way_in_world(&self, dx: f64, dy: f64) -> [f64; 2] {
        let [across, down] = [dx / (self.scale * self.axes.stretch), dy / self.scale * self.axes.stretch];
        if self.axes.are_exchanged { [down, across] } else { [across, down] }
    }

    /// A way in the world that leads as far to the right and down on the screen, but for its scale and stretch.
    pub fn turned(&self, [right, down]: [f64; 2]) -> [f64; 2] {
        if self.axes.are_exchanged { [down, right] } else { [right, down] }
    }

    pub fn scale(&self) -> f64 {
        self.scale
    }

    pub fn screen_from_world(&self, at_in_world: Point, viewport: Size) -> Point {
        let [x, y] = self
            .way_on_screen(at_in_world.x - self.centre_in_world.x, at_in_world.y - self.centre_in_world.y);
        Point::new(x + viewport.width / 2.0, y + viewport.height / 2.0)
    }

    pub fn world_from_screen(&self, at_on_screen: Point, viewport: Size) -> Point {
        let [x, y] =
            self.way_in_world(at_on_screen.x - viewport.width / 2.0, at_on_screen.y - viewport.height / 2.0);
        Point::new(x + self.centre_in_world.x, y + self.centre_in_world.y)
    }

    /// Closer by `factor`, the world point under `at_on_screen` staying there.
    #[must_use]
    pub fn zoomed(&self, factor: f64, at_on_screen: Point, viewport: Size) -> Self {
        let fixed = self.world_from_screen(at_on_screen, viewport);
        let scale = (self.scale * factor).clamp(FARTHEST.min(self.scale), NEAREST);
        let ratio = self.scale / scale;
        let centre = Point::new(
            fixed.x + (self.centre_in_world.x - fixed.x) * ratio,
            fixed.y + (self.centre_in_world.y - fixed.y) * ratio,
        );
        Self { centre_in_world: centre, scale, ..*self }
    }

    /// The picture moved by so many CSS pixels.
    #[must_use]
    pub fn panned(&self, dx: f64, dy: f64) -> Self {
        let [x, y] = self.way_in_world(dx, dy);
        self.over(Point::new(self.centre_in_world.x - x, self.centre_in_world.y - y))
    }

    /// Stays where it is while `at_in_world` lies inside `clear`, the part of the screen that no panel covers, by half
    /// of `margin`, in CSS pixels. Otherwise moved no further than needed to have it inside by all of `margin`.
    #[must_use]
    pub fn revealing(&self, at_in_world: Point, clear: Rectangle, margin: f64, viewport: Size) -> Self {
        let at = self.screen_from_world(at_in_world, viewport);
        if clear.grown(-margin / 2.0).holds(at) {
            return *self;
        }
        let inside = |value: f64, low: f64, high: f64| {
            if low > high { (low + high) / 2.0 - value } else { value.max(low).min(high) - value }
        };
        let inner = clear.grown(-margin);
        self.panned(inside(at.x, inner.left, inner.right), inside(at.y, inner.top, inner.bottom))
    }

    /// Between two cameras, `progress` from 0 to 1, starting and ending gently. What is seen grows or shrinks evenly and
    /// the centre moves along with it, so that a zoom heads straight for its goal.
    pub fn between(from: &Self, to: &Self, progress: f64) -> Self {
        let t = progress.clamp(0.0, 1.0);
        let eased = t * t * (3.0 - 2.0 * t);
        let mix = |from: f64, to: f64| from + (to - from) * eased;
        let scale = 1.0 / mix(1.0 / from.scale, 1.0 / to.scale);
        let centre = Point::new(
            mix(from.centre_in_world.x, to.centre_in_world.x),
            mix(from.centre_in_world.y, to.centre_in_world.y),
        );
        Self { centre_in_world: centre, scale, axes: to.axes }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const VIEWPORT: Size = Size { width: 1280.0, height: 800.0 };

    fn close(one: Point, other: Point) -> bool {
        one.distance(other) < 1e-6 * (1.0 + one.distance(Point::default()))
    }

    fn points(reach: f64) -> impl Strategy<Value = Point> {
        (-reach..reach, -reach..reach).prop_map(|(x, y)| Point::new(x, y))
    }

    proptest! {
        #[test]
        fn zooming_keeps_the_point_under_the_pointer(
            centre in points(1e4), scale in 0.001..20.0_f64, factor in 0.01..100.0_f64, at in points(2e3)
        ) {
            let camera = Camera::new(centre, scale);
            let zoomed = camera.zoomed(factor, at, VIEWPORT);
            let under = camera.world_from_screen(at, VIEWPORT);
            prop_assert!(close(zoomed.screen_from_world(under, VIEWPORT), at));
            prop_assert!((FARTHEST..=NEAREST).contains(&zoomed.scale()));
        }

        #[test]
        fn fitting_shows_everything(one in points(1e4), other in points(1e4)) {
            let world = Rectangle {
                left: one.x.min(other.x), right: one.x.max(other.x),
                top: one.y.min(other.y), bottom: one.y.max(other.y),
            };
            let camera = Camera::fit(world, VIEWPORT, 40.0);
            for corner in [Point::new(world.left, world.top), Point::new(world.right, world.bottom)] {
                let at = camera.screen_from_world(corner, VIEWPORT);
                prop_assert!((39.9..=1240.1).contains(&at.x) && (39.9..=760.1).contains(&at.y), "{at:?}");
            }
        }
    }

    #[test]
    fn a_flight_ends_where_it_should_and_zooms_towards_its_goal() {
        let from = Camera::new(Point::new(0.0, 0.0), 0.5);
        let to = Camera::new(Point::new(300.0, -80.0), 2.0);
        assert_eq!(Camera::between(&from, &to, 0.0), from);
        assert!(close(Camera::between(&from, &to, 1.0).centre_in_world, to.centre_in_world));
        // The point that both show at one place stays there on the way.
        let fixed = Point::new(400.0, -320.0 / 3.0);
        let place = |camera: &Camera| camera.screen_from_world(fixed, VIEWPORT);
        for progress in [0.2, 0.5, 0.9] {
            let on_the_way = Camera::between(&from, &to, progress);
            assert!(close(place(&on_the_way), place(&from)), "{on_the_way:?}");
        }
    }

    #[test]
    fn what_goes_right_goes_right_in_an_upright_window_too() {
        let wide = Rectangle { left: 0.0, right: 900.0, top: 0.0, bottom: 300.0 };
        for viewport in [VIEWPORT, Size { width: 400.0, height: 800.0 }] {
            let camera = Camera::fit(wide, viewport, 40.0);
            let [dx, dy] = camera.turned([20.0, 0.0]);
            let [from, to] = [Point::default(), Point::new(dx, dy)];
            let [from, to] = [from, to].map(|at| camera.screen_from_world(at, viewport));
            assert!(to.x > from.x && (to.y - from.y).abs() < 1e-9, "{from:?} {to:?}");
        }
    }

    #[test]
    fn reveals_with_the_smallest_move() {
        let camera = Camera::default();
        let clear = Rectangle { right: 880.0, ..Rectangle::of_size(VIEWPORT) };
        let hidden = Point::new(500.0, 0.0);
        let moved = camera.revealing(hidden, clear, 30.0, VIEWPORT);
        assert_eq!(moved.screen_from_world(hidden, VIEWPORT), Point::new(850.0, 400.0));
        assert_eq!(moved.revealing(hidden, clear, 30.0, VIEWPORT), moved);
        let near_the_rim = camera.world_from_screen(Point::new(860.0, 400.0), VIEWPORT);
        assert_eq!(
            camera.revealing(near_the_rim, clear, 30.0, VIEWPORT),
            camera,
            "what is in view moves nothing"
        );
    }

    #[test]
    fn a_fit_beyond_the_limits_shows_all_and_zooming_leads_back() {
        let far = Rectangle { left: -1e15, right: 1e15, top: 0.0, bottom: 1.0 };
        let camera = Camera::fit(far, VIEWPORT, 40.0);
        let at = camera.screen_from_world(Point::new(1e15, 0.0), VIEWPORT);
        assert!((1239.9..1240.1).contains(&at.x), "{at:?}");
        assert!(camera.zoomed(2.0, at, VIEWPORT).scale() > camera.scale());
        assert_eq!(camera.zoomed(0.5, at, VIEWPORT).scale(), camera.scale());
    }
}
