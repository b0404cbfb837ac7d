//! Which form opens.

use crate::{
    app::Draft,
    model::{Id, TableName},
};

/// The form for a record that is there.
pub(super) fn edit(table: TableName, id: &Id) -> Draft {
    let id = Some(id.clone());
    match table {
        TableName::Competencies => Draft::Competency { id, name: String::new() },
        TableName::Topics => Draft::Topic(id),
        TableName::Offers => Draft::Offer { id, actor: None, competency: None },
        TableName::Needs => Draft::Need { id, actor: None, competency: None },
        TableName::Links => Draft::Link { id, from: None, to: None },
        _ => Draft::Actor { id, name: String::new() },
    }
}

/// The form for a new offer, need or link of an actor or a competency.
pub(super) fn add(table: TableName, actor: Option<&Id>, competency: Option<&Id>) -> Draft {
    let (actor, competency) = (actor.cloned(), competency.cloned());
    match table {
        TableName::Offers => Draft::Offer { id: None, actor, competency },
        TableName::Needs => Draft::Need { id: None, actor, competency },
        _ => Draft::Link { id: None, from: actor, to: None },
    }
}

/// The form for a contact of an actor, a new one without `id`. As long as contacts have none, the actor's.
pub(super) fn contact_draft(_id: Option<&Id>, actor: &Id) -> Draft {
    edit(TableName::Actors, actor)
}
