//! Every command and every record, two or three keys away.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::{
    app::{CommandId, Dialog, Msg, NetworkAction, address_of, commands, page_of},
    browser::page,
    i18n,
    model::TableName,
    query::{fold, search::Hit},
    store::Listed,
};

use super::{close_then, shortcuts::pressed};
use crate::ui::{
    context::App,
    kit::{CollectAny, Modal, icon, memo, record_name},
};

const HITS_PER_GROUP: usize = 6;

/// Something the palette can do, below the heading of its group.
#[derive(Clone, PartialEq)]
struct Item {
    group: &'static str,
    icon_name: &'static str,
    label: String,
    lang: Option<String>,
    keys: Option<String>,
    message: Msg,
}

pub(super) fn palette(app: App) -> impl IntoView {
    let (language, t) = (app.spoken(), app.texts().dialogs());
    let query = RwSignal::new(String::new());
    let chosen = RwSignal::new(0);
    let networks = app.slice(|state| state.networks.clone().unwrap_or_default());
    let items = memo(move || query.with(|query| items(app, query, &networks.get())));
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
        <Modal wide=true>
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
                <div id="palette-list" class="palette__list" role="listbox" aria-label=Dialog::Palette.title(language)>
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
                    {options.collect_any()}
                </div>
            }
        })
        .collect_any()
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
            <span class="palette__label" lang=item.lang.clone()>{item.label.clone()}</span>
            {item.keys.clone().map(pressed)}
        </div>
    }
}

/// Commands first, then records, the kind with the best hit before the others; an empty query lists all commands.
fn items(app: App, query: &str, networks: &[Listed]) -> Vec<Item> {
    let mut items = matching_commands(app, query);
    if query.trim().is_empty() {
        return items;
    }
    let network = app.network.get_untracked();
    let found = app.index.ask(&network, query, HITS_PER_GROUP).unwrap_or_default().best;
    let mut groups = [
        (TableName::Actors, found.actors),
        (TableName::Competencies, found.competencies),
        (TableName::Topics, found.topics),
    ];
    let best = |hits: &[Hit]| hits.first().map_or(0.0, |hit| hit.score);
    groups.sort_by(|(_, one), (_, other)| best(other).total_cmp(&best(one)));
    items.extend(other_networks(app, query, networks));
    for (table, hits) in groups {
        let Some(list) = page_of(table).map(|page| page.view.without_record().row()) else { continue };
        items.extend(hits.iter().filter_map(|hit| {
            Some(Item {
                group: list.title.text(app.spoken()),
                icon_name: list.icon,
                label: record_name(&network, table, &hit.id)?,
                lang: app.contents(),
                keys: None,
                message: Msg::Go { address: address_of(table, &hit.id), replace: false },
            })
        }));
    }
    items
}

fn matching_commands(app: App, query: &str) -> Vec<Item> {
    let language = app.spoken();
    let group = app.texts().dialogs().commands;
    commands()
        .filter(|command| app.peek(|state| command.in_palette(state) && (command.enabled)(state)))
        .map(|command| Item {
            group,
            icon_name: "chevron-right",
            label: command.title.text(language).to_owned(),
            lang: None,
            keys: command.shortcuts.first().map(|shortcut| i18n::dialogs::keys(language, shortcut)),
            message: Msg::Call(command.id),
        })
        .filter(|item| matches(&item.label, query))
        .collect()
}

fn other_networks<'a>(app: App, query: &'a str, networks: &'a [Listed]) -> impl Iterator<Item = Item> + 'a {
    let open = app.peek(|state| state.slot.clone());
    let others = networks.iter().filter(move |listed| listed.slot != open && listed.removed_at.is_none());
    others.filter(|listed| matches(&listed.title, query)).map(move |listed| Item {
        group: CommandId::Networks.title(app.spoken()),
        icon_name: "open-in-new",
        label: listed.title.clone(),
        lang: None,
        keys: None,
        message: Msg::Network(NetworkAction::Open(listed.slot.clone())),
    })
}

/// Every word of the query stands in the command's title, whatever its case and accents.
fn matches(title: &str, query: &str) -> bool {
    let title = fold::key(title);
    fold::words(query).all(|word| title.contains(&fold::key(&query[word])))
}
