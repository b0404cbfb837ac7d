//! The groups one by one, and what they tell together.

use std::sync::Arc;

use leptos::prelude::*;

use super::{groups, links, only_shown, sectors};
use crate::{
    app::{Address, CommandId, View},
    i18n,
    model::{Group, Id, Network, TableName},
    query::{
        groups::{Groups, Overlap, Seats, Sitting},
        roles::Role,
    },
    ui::{
        context::App,
        kit::{button_of, link_button, live, memo, optional, record_link, view_title},
        lists::{SectorMark, all_button, sector_badge},
    },
};

/// Rows of a part that are shown at first.
const ROWS: usize = 20;

pub(super) fn view(app: App) -> AnyView {
    let t = app.texts();
    let groups = groups(app);
    let is_empty = memo(move || groups.read().groups.is_empty());
    let count = move || i18n::records::count(app.spoken(), TableName::Groups, groups.read().groups.len());
    let matrix = Signal::derive(move || app.address.get().in_view(View::GroupMatrix).hash());
    let propose = Signal::derive(move || app.address.get().in_view(View::WorkingGroup).hash());
    let as_matrix = move || (!is_empty.get()).then(|| link_button(matrix, t.lists().matrix));
    let body = live(move || {
        if is_empty.get() {
            return view! { <p class="list-empty">{t.groups().none}</p> }.into_any();
        }
        view! {
            {live(move || list(app, &groups.read()))}
            {part("groups-seats", t.groups().seats, t.groups().seats_meaning, seats(app, groups))}
            {part("groups-overlaps", t.groups().overlaps, t.groups().overlaps_meaning, overlaps(app, groups))}
            {part("groups-gaps", t.groups().gaps, t.groups().gaps_meaning, gaps(app, groups))}
        }
        .into_any()
    });
    view! {
        <section class="page groups-page">
            <header class="list-head">
                <div>
                    {view_title(View::Groups.title(app.spoken()))} <p class="list-head__count" role="status">
                        {count}
                    </p>
                </div>
                <div class="cluster">
                    {live(as_matrix)} {link_button(propose, View::WorkingGroup.title(app.spoken()))}
                    {button_of(app, CommandId::NewGroup, "primary", false)}
                </div>
            </header>
            <p class="muted reading">{t.groups().intro}</p>
            {body}
        </section>
    }
    .into_any()
}

/// A part of the page, with a sentence that says what it means.
fn part(id: &'static str, title: &'static str, meaning: &'static str, body: AnyView) -> AnyView {
    view! {
        <section class="groups-part" aria-labelledby=id>
            <h2 class="kern-title" id=id>{title}</h2>
            <p class="muted reading">{meaning}</p>
            {body}
        </section>
    }
    .into_any()
}

fn list(app: App, groups: &Groups) -> AnyView {
    let network = app.records.get();
    let entries = groups.groups.iter().filter_map(|sitting| {
        let group = network.groups.get(&sitting.group)?;
        Some(entry(app, &network, group, sitting))
    });
    view! { <ul class="topics" role="list" aria-label=app.texts().groups().list>{entries.collect::<Vec<_>>()}</ul> }
        .into_any()
}

fn entry(app: App, network: &Network, group: &Arc<Group>, sitting: &Sitting) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().groups());
    let kind =
        group.kind.map(|kind| view! { <span class="tag">{i18n::records::word(language, kind)}</span> });
    let purpose = group.purpose.trim().to_owned();
    let purpose = (!purpose.is_empty()).then(|| view! { <p lang=app.contents()>{purpose}</p> });
    let title = format!("group-{}", group.id);
    let in_network = (!sitting.members.is_empty()).then(|| {
        let address = Address { group: Some(group.id.clone()), ..Address::of(View::Network) };
        view! { <a class="kern-link" href=address.hash() aria-describedby=title.clone()>{t.show_in_network}</a> }
    });
    let missing = match (sitting.members.is_empty(), sitting.missing.is_empty()) {
        (true, _) => view! { <p class="muted">{t.no_members}</p> }.into_any(),
        (false, true) => view! { <p class="muted">{t.none_missing}</p> }.into_any(),
        (false, false) => {
            view! { <div class="groups-missing"><span>{t.missing}</span> {sectors(app, network, &sitting.missing)}</div> }
                .into_any()
        }
    };
    view! {
        <li class="topic">
            <div class="topic__head">
                <h2 class="topic__title" id=title.clone()>{record_link(TableName::Groups, &group.id, &group.name)}</h2>
                {kind}
                {in_network}
            </div>
            {purpose}
            <p>{i18n::groups::size(language, sitting.members.len(), group.meetings_per_year)}</p>
            {missing}
        </li>
    }
    .into_any()
}

