//! Who sits where, and who could sit together.

use super::{
    Language::{self, English, German},
    matches::{competency, listed},
    records,
    roles::tenths,
};
use crate::{
    model::{Id, Network, TableName},
    query::{
        groups::{Meetings, Overlap},
        working_group::{Seat, Why},
    },
};

texts! {
    /// The pages of groups, and the proposal of one.
    GroupTexts {
        intro: "Ausschüsse, Arbeitsgruppen und andere Netzwerke, in denen die Akteure sitzen. Hier sehen Sie, was sich überschneidet und wer fehlt.", "Committees, working groups and other networks that the actors sit in. Here you see what overlaps and who is missing.";
        none: "Noch ist keine Gruppe eingetragen. Wo sitzen die Akteure Ihres Netzwerks schon zusammen?", "No group has been entered yet. Where do the actors of your network sit together already?";
        list: "Die Gruppen", "The groups";
        no_members: "Noch ist kein Mitglied eingetragen.", "No member has been entered yet.";
        missing: "Es fehlt:", "Missing:";
        none_missing: "Alle Bereiche sind vertreten.", "All sectors are represented.";
        show_in_network: "Im Netz zeigen", "Show in the network";
        only_shown: "Suche und Filter wählen aus, welche Akteure hier stehen.", "Search and filters choose which actors stand here.";
        seats: "Wer sitzt überall?", "Who sits everywhere?";
        seats_meaning: "Wer in vielen Gruppen sitzt, trägt vieles weiter und hat viele Termine. Gezählt sind die Treffen, die die Gruppen für ein Jahr angeben.", "Whoever sits in many groups passes much on and has many appointments. Counted are the meetings that groups state for a year.";
        nobody_sits: "Hier sitzt noch niemand in einer Gruppe.", "Nobody here sits in a group yet.";
        actor: "Akteur", "Actor";
        sits_in: "Sitzt in", "Sits in";
        meetings: "Treffen", "Meetings";
        overlaps: "Welche Gruppen überschneiden sich?", "Which groups overlap?";
        overlaps_meaning: "Gruppen mit vielen gemeinsamen Mitgliedern könnten zusammen tagen oder die Arbeit teilen.", "Groups that share many members could meet together or divide the work.";
        no_overlaps: "Keine zwei Gruppen haben ein gemeinsames Mitglied.", "No two groups share a member.";
        gaps: "Welcher Bereich fehlt wo?", "Which sector is missing where?";
        gaps_meaning: "Aus diesen Bereichen ist jemand im Netzwerk, aber nicht in jeder Gruppe. Das kann so gewollt sein.", "Somebody from these sectors is in the network, but not in every group. That may be intended.";
        no_gaps: "In jeder Gruppe ist jeder Bereich vertreten.", "Every sector is represented in every group.";
        seats_in_network: "Als Größe im Netz zeigen", "Show as size in the network";
        matrix: "Wer sitzt in welcher Gruppe", "Who sits in which group";
        everybody: "auch wer in keiner Gruppe sitzt", "also those who sit in no group";
        sits_here: "sitzt hier", "sits here";
        legend: "Zeichen der Matrix", "Signs of the matrix";
        nothing_fits: "Hier steht niemand, der in einer Gruppe sitzt.", "Nobody here sits in a group.";
        members: "Mitglieder", "Members";
        add_member: "Mitglieder eintragen", "Enter members";
        shared: "Gemeinsame Mitglieder", "Shared members";
        shares_nobody: "Mit keiner anderen Gruppe gibt es gemeinsame Mitglieder.", "It shares no members with any other group.";
        all_groups: "Alle Gruppen", "All groups";
        groups: "Gruppen", "Groups";
        sectors_missing: "Bereiche, die fehlen", "Sectors that are missing";
        proposal_intro: "Wer könnte zusammen in einer Gruppe sitzen? Es ist ein Vorschlag, keine Zuteilung: Wer mitmacht, entscheiden die Gefragten.", "Who could sit together in a group? It is a suggestion, not an assignment: those who are asked decide whether they join.";
        for_topic: "Für das Thema", "For the topic";
        for_competencies: "Für", "For";
        choose_topic: "Für welches Thema?", "For which topic?";
        choose_need: "Oder für etwas, das gesucht wird?", "Or for something that is looked for?";
        nothing_to_propose: "Für einen Vorschlag braucht es ein Thema oder ein offenes Gesuch.", "A proposal takes a topic or an open need.";
        another: "Etwas anderes wählen", "Choose something else";
        size: "Plätze (8 bis 15)", "Seats (8 to 15)";
        proposal: "Vorschlag", "Suggestion";
        nobody: "Dazu hat sich niemand gemeldet, und niemand bietet oder sucht, was es dafür braucht.", "Nobody has come forward for this, and nobody offers or looks for what it takes.";
        rule: "Wie der Vorschlag entsteht", "How the suggestion is made";
        rule_asked: "Gefragt wird, wer damit zu tun hat: zuerst, wer sich zum Thema gemeldet hat, dann, wer etwas davon bietet, dann, wer etwas davon sucht.", "Asked is who has to do with it: first who came forward for the topic, then who offers some of it, then who looks for some of it.";
        rule_sectors: "Jeder Bereich, aus dem jemand gefragt werden kann, bekommt einen Platz.", "Each sector from which somebody can be asked gets a seat.";
        rule_rest: "Die übrigen Plätze bekommt, wer am meisten von dem bietet, was noch fehlt. Bei gleichen geht vor, wer die anderen noch wenig kennt.", "The other seats go to whoever offers most of what is still missing. Among equals, those who know few of the others come first.";
        what_is_missing: "Was noch fehlt", "What is still missing";
        nobody_from: "Aus diesen Bereichen hat noch niemand damit zu tun:", "From these sectors nobody has to do with it yet:";
        no_seat_for: "Für diese Bereiche reichen die Plätze nicht:", "For these sectors there are not enough seats:";
        uncovered: "Das bietet niemand aus dem Vorschlag:", "Nobody in the suggestion offers:";
        nothing_missing: "Jeder Bereich ist vertreten, und alles, was gebraucht wird, bietet jemand aus dem Vorschlag.", "Every sector is represented, and everything that is needed is offered by somebody in the suggestion.";
        own_act: "Eingetragen wird hier niemand: Die Gruppe beginnt ohne Mitglieder. Wer zusagt, wird dann eingetragen.", "Nobody is entered here: the group begins without members. Who says yes is entered then.";
        create: "Gruppe anlegen", "Create the group";
    }
}

