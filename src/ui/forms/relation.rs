use leptos::prelude::*;

use crate::{
    app::{
        Dialog, Draft, Msg,
        form::{FieldErrorKind, RelationForm},
    },
    browser::clock,
    i18n::{self, words},
    model::{Id, TableName},
    query::filter::Relation,
};

use super::{
    super::context::App,
    combobox::Source,
    fields::{Fields, Label},
    frame::{Frame, aside_button, frame},
};

pub(super) fn form(
    app: App,
    relation: Relation,
    id: Option<Id>,
    actor: Option<Id>,
    competency: Option<Id>,
) -> impl IntoView {
    let network = app.network.get_untracked();
    let existing = id.as_ref().and_then(|id| match relation {
        Relation::Offers => network.offers.get(id).map(|offer| RelationForm::of_offer(offer)),
        Relation::LooksFor => network.needs.get(id).map(|need| RelationForm::of_need(need)),
    });
    let table = match relation {
        Relation::Offers => TableName::Offers,
        Relation::LooksFor => TableName::Needs,
    };
    let exists = existing.is_some();
    let sheet = Frame::new(app, table, id.as_ref().filter(|_| exists));
    let actor_known = actor.is_some();
    let form = existing.unwrap_or_else(|| {
        RelationForm::new(relation, clock::new_id(), actor, competency, clock::now().today)
    });
    frame(app, sheet, form, move |fields| body(fields, relation, exists, actor_known))
}

fn body(fields: Fields<RelationForm>, relation: Relation, exists: bool, actor_known: bool) -> impl IntoView {
    let app = fields.app;
    let t = &app.texts().forms;
    let (actors, competencies) =
        (Source::new(app, TableName::Actors), Source::new(app, TableName::Competencies).creating());
    let mut actor = Label::new("actor", app.texts().words.actor).required();
    let mut competency = Label::new("competency", app.texts().words.competency).required();
    if actor_known || exists {
        competency = competency.first();
    } else {
        actor = actor.first();
    }
    let of_relation = match relation {
        Relation::Offers => view! {
            {fields.radios(Label::new("level", t.level), levels(app), |form| &mut form.level)}
            {fields.paragraph(Label::new("note", t.note).hint(t.note_hint), |form| &mut form.note)}
            {fields.day(Label::new("confirmed-on", t.confirmed_on).hint(t.confirmed_on_hint), |form| &mut form.day)}
        }
        .into_any(),
        Relation::LooksFor => view! {
            {fields.paragraph(Label::new("note", t.note).hint(t.note_hint), |form| &mut form.note)}
            <div class="form__row">
                {fields.day(Label::new("since", t.since), |form| &mut form.day)}
                {exists
                    .then(|| {
                        fields.day(Label::new("closed-on", t.closed_on).hint(t.closed_on_hint), |form| &mut form.closed_on)
                    })}
            </div>
        }
        .into_any(),
    };
    view! {
        {fields.choice(actor, actors, |form| &mut form.actor)}
        {fields.choice(competency, competencies, |form| &mut form.competency)}
        {doubled(fields, relation)}
        {of_relation}
    }
}

fn levels(app: App) -> Vec<(Option<u8>, String)> {
    let language = app.spoken();
    let none = (None, app.texts().forms.no_level.to_owned());
    [none].into_iter().chain((1..=3).map(|level| (Some(level), words::level(language, level)))).collect()
}

/// Offers to edit the offer or need that is there already.
fn doubled(fields: Fields<RelationForm>, relation: Relation) -> impl IntoView {
    let app = fields.app;
    let language = app.spoken();
    let twin = Memo::new(move |_| {
        let network = app.network.get();
        fields.draft.with(|form| form.doubled(&network))
    });
    let note = move || {
        twin.get().map(|id| {
            let tried = fields.tried.get();
            let words = i18n::forms::fault(language, &FieldErrorKind::Doubled { id: id.clone() });
            let edit = move || app.dispatch(Msg::Open(Dialog::Record(draft_of(relation, id.clone()))));
            view! {
                <p class="form__note">
                    {(!tried).then(|| view! { <span>{words}</span> })}
                    {aside_button(app.texts().forms.edit_existing.into(), edit)}
                </p>
            }
        })
    };
    view! { <div role="status">{note}</div> }
}

/// The form of an existing offer or need.
pub(super) fn draft_of(relation: Relation, id: Id) -> Draft {
    match relation {
        Relation::Offers => Draft::Offer { id: Some(id), actor: None, competency: None },
        Relation::LooksFor => Draft::Need { id: Some(id), actor: None, competency: None },
    }
}
