//! A note to the two of a match, made of what both may know.

use leptos::prelude::*;

use crate::{
    browser::clock,
    exchange::{Profile, redact},
    i18n,
    model::Id,
    query::matches::Matches,
    ui::{
        context::App,
        copyable::{Copyable, copyable},
        kit::{ButtonLook, Modal, button},
    },
};

/// To who needs and who offers. It says what everyone may see, or else what members may see, and which of these.
pub(super) fn introduction(app: App, need: Id, offered_by: Id) -> AnyView {
    let t = app.texts().matches();
    let network = app.network.get_untracked();
    let written = [Profile::Public, Profile::Network, Profile::Full].into_iter().find_map(|profile| {
        let part = redact(&network, profile);
        let found = Matches::new(&part, &clock::now().today).of_need(&need);
        let found = found.into_iter().find(|found| found.offered_by == offered_by)?;
        Some((profile, i18n::matches::note(app.spoken(), &found, &part)))
    });
    let Some((profile, note)) = written else {
        return view! { <Modal title=t.note><p class="kern-dialog__body">{t.gone}</p></Modal> }.into_any();
    };
    let look =
        ButtonLook { large: true, focused: true, ..ButtonLook::new(t.copy_note, "primary", "content-copy") };
    let Copyable { area, said, copy } = copyable(app, t.note.to_owned(), note);
    view! {
        <Modal title=t.note>
            <div class="kern-dialog__body stack">
                <p class="dialog__lead">{i18n::matches::note_shows(app.spoken(), profile)}</p>
                {area}
                {said}
            </div>
            <div class="kern-dialog__footer">
                {button(look, copy)}
            </div>
        </Modal>
    }
    .into_any()
}
