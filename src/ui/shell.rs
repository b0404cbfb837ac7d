//! The frame: header, navigation, banners, and the view the address names.

mod header;
mod menu;

use std::{cell::Cell, rc::Rc};

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    app::{Address, CommandId, Msg, Place, State, Theme, View, Viewer, by_key},
    browser::{clock, page},
    exchange::{Profile, internal_mark},
    i18n::{self, dialogs::Leaving},
    model::Id,
};

use super::{
    ask,
    context::{App, app},
    dialogs,
    kit::{ButtonLook, button, effect, live, memo, optional, record_name, view_title},
    notes,
    views::draw_view,
};
use header::header;
use menu::close_menu;

pub(in crate::ui) use menu::menu_body;

/// Up to this width the keyboard would cover half of the page.
const NARROW: &str = "(max-width: 35.9375em)";
const TEXT_FIELDS: &str = "input:not([type='checkbox'], [type='radio']), textarea";
const FRAME_MILLIS: u32 = 16;
const LONGEST_CHANGE_FRAMES: u32 = 30;

/// Everything on the page, built anew when the language changes.
pub(in crate::ui) fn root(app: App) -> AnyView {
    let theme = app.slice(|state| state.settings.theme);
    // Paper is white.
    effect(move || page::set_theme(app.printing.get().map_or_else(|| theme.get(), |_| Theme::Light)));
    live(move || {
        let language = app.language.get();
        page::set_language(language);
        page_of(app)
    })
}

fn page_of(app: App) -> impl IntoView {
    let t = app.texts();
    // In a frame there is the view alone: whoever made it chose what it shows.
    let is_frame = app.viewer() == Some(Viewer::Frame);
    let around = (!is_frame).then(|| {
        view! {
            <button type="button" class="skip" on:click=|_| page::focus("main")>{t.shell().skip}</button>
            <button type="button" class="skip" on:click=move |_| app.dispatch(Msg::FocusSearch)>{t.shell().skip_to_search}</button>
            {header(app)}
        }
        .into_any()
    });
    // The column can have the focus: Safari gives none to a link that is tapped, and the answers would be gone before
    // the link is followed.
    let column = (!is_frame).then(|| {
        view! { <aside class="ask" aria-label=t.ask().title tabindex="-1">{fold_button(app)}{app.after_first_paint(move || answers(app))}</aside> }.into_any()
    });
    let may_open = app.viewer().is_none();
    view! {
        {around}
        {app.after_first_paint(move || notes::banners(app))}
        <div class="work" class:work--first=move || app.address.with(|address| address.view == View::Actors)>
            {column}
            <main id="main" class="main" tabindex="-1">
                {paper_note(app)}
                {example_note(app)}
                {app.viewer().map(|_| notes::viewer(app))}
                {view_of_address(app)}
            </main>
            {(!is_frame).then(|| app.after_first_paint(move || notes::foot(app)))}
        </div>
        {app.after_first_paint(move || notes::notice(app))}
        {app.after_first_paint(move || open_dialog(app))}
        {may_open.then(|| app.after_first_paint(move || dialogs::file_input(app)))}
    }
}

fn answers(app: App) -> AnyView {
    live(move || {
        app.foreign.track();
        ask::panel(app)
    })
}

/// Above 900 px, where the column stands beside the picture. Which of its words are shown, the style sheet says.
fn fold_button(app: App) -> AnyView {
    let fold = move |_| app.dispatch(Msg::Fold);
    view! {
        <button type="button" id="fold" class="ask__fold" on:click=fold>
            <span>{app.texts().ask().fold}</span>
            <span>{app.texts().ask().unfold}</span>
        </button>
    }
    .into_any()
}

/// Heads every paper: for whom it is, and of which day.
fn paper_note(app: App) -> AnyView {
    let language = app.spoken();
    optional(move || {
        app.printing.get().map(|profile| {
            let day = clock::day(&clock::now().today, language);
            let words = i18n::dialogs::profile(language, Leaving::Paper, profile);
            let mark = (profile == Profile::Full).then_some(app.texts().dialogs().internal_mark);
            view! { <p class="paper-note">{mark.unwrap_or(words)} " · " {day}</p> }
        })
    })
}

/// Of the example and of the published map, what one has to know of them.
fn example_note(app: App) -> AnyView {
    let note = i18n::shell::EXAMPLE_NOTE.text(app.spoken());
    let is_example = app.slice(|state| !state.is_absent() && state.shown().is_example());
    let is_map = app.slice(|state| state.shown_map().is_some());
    optional(move || {
        let (is_example, is_map) = (is_example.get(), is_map.get());
        (is_example || is_map).then(|| {
            view! { <p class="example-note">{is_example.then_some(note)} {is_map.then(|| notes::map(app))}</p> }
        })
    })
}

