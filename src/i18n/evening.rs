//! Words of a marketplace evening.

use super::{
    Language::{self, English, German},
    Name,
    matches::{actor, competency, listed},
};
use crate::{
    app::evening::Tally,
    model::{Id, Network},
    query::{evening::LeftOut, matches::Match},
};

texts! {
    EveningTexts {
        title: "Marktplatz", "Marketplace";
        intro: "Jedes Gespräch ist ein Vorschlag. Was daraus wird, entscheiden die beiden.", "Each talk is a suggestion. What comes of it is for the two to decide.";
        meeting: "Zum Treffen", "To the meeting";
        nobody: "Noch nimmt niemand teil. Wer kommt, steht beim Treffen.", "Nobody takes part yet. Who comes is noted with the meeting.";
        no_pairs: "Von den Teilnehmenden sucht niemand, was jemand anderes bietet.", "None of those who take part looks for what another one offers.";
        no_list: "Noch gibt es keine Gesprächsliste.", "There is no list of talks yet.";
        plan: "Gespräche planen", "Plan the talks";
        rounds: "Runden zu zehn Minuten", "Rounds of ten minutes";
        tables: "Tische", "Tables";
        tables_hint: "Leer heißt: genug für alle.", "Empty means: enough for all.";
        make: "Gesprächsliste erstellen", "Make the list of talks";
        replace: "Gesprächsliste ersetzen", "Replace the list of talks";
        replaces: "Die neue Liste tritt an die Stelle der jetzigen. Was gesprochen und vereinbart ist, bleibt.", "The new list takes the place of the present one. What was talked about and agreed stays.";
        left_out: "Was nicht stattfindet, und warum", "What does not take place, and why";
        mine: "Meine Gespräche", "My talks";
        whose: "Wessen Gespräche?", "Whose talks?";
        choose: "Bitte auswählen", "Please choose";
        this_is_me: "Das bin ich", "This is me";
        none_of_mine: "In dieser Liste steht kein Gespräch.", "There is no talk in this list.";
        all: "Alle Gespräche", "All talks";
        talked: "Haben gesprochen", "Have talked";
        agreed: "Vereinbart", "Agreed";
        what: "Was ist vereinbart?", "What is agreed?";
        who: "Wer tut es?", "Who does it?";
        until: "Bis wann?", "Until when?";
        until_hint: "Kann leer bleiben.", "May stay empty.";
        write: "Festhalten", "Write it down";
        empty_line: "Bitte schreiben Sie in einer Zeile, was vereinbart ist.", "Please write in one line what is agreed.";
        again: "sprachen schon einmal", "talked before";
        mutual: "gegenseitig", "mutual";
        hand_in: "Meine Gespräche abgeben", "Hand in my talks";
        hand_in_hint: "Wer das Netzwerk pflegt, nimmt Ihre Haken und Vereinbarungen damit auf: als Datei, als Link oder vom Bildschirm.", "With this, whoever keeps the network takes in your ticks and agreements: as a file, as a link or from the screen.";
        nothing_to_hand_in: "Sie haben noch nichts festgehalten.", "You have not noted anything yet.";
        save_file: "Datei speichern", "Save the file";
        tally: "Stand", "So far";
        big: "Stand groß zeigen", "Show it large";
        small: "Zurück zur Liste", "Back to the list";
        paper: "Zum Drucken", "To print";
        paper_hint: "Gesprächszettel, Namensschilder und Karten für die Pinnwand. Für wen Sie drucken, fragt der Befehl; die Datei zeigt, was Mitglieder sehen dürfen.", "Slips with the talks, badges, and cards for the pinboard. The command asks for whom you print; the file shows what members may see.";
        file: "Für Word speichern", "Save for Word";
        slips_are_internal: "Gesprächszettel sind für die Mitglieder: Drucken Sie sie für das Netzwerk.", "Slips are for the members: print them for the network.";
        slips: "Gesprächszettel", "Slips";
        badges: "Namensschilder", "Badges";
        cards: "Karten", "Cards";
        nothing: "nur Bildschirm", "screen only";
        offers: "Bietet", "Offers";
        needs: "Sucht", "Looks for";
        pause: "frei", "free";
    }
}

pub fn taking_part(language: Language, count: usize) -> String {
    match language {
        German => language.count(count, "Akteur nimmt teil.", "Akteure nehmen teil."),
        English => language.count(count, "actor takes part.", "actors take part."),
    }
}

pub fn round(language: Language, round: u32) -> String {
    match language {
        German => format!("Runde {round}"),
        English => format!("Round {round}"),
    }
}

