//! What the stage paints on: the back as an image that may lag behind, the front anew in each frame.
//!
//! Without a graphics card a picture of thirty thousand nodes takes some hundred milliseconds, and nobody should
//! wait for it while the camera moves. So the back is painted in slices, with some of its surroundings, into an
//! image of its own; until that is complete the last one is shown moved and scaled. A small picture is complete in
//! its first slice and so in every frame: one rule for all sizes.
//!
//! The first picture that takes longer asks for a graphics card. Where there is a real one it paints the back from
//! then on, whole and in every frame, and the images stand in whenever its context is lost.

mod webgl_layer;

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, ContextAttributes2d, HtmlCanvasElement};

use crate::{
    browser::spawn,
    browser::{clock, page},
    doors,
    paint::canvas::{Brush, Painting},
    scene::{Camera, Placement, Point, SceneInput, Size, Theme, back, front},
};

/// How long a frame may paint on the next image while the picture moves, leaving the rest of 16 to the browser.
const SLICE_MILLIS: f64 = 8.0;
/// The same while it rests, so that it is sharp soon.
const RESTING_SLICE_MILLIS: f64 = 24.0;
/// The same before anything is to be seen.
const FIRST_SLICE_MILLIS: f64 = 150.0;
/// How much of the surroundings an image shows on each side, as a share of the viewport.
const SURROUNDINGS: f64 = 0.2;
/// On the way out an image is painted for where the camera will be about when it is complete.
const AHEAD: f64 = 0.7;

/// What an image shows. Two images of the same view are the same.
#[derive(Clone, Copy, Debug, PartialEq)]
struct View {
    camera: Camera,
    viewport: Size,
    /// Of graph, looks, theme and positions.
    revision: u32,
}

struct Image {
    context: CanvasRenderingContext2d,
    canvas: HtmlCanvasElement,
    /// `None` while it shows nothing or is being painted.
    view: Option<View>,
}

/// What has become of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// The ground and perhaps the front.
    Blank,
    /// All is there, but the back is that of an earlier view: another frame is needed.
    Lagging,
    Sharp,
}

pub(super) struct Surface {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    device_pixel_ratio: f64,
    shown: Image,
    next: Image,
    /// For the next image, and the view it is of.
    painting: Option<(Painting, View)>,
    /// The last image took, or the next one takes, more than one slice.
    slow: bool,
    stamp: CanvasRenderingContext2d,
    revision: u32,
    theme: Option<Theme>,
    positions: Vec<f64>,
    /// Of the last frame.
    wanted: Option<View>,
    /// Filled when its painter has been loaded and has found a card.
    webgl: Rc<RefCell<Option<Box<dyn Layer>>>>,
    looked_for_card: bool,
    wake: Rc<dyn Fn()>,
}

type Find = fn(over: &HtmlCanvasElement, wake: Rc<dyn Fn()>) -> Option<Box<dyn Layer>>;

/// What is behind the door of the painter for a graphics card.
pub struct Webgl {
    /// `wake` is called when the context was lost or is back. `None` where software would stand in.
    find: Find,
}

pub const WEBGL: Webgl = Webgl { find: webgl_layer::find };

/// Paints the back on a canvas of its own under the one for the front.
trait Layer {
    /// `false` while its context is lost, for another painter to stand in.
    ///
    /// # Errors
    /// When the browser refuses a drawing call.
    fn paint(
        &mut self,
        input: &SceneInput,
        wanted: View,
        device_pixel_ratio: f64,
        stamp: &CanvasRenderingContext2d,
    ) -> Result<bool, JsValue>;
}

impl Surface {
    /// `None` when the browser gives no drawing context.
    pub(super) fn new(canvas: HtmlCanvasElement) -> Option<Self> {
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        Some(Self {
            canvas,
            context,
            device_pixel_ratio: 1.0,
            shown: Image::new()?,
            next: Image::new()?,
            painting: None,
            slow: false,
            stamp: Image::new()?.context,
            revision: 0,
            theme: None,
            positions: Vec::new(),
            wanted: None,
            webgl: Rc::default(),
            looked_for_card: false,
            wake: Rc::new(|| {}),
        })
    }

