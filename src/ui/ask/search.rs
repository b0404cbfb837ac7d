//! The search field, what it finds with the reason, and chips for those who do not know what to ask.

use gloo_timers::callback::Timeout;
use leptos::{
    prelude::*,
    task::{spawn_local, tick},
};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::{
    app::{Address, Dialog, Draft, Msg, View},
    browser::{clock, page},
    i18n,
    model::{Id, Network, TableName},
    query::{
        coverage,
        search::{Hit, HitKind, Reason},
    },
};

use super::super::{
    context::App,
    kit::{Button, CollectAny, address_of, icon, marked, memo, optional, said},
};

const ANNOUNCEMENT_DELAY_MILLIS: u32 = 700;
/// More than these are counted, and shown by the lists.
const MOST_SHOWN: usize = 6;
const CHIPS: usize = 8;

pub(super) fn field(app: App) -> impl IntoView {
    let t = app.texts();
    let text = memo(move || app.address.get().search);
    let type_in = move |typed: String| {
        let mut address = app.address.get_untracked();
        address.search = typed;
        app.dispatch(Msg::Go { address, replace: true });
    };
    let keydown = move |event: KeyboardEvent| match event.key().as_str() {
        // Enter and Escape belong to what is being composed.
        _ if event.is_composing() => {}
        "Enter" => {
            event.prevent_default();
            if let Some(address) = first_hit(app) {
                let card_opens = address.opened.is_some();
                app.dispatch(Msg::Go { address, replace: false });
                if card_opens {
                    spawn_local(async {
                        tick().await;
                        page::focus("card-title");
                    });
                }
            }
        }
        "ArrowDown" => {
            event.prevent_default();
            step(&event, 1);
        }
        "Escape" => type_in(String::new()),
        _ => {}
    };
    view! {
        <div class="ask__field" role="search">
            <label class="ask__label" for="search">
                {t.ask().question}
            </label>
            <div class="ask__input">
                {icon("search")}
                <input
                    id="search"
                    type="search"
                    class="kern-form-input__input"
                    aria-label=format!("{} {}", t.ask().question, t.ask().search)
                    placeholder=t.ask().placeholder
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=text
                    on:input=move |event| type_in(event_target_value(&event))
                    on:keydown=keydown
                />
            </div>
        </div>
    }
}

/// Where the best hit of all groups leads.
fn first_hit(app: App) -> Option<Address> {
    let visible = app.visible.get_untracked();
    let found = visible.found.as_ref()?;
    let hits = [&found.competencies, &found.actors, &found.topics];
    let best = hits
        .into_iter()
        .filter_map(|hits| hits.first())
        .reduce(|best, hit| if hit.score > best.score { hit } else { best })?;
    Some(target(&app.address.get_untracked(), best.kind, &best.id))
}

/// Beside the graph the card opens, elsewhere the record's own page.
fn target(address: &Address, kind: HitKind, id: &Id) -> Address {
    let in_graph = address.view.is_graph() && !page::is_stacked();
    match kind {
        HitKind::Topic => address_of(TableName::Topics, id),
        _ if in_graph => Address { opened: Some(id.clone()), ..address.clone() },
        HitKind::Actor => address_of(TableName::Actors, id),
        HitKind::Competency => address_of(TableName::Competencies, id),
    }
}

