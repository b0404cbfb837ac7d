//! A marketplace evening: planned, ticked off on the phone, and told on the big screen.

mod hand_in;
mod page;
mod paper;
mod plan;
mod talk;

use std::sync::Arc;

use leptos::prelude::*;

use super::context::App;
use crate::{
    app::evening::Tally,
    browser::clock,
    i18n,
    model::{Id, Meeting, Network, TableName, Talk},
    query::evening::Evening,
    ui::kit::memo,
};

/// What is behind the door of the evening.
pub struct EveningView {
    pub(in crate::ui) page: fn(App, Id) -> AnyView,
}

pub const EVENING: EveningView = EveningView { page: page::page };

/// One evening, as all parts of the page see it.
#[derive(Clone, Copy)]
struct Shown {
    app: App,
    meeting: Memo<Option<Arc<Meeting>>>,
    talks: Memo<Vec<Talk>>,
    evening: Memo<Evening>,
    tally: Memo<Tally>,
    /// Whose talks are shown.
    who: RwSignal<Option<Id>>,
}

impl Shown {
    fn new(app: App, id: Id) -> Self {
        let meeting = memo(move || app.records.with(|network| network.meetings.get(&id).cloned()));
        let empty = || Meeting::new("none".into(), clock::now().today);
        let of = move || meeting.get().unwrap_or_else(|| Arc::new(empty()));
        let evening = memo(move || {
            let meeting = of();
            app.records.with(|network| Evening::new(network, &meeting, &clock::now().today))
        });
        let tally = memo(move || {
            let meeting = of();
            app.records.with(|network| crate::app::evening::tally(network, &meeting))
        });
        let talks = memo(move || of().talks.clone());
        let who = RwSignal::new(app.peek(|state| state.me().cloned()));
        Self { app, meeting, talks, evening, tally, who }
    }

    fn has_list(self) -> bool {
        self.talks.with(|talks| !talks.is_empty())
    }

    fn network(self) -> super::context::Shared<Network> {
        self.app.records.get()
    }

    fn name(self, id: &Id) -> String {
        self.app.records.with(|network| network.name_of(TableName::Actors, id))
    }

    /// How far it has come, in a sentence.
    fn told(self) -> String {
        self.tally.with(|tally| i18n::evening::tally(self.app.spoken(), tally))
    }
}
