//! Who could take on a topic, or any competencies, together: the smallest team, looked for in a worker.

mod conditions;
mod invitation;
mod proposal;
mod search;

use leptos::prelude::*;

use crate::{
    app::{Address, Msg, View},
    i18n,
    model::{Id, Network, TableName},
    query::{named::named, team::TeamOptions},
};

use super::{
    context::App,
    kit::{ButtonLook, button, chip, focus_soon, live, memo, optional, record_link, said, view_title},
};
pub(in crate::ui) use invitation::{Invited, invitation};
use search::TeamSearch;

/// What is behind the door of the teams.
pub struct TeamViews {
    pub(in crate::ui) page: fn(App) -> AnyView,
}

pub const TEAMS: TeamViews = TeamViews { page: team_page };

/// For what a team is looked for.
#[derive(Clone, Debug, Default, PartialEq)]
struct Asked {
    topic: Option<Id>,
    /// Those of the topic or, without one, those that the address names.
    competencies: Vec<Id>,
}

impl Asked {
    fn of(network: &Network, address: &Address) -> Self {
        let topic = address.topic.as_ref().and_then(|id| network.topics.get(id));
        let competencies = topic.map_or(&address.filter.competencies, |topic| &topic.competencies);
        let known = competencies.iter().filter(|id| network.competencies.contains(id));
        Self { topic: topic.map(|topic| topic.id.clone()), competencies: known.cloned().collect() }
    }
}

fn team_page(app: App) -> AnyView {
    let t = app.texts().team();
    let asked = memo(move || Asked::of(&app.records.get(), &app.address.get()));
    let is_asked = memo(move || asked.with(|asked| !asked.competencies.is_empty()));
    let body = live(move || match is_asked.get() {
        true => {
            let options = RwSignal::new(TeamOptions::default());
            let search = TeamSearch::new(app, asked, options);
            view! {
                {conditions::conditions(app, options)}
                {search.status(app)}
                {proposal::proposals(app, asked, options, search)}
                {invitation(app, memo(move || invited(&asked.get(), search)))}
            }
            .into_any()
        }
        false => topics(app),
    });
    view! {
        <section class="page team-page">
            <header class="list-head">{view_title(t.title)}</header>
            <p>{t.intro}</p>
            {live(move || subject(app, &asked.get()))}
            {body}
        </section>
    }
    .into_any()
}

/// The team that was found.
fn invited(asked: &Asked, search: TeamSearch) -> Invited {
    let topic = asked.topic.clone();
    search.team.with(|team| match team {
        Some(team) => {
            let members = team.members.iter().map(|member| (member.actor.clone(), member.covers.clone()));
            Invited { topic, members: members.collect(), open: team.uncovered().cloned().collect() }
        }
        None => Invited { topic, members: Vec::new(), open: Vec::new() },
    })
}

/// The topic, or the competencies one by one, which can be taken away and added to.
fn subject(app: App, asked: &Asked) -> AnyView {
    let t = app.texts().team();
    let network = app.records.get();
    if let Some(topic) = asked.topic.as_ref().and_then(|id| network.topics.get(id)) {
        let question = topic.question.trim().to_owned();
        let question = (!question.is_empty()).then(|| view! { <p lang=app.contents()>{question}</p> });
        let choose = Address { topic: None, ..app.address.get_untracked() };
        let mut choose = choose.in_view(View::Team);
        choose.filter.competencies.clone_from(&asked.competencies);
        let choose = (!asked.competencies.is_empty())
            .then(|| view! { " · " <a class="kern-link" href=choose.hash()>{t.choose_competencies}</a> });
        let none = asked.competencies.is_empty().then(|| view! { <p class="muted">{t.topic_without}</p> });
        return view! {
            <p class="team-subject">
                <span>{t.for_topic}</span>
                " "
                {record_link(TableName::Topics, &topic.id, &topic.title)}
                {choose}
            </p>
            {question}
            {none}
        }
        .into_any();
    }
    let set = move |change: &dyn Fn(&mut Vec<Id>)| {
        let mut address = app.address.get_untracked();
        address.topic = None;
        change(&mut address.filter.competencies);
        app.dispatch(Msg::Go { address, replace: true });
    };
    let of = |id: &Id| {
        let name = network.name_of(TableName::Competencies, id);
        let label = i18n::team::take_away(app.spoken(), &name);
        let id = id.clone();
        let remove = move || {
            set(&|asked| asked.retain(|other| *other != id));
            focus_soon("team-competency", "view-title");
        };
        chip(said(app, name), label, remove)
    };
    let chips: Vec<_> = asked.competencies.iter().map(of).collect();
    let all = network.competencies.iter().map(|it| (it.id.clone(), it.name.clone())).collect();
    let add = move |id: Id| {
        set(&|asked| {
            if !asked.contains(&id) {
                asked.push(id.clone());
            }
        });
    };
    let actions: Vec<Action> = vec![(t.add, Box::new(add))];
    view! {
        <ul class="chips" role="list">{chips}</ul>
        {name_field(app, "team-competency", t.add_competency, TableName::Competencies, all, actions)}
    }
    .into_any()
}

/// What is done with the record whose name was typed.
type Action = (&'static str, Box<dyn Fn(Id)>);

/// A field for the name of one of these records, and buttons for what is done with it.
fn name_field(
    app: App,
    id: &'static str,
    label: &'static str,
    table: TableName,
    records: Vec<(Id, String)>,
    actions: Vec<Action>,
) -> AnyView {
    let t = app.texts().team();
    let typed = RwSignal::new(String::new());
    let unknown = RwSignal::new(false);
    let list = format!("{id}-names");
    let options: Vec<_> =
        records.iter().map(|(_, name)| view! { <option value=name.clone()></option> }).collect();
    let records = StoredValue::new(records);
    let buttons = actions.into_iter().map(|(label, act)| {
        let press = move || {
            let found = typed
                .with_untracked(|typed| named(&app.records.get_untracked(), table, typed))
                .filter(|found| records.with_value(|records| records.iter().any(|(id, _)| id == found)));
            unknown.set(found.is_none());
            if let Some(found) = found {
                typed.set(String::new());
                act(found);
            }
        };
        button(ButtonLook::new(label, "secondary", ""), press)
    });
    let buttons: Vec<_> = buttons.collect();
    let said = optional(move || unknown.get().then(|| view! { <p class="team-unknown">{t.unknown}</p> }));
    view! {
        <div class="team-add">
            <label for=id>{label}</label>
            <input
                id=id
                class="kern-form-input__input"
                list=list.clone()
                autocomplete="off"
                prop:value=typed
                on:input=move |event| {
                    unknown.set(false);
                    typed.set(event_target_value(&event));
                }
            />
            <datalist id=list>{options}</datalist>
            {buttons}
            <div role="status">{said}</div>
        </div>
    }
    .into_any()
}

/// Where nothing is asked for yet: each topic that takes something.
fn topics(app: App) -> AnyView {
    let t = app.texts().team();
    let network = app.records.get();
    let topics = network.topics.iter().filter(|topic| !topic.competencies.is_empty());
    let topics: Vec<_> = topics
        .map(|topic| {
            let address = Address { topic: Some(topic.id.clone()), ..Address::of(View::Team) };
            view! { <li><a class="kern-link" lang=app.contents() href=address.hash()>{topic.title.clone()}</a></li> }
        })
        .collect();
    let is_any = !topics.is_empty();
    is_any
        .then(|| {
            view! {
                <h2 class="kern-title">{t.choose_topic}</h2>
                <ul>{topics}</ul>
            }
        })
        .into_any()
}
