//! Beginning: a new network, and the way in for those who coordinate one.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{Address, Dialog, Msg, NetworkAction, Saving, Step, View, empty_network},
    browser::{clock, page},
    i18n,
    query::{agreements::count_due, confirmation::is_old},
};

use super::{close_then, submit_row};
use crate::ui::{
    context::App,
    kit::{Modal, icon, optional},
};

pub(super) fn new_network(app: App) -> impl IntoView {
    let t = app.texts();
    let title = RwSignal::new(String::new());
    let (missing, is_there) = (RwSignal::new(false), RwSignal::new(false));
    // The example or the published map that nobody has changed gives way, anything else stays beside the new one.
    let untouched = app.peek(|state| state.saving == Saving::Untouched);
    let begin = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let title = title.get_untracked().trim().to_owned();
        // Who comes to the field is told there.
        is_there.set(page::has_focus("network-title"));
        missing.set(title.is_empty());
        if title.is_empty() {
            page::focus("network-title");
        } else {
            let network = Arc::new(empty_network(title, clock::new_id(), app.spoken(), &clock::now()));
            app.dispatch(match untouched {
                true => Msg::Begin { step: Step::Emptied, network },
                false => Msg::Network(NetworkAction::Create { network, opens: true }),
            });
        }
    };
    let map = app.peek(|state| state.map.as_ref().map(|map| map.address.clone()));
    let what_stays = match map.filter(|_| untouched) {
        Some(address) => i18n::site::map_comes_back(app.spoken(), &address),
        None if untouched => t.dialogs().example_comes_back.to_owned(),
        None => t.networks().stays_beside.to_owned(),
    };
    view! {
        <Modal>
            <form class="dialog__form" novalidate on:submit=begin>
                <div class="kern-dialog__body">
                    <p class="dialog__lead">{t.dialogs().new_network_text} " " {what_stays}</p>
                    <div class="kern-form-input" class:kern-form-input--error=missing>
                        <label class="kern-label" for="network-title">
                            {t.dialogs().network_title}
                        </label>
                        <p class="kern-hint" id="network-title-hint">
                            {t.dialogs().network_title_hint}
                        </p>
                        <input
                            id="network-title"
                            type="text"
                            class="kern-form-input__input"
                            autocomplete="off"
                            autofocus=true
                            required=true
                            aria-invalid=move || missing.get().then_some("true")
                            aria-describedby=move || {
                                if missing.get() { "network-title-hint network-title-missing" } else { "network-title-hint" }
                            }
                            prop:value=title
                            on:input=move |event| title.set(event_target_value(&event))
                        />
                        {optional(move || (missing.get()).then(|| view! {
                            <p class="kern-error" id="network-title-missing" role=is_there.get().then_some("alert")>
                                {t.dialogs().network_title_missing}
                            </p>
                        }))}
                    </div>
                </div>
                {submit_row(app, t.dialogs().begin, None)}
            </form>
        </Modal>
    }
}

pub(super) fn coordinate(app: App) -> impl IntoView {
    let t = app.texts();
    let read_only = app.peek(|state| state.is_read_only());
    // While nothing was changed, one's own network may be the example.
    let example = app.peek(|state| match state.saving {
        Saving::Untouched if state.network.is_example() => {
            Msg::Go { address: Address::of(View::Network), replace: false }
        }
        _ => Msg::LookAtExample,
    });
    let agreements = Msg::Go { address: Address::of(View::Agreements), replace: false };
    let impact = Msg::Go { address: Address::of(View::Impact), replace: false };
    let due = app.peek(|state| count_due(&state.network, &clock::now().today));
    let due = i18n::agreements::due(app.spoken(), due);
    let confirmations = Msg::Go { address: Address::of(View::Confirmations), replace: false };
    let old = app.peek(|state| {
        let is_old = is_old(&state.network, &clock::now().today);
        state.network.actors.iter().filter(|actor| is_old(actor)).count()
    });
    let old = i18n::confirmation::to_confirm(app.spoken(), old);
    let choice = move |icon_name, label, text: &str, message: Msg, disabled: bool| {
        let text = text.to_owned();
        view! {
            <li>
                <button type="button" class="door" disabled=disabled on:click=move |_| close_then(app, message.clone())>
                    {icon(icon_name)}
                    <span class="door__label">{label}</span>
                    <span class="door__text">{text}</span>
                </button>
            </li>
        }
    };
    let d = t.dialogs();
    view! {
        <Modal>
            <div class="kern-dialog__body">
                <p class="dialog__lead">{d.coordinate_text}</p>
                <ul role="list" class="doors">
                    {choice("add", d.begin_own, d.begin_own_text, Msg::Open(Dialog::NewNetwork), read_only)}
                    {choice("drive-folder-upload", d.open_file, d.open_file_text, Msg::Open(Dialog::Import), false)}
                    {choice("mail", Dialog::Inbox.title(app.spoken()), d.collect_text, Msg::Open(Dialog::Inbox), read_only)}
                    {choice("checklist", View::Agreements.title(app.spoken()), &due, agreements, false)}
                    {choice("check", View::Confirmations.title(app.spoken()), &old, confirmations, false)}
                    {choice("check", View::Impact.title(app.spoken()), d.impact_text, impact, false)}
                    {choice("visibility", d.use_example, d.use_example_text, example, false)}
                    {choice("edit", d.edit_sectors, d.edit_sectors_text, Msg::Open(Dialog::Sectors), read_only)}
                </ul>
            </div>
        </Modal>
    }
}