fn seats(app: App, groups: Memo<Groups>) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().groups());
    let limit = RwSignal::new(ROWS);
    let shown = memo(move || {
        let visible = app.visible.get();
        groups.with(|groups| {
            let seats = groups.seats.iter().filter(|seats| visible.actors.contains(&seats.actor));
            seats.cloned().collect::<Vec<Seats>>()
        })
    });
    let row = move |network: &Network, seats: &Seats| {
        let actor = network.actors.get(&seats.actor);
        let sector = SectorMark::of(network, actor.and_then(|actor| actor.sector.as_ref()));
        let name = actor.map_or("", |actor| &actor.name);
        let badge = sector_badge(app, sector.as_ref());
        view! {
            <tr>
                <th scope="row">
                    <div class="groups-who">{record_link(TableName::Actors, &seats.actor, name)} {badge}</div>
                </th>
                <td>
                    <span class="groups-label">{t.sits_in}</span>
                    {links(network, TableName::Groups, &seats.groups)}
                </td>
                <td>
                    <span class="groups-label">{t.meetings}</span>
                    {i18n::groups::a_month(language, seats.meetings)}
                </td>
            </tr>
        }
    };
    let body = live(move || {
        let (network, shown) = (app.records.get(), shown.get());
        if shown.is_empty() {
            return view! { <p class="muted">{t.nobody_sits}</p> }.into_any();
        }
        let rows: Vec<_> = shown.iter().take(limit.get()).map(|seats| row(&network, seats)).collect();
        view! {
            <table class="groups-table">
                <thead>
                    <tr>
                        <th scope="col">{t.actor}</th>
                        <th scope="col">{t.sits_in}</th>
                        <th scope="col">{t.meetings}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {(shown.len() > ROWS).then(|| all_button(app, limit, shown.len()))}
        }
        .into_any()
    });
    let in_network =
        move || Address { role: Some(Role::Seats), ..app.address.get().in_view(View::Network) }.hash();
    let link = optional(move || {
        let has_seats = groups.with(|groups| !groups.seats.is_empty());
        has_seats.then(|| view! { <p><a class="kern-link" href=in_network>{t.seats_in_network}</a></p> })
    });
    view! { {only_shown(app)} {link} {body} }.into_any()
}

fn overlaps(app: App, groups: Memo<Groups>) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().groups());
    let limit = RwSignal::new(ROWS);
    let row = move |network: &Network, overlap: &Overlap| {
        let [one, other] = overlap.groups.each_ref();
        let link = |id: &Id| record_link(TableName::Groups, id, &network.name_of(TableName::Groups, id));
        view! {
            <li class="row">
                <div class="row__main">
                    <span>{link(one)} " + " {link(other)}</span>
                    <span>{i18n::groups::shared(language, overlap)}</span>
                    {links(network, TableName::Actors, &overlap.shared)}
                </div>
            </li>
        }
    };
    live(move || {
        let network = app.records.get();
        let all = groups.read().overlaps.len();
        if all == 0 {
            return view! { <p class="muted">{t.no_overlaps}</p> }.into_any();
        }
        let rows: Vec<_> = groups.with(|groups| {
            groups.overlaps.iter().take(limit.get()).map(|overlap| row(&network, overlap)).collect()
        });
        view! {
            <ul class="rows" role="list">{rows}</ul>
            {(all > ROWS).then(|| all_button(app, limit, all))}
        }
        .into_any()
    })
}

/// Each sector that is missing somewhere, and where.
fn gaps(app: App, groups: Memo<Groups>) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().groups());
    live(move || {
        let (network, groups) = (app.records.get(), groups.get());
        let row = |sector: &Id| {
            let without: Vec<&Id> =
                groups.groups.iter().filter(|it| it.missing.contains(sector)).map(|it| &it.group).collect();
            let mark = SectorMark::of(&network, Some(sector));
            (!without.is_empty()).then(|| {
                view! {
                    <li class="row">
                        <div class="row__main">
                            <span class="groups-who">
                                {sector_badge(app, mark.as_ref())} " "
                                <span>{i18n::groups::missing_in(language, without.len(), groups.groups.len())}</span>
                            </span>
                            {links(&network, TableName::Groups, without)}
                        </div>
                    </li>
                }
            })
        };
        let rows: Vec<_> = network.sectors.iter().filter_map(|sector| row(&sector.id)).collect();
        if rows.is_empty() {
            return view! { <p class="muted">{t.no_gaps}</p> }.into_any();
        }
        view! { <ul class="rows" role="list">{rows}</ul> }.into_any()
    })
}
