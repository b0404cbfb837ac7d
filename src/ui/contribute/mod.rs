//! Entering oneself, one question at a time. What follows from the answers is decided in [`crate::app::contribute`].

mod done;
mod entries;
mod fields;
mod known;
mod shown;
mod who;

use leptos::prelude::*;

use crate::{
    app::{
        Address, Msg, Now, View,
        contribute::{Contribution, Question},
    },
    browser::clock,
    i18n::contribute as words,
    model::{Actor, Id, TableName},
};

use super::{
    context::App,
    kit::{ButtonLook, Modal, button, effect, focus_soon, live, memo, optional},
};
use fields::Place;

/// What is behind the door of entering oneself.
pub struct Contribute {
    pub(in crate::ui) draw: fn(App) -> AnyView,
}

pub const CONTRIBUTE: Contribute = Contribute { draw };

const HEADING: &str = "contribute-question";

/// What one is asked before answers are thrown away.
#[derive(Clone, Copy, PartialEq)]
enum Discard {
    ToBeginAnew,
    /// The browser does not keep them.
    ToLeave,
}

/// The answers on the screen, and what became of them.
#[derive(Clone, Copy)]
struct Wizard {
    app: App,
    answers: RwSignal<Contribution>,
    /// Those of last time were taken up.
    is_resumed: RwSignal<bool>,
    /// The browser keeps them as they are now.
    is_kept: RwSignal<bool>,
    /// They left the page as they are now.
    is_sent: RwSignal<bool>,
    asks: RwSignal<Option<Discard>>,
    /// Whether one may go on from the question on the screen; it says itself why not.
    may_go_on: StoredValue<Option<Callback<(), bool>>>,
    /// Grows when the answers are others than what stands in the inputs.
    round: RwSignal<usize>,
}

impl Wizard {
    fn new(app: App) -> Self {
        let network = app.network.get_untracked().arc().clone();
        let kept = app.runner().store().local.contribution(&network.about.id);
        let resumed = kept.and_then(|kept| Contribution::resumed(network.clone(), &kept));
        let is_resumed = RwSignal::new(resumed.is_some());
        let mut answers =
            resumed.unwrap_or_else(|| Contribution::new(network, app.peek(|state| state.me().cloned())));
        let inviter = app.address.with_untracked(inviter_in);
        if let Some(inviter) = &inviter {
            answers.invited_by(inviter, &clock::now());
        }
        Self {
            app,
            answers: RwSignal::new(answers),
            is_resumed,
            is_kept: RwSignal::new(true),
            is_sent: RwSignal::new(false),
            asks: RwSignal::new(None),
            may_go_on: StoredValue::new(None),
            round: RwSignal::new(0),
        }
    }

    fn slice<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&Contribution) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        memo(move || self.answers.with(&read))
    }

    fn peek<T>(self, read: impl FnOnce(&Contribution) -> T) -> T {
        self.answers.with_untracked(read)
    }

    /// Changes the answers and keeps them.
    fn change<T>(self, change: impl FnOnce(&mut Contribution, &Now) -> T) -> T {
        let now = clock::now();
        let mut result = None;
        self.answers.update(|answers| result = Some(change(answers, &now)));
        self.is_sent.set(false);
        self.keep();
        result.unwrap_or_else(|| unreachable!("an update happens at once"))
    }

    fn keep(self) {
        let runner = self.app.runner();
        let local = &runner.store().local;
        self.is_kept.set(self.peek(|answers| {
            let draft = answers.draft();
            local.keep_contribution(&answers.before().about.id, draft.as_deref()) || draft.is_none()
        }));
    }

    fn go_on(self) {
        if self.may_go_on.get_value().is_none_or(|may| may.run(())) {
            self.go(|answers, now| answers.go_on(now));
        }
    }

    fn go_back(self) {
        self.go(|answers, _| answers.question = answers.question.previous().unwrap_or_default());
    }

    fn go(self, to: impl FnOnce(&mut Contribution, &Now)) {
        self.is_resumed.set(false);
        self.may_go_on.set_value(None);
        self.change(to);
        focus_soon(HEADING, HEADING);
    }

    /// Throws all answers away, once somebody said so.
    fn begin_anew(self) {
        let network = self.peek(|answers| answers.before().clone());
        self.asks.set(None);
        let inviter = self.app.address.with_untracked(inviter_in);
        self.go(|answers, now| {
            *answers = Contribution::new(network, None);
            if let Some(inviter) = inviter {
                answers.invited_by(&inviter, now);
            }
        });
        self.round.update(|round| *round += 1);
    }

    fn ask_to_begin_anew(self) {
        if self.peek(Contribution::is_untouched) {
            self.begin_anew();
        } else {
            self.asks.set(Some(Discard::ToBeginAnew));
        }
    }

    /// Out again, unless something would be lost by that and nobody has said so.
    fn try_to_leave(self) {
        if self.asks.get_untracked().is_some() {
            self.stay();
        } else if self.is_kept.get_untracked() || self.is_sent.get_untracked() {
            self.leave();
        } else {
            self.asks.set(Some(Discard::ToLeave));
        }
    }

    fn stay(self) {
        self.asks.set(None);
        focus_soon(HEADING, HEADING);
    }

    /// The answers stay, unless they were sent.
    fn leave(self) {
        if self.is_sent.get_untracked() {
            self.forget();
        }
        self.app.dispatch(Msg::CloseDialog);
    }

    fn forget(self) {
        let runner = self.app.runner();
        self.peek(|answers| runner.store().local.keep_contribution(&answers.before().about.id, None));
    }
}

