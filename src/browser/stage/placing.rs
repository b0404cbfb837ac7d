//! Where the nodes stand: places that are kept, the layout's answers, the way from one to the other, and drags.

use std::{collections::HashMap, rc::Rc};

use crate::{
    app::round,
    browser::{
        clock, page,
        worker::{self, LayoutWorker},
    },
    doors,
    job::FailureReason,
    layout::{Arrangement, Command, Event, LayoutInput, LayoutUpdate},
    model::Id,
    query::graph::Graph,
    scene::{Emphasis, Gesture, Placement, Point},
};

use super::{
    Inner, Plan, Stage, StageEvent, place_of,
    view::{fit, follow},
};

/// A layout that takes longer goes on unseen and shows its result (WCAG 2.2.2: movement ends within 5 seconds).
const LONGEST_MOVEMENT_MILLIS: f64 = 4_500.0;
/// A layout that takes longer says how far it is.
const PATIENCE_MILLIS: f64 = 500.0;
/// From one arrangement to another, and back by undo.
const TRANSITION_MILLIS: f64 = 400.0;
/// Nobody sees a node move less than this, in units of the world.
const UNSEEN: f64 = 0.5;

#[derive(Default)]
pub(super) struct Placing {
    arrangement: Arrangement,
    layout_input: Option<Rc<dyn Fn() -> LayoutInput>>,
    /// The number of the layout that was started last.
    job: u32,
    run: Option<Run>,
    transition: Option<Transition>,
    drag: Option<Drag>,
}

/// A layout under way.
struct Run {
    start_millis: f64,
    /// The nodes are shown on their way. Otherwise they stay where they are until it is done.
    is_shown: bool,
    /// What the engine answered last, shown or not.
    latest: Option<Vec<f64>>,
}

struct Transition {
    from: Vec<f64>,
    to: Vec<f64>,
    start_millis: f64,
}

struct Drag {
    /// The node under the pointer.
    gripped: usize,
    /// All that move by hand.
    nodes: Vec<usize>,
    before: Vec<f64>,
    /// The engine hears of it and lets others follow.
    leads: bool,
    /// Moved since the engine last heard of it.
    is_news: bool,
}

impl Placing {
    pub(super) fn is_dragging(&self) -> bool {
        self.drag.is_some()
    }
}

impl Stage {
    /// Shows another network, or the same one with other places or in another arrangement. What is on the stage
    /// already goes to its new place in a short movement.
    pub fn set_network(&self, plan: Plan) {
        let Plan { graph, looks, sectors, topic, places, arrangement, layout_input, room } = plan;
        let mut inner = self.inner.borrow_mut();
        let stands = carried_over(&inner, &graph);
        let is_same_order = inner.placing.arrangement == arrangement;
        let keeps = arrangement == Arrangement::Network;
        let lays_out = !keeps || places.contains(&None);
        let flat = |places: &mut dyn Iterator<Item = Option<[f64; 2]>>| -> Vec<f64> {
            places.flat_map(|place| place.unwrap_or([f64::NAN; 2])).collect()
        };
        // What is new appears at its place; what was there moves only if it is shown moving.
        inner.positions = if lays_out && keeps && is_same_order {
            flat(&mut places.iter().zip(&stands).map(|(place, stands)| place.or(*stands)))
        } else {
            flat(&mut places.iter().zip(&stands).map(|(place, stands)| stands.or(*place)))
        };
        let is_same_graph = inner.graph == graph;
        if !is_same_graph {
            inner.hovered = None;
            inner.gesture = Gesture::default();
            inner.placement = Placement::default();
        }
        if !is_same_graph || inner.looks != looks {
            inner.order = None;
        }
        if stands.iter().all(Option::is_none) {
            self.surface.borrow_mut().forget();
        }
        inner.home = None;
        inner.emphasis.resize(graph.nodes.len(), Emphasis::Normal);
        inner.graph = graph;
        inner.has_network = true;
        inner.looks = looks;
        inner.theme = inner.theme.clone().with_sector_colors(sectors.colors.clone());
        inner.sectors = sectors;
        inner.topic = topic;
        inner.room = room;
        self.outdate_minimap();
        inner.placing.arrangement = arrangement;
        inner.placing.layout_input = Some(layout_input);
        inner.placing.drag = None;
        inner.placing.transition = None;
        if !is_same_order {
            // Views of another arrangement show nothing in particular in this one.
            inner.earlier_views.clear();
            inner.camera_is_free = false;
        }
        let was_running = inner.placing.run.take().is_some();
        if lays_out {
            let is_shown = keeps && is_same_order && inner.positions.iter().any(|at| at.is_nan());
            let start_millis = clock::monotonic_millis();
            inner.placing.run = Some(Run { start_millis, is_shown, latest: None });
            self.start_layout(&mut inner);
            if !inner.camera_is_free {
                fit(&mut inner);
            }
        } else {
            if was_running {
                self.send(Command::Cancel { job: inner.placing.job });
            }
            go_to(&mut inner, flat(&mut places.into_iter()));
        }
        drop(inner);
        if was_running {
            self.tell(StageEvent::Progress(None));
        }
        self.changed();
    }

