//! Where files come from: the button, the drop zone, the clipboard.

use leptos::prelude::*;

use crate::{
    app::{IncomingFile, Msg, Source},
    browser::converter,
    exchange::{self, Format, Header, Profile},
    foreign::Conversion,
    model::Network,
};

use crate::ui::{
    context::App,
    kit::{Button, Modal, icon, optional},
    refusals::refusals,
};

pub(super) fn begin(app: App) -> AnyView {
    let t = app.texts().intake();
    view! {
        <Modal>
            <div class="kern-dialog__body">
                <p class="dialog__lead">{t.lead}</p>
                {refusals(app)}
                <div class="drop-zone">
                    <Button
                        label=t.choose_files
                        message=|| Msg::PickFile
                        rank="primary"
                        icon_name="drive-folder-upload"
                    />
                    <p>{t.or_drop}</p>
                    <p class="muted">{t.read_formats}</p>
                    <Button label=t.template message=move || template(app) rank="tertiary" icon_name="download" />
                </div>
                {paste_field(app)}
            </div>
        </Modal>
    }
    .into_any()
}

/// An empty workbook to fill in.
fn template(app: App) {
    let Some(format) = Format::writable().find(|format| format.name == "xlsx-template") else { return };
    let nothing = Network::new("template".into());
    let profile = Profile::Public;
    let document = exchange::write(&exchange::redact(&nothing, profile), Header::default());
    let conversion = Conversion { document, profile, format, language: app.spoken() };
    let file_name = app.texts().intake().template_file.to_owned();
    converter::hand_out(conversion, file_name, None, move |reported| app.dispatch(Msg::Report(reported)));
}

fn paste_field(app: App) -> impl IntoView {
    let t = app.texts().intake();
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
