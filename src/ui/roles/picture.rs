//! A role in the picture: what size and colour tell of it, and the bar that says so.

use std::{collections::HashMap, rc::Rc};

use leptos::prelude::*;

use super::{
    communities::named,
    contacts,
    work::{Answer, Work, known},
};
use crate::{
    app::{Address, Msg, View},
    browser::{
        clock, page,
        stage::{NodeInfo, Sectors},
    },
    i18n,
    model::{Id, Network},
    query::{
        confirmation::{Age, Confirmation, confirmations},
        graph::{Graph, NodeKind},
        groups::{Groups, Seats},
        roles::{Bridge, Community, Contacts, Hub, Role, areas},
    },
    scene::{LegendEntry, SECTOR_COUNT, Theme},
    ui::{
        context::{App, Shared},
        graph_view::{Shown, show},
        kit::{ButtonLook, button, effect, memo, optional},
    },
};

const BAR: &str = "role-in-picture";

/// What a picture makes of a role.
struct Marks {
    /// Of actors; what has none is small.
    marks: HashMap<Id, ActorMark>,
    /// What the groups are called, where colours tell these instead of sectors.
    groups: Option<Vec<String>>,
    /// What the symbol of an actor means.
    actor: &'static str,
}

struct ActorMark {
    /// As in [`NodeInfo::size`].
    area: Option<u16>,
    group: Option<usize>,
    is_pale: bool,
    said: String,
}

impl ActorMark {
    fn of_area(area: u16, said: String) -> Self {
        Self { area: Some(area), group: None, is_pale: false, said }
    }
}

/// What stands on the symbols of a group: colour never tells it alone.
fn digit(group: usize) -> String {
    (group + 1).to_string()
}

impl Shown for Marks {
    fn mark(&self, graph: &Graph, looks: &mut [NodeInfo], sectors: &mut Sectors) {
        for (node, look) in graph.nodes.iter().zip(looks) {
            let mark = self.marks.get(&node.id);
            look.size = mark.map_or(Some(0), |mark| mark.area);
            look.is_pale = mark.is_some_and(|mark| mark.is_pale);
            if self.groups.is_some() {
                look.sector = mark.and_then(|mark| mark.group);
                look.symbol = look.sector.map(digit).unwrap_or_default();
            }
        }
        if let Some(groups) = &self.groups {
            *sectors = Sectors { names: groups.clone(), colors: Vec::new() };
        }
    }

    fn explain(&self, legend: &mut Vec<(LegendEntry, String, String)>, theme: &Theme) {
        for (entry, _, words) in legend.iter_mut() {
            if *entry == LegendEntry::Shape(NodeKind::Actor) {
                self.actor.clone_into(words);
            }
        }
        if let Some(groups) = &self.groups {
            legend.retain(|(entry, ..)| !matches!(entry, LegendEntry::Sector { .. }));
            let group = |(number, name): (usize, &String)| {
                let colors = theme.palette(number);
                (LegendEntry::Sector { number, colors }, digit(number), name.clone())
            };
            legend.splice(0..0, groups.iter().enumerate().map(group));
        }
    }

    fn said_of(&self, id: &Id) -> Option<String> {
        self.marks.get(id).map(|mark| mark.said.clone())
    }

    fn line_of(&self, id: &Id) -> Option<AnyView> {
        let said = self.said_of(id)?;
        Some(view! { <p class="network__role">{said}</p> }.into_any())
    }
}

/// How a picture of this network shows a role; `None` where that is not worked out.
pub(super) fn shown(app: App, role: Role, network: &Network, contacts: &Contacts) -> Option<Rc<dyn Shown>> {
    Some(Rc::new(marks(app, role, network, contacts)?))
}

fn marks(app: App, role: Role, network: &Network, contacts: &Contacts) -> Option<Marks> {
    let (language, t) = (app.spoken(), app.texts().roles());
    Some(match role {
        Role::Hubs => {
            let hubs: Vec<Hub> = contacts.hubs(network).collect();
            let areas = areas(hubs.iter().map(|hub| hub.contacts as f64));
            let mark = |(hub, area): (&Hub, u16)| {
                (hub.actor.clone(), ActorMark::of_area(area, i18n::roles::linked(language, hub.contacts)))
            };
            Marks { marks: hubs.iter().zip(areas).map(mark).collect(), groups: None, actor: t.hubs_sign }
        }
        Role::Seats => {
            let seats = Groups::new(network, &clock::now().today).seats;
            let areas = areas(seats.iter().map(|it| it.groups.len() as f64));
            let mark = |(seats, area): (&Seats, u16)| {
                (
                    seats.actor.clone(),
                    ActorMark::of_area(area, i18n::groups::sits_in(language, seats.groups.len())),
                )
            };
            Marks { marks: seats.iter().zip(areas).map(mark).collect(), groups: None, actor: t.seats_sign }
        }
        Role::Confirmations => {
            let t = app.texts().confirmation();
            let mark = |it: Confirmation| {
                let is_pale = it.age == Age::Old;
                let said = if is_pale { t.is_old } else { t.is_fresh }.to_owned();
                (it.actor, ActorMark { area: None, group: None, is_pale, said })
            };
            let all = confirmations(network, &clock::now().today);
            Marks { marks: all.into_iter().map(mark).collect(), groups: None, actor: t.pale_sign }
        }
        Role::Bridges => {
            let output = known(contacts)?;
            let bridges: Vec<Bridge> = contacts.bridges(&output).collect();
            let areas = areas(bridges.iter().map(|bridge| bridge.share));
            let mark = |(bridge, area): (&Bridge, u16)| {
                let said = i18n::roles::bridge(language, bridge.share, output.estimated, &[]);
                (bridge.actor.clone(), ActorMark::of_area(area, said))
            };
            Marks {
                marks: bridges.iter().zip(areas).map(mark).collect(),
                groups: None,
                actor: t.bridges_sign,
            }
        }
        Role::Communities => {
            let output = known(contacts)?;
            communities_marks(app, network, contacts, &contacts.communities(network, &output))
        }
    })
}

