use gosmart::{
    paint::canvas,
    scene::{Batch, Color, DisplayList, Front, Mark, Outline, Shape, Size, Stroke},
};
use js_sys::Uint8ClampedArray;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test as test;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::support::script;

const GROUND: Color = Color::hex(0x20_40_60);
const INK: Color = Color::hex(0xf0_c0_10);
const WIDTH: usize = 120;
const HEIGHT: usize = 60;

/// Paints on a fresh canvas of `ratio` times the size and reads it back.
struct Painted {
    pixels: Vec<u8>,
    width: usize,
}

impl Painted {
    fn new(back: Vec<Batch>, ratio: f64) -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let canvas: HtmlCanvasElement = document.create_element("canvas").unwrap().unchecked_into();
        canvas.set_width((WIDTH as f64 * ratio) as u32);
        canvas.set_height((HEIGHT as f64 * ratio) as u32);
        let context: CanvasRenderingContext2d = canvas.get_context("2d").unwrap().unwrap().unchecked_into();
        let size = Size { width: WIDTH as f64, height: HEIGHT as f64 };
        canvas::paint(
            &context,
            &DisplayList { size, background: GROUND, back, front: Front::default() },
            ratio,
        )
        .unwrap();
        let body = "const { width, height } = given[0].canvas;
                    return given[0].getImageData(0, 0, width, height).data;";
        let pixels: Uint8ClampedArray = script(body, &[context.as_ref()]).unchecked_into();
        Self { pixels: pixels.to_vec(), width: canvas.width() as usize }
    }

    /// In device pixels.
    fn at(&self, x: usize, y: usize) -> Color {
        let [red, green, blue, alpha] = self.pixels.as_chunks::<4>().0[y * self.width + x];
        Color { red, green, blue, alpha }
    }

    /// How many pixels are not the ground.
    fn inked(&self) -> usize {
        let ground = [GROUND.red, GROUND.green, GROUND.blue, 255];
        self.pixels.as_chunks::<4>().0.iter().filter(|pixel| **pixel != ground).count()
    }
}

fn mark(shape: Shape, fill: Color, place: [f32; 2]) -> Batch {
    let outline = Outline { shape, fill: Some(fill), stroke: None };
    Batch::Marks { mark: Mark { outlines: vec![outline], letters: None }, places: vec![place] }
}

fn circle() -> Batch {
    mark(Shape::Circle { radius: 8.0 }, INK, [30.0, 20.0])
}

fn line(y: f32, dash: Option<[f64; 2]>) -> Batch {
    let stroke = Stroke { color: INK, width: 2.0, dash };
    Batch::Lines { stroke, ends: vec![[0.0, y, 120.0, y]] }
}

#[test]
fn an_empty_list_paints_the_ground_and_nothing_else() {
    for ratio in [1.0, 2.0] {
        let painted = Painted::new(Vec::new(), ratio);
        assert_eq!(painted.inked(), 0);
        assert_eq!(painted.at(0, 0), GROUND);
    }
}

#[test]
fn shapes_stand_where_the_list_says_at_every_pixel_ratio() {
    for (ratio, scale) in [(1.0, 1), (2.0, 2)] {
        let painted = Painted::new(vec![circle()], ratio);
        assert_eq!(painted.at(30 * scale, 20 * scale), INK);
        assert_eq!(painted.at(36 * scale, 20 * scale), INK);
        assert_eq!(painted.at(40 * scale, 20 * scale), GROUND);
    }
    let square = mark(Shape::Square { half: 10.0, corner: 6.0 }, INK, [80.0, 30.0]);
    let painted = Painted::new(vec![square], 1.0);
    assert_eq!(painted.at(72, 30), INK);
    assert_eq!(painted.at(70, 20), GROUND, "the corner is round");
}

#[test]
fn later_items_cover_earlier_ones() {
    let under = mark(Shape::Circle { radius: 12.0 }, GROUND, [30.0, 20.0]);
    assert_eq!(Painted::new(vec![circle(), under.clone()], 1.0).inked(), 0);
    assert!(Painted::new(vec![under, circle()], 1.0).inked() > 0);
}

#[test]
fn a_dash_leaves_gaps_and_does_not_outlive_its_line() {
    let solid = Painted::new(vec![line(10.0, None)], 1.0).inked();
    let dashed = Painted::new(vec![line(10.0, Some([6.0, 6.0]))], 1.0).inked();
    assert_eq!(solid, 2 * WIDTH);
    assert_eq!(dashed, solid / 2);
    let both = Painted::new(vec![line(10.0, Some([6.0, 6.0])), line(40.0, None)], 1.0).inked();
    assert_eq!(both, solid + dashed);
}
