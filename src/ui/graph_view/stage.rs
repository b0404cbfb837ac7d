//! Joins the stage with the state: networks, emphasis and theme go in, outcomes come back as messages.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use leptos::{html, prelude::*};
use web_sys::HtmlElement;

use crate::{
    app::{
        self, Address, Dialog, LayoutKind, Msg, NameOrder, Reported, Step, ViewCommand, Visible, Walk, round,
    },
    browser::{
        size::SizeObserver,
        stage::{Plan, Stage, StageEvent, Words},
    },
    layout::Arrangement,
    model::{Change, Id, Network, Position, TableName},
    query::{
        coverage::{Few, Measure, Terms},
        graph::Graph,
    },
    scene::{Band, Emphasis},
};

use super::{
    super::{
        context::{App, Shared},
        kit::{effect, memo, record_name},
    },
    keys,
};

/// Who has typed no letter for so long has typed the word.
const SETTLED_MILLIS: u32 = 700;

/// Handles to the picture on the screen.
#[derive(Clone, Copy)]
pub(super) struct GraphView {
    pub(super) app: App,
    stage: StoredValue<Option<Rc<Stage>>, LocalStorage>,
    pub(super) exposure: StoredValue<Option<Timeout>, LocalStorage>,
    /// What the picture was asked for last, and waits until an answer stands.
    asked: StoredValue<Option<Address>>,
    settling: StoredValue<Option<Timeout>, LocalStorage>,
    /// Of what is said over the picture at its foot.
    foot: StoredValue<Option<SizeObserver>, LocalStorage>,
    pub(super) overlay: NodeRef<html::Div>,
    pub(super) walk: StoredValue<Walk>,
    /// What it walks by; made with the first key.
    pub(super) name_order: Memo<Shared<NameOrder>>,
    /// Has the keyboard's focus.
    pub(super) keyboard_node: RwSignal<Option<Id>>,
    /// From where a connection is being made by keyboard or button.
    pub(super) connecting: RwSignal<Option<Id>>,
    /// What a drag on the ground draws to gather nodes.
    pub(super) band: RwSignal<Option<Band>>,
    /// A role is shown in another way than before.
    pub(super) news_of_role: RwSignal<()>,
    /// Of what was asked or done last at a node.
    pub(super) told: RwSignal<String>,
    /// Percent done of a layout that takes its time.
    pub(super) progress: RwSignal<Option<u8>>,
    /// The nodes that have a button now.
    pub(super) exposed: RwSignal<Vec<Id>>,
}

