//! Standing in for parts of the browser, and waiting for others.

use gloo_timers::future::TimeoutFuture;
use gosmart::{
    layout::{EdgeInput, LayoutInput, NodeInput},
    model::{Actor, Competency, Network, Offer, Stamp},
};
use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue};

/// Runs JavaScript that needs abilities which web-sys hides or does not have.
pub fn script(body: &str, arguments: &[&JsValue]) -> JsValue {
    let arguments: Array = arguments.iter().map(|&argument| argument.clone()).collect();
    Function::new_with_args("...given", body).apply(&JsValue::UNDEFINED, &arguments).unwrap()
}

/// Undoes on drop what a script did to the page: the script returns the function that does so.
pub struct Undo(Function);

impl Undo {
    pub fn of(body: &str) -> Self {
        Self(script(body, &[]).unchecked_into())
    }
}

impl Drop for Undo {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::UNDEFINED);
    }
}

/// Waits until something is so; far longer than it ever takes, so that only a fault runs into the end.
pub async fn until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..1_000 {
        if is_so() {
            return;
        }
        TimeoutFuture::new(5).await;
    }
    panic!("in vain awaited: {what}");
}

/// Actors in a chain, each offering a competency of its own and the one of the next.
pub fn network(actors: usize) -> Network {
    let mut network = Network::new("test".into());
    for number in 0..actors {
        let [actor, competency] = ["a", "c"].map(|kind| format!("{kind}{number}"));
        network.put(Actor::new(actor.as_str().into(), format!("Akteur {number} für Straßen")), Stamp(1));
        network.put(Competency::new(competency.as_str().into(), format!("Können {number}")), Stamp(1));
        for offered in [number, (number + 1) % actors] {
            let id = format!("o{number}-{offered}");
            let offer = Offer::new(id.as_str().into(), actor.as_str(), format!("c{offered}").as_str());
            network.put(offer, Stamp(1));
        }
    }
    network
}

/// A ring of nodes without places.
pub fn ring(count: u32) -> LayoutInput {
    let node = NodeInput { radius: 10.0, ..NodeInput::default() };
    LayoutInput {
        nodes: vec![node; count as usize],
        edges: (0..count).map(|from| EdgeInput { from, to: (from + 1) % count, weight: 1.0 }).collect(),
        seed: 7,
        ..LayoutInput::default()
    }
}
