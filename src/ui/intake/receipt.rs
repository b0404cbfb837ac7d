//! What is left to do once an import is taken in.

use leptos::prelude::*;

use super::client::{Client, Phase};
use crate::{
    app::{Msg, Step},
    i18n::intake as words,
    intake::Ask,
    ui::kit::{ButtonLook, button, live},
};

pub(super) fn receipt(client: Client) -> AnyView {
    let (app, language) = (client.app, client.app.spoken());
    let t = app.texts().intake();
    let (counts, aside) = client.peek(|report| (report.counts.clone(), report.aside));
    let called = client.called();
    let is_undoable = app.slice(move |state| {
        let last = state.past.last().map(|undoable| &undoable.step);
        matches!(last, Some(Step::Imported { from }) if *from == called)
    });
    let done = ButtonLook { focused: true, ..ButtonLook::new(t.finish, "primary", "check") };
    let put_aside = (aside > 0).then(|| {
        let look = ButtonLook::new(words::aside(language, aside), "secondary", "download");
        button(look, move || client.ask(Ask::PutAside))
    });
    let undo = live(move || {
        is_undoable.get().then(|| {
            button(ButtonLook::new(t.undo, "secondary", "undo"), move || {
                app.dispatch(Msg::Undo);
                client.phase.set(Phase::Review);
                client.compare_anew();
            })
        })
    });
    view! {
        <p class="dialog__lead" role="status">
            {t.done} " " {words::counted(language, &counts)} "."
        </p>
        <div class="cluster">
            {button(ButtonLook::new(t.receipt, "secondary", "download"), move || client.ask(Ask::Receipt))} {put_aside}
            {undo} {button(done, move || app.dispatch(Msg::CloseDialog))}
        </div>
    }
    .into_any()
}
