use std::{cell::RefCell, rc::Rc};

use gosmart::{
    browser::worker::LayoutWorker,
    layout::{Command, Event, PROTOCOL, Simulation},
};
use js_sys::Float64Array;
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{Undo, ring, script, until};

type Heard = Rc<RefCell<Vec<Event>>>;

fn start() -> (LayoutWorker, Heard) {
    let heard = Heard::default();
    let hears = Rc::clone(&heard);
    (LayoutWorker::start(move |event| hears.borrow_mut().push(event)), heard)
}

fn has_settled(heard: &Heard) -> bool {
    heard.borrow().iter().any(|event| matches!(event, Event::Settled { .. }))
}

/// What the engine comes to without any worker around it.
fn at_rest(count: u32) -> Vec<f64> {
    let mut simulation = Simulation::new(&ring(count));
    while !simulation.step() {}
    simulation.positions().to_vec()
}

/// In place of `Worker`, one that does nothing by itself: `window.fake` shows what it was told and says to the
/// page whatever a test puts into its mouth.
struct FakeWorker {
    _undo: Undo,
}

impl FakeWorker {
    fn install() -> Self {
        let undo = Undo::of(
            "const own = window.Worker;
             window.Worker = class {
               constructor(address, options) {
                 Object.assign(this, { address, options, told: [], ended: false, onmessage: null, onerror: null });
                 window.fake = this;
               }
               postMessage(message) { this.told.push(`${message[0]} ${message[1]}`); }
               terminate() { this.ended = true; }
             };
             return () => { window.Worker = own; delete window.fake; };",
        );
        Self { _undo: undo }
    }

    fn told(&self) -> String {
        script("return fake.told.join(', ')", &[]).as_string().unwrap()
    }

    fn says(&self, kind: &str, revision: u32, numbers: &[f64]) {
        let numbers = Float64Array::from(numbers);
        let body = "fake.onmessage({ data: [given[0], given[1], given[2]] })";
        script(body, &[&kind.into(), &revision.into(), numbers.as_ref()]);
    }

    fn breaks(&self) {
        script("fake.onerror(new ErrorEvent('error', { cancelable: true }))", &[]);
    }

    fn has_ended(&self) -> bool {
        script("return fake.ended && !fake.onmessage && !fake.onerror", &[]).is_truthy()
    }
}

#[test]
async fn without_the_workers_file_the_page_comes_to_the_same_places() {
    let (worker, heard) = start();
    worker.send(Command::Start { revision: 1, input: ring(30) });
    until("rest", || has_settled(&heard)).await;
    let settled = heard.borrow().last().cloned();
    assert_eq!(settled, Some(Event::Settled { revision: 1, positions: at_rest(30) }));
}

#[test]
async fn a_new_start_ends_the_one_before_on_the_page() {
    let (worker, heard) = start();
    worker.send(Command::Start { revision: 1, input: ring(400) });
    until("a first frame", || !heard.borrow().is_empty()).await;
    worker.send(Command::Start { revision: 2, input: ring(12) });
    heard.borrow_mut().clear();
    until("rest", || has_settled(&heard)).await;
    let is_newest = |event: &Event| {
        matches!(event, Event::Frame { revision: 2, .. } | Event::Settled { revision: 2, .. })
    };
    assert!(heard.borrow().iter().all(is_newest));
    assert_eq!(heard.borrow().last(), Some(&Event::Settled { revision: 2, positions: at_rest(12) }));
}

#[test]
async fn nothing_is_heard_of_an_engine_on_the_page_that_was_dropped() {
    let (dropped, heard) = start();
    dropped.send(Command::Start { revision: 1, input: ring(400) });
    until("a first frame", || !heard.borrow().is_empty()).await;
    drop(dropped);
    heard.borrow_mut().clear();
    // The same work again: when it is done, the dropped engine would have been heard.
    let (other, other_heard) = start();
    other.send(Command::Start { revision: 1, input: ring(400) });
    until("rest", || has_settled(&other_heard)).await;
    assert_eq!(*heard.borrow(), []);
    assert_eq!(Rc::strong_count(&heard), 1, "nobody is left to call back");
}

#[test]
fn commands_wait_until_the_worker_is_ready() {
    let fake = FakeWorker::install();
    let (worker, _heard) = start();
    worker.send(Command::Start { revision: 1, input: ring(3) });
    worker.send(Command::Pin { revision: 1, index: 0, x: 1.0, y: 2.0 });
    assert_eq!(fake.told(), "");
    fake.says("ready", PROTOCOL, &[]);
    assert_eq!(fake.told(), "start 1, pin 1");
    worker.send(Command::Stop { revision: 1 });
    assert_eq!(fake.told(), "start 1, pin 1, stop 1");
}

#[test]
fn answers_to_earlier_starts_and_foreign_words_are_dropped() {
    let fake = FakeWorker::install();
    let (worker, heard) = start();
    fake.says("ready", PROTOCOL, &[]);
    worker.send(Command::Start { revision: 1, input: ring(1) });
    worker.send(Command::Start { revision: 2, input: ring(1) });
    fake.says("frame", 1, &[1.0, 1.0]);
    fake.says("settled", 1, &[1.0, 1.0]);
    fake.says("greeting", 2, &[]);
    assert_eq!(*heard.borrow(), []);
    fake.says("settled", 2, &[2.0, 3.0]);
    assert_eq!(*heard.borrow(), [Event::Settled { revision: 2, positions: vec![2.0, 3.0] }]);
}

#[test]
async fn the_page_takes_over_from_the_worker_of_another_build() {
    let fake = FakeWorker::install();
    let (worker, heard) = start();
    worker.send(Command::Start { revision: 1, input: ring(12) });
    fake.says("ready", PROTOCOL + 1, &[]);
    assert!(fake.has_ended());
    assert_eq!(fake.told(), "");
    until("rest", || has_settled(&heard)).await;
    assert_eq!(heard.borrow().last(), Some(&Event::Settled { revision: 1, positions: at_rest(12) }));
}

#[test]
fn a_worker_that_breaks_down_on_the_way_is_reported() {
    let fake = FakeWorker::install();
    let (worker, heard) = start();
    fake.says("ready", PROTOCOL, &[]);
    worker.send(Command::Start { revision: 4, input: ring(3) });
    fake.breaks();
    assert_eq!(*heard.borrow(), [Event::Failed { revision: 4 }]);
    assert!(fake.has_ended());
}

#[test]
fn dropping_ends_the_worker() {
    let fake = FakeWorker::install();
    let (worker, heard) = start();
    fake.says("ready", PROTOCOL, &[]);
    assert!(!fake.has_ended());
    drop(worker);
    assert!(fake.has_ended());
    assert_eq!(Rc::strong_count(&heard), 1, "nobody is left to call back");
}

#[test]
fn the_layout_is_the_same_to_the_bit_as_natively() {
    assert_eq!(crate::bits::report(), include_str!("../shared/bits.txt"));
}
