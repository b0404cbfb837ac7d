//! The last thing reported, in a corner and aloud.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::{
    app::{CommandId, Dialog, Msg, Notice, Reported},
    i18n,
};

use crate::ui::{
    context::App,
    kit::{Button, button_of, effect, icon, memo, optional},
};

/// Long enough to read two lines and reach the undo button, which the header has too.
const SHOWN_MILLIS: u32 = 8_000;

impl Reported {
    /// Says why something did not happen; stays until it is closed.
    pub(in crate::ui) fn is_error(&self) -> bool {
        matches!(
            self,
            Self::ImportFailed { .. }
                | Self::NotRead { .. }
                | Self::NoCode { .. }
                | Self::NoPicture { .. }
                | Self::NoContribution { .. }
                | Self::NotDownloaded { .. }
                | Self::NotConverted { .. }
                | Self::NotErased
                | Self::NotOpened(_)
        )
    }
}

pub(super) fn notice(app: App) -> AnyView {
    let t = app.texts();
    // These tell their errors themselves.
    let tells = |dialog: &Dialog| matches!(dialog, Dialog::Import | Dialog::Merge | Dialog::Inbox);
    let notice =
        app.slice(move |state| state.notice.clone().filter(|_| !state.dialog.as_ref().is_some_and(tells)));
    let is_shown = memo(move || notice.with(Option::is_some));
    let is_error =
        memo(move || notice.with(|notice| notice.as_ref().is_some_and(|notice| notice.what.is_error())));
    let held = RwSignal::new(false);
    dismiss_in_time(app, notice, held);
    // Other steps, such as moving a node, may have come after the one reported.
    let undoable = app.slice(|state| {
        let last = state.past.last().map(|undoable| &undoable.step);
        matches!(&state.notice, Some(Notice { what: Reported::Did(step), .. }) if last == Some(step))
            && !state.is_read_only()
    });
    let may_rearrange = app.slice(|state| {
        matches!(&state.notice, Some(Notice { what: Reported::FarOut { .. }, .. }))
            && CommandId::Rearrange.is_enabled(state)
    });
    view! {
        <div
            class="toast"
            class:toast--shown=is_shown
            class:toast--error=is_error
            on:mouseenter=move |_| held.set(true)
            on:mouseleave=move |_| held.set(false)
            on:focusin=move |_| held.set(true)
            on:focusout=move |_| held.set(false)
        >
            <div role="status" class="toast__text">{sentence(app, notice, false)}</div>
            <div role="alert" class="toast__text">{sentence(app, notice, true)}</div>
            {optional(move || is_shown.get().then(|| view! {
                <div class="toast__actions">
                    {optional(move || undoable.get().then(|| button_of(app, CommandId::Undo, "tertiary", false)))}
                    {optional(move || may_rearrange.get().then(|| button_of(app, CommandId::Rearrange, "tertiary", false)))}
                    <Button
                        label=t.words().close
                        message=move || {
                            held.set(false);
                            Msg::DismissNotice
                        }
                        rank="tertiary"
                        icon_name="close"
                        icon_only=true
                    />
                </div>
            }))}
        </div>
    }
    .into_any()
}

/// The sentence in the live region it belongs to; a new notice is a new element, so that it is said again.
fn sentence(app: App, notice: Memo<Option<Notice>>, errors: bool) -> impl IntoView {
    let language = app.spoken();
    let own = move || notice.get().filter(|notice| notice.what.is_error() == errors);
    view! {
        <For each=own key=|notice| notice.number let:notice>
            {errors.then(|| icon("danger"))}
            <p>{i18n::dialogs::reported(language, &notice.what)}</p>
        </For>
    }
}

fn dismiss_in_time(app: App, notice: Memo<Option<Notice>>, held: RwSignal<bool>) {
    let timer: StoredValue<Option<Timeout>, LocalStorage> = StoredValue::new_local(None);
    effect(move || {
        let passing = notice.with(|notice| notice.as_ref().is_some_and(|notice| !notice.what.is_error()));
        let waits = passing && !held.get();
        timer.set_value(waits.then(|| Timeout::new(SHOWN_MILLIS, move || app.dispatch(Msg::DismissNotice))));
    });
}
