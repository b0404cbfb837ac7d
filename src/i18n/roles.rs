//! Who joins others, who knows most, how close sectors are, and communities, in plain words.

use super::{
    Language::{self, English, German},
    Name,
    matches::{actor, listed, quoted},
    records,
};
use crate::{
    model::{Network, TableName},
    query::roles::{Hub, SectorPair, Trait, Typical, Whole},
};

texts! {
    Roles {
        intro: "Gezählt werden Verbindungen und wer über wen dazugekommen ist. Das sagt, wo Kontakte liegen, und nichts darüber, was jemand kann.", "Counted are links, and who came through whom. That says where contacts are, and nothing about what anybody can do.";
        alone: "Noch ohne Verbindung", "Without a link so far";
        bridges: "Brückenbauer", "Bridge builders";
        bridges_what: "Was ist ein Brückenbauer?", "What is a bridge builder?";
        bridges_meaning: "Zwei, die sich nicht kennen, erreichen einander über andere. Wer auf vielen der kürzesten Wege zwischen zwei anderen liegt, verbindet sie. Gezählt wird für alle Paare, zwischen denen es einen Weg gibt; sind mehrere Wege gleich kurz, zählt jeder nur zum Teil. In Klammern steht, wie viele Kontakte jemand in einer Gemeinschaft hat. Fachlich heißt das Betweenness, berechnet nach Brandes (2001).", "Two who do not know each other reach each other through others. Whoever lies on many of the shortest ways between two others joins them. All pairs count between which there is a way; where several ways are equally short, each counts only in part. In brackets is how many contacts somebody has in a community. The technical term is betweenness, computed after Brandes (2001).";
        estimated: "In diesem großen Netz sind die Zahlen geschätzt: Gezählt wurde von zufällig gewählten Akteuren aus (Brandes und Pich 2007). Wer weit vorn steht, liegt auch bei genauer Zählung vorn; wo mehrere nah beieinanderliegen, kann die Reihenfolge anders sein.", "In this large network the numbers are estimates: they were counted from actors chosen at random (Brandes and Pich 2007). Who is far ahead is ahead in an exact count, too; where several are close together, the order may be another.";
        no_bridges: "Bisher liegt niemand zwischen zwei anderen.", "So far nobody lies between two others.";
        hubs: "Gut vernetzt", "Well connected";
        hubs_what: "Was wird gezählt?", "What is counted?";
        hubs_meaning: "Gezählt wird, mit wie vielen verschiedenen Akteuren jemand verbunden ist; mehrere Verbindungen mit demselben zählen einmal. Fachlich heißt das Grad.", "Counted is with how many different actors somebody is linked; several links with the same one count once. The technical term is degree.";
        no_match: "Darunter ist niemand, den Suche und Filter lassen.", "Nobody whom search and filters leave is among them.";
        only_shown: "Gezeigt werden nur Akteure, die Suche und Filter lassen. Gezählt wird immer im ganzen Netz.", "Only actors whom search and filters leave are shown. What is counted is always the whole network.";
        communities: "Gemeinschaften", "Communities";
        communities_intro: "Sie haben untereinander mehr Verbindungen als mit anderen. Niemand hat sie eingeteilt; benannt sind sie nach dem, was dort häufiger ist als sonst.", "They have more links among themselves than with others. Nobody has divided them up; they are named after what is more frequent there than elsewhere.";
        communities_what: "Was ist eine Gemeinschaft?", "What is a community?";
        communities_meaning: "Gesucht wird die Einteilung, bei der möglichst viele Verbindungen innerhalb liegen, verglichen mit dem, was nach der Zahl der Verbindungen jedes Einzelnen zu erwarten wäre. Wer dazugehört, ist über Mitglieder mit allen anderen verbunden. In Klammern steht, wie viele von allen, die dasselbe bieten, suchen oder unterstützen, dazugehören. Fachlich heißt der Vergleich Modularität und das Verfahren Leiden (Traag, Waltman und van Eck 2019). Dieselben Daten ergeben immer dieselben Gemeinschaften.", "What is looked for is the division that has as many links inside as can be, compared with what one would expect from the number of links of each one. Whoever belongs to a community is joined to all others of it through members. In brackets is how many belong to it of all who offer, look for or support the same. The technical term for the comparison is modularity, and that for the method is Leiden (Traag, Waltman and van Eck 2019). The same data always give the same communities.";
        no_communities: "Es gibt noch keine.", "There are none yet.";
        sectors: "Wie nah sich Bereiche sind", "How close sectors are";
        closer: "Näher als zu erwarten", "Closer than expected";
        farther: "Weiter auseinander", "Further apart";
        farther_hint: "Hier könnte ein Treffen am meisten Neues verbinden.", "Here a meeting could join most that is new.";
        sectors_what: "Was heißt „zu erwarten“?", "What does “expected” mean?";
        sectors_meaning: "So viele Verbindungen wären es, wenn alle Paare von Akteuren gleich wahrscheinlich verbunden wären. Große Bereiche hätten dann mehr, kleine weniger.", "There would be as many links if all pairs of actors were equally likely to be linked. Large sectors would then have more, small ones fewer.";
        all_pairs: "Alle Paare von Bereichen", "All pairs of sectors";
        pair: "Bereiche", "Sectors";
        links: "Verbindungen", "Links";
        expected: "zu erwarten", "expected";
        not_on_paper: "Sie werden aus dem berechnet, was auf dem Papier stehen darf, und fehlen auf diesem Ausdruck.", "They are worked out from what may be on paper, and are missing on this print.";
        of_shown: "Von den gezeigten:", "Of those shown:";
        working: "Wird ausgerechnet …", "Being worked out …";
        stopped: "Abgebrochen.", "Cancelled.";
        failed: "Das ließ sich nicht ausrechnen.", "This could not be worked out.";
        again: "Noch einmal rechnen", "Work it out again";
        show: "Im Netz zeigen", "Show in the network";
        more: "Mehr anzeigen", "Show more";
        picture: "Was das Bild zeigt", "What the picture shows";
        bridges_size: "Größe: auf wie vielen kürzesten Wegen jemand liegt", "Size: on how many shortest ways somebody lies";
        bridges_sign: "Akteur (Farbe und Zeichen: Bereich; je größer, auf desto mehr kürzesten Wegen zwischen anderen)", "Actor (colour and sign: sector; the larger, the more shortest ways between others lead over them)";
        hubs_size: "Größe: mit wie vielen jemand verbunden ist", "Size: with how many somebody is linked";
        hubs_sign: "Akteur (Farbe und Zeichen: Bereich; je größer, mit desto mehr anderen verbunden)", "Actor (colour and sign: sector; the larger, the more others they are linked with)";
        seats_size: "Größe: in wie vielen Gruppen jemand sitzt", "Size: in how many groups somebody sits";
        seats_sign: "Akteur (Farbe und Zeichen: Bereich; je größer, in desto mehr Gruppen)", "Actor (colour and sign: sector; the larger, the more groups they sit in)";
        communities_color: "Farbe und Ziffer: zu welcher Gemeinschaft jemand gehört", "Colour and digit: to which community somebody belongs";
        communities_sign: "Akteur (ohne Ziffer: in einer kleineren Gemeinschaft oder in keiner)", "Actor (without a digit: in a smaller community, or in none)";
        no_community: "Gehört zu keiner Gemeinschaft.", "Belongs to no community.";
        definition: "Was heißt das?", "What does it mean?";
        end: "Beenden", "End";
        empty: "Noch ist niemand mit jemandem verbunden.", "Nobody is linked with anybody yet.";
        empty_hint: "Sobald Verbindungen eingetragen sind, zeigt diese Seite, wer andere verbindet.", "As soon as links are entered, this page shows who joins others.";
    }
}

