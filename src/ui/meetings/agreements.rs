//! Who does what for whom until when: what is due, what is agreed, what came of it.

use std::sync::Arc;

use leptos::prelude::*;

use super::day_words;
use crate::{
    app::{CommandId, Dialog, Draft, Msg, address_of, mark_agreement},
    browser::clock,
    i18n::{self, agreements as words, minutes},
    model::{Agreement, AgreementState, Id, Network, TableName},
    query::agreements::{Due, Sorted, sorted},
    ui::{
        context::App,
        kit::{Button, CollectAny, button_of, focus_soon, live, memo, view_title},
    },
};

pub(super) fn page(app: App) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().agreements());
    let found = memo(move || app.records.with(|network| sorted(network, &clock::now().today)));
    let count = memo(move || {
        let count = found.with(|found| found.iter().map(|part| part.agreements.len()).sum());
        i18n::records::count(language, TableName::Agreements, count)
    });
    let lists = live(move || {
        // What a sentence names may have changed, though the agreement has not.
        let network = app.records.get();
        let found = found.get();
        if found.is_empty() {
            return view! { <div class="list-empty stack"><p>{t.none}</p><p>{t.none_hint}</p></div> }
                .into_any();
        }
        found.iter().map(|part| section(app, &network, part)).collect_any()
    });
    view! {
        <section class="page">
            <header class="list-head">
                <div>
                    {view_title(t.title)}
                    <p class="list-head__count" role="status" aria-live=app.counts_live()>{count}</p>
                </div>
                <div class="cluster">
                    {button_of(app, CommandId::NewAgreement, "primary", false)}
                    {button_of(app, CommandId::Print, "secondary", false)}
                </div>
            </header>
            <p class="reading agreements-intro">{t.intro}</p>
            <div class="stack">{lists}</div>
        </section>
    }
    .into_any()
}

fn section(app: App, network: &Network, part: &Sorted) -> AnyView {
    let language = app.spoken();
    let title = words::heading(language, part.due);
    let id = format!("agreements-{}", part.due as u8);
    let labelled = id.clone();
    let rows = part.agreements.iter().map(|it| row(app, network, it, part.due));
    view! {
        <section class="card__section" aria-labelledby=labelled>
            <h2 class="card__heading" id=id>{title}</h2>
            <ul class="rows" role="list">{rows.collect_any()}</ul>
        </section>
    }
    .into_any()
}

fn row(app: App, network: &Network, agreement: &Arc<Agreement>, due: Due) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().agreements());
    let day = day_words(app);
    let sentence = minutes::agreed_words(language, network, agreement, &day);
    let meeting = agreement.meeting.as_ref().and_then(|id| network.meetings.get(id));
    let meeting = meeting.map(|meeting| {
        let name = i18n::meetings::called(language, meeting);
        view! { <a class="kern-link" href=address_of(TableName::Meetings, &meeting.id).hash()>{name}</a> }
    });
    let agreed = words::agreed_by(language, network, agreement);
    let why = agreement.why.trim().to_owned();
    let why = (!why.is_empty()).then(|| view! { <p class="card__text" lang=app.contents()>{why}</p> });
    let is_open = matches!(due, Due::Overdue | Due::Soon | Due::Later | Due::Begun);
    let acts = (!app.read_only.get()).then(|| acts(app, agreement, &sentence, is_open));
    let sign = (due != Due::Dropped)
        .then(|| view! { <p class="agreement__sign" aria-hidden="true">{t.signatures}</p> });
    view! {
        <li class="row agreement">
            <div class="row__main">
                <p class="agreement__words">{sentence}</p>
                <p class="muted">{i18n::records::word(language, agreement.state)} {agreed.map(|it| format!(" · {it}"))}</p>
                {meeting.map(|meeting| view! { <p class="muted">{t.at} " " {meeting}</p> })}
                {why}
                {sign}
            </div>
            {acts}
        </li>
    }
    .into_any()
}

fn acts(app: App, agreement: &Agreement, sentence: &str, is_open: bool) -> AnyView {
    let t = app.texts().agreements();
    let about = |what: &str| i18n::meetings::of_point(what, sentence);
    let mark = |label: &'static str, state: AgreementState| {
        let id = agreement.id.clone();
        let press = move || note(app, &id, state);
        view! { <Button label=label message=press spoken=about(label) /> }.into_any()
    };
    let me = app.peek(|state| state.me().cloned());
    let is_mine = me.is_some_and(|me| {
        [&agreement.giver, &agreement.taker].contains(&&me) && !agreement.agreed_by.contains(&me)
    });
    let draft = Draft::edit(TableName::Agreements, &agreement.id);
    let edit = move || Msg::Open(Dialog::Record(draft.clone()));
    let edit_label = app.texts().words().edit;
    view! {
        <div class="cluster agreement__acts">
            {(is_open && is_mine).then(|| mark(t.i_agree, AgreementState::Agreed))}
            {is_open.then(|| mark(t.kept, AgreementState::Kept))}
            {is_open.then(|| mark(t.not_kept, AgreementState::NotKept))}
            <Button label=edit_label message=edit rank="tertiary" icon_name="edit" icon_only=true spoken=about(edit_label) />
        </div>
    }
    .into_any()
}

/// Who marks is who one is. Why something was not kept is asked for at once.
fn note(app: App, id: &Id, state: AgreementState) {
    let me = app.peek(|state| state.me().cloned());
    let message = mark_agreement(&app.network.get_untracked(), id, state, me.as_ref(), &clock::now().today);
    let Some(message) = message else { return };
    app.dispatch(message);
    if state == AgreementState::NotKept {
        app.dispatch(Msg::Open(Dialog::Record(Draft::edit(TableName::Agreements, id))));
    } else {
        focus_soon("view-title", "view-title");
    }
}
