//! For the tables and the pinboard: slips with the talks of each, badges, and a card for each offer and need, on paper
//! or as a file for word processors. Both show what their readers may see.

use leptos::prelude::*;

use super::Shown;
use crate::{
    app::{CommandId, Effect},
    browser::clock,
    exchange::{Profile, redact},
    i18n::evening_paper::{About, Line, Piece, Sheet},
    query::evening::Evening,
    ui::{
        kit::{ButtonLook, CollectAny, button, button_of, optional},
        lists::{SectorMark, sector_badge},
    },
};

pub(super) fn section(shown: Shown) -> AnyView {
    let app = shown.app;
    let t = app.texts().evening();
    let chosen = RwSignal::new(None::<Sheet>);
    let choices = [
        (None, t.nothing),
        (Some(Sheet::Slips), t.slips),
        (Some(Sheet::Badges), t.badges),
        (Some(Sheet::Cards), t.cards),
    ];
    let choices = choices.map(|(choice, words)| {
        view! {
            <button
                type="button"
                class="kern-btn kern-btn--tertiary kern-btn--x-small"
                aria-pressed=move || (chosen.get() == choice).to_string()
                on:click=move |_| chosen.set(choice)
            >
                <span class="kern-label">{words}</span>
            </button>
        }
    });
    let look = ButtonLook {
        disabled: Signal::derive(move || chosen.get().is_none()),
        ..ButtonLook::new(t.file, "secondary", "download")
    };
    let save = move || {
        if let Some(sheet) = chosen.get_untracked() {
            hand_out(shown, sheet);
        }
    };
    view! {
        <section class="evening__paper stack" aria-labelledby="evening-paper">
            <h2 class="card__heading" id="evening-paper">{t.paper}</h2>
            <p class="muted evening__hint">{t.paper_hint}</p>
            <div class="cluster evening__sheets" role="group" aria-labelledby="evening-paper">
                {choices} {button_of(app, CommandId::Print, "secondary", false)} {button(look, save)}
            </div>
            <div class="evening__sheet">{optional(move || Some(on_paper(shown, chosen.get()?)))}</div>
        </section>
    }
    .into_any()
}

fn on_paper(shown: Shown, sheet: Sheet) -> AnyView {
    let t = shown.app.texts().evening();
    let network = shown.network();
    let pieces = shown.evening.with(|evening| {
        let talks = &shown.talks.get();
        About { language: shown.app.spoken(), network: &network, evening, talks }.pieces(sheet)
    });
    if pieces.is_empty() && sheet == Sheet::Slips {
        let for_everyone = shown.app.printing.get() == Some(Profile::Public);
        return view! { <p>{if for_everyone { t.slips_are_internal } else { t.no_list }}</p> }.into_any();
    }
    if sheet == Sheet::Slips {
        return view! { <ul class="slips" role="list">{pieces.into_iter().map(slip).collect_any()}</ul> }
            .into_any();
    }
    let badge = |piece: Piece| {
        let sector = piece.sector.as_ref().map(|_| {
            let mark = SectorMark::of(&network, piece.sector.as_ref());
            view! { <p>{sector_badge(shown.app, mark.as_ref())}</p> }
        });
        let line = |Line { label, text, .. }: Line| {
            let label = label.map(|label| format!("{label}: "));
            view! { <p>{label} {text}</p> }
        };
        view! {
            <li class="badge">
                {piece.kind.map(|kind| view! { <p>{kind}</p> })}
                <p class="badge__name">{piece.name}</p>
                {sector}
                {piece.lines.into_iter().map(line).collect_any()}
            </li>
        }
    };
    view! { <ul class="badges" role="list">{pieces.into_iter().map(badge).collect_any()}</ul> }.into_any()
}

fn slip(piece: Piece) -> AnyView {
    let row = |Line { label, partner, text }: Line| {
        let text = match partner {
            Some(partner) => view! { <strong>{partner}</strong> <br/> {text} }.into_any(),
            None => view! { <span class="muted">{text}</span> }.into_any(),
        };
        view! { <tr><th scope="row">{label}</th><td>{text}</td></tr> }
    };
    view! {
        <li class="slip">
            <p class="slip__name">{piece.name}</p>
            <table><tbody>{piece.lines.into_iter().map(row).collect_any()}</tbody></table>
        </li>
    }
    .into_any()
}

/// For word processors, with what members may see: who talks with whom is theirs.
fn hand_out(shown: Shown, sheet: Sheet) {
    let app = shown.app;
    let t = app.texts().evening();
    let Some(meeting) = shown.meeting.get_untracked() else { return };
    let network = app.network.with_untracked(|network| redact(network, Profile::Network));
    let Some(meeting) = network.meetings.get(&meeting.id) else { return };
    let evening = Evening::new(&network, meeting, &clock::now().today);
    let about = About { language: app.spoken(), network: &network, evening: &evening, talks: &meeting.talks };
    let bytes = about.page(sheet, meeting).into_bytes();
    let name = match sheet {
        Sheet::Slips => t.slips,
        Sheet::Badges => t.badges,
        Sheet::Cards => t.cards,
    };
    let file_name = format!("{}-{}.html", name.to_lowercase(), meeting.date);
    app.runner().run(Effect::Download { file_name, media_type: "text/html", bytes, profile: None });
}
