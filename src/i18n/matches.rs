//! Why two should meet, as sentences that can be read out loud.

use super::{
    Language::{self, English, German},
    Name,
};
use crate::{
    exchange::Profile,
    model::{Id, Network, TableName},
    query::{
        fold,
        matches::{Closeness, Criterion, Match, Mutual},
    },
};

texts! {
    /// Who could help whom.
    Matches {
        title: "Treffer", "Matches";
        intro: "Wer sucht, was ein anderer bietet? Jeder Treffer ist ein Vorschlag: Ob etwas daraus wird, entscheiden die beiden.", "Who looks for what another one offers? Each match is a suggestion: what comes of it is for the two to decide.";
        today_short: "Heute", "Today";
        today: "Wer könnte sich heute kennenlernen?", "Who could meet today?";
        looking: "Treffer werden gesucht …", "Looking for matches …";
        empty: "Noch gibt es keine Treffer.", "There are no matches yet.";
        empty_hint: "Treffer entstehen, sobald jemand sucht, was ein anderer bietet.", "Matches come about as soon as somebody looks for what another one offers.";
        mutual: "gegenseitig", "mutual";
        surprising: "überraschend", "surprising";
        maybe: "vielleicht", "maybe";
        merge_terms: "Begriffe zusammenführen?", "Merge the terms?";
        not_fitting: "nicht passend", "not fitting";
        order: "Wie die Reihenfolge entsteht", "How the order comes about";
        order_hint: "Für jeden Treffer werden Punkte zusammengezählt. Bei gleich vielen bleibt es bei der Reihenfolge der Einträge.", "Points are added up for each match. Equal ones keep the order of the entries.";
        points: "Punkte", "Points";
        note: "Nachricht an beide", "Note to both";
        copy_note: "Nachricht kopieren", "Copy the note";
        copied: "Die Nachricht ist kopiert.", "The note is copied.";
        not_copied: "Der Browser gibt die Zwischenablage nicht her. Die Nachricht ist markiert: Strg und C kopiert sie.", "The browser gives no clipboard. The note is selected: Ctrl and C copies it.";
        gone: "Diesen Treffer gibt es nicht mehr.", "This match is no longer there.";
        introduce: "Bekannt machen", "Introduce";
        way: "Weg zueinander", "Way to each other";
        show: "Im Netz zeigen", "Show in the network";
        kinds: "Welche Treffer", "Which matches";
        all_kinds: "alle", "all";
        mine: "Meine Treffer", "My matches";
        all_matches: "Alle Treffer", "All matches";
        wish: "Ich suche …", "I am looking for …";
        wish_hint: "zum Beispiel 3D-Druck", "for example 3D printing";
        nobody_offers: "Das bietet bisher niemand.", "Nobody offers that so far.";
        mark: "Stand", "How far";
        note_down: "Vermerken", "Note it";
        nothing_noted: "noch nichts vermerkt", "nothing noted yet";
        criterion: "Was zählt", "What counts";
        meaning: "Wann", "When";
    }
}

/// All that speaks for a match: who looks and who offers, why the terms fit, the other way round, and who knows both.
pub fn why(language: Language, found: &Match, network: &Network) -> String {
    let mut sentences = vec![looks_and_offers(language, found, network)];
    sentences.extend(term(language, found, network));
    sentences.extend(in_turn(language, found, network));
    sentences.extend(introducers(language, found, network));
    sentences.join(" ")
}

/// What one looks for and the other offers, with what was done with it: "Stadtplanung sucht „3D-Druck“, und Makerlounge
/// bietet das."
pub fn looks_and_offers(language: Language, found: &Match, network: &Network) -> String {
    let wanted = competency(language, network, &found.wanted);
    let offers = offers(language, network, &found.offered_by, &found.wanted, &found.offered, &found.offer);
    let looks = found.actor.as_ref().map(|id| actor(network, id));
    match (language, looks) {
        (German, Some(looks)) => format!("{looks} sucht {wanted}, und {offers}."),
        (English, Some(looks)) => format!("{looks} looks for {wanted}, and {offers}."),
        (German, None) => format!("Gesucht: {wanted}. {offers}."),
        (English, None) => format!("Wanted: {wanted}. {offers}."),
    }
}

/// The same the other way round, when each has what the other looks for.
pub fn in_turn(language: Language, found: &Match, network: &Network) -> Option<String> {
    let Mutual { wanted, offer, offered, .. } = found.mutual.as_ref()?;
    let looks = actor(network, &found.offered_by);
    let offers = offers(language, network, found.actor.as_ref()?, wanted, offered, offer);
    let wanted = competency(language, network, wanted);
    Some(match language {
        German => format!("Umgekehrt sucht {looks} {wanted}, und {offers}."),
        English => format!("In turn, {looks} looks for {wanted}, and {offers}."),
    })
}

