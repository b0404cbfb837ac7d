//! The link by which others enter themselves as invited by an actor.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{Address, Dialog, Msg, Saving, Source, State, View},
    browser::{page, share::Sharable},
    doors,
    exchange::{self, Profile},
    i18n,
    model::{Id, TableName},
    ui::{
        behind,
        context::App,
        copyable::{Copyable, copyable, languages},
        kit::{ButtonLook, Modal, button, live, optional},
    },
};

/// Where others see the map that is on the screen.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    /// At this address of the page. The actor may be missing there.
    At { address: String, knows: bool },
    /// Nowhere yet; this would be the file beside the page.
    Nowhere { file_name: String },
}

impl Place {
    fn of(state: &State, actor: &Id) -> Self {
        let network = state.shown();
        let published = |address: &str| page::address_of_published(address);
        match (state.preview.as_deref().map(|preview| &preview.source), &state.map) {
            (Some(Source::Published { names }), _) if names.len() == 1 => {
                Self::At { address: published(&names[0]), knows: true }
            }
            (None, Some(map)) if map.network.about.id == network.about.id => {
                Self::At { address: published(&map.address), knows: map.network.actors.contains(actor) }
            }
            // Everybody who has nothing of their own sees it.
            (Some(Source::Example), None) => Self::At { address: page::own_address(), knows: true },
            (None, None) if state.saving == Saving::Untouched && network.is_example() => {
                Self::At { address: page::own_address(), knows: true }
            }
            _ => Self::Nowhere { file_name: exchange::published_file_name(network, Profile::Public) },
        }
    }
}

pub(super) fn dialog(app: App, actor: Id) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().growth());
    let name = app.records.with_untracked(|network| network.name_of(TableName::Actors, &actor));
    let address = Address { record: Some(actor.clone()), ..Address::of(View::Invited) };
    let hash = address.hash();
    let place = app.peek(|state| Place::of(state, &actor));
    let inviter = name.clone();
    let body = match place {
        Place::At { address, knows } => view! {
            <p class="dialog__lead">{t.lead}</p>
            {(!knows).then(|| view! { <p class="form__note">{t.not_in_map}</p> })}
            {handed_on(app, inviter, address + &hash)}
        }
        .into_any(),
        Place::Nowhere { file_name } => {
            let link = page::address_of_published(&file_name) + &hash;
            let enclosed = enclosing(app, &actor, address, inviter.clone());
            let publish = move || app.dispatch(Msg::Open(Dialog::Share));
            view! {
                <p class="dialog__lead">{t.not_published}</p>
                <p>{button(ButtonLook::new(t.publish, "primary", ""), publish)}</p>
                <details class="growth-details">
                    <summary>{i18n::growth::is_published(language, &file_name)}</summary>
                    {handed_on(app, inviter, link)}
                </details>
                {enclosed}
            }
            .into_any()
        }
    };
    view! {
        <Modal wide=true title=i18n::growth::title(language, &name)>
            <div class="kern-dialog__body">{body}</div>
            <div class="kern-dialog__footer">
                {button(ButtonLook::new(app.texts().words().close, "tertiary", ""), move || app.dispatch(Msg::CloseDialog))}
            </div>
        </Modal>
    }
    .into_any()
}

/// A link that holds the map itself, where that is small, and says who invites to it.
fn enclosing(app: App, actor: &Id, address: Address, inviter: String) -> AnyView {
    let part = app.network.with_untracked(|network| exchange::redact(network, Profile::Public));
    if !part.actors.contains(actor) {
        return ().into_any();
    }
    let t = app.texts().growth();
    behind::part(app, &doors::SHARING, move |sharing| {
        let inviter = inviter.clone();
        let draw = move |link| {
            view! {
                <div class="growth-enclosed">
                    <p>{t.encloses}</p>
                    {handed_on(app, inviter.clone(), link)}
                </div>
            }
            .into_any()
        };
        (sharing.leading_to)(part.clone(), address.clone(), Box::new(draw))
    })
}

/// The link with its code, and words to send along.
fn handed_on(app: App, inviter: String, link: String) -> AnyView {
    let t = app.texts().growth();
    let title = app.records.with_untracked(|network| network.about.title.clone());
    let of_link = link.clone();
    let code =
        behind::part(app, &doors::SHARING, move |sharing| (sharing.link)(app, t.link, of_link.clone()));
    let language = RwSignal::new(app.spoken());
    let note = {
        let title = title.clone();
        move |language| i18n::growth::invitation(language, &inviter, &title, &link)
    };
    let shared = RwSignal::new(false);
    let text = live(move || {
        let Copyable { area, said, copy } = copyable(app, t.text.to_owned(), note(language.get()));
        let sharable = StoredValue::new_local(Sharable::of_text(&title, &note(language.get_untracked())));
        let share = move || {
            let Some(handed_on) = sharable.with_value(|it| it.as_ref().map(Sharable::share)) else { return };
            spawn_local(async move {
                if handed_on.await {
                    shared.try_set(true);
                }
            });
        };
        let share = sharable
            .with_value(Option::is_some)
            .then(|| button(ButtonLook::new(t.share, "primary", "open-in-new"), share));
        view! {
            <div lang=language.get_untracked().code()>{area}</div>
            <div class="cluster">{share} {button(ButtonLook::new(t.copy_text, "secondary", "content-copy"), copy)}</div>
            {said}
        }
    });
    view! {
        <div class="growth-invitation">
            <div>{code}</div>
            <div>
                <h3 class="kern-label">{t.text}</h3>
                {languages(t.language_of_text, language)}
                {text}
                <div role="status">{optional(move || shared.get().then(|| view! { <p>{t.shared}</p> }))}</div>
            </div>
        </div>
    }
    .into_any()
}
