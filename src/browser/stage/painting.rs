//! From what is on the stage to the canvas: size, fonts, one frame at a time.

use std::rc::Weak;

use gloo_render::request_animation_frame;
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::JsFuture;

use crate::{
    browser::{clock, page, size::SizeObserver, spawn, surface::Frame},
    paint::canvas,
    scene::{DrawOrder, EdgeWords, Emphasis, NodeStyle, Placement, SceneInput, Size},
};

use super::{
    Inner, Minimap, NodeInfo, Stage, StageEvent,
    view::{fit, step_glide},
};

/// A font that has not come by then is waited for no longer.
const FONT_PATIENCE_MILLIS: u32 = 1_000;

impl Stage {
    pub(super) fn observe_size(&self) {
        let stage = self.this.clone();
        let resized = move || {
            if let Some(stage) = stage.upgrade() {
                stage.resize();
            }
        };
        *self.observer.borrow_mut() = SizeObserver::new(&self.host.borrow(), resized);
        self.resize();
    }

    fn resize(&self) {
        let host = self.host.borrow().clone();
        let viewport =
            Size { width: f64::from(host.client_width()), height: f64::from(host.client_height()) };
        let has_new_size = self.surface.borrow_mut().resize(viewport, device_pixel_ratio());
        let mut inner = self.inner.borrow_mut();
        // An observer's first call only says that it has begun.
        if !has_new_size {
            return;
        }
        inner.viewport = viewport;
        inner.home = None;
        if !inner.camera_is_free {
            fit(&mut inner);
        }
        drop(inner);
        // Setting the size has emptied the canvas; an empty frame would flicker.
        self.moved.set(true);
        self.paint();
    }

    /// Names wait for their font, because they would jump when it arrives; but not for long.
    pub(super) fn name_when_font_is_there(&self) {
        let Some(fonts) = page::document().map(|document| document.fonts()) else { return };
        let faces = [false, true].map(|bold| canvas::font_of(16.0, bold));
        if faces.iter().all(|face| fonts.check(face).unwrap_or(false)) {
            return self.has_font.set(true);
        }
        let named = |stage: Weak<Self>| {
            if let Some(stage) = stage.upgrade() {
                stage.has_font.set(true);
                stage.changed();
            }
        };
        let (stage, later) = (self.this.clone(), self.this.clone());
        spawn(async move {
            for face in faces {
                // Rejected where the font cannot be had.
                let _ = JsFuture::from(fonts.load(&face)).await;
            }
            named(stage);
        });
        Timeout::new(FONT_PATIENCE_MILLIS, move || named(later)).forget();
    }

    /// For a first picture, which is there sooner without names.
    pub fn hold_names(&self, holds: bool) {
        if self.holds_names.replace(holds) && !holds {
            self.changed();
        }
    }

    pub(super) fn changed(&self) {
        self.moved.set(true);
        self.ask_for_frame();
    }

    /// At most one frame is ever waiting.
    fn ask_for_frame(&self) {
        let mut frame = self.frame.borrow_mut();
        if frame.is_none() {
            let stage = self.this.clone();
            *frame = Some(request_animation_frame(move |_| {
                if let Some(stage) = stage.upgrade() {
                    stage.frame.borrow_mut().take();
                    stage.paint();
                }
            }));
        }
    }

    /// Paints a frame that waits without waiting for it.
    pub fn paint_now(&self) {
        if self.frame.borrow_mut().take().is_some() {
            self.paint();
        }
    }

    fn paint(&self) {
        let mut inner = self.inner.borrow_mut();
        if !inner.has_network || inner.viewport.width < 1.0 || inner.viewport.height < 1.0 {
            return;
        }
        let is_moving = self.advance(&mut inner) | step_glide(&mut inner);
        let order = inner.order.take();
        let restyled = order.is_none();
        let order = order.unwrap_or_else(|| with_looks(&inner, |looks| DrawOrder::new(&inner.graph, looks)));
        let mut surface = self.surface.borrow_mut();
        let is_home = !inner.camera_is_free && !is_moving && !inner.placing.is_dragging();
        let none = Placement::default();
        let previous = if is_home { inner.home.as_ref().unwrap_or(&none) } else { &inner.placement };
        let shows_names = self.has_font.get() && !self.holds_names.get();
        let covered = self.minimap.borrow().as_ref().and_then(Minimap::area);
        let frame = with_looks(&inner, |looks| {
            let input = SceneInput {
                graph: &inner.graph,
                looks,
                order: &order,
                positions: &inner.positions,
                hovered: inner.hovered,
                keyboard_node: inner.keyboard_node,
                opened: inner.opened,
                selection: &inner.selection,
                sectors: &inner.sectors.names,
                topic: inner.topic.as_ref(),
                way: &inner.way,
                connecting: inner.connecting,
                gathering: inner.gesture.outline(),
                theme: &inner.theme,
                camera: inner.camera,
                viewport: inner.viewport,
                words: EdgeWords { offers: self.words.offers, needs: self.words.needs },
                placement: previous,
                covered,
                shows_names,
            };
            surface.paint(&input, restyled)
        });
        drop(surface);
        inner.order = Some(order);
        let frame = frame.map(|(frame, placement)| {
            if is_home && shows_names {
                inner.home = Some(placement.clone());
            }
            inner.placement = placement;
            frame
        });
        let painted = matches!(frame, Ok(Frame::Lagging | Frame::Sharp));
        let has_places =
            inner.positions.is_empty() || inner.positions.iter().any(|coordinate| coordinate.is_finite());
        let first =
            painted && has_places && !std::mem::replace(&mut inner.painted_network, painted && has_places);
        self.paint_minimap(&inner, is_moving);
        drop(inner);
        if first {
            clock::mark("network-painted");
        }
        if self.moved.replace(false) || is_moving {
            self.tell(StageEvent::Moved);
        }
        if is_moving {
            self.changed();
        } else if matches!(frame, Ok(Frame::Blank | Frame::Lagging)) {
            self.ask_for_frame();
        }
    }
}

pub(super) fn device_pixel_ratio() -> f64 {
    page::window().map_or(1.0, |window| window.device_pixel_ratio())
}

/// The looks as the scene wants them: names borrowed, emphasis added.
pub(super) fn with_looks<T>(inner: &Inner, work: impl FnOnce(&[NodeStyle]) -> T) -> T {
    work(&styles(&inner.looks, &inner.emphasis))
}

pub(super) fn styles<'a>(looks: &'a [NodeInfo], emphasis: &[Emphasis]) -> Vec<NodeStyle<'a>> {
    let style = |(node, look): (usize, &'a NodeInfo)| NodeStyle {
        name: &look.name,
        sector: look.sector,
        symbol: &look.symbol,
        size: look.size,
        emphasis: emphasis.get(node).copied().unwrap_or_default(),
        coverage: look.coverage,
        is_pale: look.is_pale,
    };
    looks.iter().enumerate().map(style).collect()
}
