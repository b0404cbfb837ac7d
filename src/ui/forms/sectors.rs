use leptos::prelude::*;

use crate::{
    app::{Dialog, Draft, Msg},
    i18n::{self, records},
    model::{Sector, TableName},
};

use super::super::{
    context::App,
    kit::{Button, CollectAny, Modal, said},
};

/// All sectors, to be edited one by one.
pub(in crate::ui) fn sectors(app: App) -> impl IntoView {
    let t = app.texts();
    let rows = move || {
        let network = app.network.get();
        let rows = network.sectors.iter().map(|sector| {
            let actors =
                network.actors.iter().filter(|actor| actor.sector.as_ref() == Some(&sector.id)).count();
            row(app, sector, network.sector_color(&sector.id), actors)
        });
        rows.collect_any()
    };
    let none = move || {
        app.network
            .with(|network| network.sectors.is_empty())
            .then(|| view! { <p>{t.forms().no_sectors}</p> })
    };
    view! {
        <Modal title=t.words().sectors>
            <div class="kern-dialog__body form__body">
                <p class="form__intro">{t.forms().sectors_intro}</p>
                {none}
                <ul role="list" class="sectors">{rows}</ul>
            </div>
            <div class="kern-dialog__footer form__footer">
                <Button
                    label=records::new(app.spoken(), TableName::Sectors)
                    message=|| Msg::Open(Dialog::Record(Draft::new(TableName::Sectors)))
                    rank="primary"
                    large=true
                    focused=true
                />
            </div>
        </Modal>
    }
}

fn row(app: App, sector: &Sector, color: Option<usize>, actors: usize) -> impl IntoView + use<> {
    let sign = format!("sector-sign sector-{}", color.unwrap_or_default());
    let (edited, removed) = (sector.id.clone(), sector.id.clone());
    view! {
        <li class="sectors__row">
            <span class=sign aria-hidden="true">{sector.symbol.clone()}</span>
            <span class="sectors__name">
                {said(app, &*sector.name)} <span class="sectors__count">{records::count(app.spoken(), TableName::Actors, actors)}</span>
            </span>
            <Button
                label=i18n::forms::edit_named(app.spoken(), &sector.name)
                message=move || Msg::Open(Dialog::Record(Draft::edit(TableName::Sectors, &edited)))
                rank="tertiary"
                icon_name="edit"
                icon_only=true
            />
            <Button
                label=i18n::forms::delete_named(app.spoken(), &sector.name)
                message=move || Msg::Open(Dialog::Remove(vec![(TableName::Sectors, removed.clone())]))
                rank="tertiary"
                icon_name="delete"
                icon_only=true
            />
        </li>
    }
}
