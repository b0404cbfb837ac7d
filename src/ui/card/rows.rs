//! Records of a section: one row each, with what is said and what can be done.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    content::{Edit, Inline, Row, Section},
    draw::Drawing,
};
use crate::{
    app::{Dialog, Msg, RecordAction},
    browser::{clock, page},
    i18n,
    ui::{
        kit::{Button, CollectAny, icon},
        lists::all_button,
    },
};

/// Rows of a longer list that are shown at first.
const FIRST_ROWS: usize = 50;
/// Up to so many, a button would hide hardly anything.
const MOST_ROWS: usize = 60;

impl Drawing {
    pub(super) fn rows(self, section: &Section) -> Option<AnyView> {
        let heading = section.id;
        let add = section.add.clone().filter(|_| self.editable);
        let is_empty = section.rows.is_empty();
        if is_empty && section.met.is_empty() && section.none.is_empty() && add.is_none() {
            return None;
        }
        let words = if is_empty && !section.none.is_empty() { section.none } else { section.hint };
        let words = (!words.is_empty()).then(|| view! { <p class="muted">{words}</p> });
        let list = (!is_empty).then(|| self.list(&section.rows, heading));
        let met = (!section.met.is_empty()).then(|| {
            view! {
                <details class="card__more">
                    <summary>{i18n::card::met_needs(self.app.spoken(), section.met.len())}</summary>
                    {self.list(&section.met, heading)}
                </details>
            }
        });
        let add = add.map(|(label, draft)| {
            let open = move || Msg::Open(Dialog::Record(draft.clone()));
            view! { <Button label=label message=open icon_name="add" /> }
        });
        Some(view! { {words} {list} {met} {add} }.into_any())
    }

    fn list(self, rows: &Arc<[Row]>, heading: &'static str) -> AnyView {
        let (rows, all) = (rows.clone(), rows.len());
        let limit = RwSignal::new(if all <= MOST_ROWS { all } else { FIRST_ROWS });
        let shown = move || {
            let shown = rows.iter().take(limit.get());
            shown.map(|row| self.row(row, heading)).collect::<Vec<_>>()
        };
        view! {
            <ul class="rows" role="list">{shown}</ul>
            {(all > MOST_ROWS).then(|| all_button(self.app, limit, all))}
        }
        .into_any()
    }

    fn row(self, row: &Row, heading: &'static str) -> AnyView {
        let has_sector = row.head.iter().any(|inline| matches!(inline, Inline::Sector(_)));
        let head = row.head.iter().map(|inline| view! { {self.inline(inline)} " " });
        let details = row.details.iter().filter(|inline| !inline.is_blank());
        let details: Vec<_> = details.map(|inline| view! { <li>{self.inline(inline)}</li> }).collect();
        let details =
            (!details.is_empty()).then(|| view! { <ul class="row__details" role="list">{details}</ul> });
        let named = row.named.as_ref().map(|(label, who)| {
            view! { <div class="row__named">{*label} {self.sentence(who)}</div> }
        });
        let buttons = self.editable.then(|| {
            let action = row.action.as_ref().map(|(action, name)| self.action(action, name, heading));
            view! { {action} {row.edit.as_ref().map(|edit| self.edit(edit))} }
        });
        view! {
            <li class="row" class:row--warned=row.mark.is_some_and(|mark| mark != "check")>
                {row.mark.map(icon)}
                <div class="row__main">
                    <span class:row__actor=has_sector>{head.collect_any()}</span>
                    {details}
                    {named}
                </div>
                {buttons}
            </li>
        }
        .into_any()
    }

    fn action(self, action: &RecordAction, name: &str, heading: &'static str) -> AnyView {
        let language = self.app.spoken();
        let spoken = i18n::card::action_named(language, action, name);
        let label = i18n::card::action(language, action);
        let (action, name) = (action.clone(), name.to_owned());
        let message = move || {
            // The row is drawn anew, and with it goes the focus.
            leptos::task::spawn_local(async move {
                leptos::task::tick().await;
                page::focus(heading);
            });
            action.message(name.clone(), clock::now().today)
        };
        view! { <Button label=label spoken=spoken message=message rank="tertiary" /> }.into_any()
    }

    /// Small buttons at the end of a row.
    fn edit(self, Edit { table, id, draft, name }: &Edit) -> AnyView {
        let (language, table, id, draft) = (self.app.spoken(), *table, id.clone(), draft.clone());
        let (edit, remove) =
            (i18n::card::edit_named(language, table, name), i18n::card::remove_named(language, table, name));
        let open = move || Msg::Open(Dialog::Record(draft.clone()));
        let ask = move || Msg::Open(Dialog::Remove(vec![(table, id.clone())]));
        view! {
            <span class="row__actions">
                <Button label=edit message=open rank="tertiary" icon_name="edit" icon_only=true />
                <Button label=remove message=ask rank="tertiary" icon_name="delete" icon_only=true />
            </span>
        }
        .into_any()
    }
}
