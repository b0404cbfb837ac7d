//! A note to the two of a match, made of what both may know.

use leptos::prelude::*;

use super::{finding::is_latest, matches};
use crate::{
    browser::clock,
    exchange::{Profile, redact},
    i18n,
    model::Id,
    query::matches::Matches,
    ui::{
        context::App,
        copyable::{Copyable, copyable},
        kit::{ButtonLook, Modal, button, live, memo},
    },
};

/// To who needs and who offers. It says what everyone may see, or else what members may see, and which of these.
pub(super) fn introduction(app: App, need: Id, offered_by: Id) -> AnyView {
    let t = app.texts().matches();
    let found = matches(app);
    let written = memo(move || {
        let matches = found.get().filter(|matches| is_latest(app, matches))?;
        Some(written(app, &matches, &need, &offered_by))
    });
    let body = live(move || match written.get() {
        Some(Some((profile, note))) => note_to_both(app, profile, note),
        Some(None) => view! { <p class="kern-dialog__body">{t.gone}</p> }.into_any(),
        None => view! { <p class="kern-dialog__body">{t.looking}</p> }.into_any(),
    });
    view! { <Modal title=t.note>{body}</Modal> }.into_any()
}

/// The note, and who may see all that it says; `None` where there is no such match any more.
fn written(app: App, matches: &Matches, need: &Id, offered_by: &Id) -> Option<(Profile, String)> {
    let network = app.records.get();
    let around = matches.around(&network.needs.get(need)?.actor, offered_by);
    [Profile::Public, Profile::Network, Profile::Full].into_iter().find_map(|profile| {
        let part = redact(&around, profile);
        let found = Matches::new(&part, &clock::now().today).of_need(need);
        let found = found.into_iter().find(|found| found.offered_by == *offered_by)?;
        Some((profile, i18n::matches::note(app.spoken(), &found, &part)))
    })
}

fn note_to_both(app: App, profile: Profile, note: String) -> AnyView {
    let t = app.texts().matches();
    let look =
        ButtonLook { large: true, focused: true, ..ButtonLook::new(t.copy_note, "primary", "content-copy") };
    let Copyable { area, said, copy } = copyable(app, t.note.to_owned(), note);
    view! {
        <div class="kern-dialog__body stack">
            <p class="dialog__lead">{i18n::matches::note_shows(app.spoken(), profile)}</p>
            {area}
            {said}
        </div>
        <div class="kern-dialog__footer">{button(look, copy)}</div>
    }
    .into_any()
}