/// Everybody at a glance.
pub fn whole(language: Language, whole: &Whole) -> String {
    let actors = records::count(language, TableName::Actors, whole.actors);
    let contacts = records::count(language, TableName::Links, whole.contacts);
    if whole.contacts == 0 {
        return match language {
            German => format!("{actors}, noch keine Verbindung."),
            English => format!("{actors}, no link yet."),
        };
    }
    let pairs = whole.actors * whole.actors.saturating_sub(1) / 2;
    let each = tenths(language, 2.0 * whole.contacts as f64 / whole.actors as f64);
    let percent = percent(language, whole.contacts as f64 / pairs as f64);
    let mut sentences = vec![match language {
        German => format!("{actors}, {contacts}: im Schnitt {each} je Akteur; von 100 möglichen gibt es {percent}."),
        English => format!("{actors}, {contacts}: {each} for each actor on average; of 100 possible ones there are {percent}."),
    }];
    sentences.extend(match (language, &whole.parts[..]) {
        (_, []) => None,
        (German, [_]) if whole.alone.is_empty() => Some("Alle erreichen einander über andere.".to_owned()),
        (English, [_]) if whole.alone.is_empty() => Some("All reach each other through others.".to_owned()),
        (German, [all]) => Some(format!("{} von ihnen erreichen einander über andere.", language.number(*all))),
        (English, [all]) => Some(format!("{} of them reach each other through others.", language.number(*all))),
        (_, parts) => {
            const NAMED: usize = 5;
            let mut sizes: Vec<String> = parts.iter().take(NAMED).map(|size| language.number(*size)).collect();
            if parts.len() > NAMED {
                sizes.push(match language {
                    German => "weniger".into(),
                    English => "fewer".into(),
                });
            }
            let count = few(language, parts.len());
            listed(language, &sizes).map(|sizes| match language {
                German => format!("Zwischen {count} Teilen mit {sizes} Akteuren gibt es keinen Weg."),
                English => format!("There is no way between {count} parts of {sizes} actors."),
            })
        }
    });
    if whole.alone.is_empty() && whole.parts.len() > 1 {
        sentences.push(match language {
            German => "Niemand steht allein.".into(),
            English => "Nobody stands alone.".into(),
        });
    }
    sentences.join(" ")
}

