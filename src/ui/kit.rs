//! Small parts that several areas share.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    app::{CommandId, Msg},
    browser::page,
    model::{Id, Network, TableName},
};

use super::context::{App, app};

pub use crate::app::address_of;

/// A part of a view that changes by itself. Boxed, as what follows is: a closure has a type of its own, and whatever
/// knows that type is compiled anew for each of them.
pub fn live<V: IntoView + 'static>(draw: impl Fn() -> V + Send + 'static) -> AnyView {
    fn boxed(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
        draw.into_any()
    }
    boxed(Box::new(move || draw().into_any()))
}

/// A part of a view that is not always there.
pub fn optional<V: IntoView + 'static>(draw: impl Fn() -> Option<V> + Send + 'static) -> AnyView {
    live(move || draw().map(IntoAny::into_any))
}

/// As Leptos's `collect_view`, with one type for all lists.
pub trait CollectAny {
    fn collect_any(self) -> AnyView;
}

impl<V: IntoView + 'static, I: IntoIterator<Item = V>> CollectAny for I {
    fn collect_any(self) -> AnyView {
        self.into_iter().map(IntoAny::into_any).collect::<Vec<AnyView>>().into_any()
    }
}

/// What is computed anew when what it reads changes, and wakes its readers when it is another then.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    compute: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    fn boxed<T: PartialEq + Send + Sync + 'static>(compute: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T> {
        Memo::new(move |_| compute())
    }
    boxed(Box::new(compute))
}

/// Done soon, and again after what it reads has changed.
pub fn effect(work: impl Fn() + 'static) {
    fn boxed(work: Box<dyn Fn()>) {
        Effect::new(work);
    }
    boxed(Box::new(work));
}

/// KERN ships its icons as CSS masks by name (`kern-icon--search`).
pub fn icon(name: &str) -> impl IntoView + use<> {
    view! { <span class=format!("kern-icon kern-icon--{name}") aria-hidden="true"></span> }
}

/// What a record is called that has a page of its own; `None` when it is gone.
pub fn record_name(network: &Network, table: TableName, id: &Id) -> Option<String> {
    match table {
        TableName::Actors => network.actors.get(id).map(|actor| actor.name.clone()),
        TableName::Competencies => network.competencies.get(id).map(|competency| competency.name.clone()),
        TableName::Topics => network.topics.get(id).map(|topic| topic.title.clone()),
        TableName::Meetings => network.meetings.get(id).map(|meeting| meeting.title.clone()),
        TableName::Groups => network.groups.get(id).map(|group| group.name.clone()),
        _ => None,
    }
}

/// A link to a record's own page.
pub fn record_link(table: TableName, id: &Id, name: &str) -> impl IntoView + use<> {
    view! { <a class="kern-link" lang=app().contents() href=address_of(table, id).hash()>{name.to_owned()}</a> }
}

/// Contents amid words of ours: in the language they are written in, and by themselves in their direction.
pub fn said(app: App, text: impl Into<String>) -> AnyView {
    view! { <bdi lang=app.contents()>{text.into()}</bdi> }.into_any()
}

/// Once what is drawn anew stands, moves the focus to an element, or where there is none of that name, to another: for
/// what a press takes away, or draws anew under the finger.
pub fn focus_soon(id: impl Into<String>, otherwise: &'static str) {
    let id = id.into();
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        page::focus(if page::element(&id).is_some() { &id } else { otherwise });
    });
}

/// Something chosen, with a press that takes it away. It is spoken of as `label`.
pub fn chip(name: AnyView, label: String, remove: impl Fn() + 'static) -> AnyView {
    let remove: Box<dyn Fn()> = Box::new(remove);
    view! {
        <li>
            <button type="button" class="chip chip--set" aria-label=label on:click=move |_| remove()>
                {name}
                {icon("close")}
            </button>
        </li>
    }
    .into_any()
}

