//! Ways for a file to come in from anywhere: the hidden file input, dropping and pasting.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Element, Event, File, HtmlInputElement};

use crate::{
    app::{Dialog, Msg, Reported, Source},
    browser::{files, page},
    exchange::{ImportError, NATIVE, SIZE_LIMIT_BYTES},
};

use crate::ui::context::App;

pub(in crate::ui) fn file_input(app: App) -> impl IntoView {
    let dragging = RwSignal::new(false);
    listen_for_drops(app, dragging);
    listen_for_pastes(app);
    let choose = move |event: Event| {
        let input = event_target::<HtmlInputElement>(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            open(app, file);
        }
        // Choosing the same file again must be a change again.
        input.set_value("");
    };
    view! {
        <input type="file" id="file-input" accept=NATIVE.accepted() hidden on:change=choose />
        <div class="drop-hint" hidden=move || !dragging.get() aria-hidden="true">
            <p>{app.texts().dialogs().drop_here}</p>
        </div>
    }
}

fn open(app: App, file: File) {
    let name = file.name();
    // What is not read anyway is not brought into memory first.
    if file.size() > SIZE_LIMIT_BYTES as f64 {
        let error = ImportError::TooLarge { bytes: file.size() as usize, limit: SIZE_LIMIT_BYTES };
        app.dispatch(Msg::Report(Reported::ImportFailed { source: Source::File { name }, error }));
        return;
    }
    leptos::task::spawn_local(async move {
        match files::read(&file).await {
            Ok(bytes) => app.dispatch(Msg::FileChosen { source: Source::File { name }, bytes }),
            Err(_) => app.dispatch(Msg::Report(Reported::NotRead { file_name: name })),
        }
    });
}

/// A half-filled form must not be swept away by a file.
fn may_open(app: App) -> bool {
    app.peek(|state| matches!(state.dialog, None | Some(Dialog::Import)))
}

fn listen_for_drops(app: App, dragging: RwSignal<bool>) {
    let Some(window) = page::window() else { return };
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
            if let Some(file) = event.data_transfer().and_then(first_file)
                && may_open(app)
            {
                open(app, file);
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
        if is_text_field(event) || !may_open(app) {
            return;
        }
        if let Some(file) = first_file(clipboard.clone()) {
            open(app, file);
            return;
        }
        // Other text was hardly meant for us.
        let text = clipboard.get_data("text").unwrap_or_default();
        if text.trim_start().starts_with('{') {
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

fn first_file(data: DataTransfer) -> Option<File> {
    data.files()?.get(0)
}