fn communities_marks(app: App, network: &Network, contacts: &Contacts, communities: &[Community]) -> Marks {
    let (language, t) = (app.spoken(), app.texts().roles());
    let mark = |group, said| ActorMark { area: None, group, is_pale: false, said };
    let alone = contacts.actors.iter().map(|actor| (actor.clone(), mark(None, t.no_community.to_owned())));
    let mut marks: HashMap<Id, ActorMark> = alone.collect();
    let mut groups = Vec::new();
    for (number, community) in communities.iter().enumerate() {
        let name = i18n::roles::community(language, &community.name, network);
        let said = i18n::roles::member(language, &name);
        let group = (number < SECTOR_COUNT).then_some(number);
        groups.extend(group.map(|_| name));
        let members = community.members.iter();
        marks.extend(members.map(|member| (member.clone(), mark(group, said.clone()))));
    }
    Marks { marks, groups: Some(groups), actor: t.communities_sign }
}

/// At the foot of the picture, as long as it shows the role.
pub(super) fn bar(app: App, news: RwSignal<()>) -> AnyView {
    let role = memo(move || app.address.with(|address| address.role));
    optional(move || Some(bar_of(app, role.get()?, news)))
}

fn bar_of(app: App, role: Role, news: RwSignal<()>) -> AnyView {
    let t = app.texts().roles();
    let contacts = memo(move || Shared::new(contacts(&app.records.get())));
    let work = role.needs_engine().then(|| Work::new(contacts));
    let named = work.filter(|_| role == Role::Communities).map(|work| named(app, contacts, work));
    let before = StoredValue::new(None);
    let is_any = RwSignal::new(true);
    effect(move || {
        let network = app.records.get();
        let id = Some(network.about.id.clone());
        let is_edited = before.with_value(|before| *before == id);
        before.set_value(id);
        let may_come =
            work.is_some_and(|work| matches!(work.answer.get(), Answer::Working | Answer::Found(_)));
        // Paper does not wait.
        let found = match named.filter(|_| app.printing.with(Option::is_none)) {
            Some(named) => named
                .get()
                .filter(|named| named.network.about.id == network.about.id)
                .map(|named| communities_marks(app, &named.network, &contacts.get(), &named.communities)),
            None => marks(app, role, &network, &contacts.get()),
        };
        match found {
            Some(marks) => {
                is_any.set(!marks.marks.is_empty() && marks.groups.as_ref().is_none_or(|it| !it.is_empty()));
                show(Some(Rc::new(marks)), news);
            }
            // What stands goes on standing until there is an answer; on paper it may say too much.
            None if may_come && is_edited && app.printing.get().is_none() => {}
            None => show(None, news),
        }
    });
    on_cleanup(move || show(None, news));
    let said = move || match role {
        Role::Bridges if !is_any.get() => t.no_bridges,
        Role::Communities if !is_any.get() => t.no_communities,
        Role::Bridges => t.bridges_size,
        Role::Hubs => t.hubs_size,
        Role::Seats if !is_any.get() => app.texts().groups().nobody_sits,
        Role::Seats => t.seats_size,
        Role::Confirmations => app.texts().confirmation().pale,
        Role::Communities => t.communities_color,
    };
    let is_found = memo(move || work.is_none_or(|work| matches!(work.answer.get(), Answer::Found(_))));
    let state = optional(move || Some(work.filter(|_| !is_found.get())?.state(app, BAR)));
    let explained = match role {
        Role::Seats => View::Groups,
        Role::Confirmations => View::Confirmations,
        Role::Bridges | Role::Hubs | Role::Communities => View::Roles,
    };
    let definition = move || app.address.get().in_view(explained).hash();
    let end = move || {
        let address = Address { role: None, ..app.address.get_untracked() };
        app.dispatch(Msg::Go { address, replace: false });
        page::focus("view-title");
    };
    view! {
        <section class="focus" id=BAR tabindex="-1" aria-label=t.picture>
            <p>
                <span role="status">{said}</span> " "
                <a class="kern-link" href=definition>{t.definition}</a>
            </p>
            {state}
            <div class="cluster">{button(ButtonLook::new(t.end, "tertiary", ""), end)}</div>
        </section>
    }
    .into_any()
}
