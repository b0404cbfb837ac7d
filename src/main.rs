//! The application: everything of substance is in the library.

#[cfg(target_arch = "wasm32")]
fn main() {
    gosmart::front::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program runs in the browser; `cargo xtask serve` builds and serves it.");
}
