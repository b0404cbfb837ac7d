//! Bringing a file in and taking one home.

use leptos::prelude::*;

use crate::{
    app::{Msg, Reported, Source},
    browser::{clock, converter, files},
    exchange::{self, Format, Header, NATIVE, Profile},
    foreign::{Conversion, Converted},
    i18n::{self, dialogs::Leaving},
};

use super::leaving::leaving;
use crate::ui::{
    context::App,
    kit::{Button, Modal, icon, memo, optional},
};

pub(super) fn import(app: App) -> impl IntoView {
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
            app.dispatch(Msg::FileChosen { source: Source::Pasted, bytes: text.into_bytes() });
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

pub(super) fn export(app: App) -> AnyView {
    let profile = RwSignal::new(Profile::default());
    let format = RwSignal::new(NATIVE);
    let file_name = Signal::derive(move || {
        let today = clock::now().today;
        app.network.with(|network| exchange::foreign_file_name(network, &today, profile.get(), format.get()))
    });
    let export = Callback::new(move |()| match (profile.get_untracked(), format.get_untracked()) {
        (profile, format) if format == NATIVE => app.dispatch(Msg::Export(profile)),
        (profile, format) => hand_out(app, profile, format, file_name.get_untracked()),
    });
    leaving(app, Leaving::File, profile, format_choice(app, profile, format), Some(file_name), export)
}

/// Makes a file of another program of what the profile shows.
fn hand_out(app: App, profile: Profile, format: &'static Format, file_name: String) {
    let part = app.network.with_untracked(|network| exchange::redact(network, profile));
    let document = exchange::write(&part, Header::default());
    let conversion = Conversion { document, profile, format, language: app.spoken() };
    app.dispatch(Msg::CloseDialog);
    converter::convert(conversion, move |converted| {
        let reported = match converted {
            Some(Converted(Ok(bytes))) => match files::download(&file_name, format.media_type, &bytes) {
                Ok(()) => Reported::Downloaded { file_name, profile: Some(profile) },
                Err(_) => Reported::NotDownloaded { file_name, is_picture: false },
            },
            Some(Converted(Err(why))) => Reported::NotConverted { file_name, why },
            None => Reported::NotLoaded,
        };
        app.dispatch(Msg::Report(reported));
    });
}

/// For which program, and what its files have no room for.
fn format_choice(app: App, profile: RwSignal<Profile>, format: RwSignal<&'static Format>) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().dialogs());
    let choices = || Format::writable().filter(|format| format.is_of_a_network());
    let options = choices().map(|choice| {
        let words = i18n::exchange::format_alone(language, choice);
        view! { <option value=choice.name selected=choice == NATIVE>{words}</option> }
    });
    let choose = move |event| {
        let name = event_target_value(&event);
        format.set(choices().find(|choice| choice.name == name).unwrap_or(NATIVE));
    };
    let lost = memo(move || {
        let (profile, format) = (profile.get(), format.get());
        // Takes time in a large network.
        if format == NATIVE {
            return String::new();
        }
        let part = app.network.with(|network| exchange::redact(network, profile));
        i18n::exchange::lost(language, &exchange::losses(&part, format))
    });
    let options: Vec<_> = options.collect();
    view! {
        <div class="kern-form-input">
            <label class="kern-label" for="export-format">{t.format}</label>
            <div class="kern-form-input__select-wrapper">
                <select id="export-format" class="kern-form-input__select" on:change=choose>{options}</select>
            </div>
        </div>
        <p class="muted" role="status">{lost}</p>
    }
    .into_any()
}
