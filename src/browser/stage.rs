//! The stage: canvas, camera, positions and gestures; everything that lives at frame rate.
//!
//! It draws when something changed and not otherwise, and reports only outcomes, never single frames.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::{Rc, Weak},
};

use gloo_render::{AnimationFrame, request_animation_frame};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, PointerEvent, ResizeObserver, WheelEvent,
};

use crate::{
    app::PictureWish,
    browser::{clock, page, worker::LayoutWorker},
    layout::{Command, Event, Job},
    model::Id,
    paint::canvas,
    query::graph::Graph,
    scene::{
        Camera, Coverage, EdgeWords, Emphasis, Gesture, NodeLook, Outcome, Point, Pointer, PointerKind,
        Rectangle, SceneInput, Size, Theme, bounds, build, node_at,
    },
};

/// Free room around the picture at "show all", for labels at its rim.
const FIT_MARGIN: f64 = 56.0;
const GLIDE_MILLIS: f64 = 220.0;
/// A layout that takes longer goes on unseen and shows its result (WCAG 2.2.2: movement ends within 5 seconds).
const LONGEST_MOVEMENT_MILLIS: f64 = 4_500.0;
const ZOOM_FACTOR: f64 = 1.35;
/// How much one unit of wheel movement zooms; a trackpad pinch comes as a wheel with Ctrl and smaller numbers.
const WHEEL_RATE: f64 = 0.0016;
const PINCH_RATE: f64 = 0.012;

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

#[derive(Clone, Copy)]
struct Glide {
    from: Camera,
    to: Camera,
    start_millis: f64,
}

struct Inner {
    graph: Graph,
    looks: Vec<Look>,
    emphasis: Vec<Emphasis>,
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

/// Watches the size of the host until dropped.
struct SizeObserver {
    observer: ResizeObserver,
    _resized: Closure<dyn FnMut()>,
}

impl Drop for SizeObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
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

    /// Shows another network, or the same one with other places. Nodes without a place (`None`) get one from
    /// the layout described by `job`.
    pub fn set_network(
        &self,
        graph: Graph,
        looks: Vec<Look>,
        places: Vec<Option<[f64; 2]>>,
        job: impl FnOnce() -> Job,
    ) {
        let mut inner = self.inner.borrow_mut();
        let earlier: HashMap<Id, [f64; 2]> = if places.contains(&None) {
            let nodes = inner.graph.nodes.iter().zip(inner.positions.as_chunks::<2>().0);
            nodes.map(|(node, at)| (node.id.clone(), *at)).collect()
        } else {
            HashMap::new()
        };
        inner.positions = graph
            .nodes
            .iter()
            .zip(&places)
            .flat_map(|(node, place)| {
                place.or_else(|| earlier.get(&node.id).copied()).unwrap_or([f64::NAN; 2])
            })
            .collect();
        if inner.graph != graph {
            inner.hovered = None;
            inner.gesture = Gesture::default();
        }
        inner.emphasis.resize(graph.nodes.len(), Emphasis::Normal);
        inner.graph = graph;
        inner.looks = looks;
        let lay_out = places.contains(&None);
        let was_laying_out = std::mem::replace(&mut inner.laying_out, lay_out);
        inner.layout_start_millis = clock::monotonic_millis();
        inner.layout_revision += u32::from(lay_out || was_laying_out);
        let revision = inner.layout_revision;
        if !inner.camera_is_free {
            fit(&mut inner);
        }
        drop(inner);
        if lay_out {
            self.send(Command::Start { revision, job: job() });
        } else if was_laying_out {
            self.send(Command::Stop { revision });
        }
        self.changed();
    }

