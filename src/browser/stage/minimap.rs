//! The whole network in a corner, and which part of it is in view.

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};

use crate::{
    paint::canvas::pixels,
    scene::{Camera, Emphasis, Point, Rectangle, Size, extent},
};

use super::{
    Inner, Stage,
    painting::{device_pixel_ratio, with_looks},
    place_of,
};

const MARGIN: f64 = 8.0;
/// Half the side of a dot, in CSS pixels.
const DOT: f64 = 1.0;

pub(super) struct Minimap {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    /// The part in view.
    frame: HtmlElement,
    camera: Camera,
    /// Shows what is no longer so.
    is_stale: bool,
}

impl Stage {
    /// From now on shows the whole in `canvas` and the part in view by `frame`, an element over it.
    pub fn set_minimap(&self, canvas: HtmlCanvasElement, frame: HtmlElement) {
        let context = canvas.get_context("2d").ok().flatten().and_then(|context| context.dyn_into().ok());
        *self.minimap.borrow_mut() = context.map(|context| Minimap {
            canvas,
            context,
            frame,
            camera: Camera::default(),
            is_stale: true,
        });
        self.changed();
    }

    /// What lies under a point of the minimap, in CSS pixels, comes to the middle of the stage.
    pub fn look_at(&self, at_on_minimap: Point) {
        let minimap = self.minimap.borrow();
        let Some(minimap) = &*minimap else { return };
        let mut inner = self.inner.borrow_mut();
        let centre = minimap.camera.world_from_screen(at_on_minimap, minimap.size());
        inner.glide = None;
        inner.camera_is_free = true;
        inner.camera = inner.camera.over(centre);
        drop(inner);
        self.changed();
    }

    /// Dots are drawn anew only when they stand or look otherwise, and have come to rest.
    pub(super) fn paint_minimap(&self, inner: &Inner, is_moving: bool) {
        let mut minimap = self.minimap.borrow_mut();
        let Some(minimap) = minimap.as_mut() else { return };
        if minimap.is_stale && !is_moving {
            minimap.is_stale = false;
            minimap.draw_dots(inner);
        }
        minimap.place_frame(inner);
    }

    pub(super) fn outdate_minimap(&self) {
        if let Some(minimap) = self.minimap.borrow_mut().as_mut() {
            minimap.is_stale = true;
        }
    }
}

impl Minimap {
    fn size(&self) -> Size {
        Size { width: f64::from(self.canvas.client_width()), height: f64::from(self.canvas.client_height()) }
    }

    /// What it covers of the stage, where it is shown.
    pub(super) fn area(&self) -> Option<Rectangle> {
        let corner: HtmlElement = self.canvas.offset_parent()?.dyn_into().ok()?;
        let (left, top) = (f64::from(corner.offset_left()), f64::from(corner.offset_top()));
        let (width, height) = (f64::from(corner.offset_width()), f64::from(corner.offset_height()));
        Some(Rectangle { left, top, right: left + width, bottom: top + height })
    }

    fn draw_dots(&mut self, inner: &Inner) {
        let (size, ratio) = (self.size(), device_pixel_ratio());
        self.canvas.set_width((size.width * ratio).round() as u32);
        self.canvas.set_height((size.height * ratio).round() as u32);
        let Some((world, _)) = with_looks(inner, |looks| extent(looks, &inner.positions)) else { return };
        self.camera = Camera::fit(world, size, MARGIN);
        // Setting the size has emptied the canvas and forgotten its scale.
        let _ = self.context.scale(ratio, ratio);
        let has_sector = |node: usize| inner.looks.get(node).is_some_and(|look| look.sector.is_some());
        let (with, without): (Vec<usize>, Vec<usize>) =
            (0..inner.graph.nodes.len()).partition(|&node| has_sector(node));
        for node in without.into_iter().chain(with) {
            let Some(at) = place_of(inner, node) else { continue };
            let emphasis = inner.emphasis.get(node).copied().unwrap_or_default();
            if emphasis == Emphasis::Hidden {
                continue;
            }
            let sector = inner.looks.get(node).and_then(|look| look.sector);
            let color = match (emphasis, sector) {
                (Emphasis::Found, _) => inner.theme.focus,
                (_, Some(_)) => inner.theme.sector(sector).border,
                (_, None) => inner.theme.offer,
            };
            let at = self.camera.screen_from_world(at, size);
            self.context.set_fill_style_str(&color.to_string());
            self.context.fill_rect(at.x - DOT, at.y - DOT, 2.0 * DOT, 2.0 * DOT);
        }
    }

    fn place_frame(&self, inner: &Inner) {
        let size = self.size();
        let corner = |x, y| {
            let at = inner.camera.world_from_screen(Point::new(x, y), inner.viewport);
            let at = self.camera.screen_from_world(at, size);
            Rectangle::of_size(size).nearest_to(at)
        };
        let (from, to) = (corner(0.0, 0.0), corner(inner.viewport.width, inner.viewport.height));
        let style = self.frame.style();
        for (property, value) in
            [("left", from.x), ("top", from.y), ("width", to.x - from.x), ("height", to.y - from.y)]
        {
            // Properties of every element's style.
            let _ = style.set_property(property, &pixels(value));
        }
    }
}
