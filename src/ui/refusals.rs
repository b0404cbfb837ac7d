//! What is said in a dialog about something that was asked for there and did not happen.

use leptos::prelude::*;

use crate::{
    app::{Msg, Reported},
    i18n,
};

use super::{context::App, kit::icon};

/// A notice would lie under the dialog, so an error while it is open is said inside, and only there.
pub(in crate::ui) fn refusals(app: App) -> AnyView {
    let language = app.spoken();
    let sentence = app.slice(move |state| {
        let notice = state.notice.as_ref().filter(|notice| is_refusal(&notice.what))?;
        Some((notice.number, i18n::dialogs::reported(language, &notice.what)))
    });
    on_cleanup(move || {
        leptos::task::spawn_local(async move {
            if app.peek(|state| state.notice.as_ref().is_some_and(|notice| is_refusal(&notice.what))) {
                app.dispatch(Msg::DismissNotice);
            }
        });
    });
    view! {
        <div role="alert">
            <For each=move || sentence.get() key=|(number, _)| *number let((_, sentence))>
                <div class="banner banner--danger">
                    {icon("danger")} <p class="banner__text">{sentence}</p>
                </div>
            </For>
        </div>
    }
    .into_any()
}

/// Says why something did not happen that was asked for here.
pub(in crate::ui) fn is_refusal(reported: &Reported) -> bool {
    let is_refused =
        matches!(reported, Reported::NoRoomForCopy(_) | Reported::Undecided | Reported::OnlyLooking);
    is_refused || reported.is_error()
}