/// "Diese fünf verbinden die meisten anderen:"
pub fn these_join(language: Language, count: usize) -> String {
    match language {
        German if count == 1 => "Dieser eine verbindet die meisten anderen:".into(),
        English if count == 1 => "This one joins most others:".into(),
        German => format!("Diese {} verbinden die meisten anderen:", few(language, count)),
        English => format!("These {} join most others:", few(language, count)),
    }
}

/// "Diese fünf kennen die meisten:"
pub fn these_know(language: Language, count: usize) -> String {
    match language {
        German if count == 1 => "Dieser eine hat die meisten Verbindungen:".into(),
        English if count == 1 => "This one has most links:".into(),
        German => format!("Diese {} haben die meisten Verbindungen:", few(language, count)),
        English => format!("These {} have most links:", few(language, count)),
    }
}

/// Between how many a bridge builder lies, and the communities of its contacts with their names and numbers.
pub fn bridge(language: Language, share: f64, estimated: bool, joins: &[(String, usize)]) -> String {
    let percent = percent(language, share);
    let lies = match (language, estimated) {
        (German, false) => format!("Liegt auf {percent} von 100 kürzesten Wegen zwischen zwei anderen."),
        (German, true) => format!("Liegt auf {percent} von 100 kürzesten Wegen zwischen zwei anderen (geschätzt)."),
        (English, false) => format!("Lies on {percent} of 100 shortest ways between two others."),
        (English, true) => format!("Lies on {percent} of 100 shortest ways between two others (estimated)."),
    };
    let names: Vec<String> = joins.iter().map(|(name, count)| format!("{name} ({count})")).collect();
    let joins = match (language, listed(language, &names)) {
        (_, None) => return lies,
        (German, Some(names)) if joins.len() == 1 => format!("Kontakte in einer Gemeinschaft: {names}."),
        (English, Some(names)) if joins.len() == 1 => format!("Contacts in one community: {names}."),
        (German, Some(names)) => format!("Verbindet {} Gemeinschaften: {names}.", few(language, joins.len())),
        (English, Some(names)) => format!("Joins {} communities: {names}.", few(language, joins.len())),
    };
    format!("{lies} {joins}")
}

