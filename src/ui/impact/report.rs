//! The report for council or funder: made of what its readers may see, to look at, to copy, to take to a word processor
//! and to print.

use leptos::{prelude::*, task::spawn_local};

use super::Page;
use crate::{
    app::{CommandId, Effect},
    browser::{clipboard, clock},
    exchange::{Profile, redact},
    i18n::{
        Language,
        document::Block,
        impact::{self as words, Report},
    },
    model::{Id, TableName},
    query::{
        impact::{Chapter, stories},
        matches::Matches,
    },
    ui::{
        context::App,
        copyable::languages,
        kit::{ButtonLook, CollectAny, button, button_of, focus_soon, live, memo, optional},
    },
};

const HEADING: &str = "impact-report";
/// Of an example, in the list of examples.
const LONGEST_CHOICE: usize = 90;

/// Which example a chapter tells.
#[derive(Clone, PartialEq)]
enum Choice {
    /// The best one.
    Suggested,
    Nothing,
    Record(TableName, Id),
}

/// What somebody has chosen.
#[derive(Clone, Copy)]
struct Made {
    page: Page,
    /// What is counted.
    profile: RwSignal<Profile>,
    language: RwSignal<Language>,
    choices: [RwSignal<Choice>; 3],
}

pub(super) fn opener(app: App, is_open: RwSignal<bool>) -> AnyView {
    let press = move |_| {
        is_open.update(|is_open| *is_open = !*is_open);
        if is_open.get_untracked() {
            focus_soon(HEADING, "view-title");
        }
    };
    view! {
        <button
            type="button"
            class="kern-btn kern-btn--primary kern-btn--x-small"
            aria-expanded=move || is_open.get().to_string()
            on:click=press
        >
            <span class="kern-label">{app.texts().impact().make_report}</span>
        </button>
    }
    .into_any()
}

/// Paper shows the report, whether it is open or not.
pub(super) fn section(page: Page, is_open: RwSignal<bool>) -> AnyView {
    let app = page.app;
    let made = Made {
        page,
        profile: RwSignal::new(Profile::Public),
        language: RwSignal::new(app.spoken()),
        choices: Chapter::ALL.map(|_| RwSignal::new(Choice::Suggested)),
    };
    let is_shown = memo(move || is_open.get() || app.printing.get().is_some());
    optional(move || is_shown.get().then(|| made.draw()))
}

impl Made {
    fn draw(self) -> AnyView {
        let (app, t) = (self.page.app, self.page.app.texts().impact());
        let copied = RwSignal::new(None);
        let copy = move || {
            let text = untrack(|| self.written(|report| report.text()));
            spawn_local(async move {
                copied.try_set(Some(clipboard::copy(&text).await));
            });
        };
        let said = optional(move || {
            let t = app.texts().matches();
            copied.get().map(|is_copied| view! { <p>{if is_copied { t.copied } else { t.not_copied }}</p> })
        });
        let hand_out = move || self.hand_out();
        let stories =
            Chapter::ALL.into_iter().zip(self.choices).map(|(chapter, choice)| self.story(chapter, choice));
        let blocks = memo(move || self.written(|report| report.blocks()));
        let sheet = live(move || {
            let blocks = blocks.get();
            view! { <article class="impact-sheet" lang=self.language.get().code()>{drawn(&blocks)}</article> }
        });
        view! {
            <section class="impact-report" aria-labelledby=HEADING>
                <div class="impact-report__tools">
                    <h2 class="kern-title" id=HEADING tabindex="-1">{t.report}</h2>
                    <p class="muted reading">{t.report_hint}</p>
                    {self.counted()}
                    {stories.collect_any()}
                    {languages(t.language_of_report, self.language)}
                    <div class="cluster">
                        {button(ButtonLook::new(t.copy, "primary", "content-copy"), copy)}
                        {button(ButtonLook::new(t.as_file, "secondary", "download"), hand_out)}
                        {button_of(app, CommandId::Print, "secondary", false)}
                    </div>
                    <div role="status">{said}</div>
                </div>
                {sheet}
            </section>
        }
        .into_any()
    }

