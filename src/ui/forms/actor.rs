use leptos::prelude::*;

use crate::{
    app::form::ActorForm,
    browser::clock,
    i18n::{self, words},
    model::{Actor, ActorKind, ActorStatus, Id, TableName, Visibility},
    query::search::How,
};

use super::{
    super::context::App,
    combobox::Source,
    fields::{Fields, Label},
    frame::{Frame, frame, show},
};

pub(super) fn form(app: App, id: Option<Id>, name: String) -> impl IntoView {
    let network = app.network.get_untracked();
    let existing = id.as_ref().and_then(|id| network.actors.get(id)).map(|actor| Actor::clone(actor));
    let is_new = existing.is_none();
    let sheet = Frame::new(app, TableName::Actors, existing.as_ref().map(|actor| &actor.id));
    let record = existing.unwrap_or_else(|| Actor::new(clock::new_id(), name));
    frame(app, sheet, ActorForm::new(record, clock::now().today), move |fields| body(fields, is_new))
}

fn body(fields: Fields<ActorForm>, is_new: bool) -> impl IntoView {
    let app = fields.app;
    let t = &app.texts().forms;
    let language = app.spoken();
    let competency = Source::new(app, TableName::Competencies).creating();
    let relations = is_new.then(|| {
        let offers = Label::new("offers", app.texts().words.offers).hint(t.offers_hint);
        let needs = Label::new("needs", app.texts().words.looks_for).hint(t.needs_hint);
        view! {
            {fields.choices(offers, competency, |form| &mut form.offers)}
            {fields.choices(needs, competency, |form| &mut form.needs)}
        }
    });
    let kinds = ActorKind::ALL.iter().map(|kind| (*kind, words::kind(language, *kind).to_owned())).collect();
    view! {
        {fields.line(Label::new("name", t.name).required().first(), |form| &mut form.record.name)}
        {similar(fields)}
        <div class="form__row">
            {fields.select(Label::new("sector", app.texts().words.sector), sector_options(app), |form| &mut form.record.sector)}
            {fields.select(Label::new("kind", t.kind), kinds, |form| &mut form.record.kind)}
        </div>
        {relations}
        {more(fields)}
    }
}

fn sector_options(app: App) -> Vec<(Option<Id>, String)> {
    let network = app.network.get_untracked();
    let none = (None, app.texts().words.no_sector.to_owned());
    let sectors = network.sectors.iter().map(|sector| (Some(sector.id.clone()), sector.name.clone()));
    [none].into_iter().chain(sectors).collect()
}

/// All that one may say and need not.
fn more(fields: Fields<ActorForm>) -> impl IntoView {
    let app = fields.app;
    let t = &app.texts().forms;
    let language = app.spoken();
    let own = fields.draft.with_untracked(|form| form.record.id.clone());
    let inviters = Source::new(app, TableName::Actors).without(Signal::stored(vec![own]));
    let statuses = ActorStatus::ALL.iter().map(|it| (*it, words::status(language, *it).to_owned())).collect();
    let visibilities = [(None, t.visibility_usual.to_owned())]
        .into_iter()
        .chain(Visibility::ALL.iter().map(|it| (Some(*it), words::visibility(language, *it).to_owned())))
        .collect();
    view! {
        <details class="form__more">
            <summary>{t.more}</summary>
            <div class="form__body">
                {fields.paragraph(Label::new("about", t.about), |form| &mut form.record.about)}
                {fields.paragraph(Label::new("offering", t.offering), |form| &mut form.record.offering)}
                {fields.paragraph(Label::new("vision", t.vision), |form| &mut form.record.vision)}
                <div class="form__row">
                    {fields.line(Label::new("website", t.website).hint(t.website_hint), |form| &mut form.record.website)}
                    {fields.line(Label::new("place", t.place).hint(t.place_hint), |form| &mut form.record.place)}
                </div>
                <div class="form__row">
                    {fields.select(Label::new("status", t.status), statuses, |form| &mut form.record.status)}
                    {fields.day(Label::new("joined", t.joined), |form| &mut form.record.joined)}
                </div>
                {fields.choice(Label::new("invited-by", t.invited_by), inviters, |form| &mut form.invited_by)}
                {fields.select(Label::new("visibility", t.visibility).hint(t.visibility_hint), visibilities, |form| {
                    &mut form.record.visibility
                })}
                {fields.paragraph(Label::new("internal-note", t.internal_note).hint(t.internal_note_hint), |form| {
                    &mut form.record.internal_note
                })}
            </div>
        </details>
    }
}

/// Actors that may be the same as the one being entered.
fn similar(fields: Fields<ActorForm>) -> impl IntoView {
    let app = fields.app;
    let language = app.spoken();
    let before = fields.draft.with_untracked(|form| form.record.name.clone());
    let twins = Memo::new(move |_| {
        let (id, name) = fields.draft.with(|form| (form.record.id.clone(), form.record.name.clone()));
        let (network, index) = (app.network.get(), app.index.get());
        if name == before && network.actors.contains(&id) {
            return Vec::new();
        }
        let near =
            index.similar_actors(&name, 3).into_iter().filter(|it| it.how != How::Related && it.id != id);
        near.filter_map(|it| network.actors.get(&it.id).map(|actor| (it.id, actor.name.clone()))).collect()
    });
    let note = move || {
        let twins = twins.get();
        (!twins.is_empty()).then(|| {
            let links = twins.into_iter().map(|(id, name)| {
                let open = move |_| show(app, TableName::Actors, &id);
                view! { <button type="button" class="form__jump" on:click=open>{name}</button> }
            });
            view! { <p class="form__note"><span>{i18n::forms::exists_already(language)}</span> {links.collect_view()}</p> }
        })
    };
    view! { <div role="status">{note}</div> }
}
