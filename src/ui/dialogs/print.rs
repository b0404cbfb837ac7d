//! Putting on paper what the page shows.

use leptos::prelude::*;

use super::leaving::leaving;
use crate::{app::Msg, exchange::Profile, i18n::dialogs::Leaving, ui::context::App};

pub(super) fn print(app: App) -> AnyView {
    let profile = RwSignal::new(Profile::default());
    let lead = view! { <p class="dialog__lead">{app.texts().dialogs().print_text}</p> }.into_any();
    let print = Callback::new(move |()| app.dispatch(Msg::Print(profile.get_untracked())));
    leaving(app, Leaving::Paper, profile, lead, None, print)
}
