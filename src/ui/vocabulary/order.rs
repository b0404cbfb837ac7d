//! Which term belongs to which: said by name, or by dragging one onto the other.

use leptos::{ev, html, prelude::*};

use super::{FIRST_ROWS, MORE_ROWS, section as part};
use crate::{
    app::{Msg, Step},
    i18n::{self, Name},
    model::{Id, Network, TableName},
    query::{
        named::named,
        vocabulary::{Branch, Vocabulary, put_below},
    },
    ui::{
        context::{App, Shared},
        kit::{Button, effect, focus_soon, live, memo, optional, record_link},
        lists::more_button,
    },
};

const HEADING: &str = "alone";
/// Deeper terms stand where these do.
const MOST_DEPTH: usize = 4;

/// What somebody is about to do.
#[derive(Clone, Copy)]
struct Ordering {
    app: App,
    /// The term whose broader one is being named.
    named: RwSignal<Option<Id>>,
    dragged: RwSignal<Option<Id>>,
    /// The term that it would be dropped onto.
    target: RwSignal<Option<Id>>,
    /// The term that stays where it is, and why.
    refused: RwSignal<Option<(Id, String)>>,
}

pub(super) fn section(app: App, shown: Memo<Shared<Vocabulary>>) -> AnyView {
    let t = app.texts().vocabulary();
    let ordering = Ordering {
        app,
        named: RwSignal::new(None),
        dragged: RwSignal::new(None),
        target: RwSignal::new(None),
        refused: RwSignal::new(None),
    };
    let alone = memo(move || {
        let branch = |id: &Id| Branch { id: id.clone(), depth: 0 };
        shown.with(|shown| shown.alone.iter().map(|term| branch(&term.id)).collect::<Vec<_>>())
    });
    let tree = memo(move || shown.with(|shown| shown.tree.clone()));
    let count = memo(move || alone.with(Vec::len));
    let has_terms = memo(move || app.records.with(|network| network.competencies.len() > 1));
    let how = optional(move || {
        (has_terms.get() && !app.read_only.get()).then(|| view! { <p class="reading">{t.how_to_order}</p> })
    });
    let below = optional(move || {
        tree.with(|tree| !tree.is_empty())
            .then(|| view! { <h3 class="vocabulary__below">{t.tree}</h3> {list(ordering, "tree", tree)} })
    });
    // Names are written into the page only while one is asked for.
    let names = optional(move || {
        ordering.named.with(Option::is_some).then(|| {
            let network = app.records.get();
            let names =
                network.competencies.iter().map(|it| view! { <option value=it.name.clone()></option> });
            view! { <datalist id="term-names">{names.collect::<Vec<_>>()}</datalist> }
        })
    });
    let content = view! {
        {how}
        {list(ordering, "alone", alone)}
        {below}
        {names}
    };
    part(app, HEADING, t.alone, count, content.into_any())
}

fn list(ordering: Ordering, kind: &'static str, branches: Memo<Vec<Branch>>) -> AnyView {
    let app = ordering.app;
    let count = memo(move || branches.with(Vec::len));
    let limit = RwSignal::new(FIRST_ROWS);
    let rows = live(move || {
        let (network, is_read_only) = (app.records.get(), app.read_only.get());
        let shown = branches.get().into_iter().take(limit.get()).enumerate();
        let row = |(place, branch)| row(ordering, &network, kind, place, &branch, is_read_only);
        shown.map(row).collect::<Vec<_>>()
    });
    view! { <ul class="terms" role="list">{rows}</ul> {more_button(app, limit, count.into(), MORE_ROWS)} }
        .into_any()
}