pub(in crate::ui) fn results(app: App) -> AnyView {
    let language = app.spoken();
    let t = app.texts();
    // One sentence for a word, and not one for each letter.
    let announced = RwSignal::new(String::new());
    let pending: StoredValue<Option<Timeout>, LocalStorage> = StoredValue::new_local(None);
    let say_soon = move |said: String| {
        let say = move || drop(announced.try_set(said));
        pending.set_value(Some(Timeout::new(ANNOUNCEMENT_DELAY_MILLIS, say)));
    };
    optional(move || {
        let visible = app.visible.get();
        let mut found = visible.found.clone()?;
        let is_unknown = found.actors.is_empty() && found.competencies.is_empty() && found.topics.is_empty();
        // What filters take away is not offered here either.
        found.actors.retain(|hit| visible.actors.contains(&hit.id));
        found.competencies.retain(|hit| visible.competencies.contains(&hit.id));
        let network = app.network.get();
        let address = app.address.get();
        let (actors, competencies, topics) =
            (visible.actors.len(), visible.competencies.len(), visible.topics.len());
        let said = i18n::ask::hits(language, actors, competencies, topics);
        let nothing = said.is_empty();
        say_soon(if nothing { t.ask().nothing.to_owned() } else { said });
        let group = |name: &'static str, hits: &[Hit], all: usize| {
            let rows: Vec<_> =
                hits.iter().take(MOST_SHOWN).map(|hit| row(app, &network, &address, hit)).collect();
            let more = all.saturating_sub(hits.len().min(MOST_SHOWN));
            (!hits.is_empty()).then(|| {
                view! {
                    <h2 class="ask__heading">{name}</h2>
                    <ul role="list" class="hits">{rows}</ul>
                    {(more > 0).then(|| view! { <p class="ask__more">{i18n::ask::more_hits(language, more)}</p> })}
                }
            })
        };
        // A competency that matches by its name is what was asked for; who offers it follows.
        let competencies_first = found.competencies.first().map_or(0.0, |hit| hit.score)
            >= found.actors.first().map_or(0.0, |hit| hit.score);
        let (mut offering, mut looking, mut named) = (Vec::new(), Vec::new(), Vec::new());
        for hit in &found.actors {
            match hit.reason {
                Reason::Offers { .. } | Reason::OffersNarrower { .. } | Reason::OffersBroader { .. } => {
                    offering.push(hit.clone());
                }
                Reason::LooksFor { .. } => looking.push(hit.clone()),
                _ => named.push(hit.clone()),
            }
        }
        // Of how many more there are only the whole is known.
        let shown = |hits: &[Hit]| hits.len().min(MOST_SHOWN);
        let more = actors.saturating_sub(shown(&offering) + shown(&looking) + shown(&named));
        let who = view! {
            {group(t.ask().who, &named, shown(&named))}
            {group(t.ask().offering, &offering, shown(&offering))}
            {group(t.ask().looking, &looking, shown(&looking))}
            {(more > 0).then(|| view! { <p class="ask__more">{i18n::ask::more_hits(language, more)}</p> })}
        }
        .into_any();
        let what = group(t.ask().what, &found.competencies, competencies).into_any();
        let (first, second) = if competencies_first { (what, who) } else { (who, what) };
        let who_helps = address.view != View::Matches && !found.competencies.is_empty();
        let view = view! {
            <section class="ask__results" on:keydown=|event: KeyboardEvent| match event.key().as_str() {
                "ArrowDown" => step(&event, 1),
                "ArrowUp" => step(&event, -1),
                _ => {}
            }>
                <p class="kern-sr-only" role="status">{announced}</p>
                {first}
                {second}
                {group(t.ask().topics, &found.topics, topics)}
                {nothing.then(|| nothing_found(app, address.search.trim(), is_unknown))}
                {who_helps.then(|| view! {
                    <a class="kern-link ask__all" href=address.in_view(View::Matches).hash()>{t.ask().who_helps}</a>
                })}
            </section>
        };
        Some(view)
    })
}

/// What is not there can be made, and be looked for. What filters hide is there.
fn nothing_found(app: App, words: &str, is_unknown: bool) -> impl IntoView + use<> {
    let t = app.texts().ask();
    let may_edit = is_unknown && !app.peek(|state| state.is_read_only());
    let me = app.peek(|state| state.me().cloned());
    let need = Draft::new(TableName::Needs).with("competency", &words.to_owned());
    let need = if let Some(me) = me { need.with("actor", &me) } else { need };
    let competency = Draft::new(TableName::Competencies).with("name", &words.to_owned());
    view! {
        <p>{t.nothing}</p>
        {may_edit.then(|| view! {
            <div class="cluster">
                <Button label=t.enter_as_need message=move || Msg::Open(Dialog::Record(need.clone())) />
                <Button label=t.make_competency message=move || Msg::Open(Dialog::Record(competency.clone())) />
            </div>
        })}
    }
}

