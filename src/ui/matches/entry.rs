//! One match: the two, why they fit, and what can be done about it.

use leptos::{
    prelude::*,
    task::{spawn_local, tick},
};

use crate::{
    app::{Address, Dialog, Draft, Msg, View, mark_match},
    browser::clock,
    i18n,
    model::{AgreementState, Day, Id, LinkKind, Network, TableName, Word},
    query::matches::{Closeness, Match},
    ui::{
        context::App,
        kit::{Button, focus_soon, record_link},
    },
};

/// What an entry says. Entries are keyed by it: one is built anew when it says something new.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Entry {
    found: Match,
    /// What the two are called; nobody looks for a wish.
    looking: Option<String>,
    offered_by: String,
    reasons: String,
    details: String,
    noted_by: Option<String>,
    can_be_marked: bool,
    /// One is the one who offers.
    is_mine: bool,
}

impl Entry {
    /// Of a match in this network, which may be a later one than that it was found in.
    pub(super) fn new(app: App, network: &Network, found: Match) -> Option<Self> {
        let found = found.in_later(network)?;
        let language = app.spoken();
        let actor = |id: &Id| network.name_of(TableName::Actors, id);
        let reasons = [
            Some(i18n::matches::looks_and_offers(language, &found, network)),
            i18n::matches::term(language, &found, network),
            i18n::matches::in_turn(language, &found, network),
        ];
        let details = [
            i18n::matches::introducers(language, &found, network),
            i18n::matches::help(language, &found, network),
            i18n::matches::further(language, &found, network),
        ];
        let joined =
            |sentences: &[Option<String>]| sentences.iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        let noted_by = found.agreement.as_ref().and_then(|(id, _)| {
            let by = network.agreements.get(id)?.history.last()?.by.as_ref().map(actor);
            Some(i18n::matches::noted_by(language, by.as_deref()))
        });
        Some(Self {
            looking: found.actor.as_ref().map(actor),
            offered_by: actor(&found.offered_by),
            reasons: joined(&reasons),
            details: joined(&details),
            noted_by,
            can_be_marked: !app.read_only.get(),
            is_mine: app.peek(|state| state.me() == Some(&found.offered_by)),
            found,
        })
    }
}

/// Each with a heading of this level, 2 to 4.
pub(super) fn entries(app: App, shown: Memo<Vec<Entry>>, level: u8) -> AnyView {
    view! {
        <ul class="matches" role="list">
            <For each=move || shown.get() key=Clone::clone children=move |it| entry(app, &it, level) />
        </ul>
    }
    .into_any()
}

fn entry(app: App, it: &Entry, level: u8) -> AnyView {
    let found = &it.found;
    let language = app.spoken();
    let t = app.texts().matches();
    let actor = |id: &Id, name: &str| record_link(TableName::Actors, id, name);
    let looking = found.actor.as_ref().zip(it.looking.as_ref());
    let looking = looking.map(|(id, name)| view! { {actor(id, name)} <span class="match__and">" – "</span> });
    let tags = [
        (found.mutual.is_some(), t.mutual),
        (found.surprising, t.surprising),
        (found.closeness == Closeness::Broader, t.maybe),
    ];
    let tags = tags.into_iter().filter(|(holds, _)| *holds);
    let tags: Vec<_> = tags.map(|(_, tag)| view! { <span class="tag">{tag}</span> }).collect();
    let day = |day: &Option<Day>| day.as_ref().map(|day| clock::day(day, language));
    let (need, offer) = (day(&found.need_confirmed), day(&found.offer_confirmed));
    let confirmed = i18n::matches::confirmed(language, need.as_deref(), offer.as_deref());
    let merge = (found.closeness == Closeness::NearTwin).then(|| {
        let href = Address::of(View::Vocabulary).hash();
        view! { " " <a class="kern-link" href=href>{t.merge_terms}</a> }
    });
    let details = [Some(it.details.clone()).filter(|it| !it.is_empty()), confirmed];
    let details = details.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let details = (!details.is_empty()).then(|| view! { <p class="match__details muted">{details}</p> });
    let who = view! { {looking} {actor(&found.offered_by, &it.offered_by)} {tags} };
    let id = who_id(found);
    let who = match level {
        2 => view! { <h2 class="match__who" id=id>{who}</h2> }.into_any(),
        3 => view! { <h3 class="match__who" id=id>{who}</h3> }.into_any(),
        _ => view! { <h4 class="match__who" id=id>{who}</h4> }.into_any(),
    };
    view! {
        <li class="match">
            {who}
            <p>{it.reasons.clone()} {merge}</p>
            {details}
            {acts(app, it)}
        </li>
    }
    .into_any()
}

/// Of the line that names the two.
fn who_id(found: &Match) -> String {
    format!("match-{}-{}", found.need.as_ref().map_or("", Id::as_str), found.offered_by)
}

