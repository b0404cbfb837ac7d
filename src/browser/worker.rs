//! The layout in a worker of its own, and the same layout in time slices on the page where none can start.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use js_sys::{Array, Date, Float64Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::layout::{Command, Envelope, Event, PROTOCOL, Runner};

/// What the build calls the worker's script, beside the page.
const ADDRESS: &str = "./layout-worker_loader.js";

/// How long the engine runs at a stretch, and how long it then lets others run.
#[derive(Clone, Copy)]
struct Pace {
    slice_millis: f64,
    pause_millis: f64,
}

const IN_WORKER: Pace = Pace { slice_millis: 14.0, pause_millis: 0.0 };
const ON_PAGE: Pace = Pace { slice_millis: 7.0, pause_millis: 9.0 };

/// A running layout engine. Dropping it ends the worker; nothing is reported afterwards.
pub struct LayoutWorker {
    bridge: Rc<Bridge>,
}

impl LayoutWorker {
    /// Starts the engine. `on_event` hears of the newest `Start` only: answers to older ones are dropped.
    pub fn start(on_event: impl Fn(Event) + 'static) -> Self {
        let bridge = Rc::new_cyclic(|weak| Bridge {
            on_event: Box::new(on_event),
            revision: Cell::new(0),
            engine: RefCell::new(match RemoteWorker::start(weak) {
                Ok(worker) => Engine::Starting { worker, waiting: Vec::new() },
                Err(_) => Engine::Page(on_page(weak)),
            }),
        });
        Self { bridge }
    }

    pub fn send(&self, command: Command) {
        self.bridge.send(command);
    }
}

struct Bridge {
    on_event: Box<dyn Fn(Event)>,
    /// Of the last `Start`.
    revision: Cell<u32>,
    engine: RefCell<Engine>,
}

enum Engine {
    /// Not yet heard from; what is sent now would be lost.
    Starting {
        worker: RemoteWorker,
        waiting: Vec<Command>,
    },
    Worker(RemoteWorker),
    Page(Rc<Pump>),
}

impl Bridge {
    fn send(&self, command: Command) {
        if let Command::Start { revision, .. } = &command {
            self.revision.set(*revision);
        }
        match &mut *self.engine.borrow_mut() {
            Engine::Starting { waiting, .. } => waiting.push(command),
            Engine::Worker(worker) => worker.send(&command),
            Engine::Page(pump) => pump.accept(command),
        }
    }

    fn receive(self: &Rc<Self>, event: Event) {
        match event {
            Event::Ready { protocol: PROTOCOL } => self.ready(),
            // The file of another build.
            Event::Ready { .. } => self.broken(),
            Event::Frame { revision, .. } | Event::Settled { revision, .. } | Event::Failed { revision } => {
                if revision == self.revision.get() {
                    (self.on_event)(event);
                }
            }
        }
    }

    fn ready(&self) {
        let engine = &mut *self.engine.borrow_mut();
        if let Engine::Starting { worker, waiting } = engine {
            for command in waiting.drain(..) {
                worker.send(&command);
            }
            let worker = worker.clone();
            *engine = Engine::Worker(worker);
        }
    }

    /// A worker that does not start is replaced unnoticed; one that breaks down on the way is reported.
    fn broken(self: &Rc<Self>) {
        let page = Engine::Page(on_page(&Rc::downgrade(self)));
        let before = std::mem::replace(&mut *self.engine.borrow_mut(), page);
        if let Engine::Starting { waiting, .. } = before {
            for command in waiting {
                self.send(command);
            }
        } else {
            (self.on_event)(Event::Failed { revision: self.revision.get() });
        }
    }
}

fn on_page(bridge: &Weak<Bridge>) -> Rc<Pump> {
    let bridge = bridge.clone();
    Pump::new(ON_PAGE, move |event| {
        if let Some(bridge) = bridge.upgrade() {
            bridge.receive(event);
        }
    })
}

/// The worker with its listeners; the last clone to go ends it.
#[derive(Clone)]
struct RemoteWorker(Rc<Listening>);