/// "Makerlounge bietet das und hat es schon gemacht: Stadtmodell, 2019", for the middle of a sentence.
fn offers(
    language: Language,
    network: &Network,
    by: &Id,
    wanted: &Id,
    offered: &Id,
    offer: &Id,
) -> String {
    let by = actor(network, by);
    let what = match (language, wanted == offered) {
        (German, true) => "das".into(),
        (English, true) => "that".into(),
        (_, false) => competency(language, network, offered),
    };
    let evidence = line(network.offers.get(offer).map_or("", |offer| &offer.evidence));
    match (language, evidence) {
        (German, Name("")) => format!("{by} bietet {what}"),
        (English, Name("")) => format!("{by} offers {what}"),
        (German, done) => format!("{by} bietet {what} und hat es schon gemacht: {done}"),
        (English, done) => format!("{by} offers {what} and has done it before: {done}"),
    }
}

/// Why what is offered may stand for what is wanted; nothing where both are the same.
pub fn term(language: Language, found: &Match, network: &Network) -> Option<String> {
    let [wanted, offered] = [&found.wanted, &found.offered].map(|id| competency(language, network, id));
    Some(match (language, found.closeness) {
        (_, Closeness::Same) => return None,
        (German, Closeness::Synonym) if fold::key(&wanted) == fold::key(&offered) => {
            format!("{wanted} ist zweimal eingetragen.")
        }
        (English, Closeness::Synonym) if fold::key(&wanted) == fold::key(&offered) => {
            format!("{wanted} is entered twice.")
        }
        (German, Closeness::Synonym) => format!("{offered} ist ein anderes Wort für {wanted}."),
        (English, Closeness::Synonym) => format!("{offered} is another word for {wanted}."),
        (German, Closeness::Narrower) => format!("{offered} gehört zu {wanted}."),
        (English, Closeness::Narrower) => format!("{offered} is part of {wanted}."),
        (German, Closeness::NearTwin) => {
            format!("{offered} und {wanted} sind vermutlich dasselbe, nur anders geschrieben.")
        }
        (English, Closeness::NearTwin) => {
            format!("{offered} and {wanted} are probably the same, only spelt differently.")
        }
        (German, Closeness::Broader) => {
            format!("{wanted} gehört zu {offered}; ob auch das geboten wird, zeigt ein Gespräch.")
        }
        (English, Closeness::Broader) => {
            format!("{wanted} is part of {offered}; a talk will show whether that is offered too.")
        }
    })
}

/// Who has contact with both, or that they have; nothing where nobody is known.
pub fn introducers(language: Language, found: &Match, network: &Network) -> Option<String> {
    if found.in_contact {
        return Some(match language {
            German => "Die beiden kennen sich schon.".into(),
            English => "The two know each other already.".into(),
        });
    }
    let people = people(language, found, network)?;
    Some(match (language, found.common.len()) {
        (German, 1) => format!("{people} kennt beide."),
        (German, _) => format!("{people} kennen beide."),
        (English, 1) => format!("{people} knows both."),
        (English, _) => format!("{people} know both."),
    })
}

/// Why a match is surprising; nothing where it is not.
pub fn surprise(language: Language, found: &Match, network: &Network) -> Option<String> {
    let sector = |actor: &Id| {
        let sector = network.actors.get(actor)?.sector.as_ref()?;
        network.sectors.get(sector).map(|sector| quoted(language, &sector.name))
    };
    let (looks, offers) = (sector(found.actor.as_ref()?)?, sector(&found.offered_by)?);
    found.surprising.then(|| match language {
        German => format!("Aus zwei Bereichen, {looks} und {offers}, und noch ohne Verbindung."),
        English => format!("From two sectors, {looks} and {offers}, and not connected yet."),
    })
}

/// What else the same actor offers that would fit, each competency once.
pub fn further(language: Language, found: &Match, network: &Network) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for offer in found.further.iter().filter_map(|offer| network.offers.get(offer)) {
        let name = competency(language, network, &offer.competency);
        if offer.competency != found.offered && !names.contains(&name) {
            names.push(name);
        }
    }
    let names = listed(language, &names)?;
    let by = actor(network, &found.offered_by);
    Some(match language {
        German => format!("{by} bietet dazu auch {names}."),
        English => format!("{by} also offers {names}."),
    })
}

