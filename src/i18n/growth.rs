//! How a network grows: inviting others, who came through whom, what was there on which day.

use super::{
    Language::{self, English, German},
    Name, name, records,
};
use crate::{
    model::TableName,
    query::{growth::News, invitations::Odd},
};

texts! {
    GrowthTexts {
        intro: "Wer durch wen gekommen ist, in der Reihenfolge des Beitritts. Das ist keine Rangliste: Es zeigt, wie das Netzwerk gewachsen ist.", "Who came through whom, in the order of joining. This is no ranking: it shows how the network has grown.";
        list: "Wer durch wen gekommen ist", "Who came through whom";
        nobody: "Noch ist niemand eingetragen.", "Nobody has been entered yet.";
        no_invitations: "Noch steht nirgends, wer durch wen gekommen ist. Über „Einladen“ auf einer Akteurskarte trägt es sich von selbst ein.", "Nothing says yet who came through whom. By “Invite” on an actor's card it enters itself.";
        nothing_fits: "Suche und Filter lassen hier niemanden übrig.", "Search and filters leave nobody here.";
        only_shown: "Gezeigt ist, wen Suche und Filter übrig lassen, und durch wen sie gekommen sind.", "Shown are those whom search and filters leave, and through whom they came.";
        in_picture: "Als Baum im Netz zeigen", "Show as a tree in the network";
        no_day: "ohne Tag des Beitritts", "without a day of joining";
        unknown: "Wer eingeladen hat, steht nicht in dieser Karte.", "Who invited is not in this map.";
        invite: "Einladen", "Invite";
        lead: "Wer den Link öffnet, sieht die Karte und trägt sich selbst ein. Wer eingeladen hat, steht schon dabei und lässt sich entfernen.", "Whoever opens the link sees the map and enters themselves. Who invited is filled in already and can be removed.";
        link: "Link zum Weitergeben", "Link to pass on";
        text: "Text zum Weitergeben", "Text to pass on";
        language_of_text: "Sprache des Textes", "Language of the text";
        copy_text: "Text kopieren", "Copy the text";
        share: "Teilen", "Share";
        shared: "Weitergegeben.", "Passed on.";
        not_published: "Diese Karte liegt nur in diesem Browser. Ein kurzer Link zeigt sie anderen, sobald sie als Datei neben der Seite veröffentlicht ist.", "This map is in this browser only. A short link shows it to others once it is published as a file beside the page.";
        encloses: "Bis dahin: Dieser Link enthält die Karte selbst, so wie sie jetzt ist und soweit sie öffentlich ist. Sie können ihn gleich weitergeben.", "Until then: this link holds the map itself, as it is now and as far as it is public. You can pass it on right away.";
        publish: "Veröffentlichen oder weitergeben", "Publish or pass on";
        not_in_map: "In der veröffentlichten Karte steht dieser Eintrag noch nicht. Bis zur nächsten Ausgabe öffnet der Link die Karte, ohne dass dabeisteht, wer eingeladen hat.", "This entry is not in the published map yet. Until the next edition the link opens the map without saying who invited.";
        no_inviter: "Wer Sie einlädt, steht nicht in dieser Karte. Eintragen können Sie sich trotzdem.", "Whoever invites you is not in this map. You can enter yourself all the same.";
        invited_lead: "Die Karte zeigt, wer hier was kann und wer was sucht. Eintragen kann sich jede und jeder selbst, ohne Konto; niemand muss. Gesendet wird nur, was Sie am Ende selbst weitergeben.", "The map shows who can do what here and who looks for what. Anyone may enter themselves, without an account; nobody must. Only what you pass on yourself at the end is sent.";
        look_first: "Erst umsehen", "Look around first";
        not_here: "Hier können Sie sich nur umsehen.", "Here you can only look around.";
        not_invited: "Ohne Einladung eintragen", "Enter without the invitation";
        invite_next: "Kennen Sie jemanden, der hier auch gut hineinpasst? Laden Sie ein.", "Do you know somebody who would fit in here, too? Invite them.";
        later: "Sobald Ihr Eintrag aufgenommen ist, können auch Sie einladen: auf Ihrer Karte unter „Einladen“.", "As soon as your entry is taken in, you can invite others too: on your card, by “Invite”.";
        pictured: "Netz nach Einladung", "Network by invitation";
        tree: "Eine Linie führt von wem eingeladen hat zu wem gekommen ist.", "A line leads from who invited to who came.";
        as_list: "Als Liste", "As a list";
        end_tree: "Zurück zum Netz", "Back to the network";
        replay: "Wachstum", "Growth";
        day: "Tag", "Day";
        play: "Abspielen", "Play";
        pause: "Anhalten", "Pause";
        end_replay: "Beenden", "End";
        undated: "Was kein Datum hat, ist von Anfang an da.", "What has no date is there from the beginning.";
        no_days: "Noch trägt kein Eintrag ein Datum, an dem etwas begann. Deshalb gibt es keine Tage abzuspielen.", "No entry has a date on which something began yet. So there are no days to play.";
        side_by_side: "Mehrere Tage nebeneinander", "Several days side by side";
        side_by_side_meaning: "Ein Bild für eine Folie. Wer an mehreren Tagen da ist, steht jedes Mal an derselben Stelle.", "One picture for a slide. Who is there on several days stands in the same place each time.";
        no_further_day: "kein weiterer Tag", "no further day";
        no_places: "Die Knoten bekommen gerade ihre Plätze.", "The nodes are being given their places.";
    }
}

