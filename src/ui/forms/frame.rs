//! What all forms share: the dialog, saving, the summary of errors, and the question before input is lost.

use leptos::{either::Either, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::{
    app::{
        Dialog, Msg, Step, View,
        form::{Form, finish, redirect_after_adding},
    },
    browser::{clock, page},
    i18n,
    model::{Id, TableName},
};

use super::{
    super::{
        context::App,
        kit::{Modal, address_of},
    },
    fields::Fields,
};

const FORM: &str = "form";

/// What a form's dialog is like.
pub(super) struct Frame {
    pub(super) title: String,
    /// The existing record, which can be deleted from here.
    pub(super) record: Option<(TableName, Id)>,
    /// Where leaving the form leads; to the page if nothing is named.
    pub(super) back: Option<Dialog>,
}

impl Frame {
    /// "New actor" without an id, "Edit actor" with one.
    pub(super) fn new(app: App, table: TableName, id: Option<&Id>) -> Self {
        let language = app.spoken();
        Self {
            title: i18n::forms::title(language, table, id.is_none()),
            record: id.map(|id| (table, id.clone())),
            back: None,
        }
    }
}

pub(super) fn frame<F: Form, V: IntoView + 'static>(
    app: App,
    frame: Frame,
    form: F,
    body: impl FnOnce(Fields<F>) -> V + Send + 'static,
) -> impl IntoView {
    let fields = Fields::new(app, form.clone());
    let untouched = StoredValue::new(form);
    let asking = RwSignal::new(false);
    let before: StoredValue<Option<Element>, LocalStorage> = StoredValue::new_local(None);
    let stay = Callback::new(move |()| {
        asking.set(false);
        if let Some(field) = before.get_value() {
            focus(&field);
        }
    });
    let leaving = Leaving { app, back: StoredValue::new(frame.back) };
    let try_to_leave = Callback::new(move |()| {
        let touched =
            untouched.with_value(|untouched| fields.draft.with_untracked(|draft| draft != untouched));
        if asking.get_untracked() {
            stay.run(());
        } else if touched {
            before.set_value(page::document().and_then(|document| document.active_element()));
            asking.set(true);
        } else {
            leaving.leave();
        }
    });
    let submit = move || save(fields, leaving);
    view! {
        <Modal title=frame.title on_close=try_to_leave>
            <form
                id=FORM
                class="form"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
                on:keydown=move |event| {
                    if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                        event.prevent_default();
                        submit();
                    }
                }
                on:input=move |_| {
                    if fields.half_days.with_untracked(|half| !half.is_empty()) {
                        fields.half_days.set(half_days(&fields.names()));
                    }
                }
            >
                <div class="kern-dialog__body form__body">{summary(fields)} {body(fields)}</div>
                {footer(app, frame.record, asking, leaving, try_to_leave, stay)}
            </form>
        </Modal>
    }
}

/// Where leaving the form leads.
#[derive(Clone, Copy)]
struct Leaving {
    app: App,
    back: StoredValue<Option<Dialog>>,
}

impl Leaving {
    fn leave(self) {
        self.app.dispatch(match self.back.get_value() {
            Some(dialog) => Msg::Open(dialog),
            None => Msg::CloseDialog,
        });
    }
}

fn save<F: Form>(fields: Fields<F>, leaving: Leaving) {
    let app = fields.app;
    fields.half_days.set(half_days(&fields.names()));
    fields.tried.set(true);
    if fields.wrong.with_untracked(|wrong| !wrong.is_empty()) {
        leptos::task::spawn_local(async {
            // The fields say that they are wrong only after their effects ran.
            leptos::task::tick().await;
            focus_first_wrong();
        });
        return;
    }
    let network = app.network.get_untracked();
    let (message, saved) = finish(&fields.draft.get_untracked(), &network, &mut clock::new_id);
    app.dispatch(message);
    let address = app.address.get_untracked();
    leaving.leave();
    if let Step::Added { table, .. } = saved.step
        && let Some(next) = redirect_after_adding(&address, table, &saved.id)
    {
        app.dispatch(Msg::Go { replace: next.view == address.view, address: next });
    }
}

