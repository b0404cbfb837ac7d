//! Who joins others in a network, and which communities it has: numbers in, numbers out.
//!
//! Knows nothing of names, words or browsers. The same input gives the same bits on every machine: no clock is read,
//! chance is a fixed row of numbers, communities are weighed in whole numbers, and only `+ - * /` are used on
//! fractions. [`RolesJob`] is what a worker runs or, where none starts, the page in time slices.
//!
//! `leiden` finds the communities, `betweenness` who lies between others.

mod betweenness;
mod dice;
mod graph;
mod job;
mod leiden;
#[cfg(test)]
mod tests;

pub use job::{Command, Event, RoleInput, RoleOutput, RolesJob};
