//! Sectors and competencies that towns commonly have, to be ticked.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use leptos::prelude::*;

use crate::{
    app::{Msg, Step, form::new_sector},
    browser::files,
    i18n::{Language, intake as words},
    model::{Change, Competency, Id, Network, Sector, TableName},
    query::fold,
    ui::{
        context::App,
        kit::{Button, ButtonLook, CollectAny, Modal, button, effect, live},
    },
};

pub(super) fn starter(app: App) -> AnyView {
    let t = app.texts();
    let own = app.peek(|state| state.network.clone());
    let language = Language::from_tag(&own.about.language).unwrap_or(app.spoken());
    let offered: RwSignal<Option<Result<Starter, ()>>> = RwSignal::new(None);
    let load = move || {
        offered.set(None);
        let own = own.clone();
        leptos::task::spawn_local(async move {
            let there = files::network_at(&format!("starter/{}.json", language.code())).await;
            offered.try_set(Some(there.map(|there| Starter::new(own, there)).ok_or(())));
        });
    };
    load();
    let content = live(move || match offered.get() {
        Some(Ok(starter)) => choices(app, Arc::new(starter)),
        Some(Err(())) => view! {
            <div class="kern-dialog__body" role="alert">
                <p>{t.shell().not_loaded}</p>
                <p>{button(ButtonLook::new(t.shell().try_again, "secondary", ""), load.clone())}</p>
            </div>
        }
        .into_any(),
        None => ().into_any(),
    });
    view! { <Modal wide=true>{content}</Modal> }.into_any()
}

/// What may be taken, and what of it is there already.
#[derive(Clone)]
struct Starter {
    own: Arc<Network>,
    offered: Arc<Network>,
    /// What is there under the same id, name or synonym: of each offered record the present one.
    there: Arc<HashMap<Id, Id>>,
}

impl Starter {
    fn new(own: Arc<Network>, offered: Network) -> Self {
        let mut known: HashMap<(TableName, String), &Id> = HashMap::new();
        for sector in own.sectors.iter() {
            known.insert((TableName::Sectors, fold::key(&sector.name)), &sector.id);
        }
        for competency in own.competencies.iter() {
            for name in std::iter::once(&competency.name).chain(&competency.also) {
                known.entry((TableName::Competencies, fold::key(name))).or_insert(&competency.id);
            }
        }
        let present = |table: TableName, id: &Id, name: &str| {
            let by_id = own.get(table, id).map(|record| record.id().clone());
            by_id.or_else(|| known.get(&(table, fold::key(name))).map(|id| (*id).clone()))
        };
        let sectors =
            offered.sectors.iter().map(|it| (it.id.clone(), present(TableName::Sectors, &it.id, &it.name)));
        let terms = offered.competencies.iter();
        let terms = terms.map(|it| (it.id.clone(), present(TableName::Competencies, &it.id, &it.name)));
        let there = sectors.chain(terms).filter_map(|(id, there)| Some((id, there?))).collect();
        Self { there: Arc::new(there), offered: Arc::new(offered), own }
    }

    /// The terms that have no broader one, each followed by all below it.
    fn areas(&self) -> Vec<Vec<&Competency>> {
        let area = |term: &Competency| {
            let mut top = term;
            while let Some(broader) = top.broader.as_ref().and_then(|id| self.offered.competencies.get(id)) {
                top = broader;
            }
            top.id.clone()
        };
        let mut areas: Vec<(Id, Vec<&Competency>)> = Vec::new();
        for term in self.offered.competencies.iter() {
            let area = area(term);
            match areas.iter_mut().find(|(id, _)| *id == area) {
                Some((_, terms)) => terms.push(term),
                None => areas.push((area, vec![term])),
            }
        }
        areas.into_iter().map(|(_, terms)| terms).collect()
    }

    /// Of what is chosen one step. A term stands below the nearest broader one that is chosen too or there already.
    fn changes(&self, chosen: &HashSet<Id>) -> Vec<Change> {
        let sectors = self.offered.sectors.iter().filter(|sector| chosen.contains(&sector.id));
        let sectors = sectors.map(|sector| {
            let is_free = !self.own.sectors.iter().any(|other| other.symbol == sector.symbol);
            let symbol = if is_free {
                sector.symbol.clone()
            } else {
                new_sector(&self.own, sector.id.clone(), &sector.name).symbol
            };
            Change::add(&Sector { symbol, ..Sector::clone(sector) })
        });
        let terms = self.offered.competencies.iter().filter(|term| chosen.contains(&term.id));
        let terms = terms.map(|term| {
            let mut broader = term.broader.clone();
            while let Some(id) = broader.clone().filter(|id| !chosen.contains(id)) {
                if let Some(there) = self.there.get(&id) {
                    broader = Some(there.clone());
                    break;
                }
                broader = self.offered.competencies.get(&id).and_then(|above| above.broader.clone());
            }
            Change::add(&Competency { broader, ..Competency::clone(term) })
        });
        sectors.chain(terms).collect()
    }
}