pub fn hub(language: Language, hub: &Hub) -> String {
    let contacts = records::count(language, TableName::Links, hub.contacts);
    match (language, hub.sectors) {
        (_, 0) => format!("{contacts}."),
        (German, sectors) => format!("{contacts} in {}.", language.count(sectors, "Bereich", "Bereiche")),
        (English, sectors) => format!("{contacts} into {}.", language.count(sectors, "sector", "sectors")),
    }
}

/// What a community is called, for the middle of a sentence: "rund um „IT-Sicherheit“".
pub fn community(language: Language, name: &Trait, network: &Network) -> String {
    let name = of(language, name, network);
    match language {
        German => format!("rund um {name}"),
        English => format!("around {name}"),
    }
}

/// "Mit 5 anderen verbunden."
pub fn linked(language: Language, others: usize) -> String {
    match language {
        German if others == 1 => "Mit einem anderen verbunden.".into(),
        English if others == 1 => "Linked with one other.".into(),
        German => format!("Mit {} anderen verbunden.", language.number(others)),
        English => format!("Linked with {} others.", language.number(others)),
    }
}

/// "Gehört zur Gemeinschaft rund um „IT-Sicherheit“."
pub fn member(language: Language, community: &str) -> String {
    match language {
        German => format!("Gehört zur Gemeinschaft {community}."),
        English => format!("Belongs to the community {community}."),
    }
}

/// A link to the picture, for those who hear no heading above it.
pub fn show_in_picture(language: Language, community: &str) -> String {
    match language {
        German => format!("Im Netz zeigen: {community}"),
        English => format!("Show in the network: {community}"),
    }
}

/// What is typical of a community: "Typisch: „IT-Sicherheit“ (alle 3 im Netz)".
pub fn typical(language: Language, typical: &[Typical], network: &Network) -> Option<String> {
    let each = typical.iter().map(|it| {
        let name = of(language, &it.what, network);
        let name = match (language, &it.what) {
            (German, Trait::Sector(_)) => format!("Bereich {name}"),
            (English, Trait::Sector(_)) => format!("sector {name}"),
            (German, Trait::Topic(_)) => format!("Thema {name}"),
            (English, Trait::Topic(_)) => format!("topic {name}"),
            _ => name,
        };
        let (members, actors) = (language.number(it.members), language.number(it.actors));
        match language {
            German => format!("{name} ({members} von {actors})"),
            English => format!("{name} ({members} of {actors})"),
        }
    });
    let each = listed(language, &each.collect::<Vec<_>>())?;
    Some(match language {
        German => format!("Typisch: {each}."),
        English => format!("Typical: {each}."),
    })
}

/// Leads to those that are not shown at once.
pub fn further(language: Language, count: usize) -> String {
    match language {
        German => format!("{} weitere", language.number(count)),
        English => format!("{} more", language.number(count)),
    }
}

/// How clearly communities stand out.
pub fn modularity(language: Language, modularity: f64) -> String {
    // From -0.5 to 1; below zero there would be better ones.
    let hundredths = (100.0 * modularity.max(0.0)).round() as usize;
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match language {
        German => format!("Hier beträgt sie {whole},{rest:02}, bei höchstens 1; ab etwa 0,3 gliedert sich ein Netz deutlich."),
        English => format!("Here it is {whole}.{rest:02} of at most 1; from about 0.3 on a network is clearly divided."),
    }
}

/// "Handwerk" and "Rat", or one of them within itself.
pub fn pair(language: Language, pair: &SectorPair, network: &Network) -> String {
    let [one, other] = pair.sectors.each_ref().map(|id| network.name_of(TableName::Sectors, id));
    let (one, other) = (Name(&one), Name(&other));
    match language {
        German if pair.is_within() => format!("Innerhalb von {one}"),
        English if pair.is_within() => format!("Within {one}"),
        German => format!("{one} und {other}"),
        English => format!("{one} and {other}"),
    }
}

/// How many links a pair of sectors has, beside what would be expected.
pub fn against_expected(language: Language, contacts: usize, expected: f64) -> String {
    let contacts = match (language, contacts) {
        (German, 0) => "keine Verbindung".into(),
        (English, 0) => "no link".into(),
        _ => records::count(language, TableName::Links, contacts),
    };
    let expected = tenths(language, expected);
    match language {
        German => format!("{contacts}, zu erwarten {expected}"),
        English => format!("{contacts}, {expected} expected"),
    }
}

