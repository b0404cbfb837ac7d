//! The page's side of an import: what it asks the worker, and what it has been told.

use std::{collections::VecDeque, rc::Rc, sync::Arc};

use leptos::prelude::*;

use crate::{
    app::IncomingFile,
    browser::{
        clock, files, page,
        worker::{CONVERTER_SCRIPT, JobWorker},
    },
    doors, exchange,
    intake::{Answer, Ask, FileReport, IntakeJob, NamedFile, Opening, Present, Report, Stage},
    job::{Command, Event},
    model::{Id, Network},
    store::Preference,
    ui::context::{App, Shared},
};

/// There is one import at a time, and it is the worker's one job.
const JOB: u32 = 1;
/// The heading of what changes.
pub(super) const DIFFERENCE: &str = "intake-difference";
/// So many lists are remembered.
const REMEMBERED: usize = 20;

/// What the files become.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Awaited {
    /// A network of their own.
    Network(Id),
    /// A part of the present one.
    Part,
}

/// An import that is under way.
#[derive(Clone, Copy)]
pub(super) struct Client {
    pub(super) app: App,
    pub(super) files: StoredValue<Arc<Vec<IncomingFile>>>,
    pub(super) phase: RwSignal<Phase>,
    /// Whether an answer is awaited.
    pub(super) is_busy: RwSignal<bool>,
    /// What was told last.
    report: RwSignal<Shared<Report>>,
    /// Whether the files become a network of their own, instead of a part of the present one.
    pub(super) as_new: RwSignal<bool>,
    /// Whether somebody chose or decided anything that would be lost.
    pub(super) is_touched: RwSignal<bool>,
    /// The network that the difference was made from.
    pub(super) sent: StoredValue<Option<Arc<Network>>>,
    worker: StoredValue<Option<Rc<JobWorker<IntakeJob>>>, LocalStorage>,
    waiting: StoredValue<VecDeque<Ask>>,
    /// Whether what is being answered changes which columns there are.
    moves_places: StoredValue<bool>,
    /// What comes once a copy of the present network is kept.
    pub(super) awaited: RwSignal<Option<Awaited>>,
    /// Takes the changes when they come.
    taker: StoredValue<Option<Callback<Vec<String>>>>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Phase {
    Working(Stage),
    /// The difference is shown, and everything can be changed.
    Review,
    /// As `Review`, and the network has changed since it was last shown.
    Redone,
    /// The changes come, or are being made.
    TakingIn,
    Done,
    Refused(Vec<FileReport>),
    /// No worker does it.
    Failed,
}

impl Client {
    pub(super) fn start(app: App, files: Arc<Vec<IncomingFile>>) -> Self {
        let as_new = app.peek(|state| state.saving == crate::app::Saving::Untouched || state.is_read_only());
        let client = Self {
            app,
            files: StoredValue::new(files),
            phase: RwSignal::new(Phase::Working(Stage::Reading)),
            is_busy: RwSignal::new(true),
            report: RwSignal::new(Shared::new(Report::default())),
            as_new: RwSignal::new(as_new),
            is_touched: RwSignal::new(false),
            sent: StoredValue::new(None),
            worker: StoredValue::new_local(None),
            waiting: StoredValue::new(VecDeque::new()),
            moves_places: StoredValue::new(false),
            awaited: RwSignal::new(None),
            taker: StoredValue::new(None),
        };
        client.begin();
        client
    }

    /// Starts a worker, or another one where the last could not be had.
    pub(super) fn begin(self) {
        self.phase.set(Phase::Working(Stage::Reading));
        self.is_busy.set(true);
        // What was chosen went with the last worker.
        self.waiting.set_value(VecDeque::new());
        self.is_touched.set(false);
        let worker =
            JobWorker::start(&page::asset(CONVERTER_SCRIPT), &doors::READING, move |event| match event {
                Event::Done { output, .. } | Event::Progress { output, .. } => self.hear(output),
                Event::Failed { .. } => {
                    self.is_busy.try_set(false);
                    self.phase.try_set(Phase::Failed);
                }
                Event::Ready { .. } => {}
            });
        let files = self.files.get_value();
        let named = files.iter().map(|file| NamedFile { name: file.name.clone(), bytes: file.bytes.clone() });
        let input = Opening {
            files: named.collect(),
            present: self.present(),
            language: self.app.spoken().code().to_owned(),
            id_start: clock::new_id().to_string(),
            remembered: remembered(self.app),
        };
        worker.send(Command::Start { job: JOB, input });
        self.worker.set_value(Some(Rc::new(worker)));
    }

    /// What the files are held against.
    fn present(self) -> Present {
        let network = self.app.peek(|state| state.network.clone());
        let document = if self.as_new.get_untracked() { String::new() } else { exchange::store(&network) };
        self.sent.set_value(Some(network));
        Present { document }
    }

