//! The smallest team that covers what is asked for: numbers in, a team and what is proven of it out.
//!
//! Knows nothing of names, words or browsers. The same input gives the same team on every machine: no clock is read,
//! chance is a fixed row of numbers, and only `+ - * /` are used on fractions. [`TeamJob`] is what a worker runs or,
//! where none starts, the page in time slices.
//!
//! This is set covering: a row for each competency, a column for each actor (`problem`). What is forced is taken,
//! who can be replaced by others is dropped, and what falls apart is solved part by part. `greedy` and `exchange` find
//! good teams, `search` proves by branch and bound that none is smaller, with the bound of `prices`. Then the teams of
//! that size are compared (`ranking`) by the same search.

mod exchange;
mod greedy;
mod input;
mod job;
mod prices;
mod problem;
mod ranking;
mod search;
#[cfg(test)]
mod tests;

pub use input::{ActorInput, Choice, TeamInput};
pub use job::{Command, Event, TeamJob, TeamOutput};
