//! The stage: canvas, camera, positions and gestures; everything that lives at frame rate.
//!
//! It draws when something changed and not otherwise, and reports only outcomes, never single frames.

mod minimap;
mod painting;
mod placing;
mod plan;
mod pointer;
mod sheet;
mod view;

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use gloo_events::EventListener;
use gloo_render::AnimationFrame;
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, HtmlElement};

use crate::{
    app::Theme as Choice,
    browser::{page, size::SizeObserver, surface::Surface, worker::LayoutWorker},
    i18n::Language,
    query::graph::Graph,
    scene::{
        Band, Camera, Coverage, DrawOrder, Emphasis, Gesture, Placement, Point, Rectangle, Size, Theme,
        Topic, Wheel,
    },
};

use minimap::Minimap;
use placing::{Placing, goal_of, place_in};
pub use plan::{Plan, Sectors, looks, topic_of};
pub use sheet::{Extent, Picture};
use view::{Glide, is_clear, reveal};

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

type Hears = Rc<dyn Fn(StageEvent)>;

/// How one node looks, without its emphasis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodeInfo {
    pub name: String,
    pub sector: Option<usize>,
    pub symbol: String,
    /// As in [`NodeStyle::size`].
    pub size: Option<u16>,
    pub coverage: Coverage,
    /// As in [`NodeStyle::is_pale`].
    pub is_pale: bool,
}

/// The relation words written on the lines of the node in the middle of attention.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    pub offers: &'static str,
    pub needs: &'static str,
}

impl Words {
    pub fn of(language: Language) -> Self {
        let words = language.texts().words();
        Self { offers: words.offers_verb, needs: words.looks_for_verb }
    }
}

struct Inner {
    graph: Graph,
    looks: Vec<NodeInfo>,
    sectors: Sectors,
    /// What the picture is narrowed to.
    topic: Option<Topic>,
    /// See [`Plan::room`].
    room: Option<Rectangle>,
    emphasis: Vec<Emphasis>,
    /// Nodes with a line from each to the next.
    way: Vec<usize>,
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
    /// What it follows: what search, filters and focus leave, instead of all.
    fits_left: bool,
    glide: Option<Glide>,
    /// Where the camera was before each jump, the latest last.
    earlier_views: Vec<Camera>,
    viewport: Size,
    /// How much of it an open card covers, in CSS pixels from its right and from its bottom.
    covered_right: f64,
    covered_bottom: f64,
    /// How much of it is taken at the bottom by words about what the picture is narrowed to.
    foot: f64,
    gesture: Gesture,
    wheel: Wheel,
    placing: Placing,
    /// Of the names, in the last frame.
    placement: Placement,
    /// Of the names while all is shown: found anew for other nodes, places or windows, so that a name stands at the
    /// same side after every way back.
    home: Option<Placement>,
    /// There is nothing to paint before.
    has_network: bool,
    painted_network: bool,
}

/// Dropping it ends the worker, the observer and the next frame.
pub struct Stage {
    host: RefCell<HtmlElement>,
    canvas: HtmlCanvasElement,
    surface: RefCell<Surface>,
    words: Words,
    inner: RefCell<Inner>,
    frame: RefCell<Option<AnimationFrame>>,
    worker: RefCell<Option<LayoutWorker>>,
    observer: RefCell<Option<SizeObserver>>,
    minimap: RefCell<Option<Minimap>>,
    on_event: RefCell<Option<Hears>>,
    /// What came to pass while nobody listened.
    unheard: RefCell<Vec<StageEvent>>,
    listeners: RefCell<Vec<EventListener>>,
    theme_choice: Cell<Choice>,
    has_font: Cell<bool>,
    holds_names: Cell<bool>,
    this: Weak<Self>,
    moved: Cell<bool>,
}

impl Stage {
    /// On the canvas that is in the host, or a new one. `None` when the browser gives no drawing context.
    pub fn new(host: HtmlElement, words: Words) -> Option<Rc<Self>> {
        let canvas = canvas_in(&host)?;
        let surface = RefCell::new(Surface::new(canvas.clone())?);
        let stage = Rc::new_cyclic(|this| Self {
            host: RefCell::new(host),
            canvas,
            surface,
            words,
            inner: RefCell::new(Inner {
                graph: Graph::default(),
                looks: Vec::new(),
                sectors: Sectors::default(),
                topic: None,
                room: None,
                emphasis: Vec::new(),
                way: Vec::new(),
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
                fits_left: false,
                glide: None,
                earlier_views: Vec::new(),
                viewport: Size { width: 0.0, height: 0.0 },
                covered_right: 0.0,
                covered_bottom: 0.0,
                foot: 0.0,
                gesture: Gesture::default(),
                wheel: Wheel::default(),
                placing: Placing::default(),
                placement: Placement::default(),
                home: None,
                has_network: false,
                painted_network: false,
            }),
            frame: RefCell::default(),
            worker: RefCell::default(),
            observer: RefCell::default(),
            minimap: RefCell::default(),
            on_event: RefCell::default(),
            unheard: RefCell::default(),
            listeners: RefCell::default(),
            theme_choice: Cell::default(),
            has_font: Cell::default(),
            holds_names: Cell::default(),
            this: this.clone(),
            moved: Cell::new(true),
        });
        let woken = stage.this.clone();
        stage.surface.borrow_mut().on_change(move || {
            if let Some(stage) = woken.upgrade() {
                stage.changed();
            }
        });
        stage.listen_to_canvas();
        stage.observe_size();
        stage.name_when_font_is_there();
        Some(stage)
    }

