//! What somebody has ticked off comes back to whom keeps the network, as a contribution does.

use leptos::{prelude::*, task::spawn_local};

use super::Shown;
use crate::{
    app::evening::packet_of,
    browser::{clock, files, share::Sharable},
    doors,
    exchange::{self, Header, NATIVE, Profile},
    i18n,
    model::Id,
    ui::{
        behind,
        kit::{ButtonLook, button, memo, optional},
    },
};

pub(super) fn part(shown: Shown) -> AnyView {
    let app = shown.app;
    let t = app.texts().evening();
    let is_open = RwSignal::new(false);
    let me = app.slice(|state| state.me().cloned());
    let mine = memo(move || me.get().filter(|me| shown.who.get().as_ref() == Some(me)));
    let ways = optional(move || {
        let me = mine.get().filter(|_| is_open.get())?;
        Some(ways(shown, &me))
    });
    let press = optional(move || {
        mine.get().map(|_| {
            let look = ButtonLook { large: true, ..ButtonLook::new(t.hand_in, "secondary", "mail") };
            button(look, move || is_open.update(|open| *open = !*open))
        })
    });
    view! { <div class="evening__hand-in stack">{press} {ways}</div> }.into_any()
}

fn ways(shown: Shown, me: &Id) -> AnyView {
    let (app, language) = (shown.app, shown.app.spoken());
    let t = app.texts().evening();
    let network = shown.network();
    let Some(meeting) = shown.meeting.get() else { return ().into_any() };
    let packet = packet_of(&network, &meeting.id, me);
    if packet.agreements.is_empty() {
        return view! { <p role="status">{t.nothing_to_hand_in}</p> }.into_any();
    }
    let now = clock::now();
    let (name, exported_at) = (shown.name(me), now.rfc3339());
    // It is one's own, and for whom keeps the network.
    let part = exchange::redact(&packet, Profile::Full);
    let header = Header { exported_at: Some(&exported_at), by: Some(&name) };
    let bytes = exchange::write(&part, header).into_bytes();
    let file_name = exchange::contribution_file_name(&name, &now.today);
    let done = RwSignal::new(None::<String>);
    let title = i18n::evening::share_title(language, &network.about.title);
    let as_text = file_name.replace(".json", ".txt");
    let names = [(&*file_name, NATIVE.media_type), (&*as_text, "text/plain")];
    let sharable = StoredValue::new_local(Sharable::new(&names, &title, &bytes));
    let can_share = sharable.with_value(Option::is_some);
    let share = move || {
        let Some(handed_on) = sharable.with_value(|it| it.as_ref().map(Sharable::share)) else { return };
        spawn_local(async move {
            if handed_on.await {
                done.try_set(Some(app.texts().contribute().shared.to_owned()));
            }
        });
    };
    let share = can_share.then(|| {
        let look = ButtonLook::new(app.texts().contribute().share, "primary", "open-in-new");
        button(ButtonLook { large: true, ..look }, share)
    });
    let rank = if can_share { "secondary" } else { "primary" };
    let save = move || {
        done.set(Some(match files::download(&file_name, NATIVE.media_type, &bytes) {
            Ok(()) => i18n::contribute::saved(language, &file_name),
            Err(_) => i18n::contribute::not_saved(language, &file_name),
        }));
    };
    let link = behind::part(app, &doors::SHARING, move |sharing| {
        (sharing.packet)(app, part.clone(), name.clone(), Callback::new(|()| ()))
    });
    view! {
        <p>{t.hand_in_hint}</p>
        <div class="cluster">
            {share}
            {button(ButtonLook { large: true, ..ButtonLook::new(t.save_file, rank, "download") }, save)}
        </div>
        <div role="status">{optional(move || done.get())}</div>
        {link}
    }
    .into_any()
}
