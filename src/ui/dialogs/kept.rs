//! Earlier states: which there are, what changed since, and data that could not be read.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::Msg,
    browser::clock,
    doors::EARLIER,
    i18n,
    store::{Kept, Reason},
};

use crate::ui::{
    context::App,
    kit::{Button, ButtonLook, CollectAny, Modal, button, live},
};

pub(super) fn kept(app: App) -> impl IntoView {
    let t = app.texts().earlier();
    let kept = app.slice(|state| state.kept.clone());
    let list = move || {
        kept.get().map(|kept| {
            if kept.is_empty() {
                view! { <p>{t.nothing}</p> }.into_any()
            } else {
                let rows = kept.into_iter().map(|kept| row(app, kept)).collect_any();
                view! { <ul role="list" class="kept">{rows}</ul> }.into_any()
            }
        })
    };
    view! {
        <Modal>
            <div class="kern-dialog__body">
                <p class="dialog__lead">{t.meaning}</p>
                {list}
            </div>
        </Modal>
    }
}

fn row(app: App, kept: Kept) -> impl IntoView {
    let (language, t) = (app.spoken(), app.texts());
    let Kept { name, kept_at, reason, title, counts } = kept;
    let is_unreadable = reason == Reason::Unreadable;
    let when = clock::day_and_time(kept_at, language);
    let title = match title.trim() {
        _ if is_unreadable => t.earlier().unreadable,
        "" => t.shell().untitled,
        title => title,
    };
    let contents = counts.filter(|_| !is_unreadable).map(|counts| i18n::earlier::contents(language, counts));
    let details: Vec<String> =
        [title.to_owned()].into_iter().chain(contents).map(|text| i18n::Name(&text).to_string()).collect();
    let label = if is_unreadable { t.saving().download_unreadable } else { t.earlier().look };
    let icon_name = if is_unreadable { "download" } else { "visibility" };
    let (shown, compared, removed) = (name.clone(), name.clone(), name);
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
            view! { <Button label=t.earlier().remove message=message focused=true /> }.into_any()
        }
    };
    view! {
        <li class="kept__row">
            <span class="kept__name">
                {when} " – " {i18n::earlier::reason(language, reason)}
                <span class="kept__when">{details.join(", ")}</span>
            </span>
            <Button label=label message=move || Msg::LookAtKept { name: shown.clone() } icon_name=icon_name />
            {remove}
            {(!is_unreadable).then(|| what_changed(app, compared))}
        </li>
    }
}

/// Reads an earlier state when it is asked for, and says what is not as it was.
fn what_changed(app: App, name: String) -> impl IntoView {
    let t = app.texts().earlier();
    let told = RwSignal::new(None::<Vec<String>>);
    let look = ButtonLook::new(t.what_changed, "tertiary", "");
    let ask = move || {
        told.set(Some(vec![t.reading.to_owned()]));
        let name = name.clone();
        spawn_local(async move {
            let store = app.runner().store().clone();
            let sentences = match EARLIER.open().await {
                Ok(earlier) => match (earlier.read)(store, name).await {
                    Ok(then) => {
                        let now = app.peek(|state| state.network.clone());
                        i18n::earlier::changes(app.spoken(), &then, &now)
                    }
                    Err(_) => vec![t.not_readable.to_owned()],
                },
                Err(_) => vec![app.texts().shell().not_loaded.to_owned()],
            };
            // The dialog may be closed by now.
            told.try_set(Some(sentences));
        });
    };
    let sentences = move || {
        let sentences = told.get().unwrap_or_default();
        sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_any()
    };
    view! {
        {button(look, ask)}
        <div class="kept__changes" role="status">
            {live(sentences)}
        </div>
    }
}
