//! All keys, read from the one table of commands.

use leptos::prelude::*;

use crate::{
    app::{COMMANDS, Place, Shortcut},
    i18n::{self, Language},
};

use crate::ui::{context::App, kit::Modal};

pub(in crate::ui) fn shortcuts(app: App) -> impl IntoView {
    let t = &app.texts().dialogs;
    view! {
        <Modal title=t.shortcuts wide=true>
            <div class="kern-dialog__body">{tables(app)}</div>
        </Modal>
    }
}

/// For the dialog and for the help page; headings of the third level.
pub(super) fn tables(app: App) -> impl IntoView {
    let (language, t) = (app.spoken(), &app.texts().dialogs);
    let graph_keys = i18n::dialogs::graph_keys(language).map(|(keys, what)| {
        let keys: Vec<String> = keys.split(' ').map(str::to_owned).collect();
        row(keys, what)
    });
    view! {
        <div class="key-tables">
            <section>
                <h3 class="key-tables__title">{t.everywhere}</h3>
                {table(app, t.everywhere, commands(language, Place::Anywhere).into_any())}
            </section>
            <section>
                <h3 class="key-tables__title">{t.in_graph}</h3>
                <p class="key-tables__text">{t.in_graph_text}</p>
                {table(app, t.in_graph, view! { {graph_keys} {commands(language, Place::Graph)} }.into_any())}
            </section>
        </div>
    }
}

fn table(app: App, name: &'static str, rows: AnyView) -> impl IntoView {
    let t = &app.texts().dialogs;
    view! {
        <table class="keys" aria-label=name>
            <thead class="kern-sr-only">
                <tr>
                    <th scope="col">{t.keys}</th>
                    <th scope="col">{t.what_happens}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn commands(language: Language, place: Place) -> impl IntoView {
    COMMANDS
        .iter()
        .filter_map(|command| {
            let here: Vec<&Shortcut> =
                command.shortcuts.iter().filter(|shortcut| shortcut.place == place).collect();
            let keys: Vec<String> =
                here.iter().map(|shortcut| i18n::dialogs::keys(language, shortcut).join("+")).collect();
            (!keys.is_empty()).then(|| row(keys, i18n::shell::command(language, command.id)))
        })
        .collect_view()
}

fn row(keys: Vec<String>, what: &'static str) -> impl IntoView {
    view! {
        <tr>
            <td>{keys.into_iter().map(pressed).collect_view()}</td>
            <td>{what}</td>
        </tr>
    }
}

/// Keys pressed together, such as `Strg+K`.
pub(super) fn pressed(keys: String) -> impl IntoView {
    let single: Vec<String> =
        if keys == "+" { vec![keys] } else { keys.split('+').map(str::to_owned).collect() };
    view! { <span class="keys__together">{single.into_iter().map(|key| view! { <kbd>{key}</kbd> }).collect_view()}</span> }
}
