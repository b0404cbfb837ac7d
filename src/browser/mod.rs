//! One file per ability of the browser. Knows web-sys, and nothing of Leptos.

pub mod worker;

#[cfg(feature = "ui")]
pub mod clipboard;
#[cfg(feature = "ui")]
pub mod clock;
#[cfg(feature = "ui")]
pub mod codes;
#[cfg(feature = "ui")]
pub mod converter;
#[cfg(feature = "ui")]
pub mod database;
#[cfg(feature = "ui")]
pub mod disk_file;
#[cfg(feature = "ui")]
pub mod files;
#[cfg(feature = "ui")]
pub mod packing;
#[cfg(feature = "ui")]
pub mod page;
#[cfg(feature = "ui")]
pub mod print;
#[cfg(feature = "ui")]
pub mod reader;
#[cfg(feature = "ui")]
pub mod run;
#[cfg(feature = "ui")]
pub mod share;
#[cfg(feature = "ui")]
pub mod shared;
#[cfg(feature = "ui")]
pub mod size;
#[cfg(feature = "ui")]
pub mod stage;
#[cfg(feature = "ui")]
pub mod storage;
#[cfg(feature = "ui")]
pub mod store;
#[cfg(feature = "ui")]
pub(crate) mod surface;
#[cfg(feature = "ui")]
pub mod version;

#[cfg(feature = "ui")]
use std::{future::Future, pin::Pin};

/// Runs a future on the page's thread. Boxed, because else each would have a copy of what runs it.
#[cfg(feature = "ui")]
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    let future: Pin<Box<dyn Future<Output = ()>>> = Box::pin(future);
    wasm_bindgen_futures::spawn_local(future);
}
