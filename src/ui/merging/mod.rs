//! Comparing what is looked at with one's own network, and merging the two.

mod question;

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{Msg, Preview},
    browser::clock,
    i18n::{earlier, merge as words},
    merge::{Choice, Merge, Merged},
    model::Network,
};

use super::{
    context::App,
    kit::{ButtonLook, CollectAny, Modal, button, focus_soon, live, optional},
    refusals::refusals,
};

/// What is behind the door of merging.
pub struct Merging {
    pub(in crate::ui) draw: fn(App) -> AnyView,
}

pub const MERGING: Merging = Merging { draw };

/// One's own network, the other one, and what comes of both.
#[derive(Clone)]
struct Review {
    ours: Arc<Network>,
    theirs: Arc<Preview>,
    merged: Arc<Merged>,
    /// One for each conflict, as far as it is decided.
    choices: RwSignal<Vec<Option<Choice>>>,
}

impl Review {
    fn begin(app: App, theirs: Arc<Preview>) -> Self {
        let ours = app.peek(|state| state.network.clone());
        let merged = clock::measure("merge", || Merge::of(&ours, &[&theirs.network]).run());
        let choices = RwSignal::new(vec![None; merged.conflicts.len()]);
        Self { ours, theirs, merged: Arc::new(merged), choices }
    }

    fn changes_nothing(&self) -> bool {
        let Merged { added, changed, removed, conflicts, .. } = &*self.merged;
        added.is_empty() && changed.is_empty() && removed.is_empty() && conflicts.is_empty()
    }

    fn first_open(&self) -> Option<usize> {
        self.choices.with_untracked(|choices| choices.iter().position(Option::is_none))
    }

    /// Both networks as one, with all that was decided.
    fn result(&self) -> Network {
        let mut merged = Merged::clone(&self.merged);
        let choices = self.choices.get_untracked();
        let decided = self.merged.conflicts.iter().zip(&choices);
        let decided = decided.filter_map(|(conflict, choice)| Some((conflict, choice.as_ref()?)));
        merged.decide(&self.ours, decided, clock::now().stamp());
        merged.network
    }
}

fn draw(app: App) -> AnyView {
    let Some(theirs) = app.peek(|state| state.preview.clone()) else { return ().into_any() };
    let review = RwSignal::new(Review::begin(app, theirs));
    let changed_meanwhile = RwSignal::new(false);
    let confirm = move || {
        let now = review.get_untracked();
        let is_as_seen = app.peek(|state| Arc::ptr_eq(&state.network, &now.ours));
        if !is_as_seen {
            let again = Review::begin(app, now.theirs.clone());
            if again.merged.conflicts == now.merged.conflicts {
                again.choices.set(now.choices.get_untracked());
            } else {
                changed_meanwhile.set(true);
            }
            review.set(again);
        }
        let now = review.get_untracked();
        match now.first_open() {
            Some(place) => focus_soon(question::id(place), "dialog-title"),
            None => {
                let title = now.theirs.network.about.title.clone();
                app.dispatch(Msg::MergeIn { network: Arc::new(now.result()), title });
            }
        }
    };
    view! {
        <Modal wide=true>
            <div class="kern-dialog__body merging">
                {refusals(app)}
                {optional(move || changed_meanwhile.get().then(|| view! {
                    <p role="alert"><strong>{app.texts().merge().changed_meanwhile}</strong></p>
                }))}
                {live(move || contents(app, &review.get()))}
            </div>
            <div class="kern-dialog__footer">
                {button(ButtonLook::new(app.texts().words().cancel, "tertiary", ""), move || app.dispatch(Msg::CloseDialog))}
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
    let (language, choices) = (app.spoken(), review.choices);
    let open = move || choices.with(|choices| choices.iter().filter(|choice| choice.is_none()).count());
    let label = Signal::derive(move || words::confirm(language, open()));
    button(ButtonLook::new(label, "primary", ""), confirm)
}

fn contents(app: App, review: &Review) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().merge());
    let Review { ours, merged, .. } = review;
    let foreign = (!merged.foreign.is_empty()).then(|| view! { <p>{t.foreign}</p> });
    let aside = (!merged.aside.is_empty()).then(|| view! { <p>{words::aside(language, merged)}</p> });
    let number = merged.conflicts.len();
    let questions = (0..number).map(|place| question::draw(app, review, place)).collect_any();
    let questions = (number > 0).then(|| {
        view! {
            <h3 class="kern-title kern-title--small">{t.conflicts}</h3>
            {questions}
        }
    });
    let changes = earlier::changes(language, ours, &merged.network).into_iter();
    let changes = changes.map(|sentence| view! { <li>{sentence}</li> }).collect_any();
    let silent = merged.added.len() + merged.changed.len() + merged.removed.len();
    let silent = (silent > 0).then(|| {
        view! {
            <details class="merging__silent">
                <summary>{t.without_question} {format!(" ({})", language.number(silent))}</summary>
                <ul>{changes}</ul>
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
    }
    .into_any()
}
