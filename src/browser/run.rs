//! The one door out: does what [`Effect`]s say and reports back as messages.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{Effect, Msg, Reported, ViewCommand},
    exchange,
    model::Network,
};

use super::{
    clock, files, page, print,
    storage::{SaveFailure, Store},
};

/// Long enough to gather a burst of typing, short enough to count as "at once".
const SAVE_DELAY_MILLIS: u32 = 300;
/// Browsers limit how often the address may change.
const ADDRESS_DELAY_MILLIS: u32 = 250;

/// Answers what the picture is asked to do.
pub type ViewCommandHandler = Rc<dyn Fn(ViewCommand)>;

pub struct Runner {
    store: Store,
    dispatch: Box<dyn Fn(Msg)>,
    network: Box<dyn Fn() -> Arc<Network>>,
    graph_view: RefCell<Option<ViewCommandHandler>>,
    save_timer: RefCell<Option<Timeout>>,
    waiting_address: RefCell<Option<WaitingAddress>>,
}

/// Takes the place of the one in the address bar, unless the user goes elsewhere before.
struct WaitingAddress {
    hash: String,
    /// What stood in the bar when it began to wait.
    over: String,
    _timer: Timeout,
}

impl Runner {
    /// `network` answers with the network to be saved, as it is at that moment.
    pub fn new(
        store: Store,
        dispatch: impl Fn(Msg) + 'static,
        network: impl Fn() -> Arc<Network> + 'static,
    ) -> Rc<Self> {
        Rc::new(Self {
            store,
            dispatch: Box::new(dispatch),
            network: Box::new(network),
            graph_view: RefCell::default(),
            save_timer: RefCell::default(),
            waiting_address: RefCell::default(),
        })
    }

    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The graph on the screen answers commands from now on, or none does.
    pub fn set_graph_view(&self, handler: Option<ViewCommandHandler>) {
        *self.graph_view.borrow_mut() = handler;
    }

    pub fn has_graph_view(&self) -> bool {
        self.graph_view.borrow().is_some()
    }

    pub fn run(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Save => {
                let runner = Rc::clone(self);
                *self.save_timer.borrow_mut() =
                    Some(Timeout::new(SAVE_DELAY_MILLIS, move || runner.save_now()));
            }
            Effect::Navigate { hash, replace: false } => {
                // So that the way back leads to what was seen.
                self.write_address();
                page::navigate(&hash, false);
            }
            Effect::Navigate { hash, replace: true } => {
                let runner = Rc::clone(self);
                let timer = Timeout::new(ADDRESS_DELAY_MILLIS, move || runner.write_address());
                let waiting = WaitingAddress { hash, over: page::hash(), _timer: timer };
                *self.waiting_address.borrow_mut() = Some(waiting);
            }
            Effect::Download { file_name, media_type, bytes, profile } => {
                let downloaded = files::download(&file_name, media_type, &bytes);
                (self.dispatch)(Msg::Report(match downloaded {
                    Ok(()) => Reported::Downloaded { file_name, profile },
                    Err(_) => Reported::NotDownloaded { file_name, is_picture: false },
                }));
            }
            Effect::ShowAddress { hash } => {
                self.write_address();
                page::navigate(&hash, true);
            }
            Effect::Print => {
                let runner = Rc::clone(self);
                spawn_local(async move {
                    if print::print().await.is_err() {
                        (runner.dispatch)(Msg::PrintEnded);
                    }
                });
            }
            Effect::Decode { source, bytes } => {
                let parsed =
                    clock::measure("import", || exchange::read_file(&bytes, source.file_name(), None));
                (self.dispatch)(Msg::Decoded { source, result: parsed.map(Box::new) });
            }
            Effect::PickFile => {
                if let Some(input) = page::element("file-input") {
                    input.click();
                }
            }
            Effect::RememberSettings(settings) => self.store.remember_settings(&settings),
            Effect::KeepEarlier(network) => self.store.keep_earlier(&network, clock::now().millis),
            Effect::FetchEarlier => {
                let earlier = self.store.earlier().map(Arc::new);
                (self.dispatch)(Msg::EarlierFetched(earlier));
            }
            Effect::ViewCommand(command) => {
                let graph_view = self.graph_view.borrow().clone();
                if let Some(graph_view) = graph_view {
                    graph_view(command);
                }
            }
            Effect::FocusSearch => page::focus("search"),
            Effect::AcceptElsewhere => self.store.accept_elsewhere(),
        }
    }

    /// The user went somewhere by the browser's means: what waited for the address bar is out of date.
    pub fn arrive(&self) {
        self.waiting_address.borrow_mut().take();
        (self.dispatch)(Msg::Arrived(page::address()));
    }

    fn write_address(&self) {
        let waiting = self.waiting_address.borrow_mut().take();
        // A link may have been followed already, of which we shall only hear.
        if let Some(WaitingAddress { hash, .. }) = waiting.filter(|waiting| waiting.over == page::hash()) {
            page::navigate(&hash, true);
        }
    }

    /// Does without delay what waits, for when the page is left.
    pub fn flush(&self) {
        self.write_address();
        let waiting = self.save_timer.borrow_mut().take();
        if waiting.is_some() {
            self.save_now();
        }
    }

    fn save_now(&self) {
        self.save_timer.borrow_mut().take();
        let network = (self.network)();
        let now_millis = clock::now().millis;
        (self.dispatch)(match clock::measure("save", || self.store.save(&network, now_millis)) {
            Ok(()) => Msg::Saved { at_millis: now_millis },
            Err(SaveFailure::Error(error)) => Msg::SaveFailed(error),
            Err(SaveFailure::Elsewhere(network)) => {
                Msg::SavedElsewhere { network: Arc::new(*network), diverged: true }
            }
        });
    }
}
