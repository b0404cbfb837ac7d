//! The camera: what of the world is in view, and how it gets there.

use std::collections::HashSet;

use crate::{
    app::ViewCommand,
    browser::{clock, page},
    scene::{Camera, Emphasis, NodeStyle, Point, Rectangle, Size, extent},
};

use super::{
    Inner, Stage,
    painting::with_looks,
    place_of,
    placing::{goal_of, goals},
};

/// Free room around the picture at "show all", for labels at its rim.
const FIT_MARGIN: f64 = 40.0;
/// Kept free at the foot of the stage besides the margin, for a line about what is selected.
const ROOM_AT_FOOT: f64 = 22.0;
/// Above what lies at the foot of the stage: the further rows of the names that hang from the lowest symbols.
const ROWS_ABOVE_FOOT: f64 = 38.0;
const GLIDE_MILLIS: f64 = 220.0;
const ZOOM_FACTOR: f64 = 1.35;
/// From this scale on, names of what was found can be read.
const READABLE: f64 = 0.5;
const MOST_EARLIER_VIEWS: usize = 50;

#[derive(Clone, Copy)]
pub(super) struct Glide {
    from: Camera,
    to: Camera,
    start_millis: f64,
    duration_millis: f64,
}

impl Stage {
    pub fn run(&self, command: ViewCommand) {
        match command {
            ViewCommand::ShowAll => {
                let mut inner = self.inner.borrow_mut();
                inner.fits_left = false;
                go_along(&mut inner);
                drop(inner);
                self.changed();
            }
            ViewCommand::ZoomToSelection => {
                let mut inner = self.inner.borrow_mut();
                let nodes = in_question(&inner);
                if let Some(to) = fitting(&inner, goals(&inner), &|node| nodes.contains(&node)) {
                    jump(&mut inner, to);
                }
                drop(inner);
                self.changed();
            }
            ViewCommand::PreviousView => {
                let mut inner = self.inner.borrow_mut();
                if let Some(to) = inner.earlier_views.pop() {
                    inner.camera_is_free = true;
                    glide(&mut inner, to);
                }
                drop(inner);
                self.changed();
            }
            ViewCommand::ZoomIn => self.zoom(ZOOM_FACTOR),
            ViewCommand::ZoomOut => self.zoom(1.0 / ZOOM_FACTOR),
            // Need names, or the keyboard's focus; who has them answers.
            ViewCommand::Save(_) | ViewCommand::AtNode(_) => {}
            ViewCommand::FullScreen => {
                let Some(document) = page::document() else { return };
                if document.fullscreen_element().is_some() {
                    document.exit_fullscreen();
                } else if let Some(section) = self.host.borrow().closest("section").ok().flatten() {
                    // Refused outside a user's click or by the browser's policy: nothing to do about it.
                    let _ = section.request_fullscreen();
                }
            }
        }
    }

    /// Goes to what search, filters and focus leave, with a way back, and to all once they leave all. `hurries` even
    /// where what is left is in view already, and large enough to be read.
    pub fn show_left(&self, hurries: bool) {
        let mut inner = self.inner.borrow_mut();
        let left = |inner: &Inner| (0..inner.graph.nodes.len()).filter(|&node| is_left(inner, node)).count();
        let narrows = match left(&inner) {
            0 => return,
            some => some < inner.graph.nodes.len(),
        };
        let is_in_view = |inner: &Inner| {
            heading(inner).scale() >= READABLE
                && (0..inner.graph.nodes.len()).all(|node| {
                    !is_left(inner, node) || goal_of(inner, node).is_none() || is_clear(inner, node)
                })
        };
        if !narrows && !inner.fits_left || narrows && !hurries && is_in_view(&inner) {
            return;
        }
        inner.fits_left = narrows;
        if inner.painted_network {
            go_along(&mut inner);
        } else {
            fit(&mut inner);
        }
        drop(inner);
        self.changed();
    }

