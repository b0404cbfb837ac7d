//! Words where one enters oneself.

use super::{
    Language::{self, English, German},
    Name,
};
use crate::{
    app::contribute::{Fact, Question},
    model::{TableName, Visibility},
};

texts! {
    ContributeTexts {
        next: "Weiter", "Next";
        back: "Zurück", "Back";
        finished: "Fertig", "Done";
        all_free: "Alles außer dem Namen ist freiwillig. Was leer bleibt, wird nicht gesendet.", "Everything but the name is voluntary. What stays empty is not sent.";
        resumed: "Ihre Antworten vom letzten Mal sind noch da.", "Your answers from last time are still here.";
        begin_anew: "Von vorn beginnen", "Start over";
        anew_question: "Alle Antworten verwerfen und von vorn beginnen?", "Discard all answers and start over?";
        discard: "Verwerfen", "Discard";
        go_on: "Weitermachen", "Keep going";
        not_kept: "Dieser Browser merkt sich Ihre Antworten nicht. Senden Sie sie, bevor Sie die Seite schließen.", "This browser does not keep your answers. Send them before you close the page.";
        like_you: "So ähnlich steht es schon im Netzwerk. Sind Sie das?", "Something like it is in the network already. Is it you?";
        name_missing: "Bitte geben Sie Ihren Namen an.", "Please give your name.";
        name_hint: "Von Ihnen selbst oder von dem, wofür Sie sprechen: Firma, Verein, Abteilung.", "Your own, or that of what you speak for: firm, association, department.";
        not_me: "Das bin nicht ich", "This is not me";
        values_filled: "Was schon eingetragen ist, steht auf den nächsten Seiten. Sie können es ändern.", "What is entered already is on the next pages. You can change it.";
        add_competency: "Kompetenz suchen oder neu anlegen", "Find a competency, or create it";
        more: "Mehr dazu", "More about it";
        new: "neu", "new";
        take_away: "Wegnehmen", "Take away";
        give_back: "Zurückholen", "Bring back";
        taken_away: "wird weggenommen", "will be taken away";
        met: "Ist erledigt", "It is met";
        not_met: "Doch noch offen", "Still open after all";
        is_met: "gilt als erledigt", "counts as met";
        confirms: "Mit „Weiter“ sagen Sie, dass diese Einträge noch stimmen.", "With “Next” you say that these entries are still true.";
        person: "Akteur suchen", "Find an actor";
        joined_already: "Schon eingetragen:", "Entered already:";
        known_chosen: "Wen Sie kennen", "Whom you know";
        told: "Gesendet wird nur das, und erst, wenn Sie es selbst weitergeben:", "Only this is sent, and only once you pass it on yourself:";
        who: "Wer", "Who";
        seen_by: "Sichtbar", "Visible";
        emptied: "nichts mehr", "nothing any more";
        send: "Wie möchten Sie es senden?", "How would you like to send it?";
        share: "Teilen", "Share";
        shared: "Weitergegeben.", "Passed on.";
        save_file: "Datei speichern", "Save the file";
        enter_here: "In dieses Netzwerk eintragen", "Enter into this network";
        enter_here_hint: "Nur in diesem Browser, wo Sie das Netzwerk pflegen.", "In this browser only, where you keep the network.";
    }
}

/// Which question of how many.
pub fn place(language: Language, question: Question) -> String {
    let (number, of) = (question as usize + 1, Question::ALL.len());
    match language {
        German => format!("{number} von {of}"),
        English => format!("{number} of {of}"),
    }
}

pub fn question(language: Language, question: Question) -> &'static str {
    match (language, question) {
        (German, Question::Who) => "Wer sind Sie?",
        (English, Question::Who) => "Who are you?",
        (German, Question::About) => "Was sind Sie, und was bieten Sie digital?",
        (English, Question::About) => "What are you, and what do you offer digitally?",
        (German, Question::Vision) => "Wie sieht Ihre digitale Zukunft aus?",
        (English, Question::Vision) => "What does your digital future look like?",
        (German, Question::Can) => "Was können Sie?",
        (English, Question::Can) => "What can you do?",
        (German, Question::Needs) => "Was suchen Sie?",
        (English, Question::Needs) => "What do you look for?",
        (German, Question::Knows) => "Wen kennen Sie hier?",
        (English, Question::Knows) => "Whom do you know here?",
        (German, Question::Shown) => "Wer darf Ihren Eintrag sehen?",
        (English, Question::Shown) => "Who may see your entry?",
        (German, Question::Done) => "Ihr Eintrag",
        (English, Question::Done) => "Your entry",
    }
}

