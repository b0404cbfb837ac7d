//! What will be sent is told, then sent: by the share sheet, as a file, as a link; or entered where one keeps the network.

use leptos::{prelude::*, task::spawn_local};

use super::Wizard;
use crate::{
    app::{
        Dialog, Msg, State,
        contribute::{Contribution, Fact, Told},
    },
    browser::{clock, files, share::Sharable},
    doors,
    exchange::{self, Header, NATIVE, Profile},
    i18n::{self, Language, contribute as words, records},
    model::{Content, Field, Record, TableName, Value},
    ui::{
        behind,
        kit::{ButtonLook, CollectAny, address_of, button, optional, said},
    },
};

pub(super) fn done(wizard: Wizard) -> AnyView {
    let t = wizard.app.texts().contribute();
    view! {
        <p>{t.told}</p>
        {wizard.peek(|answers| told(wizard, answers))}
        <h4 class="contribute__send">{t.send}</h4>
        {sending(wizard)}
    }
    .into_any()
}

fn told(wizard: Wizard, answers: &Contribution) -> AnyView {
    let (app, language, t) = (wizard.app, wizard.app.spoken(), wizard.app.texts().contribute());
    let term = |term: String, what: AnyView| view! { <dt>{term}</dt><dd>{what}</dd> }.into_any();
    let of_me = answers.told_of_me().into_iter().filter(|field| !matches!(field.name, "name" | "visibility"));
    let of_me = of_me.map(|field| {
        let value = answers.me().map_or_else(String::new, |me| in_words(language, answers, me, field));
        let value = if value.is_empty() { t.emptied.to_owned() } else { value };
        term(records::label(language, TableName::Actors, field.name).to_owned(), said(app, value))
    });
    let mut others: Vec<(TableName, Vec<AnyView>)> = Vec::new();
    for Told { table, id, what } in answers.told() {
        let of = if what == Fact::Removed { answers.before() } else { answers.after() };
        let record = of.get(table, &id);
        let details = record.filter(|_| matches!(what, Fact::New | Fact::Changed));
        let details = details.map(|record| details_of(language, answers, record)).unwrap_or_default();
        let details = (!details.is_empty())
            .then(|| view! { <span class="contribute__details">{said(app, details)}</span> });
        let entry = view! {
            <li>
                {said(app, other_end(answers, record))} " " <span class="muted">{words::fact(language, what)}</span>
                {details}
            </li>
        }
        .into_any();
        match others.last_mut().filter(|(last, _)| *last == table) {
            Some((_, entries)) => entries.push(entry),
            None => others.push((table, vec![entry])),
        }
    }
    let others = others.into_iter().map(|(table, entries)| {
        let list = view! { <ul role="list">{entries}</ul> }.into_any();
        term(words::verb(language, table).to_owned(), list)
    });
    let mark = if answers.is_new() { Fact::New } else { Fact::Confirmed };
    let me = view! {
        {said(app, answers.name())} " "
        <span class="muted">{words::fact(language, mark)}</span>
    };
    view! {
        <dl class="contribute__told">
            {term(t.who.to_owned(), me.into_any())}
            {of_me.collect_any()}
            {others.collect_any()}
            {term(t.seen_by.to_owned(), words::visibility(language, answers.shown_to()).into_any())}
        </dl>
    }
    .into_any()
}

/// What an offer or a need is about, and whom a link leads to.
fn other_end(answers: &Contribution, record: Option<&dyn Record>) -> String {
    let Some(record) = record else { return String::new() };
    let mut required = record.table().schema().fields.iter().filter(|field| field.required);
    match required.next_back().map(|field| record.get(field)) {
        Some(Value::Reference(Some(id))) if record.table() == TableName::Links => {
            answers.after().name_of(TableName::Actors, &id)
        }
        Some(Value::Reference(Some(id))) => {
            let name = answers.after().name_of(TableName::Competencies, &id);
            if name.is_empty() { answers.before().name_of(TableName::Competencies, &id) } else { name }
        }
        _ => String::new(),
    }
}

/// What is said of an offer or a need besides what it is about.
fn details_of(language: Language, answers: &Contribution, record: &dyn Record) -> String {
    let told = ["level", "evidence", "forms", "conditions", "note", "wanted_by"];
    let fields = told.iter().filter_map(|name| record.table().schema().field(name));
    let told: Vec<String> = fields
        .filter_map(|field| {
            let words = in_words(language, answers, record, field);
            let label = records::label(language, record.table(), field.name).trim_end_matches('?');
            (!words.is_empty()).then(|| format!("{label}: {words}"))
        })
        .collect();
    told.join("\n")
}