/// How many links stay in one sector, of those between actors with one.
pub fn inside(language: Language, inside: usize, all: usize, expected: f64) -> String {
    let (number, expected) = (language.number(inside), tenths(language, expected));
    let all = records::count(language, TableName::Links, all);
    match language {
        German if inside == 1 => format!("1 von {all} bleibt im eigenen Bereich; zu erwarten wären {expected}."),
        English if inside == 1 => format!("1 of {all} stays in its own sector; {expected} would be expected."),
        German => format!("{number} von {all} bleiben im eigenen Bereich; zu erwarten wären {expected}."),
        English => format!("{number} of {all} stay in their own sector; {expected} would be expected."),
    }
}

/// With one digit behind the comma.
pub fn tenths(language: Language, number: f64) -> String {
    let tenths = (10.0 * number).round() as usize;
    if tenths == 0 && number > 0.0 {
        return match language {
            German => "unter 0,1".into(),
            English => "under 0.1".into(),
        };
    }
    let whole = language.number(tenths / 10);
    match language {
        German => format!("{whole},{}", tenths % 10),
        English => format!("{whole}.{}", tenths % 10),
    }
}

/// How many of a hundred.
fn percent(language: Language, share: f64) -> String {
    match (language, (100.0 * share).round() as usize) {
        (German, 0) => "weniger als 1".into(),
        (English, 0) => "less than 1".into(),
        (_, percent) => percent.to_string(),
    }
}

/// Small numbers in words.
fn few(language: Language, count: usize) -> String {
    let word = match language {
        German => ["zwei", "drei", "vier", "fünf"],
        English => ["two", "three", "four", "five"],
    };
    let word = count.checked_sub(2).and_then(|place| word.get(place));
    word.map_or_else(|| language.number(count), |word| (*word).to_owned())
}