fn row(app: App, network: &Network, address: &Address, hit: &Hit) -> impl IntoView + use<> {
    let name = match hit.kind {
        HitKind::Actor => network.actors.get(&hit.id).map(|actor| actor.name.clone()),
        HitKind::Competency => network.competencies.get(&hit.id).map(|competency| competency.name.clone()),
        HitKind::Topic => network.topics.get(&hit.id).map(|topic| topic.title.clone()),
    }
    .unwrap_or_default();
    let reason = i18n::reason::reason(app.spoken(), hit, network);
    let sector = network.actors.get(&hit.id).and_then(|actor| network.sectors.get(actor.sector.as_ref()?));
    let letters = sector.map(|sector| sector.symbol.clone());
    let color = sector.and_then(|sector| network.sector_color(&sector.id));
    let sign = match (hit.kind, color) {
        (HitKind::Actor, Some(color)) => format!("sector-sign sector-{color}"),
        (HitKind::Actor, None) => "hit__sign hit__sign--actor".to_owned(),
        (HitKind::Competency, _) => "hit__sign hit__sign--competency".to_owned(),
        (HitKind::Topic, _) => "hit__sign hit__sign--topic".to_owned(),
    };
    let count = (hit.kind == HitKind::Competency).then(|| {
        let number = app.relations.get_untracked().around_competency(&hit.id).offered_by().len();
        i18n::ask::offered_by(app.spoken(), number)
    });
    let small: Vec<String> =
        [Some(reason), count].into_iter().flatten().filter(|text| !text.is_empty()).collect();
    view! {
        <li>
            <a class="hit" href=target(address, hit.kind, &hit.id).hash()>
                <span class=sign aria-hidden="true">{letters}</span>
                <span class="hit__name" lang=app.contents()>{marked(&name, hit.marks.first().cloned())}</span>
                <span class="hit__reason">{small.join(" · ")}</span>
            </a>
        </li>
    }
}

/// Moves the focus between the search field and the hits below it.
fn step(event: &KeyboardEvent, by: i32) {
    let Some(panel) = event
        .current_target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|target| target.closest(".ask").ok().flatten())
    else {
        return;
    };
    let Ok(stops) = panel.query_selector_all("#search, .hit") else { return };
    let here = page::document().and_then(|document| document.active_element());
    let place = (0..stops.length()).find(|&number| {
        stops.item(number).zip(here.as_ref()).is_some_and(|(stop, here)| here.is_same_node(Some(&stop)))
    });
    let to = place.map_or(0, |place| place as i32 + by).max(0) as u32;
    if let Some(stop) = stops.item(to).and_then(|stop| stop.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        let _ = stop.focus();
    }
}

/// What is offered most, with how many offer it: an answer for those who have no question yet.
pub(super) fn chips(app: App) -> AnyView {
    let language = app.spoken();
    let t = app.texts();
    let popular = memo(move || {
        let network = app.network.get();
        coverage::popular(&network, &clock::now().today).into_iter().take(CHIPS).collect::<Vec<_>>()
    });
    let chip = move |(id, number): (Id, usize)| {
        let name = app.network.get().competencies.get(&id).map(|competency| said(app, &competency.name));
        let href = move || {
            let address = app.address.get();
            let there = target(&address, HitKind::Competency, &id);
            if there.opened.is_some() {
                Address { ego: Some(id.clone()), steps: 1, ..there }.hash()
            } else {
                there.hash()
            }
        };
        view! {
            <li>
                <a class="chip" href=href>
                    {name}
                    <span class="chip__count" aria-hidden="true">{number}</span>
                    <span class="kern-sr-only">{format!(", {}", i18n::ask::offered_by(language, number))}</span>
                </a>
            </li>
        }
    };
    optional(move || {
        let popular = popular.get();
        (!popular.is_empty()).then(|| {
            view! {
                <section class="ask__chips" aria-labelledby="chips-title">
                    <h2 id="chips-title" class="ask__heading">{t.ask().chips}</h2>
                    <div role="toolbar" aria-labelledby="chips-title">
                        <ul role="list" class="chips">{popular.into_iter().map(chip).collect_any()}</ul>
                    </div>
                    <a class="kern-link ask__all" href=Address::of(View::Competencies).hash()>
                        {t.ask().all_competencies}
                    </a>
                </section>
            }
        })
    })
}
