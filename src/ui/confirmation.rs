//! Whether entries are still true: who was confirmed longest ago, a question to copy for each, and one click that says
//! that all is still true.

use leptos::prelude::*;

use super::{
    context::App,
    copyable::{Copyable, copyable, languages},
    kit::{ButtonLook, button, focus_soon, live, memo, optional, record_link, view_title},
    lists::all_button,
    merging::is_published_here,
};
use crate::{
    app::{Address, View, confirm, note_asked},
    browser::{clock, page},
    exchange::{Profile, redact},
    i18n::{Language, confirmation as words},
    model::{Day, Id, TableName},
    query::{
        confirmation::{Age, Confirmation, confirmations},
        matches::fresh_months,
        roles::Role,
    },
};

/// What is behind the door of confirmations.
pub struct ConfirmationView {
    pub(in crate::ui) page: fn(App) -> AnyView,
}

pub const CONFIRMATIONS: ConfirmationView = ConfirmationView { page: view };

/// Rows of a part that are shown at first.
const ROWS: usize = 20;

fn view(app: App) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().confirmation());
    let all = memo(move || confirmations(&app.records.get(), &clock::now().today));
    // Whom one is about to ask, in which language, and whether the map can be named to them.
    let asking =
        Asking { who: RwSignal::new(None), language: RwSignal::new(language), address: RwSignal::new(None) };
    let id = app.records.with_untracked(|network| network.about.id.clone());
    leptos::task::spawn_local(async move {
        let address = is_published_here(&id).await.then(page::own_address);
        asking.address.try_set(address);
    });
    let summary = move || {
        let all = all.read();
        let old = all.iter().filter(|it| it.age == Age::Old).count();
        let months = app.records.with(|network| fresh_months(network));
        if all.is_empty() { t.none.to_owned() } else { words::summary(language, old, all.len(), months) }
    };
    let is_any = memo(move || !all.read().is_empty());
    let in_network = optional(move || {
        let address = Address { role: Some(Role::Confirmations), ..Address::of(View::Network) };
        is_any.get().then(|| view! { <a class="kern-link" href=address.hash()>{t.show_in_network}</a> })
    });
    let narrowed = memo(move || app.address.with(|address| !address.shows_all()));
    let only_shown = optional(move || narrowed.get().then(|| view! { <p class="muted">{t.only_shown}</p> }));
    let part = move |age: Age| part(app, all, age, asking);
    view! {
        <section class="page">
            <header class="list-head">
                <div>
                    {view_title(View::Confirmations.title(language))}
                    <p class="list-head__count" role="status">{summary}</p>
                </div>
                {in_network}
            </header>
            <p class="reading confirmation__intro">{t.intro}</p>
            {only_shown}
            <div class="stack">{part(Age::Old)} {part(Age::Soon)} {part(Age::Fresh)}</div>
        </section>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Asking {
    who: RwSignal<Option<Id>>,
    language: RwSignal<Language>,
    address: RwSignal<Option<String>>,
}

fn part(app: App, all: Memo<Vec<Confirmation>>, age: Age, asking: Asking) -> AnyView {
    let language = app.spoken();
    let limit = RwSignal::new(ROWS);
    let shown = memo(move || {
        let visible = app.visible.get();
        let all = all.read();
        let of = all.iter().filter(|it| it.age == age && visible.actors.contains(&it.actor));
        of.cloned().collect::<Vec<_>>()
    });
    let is_any = memo(move || !shown.read().is_empty());
    let id = format!("confirmation-{}", age as u8);
    let labelled = id.clone();
    let rows = move || {
        let (network, shown) = (app.records.get(), shown.get());
        let name = |it: &Confirmation| network.name_of(TableName::Actors, &it.actor);
        let rows = shown.iter().take(limit.get()).map(|it| (name(it), it.clone()));
        rows.collect::<Vec<_>>()
    };
    let count = move || language.number(shown.read().len());
    optional(move || {
        let (id, labelled) = (id.clone(), labelled.clone());
        is_any.get().then(|| {
            view! {
                <section class="card__section" aria-labelledby=labelled>
                    <h2 class="card__heading" id=id>{words::heading(language, age)} " (" {count} ")"</h2>
                    <ul class="rows" role="list">
                        <For each=rows key=|row| format!("{row:?}") let((name, it))>
                            {row(app, &name, it, asking)}
                        </For>
                    </ul>
                    {live(move || {
                        let all = shown.read().len();
                        (all > ROWS).then(|| all_button(app, limit, all))
                    })}
                </section>
            }
        })
    })
}

fn row(app: App, name: &str, it: Confirmation, asking: Asking) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().confirmation());
    let day = |day: &Day| clock::day(day, language);
    let last = words::last(language, it.on.as_ref().map(day).as_deref(), it.by);
    let as_old = (it.old > 0).then(|| format!(" {}", words::as_old(language, it.old)));
    let today = clock::now().today;
    let may_ask = it.may_ask(&today);
    let asked = it.asked_on.as_ref().filter(|_| it.age != Age::Fresh && !may_ask);
    let asked = asked.map(|asked| view! { <p class="muted">{words::asked(language, &day(asked))}</p> });
    let who = it.actor.clone();
    let still_true = move || {
        let me = app.peek(|state| state.me().cloned());
        let message = confirm(&app.network.get_untracked(), &who, me.as_ref(), &clock::now().today);
        if let Some(message) = message {
            app.dispatch(message);
        }
        focus_soon("view-title", "view-title");
    };
    let of = it.actor.clone();
    let is_asking = memo(move || asking.who.with(|who| who.as_ref() == Some(&of)));
    let of = it.actor.clone();
    let ask = move |_| asking.who.update(|who| *who = (who.as_ref() != Some(&of)).then(|| of.clone()));
    let ask = may_ask.then(|| {
        view! {
            <button
                type="button"
                class="kern-btn kern-btn--tertiary kern-btn--x-small"
                aria-expanded=move || is_asking.get().to_string()
                aria-label=words::of_actor(t.ask, name)
                on:click=ask
            >
                <span class="kern-label">{t.ask}</span>
            </button>
        }
    });
    let look = ButtonLook {
        spoken: Some(words::of_actor(t.still_true, name)),
        ..ButtonLook::new(t.still_true, "secondary", "")
    };
    let acts = (!app.read_only.get_untracked()).then(|| {
        view! { <div class="cluster">{(it.age != Age::Fresh).then(|| button(look, still_true))} {ask}</div> }
    });
    let link = record_link(TableName::Actors, &it.actor, name);
    view! {
        <li class="row confirmation">
            <div class="row__main">
                <p>{link}</p>
                <p class="muted">{last} {as_old}</p>
                {asked}
            </div>
            {acts}
            {optional(move || is_asking.get().then(|| question(app, &it, asking)))}
        </li>
    }
    .into_any()
}

/// A text to copy, and that it was sent.
fn question(app: App, it: &Confirmation, asking: Asking) -> AnyView {
    let t = app.texts().confirmation();
    let it = it.clone();
    let who = it.actor.clone();
    let was_asked = move || {
        if let Some(message) = note_asked(&app.network.get_untracked(), &who, &clock::now().today) {
            app.dispatch(message);
        }
        asking.who.set(None);
        focus_soon("view-title", "view-title");
    };
    let body = live(move || {
        let language = asking.language.get();
        let part = redact(&app.records.get(), Profile::Network);
        let day = it.on.as_ref().map(|day| clock::day(day, language));
        let last = words::last(language, day.as_deref(), it.by);
        let text = words::question(language, &part, &it, &last, asking.address.get().as_deref());
        let Copyable { area, said, copy } = copyable(app, t.note.to_owned(), text);
        view! {
            <div lang=language.code()>{area}</div>
            {button(ButtonLook::new(t.copy, "primary", "content-copy"), copy)}
            {said}
        }
    });
    view! {
        <div class="confirmation__question">
            {languages(t.language_of_text, asking.language)} {body}
            {button(ButtonLook::new(t.was_asked, "secondary", "check"), was_asked)}
        </div>
    }
    .into_any()
}
