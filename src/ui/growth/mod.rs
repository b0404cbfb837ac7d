//! How a network grows: inviting others, who came through whom, and the picture of a day.

mod beside;
mod invite;
mod invited;
mod page;
mod picture;
mod replay;
mod tree;

use leptos::prelude::*;

use super::context::App;
use crate::{
    app::{Address, ImageExport},
    model::{Day, Id, Network},
    query::graph::Graph,
};

/// What is behind the door of growth.
pub struct GrowthViews {
    /// Who came through whom, as a list.
    pub(in crate::ui) page: fn(App) -> AnyView,
    /// Where an invitation leads.
    pub(in crate::ui) invited: fn(App, Id) -> AnyView,
    /// The dialog with the link.
    pub(in crate::ui) invite: fn(App, Id) -> AnyView,
    /// Says what the picture shows, and makes it.
    pub(in crate::ui) bar: fn(App) -> AnyView,
    /// What a picture of this network shows at an address of growth.
    pub(in crate::ui) pictured: fn(&Address, &Network) -> (Network, Graph),
    /// What a network was on a day.
    pub(in crate::ui) on: fn(&Network, &Day) -> (Network, Graph),
    /// Asks which days a picture that is saved shows side by side.
    pub(in crate::ui) beside: fn(App, RwSignal<ImageExport>) -> AnyView,
    /// The day that it shows.
    pub(in crate::ui) day: fn(&Address, &Network) -> Day,
}

pub const GROWTH: GrowthViews = GrowthViews {
    page: page::page,
    invited: invited::page,
    invite: invite::dialog,
    bar: picture::bar,
    pictured: picture::pictured,
    on: picture::on,
    beside: beside::choice,
    day: picture::day,
};
