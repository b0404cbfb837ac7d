//! Canvas and WebGL paint the same list alike.

use std::cell::RefCell;

use gosmart::{
    paint::{canvas, webgl},
    scene::{Batch, Color, DisplayList, Front, Letters, Mark, Outline, Point, Shape, Size, Stroke},
};
use js_sys::Uint8ClampedArray;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test as test;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::support::script;

const GROUND: Color = Color::hex(0xff_ff_ff);
const INK: Color = Color::hex(0x20_40_60);
const LIGHT: Color = Color::hex(0xf0_a8_30);
const SIZE: Size = Size { width: 160.0, height: 120.0 };

/// Difference of two pictures: mean over all pixels and colours, 0 to 255, and how many in a hundred of the pixels
/// that are not ground in both differ by more than a quarter.
struct Difference {
    mean: f64,
    percent_far: f64,
    inked: usize,
}

fn canvas() -> HtmlCanvasElement {
    let document = web_sys::window().unwrap().document().unwrap();
    document.create_element("canvas").unwrap().unchecked_into()
}

fn resize(canvas: &HtmlCanvasElement, ratio: f64) {
    canvas.set_width((SIZE.width * ratio) as u32);
    canvas.set_height((SIZE.height * ratio) as u32);
}

fn context(canvas: &HtmlCanvasElement) -> CanvasRenderingContext2d {
    canvas.get_context("2d").unwrap().unwrap().unchecked_into()
}

fn pixels(canvas: &HtmlCanvasElement) -> Vec<u8> {
    let body = "const [source] = given;
                const copy = document.createElement('canvas');
                copy.width = source.width;
                copy.height = source.height;
                const context = copy.getContext('2d');
                context.drawImage(source, 0, 0);
                return context.getImageData(0, 0, copy.width, copy.height).data;";
    let pixels: Uint8ClampedArray = script(body, &[canvas.as_ref()]).unchecked_into();
    pixels.to_vec()
}

fn by_canvas(back: &[Batch], ratio: f64) -> Vec<u8> {
    let canvas = canvas();
    resize(&canvas, ratio);
    let list = DisplayList { size: SIZE, background: GROUND, back: back.to_vec(), front: Front::default() };
    canvas::paint(&context(&canvas), &list, ratio).unwrap();
    pixels(&canvas)
}

fn by_webgl(back: &[Batch], ratio: f64) -> Vec<u8> {
    thread_local! {
        /// One for all pictures: browsers keep only a few contexts alive.
        static PAINTER: (HtmlCanvasElement, RefCell<webgl::Painter>) = {
            let target = canvas();
            let attributes = script("return { alpha: false, stencil: true, antialias: true };", &[]);
            let gl = target.get_context_with_context_options("webgl2", &attributes).unwrap().unwrap();
            let painter = webgl::Painter::new(gl.unchecked_into()).unwrap();
            (target, RefCell::new(painter))
        };
    }
    PAINTER.with(|(target, painter)| {
        resize(target, ratio);
        let mut painter = painter.borrow_mut();
        painter.load(back, &context(&canvas())).unwrap();
        painter.draw(SIZE, Point::default(), GROUND, ratio);
        pixels(target)
    })
}

fn difference(back: &[Batch], ratio: f64) -> Difference {
    let (one, other) = (by_canvas(back, ratio), by_webgl(back, ratio));
    let far =
        |one: &[u8; 4], other: &[u8; 4]| one.iter().zip(other).any(|(one, other)| one.abs_diff(*other) > 64);
    let (mut sum, mut inked, mut apart) = (0.0, 0, 0);
    for (one, other) in one.as_chunks::<4>().0.iter().zip(other.as_chunks::<4>().0) {
        sum += one.iter().zip(other).map(|(one, other)| f64::from(one.abs_diff(*other))).sum::<f64>();
        inked += usize::from(*one != [255; 4] || *other != [255; 4]);
        apart += usize::from(far(one, other));
    }
    Difference {
        mean: sum / one.len() as f64,
        percent_far: 100.0 * apart as f64 / inked.max(1) as f64,
        inked,
    }
}

