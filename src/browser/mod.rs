//! One file per ability of the browser. Knows web-sys, and nothing of Leptos.

pub mod worker;

#[cfg(feature = "ui")]
pub mod clock;
#[cfg(feature = "ui")]
pub mod database;
#[cfg(feature = "ui")]
pub mod files;
#[cfg(feature = "ui")]
pub mod page;
#[cfg(feature = "ui")]
pub mod print;
#[cfg(feature = "ui")]
pub mod reader;
#[cfg(feature = "ui")]
pub mod run;
#[cfg(feature = "ui")]
pub mod stage;
#[cfg(feature = "ui")]
pub mod storage;
#[cfg(feature = "ui")]
pub mod store;
#[cfg(feature = "ui")]
pub(crate) mod surface;
