use std::{collections::BTreeSet, ops::Deref, rc::Rc, sync::Arc};

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{Address, Msg, State, Viewer, Visible, update},
    browser::{clock, page, run::Runner, stage::Stage, store::Store},
    doors::{self, AnyDoor},
    exchange::Profile,
    front::Painted,
    i18n::{Language, Texts},
    model::{Id, Network},
    query::{graph::Graph, relations::Relations},
};

use super::{
    kit::{memo, optional},
    search_index::SearchIndex,
};

/// Shared data that count as equal only when they are the same, so that memos compare in constant time.
#[derive(Debug)]
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    pub fn new(value: T) -> Self {
        Self(Arc::new(value))
    }

    pub fn arc(&self) -> &Arc<T> {
        &self.0
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<Arc<T>> for Shared<T> {
    fn from(value: Arc<T>) -> Self {
        Self(value)
    }
}

/// What the picture shows where it is not the network of today: of what it is made, and what it draws.
#[derive(Clone, PartialEq)]
pub struct Pictured {
    pub network: Shared<Network>,
    pub graph: Shared<Graph>,
}

/// The one context: the state, what is derived from it, and the one door in.
#[derive(Clone, Copy)]
pub struct App {
    state: RwSignal<State>,
    runner: StoredValue<Option<Rc<Runner>>, LocalStorage>,
    /// That painted the first picture, until a view takes it.
    stage: StoredValue<Option<Rc<Stage>>, LocalStorage>,
    /// The first picture is on the screen; what it does not need is built from then on.
    pub painted: RwSignal<bool>,
    /// Wakes who waits for a door.
    opened: RwSignal<()>,
    /// Something was typed into a form that is not saved yet.
    pub half_filled: RwSignal<bool>,
    /// The network on the screen: one's own or the one looked at; while the page is printed, what paper may show.
    pub network: Memo<Shared<Network>>,
    /// The same, for who reads records alone: it wakes nobody while nodes move.
    pub records: Memo<Shared<Network>>,
    pub address: Memo<Address>,
    pub language: Memo<Language>,
    /// The language of the contents, where it is another one than that of the page.
    pub foreign: Memo<Option<String>>,
    pub read_only: Memo<bool>,
    /// The records marked in lists and picture alike, to do something with all of them.
    pub selection: RwSignal<BTreeSet<Id>>,
    /// For whom, while the page is put on paper.
    pub printing: Memo<Option<Profile>>,
    /// At an address of growth; nothing until it is made.
    pub pictured: RwSignal<Option<Pictured>>,
    /// What the picture draws.
    pub graph: Memo<Shared<Graph>>,
    pub relations: Memo<Shared<Relations>>,
    /// For search and suggestions.
    pub index: SearchIndex,
    /// What search, filters and focus leave, for lists and picture alike.
    pub visible: Memo<Shared<Visible>>,
}

impl App {
    pub fn new(state: State, store: Rc<Store>, painted: Option<Painted>) -> Self {
        let state = RwSignal::new(state);
        let (stage, known) = painted.map(|painted| (painted.stage, (painted.network, painted.graph))).unzip();
        let network = memo(move || Shared::from(state.read().shown().clone()));
        let address = memo(move || state.read().address.clone());
        let contents = Memo::new_with_compare(move |_| network.get(), differ_in_contents);
        let pictured = RwSignal::new(None::<Pictured>);
        let is_of_growth = memo(move || address.with(Address::is_of_growth));
        let graph = memo(move || {
            let network = contents.get();
            if let Some(pictured) = pictured.get().filter(|_| is_of_growth.get()) {
                return pictured.graph;
            }
            match &known {
                Some((of, graph)) if Arc::ptr_eq(of, network.arc()) => Shared::from(graph.clone()),
                _ => Shared::new(Graph::new(&network)),
            }
        });
        let relations = memo(move || Shared::new(Relations::new(&contents.get())));
        let printing = memo(move || state.read().printing.as_ref().map(|it| it.profile));
        let opened = RwSignal::new(());
        let index = SearchIndex::new(contents, is_open(opened, &doors::SEARCH));
        let visible = memo(move || {
            let (network, address, graph) = (contents.get(), address.get(), graph.get());
            let ask = |query: &str, limit| match printing.get() {
                // Paper is not printed a second time.
                Some(_) => index.ask_all(&network, query, limit),
                None => index.ask(&network, query, limit),
            };
            let work = || Visible::new(&network, &graph, &address, &clock::now().today, ask);
            if address.search.trim().is_empty() {
                Shared::new(work())
            } else {
                Shared::new(clock::measure("search", work))
            }
        });
        let language = memo(move || state.read().settings.language);
        let foreign = memo(move || {
            let tag = contents.with(|network| network.about.language.trim().to_owned());
            let is_tag = !tag.is_empty() && tag.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-');
            (is_tag && Language::from_tag(&tag) != Some(language.get())).then_some(tag)
        });
        let app = Self {
            state,
            runner: StoredValue::new_local(None),
            stage: StoredValue::new_local(stage),
            painted: RwSignal::new(false),
            opened,
            half_filled: RwSignal::new(false),
            network,
            records: contents,
            address,
            language,
            foreign,
            read_only: memo(move || state.read().is_read_only()),
            selection: RwSignal::new(BTreeSet::new()),
            printing,
            pictured,
            graph,
            relations,
            index,
            visible,
        };
        let runner = Runner::new(store, move |message| app.dispatch(message));
        app.runner.set_value(Some(runner));
        app
    }

    /// The one door in.
    pub fn dispatch(self, message: Msg) {
        spawn_local(page::keep_focus());
        let mut effects = Vec::new();
        self.state.update(|state| effects = update(state, message, &clock::now()));
        let runner = self.runner();
        for effect in effects {
            runner.run(effect);
        }
    }

    /// Changes what is asked for, and keeps the way back.
    pub fn ask(self, change: &dyn Fn(&mut Address)) {
        let mut address = self.address.get_untracked();
        change(&mut address);
        self.dispatch(Msg::Go { address, replace: false });
    }

    /// A slice of the state that wakes its readers only when it changes.
    pub fn slice<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&State) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        memo(move || read(&self.state.read()))
    }

    /// Whether a number that stands over a view and changes is told, as `aria-live` says it: of a search its results
    /// tell, of a day what came on it, and of an edit what was done.
    pub fn counts_live(self) -> impl Fn() -> &'static str {
        let of = StoredValue::new(self.records.get_untracked());
        move || {
            let records = self.records.get();
            let is_edit = of.with_value(|of| *of != records);
            of.set_value(records);
            let tells_itself =
                self.address.with(|address| !address.search.trim().is_empty() || address.day.is_some());
            if is_edit || tells_itself { "off" } else { "polite" }
        }
    }

    /// A look at the state that wakes nobody.
    pub fn peek<T>(self, read: impl FnOnce(&State) -> T) -> T {
        read(&self.state.read_untracked())
    }

    /// A part of the page that the first picture does not wait for.
    pub fn after_first_paint<V: IntoView + 'static>(self, part: impl Fn() -> V + Send + 'static) -> AnyView {
        optional(move || self.painted.get().then(&part))
    }

    /// Whether a door is open.
    pub fn is_open(self, door: &'static dyn AnyDoor) -> Memo<bool> {
        is_open(self.opened, door)
    }

    /// Opens a door and wakes who waits for it. Whether it could be opened.
    pub async fn open(self, door: &'static dyn AnyDoor) -> bool {
        let sheet = page::add_sheet_on_demand();
        let is_open = door.open_any().await.is_ok();
        sheet.await;
        if is_open {
            self.opened.notify();
        }
        is_open
    }

    /// Opens all that is likely to be asked for, while nobody waits for anything, so that nobody will wait for it.
    pub async fn open_when_idle(self) {
        let forms = self.viewer().is_none().then_some(&doors::FORMS as &dyn AnyDoor);
        for door in doors::NEXT.into_iter().chain(forms) {
            page::idle().await;
            self.open(door).await;
        }
    }

    /// The stage that painted the first picture, once.
    pub fn take_stage(self) -> Option<Rc<Stage>> {
        self.stage.try_update_value(Option::take).flatten()
    }

    pub fn runner(self) -> Rc<Runner> {
        self.runner.with_value(|runner| runner.clone()).unwrap_or_else(|| unreachable!("set in App::new"))
    }

    /// Whether the page only shows what it was given; so it is as long as it is there.
    pub fn viewer(self) -> Option<Viewer> {
        self.peek(|state| state.viewer)
    }

    /// The page is built anew when the language changes, so components may read it once.
    pub fn spoken(self) -> Language {
        self.language.get_untracked()
    }

    pub fn texts(self) -> Texts {
        self.spoken().texts()
    }

    /// For `lang` at what shows contents. Views and answers are built anew when it changes; a dialog keeps what was done
    /// in it.
    pub fn contents(self) -> Option<String> {
        self.foreign.get_untracked()
    }
}

/// The context every component starts from.
pub fn app() -> App {
    expect_context::<App>()
}

fn is_open(opened: RwSignal<()>, door: &'static dyn AnyDoor) -> Memo<bool> {
    memo(move || {
        opened.track();
        door.is_open()
    })
}

/// Positions change without changing who is joined to whom, what is found, or what a card says.
fn differ_in_contents(old: Option<&Shared<Network>>, new: Option<&Shared<Network>>) -> bool {
    let (Some(old), Some(new)) = (old, new) else { return true };
    !old.same_records(new)
}