impl GraphView {
    pub(super) fn new(app: App, host: NodeRef<html::Div>, overlay: NodeRef<html::Div>) -> Self {
        let graph_view = Self {
            app,
            stage: StoredValue::new_local(None),
            exposure: StoredValue::new_local(None),
            asked: StoredValue::new(None),
            settling: StoredValue::new_local(None),
            foot: StoredValue::new_local(None),
            overlay,
            walk: StoredValue::new(Walk::default()),
            // Names are others only where the graph is another.
            name_order: memo(move || {
                let graph = app.graph.get();
                app.network.with_untracked(|network| Shared::new(NameOrder::new(network, &graph)))
            }),
            keyboard_node: RwSignal::new(None),
            connecting: RwSignal::new(None),
            band: RwSignal::new(None),
            news_of_role: RwSignal::new(()),
            told: RwSignal::new(String::new()),
            progress: RwSignal::new(None),
            exposed: RwSignal::new(Vec::new()),
        };
        let ready = RwSignal::new(false);
        effect(move || {
            if let Some(host) = host.get()
                && !ready.get_untracked()
            {
                graph_view.start(host.into());
                ready.set(true);
            }
        });
        let arrangement = memo(move || app::arrangement(&app.address.get(), &app.graph.get()));
        let topic = memo(move || app.address.get().topic);
        let with_narrower =
            memo(move || app.address.with(|it| it.filter.measure.terms == Terms::WithNarrower));
        let few_are_two = memo(move || app.address.with(|it| it.filter.measure.few == Few::Two));
        let measure = move || Measure {
            terms: if with_narrower.get() { Terms::WithNarrower } else { Terms::Alone },
            few: if few_are_two.get() { Few::Two } else { Few::One },
        };
        // While the page is printed the stage rests: paper has a picture of its own.
        let on_stage = move |work: Box<dyn Fn()>| {
            effect(move || {
                if ready.get() && app.printing.get().is_none() {
                    work();
                }
            });
        };
        // A card that opens is no other picture.
        let day_or_tree = memo(move || app.address.with(Address::is_of_growth));
        on_stage(Box::new(move || {
            let network = match (day_or_tree.get(), app.pictured.get()) {
                (false, _) => app.network.get(),
                (true, Some(pictured)) => pictured.network,
                // What stands stays until there is something else.
                (true, None) => return,
            };
            graph_view.show(network, app.graph.get(), arrangement.get(), topic.get(), measure());
        }));
        on_stage(Box::new(move || {
            let may_move = !app.read_only.get() && arrangement.get() == Arrangement::Network;
            graph_view.with_stage(|stage| stage.set_may_move(may_move));
        }));
        on_stage(Box::new(move || {
            let graph = app.graph.get();
            let selection = app
                .selection
                .with(|selection| graph.nodes.iter().map(|node| selection.contains(&node.id)).collect());
            graph_view.with_stage(|stage| stage.set_selection(selection));
        }));
        on_stage(Box::new(move || {
            let band = graph_view.band.get();
            graph_view.with_stage(|stage| stage.set_band(band));
        }));
        on_stage(Box::new(move || graph_view.emphasise()));
        let choice = app.slice(|state| state.settings.theme);
        on_stage(Box::new(move || {
            let choice = choice.get();
            graph_view.with_stage(|stage| stage.choose_theme(choice));
        }));
        on_stage(Box::new(move || graph_view.attend()));
        on_stage(Box::new(move || {
            // All of the above is known, so the first picture need not wait for a frame to begin.
            graph_view.with_stage(Stage::paint_now);
        }));
        let runner = app.runner();
        let answers = Rc::new(move |command| {
            if let ViewCommand::AtNode(at_node) = command {
                return keys::answer(app, graph_view, at_node);
            }
            if let ViewCommand::Save(file) = command {
                return graph_view.save(file);
            }
            let shows_all = command == ViewCommand::ShowAll;
            graph_view.with_stage(|stage| stage.run(command));
            if shows_all {
                graph_view.report_far_out();
            }
        });
        runner.set_graph_view(Some(answers));
        on_cleanup(move || app.runner().set_graph_view(None));
        graph_view
    }

    pub(super) fn with_stage<T>(self, work: impl FnOnce(&Stage) -> T) -> Option<T> {
        let stage = self.stage.try_get_value().flatten()?;
        Some(work(&stage))
    }

    /// Takes the stage that painted the first picture, or makes one.
    fn start(self, host: HtmlElement) {
        let around = host.parent_element();
        let stage = match self.app.take_stage() {
            Some(stage) => {
                stage.move_to(host);
                Some(stage)
            }
            None => Stage::new(host, Words::of(self.app.spoken())),
        };
        if let Some(stage) = &stage {
            stage.report_to(move |event| self.hear(event));
        }
        self.stage.set_value(stage);
        // What is said of the picture over it.
        let words = around.and_then(|around| around.query_selector(".narrowed").ok().flatten());
        self.foot.set_value(words.and_then(|words| {
            let measured = words.clone();
            let resized = move || {
                self.with_stage(|stage| stage.set_foot(f64::from(measured.client_height())));
            };
            SizeObserver::new(&words, resized)
        }));
    }

    fn show(
        self,
        network: Shared<Network>,
        graph: Shared<Graph>,
        arrangement: Arrangement,
        topic: Option<Id>,
        measure: Measure,
    ) {
        let mut plan = Plan::of(network.arc(), graph.arc(), arrangement, topic.as_ref(), measure);
        if self.app.address.with_untracked(|address| address.day.is_some()) {
            plan.keep_room_for_all(&network);
        }
        if let Some(shown) = self.shown() {
            shown.mark(&plan.graph, &mut plan.looks, &mut plan.sectors);
        }
        self.with_stage(|stage| stage.set_network(plan));
    }

