//! Bringing files in: choosing them, seeing what they say and what that changes, and taking it in.

mod begin;

use leptos::prelude::*;

use super::context::App;

/// What is behind the door of what brings files in.
pub struct Intake {
    pub(in crate::ui) draw: fn(App) -> AnyView,
}

pub const INTAKE: Intake = Intake { draw: |app| begin::begin(app).into_any() };
