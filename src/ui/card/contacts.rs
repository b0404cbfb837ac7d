//! Whom to turn to at an actor.

use std::sync::Arc;

use super::content::{Edit, Inline, Row, Section, day_words};
use crate::{
    app::{Draft, RecordAction, form::web_address},
    i18n,
    model::{Actor, Contact, ContactKind, TableName, Visibility},
    ui::context::App,
};

pub(super) fn contacts(app: App, actor: &Actor, contacts: &[Arc<Contact>]) -> Section {
    let t = app.texts().card();
    let rows = contacts.iter().map(|contact| row(app, actor, contact));
    let add = Some((t.add_contact, Draft::new(TableName::Contacts).with("actor", &actor.id)));
    Section { hint: t.contacts_hint, add, ..Section::rows("card-contacts", t.contacts, "", rows) }
}

fn row(app: App, actor: &Actor, contact: &Arc<Contact>) -> Row {
    let given = [&contact.name, &contact.role, &contact.email, &contact.phone];
    let name = given.into_iter().find(|text| !text.trim().is_empty()).unwrap_or(&actor.name).clone();
    let email = web_address(&contact.email).filter(|address| address.starts_with("mailto:"));
    let details = [
        Inline::Said(contact.role.clone()),
        email.map_or_else(|| Inline::Text(contact.email.clone()), Inline::Web),
        Inline::Text(contact.phone.clone()),
        Inline::Text(visibility(app, contact)),
        Inline::Text(consent(app, contact)),
    ];
    let edit = Edit {
        table: TableName::Contacts,
        id: contact.id.clone(),
        draft: Draft::edit(TableName::Contacts, &contact.id),
        name: name.clone(),
    };
    let withdrawn = contact.consent.as_ref().is_some_and(|consent| consent.withdrawn_on.is_some());
    let heads = |detail: &Inline| matches!(detail, Inline::Text(text) | Inline::Said(text) if *text == name);
    Row {
        mark: withdrawn.then_some("warning"),
        details: details.into_iter().filter(|detail| !heads(detail)).collect(),
        head: vec![Inline::Name(name.clone())],
        action: RecordAction::for_contact(contact).map(|action| (action, name)),
        edit: Some(edit),
        ..Row::default()
    }
}

/// How far it travels; without a word it stays at home, and no public file has it.
fn visibility(app: App, contact: &Contact) -> String {
    let language = app.spoken();
    let visibility = contact.visibility.unwrap_or(Visibility::Internal).min(Visibility::Network);
    let label = i18n::records::label(language, TableName::Contacts, "visibility");
    format!("{label}: {}", i18n::records::word(language, visibility))
}

fn consent(app: App, contact: &Contact) -> String {
    let words = |day: &Option<_>| day.as_ref().map(|day| day_words(app, day));
    match &contact.consent {
        Some(consent) => {
            i18n::card::consent(app.spoken(), words(&consent.given_on), words(&consent.withdrawn_on))
        }
        None if contact.kind == ContactKind::Role => String::new(),
        None => i18n::card::consent(app.spoken(), None, None),
    }
}
