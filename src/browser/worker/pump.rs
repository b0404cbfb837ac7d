//! Runs a job in slices by timer, as long as there is work.

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

use js_sys::{Array, Date, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use crate::job::{Envelope, EventOf, Job, Runner};

/// How long the job runs at a stretch, and how long it then lets others run.
#[derive(Clone, Copy)]
pub(super) struct Pace {
    slice_millis: f64,
    pause_millis: f64,
}

pub(super) const IN_WORKER: Pace = Pace { slice_millis: 14.0, pause_millis: 0.0 };
#[cfg(feature = "ui")]
pub(super) const ON_PAGE: Pace = Pace { slice_millis: 7.0, pause_millis: 9.0 };

pub(super) struct Pump<Kind: Job> {
    runner: RefCell<Runner<Kind>>,
    emit: Box<dyn Fn(EventOf<Kind>)>,
    pace: Pace,
    turn: Closure<dyn FnMut()>,
    timer: RefCell<Option<JsValue>>,
}

impl<Kind: Job + 'static> Pump<Kind> {
    pub(super) fn new(pace: Pace, emit: impl Fn(EventOf<Kind>) + 'static) -> Rc<Self> {
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

    pub(super) fn receive(&self, envelope: Envelope<Kind::Payload>) {
        let answer = self.runner.borrow_mut().receive(envelope);
        if let Some(event) = answer {
            (self.emit)(event);
        }
        self.schedule();
    }

    #[cfg(feature = "ui")]
    pub(super) fn accept(&self, command: crate::job::CommandOf<Kind>) {
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

impl<Kind: Job> Drop for Pump<Kind> {
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
