//! Comparing what others made of the map with one's own, and merging all of it: what is looked at, or contributions that
//! came in.

mod answered;
mod double;
mod inbox;
mod lit;
mod question;
mod receive;
mod shown;
mod silent;

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::File;

use crate::{
    app::{Dialog, Msg, Preview, State, is_news},
    browser::clock,
    i18n::{inbox as inbox_words, merge as words},
    merge::{Choice, Conflict, Merge, Merged, Place, Version},
    model::Network,
    query::doubles::{Double, doubles, unite},
};

use super::{
    context::{App, Shared},
    kit::{ButtonLook, CollectAny, Modal, button, effect, focus_soon, live, optional},
    refusals::refusals,
};

pub(in crate::ui) use answered::is_published_here;

/// What is behind the door of merging.
pub struct Merging {
    pub(in crate::ui) draw: fn(App) -> AnyView,
    /// Whether a network says something that one's own does not.
    pub(in crate::ui) is_news: fn(&Network, &Network) -> bool,
    /// Files that came in are contributions, or pictures of some.
    pub(in crate::ui) receive: fn(App, Vec<File>),
    /// The same for a text that was pasted.
    pub(in crate::ui) receive_text: fn(App, String),
}

pub const MERGING: Merging = Merging { draw, is_news, receive: receive::files, receive_text: receive::text };

/// What is merged with one's own network.
#[derive(Clone)]
struct Sides {
    theirs: Vec<Arc<Preview>>,
    before: Option<Arc<Network>>,
}

impl Sides {
    fn of(state: &State) -> Self {
        if state.dialog == Some(Dialog::Inbox) {
            Self { theirs: state.inbox.sides(), before: state.inbox.before().cloned() }
        } else {
            Self { theirs: state.preview.iter().cloned().collect(), before: None }
        }
    }
}

/// One's own network, those of others, and what comes of all.
#[derive(Clone)]
struct Review {
    ours: Arc<Network>,
    sides: Sides,
    merged: Arc<Merged>,
    /// What comes in that is probably there already.
    doubles: Arc<Vec<Double>>,
    answers: Answers,
}

/// What somebody decided so far; it outlives a review that begins anew.
#[derive(Clone, Copy)]
struct Answers {
    /// One for each conflict, as far as it is decided.
    choices: RwSignal<Vec<Option<Choice>>>,
    /// One for each double: whether both are one.
    same: RwSignal<Vec<Option<bool>>>,
}

impl Answers {
    fn open(&self) -> usize {
        let open = self.choices.with(|choices| choices.iter().filter(|choice| choice.is_none()).count());
        open + self.same.with(|same| same.iter().filter(|same| same.is_none()).count())
    }
}

impl Review {
    fn begin(app: App) -> Self {
        let answers = Answers { choices: RwSignal::default(), same: RwSignal::default() };
        Self::with(app, answers, |_| None, |_| None)
    }

    /// Anew, with all that was decided and is still a question.
    fn again(&self, app: App) -> Self {
        let Answers { choices, same } = self.answers;
        let (choices, same) = (choices.get_untracked(), same.get_untracked());
        let choice =
            |it: &Conflict| choices[self.merged.conflicts.iter().position(|known| known == it)?].clone();
        let is_same = |it: &Double| same[self.doubles.iter().position(|known| known == it)?];
        Self::with(app, self.answers, choice, is_same)
    }

    fn with(
        app: App,
        answers: Answers,
        choice: impl Fn(&Conflict) -> Option<Choice>,
        is_same: impl Fn(&Double) -> Option<bool>,
    ) -> Self {
        let (ours, sides) = app.peek(|state| (state.network.clone(), Sides::of(state)));
        let theirs: Vec<&Network> = sides.theirs.iter().map(|theirs| &*theirs.network).collect();
        let merge = Merge { before: sides.before.as_deref(), ..Merge::of(&ours, &theirs) };
        let (merged, doubles) = clock::measure("merge", || {
            let merged = merge.run();
            let doubles = doubles(&merged.network, &merged.added);
            (merged, doubles)
        });
        answers.choices.set(merged.conflicts.iter().map(choice).collect());
        answers.same.set(doubles.iter().map(is_same).collect());
        Self { ours, sides, merged: Arc::new(merged), doubles: Arc::new(doubles), answers }
    }

