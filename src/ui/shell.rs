//! The frame: header, navigation, banners, and the view the address names.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::{
    app::{Address, CommandId, Dialog, Msg, Place, Saving, Theme, View, by_key},
    browser::{clock, page},
    exchange::Profile,
    i18n::{self, Language},
};

use super::{
    ask, card,
    context::{App, app},
    dialogs, forms,
    kit::{command_button, icon, view_title},
    lists, picture,
};

/// Below this width lists come first.
const NARROW: &str = "(max-width: 575px)";
/// The network id of the built-in example, which its descendants keep.
const EXAMPLE_ID: &str = "goslar";

/// Everything on the page, built anew when the language changes.
pub fn root(app: App) -> impl IntoView {
    Effect::new(move |_| page::set_theme(app.slice(|state| state.settings.theme).get()));
    move || {
        let language = app.language.get();
        page::set_language(language);
        page_of(app).into_any()
    }
}

fn page_of(app: App) -> impl IntoView {
    let t = app.texts();
    view! {
        <button type="button" class="skip" on:click=|_| page::focus("main")>{t.shell.skip}</button>
        {header(app)}
        {dialogs::banners(app)}
        <div class="work">
            <aside class="ask" aria-label=t.ask.title>{ask::panel(app)}</aside>
            <main id="main" tabindex="-1">
                {example_note(app)}
                {view_of_address(app)}
            </main>
        </div>
        {dialogs::notice(app)}
        {open_dialog(app)}
        {dialogs::file_input(app)}
    }
}

/// Organisations named in the example must not seem to have said what is only made up for illustration.
fn example_note(app: App) -> impl IntoView {
    let note = app.texts().shell.example_note;
    let is_example = Memo::new(move |_| app.network.with(|network| network.about.id.as_str() == EXAMPLE_ID));
    move || is_example.get().then(|| view! { <p class="example-note">{note}</p> })
}

fn header(app: App) -> impl IntoView {
    let t = app.texts();
    let title = Memo::new(move |_| {
        let title = app.network.get().about.title.trim().to_owned();
        if title.is_empty() { t.shell.untitled.to_owned() } else { title }
    });
    view! {
        <header class="bar">
            <a class="brand" href=Address::of(View::Network).hash()>
                {brand_mark()}
                <span class="brand__name">"GoSMART"</span>
                <span class="brand__network" title=title>{title}</span>
            </a>
            {navigation(app)}
            <div class="bar__tools">
                {save_state(app)}
                {undo_redo(app)}
                <span class="bar__files">
                    {command_button(app, CommandId::Import, t.shell.import, "tertiary", "drive-folder-upload", false)}
                    {command_button(app, CommandId::Export, t.shell.export, "tertiary", "download", false)}
                </span>
                {menu(app)}
            </div>
        </header>
    }
}

/// The drawing of `assets/icon.svg` without its frame, in the colours of the page.
fn brand_mark() -> impl IntoView {
    view! {
        <svg class="brand__mark" viewBox="8 8 48 48" aria-hidden="true" focusable="false">
            <path class="brand__edges" d="M18 20 46 16M18 20 30 46M46 16 30 46M30 46 50 44" />
            <g class="brand__who">
                <circle cx="18" cy="20" r="8" />
                <circle cx="50" cy="44" r="5" />
            </g>
            <g class="brand__what">
                <circle cx="46" cy="16" r="6" />
                <circle cx="30" cy="46" r="9" />
            </g>
        </svg>
    }
}

fn navigation(app: App) -> impl IntoView {
    let t = app.texts();
    let entry = move |icon_name: &'static str, label: &'static str, view: View, owns: fn(&View) -> bool| {
        let target = view.clone();
        let href = move || app.address.get().in_view(target.clone()).hash();
        let current = move || app.address.with(|address| owns(&address.view)).then_some("page");
        view! {
            <a class="bar__view" href=href aria-current=current>
                {icon(icon_name)} <span>{label}</span>
            </a>
        }
    };
    view! {
        <nav class="bar__views" aria-label=t.shell.views>
            {entry("network", t.shell.network_view, View::Network, |view| {
                *view == View::Network || *view == View::Start && !page::matches(NARROW)
            })}
            {entry("account-circle", t.words.actors, View::Actors, |view| {
                matches!(view, View::Actors | View::Actor(_)) || *view == View::Start && page::matches(NARROW)
            })}
            {entry("checklist", t.words.competencies, View::Competencies, |view| {
                matches!(view, View::Competencies | View::Competency(_) | View::Matrix)
            })}
            {entry("topic", t.words.topics, View::Topics, |view| matches!(view, View::Topics | View::Topic(_)))}
        </nav>
    }
}

