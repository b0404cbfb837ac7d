//! All native tests of the whole, in one binary.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]

#[path = "../shared/bits.rs"]
mod bits;
mod cli;
mod directory;
mod example;
mod exchange;
mod foreign;
mod generated;
mod histories;
mod json;
mod kept;
mod large;
mod layout;
mod merging;
mod reading;
mod schema;
mod secrets;
mod sharing;
mod starter;
mod strict;
mod tabs;
mod teams;
mod tidy;