    /// What to call when a frame is needed for reasons of the surface's own.
    pub(super) fn on_change(&mut self, wake: impl Fn() + 'static) {
        self.wake = Rc::new(wake);
    }

    /// Whether that is another size; then the canvas is empty.
    pub(super) fn resize(&mut self, viewport: Size, device_pixel_ratio: f64) -> bool {
        if self.device_pixel_ratio != device_pixel_ratio {
            self.device_pixel_ratio = device_pixel_ratio;
            self.revision += 1;
        }
        let [width, height] =
            [viewport.width, viewport.height].map(|length| (length * device_pixel_ratio).round() as u32);
        if (self.canvas.width(), self.canvas.height()) == (width, height) {
            return false;
        }
        self.canvas.set_width(width);
        self.canvas.set_height(height);
        self.painting = None;
        true
    }

    /// Shows nothing rather than what was there: what comes has nothing to do with it.
    pub(super) fn forget(&mut self) {
        self.painting = None;
        self.shown.view = None;
    }

    /// Paints a frame, and answers with where its names stand. `restyled` says that graph or looks are others than
    /// in the frame before.
    ///
    /// # Errors
    /// When the browser refuses a drawing call.
    pub(super) fn paint(
        &mut self,
        input: &SceneInput,
        restyled: bool,
    ) -> Result<(Frame, Placement), JsValue> {
        if restyled || self.theme.as_ref() != Some(input.theme) || !same(&self.positions, input.positions) {
            self.revision += 1;
            self.theme = Some(input.theme.clone());
            self.positions.clear();
            self.positions.extend_from_slice(input.positions);
        }
        let wanted = View { camera: input.camera, viewport: input.viewport, revision: self.revision };
        let rests = self.wanted.replace(wanted) == Some(wanted);
        let by_webgl = match &mut *self.webgl.borrow_mut() {
            Some(webgl) => webgl.paint(input, wanted, self.device_pixel_ratio, &self.stamp)?,
            None => false,
        };
        if !by_webgl && self.shown.view != Some(wanted) {
            self.advance(input, wanted, rests)?;
            if self.slow && !std::mem::replace(&mut self.looked_for_card, true) {
                let wake = Rc::clone(&self.wake);
                let (canvas, found) = (self.canvas.clone(), Rc::clone(&self.webgl));
                spawn(async move {
                    // Without it the canvas goes on.
                    if let Ok(webgl) = doors::WEBGL.open().await {
                        *found.borrow_mut() = (webgl.find)(&canvas, Rc::clone(&wake));
                        wake();
                    }
                });
            }
        }

        let brush = Brush::new(&self.context, self.device_pixel_ratio, None);
        brush.begin()?;
        let (size, ground) = (input.viewport, input.theme.background);
        self.context.clear_rect(0.0, 0.0, size.width, size.height);
        let shown = if by_webgl { Some(wanted) } else { self.shown.view };
        if !by_webgl {
            brush.cover(size, ground, 1.0);
            if let Some(view) = shown.filter(|view| view.camera.lies_like(&wanted.camera)) {
                self.show(view, wanted)?;
            }
        }
        let (front, placement) = front(input);
        brush.front(&front, size, ground)?;
        let frame = match shown {
            None => Frame::Blank,
            Some(view) if view == wanted => Frame::Sharp,
            Some(_) => Frame::Lagging,
        };
        Ok((frame, placement))
    }