/// The date fields in which the browser sees something unfinished.
fn half_days(names: &[&'static str]) -> Vec<&'static str> {
    let half = |name: &&'static str| {
        page::element(&format!("form-{name}"))
            .is_some_and(|input| input.matches("input[type=date]:invalid").unwrap_or(false))
    };
    names.iter().copied().filter(half).collect()
}

fn focus_first_wrong() {
    let wrong = page::element(FORM).and_then(|form| {
        let invalid = "[aria-invalid=true], .kern-fieldset--error";
        form.query_selector(invalid).ok().flatten()
    });
    if let Some(wrong) = wrong {
        focus(&wrong);
    }
}

/// Focuses a field, even one that is folded away.
fn focus(field: &Element) {
    if let Ok(Some(details)) = field.closest("details") {
        let _ = details.set_attribute("open", "");
    }
    if let Some(field) = field.dyn_ref::<HtmlElement>() {
        let _ = field.focus();
    }
}

fn summary<F: Form>(fields: Fields<F>) -> impl IntoView {
    let language = fields.app.spoken();
    let faults = move || {
        let wrong = fields.wrong.get();
        (!wrong.is_empty()).then(|| {
            let entries = wrong.iter().map(|wrong| {
                let id = format!("form-{}", wrong.field);
                let go = move |_| {
                    if let Some(field) = page::element(&id) {
                        focus(&field);
                    }
                };
                let words = i18n::forms::labelled(
                    fields.label_of(wrong.field),
                    &i18n::forms::fault(language, &wrong.fault),
                );
                view! { <li><button type="button" class="form__jump" on:click=go>{words}</button></li> }
            });
            view! {
                <div class="form__summary">
                    <p>{i18n::forms::not_saved(language, wrong.len())}</p>
                    <ul>{entries.collect_view()}</ul>
                </div>
            }
        })
    };
    view! { <div role="alert">{faults}</div> }
}

/// The buttons, or the question whether to throw away what was typed.
fn footer(
    app: App,
    record: Option<(TableName, Id)>,
    asking: RwSignal<bool>,
    leaving: Leaving,
    try_to_leave: Callback<()>,
    stay: Callback<()>,
) -> impl IntoView {
    let t = app.texts();
    let question = move || {
        view! {
            <div class="form__question" role="group" aria-labelledby="form-discard">
                <p id="form-discard">{t.forms.discard_question}</p>
                {button(t.forms.discard, "primary", false, move || leaving.leave())}
                {button(t.forms.keep_editing, "secondary", true, move || stay.run(()))}
            </div>
        }
    };
    let buttons = move || {
        let remove = record.clone().map(|(table, id)| {
            let ask = move || app.dispatch(Msg::Open(Dialog::Remove { table, id: id.clone() }));
            button(t.words.delete, "tertiary", false, ask)
        });
        view! {
            {remove}
            <button type="button" class="kern-btn kern-btn--secondary" on:click=move |_| try_to_leave.run(())>
                <span class="kern-label">{t.words.cancel}</span>
            </button>
            <button type="submit" class="kern-btn kern-btn--primary" title=t.forms.save_keys>
                <span class="kern-label">{t.words.save}</span>
            </button>
        }
    };
    view! {
        <footer class="kern-dialog__footer form__footer">
            {move || if asking.get() { Either::Left(question()) } else { Either::Right(buttons()) }}
        </footer>
    }
}

/// A button inside a dialog. `focused`: takes the focus when it appears.
pub(super) fn button(
    label: &'static str,
    rank: &'static str,
    focused: bool,
    press: impl Fn() + 'static,
) -> impl IntoView {
    let node = NodeRef::<leptos::html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = node.get().filter(|_| focused) {
            let _ = button.focus();
        }
    });
    view! {
        <button node_ref=node type="button" class=format!("kern-btn kern-btn--{rank}") on:click=move |_| press()>
            <span class="kern-label">{label}</span>
        </button>
    }
}

/// A small button beside or below a field.
pub(super) fn aside_button(label: String, press: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" class="kern-btn kern-btn--secondary kern-btn--x-small" on:click=move |_| press()>
            <span class="kern-label">{label}</span>
        </button>
    }
}

/// Leaves the form for a record that is there already.
pub(super) fn show(app: App, table: TableName, id: &Id) {
    let here = app.address.get_untracked();
    let in_graph = matches!(here.view, View::Start | View::Network);
    let address =
        redirect_after_adding(&here, table, id).filter(|_| in_graph).unwrap_or_else(|| address_of(table, id));
    app.dispatch(Msg::CloseDialog);
    app.dispatch(Msg::Go { address, replace: false });
}