fn of(language: Language, what: &Trait, network: &Network) -> String {
    match what {
        Trait::Sector(id) => quoted(language, &network.name_of(TableName::Sectors, id)),
        Trait::Topic(id) => quoted(language, &network.name_of(TableName::Topics, id)),
        Trait::Competency(id) => quoted(language, &network.name_of(TableName::Competencies, id)),
        Trait::Member(id) => actor(network, id),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::model::{Id, Sector, Stamp, Topic};

    fn in_both(sentence: impl Fn(Language) -> String) -> String {
        [German, English].map(|language| sentence(language) + "\n").concat()
    }

    #[test]
    fn everybody_at_a_glance() {
        let told = |actors, contacts, parts: &[usize], alone: &[&str]| {
            let alone: Vec<Id> = alone.iter().map(|id| Id::from(*id)).collect();
            in_both(|language| whole(language, &Whole { actors, contacts, parts: parts.to_vec(), alone: alone.clone() }))
        };
        let text = [
            told(3, 3, &[3], &[]),
            told(4, 3, &[3], &["alone"]),
            told(1_500, 2_000, &[900, 500, 40, 30, 20, 10], &[]),
            told(2, 0, &[], &["one", "other"]),
        ];
        expect![[r#"
            3 Akteure, 3 Verbindungen: im Schnitt 2,0 je Akteur; von 100 möglichen gibt es 100. Alle erreichen einander über andere.
            3 actors, 3 links: 2.0 for each actor on average; of 100 possible ones there are 100. All reach each other through others.
            4 Akteure, 3 Verbindungen: im Schnitt 1,5 je Akteur; von 100 möglichen gibt es 50. 3 von ihnen erreichen einander über andere.
            4 actors, 3 links: 1.5 for each actor on average; of 100 possible ones there are 50. 3 of them reach each other through others.
            1.500 Akteure, 2.000 Verbindungen: im Schnitt 2,7 je Akteur; von 100 möglichen gibt es weniger als 1. Zwischen 6 Teilen mit 900, 500, 40, 30, 20 und weniger Akteuren gibt es keinen Weg. Niemand steht allein.
            1,500 actors, 2,000 links: 2.7 for each actor on average; of 100 possible ones there are less than 1. There is no way between 6 parts of 900, 500, 40, 30, 20 and fewer actors. Nobody stands alone.
            2 Akteure, noch keine Verbindung.
            2 actors, no link yet.
        "#]].assert_eq(&text.concat());
    }

    #[test]
    fn each_role_in_a_sentence() {
        let mut network = Network::new("network".into());
        network.put(Sector::new("s".into(), "Handwerk"), Stamp(1));
        network.put(Sector::new("r".into(), "Rat"), Stamp(1));
        network.put(Topic::new("t".into(), "Holz in der Stadt"), Stamp(1));
        let sector = Trait::Sector("s".into());
        let name = |language| community(language, &sector, &network);
        let shared = [
            Typical { what: sector.clone(), members: 3, actors: 4 },
            Typical { what: Trait::Topic("t".into()), members: 2, actors: 2 },
        ];
        let pairs = [["s", "r"], ["s", "s"]].map(|pair| SectorPair {
            sectors: pair.map(Id::from),
            contacts: 1,
            expected: 0.35,
        });
        let two = |language| [(name(language), 2), ("X".to_owned(), 1)];
        let text = [
            in_both(|language| these_join(language, 5)),
            in_both(|language| these_know(language, 1)),
            in_both(|language| bridge(language, 0.624, false, &two(language))),
            in_both(|language| bridge(language, 0.001, true, &two(language)[..1])),
            in_both(|language| bridge(language, 1.0, false, &[])),
            in_both(|language| hub(language, &Hub { actor: "a".into(), contacts: 5, sectors: 1 })),
            in_both(|language| hub(language, &Hub { actor: "a".into(), contacts: 1, sectors: 0 })),
            in_both(|language| typical(language, &shared, &network).unwrap_or_default()),
            in_both(|language| modularity(language, 0.587)),
            in_both(|language| pair(language, &pairs[0], &network)),
            in_both(|language| pair(language, &pairs[1], &network)),
            in_both(|language| against_expected(language, 0, 1.25)),
            in_both(|language| against_expected(language, 1, 0.04)),
            in_both(|language| inside(language, 1, 3, 12.0)),
        ];
        expect![[r#"
            Diese fünf verbinden die meisten anderen:
            These five join most others:
            Dieser eine hat die meisten Verbindungen:
            This one has most links:
            Liegt auf 62 von 100 kürzesten Wegen zwischen zwei anderen. Verbindet zwei Gemeinschaften: rund um „Handwerk“ (2) und X (1).
            Lies on 62 of 100 shortest ways between two others. Joins two communities: around “Handwerk” (2) and X (1).
            Liegt auf weniger als 1 von 100 kürzesten Wegen zwischen zwei anderen (geschätzt). Kontakte in einer Gemeinschaft: rund um „Handwerk“ (2).
            Lies on less than 1 of 100 shortest ways between two others (estimated). Contacts in one community: around “Handwerk” (2).
            Liegt auf 100 von 100 kürzesten Wegen zwischen zwei anderen.
            Lies on 100 of 100 shortest ways between two others.
            5 Verbindungen in 1 Bereich.
            5 links into 1 sector.
            1 Verbindung.
            1 link.
            Typisch: Bereich „Handwerk“ (3 von 4) und Thema „Holz in der Stadt“ (2 von 2).
            Typical: sector “Handwerk” (3 of 4) and topic “Holz in der Stadt” (2 of 2).
            Hier beträgt sie 0,59, bei höchstens 1; ab etwa 0,3 gliedert sich ein Netz deutlich.
            Here it is 0.59 of at most 1; from about 0.3 on a network is clearly divided.
            Handwerk und Rat
            Handwerk and Rat
            Innerhalb von Handwerk
            Within Handwerk
            keine Verbindung, zu erwarten 1,3
            no link, 1.3 expected
            1 Verbindung, zu erwarten unter 0,1
            1 link, under 0.1 expected
            1 von 3 Verbindungen bleibt im eigenen Bereich; zu erwarten wären 12,0.
            1 of 3 links stays in its own sector; 12.0 would be expected.
        "#]].assert_eq(&text.concat());
    }
}
