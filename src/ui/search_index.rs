use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{clock, page},
    doors,
    model::Network,
    query::search::{Answer, Index, IndexBuilder},
};

use super::{
    ask,
    context::{App, Shared},
    kit::effect,
};

/// What is behind the door of the search.
pub struct Search {
    work: Work,
    ask: fn(&Index, &str, usize) -> Answer,
    /// What a search found, for the panel one asks in.
    pub(super) results: fn(App) -> AnyView,
}

type Work = fn(&mut Option<State>, &Network, &mut dyn FnMut() -> bool) -> Option<Shared<Index>>;

pub const SEARCH: Search = Search { work, ask: Index::ask, results: ask::results };

/// The search index of what is on the screen. It is made in slices while the page is idle, so that no letter waits
/// for it, and anew when the records change.
#[derive(Clone, Copy)]
pub struct SearchIndex {
    state: StoredValue<Option<State>, LocalStorage>,
    /// Wakes who was answered before the index was complete.
    completed: RwSignal<()>,
}

enum State {
    Unfinished(Box<IndexBuilder>),
    Complete(Shared<Index>),
}

impl SearchIndex {
    /// Of `contents`, begun once its door is open.
    pub fn new(contents: Memo<Shared<Network>>, is_open: Memo<bool>) -> Self {
        let index = Self { state: StoredValue::new_local(None), completed: RwSignal::new(()) };
        effect(move || {
            let network = contents.get();
            if is_open.get() {
                spawn_local(async move {
                    loop {
                        page::idle().await;
                        if contents.get_untracked() != network {
                            // The next one is at work.
                            break;
                        }
                        if index.work(&network, &mut clock::for_a_slice()).is_some() {
                            index.completed.notify();
                            break;
                        }
                    }
                });
            }
        });
        index
    }

    /// What matches in these records. Until the index is complete, names alone answer, or nobody where no name
    /// matches: that nothing is found is said only after looking everywhere. Readers are woken when there is more to
    /// say.
    pub fn ask(self, network: &Network, query: &str, limit_per_group: usize) -> Option<Answer> {
        let whole =
            |index: Shared<Index>| Some((doors::SEARCH.opened()?.ask)(&index, query, limit_per_group));
        if let Some(answer) = self.work(network, &mut clock::for_a_slice()).and_then(whole) {
            return Some(answer);
        }
        self.completed.track();
        Some(Answer::from_names(network, query, limit_per_group))
            .filter(|answer| *answer != Answer::default())
    }

    /// The same for those who must not be told half of it, as far as there is an index at all.
    pub fn ask_all(self, network: &Network, query: &str, limit_per_group: usize) -> Option<Answer> {
        self.work(network, &mut || true);
        self.ask(network, query, limit_per_group)
    }

    /// The index of these records, for those behind a door that has it with them.
    pub fn whole(self, network: &Network) -> Shared<Index> {
        let made = self.state.try_update_value(|state| work(state, network, &mut || true)).flatten();
        made.unwrap_or_else(|| Shared::new(Index::new(network)))
    }

    /// The index of these records, if it is complete or becomes so as long as `may_go_on` allows.
    fn work(self, network: &Network, may_go_on: &mut dyn FnMut() -> bool) -> Option<Shared<Index>> {
        let search = doors::SEARCH.opened()?;
        self.state.try_update_value(|state| (search.work)(state, network, may_go_on)).flatten()
    }
}

fn work(
    state: &mut Option<State>,
    network: &Network,
    may_go_on: &mut dyn FnMut() -> bool,
) -> Option<Shared<Index>> {
    let mut builder = match state.take() {
        Some(State::Complete(index)) if index.is_of(network) => {
            *state = Some(State::Complete(index.clone()));
            return Some(index);
        }
        Some(State::Unfinished(builder)) if builder.is_of(network) => builder,
        _ => Box::new(IndexBuilder::new(network)),
    };
    if !builder.work(may_go_on) {
        *state = Some(State::Unfinished(builder));
        return None;
    }
    let index = Shared::new(builder.finish());
    *state = Some(State::Complete(index.clone()));
    Some(index)
}
