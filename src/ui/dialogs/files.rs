//! Ways for a file to come in from anywhere: the hidden file input, dropping and pasting.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Element, Event, File, FileList, HtmlInputElement};

use crate::{
    app::{Dialog, Msg, Reported, Source},
    browser::page,
    doors,
};

use crate::ui::{context::App, kit::effect};

pub(in crate::ui) fn file_input(app: App) -> impl IntoView {
    let dragging = RwSignal::new(false);
    listen_for_drops(app, dragging);
    listen_for_pastes(app);
    let choose = move |event: Event| {
        let input = event_target::<HtmlInputElement>(&event);
        open_all(app, files_of(input.files()));
        // Choosing the same file again must be a change again.
        input.set_value("");
    };
    view! {
        <input type="file" id="file-input" multiple hidden on:change=choose />
        <div class="drop-hint" hidden=move || !dragging.get() aria-hidden="true">
            <p>{app.texts().dialogs().drop_here}</p>
        </div>
    }
}

/// The list of an input is emptied with it, and that of an event goes with the event.
fn files_of(list: Option<FileList>) -> Vec<File> {
    list.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect()).unwrap_or_default()
}

/// Hands files to what is behind the door. Whether there was any.
fn open_all(app: App, files: Vec<File>) -> bool {
    let is_any = !files.is_empty();
    if is_any {
        leptos::task::spawn_local(async move {
            match doors::DIALOGS.open().await {
                Ok(dialogs) => (dialogs.open_files)(app, files),
                Err(_) => app.dispatch(Msg::Report(Reported::NotLoaded)),
            }
        });
    }
    is_any
}

/// A half-filled form must not be swept away by a file.
fn may_open(app: App) -> bool {
    let is_free = app.peek(|state| matches!(state.dialog, None | Some(Dialog::Import | Dialog::Inbox)));
    is_free && !app.half_filled.get_untracked()
}

fn listen_for_drops(app: App, dragging: RwSignal<bool>) {
    let Some(window) = page::window() else { return };
    // What was dropped over a form comes in when that is done with.
    let later: StoredValue<Vec<File>, LocalStorage> = StoredValue::new_local(Vec::new());
    let is_free = app.slice(|state| state.dialog.is_none());
    effect(move || {
        if is_free.get() && !app.half_filled.get() {
            open_all(app, later.try_update_value(std::mem::take).unwrap_or_default());
        }
    });
    let on = |name: &'static str, handle: Box<dyn Fn(&DragEvent)>| {
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&window, name, options, move |event| {
            let Some(event) = event.dyn_ref::<DragEvent>() else { return };
            if event.data_transfer().is_some_and(|data| holds_files(&data)) {
                // Else the browser leaves the page for the file.
                event.prevent_default();
                handle(event);
            }
        });
        StoredValue::new_local(listener);
    };
    on("dragover", Box::new(move |_| dragging.set(may_open(app))));
    on(
        "dragleave",
        Box::new(move |event| {
            let left_the_window = event.related_target().is_none();
            if left_the_window {
                dragging.set(false);
            }
        }),
    );
    on(
        "drop",
        Box::new(move |event| {
            dragging.set(false);
            let files = files_of(event.data_transfer().and_then(|data| data.files()));
            if may_open(app) {
                open_all(app, files);
            } else {
                later.update_value(|later| later.extend(files));
            }
        }),
    );
}

fn listen_for_pastes(app: App) {
    let Some(document) = page::document() else { return };
    let listener = EventListener::new(&document, "paste", move |event| {
        let Some(clipboard) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data)
        else {
            return;
        };
        // A copied picture is no text, whatever has the focus.
        let is_inbox = app.peek(|state| state.dialog == Some(Dialog::Inbox));
        let is_text_field = is_text_field(event);
        if is_text_field && !is_inbox || !may_open(app) {
            return;
        }
        let text = clipboard.get_data("text").unwrap_or_default();
        // Programs add pictures to the text that one copies.
        let is_text = is_text_field && !text.is_empty();
        if is_text || open_all(app, files_of(clipboard.files())) || is_text_field {
            return;
        }
        let (is_document, is_table) = (text.trim_start().starts_with('{'), text.contains('\t'));
        // Other text was hardly meant for us.
        if let Some(merging) = doors::MERGING.opened().filter(|_| is_inbox) {
            (merging.receive_text)(app, text);
        } else if is_document || is_table {
            app.dispatch(Msg::FileChosen { source: Source::Pasted, bytes: text.into_bytes() });
        }
    });
    StoredValue::new_local(listener);
}

fn is_text_field(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.matches("input, textarea").unwrap_or(false))
}

fn holds_files(data: &DataTransfer) -> bool {
    data.types().includes(&"Files".into(), 0)
}
