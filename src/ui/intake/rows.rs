//! The difference: what becomes of each row.

use leptos::prelude::*;

use super::{
    client::{Client, DIFFERENCE},
    press, select,
};
use crate::{
    i18n::intake as words,
    intake::{
        Ask, Choice, FieldReport, Filter, ProblemReport, ROWS, RepairReport, RowReport, RowState, Severity,
        Window,
    },
    ui::kit::{CollectAny, icon, live, optional},
};

pub(super) fn difference(client: Client) -> AnyView {
    let (language, t) = (client.app.spoken(), client.app.texts().intake());
    let keys = client.slice(|report| (report.keys.clone(), report.key.clone(), report.rules.clone()));
    let key = live(move || {
        let (keys, key, rules) = keys.get();
        let choice = select("key".into(), t.recognised_by.to_owned(), true, &keys, &key, move |key| {
            client.choose(Ask::Key(key));
        });
        view! {
            <div class="intake__choices">{choice}</div>
            <p class="muted">{rules}</p>
        }
    });
    let kinds = client.slice(|report| report.kinds.clone());
    let kinds = live(move || {
        let kinds = kinds.get().into_iter().map(|kind| {
            view! { <li><strong>{kind.name}</strong> ": " {words::counted(language, &kind.counts)}</li> }
        });
        kinds.collect_any()
    });
    let rows = client.slice(|report| apart(&report.rows));
    // Rows that stay as they were are not drawn anew: somebody may be typing there.
    let list = view! {
        <ul role="list" class="intake__rows">
            <For each=move || rows.get() key=Clone::clone children=move |(report, _)| row(client, report) />
        </ul>
    };
    let nothing = live(move || rows.with(Vec::is_empty).then(|| view! { <p class="muted">{t.no_rows}</p> }));
    view! {
        <section>
            <h3 class="intake__title" id=DIFFERENCE tabindex="-1">{t.difference}</h3>
            {key}
            <ul class="intake__kinds">{kinds}</ul>
            {repairs(client)}
            {filters(client)}
            {list} {nothing}
            {pager(client)}
        </section>
    }
    .into_any()
}

/// What was repaired, each to be taken back.
fn repairs(client: Client) -> AnyView {
    let (language, t) = (client.app.spoken(), client.app.texts().intake());
    let repairs = client.slice(|report| report.repairs.clone());
    live(move || {
        let repairs = repairs.get().into_iter().enumerate().map(|(place, (from, to))| {
            let said = words::replaced(language, &from, &to);
            let spoken = Some(format!("{}: {said}", t.take_back));
            let number = u32::try_from(place).unwrap_or(u32::MAX);
            let take_back = move || client.choose(Ask::TakeBack(number));
            view! { <li><bdi>{said}</bdi> " " {press(format!("back-{place}"), t.take_back, spoken, false, take_back)}</li> }
        });
        let repairs: Vec<_> = repairs.collect();
        (!repairs.is_empty()).then(|| view! { <ul class="intake__kinds">{repairs}</ul> })
    })
    .into_any()
}

/// Of rows that say the same each is another.
fn apart(rows: &[RowReport]) -> Vec<(RowReport, usize)> {
    let same_before = |at: usize| rows[..at].iter().filter(|row| **row == rows[at]).count();
    rows.iter().cloned().enumerate().map(|(at, row)| (row, same_before(at))).collect()
}

/// Which rows are shown, each choice with how many there are.
fn filters(client: Client) -> AnyView {
    let (language, t) = (client.app.spoken(), client.app.texts().intake());
    let shown = client.slice(|report| {
        let states = report.counts.iter().map(|(state, count)| (Filter::State(*state), Some(*count)));
        let problems = (report.warnings + report.errors > 0).then_some((Filter::Problems, None));
        let all = [(Filter::Changing, None), (Filter::All, None)];
        let mut choices: Vec<_> = all.into_iter().chain(states).chain(problems).collect();
        let chosen = report.window.filter;
        // What nothing is left of stays to be seen as chosen.
        if !choices.iter().any(|(filter, _)| *filter == chosen) {
            choices.push((chosen, Some(0)));
        }
        (choices, chosen)
    });
    let chips = live(move || {
        let (choices, chosen) = shown.get();
        let chips = choices.into_iter().enumerate().map(|(place, (filter, count))| {
            let count = count.map(|count| format!(" {}", language.number(count as usize)));
            let choose = move |_| client.ask(Ask::Show(Window { filter, from: 0 }));
            view! {
                <button
                    id=format!("filter-{place}")
                    type="button"
                    class="chip"
                    class:chip--set=filter == chosen
                    aria-pressed=(filter == chosen).to_string()
                    on:click=choose
                >
                    {words::filter(language, filter)}
                    {count}
                </button>
            }
        });
        chips.collect_any()
    });
    view! { <div class="cluster intake__filters" role="group" aria-label=t.filter>{chips}</div> }.into_any()
}

