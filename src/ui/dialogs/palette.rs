//! Every command and every record, two or three keys away.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::{
    app::{COMMANDS, CommandId, Msg},
    browser::page,
    i18n::{self, Language},
    model::TableName,
    query::{fold, search::Hit},
};

use super::{close_then, shortcuts::pressed};
use crate::ui::{
    context::App,
    kit::{Modal, address_of, icon},
};

const HITS_PER_GROUP: usize = 6;

/// Something the palette can do, below the heading of its group.
#[derive(Clone, PartialEq)]
struct Item {
    group: &'static str,
    icon_name: &'static str,
    label: String,
    keys: Option<String>,
    message: Msg,
}

pub(in crate::ui) fn palette(app: App) -> impl IntoView {
    let (language, t) = (app.spoken(), &app.texts().dialogs);
    let query = RwSignal::new(String::new());
    let chosen = RwSignal::new(0);
    let items = Memo::new(move |_| query.with(|query| items(app, query)));
    let run = Callback::new(move |number: usize| {
        if let Some(item) = items.with_untracked(|items| items.get(number).cloned()) {
            close_then(app, item.message);
        }
    });
    let press = move |event: KeyboardEvent| {
        let count = items.with_untracked(Vec::len);
        let now = chosen.get_untracked();
        let next = match event.key().as_str() {
            "ArrowDown" => (now + 1) % count.max(1),
            "ArrowUp" => (now + count.saturating_sub(1)) % count.max(1),
            "Enter" => {
                event.prevent_default();
                return run.run(now);
            }
            _ => return,
        };
        event.prevent_default();
        chosen.set(next);
        keep_in_sight(next);
    };
    view! {
        <Modal title=t.palette wide=true>
            <div class="kern-dialog__body palette">
                <div class="kern-form-input">
                    <label class="kern-label" for="palette-query">
                        {t.palette_label}
                    </label>
                    <input
                        id="palette-query"
                        type="text"
                        class="kern-form-input__input"
                        role="combobox"
                        autocomplete="off"
                        spellcheck="false"
                        autofocus=true
                        aria-autocomplete="list"
                        aria-controls="palette-list"
                        aria-expanded=move || (!items.with(Vec::is_empty)).to_string()
                        aria-activedescendant=move || {
                            items.with(|items| (!items.is_empty()).then(|| option_id(chosen.get())))
                        }
                        on:keydown=press
                        on:input=move |event| {
                            query.set(event_target_value(&event));
                            chosen.set(0);
                        }
                    />
                </div>
                <p role="status" class="palette__count">
                    {move || i18n::dialogs::hits(language, items.with(Vec::len))}
                </p>
                <div id="palette-list" class="palette__list" role="listbox" aria-label=t.palette>
                    {move || items.with(|items| groups(items, chosen, run))}
                </div>
            </div>
        </Modal>
    }
}

fn option_id(number: usize) -> String {
    format!("palette-{number}")
}

/// Scrolls the list, and only the list, as far as the option needs.
fn keep_in_sight(number: usize) {
    let Some((list, option)) = page::element("palette-list").zip(page::element(&option_id(number))) else {
        return;
    };
    let top = option.offset_top();
    let bottom = top + option.offset_height();
    if top < list.scroll_top() {
        // The first option takes the heading above it along.
        list.set_scroll_top(if number == 0 { 0 } else { top });
    } else if bottom > list.scroll_top() + list.client_height() {
        list.set_scroll_top(bottom - list.client_height());
    }
}

fn groups(items: &[Item], chosen: RwSignal<usize>, run: Callback<usize>) -> impl IntoView + use<> {
    let mut first = 0;
    items
        .chunk_by(|one, next| one.group == next.group)
        .map(|group| {
            let start = first;
            first += group.len();
            let heading = format!("palette-group-{start}");
            let heading_id = heading.clone();
            let options =
                group.iter().enumerate().map(|(offset, item)| option(start + offset, item, chosen, run));
            view! {
                <div role="group" aria-labelledby=heading>
                    <div class="palette__group" id=heading_id role="presentation">
                        {group.first().map(|item| item.group)}
                    </div>
                    {options.collect_view()}
                </div>
            }
        })
        .collect_view()
}

fn option(
    number: usize,
    item: &Item,
    chosen: RwSignal<usize>,
    run: Callback<usize>,
) -> impl IntoView + use<> {
    view! {
        <div
            id=option_id(number)
            class="palette__option"
            role="option"
            aria-selected=move || (chosen.get() == number).to_string()
            on:mousemove=move |_| {
                if chosen.get_untracked() != number {
                    chosen.set(number);
                }
            }
            on:click=move |_| run.run(number)
        >
            {icon(item.icon_name)}
            <span class="palette__label">{item.label.clone()}</span>
            {item.keys.clone().map(pressed)}
        </div>
    }
}

/// Commands first, then records, the kind with the best hit before the others; an empty query lists all commands.
fn items(app: App, query: &str) -> Vec<Item> {
    let mut items = commands(app, query);
    if query.trim().is_empty() {
        return items;
    }
    let words = &app.texts().words;
    let found = app.index.get_untracked().find(query, HITS_PER_GROUP);
    let mut groups = [
        (words.actors, "account-circle", TableName::Actors, found.actors),
        (words.competencies, "checklist", TableName::Competencies, found.competencies),
        (words.topics, "topic", TableName::Topics, found.topics),
    ];
    let best = |hits: &[Hit]| hits.first().map_or(0.0, |hit| hit.score);
    groups.sort_by(|(.., one), (.., other)| best(other).total_cmp(&best(one)));
    let network = app.network.get_untracked();
    for (group, icon_name, table, hits) in groups {
        items.extend(hits.iter().filter_map(|hit| {
            let label = match table {
                TableName::Actors => network.actors.get(&hit.id)?.name.clone(),
                TableName::Competencies => network.competencies.get(&hit.id)?.name.clone(),
                _ => network.topics.get(&hit.id)?.title.clone(),
            };
            let message = Msg::Go { address: address_of(table, &hit.id), replace: false };
            Some(Item { group, icon_name, label, keys: None, message })
        }));
    }
    items
}

fn commands(app: App, query: &str) -> Vec<Item> {
    let language = app.spoken();
    let group = app.texts().dialogs.commands;
    let enabled =
        |id: CommandId| app.peek(|state| id.command().is_some_and(|command| (command.enabled)(state)));
    COMMANDS
        .iter()
        .filter(|command| command.id != CommandId::Palette && enabled(command.id))
        .filter(|command| matches(language, command.id, query))
        .map(|command| Item {
            group,
            icon_name: "chevron-right",
            label: i18n::shell::command(language, command.id).to_owned(),
            keys: command.shortcuts.first().map(|shortcut| i18n::dialogs::keys(language, shortcut).join("+")),
            message: Msg::Call(command.id),
        })
        .collect()
}

/// Every word of the query stands in the command's name, whatever its case and accents.
fn matches(language: Language, id: CommandId, query: &str) -> bool {
    let name = fold::key(i18n::shell::command(language, id));
    fold::words(query).all(|word| name.contains(&fold::key(&query[word])))
}
