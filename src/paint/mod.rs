//! A display list becomes text, SVG or pixels. Knows nothing of networks.

#[cfg(target_arch = "wasm32")]
pub mod canvas;
mod record;
mod svg;
#[cfg(target_arch = "wasm32")]
pub mod webgl;

pub use record::record;
pub use svg::svg;
