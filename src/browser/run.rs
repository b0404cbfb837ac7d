//! The one door out: does what [`Effect`]s say and reports back as messages.

mod networks;

use std::{cell::RefCell, future::Future, rc::Rc};

use gloo_timers::callback::Timeout;

use crate::{
    app::{Effect, IncomingFile, Msg, Preview, Reported, Source, StoreMsg, ViewCommand, with_network},
    browser::spawn,
    doors::{self, EARLIER, READER},
    exchange::{ImportError, NATIVE, Profile},
    store::{Preference, kept_by_name},
};

pub use networks::{NETWORKS, Networks};

use super::{
    clock, files, page, print, shared,
    store::{Earlier, Store, ask_to_persist},
};

/// Browsers limit how often the address may change.
const ADDRESS_DELAY_MILLIS: u32 = 250;
/// After the last save; each writes the whole file.
const DISK_FILE_DELAY_MILLIS: u32 = 2_000;

/// Answers what the picture is asked to do.
pub type ViewCommandHandler = Rc<dyn Fn(ViewCommand)>;

pub struct Runner {
    store: Rc<Store>,
    dispatch: Rc<dyn Fn(Msg)>,
    graph_view: RefCell<Option<ViewCommandHandler>>,
    waiting_address: RefCell<Option<WaitingAddress>>,
    waiting_file: RefCell<Option<Timeout>>,
}

/// Takes the place of the one in the address bar, unless the user goes elsewhere before.
struct WaitingAddress {
    hash: String,
    /// What stood in the bar when it began to wait.
    over: String,
    _timer: Timeout,
}

impl Runner {
    pub fn new(store: Rc<Store>, dispatch: impl Fn(Msg) + 'static) -> Rc<Self> {
        Rc::new(Self {
            store,
            dispatch: Rc::new(dispatch),
            graph_view: RefCell::default(),
            waiting_address: RefCell::default(),
            waiting_file: RefCell::default(),
        })
    }

