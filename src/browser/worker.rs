//! A long job in a worker of its own, and the same job in time slices on the page where none can start.

#[cfg(feature = "ui")]
mod client;
mod crossing;
mod pump;

use js_sys::global;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::job::{Event, EventOf, Job, PROTOCOL};

#[cfg(feature = "ui")]
pub use client::{
    CONVERTER_SCRIPT, JobWorker, LayoutWorker, PAGE_LAYOUT, PAGE_ROLES, PAGE_TEAMS, PageEngine, RolesWorker,
    SCRIPT, TeamWorker,
};
use crossing::{Transferable, pack, unpack};
use pump::{IN_WORKER, Pump};

/// Which kind of job the page started this worker for; empty outside of a worker.
pub fn kind() -> String {
    global().dyn_into::<DedicatedWorkerGlobalScope>().map(|scope| scope.name()).unwrap_or_default()
}

/// The worker's side: says that it is ready, then does jobs of one kind until it is ended.
pub fn serve<Kind: Job<Payload: Transferable> + 'static>() {
    let Ok(scope) = global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let answers = scope.clone();
    let post = move |event: EventOf<Kind>| {
        let (message, transfer) = pack::<Kind::Payload>(&event.into_envelope());
        // As above.
        let _ = answers.post_message_with_transfer(&message, &transfer);
    };
    post(Event::Ready { protocol: PROTOCOL });
    let pump = Pump::<Kind>::new(IN_WORKER, post);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        if let Some(envelope) = unpack(&message.data()) {
            pump.receive(envelope);
        }
    });
    // Lives as long as the worker.
    scope.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
}
