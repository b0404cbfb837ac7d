use leptos::prelude::*;
use super::context::App;
pub fn panel(_app: App) -> impl IntoView { view! { <input id="search"/> } }