/// The kinds of help that both name, and on what conditions it is offered.
pub fn help(language: Language, found: &Match, network: &Network) -> Option<String> {
    let forms: Vec<String> =
        found.forms.iter().map(|form| super::records::word(language, *form).to_owned()).collect();
    let forms = listed(language, &forms).map(|forms| match language {
        German => format!("Gesucht und geboten: {forms}."),
        English => format!("Wanted and offered: {forms}."),
    });
    let conditions = line(network.offers.get(&found.offer).map_or("", |offer| &offer.conditions));
    let conditions = (conditions != Name("")).then(|| match language {
        German => format!("Bedingungen: {conditions}."),
        English => format!("Conditions: {conditions}."),
    });
    let parts: Vec<String> = forms.into_iter().chain(conditions).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// When need and offer were last confirmed, from days in words.
pub fn confirmed(language: Language, need: Option<&str>, offer: Option<&str>) -> Option<String> {
    Some(match (language, need, offer) {
        (_, None, None) => return None,
        (German, Some(need), Some(offer)) if need == offer => {
            format!("Gesuch und Angebot zuletzt bestätigt am {need}.")
        }
        (English, Some(need), Some(offer)) if need == offer => {
            format!("Need and offer last confirmed on {need}.")
        }
        (German, Some(need), Some(offer)) => {
            format!("Zuletzt bestätigt: das Gesuch am {need}, das Angebot am {offer}.")
        }
        (English, Some(need), Some(offer)) => {
            format!("Last confirmed: the need on {need}, the offer on {offer}.")
        }
        (German, Some(need), None) => format!("Gesuch zuletzt bestätigt am {need}."),
        (English, Some(need), None) => format!("Need last confirmed on {need}."),
        (German, None, Some(offer)) => format!("Angebot zuletzt bestätigt am {offer}."),
        (English, None, Some(offer)) => format!("Offer last confirmed on {offer}."),
    })
}

/// A note to both, ready to copy.
pub fn note(language: Language, found: &Match, network: &Network) -> String {
    let mut reasons = vec![looks_and_offers(language, found, network)];
    reasons.extend(term(language, found, network));
    reasons.extend(in_turn(language, found, network));
    let reasons = reasons.join(" ");
    let people = people(language, found, network).filter(|_| !found.in_contact);
    let introduction = people.map(|people| match (language, found.common.len()) {
        (German, 1) => format!("{people} kennt Sie beide und könnte Sie miteinander bekannt machen.\n\n"),
        (German, _) => format!("{people} kennen Sie beide und könnten Sie miteinander bekannt machen.\n\n"),
        (English, 1) => format!("{people} knows you both and could introduce you to each other.\n\n"),
        (English, _) => format!("{people} know you both and could introduce you to each other.\n\n"),
    });
    let introduction = introduction.unwrap_or_default();
    let (greeting, question, close) = match language {
        German => (
            "Guten Tag,\n\nin unserem Netz ist etwas aufgefallen, das Sie beide betrifft:",
            "Möchten Sie einmal miteinander sprechen? Was daraus wird, entscheiden Sie.",
            "Viele Grüße",
        ),
        English => (
            "Hello,\n\nour map shows something that concerns you both:",
            "Would you like to talk to each other? What comes of it is for you to decide.",
            "Best wishes",
        ),
    };
    format!("{greeting} {reasons}\n\n{introduction}{question}\n\n{close}\n")
}

/// How many matches are shown, and of how many needs; where only the best were looked through, of how many.
pub fn count(language: Language, matches: usize, needs: usize, of_best: Option<usize>) -> String {
    let (matches, needs) = match language {
        German => {
            (language.count(matches, "Treffer", "Treffer"), language.count(needs, "Gesuch", "Gesuchen"))
        }
        English => (language.count(matches, "match", "matches"), language.count(needs, "need", "needs")),
    };
    match (language, of_best.map(|best| language.number(best))) {
        (German, None) => format!("{matches} zu {needs}"),
        (English, None) => format!("{matches} for {needs}"),
        (German, Some(best)) => format!("{matches} zu {needs}, unter den besten {best}"),
        (English, Some(best)) => format!("{matches} for {needs}, among the best {best}"),
    }
}

/// Where a card shows some of its matches.
pub fn all(language: Language, count: usize) -> String {
    match language {
        German => format!("Alle {} Treffer", language.number(count)),
        English => format!("All {} matches", language.number(count)),
    }
}

/// Which matches alone are shown.
pub fn only_of(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("Nur Treffer zu „{name}“."),
        English => format!("Only matches of “{name}”."),
    }
}

/// Who noted how far a match has come; nobody by name is who keeps the map.
pub fn noted_by(language: Language, by: Option<&str>) -> String {
    match (language, by.map(Name)) {
        (German, Some(by)) => format!("vermerkt von {by}"),
        (English, Some(by)) => format!("noted by {by}"),
        (German, None) => "vermerkt von der Koordination".into(),
        (English, None) => "noted by who keeps the map".into(),
    }
}

