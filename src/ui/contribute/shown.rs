//! Who may see one's entry.

use leptos::prelude::*;

use super::{Wizard, fields::radio};
use crate::{
    i18n::contribute as words,
    model::{ActorKind, FieldType, Visibility, Word},
    ui::kit::CollectAny,
};

pub(super) fn shown(wizard: Wizard) -> AnyView {
    let language = wizard.app.spoken();
    let (shown_to, is_person) = wizard
        .peek(|answers| (answers.shown_to(), answers.me().is_some_and(|me| me.kind == ActorKind::Person)));
    let choices = [Visibility::Public, Visibility::Network, Visibility::Internal].map(|it| {
        let choose =
            move || wizard.change(|answers, now| answers.say("visibility", Some(it).to_value(), now));
        let label = words::visibility(language, it).to_owned();
        let meaning = words::visibility_meaning(language, it, is_person);
        radio("contribute-shown", it.word(), label, meaning, it == shown_to, choose)
    });
    view! {
        <fieldset class="choices" aria-labelledby=super::HEADING>{choices.into_iter().collect_any()}</fieldset>
    }
    .into_any()
}
