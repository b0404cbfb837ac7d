use leptos::prelude::*;

use super::content::{Card, Inline, Row, Section};
use crate::{
    app::{Address, Draft, View},
    browser::clock,
    i18n,
    model::{Id, Network, TableName},
    query::groups::{Groups, Sitting},
    ui::{context::App, lists::SectorMark},
};

pub(super) fn card(app: App, id: &Id) -> Option<Card> {
    let (language, network) = (app.spoken(), app.network.get());
    let group = network.groups.get(id)?;
    let groups = Groups::new(&network, &clock::now().today);
    let sitting = groups.groups.iter().find(|it| it.group == *id)?;
    let in_network = Address { group: Some(id.clone()), ..Address::of(View::Network) };
    let kind = group.kind.map(|kind| Inline::Tag(i18n::records::word(language, kind)));
    let size = i18n::groups::size(language, sitting.members.len(), group.meetings_per_year);
    Some(Card {
        table: TableName::Groups,
        id: id.clone(),
        title: group.name.clone(),
        tags: kind.into_iter().chain([Inline::Text(size)]).collect(),
        lead: group.purpose.trim().to_owned(),
        summary: String::new(),
        in_network: (!sitting.members.is_empty()).then_some(in_network),
        main: vec![members(app, &network, sitting)],
        side: vec![missing(app, &network, sitting), shared(app, &network, &groups, id)],
    })
}

fn members(app: App, network: &Network, sitting: &Sitting) -> Section {
    let t = app.texts().groups();
    let rows = sitting.members.iter().filter_map(|id| {
        let actor = network.actors.get(id)?;
        let sector = Inline::Sector(SectorMark::of(network, actor.sector.as_ref()));
        Some(Row { head: vec![Inline::link(&**actor), sector], ..Row::default() })
    });
    let add = Some((t.add_member, Draft::edit(TableName::Groups, &sitting.group)));
    Section { add, ..Section::rows("card-members", t.members, t.no_members, rows) }
}

fn missing(app: App, network: &Network, sitting: &Sitting) -> Section {
    let t = app.texts().groups();
    let mark = |id| Inline::Sector(SectorMark::of(network, Some(id)));
    let rows = sitting.missing.iter().map(|id| Row { head: vec![mark(id)], ..Row::default() });
    let none = if sitting.members.is_empty() { t.no_members } else { t.none_missing };
    Section::rows("card-missing", t.sectors_missing, none, rows)
}

/// The other groups that share members with it.
fn shared(app: App, network: &Network, groups: &Groups, id: &Id) -> Section {
    let t = app.texts().groups();
    let overlaps = groups.overlaps.iter().filter(|overlap| overlap.groups.contains(id));
    let rows = overlaps.filter_map(|overlap| {
        let other = overlap.groups.iter().find(|group| *group != id)?;
        let shared = overlap.shared.iter().filter_map(|id| network.actors.get(id));
        let named = Some(("", Inline::links(shared)));
        let row = Row::about(&**network.groups.get(other)?, &i18n::groups::shared(app.spoken(), overlap));
        Some(Row { named, ..row })
    });
    Section::rows("card-overlaps", t.shared, t.shares_nobody, rows)
}
