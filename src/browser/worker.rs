//! A long job in a worker of its own, and the same job in time slices on the page where none can start.

mod crossing;
mod pump;

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::{
    job::{Command, CommandOf, Event, EventOf, FailureReason, Job, PROTOCOL},
    layout::LayoutJob,
};

use crossing::{Transferable, pack, unpack};
use pump::{IN_WORKER, ON_PAGE, Pump};

pub type LayoutWorker = JobWorker<LayoutJob>;

/// What the build calls the layout worker's script.
pub const LAYOUT_SCRIPT: &str = "layout-worker_loader.js";

/// A worker for one kind of job. Dropping it ends the worker; nothing is reported afterwards.
pub struct JobWorker<Kind: Job> {
    bridge: Rc<Bridge<Kind>>,
}

impl<Kind: Job<Payload: Transferable> + 'static> JobWorker<Kind> {
    /// Starts the worker whose script lies at an address. `on_event` hears of the newest `Start` only, and of that
    /// no more once it is cancelled.
    pub fn start(script: &str, on_event: impl Fn(EventOf<Kind>) + 'static) -> Self {
        let bridge = Rc::new_cyclic(|weak| Bridge {
            on_event: Box::new(on_event),
            job: Cell::new(None),
            engine: RefCell::new(match RemoteWorker::start(script, weak) {
                Ok(worker) => Engine::Starting { worker, waiting: Vec::new() },
                Err(_) => Engine::Page(on_page(weak)),
            }),
        });
        Self { bridge }
    }

    pub fn send(&self, command: CommandOf<Kind>) {
        self.bridge.send(command);
    }
}

struct Bridge<Kind: Job> {
    on_event: Box<dyn Fn(EventOf<Kind>)>,
    /// The one started last, until it is cancelled.
    job: Cell<Option<u32>>,
    engine: RefCell<Engine<Kind>>,
}

enum Engine<Kind: Job> {
    /// Not yet heard from; what is sent now would be lost.
    Starting {
        worker: RemoteWorker,
        waiting: Vec<CommandOf<Kind>>,
    },
    Worker(RemoteWorker),
    Page(Rc<Pump<Kind>>),
}

impl<Kind: Job<Payload: Transferable> + 'static> Bridge<Kind> {
    fn send(&self, command: CommandOf<Kind>) {
        match &command {
            Command::Start { job, .. } => self.job.set(Some(*job)),
            Command::Cancel { job } if self.job.get() == Some(*job) => self.job.set(None),
            _ => {}
        }
        match &mut *self.engine.borrow_mut() {
            Engine::Starting { waiting, .. } => waiting.push(command),
            Engine::Worker(worker) => worker.send::<Kind>(command),
            Engine::Page(pump) => pump.accept(command),
        }
    }

    fn receive(self: &Rc<Self>, event: EventOf<Kind>) {
        match event {
            Event::Ready { protocol: PROTOCOL } => self.ready(),
            // The file of another build.
            Event::Ready { .. } => self.broken(FailureReason::WorkerBroken),
            Event::Progress { job, .. } | Event::Done { job, .. } if self.job.get() == Some(job) => {
                (self.on_event)(event);
            }
            Event::Failed { job, reason } if self.job.get() == Some(job) => self.broken(reason),
            _ => {}
        }
    }

    fn ready(&self) {
        let engine = &mut *self.engine.borrow_mut();
        if let Engine::Starting { worker, waiting } = engine {
            for command in waiting.drain(..) {
                worker.send::<Kind>(command);
            }
            let worker = worker.clone();
            *engine = Engine::Worker(worker);
        }
    }

    /// From now on the page does the work. A worker that does not start is replaced unnoticed; what one was doing
    /// that fails on the way is lost, which is reported.
    fn broken(self: &Rc<Self>, reason: FailureReason) {
        let page = Engine::Page(on_page(&Rc::downgrade(self)));
        let before = std::mem::replace(&mut *self.engine.borrow_mut(), page);
        if let Engine::Starting { waiting, .. } = before {
            for command in waiting {
                self.send(command);
            }
        } else if let Some(job) = self.job.get() {
            (self.on_event)(Event::Failed { job, reason });
        }
    }
}

fn on_page<Kind: Job<Payload: Transferable> + 'static>(bridge: &Weak<Bridge<Kind>>) -> Rc<Pump<Kind>> {
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
    fn start<Kind>(script: &str, bridge: &Weak<Bridge<Kind>>) -> Result<Self, JsValue>
    where
        Kind: Job<Payload: Transferable> + 'static,
    {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(script, &options)?;
        let hears = bridge.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            let event = unpack::<Kind::Payload>(&message.data()).and_then(Event::read);
            if let (Some(bridge), Some(event)) = (hears.upgrade(), event) {
                bridge.receive(event);
            }
        });
        let breaks = bridge.clone();
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |error: ErrorEvent| {
            error.prevent_default();
            if let Some(bridge) = breaks.upgrade() {
                bridge.broken(FailureReason::WorkerBroken);
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self(Rc::new(Listening { worker, _on_message: on_message, _on_error: on_error })))
    }

    fn send<Kind: Job<Payload: Transferable>>(&self, command: CommandOf<Kind>) {
        let (message, transfer) = pack::<Kind::Payload>(&command.into_envelope(Kind::KIND));
        // Fails only for what cannot be cloned, and typed arrays always can.
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

/// The worker's side: says that it is ready, then does jobs of one kind until it is ended.
pub fn serve<Kind: Job<Payload: Transferable> + 'static>() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
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