/// One of several days that are chosen.
pub fn nth_day(language: Language, number: usize) -> String {
    match language {
        German => format!("{number}. Tag"),
        English => format!("Day {number}"),
    }
}

/// How many there are, and how many of them somebody invited.
pub fn size(language: Language, actors: usize, invited: usize) -> String {
    let all = records::count(language, TableName::Actors, actors);
    let number = language.number(invited);
    match language {
        German => format!("{all}, davon {number} durch andere gekommen"),
        English => format!("{all}, {number} of whom came through others"),
    }
}

/// How many came through somebody, and in all through these.
pub fn came(language: Language, came: usize, in_all: usize) -> String {
    let (few, all) = (language.number(came), language.number(in_all));
    match (language, came == in_all) {
        (German, true) => format!("lud {few} ein"),
        (German, false) => format!("lud {few} ein, daraus wurden {all}"),
        (English, true) => format!("invited {few}"),
        (English, false) => format!("invited {few}, who became {all}"),
    }
}

/// The accessible name of what folds away who came through somebody.
pub fn came_through(language: Language, actor: &str) -> String {
    let actor = Name(actor);
    match language {
        German => format!("Durch „{actor}“ gekommen"),
        English => format!("Came through “{actor}”"),
    }
}

pub fn since(language: Language, day: &str) -> String {
    match language {
        German => format!("seit {day}"),
        English => format!("since {day}"),
    }
}

pub fn until(language: Language, day: &str) -> String {
    match language {
        German => format!("bis {day}"),
        English => format!("until {day}"),
    }
}

/// Why somebody who names an inviter stands as if nobody had invited it.
pub fn odd(language: Language, odd: Odd, named: &str) -> String {
    let named = Name(named);
    match (language, odd) {
        (_, Odd::Unknown) => language.texts().growth().unknown.to_owned(),
        (German, Odd::Circle) => format!("Nennt „{named}“, und so im Kreis."),
        (English, Odd::Circle) => format!("Names “{named}”, and so in a circle."),
    }
}

pub fn title(language: Language, actor: &str) -> String {
    let actor = Name(actor);
    match language {
        German => format!("Einladen – durch „{actor}“"),
        English => format!("Invite – through “{actor}”"),
    }
}

/// The file beside the page is there already.
pub fn is_published(language: Language, file_name: &str) -> String {
    match language {
        German => format!("Liegt sie dort schon als {file_name}? Dann gilt dieser Link."),
        English => format!("Is it there already as {file_name}? Then this link holds."),
    }
}

/// What is sent along with the link.
pub fn invitation(language: Language, inviter: &str, network: &str, link: &str) -> String {
    let (inviter, network) = (Name(inviter), Name(network));
    match language {
        German => format!(
            "Guten Tag,\n\n„{inviter}“ lädt Sie ein, bei „{network}“ mitzumachen: einer Karte, die zeigt, wer hier was kann und wer was sucht. Hier sehen Sie sie und tragen sich selbst ein, in wenigen Minuten und ohne Konto:\n\n{link}\n\nGesendet wird nur, was Sie am Ende selbst weitergeben."
        ),
        English => format!(
            "Hello,\n\n“{inviter}” invites you to join “{network}”: a map that shows who can do what here and who looks for what. Here you see it and enter yourself, in a few minutes and without an account:\n\n{link}\n\nOnly what you pass on yourself at the end is sent."
        ),
    }
}

