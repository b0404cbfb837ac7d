//! The import as page and worker speak of it: what is asked and answered, and the job that answers. What files say and
//! what that changes, [`import`](crate::import) finds out.

mod codes;
mod job;
mod protocol;
// The page, which lets a worker read, is built without these.
#[cfg(any(not(target_arch = "wasm32"), feature = "files"))]
mod choose;
#[cfg(any(not(target_arch = "wasm32"), feature = "files"))]
mod files;
#[cfg(any(not(target_arch = "wasm32"), feature = "files"))]
mod report;
#[cfg(any(not(target_arch = "wasm32"), feature = "files"))]
mod session;

pub use codes::{Codes, CodesJob, Photograph};
pub use job::IntakeJob;
pub use protocol::*;

#[cfg(test)]
mod tests;
