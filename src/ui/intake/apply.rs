//! What the worker found becomes a step.

use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

use super::client::{Awaited, Client, Phase, remember};
use crate::{
    app::{Msg, Reported, Step, empty_network},
    browser::clock,
    exchange,
    model::{Change, Network, TableName},
    ui::{kit::effect, refusals::is_refusal},
};

/// Some milliseconds of changes.
const CHANGES_AT_ONCE: usize = 2_000;

/// Takes the import in, unless the network has changed since the difference was shown: then that is made anew.
pub(super) fn take_in(client: Client) {
    if client.is_outdated() {
        client.phase.set(Phase::Redone);
        client.compare_anew();
        return;
    }
    client.phase.set(Phase::TakingIn);
    let before = client.sent.get_value().filter(|_| !client.as_new.get_untracked());
    let is_new = before.is_none();
    let own = before.unwrap_or_else(|| Arc::new(begun(client)));
    client.fetch_changes(Callback::new(move |documents| {
        let own = own.clone();
        leptos::task::spawn_local(async move {
            let changes = changes(&own, documents).await;
            // The dialog went with a page that was built anew.
            if client.phase.try_get_untracked().is_none() {
                return;
            }
            match changes {
                Some(changes) if is_new => finish_new(client, &own, changes).await,
                Some(changes) => finish(client, own, changes),
                None => client.phase.set(Phase::Failed),
            }
        });
    }));
}

/// A network of their own for the files, called like the first of them.
fn begun(client: Client) -> Network {
    let name = client.called();
    let title = name.split(", ").next().unwrap_or_default();
    let title = title.rsplit_once('.').map_or(title, |(stem, _)| stem).to_owned();
    empty_network(title, clock::new_id(), client.app.spoken(), &clock::now())
}

/// The records that are new or changed, as changes. Between two documents the browser may do something else. `None`
/// where one cannot be read, which then is not ours.
async fn changes(own: &Network, documents: Vec<String>) -> Option<Vec<Change>> {
    let mut changes = Vec::new();
    for document in documents {
        let (part, _) = exchange::read_stored_part(&document)?;
        let about = own.about.id.clone();
        for record in part.tables().flat_map(|table| table.records()) {
            let is_title = record.table() == TableName::Network;
            // There is one title page, whatever its id; what the files do not say of it stays.
            let id = if is_title { &about } else { record.id() };
            let change = match own.get(record.table(), id) {
                Some(before) => Change::between(before, record),
                None => Change::add(record),
            };
            if let Change::Set { table, fields, .. } = change {
                let said = fields.into_iter().filter(|(_, value)| !is_title || !value.is_empty());
                let fields: Vec<_> = said.collect();
                if !fields.is_empty() {
                    changes.push(Change::Set { table, id: id.clone(), fields });
                }
            }
        }
        for (id, position) in
            part.positions.iter().filter(|(id, place)| own.positions.get(*id) != Some(place))
        {
            changes.push(Change::Place { id: id.clone(), position: Some(*position) });
        }
        TimeoutFuture::new(0).await;
    }
    Some(changes)
}

fn finish(client: Client, own: Arc<Network>, changes: Vec<Change>) {
    let app = client.app;
    let step = Step::Imported { from: client.called() };
    // An earlier refusal, or an earlier import, says nothing of this attempt.
    app.dispatch(Msg::DismissNotice);
    client.awaited.set(Some(Awaited::Part));
    app.dispatch(Msg::Submit { step, changes, seen: own });
}

async fn finish_new(client: Client, own: &Network, changes: Vec<Change>) {
    let app = client.app;
    let step = Step::Imported { from: client.called() };
    let mut network = own.clone();
    let mut changes = changes.into_iter().peekable();
    while changes.peek().is_some() {
        network.apply_all(changes.by_ref().take(CHANGES_AT_ONCE), clock::now().stamp());
        TimeoutFuture::new(0).await;
    }
    // The dialog went with a page that was built anew.
    if client.phase.try_get_untracked().is_none() {
        return;
    }
    app.dispatch(Msg::DismissNotice);
    client.awaited.set(Some(Awaited::Network(network.about.id.clone())));
    app.dispatch(Msg::Begin { step, network: Arc::new(network) });
}

/// Whether it came in, or was refused, which is said above.
fn arrive(client: Client, is_done: bool) {
    client.awaited.set(None);
    if is_done {
        remember(client);
        client.is_touched.set(false);
    }
    client.phase.set(if is_done { Phase::Done } else { Phase::Review });
}

/// Both come once a copy of the present network is kept.
pub(super) fn await_network(client: Client) {
    let app = client.app;
    let state = app.slice(|state| {
        let what = state.notice.as_ref().map(|notice| &notice.what);
        let is_refused = what.is_some_and(is_refusal);
        let is_in = matches!(what, Some(Reported::Did(Step::Imported { .. })));
        (state.network.about.id.clone(), is_refused, is_in, state.store.waits_for_copy())
    });
    effect(move || {
        let (id, is_refused, is_in, waits) = state.get();
        match client.awaited.get() {
            Some(Awaited::Network(awaited)) if awaited == id => arrive(client, true),
            Some(Awaited::Part) if is_in => arrive(client, true),
            Some(_) if is_refused => arrive(client, false),
            // Nothing was new.
            Some(Awaited::Part) if !waits => arrive(client, false),
            _ => {}
        }
    });
}
