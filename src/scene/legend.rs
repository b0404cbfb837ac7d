use super::{Batch, Color, Letters, Mark, Outline, Point, SectorColors, Shape, Stroke, Theme, edges};
use crate::{
    model::LinkKind,
    query::graph::{EdgeKind, NodeKind},
};

/// One line of the legend: what is drawn, for the caller to put words to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LegendEntry {
    /// The sector with this number in the document.
    Sector {
        number: usize,
        colors: SectorColors,
    },
    /// Circle or square.
    Shape(NodeKind),
    Line {
        kind: EdgeKind,
        stroke: Stroke,
    },
    /// Hollow with a dashed ring: wanted, offered by nobody.
    Unmet,
    /// With a solid ring: offered by one only.
    OnlyOne,
}

impl LegendEntry {
    /// The sign with its middle at `at`, `letters` in it.
    pub(super) fn sign(&self, letters: &str, at: Point, theme: &Theme) -> Batch {
        let line = |color: Color| Some(Stroke { color, width: 1.5, dash: None });
        let circle = |radius: f64, fill: Option<Color>, stroke: Option<Stroke>| Outline {
            shape: Shape::Circle { radius },
            fill,
            stroke,
        };
        let square = |fill: Option<Color>, stroke: Option<Stroke>| Outline {
            shape: Shape::Square { half: 5.0, corner: 1.5 },
            fill,
            stroke,
        };
        let competency = theme.competency;
        let (outlines, letters) = match self {
            Self::Line { stroke, .. } => {
                let stroke = Stroke { width: stroke.width.max(1.5), ..*stroke };
                let (x, y) = (at.x as f32, at.y as f32);
                return Batch::Lines { stroke, ends: vec![[x - 13.0, y, x + 13.0, y]] };
            }
            Self::Sector { colors, .. } => (
                vec![circle(8.0, Some(colors.fill), line(colors.border))],
                Some(Letters { text: letters.to_owned(), size: 11.0, color: colors.text }),
            ),
            Self::Shape(NodeKind::Actor) => (vec![circle(7.0, None, line(theme.text))], None),
            Self::Shape(NodeKind::Competency) => {
                (vec![square(Some(competency.fill), line(competency.border))], None)
            }
            Self::Unmet => {
                let dashed = Some(Stroke { color: theme.warning, width: 1.5, dash: Some([3.0, 2.5]) });
                (vec![square(None, line(theme.warning)), circle(8.5, None, dashed)], None)
            }
            Self::OnlyOne => {
                let ring = circle(8.5, None, line(competency.border));
                (vec![square(Some(competency.fill), line(competency.border)), ring], None)
            }
        };
        let letters = letters.filter(|letters| !letters.text.is_empty());
        Batch::Marks { mark: Mark { outlines, letters }, places: vec![[at.x as f32, at.y as f32]] }
    }
}

/// The sectors, the shapes, the lines and the rings; of who invited whom there are fewer.
pub fn legend(sector_count: usize, by_invitation: bool, theme: &Theme) -> Vec<LegendEntry> {
    let sectors =
        (0..sector_count).map(|number| LegendEntry::Sector { number, colors: theme.sector(Some(number)) });
    let line = |kind| {
        let stroke = edges::plain_stroke(kind, kind == EdgeKind::Need, 1.0, 1.0, theme);
        LegendEntry::Line { kind, stroke }
    };
    if by_invitation {
        let others = [LegendEntry::Shape(NodeKind::Actor), line(EdgeKind::Invitation)];
        return sectors.chain(others).collect();
    }
    let shapes = [NodeKind::Actor, NodeKind::Competency].map(LegendEntry::Shape);
    let lines = [EdgeKind::Offer, EdgeKind::Need, EdgeKind::Link(LinkKind::default())].map(line);
    sectors.chain(shapes).chain(lines).chain([LegendEntry::Unmet, LegendEntry::OnlyOne]).collect()
}
