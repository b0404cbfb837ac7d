//! What all forms share: the dialog, saving, the summary of errors, and the question before input is lost.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::{
    app::{
        Dialog, Draft, Msg, Reported, State, Step,
        form::{FieldError, redirect_after_adding},
    },
    browser::{clock, page},
    i18n,
    model::{Network, TableName},
};

use super::{
    super::{
        context::{App, Shared},
        kit::{Button, CollectAny, Modal, live, memo, optional},
    },
    control::OpenForm,
};

const FORM: &str = "form";

/// What a form's dialog is like.
pub(super) struct Frame {
    pub(super) title: String,
    /// The record can be deleted from here.
    pub(super) deletes: bool,
}

/// Closes a dialog about a record of this kind. Sectors are only ever reached from their list.
pub(super) fn leave(app: App, table: TableName) {
    app.dispatch(if table == TableName::Sectors { Msg::Open(Dialog::Sectors) } else { Msg::CloseDialog });
}

pub(super) fn frame(
    form: OpenForm,
    frame: Frame,
    body: impl FnOnce() -> AnyView + Send + 'static,
) -> AnyView {
    let app = form.app;
    // What others change while the form is open is not what its author saw.
    let seen = StoredValue::new(app.network.get_untracked());
    let asking = RwSignal::new(false);
    let before: StoredValue<Option<Element>, LocalStorage> = StoredValue::new_local(None);
    let stay = Callback::new(move |()| {
        asking.set(false);
        if let Some(field) = before.get_value() {
            focus(&field);
        }
    });
    let try_to_leave = Callback::new(move |()| {
        if asking.get_untracked() {
            stay.run(());
        } else if untrack(|| form.is_touched()) {
            before.set_value(page::document().and_then(|document| document.active_element()));
            asking.set(true);
        } else {
            leave(form.app, form.table());
        }
    });
    view! {
        <Modal title=frame.title on_close=try_to_leave>
            <form
                id=FORM
                class="form"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    seen.with_value(|seen| save(form, seen, false));
                }
                on:keydown=move |event| {
                    if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                        event.prevent_default();
                        seen.with_value(|seen| save(form, seen, false));
                    }
                }
                on:input=move |_| {
                    if form.half_days.with_untracked(|half| !half.is_empty()) {
                        form.look_for_half_days();
                    }
                }
            >
                <div class="kern-dialog__body form__body">{summary(form)} {body()}</div>
                {footer(form, seen, frame.deletes, asking, try_to_leave, stay)}
            </form>
        </Modal>
    }
    .into_any()
}

/// `goes_on` with another of the same kind, about the same actor.
fn save(form: OpenForm, seen: &Shared<Network>, goes_on: bool) {
    let app = form.app;
    if !form.is_right() {
        leptos::task::spawn_local(async move {
            // The fields say that they are wrong only after their effects ran.
            leptos::task::tick().await;
            let here = first_wrong().filter(|wrong| page::has_focus(&wrong.id()));
            form.wrong_here.set(here.map(|here| fault_of(form, &here.id())).unwrap_or_default());
            focus_first_wrong();
        });
        return;
    }
    if app.peek(State::is_read_only) {
        // It stays open, with what was typed.
        app.dispatch(Msg::Report(Reported::OnlyLooking));
        return;
    }
    // What one enters about oneself, one has said oneself.
    if let Some(me) = app.peek(|state| state.me().cloned()) {
        form.state.update_untracked(|state| {
            state.is_me |= state.id == me || state.chosen("actor") == Some(&me);
        });
    }
    let (message, saved) = form.state.with_untracked(|state| state.finish(seen.arc(), &mut clock::new_id));
    let (table, address) = (form.table(), app.address.get_untracked());
    app.dispatch(message);
    leave(app, table);
    if goes_on {
        let draft = Draft::new(table);
        let actor = form.state.with_untracked(|state| state.chosen("actor").cloned());
        let draft = if let Some(actor) = actor { draft.with("actor", &actor) } else { draft };
        leptos::task::spawn_local(async move {
            // Else the dialog would stay the one that it was.
            TimeoutFuture::new(0).await;
            app.dispatch(Msg::Open(Dialog::Record(draft)));
        });
    } else if let Step::Added { table, .. } = saved.step
        && let Some(next) = redirect_after_adding(&address, table, &saved.id)
    {
        app.dispatch(Msg::Go { replace: next.view == address.view, address: next });
    }
}

