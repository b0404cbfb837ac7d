//! Where the nodes go: numbers in, positions out.
//!
//! Knows nothing of actors, words or browsers. The same input with the same seed gives the same bits on every
//! machine: only `+ - * /` and square roots are used, all of which IEEE 754 defines exactly. [`Simulation`] is the
//! engine; [`LayoutJob`] is what a worker runs of it or, where none starts, the page in time slices.
//!
//! A network is drawn part by part: `graph` finds the connected parts, `pivots` makes a first drawing of each from
//! a few distances, `relax` (with `repulsion`) or, for a small graph without groups, `stress` makes it good,
//! `overlap_removal` gives every node its room, `pack` sets the parts side by side, `make_room` gives names
//! their room and `align_to_pins` bends them to what is pinned.
//! `newcomers` and `drag` change a drawing that stands; `arrange` and `tree` have the other arrangements.

mod align_to_pins;
mod arrange;
mod drag;
mod graph;
mod input;
mod job;
mod make_room;
mod newcomers;
mod overlap_removal;
mod pack;
mod part;
mod pivots;
mod random;
mod relax;
mod repulsion;
mod simulation;
mod stress;
#[cfg(test)]
mod tests;
mod tree;

pub use input::{Arrangement, EdgeInput, LabelInput, LayoutInput, NodeInput};
pub use job::{Command, Event, LayoutJob, LayoutUpdate};
pub use make_room::{MOST_STRETCH_SHOWN, STAGE, symbol_growth};
pub use simulation::Simulation;
