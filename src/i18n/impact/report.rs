//! The report for council or funder, as data.

use super::{
    super::{
        Language::{self, English, German},
        Name,
        document::{self, Block},
        records,
    },
    definition, full_name, name, question, text_of, whole,
};
use crate::{
    exchange::Profile,
    model::{Day, Id, Network, TableName, TopicStatus},
    query::impact::{
        Chapter, Counts, Figure, Period, Told, difference, side_by_side, status_on, told,
    },
};

/// A report, and all that it says.
pub struct Report<'a> {
    pub language: Language,
    /// What is counted: what some readers may see.
    pub part: &'a Network,
    /// Of which profile that is.
    pub profile: Profile,
    /// What is named: what everybody may see.
    pub open: &'a Network,
    pub period: &'a Period,
    pub today: &'a Day,
    /// How many matches there are in what is counted.
    pub matches: usize,
    /// The example of each chapter.
    pub stories: &'a [Option<(TableName, Id)>],
    pub day: &'a dyn Fn(&Day) -> String,
}

impl Report<'_> {
    /// To copy.
    pub fn text(&self) -> String {
        document::text(&self.blocks())
    }

    /// A page that word processors open.
    pub fn page(&self) -> String {
        let title = format!("{}: {}", self.language.texts().impact().report_title, self.open.about.title.trim());
        document::page(self.language, &title, &self.blocks())
    }

    pub fn blocks(&self) -> Vec<Block> {
        let Self { language, open, period, today, .. } = *self;
        let t = language.texts().impact();
        let mut blocks = vec![Block::Title(t.report_title.into())];
        for (label, said) in [(t.network, &open.about.title), (t.region, &open.about.region)] {
            let said = said.trim();
            blocks.extend((!said.is_empty()).then(|| Block::Fact(label, Name(said).to_string())));
        }
        let [since, until] = [&period.since, &period.until].map(self.day);
        let days = match language {
            German => format!("{since} bis {until}"),
            English => format!("{since} to {until}"),
        };
        blocks.push(Block::Fact(t.period_of, days));
        blocks.push(Block::Fact(t.source, source(language, self.profile)));
        blocks.push(Block::Fact(t.state_of_data, (self.day)(today)));
        let counts = [&period.since, &period.until].map(|day| Counts::on(self.part, day));
        let mut has_few = false;
        for (place, chapter) in Chapter::ALL.into_iter().enumerate() {
            blocks.push(Block::Heading(super::chapter(language, chapter)));
            blocks.push(Block::Paragraph(question(language, chapter).into()));
            let heads = [t.counted.to_owned(), since.clone(), until.clone(), t.difference.to_owned()];
            blocks.push(Block::Table(heads.to_vec(), self.rows(chapter, &counts, &mut has_few)));
            let undated = Figure::ALL.iter().filter(|figure| figure.chapter() == chapter).filter_map(|figure| {
                let count = counts[1].of(*figure).undated;
                let count = Some(count).filter(|count| *count > 0)?;
                Some(format!("{} {}", full_name(language, *figure), number(language, told(self.part, *figure, count))))
            });
            let undated: Vec<String> = undated.collect();
            if !undated.is_empty() {
                blocks.push(Block::Paragraph(format!("{}: {}.", t.undated, undated.join(", "))));
            }
            if chapter == Chapter::Steering {
                blocks.extend(self.measures([&since, &until]));
            }
            let story = self.stories.get(place).and_then(Option::as_ref);
            let story = story.and_then(|story| super::story(language, open, story, self.day));
            blocks.extend(story.map(|story| Block::Fact(t.example, story)));
        }
        blocks.push(Block::Heading(t.definitions));
        if has_few {
            blocks.push(Block::Item(t.few.into()));
        }
        let mut last = None;
        for &figure in Figure::ALL {
            if figure.whole().is_none() || figure.whole() != last {
                let name = figure.whole().map_or_else(|| name(language, figure), |it| whole(language, it));
                blocks.push(Block::Item(format!("{name}: {}", definition(language, figure))));
            }
            last = figure.whole();
        }
        blocks.push(Block::Item(format!("{}: {}", t.matches, t.matches_meaning)));
        blocks
    }

    /// The figures of a chapter.
    fn rows(&self, chapter: Chapter, counts: &[Counts; 2], has_few: &mut bool) -> Vec<Vec<String>> {
        let language = self.language;
        let mut rows = Vec::new();
        for (figure, values) in side_by_side(counts.each_ref(), chapter) {
            let [then, now] = values.map(|value| told(self.part, figure, value));
            *has_few |= [then, now].contains(&Told::Few);
            let change = difference(then, now).map_or_else(|| "–".into(), |it| super::change(language, it));
            rows.push(vec![full_name(language, figure), number(language, then), number(language, now), change]);
        }
        if chapter == Chapter::Steering {
            let t = language.texts().impact();
            let name = format!("{} ({})", t.matches, t.today);
            // They tell of whom open needs tell of.
            let matches = told(self.part, Figure::NeedsOpen, self.matches);
            *has_few |= matches == Told::Few;
            rows.push(vec![name, "–".into(), number(language, matches), "–".into()]);
        }
        rows
    }

    /// The topics that changed, each by its state on the two days.
    fn measures(&self, days: [&String; 2]) -> Vec<Block> {
        let (language, t) = (self.language, self.language.texts().impact());
        let rows = self.open.topics.iter().filter_map(|topic| {
            let on = |day| status_on(self.open, topic, day).map(|(status, _)| status);
            let [then, now] = [&self.period.since, &self.period.until].map(on);
            let word = |status: Option<TopicStatus>| status.map_or("–", |status| records::word(language, status));
            (then != now).then(|| vec![Name(topic.title.trim()).to_string(), word(then).into(), word(now).into()])
        });
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let heads = [&t.topic.to_owned(), days[0], days[1]].map(Clone::clone).to_vec();
        vec![Block::Paragraph(t.measures.into()), Block::Table(heads, rows)]
    }
}

/// From where the figures come, and what is counted in them.
fn source(language: Language, profile: Profile) -> String {
    let t = language.texts().impact();
    let counted = match profile {
        Profile::Public => t.counted_public,
        Profile::Network => t.counted_members,
        Profile::Full => t.counted_all,
    };
    match language {
        German => format!("die Einträge dieser Karte (GoSMART); gezählt ist {counted}"),
        English => format!("the entries of this map (GoSMART); counted is {counted}"),
    }
}

/// A number that leaves the page.
fn number(language: Language, told: Told) -> String {
    match told {
        Told::Number(number) => language.number(number),
        Told::Few => text_of(language, ["unter 3", "below 3"]).into(),
    }
}