/// Only of a need that somebody has recorded.
fn acts(app: App, it: &Entry) -> Option<AnyView> {
    let found = &it.found;
    let t = app.texts().matches();
    let words = if found.in_contact { t.note } else { t.introduce };
    let introduce = introduce(found.need.clone()?, found, words, "secondary");
    let way = (!found.in_contact).then(|| way(app, it));
    let shown = found.actor.is_some().then(|| shown(app, found));
    let mark = it.can_be_marked.then(|| mark(app, it));
    Some(
        view! {
            <div class="cluster match__acts" role="group" aria-labelledby=who_id(found)>
                {introduce}
                {way}
                {shown}
                {mark}
            </div>
        }
        .into_any(),
    )
}

/// How the two get to each other; from oneself where one is one of them.
fn way(app: App, it: &Entry) -> Option<AnyView> {
    let (mut from, mut to) = (it.found.actor.as_ref()?, &it.found.offered_by);
    if it.is_mine {
        (from, to) = (to, from);
    }
    let address = Address { record: Some(to.clone()), from: Some(from.clone()), ..Address::of(View::Way) };
    let words = app.texts().matches().way;
    Some(view! { <a class="kern-link" href=address.hash()>{words}</a> }.into_any())
}

/// The two in the picture, with what joins them.
fn shown(app: App, found: &Match) -> AnyView {
    let mut way: Vec<Id> = found.actor.iter().cloned().collect();
    way.push(found.wanted.clone());
    if found.offered != found.wanted {
        way.push(found.offered.clone());
    }
    way.push(found.offered_by.clone());
    let address = Address { way, ..Address::of(View::Network) };
    view! { <a class="kern-link" href=address.hash()>{app.texts().matches().show}</a> }.into_any()
}

/// Opens the note to both.
pub(super) fn introduce(need: Id, found: &Match, words: &'static str, rank: &'static str) -> AnyView {
    let offered_by = found.offered_by.clone();
    let message =
        move || Msg::Open(Dialog::Introduction { need: need.clone(), offered_by: offered_by.clone() });
    view! { <Button label=words message=message rank=rank icon_name="mail" /> }.into_any()
}

/// How far the two are, and by whom that is noted. What is chosen counts once the button is pressed: arrow keys go
/// through all that there is to choose.
fn mark(app: App, it: &Entry) -> AnyView {
    let found = &it.found;
    let language = app.spoken();
    let t = app.texts().matches();
    let now = found.agreement.as_ref().map(|(_, state)| *state);
    let option = |state: Option<AgreementState>| {
        let (value, words) = match state {
            Some(state) => (state.word(), i18n::records::word(language, state)),
            None => ("", t.nothing_noted),
        };
        view! { <option value=value selected=state == now>{words}</option> }
    };
    let options: Vec<_> =
        [None].into_iter().chain(AgreementState::ALL.iter().copied().map(Some)).map(option).collect();
    let chosen = RwSignal::new(now);
    let choose = move |event: web_sys::Event| {
        let word = event_target_value(&event);
        chosen.set(AgreementState::ALL.iter().copied().find(|state| state.word() == word));
    };
    let id = format!("mark-{}-{}", found.need.as_ref().map_or("", Id::as_str), found.offered_by);
    let found = StoredValue::new((found.clone(), id.clone()));
    let press = move || found.with_value(|(found, id)| note(app, found, chosen.get_untracked(), id.clone()));
    let unchanged = Signal::derive(move || chosen.get() == now);
    view! {
        <label class="match__mark">
            <span>{t.mark}</span>
            <select id=id on:change=choose>{options}</select>
        </label>
        <Button label=t.note_down message=press disabled=unchanged rank="tertiary" />
        {it.noted_by.clone().map(|by| view! { <span class="muted">{by}</span> })}
    }
    .into_any()
}

/// What was agreed is asked for at once, and whether the two are in contact now that it is done. The entry is drawn
/// anew, and the focus goes where it was, the element `focused`.
fn note(app: App, found: &Match, state: Option<AgreementState>, focused: String) {
    let network = app.network.get_untracked();
    let me = app.peek(|state| state.me().cloned());
    let new_id = clock::new_id();
    let id = found.agreement.as_ref().map_or_else(|| new_id.clone(), |(id, _)| id.clone());
    let message = mark_match(&network, found, state, me.as_ref(), &clock::now().today, || new_id);
    let Some(message) = message else { return };
    app.dispatch(message);
    let draft = match (state, &found.actor) {
        (Some(AgreementState::Agreed), _) => Some(Draft::edit(TableName::Agreements, &id)),
        (Some(AgreementState::Kept), Some(actor)) if !found.in_contact => {
            let link = Draft::new(TableName::Links).with("from", actor).with("to", &found.offered_by);
            Some(link.with("kind", &LinkKind::WorksWith))
        }
        _ => None,
    };
    focus_soon(focused, "view-title");
    if let Some(draft) = draft {
        spawn_local(async move {
            // It gives the focus back to where it is by then.
            tick().await;
            app.dispatch(Msg::Open(Dialog::Record(draft)));
        });
    }
}
