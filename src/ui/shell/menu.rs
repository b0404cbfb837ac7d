use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{CommandId, Msg, Theme, View},
    browser::page,
    doors,
    i18n::Language,
};

use crate::ui::{
    behind,
    context::App,
    kit::{CollectAny, icon, optional},
};

/// The menu one opens from the header; a click elsewhere closes it, see [`super::listen_for_keys`].
pub(super) fn menu(app: App) -> AnyView {
    let is_opened = RwSignal::new(false);
    let body = move || behind::part(app, &doors::DIALOGS, move |dialogs| (dialogs.menu)(app));
    view! {
        <details
            class="menu"
            id="menu"
            on:toggle=move |_| is_opened.set(true)
            on:keydown=|event| {
                match event.key().as_str() {
                    "Escape" => {
                        close_menu();
                        page::focus("menu-button");
                    }
                    "Tab" => spawn_local(close_when_left()),
                    _ => {}
                }
            }
        >
            <summary class="kern-btn kern-btn--tertiary kern-btn--x-small" id="menu-button">
                {icon("dehaze")} <span class="kern-label">{app.texts().shell().menu}</span>
            </summary>
            <div class="menu__body">{optional(move || is_opened.get().then(body))}</div>
        </details>
    }
    .into_any()
}

/// The menu would lie over what has the focus once the browser has moved it on.
async fn close_when_left() {
    TimeoutFuture::new(0).await;
    let focused = page::document().and_then(|document| document.active_element());
    if focused.is_some_and(|focused| focused.closest("#menu").is_ok_and(|menu| menu.is_none())) {
        close_menu();
    }
}

/// What stands in it, drawn when it is opened first.
pub(in crate::ui) fn menu_body(app: App) -> AnyView {
    use CommandId::*;
    let language = app.spoken();
    let t = app.texts();
    let entry = move |id: CommandId| {
        if app.peek(|state| id.is_never_enabled(state)) {
            return None;
        }
        let enabled = app.slice(move |state| id.is_enabled(state));
        Some(view! {
            <li>
                <button
                    type="button"
                    class="menu__entry"
                    disabled=move || !enabled.get()
                    on:click=move |_| {
                        close_menu();
                        app.dispatch(Msg::Call(id));
                    }
                >
                    {id.title(language)}
                </button>
            </li>
        })
    };
    // A list without entries is none.
    let entries = move |ids: &[CommandId]| {
        let entries: Vec<_> = ids.iter().filter_map(|id| entry(*id)).collect();
        (!entries.is_empty()).then(|| view! { <ul role="list">{entries.into_iter().collect_any()}</ul> })
    };
    let choose = move |event: leptos::ev::Event| {
        let theme = Theme::from_word(&event_target_value(&event)).unwrap_or_default();
        app.dispatch(Msg::SetTheme(theme));
    };
    let theme = app.slice(|state| state.settings.theme);
    view! {
        {entries(&[EnterMyself, Coordinate])}
        {entries(&[Palette, NewActor, NewCompetency, NewTopic, EditSectors, Starter, EditNetwork])}
        {entries(&[Import, Inbox, Export, Share, Print, Show(View::Directory), Networks, NewNetwork, ShowExample, ShowKept])}
        <div class="menu__settings">
            <div role="group" aria-label=t.shell().language class="menu__languages">
                {[(Language::German, "Deutsch"), (Language::English, "English")]
                    .map(|(choice, label)| {
                        view! {
                            <button
                                type="button"
                                class="menu__language"
                                lang=choice.code()
                                aria-pressed=(choice == language).to_string()
                                on:click=move |_| app.dispatch(Msg::SetLanguage(choice))
                            >
                                {label}
                            </button>
                        }
                    })
                    .collect_any()}
            </div>
            <label class="menu__theme">
                {t.shell().theme}
                <select class="kern-form-input__select" on:change=choose>
                    {[
                        (Theme::Auto, t.shell().theme_auto),
                        (Theme::Light, t.shell().theme_light),
                        (Theme::Dark, t.shell().theme_dark),
                    ]
                        .map(|(choice, label)| {
                            view! {
                                <option value=choice.word() selected=move || theme.get() == choice>
                                    {label}
                                </option>
                            }
                        })
                        .collect_any()}
                </select>
            </label>
        </div>
        {entries(&[Shortcuts, Show(View::Help)])}
    }
    .into_any()
}

pub(super) fn close_menu() {
    if let Some(menu) = page::element("menu") {
        let _ = menu.remove_attribute("open");
    }
}
