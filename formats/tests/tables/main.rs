#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]

mod delimited;
mod mutated;
mod package;
mod workbook;
mod write;
