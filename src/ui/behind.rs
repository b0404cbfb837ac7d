//! Draws what is behind a door: at once where it is open, else when it has been opened, and a sentence where it cannot
//! be.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::View,
    browser::page,
    doors::{AnyDoor, Door},
};

use super::{
    context::App,
    kit::{ButtonLook, Modal, button, live, view_title},
    shell,
};

/// A view. Until its door is open its title stands there.
pub(super) fn page<T: Sync>(
    app: App,
    view: View,
    door: &'static Door<T>,
    draw: impl Fn(&'static T) -> AnyView + Send + 'static,
) -> AnyView {
    let framed = move |sentence| {
        let title = view_title(view.title(app.spoken()));
        view! { <section class="page">{title} {sentence}</section> }.into_any()
    };
    drawn(app, Behind::new(door, draw), Box::new(framed))
}

/// A part of a view.
pub(super) fn part<T: Sync>(
    app: App,
    door: &'static Door<T>,
    draw: impl Fn(&'static T) -> AnyView + Send + 'static,
) -> AnyView {
    drawn(app, Behind::new(door, draw), Box::new(IntoAny::into_any))
}

/// A dialog. Until its door is open there is none.
pub(super) fn dialog<T: Sync>(
    app: App,
    door: &'static Door<T>,
    draw: impl Fn(&'static T) -> AnyView + Send + 'static,
) -> AnyView {
    let framed = |sentence: Option<AnyView>| sentence.map(|it| view! { <Modal>{it}</Modal> }).into_any();
    drawn(app, Behind::new(door, draw), Box::new(framed))
}

/// What is behind a door, whatever its table.
struct Behind {
    /// `None` until the door is open.
    draw: Box<dyn Fn() -> Option<AnyView> + Send>,
    door: &'static dyn AnyDoor,
}

impl Behind {
    fn new<T: Sync>(door: &'static Door<T>, draw: impl Fn(&'static T) -> AnyView + Send + 'static) -> Self {
        Self { draw: Box::new(move || door.opened().map(&draw)), door }
    }
}

/// `framed` stands in its place until it is there, with the sentence if it cannot be.
fn drawn(app: App, behind: Behind, framed: Box<dyn Fn(Option<AnyView>) -> AnyView + Send>) -> AnyView {
    if let Some(content) = (behind.draw)() {
        return content;
    }
    let Behind { draw, door } = behind;
    let is_open = app.is_open(door);
    let is_closed = RwSignal::new(false);
    let open = move || {
        is_closed.set(false);
        spawn_local(async move {
            let could_be_opened = app.open(door).await;
            let title = page::element("view-title").filter(|_| page::has_focus("view-title"));
            is_closed.try_set(!could_be_opened);
            if title.is_some() {
                shell::focus_new_heading(title).await;
            }
        });
    };
    open();
    live(move || {
        // Reads both, so that it is drawn anew when either changes.
        let (is_open, is_closed) = (is_open.get(), is_closed.get());
        let content = is_open.then(&draw).flatten();
        content.unwrap_or_else(|| framed(is_closed.then(|| cannot_be_opened(app, open))))
    })
}

fn cannot_be_opened(app: App, open: impl Fn() + 'static) -> AnyView {
    let t = app.texts().shell();
    view! {
        <div class="closed-door stack" role="alert">
            <p>{t.not_loaded}</p>
            <p>{button(ButtonLook::new(t.try_again, "secondary", ""), open)}</p>
        </div>
    }
    .into_any()
}
