//! Who may see it, and what, and in which way; then what is to be handed on.

use leptos::{html, prelude::*, task::spawn_local};

use super::{link, publish, single_file};
use crate::{
    app::{self, Msg},
    browser::clipboard,
    exchange::{Choice, Profile},
    i18n::{dialogs::Leaving, sharing::SharingTexts},
    ui::{
        context::App,
        dialogs::profile_choice,
        kit::{ButtonLook, CollectAny, Modal, button, effect, live, optional},
    },
};

/// In which way a network comes into other people's hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Link,
    /// A file beside the page, which a link and a frame lead to.
    Published,
    /// One file that is the page, too.
    SingleFile,
}

impl Way {
    const ALL: [Self; 3] = [Self::Link, Self::Published, Self::SingleFile];

    fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Published => "published",
            Self::SingleFile => "single-file",
        }
    }

    fn label(self, t: &SharingTexts) -> &'static str {
        match self {
            Self::Link => t.as_link,
            Self::Published => t.as_published,
            Self::SingleFile => t.as_file,
        }
    }

    fn lead(self, t: &SharingTexts) -> &'static str {
        match self {
            Self::Link => t.lead,
            Self::Published => t.lead_published,
            Self::SingleFile => t.lead_file,
        }
    }
}

/// What shall go into other people's hands.
#[derive(Clone, PartialEq)]
pub(super) struct Part {
    pub(super) profile: Profile,
    pub(super) choice: Option<Choice>,
}

pub(super) fn dialog(app: App) -> AnyView {
    let t = app.texts().sharing();
    let profile = RwSignal::new(Profile::default());
    let (choice, label) = chosen(app);
    let only_part = RwSignal::new(choice.is_some());
    let way = RwSignal::new(Way::Link);
    let has_choice = choice.is_some();
    let asked = Memo::new(move |_| {
        let choice = choice.clone().filter(|_| only_part.get());
        Part { profile: profile.get(), choice }
    });
    let ways = Way::ALL
        .map(|it| option("share-way", it.name(), it.label(t), move || way.get() == it, move || way.set(it)));
    let what = has_choice.then(|| {
        view! {
            <fieldset class="choices">
                <legend class="kern-label">{t.what}</legend>
                {option("share-what", "part", label, move || only_part.get(), move || only_part.set(true))}
                {option("share-what", "whole", t.whole, move || !only_part.get(), move || only_part.set(false))}
            </fieldset>
        }
    });
    let handed_on = move || match way.get() {
        Way::Link => link::panel(app, asked),
        Way::Published => publish::panel(app, asked),
        Way::SingleFile => single_file::panel(app, asked),
    };
    view! {
        <Modal wide=true>
            <div class="kern-dialog__body">
                <fieldset class="choices choices--row">
                    <legend class="kern-label">{t.how}</legend>
                    {ways.into_iter().collect_any()}
                </fieldset>
                <p class="dialog__lead" id="share-lead" role="status">{move || way.get().lead(t)}</p>
                <div class="leaving">
                    <div class="leaving__besides">
                        <fieldset class="choices">
                            <legend class="kern-label">{t.who}</legend>
                            {[Profile::Public, Profile::Network].map(|choice| profile_choice(app, Leaving::File, choice, profile))}
                        </fieldset>
                        {what}
                    </div>
                    <div class="leaving__besides">{live(handed_on)}</div>
                </div>
            </div>
            <div class="kern-dialog__footer">
                {button(ButtonLook::new(app.texts().words().close, "tertiary", ""), move || app.dispatch(Msg::CloseDialog))}
            </div>
        </Modal>
    }
    .into_any()
}

/// What may be shared instead of all, and how that is called.
fn chosen(app: App) -> (Option<Choice>, &'static str) {
    let t = app.texts().sharing();
    let network = app.network.get_untracked();
    let marked = app.selection.get_untracked();
    let choice = app.visible.with_untracked(|visible| {
        app.address.with_untracked(|address| app::chosen(&network, &marked, address, visible))
    });
    let is_marked = !Choice::of(&network, &marked).is_empty();
    (choice, if is_marked { t.marked } else { t.narrowed })
}

/// One of several radio buttons.
fn option(
    group: &'static str,
    name: &'static str,
    label: &'static str,
    is_chosen: impl Fn() -> bool + Send + 'static,
    choose: impl Fn() + 'static,
) -> AnyView {
    let id = format!("{group}-{name}");
    view! {
        <div class="kern-form-check">
            <input
                type="radio"
                class="kern-form-check__radio"
                name=group
                id=id.clone()
                prop:checked=is_chosen
                on:change=move |_| choose()
            />
            <label class="kern-label" for=id>{label}</label>
        </div>
    }
    .into_any()
}

/// A text to copy, with the button that does it; then follows what follows. `rows` of more than one are for what is long.
pub(super) fn to_copy(
    app: App,
    id: &'static str,
    label: &'static str,
    button_label: &'static str,
    rows: u32,
    text: Signal<String>,
    then: impl Fn() + Copy + 'static,
) -> AnyView {
    let t = app.texts().sharing();
    let field = NodeRef::<html::Textarea>::new();
    // `None` before somebody asked for it.
    let copied = RwSignal::new(None);
    effect(move || {
        text.track();
        copied.set(None);
    });
    let copy = move || {
        let Some(field) = field.get_untracked() else { return };
        field.select();
        spawn_local(async move {
            let is_copied = clipboard::copy(&field.value()).await;
            copied.try_set(Some(is_copied));
            if is_copied {
                then();
            }
        });
    };
    let said = optional(move || {
        copied
            .get()
            .map(|is_copied| view! { <p>{if is_copied { t.copied } else { t.not_copied }}</p> }.into_any())
    });
    view! {
        <div class="share-text">
            <div class="kern-form-input">
                <label class="kern-label" for=id>{label}</label>
                <textarea
                    node_ref=field
                    id=id
                    class="kern-form-input__input"
                    rows=rows.to_string()
                    readonly
                    spellcheck="false"
                    prop:value=text
                ></textarea>
            </div>
            {button(ButtonLook::new(button_label, "secondary", "content-copy"), copy)}
            <div role="status">{said}</div>
        </div>
    }
    .into_any()
}
