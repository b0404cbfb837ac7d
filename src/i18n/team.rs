//! Who could do something together.

use std::collections::HashSet;

use super::{
    Language::{self, English, German},
    Name,
    matches::{actor, competency, listed},
    name,
};
use crate::{
    model::{Id, Network, Role},
    query::{
        team::{Member, Near, Team},
    },
};

texts! {
    /// The page that finds teams.
    TeamTexts {
        title: "Wer zusammen kann das?", "Who can do it together?";
        intro: "Gesucht wird das kleinste Team, das alles abdeckt. Es ist ein Vorschlag: Wer mitmacht, entscheiden die Gefragten.", "The smallest team that covers everything. It is a suggestion: those who are asked decide whether they join.";
        for_topic: "Für das Thema", "For the topic";
        topic_without: "Das Thema nennt noch keine Kompetenzen. Sobald es sagt, was es braucht, steht hier, wer zusammen hilft.", "The topic names no competencies yet. Once it says what it takes, this shows who can help together.";
        choose_competencies: "Kompetenzen ändern", "Change the competencies";
        choose_topic: "Oder für ein Thema:", "Or for a topic:";
        add_competency: "Was gebraucht wird", "What is needed";
        add: "Hinzufügen", "Add";
        unknown: "Diesen Namen gibt es hier nicht. Bitte wählen Sie einen aus der Liste.", "There is no such name here. Please choose one from the list.";
        searching: "Die Suche läuft …", "Searching …";
        cancel: "Abbrechen", "Cancel";
        failed: "Die Suche ist abgebrochen. Ändern Sie eine Bedingung oder laden Sie die Seite neu, dann beginnt sie von vorn.", "The search broke off. Change a condition or reload the page, and it begins anew.";
        not_compared: "Von den gleich großen Teams wurden nicht alle verglichen.", "Not all teams of this size were compared.";
        proposal: "Vorschlag", "Suggestion";
        order: "Alle sind gleich klein. Vorn steht, wer aus den meisten Bereichen kommt, dann wo die meisten sich zum Thema gemeldet haben, dann was am besten bestätigt ist.", "All are equally small. First comes the team of most sectors, then that with most who came forward for the topic, then the best confirmed.";
        own_act: "Eingetragen wird hier niemand: Beim Thema meldet sich jeder selbst.", "Nobody is entered here: everyone joins a topic by themselves.";
        offered_help: "hat Hilfe angeboten", "has offered help";
        leave_out: "Ohne", "Without";
        hold: "Auf jeden Fall", "For certain";
        must: "Muss dabei sein", "Must be in it";
        with: "mit", "with";
        without: "ohne", "without";
        actor: "Akteur", "Actor";
        any: "egal", "any";
        most_per_sector: "Höchstens je Bereich", "At most per sector";
        least_level: "Mindestens", "At least";
        members_each: "Akteure je Kompetenz", "Actors per competency";
        members_only: "nur Mitglieder", "members only";
        who_can_what: "Wer kann was?", "Who can do what?";
        competency: "Kompetenz", "Competency";
        in_team: "Im Team", "In the team";
        stand_ins: "Könnte einspringen", "Could stand in";
        nobody: "niemand", "nobody";
        no_stand_in: "sonst niemand", "nobody else";
        nobody_near: "auch nichts Ähnliches", "nothing similar either";
        nearest: "Am nächsten kommt:", "Nearest:";
        invitation: "Einladung", "Invitation";
        language_of_text: "Sprache der Einladung", "Language of the invitation";
        copy: "Einladung kopieren", "Copy the invitation";
    }
}

/// The button that takes a competency or a condition away.
pub fn take_away(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("„{name}“ entfernen"),
        English => format!("Remove “{name}”"),
    }
}

/// How much of what is asked for a team covers.
pub fn covers(language: Language, team: &Team, network: &Network) -> String {
    let asked = team.stand_ins.len();
    let covered = asked - team.gaps.len();
    let all = match language {
        German => language.count(asked, "Kompetenz", "Kompetenzen"),
        English => language.count(asked, "competency", "competencies"),
    };
    match (language, &team.members[..], covered == asked) {
        (German, [], _) => "Nichts davon bietet jemand, der infrage kommt.".into(),
        (English, [], _) => "Nobody who may be in the team offers any of it.".into(),
        (German, [only], true) if asked > 1 => format!("{} bietet allein alle {all}.", actor(network, &only.actor)),
        (English, [only], true) if asked > 1 => format!("{} alone offers all {all}.", actor(network, &only.actor)),
        (German, [only], true) => format!("{} bietet, was gebraucht wird.", actor(network, &only.actor)),
        (English, [only], true) => format!("{} offers what is needed.", actor(network, &only.actor)),
        (German, members, true) if asked == 1 => {
            format!("{} Akteure bieten zusammen, was gebraucht wird.", members.len())
        }
        (English, members, true) if asked == 1 => {
            format!("{} actors together offer what is needed.", members.len())
        }
        (German, members, true) => format!("{} Akteure decken zusammen alle {all} ab.", members.len()),
        (English, members, true) => format!("{} actors together cover all {all}.", members.len()),
        (German, members, false) => {
            let most = if team.proven { "; mehr ist unter diesen Bedingungen nicht zu erreichen" } else { "" };
            format!("{} von {all} so, wie es gewünscht ist{most}.", deck(German, members.len(), covered))
        }
        (English, members, false) => {
            let most = if team.proven { "; no more is possible under these conditions" } else { "" };
            format!("{} of {all} as wished{most}.", deck(English, members.len(), covered))
        }
    }
}

