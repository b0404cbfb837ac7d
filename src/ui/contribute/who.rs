//! Who one is: somebody of the network, or somebody new.

use leptos::prelude::*;

use super::{
    Wizard,
    fields::{Place, radio, select},
};
use crate::{
    app::contribute::Contribution,
    browser::{clock, page},
    i18n::{self, contribute as words, records},
    model::{ActorKind, FieldType, Id, TableName, Word},
    query::search::{How, Similar},
    ui::kit::{ButtonLook, CollectAny, button, focus_soon, live, memo, optional, said},
};

const NAME: &str = "contribute-name";
const FIRST_LIKE_ME: &str = "contribute-like-0";
/// Of a few there is no doubt.
const MOST_LIKE_ME: usize = 5;
/// Fewer letters mean anybody.
const LEAST_LETTERS: usize = 2;

pub(super) fn who(wizard: Wizard) -> AnyView {
    let is_new = wizard.slice(Contribution::is_new);
    live(move || if is_new.get() { newcomer(wizard) } else { known(wizard) })
}

/// Of somebody who is there already all is filled in.
fn known(wizard: Wizard) -> AnyView {
    let (language, t) = (wizard.app.spoken(), wizard.app.texts().contribute());
    wizard.may_go_on.set_value(None);
    let name = wizard.peek(|answers| answers.name().to_owned());
    view! {
        <p class="contribute__me" id="contribute-me" tabindex="-1">{words::entered_as(language, &name)}</p>
        <p>{t.values_filled}</p>
        <div>{button(ButtonLook::new(t.not_me, "secondary", ""), move || wizard.ask_to_begin_anew())}</div>
    }
    .into_any()
}

fn newcomer(wizard: Wizard) -> AnyView {
    let (app, t) = (wizard.app, wizard.app.texts());
    let typed = RwSignal::new(wizard.peek(|answers| answers.name().to_owned()));
    let (is_missing, is_asked) = (RwSignal::new(false), RwSignal::new(false));
    let near = memo(move || typed.with(|typed| like(wizard, typed)));
    wizard.may_go_on.set_value(Some(Callback::new(move |()| {
        let has_name = typed.with_untracked(|typed| !typed.trim().is_empty());
        let has_twin = near.with_untracked(|near| near.iter().any(|it| it.how == How::Same));
        if !has_name {
            is_missing.set(true);
            page::focus(NAME);
        } else if has_twin && !is_asked.get_untracked() {
            // Whoever says so a second time means it.
            is_asked.set(true);
            page::focus(FIRST_LIKE_ME);
            return false;
        }
        has_name
    })));
    let type_in = move |event| {
        let text = event_target_value(&event);
        wizard.change(|answers, now| answers.call_me(&text, now, clock::new_id));
        is_missing.set(false);
        is_asked.set(false);
        typed.set(text);
    };
    let has_me = wizard.slice(|answers| answers.me().is_some());
    let hint_and_error = move || {
        if is_missing.get() { "contribute-name-hint contribute-name-missing" } else { "contribute-name-hint" }
    };
    view! {
        <div class="kern-form-input" class:kern-form-input--error=is_missing>
            <label class="kern-label" for=NAME>
                {records::label(app.spoken(), TableName::Actors, "name")}
                <span class="form__required">{t.forms().required}</span>
            </label>
            <p class="kern-hint" id="contribute-name-hint">{t.contribute().name_hint}</p>
            <input
                id=NAME
                type="text"
                class="kern-form-input__input"
                autocomplete="organization"
                autofocus=true
                aria-required="true"
                aria-invalid=move || is_missing.get().then_some("true")
                aria-describedby=hint_and_error
                prop:value=typed.get_untracked()
                on:input=type_in
            />
            <div role="alert">
                {optional(move || is_missing.get().then(|| view! {
                    <p class="kern-error" id="contribute-name-missing">{t.contribute().name_missing}</p>
                }))}
            </div>
        </div>
        {suggestions(wizard, near)}
        {inviter(wizard)}
        {optional(move || has_me.get().then(|| kind_and_sector(wizard)).flatten())}
        <p class="form__intro">{t.contribute().all_free}</p>
    }
    .into_any()
}