    /// Says what "show all" does not show.
    fn report_far_out(self) {
        let count = self.with_stage(Stage::far_out).unwrap_or_default();
        if count > 0 {
            self.app.dispatch(Msg::Report(Reported::FarOut { count }));
        }
    }

    fn emphasise(self) {
        let (graph, visible, address) =
            (self.app.graph.get(), self.app.visible.get(), self.app.address.get());
        let emphasis = emphasis(&graph, &visible, address.hide);
        let way = way(&graph, &address);
        self.with_stage(|stage| stage.set_emphasis(emphasis, way));
        let before = self.asked.try_update_value(|asked| asked.replace(address.clone())).flatten();
        let is_typing = address.search.trim() != before.as_ref().map_or("", |before| before.search.trim());
        let waits = self.settling.with_value(Option::is_some);
        if !waits && before.as_ref().is_some_and(|before| before.leaves_as(&address)) {
            return;
        }
        if before.is_some() && (is_typing || waits) {
            let timeout = Timeout::new(SETTLED_MILLIS, move || {
                self.settling.try_set_value(None);
                self.with_stage(|stage| stage.show_left(false));
            });
            self.settling.set_value(Some(timeout));
        } else {
            self.with_stage(|stage| stage.show_left(true));
        }
    }

    fn attend(self) {
        let graph = self.app.graph.get();
        let index = |id: Option<Id>| id.and_then(|id| graph.index_of(&id));
        let opened = index(self.app.address.get().opened);
        let keyboard_node = index(self.keyboard_node.get());
        let connecting = index(self.connecting.get());
        self.with_stage(|stage| {
            stage.set_attention(opened, keyboard_node);
            stage.set_connecting(connecting);
        });
    }

    fn id_of(self, node: usize) -> Option<Id> {
        self.app.graph.with_untracked(|graph| graph.nodes.get(node).map(|node| node.id.clone()))
    }

    fn hear(self, event: StageEvent) {
        let app = self.app;
        // The stage speaks of nodes that are not all on paper.
        if app.printing.get_untracked().is_some() {
            return;
        }
        match event {
            StageEvent::Clicked(node) => match node.and_then(|node| self.id_of(node)) {
                Some(id) => self.choose(id),
                None => {
                    self.choose_none();
                    self.select(None);
                }
            },
            StageEvent::DoubleClicked(node) => {
                if let Some(id) = self.id_of(node) {
                    self.surround(id);
                }
            }
            StageEvent::Dropped { by_hand, others } => {
                let placed = |nodes: Vec<usize>| {
                    let places = nodes.into_iter().filter_map(|node| {
                        let at = self.with_stage(|stage| stage.place_of(node)).flatten()?;
                        Some((self.id_of(node)?, at))
                    });
                    places.collect()
                };
                self.put(placed(by_hand), placed(others));
            }
            StageEvent::DragRefused => {
                self.may_put();
            }
            StageEvent::Gathered { nodes, extends } => {
                self.gather(nodes.into_iter().filter_map(|node| self.id_of(node)).collect(), extends);
            }
            StageEvent::Toggled(node) => {
                if let Some(id) = self.id_of(node) {
                    self.toggle(id);
                }
            }
            StageEvent::Progress(progress) => self.report_progress(progress),
            StageEvent::Connected { from, to } => {
                if let (Some(from), Some(to)) = (self.id_of(from), self.id_of(to)) {
                    app.dispatch(Msg::Open(Dialog::Connect { from, to }));
                }
            }
            StageEvent::Settled(positions) => {
                let settled = app.graph.with_untracked(|graph| {
                    let nodes = graph.nodes.iter().zip(positions.as_chunks::<2>().0);
                    nodes.map(|(node, &[x, y])| (node.id.clone(), x, y)).collect()
                });
                app.dispatch(Msg::LayoutSettled(settled));
            }
            StageEvent::Moved => self.follow(),
        }
    }

    /// A node was clicked or entered: the end of a connection, or the card to open.
    pub(super) fn choose(self, id: Id) {
        match self.connecting.get_untracked() {
            Some(from) if from != id => {
                self.connecting.set(None);
                self.app.dispatch(Msg::Open(Dialog::Connect { from, to: id }));
            }
            Some(_) => self.connecting.set(None),
            None => self.select(Some(id)),
        }
    }

