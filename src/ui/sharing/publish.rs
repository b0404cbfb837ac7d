//! A file that is published beside the page: the link that shows it, its QR code, and a frame for other pages.

use leptos::prelude::*;

use super::{
    dialog::{Part, to_copy},
    qr,
};
use crate::{
    app::{Address, Effect, View, frame_code},
    browser::{clock, page},
    exchange::{self, Header, NATIVE},
    i18n,
    ui::{
        context::App,
        kit::{ButtonLook, button, live},
    },
};

/// In CSS pixels, of the frame.
const HEIGHT: u32 = 600;
const LOWEST: u32 = 240;
const HIGHEST: u32 = 2_000;

pub(super) fn panel(app: App, asked: Memo<Part>) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().sharing());
    let network = app.network.get_untracked();
    let file_name = {
        let network = network.clone();
        Memo::new(move |_| exchange::published_file_name(&network, asked.get().profile))
    };
    let what = app.address.with_untracked(view_for_others).hash();
    let seen = {
        let network = network.clone();
        move || i18n::sharing::seen(language, &asked.get().of(&network).1, asked.get().profile)
    };
    let save = move || save(app, asked.get_untracked(), file_name.get_untracked());
    let height = RwSignal::new(HEIGHT);
    let is_height = Memo::new(move |_| (LOWEST..=HIGHEST).contains(&height.get()));
    let choose_height = move |event| height.set(event_target_value(&event).trim().parse().unwrap_or(0));
    let code = {
        let (what, title) = (what.clone(), network.about.title.clone());
        Signal::derive(move || {
            let address = page::as_frame(&page::address_of_published(&file_name.get())) + &what;
            let height = if is_height.get() { height.get() } else { HEIGHT };
            frame_code(&address, &title, height)
        })
    };
    let link = Signal::derive(move || page::address_of_published(&file_name.get()) + &what);
    view! {
        <p role="status">{seen}</p>
        <ol class="share-steps">
            <li>
                <p>{move || i18n::sharing::put_beside(language, &file_name.get())}</p>
                {button(ButtonLook::new(t.save_file, "primary", "download"), save)}
            </li>
            <li>
                <p>{t.pass_on}</p>
                {to_copy(app, "share-address", t.link, t.copy, 2, link, || ())}
                {live(move || qr::panel(app, &link.get()))}
            </li>
            <li>
                <p>{t.embed}</p>
                <div class="kern-form-input share-height">
                    <label class="kern-label" for="share-height">{t.height}</label>
                    <input
                        type="number"
                        id="share-height"
                        class="kern-form-input__input"
                        min=LOWEST
                        max=HIGHEST
                        step="10"
                        inputmode="numeric"
                        aria-describedby="share-height-hint"
                        aria-invalid=move || (!is_height.get()).to_string()
                        prop:value=HEIGHT
                        on:input=choose_height
                    />
                    <div id="share-height-hint" role="status">
                        {live(move || (!is_height.get()).then(|| i18n::sharing::heights(language, LOWEST, HIGHEST)))}
                    </div>
                </div>
                {to_copy(app, "share-frame", t.code, t.copy_code, 4, code, || ())}
            </li>
        </ol>
    }
    .into_any()
}

/// The file holds what shall be seen, so nothing narrows it any more; pages of a single record are left.
fn view_for_others(address: &Address) -> Address {
    let view = if address.view.row().record.is_some() { View::Network } else { address.view };
    Address { layout: address.layout, ..Address::of(if view == View::Start { View::Network } else { view }) }
}

fn save(app: App, asked: Part, file_name: String) {
    let network = app.network.get_untracked();
    let exported_at = clock::now().rfc3339();
    let header = Header { exported_at: Some(&exported_at), by: None };
    let bytes = exchange::write(&asked.of(&network).0, header).into_bytes();
    let (media_type, profile) = (NATIVE.media_type, Some(asked.profile));
    app.runner().run(Effect::Download { file_name, media_type, bytes, profile });
}