    /// Which entries count.
    fn counted(self) -> AnyView {
        let t = self.page.app.texts().impact();
        let option = |profile: Profile, label: &'static str| {
            let is_chosen = self.profile.get_untracked() == profile;
            view! { <option value=profile.name() selected=is_chosen>{label}</option> }
        };
        let options = [
            option(Profile::Public, t.counted_public),
            option(Profile::Network, t.counted_members),
            option(Profile::Full, t.counted_all),
        ];
        let choose = move |event| {
            self.profile.set(Profile::from_name(&event_target_value(&event)).unwrap_or_default());
        };
        view! {
            <label class="impact-choice">
                <span>{t.counted_of}</span>
                <select on:change=choose>{options.collect_any()}</select>
            </label>
        }
        .into_any()
    }

    /// Which example is told, of those that everybody may see.
    fn story(self, chapter: Chapter, choice: RwSignal<Choice>) -> AnyView {
        let (app, language) = (self.page.app, self.page.app.spoken());
        let t = app.texts().impact();
        let found = memo(move || {
            let open = redact(&app.records.get(), Profile::Public);
            let day = |day: &_| clock::day(day, language);
            let named = |story: (TableName, Id)| Some((words::story(language, &open, &story, &day)?, story));
            let found = self.page.period.with(|period| stories(&open, chapter, period));
            found.into_iter().filter_map(named).collect::<Vec<_>>()
        });
        let select = live(move || {
            let found = found.get();
            let chosen = choice.get_untracked();
            let place = match &chosen {
                Choice::Suggested => Some(0),
                Choice::Nothing => None,
                Choice::Record(table, id) => {
                    found.iter().position(|(_, story)| *story == (*table, id.clone()))
                }
            };
            let option = |(at, (words, _)): (usize, &(String, _))| {
                let short: String = words.chars().take(LONGEST_CHOICE).collect();
                let short = if short.len() < words.len() { short + "…" } else { short };
                view! { <option value=at.to_string() selected=place == Some(at)>{short}</option> }
            };
            let options: Vec<_> = found.iter().enumerate().map(option).collect();
            let choose = move |event| {
                let at = event_target_value(&event).parse::<usize>().ok();
                let story = at.and_then(|at| found.get(at)).map(|(_, story)| story.clone());
                choice.set(story.map_or(Choice::Nothing, |(table, id)| Choice::Record(table, id)));
            };
            view! { <select on:change=choose>{options}<option value="" selected=place.is_none()>{t.no_story}</option></select> }
        });
        view! {
            <label class="impact-choice">
                <span>{words::story_of(language, chapter)}</span>
                {select}
            </label>
        }
        .into_any()
    }

    /// Tells of the network on the screen, or on paper what its readers may see.
    fn written<T>(self, write: impl Fn(&Report) -> T) -> T {
        let (app, language) = (self.page.app, self.language.get());
        let (network, period, today) = (app.records.get(), self.page.period.get(), clock::now().today);
        let profile = app.printing.get().unwrap_or_else(|| self.profile.get());
        let (part, open) = (redact(&network, profile), redact(&network, Profile::Public));
        let story = |(chapter, choice): (Chapter, RwSignal<Choice>)| match choice.get() {
            Choice::Suggested => stories(&open, chapter, &period).into_iter().next(),
            Choice::Nothing => None,
            Choice::Record(table, id) => Some((table, id)),
        };
        let stories: Vec<_> = Chapter::ALL.into_iter().zip(self.choices).map(story).collect();
        write(&Report {
            language,
            part: &part,
            profile,
            open: &open,
            period: &period,
            today: &today,
            matches: Matches::new(&part, &today).count(),
            stories: &stories,
            day: &|day| clock::day(day, language),
        })
    }

    fn hand_out(self) {
        let bytes = untrack(|| self.written(|report| report.page())).into_bytes();
        let title = self.language.get_untracked().texts().impact().title.to_lowercase();
        let file_name = format!("{title}-{}.html", clock::now().today);
        self.page.app.runner().run(Effect::Download {
            file_name,
            media_type: "text/html",
            bytes,
            profile: None,
        });
    }
}

/// As it will be read.
fn drawn(blocks: &[Block]) -> AnyView {
    let rows_of = |rows: &[Vec<String>]| {
        let row = |row: &Vec<String>| {
            let cells = row.iter().enumerate().map(|(place, cell)| match place {
                0 => view! { <th scope="row">{cell.clone()}</th> }.into_any(),
                _ => view! { <td>{cell.clone()}</td> }.into_any(),
            });
            view! { <tr>{cells.collect_any()}</tr> }
        };
        rows.iter().map(row).collect_any()
    };
    let block = |block: &Block| match block {
        Block::Title(title) => view! { <h3 class="impact-sheet__title">{title.clone()}</h3> }.into_any(),
        Block::Heading(heading) => view! { <h4>{*heading}</h4> }.into_any(),
        Block::Paragraph(text) | Block::Point(_, text, _) => view! { <p>{text.clone()}</p> }.into_any(),
        Block::Fact(label, said) => {
            view! { <p class="impact-sheet__fact"><b>{*label} ":"</b> " " {said.clone()}</p> }.into_any()
        }
        Block::Item(text) => view! { <p class="impact-sheet__item">{text.clone()}</p> }.into_any(),
        Block::Table(heads, rows) => {
            let heads = heads.iter().map(|head| view! { <th scope="col">{head.clone()}</th> });
            view! {
                <table class="impact-table">
                    <thead><tr>{heads.collect_any()}</tr></thead>
                    <tbody>{rows_of(rows)}</tbody>
                </table>
            }
            .into_any()
        }
    };
    blocks.iter().map(block).collect_any()
}