pub fn invites_you(language: Language, inviter: &str, network: &str) -> String {
    let (inviter, network) = (Name(inviter), Name(network));
    match language {
        German => format!("„{inviter}“ lädt Sie ein, sich bei „{network}“ einzutragen."),
        English => format!("“{inviter}” invites you to enter yourself into “{network}”."),
    }
}

/// Where one enters oneself.
pub fn invited_by(language: Language, inviter: &str) -> String {
    let inviter = Name(inviter);
    match language {
        German => format!("Durch „{inviter}“ eingeladen."),
        English => format!("Invited by “{inviter}”."),
    }
}

/// What came and went, in one or two sentences; `named` are those who joined and who left, the first of them by name.
pub fn news(language: Language, news: &News, joined: &[String], left: &[String]) -> String {
    let mut new = Vec::new();
    if !news.joined.is_empty() {
        new.push(people(language, joined, news.joined.len()));
    }
    for (table, number) in [
        (TableName::Competencies, news.competencies),
        (TableName::Offers, news.offers),
        (TableName::Needs, news.needs),
        (TableName::Links, news.links),
    ] {
        if number > 0 {
            new.push(records::count(language, table, number));
        }
    }
    let (new_word, met_word, left_word) = match language {
        German => ("Neu", "Erledigt", "Nicht mehr dabei"),
        English => ("New", "Met", "No longer there"),
    };
    let mut sentences = Vec::new();
    if !new.is_empty() {
        sentences.push(format!("{new_word}: {}.", new.join(", ")));
    }
    if news.met > 0 {
        sentences.push(format!("{met_word}: {}.", records::count(language, TableName::Needs, news.met)));
    }
    if !news.left.is_empty() {
        sentences.push(format!("{left_word}: {}.", people(language, left, news.left.len())));
    }
    sentences.join(" ")
}

fn people(language: Language, named: &[String], count: usize) -> String {
    let names = name::joined(named);
    match (language, count - named.len().min(count)) {
        (_, 0) => names,
        (German, others) => format!("{names} und {}", language.count(others, "weiterer Akteur", "weitere Akteure")),
        (English, others) => format!("{names} and {}", language.count(others, "more actor", "more actors")),
    }
}

/// Which of how many days.
pub fn step(language: Language, step: usize, of: usize) -> String {
    match language {
        German => format!("{step} von {of}"),
        English => format!("{step} of {of}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_name_the_first_and_count_the_rest() {
        let told = |language, joined: &[&str], all: usize, left: &[&str], counts: [usize; 5]| {
            let [competencies, offers, needs, links, met] = counts;
            let ids = |count: usize| vec!["a".into(); count];
            let it = News { joined: ids(all), left: ids(left.len()), competencies, offers, needs, links, met };
            let names = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
            news(language, &it, &names(joined), &names(left))
        };
        assert_eq!(told(German, &["Museum", "Labor"], 2, &[], [0; 5]), "Neu: Museum, Labor.");
        assert_eq!(
            told(German, &["Museum", "Labor"], 3, &[], [1, 2, 1, 1, 0]),
            "Neu: Museum, Labor und 1 weiterer Akteur, 1 Kompetenz, 2 Angebote, 1 Gesuch, 1 Verbindung."
        );
        assert_eq!(
            told(English, &["Museum"], 9, &["Lab"], [0, 0, 0, 0, 2]),
            "New: Museum and 8 more actors. Met: 2 needs. No longer there: Lab."
        );
        assert_eq!(told(German, &[], 0, &[], [0; 5]), "");
    }

    #[test]
    fn invitations_count_those_who_came_and_who_came_through_them() {
        assert_eq!(came(German, 3, 3), "lud 3 ein");
        assert_eq!(came(German, 3, 1_204), "lud 3 ein, daraus wurden 1.204");
        assert_eq!(came(English, 1, 2), "invited 1, who became 2");
        assert_eq!(size(German, 1, 0), "1 Akteur, davon 0 durch andere gekommen");
        assert_eq!(odd(English, Odd::Circle, "Museum"), "Names “Museum”, and so in a circle.");
    }
}
