//! One figure, or one whole and its parts: on the two days, over all the time, what is counted, and what is behind it.

use leptos::prelude::*;

use super::{Page, chart};
use crate::{
    app::{Address, View, address_of},
    browser::clock,
    i18n::impact as words,
    model::{Id, Network, TableName},
    query::impact::{Counts, Figure, Whole},
    ui::{
        context::App,
        kit::{CollectAny, live, optional, said},
    },
};

/// More records are not listed, but counted.
const MOST_BEHIND: usize = 100;

pub(super) fn single(page: Page, figure: Figure) -> AnyView {
    let (app, name) = (page.app, words::name(page.app.spoken(), figure));
    let t = app.texts().impact();
    let values = live(move || {
        let ([first, second], values) = (page.days(), page.of(figure));
        let [then, now] = values.map(|value| app.spoken().number(value));
        let value = |label: String, value: String| view! { <div><dt>{label}</dt><dd>{value}</dd></div> };
        view! {
            <dl class="impact-values">
                {value(first, then)} {value(second, now)} {value(t.difference.to_owned(), change(app, values))}
            </dl>
        }
    });
    view! {
        <li class="impact-figure">
            <h3>{name}</h3>
            {values}
            {chart::line(page, figure, name)}
            {more(page, name, vec![figure])}
        </li>
    }
    .into_any()
}