/// What a note to both is made of.
pub fn note_shows(language: Language, profile: Profile) -> &'static str {
    match (language, profile) {
        (German, Profile::Public) => "Die Nachricht nennt nur, was öffentlich ist. Sie können sie ändern, bevor Sie sie kopieren.",
        (English, Profile::Public) => "The note names only what is public. You can change it before you copy it.",
        (German, Profile::Network) => "Die Nachricht nennt auch, was nur das Netzwerk sehen darf. Sie können sie ändern, bevor Sie sie kopieren.",
        (English, Profile::Network) => "The note also names what only the network may see. You can change it before you copy it.",
        (German, Profile::Full) => "Die Nachricht nennt auch Internes. Prüfen Sie, was Sie weitergeben, bevor Sie sie kopieren.",
        (English, Profile::Full) => "The note also names what is internal. Check what you pass on before you copy it.",
    }
}

/// What is weighed, and when it counts wholly. `months` is how long a confirmation stays fresh.
pub fn criterion(language: Language, what: Criterion, months: u32) -> (&'static str, String) {
    let (german, english) = match what {
        Criterion::Mutual => (
            ("Gegenseitig", "Jeder bietet, was der andere sucht. Das steht immer vorn.".into()),
            ("Mutual", "Each offers what the other looks for. This always comes first.".into()),
        ),
        Criterion::Term => (
            (
                "Begriff",
                "Derselbe zählt ganz, ein anderes Wort dafür fast ganz, ein engerer etwas weniger, ein fast gleich geschriebener zur Hälfte, ein weiterer zu knapp einem Drittel.".into(),
            ),
            (
                "Term",
                "The same one counts wholly, another word for it almost, a narrower one a little less, one spelt nearly the same by half, a broader one by just under a third.".into(),
            ),
        ),
        Criterion::Evidence => (
            ("Schon gemacht", "Beim Angebot steht, was damit schon gemacht wurde.".into()),
            ("Done before", "The offer says what was done with it.".into()),
        ),
        Criterion::Level => (
            ("Wie gut?", "Besonders stark zählt ganz, erfahren zu zwei Dritteln, Grundlagen zu einem Drittel, ohne Angabe die Hälfte.".into()),
            ("How well?", "Expert counts wholly, experienced by two thirds, basic by one third, nothing said by half.".into()),
        ),
        Criterion::Fresh => {
            let german = German.count(months as usize, "Monat", "Monaten");
            let english = English.count(months as usize, "month", "months");
            (
                ("Aktuell", format!("Bestätigt vor höchstens {german}: Gesuch und Angebot zählen je zur Hälfte.")),
                ("Fresh", format!("Confirmed at most {english} ago: need and offer count by half each.")),
            )
        }
        Criterion::Contact => (
            ("Kontakt", "Die beiden kennen sich, oder jemand kennt beide und könnte sie bekannt machen.".into()),
            ("Contact", "The two know each other, or somebody knows both and could introduce them.".into()),
        ),
        Criterion::Surprise => (
            ("Überraschung", "Verschiedene Bereiche, keine Verbindung und niemand, der beide kennt.".into()),
            ("Surprise", "Different sectors, no link, and nobody who knows both.".into()),
        ),
    };
    match language {
        German => german,
        English => english,
    }
}

/// The first of those who know both, and how many more.
fn people(language: Language, found: &Match, network: &Network) -> Option<String> {
    const NAMED: usize = 3;
    let count = found.common.len();
    let named = if count > NAMED { NAMED - 1 } else { count };
    let mut people: Vec<String> = found.common[..named].iter().map(|id| actor(network, id)).collect();
    if count > named {
        let rest = language.number(count - named);
        people.push(match language {
            German => format!("{rest} weitere"),
            English => format!("{rest} more"),
        });
    }
    listed(language, &people)
}

/// "A, B und C"; nothing for an empty list.
pub(super) fn listed(language: Language, names: &[String]) -> Option<String> {
    let (last, rest) = names.split_last()?;
    let and = match language {
        German => "und",
        English => "and",
    };
    Some(if rest.is_empty() { last.clone() } else { format!("{} {and} {last}", rest.join(", ")) })
}

pub(super) fn actor(network: &Network, id: &Id) -> String {
    Name(&network.name_of(TableName::Actors, id)).to_string()
}

/// In quotation marks, since names are in no case: "sucht „Digitaler Einzelhandel“".
pub(super) fn competency(language: Language, network: &Network, id: &Id) -> String {
    quoted(language, &network.name_of(TableName::Competencies, id))
}

pub(super) fn quoted(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("„{name}“"),
        English => format!("“{name}”"),
    }
}

/// A line as a part of a sentence, which has its own full stop.
fn line(text: &str) -> Name<'_> {
    Name(text.trim().trim_end_matches('.'))
}

#[cfg(test)]
mod tests;
