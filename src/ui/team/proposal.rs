//! The team that was found, others of its size beside it, and who could stand in for whom.

use leptos::prelude::*;

use super::{
    Asked,
    conditions::{include, leave_out},
    search::{ANSWER, TeamSearch},
};
use crate::{
    i18n,
    model::{Id, Network, TableName},
    query::team::{Gap, Member, Near, Team, TeamOptions},
    ui::{
        context::App,
        kit::{ButtonLook, button, focus_soon, live, record_link},
        lists::{SectorMark, sector_badge},
    },
};

/// Stand-ins that are named; more would hide the rest.
const NAMED: usize = 6;

pub(super) fn proposals(
    app: App,
    asked: Memo<Asked>,
    options: RwSignal<TeamOptions>,
    search: TeamSearch,
) -> AnyView {
    live(move || {
        let team = search.team.get().filter(|team| !team.stand_ins.is_empty())?;
        let network = app.records.get();
        let t = app.texts().team();
        let topic = asked.with_untracked(|asked| asked.topic.clone());
        let draw = |place: usize, members: &[Member], acts| {
            proposal(app, &network, topic.as_ref(), place, members, acts)
        };
        let first = (!team.members.is_empty()).then(|| draw(0, &team.members, Some(options)));
        let others: Vec<_> =
            (1..).zip(&team.alternatives).map(|(place, members)| draw(place, members, None)).collect();
        let order = (!others.is_empty()).then(|| view! { <p class="muted">{t.order}</p> });
        Some(view! {
            <div class="team-proposals">{first} {others}</div>
            {order}
            <p class="muted">{t.own_act}</p>
            {who_can_what(app, &network, &team)}
        })
    })
}

fn proposal(
    app: App,
    network: &Network,
    topic: Option<&Id>,
    place: usize,
    members: &[Member],
    acts: Option<RwSignal<TeamOptions>>,
) -> AnyView {
    let language = app.spoken();
    let t = app.texts().team();
    let title = if place == 0 { t.proposal.to_owned() } else { i18n::team::alternative(language, place) };
    let member = |member: &Member| {
        let id = &member.actor;
        let Some(actor) = network.actors.get(id) else { return ().into_any() };
        let sector = SectorMark::of(network, actor.sector.as_ref());
        let offered = i18n::team::has_offered_help(network, topic, id)
            .then(|| view! { <span class="tag">{t.offered_help}</span> });
        let covers: Vec<String> =
            member.covers.iter().map(|id| network.name_of(TableName::Competencies, id)).collect();
        let acts = acts.map(|options| acts_on(app, options, id, &actor.name));
        view! {
            <li class="team-member">
                <p class="team-member__who">
                    {record_link(TableName::Actors, id, &actor.name)} {sector_badge(app, sector.as_ref())} {offered}
                </p>
                <p lang=app.contents()>{i18n::name::joined(&covers)}</p>
                {acts}
            </li>
        }
        .into_any()
    };
    let list: Vec<_> = members.iter().map(member).collect();
    view! {
        <section class="team-proposal" aria-label=title.clone()>
            <h2 class="kern-title">{title.clone()}</h2>
            <p class="muted">{i18n::team::mixture(language, network, members)}</p>
            <ul class="team-members" role="list">{list}</ul>
        </section>
    }
    .into_any()
}

/// To look on with this member for certain, or without it.
fn acts_on(app: App, options: RwSignal<TeamOptions>, id: &Id, name: &str) -> AnyView {
    let language = app.spoken();
    let t = app.texts().team();
    let is_held = options.with_untracked(|options| options.must.contains(id));
    let act = |label: &'static str, spoken: String, change: fn(&mut TeamOptions, Id)| {
        let id = id.clone();
        let look = ButtonLook { spoken: Some(spoken), ..ButtonLook::new(label, "tertiary", "") };
        button(look, move || {
            options.update(|options| change(options, id.clone()));
            // The list is drawn anew, and another may stand here then.
            focus_soon(ANSWER, "view-title");
        })
    };
    let hold = (!is_held).then(|| act(t.hold, i18n::team::hold(language, name), include));
    view! {
        <div class="cluster">
            {act(t.leave_out, i18n::team::leave_out(language, name), leave_out)}
            {hold}
        </div>
    }
    .into_any()
}

fn who_can_what(app: App, network: &Network, team: &Team) -> AnyView {
    let t = app.texts().team();
    let row = |(competency, stand_ins): &(Id, Vec<Id>)| {
        let inside = team.members.iter().filter(|member| member.covers.contains(competency));
        let inside: Vec<&Id> = inside.map(|member| &member.actor).collect();
        let gap = team.gaps.iter().find(|gap| gap.competency == *competency);
        let name = network.name_of(TableName::Competencies, competency);
        let inside = if inside.is_empty() {
            view! { <span class="chip__note">{t.nobody}</span> }.into_any()
        } else {
            names(app, network, inside)
        };
        let others = match gap {
            Some(gap) if stand_ins.is_empty() => nearest(app, network, gap),
            _ if stand_ins.is_empty() => view! { <span class="muted">{t.no_stand_in}</span> }.into_any(),
            _ => names(app, network, stand_ins.iter().collect()),
        };
        view! {
            <tr>
                <th scope="row">{record_link(TableName::Competencies, competency, &name)}</th>
                <td><span class="team-label">{t.in_team}</span> {inside}</td>
                <td><span class="team-label">{t.stand_ins}</span> {others}</td>
            </tr>
        }
    };
    let rows: Vec<_> = team.stand_ins.iter().map(row).collect();
    view! {
        <h2 class="kern-title">{t.who_can_what}</h2>
        <table class="team-table">
            <thead>
                <tr><th scope="col">{t.competency}</th><th scope="col">{t.in_team}</th><th scope="col">{t.stand_ins}</th></tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// The first of them as links, and how many more.
fn names(app: App, network: &Network, ids: Vec<&Id>) -> AnyView {
    let more = ids.len().saturating_sub(NAMED);
    let link = |(place, id): (usize, &&Id)| {
        let comma = (place > 0).then_some(", ");
        view! { {comma} {record_link(TableName::Actors, id, &network.name_of(TableName::Actors, id))} }
    };
    let links: Vec<_> = ids.iter().take(NAMED).enumerate().map(link).collect();
    let more = (more > 0).then(|| format!(" {}", i18n::lists::and_more(app.spoken(), more)));
    view! { {links} {more} }.into_any()
}

/// Who comes nearest to what nobody offers, and why.
fn nearest(app: App, network: &Network, gap: &Gap) -> AnyView {
    let t = app.texts().team();
    if gap.nearest.is_empty() {
        return view! { <span class="muted">{t.nobody_near}</span> }.into_any();
    }
    let near = |(id, reason): &(Id, Near)| {
        let name = network.name_of(TableName::Actors, id);
        let reason = i18n::team::near(app.spoken(), reason, network);
        view! { <li>{record_link(TableName::Actors, id, &name)} " " <span class="muted">{reason}</span></li> }
    };
    let more = gap.nearest.len().saturating_sub(NAMED);
    let more =
        (more > 0).then(|| view! { <li class="muted">{i18n::lists::and_more(app.spoken(), more)}</li> });
    let list: Vec<_> = gap.nearest.iter().take(NAMED).map(near).collect();
    view! { <span class="muted">{t.nearest}</span> <ul>{list} {more}</ul> }.into_any()
}
