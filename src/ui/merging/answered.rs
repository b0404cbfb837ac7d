//! Who has answered, and a text for those who have not.

use leptos::{prelude::*, task::spawn_local};

use super::Review;
use crate::{
    app::map_named_by,
    browser::{clock, files, page},
    exchange,
    i18n::inbox as words,
    model::{Day, Id, Network, TableName, order},
    query::{
        answered::{Answered, answered},
        fold,
    },
    ui::{
        context::App,
        copyable::copyable,
        kit::{ButtonLook, CollectAny, button, live, memo, optional, said},
    },
};

pub(super) fn draw(app: App, review: RwSignal<Review>) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().inbox());
    let today = clock::now().today;
    let since = RwSignal::new(today.months_before(1));
    let is_opened = RwSignal::new(false);
    let choose = move |event| {
        let day = Day::new(event_target_value(&event));
        if day.parts().is_some() {
            since.set(day);
        }
    };
    let found = memo(move || review.with(|review| answered(&review.merged.network, &since.get(), &today)));
    let lists = move || review.with(|review| names(app, &review.merged.network, found.get()));
    let contents = move || {
        view! {
            <div class="kern-form-input inbox__since">
                <label class="kern-label" for="inbox-since">{t.since}</label>
                <p class="kern-hint" id="inbox-since-hint">{t.counts}</p>
                <input
                    type="date"
                    class="kern-form-input__input"
                    id="inbox-since"
                    aria-describedby="inbox-since-hint"
                    prop:value=since.get_untracked().as_str().to_owned()
                    on:change=choose
                />
            </div>
            <p role="status">{move || words::answered(language, &found.get())}</p>
            {reminder(app)}
            {live(lists)}
        }
    };
    view! {
        <details class="inbox__answered" on:toggle=move |_| is_opened.set(true)>
            <summary>{t.who_answered}</summary>
            {live(move || is_opened.get().then(contents))}
        </details>
    }
    .into_any()
}

fn names(app: App, network: &Network, answered: Answered) -> AnyView {
    let t = app.texts().inbox();
    let list = |heading: &'static str, ids: Vec<Id>| {
        let mut names: Vec<String> = ids.iter().map(|id| network.name_of(TableName::Actors, id)).collect();
        order::sort_by_cached_key(&mut names, |name| fold::sort_key(name));
        let number = app.spoken().number(names.len());
        let names = names.into_iter().map(|name| view! { <li>{said(app, name)}</li> }).collect_any();
        view! {
            <div>
                <h4 class="inbox__group">{heading} {format!(" ({number})")}</h4>
                <ul>{names}</ul>
            </div>
        }
    };
    view! {
        <div class="inbox__answers">
            {list(t.not_yet, answered.not_yet)}
            {list(t.answered, answered.yes)}
        </div>
    }
    .into_any()
}

fn reminder(app: App) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().inbox());
    let network = app.peek(|state| state.network.clone());
    // `None` until it is known.
    let is_published = RwSignal::new(None);
    {
        let id = network.about.id.clone();
        spawn_local(async move {
            let is_named = is_published_here(&id).await;
            is_published.try_set(Some(is_named));
        });
    }
    optional(move || {
        let address = is_published.get()?.then(page::own_address);
        let text = words::reminder(language, &network.about.title, address.as_deref());
        let note = copyable(app, t.reminder.to_owned(), text);
        Some(view! {
            <h4 class="inbox__group">{t.reminder}</h4>
            {note.area}
            <div class="inbox__copy">
                {button(ButtonLook::new(t.copy_reminder, "secondary", ""), note.copy)}
                {note.said}
            </div>
        })
    })
}

/// Whether the page opens with the map of this network for those who have none of their own.
pub(in crate::ui) async fn is_published_here(id: &Id) -> bool {
    let Some(address) = files::site().await.and_then(|site| map_named_by(&site)) else { return false };
    let map = files::text_at(&address).await.and_then(|text| exchange::read_stored(&text));
    map.is_some_and(|map| map.about.id == *id)
}
