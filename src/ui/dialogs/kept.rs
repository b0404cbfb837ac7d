//! What is kept beside the network: those that were replaced, and data that could not be read.

use leptos::prelude::*;

use crate::{app::Msg, browser::clock, store::Kept};

use crate::ui::{
    context::App,
    kit::{Button, CollectAny, Modal},
};

pub(super) fn kept(app: App) -> impl IntoView {
    let t = app.texts().saving();
    let kept = app.slice(|state| state.kept.clone());
    let list = move || {
        kept.get().map(|kept| {
            if kept.is_empty() {
                view! { <p>{t.nothing_kept}</p> }.into_any()
            } else {
                let rows = kept.into_iter().map(|kept| row(app, kept)).collect_any();
                view! { <ul role="list" class="kept">{rows}</ul> }.into_any()
            }
        })
    };
    view! {
        <Modal>
            <div class="kern-dialog__body">
                <p class="dialog__lead">{t.kept_meaning}</p>
                {list}
            </div>
        </Modal>
    }
}

fn row(app: App, kept: Kept) -> impl IntoView {
    let t = app.texts();
    let title = match kept.title.trim() {
        _ if kept.is_unreadable => t.saving().unreadable_kept,
        "" => t.shell().untitled,
        title => title,
    };
    let when = clock::day_and_time(kept.kept_at, app.spoken());
    let label = if kept.is_unreadable { t.saving().download_unreadable } else { t.saving().look };
    let icon_name = if kept.is_unreadable { "download" } else { "visibility" };
    let (shown, removed) = (kept.name.clone(), kept.name);
    let deletes = RwSignal::new(false);
    let remove = move || match deletes.get() {
        // Nothing brings it back, so the first press only asks.
        false => {
            view! { <Button label=t.words().delete message=move || deletes.set(true) rank="tertiary" /> }
                .into_any()
        }
        true => {
            let name = removed.clone();
            let message = move || Msg::RemoveKept { name: name.clone() };
            view! { <Button label=t.saving().remove message=message focused=true /> }.into_any()
        }
    };
    view! {
        <li class="kept__row">
            <span class="kept__name">{title.to_owned()} <span class="kept__when">{when}</span></span>
            <Button label=label message=move || Msg::LookAtKept { name: shown.clone() } icon_name=icon_name />
            {remove}
        </li>
    }
}
