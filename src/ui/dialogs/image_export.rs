//! The picture as a file to keep.

use leptos::prelude::*;

use super::leaving::leaving;
use crate::{
    app::{Address, ImageExport, ImageFormat, Msg, View},
    browser::clock,
    doors::GROWTH,
    exchange::{self, Profile},
    i18n::dialogs::Leaving,
    ui::{context::App, kit::Modal},
};

pub(super) fn export_image(app: App) -> AnyView {
    let t = app.texts();
    if !app.runner().has_graph_view() {
        return view! {
            <Modal>
                <div class="kern-dialog__body">
                    <p class="dialog__lead">{t.graph().no_picture}</p>
                    <a
                        class="kern-link"
                        autofocus
                        href=Address::of(View::Network).hash()
                        on:click=move |_| app.dispatch(Msg::CloseDialog)
                    >
                        {t.graph().open_picture}
                    </a>
                </div>
            </Modal>
        }
        .into_any();
    }
    let file = RwSignal::new(ImageExport::default());
    let profile = RwSignal::new(Profile::default());
    let extent = [(false, t.graph().shows_all), (true, t.graph().shows_seen)].map(|(as_seen, label)| {
        let is_chosen = move || file.with(|file| file.days.is_empty() && file.as_seen == as_seen);
        choice("picture-extent", label, Signal::derive(is_chosen), move || {
            file.update(|file| (file.as_seen, file.days) = (as_seen, Vec::new()))
        })
    });
    // Whoever looks at days has opened it.
    let growth = GROWTH.opened().filter(|_| app.address.with_untracked(|address| address.day.is_some()));
    let days = growth.map(|growth| (growth.beside)(app, file));
    let formats = ImageFormat::ALL.map(|format| {
        let label = match format {
            ImageFormat::Svg => t.graph().svg,
            ImageFormat::Png { pixels: 2 } => t.graph().png,
            ImageFormat::Png { .. } => t.graph().png_large,
        };
        choice("picture-format", label, Signal::derive(move || file.get().format == format), move || {
            file.update(|file| file.format = format)
        })
    });
    let besides = view! {
        <fieldset class="choices">
            <legend class="kern-label">{t.graph().picture_shows}</legend>
            {extent}
            {days}
        </fieldset>
        <fieldset class="choices">
            <legend class="kern-label">{t.graph().picture_format}</legend>
            {formats}
        </fieldset>
    }
    .into_any();
    let file_name = Signal::derive(move || {
        let (today, ending) = (clock::now().today, file.get().format.ending());
        app.network.with(|network| exchange::image_file_name(network, &today, profile.get(), ending))
    });
    let save = Callback::new(move |()| {
        let profile = profile.get_untracked();
        app.dispatch(Msg::ExportImage(ImageExport { profile, ..file.get_untracked() }));
    });
    leaving(app, Leaving::Picture, profile, besides, Some(file_name), save)
}

fn choice(
    group: &'static str,
    label: &'static str,
    is_chosen: Signal<bool>,
    choose: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <label class="choice kern-form-check">
            <input
                type="radio"
                class="kern-form-check__radio"
                name=group
                prop:checked=is_chosen
                on:change=move |_| choose()
            />
            <span class="kern-label">{label}</span>
        </label>
    }
}