/// The view, and what a change of view means for title and focus (WCAG 2.4.2, 2.4.3).
fn view_of_address(app: App) -> AnyView {
    // The start is the network by another name: drawn anew the picture would lose its stage.
    let shown = memo(move || {
        let named = |view: View| if view.is_graph() { View::Network } else { view };
        app.address.with(|address| (named(address.view), address.record.clone()))
    });
    Effect::new(move |earlier: Option<(View, Option<Id>)>| {
        let shown = shown.get();
        let network = app.network.get();
        let row = shown.0.row();
        let own_page =
            row.record.filter(|table| crate::app::page_of(*table).is_some_and(|page| page.view == shown.0));
        let record = own_page.zip(shown.1.as_ref());
        let name = record.and_then(|(table, id)| record_name(&network, table, id));
        let name = name.unwrap_or_else(|| row.title.text(app.spoken()).to_owned());
        // Browsers name the file after it when they print into one.
        let mark = app.printing.get().map_or("", internal_mark);
        page::set_title(&(i18n::shell::page_title(&name, &network) + mark));
        if earlier.is_some_and(|earlier| earlier != shown) {
            spawn_local(focus_new_heading(page::element("view-title")));
        }
        shown
    });
    effect(move || {
        if app.painted.get() && !page::matches(NARROW) {
            page::focus("search");
        }
    });
    // While one's own network is not there, nothing shall look as if it was empty.
    let absent = app.slice(State::is_absent);
    live(move || {
        let (view, record) = shown.get();
        app.foreign.track();
        if absent.get() {
            let title = view_title(view.row().title.text(app.spoken()));
            return view! { <section class="page">{title}</section> }.into_any();
        }
        draw_view(view)(app, record)
    })
}

/// The new view's heading stands in the page only once the old view has left it. Whoever has gone on by then keeps the
/// focus.
pub(in crate::ui) async fn focus_new_heading(old: Option<HtmlElement>) {
    let Some(document) = page::document() else { return };
    let has_gone_on = Rc::new(Cell::new(false));
    let _listeners = ["keydown", "pointerdown"].map(|kind| {
        let has_gone_on = Rc::clone(&has_gone_on);
        let options = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&document, kind, options, move |_| has_gone_on.set(true))
    });
    for _ in 0..LONGEST_CHANGE_FRAMES {
        TimeoutFuture::new(FRAME_MILLIS).await;
        let new = page::element("view-title");
        if new.is_some() && new != old {
            break;
        }
    }
    if !has_gone_on.get() {
        page::focus("view-title");
    }
}

/// What a view shows when there is nothing at its address.
pub(in crate::ui) fn nowhere() -> impl IntoView {
    let app = app();
    let t = app.texts();
    view! {
        <section class="page">
            {view_title(View::Nowhere.title(app.spoken()))} <p>{t.shell().nowhere_text}</p>
            <p>
                <a class="kern-link" href=Address::of(View::Network).hash()>{t.shell().to_network}</a>
            </p>
        </section>
    }
}

fn open_dialog(app: App) -> AnyView {
    let dialog = app.slice(|state| state.dialog.clone());
    optional(move || dialog.get().map(|dialog| dialogs::draw(app, dialog)))
}

/// Keys that work everywhere, and the click that closes the menu, as Escape does. Single keys belong to the graph.
pub(in crate::ui) fn listen_for_keys(app: App) {
    let Some(document) = page::document() else { return };
    let options = EventListenerOptions::enable_prevent_default();
    let keys = EventListener::new_with_options(&document, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
        let in_dialog = app.peek(|state| state.dialog.is_some());
        if event.key() == "Escape" && in_dialog && !event.default_prevented() && !page::has_dialog() {
            // Its file is still on the way.
            app.dispatch(Msg::CloseDialog);
        }
        if event.key() == "Escape" {
            // Something else may have got the focus since it was opened.
            close_menu();
        }
        let control = event.ctrl_key() || event.meta_key();
        if !control || event.alt_key() {
            return;
        }
        let Some(command) = by_key(&event.key(), true, event.shift_key(), Place::Anywhere) else { return };
        let editing_text = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| element.matches(TEXT_FIELDS).unwrap_or(false));
        // Inside a text field Ctrl+Z undoes typing; a dialog keeps its own keys.
        let undoes = matches!(command.id, CommandId::Undo | CommandId::Redo);
        if undoes && editing_text || in_dialog {
            return;
        }
        event.prevent_default();
        app.dispatch(Msg::Call(command.id));
    });
    let clicks = EventListener::new(&document, "click", move |event| {
        // As the path was: what was clicked may have left the page by now.
        let path = event.composed_path();
        let is_inside = path.iter().any(|it| it.dyn_ref::<HtmlElement>().is_some_and(|it| it.id() == "menu"));
        if !is_inside {
            close_menu();
        }
    });
    StoredValue::new_local((keys, clicks));
}

/// A button that saves everything to a file, beside any sentence that says the browser did not.
pub(in crate::ui) fn save_to_file(app: App) -> AnyView {
    let look = ButtonLook::new(app.texts().shell().download_now, "secondary", "download");
    button(look, move || app.dispatch(Msg::Export(Profile::Full)))
}
