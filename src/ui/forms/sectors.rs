use leptos::prelude::*;

use crate::{
    app::{Dialog, Draft, Msg},
    browser::clock,
    i18n::{self, records},
    model::{Id, Sector, TableName},
};

use super::{
    super::{
        context::App,
        kit::{Button, Modal},
    },
    fields::Label,
    frame::{Frame, frame},
};

pub(super) fn form(app: App, id: Option<Id>) -> impl IntoView {
    let network = app.network.get_untracked();
    let t = &app.texts().forms;
    let existing = id.as_ref().and_then(|id| network.sectors.get(id)).map(|sector| Sector::clone(sector));
    let sheet = Frame::new(app, TableName::Sectors, existing.as_ref().map(|sector| &sector.id));
    let sheet = Frame { back: Some(Dialog::Sectors), ..sheet };
    let record = existing.unwrap_or_else(|| Sector::new(clock::new_id(), String::new()));
    frame(app, sheet, record, move |fields| {
        view! {
            {fields.line(Label::new("name", t.name).required().first(), |sector| &mut sector.name)}
            {fields.line(Label::new("symbol", t.symbol).hint(t.symbol_hint), |sector| &mut sector.symbol)}
        }
    })
}

/// All sectors, to be edited one by one.
pub(in crate::ui) fn sectors(app: App) -> impl IntoView {
    let t = app.texts();
    let rows = move || {
        let network = app.network.get();
        let rows = network.sectors.iter().map(|sector| {
            let actors =
                network.actors.iter().filter(|actor| actor.sector.as_ref() == Some(&sector.id)).count();
            row(app, sector, actors)
        });
        rows.collect_view()
    };
    let none = move || {
        app.network.with(|network| network.sectors.is_empty()).then(|| view! { <p>{t.forms.no_sectors}</p> })
    };
    view! {
        <Modal title=t.words.sectors>
            <div class="kern-dialog__body form__body">
                <p class="form__intro">{t.forms.sectors_intro}</p>
                {none}
                <ul role="list" class="sectors">{rows}</ul>
            </div>
            <footer class="kern-dialog__footer form__footer">
                <button
                    type="button"
                    class="kern-btn kern-btn--primary"
                    autofocus
                    on:click=move |_| app.dispatch(Msg::Open(Dialog::Record(Draft::Sector(None))))
                >
                    <span class="kern-label">{t.forms.new_sector}</span>
                </button>
            </footer>
        </Modal>
    }
}

fn row(app: App, sector: &Sector, actors: usize) -> impl IntoView + use<> {
    let (edited, removed) = (sector.id.clone(), sector.id.clone());
    view! {
        <li class="sectors__row">
            <span class="sectors__symbol" aria-hidden="true">{sector.symbol.clone()}</span>
            <span class="sectors__name">
                {sector.name.clone()} <span class="sectors__count">{records::count(app.spoken(), TableName::Actors, actors)}</span>
            </span>
            <Button
                label=i18n::forms::edit_named(app.spoken(), &sector.name)
                message=move || Msg::Open(Dialog::Record(Draft::Sector(Some(edited.clone()))))
                rank="tertiary"
                icon_name="edit"
                icon_only=true
            />
            <Button
                label=i18n::forms::delete_named(app.spoken(), &sector.name)
                message=move || Msg::Open(Dialog::Remove { table: TableName::Sectors, id: removed.clone() })
                rank="tertiary"
                icon_name="delete"
                icon_only=true
            />
        </li>
    }
}
