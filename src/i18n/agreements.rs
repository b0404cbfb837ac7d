//! Agreements: how they stand, and who of the two has agreed.

use super::{
    Language::{self, English, German},
    matches::actor,
};
use crate::{
    model::{Agreement, AgreementState, Network},
    query::agreements::Due,
};

texts! {
    AgreementTexts {
        title: "Vereinbarungen", "Agreements";
        intro: "Wer tut was für wen bis wann? Was aufgeschrieben ist, wird eher gehalten. Öffentlich wird eine Vereinbarung erst, wenn beide zugestimmt haben.", "Who does what for whom until when? What is written down is kept more often. An agreement becomes public only when both have agreed.";
        none: "Noch ist nichts vereinbart.", "Nothing has been agreed yet.";
        none_hint: "Eine Vereinbarung beginnt mit einem Treffer, bei einem Treffen oder hier.", "An agreement begins with a match, at a meeting, or here.";
        at: "Bei:", "At:";
        kept: "Erledigt", "Done";
        not_kept: "Nicht eingehalten", "Not kept";
        i_agree: "Ich stimme zu", "I agree";
        signatures: "Unterschriften: ____________________________   ____________________________", "Signatures: ____________________________   ____________________________";
    }
}

pub fn heading(language: Language, due: Due) -> &'static str {
    let [german, english] = match due {
        Due::Overdue => ["Überfällig", "Overdue"],
        Due::Soon => ["Bald fällig", "Due soon"],
        Due::Later => ["Vereinbart", "Agreed"],
        Due::Begun => ["Im Gespräch", "In conversation"],
        Due::Kept => ["Erledigt", "Done"],
        Due::NotKept => ["Nicht eingehalten", "Not kept"],
        Due::Dropped => ["Passt nicht", "Does not fit"],
    };
    match language {
        German => german,
        English => english,
    }
}

/// How many are overdue or due soon, for who keeps the map.
pub fn due(language: Language, count: usize) -> String {
    match (language, count) {
        (German, 0) => "Keine ist fällig".into(),
        (English, 0) => "None is due".into(),
        (German, _) => format!("{} fällig", language.number(count)),
        (English, _) => format!("{} due", language.number(count)),
    }
}

/// Whether both have said yes; nothing before it is agreed.
pub fn agreed_by(language: Language, network: &Network, agreement: &Agreement) -> Option<String> {
    use AgreementState::{Agreed, Kept, NotKept};
    if !matches!(agreement.state, Agreed | Kept | NotKept) {
        return None;
    }
    let has_agreed = |id| agreement.agreed_by.contains(id);
    Some(match (language, has_agreed(&agreement.giver), has_agreed(&agreement.taker)) {
        (German, true, true) => "beide haben zugestimmt".into(),
        (English, true, true) => "both have agreed".into(),
        (German, false, false) => "noch hat keine Seite selbst zugestimmt".into(),
        (English, false, false) => "neither side has agreed itself yet".into(),
        (German, giver, _) => {
            let name = actor(network, if giver { &agreement.giver } else { &agreement.taker });
            format!("zugestimmt hat {name}")
        }
        (English, giver, _) => {
            let name = actor(network, if giver { &agreement.giver } else { &agreement.taker });
            format!("{name} has agreed")
        }
    })
}
