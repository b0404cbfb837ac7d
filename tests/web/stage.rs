use std::{cell::RefCell, rc::Rc};

use gosmart::{
    app,
    browser::stage::{NodeInfo, Plan, Sectors, Stage, StageEvent, Words},
    layout::{Arrangement, Simulation},
    model::Network,
    query::graph::Graph,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test as test;
use web_sys::{HtmlCanvasElement, HtmlElement};

use crate::support::{Undo, network, script, until};

/// A canvas in a box on the page, and what the stage on it reports.
struct Place {
    host: HtmlElement,
    canvas: HtmlCanvasElement,
    heard: Rc<RefCell<Vec<StageEvent>>>,
}

impl Place {
    fn new() -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let host: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        let canvas: HtmlCanvasElement = document.create_element("canvas").unwrap().unchecked_into();
        host.append_child(&canvas).unwrap();
        document.body().unwrap().append_child(&host).unwrap();
        let place = Self { host, canvas, heard: Rc::default() };
        place.resize(300, 200);
        place
    }

    fn resize(&self, width: u32, height: u32) {
        self.host.style().set_css_text(&format!(
            "position: fixed; inset: 0 auto auto 0; width: {width}px; height: {height}px"
        ));
    }

    fn stage(&self) -> Rc<Stage> {
        let hears = Rc::clone(&self.heard);
        let words = Words { offers: "bietet", needs: "sucht" };
        let stage = Stage::new(self.host.clone(), words).unwrap();
        stage.report_to(move |event| hears.borrow_mut().push(event));
        stage
    }

    fn settled(&self) -> Option<Vec<f64>> {
        self.heard.borrow().iter().find_map(|event| match event {
            StageEvent::Settled(positions) => Some(positions.clone()),
            _ => None,
        })
    }

    fn has_moved(&self) -> bool {
        self.heard.borrow().contains(&StageEvent::Moved)
    }

    /// How many different colours are on the canvas.
    fn colours(&self) -> f64 {
        let body = "const { width, height } = given[0];
                    const { data } = given[0].getContext('2d').getImageData(0, 0, width, height);
                    return new Set(new Uint32Array(data.buffer)).size;";
        script(body, &[self.canvas.as_ref()]).as_f64().unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.host.remove();
    }
}

/// Faults outside any call of ours, as of a closure that is called after it was dropped.
struct Watch {
    _undo: Undo,
}

impl Watch {
    fn new() -> Self {
        let undo = Undo::of(
            "window.faults = [];
             const note = (event) => {
               // A notice that a size changed while sizes were reported; nothing went wrong.
               if (!event.message.startsWith('ResizeObserver loop')) faults.push(event.message);
               event.preventDefault();
             };
             window.addEventListener('error', note);
             return () => { window.removeEventListener('error', note); delete window.faults; };",
        );
        Self { _undo: undo }
    }

    fn faults(&self) -> String {
        script("return faults.join()", &[]).as_string().unwrap()
    }
}

fn show(stage: &Stage, network: &Network, places: Option<[f64; 2]>) {
    let graph = Graph::new(network);
    let looks = vec![NodeInfo { name: "Stadtbibliothek".into(), ..NodeInfo::default() }; graph.nodes.len()];
    let places = (0..graph.nodes.len()).map(|node| places.map(|[x, y]| [x * node as f64, y])).collect();
    let (network, arrangement) = (network.clone(), Arrangement::Network);
    let layout_graph = graph.clone();
    let layout_input = Rc::new(move || app::layout_input(&network, &layout_graph, 0, arrangement));
    stage.set_network(Plan {
        graph,
        looks,
        sectors: Sectors::default(),
        topic: None,
        places,
        arrangement,
        room: None,
        layout_input,
    });
}

