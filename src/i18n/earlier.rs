//! Earlier states: why each was kept, what changed since, and what became of them where somebody is to be forgotten.

use super::{
    Language::{self, English, German},
    Name, records,
};
use crate::{
    app::Erased,
    model::{Id, Network, TableName},
    store::Reason,
};

texts! {
    EarlierTexts {
        nothing: "Noch keiner. Beim Arbeiten entstehen sie von selbst, etwa alle sechs Minuten, und bevor ein Import oder ein anderes Netzwerk viel auf einmal ändert.", "None yet. They come by themselves while you work, about every six minutes, and before an import or another network changes much at once.";
        meaning: "Wie Ihr Netzwerk früher war. Ansehen ändert nichts.", "How your network used to be. Looking changes nothing.";
        unreadable: "Nicht lesbare Daten", "Unreadable data";
        what_changed: "Was hat sich geändert?", "What has changed?";
        reading: "wird gelesen …", "reading …";
        not_readable: "Dieser Stand lässt sich nicht lesen.", "This state cannot be read.";
        other_network: "Das ist ein anderes Netzwerk als das jetzige.", "This is another network than the present one.";
        nothing_changed: "Seitdem hat sich nichts geändert.", "Nothing has changed since.";
        only_places: "Seitdem hat sich nur geändert, was im Bild wo steht.", "All that has changed since is what stands where in the picture.";
        look: "Ansehen", "Look";
        remove: "Endgültig löschen", "Delete for good";
        bring_back: "Diesen Stand zurückholen", "Bring this state back";
        bring_back_question: "Früheren Stand zurückholen?", "Bring the earlier state back?";
        bring_back_confirm: "Ja, zurückholen", "Yes, bring it back";
        erase: "Auch aus früheren Ständen löschen", "Also delete from earlier states";
        erase_hint: "Dann lässt sich das nicht rückgängig machen, und frühere Schritte auch nicht mehr. Dateien, die Sie gesichert haben, und andere Netzwerke bleiben, wie sie sind.", "Then this cannot be undone, nor can earlier steps any more. Files that you saved and other networks stay as they are.";
    }
}

pub fn reason(language: Language, reason: Reason) -> &'static str {
    match (language, reason) {
        (German, Reason::Automatic) => "automatisch",
        (English, Reason::Automatic) => "automatic",
        (German, Reason::Replaced) => "ersetzt",
        (English, Reason::Replaced) => "replaced",
        (German, Reason::BeforeImport) => "vor einem Import",
        (English, Reason::BeforeImport) => "before an import",
        (German, Reason::BeforeMerge) => "vor einer Zusammenführung",
        (English, Reason::BeforeMerge) => "before a merge",
        (German, Reason::Dropped) => "in einem anderen Fenster anders entschieden",
        (English, Reason::Dropped) => "decided against in favour of another window",
        (German, Reason::Unreadable) => "nicht lesbar",
        (English, Reason::Unreadable) => "unreadable",
    }
}

/// "3 Akteure, 5 Kompetenzen".
pub fn contents(language: Language, [actors, competencies]: [usize; 2]) -> String {
    let actors = records::count(language, TableName::Actors, actors);
    format!("{actors}, {}", records::count(language, TableName::Competencies, competencies))
}

/// As part of a sentence on what is being looked at.
pub fn of_when(language: Language, when: &str) -> String {
    match language {
        German => format!("Ihr Stand vom {when}"),
        English => format!("your state of {when}"),
    }
}

/// Names told for each kind of change.
const NAMES_TOLD: usize = 10;

/// What is not now as it was then, a sentence each for what is new, what changed and what is gone.
pub fn changes(language: Language, then: &Network, now: &Network) -> Vec<String> {
    let t = language.texts().earlier();
    if then.about.id != now.about.id {
        return vec![t.other_network.to_owned()];
    }
    let changed = now.records_changed_since(then);
    if changed.is_empty() {
        let same = then.positions == now.positions;
        return vec![if same { t.nothing_changed } else { t.only_places }.to_owned()];
    }
    let kinds = match language {
        German => ["Neu", "Geändert", "Gelöscht"],
        English => ["New", "Changed", "Deleted"],
    };
    let kind_of = |table: TableName, id: &Id| match (then.get(table, id), now.get(table, id)) {
        (None, _) => 0,
        (Some(_), Some(_)) => 1,
        (Some(_), None) => 2,
    };
    let sentence = |(kind, word): (usize, &str)| {
        let mut names_left = NAMES_TOLD;
        let parts = TableName::ALL.iter().filter_map(|table| {
            let ids = changed.iter().filter(|(of, id)| of == table && kind_of(*of, id) == kind);
            let ids: Vec<&Id> = ids.map(|(_, id)| id).collect();
            (!ids.is_empty()).then(|| of_table(language, *table, &ids, if kind == 2 { then } else { now }, &mut names_left))
        });
        let parts: Vec<String> = parts.collect();
        (!parts.is_empty()).then(|| format!("{word}: {}", parts.join("; ")))
    };
    kinds.into_iter().enumerate().filter_map(sentence).collect()
}

/// "3 Akteure (Museum, Labor und 1 weiterer)".
fn of_table(
    language: Language,
    table: TableName,
    ids: &[&Id],
    network: &Network,
    names_left: &mut usize,
) -> String {
    if table == TableName::Network {
        return language.texts().forms().edit_network.to_owned();
    }
    let told = ids.len().min(*names_left);
    *names_left -= told;
    let names: Vec<String> =
        ids[..told].iter().map(|id| Name(&network.name_of(table, id)).to_string()).collect();
    let count = records::count(language, table, ids.len());
    let further = ids.len() - told;
    match (language, told, further) {
        (_, 0, _) => count,
        (_, _, 0) => format!("{count} ({})", names.join(", ")),
        (German, ..) => format!("{count} ({} und {} weitere)", names.join(", "), language.number(further)),
        (English, ..) => format!("{count} ({} and {} more)", names.join(", "), language.number(further)),
    }
}

/// What was removed is gone from earlier states too.
pub fn erased(language: Language, erased: Erased) -> String {
    let Erased { states, unreadable } = erased;
    let done = match (language, states) {
        (German, 0) => "Gelöscht. In früheren Ständen stand nichts davon.".to_owned(),
        (English, 0) => "Deleted. Earlier states had none of it.".to_owned(),
        (German, 1) => "Gelöscht, auch aus einem früheren Stand.".to_owned(),
        (German, _) => format!("Gelöscht, auch aus {} früheren Ständen.", language.number(states)),
        (English, _) => format!("Deleted, also from {}.", language.count(states, "earlier state", "earlier states")),
    };
    match (language, unreadable) {
        (_, 0) => done,
        (German, _) => format!(
            "{done} Nicht lesbar und deshalb unverändert: {}. Löschen Sie, was davon betroffen sein kann, unter „Frühere Stände“.",
            language.count(unreadable, "Stand", "Stände")
        ),
        (English, _) => format!(
            "{done} Unreadable and therefore unchanged: {}. Delete what may be concerned under “Earlier states”.",
            language.count(unreadable, "state", "states")
        ),
    }
}

/// What was removed may still be in earlier states.
pub fn not_erased(language: Language) -> &'static str {
    match language {
        German => "Gelöscht, aber noch nicht aus allen früheren Ständen: Der Browser hat sie nicht alle geändert. Löschen Sie die betroffenen Stände unter „Frühere Stände“.",
        English => "Deleted, but not yet from all earlier states: the browser did not change all of them. Delete the states concerned under “Earlier states”.",
    }
}

#[cfg(test)]
mod tests;
