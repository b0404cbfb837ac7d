//! How far a record may travel, in whatever file.

use super::{
    ActorKind, Agreement, AgreementState, Contact, ContactKind, Content, Field, Id, Network, TableName,
    Visibility,
};

impl Network {
    /// The widest circle that may see a record: as wide as it says itself, and no wider than that of all without which
    /// it means nothing. One that is not there is seen by nobody but the keepers.
    pub fn reach(&self, table: TableName, id: &Id) -> Visibility {
        let Some(record) = self.get(table, id) else { return Visibility::Internal };
        // What could not be read, or was said twice, might have said "a person" or "internal".
        if record.meta().unknown.keys().any(|name| decides(table, name.split('~').next().unwrap_or(name))) {
            return Visibility::Internal;
        }
        let mut reach = self.own_reach(table, id);
        let texts = |field: &&Field| matches!(field.content, Content::Line | Content::Day);
        for field in table.schema().fields.iter().filter(|field| field.required && !texts(field)) {
            // Ends here: what is required leads to earlier tables only.
            record.get(field).references(field.content, &mut |table, id| {
                reach = reach.min(self.reach(table, id));
            });
        }
        reach
    }

    fn own_reach(&self, table: TableName, id: &Id) -> Visibility {
        let reach = match table {
            TableName::Actors => self.actors.get(id).map(|actor| {
                let usual = match actor.kind {
                    ActorKind::Person => Visibility::Network,
                    ActorKind::Organisation | ActorKind::Unit => Visibility::Public,
                };
                actor.visibility.unwrap_or(usual)
            }),
            TableName::Agreements => self.agreements.get(id).map(|agreement| of_agreement(agreement)),
            TableName::Contacts => self.contacts.get(id).map(|contact| of_contact(contact)),
            _ => Some(Visibility::Public),
        };
        reach.unwrap_or_default()
    }
}

/// Whether a field has a say in how far its record travels.
pub(super) fn decides(table: TableName, field: &str) -> bool {
    match field {
        "visibility" => table.schema().field(field).is_some(),
        "kind" => matches!(table, TableName::Actors | TableName::Contacts),
        "state" => table == TableName::Agreements,
        "consent" => table == TableName::Contacts,
        _ => false,
    }
}

/// That two did not fit is nobody else's business; what they agreed on is everybody's when both have said yes.
fn of_agreement(agreement: &Agreement) -> Visibility {
    let both = [&agreement.giver, &agreement.taker].iter().all(|id| agreement.agreed_by.contains(id));
    match agreement.state {
        AgreementState::NoFit => Visibility::Internal,
        _ if both => agreement.visibility.unwrap_or_default(),
        _ => agreement.visibility.unwrap_or_default().min(Visibility::Network),
    }
}

/// A contact is passed on among the members, and never further, when it is marked so, and is a function rather than a
/// person, or the person agreed, or the law asks for it. A withdrawn consent ends it in every case.
fn of_contact(contact: &Contact) -> Visibility {
    let shared = contact.visibility.is_some_and(|visibility| visibility >= Visibility::Network);
    let withdrawn = contact.consent.as_ref().is_some_and(|consent| consent.withdrawn_on.is_some());
    let agreed = contact.consent.as_ref().is_some_and(|consent| {
        consent.given_on.as_ref().is_some_and(|day| day.parts().is_some())
            && consent.scope.iter().any(|scope| *scope >= Visibility::Network)
    });
    let duty = matches!(contact.legal_basis.as_str(), "oeffentliche_aufgabe" | "public_task");
    if shared && !withdrawn && (contact.kind == ContactKind::Role || agreed || duty) {
        Visibility::Network
    } else {
        Visibility::Internal
    }
}
