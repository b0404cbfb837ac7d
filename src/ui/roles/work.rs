//! The engine's answer, which a large network waits for.

use std::cell::RefCell;

use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::{
    browser::{
        page,
        worker::{self, RolesWorker},
    },
    doors,
    query::roles::Contacts,
    roles::{Command, Event, RoleOutput},
    ui::{
        context::{App, Shared},
        kit::{ButtonLook, button, effect, memo, optional},
    },
};

#[derive(Clone, PartialEq)]
pub(super) enum Answer {
    Working,
    Found(Shared<RoleOutput>),
    Stopped,
    Failed,
}

/// What is worked out for the page that stands; the worker ends with the page.
#[derive(Clone, Copy)]
pub(super) struct Work {
    contacts: Memo<Shared<Contacts>>,
    pub(super) answer: RwSignal<Answer>,
    /// From 0 to 100, once a job takes its time.
    percent: RwSignal<Option<u8>>,
    worker: StoredValue<Option<RolesWorker>, LocalStorage>,
    /// The number of the newest job, and what it is about.
    job: StoredValue<(u32, Shared<Contacts>)>,
}

type Known = (Shared<Contacts>, Shared<RoleOutput>);

/// One for each audience of what leaves the page.
const MOST_KNOWN: usize = 3;

thread_local! {
    /// Whoever comes back to a page or a picture need not wait again. The latest first.
    static KNOWN: RefCell<Vec<Known>> = const { RefCell::new(Vec::new()) };
}

/// What was worked out of the same contacts before.
pub(super) fn known(contacts: &Contacts) -> Option<Shared<RoleOutput>> {
    KNOWN
        .with_borrow(|known| known.iter().find(|(of, _)| **of == *contacts).map(|(_, output)| output.clone()))
}

fn keep(contacts: Shared<Contacts>, output: Shared<RoleOutput>) {
    KNOWN.with_borrow_mut(|known| {
        known.insert(0, (contacts, output));
        known.truncate(MOST_KNOWN);
    });
}

/// Works out what is not known of these contacts, for a picture that waits for it; gives up where that fails.
pub(super) async fn work_out(contacts: Contacts) {
    if known(&contacts).is_some() {
        return;
    }
    let input = contacts.input();
    let contacts = Shared::new(contacts);
    let mut worker = None;
    let ended = Promise::new(&mut |end, _| {
        let contacts = contacts.clone();
        let hear = move |event| {
            match event {
                Event::Done { output, .. } => keep(contacts.clone(), Shared::new(output)),
                Event::Failed { .. } => {}
                Event::Progress { .. } | Event::Ready { .. } => return,
            }
            // A function of the browser's own that only notes the end.
            let _ = end.call0(&JsValue::NULL);
        };
        worker = Some(start(hear));
    });
    if let Some(worker) = &worker {
        worker.send(Command::Start { job: 1, input });
    }
    let _ = JsFuture::from(ended).await;
}

fn start(hear: impl Fn(Event) + 'static) -> RolesWorker {
    RolesWorker::start(&page::asset(worker::SCRIPT), &doors::ROLE_ENGINE, hear)
}

impl Work {
    /// Begins, and begins anew when contacts change.
    pub(super) fn new(contacts: Memo<Shared<Contacts>>) -> Self {
        let work = Self {
            contacts,
            answer: RwSignal::new(Answer::Working),
            percent: RwSignal::new(None),
            worker: StoredValue::new_local(None),
            job: StoredValue::new((0, contacts.get_untracked())),
        };
        effect(move || {
            contacts.track();
            work.begin();
        });
        work
    }

    fn begin(self) {
        let contacts = self.contacts.get_untracked();
        self.percent.set(None);
        if let Some(output) = known(&contacts) {
            // What is said of other contacts comes too late.
            self.cancel();
            self.answer.set(Answer::Found(output));
            return;
        }
        self.answer.set(Answer::Working);
        let job = self.job.with_value(|(job, _)| job + 1);
        let input = contacts.input();
        self.job.set_value((job, contacts));
        self.worker.update_value(|worker| {
            let worker = worker.get_or_insert_with(|| start(move |event| self.hear(event)));
            worker.send(Command::Start { job, input });
        });
    }

    fn hear(self, event: Event) {
        match event {
            Event::Progress { share, .. } => self.percent.set(Some((100.0 * share) as u8)),
            Event::Done { output, .. } => {
                let output = Shared::new(output);
                let (_, contacts) = self.job.get_value();
                keep(contacts, output.clone());
                self.percent.set(None);
                self.answer.set(Answer::Found(output));
            }
            Event::Failed { .. } => {
                // The next try starts one anew.
                self.worker.set_value(None);
                self.end(Answer::Failed);
            }
            Event::Ready { .. } => {}
        }
    }

    fn cancel(self) {
        let (job, _) = self.job.get_value();
        self.worker.with_value(|worker| {
            if let Some(worker) = worker {
                worker.send(Command::Cancel { job });
            }
        });
    }

    fn stop(self) {
        self.cancel();
        self.end(Answer::Stopped);
    }

    fn end(self, answer: Answer) {
        self.percent.set(None);
        self.answer.set(answer);
    }

    pub(super) fn found(self) -> Option<Shared<RoleOutput>> {
        match self.answer.get() {
            Answer::Found(output) => Some(output),
            _ => None,
        }
    }

    /// How far it is, with a way out; or that it was ended, with a way back in. Nothing once the answer is there. The
    /// focus of a button that vanishes goes to the element with this id.
    pub(super) fn state(self, app: App, focus: &'static str) -> AnyView {
        let t = app.texts();
        let sentence = move || match self.answer.get() {
            Answer::Working if app.printing.get().is_some() => t.roles().not_on_paper,
            Answer::Working => t.roles().working,
            Answer::Found(_) => "",
            Answer::Stopped => t.roles().stopped,
            Answer::Failed => t.roles().failed,
        };
        let takes_long = memo(move || self.percent.get().is_some());
        let progress = optional(move || {
            takes_long.get().then(|| {
                let look = ButtonLook::new(t.words().cancel, "tertiary", "close");
                view! {
                    <progress
                        class="roles-work__bar"
                        aria-label=t.graph().progress
                        max="100"
                        prop:value=move || f64::from(self.percent.get().unwrap_or(0))
                    ></progress>
                    {button(look, move || {
                        self.stop();
                        page::focus(focus);
                    })}
                }
            })
        });
        let again = optional(move || {
            matches!(self.answer.get(), Answer::Stopped | Answer::Failed).then(|| {
                let look = ButtonLook::new(t.roles().again, "secondary", "");
                button(look, move || {
                    self.begin();
                    page::focus(focus);
                })
            })
        });
        view! {
            <div class="roles-work cluster">
                <p role="status">{sentence}</p>
                {progress}
                {again}
            </div>
        }
        .into_any()
    }
}
