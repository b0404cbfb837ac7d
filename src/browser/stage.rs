//! The stage: canvas, camera, positions and gestures; everything that lives at frame rate.
//!
//! It draws when something changed and not otherwise, and reports only outcomes, never single frames.

mod network;
mod painting;
mod pointer;
mod view;

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::{Rc, Weak},
};

use gloo_render::AnimationFrame;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};

use crate::{
    browser::worker::LayoutWorker,
    query::graph::Graph,
    scene::{Camera, Coverage, Emphasis, Gesture, PaintOrder, Point, Rectangle, Size, Theme},
};

use painting::SizeObserver;
use view::{FIT_MARGIN, Glide};

/// What has come to pass on the stage.
#[derive(Clone, Debug, PartialEq)]
pub enum StageEvent {
    /// `None`: the empty ground.
    Clicked(Option<usize>),
    DoubleClicked(usize),
    /// Put there by hand, in world coordinates.
    Dropped {
        node: usize,
        x: f64,
        y: f64,
    },
    Connected {
        from: usize,
        to: usize,
    },
    /// The layout has come to rest; x, y per node.
    Settled(Vec<f64>),
    /// Camera, size or positions changed; the nodes in view have new places on the screen.
    Moved,
}

/// How one node looks, without its emphasis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    pub name: String,
    pub sector: Option<usize>,
    pub symbol: String,
    pub coverage: Coverage,
}

/// The relation words written on the lines of the node in the middle of attention.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    pub offers: &'static str,
    pub needs: &'static str,
}

struct Inner {
    graph: Graph,
    looks: Vec<Look>,
    emphasis: Vec<Emphasis>,
    /// Of graph, looks and emphasis; `None` when they changed since the last frame.
    order: Option<PaintOrder>,
    /// x, y per node; not a number where a node has no place yet.
    positions: Vec<f64>,
    hovered: Option<usize>,
    focused: Option<usize>,
    selected: Option<usize>,
    connecting: Option<(usize, Point)>,
    dragged: Option<(usize, f64, f64)>,
    theme: Theme,
    camera: Camera,
    /// Until the user moves the camera it follows the picture.
    camera_is_free: bool,
    glide: Option<Glide>,
    viewport: Size,
    gesture: Gesture,
    layout_revision: u32,
    laying_out: bool,
    layout_start_millis: f64,
    painted_network: bool,
}

/// Dropping it ends the worker, the observer and the next frame.
pub struct Stage {
    host: HtmlElement,
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    words: Words,
    inner: RefCell<Inner>,
    widths: RefCell<HashMap<(String, u64, bool), f64>>,
    frame: RefCell<Option<AnimationFrame>>,
    worker: RefCell<Option<LayoutWorker>>,
    observer: RefCell<Option<SizeObserver>>,
    on_event: Box<dyn Fn(StageEvent)>,
    this: Weak<Self>,
    moved: Cell<bool>,
}

impl Stage {
    /// `None` when the browser gives no drawing context.
    pub fn new(
        host: HtmlElement,
        canvas: HtmlCanvasElement,
        words: Words,
        on_event: impl Fn(StageEvent) + 'static,
    ) -> Option<Rc<Self>> {
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let stage = Rc::new_cyclic(|this| Self {
            host,
            canvas,
            context,
            words,
            inner: RefCell::new(Inner {
                graph: Graph::default(),
                looks: Vec::new(),
                emphasis: Vec::new(),
                order: None,
                positions: Vec::new(),
                hovered: None,
                focused: None,
                selected: None,
                connecting: None,
                dragged: None,
                theme: Theme::light(),
                camera: Camera::default(),
                camera_is_free: false,
                glide: None,
                viewport: Size { width: 0.0, height: 0.0 },
                gesture: Gesture::default(),
                layout_revision: 0,
                laying_out: false,
                layout_start_millis: 0.0,
                painted_network: false,
            }),
            widths: RefCell::default(),
            frame: RefCell::default(),
            worker: RefCell::default(),
            observer: RefCell::default(),
            on_event: Box::new(on_event),
            this: this.clone(),
            moved: Cell::new(true),
        });
        stage.observe_size();
        stage.remeasure_when_fonts_are_there();
        Some(stage)
    }

    pub fn set_emphasis(&self, emphasis: Vec<Emphasis>) {
        let mut inner = self.inner.borrow_mut();
        inner.emphasis = emphasis;
        inner.order = None;
        drop(inner);
        self.changed();
    }

    pub fn set_theme(&self, theme: Theme) {
        self.inner.borrow_mut().theme = theme;
        self.changed();
    }

    /// The node whose card is open, and the one that has the keyboard's focus.
    pub fn set_attention(&self, selected: Option<usize>, focused: Option<usize>) {
        let mut inner = self.inner.borrow_mut();
        let newly =
            focused.filter(|_| focused != inner.focused).or(selected.filter(|_| selected != inner.selected));
        inner.selected = selected;
        inner.focused = focused;
        if let Some(at) = newly.and_then(|node| place_of(&inner, node)) {
            let viewport = inner.viewport;
            let clear = Rectangle::of_size(viewport);
            let to = inner.camera.revealing(at, clear, FIT_MARGIN, viewport);
            if to != inner.camera {
                inner.camera_is_free = true;
                inner.camera = to;
            }
        }
        drop(inner);
        self.changed();
    }

    /// From the keyboard: a line from the connecting node to the focused one.
    pub fn set_connecting(&self, from: Option<usize>) {
        let mut inner = self.inner.borrow_mut();
        let end = inner.focused.and_then(|node| place_of(&inner, node));
        let end = end.map(|at| inner.camera.screen_from_world(at, inner.viewport));
        inner.connecting = from.zip(end);
        drop(inner);
        self.changed();
    }

    pub fn place_of(&self, node: usize) -> Option<[f64; 2]> {
        place_of(&self.inner.borrow(), node).map(|at| [at.x, at.y])
    }
}

fn place_of(inner: &Inner, node: usize) -> Option<Point> {
    let &[x, y] = inner.positions.as_chunks::<2>().0.get(node)?;
    (x.is_finite() && y.is_finite()).then_some(Point::new(x, y))
}