fn deck(language: Language, members: usize, covered: usize) -> String {
    match (language, members) {
        (German, 1) => format!("1 Akteur deckt {covered}"),
        (German, _) => format!("{members} Akteure decken zusammen {covered}"),
        (English, 1) => format!("1 actor covers {covered}"),
        (English, _) => format!("{members} actors together cover {covered}"),
    }
}

/// What is proven of a team whose search is over.
pub fn proof(language: Language, team: &Team) -> String {
    match (language, team.proven, team.members.len()) {
        (_, true, 0) => String::new(),
        (German, true, 1) | (English, true, 1) => String::new(),
        (German, true, _) => "Das ist bewiesen das kleinste Team: Mit weniger Akteuren geht es nicht.".into(),
        (English, true, _) => "This is proven to be the smallest team: fewer actors cannot do it.".into(),
        (German, false, _) if team.bound <= 1 => "Ob es kleiner geht, ist nicht bewiesen.".into(),
        (English, false, _) if team.bound <= 1 => "Whether fewer would do is not proven.".into(),
        (German, false, _) => format!(
            "Ob es kleiner geht, ist nicht bewiesen; weniger als {} können es nicht sein.",
            language.count(team.bound as usize, "Akteur", "Akteure")
        ),
        (English, false, _) => format!(
            "Whether fewer would do is not proven; it cannot be fewer than {}.",
            language.count(team.bound as usize, "actor", "actors")
        ),
    }
}

/// Above the conditions, and how many are set.
pub fn conditions(language: Language, set: usize) -> String {
    match (language, set) {
        (German, 0) => "Bedingungen".into(),
        (English, 0) => "Conditions".into(),
        (German, _) => format!("Bedingungen ({set})"),
        (English, _) => format!("Conditions ({set})"),
    }
}

/// Above one of several teams beside the first, by its place among them.
pub fn alternative(language: Language, place: usize) -> String {
    match language {
        German => format!("Andere Möglichkeit {place}"),
        English => format!("Another choice {place}"),
    }
}

/// How many, and from how many sectors.
pub fn mixture(language: Language, network: &Network, members: &[Member]) -> String {
    let sector = |member: &Member| network.actors.get(&member.actor)?.sector.clone();
    let sectors: HashSet<Id> = members.iter().filter_map(sector).collect();
    let is_without = sectors.is_empty();
    let (members, sectors) = match language {
        German => (
            language.count(members.len(), "Akteur", "Akteure"),
            language.count(sectors.len(), "Bereich", "Bereichen"),
        ),
        English => {
            (language.count(members.len(), "actor", "actors"), language.count(sectors.len(), "sector", "sectors"))
        }
    };
    if is_without {
        return members;
    }
    match language {
        German => format!("{members} aus {sectors}"),
        English => format!("{members} from {sectors}"),
    }
}

/// Whether an actor came forward as one who can help with the topic.
pub fn has_offered_help(network: &Network, topic: Option<&Id>, id: &Id) -> bool {
    let topic = topic.and_then(|topic| network.topics.get(topic));
    let mut people = topic.iter().flat_map(|topic| &topic.people);
    people.any(|person| person.actor == *id && person.role == Role::CanHelp)
}

/// The button that looks on without an actor, for who cannot see beside whom it stands.
pub fn leave_out(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("Ohne {name} suchen"),
        English => format!("Search without {name}"),
    }
}

/// The button that keeps an actor in the team.
pub fn hold(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("Auf jeden Fall mit {name} suchen"),
        English => format!("For certain with {name}"),
    }
}

