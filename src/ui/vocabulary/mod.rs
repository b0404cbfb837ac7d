//! Care of the vocabulary: what is probably one, what is hardly used, and what belongs to what.

mod order;
mod twins;

use leptos::prelude::*;

use crate::{
    app::{Dialog, Msg, View},
    i18n::{self, Name},
    model::{Id, TableName},
    query::vocabulary::{Term, Vocabulary},
};

use super::{
    context::{App, Shared},
    kit::{Button, link_button, live, memo, optional, record_link, view_title},
    lists::more_button,
};

/// What is behind the door of the vocabulary.
pub struct VocabularyView {
    pub(in crate::ui) page: fn(App) -> AnyView,
}

pub const VOCABULARY: VocabularyView = VocabularyView { page };

/// Rows shown at first, and how many more at a time.
const FIRST_ROWS: usize = 50;
const MORE_ROWS: usize = 200;

fn page(app: App) -> AnyView {
    let language = app.spoken();
    let t = app.texts();
    let found = memo(move || Shared::new(Vocabulary::new(&app.records.get())));
    // Search and filters choose here too.
    let shown = memo(move || {
        let (found, visible) = (found.get(), app.visible.get());
        let mut shown = Vocabulary::clone(&found);
        let is_shown = |id: &Id| visible.competencies.contains(id);
        shown.twins.retain(|twins| twins.terms.iter().any(|term| is_shown(&term.id)));
        for terms in [&mut shown.used_once, &mut shown.unused, &mut shown.alone] {
            terms.retain(|term| is_shown(&term.id));
        }
        shown.tree.retain(|branch| is_shown(&branch.id));
        Shared::new(shown)
    });
    let count = move || {
        let all = app.records.with(|network| network.competencies.len());
        let shown = app.visible.with(|visible| visible.competencies.len());
        i18n::lists::shown(language, TableName::Competencies, shown, all)
    };
    let list = Signal::derive(move || app.address.get().in_view(View::Competencies).hash());
    let tidy = optional(move || {
        let has_terms = app.records.with(|network| !network.competencies.is_empty());
        let said = match found.with(|found| is_tidy(found)) {
            _ if !has_terms => t.lists().no_competencies,
            true => t.vocabulary().tidy,
            false => return None,
        };
        Some(view! { <p class="list-empty">{said}</p> })
    });
    let used_once = memo(move || shown.with(|shown| shown.used_once.clone()));
    let unused = memo(move || shown.with(|shown| shown.unused.clone()));
    view! {
        <section class="page vocabulary">
            <header class="list-head">
                <div>
                    {view_title(View::Vocabulary.title(language))}
                    <p class="list-head__count" role="status">{count}</p>
                </div>
                <div class="cluster">{link_button(list, t.lists().as_list)}</div>
            </header>
            <p class="reading">{t.vocabulary().intro}</p>
            {tidy}
            {twins::section(app, shown)}
            {terms(app, "used-once", t.vocabulary().used_once, used_once, false)}
            {terms(app, "unused", t.vocabulary().unused, unused, true)}
            {order::section(app, shown)}
        </section>
    }
    .into_any()
}

fn is_tidy(vocabulary: &Vocabulary) -> bool {
    let Vocabulary { twins, used_once, unused, alone, tree: _ } = vocabulary;
    twins.is_empty() && used_once.is_empty() && unused.is_empty() && alone.is_empty()
}

/// A part of the page. Its heading takes the focus when what had it is gone.
fn section(app: App, id: &'static str, title: &'static str, count: Memo<usize>, content: AnyView) -> AnyView {
    let language = app.spoken();
    let nothing = optional(move || {
        (count.get() == 0).then(|| view! { <p class="muted">{app.texts().vocabulary().nothing}</p> })
    });
    view! {
        <section class="vocabulary__part" aria-labelledby=id>
            <h2 class="card__heading" id=id tabindex="-1">{title} " (" {move || language.number(count.get())} ")"</h2>
            {nothing}
            {content}
        </section>
    }
    .into_any()
}

/// Terms that nothing has to be decided about at once. What nothing refers to can be deleted.
fn terms(
    app: App,
    id: &'static str,
    title: &'static str,
    terms: Memo<Vec<Term>>,
    may_be_deleted: bool,
) -> AnyView {
    let count = memo(move || terms.with(Vec::len));
    let limit = RwSignal::new(FIRST_ROWS);
    let list = live(move || {
        let network = app.records.get();
        let deletes = may_be_deleted && !app.read_only.get();
        let row = |term: &Term| {
            let name = network.name_of(TableName::Competencies, &term.id);
            let delete = deletes.then(|| delete(app, &term.id, &name));
            let uses = (!may_be_deleted).then(|| {
                let said = i18n::vocabulary::uses(app.spoken(), term.uses);
                view! { <span class="muted">{said}</span> }
            });
            view! { <li class="term">{record_link(TableName::Competencies, &term.id, &name)} {uses} {delete}</li> }
        };
        terms.with(|terms| terms.iter().take(limit.get()).map(row).collect::<Vec<_>>())
    });
    let content = view! { <ul class="terms" role="list">{list}</ul> {more_button(app, limit, count.into(), MORE_ROWS)} };
    section(app, id, title, count, content.into_any())
}

fn delete(app: App, id: &Id, name: &str) -> AnyView {
    let label = app.texts().words().delete;
    let id = id.clone();
    let message = move || Msg::Open(Dialog::Remove(vec![(TableName::Competencies, id.clone())]));
    view! { <Button label=label message=message rank="tertiary" spoken=format!("{label}: {}", Name(name)) /> }
        .into_any()
}
