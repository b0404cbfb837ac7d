//! A list by keyboard, after the grid pattern of ARIA: one stop of the Tab key, arrows from cell to cell, and cells that
//! are edited where they stand.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use crate::{browser::page, model::Id};

/// Rows that Page Up and Page Down pass.
const PAGE_ROWS: isize = 10;

/// The attribute of a row that names its record.
pub(super) const RECORD: &str = "data-record";
/// That of a cell that can be edited, which names its field.
pub(super) const FIELD: &str = "data-field";

/// A cell that is being edited.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Editing {
    pub(super) id: Id,
    pub(super) field: String,
}

/// The cell that an element lies in.
fn cell_around(element: &Element) -> Option<Element> {
    element.closest("tbody :is(th, td)").ok().flatten()
}

/// The cell that an event is about, unless something is typed there.
fn cell_of(event: &web_sys::Event) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let is_editor = target.closest(".list__editor").ok().flatten().is_some();
    cell_around(&target).filter(|_| !is_editor)
}

/// Begins to edit a cell, if it can be.
fn edit(cell: &Element, editing: RwSignal<Option<Editing>>) -> bool {
    let id = cell.parent_element().and_then(|row| row.get_attribute(RECORD));
    let Some((id, field)) = id.zip(cell.get_attribute(FIELD)) else { return false };
    editing.set(Some(Editing { id: Id::from(&*id), field }));
    true
}

pub(super) fn double_clicked(event: &web_sys::MouseEvent, editing: RwSignal<Option<Editing>>) {
    if let Some(cell) = cell_of(event) {
        edit(&cell, editing);
    }
}

pub(super) fn keydown(event: &KeyboardEvent, editing: RwSignal<Option<Editing>>) {
    if event.alt_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let Some(cell) = cell_of(event) else { return };
    // A link is followed and a box is ticked as anywhere.
    let is_plain = event.target().as_ref() == Some(&cell);
    let to_end = isize::MAX / 2;
    let (columns, rows) = match (event.key().as_str(), event.ctrl_key()) {
        ("F2", false) => (0, 0),
        ("Enter", false) if is_plain => (0, 0),
        ("ArrowLeft", false) => (-1, 0),
        ("ArrowRight", false) => (1, 0),
        ("ArrowUp", false) => (0, -1),
        ("ArrowDown", false) => (0, 1),
        ("PageUp", false) => (0, -PAGE_ROWS),
        ("PageDown", false) => (0, PAGE_ROWS),
        ("Home", false) => (-to_end, 0),
        ("End", false) => (to_end, 0),
        ("Home", true) => (-to_end, -to_end),
        ("End", true) => (to_end, to_end),
        _ => return,
    };
    let is_used = if (columns, rows) == (0, 0) {
        edit(&cell, editing)
    } else {
        neighbour(&cell, columns, rows).is_some_and(|cell| focus(&cell))
    };
    if is_used {
        event.prevent_default();
    }
}

/// The cell so many columns to the right and rows down, or the last one on the way there.
fn neighbour(cell: &Element, columns: isize, rows: isize) -> Option<Element> {
    let row = cell.parent_element()?;
    let all = row.parent_element()?.children();
    let moved = |from: u32, by: isize, count: u32| {
        let last = isize::try_from(count).ok()? - 1;
        u32::try_from(isize::try_from(from).ok()?.saturating_add(by).clamp(0, last)).ok()
    };
    let row = all.item(moved(place_of(&row), rows, all.length())?)?;
    row.children().item(moved(place_of(cell), columns, row.children().length())?)
}

/// How many elements stand before it in its parent.
fn place_of(element: &Element) -> u32 {
    let before = std::iter::successors(element.previous_element_sibling(), Element::previous_element_sibling);
    u32::try_from(before.count()).unwrap_or_default()
}

/// Focuses a cell, or what in it takes the focus, which is then where the Tab key stops.
fn focus(cell: &Element) -> bool {
    let within = cell.query_selector("a, input").ok().flatten();
    let Ok(target) = within.unwrap_or_else(|| cell.clone()).dyn_into::<HtmlElement>() else { return false };
    target.focus().is_ok()
}

/// The Tab key stops where the focus is.
pub(super) fn focused(event: &web_sys::FocusEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    if cell_of(event).is_none() {
        return;
    }
    let Ok(Some(rows)) = target.closest("tbody") else { return };
    if let Ok(Some(before)) = rows.query_selector("[tabindex='0']") {
        let _ = before.set_attribute("tabindex", "-1");
    }
    target.set_tab_index(0);
}

/// Where the row is gone at which the Tab key stopped, it stops at the first.
pub(super) fn keep_stop() {
    let rows =
        page::document().and_then(|it| it.query_selector(".list__table[role=grid] tbody").ok().flatten());
    let Some(rows) = rows.filter(|rows| !matches!(rows.query_selector("[tabindex='0']"), Ok(Some(_)))) else {
        return;
    };
    if let Ok(Some(first)) = rows.query_selector("a") {
        let _ = first.set_attribute("tabindex", "0");
    }
}

/// To the first row, where what had the focus is gone.
pub(super) fn focus_first() {
    let first = page::document().and_then(|it| it.query_selector(".list__table tbody a").ok().flatten());
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

/// Ends editing. The focus goes so many columns to the right and rows down from there, once the list is drawn anew;
/// it stays where it is if somebody put it elsewhere.
pub(super) fn leave(editing: RwSignal<Option<Editing>>, go: Option<(isize, isize)>) {
    let target = page::document()
        .and_then(|document| document.query_selector(".list__editor").ok().flatten())
        .and_then(|editor| cell_around(&editor))
        .zip(go)
        .and_then(|(cell, (columns, rows))| neighbour(&cell, columns, rows))
        .and_then(|cell| Some((cell.parent_element()?.get_attribute(RECORD)?, place_of(&cell))));
    editing.set(None);
    let Some((record, column)) = target else { return };
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        let rows = page::document().and_then(|it| it.query_selector_all(".list__row").ok());
        let Some(rows) = rows else { return };
        let mut rows = (0..rows.length()).filter_map(|place| rows.item(place)?.dyn_into::<Element>().ok());
        let row = rows.find(|row| row.get_attribute(RECORD).as_ref() == Some(&record));
        if let Some(cell) = row.and_then(|row| row.children().item(column)) {
            focus(&cell);
        }
    });
}