fn first_wrong() -> Option<Element> {
    page::element(FORM)?.query_selector("[aria-invalid=true], .kern-fieldset--error").ok().flatten()
}

fn focus_first_wrong() {
    if let Some(wrong) = first_wrong() {
        focus(&wrong);
    }
}

/// What is wrong with the field of this id, in words.
fn fault_of(form: OpenForm, id: &str) -> String {
    form.wrong.with_untracked(|wrong| {
        let fault = wrong.iter().find(|wrong| wrong.place.id() == id);
        fault.map(|fault| i18n::forms::fault(form.app.spoken(), &fault.kind)).unwrap_or_default()
    })
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

/// What is wrong stands here to be read and jumped to. Told are how much, here, and each at its field, when that has the
/// focus.
fn summary(form: OpenForm) -> impl IntoView {
    let language = form.app.spoken();
    let number = memo(move || form.wrong.with(Vec::len));
    let sentence = move || {
        (number.get() > 0).then(|| {
            view! {
                {i18n::forms::not_saved(language, number.get())} " "
                <span class="kern-sr-only">{form.wrong_here}</span>
            }
        })
    };
    let entry = move |wrong: &FieldError| {
        let id = wrong.place.id();
        let go = move |_| match page::element(&id) {
            Some(field) => focus(&field),
            None => focus_first_wrong(),
        };
        let fault = i18n::forms::fault(language, &wrong.kind);
        let words = i18n::forms::labelled(form.label_of(wrong.place), &fault);
        view! { <li><button type="button" class="form__jump" on:click=go>{words}</button></li> }
    };
    let list = move || {
        let wrong = form.wrong.get();
        (!wrong.is_empty()).then(|| view! { <ul>{wrong.iter().map(entry).collect_any()}</ul> })
    };
    view! {
        <div class:form__summary=move || { number.get() > 0 }>
            <div role="alert">{sentence}</div>
            {optional(list)}
        </div>
    }
}

/// The buttons, or the question whether to throw away what was typed.
fn footer(
    form: OpenForm,
    seen: StoredValue<Shared<Network>>,
    deletes: bool,
    asking: RwSignal<bool>,
    try_to_leave: Callback<()>,
    stay: Callback<()>,
) -> impl IntoView {
    let app = form.app;
    let t = app.texts();
    let question = move || {
        let discard = move || leave(app, form.table());
        view! {
            <div class="form__question" role="group" aria-labelledby="form-discard">
                <p id="form-discard">{t.forms().discard_question}</p>
                <Button label=t.forms().discard message=discard rank="primary" large=true />
                <Button label=t.forms().keep_editing message=move || stay.run(()) large=true focused=true />
            </div>
        }
    };
    let remove = move || {
        let (table, id) = form.state.with_untracked(|state| (state.table, state.id.clone()));
        Msg::Open(Dialog::Remove(vec![(table, id)]))
    };
    let goes_on = form.state.with_untracked(|state| {
        let many = [TableName::Actors, TableName::Competencies, TableName::Offers, TableName::Needs];
        state.is_new && many.contains(&state.table)
    });
    let buttons = move || {
        let remove = deletes
            .then(|| view! { <Button label=t.words().delete message=remove rank="tertiary" large=true /> });
        view! {
            {remove}
            <Button label=t.words().cancel message=move || try_to_leave.run(()) large=true />
            {goes_on.then(|| {
                let next = move || seen.with_value(|seen| save(form, seen, true));
                view! { <Button label=t.forms().save_and_next message=next large=true /> }
            })}
            <button type="submit" class="kern-btn kern-btn--primary" title=t.forms().save_keys>
                <span class="kern-label">{t.words().save}</span>
            </button>
        }
    };
    view! {
        <div class="kern-dialog__footer form__footer">
            {live(move || if asking.get() { question().into_any() } else { buttons().into_any() })}
        </div>
    }
}
