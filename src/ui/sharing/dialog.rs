//! Who may see it, and what; then the link, and its QR code.

use leptos::{html, prelude::*, task::spawn_local};

use super::{
    link::{self, Link},
    qr::{self, Drawing},
};
use crate::{
    app::{self, Msg, Reported},
    browser::{clipboard, clock, files},
    exchange::{self, Choice, Counts, Profile},
    i18n::{self, dialogs::Leaving},
    ui::{
        context::App,
        dialogs::profile_choice,
        kit::{ButtonLook, Modal, button, effect, icon, optional},
    },
};

pub(super) fn dialog(app: App) -> AnyView {
    let t = app.texts();
    let profile = RwSignal::new(Profile::default());
    let (choice, label) = chosen(app);
    let only_part = RwSignal::new(choice.is_some());
    let made = made(app, profile, only_part, choice.clone());
    let field = NodeRef::<html::Input>::new();
    // `None` before somebody asked for it.
    let copied = RwSignal::new(None);
    effect(move || {
        made.track();
        copied.set(None);
    });
    let what = choice.map(|_| {
        let whole = t.sharing().whole;
        view! {
            <fieldset class="choices">
                <legend class="kern-label">{t.sharing().what}</legend>
                {[(true, label), (false, whole)].map(|(part, label)| extent(only_part, part, label))}
            </fieldset>
        }
    });
    let copy = move || {
        let Some(field) = field.get_untracked() else { return };
        field.select();
        spawn_local(async move { copied.set(Some(clipboard::copy(&field.value()).await)) });
    };
    let is_link = Signal::derive(move || made.with(|made| matches!(made, Some((Link::Made(_), _)))));
    view! {
        <Modal wide=true>
            <form
                class="dialog__form"
                on:submit=move |event| {
                    event.prevent_default();
                    copy();
                }
            >
                <div class="kern-dialog__body">
                    <p class="dialog__lead">{t.sharing().lead}</p>
                    <div class="leaving">
                        <div class="leaving__besides">
                            <fieldset class="choices">
                                <legend class="kern-label">{t.sharing().who}</legend>
                                {[Profile::Public, Profile::Network].map(|choice| profile_choice(app, Leaving::File, choice, profile))}
                            </fieldset>
                            {what}
                        </div>
                        <div class="leaving__besides">
                            <div role="status">{optional(move || Some(said(app, profile.get_untracked(), made.get())))}</div>
                            {optional(move || made.get().and_then(|(link, _)| match link {
                                Link::Made(link) => Some(shown(app, field, link)),
                                _ => None,
                            }))}
                        </div>
                    </div>
                    <div role="status">
                        {optional(move || copied.get().map(|is_copied| {
                            view! { <p>{if is_copied { t.sharing().copied } else { t.sharing().not_copied }}</p> }
                        }))}
                    </div>
                </div>
                <div class="kern-dialog__footer">
                    <button type="button" class="kern-btn kern-btn--tertiary" on:click=move |_| app.dispatch(Msg::CloseDialog)>
                        <span class="kern-label">{t.words().close}</span>
                    </button>
                    <button type="submit" class="kern-btn kern-btn--primary" disabled=move || !is_link.get()>
                        {icon("content-copy")} <span class="kern-label">{t.sharing().copy}</span>
                    </button>
                </div>
            </form>
        </Modal>
    }
    .into_any()
}

/// What may be shared instead of all, and how that is called.
fn chosen(app: App) -> (Option<Choice>, &'static str) {
    let t = app.texts().sharing();
    let network = app.network.get_untracked();
    let marked = app.selection.get_untracked();
    let choice = app.visible.with_untracked(|visible| {
        app.address.with_untracked(|address| app::chosen(&network, &marked, address, visible))
    });
    let is_marked = !Choice::of(&network, &marked).is_empty();
    (choice, if is_marked { t.marked } else { t.narrowed })
}

/// Made anew whenever something else is asked for; nothing while it is being made.
fn made(
    app: App,
    profile: RwSignal<Profile>,
    only_part: RwSignal<bool>,
    choice: Option<Choice>,
) -> RwSignal<Option<(Link, Counts)>> {
    let made = RwSignal::new(None);
    let network = app.network.get_untracked();
    let asked = StoredValue::new(0);
    effect(move || {
        let (profile, only_part) = (profile.get(), only_part.get());
        let choice = choice.clone().filter(|_| only_part);
        let network = network.clone();
        let number = asked.get_value() + 1;
        asked.set_value(number);
        made.set(None);
        spawn_local(async move {
            let link = link::make(&network, profile, choice.as_ref()).await;
            // The dialog may be gone by now, or something else be asked for.
            if asked.try_get_value() == Some(number) {
                made.try_set(Some(link));
            }
        });
    });
    made
}

fn extent(only_part: RwSignal<bool>, part: bool, label: &'static str) -> impl IntoView {
    let id = if part { "share-part" } else { "share-whole" };
    view! {
        <div class="kern-form-check">
            <input
                type="radio"
                class="kern-form-check__radio"
                name="share-what"
                id=id
                prop:checked=move || only_part.get() == part
                on:change=move |_| only_part.set(part)
            />
            <label class="kern-label" for=id>{label}</label>
        </div>
    }
}

/// What became of the link, in words.
fn said(app: App, profile: Profile, made: Option<(Link, Counts)>) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().sharing());
    let Some((link, counts)) = made else { return view! { <p>{t.making}</p> }.into_any() };
    let length = match link {
        Link::Made(link) => i18n::sharing::length(language, link.chars().count()),
        Link::TooLong(length) => i18n::sharing::too_long(language, length),
        Link::NotSupported => t.not_supported.to_owned(),
    };
    view! {
        <p>{i18n::sharing::seen(language, &counts, profile)}</p>
        <p>{length}</p>
    }
    .into_any()
}

fn shown(app: App, field: NodeRef<html::Input>, link: String) -> AnyView {
    let t = app.texts().sharing();
    let code = match qr::draw(&link) {
        Some(drawing) => code(app, drawing),
        None => {
            view! { <p class="muted">{i18n::sharing::too_long_for_qr(app.spoken(), qr::MOST)}</p> }.into_any()
        }
    };
    view! {
        <div class="kern-form-input">
            <label class="kern-label" for="share-link">{t.link}</label>
            <input node_ref=field type="text" id="share-link" class="kern-form-input__input" readonly spellcheck="false" prop:value=link />
        </div>
        {code}
    }
    .into_any()
}

fn code(app: App, drawing: Drawing) -> AnyView {
    let t = app.texts().sharing();
    let size = drawing.size;
    let (view_box, path) = (format!("0 0 {size} {size}"), drawing.path.clone());
    let save = move || {
        let today = clock::now().today;
        let name = app
            .network
            .with_untracked(|network| exchange::image_file_name(network, &today, Profile::Public, "svg"));
        let file_name = name.replacen("gosmart-", "gosmart-qr-", 1);
        let reported = match files::download(&file_name, "image/svg+xml", drawing.svg(t.qr_named).as_bytes())
        {
            Ok(()) => Reported::Downloaded { file_name, profile: None },
            Err(_) => Reported::NotDownloaded { file_name, is_picture: false },
        };
        app.dispatch(Msg::Report(reported));
    };
    view! {
        <div class="share-code">
            <svg class="share-code__drawing" viewBox=view_box role="img" aria-label=t.qr_named shape-rendering="crispEdges">
                <path d=path />
            </svg>
            {button(ButtonLook::new(t.qr_save, "secondary", "download"), save)}
        </div>
    }
    .into_any()
}