/// Smoothing at rims differs between any two painters; whole shapes, colours, widths and order must not.
fn check(what: &str, back: &[Batch]) {
    check_within(what, back, 4.0);
}

fn check_within(what: &str, back: &[Batch], most_percent_far: f64) {
    for ratio in [1.0, 2.0] {
        let Difference { mean, percent_far, inked } = difference(back, ratio);
        assert!(inked > 100, "{what}: hardly anything is painted");
        assert!(
            mean < 1.5 && percent_far < most_percent_far,
            "{what} at {ratio}: mean {mean:.2}, {percent_far:.1} % far apart"
        );
    }
}

fn star(width: f64, dash: Option<[f64; 2]>) -> Batch {
    let stroke = Stroke { color: INK, width, dash };
    let end = |turn: u8| {
        let angle = 0.1 + f32::from(turn) * 0.35;
        [
            80.0 + 8.0 * angle.cos(),
            60.0 + 8.0 * angle.sin(),
            80.0 + 55.0 * angle.cos(),
            60.0 + 55.0 * angle.sin(),
        ]
    };
    Batch::Lines { stroke, ends: (0..18).map(end).collect() }
}

fn marks(outlines: Vec<Outline>, letters: Option<Letters>) -> Batch {
    Batch::Marks {
        mark: Mark { outlines, letters },
        places: vec![[30.0, 30.0], [47.3, 41.8], [110.5, 70.25]],
    }
}

fn ring(shape: Shape, dash: Option<[f64; 2]>) -> Outline {
    Outline { shape, fill: None, stroke: Some(Stroke { color: INK, width: 2.0, dash }) }
}

fn disc(shape: Shape) -> Outline {
    Outline { shape, fill: Some(LIGHT), stroke: Some(Stroke { color: INK, width: 1.4, dash: None }) }
}

const CIRCLE: Shape = Shape::Circle { radius: 14.0 };
const SQUARE: Shape = Shape::Square { half: 13.0, corner: 4.0 };

#[test]
fn lines_of_any_width() {
    for width in [0.42, 1.2, 3.0] {
        check("solid", &[star(width, None)]);
    }
}

#[test]
fn dashed_lines() {
    check("dashed", &[star(2.0, Some([6.0, 4.0]))]);
}

#[test]
fn circles_and_squares() {
    for shape in [CIRCLE, SQUARE] {
        check("filled", &[marks(vec![disc(shape)], None)]);
        check("ring", &[marks(vec![ring(shape, None)], None)]);
        // Along a bend two painters end a dash up to half a pixel apart; dashes for gaps would be half of all.
        check_within("dashed ring", &[marks(vec![ring(shape, Some([6.0, 4.0]))], None)], 12.0);
    }
}

#[test]
fn letters_and_what_covers_them() {
    let letters = Letters { text: "Ä".into(), size: 16.0, color: INK };
    let below = marks(vec![disc(CIRCLE)], Some(letters));
    check("letters", std::slice::from_ref(&below));
    let Batch::Marks { mark, .. } = &below else { unreachable!() };
    let above = Batch::Marks { mark: Mark { letters: None, ..mark.clone() }, places: vec![[36.0, 30.0]] };
    check("covered letters", &[below, above]);
}

#[test]
fn areas_with_a_bay_and_lines_above_them() {
    let corner = |[x, y]: [f64; 2]| Point::new(x, y);
    let outline =
        [[10.0, 10.0], [140.0, 20.0], [130.0, 100.0], [75.0, 40.0], [20.0, 110.0]].map(corner).to_vec();
    let fill = Some(Color { alpha: 60, ..INK });
    let stroke = Some(Stroke { color: INK, width: 1.5, dash: None });
    check("area", &[Batch::Area { outline, fill, stroke }, star(1.0, None)]);
}

#[test]
fn the_order_of_the_list_is_the_order_of_painting() {
    let (lines, discs) = (star(4.0, None), marks(vec![disc(SQUARE)], None));
    check("lines below", &[lines.clone(), discs.clone()]);
    check("lines above", &[discs.clone(), lines.clone()]);
    let (below, above) = (by_webgl(&[lines.clone(), discs.clone()], 1.0), by_webgl(&[discs, lines], 1.0));
    assert!(below != above);
}