    /// Holds a layout that is under way, or lets it go on.
    pub fn pause_layout(&self, pause: bool) {
        let job = self.inner.borrow().placing.job;
        self.send(if pause { Command::Pause { job } } else { Command::Resume { job } });
    }

    /// Ends a layout that is under way; the nodes stay where they are on the screen. Those that are not on it yet
    /// go where the layout last had them: without a place they would be laid out anew.
    pub fn stop_layout(&self) {
        let mut inner = self.inner.borrow_mut();
        let Some(run) = inner.placing.run.take() else { return };
        self.send(Command::Cancel { job: inner.placing.job });
        if let Some(latest) = run.latest
            && inner.positions.iter().any(|at| at.is_nan())
        {
            for (at, latest) in inner.positions.iter_mut().zip(latest) {
                if at.is_nan() {
                    *at = latest;
                }
            }
            if !inner.camera_is_free {
                fit(&mut inner);
            }
        }
        let keeps = inner.placing.arrangement == Arrangement::Network;
        let positions = inner.positions.clone();
        drop(inner);
        self.tell(StageEvent::Progress(None));
        if keeps {
            self.tell(StageEvent::Settled(positions));
        }
        self.changed();
    }

    fn start_layout(&self, inner: &mut Inner) {
        let Some(layout_input) = inner.placing.layout_input.clone() else { return };
        inner.placing.job += 1;
        self.send(Command::Start { job: inner.placing.job, input: layout_input() });
    }

    fn send(&self, command: Command) {
        let mut worker = self.worker.borrow_mut();
        let worker = worker.get_or_insert_with(|| {
            let stage = self.this.clone();
            LayoutWorker::start(&page::asset(worker::SCRIPT), &doors::LAYOUT, move |event| {
                if let Some(stage) = stage.upgrade() {
                    stage.hear(event);
                }
            })
        });
        worker.send(command);
    }