#[test]
async fn a_network_with_places_is_painted_and_not_laid_out() {
    let place = Place::new();
    let stage = place.stage();
    show(&stage, &network(3), Some([60.0, 10.0]));
    until("a picture", || place.colours() > 2.0).await;
    assert!(place.has_moved());
    assert_eq!(place.settled(), None);
    assert_eq!(stage.place_of(2), Some([120.0, 10.0]));
    let at: Vec<_> = (0..6).map(|node| stage.on_screen(node).unwrap()).collect();
    assert!(at.is_sorted_by(|one, next| one.x < next.x), "all in view, in order: {at:?}");
}

#[test]
async fn nodes_without_a_place_get_the_layouts() {
    let place = Place::new();
    let stage = place.stage();
    let network = network(4);
    show(&stage, &network, None);
    assert_eq!(stage.place_of(0), None);
    until("rest", || place.settled().is_some()).await;

    let graph = Graph::new(&network);
    let mut simulation = Simulation::new(&app::layout_input(&network, &graph, 0, Arrangement::Network));
    while !simulation.step() {}
    assert_eq!(place.settled().unwrap(), simulation.positions());
    let first = [simulation.positions()[0], simulation.positions()[1]];
    assert_eq!(stage.place_of(0), Some(first));
}

#[test]
async fn the_canvas_follows_its_box() {
    let place = Place::new();
    let stage = place.stage();
    show(&stage, &network(3), Some([60.0, 10.0]));
    let ratio = web_sys::window().unwrap().device_pixel_ratio();
    assert_eq!(f64::from(place.canvas.width()), 300.0 * ratio);
    place.resize(420, 200);
    until("the new size", || f64::from(place.canvas.width()) == 420.0 * ratio).await;
    assert!(place.colours() > 2.0, "a new size empties the canvas, which must be painted at once");
}

#[test]
async fn nothing_is_left_of_a_stage_that_was_dropped() {
    let watch = Watch::new();
    let place = Place::new();
    let stage = place.stage();
    let network = network(100);
    show(&stage, &network, None);
    until("the layout's first answer", || stage.place_of(0).is_some()).await;
    let weak = Rc::downgrade(&stage);
    drop(stage);
    assert!(weak.upgrade().is_none(), "frames, observers and workers hold no stage");
    assert_eq!(Rc::strong_count(&place.heard), 1, "nobody is left to call back");
    place.heard.borrow_mut().clear();
    let width = place.canvas.width();

    // Our observer comes after the stage's own, were that one still there.
    place.resize(420, 200);
    let body = "return new Promise((done) => {
                  const observer = new ResizeObserver(() => { observer.disconnect(); done(); });
                  observer.observe(given[0]);
                })";
    let resized: js_sys::Promise = script(body, &[place.host.as_ref() as &JsValue]).unchecked_into();
    JsFuture::from(resized).await.unwrap();
    // Another stage does the same work; when it is done, the dropped one would have been heard.
    let other = Place::new();
    let second = other.stage();
    show(&second, &network, None);
    until("rest", || other.settled().is_some()).await;

    assert_eq!(*place.heard.borrow(), []);
    assert_eq!(place.canvas.width(), width);
    assert_eq!(watch.faults(), "");
}

/// Counts the frames on the canvas, as every one begins with emptying it.
struct Frames {
    _undo: Undo,
}

impl Frames {
    fn count() -> Self {
        let undo = Undo::of(
            "const context = CanvasRenderingContext2D.prototype;
             const original = context.clearRect;
             window.framesPainted = 0;
             context.clearRect = function (...given) {
               window.framesPainted += 1;
               return original.apply(this, given);
             };
             return () => { context.clearRect = original; delete window.framesPainted; };",
        );
        Self { _undo: undo }
    }

    fn so_far(&self) -> f64 {
        script("return framesPainted", &[]).as_f64().unwrap()
    }

    /// As many frames as the page would have had for another picture.
    async fn in_ten(&self) -> f64 {
        let before = self.so_far();
        let body = "return new Promise((done) => {
                      let left = 10;
                      const next = () => (left-- ? requestAnimationFrame(next) : done());
                      next();
                    })";
        let passed: js_sys::Promise = script(body, &[]).unchecked_into();
        JsFuture::from(passed).await.unwrap();
        self.so_far() - before
    }
}

