//! What lies above the views: import, export, palette, help; and which function draws which dialog.

mod begin;
mod files;
mod help;
mod image_export;
mod kept;
mod leaving;
mod networks;
mod open;
mod palette;
mod print;
mod shortcuts;
mod transfer;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

use crate::{
    app::{Dialog, Msg},
    doors,
};

use super::{behind, context::App, kit::icon, shell::menu_body};

pub(in crate::ui) use files::file_input;
pub(in crate::ui) use leaving::profile_choice;

/// What is behind the door of the dialogs.
pub struct Dialogs {
    /// One that is no form.
    draw: fn(App, &Dialog) -> AnyView,
    open_files: fn(App, Vec<web_sys::File>),
    pub(in crate::ui) help: fn(App) -> AnyView,
    /// It opens them.
    pub(in crate::ui) menu: fn(App) -> AnyView,
}

pub const DIALOGS: Dialogs = Dialogs {
    draw: |app, dialog| match dialog {
        Dialog::NewNetwork => begin::new_network(app).into_any(),
        Dialog::Coordinate => begin::coordinate(app).into_any(),
        Dialog::Export => transfer::export(app),
        Dialog::ExportImage => image_export::export_image(app),
        Dialog::Networks => networks::networks(app).into_any(),
        Dialog::Kept => kept::kept(app).into_any(),
        Dialog::Print => print::print(app),
        Dialog::Palette => palette::palette(app).into_any(),
        Dialog::Shortcuts => shortcuts::shortcuts(app).into_any(),
        Dialog::Record(_)
        | Dialog::Connect { .. }
        | Dialog::Several { .. }
        | Dialog::Remove(_)
        | Dialog::Introduction { .. }
        | Dialog::Invite(_)
        | Dialog::Contribute
        | Dialog::Merge
        | Dialog::Inbox
        | Dialog::Import
        | Dialog::Share
        | Dialog::Starter
        | Dialog::Sectors => ().into_any(),
    },
    open_files: open::open_files,
    help: |app| help::help(app).into_any(),
    menu: menu_body,
};

pub(in crate::ui) fn draw(app: App, dialog: Dialog) -> AnyView {
    match dialog {
        Dialog::Record(draft) => behind::dialog(app, &doors::FORMS, move |forms| (forms.form)(app, &draft)),
        Dialog::Connect { from, to } => {
            behind::dialog(app, &doors::FORMS, move |forms| (forms.connect)(app, from.clone(), to.clone()))
        }
        Dialog::Several { table, ids } => {
            behind::dialog(app, &doors::FORMS, move |forms| (forms.several)(app, table, &ids))
        }
        Dialog::Remove(records) => {
            behind::dialog(app, &doors::FORMS, move |forms| (forms.remove)(app, records.clone()))
        }
        Dialog::Introduction { need, offered_by } => behind::dialog(app, &doors::MATCHES, move |matches| {
            (matches.introduction)(app, need.clone(), offered_by.clone())
        }),
        Dialog::Invite(actor) => {
            behind::dialog(app, &doors::GROWTH, move |growth| (growth.invite)(app, actor.clone()))
        }
        Dialog::Import => behind::dialog(app, &doors::INTAKE, move |intake| (intake.draw)(app)),
        Dialog::Share => behind::dialog(app, &doors::SHARING, move |sharing| (sharing.draw)(app)),
        Dialog::Merge | Dialog::Inbox => behind::dialog(app, &doors::MERGING, move |it| (it.draw)(app)),
        Dialog::Contribute => behind::dialog(app, &doors::CONTRIBUTE, move |it| (it.draw)(app)),
        Dialog::Starter => behind::dialog(app, &doors::INTAKE, move |intake| (intake.starter)(app)),
        Dialog::Sectors => behind::dialog(app, &doors::FORMS, move |forms| (forms.sectors)(app)),
        other => behind::dialog(app, &doors::DIALOGS, move |dialogs| (dialogs.draw)(app, &other)),
    }
}

/// Closes the dialog, and when the focus is back where it was, goes on. What comes then may move the focus
/// itself, which a modal dialog would not let it do.
fn close_then(app: App, message: Msg) {
    app.dispatch(Msg::CloseDialog);
    leptos::task::spawn_local(async move {
        TimeoutFuture::new(0).await;
        app.dispatch(message);
    });
}

/// The end of a dialog's form: out again, or what the form is for.
fn submit_row(app: App, label: &'static str, icon_name: Option<&'static str>) -> impl IntoView {
    view! {
        <div class="kern-dialog__footer">
            <button type="button" class="kern-btn kern-btn--tertiary" on:click=move |_| app.dispatch(Msg::CloseDialog)>
                <span class="kern-label">{app.texts().words().cancel}</span>
            </button>
            <button type="submit" class="kern-btn kern-btn--primary">
                {icon_name.map(icon)} <span class="kern-label">{label}</span>
            </button>
        </div>
    }
}