    fn hear(&self, event: Event) {
        self.outdate_minimap();
        let mut inner = self.inner.borrow_mut();
        inner.home = None;
        let count = inner.positions.len();
        let event = match event {
            Event::Progress { output: positions, .. } | Event::Done { output: positions, .. }
                if positions.len() == count && inner.placing.drag.is_some() =>
            {
                make_way(&mut inner, &positions);
                None
            }
            Event::Progress { output: positions, share, .. } if positions.len() == count => {
                let Some(run) = &mut inner.placing.run else { return };
                let millis = clock::monotonic_millis() - run.start_millis;
                run.latest = Some(positions.clone());
                if run.is_shown && millis < LONGEST_MOVEMENT_MILLIS && !prefers_rest() {
                    inner.positions = positions;
                    if !inner.camera_is_free {
                        fit(&mut inner);
                    }
                }
                (millis > PATIENCE_MILLIS).then_some(StageEvent::Progress(Some(share)))
            }
            Event::Done { output: positions, .. } if positions.len() == count => {
                let Some(run) = inner.placing.run.take() else { return };
                if run.is_shown {
                    inner.positions.clone_from(&positions);
                    if !inner.camera_is_free {
                        fit(&mut inner);
                    }
                } else {
                    go_to(&mut inner, positions.clone());
                }
                clock::mark("layout-settled");
                let keeps = inner.placing.arrangement == Arrangement::Network;
                drop(inner);
                self.tell(StageEvent::Progress(None));
                if keeps {
                    self.tell(StageEvent::Settled(positions));
                }
                self.changed();
                return;
            }
            Event::Failed { reason: FailureReason::NoEngine, .. } => {
                inner.placing.run = None;
                Some(StageEvent::Progress(None))
            }
            // The worker broke down; from now on the page does its work.
            Event::Failed { .. } if inner.placing.run.is_some() => {
                self.start_layout(&mut inner);
                None
            }
            _ => return,
        };
        drop(inner);
        if let Some(event) = event {
            self.tell(event);
        }
        self.changed();
    }

    /// Moves the gripped node to a place in the world, and what is selected along with it.
    pub(super) fn drag(&self, inner: &mut Inner, node: usize, to: Point) {
        if inner.placing.drag.is_none() {
            self.begin_drag(inner, node);
        }
        let Inner { positions, placing: Placing { drag: Some(drag), .. }, .. } = inner else { return };
        let Some(from) = place_in(&drag.before, drag.gripped) else { return };
        for &node in &drag.nodes {
            if let Some(at) = place_in(&drag.before, node) {
                positions[2 * node] = at.x + to.x - from.x;
                positions[2 * node + 1] = at.y + to.y - from.y;
            }
        }
        drag.is_news = true;
        self.outdate_minimap();
    }

    fn begin_drag(&self, inner: &mut Inner, gripped: usize) {
        if let Some(Transition { to, .. }) = inner.placing.transition.take() {
            inner.positions = to;
        }
        let is_chosen = |node: &usize| inner.selection.get(*node) == Some(&true);
        let nodes = if is_chosen(&gripped) {
            (0..inner.graph.nodes.len()).filter(is_chosen).collect()
        } else {
            vec![gripped]
        };
        let before = inner.positions.clone();
        // A layout under way takes the pins as they come; otherwise one begins where all nodes stand. What is
        // selected moves alone.
        let leads = nodes.len() == 1 && !prefers_rest();
        if let (true, None, Some(layout_input)) =
            (leads, &inner.placing.run, inner.placing.layout_input.clone())
        {
            let mut input = layout_input();
            for (node, &[x, y]) in input.nodes.iter_mut().zip(before.as_chunks::<2>().0) {
                node.at = Some([x, y]);
            }
            inner.placing.job += 1;
            self.send(Command::Start { job: inner.placing.job, input });
        }
        inner.placing.drag = Some(Drag { gripped, nodes, before, leads, is_news: false });
    }

    /// Ends a drag where it is. What it began ends with it, so that what is kept is what was seen.
    pub(super) fn drop_dragged(&self, inner: &mut Inner) -> Option<StageEvent> {
        let drag = inner.placing.drag.take()?;
        inner.placing.run = None;
        self.send(Command::Cancel { job: inner.placing.job });
        let mut by_hand = vec![false; inner.graph.nodes.len()];
        for &node in &drag.nodes {
            by_hand[node] = true;
        }
        let moved = |node: &usize| {
            let places = [&drag.before, &inner.positions].map(|positions| place_in(positions, *node));
            let [before, after] = places.map(|place| place.map(|at| (round(at.x), round(at.y))));
            before != after && !by_hand[*node]
        };
        let others = (0..inner.graph.nodes.len()).filter(moved).collect();
        Some(StageEvent::Dropped { by_hand: drag.nodes, others })
    }

