//! All keys, read from the one table of commands.

use leptos::prelude::*;

use crate::{
    app::{Command, Place, commands},
    i18n::{self, Language},
};

use crate::ui::{
    context::App,
    kit::{CollectAny, Modal},
};

pub(super) fn shortcuts(app: App) -> impl IntoView {
    view! {
        <Modal wide=true>
            <div class="kern-dialog__body">{tables(app)}</div>
        </Modal>
    }
}

/// For the dialog and for the help page; headings of the third level.
pub(super) fn tables(app: App) -> impl IntoView {
    let t = app.texts().dialogs();
    view! {
        <div class="key-tables">
            <section>
                <h3 class="key-tables__title">{t.everywhere}</h3>
                {table(app, t.everywhere, Place::Anywhere)}
            </section>
            <section>
                <h3 class="key-tables__title">{t.in_graph}</h3>
                <p class="key-tables__text">{t.in_graph_text}</p>
                {table(app, t.in_graph, Place::Graph)}
            </section>
            <section>
                <h3 class="key-tables__title">{t.in_lists}</h3>
                <p class="key-tables__text">{t.in_lists_text}</p>
            </section>
        </div>
    }
}

fn table(app: App, name: &'static str, place: Place) -> impl IntoView {
    let t = app.texts().dialogs();
    view! {
        <table class="keys" aria-label=name>
            <thead class="kern-sr-only">
                <tr>
                    <th scope="col">{t.keys}</th>
                    <th scope="col">{t.what_happens}</th>
                </tr>
            </thead>
            <tbody>{rows(app.spoken(), place)}</tbody>
        </table>
    }
}

fn rows(language: Language, place: Place) -> impl IntoView {
    let keys = |command: &&Command| {
        let here = command.shortcuts.iter().filter(|shortcut| shortcut.place == place);
        here.map(|shortcut| i18n::dialogs::keys(language, shortcut)).collect::<Vec<_>>()
    };
    let here: Vec<&Command> = commands().filter(|command| !keys(command).is_empty()).collect();
    here.chunk_by(|one, next| one.title == next.title)
        .map(|alike| {
            let mut keys: Vec<String> = alike.iter().flat_map(keys).collect();
            keys.dedup();
            view! {
                <tr>
                    <td>{keys.into_iter().map(pressed).collect_any()}</td>
                    <td>{alike[0].title.text(language)}</td>
                </tr>
            }
        })
        .collect_any()
}

/// Keys pressed together, such as `Strg+K`.
pub(super) fn pressed(keys: String) -> impl IntoView {
    let single: Vec<String> =
        if keys == "+" { vec![keys] } else { keys.split('+').map(str::to_owned).collect() };
    view! { <span class="keys__together">{single.into_iter().map(|key| view! { <kbd>{key}</kbd> }).collect_any()}</span> }
}
