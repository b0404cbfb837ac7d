//! Who could sit in a group for a topic, or for something that is looked for: a proposal with its reasons.

use leptos::prelude::*;

use super::sectors;
use crate::{
    app::{Address, Dialog, Draft, Msg, View},
    browser::clock,
    i18n::{self, Language},
    model::{GroupKind, Id, Network, TableName, order},
    query::{
        coverage::{Measure, coverage},
        working_group::{Proposal, SIZES, Seat, Subject, USUAL_SIZE, propose},
    },
    ui::{
        context::App,
        kit::{ButtonLook, button, live, memo, optional, record_link, view_title},
        lists::{SectorMark, sector_badge},
        team::{Invited, invitation},
    },
};

/// Of what is looked for, that is offered as a beginning; the list of competencies holds the rest.
const MOST_WANTED: usize = 12;

pub(super) fn view(app: App) -> AnyView {
    let t = app.texts().groups();
    let size = RwSignal::new(USUAL_SIZE);
    let subject = memo(move || subject(&app.records.get(), &app.address.get()));
    let is_asked = memo(move || subject.with(|it| it.topic.is_some() || !it.competencies.is_empty()));
    let body = live(move || match is_asked.get() {
        false => choices(app),
        true => {
            let found = memo(move || {
                let today = clock::now().today;
                subject.with(|subject| propose(&app.records.get(), subject, size.get(), &today))
            });
            let invited = memo(move || {
                let offers = |seat: &Seat| (seat.actor.clone(), seat.offers.clone());
                found.with(|found| Invited {
                    topic: subject.read().topic.clone(),
                    members: found.members.iter().map(offers).collect(),
                    open: found.uncovered.clone(),
                })
            });
            view! {
                {live(move || about(app, &subject.get()))}
                {seats(app, size)}
                {live(move || proposal(app, &found.read(), size.get()))}
                {rule(app)}
                {invitation(app, invited)}
                <p class="reading">{t.own_act}</p>
                {optional(move || (!app.read_only.get()).then(|| create(app, subject)))}
            }
            .into_any()
        }
    });
    view! {
        <section class="page team-page">
            <header class="list-head">{view_title(View::WorkingGroup.title(app.spoken()))}</header>
            <p class="reading">{t.proposal_intro}</p>
            {body}
        </section>
    }
    .into_any()
}

/// The topic that the address names, else its competencies.
fn subject(network: &Network, address: &Address) -> Subject {
    let topic = address.topic.clone().filter(|id| network.topics.contains(id));
    let known = address.filter.competencies.iter().filter(|id| network.competencies.contains(id));
    let competencies = if topic.is_some() { Vec::new() } else { known.cloned().collect() };
    Subject { topic, competencies }
}

/// For what the group is proposed, and how to choose something else.
fn about(app: App, subject: &Subject) -> AnyView {
    let (t, network) = (app.texts().groups(), app.records.get());
    let another = Address { topic: None, ..app.address.get_untracked() };
    let mut another = another.in_view(View::WorkingGroup);
    another.filter.competencies.clear();
    let another = view! { " · " <a class="kern-link" href=another.hash()>{t.another}</a> };
    if let Some(topic) = subject.topic.as_ref().and_then(|id| network.topics.get(id)) {
        let question = topic.question.trim().to_owned();
        let question = (!question.is_empty()).then(|| view! { <p lang=app.contents()>{question}</p> });
        return view! {
            <p class="team-subject">
                <span>{t.for_topic}</span> " " {record_link(TableName::Topics, &topic.id, &topic.title)} {another}
            </p>
            {question}
        }
        .into_any();
    }
    let name =
        |id: &Id| record_link(TableName::Competencies, id, &network.name_of(TableName::Competencies, id));
    let names = subject.competencies.iter().map(|id| view! { <li>{name(id)}</li> }).collect::<Vec<_>>();
    view! {
        <div class="team-subject groups-subject">
            <span>{t.for_competencies}</span> " " <ul class="named" role="list">{names}</ul> {another}
        </div>
    }
    .into_any()
}

fn seats(app: App, size: RwSignal<usize>) -> AnyView {
    let option = move |number: usize| {
        view! { <option value=number.to_string() selected=number == size.get_untracked()>{number}</option> }
    };
    let choose = move |event| {
        if let Ok(number) = event_target_value(&event).parse() {
            size.set(number);
        }
    };
    view! {
        <label class="team-select groups-size">
            <span>{app.texts().groups().size}</span>
            <select class="kern-form-input__select" on:change=choose>
                {SIZES.map(option).collect::<Vec<_>>()}
            </select>
        </label>
    }
    .into_any()
}