/// How many mutual matches meet; that there cannot be more is said only where it is known.
pub fn met(language: Language, met: usize, all: usize, most: usize, talks: usize) -> String {
    let talks = match language {
        German => language.count(talks, "Gespräch", "Gespräche"),
        English => language.count(talks, "talk", "talks"),
    };
    match language {
        German if all == 0 => format!("{talks}. Gegenseitige Treffer gibt es keine."),
        English if all == 0 => format!("{talks}. There are no mutual matches."),
        German if met == all => format!("{talks}. Alle gegenseitigen Treffer ({all}) sind dabei."),
        English if met == all => format!("{talks}. All mutual matches ({all}) are among them."),
        German if met == most => {
            format!("{talks}. {met} von {all} gegenseitigen Treffern sind dabei; mehr geht in diesen Runden nicht.")
        }
        English if met == most => {
            format!("{talks}. {met} of {all} mutual matches are among them; more is not possible in these rounds.")
        }
        German => format!("{talks}. {met} von {all} gegenseitigen Treffern sind dabei; mehr als {most} können es nicht sein."),
        English => format!("{talks}. {met} of {all} mutual matches are among them; it cannot be more than {most}."),
    }
}

/// What the two gain, each in a half-sentence.
pub fn gain(language: Language, found: &Match, network: &Network) -> String {
    let half = |looks: &Id, wanted: &Id| {
        let (looks, wanted) = (actor(network, looks), competency(language, network, wanted));
        match language {
            German => format!("{looks} sucht {wanted}"),
            English => format!("{looks} looks for {wanted}"),
        }
    };
    let mut halves: Vec<String> = found.actor.iter().map(|looks| half(looks, &found.wanted)).collect();
    halves.extend(found.mutual.as_ref().map(|mutual| half(&found.offered_by, &mutual.wanted)));
    halves.join("; ") + "."
}

pub fn left_out(language: Language, why: &LeftOut, network: &Network) -> String {
    match (language, why) {
        (_, LeftOut::Full(full)) => {
            let names: Vec<String> = full.iter().map(|id| actor(network, id)).collect();
            let who = listed(language, &names).unwrap_or_default();
            match (language, full.len()) {
                (German, 1) => format!("{who} hat schon in jeder Runde ein Gespräch."),
                (German, _) => format!("{who} haben schon in jeder Runde ein Gespräch."),
                (English, 1) => format!("{who} has a talk in each round already."),
                (English, _) => format!("{who} have a talk in each round already."),
            }
        }
        (German, LeftOut::NoCommonRound) => "Beide haben Runden frei, aber nicht dieselbe.".into(),
        (English, LeftOut::NoCommonRound) => "Both have free rounds, but not the same one.".into(),
        (German, LeftOut::Free(round)) => format!("Beide wären in Runde {round} frei; in der Liste stehen sie nicht."),
        (English, LeftOut::Free(round)) => format!("Both would be free in round {round}; they are not in the list."),
    }
}

/// Those for whom nothing was found.
pub fn alone(language: Language, names: &[String]) -> String {
    let names = listed(language, names).unwrap_or_default();
    match language {
        German => format!("Ohne Treffer unter den Teilnehmenden: {names}."),
        English => format!("Without a match among those who take part: {names}."),
    }
}

pub fn tally(language: Language, tally: &Tally) -> String {
    let Tally { talks, held, agreed, .. } = tally;
    match language {
        German => {
            let agreed = language.count(*agreed, "Vereinbarung", "Vereinbarungen");
            format!("{held} von {talks} Gesprächen geführt, {agreed}.")
        }
        English => {
            let agreed = language.count(*agreed, "agreement", "agreements");
            format!("{held} of {talks} talks held, {agreed}.")
        }
    }
}

/// The name of a tick.
pub fn have_talked(language: Language, one: &str, other: &str) -> String {
    let (one, other) = (Name(one), Name(other));
    match language {
        German => format!("{one} und {other} haben gesprochen"),
        English => format!("{one} and {other} have talked"),
    }
}

/// By whom a talk was ticked.
pub fn ticked_by(language: Language, name: Option<&str>) -> String {
    let name = name.map(Name);
    match (language, name) {
        (German, Some(name)) => format!("Vermerkt von {name}."),
        (English, Some(name)) => format!("Noted by {name}."),
        (German, None) => "Vermerkt von der Koordination.".into(),
        (English, None) => "Noted by the coordination.".into(),
    }
}

/// "Drucker verleihen (Makerlounge), bis 1. Dezember"
pub fn line(language: Language, what: &str, giver: &str, until: Option<&str>) -> String {
    let (what, giver) = (Name(what), Name(giver));
    match (language, until) {
        (_, None) => format!("{what} ({giver})"),
        (German, Some(until)) => format!("{what} ({giver}), bis {until}"),
        (English, Some(until)) => format!("{what} ({giver}), until {until}"),
    }
}

pub fn share_title(language: Language, network: &str) -> String {
    let network = Name(network);
    match language {
        German => format!("Meine Gespräche für „{network}“"),
        English => format!("My talks for “{network}”"),
    }
}