/// Why somebody comes near to what nobody offers, in brackets behind the name.
pub fn near(language: Language, near: &Near, network: &Network) -> String {
    match (language, near) {
        (German, Near::LeftOut) => "(bietet es, die Bedingungen schließen es aus)".into(),
        (English, Near::LeftOut) => "(offers it, the conditions leave it out)".into(),
        (German, Near::Narrower(term)) => format!("(bietet {}, das dazugehört)", competency(language, network, term)),
        (English, Near::Narrower(term)) => {
            format!("(offers {}, which is part of it)", competency(language, network, term))
        }
        (German, Near::Broader(term)) => format!("(bietet {}, wozu es gehört)", competency(language, network, term)),
        (English, Near::Broader(term)) => {
            format!("(offers {}, which it is part of)", competency(language, network, term))
        }
        (German, Near::Topic(topic)) => {
            format!("(hat beim Thema „{}“ Hilfe angeboten)", title(network, topic))
        }
        (English, Near::Topic(topic)) => {
            format!("(offered help with the topic “{}”)", title(network, topic))
        }
    }
}

fn title(network: &Network, topic: &Id) -> String {
    Name(network.topics.get(topic).map_or("", |topic| &topic.title)).to_string()
}

/// To the whole team, from the topic's title and question, each name with what it could bring in, and what is still
/// to be found.
pub fn invitation(
    language: Language,
    topic: Option<(&str, &str)>,
    members: &[(String, Vec<String>)],
    uncovered: &[String],
) -> String {
    let mut text = match language {
        German => "Guten Tag,\n\n".to_owned(),
        English => "Hello,\n\n".to_owned(),
    };
    let topic = topic.map(|(title, question)| (Name(title), Name(question)));
    match (language, topic) {
        (German, Some((title, question))) => {
            text += &format!("in unserem Netzwerk gibt es das Thema „{title}“. {question}");
        }
        (English, Some((title, question))) => {
            text += &format!("our network has the topic “{title}”. {question}");
        }
        (German, None) => text += "in unserem Netzwerk suchen wir Menschen, die gemeinsam etwas angehen.",
        (English, None) => text += "in our network we look for people who take something on together.",
    }
    text.truncate(text.trim_end().len());
    text += match (language, members.len()) {
        (German, 1) => " In unserem Netz steht, wer dabei helfen könnte:\n\n",
        (German, _) => " In unserem Netz steht, wer sich dabei ergänzen würde:\n\n",
        (English, 1) => " Our map shows who could help with it:\n\n",
        (English, _) => " Our map shows who would complement each other in it:\n\n",
    };
    for (name, covers) in members {
        let covers = if covers.is_empty() { String::new() } else { format!(": {}", name::joined(covers)) };
        text += &format!("– {}{covers}\n", Name(name));
    }
    let uncovered: Vec<String> = uncovered.iter().map(|name| Name(name).to_string()).collect();
    if let Some(uncovered) = listed(language, &uncovered) {
        text += &match language {
            German => format!("\nNoch gesucht: {uncovered}.\n"),
            English => format!("\nStill looked for: {uncovered}.\n"),
        };
    }
    text += match language {
        German => "\nMöchten Sie dabei sein? Das ist ein Vorschlag und keine Zuteilung: Ob und wie Sie mitmachen, entscheiden Sie.\n\nViele Grüße\n",
        English => "\nWould you like to join? This is a suggestion, not an assignment: whether and how you take part is for you to decide.\n\nBest wishes\n",
    };
    text
}

/// On the command line, for an actor that is not in what may be told.
pub fn no_such_actor(language: Language, id: &str) -> String {
    match language {
        German => format!("In dem, was dieses Profil zeigt, gibt es keinen Akteur {id}."),
        English => format!("There is no actor {id} in what this profile shows."),
    }
}

pub fn no_such_competency(language: Language, id: &str) -> String {
    match language {
        German => format!("In dem, was dieses Profil zeigt, gibt es keine Kompetenz {id}."),
        English => format!("There is no competency {id} in what this profile shows."),
    }
}

/// Why a team is only the best that was found in time.
pub fn not_proven(language: Language, seconds: u32, bound: u32) -> String {
    match (language, seconds) {
        (German, 1) => format!(
            "Ob es kleiner geht, ist nach 1 Sekunde nicht bewiesen; weniger als {bound} Mitglieder hat kein Team, das so viel abdeckt."
        ),
        (German, _) => format!(
            "Ob es kleiner geht, ist nach {seconds} Sekunden nicht bewiesen; weniger als {bound} Mitglieder hat kein Team, das so viel abdeckt."
        ),
        (English, 1) => format!(
            "After 1 second it is not proven that no team is smaller; none that covers as much has fewer than {bound} members."
        ),
        (English, _) => format!(
            "After {seconds} seconds it is not proven that no team is smaller; none that covers as much has fewer than {bound} members."
        ),
    }
}