fn proposal(app: App, found: &Proposal, size: usize) -> AnyView {
    let (language, t, network) = (app.spoken(), app.texts().groups(), app.records.get());
    if found.members.is_empty() {
        return view! { <p class="team-answer" role="status">{t.nobody}</p> }.into_any();
    }
    let member = |seat: &Seat| {
        let actor = network.actors.get(&seat.actor)?;
        let sector = SectorMark::of(&network, actor.sector.as_ref());
        Some(view! {
            <li class="team-member">
                <p class="team-member__who">
                    {record_link(TableName::Actors, &actor.id, &actor.name)} {sector_badge(app, sector.as_ref())}
                </p>
                <p class="reading">{i18n::groups::why(language, seat, &network)}</p>
            </li>
        })
    };
    let members: Vec<_> = found.members.iter().filter_map(member).collect();
    let names = |ids: &[Id]| {
        let of = |id: &Id| {
            let name = network.name_of(TableName::Competencies, id);
            view! { <li>{record_link(TableName::Competencies, id, &name)}</li> }
        };
        view! { <ul class="named" role="list">{ids.iter().map(of).collect::<Vec<_>>()}</ul> }.into_any()
    };
    let missing = |words: &'static str, ids: &[Id], list: AnyView| {
        (!ids.is_empty()).then(|| view! { <div class="groups-missing"><span>{words}</span> {list}</div> })
    };
    let nothing = [&found.nobody_from, &found.no_seat_for, &found.uncovered].iter().all(|ids| ids.is_empty());
    view! {
        <section class="team-proposal groups-proposal" aria-labelledby="groups-proposal">
            <h2 class="kern-title" id="groups-proposal">{t.proposal}</h2>
            <p class="muted" role="status">{i18n::groups::found(language, found.members.len(), size)}</p>
            <ol class="team-members" role="list">{members}</ol>
        </section>
        <h2 class="kern-title">{t.what_is_missing}</h2>
        {nothing.then(|| view! { <p class="reading">{t.nothing_missing}</p> })}
        {missing(t.nobody_from, &found.nobody_from, sectors(app, &network, &found.nobody_from))}
        {missing(t.no_seat_for, &found.no_seat_for, sectors(app, &network, &found.no_seat_for))}
        {missing(t.uncovered, &found.uncovered, names(&found.uncovered))}
    }
    .into_any()
}

fn rule(app: App) -> AnyView {
    let t = app.texts().groups();
    view! {
        <details class="team-conditions reading">
            <summary>{t.rule}</summary>
            <ol>
                <li>{t.rule_asked}</li>
                <li>{t.rule_sectors}</li>
                <li>{t.rule_rest}</li>
            </ol>
        </details>
    }
    .into_any()
}

/// The form of a new group: what it is called and what for, and nobody in it.
fn create(app: App, subject: Memo<Subject>) -> AnyView {
    let press = move || {
        let network = app.records.get_untracked();
        let draft = subject.with_untracked(|subject| draft(&network, subject, app.spoken()));
        app.dispatch(Msg::Open(Dialog::Record(draft)));
    };
    button(ButtonLook::new(app.texts().groups().create, "primary", "add"), press)
}

fn draft(network: &Network, subject: &Subject, spoken: Language) -> Draft {
    // It is written in the language of the contents.
    let language = Language::from_tag(&network.about.language).unwrap_or(spoken);
    let terms = subject.competencies.iter().map(|id| network.name_of(TableName::Competencies, id));
    let terms = i18n::name::joined(&terms.collect::<Vec<_>>());
    let topic = subject.topic.as_ref().and_then(|id| network.topics.get(id));
    let (what, purpose) = topic.map_or((terms, ""), |topic| (topic.title.clone(), topic.question.trim()));
    Draft::new(TableName::Groups)
        .with("name", &i18n::groups::name_for(language, &what))
        .with("kind", &Some(GroupKind::WorkingGroup))
        .with("purpose", &purpose.to_owned())
}

/// Where nothing is asked for yet: topics, and what most look for.
fn choices(app: App) -> AnyView {
    let (language, t, network) = (app.spoken(), app.texts().groups(), app.records.get());
    let part = |title: &'static str, entries: Vec<AnyView>| {
        (!entries.is_empty()).then(|| view! { <h2 class="kern-title">{title}</h2> <ul>{entries}</ul> })
    };
    let topics = network.topics.iter().map(|topic| {
        let address = Address { topic: Some(topic.id.clone()), ..Address::of(View::WorkingGroup) };
        view! { <li><a class="kern-link" lang=app.contents() href=address.hash()>{topic.title.clone()}</a></li> }
            .into_any()
    });
    let mut wanted = coverage(&network, Measure::default(), &clock::now().today);
    wanted.retain(|it| it.needed > 0);
    order::sort_by_key(&mut wanted, |it| std::cmp::Reverse(it.needed));
    let wanted = wanted.iter().take(MOST_WANTED).map(|it| {
        let mut address = Address::of(View::WorkingGroup);
        address.filter.competencies.push(it.competency.clone());
        let name = network.name_of(TableName::Competencies, &it.competency);
        view! {
            <li>
                <a class="kern-link" lang=app.contents() href=address.hash()>{name}</a> " "
                <span class="muted">{i18n::groups::wanted_by(language, it.needed)}</span>
            </li>
        }
        .into_any()
    });
    let (topics, wanted): (Vec<_>, Vec<_>) = (topics.collect(), wanted.collect());
    let nothing = topics.is_empty() && wanted.is_empty();
    view! {
        {nothing.then(|| view! { <p class="list-empty">{t.nothing_to_propose}</p> })}
        {part(t.choose_topic, topics)}
        {part(t.choose_need, wanted)}
    }
    .into_any()
}