    pub fn store(&self) -> &Rc<Store> {
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
            Effect::Save { head, network } => self.store.save(head, network),
            Effect::Journal(journal) => self.store.write_journal(journal.as_deref()),
            Effect::RemoveJournal { tab } => self.store.local.remove_journal_of(&tab),
            Effect::Fetch => self.store.fetch(),
            Effect::AskToPersist => ask_to_persist(),
            Effect::Navigate { hash, replace: false } => {
                // So that the way back leads to what was seen.
                self.write_address();
                self.navigate(&hash, false);
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
                self.navigate(&hash, true);
            }
            Effect::Print => {
                let runner = Rc::clone(self);
                spawn(async move {
                    if print::print().await.is_err() {
                        (runner.dispatch)(Msg::PrintEnded);
                    }
                });
            }
            Effect::Decode { source, bytes } => {
                let runner = Rc::clone(self);
                spawn(async move {
                    let Ok(reader) = READER.open().await else {
                        return (runner.dispatch)(Msg::Report(Reported::NotLoaded));
                    };
                    let parsed = clock::measure("import", || (reader.file)(&bytes, source.file_name()));
                    (runner.dispatch)(match parsed {
                        Err(ImportError::NotReadable { .. }) => {
                            Msg::Import(vec![IncomingFile { name: source.file_name().to_owned(), bytes }])
                        }
                        parsed => Msg::Decoded { source, result: parsed.map(Box::new) },
                    });
                });
            }
            Effect::FetchExample { to_begin_with } => {
                let runner = Rc::clone(self);
                spawn(async move {
                    let network = files::example().await;
                    (runner.dispatch)(Msg::Example { network, to_begin_with });
                });
            }
            Effect::PickFile => {
                if let Some(input) = page::element("file-input") {
                    input.click();
                }
            }
            Effect::RememberSettings(settings) => {
                page::set_folded(settings.folded);
                self.store.local.keep_preference(Preference::Settings, &settings.to_text());
            }
            Effect::KeepEarlier { network, reason } => self.store.keep_earlier(network, reason),
            Effect::ListNetworks => self.with_networks(|networks, runner| (networks.list)(runner)),
            Effect::Network(action) => self.with_networks(|networks, runner| (networks.act)(runner, action)),
            Effect::DiskFile(action, network) => {
                self.with_networks(move |networks, runner| {
                    (networks.disk_file)(runner, Some(action), network)
                });
            }
            Effect::WriteDiskFile(network) => {
                let runner = Rc::clone(self);
                let timer = Timeout::new(DISK_FILE_DELAY_MILLIS, move || {
                    runner.with_networks(|networks, runner| (networks.disk_file)(runner, None, network));
                });
                *self.waiting_file.borrow_mut() = Some(timer);
            }
            Effect::NoteFileCopy { at_millis } => self.store.note_file_copy(at_millis),
            Effect::ListKept => self.with_earlier(|earlier, store| (earlier.list)(store)),
            Effect::OpenKept { name } => self.open_kept(name),
            Effect::RemoveKept { name } => self.with_earlier(|earlier, store| (earlier.remove)(store, name)),
            Effect::Erase { records } => {
                let runner = Rc::clone(self);
                spawn(async move {
                    match EARLIER.open().await {
                        Ok(earlier) => (earlier.erase)(Rc::clone(&runner.store), records).await,
                        Err(_) => (runner.dispatch)(Msg::Store(StoreMsg::Erased(None))),
                    }
                });
            }
            Effect::DownloadStored { file_name } => {
                let runner = Rc::clone(self);
                spawn(async move {
                    if let Some(bytes) = runner.store.stored_bytes().await {
                        let (media_type, profile) = (NATIVE.media_type, Some(Profile::Full));
                        runner.run(Effect::Download { file_name, media_type, bytes, profile });
                    }
                });
            }
            Effect::ViewCommand(command) => {
                let graph_view = self.graph_view.borrow().clone();
                if let Some(graph_view) = graph_view {
                    graph_view(command);
                }
            }
            Effect::FocusSearch => page::focus("search"),
        }
    }

    /// The user went somewhere by the browser's means: what waited for the address bar is out of date.
    pub fn arrive(&self) {
        self.waiting_address.borrow_mut().take();
        (self.dispatch)(Msg::Arrived(page::address()));
    }

    /// Writes the address that waits, at once.
    pub fn write_address(&self) {
        let waiting = self.waiting_address.borrow_mut().take();
        // A link may have been followed already, of which we shall only hear.
        if let Some(WaitingAddress { hash, .. }) = waiting.filter(|waiting| waiting.over == page::hash()) {
            self.navigate(&hash, true);
        }
    }

    /// Writes the address bar, with the name of the network where there are several.
    pub fn navigate(&self, hash: &str, replace: bool) {
        let local = &self.store.local;
        // Who gets the address of something published has no such network.
        if local.is_named() && !shared::is_published() {
            page::navigate(&with_network(hash, local.slot().name()), replace);
        } else {
            page::navigate(hash, replace);
        }
    }

    /// Whether the address bar names another network than the open one.
    pub fn is_elsewhere(&self) -> bool {
        page::viewer().is_none()
            && page::named_network().is_some_and(|name| name != self.store.local.slot().name())
    }

    /// Begins anew with the network in the address bar, and with nothing that was looked at.
    pub fn load_anew(&self) {
        shared::forget();
        page::reload();
    }

    /// Does something with the networks beside the open one.
    fn with_networks(self: &Rc<Self>, act: impl FnOnce(&'static Networks, Rc<Self>) + 'static) {
        let runner = Rc::clone(self);
        spawn(async move {
            match doors::NETWORKS.open().await {
                Ok(networks) => act(networks, runner),
                Err(_) => (runner.dispatch)(Msg::Report(Reported::NotLoaded)),
            }
        });
    }

    /// Does something with what is kept.
    fn with_earlier<F: Future<Output = ()>>(
        self: &Rc<Self>,
        act: impl FnOnce(&'static Earlier, Rc<Store>) -> F + 'static,
    ) {
        let runner = Rc::clone(self);
        spawn(async move {
            match EARLIER.open().await {
                Ok(earlier) => act(earlier, Rc::clone(&runner.store)).await,
                Err(_) => (runner.dispatch)(Msg::Report(Reported::NotLoaded)),
            }
        });
    }

    /// Shows a network that was kept, or hands out what could not be read.
    fn open_kept(self: &Rc<Self>, name: String) {
        let runner = Rc::clone(self);
        self.with_earlier(|earlier, store| async move {
            let kept_at = kept_by_name(&name).map(|(kept_at, _)| kept_at).unwrap_or_default();
            match (earlier.read)(store, name).await {
                Ok(network) => {
                    let source = Source::Earlier { kept_at };
                    let preview = Preview::of(source, network);
                    (runner.dispatch)(Msg::LookAt(Box::new(preview)));
                }
                Err(bytes) => {
                    let file_name = format!("gosmart-{}.txt", clock::now().today);
                    let media_type = "text/plain";
                    runner.run(Effect::Download { file_name, media_type, bytes, profile: None });
                }
            }
        });
    }
}