pub(super) fn whole(page: Page, whole: Whole) -> AnyView {
    let (app, language) = (page.app, page.app.spoken());
    let t = app.texts().impact();
    let name = words::whole(language, whole);
    let figures: Vec<Figure> = Figure::ALL.iter().copied().filter(|it| it.whole() == Some(whole)).collect();
    let parts = figures.clone();
    let drawn = live(move || {
        let days = page.days();
        let values: Vec<[usize; 2]> = parts.iter().map(|figure| page.of(*figure)).collect();
        let bar = |side: usize| {
            let of_day: Vec<(Figure, usize)> =
                parts.iter().copied().zip(values.iter().map(|values| values[side])).collect();
            let named: Vec<(&str, usize)> =
                of_day.iter().map(|(figure, value)| (words::name(language, *figure), *value)).collect();
            let label = words::parts(language, name, &days[side], &named);
            view! { <p class="impact-bar-day" aria-hidden="true">{days[side].clone()}</p> {chart::bar(label, &of_day)} }
        };
        let row = |(figure, values): (&Figure, &[usize; 2])| {
            let class = format!("impact-swatch {}", chart::hue(*figure));
            view! {
                <tr>
                    <th scope="row">
                        <svg class=class viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" /></svg>
                        {words::name(language, *figure)}
                    </th>
                    {values.map(|value| view! { <td>{language.number(value)}</td> }).collect_any()}
                    <td>{change(app, *values)}</td>
                </tr>
            }
        };
        let rows: Vec<_> = parts.iter().zip(&values).map(row).collect();
        view! {
            {bar(0)} {bar(1)}
            <table class="impact-table">
                <thead>
                    <tr>
                        <th scope="col">{t.state}</th>
                        {days.clone().map(|day| view! { <th scope="col">{day}</th> }).collect_any()}
                        <th scope="col">{t.difference}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
    });
    view! { <li class="impact-figure impact-figure--whole"><h3>{name}</h3> {drawn} {more(page, name, figures)}</li> }
        .into_any()
}

/// They have no past.
pub(super) fn matches(page: Page) -> AnyView {
    let (app, t) = (page.app, page.app.texts().impact());
    let number = move || page.matches.get().map_or_else(|| "…".into(), |it| app.spoken().number(it));
    view! {
        <li class="impact-figure">
            <h3>{t.matches}</h3>
            <dl class="impact-values"><div><dt>{t.today}</dt><dd>{number}</dd></div></dl>
            <p class="muted">{t.matches_meaning}</p>
            <p><a class="kern-link" href=Address::of(View::Matches).hash()>{t.show_matches}</a></p>
        </li>
    }
    .into_any()
}

fn change(app: App, [then, now]: [usize; 2]) -> String {
    words::change(app.spoken(), now.cast_signed() - then.cast_signed())
}

/// What is counted, all the numbers, and what is behind the last one; one or several figures of one whole. It is drawn
/// once it is opened.
fn more(page: Page, name: &'static str, figures: Vec<Figure>) -> AnyView {
    let t = page.app.texts().impact();
    let is_opened = RwSignal::new(false);
    let body = optional(move || is_opened.get().then(|| opened(page, name, &figures)));
    view! {
        <details class="impact-more" on:toggle=move |_| is_opened.set(true)>
            <summary>{t.more} <span class="kern-sr-only">{format!(": {name}")}</span></summary>
            {body}
        </details>
    }
    .into_any()
}

fn opened(page: Page, name: &str, figures: &[Figure]) -> AnyView {
    let (app, language) = (page.app, page.app.spoken());
    let (network, period) = (app.records.get(), page.period.get());
    let counts = Counts::on(&network, &period.until);
    let definition = figures.first().map(|figure| words::definition(language, *figure));
    let undated = words::undated(language, figures.iter().map(|figure| counts.of(*figure).undated).sum());
    let behind = figures.iter().map(|figure| behind(app, &network, &counts, *figure, figures.len() > 1));
    view! {
        <p>{definition}</p>
        {(!undated.is_empty()).then(|| view! { <p class="muted">{undated}</p> })}
        {numbers(page, name, figures)}
        {behind.collect::<Vec<_>>()}
    }
    .into_any()
}

/// Each step of the lines.
fn numbers(page: Page, name: &str, figures: &[Figure]) -> AnyView {
    let (language, t) = (page.app.spoken(), page.app.texts().impact());
    let heads: Vec<_> = match figures {
        [_] => vec![view! { <th scope="col">{t.number}</th> }],
        _ => figures.iter().map(|it| view! { <th scope="col">{words::name(language, *it)}</th> }).collect(),
    };
    let label = format!("{}: {name}", t.numbers);
    page.series.with(|series| {
        let row = |(day, values): (_, &Vec<usize>)| {
            let cells = figures.iter().map(|it| view! { <td>{language.number(values[*it as usize])}</td> });
            view! { <tr><th scope="row">{clock::day(day, language)}</th>{cells.collect::<Vec<_>>()}</tr> }
        };
        let rows: Vec<_> = series.days.iter().zip(&series.values).map(row).collect();
        (!rows.is_empty())
            .then(|| {
                view! {
                    <div class="impact-numbers" role="region" tabindex="0" aria-label=label>
                        <table class="impact-table">
                            <thead><tr><th scope="col">{t.day}</th>{heads}</tr></thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                }
            })
            .into_any()
    })
}

fn behind(app: App, network: &Network, counts: &Counts, figure: Figure, is_part: bool) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().impact());
    let records = &counts.of(figure).records;
    if is_part && records.is_empty() {
        return ().into_any();
    }
    let heading = if is_part { words::full_name(language, figure) } else { t.behind.to_owned() };
    let entry = |(table, id): &(TableName, &Id)| {
        let (name, address) = named(network, *table, id);
        view! { <li><a class="kern-link" href=address.hash()>{said(app, name)}</a></li> }
    };
    let entries: Vec<_> = records.iter().take(MOST_BEHIND).map(entry).collect();
    let rest = records.len().saturating_sub(MOST_BEHIND);
    let rest = (rest > 0).then(|| view! { <p class="muted">{words::further(language, rest)}</p> });
    let list = if records.is_empty() {
        view! { <p class="muted">{t.nothing_behind}</p> }.into_any()
    } else {
        view! { <ul class="impact-behind" role="list">{entries}</ul> }.into_any()
    };
    view! { <h4>{heading}</h4> {list} {rest} }.into_any()
}

/// What a record is called, and where it is to be seen: its own page, else that of what it belongs to.
fn named(network: &Network, table: TableName, id: &Id) -> (String, Address) {
    let name = network.name_of(table, id);
    let of_actor = |actor: Option<&Id>| match actor {
        Some(actor) => address_of(TableName::Actors, actor),
        None => Address::of(View::Actors),
    };
    let address = match table {
        TableName::Sectors => {
            let mut address = Address::of(View::Actors);
            address.filter.sectors.push(id.clone());
            address
        }
        TableName::Offers => of_actor(network.offers.get(id).map(|offer| &offer.actor)),
        TableName::Needs => of_actor(network.needs.get(id).map(|need| &need.actor)),
        TableName::Links => of_actor(network.links.get(id).map(|link| &link.from)),
        TableName::Agreements => Address::of(View::Agreements),
        _ => address_of(table, id),
    };
    // A meeting may have no title.
    let untitled = network.meetings.get(id).filter(|_| name.is_empty() && table == TableName::Meetings);
    (untitled.map_or(name, |meeting| meeting.date.to_string()), address)
}
