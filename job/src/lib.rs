//! Long jobs in a worker: what page and worker say to each other, and what runs a job between two messages.
//!
//! A kind of job implements [`Job`]. The page sends [`Command`]s, the worker answers with [`Event`]s; both cross
//! as an [`Envelope`] with one payload, which becomes one typed array. [`Runner`] stands in the worker or, where
//! none starts, on the page. Knows nothing of browsers and of what the jobs are about, so that every worker's file
//! holds its own kind and nothing else.

mod envelope;
mod message;
mod runner;
#[cfg(test)]
mod tests;

pub use envelope::{Codec, Envelope, NoUpdate};
pub use message::{Command, Event, FailureReason, PROTOCOL};
pub use runner::Runner;

/// One kind of long job, done step by step.
pub trait Job: Sized {
    /// The name of the kind in [`Command::Start`].
    const KIND: &'static str;

    /// What crosses the border: `Vec<f64>` for numbers, `Vec<u8>` for bytes.
    type Payload: Default;
    type Input: Codec<Self::Payload>;
    /// A change while the job runs, or after it is done.
    type Update: Codec<Self::Payload>;
    /// The result, or as much of it as there is.
    type Output: Codec<Self::Payload>;

    fn start(input: Self::Input) -> Self;

    fn update(&mut self, update: Self::Update);

    /// One step, far shorter than a frame; whether the job is done. A job that is done can be stepped again.
    fn step(&mut self) -> bool;

    /// How much is done, from 0 to 1. Falls after an update at most.
    fn progress(&self) -> f64;

    fn output(&self) -> Self::Output;
}

/// What the page sends to a worker of a kind.
pub type CommandOf<Kind> = Command<<Kind as Job>::Input, <Kind as Job>::Update>;

/// What a worker of a kind answers.
pub type EventOf<Kind> = Event<<Kind as Job>::Output>;
