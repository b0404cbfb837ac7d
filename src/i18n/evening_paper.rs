//! What lies on the tables of a marketplace evening and hangs on the pinboard, as data, and as a page that word
//! processors open.

use super::{
    Language,
    document::{self, escaped},
    evening::{EveningTexts, gain, round},
};
use crate::{
    model::{Id, Meeting, Network, TableName, Talk},
    query::evening::{Evening, rounds_of},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Of each who takes part, with whom it talks, round by round.
    Slips,
    /// Of each who takes part, to wear.
    Badges,
    /// One for each offer and each open need of those who take part.
    Cards,
}

/// One slip, badge or card.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Above its name: whether a card offers or looks for it.
    pub kind: Option<&'static str>,
    pub name: String,
    pub sector: Option<Id>,
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub label: Option<String>,
    /// Whom one talks with.
    pub partner: Option<String>,
    pub text: String,
}

/// On a badge, of offers and of needs.
const NAMED: usize = 3;

/// An evening, as far as the readers of the paper may see it.
pub struct About<'a> {
    pub language: Language,
    pub network: &'a Network,
    pub evening: &'a Evening,
    pub talks: &'a [Talk],
}

impl About<'_> {
    /// All pieces of a sheet; no slips without a list of talks.
    pub fn pieces(&self, sheet: Sheet) -> Vec<Piece> {
        let people = self.evening.people.iter();
        match sheet {
            Sheet::Slips if self.talks.is_empty() => Vec::new(),
            Sheet::Slips => people.map(|who| self.slip(who)).collect(),
            Sheet::Badges => people.map(|who| self.badge(who)).collect(),
            Sheet::Cards => self.cards(),
        }
    }

    fn slip(&self, who: &Id) -> Piece {
        let t = EveningTexts::of(self.language);
        let line = |number: u32| {
            let is_theirs =
                |talk: &&Talk| talk.round == Some(number) && [&talk.one, &talk.other].contains(&who);
            let label = Some(round(self.language, number));
            let Some(talk) = self.talks.iter().find(is_theirs) else {
                return Line { label, partner: None, text: t.pause.to_owned() };
            };
            let other = if talk.one == *who { &talk.other } else { &talk.one };
            let pair = self.evening.pair(&talk.one, &talk.other);
            let text = pair.map(|pair| gain(self.language, &pair.found, self.network)).unwrap_or_default();
            Line { label, partner: Some(self.actor(other)), text }
        };
        let lines = (1..=rounds_of(self.talks)).map(line).collect();
        Piece { kind: None, name: self.actor(who), sector: None, lines }
    }

    fn badge(&self, who: &Id) -> Piece {
        let t = EveningTexts::of(self.language);
        let sector = self.network.actors.get(who).and_then(|actor| actor.sector.clone());
        let offers = self.network.offers.iter().filter(|it| it.actor == *who).map(|it| &it.competency);
        let needs = self.network.needs.iter().filter(|it| it.actor == *who && it.closed_on.is_none());
        let offers = self.terms(t.offers, offers);
        let needs = self.terms(t.needs, needs.map(|it| &it.competency));
        Piece { kind: None, name: self.actor(who), sector, lines: offers.into_iter().chain(needs).collect() }
    }

    fn terms<'b>(&self, label: &str, terms: impl Iterator<Item = &'b Id>) -> Option<Line> {
        let named: Vec<String> = terms.take(NAMED).map(|id| self.competency(id)).collect();
        let line = Line { label: Some(label.to_owned()), partner: None, text: named.join(", ") };
        (!named.is_empty()).then_some(line)
    }

    fn cards(&self) -> Vec<Piece> {
        let t = EveningTexts::of(self.language);
        let takes_part = |who: &Id| self.evening.people.contains(who);
        let card = |kind: &'static str, who: &Id, competency: &Id| Piece {
            kind: Some(kind),
            name: self.competency(competency),
            sector: None,
            lines: vec![Line { label: None, partner: None, text: self.actor(who) }],
        };
        let offers = self.network.offers.iter().filter(|it| takes_part(&it.actor));
        let needs = self.network.needs.iter().filter(|it| takes_part(&it.actor) && it.closed_on.is_none());
        let offers = offers.map(|it| card(t.offers, &it.actor, &it.competency));
        offers.chain(needs.map(|it| card(t.needs, &it.actor, &it.competency))).collect()
    }

    fn actor(&self, id: &Id) -> String {
        self.network.name_of(TableName::Actors, id)
    }

    fn competency(&self, id: &Id) -> String {
        self.network.name_of(TableName::Competencies, id)
    }

    /// All pieces of a sheet as a page that word processors open: slips one below the other, badges and cards of
    /// 60 mm height in two columns, to cut apart.
    pub fn page(&self, sheet: Sheet, meeting: &Meeting) -> String {
        let pieces = self.pieces(sheet);
        let body = if sheet == Sheet::Slips {
            pieces.iter().map(slip_of_page).collect::<String>()
        } else {
            let cell = |piece: &Piece| format!("<td{CELL}>{}</td>", self.cell(piece));
            let rows = pieces.chunks(2).map(|two| {
                let missing = if two.len() == 1 { format!("<td{CELL}></td>") } else { String::new() };
                format!("<tr>{}{missing}</tr>\n", two.iter().map(cell).collect::<String>())
            });
            format!("<table class=\"pieces\"{LINES}>\n{}</table>\n", rows.collect::<String>())
        };
        let title = super::meetings::called(self.language, meeting);
        document::head(self.language, &title, STYLE) + &body + document::END
    }

    fn cell(&self, piece: &Piece) -> String {
        let mut cell = String::new();
        if let Some(kind) = piece.kind {
            cell += &format!("<p>{}</p>", escaped(kind));
        }
        cell += &format!("<p class=\"name\"><b>{}</b></p>", escaped(&piece.name));
        if let Some(sector) = &piece.sector {
            cell += &format!("<p>{}</p>", escaped(&self.network.name_of(TableName::Sectors, sector)));
        }
        for line in &piece.lines {
            let label = line.label.as_ref().map(|label| format!("{}: ", escaped(label))).unwrap_or_default();
            cell += &format!("<p>{label}{}</p>", escaped(&line.text));
        }
        cell
    }
}

