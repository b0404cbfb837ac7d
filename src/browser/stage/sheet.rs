//! The picture as a file: SVG, or pixels painted beside the page.

use crate::{
    app::{ImageExport, ImageFormat},
    browser::files,
    paint,
    scene::{
        Camera, Caption, DrawOrder, EdgeWords, NodeStyle, Placement, SceneInput, Size, bounds, build, sheet,
    },
};

use super::{Inner, Stage, painting::with_looks};

/// The size of a picture of everything, in CSS pixels: that of a usual screen for a usual network, and no larger
/// than four times its pixels fit on a browser's canvas.
const SMALLEST: Size = Size { width: 1400.0, height: 900.0 };
const LARGEST: Size = Size { width: 2800.0, height: 1800.0 };
/// So many names have room on the smallest.
const USUAL_NODES: f64 = 120.0;
/// Free room around the picture, for names at its rim.
const MARGIN: f64 = 72.0;

impl Stage {
    /// Offers the picture to the user as a file: under its title, above its legend.
    pub fn save(&self, file: ImageExport, caption: &Caption, file_name: &str) {
        let surface = self.surface.borrow();
        let context = surface.context();
        let inner = self.inner.borrow();
        let measure = |text: &str, size: f64, bold: bool| paint::canvas::measure(context, text, size, bold);
        let list = with_looks(&inner, |looks| {
            let (viewport, camera) =
                if file.as_seen { (inner.viewport, inner.camera) } else { everything(&inner, looks) };
            let order = DrawOrder::new(&inner.graph, looks);
            let picture = build(&SceneInput {
                graph: &inner.graph,
                looks,
                order: &order,
                positions: &inner.positions,
                hovered: None,
                keyboard_node: None,
                opened: inner.opened.filter(|_| file.as_seen),
                selection: &[],
                sectors: &inner.sectors,
                connecting: None,
                gathering: &[],
                theme: &inner.theme,
                camera,
                viewport,
                covered_top: 0.0,
                words: EdgeWords { offers: self.words.offers, needs: self.words.needs },
                placement: &Placement::default(),
                measure: &measure,
            });
            sheet(picture, caption, &inner.theme, &measure)
        });
        let saved = match file.format {
            ImageFormat::Svg => {
                let svg = paint::svg(&list, &caption.title, &caption.subtitle);
                files::download(file_name, "image/svg+xml", svg.as_bytes())
            }
            ImageFormat::Png { pixels } => files::download_png(file_name, &list, f64::from(pixels)),
        };
        if saved.is_err() {
            web_sys::console::error_1(&"the browser refused the picture".into());
        }
    }
}

/// Larger for more nodes, so that more names have room.
fn everything(inner: &Inner, looks: &[NodeStyle]) -> (Size, Camera) {
    let growth = (looks.len() as f64 / USUAL_NODES).sqrt().clamp(1.0, LARGEST.width / SMALLEST.width);
    let size = Size { width: SMALLEST.width * growth, height: SMALLEST.height * growth };
    let size = Size { width: size.width.round(), height: size.height.round() };
    let camera = bounds(looks, &inner.positions).map(|world| Camera::fit(world, size, MARGIN));
    (size, camera.unwrap_or_default())
}
