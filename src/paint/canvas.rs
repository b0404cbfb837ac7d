//! A display list on a canvas.
//!
//! Written for browsers that draw without a graphics card, where the cost is filling pixels: lines no wider than
//! a device pixel are cheap however many stand in one path, wider ones are cheaper one by one, and a symbol that
//! stands at many places is drawn once and copied.

use std::{
    cell::Cell,
    f64::consts::{FRAC_PI_2, TAU},
    ops::Range,
};

use wasm_bindgen::JsValue;
use web_sys::CanvasRenderingContext2d;

use crate::scene::{Align, Batch, Color, DisplayList, Front, Mark, Point, Shape, Size, Stroke, Text};

/// The faces of the page's style sheet; the same in every text, so that measured widths are painted widths.
const FACES: &str = "'Fira Sans', 'Noto Sans', sans-serif";
/// Lines and symbols in one piece of a [`Painting`]: about a millisecond on an office computer.
const PIECE: usize = 500;
/// A batch of more lines than this is drawn with lines no wider than a device pixel, five times as fast; in such a
/// crowd nobody sees the difference.
const CROWD: usize = 4_000;
/// From so many places on, a symbol is drawn once and copied.
const WORTH_COPYING: usize = 12;
/// Where outlines and their dashes begin.
const TOP: f64 = -FRAC_PI_2;
/// A symbol that reaches no further than this, in device pixels, is a dot.
const DOT: f64 = 1.5;

/// Paints the whole list. `device_pixel_ratio` is how many pixels of the canvas make one CSS pixel; the canvas
/// must already be that much larger than its place on the page.
///
/// # Errors
/// When the browser refuses a drawing call, which it does for a context it has lost.
pub fn paint(
    context: &CanvasRenderingContext2d,
    list: &DisplayList,
    device_pixel_ratio: f64,
) -> Result<(), JsValue> {
    let brush = Brush::new(context, device_pixel_ratio, None);
    brush.begin()?;
    brush.cover(list.size, list.background, 1.0);
    list.back.iter().try_for_each(|batch| brush.part(batch, 0..length(batch)))?;
    brush.front(&list.front, list.size, list.background)
}

/// A back layer on its way to a canvas, piece by piece.
#[derive(Debug)]
pub struct Painting {
    batches: Vec<Batch>,
    /// The next to be painted: which batch, and which line or place of it.
    batch: usize,
    from: usize,
}

impl Painting {
    pub fn new(batches: Vec<Batch>) -> Self {
        Self { batches, batch: 0, from: 0 }
    }

    /// Paints the next piece; whether there is more to paint.
    ///
    /// # Errors
    /// As [`paint`].
    pub fn step(&mut self, brush: &Brush) -> Result<bool, JsValue> {
        let mut room = PIECE;
        while let Some(batch) = self.batches.get(self.batch).filter(|_| room > 0) {
            let to = length(batch).min(self.from + room);
            brush.part(batch, self.from..to)?;
            // A batch of few costs more than its few.
            room = room.saturating_sub((to - self.from).max(4));
            self.from = to;
            if to == length(batch) {
                (self.batch, self.from) = (self.batch + 1, 0);
            }
        }
        Ok(self.batch < self.batches.len())
    }
}

fn length(batch: &Batch) -> usize {
    match batch {
        Batch::Lines { ends, .. } => ends.len(),
        Batch::Marks { places, .. } => places.len(),
        Batch::Area { .. } | Batch::Text(_) => 1,
    }
}

/// A context and how to draw on it. Nobody else may change the context's styles as long as it is in use.
#[derive(Debug)]
pub struct Brush<'a> {
    context: &'a CanvasRenderingContext2d,
    device_pixel_ratio: f64,
    stamp: Option<&'a CanvasRenderingContext2d>,
    fill: Latest<Color>,
    stroke: Latest<Color>,
    line_width: Latest<f64>,
    dash: Latest<Option<[f64; 2]>>,
    /// Size, and whether it is bold.
    font: Latest<(f64, bool)>,
    align: Latest<Align>,
}

/// What a context was last told, so that it is not told again: each style is a text that crosses to the browser.
#[derive(Debug)]
struct Latest<T: Copy>(Cell<Option<T>>);

