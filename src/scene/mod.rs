//! From a network and where its nodes stand to a picture: two layers of shapes in screen space.
//!
//! Everything here is a pure function of its arguments, at frame rate and without a browser: the [`Camera`],
//! the [`Theme`], the placing of labels, what lies under a pointer, and what a pointer's movement means. The
//! result, a [`DisplayList`], is all a painter ever sees.

mod build;
mod camera;
mod display;
mod draw_order;
mod edges;
mod extent;
mod geometry;
mod gesture;
mod hulls;
mod labels;
mod legend;
mod names;
mod nodes;
mod pick;
mod routes;
mod sheet;
#[cfg(test)]
mod tests;
mod theme;
mod topic;
mod wheel;

pub use build::{Coverage, EdgeWords, Emphasis, NodeStyle, SceneInput, back, build, front};
pub use camera::Camera;
pub use display::{Align, Batch, DisplayList, Front, Letters, Mark, Outline, Shape, Stroke, Text};
pub use draw_order::DrawOrder;
pub use extent::extent;
pub use geometry::{Point, Rectangle, Size};
pub use gesture::{Band, Gesture, GroundDrag, NodeDrag, Outcome, Pointer, PointerKind};
pub use labels::{Placement, label_size, text_width};
pub use legend::{LegendEntry, legend};
pub use names::type_size;
pub use nodes::{growth, layout_radius, node_radius};
pub use pick::{node_at, nodes_within};
pub use sheet::{Caption, GUTTER, PART_HEAD, sheet, side_by_side};
pub use theme::{Color, SECTOR_COUNT, SectorColors, Theme, sector_style_sheet};
pub use topic::Topic;
pub use wheel::{Turn, Wheel, WheelOutcome};