    /// Goes on with the next image for as long as a frame may; shows it when it is complete.
    fn advance(&mut self, input: &SceneInput, wanted: View, rests: bool) -> Result<(), JsValue> {
        let until_millis = clock::monotonic_millis()
            + match self.shown.view {
                None => FIRST_SLICE_MILLIS,
                Some(_) if rests => RESTING_SLICE_MILLIS,
                Some(_) => SLICE_MILLIS,
            };
        let ratio = self.device_pixel_ratio;
        let brush = Brush::new(&self.next.context, ratio, Some(&self.stamp));
        let under_way = self.painting.take();
        let first_slice = under_way.is_none();
        let (mut painting, view) = match under_way {
            Some(under_way) => under_way,
            None => {
                let view = if rests { wanted } else { self.ahead(wanted) };
                let size = with_surroundings(view.viewport);
                self.next.fit(size, ratio);
                self.next.view = None;
                brush.begin()?;
                brush.cover(size, input.theme.background, 1.0);
                let input = SceneInput { camera: view.camera, viewport: size, ..*input };
                (Painting::new(back(&input)), view)
            }
        };
        loop {
            let has_more = painting.step(&brush)?;
            self.next.finish_drawing()?;
            if !has_more {
                self.slow &= !first_slice;
                self.next.view = Some(view);
                std::mem::swap(&mut self.shown, &mut self.next);
                return Ok(());
            }
            if clock::monotonic_millis() > until_millis {
                self.slow = true;
                self.painting = Some((painting, view));
                return Ok(());
            }
        }
    }

    /// The view to paint an image for that takes several frames.
    fn ahead(&self, wanted: View) -> View {
        let Some(shown) = self.shown.view else { return wanted };
        if self.slow && wanted.camera.scale() < 0.95 * shown.camera.scale() {
            let middle = Point::new(wanted.viewport.width / 2.0, wanted.viewport.height / 2.0);
            let camera = wanted.camera.zoomed(AHEAD, middle, wanted.viewport);
            View { camera, ..wanted }
        } else {
            wanted
        }
    }

    /// The shown image where its middle belongs and as large as the camera sees it now.
    fn show(&self, of: View, wanted: View) -> Result<(), JsValue> {
        let ratio = self.device_pixel_ratio;
        let scale = wanted.camera.scale() / of.camera.scale();
        let middle = wanted.camera.screen_from_world(of.camera.centre_in_world, wanted.viewport);
        let canvas = &self.shown.canvas;
        let [width, height] =
            [canvas.width(), canvas.height()].map(|pixels| f64::from(pixels) / ratio * scale);
        let (mut left, mut top) = (middle.x - width / 2.0, middle.y - height / 2.0);
        if scale == 1.0 {
            // Copied on whole device pixels it stays as sharp as it is.
            (left, top) = ((left * ratio).round() / ratio, (top * ratio).round() / ratio);
        }
        self.context.draw_image_with_html_canvas_element_and_dw_and_dh(canvas, left, top, width, height)
    }
}

impl Image {
    fn new() -> Option<Self> {
        let canvas: HtmlCanvasElement = page::document()?.create_element("canvas").ok()?.dyn_into().ok()?;
        let attributes = ContextAttributes2d::new();
        // Kept in memory: only so does reading a pixel wait for the drawing and not for a graphics card.
        attributes.set_will_read_frequently(true);
        let context = canvas.get_context_with_context_options("2d", &attributes).ok()??.dyn_into().ok()?;
        Some(Self { context, canvas, view: None })
    }

    fn fit(&self, size: Size, device_pixel_ratio: f64) {
        let [width, height] =
            [size.width, size.height].map(|length| (length * device_pixel_ratio).round() as u32);
        if (self.canvas.width(), self.canvas.height()) != (width, height) {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
    }

    /// Browsers note drawing calls and draw later; a clock sees what they cost only when a pixel is asked for.
    fn finish_drawing(&self) -> Result<(), JsValue> {
        self.context.get_image_data(0.0, 0.0, 1.0, 1.0).map(drop)
    }
}

fn with_surroundings(viewport: Size) -> Size {
    let grown = |length: f64| length + 2.0 * (SURROUNDINGS * length).ceil();
    Size { width: grown(viewport.width), height: grown(viewport.height) }
}

/// Bit by bit, so that a node without a place equals itself.
fn same(one: &[f64], other: &[f64]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.to_bits() == other.to_bits())
}