    fn changes_nothing(&self) -> bool {
        let Merged { added, changed, removed, conflicts, .. } = &*self.merged;
        added.is_empty() && changed.is_empty() && removed.is_empty() && conflicts.is_empty()
    }

    /// The element of the first question that is not decided.
    fn first_open(&self) -> Option<String> {
        let Answers { choices, same } = self.answers;
        let conflict = choices.with_untracked(|choices| choices.iter().position(Option::is_none));
        let double = || same.with_untracked(|same| same.iter().position(Option::is_none));
        conflict.map(question::id).or_else(|| double().map(double::id))
    }

    /// All networks as one, with all that was decided.
    fn result(&self) -> Network {
        let (mut merged, now) = (Merged::clone(&self.merged), clock::now().stamp());
        let choices = self.answers.choices.get_untracked();
        let decided = self.merged.conflicts.iter().zip(&choices);
        let decided = decided.filter_map(|(conflict, choice)| Some((conflict, choice.as_ref()?)));
        merged.decide(&self.ours, decided, now);
        let same = self.answers.same.get_untracked();
        let same = self.doubles.iter().zip(same).filter(|(_, is_same)| *is_same == Some(true));
        unite(&mut merged.network, same.map(|(double, _)| double), now);
        merged.network
    }

    /// What changes without a question.
    fn silent(&self) -> Vec<Place> {
        let Merged { added, changed, removed, .. } = &*self.merged;
        [&added[..], changed, removed].concat()
    }

    /// Who sent a version of theirs, as far as they say so.
    fn sender(&self, version: &Version) -> Option<&str> {
        self.sides.theirs.get(version.side)?.edition.by.as_deref()
    }

    /// What the step is called.
    fn title(&self, app: App) -> String {
        if app.peek(|state| state.dialog != Some(Dialog::Inbox)) {
            let title =
                |theirs: &Preview| theirs.edition.by.clone().unwrap_or(theirs.network.about.title.clone());
            return self.sides.theirs.first().map_or_else(String::new, |it| title(it));
        }
        let names = app.peek(|state| {
            let chosen = state.inbox.received.iter().filter(|it| it.is_chosen);
            chosen.map(|it| inbox::name(app, &it.contribution)).collect::<Vec<String>>()
        });
        inbox_words::senders(app.spoken(), &names)
    }
}

fn draw(app: App) -> AnyView {
    let is_inbox = app.peek(|state| state.dialog == Some(Dialog::Inbox));
    let review = RwSignal::new(Review::begin(app));
    let changed_meanwhile = RwSignal::new(false);
    let came_in = app.slice(|state| Shared::from(state.inbox.clone()));
    let reviewed = StoredValue::new(came_in.get_untracked());
    effect(move || {
        let inbox = came_in.get();
        if is_inbox && reviewed.with_value(|reviewed| *reviewed != inbox) {
            reviewed.set_value(inbox);
            review.update(|review| *review = review.again(app));
        }
    });
    let confirm = move || {
        let now = review.get_untracked();
        if !app.peek(|state| Arc::ptr_eq(&state.network, &now.ours)) {
            let again = now.again(app);
            let is_as_seen = again.merged.conflicts == now.merged.conflicts && again.doubles == now.doubles;
            changed_meanwhile.set(!is_as_seen);
            review.set(again);
        }
        let now = review.get_untracked();
        match now.first_open() {
            Some(question) => focus_soon(question, "dialog-title"),
            None => {
                let title = now.title(app);
                app.dispatch(Msg::MergeIn { network: Arc::new(now.result()), title });
            }
        }
    };
    let t = app.texts();
    let leave = if is_inbox { t.words().close } else { t.words().cancel };
    view! {
        <Modal wide=true>
            <div class="kern-dialog__body merging">
                {is_inbox.then(|| inbox::draw(app))}
                {refusals(app)}
                {optional(move || changed_meanwhile.get().then(|| view! {
                    <p role="alert"><strong>{app.texts().merge().changed_meanwhile}</strong></p>
                }))}
                {live(move || contents(app, &review.get(), is_inbox))}
                {is_inbox.then(|| answered::draw(app, review))}
            </div>
            <div class="kern-dialog__footer">
                {button(ButtonLook::new(leave, "tertiary", ""), move || app.dispatch(Msg::CloseDialog))}
                {live(move || confirm_button(app, &review.get(), confirm))}
            </div>
        </Modal>
    }
    .into_any()
}

