//! A workbook to fill in: every sheet with its headers, made-up rows that show how, and words to choose from.

use gosmart_formats::table::Table;

use super::{ID, workbook};
use crate::{
    exchange::{Profile, Redacted, redact},
    i18n::{Language, both},
    model::{
        Actor, ActorStatus, AgendaItem, Agreement, AgreementEvent, AgreementState, Competency, Contact,
        ContactKind, Day, Group, GroupKind, HelpForm, Id, Link, LinkKind, Meeting, MeetingKind, Need,
        Network, Offer, Role, Sector, Supporter, Topic, TopicEvent, TopicStatus,
    },
};

/// The sectors are those of the network, and what is made up calls itself an example. There is no column of ids: who
/// fills in has none.
pub fn template(part: &Redacted, language: Language) -> Vec<Table> {
    let mut sheets = workbook(&redact(&example(part, language), Profile::Full), language);
    for sheet in &mut sheets {
        if let Some(place) = sheet.columns.iter().position(|column| column.title == ID) {
            sheet.columns.remove(place);
            sheet.rows.iter_mut().for_each(|row| drop(row.remove(place)));
        }
    }
    sheets
}

fn example(part: &Network, language: Language) -> Network {
    let say = |german, english| both(german, english).text(language).to_owned();
    let day = |text: &str| Some(Day::new(text));
    let id = |text: &str| Id::from(text);
    let (library, archive, scanning) = (id("library"), id("archive"), id("scanning"));

    let mut network = Network::new(part.about.id.clone());
    network.about = part.about.clone();
    network.sectors = part.sectors.clone();
    if network.sectors.is_empty() {
        network.sectors.put(Sector {
            symbol: say("K", "C"),
            ..Sector::new(id("culture"), say("Beispiel: Kultur", "Example: culture"))
        });
    }
    network.competencies.put(Competency {
        also: vec![say("Scannen", "scanning"), say("Retrodigitalisierung", "imaging")],
        description: say(
            "Bücher, Bilder und Akten in Dateien verwandeln.",
            "Turning books, pictures and records into files.",
        ),
        ..Competency::new(scanning.clone(), say("Beispiel: Digitalisieren", "Example: digitising"))
    });
    network.actors.put(Actor {
        sector: network.sectors.iter().next().map(|sector| sector.id.clone()),
        joined: day("2026-01-15"),
        about: say("Öffentliche Bücherei der Stadt.", "The town’s public library."),
        website: "www.example.org".to_owned(),
        place: say("Marktplatz 1", "1 Market Square"),
        ..Actor::new(library.clone(), say("Beispiel: Stadtbücherei", "Example: town library"))
    });
    network.actors.put(Actor {
        status: ActorStatus::Guest,
        invited_by: Some(library.clone()),
        ..Actor::new(archive.clone(), say("Beispiel: Stadtarchiv", "Example: town archive"))
    });
    network.offers.put(Offer {
        level: Some(2),
        forms: vec![HelpForm::Advice, HelpForm::Device],
        conditions: say("nach Absprache", "by arrangement"),
        evidence: say("Zeitungen 1900 bis 1945, 2024", "newspapers 1900 to 1945, 2024"),
        since: day("2026-01-15"),
        ..Offer::new(id("offer"), library.clone(), scanning.clone())
    });
    network.needs.put(Need {
        forms: vec![HelpForm::Hands],
        wanted_by: day("2026-12-31"),
        ..Need::new(id("need"), archive.clone(), scanning.clone())
    });
    network.links.put(Link {
        kind: LinkKind::WorksWith,
        since: day("2025-03-01"),
        ..Link::new(id("link"), library.clone(), archive.clone())
    });
    let (topic, meeting) = (id("topic"), id("meeting"));
    network.topics.put(Topic {
        question: say("Wie kommt die alte Zeitung ins Netz?", "How does the old newspaper get online?"),
        status: TopicStatus::Discussed,
        competencies: vec![scanning],
        people: vec![Supporter { actor: library.clone(), role: Role::CanHelp }],
        history: vec![TopicEvent {
            status: TopicStatus::Discussed,
            on: day("2026-02-01"),
            meeting: Some(meeting.clone()),
        }],
        ..Topic::new(topic, say("Beispiel: Zeitungen", "Example: newspapers"))
    });
    network.meetings.put(Meeting {
        start: "18:00".to_owned(),
        end: "20:00".to_owned(),
        kind: Some(MeetingKind::Sitting),
        title: say("Beispiel: Erstes Treffen", "Example: first meeting"),
        place: say("Rathaus", "town hall"),
        host: Some(library.clone()),
        agenda: vec![AgendaItem {
            by: Some(library.clone()),
            ..AgendaItem::new(say("Begrüßung", "welcome"))
        }],
        present: vec![library.clone(), archive.clone()],
        ..Meeting::new(meeting, Day::new("2026-02-01"))
    });
    network.groups.put(Group {
        kind: Some(GroupKind::WorkingGroup),
        members: vec![library.clone(), archive.clone()],
        meetings_per_year: Some(4),
        ..Group::new(id("group"), say("Beispiel: AG Gedächtnis", "Example: memory group"))
    });
    network.agreements.put(Agreement {
        need: Some(id("need")),
        offer: Some(id("offer")),
        what: say("Beispiel: zehn Bände einlesen", "Example: scan ten volumes"),
        until: day("2026-12-31"),
        state: AgreementState::Agreed,
        agreed_by: vec![library.clone(), archive.clone()],
        history: vec![AgreementEvent {
            state: AgreementState::Agreed,
            on: day("2026-02-01"),
            by: Some(archive.clone()),
        }],
        ..Agreement::new(id("agreement"), library.clone(), archive)
    });
    network.contacts.put(Contact {
        kind: ContactKind::Role,
        name: say("Beispiel: Auskunft", "Example: information desk"),
        email: "auskunft@example.org".to_owned(),
        ..Contact::new(id("contact"), library)
    });
    network
}
