//! Where the nodes go: forces on numbers.
//!
//! Knows nothing of actors, words or browsers. A [`Job`] goes in, positions come out, and the same job with
//! the same seed gives the same bits on every machine: only `+ - * /` and square roots are used, all of which
//! IEEE 754 defines exactly. [`Simulation`] is the engine; [`Runner`] speaks the worker's protocol around it,
//! in the worker or, where none starts, in time slices on the page.

mod collide;
mod job;
mod protocol;
mod quadtree;
mod random;
mod simulation;
mod start;
#[cfg(test)]
mod tests;

pub use job::{Arrangement, EdgeInput, Job, NodeInput};
pub use protocol::{Command, Envelope, Event, PROTOCOL, Runner};
pub use simulation::Simulation;