struct Listening {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

impl RemoteWorker {
    fn start(bridge: &Weak<Bridge>) -> Result<Self, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(ADDRESS, &options)?;
        let hears = bridge.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            let event = unpack(&message.data())
                .and_then(|(kind, revision, numbers)| Event::read(&kind, revision, numbers));
            if let (Some(bridge), Some(event)) = (hears.upgrade(), event) {
                bridge.receive(event);
            }
        });
        let breaks = bridge.clone();
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |error: ErrorEvent| {
            error.prevent_default();
            if let Some(bridge) = breaks.upgrade() {
                bridge.broken();
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self(Rc::new(Listening { worker, _on_message: on_message, _on_error: on_error })))
    }

    fn send(&self, command: &Command) {
        let (message, transfer) = pack(&command.to_envelope());
        // Fails only for what cannot be cloned, and numbers always can.
        let _ = self.0.worker.post_message_with_transfer(&message, &transfer);
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// The worker's side: says that it is ready, then answers commands until it is ended.
pub fn serve() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let answers = scope.clone();
    let post = move |event: Event| {
        let (message, transfer) = pack(&event.into_envelope());
        // As above.
        let _ = answers.post_message_with_transfer(&message, &transfer);
    };
    post(Event::Ready { protocol: PROTOCOL });
    let pump = Pump::new(IN_WORKER, post);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        let Some((kind, revision, numbers)) = unpack(&message.data()) else { return };
        match Command::read(&kind, revision, &numbers) {
            Some(command) => pump.accept(command),
            None => (pump.emit)(Event::Failed { revision }),
        }
    });
    // Lives as long as the worker.
    scope.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
}

/// Word, revision and numbers, the numbers handed over rather than copied.
fn pack(envelope: &Envelope) -> (Array, Array) {
    let numbers = Float64Array::from(envelope.numbers.as_slice());
    let message = Array::of3(&envelope.kind.into(), &envelope.revision.into(), &numbers);
    (message, Array::of1(&numbers.buffer()))
}

fn unpack(message: &JsValue) -> Option<(String, u32, Vec<f64>)> {
    let parts = message.dyn_ref::<Array>()?;
    let numbers = parts.get(2).dyn_into::<Float64Array>().ok()?;
    Some((parts.get(0).as_string()?, parts.get(1).as_f64()? as u32, numbers.to_vec()))
}

/// Runs the engine in slices by timer, as long as there is work.
struct Pump {
    runner: RefCell<Runner>,
    emit: Box<dyn Fn(Event)>,
    pace: Pace,
    turn: Closure<dyn FnMut()>,
    timer: RefCell<Option<JsValue>>,
}

impl Pump {
    fn new(pace: Pace, emit: impl Fn(Event) + 'static) -> Rc<Self> {
        Rc::new_cyclic(|weak: &Weak<Self>| {
            let pump = weak.clone();
            let turn = Closure::new(move || {
                if let Some(pump) = pump.upgrade() {
                    pump.turn();
                }
            });
            let runner = RefCell::new(Runner::default());
            Self { runner, emit: Box::new(emit), pace, turn, timer: RefCell::new(None) }
        })
    }

    fn accept(&self, command: Command) {
        self.runner.borrow_mut().accept(command);
        self.schedule();
    }

    fn turn(&self) {
        self.timer.take();
        let end = Date::now() + self.pace.slice_millis;
        let event = self.runner.borrow_mut().turn(|| Date::now() < end);
        if let Some(event) = event {
            (self.emit)(event);
        }
        self.schedule();
    }

    fn schedule(&self) {
        if self.runner.borrow().is_running() && self.timer.borrow().is_none() {
            let arguments = Array::of2(self.turn.as_ref(), &self.pace.pause_millis.into());
            *self.timer.borrow_mut() = call_global("setTimeout", &arguments);
        }
    }
}

impl Drop for Pump {
    fn drop(&mut self) {
        if let Some(timer) = self.timer.take() {
            call_global("clearTimeout", &Array::of1(&timer));
        }
    }
}

/// The timer functions of page and worker alike, which web-sys knows under two types.
fn call_global(name: &str, arguments: &Array) -> Option<JsValue> {
    let global = js_sys::global();
    let function = Reflect::get(&global, &name.into()).ok()?.dyn_into::<Function>().ok()?;
    function.apply(&global, arguments).ok()
}
