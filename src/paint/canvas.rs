//! A display list on a canvas.

use wasm_bindgen::JsValue;
use web_sys::CanvasRenderingContext2d;

use crate::scene::{Align, Color, DisplayList, Item, Stroke, Text};

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
    context.set_transform(device_pixel_ratio, 0.0, 0.0, device_pixel_ratio, 0.0, 0.0)?;
    context.set_fill_style_str(&list.background.to_string());
    context.fill_rect(0.0, 0.0, list.size.width, list.size.height);
    context.set_text_baseline("middle");
    context.set_line_join("round");

    let mut items = list.items.as_slice();
    let mut font = String::new();
    while let Some(first) = items.first() {
        // A run of one style is one path: ten thousand lines are a handful of calls to stroke.
        let run = items.iter().take_while(|item| same_style(first, item)).count();
        let (these, rest) = items.split_at(run);
        items = rest;
        match first {
            Item::Text(text) => words(context, text, &mut font)?,
            Item::Line { stroke, .. } => {
                context.begin_path();
                for item in these {
                    trace(context, item)?;
                }
                draw(context, None, Some(*stroke))?;
            }
            Item::Circle { fill, stroke, .. } | Item::Square { fill, stroke, .. } => {
                context.begin_path();
                for item in these {
                    trace(context, item)?;
                }
                draw(context, *fill, *stroke)?;
            }
        }
    }
    Ok(())
}

/// Width in CSS pixels of a text, as [`paint`] will draw it. Changes the context's font.
pub fn measure(context: &CanvasRenderingContext2d, text: &str, size: f64, bold: bool) -> f64 {
    context.set_font(&font_of(size, bold));
    context.measure_text(text).map_or(0.0, |metrics| metrics.width())
}

fn font_of(size: f64, bold: bool) -> String {
    format!("{} {size}px {FACES}", if bold { 600 } else { 400 })
}

/// Shapes that cover one another in order must not be merged: only lines may, which are thin and of one colour.
fn same_style(one: &Item, other: &Item) -> bool {
    match (one, other) {
        (Item::Line { stroke: one, .. }, Item::Line { stroke: other, .. }) => one == other,
        _ => std::ptr::eq(one, other),
    }
}

fn trace(context: &CanvasRenderingContext2d, item: &Item) -> Result<(), JsValue> {
    match item {
        Item::Line { from, to, .. } => {
            context.move_to(from.x, from.y);
            context.line_to(to.x, to.y);
        }
        Item::Circle { centre, radius, .. } => {
            context.arc(centre.x, centre.y, *radius, 0.0, std::f64::consts::TAU)?;
        }
        Item::Square { centre, half, corner, .. } => {
            let (left, top, right, bottom) =
                (centre.x - half, centre.y - half, centre.x + half, centre.y + half);
            context.move_to(centre.x, top);
            context.arc_to(right, top, right, bottom, *corner)?;
            context.arc_to(right, bottom, left, bottom, *corner)?;
            context.arc_to(left, bottom, left, top, *corner)?;
            context.arc_to(left, top, right, top, *corner)?;
            context.close_path();
        }
        Item::Text(_) => {}
    }
    Ok(())
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

fn words(context: &CanvasRenderingContext2d, text: &Text, font: &mut String) -> Result<(), JsValue> {
    let wanted = font_of(text.size, text.bold);
    if *font != wanted {
        context.set_font(&wanted);
        *font = wanted;
    }
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
