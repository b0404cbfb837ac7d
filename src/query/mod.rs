//! Questions to a network: who is there, who matches, who stands next to whom, and why.
//!
//! Knows `model`, and the engines of teams and roles. Answers carry ids and reasons as data; `i18n` turns reasons into words.

pub mod agenda;
pub mod agreements;
pub mod answered;
pub mod confirmation;
pub mod coverage;
mod dates;
pub mod doubles;
pub mod evening;
pub mod filter;
pub mod fold;
pub mod graph;
pub mod groups;
pub mod growth;
pub mod impact;
pub mod invitations;
pub mod matches;
pub mod named;
pub mod neighbours;
pub mod path;
pub mod relations;
pub mod roles;
pub mod search;
pub mod succession;
pub mod team;
pub mod unite;
pub mod vocabulary;
pub mod working_group;
