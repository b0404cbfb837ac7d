//! A display list on a canvas.

use wasm_bindgen::JsValue;
use web_sys::CanvasRenderingContext2d;

use crate::scene::{Align, Batch, Color, DisplayList, Front, Mark, Point, Shape, Size, Stroke, Text};

/// The faces of the page's style sheet; the same in every text, so that measured widths are painted widths.
const FACES: &str = "'Fira Sans', 'Noto Sans', sans-serif";

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
    begin(context, device_pixel_ratio)?;
    cover(context, list.size, list.background, 1.0);
    list.back.iter().try_for_each(|item| batch(context, item))?;
    front(context, &list.front, list.size, list.background)
}

/// Makes CSS pixels the unit of everything that follows.
///
/// # Errors
/// As [`paint`].
pub fn begin(context: &CanvasRenderingContext2d, device_pixel_ratio: f64) -> Result<(), JsValue> {
    context.set_transform(device_pixel_ratio, 0.0, 0.0, device_pixel_ratio, 0.0, 0.0)?;
    context.set_text_baseline("middle");
    context.set_line_join("round");
    Ok(())
}

/// Paints veil and front over what is there.
///
/// # Errors
/// As [`paint`].
pub fn front(
    context: &CanvasRenderingContext2d,
    front: &Front,
    size: Size,
    background: Color,
) -> Result<(), JsValue> {
    if front.veil > 0.0 {
        cover(context, size, background, front.veil);
    }
    front.batches.iter().try_for_each(|item| batch(context, item))
}

fn cover(context: &CanvasRenderingContext2d, size: Size, color: Color, share: f64) {
    context.set_global_alpha(share);
    context.set_fill_style_str(&color.to_string());
    context.fill_rect(0.0, 0.0, size.width, size.height);
    context.set_global_alpha(1.0);
}

fn batch(context: &CanvasRenderingContext2d, batch: &Batch) -> Result<(), JsValue> {
    match batch {
        Batch::Area { outline, fill, stroke } => {
            context.begin_path();
            for at in outline {
                context.line_to(at.x, at.y);
            }
            context.close_path();
            draw(context, *fill, *stroke)
        }
        Batch::Lines { stroke, ends } => {
            // One path for all: ten thousand lines are one call to stroke.
            context.begin_path();
            for &[from_x, from_y, to_x, to_y] in ends {
                context.move_to(from_x.into(), from_y.into());
                context.line_to(to_x.into(), to_y.into());
            }
            draw(context, None, Some(*stroke))
        }
        Batch::Marks { mark: symbol, places } => {
            places.iter().try_for_each(|&[x, y]| mark(context, symbol, Point::new(x.into(), y.into())))
        }
        Batch::Text(text) => words(context, text),
    }
}

fn mark(context: &CanvasRenderingContext2d, mark: &Mark, at: Point) -> Result<(), JsValue> {
    for outline in &mark.outlines {
        context.begin_path();
        match outline.shape {
            Shape::Circle { radius } => context.arc(at.x, at.y, radius, 0.0, std::f64::consts::TAU)?,
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
        draw(context, outline.fill, outline.stroke)?;
    }
    match &mark.letters {
        Some(letters) => words(context, &letters.at(at)),
        None => Ok(()),
    }
}

/// Width in CSS pixels of a text, as [`paint`] will draw it. Changes the context's font.
pub fn measure(context: &CanvasRenderingContext2d, text: &str, size: f64, bold: bool) -> f64 {
    context.set_font(&font_of(size, bold));
    context.measure_text(text).map_or(0.0, |metrics| metrics.width())
}

fn font_of(size: f64, bold: bool) -> String {
    format!("{} {size}px {FACES}", if bold { 600 } else { 400 })
}

fn draw(
    context: &CanvasRenderingContext2d,
    fill: Option<Color>,
    stroke: Option<Stroke>,
) -> Result<(), JsValue> {
    if let Some(fill) = fill {
        context.set_fill_style_str(&fill.to_string());
        context.fill();
    }
    if let Some(stroke) = stroke {
        let dash: js_sys::Array = stroke.dash.into_iter().flatten().map(JsValue::from).collect();
        context.set_line_dash(&dash)?;
        context.set_stroke_style_str(&stroke.color.to_string());
        context.set_line_width(stroke.width);
        context.stroke();
    }
    Ok(())
}

fn words(context: &CanvasRenderingContext2d, text: &Text) -> Result<(), JsValue> {
    context.set_font(&font_of(text.size, text.bold));
    context.set_text_align(match text.align {
        Align::Left => "left",
        Align::Middle => "center",
        Align::Right => "right",
    });
    // The middle the browser means lies a little above that of the small letters.
    let y = text.at.y + 0.05 * text.size;
    if let Some(halo) = text.halo {
        context.set_line_dash(&js_sys::Array::new())?;
        context.set_stroke_style_str(&halo.to_string());
        context.set_line_width(3.0);
        context.stroke_text(&text.text, text.at.x, y)?;
    }
    context.set_fill_style_str(&text.color.to_string());
    context.fill_text(&text.text, text.at.x, y)
}