/// Who invited to this, where an invitation led here.
fn inviter_in(address: &Address) -> Option<Id> {
    address.record.clone().filter(|_| address.view == View::Invited)
}

fn draw(app: App) -> AnyView {
    let wizard = Wizard::new(app);
    let (language, t) = (app.spoken(), app.texts().contribute());
    let question = wizard.slice(|answers| answers.question);
    effect(move || {
        let is_lost = !wizard.is_kept.get() && !wizard.is_sent.get();
        app.half_filled.set(is_lost);
    });
    on_cleanup(move || app.half_filled.set(false));
    let resumed = optional(move || {
        wizard.is_resumed.get().then(|| {
            view! {
                <p class="form__note">
                    <span>{t.resumed}</span>
                    {button(ButtonLook::new(t.begin_anew, "tertiary", ""), move || wizard.ask_to_begin_anew())}
                </p>
            }
        })
    });
    let not_kept = optional(move || (!wizard.is_kept.get()).then(|| view! { <p>{t.not_kept}</p> }));
    let heading = live(move || heading(wizard, question.get()));
    let body = live(move || {
        wizard.round.track();
        body(wizard, question.get())
    });
    let number = move || question.get() as usize + 1;
    view! {
        <Modal on_close=Callback::new(move |()| wizard.try_to_leave())>
            <form
                class="form contribute"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    wizard.go_on();
                }
            >
                <div class="kern-dialog__body form__body contribute__body">
                    <div class="contribute__head">
                        <progress class="contribute__progress" aria-hidden="true" max=Question::ALL.len() value=number></progress>
                        <p class="contribute__place">{move || words::place(language, question.get())}</p>
                    </div>
                    <div role="status">{resumed}</div>
                    <div role="alert">{not_kept}</div>
                    {heading}
                    {body}
                </div>
                <div class="kern-dialog__footer form__footer">{live(move || footer(wizard, question.get()))}</div>
            </form>
        </Modal>
    }
    .into_any()
}

/// Takes the focus when the question comes; how far one is belongs to it.
fn heading(wizard: Wizard, question: Question) -> AnyView {
    let language = wizard.app.spoken();
    let begins_with_a_name = question == Question::Who && wizard.peek(Contribution::is_new);
    let lead = words::lead(language, question);
    view! {
        <div>
            <h3 id=HEADING class="contribute__question" tabindex="-1" autofocus=!begins_with_a_name>
                <span class="kern-sr-only">{words::place(language, question)} ": "</span>
                {words::question(language, question)}
            </h3>
            {(!lead.is_empty()).then(|| view! { <p class="form__intro">{lead}</p> })}
        </div>
    }
    .into_any()
}

fn body(wizard: Wizard, question: Question) -> AnyView {
    match question {
        Question::Who => who::who(wizard),
        Question::About => of_me(wizard, &["about", "offering"]),
        Question::Vision => of_me(wizard, &["vision"]),
        Question::Can => entries::entries(wizard, TableName::Offers),
        Question::Needs => entries::entries(wizard, TableName::Needs),
        Question::Knows => known::known(wizard),
        Question::Shown => shown::shown(wizard),
        Question::Done => done::done(wizard),
    }
}

/// What one says of oneself in some sentences.
fn of_me(wizard: Wizard, fields: &[&'static str]) -> AnyView {
    let Some(me) = wizard.peek(|answers| answers.me().map(|me: &Actor| me.id.clone())) else {
        return ().into_any();
    };
    let place = |field: &&'static str| Place { wizard, table: TableName::Actors, id: me.clone(), field };
    fields.iter().map(place).map(fields::paragraph).collect::<Vec<_>>().into_any()
}

/// The buttons, or the question whether to throw the answers away.
fn footer(wizard: Wizard, question: Question) -> AnyView {
    let t = wizard.app.texts().contribute();
    if let Some(asked) = wizard.asks.get() {
        let discard = move || match asked {
            Discard::ToBeginAnew => wizard.begin_anew(),
            Discard::ToLeave => wizard.leave(),
        };
        let stay = ButtonLook { large: true, focused: true, ..ButtonLook::new(t.go_on, "secondary", "") };
        let question = if asked == Discard::ToLeave { t.not_kept } else { t.anew_question };
        return view! {
            <div class="form__question" role="group" aria-labelledby="contribute-discard">
                <p id="contribute-discard">{question}</p>
                {button(ButtonLook { large: true, ..ButtonLook::new(t.discard, "primary", "") }, discard)}
                {button(stay, move || wizard.stay())}
            </div>
        }
        .into_any();
    }
    let back = question.previous().map(|_| {
        button(ButtonLook { large: true, ..ButtonLook::new(t.back, "tertiary", "") }, move || {
            wizard.go_back()
        })
    });
    let on = if question == Question::Done {
        button(ButtonLook { large: true, ..ButtonLook::new(t.finished, "secondary", "") }, move || {
            wizard.try_to_leave()
        })
    } else {
        view! {
            <button type="submit" class="kern-btn kern-btn--primary">
                <span class="kern-label">{t.next}</span>
            </button>
        }
        .into_any()
    };
    view! {
        {back}
        {on}
    }
    .into_any()
}