fn save_state(app: App) -> impl IntoView {
    let language = app.spoken();
    let saving = app.slice(|state| state.saving.clone());
    let undecided = app.slice(|state| state.conflict.is_some());
    let text = move || {
        if undecided.get() {
            return app.texts().shell.undecided.to_owned();
        }
        saving.with(|saving| {
            let time = match saving {
                Saving::Saved { at_millis } => clock::time_of_day(*at_millis, language),
                _ => String::new(),
            };
            i18n::shell::saving(language, saving, &time)
        })
    };
    let wrong = move || undecided.get() || saving.with(|saving| matches!(saving, Saving::Failed(_)));
    view! { <span class="save-state" class:save-state--wrong=wrong role="status">{text}</span> }
}

/// Undo and redo say in their names which step they mean.
fn undo_redo(app: App) -> impl IntoView {
    let language = app.spoken();
    let t = app.texts();
    let button =
        move |id: CommandId, plain: &'static str, icon_name: &'static str, name: Memo<Option<String>>| {
            let enabled =
                app.slice(move |state| id.command().is_some_and(|command| (command.enabled)(state)));
            let title = move || name.get().unwrap_or_else(|| plain.to_owned());
            view! {
                <button
                    type="button"
                    class="kern-btn kern-btn--tertiary kern-btn--x-small"
                    title=title
                    disabled=move || !enabled.get()
                    on:click=move |_| app.dispatch(Msg::Call(id))
                >
                    {icon(icon_name)}
                    <span class="kern-label kern-sr-only">{title}</span>
                </button>
            }
        };
    let undo = app.slice(move |state| state.past.last().map(|done| i18n::step::undo(language, &done.step)));
    let redo = app.slice(move |state| state.future.last().map(|done| i18n::step::redo(language, &done.step)));
    view! {
        {button(CommandId::Undo, t.words.undo, "undo", undo)}
        {button(CommandId::Redo, t.words.redo, "redo", redo)}
    }
}

/// The menus one opens from the header; a click elsewhere closes it, see [`listen_for_keys`].
fn menu(app: App) -> impl IntoView {
    use CommandId::*;
    let language = app.spoken();
    let t = app.texts();
    let entry = move |id: CommandId| {
        let enabled = app.slice(move |state| id.command().is_some_and(|command| (command.enabled)(state)));
        view! {
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
                    {i18n::shell::command(language, id)}
                </button>
            </li>
        }
    };
    let choose = move |event: leptos::ev::Event| {
        app.dispatch(Msg::Wear(match event_target_value(&event).as_str() {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::Auto,
        }));
    };
    let theme = app.slice(|state| state.settings.theme);
    view! {
        <details
            class="menu"
            id="menu"
            on:keydown=|event| {
                if event.key() == "Escape" {
                    close_menu();
                    page::focus("menu-button");
                }
            }
        >
            <summary class="kern-btn kern-btn--tertiary kern-btn--x-small" id="menu-button">
                {icon("dehaze")} <span class="kern-label">{t.shell.menu}</span>
            </summary>
            <div class="menu__body">
                <ul role="list">
                    {[Palette, NewActor, NewCompetency, NewTopic, EditSectors, EditNetwork]
                        .map(entry)
                        .collect_view()}
                </ul>
                <ul role="list">{[Import, Export, NewNetwork, ShowExample, ShowEarlier].map(entry).collect_view()}</ul>
                <div class="menu__settings">
                    <div role="group" aria-label=t.shell.language class="menu__languages">
                        {[(Language::German, "Deutsch"), (Language::English, "English")]
                            .map(|(choice, label)| {
                                view! {
                                    <button
                                        type="button"
                                        class="menu__language"
                                        lang=choice.code()
                                        aria-pressed=(choice == language).to_string()
                                        on:click=move |_| app.dispatch(Msg::Speak(choice))
                                    >
                                        {label}
                                    </button>
                                }
                            })}
                    </div>
                    <label class="menu__theme">
                        {t.shell.theme}
                        <select class="kern-form-input__select" on:change=choose>
                            {[
                                (Theme::Auto, "auto", t.shell.theme_auto),
                                (Theme::Light, "light", t.shell.theme_light),
                                (Theme::Dark, "dark", t.shell.theme_dark),
                            ]
                                .map(|(choice, value, label)| {
                                    view! {
                                        <option value=value selected=move || theme.get() == choice>
                                            {label}
                                        </option>
                                    }
                                })}
                        </select>
                    </label>
                </div>
                <ul role="list">{[Shortcuts, ShowHelp].map(entry).collect_view()}</ul>
            </div>
        </details>
    }
}

fn close_menu() {
    if let Some(menu) = page::element("menu") {
        let _ = menu.remove_attribute("open");
    }
}

