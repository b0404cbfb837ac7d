//! The picture as a file to keep.

use leptos::prelude::*;

use super::submit_row;
use crate::{
    app::{Address, Dialog, ImageExport, ImageFormat, Msg, View},
    ui::{context::App, kit::Modal},
};

pub(super) fn export_image(app: App) -> AnyView {
    let t = app.texts();
    if !app.runner().has_graph_view() {
        return view! {
            <Modal>
                <div class="kern-dialog__body">
                    <p class="dialog__lead">{t.graph.no_picture}</p>
                    <a
                        class="kern-link"
                        autofocus
                        href=Address::of(View::Network).hash()
                        on:click=move |_| app.dispatch(Msg::CloseDialog)
                    >
                        {t.graph.open_picture}
                    </a>
                </div>
            </Modal>
        }
        .into_any();
    }
    let file = RwSignal::new(ImageExport::default());
    let extent = [(false, t.graph.shows_all), (true, t.graph.shows_seen)].map(|(as_seen, label)| {
        choice("picture-extent", label, Signal::derive(move || file.get().as_seen == as_seen), move || {
            file.update(|file| file.as_seen = as_seen)
        })
    });
    let formats = ImageFormat::ALL.map(|format| {
        let label = match format {
            ImageFormat::Svg => t.graph.svg,
            ImageFormat::Png { pixels: 2 } => t.graph.png,
            ImageFormat::Png { .. } => t.graph.png_large,
        };
        choice("picture-format", label, Signal::derive(move || file.get().format == format), move || {
            file.update(|file| file.format = format)
        })
    });
    view! {
        <Modal>
            <form
                class="dialog__form"
                on:submit=move |event| {
                    event.prevent_default();
                    app.dispatch(Msg::ExportImage(file.get_untracked()));
                }
            >
                <div class="kern-dialog__body">
                    <fieldset class="choices">
                        <legend class="kern-label">{t.graph.picture_shows}</legend>
                        {extent}
                    </fieldset>
                    <fieldset class="choices">
                        <legend class="kern-label">{t.graph.picture_format}</legend>
                        {formats}
                    </fieldset>
                </div>
                {submit_row(app, Dialog::ExportImage.title(app.spoken()), Some("download"))}
            </form>
        </Modal>
    }
    .into_any()
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