/// What a button looks like and is called.
#[derive(Default)]
pub struct ButtonLook {
    pub label: Signal<String>,
    /// The accessible name, where the label says too little by itself.
    pub spoken: Option<String>,
    /// `primary`, `secondary` or `tertiary`.
    pub rank: &'static str,
    /// A KERN icon before the label.
    pub icon_name: &'static str,
    /// Show only the icon; the label becomes the accessible name.
    pub icon_only: bool,
    /// What a pointer that rests on it is told besides.
    pub hint: Option<&'static str>,
    pub disabled: Signal<bool>,
    /// At the end of a dialog.
    pub large: bool,
    /// Takes the focus when it appears.
    pub focused: bool,
}

impl ButtonLook {
    /// Small; without an icon if that has no name.
    pub fn new(label: impl Into<Signal<String>>, rank: &'static str, icon_name: &'static str) -> Self {
        Self { label: label.into(), rank, icon_name, ..Self::default() }
    }
}

/// A button that does something on the spot.
pub fn button(look: ButtonLook, press: impl Fn() + 'static) -> AnyView {
    boxed_button(look, Box::new(press))
}

fn boxed_button(look: ButtonLook, press: Box<dyn Fn()>) -> AnyView {
    let node = NodeRef::<html::Button>::new();
    if look.focused {
        effect(move || {
            if let Some(button) = node.get() {
                // Fails only for what is no longer in the page.
                let _ = button.focus();
            }
        });
    }
    let symbol = (!look.icon_name.is_empty()).then(|| icon(look.icon_name));
    let hidden = if look.icon_only { "kern-label kern-sr-only" } else { "kern-label" };
    let title = move || if look.icon_only { Some(look.label.get()) } else { look.hint.map(str::to_owned) };
    view! {
        <button
            node_ref=node
            type="button"
            class=format!("kern-btn kern-btn--{}", look.rank)
            class:kern-btn--x-small=!look.large
            title=title
            aria-label=look.spoken
            disabled=look.disabled
            on:click=move |_| press()
        >
            {symbol}
            <span class=hidden>{look.label}</span>
        </button>
    }
    .into_any()
}

/// A link that looks like a button.
pub fn link_button(href: impl Into<Signal<String>>, label: &'static str) -> AnyView {
    let href = href.into();
    view! {
        <a class="kern-btn kern-btn--secondary kern-btn--x-small" href=href>
            <span class="kern-label">{label}</span>
        </a>
    }
    .into_any()
}

/// What follows from a click.
pub trait Outcome: 'static {
    fn follow(self, app: App);
}

impl Outcome for Msg {
    fn follow(self, app: App) {
        app.dispatch(self);
    }
}

/// What was to be done is done.
impl Outcome for () {
    fn follow(self, _: App) {}
}

/// The one button: small beside what it belongs to, large at the end of a dialog.
#[component]
pub fn Button<Press, Followed>(
    #[prop(into)] label: Signal<String>,
    /// What a click does: the message it asks for, or all of it.
    message: Press,
    /// `primary`, `secondary` or `tertiary`.
    #[prop(default = "secondary")]
    rank: &'static str,
    /// A KERN icon before the label.
    #[prop(optional)]
    icon_name: &'static str,
    /// Show only the icon; the label becomes the accessible name.
    #[prop(optional)]
    icon_only: bool,
    /// The accessible name, where the label says too little by itself.
    #[prop(into, optional)]
    spoken: Option<String>,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(optional)] large: bool,
    /// Takes the focus when it appears.
    #[prop(optional)]
    focused: bool,
) -> impl IntoView
where
    Press: Fn() -> Followed + 'static,
    Followed: Outcome,
{
    let app = app();
    let look = ButtonLook { label, spoken, rank, icon_name, icon_only, disabled, large, focused, hint: None };
    button(look, move || message().follow(app))
}

