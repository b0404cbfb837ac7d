//! The camera: what of the world is in view, and how it gets there.

use crate::{
    app::PictureWish,
    browser::{clock, page},
    scene::{Camera, Point, bounds},
};

use super::{Inner, Stage, painting::with_looks, place_of};

/// Free room around the picture at "show all", for labels at its rim.
pub(super) const FIT_MARGIN: f64 = 56.0;
const GLIDE_MILLIS: f64 = 220.0;
const ZOOM_FACTOR: f64 = 1.35;

#[derive(Clone, Copy)]
pub(super) struct Glide {
    from: Camera,
    to: Camera,
    start_millis: f64,
}

impl Stage {
    pub fn wish(&self, wish: PictureWish) {
        match wish {
            PictureWish::ShowAll => {
                let mut inner = self.inner.borrow_mut();
                inner.camera_is_free = false;
                if let Some(to) = fitting(&inner) {
                    glide(&mut inner, to);
                }
                drop(inner);
                self.changed();
            }
            PictureWish::ZoomIn => self.zoom(ZOOM_FACTOR),
            PictureWish::ZoomOut => self.zoom(1.0 / ZOOM_FACTOR),
            PictureWish::FullScreen => {
                let Some(document) = page::document() else { return };
                if document.fullscreen_element().is_some() {
                    document.exit_fullscreen();
                } else if let Some(section) = self.host.closest("section").ok().flatten() {
                    // Refused outside a user's click or by the browser's policy: nothing to do about it.
                    let _ = section.request_fullscreen();
                }
            }
        }
    }

    fn zoom(&self, factor: f64) {
        let mut inner = self.inner.borrow_mut();
        let middle = Point::new(inner.viewport.width / 2.0, inner.viewport.height / 2.0);
        let from = inner.glide.map_or(inner.camera, |glide| glide.to);
        let to = from.zoomed(factor, middle, inner.viewport);
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
}

fn fitting(inner: &Inner) -> Option<Camera> {
    let world = with_looks(inner, |looks| bounds(looks, &inner.positions))?;
    let margin = FIT_MARGIN.min(inner.viewport.width / 8.0);
    Some(Camera::fit(world, inner.viewport, margin))
}

pub(super) fn fit(inner: &mut Inner) {
    if let Some(camera) = fitting(inner) {
        inner.camera = camera;
        inner.glide = None;
    }
}

fn glide(inner: &mut Inner, to: Camera) {
    if page::matches("(prefers-reduced-motion: reduce)") {
        inner.camera = to;
    } else {
        inner.glide = Some(Glide { from: inner.camera, to, start_millis: clock::monotonic_millis() });
    }
}

/// Moves the camera on its way to where it glides; whether it is still on it.
pub(super) fn step_glide(inner: &mut Inner) -> bool {
    let Some(Glide { from, to, start_millis }) = inner.glide else { return false };
    let progress = ((clock::monotonic_millis() - start_millis) / GLIDE_MILLIS).clamp(0.0, 1.0);
    inner.camera = Camera::between(&from, &to, progress);
    if progress >= 1.0 {
        inner.glide = None;
    }
    progress < 1.0
}