/// Who invited, as it will be sent; whoever does not want to say so takes it away.
fn inviter(wizard: Wizard) -> AnyView {
    let (app, t) = (wizard.app, wizard.app.texts().growth());
    let name = wizard.slice(|answers| answers.inviter().map(|inviter| inviter.name.clone()));
    let is_unknown = wizard.peek(|answers| {
        let inviter = app.address.with_untracked(super::inviter_in);
        inviter.is_some_and(|id| !answers.before().actors.contains(&id))
    });
    let forget = move || {
        wizard.change(|answers, now| answers.forget_inviter(now));
        focus_soon(NAME, super::HEADING);
    };
    let said = live(move || match name.get() {
        Some(name) => view! {
            <p class="form__note">
                <span>{i18n::growth::invited_by(app.spoken(), &name)}</span>
                {button(ButtonLook::new(t.not_invited, "tertiary", ""), forget)}
            </p>
        }
        .into_any(),
        None if is_unknown => view! { <p class="form__note">{t.no_inviter}</p> }.into_any(),
        None => ().into_any(),
    });
    view! { <div role="status">{said}</div> }.into_any()
}

/// Those of the network who are called alike.
fn like(wizard: Wizard, typed: &str) -> Vec<Similar> {
    if typed.trim().chars().count() < LEAST_LETTERS {
        return Vec::new();
    }
    wizard.peek(|answers| {
        let network = answers.before();
        wizard.app.index.whole(network).similar_actors(typed, MOST_LIKE_ME)
    })
}

fn suggestions(wizard: Wizard, near: Memo<Vec<Similar>>) -> AnyView {
    let (app, t) = (wizard.app, wizard.app.texts().contribute());
    let is_any = memo(move || near.with(|near| !near.is_empty()));
    let be = move |id: &Id| {
        wizard.change(|answers, now| answers.be(id, now));
        focus_soon("contribute-me", super::HEADING);
    };
    let entry = move |(number, similar): (usize, Similar)| {
        let name = wizard.peek(|answers| answers.before().name_of(TableName::Actors, &similar.id));
        let label = words::that_is_me(app.spoken(), &name);
        view! {
            <li>
                <button
                    type="button"
                    id=format!("contribute-like-{number}")
                    class="contribute__like"
                    aria-label=label
                    on:click=move |_| be(&similar.id)
                >
                    {said(app, name)}
                </button>
            </li>
        }
    };
    let entries = move || near.get().into_iter().enumerate().map(entry).collect_any();
    view! {
        <div class="contribute__alike" class:contribute__alike--any=is_any>
            <p role="status">{move || is_any.get().then_some(t.like_you)}</p>
            {optional(move || is_any.get().then(|| view! { <ul role="list">{live(entries)}</ul> }))}
        </div>
    }
    .into_any()
}

fn kind_and_sector(wizard: Wizard) -> Option<AnyView> {
    let (language, t) = (wizard.app.spoken(), wizard.app.texts());
    let (id, kind, sector) =
        wizard.peek(|answers| answers.me().map(|me| (me.id.clone(), me.kind, me.sector.clone())))?;
    let kinds = ActorKind::ALL.iter().map(|it| {
        let choose = move || wizard.change(|answers, now| answers.be_of_kind(*it, now));
        radio("contribute-kind", it.word(), records::word(language, *it).to_owned(), "", *it == kind, choose)
    });
    let sectors = wizard.peek(|answers| {
        let sectors = answers.before().sectors.iter();
        let none = (String::new(), t.words().no_sector.to_owned());
        let sectors = sectors.map(|sector| (sector.id.to_string(), sector.name.clone()));
        std::iter::once(none).chain(sectors).collect::<Vec<_>>()
    });
    let place = Place { wizard, table: TableName::Actors, id, field: "sector" };
    let sectors = (sectors.len() > 1).then(|| {
        let chosen = sector.map(|id| id.to_string()).unwrap_or_default();
        select(place, chosen, sectors, |id| Id::try_from(id.to_owned()).ok().to_value())
    });
    Some(
        view! {
            <fieldset class="kern-fieldset form__group">
                <legend class="kern-label">{records::label(language, TableName::Actors, "kind")}</legend>
                <div class="form__radios">{kinds.collect_any()}</div>
            </fieldset>
            {sectors}
        }
        .into_any(),
    )
}