fn members(language: Language, number: usize) -> String {
    match language {
        German => language.count(number, "Mitglied", "Mitglieder"),
        English => language.count(number, "member", "members"),
    }
}

/// In the picture and on a card.
pub fn sits_in(language: Language, groups: usize) -> String {
    match language {
        German => format!("Sitzt in {}.", language.count(groups, "Gruppe", "Gruppen")),
        English => format!("Sits in {}.", language.count(groups, "group", "groups")),
    }
}

/// "12 Mitglieder, 6 Treffen im Jahr".
pub fn size(language: Language, number: usize, meetings_per_year: Option<u32>) -> String {
    let members = members(language, number);
    match (language, meetings_per_year.map(|number| number as usize)) {
        (German, Some(meetings)) => {
            format!("{members}, {} im Jahr", language.count(meetings, "Treffen", "Treffen"))
        }
        (English, Some(meetings)) => format!("{members}, {} a year", language.count(meetings, "meeting", "meetings")),
        (German, None) => format!("{members}; wie oft sie sich treffen, ist nicht angegeben"),
        (English, None) => format!("{members}; how often they meet is not stated"),
    }
}

/// "2,3 im Monat, 1 Gruppe ohne Angabe".
pub fn a_month(language: Language, meetings: Meetings) -> String {
    let unknown = (meetings.unknown > 0).then(|| match language {
        German => format!("{} ohne Angabe", language.count(meetings.unknown, "Gruppe", "Gruppen")),
        English => format!("{} without a number", language.count(meetings.unknown, "group", "groups")),
    });
    let known = (meetings.a_year > 0 || unknown.is_none()).then(|| {
        let number = tenths(language, meetings.a_month());
        match language {
            German => format!("{number} im Monat"),
            English => format!("{number} a month"),
        }
    });
    known.into_iter().chain(unknown).collect::<Vec<_>>().join(", ")
}

