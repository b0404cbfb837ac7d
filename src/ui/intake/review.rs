//! An import on the screen, from the first byte to the receipt.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    apply::{await_network, take_in},
    client::{Client, Phase},
    columns, files, questions, receipt, rows,
};
use crate::{
    app::{IncomingFile, Msg},
    i18n::intake as words,
    intake::RowState,
    ui::{
        context::App,
        kit::{Button, ButtonLook, Modal, button, effect, live, optional},
        refusals::refusals,
    },
};

pub(super) fn review(app: App, incoming: Arc<Vec<IncomingFile>>) -> AnyView {
    let client = Client::start(app, incoming);
    let t = app.texts().intake();
    let asks = RwSignal::new(false);
    effect(move || {
        let is_busy = client.phase.get() == Phase::TakingIn;
        app.half_filled.set(client.is_touched.get() || is_busy);
    });
    on_cleanup(move || app.half_filled.set(false));
    await_network(client);
    let close = Callback::new(move |()| {
        if client.phase.get_untracked() == Phase::TakingIn {
            return;
        }
        if client.is_touched.get_untracked() {
            // As in forms: who asks once more stays.
            asks.update(|asks| *asks = !*asks);
        } else {
            app.dispatch(Msg::CloseDialog);
        }
    });
    let discard = optional(move || {
        let look = ButtonLook { focused: true, ..ButtonLook::new(t.discard, "primary", "") };
        let discard = button(look, move || app.dispatch(Msg::CloseDialog));
        let go_on = button(ButtonLook::new(t.go_on, "secondary", ""), move || asks.set(false));
        asks.get().then(|| {
            view! {
                <div class="banner banner--warning" role="alert">
                    <span class="kern-icon kern-icon--warning" aria-hidden="true"></span>
                    <p class="banner__text">{t.discard_question}</p>
                    <div class="banner__actions">{discard} {go_on}</div>
                </div>
            }
        })
    });
    // The review stays as it is while it is shown once more and while it is taken in.
    let stands = crate::ui::kit::memo(move || match client.phase.get() {
        Phase::Review | Phase::Redone | Phase::TakingIn => Stands::Review,
        Phase::Working(_) => Stands::Working,
        Phase::Done => Stands::Done,
        Phase::Refused(_) => Stands::Refused,
        Phase::Failed => Stands::Failed,
    });
    let content = live(move || match stands.get() {
        Stands::Working => working(client),
        Stands::Review => parts(client),
        Stands::Done => receipt::receipt(client),
        Stands::Refused => files::refused(client),
        Stands::Failed => failed(client),
    });
    view! {
        <Modal wide=true on_close=close>
            <div
                class="kern-dialog__body intake"
                aria-busy=move || client.is_busy.get().to_string()
                inert=move || client.phase.get() == Phase::TakingIn
            >
                {discard} {refusals(app)} {content}
            </div>
            {live(move || (stands.get() == Stands::Review).then(|| footer(client, close)))}
        </Modal>
    }
    .into_any()
}

#[derive(Clone, Copy, PartialEq)]
enum Stands {
    Working,
    Review,
    Done,
    Refused,
    Failed,
}

fn working(client: Client) -> AnyView {
    let language = client.app.spoken();
    let stage = move || match client.phase.get() {
        Phase::Working(stage) => words::stage(language, stage),
        _ => "",
    };
    view! {
        <p role="status">{stage}</p>
        <p>
            <Button label=client.app.texts().words().cancel message=|| Msg::CloseDialog rank="secondary" focused=true />
        </p>
    }
    .into_any()
}

fn failed(client: Client) -> AnyView {
    let t = client.app.texts().intake();
    view! {
        <div class="banner banner--danger" role="alert">
            <span class="kern-icon kern-icon--danger" aria-hidden="true"></span>
            <p class="banner__text">{t.failed}</p>
            <div class="banner__actions">
                <Button label=t.again message=move || client.begin() rank="secondary" focused=true />
            </div>
        </div>
    }
    .into_any()
}

fn parts(client: Client) -> AnyView {
    let t = client.app.texts().intake();
    let redone = move || if client.phase.get() == Phase::Redone { t.redone } else { "" };
    view! {
        <p role="status" class="intake__redone">{redone}</p>
        {files::files(client)}
        {files::target(client)}
        {columns::columns(client)}
        {questions::questions(client)}
        {rows::difference(client)}
    }
    .into_any()
}

/// What happens at the end, and the buttons for it.
fn footer(client: Client, close: Callback<()>) -> AnyView {
    let (app, language) = (client.app, client.app.spoken());
    let t = app.texts().intake();
    let counts = client.slice(|report| {
        let comes_in = |state: &RowState| matches!(state, RowState::New | RowState::Changed);
        let counts = report.counts.iter().filter(|(state, _)| comes_in(state)).copied();
        (report.is_empty, counts.collect::<Vec<_>>())
    });
    let says = move || match (client.phase.get(), counts.get()) {
        (Phase::TakingIn, _) => t.taking_in.to_owned(),
        (_, (true, _)) => t.nothing_new.to_owned(),
        (_, (false, counts)) => words::counted(language, &counts),
    };
    let disabled = Signal::derive(move || {
        client.is_busy.get()
            || client.phase.get() == Phase::TakingIn
            || counts.with(|(is_empty, _)| *is_empty)
    });
    let look = ButtonLook { large: true, disabled, ..ButtonLook::new(t.take_in, "primary", "") };
    let cancel = ButtonLook { large: true, ..ButtonLook::new(app.texts().words().cancel, "tertiary", "") };
    view! {
        <div class="kern-dialog__footer intake__footer">
            <p role="status">{says}</p>
            {button(cancel, move || close.run(()))}
            {button(look, move || take_in(client))}
        </div>
    }
    .into_any()
}