fn confirm_button(app: App, review: &Review, confirm: impl Fn() + Copy + Send + 'static) -> AnyView {
    if review.changes_nothing() {
        return ().into_any();
    }
    let (language, answers) = (app.spoken(), review.answers);
    let label = Signal::derive(move || words::confirm(language, answers.open()));
    button(ButtonLook::new(label, "primary", ""), confirm)
}

fn contents(app: App, review: &Review, is_inbox: bool) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().merge());
    let Review { ours, merged, sides, .. } = review;
    if is_inbox && sides.theirs.is_empty() {
        let is_left = app.peek(|state| state.inbox.is_open());
        return is_left.then(|| view! { <p>{app.texts().inbox().nothing_chosen}</p> }).into_any();
    }
    // The inbox says it of each.
    let foreign = (!is_inbox && !merged.foreign.is_empty()).then(|| view! { <p>{t.foreign}</p> });
    let aside = (!merged.aside.is_empty()).then(|| view! { <p>{words::aside(language, merged)}</p> });
    let number = merged.conflicts.len();
    let questions = (0..number).map(|place| question::draw(app, review, place)).collect_any();
    let questions = (number > 0).then(|| {
        view! {
            <h3 class="kern-title kern-title--small">{t.conflicts}</h3>
            {questions}
        }
    });
    let number = review.doubles.len();
    let doubles = review.doubles.iter().enumerate().map(|(place, double)| {
        double::draw(app, &merged.network, double, place, number, review.answers.same)
    });
    let doubles = (number > 0).then(|| {
        view! {
            <h3 class="kern-title kern-title--small" id="merging-doubles" tabindex="-1">{app.texts().review().doubles}</h3>
            {all_different(app, review.answers)}
            {doubles.collect_any()}
        }
    });
    let silent = review.silent();
    let silent = (!silent.is_empty()).then(|| {
        let number = language.number(silent.len());
        let (ours, after) = (ours.clone(), merged.clone());
        let is_opened = RwSignal::new(false);
        let list = move || silent::draw(app, "merging-silent", &ours, &after.network, &silent);
        view! {
            <details class="merging__silent" on:toggle=move |_| is_opened.set(true)>
                <summary>{t.without_question} {format!(" ({number})")}</summary>
                {optional(move || is_opened.get().then(&list))}
            </details>
        }
    });
    let lead = if review.changes_nothing() { t.nothing } else { t.safe };
    view! {
        <p class="dialog__lead">{lead}</p>
        {foreign}
        {aside}
        {silent}
        {questions}
        {doubles}
    }
    .into_any()
}

/// So that who merges two large maps need not answer one after the other.
fn all_different(app: App, answers: Answers) -> AnyView {
    let answer = move || {
        answers.same.update(|same| same.iter_mut().for_each(|same| *same = same.or(Some(false))));
        focus_soon("merging-doubles", "dialog-title");
    };
    let open = move || answers.same.with(|same| same.iter().filter(|same| same.is_none()).count());
    optional(move || {
        let label = app.texts().review().all_different;
        (open() > 1).then(|| button(ButtonLook::new(label, "tertiary", ""), answer))
    })
}
