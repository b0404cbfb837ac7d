//! A text that invites those who are proposed, made of what its readers may see.

use leptos::prelude::*;

use crate::{
    exchange::{Profile, redact},
    i18n::{self, Language},
    model::Id,
    ui::{
        context::App,
        copyable::{Copyable, copyable, languages},
        kit::{ButtonLook, button, memo, optional},
    },
};

/// Who is invited, and to what.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Invited {
    pub(in crate::ui) topic: Option<Id>,
    /// With what each could bring in.
    pub(in crate::ui) members: Vec<(Id, Vec<Id>)>,
    /// What is still to be found.
    pub(in crate::ui) open: Vec<Id>,
}

/// There is none where nobody is proposed.
pub(in crate::ui) fn invitation(app: App, invited: Memo<Invited>) -> AnyView {
    let is_any = memo(move || !invited.read().members.is_empty());
    optional(move || is_any.get().then(|| text(app, invited)))
}

fn text(app: App, invited: Memo<Invited>) -> AnyView {
    let t = app.texts().team();
    let language = RwSignal::new(app.spoken());
    let note = memo(move || {
        let invited = invited.get();
        if invited.members.is_empty() {
            return None;
        }
        written(app, &invited, language.get())
    });
    // It can be changed, and stays so until it says something else.
    let body = optional(move || {
        let (profile, text) = note.get()?;
        let Copyable { area, said, copy } = copyable(app, t.invitation.to_owned(), text);
        Some(view! {
            <p class="muted">{i18n::matches::note_shows(app.spoken(), profile)}</p>
            <div lang=language.get_untracked().code()>{area}</div>
            {button(ButtonLook::new(t.copy, "primary", "content-copy"), copy)}
            {said}
        })
    });
    view! {
        <h2 class="kern-title">{t.invitation}</h2>
        <div class="team-invitation">
            {languages(t.language_of_text, language)}
            {body}
        </div>
    }
    .into_any()
}

/// In the narrowest profile that shows topic and members: what everyone may see, or else what members may see.
fn written(app: App, invited: &Invited, language: Language) -> Option<(Profile, String)> {
    let network = app.records.get();
    [Profile::Public, Profile::Network, Profile::Full].into_iter().find_map(|profile| {
        let part = redact(&network, profile);
        let topic = match &invited.topic {
            Some(id) => Some(part.topics.get(id)?),
            None => None,
        };
        let name = |id: &Id| part.competencies.get(id).map(|it| it.name.clone());
        let mut members = Vec::new();
        for (member, covers) in &invited.members {
            let actor = part.actors.get(member)?;
            let offers =
                |id: &&Id| part.offers.iter().any(|it| it.actor == actor.id && it.competency == **id);
            let covers: Vec<String> = covers.iter().filter(offers).filter_map(name).collect();
            members.push((actor.name.clone(), covers));
        }
        let open: Vec<String> = invited.open.iter().filter_map(name).collect();
        let topic = topic.map(|topic| (topic.title.trim(), topic.question.trim()));
        Some((profile, i18n::team::invitation(language, topic, &members, &open)))
    })
}
