//! What every dialog asks by which something leaves the page: for whom it is. And what then stays out.

use leptos::prelude::*;

use super::submit_row;
use crate::{
    app::Dialog,
    exchange::{self, Profile},
    i18n::{self, dialogs::Leaving},
    ui::{
        context::App,
        kit::{Modal, icon, optional},
        radio::Radio,
    },
};

/// A form with what this dialog asks besides, and at its end what the file will be called, if it becomes one.
pub(super) fn leaving(
    app: App,
    what: Leaving,
    profile: RwSignal<Profile>,
    besides: AnyView,
    file_name: Option<Signal<String>>,
    leave: Callback<()>,
) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().dialogs());
    let (dialog, icon_name) = match what {
        Leaving::File => (Dialog::Export, "download"),
        Leaving::Picture => (Dialog::ExportImage, "download"),
        Leaving::Paper => (Dialog::Print, "print"),
    };
    let file_name = file_name.map(|file_name| {
        view! {
            <p class="file-name">
                <span>{t.file_name}</span>
                <code>{file_name}</code>
            </p>
        }
    });
    view! {
        <Modal wide=what != Leaving::Paper>
            <form
                class="dialog__form"
                on:submit=move |event| {
                    event.prevent_default();
                    leave.run(());
                }
            >
                <div class="kern-dialog__body">
                    <div class="leaving">
                        <div class="leaving__besides">{besides}</div>
                        <fieldset class="choices">
                            <legend class="kern-label">{i18n::dialogs::for_whom(language, what)}</legend>
                            {Profile::ALL.map(|choice| profile_choice(app, what, choice, profile))}
                        </fieldset>
                    </div>
                    <div role="alert">
                        {optional(move || (profile.get() == Profile::Full).then(|| view! {
                            <div class="banner banner--warning">
                                {icon("warning")}
                                <p class="banner__text">{i18n::dialogs::full_warning(language, what)}</p>
                            </div>
                        }))}
                    </div>
                    {file_name}
                </div>
                {submit_row(app, dialog.title(language), Some(icon_name))}
            </form>
        </Modal>
    }
    .into_any()
}

pub(in crate::ui) fn profile_choice(
    app: App,
    what: Leaving,
    choice: Profile,
    chosen: RwSignal<Profile>,
) -> AnyView {
    let language = app.spoken();
    let redacted = app.network.with_untracked(|network| exchange::redaction_summary(network, choice));
    let left_out = (choice != Profile::Full).then(|| i18n::exchange::redacted(language, &redacted));
    let meaning = view! {
        {i18n::dialogs::profile_meaning(language, what, choice)}
        {left_out.map(|sentence| view! { <span class="choice__aside">{sentence}</span> })}
    };
    let radio = Radio {
        id: format!("profile-{}", choice.name()),
        group: "profile".into(),
        label: i18n::dialogs::profile(language, what, choice).into(),
        meaning: Some(meaning.into_any()),
        field: None,
        focused: choice == Profile::default(),
    };
    radio.draw(move || chosen.get() == choice, move || chosen.set(choice))
}
