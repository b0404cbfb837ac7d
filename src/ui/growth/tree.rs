//! What is said of the picture of who invited whom.

use leptos::prelude::*;

use crate::{
    app::{LayoutKind, View},
    browser::page,
    ui::{
        context::App,
        kit::{ButtonLook, button},
    },
};

pub(super) fn bar(app: App) -> AnyView {
    let t = app.texts().growth();
    let list = move || app.address.get().in_view(View::Growth).hash();
    let end = move || {
        app.ask(&|address| address.layout = LayoutKind::Network);
        page::focus("view-title");
    };
    view! {
        <section class="focus" aria-label=t.pictured>
            <p>
                <span role="status">{t.tree}</span>
                " "
                <a class="kern-link" href=list>{t.as_list}</a>
            </p>
            <div class="cluster">{button(ButtonLook::new(t.end_tree, "tertiary", ""), end)}</div>
        </section>
    }
    .into_any()
}