    pub(super) fn select(self, id: Option<Id>) {
        let mut address = self.app.address.get_untracked();
        if address.opened != id {
            let replace = id.is_none();
            address.opened = id;
            self.app.dispatch(Msg::Go { address, replace });
        }
    }

    /// Narrows the picture to a node and what is next to it.
    pub(super) fn surround(self, id: Id) {
        let mut address = self.app.address.get_untracked();
        address.ego = Some(id);
        self.app.dispatch(Msg::Go { address, replace: false });
    }

    /// Whether something can be changed now; says if not.
    pub(super) fn may_edit(self) -> bool {
        let may_edit = !self.app.read_only.get_untracked();
        if !may_edit {
            self.app.dispatch(Msg::Report(Reported::OnlyLooking));
        }
        may_edit
    }

    /// Whether nodes can be moved now; says why not.
    fn may_put(self) -> bool {
        if !self.may_edit() {
            return false;
        }
        let is_computed = self.app.address.with_untracked(|address| address.layout != LayoutKind::Network);
        if is_computed {
            self.app.dispatch(Msg::Report(Reported::PlacesAreComputed));
        }
        !is_computed
    }

    /// Nodes were put somewhere by hand and stay there; others made way for them. Whether that may be.
    pub(super) fn put(self, by_hand: Vec<(Id, [f64; 2])>, others: Vec<(Id, [f64; 2])>) -> bool {
        if !self.may_put() {
            return false;
        }
        let step = match &by_hand[..] {
            [] => return false,
            [(id, _)] => {
                Step::Moved { name: self.app.network.with_untracked(|network| name_of(network, id)) }
            }
            many => Step::MovedTogether { count: many.len() },
        };
        let change = |(id, [x, y]): (Id, [f64; 2]), pinned| Change::Place {
            id,
            position: Some(Position { x: round(x), y: round(y), pinned }),
        };
        let by_hand = by_hand.into_iter().map(|placed| change(placed, true));
        // Pinned ones do not make way.
        let others = others.into_iter().map(|placed| change(placed, false));
        self.app.dispatch(Msg::Edit { step, changes: by_hand.chain(others).collect() });
        true
    }

    /// Gives nodes that were placed by hand back to the layout.
    pub(super) fn release(self, ids: &[Id]) {
        let (changes, names): (Vec<Change>, Vec<String>) = self.app.network.with_untracked(|network| {
            let pinned = ids.iter().filter_map(|id| {
                let position = *network.positions.get(id).filter(|position| position.pinned)?;
                let position = Position { pinned: false, ..position };
                Some((Change::Place { id: id.clone(), position: Some(position) }, name_of(network, id)))
            });
            pinned.unzip()
        });
        let step = match &names[..] {
            [] => return,
            [name] => Step::Released { name: name.clone() },
            many => Step::ReleasedTogether { count: many.len() },
        };
        self.app.dispatch(Msg::Edit { step, changes });
    }
}

pub(super) fn name_of(network: &Network, id: &Id) -> String {
    let name = |table| record_name(network, table, id);
    name(TableName::Actors).or_else(|| name(TableName::Competencies)).unwrap_or_default()
}

/// The nodes of the way that is shown. None where one of them is missing, because it is gone or not to be seen: a line
/// between those beside it would be one that nobody drew.
pub(super) fn way(graph: &Graph, address: &Address) -> Vec<usize> {
    let mut way = Vec::new();
    for id in &address.way {
        let Some(node) = graph.index_of(id) else { return Vec::new() };
        way.push(node);
    }
    way
}

/// `hide` takes away what does not match, instead of fading it.
pub(super) fn emphasis(graph: &Graph, visible: &Visible, hide: bool) -> Vec<Emphasis> {
    let searching = visible.found.is_some();
    let emphasis = graph.nodes.iter().map(|node| match (visible.has(&node.id), hide) {
        (true, _) if searching => Emphasis::Found,
        (true, _) => Emphasis::Normal,
        (false, false) => Emphasis::Faded,
        (false, true) => Emphasis::Hidden,
    });
    emphasis.collect()
}