/// How many members two groups share, and how much that is of the smaller one.
pub fn shared(language: Language, overlap: &Overlap) -> String {
    let number = overlap.shared.len();
    let percent = (100.0 * overlap.share()).round();
    match (language, number == overlap.smaller) {
        (German, true) => format!("{}: die ganze kleinere Gruppe", of_both(language, number)),
        (English, true) => format!("{}: all of the smaller group", of_both(language, number)),
        (German, false) => format!("{}: {percent} % der kleineren Gruppe", of_both(language, number)),
        (English, false) => format!("{}: {percent}% of the smaller group", of_both(language, number)),
    }
}

fn of_both(language: Language, number: usize) -> String {
    match language {
        German => language.count(number, "gemeinsames Mitglied", "gemeinsame Mitglieder"),
        English => language.count(number, "shared member", "shared members"),
    }
}

/// Of a sector: "fehlt in 2 von 4 Gruppen".
pub fn missing_in(language: Language, missing: usize, groups: usize) -> String {
    let missing = language.number(missing);
    match (language, groups) {
        (German, 1) => "fehlt in der einen Gruppe".into(),
        (English, 1) => "missing in the one group".into(),
        (German, _) => format!("fehlt in {missing} von {} Gruppen", language.number(groups)),
        (English, _) => format!("missing in {missing} of {} groups", language.number(groups)),
    }
}

/// What the matrix shows, and what it leaves out.
pub fn matrix_size(language: Language, rows: (usize, usize), columns: (usize, usize)) -> String {
    let shown = format!(
        "{} × {}",
        records::count(language, TableName::Actors, rows.0),
        records::count(language, TableName::Groups, columns.0)
    );
    let (rows, columns) = (rows.1 - rows.0, columns.1 - columns.0);
    let left_out = match language {
        German => [
            (rows, language.count(rows, "weiterer Akteur", "weitere Akteure")),
            (columns, language.count(columns, "weitere Gruppe", "weitere Gruppen")),
        ],
        English => [
            (rows, language.count(rows, "more actor", "more actors")),
            (columns, language.count(columns, "more group", "more groups")),
        ],
    };
    let left_out = left_out.into_iter().filter(|(number, _)| *number > 0).map(|(_, words)| words);
    match (language, listed(language, &left_out.collect::<Vec<_>>())) {
        (_, None) => shown,
        (German, Some(words)) => format!("{shown}. Nicht gezeigt: {words}. Mit Suche und Filtern wählen Sie aus."),
        (English, Some(words)) => format!("{shown}. Not shown: {words}. Search and filters let you choose."),
    }
}

/// Why somebody is proposed, in one sentence.
pub fn why(language: Language, seat: &Seat, network: &Network) -> String {
    let terms = |ids: &[Id]| {
        let terms: Vec<String> = ids.iter().map(|id| competency(language, network, id)).collect();
        listed(language, &terms)
    };
    let came = match (language, seat.why) {
        (German, Why::CanHelp) => Some("hat Hilfe angeboten"),
        (English, Why::CanHelp) => Some("has offered help"),
        (German, Why::NeedsThis) => Some("hat gesagt, dass es gebraucht wird"),
        (English, Why::NeedsThis) => Some("said that it needs this"),
        (German, Why::Curious) => Some("ist neugierig darauf"),
        (English, Why::Curious) => Some("is curious about it"),
        (_, Why::Offers | Why::LooksFor) => None,
    };
    let offers = terms(&seat.offers).map(|terms| match language {
        German => format!("bietet {terms}"),
        English => format!("offers {terms}"),
    });
    let looks_for = terms(&seat.looks_for).map(|terms| match language {
        German => format!("sucht {terms}"),
        English => format!("looks for {terms}"),
    });
    let sector = seat.for_sector.then_some(match language {
        German => "bringt einen weiteren Bereich ein",
        English => "brings in another sector",
    });
    let knows = match (language, seat.knows.len()) {
        (German, 0) => "kennt die anderen noch nicht".to_owned(),
        (English, 0) => "knows none of the others yet".to_owned(),
        (German, number) => format!("kennt {} der anderen", language.number(number)),
        (English, number) => format!("knows {} of the others", language.number(number)),
    };
    let parts = came.map(str::to_owned).into_iter().chain(offers).chain(looks_for);
    let parts = parts.chain(sector.map(str::to_owned)).chain([knows]);
    let sentence = super::capitalised(&parts.collect::<Vec<_>>().join("; "));
    format!("{sentence}.")
}