#[test]
async fn nothing_is_painted_while_nothing_changes() {
    let frames = Frames::count();
    let place = Place::new();
    let stage = place.stage();
    show(&stage, &network(60), Some([60.0, 10.0]));
    until("a picture", || place.colours() > 2.0).await;
    for _ in 0..20 {
        if frames.in_ten().await == 0.0 {
            break;
        }
    }
    assert_eq!(frames.in_ten().await, 0.0);
    stage.set_attention(Some(0), None);
    assert!(frames.in_ten().await > 0.0, "what changes is painted");
}

/// A browser with a graphics card, which is software here, and a clock by which everything takes long.
struct WithCard {
    _undo: Undo,
}

impl WithCard {
    fn new() -> Self {
        let undo = Undo::of(
            "const [RENDERER, UNMASKED_RENDERER] = [0x1f01, 0x9246];
             const canvas = HTMLCanvasElement.prototype;
             const { getContext } = canvas;
             canvas.getContext = function (kind, attributes) {
               if (kind !== 'webgl2') return getContext.call(this, kind, attributes);
               const gl = getContext.call(this, kind, { ...attributes, failIfMajorPerformanceCaveat: false });
               const { getParameter } = gl;
               gl.getParameter = (which) =>
                 [RENDERER, UNMASKED_RENDERER].includes(which) ? 'A card' : getParameter.call(gl, which);
               window.card = gl;
               window.lose = gl.getExtension('WEBGL_lose_context');
               return gl;
             };
             let millis = 0;
             performance.now = () => (millis += 1_000);
             return () => { canvas.getContext = getContext; delete performance.now; delete window.card; };",
        );
        Self { _undo: undo }
    }
}

#[test]
async fn a_lost_card_is_stood_in_for_until_it_is_back() {
    let _card = WithCard::new();
    let place = Place::new();
    let stage = place.stage();
    show(&stage, &network(2_000), Some([60.0, 10.0]));
    // Where the card paints, the ground is not the canvas's.
    let body = "return given[0].getContext('2d').getImageData(0, 0, 1, 1).data[3]";
    let covers_card = || script(body, &[place.canvas.as_ref()]).as_f64() == Some(255.0);
    until("a canvas of the card's own", || place.host.child_element_count() == 2).await;
    until("the card", || !covers_card()).await;
    for _ in 0..2 {
        script("lose.loseContext()", &[]);
        until("the canvas to stand in", covers_card).await;
        script("lose.restoreContext()", &[]);
        until("the card again", || !covers_card()).await;
    }
    drop(stage);
    assert_eq!(place.host.child_element_count(), 1, "the card's canvas goes with the stage");
}

#[test]
async fn a_layout_that_is_stopped_leaves_nothing_to_lay_out() {
    // Who wants little motion sees no node on its way, so none has a place on the screen when it is stopped.
    let _rest = Undo::of(
        "const { matchMedia } = window;
         window.matchMedia = (query) =>
           query.includes('reduced-motion') ? { matches: true } : matchMedia.call(window, query);
         let millis = 0;
         performance.now = () => (millis += 1_000);
         return () => { window.matchMedia = matchMedia; delete performance.now; };",
    );
    let place = Place::new();
    let stage = place.stage();
    let network = network(600);
    show(&stage, &network, None);
    let is_under_way = || {
        let said = |event: &StageEvent| matches!(event, StageEvent::Progress(Some(_)));
        place.heard.borrow().iter().any(said)
    };
    until("progress", is_under_way).await;
    stage.stop_layout();
    let settled = place.settled().unwrap();
    assert!(settled.iter().all(|at| at.is_finite()), "what has no place is laid out again");
    assert_eq!(stage.place_of(7), Some([settled[14], settled[15]]));
}
