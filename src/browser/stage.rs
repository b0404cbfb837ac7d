//! The stage: canvas, camera, positions and gestures; everything that lives at frame rate.
//!
//! It draws when something changed and not otherwise, and reports only outcomes, never single frames.

mod minimap;
mod painting;
mod placing;
mod pointer;
mod sheet;
mod view;

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use gloo_render::AnimationFrame;
use web_sys::{HtmlCanvasElement, HtmlElement};

use crate::{
    browser::{surface::Surface, worker::LayoutWorker},
    query::graph::Graph,
    scene::{
        Band, Camera, Coverage, DrawOrder, Emphasis, Gesture, Placement, Point, Rectangle, Size, Theme, Wheel,
    },
};

use minimap::Minimap;
use painting::{SizeObserver, Widths};
pub use placing::Plan;
use placing::{Placing, goal_of, place_in};
pub use sheet::{Extent, Picture};
use view::{FIT_MARGIN, Glide, heading, jump};

/// What has come to pass on the stage.
#[derive(Clone, Debug, PartialEq)]
pub enum StageEvent {
    /// `None`: the empty ground.
    Clicked(Option<usize>),
    DoubleClicked(usize),
    /// Moved by hand; the others made way.
    Dropped {
        by_hand: Vec<usize>,
        others: Vec<usize>,
    },
    /// A node was dragged while nodes have fixed places.
    DragRefused,
    Gathered {
        nodes: Vec<usize>,
        /// In addition to what is selected already.
        extends: bool,
    },
    /// Joins what is selected, or leaves it.
    Toggled(usize),
    Connected {
        from: usize,
        to: usize,
    },
    /// How much of a layout that takes its time is done, 0 to 1; `None` when it is over.
    Progress(Option<f64>),
    /// The layout of the network has come to rest; x, y per node.
    Settled(Vec<f64>),
    /// Camera, size or positions changed; the nodes in view have new places on the screen.
    Moved,
}

/// How one node looks, without its emphasis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodeInfo {
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
    looks: Vec<NodeInfo>,
    /// The names of the sectors, by number.
    sectors: Vec<String>,
    emphasis: Vec<Emphasis>,
    /// Of graph, looks and emphasis; `None` when they changed since the last frame.
    order: Option<DrawOrder>,
    /// x, y per node; not a number where a node has no place yet.
    positions: Vec<f64>,
    hovered: Option<usize>,
    keyboard_node: Option<usize>,
    opened: Option<usize>,
    /// By node.
    selection: Vec<bool>,
    connecting: Option<(usize, Point)>,
    may_move: bool,
    /// With what a drag on the ground gathers; without, it pans.
    band: Option<Band>,
    theme: Theme,
    camera: Camera,
    /// Until the user moves the camera it follows the picture.
    camera_is_free: bool,
    glide: Option<Glide>,
    /// Where the camera was before each jump, the latest last.
    earlier_views: Vec<Camera>,
    viewport: Size,
    /// How much of it lies under the tools, in CSS pixels from its top.
    covered_top: f64,
    gesture: Gesture,
    wheel: Wheel,
    placing: Placing,
    /// Of the names, in the last frame.
    placement: Placement,
    /// There is nothing to paint before.
    has_network: bool,
    painted_network: bool,
}

/// Dropping it ends the worker, the observer and the next frame.
pub struct Stage {
    host: HtmlElement,
    /// Lies over the top of the host.
    tools: Option<HtmlElement>,
    canvas: HtmlCanvasElement,
    surface: RefCell<Surface>,
    words: Words,
    inner: RefCell<Inner>,
    widths: RefCell<Widths>,
    frame: RefCell<Option<AnimationFrame>>,
    worker: RefCell<Option<LayoutWorker>>,
    observer: RefCell<Option<SizeObserver>>,
    minimap: RefCell<Option<Minimap>>,
    on_event: Box<dyn Fn(StageEvent)>,
    this: Weak<Self>,
    moved: Cell<bool>,
}

