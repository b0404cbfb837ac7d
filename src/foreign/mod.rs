//! Networks as files of other programs. What travels becomes tables, a graph or linked data here, in the words of a
//! language where people read them; `gosmart_formats` makes bytes of that. What a format has no room for,
//! [`exchange::losses`](crate::exchange::losses) says.

mod job;
// The page, which lets a worker write, is built without.
#[cfg(any(not(target_arch = "wasm32"), feature = "files"))]
mod write;

pub use job::{Conversion, ConversionJob, Converted};
#[cfg(any(not(target_arch = "wasm32"), feature = "files"))]
pub use write::{ID, Writes, actor_list, graph, join, kumu, linked_data, split, template, workbook, writer};
