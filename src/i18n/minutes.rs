//! What leaves the page about a meeting, as text and as HTML: an invitation and minutes, made of what their readers may
//! see.

use super::{
    Language::{self, English, German},
    Name,
    document::{self, Block},
    matches::actor,
    meetings, records,
};
use crate::{
    model::{Agreement, Day, Id, Meeting, Network, TableName},
    query::agreements::agreed_at,
};

/// What both say of a meeting. `network` is what the readers may see; `day` puts a day into words.
pub struct About<'a> {
    pub language: Language,
    pub network: &'a Network,
    pub meeting: &'a Meeting,
    pub day: &'a dyn Fn(&Day) -> String,
}

impl About<'_> {
    /// To copy into a mail.
    pub fn invitation(&self) -> String {
        let Self { language, meeting, .. } = *self;
        let (greeting, sentence) = match language {
            German => ("Guten Tag,", format!("wir laden Sie ein: {}.", self.title())),
            English => ("Hello,", format!("you are invited: {}.", self.title())),
        };
        let mut text = format!("{greeting}\n\n{sentence}\n\n{}\n", self.when());
        if let Some(place) = self.place() {
            text += &format!("{place}\n");
        }
        if !meeting.agenda.is_empty() {
            text += &format!("\n{}:\n", records::label(language, TableName::Meetings, "agenda"));
        }
        for (number, item) in meeting.agenda.iter().enumerate() {
            let by = item.by.as_ref().map(|by| format!(" ({})", actor(self.network, by))).unwrap_or_default();
            text += &format!("{}. {}{by}\n", number + 1, Name(item.text.trim()));
        }
        text += match language {
            German => {
                "\nEigene Punkte sind willkommen: eine kurze Antwort genügt. Kommen Sie gern, wir freuen uns auf Sie.\n\nViele Grüße\n"
            }
            English => {
                "\nYour own points are welcome: a short answer is enough. Do come, we look forward to seeing you.\n\nBest wishes\n"
            }
        };
        text
    }

    /// Minutes as plain text.
    pub fn minutes(&self) -> String {
        document::text(&self.blocks())
    }

    /// Minutes as a page that word processors open.
    pub fn minutes_page(&self) -> String {
        document::page(self.language, &self.title(), &self.blocks())
    }

    fn title(&self) -> String {
        Name(&meetings::called(self.language, self.meeting)).to_string()
    }

    pub fn when(&self) -> String {
        let Meeting { date, start, end, .. } = self.meeting;
        meetings::when(self.language, &(self.day)(date), start, end)
    }

    /// The place, and in whose house.
    pub fn place(&self) -> Option<String> {
        let place = self.meeting.place.trim();
        let host = self.meeting.host.as_ref().and_then(|host| self.network.actors.get(host));
        let host = host.map(|host| meetings::at_host(self.language, &host.name));
        match (place.is_empty(), host) {
            (true, host) => host,
            (false, None) => Some(Name(place).to_string()),
            (false, Some(host)) => Some(format!("{}, {host}", Name(place))),
        }
    }

    fn names(&self, ids: &[Id]) -> String {
        ids.iter().map(|id| actor(self.network, id)).collect::<Vec<_>>().join(", ")
    }

    fn blocks(&self) -> Vec<Block> {
        let Self { language, network, meeting, .. } = *self;
        let t = language.texts().meetings();
        let label = |field| records::label(language, TableName::Meetings, field);
        let mut blocks = vec![Block::Title(format!("{}: {}", t.minutes, self.title()))];
        blocks.push(Block::Fact(label("date"), self.when()));
        blocks.extend(self.place().map(|place| Block::Fact(label("place"), place)));
        for (name, ids) in [("present", &meeting.present), ("guests", &meeting.guests)] {
            if !ids.is_empty() {
                blocks.push(Block::Fact(label(name), self.names(ids)));
            }
        }
        if !meeting.agenda.is_empty() {
            blocks.push(Block::Heading(t.agenda));
        }
        for (number, item) in meeting.agenda.iter().enumerate() {
            let by = item.by.as_ref().map(|by| format!(" ({})", actor(network, by))).unwrap_or_default();
            let point = format!("{}{by}", Name(item.text.trim()));
            blocks.push(Block::Point(number + 1, point, item.result.trim().to_owned()));
        }
        let agreed = agreed_at(network, &meeting.id);
        if !agreed.is_empty() {
            blocks.push(Block::Heading(t.agreements));
            blocks.extend(
                agreed.into_iter().map(|it| Block::Item(agreed_words(language, network, it, self.day))),
            );
        }
        let notes = meeting.minutes.trim();
        if !notes.is_empty() {
            blocks.push(Block::Heading(t.notes));
            blocks.extend(
                notes
                    .lines()
                    .filter(|line| !line.trim().is_empty())
                    .map(|line| Block::Paragraph(line.to_owned())),
            );
        }
        blocks
    }
}