fn choices(app: App, starter: Arc<Starter>) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().intake());
    let chosen: RwSignal<HashSet<Id>> = RwSignal::new(HashSet::new());
    effect(move || app.half_filled.set(chosen.with(|chosen| !chosen.is_empty())));
    on_cleanup(move || app.half_filled.set(false));
    let sectors = starter.offered.sectors.iter().map(|sector| {
        let sign =
            format!("sector-sign sector-{}", starter.offered.sector_color(&sector.id).unwrap_or_default());
        let sign = view! { <span class=sign aria-hidden="true">{sector.symbol.clone()}</span> }.into_any();
        choice(app, chosen, &starter, &sector.id, &sector.name, "", Some(sign))
    });
    let sector_ids: Vec<Id> = starter.offered.sectors.iter().map(|sector| sector.id.clone()).collect();
    let sectors_title = app.texts().words().sectors;
    let areas = starter.areas().into_iter().map(|terms| {
        let Some(area) = terms.first() else { return ().into_any() };
        let ids: Vec<Id> = terms.iter().map(|term| term.id.clone()).collect();
        let (counted, of) = (ids.clone(), ids.len());
        let count = move || chosen.with(|chosen| counted.iter().filter(|id| chosen.contains(*id)).count());
        let boxes = terms
            .iter()
            .map(|term| choice(app, chosen, &starter, &term.id, &term.name, &term.description, None));
        view! {
            <details class="starter__area">
                <summary>
                    {area.name.clone()} " "
                    <span class="muted">{move || words::of_area(language, count(), of)}</span>
                </summary>
                {all(app, chosen, &starter, &area.name, &ids)}
                <div class="starter__choices">{boxes.collect_any()}</div>
            </details>
        }
        .into_any()
    });
    let take = {
        let starter = Arc::clone(&starter);
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let changes = chosen.with_untracked(|chosen| starter.changes(chosen));
            app.dispatch(Msg::CloseDialog);
            if !changes.is_empty() {
                let from = starter.offered.about.title.clone();
                let seen = Arc::clone(&starter.own);
                app.dispatch(Msg::Submit { step: Step::Imported { from }, changes, seen });
            }
        }
    };
    let number = move || chosen.with(HashSet::len);
    view! {
        <form class="dialog__form" novalidate on:submit=take>
            <div class="kern-dialog__body starter">
                <p class="dialog__lead">{t.starter_lead}</p>
                <fieldset class="starter__sectors">
                    <legend class="kern-label">{sectors_title}</legend>
                    {all(app, chosen, &starter, sectors_title, &sector_ids)}
                    <div class="starter__choices">{sectors.collect_any()}</div>
                </fieldset>
                <h3 class="intake__title">{app.texts().words().competencies}</h3>
                {areas.collect_any()}
            </div>
            <div class="kern-dialog__footer intake__footer">
                <p role="status">{move || words::ticked(language, number())}</p>
                <Button label=app.texts().words().cancel message=|| Msg::CloseDialog rank="tertiary" large=true />
                <button type="submit" class="kern-btn kern-btn--primary" disabled=move || number() == 0>
                    <span class="kern-label">{t.take_in}</span>
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// One that can be taken, unless it is there.
fn choice(
    app: App,
    chosen: RwSignal<HashSet<Id>>,
    starter: &Starter,
    id: &Id,
    name: &str,
    about: &str,
    sign: Option<AnyView>,
) -> AnyView {
    let is_there = starter.there.contains_key(id);
    let hint = if is_there { app.texts().intake().is_there } else { about };
    let label = view! {
        {sign}
        {name.to_owned()}
        <span class="muted intake__hint">{hint.to_owned()}</span>
    };
    ticks(chosen, starter, format!("starter-{id}"), std::slice::from_ref(id), None, label.into_any())
}

/// All of these. `name` is what they are all of.
fn all(app: App, chosen: RwSignal<HashSet<Id>>, starter: &Starter, name: &str, ids: &[Id]) -> AnyView {
    let label = app.texts().intake().all;
    let input_id = format!("starter-all-{}", ids.first().map(Id::to_string).unwrap_or_default());
    let spoken = Some(format!("{name}: {label}"));
    view! { <div class="starter__all">{ticks(chosen, starter, input_id, ids, spoken, label.into_any())}</div> }
        .into_any()
}

/// A box that ticks those of these that are not there. `spoken` is its accessible name, where the label says too little.
fn ticks(
    chosen: RwSignal<HashSet<Id>>,
    starter: &Starter,
    input_id: String,
    ids: &[Id],
    spoken: Option<String>,
    label: AnyView,
) -> AnyView {
    let ids: Arc<[Id]> = ids.iter().filter(|id| !starter.there.contains_key(*id)).cloned().collect();
    let (shown, is_empty) = (Arc::clone(&ids), ids.is_empty());
    let tick = move |event| {
        let is_ticked = event_target_checked(&event);
        chosen.update(|chosen| {
            for id in &*ids {
                if is_ticked {
                    chosen.insert(id.clone())
                } else {
                    chosen.remove(id)
                };
            }
        });
    };
    let are_ticked = move || !is_empty && chosen.with(|chosen| shown.iter().all(|id| chosen.contains(id)));
    view! {
        <div class="kern-form-check">
            <input
                id=input_id.clone()
                type="checkbox"
                class="kern-form-check__checkbox"
                aria-label=spoken
                disabled=is_empty
                prop:checked=are_ticked
                on:change=tick
            />
            <label class="kern-label" for=input_id>
                {label}
            </label>
        </div>
    }
    .into_any()
}