fn pager(client: Client) -> AnyView {
    let (language, t) = (client.app.spoken(), client.app.texts().intake());
    let shown = client.slice(|report| (report.window.clone(), report.rows.len(), report.of_rows));
    optional(move || {
        let (window, here, of_rows) = shown.get();
        let to = window.from + u32::try_from(here).unwrap_or(0);
        let go = move |from: u32| client.ask(Ask::Show(Window { filter: window.filter, from }));
        (of_rows > ROWS).then(|| {
            view! {
                <div class="cluster">
                    {press("rows-before".into(), t.previous, None, window.from == 0, move || go(window.from.saturating_sub(ROWS)))}
                    <span role="status">{words::window(language, window.from + 1, to, of_rows)}</span>
                    {press("rows-after".into(), t.next, None, to >= of_rows, move || go(to))}
                </div>
            }
        })
    })
}

fn mark(state: RowState) -> &'static str {
    match state {
        RowState::New => "intake__state intake__state--new",
        RowState::Changed => "intake__state intake__state--changed",
        RowState::PutAside => "intake__state intake__state--aside",
        RowState::Same | RowState::Kept | RowState::Missing => "intake__state",
    }
}

fn row(client: Client, report: RowReport) -> AnyView {
    let (language, t) = (client.app.spoken(), client.app.texts().intake());
    let RowReport { place, state, kind, name, fields, sentences, beside, problems, record, is_left_out } =
        report;
    let state = state.map(|state| view! { <span class=mark(state)>{words::state(language, state)}</span> });
    let leave_out = record.map(|record| {
        let (label, decision) = if is_left_out { (t.take_after_all, "") } else { (t.leave_out, "aside") };
        let spoken = Some(format!("{label}: {name}"));
        press(format!("leave-{record}"), label, spoken, false, move || {
            client.choose(Ask::Decide { record: record.clone(), decision: decision.to_owned() });
        })
    });
    let fields: Vec<AnyView> = fields.into_iter().map(|it| field(client, it)).collect();
    let sentences = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }.into_any());
    let beside: Vec<_> = beside
        .into_iter()
        .map(|(text, state)| {
            view! {
                <span>
                    <bdi>{text}</bdi>
                    " "
                    <span class=mark(state)>{words::state(language, state)}</span>
                </span>
            }
        })
        .collect();
    let beside = (!beside.is_empty()).then(|| view! { <li class="intake__beside">{beside}</li> }.into_any());
    let problems = problems.into_iter().enumerate().map(|(at, it)| problem(client, &place, at, it));
    let details: Vec<AnyView> = fields.into_iter().chain(sentences).chain(beside).chain(problems).collect();
    let details =
        (!details.is_empty()).then(|| view! { <ul role="list" class="intake__details">{details}</ul> });
    view! {
        <li class="intake__row">
            <div class="intake__row-head">
                <span class="muted">{place.clone()}</span>
                {state}
                <span class="intake__name">
                    <span class="muted">{kind}</span>
                    " "
                    <strong><bdi>{name.clone()}</bdi></strong>
                </span>
                {leave_out}
            </div>
            {details}
        </li>
    }
    .into_any()
}

fn field(client: Client, FieldReport { label, old, new, is_kept }: FieldReport) -> AnyView {
    let kept = client.app.texts().intake().kept;
    let old_one = (!old.is_empty() && !is_kept).then(|| view! { <del>{old.clone()}</del> " " });
    let stays = is_kept.then(|| view! { <span>{old.clone()} " (" {kept} ")"</span> });
    let new_one = (!is_kept).then(|| view! { <ins>{new}</ins> });
    view! { <li><span class="muted">{label} ": "</span> {old_one} {new_one} {stays}</li> }.into_any()
}

fn problem(client: Client, row: &str, at: usize, report: ProblemReport) -> AnyView {
    let language = client.app.spoken();
    let (tone, icon_name) = match report.grade {
        Severity::Note => ("intake__problem", "info"),
        Severity::Warning => ("intake__problem intake__problem--warning", "warning"),
        Severity::Error => ("intake__problem intake__problem--error", "danger"),
    };
    let repair =
        report.repair.map(|report| repair(client, format!("repair-{}-{at}", row.replace(' ', "-")), report));
    view! {
        <li class=tone>
            {icon(icon_name)}
            <span class="kern-sr-only">{words::severity(language, report.grade)} ": "</span>
            <span>{report.sentence}</span>
            {repair}
        </li>
    }
    .into_any()
}

/// What shall stand in all cells of a column that say this.
fn repair(client: Client, id: String, report: RepairReport) -> AnyView {
    let (language, t) = (client.app.spoken(), client.app.texts().intake());
    let RepairReport { sheet, column, value, cells, choices } = report;
    let label = words::instead_of(language, &value, cells);
    let replace = move |to: String| {
        client.choose(Ask::Repair { sheet, column, from: value.clone(), to });
    };
    if !choices.is_empty() {
        let mut offered = vec![Choice::default()];
        offered.extend(choices);
        return select(id, label, true, &offered, "", replace);
    }
    let typed = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = typed.get_untracked();
        if !typed.trim().is_empty() {
            replace(typed);
        }
    };
    view! {
        <form class="intake__repair" on:submit=submit>
            <label class="kern-label" for=id.clone()>{label}</label>
            <input
                id=id
                type="text"
                class="kern-form-input__input"
                autocomplete="off"
                placeholder=t.instead
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <button type="submit" class="kern-btn kern-btn--secondary kern-btn--x-small">
                <span class="kern-label">{t.replace}</span>
            </button>
        </form>
    }
    .into_any()
}
