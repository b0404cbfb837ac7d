use std::{ops::Deref, rc::Rc, sync::Arc};

use leptos::prelude::*;

use super::search_index::SearchIndex;
use crate::{
    app::{Address, Msg, State, Visible, update},
    browser::{clock, run::Runner, store::Store},
    exchange::Profile,
    i18n::{Language, Texts},
    model::Network,
    query::{graph::Graph, relations::Relations},
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

/// The one context: the state, what is derived from it, and the one door in.
#[derive(Clone, Copy)]
pub struct App {
    state: RwSignal<State>,
    runner: StoredValue<Option<Rc<Runner>>, LocalStorage>,
    /// The first picture is on the screen; what it does not need is built from then on.
    pub painted: RwSignal<bool>,
    /// Something was typed into a form that is not saved yet.
    pub half_filled: RwSignal<bool>,
    /// The network on the screen: one's own or the one looked at; while the page is printed, what paper may show.
    pub network: Memo<Shared<Network>>,
    pub address: Memo<Address>,
    pub language: Memo<Language>,
    pub read_only: Memo<bool>,
    /// For whom, while the page is put on paper.
    pub printing: Memo<Option<Profile>>,
    pub graph: Memo<Shared<Graph>>,
    pub relations: Memo<Shared<Relations>>,
    /// For search and suggestions.
    pub index: SearchIndex,
    /// What search, filters and focus leave, for lists and picture alike.
    pub visible: Memo<Shared<Visible>>,
}

impl App {
    pub fn new(state: State, store: Rc<Store>) -> Self {
        let state = RwSignal::new(state);
        let network = Memo::new(move |_| state.with(|state| Shared::from(state.shown().clone())));
        let address = Memo::new(move |_| state.with(|state| state.address.clone()));
        let contents = Memo::new_with_compare(move |_| network.get(), differ_in_contents);
        let graph = Memo::new(move |_| contents.with(|network| Shared::new(Graph::new(network))));
        let relations = Memo::new(move |_| contents.with(|network| Shared::new(Relations::new(network))));
        let printing = Memo::new(move |_| state.with(|state| state.printing.as_ref().map(|it| it.profile)));
        let painted = RwSignal::new(false);
        let index = SearchIndex::new(contents, painted);
        let visible = Memo::new(move |_| {
            let (network, address, graph) = (contents.get(), address.get(), graph.get());
            let ask = |query: &str, limit| match printing.get() {
                // Paper is not printed a second time.
                Some(_) => Some(index.whole(&network).ask(query, limit)),
                None => index.ask(&network, query, limit),
            };
            let work = || Visible::new(&network, &graph, &address, ask);
            if address.search.trim().is_empty() {
                Shared::new(work())
            } else {
                Shared::new(clock::measure("search", work))
            }
        });
        let app = Self {
            state,
            runner: StoredValue::new_local(None),
            painted,
            half_filled: RwSignal::new(false),
            network,
            address,
            language: Memo::new(move |_| state.with(|state| state.settings.language)),
            read_only: Memo::new(move |_| state.with(State::is_read_only)),
            printing,
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
        let mut effects = Vec::new();
        self.state.update(|state| effects = update(state, message, &clock::now()));
        let runner = self.runner();
        for effect in effects {
            runner.run(effect);
        }
    }

    /// A slice of the state that wakes its readers only when it changes.
    pub fn slice<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&State) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        let state = self.state;
        Memo::new(move |_| state.with(&read))
    }

    /// A look at the state that wakes nobody.
    pub fn peek<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.state.with_untracked(read)
    }

    /// A part of the page that the first picture does not wait for.
    pub fn after_first_paint<V: IntoView + 'static>(
        self,
        part: impl Fn() -> V + Send + 'static,
    ) -> impl IntoView {
        move || self.painted.get().then(|| part().into_any())
    }

    pub fn runner(self) -> Rc<Runner> {
        self.runner.with_value(|runner| runner.clone()).unwrap_or_else(|| unreachable!("set in App::new"))
    }

    /// The page is built anew when the language changes, so components may read it once.
    pub fn spoken(self) -> Language {
        self.language.get_untracked()
    }

    pub fn texts(self) -> Texts {
        self.spoken().texts()
    }
}

/// The context every component starts from.
pub fn app() -> App {
    expect_context::<App>()
}

/// Positions change without changing who is joined to whom, what is found, or what a card says.
fn differ_in_contents(old: Option<&Shared<Network>>, new: Option<&Shared<Network>>) -> bool {
    let (Some(old), Some(new)) = (old, new) else { return true };
    !old.same_records(new)
}
