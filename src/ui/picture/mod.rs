use leptos::prelude::*;
use super::context::App;
pub fn view(_app: App) -> impl IntoView { view! { <p>"picture"</p> } }
