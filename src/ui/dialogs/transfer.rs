//! Taking a file home.

use leptos::prelude::*;

use crate::{
    app::Msg,
    browser::{clock, converter},
    exchange::{self, Format, Header, NATIVE, Profile},
    foreign::Conversion,
    i18n::{self, dialogs::Leaving},
};

use super::leaving::leaving;
use crate::ui::{context::App, kit::memo};

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
    let tell = move |reported| app.dispatch(Msg::Report(reported));
    converter::hand_out(conversion, file_name, Some(profile), tell);
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
