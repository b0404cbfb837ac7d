//! What the network achieved, between two days: figures with what is behind them, and a report.

mod chart;
mod compare;
mod figure;
mod period;
mod report;

use leptos::prelude::*;

use super::{
    context::App,
    kit::{CollectAny, live, memo, view_title},
    matches::matches,
};
use crate::{
    app::View,
    browser::clock,
    i18n::impact as words,
    model::Day,
    query::impact::{Chapter, Counts, Figure, Period, steps},
};

/// What is behind the door of the impact.
pub struct ImpactView {
    pub(in crate::ui) page: fn(App) -> AnyView,
}

pub const IMPACT: ImpactView = ImpactView { page };

/// All figures, from the first day in the network until today.
#[derive(Clone, PartialEq)]
struct Series {
    days: Vec<Day>,
    /// Of each day, in the order of [`Figure::ALL`].
    values: Vec<Vec<usize>>,
}

/// What is drawn of the network on the screen.
#[derive(Clone, Copy)]
struct Page {
    app: App,
    period: Memo<Period>,
    /// On the two days that are compared, in the order of [`Figure::ALL`].
    values: Memo<[Vec<usize>; 2]>,
    series: Memo<Series>,
    /// `None` until they have been found.
    matches: Memo<Option<usize>>,
}

impl Page {
    fn new(app: App) -> Self {
        let period = memo(move || {
            let [since, until] = app.address.get().days;
            Period::of(&app.records.get(), since.as_ref(), until.as_ref(), &clock::now().today)
        });
        let values = memo(move || {
            let (network, Period { since, until }) = (app.records.get(), period.get());
            [since, until].map(|day| Counts::on(&network, &day).values())
        });
        let series = memo(move || {
            let network = app.records.get();
            let days = steps(&network, &clock::now().today);
            let values = days.iter().map(|day| Counts::on(&network, day).values()).collect();
            Series { days, values }
        });
        let found = matches(app);
        let matches = memo(move || found.get().map(|found| found.count()));
        Self { app, period, values, series, matches }
    }

    /// On the first day and on the second one.
    fn of(self, figure: Figure) -> [usize; 2] {
        self.values.with(|values| values.each_ref().map(|values| values[figure as usize]))
    }

    /// The two days in words.
    fn days(self) -> [String; 2] {
        let language = self.app.spoken();
        self.period.with(|Period { since, until }| [since, until].map(|day| clock::day(day, language)))
    }
}

fn page(app: App) -> AnyView {
    let t = app.texts().impact();
    let page = Page::new(app);
    let is_empty = memo(move || {
        app.records.with(|it| it.actors.is_empty() && it.topics.is_empty() && it.meetings.is_empty())
    });
    let has_days = memo(move || page.series.with(|series| !series.days.is_empty()));
    let is_open = RwSignal::new(false);
    let body = live(move || {
        if is_empty.get() {
            return view! { <div class="list-empty stack"><p>{t.empty}</p><p>{t.empty_hint}</p></div> }
                .into_any();
        }
        let hint = (!has_days.get()).then(|| view! { <p class="reading impact-undated">{t.no_dates}</p> });
        view! {
            {period::days(page)} {hint}
            {Chapter::ALL.map(|chapter| figures(page, chapter)).collect_any()}
            {compare::section(app)}
            {report::section(page, is_open)}
        }
        .into_any()
    });
    let to_report = live(move || (!is_empty.get()).then(|| report::opener(app, is_open)));
    view! {
        <section class="page impact-page">
            <header class="list-head">
                {view_title(View::Impact.title(app.spoken()))} <div class="cluster">{to_report}</div>
            </header>
            <p class="muted reading">{t.intro}</p>
            {body}
        </section>
    }
    .into_any()
}

fn figures(page: Page, chapter: Chapter) -> AnyView {
    let language = page.app.spoken();
    let id = format!("impact-chapter-{}", chapter as u8);
    let labelled = id.clone();
    let mut entries = Vec::new();
    let mut last = None;
    for &figure in Figure::ALL.iter().filter(|figure| figure.chapter() == chapter) {
        match figure.whole() {
            None => entries.push(figure::single(page, figure)),
            whole if whole == last => {}
            Some(whole) => entries.push(figure::whole(page, whole)),
        }
        last = figure.whole();
    }
    if chapter == Chapter::Steering {
        entries.push(figure::matches(page));
    }
    view! {
        <section class="impact-chapter" aria-labelledby=labelled>
            <h2 class="kern-title" id=id>{words::chapter(language, chapter)}</h2>
            <p class="muted">{words::question(language, chapter)}</p>
            <ul class="impact-figures" role="list">{entries}</ul>
        </section>
    }
    .into_any()
}
