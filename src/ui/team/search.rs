//! The search in its worker: begun anew when the question changes, ended by hand or after a time.

use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::Asked;
use crate::{
    browser::{
        clock, page,
        worker::{self, TeamWorker},
    },
    doors, i18n,
    query::{
        matches::fresh_since_day,
        team::{Question, Team, TeamOptions},
    },
    teams::{Command, Event, TeamOutput},
    ui::{
        context::{App, Shared},
        kit::{ButtonLook, button, effect, focus_soon, live, memo, optional},
    },
};

/// A search that takes longer is ended; the best team by then stands, with what is proven of it.
const LIMIT_SECONDS: u32 = 20;
/// What is said above the team.
pub(super) const ANSWER: &str = "team-answer";
/// Before that nobody wants to hear that it is being looked for.
const PATIENCE_MILLIS: u32 = 400;

/// All of it signals, so that the parts of the page can pass it on.
#[derive(Clone, Copy)]
pub(super) struct TeamSearch {
    found: RwSignal<Option<Found>>,
    state: RwSignal<State>,
    /// The answer in names.
    pub(super) team: Memo<Option<Shared<Team>>>,
    own: StoredValue<Own, LocalStorage>,
}

/// As numbers, with the question that they answer.
#[derive(Clone, PartialEq)]
struct Found {
    question: Shared<Question>,
    output: TeamOutput,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// So short that nothing is said.
    Begun,
    /// Percent.
    Running(u8),
    Done,
    Ended,
    Failed,
}

struct Own {
    worker: Option<TeamWorker>,
    job: u32,
    question: Option<Shared<Question>>,
    /// Those of the running search.
    _timers: Option<[Timeout; 2]>,
}

impl TeamSearch {
    pub(super) fn new(app: App, asked: Memo<Asked>, options: RwSignal<TeamOptions>) -> Self {
        let found = RwSignal::new(None::<Found>);
        let team = memo(move || {
            let network = app.records.get();
            let found = found.get()?;
            found.question.answer(&network, &found.output).map(Shared::new)
        });
        let own = Own { worker: None, job: 0, question: None, _timers: None };
        let search =
            Self { found, state: RwSignal::new(State::Begun), team, own: StoredValue::new_local(own) };
        effect(move || {
            // Paper says what is true of it of the team that was found.
            if app.printing.get().is_some() {
                return;
            }
            let (network, asked) = (app.records.get(), asked.get());
            let today = clock::now().today;
            let options = TeamOptions {
                topic: asked.topic.clone(),
                confirmed_since: fresh_since_day(&network, &today),
                ..options.get()
            };
            let question = Question::new(&network, &asked.competencies, &options, &today);
            let is_running = search.own.with_value(|own| own.question.as_deref() == Some(&question));
            if !is_running {
                search.begin(question);
            }
        });
        search
    }

    fn begin(self, question: Question) {
        let input = question.input.clone();
        self.state.set(State::Begun);
        let is_slow = Timeout::new(PATIENCE_MILLIS, move || {
            if self.state.try_get_untracked() == Some(State::Begun) {
                self.forget_old();
                self.state.set(State::Running(0));
            }
        });
        let is_over = Timeout::new(LIMIT_SECONDS * 1_000, move || self.end());
        self.own.update_value(|own| {
            own.job += 1;
            own.question = Some(Shared::from(Arc::new(question)));
            own._timers = Some([is_slow, is_over]);
            let worker = own.worker.get_or_insert_with(|| {
                TeamWorker::start(&page::asset(worker::SCRIPT), &doors::TEAM_SEARCH, move |event| {
                    self.hear(event);
                })
            });
            worker.send(Command::Start { job: own.job, input });
        });
    }

    /// What was found so far stands.
    fn end(self) {
        if !matches!(self.state.try_get_untracked(), Some(State::Begun | State::Running(_))) {
            return;
        }
        self.own.update_value(|own| {
            if let Some(worker) = &own.worker {
                worker.send(Command::Cancel { job: own.job });
            }
        });
        self.forget_old();
        let is_any = self.found.with_untracked(Option::is_some);
        self.state.set(if is_any { State::Ended } else { State::Failed });
    }

    /// The answer to another question is none to this one.
    fn forget_old(self) {
        let now = self.own.try_with_value(|own| own.question.clone()).flatten();
        let is_old =
            |found: &Option<Found>| found.as_ref().is_some_and(|it| Some(&it.question) != now.as_ref());
        if self.found.try_with_untracked(is_old) == Some(true) {
            self.found.set(None);
        }
    }

    fn hear(self, event: Event) {
        let (state, output) = match event {
            Event::Progress { share, output, .. } => {
                let percent = (share * 100.0) as u8;
                let is_slow = matches!(self.state.try_get_untracked(), Some(State::Running(_)));
                (if is_slow { State::Running(percent) } else { State::Begun }, Some(output))
            }
            Event::Done { output, .. } => (State::Done, Some(output)),
            Event::Failed { .. } => {
                self.forget_old();
                (State::Failed, None)
            }
            Event::Ready { .. } => return,
        };
        let question = self.own.try_with_value(|own| own.question.clone()).flatten();
        if let (Some(output), Some(question)) = (output, question) {
            let found = Some(Found { question, output });
            if self.found.try_with_untracked(|before| *before != found) == Some(true) {
                self.found.set(found);
            }
        }
        if self.state.try_get_untracked().is_some_and(|before| before != state) {
            self.state.set(state);
        }
    }

    /// What is known, and how to end a search that takes long.
    pub(super) fn status(self, app: App) -> AnyView {
        let language = app.spoken();
        let t = app.texts().team();
        let state = self.state;
        let is_running = memo(move || matches!(state.get(), State::Running(_)));
        let running = optional(move || {
            is_running.get().then(|| {
                let percent = move || match state.get() {
                    State::Running(percent) => percent.to_string(),
                    _ => String::new(),
                };
                let look = ButtonLook::new(t.cancel, "secondary", "close");
                view! {
                    <div class="cluster">
                        <progress max="100" aria-label=t.searching prop:value=percent></progress>
                        {button(look, move || {
                            self.end();
                            focus_soon(ANSWER, "view-title");
                        })}
                    </div>
                }
            })
        });
        let said = live(move || match (state.get(), self.team.get()) {
            (State::Failed, _) => t.failed.into_any(),
            (State::Begun, _) | (State::Ended, None) => ().into_any(),
            (State::Running(_), None) => t.searching.into_any(),
            (now, Some(team)) => {
                let network = app.records.get();
                let covers = i18n::team::covers(language, &team, &network);
                let is_over = matches!(now, State::Done | State::Ended);
                let proof = if is_over { i18n::team::proof(language, &team) } else { t.searching.to_owned() };
                let compared = (now == State::Ended && team.proven && !team.compared)
                    .then(|| view! { <p class="muted">{t.not_compared}</p> });
                view! { <p class="team-answer">{covers} " " {proof}</p> {compared} }.into_any()
            }
            (State::Done, None) => ().into_any(),
        });
        view! {
            <div id=ANSWER role="status" tabindex="-1">{said}</div>
            {running}
        }
        .into_any()
    }
}