/// Word processors look at these rather than at styles; a pixel is a 96th of an inch.
const LINES: &str = " border=\"1\" cellspacing=\"0\" cellpadding=\"6\"";
const CELL: &str = " width=\"50%\" height=\"227\" valign=\"top\"";
const STYLE: &str = "@page { size: A4; margin: 15mm }
body { font-family: sans-serif; font-size: 11pt }
p { margin: 0 0 4pt }
table { width: 100%; border-collapse: collapse }
.pieces { table-layout: fixed }
.pieces tr { page-break-inside: avoid }
.pieces td { width: 50%; height: 60mm; padding: 6mm; border: 0.5pt dashed #666666; vertical-align: top }
.name { font-size: 16pt }
.slip { page-break-inside: avoid; margin-bottom: 10mm }
.slip th { width: 25mm; text-align: left; vertical-align: top; font-weight: normal }
.slip td, .slip th { padding: 2mm; border-bottom: 0.5pt solid #999999 }";

fn slip_of_page(piece: &Piece) -> String {
    let row = |line: &Line| {
        let label = line.label.as_deref().unwrap_or_default();
        let partner =
            line.partner.as_ref().map(|it| format!("<b>{}</b><br>", escaped(it))).unwrap_or_default();
        format!("<tr><th>{}</th><td>{partner}{}</td></tr>\n", escaped(label), escaped(&line.text))
    };
    format!(
        "<div class=\"slip\">\n<h2>{}</h2>\n<table{LINES}>\n{}</table>\n</div>\n",
        escaped(&piece.name),
        piece.lines.iter().map(row).collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Actor, Day, Stamp, notation},
        query::evening::Evening,
    };

    fn evening() -> (Network, Meeting) {
        let network = notation::network("a offers x; b needs x; b offers y; a needs y; c offers x, v, w, z");
        let mut meeting = Meeting::new("m".into(), Day::new("2026-12-03"));
        meeting.coming = ["a", "b", "c"].map(Id::from).to_vec();
        (network, meeting)
    }

    fn told(pieces: &[Piece]) -> Vec<String> {
        let line = |line: &Line| {
            let label = line.label.as_ref().map(|it| format!("{it}: ")).unwrap_or_default();
            let partner = line.partner.as_ref().map(|it| format!("{it}, ")).unwrap_or_default();
            format!("{label}{partner}{}", line.text)
        };
        let piece = |piece: &Piece| {
            let kind = piece.kind.map(|it| format!("{it} ")).unwrap_or_default();
            let lines: Vec<String> = piece.lines.iter().map(line).collect();
            format!("{kind}{} | {}", piece.name, lines.join(" | "))
        };
        pieces.iter().map(piece).collect()
    }

    #[test]
    fn slips_say_who_talks_when_badges_and_cards_what_they_offer() {
        let (network, meeting) = evening();
        let evening = Evening::new(&network, &meeting, &Day::new("2026-12-01"));
        let talks = evening.plan(2, None).talks;
        let about = About { language: Language::German, network: &network, evening: &evening, talks: &talks };
        assert_eq!(
            told(&about.pieces(Sheet::Slips)),
            [
                "a | Runde 1: b, b sucht „x“; a sucht „y“. | Runde 2: frei",
                "b | Runde 1: a, b sucht „x“; a sucht „y“. | Runde 2: c, b sucht „x“.",
                "c | Runde 1: frei | Runde 2: b, b sucht „x“.",
            ]
        );
        assert_eq!(
            told(&about.pieces(Sheet::Badges)),
            ["a | Bietet: x | Sucht: y", "b | Bietet: y | Sucht: x", "c | Bietet: x, v, w"]
        );
        let cards = told(&about.pieces(Sheet::Cards));
        assert_eq!(cards[0], "Bietet x | a");
        assert_eq!(cards.last().map(String::as_str), Some("Sucht y | a"));
        assert_eq!(cards.len(), 8);
        assert!(About { talks: &[], ..about }.pieces(Sheet::Slips).is_empty());
    }

    #[test]
    fn a_page_has_each_piece_once_and_no_markup_of_names() {
        let (mut network, meeting) = evening();
        network.put(Actor::new("c".into(), "<b>C & Söhne</b>"), Stamp(1));
        let evening = Evening::new(&network, &meeting, &Day::new("2026-12-01"));
        let talks = evening.plan(2, None).talks;
        let about =
            About { language: Language::English, network: &network, evening: &evening, talks: &talks };
        for (sheet, times) in [(Sheet::Slips, 2), (Sheet::Badges, 1), (Sheet::Cards, 4)] {
            let page = about.page(sheet, &meeting);
            assert_eq!(page.matches("&lt;b&gt;C &amp; Söhne&lt;/b&gt;").count(), times, "{page}");
            assert!(!page.contains("<b>C &"));
        }
        // Of an uneven number, the last row has a cell without content.
        assert_eq!(about.page(Sheet::Badges, &meeting).matches("<td ").count(), 4);
    }
}
