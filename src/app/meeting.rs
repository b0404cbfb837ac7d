//! What is done to a meeting on its page and on the big screen: one step for each.

use super::{Msg, Step, agreement::note};
use crate::model::{
    Agreement, AgreementState, Change, Day, Id, Meeting, Network, Record, TableName, Visibility,
};

/// Changes a meeting. Nothing for one that is gone, or that stays as it is.
pub fn edit_meeting(network: &Network, id: &Id, edit: impl FnOnce(&mut Meeting)) -> Option<Msg> {
    let meeting = network.meetings.get(id)?;
    let mut edited = Meeting::clone(meeting);
    edit(&mut edited);
    if edited == **meeting {
        return None;
    }
    let table = TableName::Meetings;
    let name = if edited.title.is_empty() { edited.date.to_string() } else { edited.title.clone() };
    let change = Change::between(&**meeting, &edited);
    Some(Msg::Edit { step: Step::Changed { table, name }, changes: vec![change] })
}

/// What two agreed on before everybody: the members see it. Who keeps the map notes it; the two say so themselves.
pub fn note_agreement(
    meeting: &Id,
    [giver, taker]: [&Id; 2],
    what: &str,
    until: Option<Day>,
    today: &Day,
    new_id: Id,
) -> Msg {
    let mut agreement = Agreement::new(new_id, giver.clone(), taker.clone());
    what.trim().clone_into(&mut agreement.what);
    agreement.until = until;
    agreement.meeting = Some(meeting.clone());
    agreement.visibility = Some(Visibility::Network);
    note(&mut agreement, AgreementState::Agreed, None, today);
    let step = Step::Added { table: agreement.table(), name: agreement.what.clone() };
    Msg::Edit { step, changes: vec![Change::add(&agreement)] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AgendaItem, Stamp, notation};

    #[test]
    fn a_meeting_is_changed_as_one_step_and_only_if_it_is_another_then() {
        let mut network = notation::network("museum");
        network.put(Meeting::new("m".into(), Day::new("2026-12-03")), Stamp(1));
        assert!(edit_meeting(&network, &"gone".into(), |meeting| meeting.title = "x".into()).is_none());
        assert!(edit_meeting(&network, &"m".into(), |_| ()).is_none());
        let add = |meeting: &mut Meeting| meeting.agenda.push(AgendaItem::new("Sensoren"));
        let Some(Msg::Edit { step, changes }) = edit_meeting(&network, &"m".into(), add) else { panic!() };
        assert_eq!(step, Step::Changed { table: TableName::Meetings, name: "2026-12-03".into() });
        let back = network.apply_all(changes, Stamp(2));
        assert_eq!(network.meetings.get(&"m".into()).unwrap().agenda, [AgendaItem::new("Sensoren")]);
        network.apply_all(back, Stamp(3));
        assert!(network.meetings.get(&"m".into()).unwrap().agenda.is_empty());
    }

    #[test]
    fn what_is_agreed_at_a_meeting_is_for_its_members_and_not_public_before_both_say_so() {
        let mut network = notation::network("museum; bus");
        let [museum, bus] = ["museum".into(), "bus".into()];
        let until = Some(Day::new("2027-03-01"));
        let today = Day::new("2026-12-03");
        let noted = note_agreement(&"m".into(), [&museum, &bus], " Führung ", until, &today, "v".into());
        let Msg::Edit { changes, .. } = noted else { panic!() };
        network.apply_all(changes, Stamp(2));
        let reach = |network: &Network| network.reach(TableName::Agreements, &"v".into());
        let mut agreement = Agreement::clone(network.agreements.get(&"v".into()).unwrap());
        assert_eq!((agreement.what.as_str(), agreement.state), ("Führung", AgreementState::Agreed));
        assert_eq!(reach(&network), Visibility::Network);
        agreement.visibility = Some(Visibility::Public);
        for (agreed_by, expected) in [
            (vec![], Visibility::Network),
            (vec![bus.clone()], Visibility::Network),
            (vec![bus, museum], Visibility::Public),
        ] {
            agreement.agreed_by = agreed_by;
            network.put(agreement.clone(), Stamp(3));
            assert_eq!(reach(&network), expected);
        }
    }
}
