//! Newer editions of the published map, for those who have changed something in an earlier one.

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicBool, Ordering},
};

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{Dialog, Edition, Msg, Preview, Source, fingerprint, map_named_by},
    browser::{files, page},
    doors,
};

use super::{context::App, kit::effect};

/// The edition that somebody has not answered to. It outlives the page as it is drawn in one language.
static NEWER: OnceLock<ArcRwSignal<Option<Newer>>> = OnceLock::new();
static HAS_LOOKED: AtomicBool = AtomicBool::new(false);

#[derive(Clone)]
struct Newer {
    map: Arc<Preview>,
    fingerprint: u64,
}

fn newer() -> ArcRwSignal<Option<Newer>> {
    NEWER.get_or_init(|| ArcRwSignal::new(None)).clone()
}

/// Looks once, when it is known what one's own network is, and weighs again what was looked at.
pub(super) fn listen(app: App) {
    let is_ready = app.slice(|state| state.store.opening.is_none() && state.preview.is_none());
    effect(move || {
        if !is_ready.get() {
            return;
        }
        spawn_local(async move {
            if HAS_LOOKED.swap(true, Ordering::Relaxed) {
                let newer = newer().get_untracked();
                if let Some(newer) = newer {
                    weigh(app, newer).await;
                }
            } else {
                page::idle().await;
                look(app).await;
            }
        });
    });
}

/// Who has changed nothing sees the latest edition anyway. What fails is tried again at the next visit.
async fn look(app: App) -> Option<()> {
    let id = app.peek(|state| state.has_own().then(|| state.network.about.id.clone()))?;
    let address = map_named_by(&files::site().await?)?;
    let text = files::text_at(&address).await?;
    let fingerprint = fingerprint(&text);
    if app.runner().store().local.edition(&id) == Some(compared(app, fingerprint)) {
        return None;
    }
    let reader = doors::READER.open().await.ok()?;
    let source = Source::Published { names: vec![address] };
    let read = (reader.file)(text.as_bytes(), source.file_name()).ok()?;
    // A newer version of the page comes first.
    if read.newer {
        return None;
    }
    weigh(app, Newer { map: Arc::new(Preview::new(source, read)), fingerprint }).await
}

/// An edition, and the saved state of one's own network with which it was compared: who undoes a merge is asked again.
fn compared(app: App, fingerprint: u64) -> String {
    let token = app.peek(|state| state.store.head.as_ref().map(|head| head.token.clone()));
    format!("{fingerprint:x} {}", token.unwrap_or_default())
}

/// Tells of an edition, or remembers that there is nothing to tell.
async fn weigh(app: App, edition: Newer) -> Option<()> {
    let merging = doors::MERGING.open().await.ok()?;
    let own = app.peek(|state| state.network.clone());
    let is_news = (merging.is_news)(&own, &edition.map.network);
    if !is_news {
        app.runner().store().local.keep_edition(&own.about.id, &compared(app, edition.fingerprint));
    }
    newer().set(is_news.then_some(edition));
    Some(())
}

/// What is to be said of the edition, while nothing else is looked at.
pub(super) fn told(app: App) -> impl Fn() -> Option<Edition> + Send {
    let is_own = app.slice(|state| state.preview.is_none());
    move || newer().get().filter(|_| is_own.get()).map(|newer| newer.map.edition.clone())
}

/// Shows it, and perhaps what would come of both.
pub(super) fn look_at(app: App, merges: bool) {
    let Some(Newer { map, .. }) = newer().get_untracked() else { return };
    app.dispatch(Msg::LookAt(Box::new(Preview::clone(&map))));
    if merges {
        app.dispatch(Msg::Open(Dialog::Merge));
    }
}

/// Until the next visit.
pub(super) fn put_off() {
    let focus = page::keep_focus();
    newer().set(None);
    spawn_local(focus);
}