/// How many are proposed, where that is fewer than there are seats.
pub fn found(language: Language, found: usize, size: usize) -> String {
    match (language, found < size) {
        (German, true) => format!(
            "{} für {size} Plätze; mehr haben damit noch nicht zu tun.",
            language.count(found, "Akteur", "Akteure")
        ),
        (English, true) => {
            format!("{} for {size} seats; no others have to do with it yet.", language.count(found, "actor", "actors"))
        }
        (German, false) => format!("{found} Akteure"),
        (English, false) => format!("{found} actors"),
    }
}

/// How many look for a competency.
pub fn wanted_by(language: Language, actors: usize) -> String {
    match (language, actors) {
        (German, 1) => "gesucht von 1 Akteur".into(),
        (German, _) => format!("gesucht von {} Akteuren", language.number(actors)),
        (English, _) => format!("looked for by {}", language.count(actors, "actor", "actors")),
    }
}

/// What a group that is founded for something is called.
pub fn name_for(language: Language, what: &str) -> String {
    let what = what.trim();
    match language {
        German => format!("Arbeitsgruppe {what}"),
        English => format!("Working group {what}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meetings_say_what_is_known_and_what_is_not() {
        let told = |a_year, unknown| a_month(German, Meetings { a_year, unknown });
        assert_eq!(told(27, 0), "2,3 im Monat");
        assert_eq!(told(0, 0), "0,0 im Monat");
        assert_eq!(told(0, 2), "2 Gruppen ohne Angabe");
        assert_eq!(told(1, 1), "0,1 im Monat, 1 Gruppe ohne Angabe");
        assert_eq!(size(English, 1, Some(1)), "1 member, 1 meeting a year");
        assert_eq!(size(German, 12, Some(6)), "12 Mitglieder, 6 Treffen im Jahr");
    }

    #[test]
    fn the_matrix_says_what_it_leaves_out_and_nothing_else() {
        assert_eq!(matrix_size(German, (1, 1), (4, 4)), "1 Akteur × 4 Gruppen");
        assert_eq!(
            matrix_size(German, (60, 61), (4, 4)),
            "60 Akteure × 4 Gruppen. Nicht gezeigt: 1 weiterer Akteur. Mit Suche und Filtern wählen Sie aus."
        );
        assert_eq!(
            matrix_size(English, (60, 90), (100, 101)),
            "60 actors × 100 groups. Not shown: 30 more actors and 1 more group. Search and filters let you choose."
        );
    }

    #[test]
    fn an_overlap_says_how_much_of_the_smaller_group_it_is() {
        let told = |shared: usize, smaller| {
            let shared = vec![Id::from("a"); shared];
            let groups = ["x", "y"].map(Id::from);
            super::shared(German, &Overlap { groups, shared, smaller })
        };
        assert_eq!(told(2, 3), "2 gemeinsame Mitglieder: 67 % der kleineren Gruppe");
        assert_eq!(told(1, 1), "1 gemeinsames Mitglied: die ganze kleinere Gruppe");
    }

    #[test]
    fn each_reason_is_said_in_one_sentence() {
        let network = crate::model::notation::network("a offers print, sensors; a needs maps");
        let seat = |why, offers: &[&str], for_sector, knows: usize| Seat {
            actor: "a".into(),
            why,
            offers: offers.iter().map(|id| Id::from(*id)).collect(),
            looks_for: vec!["maps".into()],
            for_sector,
            knows: vec!["b".into(); knows],
        };
        assert_eq!(
            super::why(German, &seat(Why::CanHelp, &["print", "sensors"], true, 0), &network),
            "Hat Hilfe angeboten; bietet „print“ und „sensors“; sucht „maps“; bringt einen weiteren Bereich ein; \
             kennt die anderen noch nicht."
        );
        assert_eq!(
            super::why(English, &seat(Why::LooksFor, &[], false, 2), &network),
            "Looks for “maps”; knows 2 of the others."
        );
    }
}
