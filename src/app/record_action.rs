//! What one click does to a record, without a form.

use std::sync::Arc;

use super::{Msg, Step};
use crate::model::{Change, Consent, Contact, ContactKind, Day, Need, Visibility};

#[derive(Clone, Debug, PartialEq)]
pub enum RecordAction {
    /// The need was met today.
    CloseNeed(Arc<Need>),
    ReopenNeed(Arc<Need>),
    /// The person agreed today to be named among the members.
    GiveConsent(Arc<Contact>),
    WithdrawConsent(Arc<Contact>),
}

impl RecordAction {
    /// What can be done about a need.
    pub fn for_need(need: &Arc<Need>) -> Self {
        if need.closed_on.is_none() { Self::CloseNeed(need.clone()) } else { Self::ReopenNeed(need.clone()) }
    }

    /// What can be done about a consent. A function is no person and is not asked.
    pub fn for_contact(contact: &Arc<Contact>) -> Option<Self> {
        // What was noted and could not be read may have been a withdrawal.
        if contact.meta.unknown.contains_key("consent") {
            return None;
        }
        match &contact.consent {
            Some(consent) if consent.given_on.is_some() && consent.withdrawn_on.is_none() => {
                Some(Self::WithdrawConsent(contact.clone()))
            }
            None if contact.kind == ContactKind::Role => None,
            _ => Some(Self::GiveConsent(contact.clone())),
        }
    }

    /// `name`: what the step calls the record.
    pub fn message(&self, name: String, today: Day) -> Msg {
        let (step, change) = match self {
            Self::CloseNeed(need) => {
                (Step::NeedClosed { name }, Change::of(&**need, |need| need.closed_on = Some(today)))
            }
            Self::ReopenNeed(need) => {
                (Step::NeedReopened { name }, Change::of(&**need, |need| need.closed_on = None))
            }
            Self::GiveConsent(contact) => {
                let consent =
                    Consent { given_on: Some(today), scope: vec![Visibility::Network], withdrawn_on: None };
                let change = Change::of(&**contact, |contact| contact.consent = Some(consent));
                (Step::ConsentGiven { name }, change)
            }
            Self::WithdrawConsent(contact) => {
                let change = Change::of(&**contact, |contact| {
                    if let Some(consent) = &mut contact.consent {
                        consent.withdrawn_on = Some(today);
                    }
                });
                (Step::ConsentWithdrawn { name }, change)
            }
        };
        Msg::Edit { step, changes: vec![change] }
    }
}