    /// How much of the bottom is taken by words about what the picture is narrowed to, in CSS pixels. What is shown as
    /// a whole keeps clear of it.
    pub fn set_foot(&self, height: f64) {
        let mut inner = self.inner.borrow_mut();
        if inner.foot == height {
            return;
        }
        inner.foot = height;
        if !inner.painted_network {
            fit(&mut inner);
        } else if !inner.camera_is_free
            && let Some(to) = following(&inner, goals(&inner))
        {
            glide(&mut inner, to);
        }
        drop(inner);
        self.changed();
    }

    /// How many nodes stand so far out that "show all" leaves them out.
    pub fn far_out(&self) -> usize {
        let inner = self.inner.borrow();
        with_looks(&inner, |looks| extent(looks, goals(&inner))).map_or(0, |(_, left_out)| left_out)
    }

    fn zoom(&self, factor: f64) {
        let mut inner = self.inner.borrow_mut();
        let middle = Point::new(inner.viewport.width / 2.0, inner.viewport.height / 2.0);
        let to = heading(&inner).zoomed(factor, middle, inner.viewport);
        inner.camera_is_free = true;
        glide(&mut inner, to);
        drop(inner);
        self.changed();
    }

    /// Where a node is on the screen, in CSS pixels of the stage, when it is in view.
    pub fn on_screen(&self, node: usize) -> Option<Point> {
        let inner = self.inner.borrow();
        let at = inner.camera.screen_from_world(place_of(&inner, node)?, inner.viewport);
        let inside =
            at.x >= 0.0 && at.y >= 0.0 && at.x <= inner.viewport.width && at.y <= inner.viewport.height;
        inside.then_some(at)
    }

    /// The way from one node to another to the right and down, in CSS pixels, in view or not.
    pub fn way_on_screen(&self, from: usize, to: usize) -> Option<[f64; 2]> {
        let inner = self.inner.borrow();
        let at = |node| Some(inner.camera.screen_from_world(place_of(&inner, node)?, inner.viewport));
        let (from, to) = (at(from)?, at(to)?);
        Some([to.x - from.x, to.y - from.y])
    }
}

/// What "zoom to the selection" means: what is selected, else the node in question and its neighbours.
fn in_question(inner: &Inner) -> HashSet<usize> {
    let selection: HashSet<usize> = (0..inner.selection.len())
        .filter(|&node| inner.selection[node] && node < inner.graph.nodes.len())
        .collect();
    if !selection.is_empty() {
        return selection;
    }
    let Some(node) = inner.keyboard_node.or(inner.opened) else { return HashSet::new() };
    inner.graph.neighbours(node).into_iter().chain([node]).collect()
}

/// The camera that shows what it follows.
fn following(inner: &Inner, positions: &[f64]) -> Option<Camera> {
    let world = world_of(inner, positions, &|node| is_followed(inner, node))?;
    let room = inner.room.filter(|_| !inner.fits_left);
    Some(showing(inner, room.map_or(world, |room| room.with(&world))))
}

/// The camera that shows some of the nodes where `positions` has them.
fn fitting(inner: &Inner, positions: &[f64], is_meant: &dyn Fn(usize) -> bool) -> Option<Camera> {
    Some(showing(inner, world_of(inner, positions, is_meant)?))
}

fn world_of(inner: &Inner, positions: &[f64], is_meant: &dyn Fn(usize) -> bool) -> Option<Rectangle> {
    let world = with_looks(inner, |looks| {
        let meant: Vec<NodeStyle> = looks
            .iter()
            .enumerate()
            .map(
                |(node, look)| {
                    if is_meant(node) { *look } else { NodeStyle { emphasis: Emphasis::Hidden, ..*look } }
                },
            )
            .collect();
        extent(&meant, positions)
    })?;
    Some(world.0)
}