/// What helps to answer it; empty where nothing has to be said.
pub fn lead(language: Language, question: Question) -> &'static str {
    match (language, question) {
        (German, Question::Vision) => "In zwei, drei Sätzen: Was soll es geben, was heute noch fehlt?",
        (English, Question::Vision) => "In two or three sentences: what should there be that is missing today?",
        (German, Question::Can) => "Wobei dürfen andere Sie fragen?",
        (English, Question::Can) => "What may others ask you about?",
        (German, Question::Needs) => "Wobei brauchen Sie Unterstützung?",
        (English, Question::Needs) => "What do you need support with?",
        (German, Question::Knows) => "So findet das Netzwerk Wege von einem zum anderen.",
        (English, Question::Knows) => "This is how the network finds ways from one to the other.",
        _ => "",
    }
}

pub fn entered_as(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("Sie sind „{name}“."),
        English => format!("You are “{name}”."),
    }
}

/// The accessible name of a suggestion.
pub fn that_is_me(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("{name}: Das bin ich"),
        English => format!("{name}: this is me"),
    }
}

/// Something was chosen and stands in the list now.
pub fn is_chosen(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("„{name}“ steht in Ihrer Liste."),
        English => format!("“{name}” is in your list."),
    }
}

/// The accessible name of a button about an entry of a list.
pub fn about_entry(action: &str, name: &str) -> String {
    format!("{action}: {}", Name(name))
}

pub fn visibility(language: Language, visibility: Visibility) -> &'static str {
    match (language, visibility) {
        (German, Visibility::Public) => "Alle",
        (English, Visibility::Public) => "Everybody",
        (German, Visibility::Network) => "Das Netzwerk",
        (English, Visibility::Network) => "The network",
        (German, Visibility::Internal) => "Nur wer das Netzwerk pflegt",
        (English, Visibility::Internal) => "Only who keeps the network",
    }
}

/// What that means for what one has entered.
pub fn visibility_meaning(language: Language, visibility: Visibility, is_person: bool) -> &'static str {
    match (language, visibility, is_person) {
        (German, Visibility::Public, true) => {
            "Ja, mein Name darf auch auf öffentlichen Seiten und in öffentlichen Dateien stehen."
        }
        (English, Visibility::Public, true) => "Yes, my name may stand on public pages and in public files, too.",
        (German, Visibility::Public, false) => {
            "Der Eintrag darf auf öffentlichen Seiten und in öffentlichen Dateien stehen."
        }
        (English, Visibility::Public, false) => "The entry may stand on public pages and in public files.",
        (German, Visibility::Network, _) => "Die Mitglieder sehen den Eintrag, in öffentlichen Dateien fehlt er.",
        (English, Visibility::Network, _) => "The members see the entry; it is missing from public files.",
        (German, Visibility::Internal, _) => {
            "Der Eintrag hilft beim Vermitteln und steht in keiner Datei für andere."
        }
        (English, Visibility::Internal, _) => "The entry helps to bring people together and is in no file for others.",
    }
}

/// What becomes of a record.
pub fn fact(language: Language, fact: Fact) -> &'static str {
    match (language, fact) {
        (German, Fact::New) => "neu",
        (English, Fact::New) => "new",
        (German, Fact::Changed) => "geändert",
        (English, Fact::Changed) => "changed",
        (German, Fact::Confirmed) => "stimmt noch",
        (English, Fact::Confirmed) => "still true",
        (German, Fact::Closed) => "erledigt",
        (English, Fact::Closed) => "met",
        (German, Fact::Removed) => "nicht mehr",
        (English, Fact::Removed) => "no longer",
    }
}

/// Before what somebody offers, looks for, or whom it knows.
pub fn verb(language: Language, table: TableName) -> &'static str {
    match (language, table) {
        (German, TableName::Offers) => "Kann",
        (English, TableName::Offers) => "Can do",
        (German, TableName::Needs) => "Sucht",
        (English, TableName::Needs) => "Looks for",
        (German, _) => "Kennt",
        (English, _) => "Knows",
    }
}

/// What is handed on, for whom gets it.
pub fn share_title(language: Language, network: &str) -> String {
    let network = Name(network);
    match language {
        German => format!("Mein Eintrag für „{network}“"),
        English => format!("My entry for “{network}”"),
    }
}

/// The browser refused.
pub fn not_saved(language: Language, file_name: &str) -> String {
    let name = Name(file_name);
    match language {
        German => format!("Der Browser hat „{name}“ nicht gespeichert. Senden Sie Ihren Eintrag als Link."),
        English => format!("The browser did not save “{name}”. Send your entry as a link."),
    }
}

/// What to do with the file that was saved.
pub fn saved(language: Language, file_name: &str) -> String {
    let name = Name(file_name);
    match language {
        German => format!("„{name}“ ist gespeichert. Schicken Sie die Datei an die Person, die das Netzwerk pflegt."),
        English => format!("“{name}” is saved. Send the file to the person who keeps the network."),
    }
}
