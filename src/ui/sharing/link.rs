//! The link that holds what a profile may see, and its QR code.

use leptos::{prelude::*, task::spawn_local};

use super::{
    DrawLink,
    dialog::{Part, to_copy},
    qr,
};
use crate::{
    app::{Address, LINK_LIMIT, hash_leading_to, hash_of_link},
    browser::{packing, page},
    exchange::{self, Counts, Header, Redacted},
    i18n,
    model::Network,
    ui::{
        context::App,
        kit::{effect, live, optional},
    },
};

/// In characters, of a link whose code a phone still reads from the screen of another.
const MOST_FROM_SCREEN: usize = 1_200;

/// What became of a link that was to be made.
#[derive(Clone, Debug, PartialEq)]
enum Link {
    Made(String),
    /// So many characters.
    TooLong(usize),
    NotSupported,
}

impl Part {
    /// What its readers will see.
    pub(super) fn of(&self, network: &Network) -> (Redacted, Counts) {
        let part = exchange::redact(network, self.profile).excerpt(self.choice.as_ref());
        let counts = exchange::counts(&part);
        (part, counts)
    }
}

async fn make(part: &Redacted, header: Header<'_>, leads_to: Option<&Address>) -> Link {
    let Some(bytes) = packing::pack(exchange::write_short(part, header).as_bytes()).await else {
        return Link::NotSupported;
    };
    let hash = leads_to.map_or_else(|| hash_of_link(&bytes), |address| hash_leading_to(&bytes, address));
    let link = page::own_address() + &hash;
    if link.len() > LINK_LIMIT { Link::TooLong(link.len()) } else { Link::Made(link) }
}

pub(super) fn panel(app: App, asked: Memo<Part>) -> AnyView {
    let made = made(app, asked);
    view! {
        <div role="status">{optional(move || Some(said(app, asked.get_untracked(), made.get())))}</div>
        {optional(move || match made.get()?.0 {
            Link::Made(link) => Some(shown(app, app.texts().sharing().link, link)),
            _ => None,
        })}
    }
    .into_any()
}

/// Made anew whenever something else is asked for; nothing while it is being made.
fn made(app: App, asked: Memo<Part>) -> RwSignal<Option<(Link, Counts)>> {
    let made = RwSignal::new(None);
    let network = app.network.get_untracked();
    effect(move || {
        let (asks, network) = (asked.get(), network.clone());
        made.set(None);
        spawn_local(async move {
            let (part, counts) = asks.of(&network);
            let link = make(&part, Header::default(), None).await;
            // The dialog may be gone by now, or something else be asked for.
            if asked.try_get_untracked().as_ref() == Some(&asks) {
                made.try_set(Some((link, counts)));
            }
        });
    });
    made
}

/// What became of the link, in words.
fn said(app: App, asked: Part, made: Option<(Link, Counts)>) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().sharing());
    let Some((link, counts)) = made else { return view! { <p>{t.making}</p> }.into_any() };
    let length = match link {
        Link::Made(link) => i18n::sharing::length(language, link.chars().count()),
        Link::TooLong(length) => i18n::sharing::too_long(language, length),
        Link::NotSupported => t.not_supported.to_owned(),
    };
    view! {
        <p>{i18n::sharing::seen(language, &counts, asked.profile)}</p>
        <p>{length}</p>
    }
    .into_any()
}

pub(super) fn shown(app: App, label: &'static str, link: String) -> AnyView {
    let t = app.texts().sharing();
    let code = qr::panel(app, &link);
    view! {
        {to_copy(app, "share-link", label, t.copy, 1, Signal::stored(link), || ())}
        {code}
    }
    .into_any()
}

/// Draws a link that holds a part of a network and leads to an address in it, once it is made; nothing where it would be
/// too long.
pub(super) fn leading_to(part: Redacted, address: Address, draw: DrawLink) -> AnyView {
    let made = RwSignal::new(None);
    spawn_local(async move {
        made.try_set(Some(make(&part, Header::default(), Some(&address)).await));
    });
    optional(move || match made.get() {
        Some(Link::Made(link)) => Some(draw(link)),
        _ => None,
    })
}

/// The link that holds what somebody sends in about itself; `copied` is told that it was taken along.
pub(super) fn packet(app: App, part: Redacted, by: String, copied: Callback<()>) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().sharing());
    let made = RwSignal::new(None);
    spawn_local(async move {
        made.try_set(Some(make(&part, Header { by: Some(&by), ..Header::default() }, None).await));
    });
    live(move || match made.get() {
        None => view! { <p role="status">{t.making}</p> }.into_any(),
        Some(Link::TooLong(length)) => {
            view! { <p>{i18n::sharing::too_long(language, length)}</p> }.into_any()
        }
        Some(Link::NotSupported) => view! { <p>{t.not_supported}</p> }.into_any(),
        Some(Link::Made(link)) => {
            let code = if link.len() > MOST_FROM_SCREEN {
                let sentence = i18n::sharing::too_long_for_qr(language, MOST_FROM_SCREEN);
                view! { <p class="muted">{sentence}</p> }.into_any()
            } else {
                qr::panel(app, &link)
            };
            view! {
                {to_copy(app, "share-link", t.link, t.copy, 1, Signal::stored(link), move || copied.run(()))}
                {code}
            }
            .into_any()
        }
    })
}
