//! A note to the two of a match, made of what both may know.

use leptos::{html, prelude::*, task::spawn_local};

use crate::{
    browser::{clipboard, clock},
    exchange::{Profile, redact},
    i18n,
    model::Id,
    query::matches::Matches,
    ui::{
        context::App,
        kit::{Button, Modal, live},
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
    let area = NodeRef::<html::Textarea>::new();
    // `None` before somebody asked for it.
    let copied = RwSignal::new(None);
    let copy = move || {
        let Some(area) = area.get_untracked() else { return };
        area.select();
        spawn_local(async move { copied.set(Some(clipboard::copy(&area.value()).await)) });
    };
    let said = move || {
        copied.get().map(|is_copied| view! { <p>{if is_copied { t.copied } else { t.not_copied }}</p> })
    };
    let rows = note.lines().map(|line| 1 + line.chars().count() / 60).sum::<usize>() + 1;
    view! {
        <Modal title=t.note>
            <div class="kern-dialog__body stack">
                <p class="dialog__lead">{i18n::matches::note_shows(app.spoken(), profile)}</p>
                <textarea
                    node_ref=area
                    class="kern-form-input__input introduction"
                    aria-label=t.note
                    rows=rows.to_string()
                    prop:value=note
                ></textarea>
                <div role="status">{live(said)}</div>
            </div>
            <footer class="kern-dialog__footer">
                <Button label=t.copy_note message=copy rank="primary" icon_name="content-copy" large=true focused=true />
            </footer>
        </Modal>
    }
    .into_any()
}