fn showing(inner: &Inner, world: Rectangle) -> Camera {
    let margin = FIT_MARGIN.min(inner.viewport.width / 8.0);
    let foot = if inner.foot > 0.0 { inner.foot + ROWS_ABOVE_FOOT } else { ROOM_AT_FOOT };
    let foot = foot + inner.covered_bottom;
    let clear =
        Size { width: inner.viewport.width - inner.covered_right, height: inner.viewport.height - foot };
    let camera = Camera::fit(world, clear, margin);
    camera.panned(-inner.covered_right / 2.0, -foot / 2.0)
}

/// What search, filters and focus leave.
fn is_left(inner: &Inner, node: usize) -> bool {
    !matches!(inner.emphasis.get(node), Some(Emphasis::Faded | Emphasis::Hidden))
}

fn is_followed(inner: &Inner, node: usize) -> bool {
    !inner.fits_left || is_left(inner, node)
}

/// The part of the stage that nothing lies over.
fn clear(inner: &Inner) -> Rectangle {
    let Size { width, height } = inner.viewport;
    Rectangle::of_size(Size { width: width - inner.covered_right, height: height - inner.covered_bottom })
}

/// Whether a node is in view, and nothing lies over it, where the camera goes.
pub(super) fn is_clear(inner: &Inner, node: usize) -> bool {
    let at = goal_of(inner, node).map(|at| heading(inner).screen_from_world(at, inner.viewport));
    at.is_some_and(|at| clear(inner).holds(at))
}

/// Brings a node into view that is out of it or under something else. The scale stays.
pub(super) fn reveal(inner: &mut Inner, node: usize) {
    if let Some(at) = goal_of(inner, node) {
        let to = heading(inner).revealing(at, clear(inner), FIT_MARGIN, inner.viewport);
        jump(inner, to);
    }
}

/// Glides to what the camera follows from now on, with a way back.
fn go_along(inner: &mut Inner) {
    if let Some(to) = following(inner, goals(inner)) {
        jump(inner, to);
    }
    inner.camera_is_free = false;
}

pub(super) fn fit(inner: &mut Inner) {
    if let Some(camera) = following(inner, goals(inner)) {
        inner.camera = camera;
        inner.glide = None;
    }
}

/// Unless the user has moved the camera, it goes along with nodes that go to other places.
pub(super) fn follow(inner: &mut Inner, to: &[f64], duration_millis: f64) {
    if !inner.camera_is_free
        && let Some(to) = following(inner, to)
    {
        inner.glide =
            Some(Glide { from: inner.camera, to, start_millis: clock::monotonic_millis(), duration_millis });
    }
}

/// Where the camera is or glides to.
pub(super) fn heading(inner: &Inner) -> Camera {
    inner.glide.map_or(inner.camera, |glide| glide.to)
}

/// Glides to another view, with a way back.
fn jump(inner: &mut Inner, to: Camera) {
    let from = heading(inner);
    let is_same_scale = (to.scale() / from.scale() - 1.0).abs() < 1e-3;
    if is_same_scale && to.centre_in_world.distance(from.centre_in_world) * from.scale() < 0.5 {
        return;
    }
    inner.earlier_views.push(from);
    if inner.earlier_views.len() > MOST_EARLIER_VIEWS {
        inner.earlier_views.remove(0);
    }
    inner.camera_is_free = true;
    glide(inner, to);
}

pub(super) fn glide(inner: &mut Inner, to: Camera) {
    if page::matches("(prefers-reduced-motion: reduce)") {
        inner.camera = to;
    } else {
        let start_millis = clock::monotonic_millis();
        inner.glide = Some(Glide { from: inner.camera, to, start_millis, duration_millis: GLIDE_MILLIS });
    }
}

/// Moves the camera on its way to where it glides; whether it is still on it.
pub(super) fn step_glide(inner: &mut Inner) -> bool {
    let Some(Glide { from, to, start_millis, duration_millis }) = inner.glide else { return false };
    let progress = ((clock::monotonic_millis() - start_millis) / duration_millis).clamp(0.0, 1.0);
    inner.camera = Camera::between(&from, &to, progress);
    if progress >= 1.0 {
        inner.glide = None;
        inner.camera = to;
    }
    progress < 1.0
}