/// An agreement in one line.
pub fn agreed_words(
    language: Language,
    network: &Network,
    of: &Agreement,
    day: &dyn Fn(&Day) -> String,
) -> String {
    let name = |id| network.name_of(TableName::Actors, id);
    let until = of.until.as_ref().map(day);
    meetings::agreement(language, [&name(&of.giver), &name(&of.taker)], &of.what, until.as_deref())
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::model::{AgendaItem, AgreementState, MeetingKind, Visibility, notation};

    fn example() -> (Network, Meeting) {
        let mut network = notation::network("museum; bus; lab");
        let mut meeting = Meeting::new("m".into(), Day::new("2026-12-03"));
        meeting.kind = Some(MeetingKind::Sitting);
        (meeting.start, meeting.end) = ("18:00".into(), "20:30".into());
        (meeting.place, meeting.host) = ("Rammelsberg <1>".into(), Some("museum".into()));
        meeting.present = vec!["museum".into(), "bus".into()];
        meeting.guests = vec!["lab".into()];
        let item = AgendaItem::new("Sensoren & Wetter?");
        let result = "Ja.\nLab misst <Regen>.".into();
        meeting.agenda =
            vec![AgendaItem { by: Some("lab".into()), result, ..item }, AgendaItem::new("Sonstiges")];
        meeting.minutes = "Länger geworden.".into();
        for (id, state) in
            [("a", AgreementState::Agreed), ("t", AgreementState::Talked), ("n", AgreementState::NoFit)]
        {
            let mut agreement = Agreement::new(id.into(), "lab", "bus");
            agreement.what = "Fahrgäste zählen".into();
            agreement.until = Some(Day::new("2027-03-01"));
            (agreement.state, agreement.meeting) = (state, Some("m".into()));
            agreement.visibility = Some(Visibility::Network);
            network.agreements.put(agreement);
        }
        network.meetings.put(meeting.clone());
        (network, meeting)
    }

    fn about<'a>(language: Language, network: &'a Network, meeting: &'a Meeting) -> About<'a> {
        About { language, network, meeting, day: &|day| day.to_string() }
    }

    #[test]
    fn an_invitation_in_both_languages() {
        let (network, meeting) = example();
        expect![[r#"
            Guten Tag,

            wir laden Sie ein: Sitzung.

            2026-12-03, 18:00–20:30 Uhr
            Rammelsberg <1>, zu Gast bei museum

            Tagesordnung:
            1. Sensoren & Wetter? (lab)
            2. Sonstiges

            Eigene Punkte sind willkommen: eine kurze Antwort genügt. Kommen Sie gern, wir freuen uns auf Sie.

            Viele Grüße
        "#]]
        .assert_eq(&about(German, &network, &meeting).invitation());
        expect![[r#"
            Hello,

            you are invited: Sitting.

            2026-12-03, 18:00–20:30
            Rammelsberg <1>, hosted by museum

            Agenda:
            1. Sensoren & Wetter? (lab)
            2. Sonstiges

            Your own points are welcome: a short answer is enough. Do come, we look forward to seeing you.

            Best wishes
        "#]]
        .assert_eq(&about(English, &network, &meeting).invitation());
    }

    #[test]
    fn minutes_say_who_what_and_what_was_agreed() {
        let (network, meeting) = example();
        expect![[r#"
            Protokoll: Sitzung
            ==================

            Datum: 2026-12-03, 18:00–20:30 Uhr
            Ort: Rammelsberg <1>, zu Gast bei museum
            Anwesend: museum, bus
            Gäste: lab

            Tagesordnung
            ------------

            1. Sensoren & Wetter? (lab)
               Ja.
               Lab misst <Regen>.
            2. Sonstiges

            Was hier vereinbart wurde
            -------------------------

            – lab hilft bus: Fahrgäste zählen, bis 2027-03-01

            Notizen
            -------

            Länger geworden.
        "#]]
        .assert_eq(&about(German, &network, &meeting).minutes());
        expect![[r#"
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Sitting</title>
            <style>
            @page { size: 21cm 29.7cm; margin: 2cm }
            body, h1, h2 { font-family: "Liberation Sans", Arial, sans-serif }
            body { font-size: 10.5pt }
            table { border-collapse: collapse }
            tbody th { font-weight: normal }
            </style>
            </head>
            <body>
            <table role="presentation" width="100%"><tr><td><h1>Minutes: Sitting</h1></td></tr></table>
            <p><b>Date:</b> 2026-12-03, 18:00–20:30</p>
            <p><b>Place:</b> Rammelsberg &lt;1&gt;, hosted by museum</p>
            <p><b>Present:</b> museum, bus</p>
            <p><b>Guests:</b> lab</p>
            <h2>Agenda</h2>
            <ol>
            <li><b>Sensoren &amp; Wetter? (lab)</b><br>Ja.<br>Lab misst &lt;Regen&gt;.</li>
            <li><b>Sonstiges</b></li>
            </ol>
            <h2>What was agreed here</h2>
            <ul>
            <li>lab helps bus: Fahrgäste zählen, by 2027-03-01</li>
            </ul>
            <h2>Notes</h2>
            <p>Länger geworden.</p>
            </body>
            </html>
        "#]]
        .assert_eq(&about(English, &network, &meeting).minutes_page());
    }

    #[test]
    fn a_meeting_of_which_little_is_known_leaves_nothing_dangling() {
        let network = Network::new("n".into());
        let meeting = Meeting::new("m".into(), Day::new("2026-12-03"));
        expect![[r#"
            Guten Tag,

            wir laden Sie ein: Treffen.

            2026-12-03

            Eigene Punkte sind willkommen: eine kurze Antwort genügt. Kommen Sie gern, wir freuen uns auf Sie.

            Viele Grüße
        "#]]
        .assert_eq(&about(German, &network, &meeting).invitation());
        expect![[r#"
            Minutes: Meeting
            ================

            Date: 2026-12-03
        "#]]
        .assert_eq(&about(English, &network, &meeting).minutes());
    }
}
