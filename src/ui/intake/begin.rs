//! Where files come from: the button, the drop zone, the clipboard.

use leptos::prelude::*;

use crate::{
    app::{IncomingFile, Msg, Source},
    i18n,
};

use crate::ui::{
    context::App,
    kit::{Button, Modal, icon, optional},
};

pub(super) fn begin(app: App) -> impl IntoView {
    let t = app.texts();
    view! {
        <Modal>
            <div class="kern-dialog__body">
                <p class="dialog__lead">{t.dialogs().import_safe}</p>
                {import_error(app)}
                <div class="drop-zone">
                    <Button
                        label=t.dialogs().choose_file
                        message=|| Msg::PickFile
                        rank="primary"
                        icon_name="drive-folder-upload"
                    />
                    <p>{t.dialogs().or_drop}</p>
                </div>
                {paste_field(app)}
            </div>
        </Modal>
    }
}

/// A notice would lie under the dialog, so an error while it is open is said inside, and only there.
fn import_error(app: App) -> impl IntoView {
    let language = app.spoken();
    let sentence = app.slice(move |state| {
        let notice = state.notice.as_ref().filter(|notice| notice.what.is_error())?;
        Some((notice.number, i18n::dialogs::reported(language, &notice.what)))
    });
    on_cleanup(move || {
        leptos::task::spawn_local(async move {
            if app.peek(|state| state.notice.as_ref().is_some_and(|notice| notice.what.is_error())) {
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
}

fn paste_field(app: App) -> impl IntoView {
    let t = app.texts().dialogs();
    let pasted = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let look = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = pasted.get_untracked();
        missing.set(text.trim().is_empty());
        if !missing.get_untracked() {
            let is_table = !text.trim_start().starts_with(['{', '[', '<']);
            let bytes = text.into_bytes();
            app.dispatch(match is_table {
                true => Msg::Import(vec![IncomingFile { name: String::new(), bytes }]),
                false => Msg::FileChosen { source: Source::Pasted, bytes },
            });
        }
    };
    view! {
        <form class="dialog__form" novalidate on:submit=look>
            <div class="kern-form-input" class:kern-form-input--error=missing>
                <label class="kern-label" for="paste">
                    {t.paste_label}
                </label>
                <textarea
                    id="paste"
                    class="kern-form-input__input paste"
                    rows="3"
                    spellcheck="false"
                    autocomplete="off"
                    aria-invalid=move || missing.get().then_some("true")
                    aria-describedby=move || missing.get().then_some("paste-missing")
                    prop:value=pasted
                    on:input=move |event| pasted.set(event_target_value(&event))
                ></textarea>
                {optional(move || (missing.get()).then(|| view! {
                    <p class="kern-error" id="paste-missing" role="alert">
                        {t.nothing_pasted}
                    </p>
                }))}
            </div>
            <button type="submit" class="kern-btn kern-btn--secondary kern-btn--x-small">
                {icon("visibility")} <span class="kern-label">{t.look}</span>
            </button>
        </form>
    }
}
