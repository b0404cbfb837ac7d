//! Forms for what joins two records.

use leptos::prelude::*;

use crate::{
    app::{
        Dialog, Msg,
        form::{ConnectionKind, FieldErrorKind, JoinForm, LinkForm},
    },
    browser::clock,
    i18n,
    model::{Id, Link, LinkKind, TableName},
};

use super::{
    super::{context::App, kit::Modal},
    combobox::Source,
    fields::{Fields, Label},
    frame::{Frame, aside_button, frame},
    relation::draft_of,
};

pub(super) fn link(app: App, id: Option<Id>, from: Option<Id>, to: Option<Id>) -> impl IntoView {
    let network = app.network.get_untracked();
    let existing = id.as_ref().and_then(|id| network.links.get(id)).map(|link| Link::clone(link));
    let sheet = Frame::new(app, TableName::Links, existing.as_ref().map(|link| &link.id));
    let to_first = from.is_some();
    let form = existing.map_or_else(|| LinkForm::new(clock::new_id(), from, to), LinkForm::of);
    frame(app, sheet, form, move |fields| link_body(fields, to_first))
}

fn link_body(fields: Fields<LinkForm>, to_first: bool) -> impl IntoView {
    let app = fields.app;
    let t = &app.texts().forms;
    let language = app.spoken();
    let actors = Source::new(app, TableName::Actors);
    let (from, to) = (Label::new("from", t.from).required(), Label::new("to", t.to).required());
    let (from, to) = if to_first { (from, to.first()) } else { (from.first(), to) };
    let kinds =
        LinkKind::ALL.iter().map(|kind| (*kind, i18n::forms::link(language, *kind, "A", "B"))).collect();
    view! {
        {fields.choice(from, actors, |form| &mut form.from)}
        {fields.choice(to, actors, |form| &mut form.to)}
        {fields.radios(Label::new("kind", t.between), kinds, |form| &mut form.record.kind)}
        {fields.day(Label::new("since", t.since), |form| &mut form.record.since)}
        {fields.paragraph(Label::new("note", t.note).hint(t.link_note_hint), |form| &mut form.record.note)}
    }
}

/// What shall join two nodes of the graph.
pub(super) fn form(app: App, from: Id, to: Id) -> impl IntoView {
    let network = app.network.get_untracked();
    let joints = ConnectionKind::between(&network, &from, &to);
    let Some(first) = joints.first().copied() else {
        let t = app.texts();
        return view! { <Modal title=t.forms.join><p class="kern-dialog__body">{t.forms.nothing_joins}</p></Modal> }.into_any();
    };
    let sheet = Frame { title: app.texts().forms.join.to_owned(), record: None, back: None };
    let form = JoinForm::new(clock::new_id(), from, to, first, clock::now().today);
    frame(app, sheet, form, move |fields| join_body(fields, joints)).into_any()
}

fn join_body(fields: Fields<JoinForm>, joints: Vec<ConnectionKind>) -> impl IntoView {
    let app = fields.app;
    let language = app.spoken();
    let (from, to) = fields.draft.with_untracked(|form| (form.from.clone(), form.to.clone()));
    let network = app.network.get_untracked();
    let name = |id: &Id| {
        let actor = network.actors.get(id).map(|it| it.name.clone());
        actor.or_else(|| network.competencies.get(id).map(|it| it.name.clone())).unwrap_or_default()
    };
    // A relation is said from the actor's side, whichever end was joined first.
    let (one, other) = if network.actors.contains(&from) || network.competencies.contains(&to) {
        (name(&from), name(&to))
    } else {
        (name(&to), name(&from))
    };
    let options =
        joints.into_iter().map(|joint| (joint, i18n::forms::joint(language, joint, &one, &other))).collect();
    let label = Label::new("joint", app.texts().forms.joint).first();
    let edit = move || {
        let twin = fields.wrong.get().into_iter().find_map(|wrong| match wrong.fault {
            FieldErrorKind::Doubled { id } => Some(id),
            _ => None,
        });
        let joint = fields.draft.with(|form| form.joint);
        match (twin, joint) {
            (Some(id), ConnectionKind::Relation(relation)) => {
                Some(aside_button(app.texts().forms.edit_existing.into(), move || {
                    app.dispatch(Msg::Open(Dialog::Record(draft_of(relation, id.clone()))));
                }))
            }
            _ => None,
        }
    };
    view! {
        {fields.radios(label, options, |form| &mut form.joint)}
        {edit}
    }
}