/// The view, and what a change of view means for title and focus (WCAG 2.4.2, 2.4.3).
fn view_of_address(app: App) -> impl IntoView {
    let view = Memo::new(move |_| app.address.get().view);
    let t = app.texts();
    Effect::new(move |earlier: Option<View>| {
        let view = view.get();
        let network = app.network.get();
        let name = match &view {
            View::Start | View::Network => t.shell.network_view.to_owned(),
            View::Actors => t.words.actors.to_owned(),
            View::Competencies | View::Matrix => t.words.competencies.to_owned(),
            View::Topics => t.words.topics.to_owned(),
            View::Help => t.shell.help.to_owned(),
            View::Nowhere => t.shell.nowhere.to_owned(),
            View::Actor(id) => network.actors.get(id).map_or_else(String::new, |actor| actor.name.clone()),
            View::Competency(id) => {
                network.competencies.get(id).map_or_else(String::new, |competency| competency.name.clone())
            }
            View::Topic(id) => network.topics.get(id).map_or_else(String::new, |topic| topic.title.clone()),
        };
        page::set_title(&i18n::shell::page_title(&name, &network));
        match earlier {
            None if page::matches(NARROW) => {}
            None => page::focus("search"),
            Some(earlier) if earlier != view => page::focus("view-title"),
            Some(_) => {}
        }
        view
    });
    move || match view.get() {
        View::Start if page::matches(NARROW) => lists::actors(app).into_any(),
        View::Start | View::Network => picture::view(app).into_any(),
        View::Actors => lists::actors(app).into_any(),
        View::Competencies => lists::competencies(app).into_any(),
        View::Matrix => lists::matrix(app).into_any(),
        View::Topics => lists::topics(app).into_any(),
        View::Actor(id) => card::actor_page(app, id).into_any(),
        View::Competency(id) => card::competency_page(app, id).into_any(),
        View::Topic(id) => card::topic_page(app, id).into_any(),
        View::Help => dialogs::help(app).into_any(),
        View::Nowhere => nowhere().into_any(),
    }
}

/// What a view shows when there is nothing at its address.
pub fn nowhere() -> impl IntoView {
    let t = app().texts();
    view! {
        <section class="page">
            {view_title(t.shell.nowhere)} <p>{t.shell.nowhere_text}</p>
            <p>
                <a class="kern-link" href=Address::of(View::Network).hash()>{t.shell.to_network}</a>
            </p>
        </section>
    }
}

fn open_dialog(app: App) -> impl IntoView {
    let dialog = app.slice(|state| state.dialog.clone());
    move || {
        dialog.get().map(|dialog| match dialog {
            Dialog::Record(draft) => forms::form(app, draft).into_any(),
            Dialog::Remove { table, id } => forms::remove(app, table, id).into_any(),
            Dialog::Sectors => forms::sectors(app).into_any(),
            Dialog::NewNetwork => dialogs::new_network(app).into_any(),
            Dialog::Coordinate => dialogs::coordinate(app).into_any(),
            Dialog::Import => dialogs::import(app).into_any(),
            Dialog::Export => dialogs::export(app).into_any(),
            Dialog::Palette => dialogs::palette(app).into_any(),
            Dialog::Shortcuts => dialogs::shortcuts(app).into_any(),
        })
    }
}

/// Keys that work everywhere, and the click that closes the menu. Single keys belong to the graph.
pub fn listen_for_keys(app: App) {
    let Some(document) = page::document() else { return };
    let options = EventListenerOptions::enable_prevent_default();
    let keys = EventListener::new_with_options(&document, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
        let control = event.ctrl_key() || event.meta_key();
        if !control || event.alt_key() {
            return;
        }
        let Some(command) = by_key(&event.key(), true, event.shift_key(), Place::Anywhere) else { return };
        let editing_text = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| element.matches("input, textarea, select").unwrap_or(false));
        // Inside a text field Ctrl+Z undoes typing; a dialog keeps its own keys.
        let undoes = matches!(command.id, CommandId::Undo | CommandId::Redo);
        let in_dialog = app.peek(|state| state.dialog.is_some());
        if undoes && editing_text || in_dialog {
            return;
        }
        event.prevent_default();
        app.dispatch(Msg::Call(command.id));
    });
    let clicks = EventListener::new(&document, "click", move |event| {
        let inside = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| element.closest("#menu").ok().flatten().is_some());
        if !inside {
            close_menu();
        }
    });
    StoredValue::new_local((keys, clicks));
}

/// A button that saves everything to a file, beside any sentence that says the browser did not.
pub fn save_to_file(app: App) -> impl IntoView {
    let label = app.texts().shell.download_now;
    view! {
        <super::kit::Button label=label message=move || Msg::Export(Profile::Full) icon_name="download" />
    }
}
