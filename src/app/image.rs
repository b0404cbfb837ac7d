//! Pictures as files.

use crate::{exchange::Profile, model::Day};

/// What a picture that is saved shows, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageExport {
    pub format: ImageFormat,
    pub profile: Profile,
    /// Only what is seen now, instead of all.
    pub as_seen: bool,
    /// These days, one beside the other, instead of what is on the screen; in their order.
    pub days: Vec<Day>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ImageFormat {
    /// Lines and letters, sharp at any size.
    #[default]
    Svg,
    /// Two, or four, pixels for each of the page.
    Png { pixels: u8 },
}

impl ImageFormat {
    pub const ALL: [Self; 3] = [Self::Svg, Self::Png { pixels: 2 }, Self::Png { pixels: 4 }];

    /// Of the file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png { .. } => "png",
        }
    }
}
