//! A graphics card, where there is a real one.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, WebGl2RenderingContext as Gl, WebGlContextAttributes,
    WebglDebugRendererInfo,
};

use super::{Layer, View, with_surroundings};
use crate::{
    browser::page,
    paint::webgl::Painter,
    scene::{Point, SceneInput, back},
};

/// How software calls itself that stands in for a card; a canvas is faster.
const STAND_INS: [&str; 5] = ["swiftshader", "llvmpipe", "softpipe", "software", "basic render"];

/// A canvas of its own under the one for the front, until dropped.
struct WebglLayer {
    canvas: HtmlCanvasElement,
    gl: Gl,
    /// `None` while the context is lost.
    painter: Option<Painter>,
    /// What the painter has.
    loaded: Option<View>,
    _listeners: [EventListener; 2],
}

impl Drop for WebglLayer {
    fn drop(&mut self) {
        self.canvas.remove();
    }
}

pub(super) fn find(over: &HtmlCanvasElement, wake: Rc<dyn Fn()>) -> Option<Box<dyn Layer>> {
    let canvas: HtmlCanvasElement = page::document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    let attributes = WebGlContextAttributes::new();
    attributes.set_fail_if_major_performance_caveat(true);
    attributes.set_alpha(false);
    attributes.set_depth(false);
    attributes.set_stencil(true);
    let gl: Gl = canvas.get_context_with_context_options("webgl2", &attributes).ok()??.dyn_into().ok()?;
    let name = name_of(&gl).to_lowercase();
    if STAND_INS.iter().any(|stand_in| name.contains(stand_in)) {
        return None;
    }
    let painter = Painter::new(gl.clone()).ok()?;
    canvas.set_attribute("aria-hidden", "true").ok()?;
    over.parent_node()?.insert_before(&canvas, Some(over)).ok()?;
    let may_prevent = EventListenerOptions::enable_prevent_default();
    let woken = wake.clone();
    let lost = EventListener::new_with_options(&canvas, "webglcontextlost", may_prevent, move |event| {
        // Only then does the browser give it back.
        event.prevent_default();
        wake();
    });
    let restored = EventListener::new(&canvas, "webglcontextrestored", move |_| woken());
    Some(Box::new(WebglLayer {
        canvas,
        gl,
        painter: Some(painter),
        loaded: None,
        _listeners: [lost, restored],
    }))
}

impl Layer for WebglLayer {
    fn paint(
        &mut self,
        input: &SceneInput,
        wanted: View,
        device_pixel_ratio: f64,
        stamp: &CanvasRenderingContext2d,
    ) -> Result<bool, JsValue> {
        if self.gl.is_context_lost() {
            (self.painter, self.loaded) = (None, None);
            return Ok(false);
        }
        let painter = match &mut self.painter {
            Some(painter) => painter,
            None => self.painter.insert(Painter::new(self.gl.clone())?),
        };
        let [width, height] = [wanted.viewport.width, wanted.viewport.height]
            .map(|length| (length * device_pixel_ratio).round() as u32);
        if (self.canvas.width(), self.canvas.height()) != (width, height) {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        let size = with_surroundings(wanted.viewport);
        let corner = |of: View| {
            let middle = wanted.camera.screen_from_world(of.camera.centre_in_world, wanted.viewport);
            Point::new(middle.x - size.width / 2.0, middle.y - size.height / 2.0)
        };
        // As long as the camera only pans over what was loaded, the card needs to know no more than how far.
        let covers = |of: &View| {
            let (from, to) = (corner(*of), corner(wanted));
            let moved_aside = View { camera: of.camera, ..wanted } == *of;
            moved_aside
                && of.camera.scale() == wanted.camera.scale()
                && (from.x - to.x).abs() <= -to.x
                && (from.y - to.y).abs() <= -to.y
        };
        let view = match self.loaded.filter(covers) {
            Some(view) => view,
            None => {
                let input = SceneInput { viewport: size, ..*input };
                painter.load(&back(&input), stamp)?;
                *self.loaded.insert(wanted)
            }
        };
        painter.draw(wanted.viewport, corner(view), input.theme.background, device_pixel_ratio);
        Ok(true)
    }
}

/// What the card calls itself, as far as the browser says it.
fn name_of(gl: &Gl) -> String {
    let unmasked = gl.get_extension("WEBGL_debug_renderer_info").ok().flatten();
    let which =
        if unmasked.is_some() { WebglDebugRendererInfo::UNMASKED_RENDERER_WEBGL } else { Gl::RENDERER };
    gl.get_parameter(which).ok().and_then(|name| name.as_string()).unwrap_or_default()
}
