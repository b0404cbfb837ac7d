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

/// Of matches in this network, each with a heading of this level, 2 to 4.
pub(super) fn entries(app: App, network: &Network, found: &[Match], level: u8) -> AnyView {
    let entries: Vec<AnyView> = found.iter().map(|found| entry(app, network, found, level)).collect();
    view! { <ul class="matches" role="list">{entries}</ul> }.into_any()
}

fn entry(app: App, network: &Network, found: &Match, level: u8) -> AnyView {
    let language = app.spoken();
    let t = app.texts().matches();
    let actor = |id: &Id| record_link(TableName::Actors, id, &network.name_of(TableName::Actors, id));
    let looking = found.actor.as_ref().map(|id| view! { {actor(id)} <span class="match__and">" – "</span> });
    let tags = [
        (found.mutual.is_some(), t.mutual),
        (found.surprising, t.surprising),
        (found.closeness == Closeness::Broader, t.maybe),
    ];
    let tags = tags.into_iter().filter(|(holds, _)| *holds);
    let tags: Vec<_> = tags.map(|(_, tag)| view! { <span class="tag">{tag}</span> }).collect();
    let reasons = [
        Some(i18n::matches::looks_and_offers(language, found, network)),
        i18n::matches::term(language, found, network),
        i18n::matches::in_turn(language, found, network),
    ];
    let day = |day: &Option<Day>| day.as_ref().map(|day| clock::day(day, language));
    let (need, offer) = (day(&found.need_confirmed), day(&found.offer_confirmed));
    let details = [
        i18n::matches::introducers(language, found, network),
        i18n::matches::help(language, found, network),
        i18n::matches::further(language, found, network),
        i18n::matches::confirmed(language, need.as_deref(), offer.as_deref()),
    ];
    let merge = (found.closeness == Closeness::NearTwin).then(|| {
        let href = Address::of(View::Vocabulary).hash();
        view! { " " <a class="kern-link" href=href>{t.merge_terms}</a> }
    });
    let joined =
        |sentences: &[Option<String>]| sentences.iter().flatten().cloned().collect::<Vec<_>>().join(" ");
    let details = joined(&details);
    let details = (!details.is_empty()).then(|| view! { <p class="match__details muted">{details}</p> });
    let who = view! { {looking} {actor(&found.offered_by)} {tags} };
    let id = who_id(found);
    let who = match level {
        2 => view! { <h2 class="match__who" id=id>{who}</h2> }.into_any(),
        3 => view! { <h3 class="match__who" id=id>{who}</h3> }.into_any(),
        _ => view! { <h4 class="match__who" id=id>{who}</h4> }.into_any(),
    };
    view! {
        <li class="match">
            {who}
            <p>{joined(&reasons)} {merge}</p>
            {details}
            {acts(app, network, found)}
        </li>
    }
    .into_any()
}

/// Of the line that names the two.
fn who_id(found: &Match) -> String {
    format!("match-{}-{}", found.need.as_ref().map_or("", Id::as_str), found.offered_by)
}

/// Only of a need that somebody has recorded.
fn acts(app: App, network: &Network, found: &Match) -> Option<AnyView> {
    let t = app.texts().matches();
    let words = if found.in_contact { t.note } else { t.introduce };
    let introduce = introduce(found.need.clone()?, found, words, "secondary");
    let way = (!found.in_contact).then(|| way(app, found));
    let shown = found.actor.is_some().then(|| shown(app, found));
    let mark = (!app.read_only.get_untracked()).then(|| mark(app, network, found));
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
fn way(app: App, found: &Match) -> Option<AnyView> {
    let (mut from, mut to) = (found.actor.as_ref()?, &found.offered_by);
    if app.peek(|state| state.me() == Some(to)) {
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
fn mark(app: App, network: &Network, found: &Match) -> AnyView {
    let language = app.spoken();
    let t = app.texts().matches();
    let now = found.agreement.as_ref().map(|(_, state)| *state);
    let by = found.agreement.as_ref().and_then(|(id, _)| {
        let by = network.agreements.get(id)?.history.last()?.by.clone();
        Some(i18n::matches::noted_by(
            language,
            by.map(|by| network.name_of(TableName::Actors, &by)).as_deref(),
        ))
    });
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
        {by.map(|by| view! { <span class="muted">{by}</span> })}
    }
    .into_any()
}

/// What was agreed is asked for at once, and whether the two are in contact now that it is done. The list is drawn anew,
/// and the focus goes where it was, the element `focused`.
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
