use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{clock, page},
    model::Network,
    query::search::{Answer, Index, IndexBuilder},
};

use super::context::Shared;

/// How long the page may stand still for the index at a time.
const SLICE_MILLIS: f64 = 8.0;

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
    /// Of `contents`, begun once `may_begin`, or when it is first asked.
    pub fn new(contents: Memo<Shared<Network>>, may_begin: RwSignal<bool>) -> Self {
        let index = Self { state: StoredValue::new_local(None), completed: RwSignal::new(()) };
        Effect::new(move |_| {
            let network = contents.get();
            if may_begin.get() {
                spawn_local(async move {
                    loop {
                        page::idle().await;
                        if contents.get_untracked() != network {
                            // The next one is at work.
                            break;
                        }
                        if index.work(&network, &mut for_a_slice()).is_some() {
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
        if let Some(index) = self.work(network, &mut for_a_slice()) {
            return Some(index.ask(query, limit_per_group));
        }
        self.completed.track();
        Some(Answer::from_names(network, query, limit_per_group))
            .filter(|answer| *answer != Answer::default())
    }

    /// The index of these records, for those who must not be told half of it.
    pub fn whole(self, network: &Network) -> Shared<Index> {
        self.work(network, &mut || true).unwrap_or_else(|| Shared::new(Index::new(network)))
    }

    /// The index of these records, if it is complete or becomes so as long as `may_go_on` allows.
    fn work(self, network: &Network, may_go_on: &mut dyn FnMut() -> bool) -> Option<Shared<Index>> {
        let work = |state: &mut Option<State>| {
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
        };
        self.state.try_update_value(work).flatten()
    }
}

fn for_a_slice() -> impl FnMut() -> bool {
    let end = clock::monotonic_millis() + SLICE_MILLIS;
    move || clock::monotonic_millis() < end
}
