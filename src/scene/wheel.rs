//! What a turn of the wheel means: a mouse's wheel zooms, two fingers on a trackpad pan, a pinch zooms.
//!
//! Browsers report all of them as the same event. A pinch comes with Ctrl. Fingers are known by where they
//! begin: sideways, or slowly and in whole pixels, whereas a wheel turns in notches that are larger or, on a Mac,
//! fractions. What a movement began as it stays, up to a pause; when in doubt it zooms, as on any map.

/// How much one CSS pixel of wheel movement zooms, and one of a pinch.
const WHEEL_RATE: f64 = 0.0016;
const PINCH_RATE: f64 = 0.012;
/// The first movement of two fingers is shorter than this, in CSS pixels.
const FINGERS_BEGIN: f64 = 10.0;
/// After a pause of this length a new movement begins.
const PAUSE_MILLIS: f64 = 200.0;

/// One wheel event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// In CSS pixels.
    pub dx: f64,
    pub dy: f64,
    /// The browser counted in pixels itself, not in lines or pages.
    pub is_in_pixels: bool,
    pub control: bool,
    pub at_millis: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WheelOutcome {
    Zoom {
        factor: f64,
    },
    /// The picture moves by so many CSS pixels.
    Pan {
        dx: f64,
        dy: f64,
    },
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Wheel {
    last: Option<Movement>,
}

#[derive(Clone, Copy, Debug)]
struct Movement {
    is_by_fingers: bool,
    at_millis: f64,
}

impl Wheel {
    pub fn turn(&mut self, turn: Turn) -> WheelOutcome {
        let Turn { dx, dy, .. } = turn;
        if turn.control {
            self.last = None;
            return WheelOutcome::Zoom { factor: (-dy * PINCH_RATE).exp() };
        }
        let going_on = self.last.filter(|last| turn.at_millis - last.at_millis < PAUSE_MILLIS);
        let is_by_fingers = going_on.map_or_else(|| begins_by_fingers(turn), |last| last.is_by_fingers);
        self.last = Some(Movement { is_by_fingers, at_millis: turn.at_millis });
        if is_by_fingers {
            WheelOutcome::Pan { dx: -dx, dy: -dy }
        } else {
            WheelOutcome::Zoom { factor: (-dy * WHEEL_RATE).exp() }
        }
    }
}

fn begins_by_fingers(turn: Turn) -> bool {
    let slow = turn.dy.abs() < FINGERS_BEGIN && turn.dy.fract() == 0.0;
    turn.is_in_pixels && (turn.dx != 0.0 || slow)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether each of the turns pans; time in milliseconds, then dx and dy.
    fn check(turns: &[(f64, f64, f64)], expected: &[bool]) {
        let mut wheel = Wheel::default();
        let pans: Vec<bool> = turns
            .iter()
            .map(|&(at_millis, dx, dy)| {
                let turn = Turn { dx, dy, is_in_pixels: true, control: false, at_millis };
                matches!(wheel.turn(turn), WheelOutcome::Pan { .. })
            })
            .collect();
        assert_eq!(pans, expected, "{turns:?}");
    }

    #[test]
    fn notches_zoom_and_fingers_pan_until_they_pause() {
        check(&[(0.0, 0.0, 100.0), (30.0, 0.0, 100.0)], &[false, false]);
        check(&[(0.0, 0.0, -53.0)], &[false]);
        check(&[(0.0, 0.0, 4.000_244)], &[false]);
        check(&[(0.0, 0.0, 2.0), (16.0, 0.0, 30.0), (32.0, 0.0, 100.0)], &[true, true, true]);
        check(&[(0.0, -14.0, 3.0)], &[true]);
        check(&[(0.0, 0.0, 100.0), (50.0, 1.0, 2.0), (400.0, 1.0, 2.0)], &[false, false, true]);
    }

    #[test]
    fn a_pinch_zooms_and_lines_are_a_wheels() {
        let mut wheel = Wheel::default();
        let pinch = Turn { dx: 0.0, dy: -2.0, is_in_pixels: true, control: true, at_millis: 0.0 };
        assert!(matches!(wheel.turn(pinch), WheelOutcome::Zoom { factor } if factor > 1.0));
        let lines = Turn { dy: 3.0 * 16.0, is_in_pixels: false, control: false, ..pinch };
        assert!(matches!(wheel.turn(lines), WheelOutcome::Zoom { factor } if factor < 1.0));
    }
}
