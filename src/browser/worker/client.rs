//! The page's side: starts the worker and stands in for it.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::{
    browser::spawn,
    doors::Door,
    job::{Command, CommandOf, Event, EventOf, FailureReason, Job, PROTOCOL},
    layout::LayoutJob,
    roles::RolesJob,
    teams::TeamJob,
};

use super::{
    crossing::{Transferable, pack, unpack},
    pump::{ON_PAGE, Pump},
};

type Emit<Kind> = Box<dyn Fn(EventOf<Kind>)>;

/// What is behind the door of an engine on the page.
pub struct PageEngine<Kind: Job> {
    start: fn(Emit<Kind>) -> Rc<dyn Engaged<Kind>>,
}

pub const PAGE_LAYOUT: PageEngine<LayoutJob> = PageEngine { start: |emit| Pump::new(ON_PAGE, emit) };
pub const PAGE_ROLES: PageEngine<RolesJob> = PageEngine { start: |emit| Pump::new(ON_PAGE, emit) };
pub const PAGE_TEAMS: PageEngine<TeamJob> = PageEngine { start: |emit| Pump::new(ON_PAGE, emit) };

/// Does jobs of one kind.
trait Engaged<Kind: Job> {
    fn accept(&self, command: CommandOf<Kind>);
}

impl<Kind: Job + 'static> Engaged<Kind> for Pump<Kind> {
    fn accept(&self, command: CommandOf<Kind>) {
        Pump::accept(self, command);
    }
}

pub type LayoutWorker = JobWorker<LayoutJob>;
pub type RolesWorker = JobWorker<RolesJob>;
pub type TeamWorker = JobWorker<TeamJob>;

/// What the build calls the script of the worker, which does jobs of any kind.
pub const SCRIPT: &str = "worker_loader.js";
/// That of the worker that makes files of other programs.
pub const CONVERTER_SCRIPT: &str = "converter_loader.js";

/// A worker for one kind of job. Dropping it ends the worker; nothing is reported afterwards.
pub struct JobWorker<Kind: Job + 'static> {
    bridge: Rc<Bridge<Kind>>,
}

impl<Kind: Job<Payload: Transferable> + 'static> JobWorker<Kind> {
    /// Starts the worker whose script lies at an address. `on_event` hears of the newest `Start` only, and of that
    /// no more once it is cancelled. Behind the door is the job on the page, should the worker not start.
    pub fn start(
        script: &str,
        on_page: &'static Door<PageEngine<Kind>>,
        on_event: impl Fn(EventOf<Kind>) + 'static,
    ) -> Self {
        let bridge = Rc::new_cyclic(|weak| Bridge {
            on_event: Box::new(on_event),
            on_page,
            job: Cell::new(None),
            engine: RefCell::new(Engine::Starting {
                worker: RemoteWorker::start(script, weak).ok(),
                waiting: Vec::new(),
            }),
        });
        if let Engine::Starting { worker: None, .. } = &*bridge.engine.borrow() {
            bridge.open_page_engine();
        }
        Self { bridge }
    }

    pub fn send(&self, command: CommandOf<Kind>) {
        self.bridge.send(command);
    }
}

struct Bridge<Kind: Job + 'static> {
    on_event: Emit<Kind>,
    on_page: &'static Door<PageEngine<Kind>>,
    /// The one started last, until it is cancelled.
    job: Cell<Option<u32>>,
    engine: RefCell<Engine<Kind>>,
}

enum Engine<Kind: Job> {
    /// Not yet heard from; what is sent now would be lost. Without a worker the page's engine is being loaded.
    Starting {
        worker: Option<RemoteWorker>,
        waiting: Vec<CommandOf<Kind>>,
    },
    Worker(RemoteWorker),
    Page(Rc<dyn Engaged<Kind>>),
    /// The page's could not be loaded; what is sent next tries again.
    Closed,
}

impl<Kind: Job<Payload: Transferable> + 'static> Bridge<Kind> {
    fn send(self: &Rc<Self>, command: CommandOf<Kind>) {
        match &command {
            Command::Start { job, .. } => self.job.set(Some(*job)),
            Command::Cancel { job } if self.job.get() == Some(*job) => self.job.set(None),
            _ => {}
        }
        match &mut *self.engine.borrow_mut() {
            Engine::Starting { waiting, .. } => waiting.push(command),
            Engine::Worker(worker) => worker.send::<Kind>(command),
            Engine::Page(engine) => engine.accept(command),
            engine @ Engine::Closed => {
                *engine = Engine::Starting { worker: None, waiting: vec![command] };
                self.open_page_engine();
            }
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
        if let Engine::Starting { worker: Some(worker), waiting } = engine {
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
        let before = {
            let mut engine = self.engine.borrow_mut();
            let waiting = match &mut *engine {
                Engine::Starting { waiting, .. } => std::mem::take(waiting),
                _ => Vec::new(),
            };
            std::mem::replace(&mut *engine, Engine::Starting { worker: None, waiting })
        };
        self.open_page_engine();
        if let (Engine::Worker(_) | Engine::Page(_), Some(job)) = (before, self.job.get()) {
            (self.on_event)(Event::Failed { job, reason });
        }
    }

    /// Nobody does the job.
    fn fail(&self) {
        *self.engine.borrow_mut() = Engine::Closed;
        if let Some(job) = self.job.take() {
            (self.on_event)(Event::Failed { job, reason: FailureReason::NoEngine });
        }
    }

    fn open_page_engine(self: &Rc<Self>) {
        let bridge = Rc::downgrade(self);
        let door = self.on_page;
        spawn(async move {
            let engine = door.open().await;
            let Some(bridge) = bridge.upgrade() else { return };
            let Ok(engine) = engine else { return bridge.fail() };
            let weak = Rc::downgrade(&bridge);
            let engine = (engine.start)(Box::new(move |event| {
                if let Some(bridge) = weak.upgrade() {
                    bridge.receive(event);
                }
            }));
            let before = std::mem::replace(&mut *bridge.engine.borrow_mut(), Engine::Page(engine));
            if let Engine::Starting { waiting, .. } = before {
                for command in waiting {
                    bridge.send(command);
                }
            }
        });
    }
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
        options.set_name(Kind::KIND);
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
