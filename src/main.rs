//! The page: placeholder.

#[cfg(target_arch = "wasm32")]
fn main() {
    use leptos::prelude::*;

    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(|| view! { <main><h1 class="kern-heading-large">"GoSMART"</h1></main> });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
