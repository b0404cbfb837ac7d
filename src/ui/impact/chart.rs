//! Lines and bars as small drawings. What they show is said in words, and stands in a table beside them.

use leptos::prelude::*;

use super::{Page, Series};
use crate::{
    browser::clock,
    i18n::impact as words,
    model::Day,
    query::impact::{Figure, Period},
    ui::kit::{CollectAny, optional},
};

const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 48.0;
/// Above the highest step and below the lowest one.
const MARGIN: f64 = 3.0;

/// How a figure went, with a mark at each of the two days; nothing where there is one day only.
pub(super) fn line(page: Page, figure: Figure, name: &'static str) -> AnyView {
    let language = page.app.spoken();
    optional(move || {
        page.series.with(|series| {
            let (first, last) = (series.days.first()?, series.days.last()?);
            let across = Across::new(first, last)?;
            let values: Vec<usize> = series.values.iter().map(|values| values[figure as usize]).collect();
            let ends = [(first, values.first()?), (last, values.last()?)];
            let ends = ends.map(|(day, value)| (clock::day(day, language), *value));
            let label =
                words::line(language, name, ends.each_ref().map(|(day, value)| (day.as_str(), *value)));
            let path = steps(series, &values, &across);
            let area = format!("{path}V{HEIGHT}H0Z");
            let marks =
                page.period.with(|Period { since, until }| [since, until].map(|day| across.place(day)));
            let mark = |x: f64| view! { <line class="impact-line__day" x1=x x2=x y1="0" y2=HEIGHT /> };
            Some(view! {
                <svg
                    class="impact-line"
                    viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                    preserveAspectRatio="none"
                    role="img"
                    aria-label=label
                >
                    {marks.map(mark).collect_any()}
                    <path class="impact-line__area" d=area />
                    <path class="impact-line__steps" d=path />
                </svg>
            })
        })
    })
}

/// From left to right as the days go by.
struct Across {
    first: f64,
    days: f64,
}

impl Across {
    /// `None` where there is no time between the two.
    fn new(first: &Day, last: &Day) -> Option<Self> {
        let [first, last] = [first, last].map(number);
        (last > first).then_some(Self { first, days: last - first })
    }

    fn place(&self, day: &Day) -> f64 {
        ((number(day) - self.first) / self.days).clamp(0.0, 1.0) * WIDTH
    }
}

fn number(day: &Day) -> f64 {
    day.days_since_1970().unwrap_or(0) as f64
}

/// A value stays until the next one is known.
fn steps(series: &Series, values: &[usize], across: &Across) -> String {
    let most = values.iter().copied().max().unwrap_or(0).max(1) as f64;
    let height = |value: usize| HEIGHT - MARGIN - value as f64 / most * (HEIGHT - 2.0 * MARGIN);
    let mut path = String::new();
    for (day, value) in series.days.iter().zip(values) {
        let (x, y) = (across.place(day), height(*value));
        path += &if path.is_empty() { format!("M{x:.1} {y:.1}") } else { format!("H{x:.1}V{y:.1}") };
    }
    path
}

/// The parts of a whole on one day, one beside the other.
pub(super) fn bar(label: String, parts: &[(Figure, usize)]) -> AnyView {
    let all = parts.iter().map(|(_, value)| value).sum::<usize>().max(1) as f64;
    let mut x = 0.0;
    let part = |(figure, value): &(Figure, usize)| {
        let width = *value as f64 / all * 100.0;
        let from = x;
        x += width;
        let class = format!("impact-part {}", hue(*figure));
        (*value > 0).then(|| view! { <rect class=class x=from width=width y="0" height="10" /> })
    };
    let parts: Vec<_> = parts.iter().filter_map(part).collect();
    view! {
        <svg class="impact-bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label=label>
            {parts}
        </svg>
    }
    .into_any()
}

/// In which colour a part of a whole is drawn.
pub(super) fn hue(figure: Figure) -> &'static str {
    match figure {
        Figure::TopicsDone | Figure::Covered => "impact-part--good",
        Figure::TopicsUnderWay => "impact-part--moving",
        Figure::TopicsDiscussed | Figure::OnlyOne => "impact-part--begun",
        Figure::Unmet => "impact-part--open",
        _ => "impact-part--idle",
    }
}