    pub fn set_emphasis(&self, emphasis: Vec<Emphasis>) {
        self.inner.borrow_mut().emphasis = emphasis;
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

    /// Where a node is on the screen, in CSS pixels of the stage, when it is in view.
    pub fn on_screen(&self, node: usize) -> Option<Point> {
        let inner = self.inner.borrow();
        let at = inner.camera.screen_from_world(place_of(&inner, node)?, inner.viewport);
        let inside =
            at.x >= 0.0 && at.y >= 0.0 && at.x <= inner.viewport.width && at.y <= inner.viewport.height;
        inside.then_some(at)
    }

    pub fn place_of(&self, node: usize) -> Option<[f64; 2]> {
        place_of(&self.inner.borrow(), node).map(|at| [at.x, at.y])
    }

    /// Takes back a drag that is under way; whether there was one.
    pub fn escape(&self) -> bool {
        let outcome = self.inner.borrow_mut().gesture.escape();
        let under_way = outcome.is_some();
        self.react(outcome);
        under_way
    }

    pub fn pointer(&self, kind: PointerKind, event: &PointerEvent) {
        if kind == PointerKind::Down {
            if event.button() != 0 {
                return;
            }
            // Fails only for a pointer that is gone already.
            let _ = self.canvas.set_pointer_capture(event.pointer_id());
        }
        let pointer = Pointer {
            kind,
            id: event.pointer_id(),
            at: Point::new(f64::from(event.offset_x()), f64::from(event.offset_y())),
            is_touch: event.pointer_type() == "touch",
            connects: event.shift_key() || event.alt_key(),
            at_millis: event.time_stamp(),
        };
        let mut inner = self.inner.borrow_mut();
        let mut gesture = std::mem::take(&mut inner.gesture);
        let outcome = gesture.event(pointer, |at| {
            let node = with_looks(&inner, |looks| {
                node_at(at, &inner.graph, looks, &inner.positions, inner.camera, inner.viewport)
            })?;
            Some((node, inner.camera.screen_from_world(place_of(&inner, node)?, inner.viewport)))
        });
        inner.gesture = gesture;
        drop(inner);
        self.react(outcome);
    }

    pub fn wheel(&self, event: &WheelEvent) {
        event.prevent_default();
        // Lines and pages, in a browser that counts in them, in pixels.
        let unit = [1.0, 16.0, 400.0].get(event.delta_mode() as usize).copied().unwrap_or(1.0);
        let rate = if event.ctrl_key() { PINCH_RATE } else { WHEEL_RATE };
        let factor = (-event.delta_y() * unit * rate).exp();
        let at = Point::new(f64::from(event.offset_x()), f64::from(event.offset_y()));
        let mut inner = self.inner.borrow_mut();
        inner.glide = None;
        inner.camera_is_free = true;
        inner.camera = inner.camera.zoomed(factor, at, inner.viewport);
        drop(inner);
        self.changed();
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

    fn react(&self, outcome: Option<Outcome>) {
        let Some(outcome) = outcome else { return };
        let mut inner = self.inner.borrow_mut();
        let event = match outcome {
            Outcome::Hover(node) => {
                inner.hovered = node;
                let _ = self
                    .canvas
                    .style()
                    .set_property("cursor", if node.is_some() { "pointer" } else { "grab" });
                None
            }
            Outcome::Click(node) => Some(StageEvent::Clicked(node)),
            Outcome::DoubleClick(node) => node.map(StageEvent::DoubleClicked),
            Outcome::DragNode { node, to } => {
                if let Some(at) = place_of(&inner, node)
                    && inner.dragged.is_none()
                {
                    inner.dragged = Some((node, at.x, at.y));
                }
                let to = inner.camera.world_from_screen(to, inner.viewport);
                inner.positions[2 * node] = to.x;
                inner.positions[2 * node + 1] = to.y;
                inner.hovered = Some(node);
                None
            }
            Outcome::Dropped { node } => {
                inner.dragged = None;
                place_of(&inner, node).map(|at| StageEvent::Dropped { node, x: at.x, y: at.y })
            }
            Outcome::DragCancelled { node } => {
                if let Some((_, x, y)) = inner.dragged.take() {
                    inner.positions[2 * node] = x;
                    inner.positions[2 * node + 1] = y;
                }
                None
            }
            Outcome::Connecting { from, to } => {
                inner.connecting = Some((from, to));
                None
            }
            Outcome::Connected { from, to } => {
                inner.connecting = None;
                Some(StageEvent::Connected { from, to })
            }
            Outcome::ConnectCancelled => {
                inner.connecting = None;
                None
            }
            Outcome::Pan { dx, dy } => {
                inner.camera_is_free = true;
                inner.glide = None;
                inner.camera = inner.camera.panned(dx, dy);
                None
            }
            Outcome::Pinch { factor, at, dx, dy } => {
                inner.camera_is_free = true;
                inner.glide = None;
                inner.camera = inner.camera.panned(dx, dy).zoomed(factor, at, inner.viewport);
                None
            }
        };
        drop(inner);
        if let Some(event) = event {
            (self.on_event)(event);
        }
        self.changed();
    }

    fn send(&self, command: Command) {
        let mut worker = self.worker.borrow_mut();
        let worker = worker.get_or_insert_with(|| {
            let stage = self.this.clone();
            LayoutWorker::start(move |event| {
                if let Some(stage) = stage.upgrade() {
                    stage.hear(event);
                }
            })
        });
        worker.send(command);
    }

    fn hear(&self, event: Event) {
        let (positions, settled) = match event {
            Event::Frame { positions, .. } => (positions, false),
            Event::Settled { positions, .. } => (positions, true),
            Event::Ready { .. } | Event::Failed { .. } => return,
        };
        let mut inner = self.inner.borrow_mut();
        let too_long = clock::monotonic_millis() - inner.layout_start_millis > LONGEST_MOVEMENT_MILLIS;
        if !settled && (too_long || page::matches("(prefers-reduced-motion: reduce)")) {
            return;
        }
        if positions.len() != inner.positions.len() {
            return;
        }
        inner.positions.clone_from(&positions);
        inner.laying_out &= !settled;
        if !inner.camera_is_free {
            fit(&mut inner);
        }
        drop(inner);
        if settled {
            clock::mark("layout-settled");
            (self.on_event)(StageEvent::Settled(positions));
        }
        self.changed();
    }

    fn observe_size(&self) {
        let stage = self.this.clone();
        let resized = Closure::<dyn FnMut()>::new(move || {
            if let Some(stage) = stage.upgrade() {
                stage.resize();
            }
        });
        if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
            observer.observe(&self.host);
            *self.observer.borrow_mut() = Some(SizeObserver { observer, _resized: resized });
        }
        self.resize();
    }

    fn resize(&self) {
        let viewport =
            Size { width: f64::from(self.host.client_width()), height: f64::from(self.host.client_height()) };
        let ratio = device_pixel_ratio();
        self.canvas.set_width((viewport.width * ratio).round() as u32);
        self.canvas.set_height((viewport.height * ratio).round() as u32);
        let mut inner = self.inner.borrow_mut();
        inner.viewport = viewport;
        if !inner.camera_is_free {
            fit(&mut inner);
        }
        drop(inner);
        // Setting the size has emptied the canvas; an empty frame would flicker.
        self.paint();
    }

    /// Widths measured before the page's font arrived are those of another font.
    fn remeasure_when_fonts_are_there(&self) {
        let Some(ready) = page::document().and_then(|document| document.fonts().ready().ok()) else { return };
        let stage = self.this.clone();
        wasm_bindgen_futures::spawn_local(async move {
            // Never rejected, says the standard.
            let _ = wasm_bindgen_futures::JsFuture::from(ready).await;
            if let Some(stage) = stage.upgrade() {
                stage.widths.borrow_mut().clear();
                stage.changed();
            }
        });
    }

    /// At most one frame is ever waiting.
    fn changed(&self) {
        self.moved.set(true);
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

    fn paint(&self) {
        let mut inner = self.inner.borrow_mut();
        if inner.viewport.width < 1.0 || inner.viewport.height < 1.0 {
            return;
        }
        let still_gliding = match inner.glide {
            Some(Glide { from, to, start_millis }) => {
                let progress = ((clock::monotonic_millis() - start_millis) / GLIDE_MILLIS).clamp(0.0, 1.0);
                inner.camera = Camera::between(&from, &to, progress);
                if progress >= 1.0 {
                    inner.glide = None;
                }
                progress < 1.0
            }
            None => false,
        };
        let measure = |text: &str, size: f64, bold: bool| {
            let mut widths = self.widths.borrow_mut();
            let key = (text.to_owned(), size.to_bits(), bold);
            *widths.entry(key).or_insert_with(|| canvas::measure(&self.context, text, size, bold))
        };
        let list = with_looks(&inner, |looks| {
            build(&SceneInput {
                graph: &inner.graph,
                looks,
                positions: &inner.positions,
                hovered: inner.hovered,
                focused: inner.focused,
                selected: inner.selected,
                connecting: inner.connecting,
                theme: &inner.theme,
                camera: inner.camera,
                viewport: inner.viewport,
                words: EdgeWords { offers: self.words.offers, needs: self.words.needs },
                measure: &measure,
            })
        });
        let painted = canvas::paint(&self.context, &list, device_pixel_ratio()).is_ok();
        let has_places =
            inner.positions.is_empty() || inner.positions.iter().any(|coordinate| coordinate.is_finite());
        let first =
            painted && has_places && !std::mem::replace(&mut inner.painted_network, painted && has_places);
        drop(inner);
        if first {
            clock::mark("network-painted");
        }
        if self.moved.replace(false) || still_gliding {
            (self.on_event)(StageEvent::Moved);
        }
        if still_gliding {
            self.changed();
        }
    }
}

fn device_pixel_ratio() -> f64 {
    page::window().map_or(1.0, |window| window.device_pixel_ratio())
}

fn place_of(inner: &Inner, node: usize) -> Option<Point> {
    let &[x, y] = inner.positions.as_chunks::<2>().0.get(node)?;
    (x.is_finite() && y.is_finite()).then_some(Point::new(x, y))
}

/// The looks as the scene wants them: names borrowed, emphasis added, nodes without a place hidden.
fn with_looks<T>(inner: &Inner, work: impl FnOnce(&[NodeLook]) -> T) -> T {
    let looks: Vec<NodeLook> = inner
        .looks
        .iter()
        .enumerate()
        .map(|(node, look)| NodeLook {
            name: &look.name,
            sector: look.sector,
            symbol: &look.symbol,
            emphasis: match place_of(inner, node) {
                Some(_) => inner.emphasis.get(node).copied().unwrap_or_default(),
                None => Emphasis::Hidden,
            },
            coverage: look.coverage,
        })
        .collect();
    work(&looks)
}

fn fitting(inner: &Inner) -> Option<Camera> {
    let world = with_looks(inner, |looks| bounds(looks, &inner.positions))?;
    let margin = FIT_MARGIN.min(inner.viewport.width / 8.0);
    Some(Camera::fit(world, inner.viewport, margin))
}

fn fit(inner: &mut Inner) {
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