/// A native modal dialog. Escape and the close button dispatch [`Msg::CloseDialog`]; the focus goes back to
/// where it was.
#[component]
pub fn Modal(
    /// If another than the one in the dialog's row.
    #[prop(optional, into)]
    title: String,
    /// Of more than a form's width.
    #[prop(optional)]
    wide: bool,
    /// What closing means, if something has to be asked or done first.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let app = app();
    let close_now = move || match on_close {
        Some(on_close) => on_close.run(()),
        None => app.dispatch(Msg::CloseDialog),
    };
    let dialog = NodeRef::<html::Dialog>::new();
    let before: StoredValue<Option<web_sys::Element>, LocalStorage> =
        StoredValue::new_local(page::document().and_then(|document| document.active_element()));
    effect(move || {
        if let Some(dialog) = dialog.get() {
            // Fails only for a dialog that is open already.
            let _ = dialog.show_modal();
        }
    });
    on_cleanup(move || {
        let Some(before) = before.try_get_value().flatten() else { return };
        // After the dialog has left the page.
        leptos::task::spawn_local(async move {
            // The menu has closed behind whoever came out of it.
            let from_menu = before.closest("#menu").ok().flatten().is_some();
            match before.dyn_into::<HtmlElement>() {
                _ if from_menu => page::focus("menu-button"),
                Ok(before) if before.is_connected() => {
                    let _ = before.focus();
                }
                // It went with another dialog or a deleted record. Behind an open dialog this does nothing.
                _ => page::focus("main"),
            }
        });
    });
    let close = app.texts().words().close;
    let title = if title.is_empty() {
        app.peek(|state| state.dialog.as_ref().map_or("", |dialog| dialog.title(app.spoken()))).to_owned()
    } else {
        title
    };
    view! {
        <dialog
            node_ref=dialog
            class="kern-dialog dialog"
            class:dialog--wide=wide
            aria-labelledby="dialog-title"
            on:keydown=move |event| {
                // Before the browser: it lets a dialog refuse to close only once.
                if event.key() == "Escape" && !event.default_prevented() {
                    event.prevent_default();
                    close_now();
                }
            }
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                close_now();
            }
        >
            <div class="kern-dialog__header">
                <h2 id="dialog-title" class="kern-title">{title}</h2>
                <button
                    type="button"
                    class="kern-btn kern-btn--tertiary"
                    title=close
                    on:click=move |_| close_now()
                >
                    {icon("close")}
                    <span class="kern-label kern-sr-only">{close}</span>
                </button>
            </div>
            {children()}
        </dialog>
    }
}

/// The heading every view begins with; it takes the focus when the view changes.
pub fn view_title(text: impl IntoView) -> impl IntoView {
    view! { <h1 id="view-title" class="kern-heading-medium" tabindex="-1">{text.into_any()}</h1> }
}

/// A button for a command with its own title and icon.
pub fn button_of(app: App, id: CommandId, rank: &'static str, icon_only: bool) -> AnyView {
    let icon_name = id.command().map_or("", |command| command.icon);
    let look = ButtonLook { icon_only, ..ButtonLook::new(id.title(app.spoken()), rank, icon_name) };
    command_button(app, id, look)
}

/// A button for a command of the catalogue, dark when the command is not to be had now, and not there where it never is.
pub fn command_button(app: App, id: CommandId, look: ButtonLook) -> AnyView {
    if app.peek(|state| id.is_never_enabled(state)) {
        return ().into_any();
    }
    let enabled = app.slice(move |state| id.is_enabled(state));
    let disabled = Signal::derive(move || !enabled.get());
    button(ButtonLook { disabled, ..look }, move || app.dispatch(Msg::Call(id)))
}

/// Text with one byte range marked, for showing what a search matched.
pub fn marked(text: &str, range: Option<std::ops::Range<usize>>) -> AnyView {
    match range
        .and_then(|range| Some((text.get(..range.start)?, text.get(range.clone())?, text.get(range.end..)?)))
    {
        Some((before, hit, after)) => view! {
            {before.to_owned()}
            <mark>{hit.to_owned()}</mark>
            {after.to_owned()}
        }
        .into_any(),
        None => text.to_owned().into_any(),
    }
}
