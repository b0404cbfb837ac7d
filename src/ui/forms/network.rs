use leptos::prelude::*;

use crate::model::About;

use super::{
    super::context::App,
    fields::Label,
    frame::{Frame, frame},
};

pub(super) fn form(app: App) -> impl IntoView {
    let t = &app.texts().forms;
    let about = About::clone(&app.network.get_untracked().about);
    let sheet = Frame { title: t.edit_network.to_owned(), record: None, back: None };
    let languages = vec![("de".to_owned(), "Deutsch".to_owned()), ("en".to_owned(), "English".to_owned())];
    let languages = with_own(languages, &about.language);
    frame(app, sheet, about, move |fields| {
        view! {
            {fields.line(Label::new("title", t.network_title).first(), |about| &mut about.title)}
            <div class="form__row">
                {fields.line(Label::new("region", t.region), |about| &mut about.region)}
                {fields.select(Label::new("language", t.contents_language), languages, |about| &mut about.language)}
            </div>
            {fields.paragraph(Label::new("welcome", t.welcome).hint(t.welcome_hint), |about| &mut about.welcome)}
        }
    })
}

/// A language that is none of ours stays what it is.
fn with_own(mut languages: Vec<(String, String)>, own: &str) -> Vec<(String, String)> {
    if languages.iter().all(|(code, _)| code != own) {
        languages.push((own.to_owned(), if own.is_empty() { "–".to_owned() } else { own.to_owned() }));
    }
    languages
}
