//! Which files came, how their letters are read, and where they go.

use leptos::prelude::*;

use super::{
    client::{Client, Phase},
    select,
};
use crate::{
    app::{IncomingFile, Msg, Saving, Source},
    i18n::intake as words,
    intake::{Ask, FileReport},
    ui::kit::{Button, ButtonLook, CollectAny, button, icon, live},
};

/// Nothing of what came can be read.
pub(super) fn refused(client: Client) -> AnyView {
    let t = client.app.texts().intake();
    let files = match client.phase.get_untracked() {
        Phase::Refused(files) => files,
        _ => Vec::new(),
    };
    view! {
        <div class="stack" role="alert">
            {files.into_iter().enumerate().map(|(place, file)| refusal(client, place, file)).collect_any()}
        </div>
        <p>
            <Button label=t.choose_files message=|| Msg::PickFile rank="primary" icon_name="drive-folder-upload" focused=true />
        </p>
    }
    .into_any()
}

/// What a file is not read for, and the way to read it by itself where there is one.
fn refusal(client: Client, place: usize, file: FileReport) -> AnyView {
    let t = client.app.texts().intake();
    let open = file.waits.then(|| {
        let look = ButtonLook {
            spoken: Some(format!("{} {}", t.open_it, file.name)),
            ..ButtonLook::new(t.open_it, "secondary", "")
        };
        button(look, move || open_alone(client, place))
    });
    let tone = if file.waits { "banner" } else { "banner banner--danger" };
    view! {
        <div class=tone>
            {icon(if file.waits { "info" } else { "danger" })}
            <p class="banner__text">
                <bdi>{file.name}</bdi> ": " {file.refused}
            </p>
            <div class="banner__actions">{open}</div>
        </div>
    }
    .into_any()
}

fn open_alone(client: Client, place: usize) {
    let Some(IncomingFile { name, bytes }) = client.files.with_value(|files| files.get(place).cloned())
    else {
        return;
    };
    client.app.dispatch(Msg::CloseDialog);
    client.app.dispatch(Msg::FileChosen { source: Source::File { name }, bytes });
}

pub(super) fn files(client: Client) -> AnyView {
    let files = client.slice(|report| report.files.clone());
    live(move || {
        let files = files.get().into_iter().enumerate();
        files.map(|(place, file)| one(client, place, file)).collect_any()
    })
}

fn one(client: Client, place: usize, file: FileReport) -> AnyView {
    if !file.refused.is_empty() {
        return refusal(client, place, file);
    }
    let (language, t) = (client.app.spoken(), client.app.texts().intake());
    let number = u32::try_from(place).unwrap_or(u32::MAX);
    let name = if file.name.is_empty() { t.pasted.to_owned() } else { file.name.clone() };
    let encoding = (!file.encodings.is_empty()).then(|| {
        let choose = move |encoding| client.choose(Ask::Encoding { file: number, encoding });
        let label = format!("{} {name}", t.encoding);
        select(format!("encoding-{place}"), label, false, &file.encodings, &file.encoding, choose)
    });
    let twice = (file.encoded_twice > 0).then(|| {
        let id = format!("heal-{place}");
        let heal = move |event| client.choose(Ask::Heal { file: number, heals: event_target_checked(&event) });
        view! {
            <div class="kern-form-check">
                <input id=id.clone() type="checkbox" class="kern-form-check__checkbox" checked=file.heals on:change=heal />
                <label class="kern-label" for=id>{words::encoded_twice(language, file.encoded_twice)}</label>
            </div>
        }
    });
    view! {
        <div class="intake__file">
            <p>
                <strong><bdi>{name.clone()}</bdi></strong> " " <span class="muted">{file.format.clone()}</span>
            </p>
            {encoding} {twice}
        </div>
    }
    .into_any()
}

/// Into which network. Of the example nobody wants a copy with their own list in it.
pub(super) fn target(client: Client) -> AnyView {
    let (app, language) = (client.app, client.app.spoken());
    let t = app.texts().intake();
    let title = app.peek(|state| state.network.about.title.clone());
    let only_new = app.peek(|state| state.is_read_only());
    let is_example = app.peek(|state| state.saving == Saving::Untouched);
    let what_stays = if is_example { "" } else { t.as_new_text };
    let radio = move |id: &'static str, label: String, hint: &'static str, is_new: bool, disabled: bool| {
        let choose = move |_| {
            client.as_new.set(is_new);
            client.compare_anew();
        };
        view! {
            <div class="kern-form-check">
                <input
                    id=id
                    type="radio"
                    name="intake-target"
                    class="kern-form-check__radio"
                    disabled=disabled
                    prop:checked=move || client.as_new.get() == is_new
                    on:change=choose
                />
                <label class="kern-label" for=id>
                    {label}
                    <span class="muted intake__hint">{hint}</span>
                </label>
            </div>
        }
    };
    view! {
        <fieldset class="intake__target">
            <legend class="kern-label">{t.where_to}</legend>
            {radio("target-present", words::into(language, &title), "", false, only_new)}
            {radio("target-new", t.as_new.to_owned(), what_stays, true, false)}
        </fieldset>
    }
    .into_any()
}
