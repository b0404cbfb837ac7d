//! Roles in the network: who joins others, who knows most, which communities there are, how close sectors are.

mod communities;
mod page;
mod picture;
mod sectors;
mod work;

use std::{future::Future, pin::Pin, rc::Rc};

use leptos::prelude::*;

use super::{context::App, graph_view::Shown};
use crate::{
    browser::clock,
    model::Network,
    query::roles::{Contacts, Role},
};

/// What is behind the door of the roles.
pub struct RoleViews {
    pub(in crate::ui) page: fn(App) -> AnyView,
    /// Says which role the picture shows, and works out how.
    pub(in crate::ui) bar: fn(App, RwSignal<()>) -> AnyView,
    /// How a picture of this network shows a role; `None` where that has not been worked out.
    pub(in crate::ui) shown: fn(App, Role, &Network) -> Option<Rc<dyn Shown>>,
    /// Works out what a picture of this network waits for.
    pub(in crate::ui) work_out: fn(&Network) -> Pin<Box<dyn Future<Output = ()>>>,
}

pub const ROLES: RoleViews = RoleViews {
    page: page::page,
    bar: picture::bar,
    shown: |app, role, network| picture::shown(app, role, network, &contacts(network)),
    work_out: |network| Box::pin(work::work_out(contacts(network))),
};

/// As they are today.
fn contacts(network: &Network) -> Contacts {
    Contacts::new(network, &clock::now().today)
}