impl Stage {
    /// `tools` lie over the top of the host; pictures are fitted into the room below. `None` when the browser
    /// gives no drawing context.
    pub fn new(
        host: HtmlElement,
        tools: Option<HtmlElement>,
        canvas: HtmlCanvasElement,
        words: Words,
        on_event: impl Fn(StageEvent) + 'static,
    ) -> Option<Rc<Self>> {
        let surface = RefCell::new(Surface::new(canvas.clone())?);
        let stage = Rc::new_cyclic(|this| Self {
            host,
            tools,
            canvas,
            surface,
            words,
            inner: RefCell::new(Inner {
                graph: Graph::default(),
                looks: Vec::new(),
                sectors: Vec::new(),
                emphasis: Vec::new(),
                order: None,
                positions: Vec::new(),
                hovered: None,
                keyboard_node: None,
                opened: None,
                selection: Vec::new(),
                connecting: None,
                may_move: true,
                band: None,
                theme: Theme::light(),
                camera: Camera::default(),
                camera_is_free: false,
                glide: None,
                earlier_views: Vec::new(),
                viewport: Size { width: 0.0, height: 0.0 },
                covered_top: 0.0,
                gesture: Gesture::default(),
                wheel: Wheel::default(),
                placing: Placing::default(),
                placement: Placement::default(),
                has_network: false,
                painted_network: false,
            }),
            widths: RefCell::default(),
            frame: RefCell::default(),
            worker: RefCell::default(),
            observer: RefCell::default(),
            minimap: RefCell::default(),
            on_event: Box::new(on_event),
            this: this.clone(),
            moved: Cell::new(true),
        });
        let woken = stage.this.clone();
        stage.surface.borrow_mut().on_change(move || {
            if let Some(stage) = woken.upgrade() {
                stage.changed();
            }
        });
        stage.observe_size();
        stage.remeasure_when_fonts_are_there();
        Some(stage)
    }

    pub fn set_emphasis(&self, emphasis: Vec<Emphasis>) {
        let mut inner = self.inner.borrow_mut();
        if inner.emphasis == emphasis {
            return;
        }
        inner.emphasis = emphasis;
        inner.order = None;
        drop(inner);
        self.outdate_minimap();
        self.changed();
    }

    pub fn set_theme(&self, theme: Theme) {
        self.inner.borrow_mut().theme = theme;
        self.outdate_minimap();
        self.changed();
    }

    /// The node whose card is open, and the one that has the keyboard's focus.
    pub fn set_attention(&self, opened: Option<usize>, keyboard_node: Option<usize>) {
        let mut inner = self.inner.borrow_mut();
        let newly = keyboard_node
            .filter(|_| keyboard_node != inner.keyboard_node)
            .or(opened.filter(|_| opened != inner.opened));
        inner.opened = opened;
        inner.keyboard_node = keyboard_node;
        if let Some(at) = newly.and_then(|node| goal_of(&inner, node)) {
            let viewport = inner.viewport;
            let clear = Rectangle { top: inner.covered_top, ..Rectangle::of_size(viewport) };
            let to = heading(&inner).revealing(at, clear, FIT_MARGIN, viewport);
            jump(&mut inner, to);
        }
        drop(inner);
        self.changed();
    }

    /// From the keyboard: a line from the connecting node to the one the keyboard is on.
    pub fn set_connecting(&self, from: Option<usize>) {
        let mut inner = self.inner.borrow_mut();
        let end = inner.keyboard_node.and_then(|node| place_of(&inner, node));
        let end = end.map(|at| inner.camera.screen_from_world(at, inner.viewport));
        inner.connecting = from.zip(end);
        drop(inner);
        self.changed();
    }

    /// Where a node stands or is on its way to, in world coordinates.
    pub fn place_of(&self, node: usize) -> Option<[f64; 2]> {
        goal_of(&self.inner.borrow(), node).map(|at| [at.x, at.y])
    }

    /// The nodes that a drag moves together.
    pub fn set_selection(&self, selection: Vec<bool>) {
        self.inner.borrow_mut().selection = selection;
        self.changed();
    }

    /// Whether nodes can be moved by hand.
    pub fn set_may_move(&self, may_move: bool) {
        self.inner.borrow_mut().may_move = may_move;
    }

    /// What a drag on the ground draws to gather nodes; `None` for panning.
    pub fn set_band(&self, band: Option<Band>) {
        let mut inner = self.inner.borrow_mut();
        inner.band = band;
        self.show_cursor(&inner);
    }
}

fn place_of(inner: &Inner, node: usize) -> Option<Point> {
    place_in(&inner.positions, node)
}
