use leptos::prelude::*;

use crate::{
    i18n::{self, Language},
    model::{Id, Network},
    query::coverage::{Few, State},
    ui::{context::App, kit::icon},
};

/// A sector as it is shown: its colour, its symbol and its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::ui) struct SectorMark {
    /// Where the sector stands in the document.
    pub(in crate::ui) number: usize,
    color: usize,
    symbol: String,
    pub(in crate::ui) name: String,
}

impl SectorMark {
    pub(in crate::ui) fn of(network: &Network, id: Option<&Id>) -> Option<Self> {
        let sector = network.sectors.get(id?)?;
        let symbol = if sector.symbol.trim().is_empty() { &sector.name } else { &sector.symbol };
        Some(Self {
            number: network.sectors.index_of(&sector.id)?,
            color: network.sector_color(&sector.id)?,
            symbol: symbol.trim().chars().take(2).collect(),
            name: sector.name.clone(),
        })
    }

    fn class(&self) -> String {
        format!("sector-sign sector-{}", self.color)
    }
}

/// Colour, symbol and name, so that none of them carries the meaning alone.
pub(in crate::ui) fn sector_badge(app: App, mark: Option<&SectorMark>) -> impl IntoView + use<> {
    let (class, symbol, name) = match mark {
        Some(mark) => (mark.class(), mark.symbol.clone(), mark.name.clone()),
        None => {
            ("sector-sign sector-none".to_owned(), "–".to_owned(), app.texts().words().no_sector.to_owned())
        }
    };
    view! {
        <span class="sector">
            <span class=class aria-hidden="true">{symbol}</span>
            <span class="sector__name" lang=mark.and_then(|_| app.contents())>{name}</span>
        </span>
    }
}

/// How offers and needs of a competency meet: a sign and the words for it.
pub(in crate::ui) fn coverage_mark(language: Language, state: State, few: Few) -> impl IntoView {
    let (class, icon_name) = coverage_look(state);
    view! { <span class=class>{icon(icon_name)} <span>{i18n::lists::coverage(language, state, few)}</span></span> }
}

/// The class and the KERN icon of a state.
pub(super) fn coverage_look(state: State) -> (&'static str, &'static str) {
    match state {
        State::Unmet => ("coverage coverage--unmet", "question-mark"),
        State::OnlyOne => ("coverage coverage--only-one", "warning"),
        State::Covered => ("coverage coverage--covered", "check"),
        State::Unasked => ("coverage", "visibility-off"),
    }
}
