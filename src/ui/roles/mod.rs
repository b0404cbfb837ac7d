//! Roles in the network: who joins others, who knows most, which communities there are, how close sectors are.

mod communities;
mod page;
mod sectors;
mod work;

use leptos::prelude::*;

use super::context::App;

/// What is behind the door of the roles.
pub struct RoleViews {
    pub(in crate::ui) page: fn(App) -> AnyView,
}

pub const ROLES: RoleViews = RoleViews { page: page::page };