    pub(super) fn cancel_drag(&self, inner: &mut Inner) {
        let Some(drag) = inner.placing.drag.take() else { return };
        inner.positions = drag.before;
        if inner.placing.run.is_some() {
            self.start_layout(inner);
        } else {
            self.send(Command::Cancel { job: inner.placing.job });
        }
    }

    /// At the beginning of a frame: tells the engine of a drag, and moves what is on its way. Whether it goes on.
    pub(super) fn advance(&self, inner: &mut Inner) -> bool {
        let job = inner.placing.job;
        if let Some(drag) = inner.placing.drag.as_mut().filter(|drag| drag.leads && drag.is_news) {
            drag.is_news = false;
            if let Some(at) = place_in(&inner.positions, drag.gripped) {
                let update = LayoutUpdate::Pin { index: drag.gripped as u32, x: at.x, y: at.y };
                self.send(Command::Update { job, update });
            }
        }
        let Some(transition) = inner.placing.transition.take() else { return false };
        let progress =
            ((clock::monotonic_millis() - transition.start_millis) / TRANSITION_MILLIS).clamp(0.0, 1.0);
        if progress >= 1.0 {
            inner.positions = transition.to;
            return false;
        }
        let eased = progress * progress * (3.0 - 2.0 * progress);
        for ((at, from), to) in inner.positions.iter_mut().zip(&transition.from).zip(&transition.to) {
            // What had no place before appears where it belongs.
            *at = if from.is_nan() { *to } else { from + (to - from) * eased };
        }
        inner.placing.transition = Some(transition);
        true
    }
}

/// Lets nodes go to other places, at once where nobody would see the way.
fn go_to(inner: &mut Inner, to: Vec<f64>) {
    let moves = inner.positions.iter().zip(&to).any(|(from, to)| (to - from).abs() > UNSEEN);
    if moves && !prefers_rest() {
        let from = inner.positions.clone();
        follow(inner, &to, TRANSITION_MILLIS);
        inner.placing.transition = Some(Transition { from, to, start_millis: clock::monotonic_millis() });
    } else {
        inner.positions = to;
        if !inner.camera_is_free {
            fit(inner);
        }
    }
}

/// All but the nodes in the hand go where the engine puts them.
fn make_way(inner: &mut Inner, places: &[f64]) {
    let Some(drag) = &inner.placing.drag else { return };
    let held: Vec<(usize, [f64; 2])> = drag
        .nodes
        .iter()
        .map(|&node| (node, [inner.positions[2 * node], inner.positions[2 * node + 1]]))
        .collect();
    inner.positions.copy_from_slice(places);
    for (node, at) in held {
        inner.positions[2 * node..2 * node + 2].copy_from_slice(&at);
    }
}

/// Where the nodes of a graph stand on the stage now.
fn carried_over(inner: &Inner, graph: &Graph) -> Vec<Option<[f64; 2]>> {
    let place = |node| place_of(inner, node).map(|at| [at.x, at.y]);
    let same = inner.graph.nodes.len() == graph.nodes.len()
        && inner.graph.nodes.iter().zip(&graph.nodes).all(|(one, other)| one.id == other.id);
    if same {
        return (0..graph.nodes.len()).map(place).collect();
    }
    let numbers: HashMap<&Id, usize> =
        inner.graph.nodes.iter().enumerate().map(|(number, node)| (&node.id, number)).collect();
    graph.nodes.iter().map(|node| place(*numbers.get(&node.id)?)).collect()
}

pub(super) fn place_in(positions: &[f64], node: usize) -> Option<Point> {
    let &[x, y] = positions.as_chunks::<2>().0.get(node)?;
    (x.is_finite() && y.is_finite()).then_some(Point::new(x, y))
}

/// Where a node stands or is on its way to.
pub(super) fn goal_of(inner: &Inner, node: usize) -> Option<Point> {
    place_in(goals(inner), node)
}

pub(super) fn goals(inner: &Inner) -> &[f64] {
    inner.placing.transition.as_ref().map_or(&inner.positions, |transition| &transition.to)
}

fn prefers_rest() -> bool {
    page::matches("(prefers-reduced-motion: reduce)")
}