fn in_words(language: Language, answers: &Contribution, record: &dyn Record, field: &Field) -> String {
    match (field.content, record.get(field)) {
        (_, Value::Text(text)) => text,
        (_, Value::Day(Some(day))) => clock::day(&day, language),
        (Content::Level, Value::Number(Some(level))) => i18n::words::level(language, level as u8),
        (Content::Words(all), Value::Words(words)) => {
            let words = words.into_iter().filter_map(|word| records::word_of(language, all, word));
            words.collect::<Vec<_>>().join(", ")
        }
        (Content::Word(words), Value::Word(Some(word))) => {
            records::word_of(language, words, word).unwrap_or(word).to_owned()
        }
        (Content::Reference(table), Value::Reference(Some(id))) => answers.after().name_of(table, &id),
        _ => String::new(),
    }
}

/// The ways out.
fn sending(wizard: Wizard) -> AnyView {
    let (app, t) = (wizard.app, wizard.app.texts().contribute());
    let now = clock::now();
    let (name, title) = wizard.peek(|answers| {
        let about = &answers.before().about;
        (answers.name().to_owned(), words::share_title(app.spoken(), &about.title))
    });
    let exported_at = now.rfc3339();
    let header = Header { exported_at: Some(&exported_at), by: Some(&name) };
    // It is one's own, and for whom keeps the network.
    let part = wizard.peek(|answers| exchange::redact(&answers.packet(), Profile::Full));
    let bytes = exchange::write(&part, header).into_bytes();
    let file_name = exchange::contribution_file_name(&name, &now.today);
    let as_text = file_name.replace(".json", ".txt");
    let done = RwSignal::new(None::<String>);
    let names = [(&*file_name, NATIVE.media_type), (&*as_text, "text/plain")];
    let sharable = StoredValue::new_local(Sharable::new(&names, &title, &bytes));
    let can_share = sharable.with_value(Option::is_some);
    let share = move || {
        let Some(handed_on) = sharable.with_value(|it| it.as_ref().map(Sharable::share)) else { return };
        spawn_local(async move {
            if handed_on.await {
                wizard.is_sent.try_set(true);
                done.try_set(Some(t.shared.to_owned()));
            }
        });
    };
    let save = move || {
        let file_name = file_name.clone();
        match files::download(&file_name, NATIVE.media_type, &bytes) {
            Ok(()) => {
                wizard.is_sent.set(true);
                done.set(Some(words::saved(app.spoken(), &file_name)));
            }
            Err(_) => done.set(Some(words::not_saved(app.spoken(), &file_name))),
        }
    };
    let share = can_share.then(|| button(ButtonLook::new(t.share, "primary", "open-in-new"), share));
    let rank = if can_share { "secondary" } else { "primary" };
    let enter = app.peek(|state| !state.is_read_only()).then(|| {
        view! {
            <div class="contribute__here">
                <p>{t.enter_here_hint}</p>
                {button(ButtonLook::new(t.enter_here, "secondary", "add"), move || enter(wizard))}
            </div>
        }
    });
    let copied = Callback::new(move |()| wizard.is_sent.set(true));
    let link = behind::part(app, &doors::SHARING, move |sharing| {
        (sharing.packet)(app, part.clone(), name.clone(), copied)
    });
    view! {
        <div class="contribute__ways">
            {share}
            {button(ButtonLook::new(t.save_file, rank, "download"), save)}
        </div>
        <div role="status">{optional(move || done.get().map(|done| view! { <p>{done}</p> }))}</div>
        {link}
        {enter}
        {inviting(wizard)}
    }
    .into_any()
}

/// Who has just entered itself knows best whom to ask next. A link from whom the map does not know yet would lead to
/// nobody, so who is new is told where to find it later.
fn inviting(wizard: Wizard) -> AnyView {
    let (app, t) = (wizard.app, wizard.app.texts().growth());
    let known = wizard.peek(|answers| answers.me().map(|me| me.id.clone()).filter(|_| !answers.is_new()));
    let Some(me) = known else {
        return view! { <p class="muted">{t.later}</p> }.into_any();
    };
    let invite = move || {
        wizard.leave();
        app.dispatch(Msg::Open(Dialog::Invite(me.clone())));
    };
    view! {
        <div class="contribute__here">
            <p>{t.invite_next}</p>
            {button(ButtonLook::new(t.invite, "secondary", "mail"), invite)}
        </div>
    }
    .into_any()
}

/// In one's own network it is one step, and one is there from now on.
fn enter(wizard: Wizard) {
    let app = wizard.app;
    if app.peek(State::is_read_only) {
        return;
    }
    let entered = wizard.peek(|answers| Some((answers.entered()?, answers.me()?.id.clone())));
    let Some((message, me)) = entered else { return };
    wizard.forget();
    app.dispatch(Msg::CloseDialog);
    app.dispatch(message);
    app.dispatch(Msg::Go { address: address_of(TableName::Actors, &me), replace: false });
    app.dispatch(Msg::ThisIsMe(Some(me)));
}