    /// From now on reports here, and first what came to pass while nobody listened.
    pub fn report_to(&self, on_event: impl Fn(StageEvent) + 'static) {
        let on_event = Rc::new(on_event);
        *self.on_event.borrow_mut() = Some(on_event.clone());
        for event in self.unheard.take() {
            on_event(event);
        }
        self.moved.set(true);
    }

    fn tell(&self, event: StageEvent) {
        let on_event = self.on_event.borrow().clone();
        match on_event {
            Some(on_event) => on_event(event),
            None if event == StageEvent::Moved => {}
            None => self.unheard.borrow_mut().push(event),
        }
    }

    /// Goes on in another place of the page, with what it shows.
    pub fn move_to(&self, host: HtmlElement) {
        let before = self.host.replace(host.clone());
        let first = host.first_child();
        // A graphics card paints on a canvas of its own, below ours.
        while let Ok(Some(canvas)) = before.query_selector("canvas") {
            if host.insert_before(&canvas, first.as_ref()).is_err() {
                break;
            }
        }
        self.observe_size();
    }

    /// And the nodes with a line from each to the next.
    pub fn set_emphasis(&self, emphasis: Vec<Emphasis>, way: Vec<usize>) {
        let mut inner = self.inner.borrow_mut();
        if inner.emphasis == emphasis && inner.way == way {
            return;
        }
        inner.emphasis = emphasis;
        inner.way = way;
        inner.order = None;
        inner.home = None;
        drop(inner);
        self.outdate_minimap();
        self.changed();
    }

    /// Shows the theme that is chosen, or that of the system.
    pub fn choose_theme(&self, choice: Choice) {
        self.theme_choice.set(choice);
        let mut inner = self.inner.borrow_mut();
        let theme = theme(choice).with_sector_colors(inner.sectors.colors.clone());
        if inner.theme == theme {
            return;
        }
        inner.theme = theme;
        drop(inner);
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
        if let Some(node) = newly {
            reveal(&mut inner, node);
        }
        drop(inner);
        self.changed();
    }

    /// How much of the stage lies under a card, in CSS pixels from its right and from its bottom.
    pub fn set_covered(&self, right: f64, bottom: f64) {
        let mut inner = self.inner.borrow_mut();
        if (inner.covered_right, inner.covered_bottom) == (right, bottom) {
            return;
        }
        let was_in_view = inner.opened.filter(|&node| is_clear(&inner, node));
        (inner.covered_right, inner.covered_bottom) = (right, bottom);
        if let Some(node) = was_in_view {
            reveal(&mut inner, node);
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

    /// The same with so many units of the drawing to the right and down, as the drawing lies on the screen.
    pub fn place_beside(&self, node: usize, by: [f64; 2]) -> Option<[f64; 2]> {
        let [x, y] = self.place_of(node)?;
        let [dx, dy] = self.inner.borrow().camera.turned(by);
        Some([x + dx, y + dy])
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

/// The palette for the choice in the settings and what the system says.
pub fn theme(choice: Choice) -> Theme {
    let dark = match choice {
        Choice::Auto => page::matches("(prefers-color-scheme: dark)"),
        Choice::Light => false,
        Choice::Dark => true,
    };
    if page::matches("(forced-colors: active)") {
        // Forced colours follow the system, whatever was chosen here.
        Theme::high_contrast(page::matches("(prefers-color-scheme: dark)"))
    } else if dark {
        Theme::dark()
    } else {
        Theme::light()
    }
}

fn canvas_in(host: &HtmlElement) -> Option<HtmlCanvasElement> {
    let there = host.query_selector("canvas").ok().flatten();
    let canvas = match there {
        Some(canvas) => canvas,
        None => {
            let canvas = page::document()?.create_element("canvas").ok()?;
            canvas.set_attribute("aria-hidden", "true").ok()?;
            host.prepend_with_node_1(&canvas).ok()?;
            canvas
        }
    };
    canvas.dyn_into().ok()
}

fn place_of(inner: &Inner, node: usize) -> Option<Point> {
    place_in(&inner.positions, node)
}
