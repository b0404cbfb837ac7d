//! What somebody is asked: which record is meant, and whether a term is new.

use leptos::prelude::*;

use super::{client::Client, select};
use crate::{
    i18n::intake as words,
    intake::{Ask, QuestionReport},
    ui::kit::{live, memo, optional},
};

pub(super) fn questions(client: Client) -> AnyView {
    let (language, t) = (client.app.spoken(), client.app.texts().intake());
    let asked = client.slice(|report| {
        let terms = report.terms.iter().filter(|term| !term.sentence.is_empty());
        report.questions.iter().chain(terms).cloned().collect::<Vec<_>>()
    });
    let terms = client.slice(|report| {
        report.terms.iter().filter(|term| term.sentence.is_empty()).cloned().collect::<Vec<_>>()
    });
    let more = client.slice(|report| report.more_questions);
    let more = optional(move || {
        let more = more.get();
        (more > 0).then(|| view! { <p class="muted">{words::more_questions(language, more)}</p> })
    });
    let has_terms = memo(move || terms.with(|terms| !terms.is_empty()));
    let term_list = live(move || list(client, "term", terms.get()));
    let new_terms = view! {
        <details class="intake__columns" class:intake__gone=move || !has_terms.get()>
            <summary>{t.new_terms} " (" {move || language.number(terms.with(Vec::len))} ")"</summary>
            {term_list}
        </details>
    };
    let has_questions = memo(move || asked.with(|asked| !asked.is_empty()));
    view! {
        <section class:intake__gone=move || !has_questions.get()>
            <h3 class="intake__title">{t.questions}</h3>
            {live(move || list(client, "question", asked.get()))}
        </section>
        {new_terms}
        {more}
    }
    .into_any()
}

fn list(client: Client, start: &'static str, questions: Vec<QuestionReport>) -> AnyView {
    let questions: Vec<AnyView> = questions
        .into_iter()
        .enumerate()
        .map(|(place, question)| one(client, format!("{start}-{place}"), question))
        .collect();
    view! { <ul role="list" class="intake__column-list">{questions}</ul> }.into_any()
}

fn one(client: Client, id: String, question: QuestionReport) -> AnyView {
    let QuestionReport { record, place, name, sentence, mut choices, chosen, .. } = question;
    if chosen.is_empty() {
        // Nothing is chosen as long as nobody has decided.
        choices.insert(0, crate::intake::Choice::default());
    }
    let answer = select(id, format!("{name}: {sentence}"), false, &choices, &chosen, move |decision| {
        client.choose(Ask::Decide { record: record.clone(), decision });
    });
    view! {
        <li class="intake__question">
            <p>
                <strong><bdi>{name}</bdi></strong> " " <span class="muted">{place}</span> " " {sentence}
            </p>
            {answer}
        </li>
    }
    .into_any()
}
