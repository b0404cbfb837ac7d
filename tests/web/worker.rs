use std::{cell::RefCell, rc::Rc};

use gosmart::{
    browser::worker::{self, LayoutWorker},
    doors,
    job::{FailureReason, PROTOCOL},
    layout::{Command, Event, LayoutUpdate, Simulation},
};
use js_sys::Float64Array;
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{Undo, ring, script, until};

type Heard = Rc<RefCell<Vec<Event>>>;

fn start() -> (LayoutWorker, Heard) {
    let heard = Heard::default();
    let hears = Rc::clone(&heard);
    (LayoutWorker::start(worker::SCRIPT, &doors::LAYOUT, move |event| hears.borrow_mut().push(event)), heard)
}

fn is_done(heard: &Heard) -> bool {
    heard.borrow().iter().any(|event| matches!(event, Event::Done { .. }))
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
               postMessage(message, transfer) {
                 const isHandedOver = message[2] instanceof Float64Array && transfer[0] === message[2].buffer;
                 this.told.push(`${message[0]} ${message[1]}${isHandedOver ? '' : ' copied'}`);
               }
               terminate() { this.ended = true; }
             };
             return () => { window.Worker = own; delete window.fake; };",
        );
        Self { _undo: undo }
    }

    fn told(&self) -> String {
        script("return fake.told.join(', ')", &[]).as_string().unwrap()
    }

    /// In the shape that `ready` has in every protocol; what is missing counts as nothing.
    fn says(&self, word: &str, job: u32, numbers: &[f64]) {
        let numbers = Float64Array::from(numbers);
        script("fake.onmessage({ data: given })", &[&word.into(), &job.into(), numbers.as_ref()]);
    }

    fn fails(&self, job: u32, reason: &str) {
        let body = "fake.onmessage({ data: ['failed', given[0], new Float64Array(), 0, given[1]] })";
        script(body, &[&job.into(), &reason.into()]);
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
    worker.send(Command::Start { job: 1, input: ring(30) });
    until("rest", || is_done(&heard)).await;
    let last = heard.borrow().last().cloned();
    assert_eq!(last, Some(Event::Done { job: 1, output: at_rest(30) }));
}

#[test]
async fn a_new_start_ends_the_one_before_on_the_page() {
    let (worker, heard) = start();
    worker.send(Command::Start { job: 1, input: ring(400) });
    until("a first frame", || !heard.borrow().is_empty()).await;
    worker.send(Command::Start { job: 2, input: ring(12) });
    heard.borrow_mut().clear();
    until("rest", || is_done(&heard)).await;
    let is_newest =
        |event: &Event| matches!(event, Event::Progress { job: 2, .. } | Event::Done { job: 2, .. });
    assert!(heard.borrow().iter().all(is_newest));
    assert_eq!(heard.borrow().last(), Some(&Event::Done { job: 2, output: at_rest(12) }));
}

#[test]
async fn nothing_is_heard_of_an_engine_on_the_page_that_was_dropped() {
    let (dropped, heard) = start();
    dropped.send(Command::Start { job: 1, input: ring(400) });
    until("a first frame", || !heard.borrow().is_empty()).await;
    drop(dropped);
    heard.borrow_mut().clear();
    // The same work again: when it is done, the dropped engine would have been heard.
    let (other, other_heard) = start();
    other.send(Command::Start { job: 1, input: ring(400) });
    until("rest", || is_done(&other_heard)).await;
    assert_eq!(*heard.borrow(), []);
    assert_eq!(Rc::strong_count(&heard), 1, "nobody is left to call back");
}

#[test]
fn commands_wait_until_the_worker_is_ready() {
    let fake = FakeWorker::install();
    let (worker, _heard) = start();
    worker.send(Command::Start { job: 1, input: ring(3) });
    worker.send(Command::Update { job: 1, update: LayoutUpdate::Pin { index: 0, x: 1.0, y: 2.0 } });
    assert_eq!(fake.told(), "");
    assert_eq!(script("return fake.options.name", &[]).as_string().as_deref(), Some("layout"));
    fake.says("ready", PROTOCOL, &[]);
    assert_eq!(fake.told(), "start 1, update 1");
    worker.send(Command::Cancel { job: 1 });
    assert_eq!(fake.told(), "start 1, update 1, cancel 1");
}

#[test]
fn answers_to_earlier_starts_and_foreign_words_are_dropped() {
    let fake = FakeWorker::install();
    let (worker, heard) = start();
    fake.says("ready", PROTOCOL, &[]);
    worker.send(Command::Start { job: 1, input: ring(1) });
    worker.send(Command::Start { job: 2, input: ring(1) });
    fake.says("progress", 1, &[1.0, 1.0]);
    fake.says("done", 1, &[1.0, 1.0]);
    fake.says("greeting", 2, &[]);
    assert_eq!(*heard.borrow(), []);
    fake.says("done", 2, &[2.0, 3.0]);
    assert_eq!(*heard.borrow(), [Event::Done { job: 2, output: vec![2.0, 3.0] }]);
}

#[test]
async fn the_page_takes_over_from_the_worker_of_another_build() {
    let fake = FakeWorker::install();
    let (worker, heard) = start();
    worker.send(Command::Start { job: 1, input: ring(12) });
    fake.says("ready", PROTOCOL + 1, &[]);
    assert!(fake.has_ended());
    assert_eq!(fake.told(), "");
    until("rest", || is_done(&heard)).await;
    assert_eq!(heard.borrow().last(), Some(&Event::Done { job: 1, output: at_rest(12) }));
}

#[test]
fn a_worker_that_breaks_down_on_the_way_is_reported() {
    let fake = FakeWorker::install();
    let (worker, heard) = start();
    fake.says("ready", PROTOCOL, &[]);
    worker.send(Command::Start { job: 4, input: ring(3) });
    fake.breaks();
    assert_eq!(*heard.borrow(), [Event::Failed { job: 4, reason: FailureReason::WorkerBroken }]);
    assert!(fake.has_ended());
}

#[test]
async fn the_page_takes_over_from_a_worker_that_does_not_understand() {
    let fake = FakeWorker::install();
    let (worker, heard) = start();
    fake.says("ready", PROTOCOL, &[]);
    worker.send(Command::Start { job: 4, input: ring(3) });
    fake.fails(3, "unknown kind");
    assert_eq!(*heard.borrow(), []);
    fake.fails(4, "unknown kind");
    assert_eq!(heard.take(), [Event::Failed { job: 4, reason: FailureReason::UnknownKind }]);
    assert!(fake.has_ended());
    worker.send(Command::Start { job: 5, input: ring(12) });
    until("rest", || is_done(&heard)).await;
    assert_eq!(heard.borrow().last(), Some(&Event::Done { job: 5, output: at_rest(12) }));
}

#[test]
fn nothing_is_heard_of_a_layout_that_was_cancelled() {
    let fake = FakeWorker::install();
    let (worker, heard) = start();
    fake.says("ready", PROTOCOL, &[]);
    worker.send(Command::Start { job: 1, input: ring(3) });
    worker.send(Command::Cancel { job: 1 });
    // On their way when the page cancelled.
    fake.says("progress", 1, &[1.0, 1.0]);
    fake.says("done", 1, &[1.0, 1.0]);
    fake.breaks();
    assert_eq!(*heard.borrow(), []);
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
