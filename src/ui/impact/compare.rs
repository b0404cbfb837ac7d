//! The figures of the map on the screen beside those of a file. It is read and kept nowhere.

use std::sync::Arc;

use leptos::{html, prelude::*, task::spawn_local};
use web_sys::File;

use crate::{
    app::{Edition, Preview, Reported, Source},
    browser::{clock, files},
    doors::READER,
    exchange::{ImportError, Profile, SIZE_LIMIT_BYTES, redact},
    i18n::{dialogs, impact as words},
    model::{Day, Network},
    query::impact::{Chapter, Counts, Figure, side_by_side},
    ui::{
        context::App,
        kit::{ButtonLook, CollectAny, button, live, optional},
    },
};

/// What became of the file that somebody chose.
#[derive(Clone)]
enum Chosen {
    Nothing,
    Reading,
    /// Why it could not be read.
    Refused(String),
    Read {
        file_name: String,
        network: Arc<Network>,
        edition: Edition,
    },
}

pub(super) fn section(app: App) -> AnyView {
    let t = app.texts().impact();
    let chosen = RwSignal::new(Chosen::Nothing);
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let file = input.files().and_then(|files| files.get(0));
        // Choosing the same file again is a change again.
        input.set_value("");
        let Some(file) = file else { return };
        chosen.set(Chosen::Reading);
        spawn_local(async move {
            let read = read(&file).await;
            let read = read.unwrap_or_else(|why| Chosen::Refused(dialogs::reported(app.spoken(), &why)));
            // The page may have been left by now.
            chosen.try_set(read);
        });
    };
    let open = move || {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let end = optional(move || {
        let is_read = chosen.with(|chosen| matches!(chosen, Chosen::Read { .. }));
        is_read.then(|| {
            button(ButtonLook::new(t.end_comparison, "tertiary", "close"), move || {
                chosen.set(Chosen::Nothing)
            })
        })
    });
    let told = live(move || match chosen.get() {
        Chosen::Nothing => ().into_any(),
        Chosen::Reading => view! { <p>{t.reading_file}</p> }.into_any(),
        Chosen::Refused(why) => view! { <p class="impact-refused">{why}</p> }.into_any(),
        Chosen::Read { file_name, network, edition } => said(app, &file_name, &network, &edition),
    });
    let table = live(move || match chosen.get() {
        Chosen::Read { network, edition, .. } => table(app, &network, &edition),
        _ => ().into_any(),
    });
    view! {
        <section class="impact-compare" aria-labelledby="impact-compare">
            <h2 class="kern-title" id="impact-compare">{t.compare_file}</h2>
            <p class="muted reading">{t.compare_hint}</p>
            <input type="file" id="impact-file" accept=".json,application/json" hidden node_ref=input on:change=choose />
            <div class="cluster">
                {button(ButtonLook::new(t.choose_file, "secondary", "drive-folder-upload"), open)} {end}
            </div>
            <div class="reading" role="status">{told}</div>
            {table}
        </section>
    }
    .into_any()
}

async fn read(file: &File) -> Result<Chosen, Reported> {
    let file_name = file.name();
    let refused = |error| Reported::ImportFailed { source: Source::File { name: file.name() }, error };
    if file.size() > SIZE_LIMIT_BYTES as f64 {
        return Err(refused(ImportError::TooLarge { bytes: file.size() as usize, limit: SIZE_LIMIT_BYTES }));
    }
    let reader = READER.open().await.map_err(|_| Reported::NotLoaded)?;
    let bytes = files::read(file).await.map_err(|_| Reported::NotRead { file_name: file.name() })?;
    let parsed = (reader.file)(&bytes, &file_name).map_err(refused)?;
    let Preview { network, edition, .. } = Preview::new(Source::File { name: file.name() }, parsed);
    Ok(Chosen::Read { file_name, network, edition })
}

/// The map on the screen as far as the file might tell of it, and of which day it is.
fn own(app: App, edition: &Edition) -> (Network, Day) {
    let shown = app.peek(|state| state.preview.as_ref().and_then(|preview| preview.edition.day.clone()));
    let part = redact(&app.records.get(), edition.profile.unwrap_or(Profile::Full));
    (Network::clone(&part), shown.unwrap_or_else(|| clock::now().today))
}

/// What has to be known to understand the figures.
fn said(app: App, file_name: &str, network: &Network, edition: &Edition) -> AnyView {
    let language = app.spoken();
    let (own, _) = own(app, edition);
    let title = (network.about.id != own.about.id).then_some(network.about.title.as_str());
    let sentences = words::compared(language, file_name, title, edition.day.is_some(), edition.profile);
    view! { <p>{sentences}</p> }.into_any()
}

fn table(app: App, network: &Network, edition: &Edition) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().impact());
    let (own, own_day) = own(app, edition);
    let today = clock::now().today;
    let file_day = edition.day.as_ref().filter(|day| day.parts().is_some());
    let of_file = (t.the_file, file_day, Counts::on(network, file_day.unwrap_or(&today)));
    let of_own = (t.this_map, Some(&own_day), Counts::on(&own, &own_day));
    // The older one stands first.
    let sides = if file_day > Some(&own_day) { [of_own, of_file] } else { [of_file, of_own] };
    let head = |(name, day, _): &(&'static str, Option<&Day>, Counts)| {
        let day = day.map_or_else(|| t.no_day.to_owned(), |day| clock::day(day, language));
        view! { <th scope="col">{*name} <br /> <span class="impact-compare__day">{day}</span></th> }
    };
    let heads = sides.each_ref().map(head).collect_any();
    let [(_, _, then), (_, _, now)] = &sides;
    let group = |chapter: Chapter| {
        let row = |(figure, values): (Figure, [usize; 2])| {
            let change = now_less_then(values);
            let class = (change == 0).then_some("muted");
            view! {
                <tr>
                    <th scope="row">{words::full_name(language, figure)}</th>
                    {values.map(|value| view! { <td>{language.number(value)}</td> }).collect_any()}
                    <td class=class>{words::change(language, change)}</td>
                </tr>
            }
        };
        let rows: Vec<_> = side_by_side([then, now], chapter).into_iter().map(row).collect();
        view! {
            <tbody>
                <tr><th class="impact-compare__chapter" scope="rowgroup" colspan="4">{words::chapter(language, chapter)}</th></tr>
                {rows}
            </tbody>
        }
    };
    view! {
        <table class="impact-table">
            <caption class="kern-sr-only">{t.compare_file}</caption>
            <thead>
                <tr><th scope="col">{t.counted}</th> {heads} <th scope="col">{t.difference}</th></tr>
            </thead>
            {Chapter::ALL.map(group).collect_any()}
        </table>
    }
    .into_any()
}

fn now_less_then([then, now]: [usize; 2]) -> isize {
    now.cast_signed() - then.cast_signed()
}