    /// Holds the files against the network as it is now.
    pub(super) fn compare_anew(self) {
        let present = self.present();
        self.ask(Ask::Present(present));
    }

    /// Whether the network is no longer the one that the difference was made from.
    pub(super) fn is_outdated(self) -> bool {
        let is_same = self.app.peek(|state| {
            self.sent.with_value(|sent| sent.as_ref().is_some_and(|sent| sent.same_records(&state.network)))
        });
        !self.as_new.get_untracked() && !is_same
    }

    /// One at a time: what is asked meanwhile waits, unless it may mean another column by then.
    pub(super) fn ask(self, ask: Ask) {
        if self.is_busy.get_untracked() {
            self.waiting.update_value(|waiting| {
                let moves = self.moves_places.get_value() || waiting.iter().any(Ask::changes_places);
                if !(moves && ask.is_about_a_place()) {
                    waiting.push_back(ask);
                }
            });
            return;
        }
        self.is_busy.set(true);
        self.moves_places.set_value(ask.changes_places());
        if let Some(worker) = self.worker.get_value() {
            worker.send(Command::Update { job: JOB, update: ask });
        }
    }

    /// Something that would be lost with the import.
    pub(super) fn choose(self, ask: Ask) {
        self.is_touched.set(true);
        self.ask(ask);
    }

    /// Asks for the changes, to be taken as they come.
    pub(super) fn fetch_changes(self, taker: Callback<Vec<String>>) {
        self.taker.set_value(Some(taker));
        self.ask(Ask::Changes);
    }

    fn hear(self, answer: Answer) {
        // The dialog was closed while the worker answered.
        if self.phase.try_get_untracked().is_none() {
            return;
        }
        if let Answer::Working(stage) = answer {
            // The last report stays while it is changed.
            if let Phase::Working(_) = self.phase.get_untracked() {
                self.phase.set(Phase::Working(stage));
            }
            return;
        }
        self.is_busy.set(false);
        match answer {
            Answer::Working(_) => {}
            Answer::Report(report) => {
                keep_focus();
                self.report.set(Shared::new(*report));
                if let Phase::Working(_) = self.phase.get_untracked() {
                    self.phase.set(Phase::Review);
                }
            }
            Answer::Refused(files) => self.phase.set(Phase::Refused(files)),
            Answer::Changes(documents) => {
                if let Some(taker) = self.taker.get_value() {
                    taker.run(documents);
                }
            }
            Answer::File(file) => {
                let downloaded = files::download(&file.file_name, &file.media_type, &file.bytes);
                if downloaded.is_err() {
                    let file_name = file.file_name;
                    let reported = crate::app::Reported::NotDownloaded { file_name, is_picture: false };
                    self.app.dispatch(crate::app::Msg::Report(reported));
                }
            }
        }
        if let Some(next) = self.waiting.try_update_value(VecDeque::pop_front).flatten() {
            self.ask(next);
        }
    }

    /// A part of what is told, that wakes its readers when it is another.
    pub(super) fn slice<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&Report) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        crate::ui::kit::memo(move || self.report.with(|report| read(report)))
    }

    pub(super) fn peek<T>(self, read: impl FnOnce(&Report) -> T) -> T {
        self.report.with_untracked(|report| read(report))
    }

    /// What undo calls it: the files by their names.
    pub(super) fn called(self) -> String {
        let names = self.files.with_value(|files| {
            files.iter().map(|file| file.name.clone()).filter(|name| !name.is_empty()).collect::<Vec<_>>()
        });
        if names.is_empty() { self.app.texts().intake().pasted.to_owned() } else { names.join(", ") }
    }
}

/// What is drawn anew under the focus gets it again, by its id; where it is gone, the heading above what changed.
fn keep_focus() {
    let focused = page::document().and_then(|document| document.active_element());
    let Some(id) = focused.map(|element| element.id()).filter(|id| !id.is_empty()) else { return };
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        if !page::has_focus(&id) {
            page::focus(if page::element(&id).is_some() { &id } else { DIFFERENCE });
        }
    });
}

/// How lists were understood before, by their headers.
fn remembered(app: App) -> Vec<(String, String)> {
    let text = app.runner().store().local.preference(Preference::Columns);
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Keeps how this one was understood, for the next with the same headers.
pub(super) fn remember(client: Client) {
    let (headers, choices) = client.peek(|report| (report.headers.clone(), report.choices.clone()));
    if headers.is_empty() {
        return;
    }
    let mut lists = remembered(client.app);
    lists.retain(|(known, _)| *known != headers);
    lists.push((headers, choices));
    let first = lists.len().saturating_sub(REMEMBERED);
    if let Ok(text) = serde_json::to_string(&lists[first..]) {
        client.app.runner().store().local.keep_preference(Preference::Columns, &text);
    }
}