impl<T: Copy + PartialEq> Latest<T> {
    fn changes_to(&self, value: T) -> bool {
        self.0.replace(Some(value)) != Some(value)
    }
}

// Derived, it would ask for a `T` that has a default.
impl<T: Copy> Default for Latest<T> {
    fn default() -> Self {
        Self(Cell::new(None))
    }
}

impl<'a> Brush<'a> {
    /// `stamp` is another canvas, to draw symbols once that are copied to many places; `None` draws each of them.
    pub fn new(
        context: &'a CanvasRenderingContext2d,
        device_pixel_ratio: f64,
        stamp: Option<&'a CanvasRenderingContext2d>,
    ) -> Self {
        Self {
            context,
            device_pixel_ratio,
            stamp,
            fill: Latest::default(),
            stroke: Latest::default(),
            line_width: Latest::default(),
            dash: Latest::default(),
            font: Latest::default(),
            align: Latest::default(),
        }
    }

    /// Makes CSS pixels the unit of everything that follows.
    ///
    /// # Errors
    /// As [`paint`].
    pub fn begin(&self) -> Result<(), JsValue> {
        let ratio = self.device_pixel_ratio;
        self.context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0)?;
        self.context.set_text_baseline("middle");
        self.context.set_line_join("round");
        Ok(())
    }

    /// Lays a colour over everything; a `share` of 1 hides it.
    pub fn cover(&self, size: Size, color: Color, share: f64) {
        self.context.set_global_alpha(share);
        self.set_fill(color);
        self.context.fill_rect(0.0, 0.0, size.width, size.height);
        self.context.set_global_alpha(1.0);
    }

    /// Paints the dimming and the front over what is there.
    ///
    /// # Errors
    /// As [`paint`].
    pub fn front(&self, front: &Front, size: Size, background: Color) -> Result<(), JsValue> {
        if front.dim > 0.0 {
            self.cover(size, background, front.dim);
        }
        front.batches.iter().try_for_each(|batch| self.part(batch, 0..length(batch)))
    }

    fn part(&self, batch: &Batch, range: Range<usize>) -> Result<(), JsValue> {
        match batch {
            Batch::Area { outline, fill, stroke } => {
                self.context.begin_path();
                for at in outline {
                    self.context.line_to(at.x, at.y);
                }
                self.context.close_path();
                self.draw(*fill, *stroke)
            }
            Batch::Lines { stroke, ends } => self.lines(*stroke, &ends[range], ends.len() > CROWD),
            Batch::Marks { mark, places } => self.marks(mark, &places[range]),
            Batch::Text(text) => self.text(text),
        }
    }

    fn lines(&self, stroke: Stroke, ends: &[[f32; 4]], crowded: bool) -> Result<(), JsValue> {
        let device_pixel = 1.0 / self.device_pixel_ratio;
        let width = if crowded { stroke.width.min(device_pixel) } else { stroke.width };
        self.set_stroke(Stroke { width, ..stroke })?;
        let in_one_path = if width <= device_pixel { PIECE } else { 1 };
        for ends in ends.chunks(in_one_path) {
            self.context.begin_path();
            for &[from_x, from_y, to_x, to_y] in ends {
                self.context.move_to(from_x.into(), from_y.into());
                self.context.line_to(to_x.into(), to_y.into());
            }
            self.context.stroke();
        }
        Ok(())
    }

    fn marks(&self, symbol: &Mark, places: &[[f32; 2]]) -> Result<(), JsValue> {
        let ratio = self.device_pixel_ratio;
        let reach = symbol.reach() * ratio;
        if reach <= DOT
            && let Some(fill) = symbol.outlines.last().and_then(|outline| outline.fill)
        {
            let half = reach / ratio;
            self.set_fill(fill);
            for [x, y] in places.iter().map(|place| place.map(f64::from)) {
                self.context.fill_rect(x - half, y - half, 2.0 * half, 2.0 * half);
            }
            return Ok(());
        }
        let Some(stamp) = self.stamp.filter(|_| places.len() >= WORTH_COPYING) else {
            return places.iter().try_for_each(|&[x, y]| self.mark(symbol, Point::new(x.into(), y.into())));
        };
        let Some(canvas) = stamp.canvas() else { return Ok(()) };
        let half = reach.ceil() + 1.0;
        // A canvas that gets a size is empty again.
        canvas.set_width(2 * half as u32);
        canvas.set_height(2 * half as u32);
        let drawing = Brush::new(stamp, ratio, None);
        drawing.begin()?;
        drawing.mark(symbol, Point::new(half / ratio, half / ratio))?;
        // On whole pixels copies stay as sharp as the original.
        self.context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)?;
        for [x, y] in places.iter().map(|place| place.map(|part| (f64::from(part) * ratio).round())) {
            self.context.draw_image_with_html_canvas_element(&canvas, x - half, y - half)?;
        }
        self.context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0)
    }

    fn mark(&self, mark: &Mark, at: Point) -> Result<(), JsValue> {
        let context = self.context;
        for outline in &mark.outlines {
            context.begin_path();
            match outline.shape {
                Shape::Circle { radius } => context.arc(at.x, at.y, radius, TOP, TOP + TAU)?,
                Shape::Square { half, corner } => {
                    let (left, top, right, bottom) = (at.x - half, at.y - half, at.x + half, at.y + half);
                    context.move_to(at.x, top);
                    context.arc_to(right, top, right, bottom, corner)?;
                    context.arc_to(right, bottom, left, bottom, corner)?;
                    context.arc_to(left, bottom, left, top, corner)?;
                    context.arc_to(left, top, right, top, corner)?;
                    context.close_path();
                }
            }
            self.draw(outline.fill, outline.stroke)?;
        }
        match &mark.letters {
            Some(letters) => self.text(&letters.at(at)),
            None => Ok(()),
        }
    }

    pub(super) fn text(&self, text: &Text) -> Result<(), JsValue> {
        let context = self.context;
        if self.font.changes_to((text.size, text.bold)) {
            context.set_font(&font_of(text.size, text.bold));
        }
        if self.align.changes_to(text.align) {
            context.set_text_align(match text.align {
                Align::Left => "left",
                Align::Middle => "center",
                Align::Right => "right",
            });
        }
        // The middle the browser means lies a little above that of the small letters.
        let y = text.at.y + 0.05 * text.size;
        if let Some(halo) = text.halo {
            self.set_stroke(Stroke { color: halo, width: 3.0, dash: None })?;
            context.stroke_text(&text.text, text.at.x, y)?;
        }
        self.set_fill(text.color);
        context.fill_text(&text.text, text.at.x, y)
    }

    fn draw(&self, fill: Option<Color>, stroke: Option<Stroke>) -> Result<(), JsValue> {
        if let Some(fill) = fill {
            self.set_fill(fill);
            self.context.fill();
        }
        if let Some(stroke) = stroke {
            self.set_stroke(stroke)?;
            self.context.stroke();
        }
        Ok(())
    }

    fn set_fill(&self, color: Color) {
        if self.fill.changes_to(color) {
            self.context.set_fill_style_str(&color.to_string());
        }
    }

    fn set_stroke(&self, stroke: Stroke) -> Result<(), JsValue> {
        if self.dash.changes_to(stroke.dash) {
            let dash: js_sys::Array = stroke.dash.into_iter().flatten().map(JsValue::from).collect();
            self.context.set_line_dash(&dash)?;
        }
        if self.stroke.changes_to(stroke.color) {
            self.context.set_stroke_style_str(&stroke.color.to_string());
        }
        if self.line_width.changes_to(stroke.width) {
            self.context.set_line_width(stroke.width);
        }
        Ok(())
    }
}

/// The font of a text, as CSS writes it.
pub fn font_of(size: f64, bold: bool) -> String {
    format!("{} {} {FACES}", if bold { 600 } else { 400 }, pixels(size))
}

/// A length as CSS writes it, to a hundredth. Integers, because what formats floats is larger than this painter.
pub fn pixels(length: f64) -> String {
    let hundredths = (length * 100.0).round() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}px", hundredths.abs() / 100, hundredths.abs() % 100)
}