fn row(
    ordering: Ordering,
    network: &Network,
    kind: &'static str,
    place: usize,
    Branch { id, depth }: &Branch,
    is_read_only: bool,
) -> AnyView {
    let language = ordering.app.spoken();
    let Some(term) = network.competencies.get(id) else { return ().into_any() };
    let broader = term.broader.as_ref().filter(|broader| network.competencies.contains(broader));
    let broader = broader.map(|broader| network.name_of(TableName::Competencies, broader));
    let belongs_to = broader.as_ref().map(|broader| {
        view! { <span class="muted">{i18n::vocabulary::belongs_to(language, broader)}</span> }
    });
    let link = record_link(TableName::Competencies, id, &term.name);
    let class = format!("term term--{}", (*depth).min(MOST_DEPTH));
    if is_read_only {
        return view! { <li class=class>{link} {belongs_to}</li> }.into_any();
    }
    let id = StoredValue::new(id.clone());
    let is = move |signal: RwSignal<Option<Id>>| signal.with(|it| it.as_ref() == Some(&id.get_value()));
    let drag = move |event: ev::DragEvent| {
        ordering.dragged.set(Some(id.get_value()));
        if let Some(data) = event.data_transfer() {
            // Firefox drags nothing that has no data. It fails only when the drag is over.
            let _ = data.set_data("text/plain", id.get_value().as_str());
            data.set_effect_allowed("link");
        }
    };
    let over = move |event: ev::DragEvent| {
        if ordering.dragged.with(Option::is_some) && !is(ordering.dragged) {
            // Else nothing can be dropped here.
            event.prevent_default();
            if !is(ordering.target) {
                ordering.target.set(Some(id.get_value()));
            }
        }
    };
    let leave = move |_| {
        if is(ordering.target) {
            ordering.target.set(None);
        }
    };
    let drop = move |event: ev::DragEvent| {
        event.prevent_default();
        if let Some(dragged) = ordering.dragged.get_untracked() {
            ordering.end_drag();
            ordering.put(&dragged, Some(&id.get_value()));
        }
    };
    let button_id = format!("{kind}-{place}");
    let name = term.name.clone();
    let named = name.clone();
    let editor = optional(move || {
        is(ordering.named).then(|| editor(ordering, id.get_value(), broader.clone(), button_id.clone()))
    });
    let refused = optional(move || {
        let refused = ordering.refused.get().filter(|(of, _)| *of == id.get_value());
        refused.map(|(_, said)| view! { <p id="term-refused" class="term__refused" role="alert">{said}</p> })
    });
    let t = ordering.app.texts().vocabulary();
    let ask = move |_| {
        ordering.refused.set(None);
        ordering.named.set(Some(id.get_value()).filter(|_| !is(ordering.named)));
    };
    view! {
        <li
            class=class
            class:term--target=move || is(ordering.target)
            draggable="true"
            on:dragstart=drag
            on:dragover=over
            on:dragleave=leave
            on:drop=drop
            on:dragend=move |_| ordering.end_drag()
        >
            {link}
            {belongs_to}
            <button
                type="button"
                id=format!("{kind}-{place}")
                class="kern-btn kern-btn--tertiary kern-btn--x-small"
                aria-label=format!("{}: {}", t.place, Name(&named))
                aria-expanded=move || is(ordering.named).to_string()
                on:click=ask
            >
                <span class="kern-label">{t.place}</span>
            </button>
            {editor}
            {refused}
        </li>
    }
    .into_any()
}

/// Asks for the broader term of one; the button that opened it stands at its row.
fn editor(ordering: Ordering, id: Id, broader: Option<String>, opened_by: String) -> AnyView {
    let app = ordering.app;
    let t = app.texts().vocabulary();
    let input = NodeRef::<html::Input>::new();
    effect(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(input) = input.get_untracked() else { return };
        let typed = input.value();
        let network = app.records.get_untracked();
        let is_put = match named(&network, TableName::Competencies, &typed) {
            Some(broader) => ordering.put(&id, Some(&broader)),
            None if typed.trim().is_empty() => ordering.put(&id, None),
            None => {
                ordering.refused.set(Some((id.clone(), t.no_such_term.to_owned())));
                false
            }
        };
        if is_put {
            focus_soon(opened_by.clone(), HEADING);
        }
    };
    let close = move || {
        ordering.refused.set(None);
        ordering.named.set(None);
    };
    let is_refused = move || ordering.refused.with(Option::is_some).then_some("true");
    view! {
        <form class="cluster term__editor" on:submit=submit>
            <label for="term-broader">{t.broader}</label>
            <input
                node_ref=input
                id="term-broader"
                class="kern-form-input__input"
                list="term-names"
                autocomplete="off"
                aria-describedby="term-broader-hint term-refused"
                aria-invalid=is_refused
                value=broader.unwrap_or_default()
            />
            <button type="submit" class="kern-btn kern-btn--secondary kern-btn--x-small">
                <span class="kern-label">{t.place}</span>
            </button>
            <Button label=app.texts().words().cancel message=close rank="tertiary" />
            <p id="term-broader-hint" class="muted">{t.broader_hint}</p>
        </form>
    }
    .into_any()
}

impl Ordering {
    fn end_drag(self) {
        self.dragged.set(None);
        self.target.set(None);
    }

    /// Puts a term below another one, or says why not. Whether it stands there.
    fn put(self, id: &Id, broader: Option<&Id>) -> bool {
        let network = self.app.network.get_untracked();
        let name = |id| network.name_of(TableName::Competencies, id);
        let Some(change) = put_below(&network, id, broader) else {
            let broader = broader.map(name).unwrap_or_default();
            let said = i18n::vocabulary::circle(self.app.spoken(), &name(id), &broader);
            self.refused.set(Some((id.clone(), said)));
            return false;
        };
        self.refused.set(None);
        self.named.set(None);
        let step = Step::Changed { table: TableName::Competencies, name: name(id) };
        self.app.dispatch(Msg::Edit { step, changes: vec![change] });
        true
    }
}
