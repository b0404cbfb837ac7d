//! A role that the picture shows by the size or the colour of symbols. What that is, is known behind a door; here
//! stands what the picture asks of it.

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::*;

use crate::{
    app::Address,
    browser::stage::{NodeInfo, Sectors},
    doors,
    model::Id,
    query::graph::Graph,
    scene::{LegendEntry, Theme},
};

use super::{
    super::{
        behind,
        context::App,
        kit::{memo, optional},
    },
    stage::GraphView,
};

/// How a role is shown.
pub trait Shown {
    /// Changes how nodes look, and what the islands are called.
    fn mark(&self, graph: &Graph, looks: &mut [NodeInfo], sectors: &mut Sectors);

    /// Changes the signs, their letters and what they mean.
    fn explain(&self, legend: &mut Vec<(LegendEntry, String, String)>, theme: &Theme);

    /// What is shown of this node, in words.
    fn said_of(&self, id: &Id) -> Option<String>;

    /// The same on its card.
    fn line_of(&self, id: &Id) -> Option<AnyView>;
}

thread_local! {
    /// In the picture that stands; there is one at most.
    static SHOWN: RefCell<Option<Rc<dyn Shown>>> = const { RefCell::new(None) };
}

/// Shows a role, or none; `news` wakes the picture.
pub(in crate::ui) fn show(shown: Option<Rc<dyn Shown>>, news: RwSignal<()>) {
    SHOWN.set(shown);
    news.notify();
}

impl GraphView {
    /// How the role that the address names is shown, once it is known.
    pub(super) fn shown(self) -> Option<Rc<dyn Shown>> {
        self.news_of_role.track();
        SHOWN.with_borrow(Clone::clone)
    }
}

/// Says that the picture shows who invited whom, or another day.
pub(super) fn growth(app: App) -> AnyView {
    let is_any = memo(move || app.address.with(Address::is_of_growth));
    optional(move || is_any.get().then(|| behind::part(app, &doors::GROWTH, move |growth| (growth.bar)(app))))
}

/// Says which role the picture shows.
pub(super) fn bar(app: App, graph_view: GraphView) -> AnyView {
    let is_any = memo(move || app.address.with(|address| address.role.is_some()));
    let news = graph_view.news_of_role;
    optional(move || {
        is_any.get().then(|| behind::part(app, &doors::ROLES, move |roles| (roles.bar)(app, news)))
    })
}
