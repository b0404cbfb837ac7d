//! The back of a display list by WebGL2: lines and symbols as instances of one quad, their shapes found per pixel
//! from the distance to the outline, so that they are sharp at any zoom.
//!
//! Distances and smoothing after Quilez, "2D distance functions" (2020). Text is left to the canvas above, except
//! the letters in symbols, which come from a texture.

use std::collections::HashMap;

use js_sys::{Float32Array, Uint32Array};
use wasm_bindgen::JsValue;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, WebGl2RenderingContext as Gl, WebGlBuffer, WebGlProgram,
    WebGlUniformLocation,
};

use super::canvas::Brush;
use crate::scene::{Align, Batch, Color, Letters, Mark, Outline, Point, Shape, Size, Stroke, Text};

/// What both kinds of quads share: from CSS pixels to the screen, and how large a device pixel is.
const FRAME: &str = "#version 300 es
precision highp float;
uniform vec2 unit, offset;
uniform float pixel;
";

const LINE_VERTICES: &str = "
layout(location = 0) in vec4 ends;
uniform float width;
out vec2 at;
flat out float length_of_line;
void main() {
  vec2 side = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
  vec2 line = ends.zw - ends.xy;
  length_of_line = length(line);
  vec2 along = length_of_line > 0.0 ? line / length_of_line : vec2(1.0, 0.0);
  at.x = side.x < 0.0 ? -pixel : length_of_line + pixel;
  at.y = side.y * (0.5 * width + pixel);
  vec2 place = ends.xy + along * at.x + vec2(-along.y, along.x) * at.y + offset;
  gl_Position = vec4(place * unit + vec2(-1.0, 1.0), 0.0, 1.0);
}";

const LINE_PIXELS: &str = "
in vec2 at;
flat in float length_of_line;
uniform float width;
uniform vec4 color;
uniform vec2 dash;
out vec4 painted;
float within(float inside) { return clamp(0.5 + inside / pixel, 0.0, 1.0); }
void main() {
  float cover = within(0.5 * width - at.y) - within(-0.5 * width - at.y);
  cover *= within(at.x) * within(length_of_line - at.x);
  if (dash.y > 0.0) {
    float period = dash.x + dash.y;
    float from_middle = mod(at.x - 0.5 * dash.x + 0.5 * period, period) - 0.5 * period;
    cover *= within(0.5 * dash.x - abs(from_middle));
  }
  painted = vec4(color.rgb, 1.0) * color.a * cover;
}";

const MARK_VERTICES: &str = "
layout(location = 0) in vec2 centre;
layout(location = 1) in vec2 shape;
layout(location = 2) in vec4 fill;
layout(location = 3) in vec4 stroke;
layout(location = 4) in vec2 pen;
layout(location = 5) in vec2 dash;
out vec2 at;
flat out vec2 shape_, pen_, dash_;
flat out vec4 fill_, stroke_;
void main() {
  shape_ = shape; pen_ = pen; dash_ = dash; fill_ = fill; stroke_ = stroke;
  vec2 side = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
  at = side * (shape.x + (pen.y < 0.0 ? 0.5 * pen.x + pixel : 0.0));
  gl_Position = vec4((centre + at + offset) * unit + vec2(-1.0, 1.0), 0.0, 1.0);
}";

/// `shape` is half the side and the corner's radius, a circle being a square that is all corner; `pen` the stroke's
/// width and, if not negative, which cell of the letters to copy instead.
const MARK_PIXELS: &str = "
in vec2 at;
flat in vec2 shape_, pen_, dash_;
flat in vec4 fill_, stroke_;
uniform sampler2D letters;
uniform vec2 cells;
out vec4 painted;
float within(float inside) { return clamp(0.5 + inside / pixel, 0.0, 1.0); }
void main() {
  if (pen_.y >= 0.0) {
    vec2 cell = vec2(mod(pen_.y, cells.x), floor(pen_.y / cells.x));
    painted = fill_ * texture(letters, (cell + 0.5 + 0.5 * at / shape_.x) / cells).a;
    return;
  }
  float straight = shape_.x - shape_.y;
  vec2 beyond = abs(at) - straight;
  float outside = length(max(beyond, 0.0)) + min(max(beyond.x, beyond.y), 0.0) - shape_.y;
  float ring = within(0.5 * pen_.x - outside) - within(-0.5 * pen_.x - outside);
  if (dash_.y > 0.0) {
    // The way around, clockwise from the top, a quarter at a time.
    bool upright = at.x * at.y < 0.0;
    vec2 near = upright ? abs(at) : abs(at.yx);
    float quarter = 2.0 * straight + 1.5707963 * shape_.y;
    vec2 bend = near - straight;
    float way = bend.x < 0.0 && bend.y > bend.x ? near.x
      : bend.y < 0.0 ? straight + 1.5707963 * shape_.y + straight - near.y
      : straight + shape_.y * atan(bend.x, bend.y);
    float before = at.y < 0.0 ? (at.x >= 0.0 ? 0.0 : 3.0) : (at.x > 0.0 ? 1.0 : 2.0);
    float period = dash_.x + dash_.y;
    float from_middle = mod(way + before * quarter - 0.5 * dash_.x + 0.5 * period, period) - 0.5 * period;
    ring *= within(0.5 * dash_.x - abs(from_middle));
  }
  vec4 ground = vec4(fill_.rgb, 1.0) * fill_.a * within(-outside);
  float over = stroke_.a * ring;
  painted = vec4(stroke_.rgb, 1.0) * over + ground * (1.0 - over);
}";

const AREA_VERTICES: &str = "
layout(location = 0) in vec2 place;
void main() { gl_Position = vec4((place + offset) * unit + vec2(-1.0, 1.0), 0.0, 1.0); }";

const AREA_PIXELS: &str = "
uniform vec4 color;
out vec4 painted;
void main() { painted = vec4(color.rgb, 1.0) * color.a; }";

/// Numbers in one instance of a mark: centre, shape, fill, stroke, pen, dash.
const MARK_WORDS: usize = 10;
/// Side of a letter's cell in its texture, in pixels; letters of any size are scaled from it.
const CELL: u32 = 64;
const CELLS_PER_ROW: u32 = 16;
/// Letters beyond these are left out rather than asking for a texture no card has.
const MOST_CELLS: usize = 16 * 64;
/// Height of a letter in its cell.
const LETTER_SIZE: f64 = 36.0;

/// What one call draws, in paint order; `from` counts instances or, for areas, points.
#[derive(Clone, Copy, Debug)]
enum Step {
    Area { from: usize, count: usize, fill: Color },
    Lines { from: usize, count: usize, stroke: Stroke },
    Marks { from: usize, count: usize },
}

struct Program {
    program: WebGlProgram,
    unit: Option<WebGlUniformLocation>,
    offset: Option<WebGlUniformLocation>,
    pixel: Option<WebGlUniformLocation>,
}

/// A context with all it takes to draw; of no use any more once the context was lost.
pub struct Painter {
    gl: Gl,
    lines: Program,
    marks: Program,
    areas: Program,
    line_ends: WebGlBuffer,
    mark_instances: WebGlBuffer,
    area_points: WebGlBuffer,
    letters: Atlas,
    steps: Vec<Step>,
}

impl Painter {
    /// # Errors
    /// When the browser refuses to make what drawing takes, as it does for a lost context.
    pub fn new(gl: Gl) -> Result<Self, JsValue> {
        let missing = || JsValue::from_str("no buffer or texture");
        let buffer = || gl.create_buffer().ok_or_else(missing);
        let painter = Self {
            lines: Program::new(&gl, LINE_VERTICES, LINE_PIXELS)?,
            marks: Program::new(&gl, MARK_VERTICES, MARK_PIXELS)?,
            areas: Program::new(&gl, AREA_VERTICES, AREA_PIXELS)?,
            line_ends: buffer()?,
            mark_instances: buffer()?,
            area_points: buffer()?,
            letters: Atlas::default(),
            steps: Vec::new(),
            gl,
        };
        let gl = &painter.gl;
        gl.enable(Gl::BLEND);
        gl.blend_func(Gl::ONE, Gl::ONE_MINUS_SRC_ALPHA);
        // Bound for good, and the only one.
        gl.bind_texture(Gl::TEXTURE_2D, Some(&gl.create_texture().ok_or_else(missing)?));
        gl.tex_parameteri(Gl::TEXTURE_2D, Gl::TEXTURE_MIN_FILTER, Gl::LINEAR_MIPMAP_LINEAR as i32);
        Ok(painter)
    }

    /// Takes over what is to be drawn from now on.
    ///
    /// # Errors
    /// When the letters cannot be drawn.
    pub fn load(&mut self, batches: &[Batch], stamp: &CanvasRenderingContext2d) -> Result<(), JsValue> {
        let mut ends: Vec<[f32; 4]> = Vec::new();
        let mut marks: Vec<[u32; MARK_WORDS]> = Vec::new();
        let mut points: Vec<[f32; 2]> = Vec::new();
        self.steps.clear();
        for batch in batches {
            match batch {
                Batch::Area { outline, fill, stroke } => {
                    let corners = outline.iter().map(|at| [at.x as f32, at.y as f32]);
                    if let Some(fill) = *fill {
                        self.steps.push(Step::Area { from: points.len(), count: outline.len(), fill });
                        points.extend(corners.clone());
                    }
                    if let Some(stroke) = *stroke {
                        self.steps.push(Step::Lines { from: ends.len(), count: outline.len(), stroke });
                        let next = corners.clone().cycle().skip(1);
                        ends.extend(corners.zip(next).map(|([x, y], [to_x, to_y])| [x, y, to_x, to_y]));
                    }
                }
                Batch::Lines { stroke, ends: more } => {
                    self.steps.push(Step::Lines { from: ends.len(), count: more.len(), stroke: *stroke });
                    ends.extend(more);
                }
                Batch::Marks { mark, places } => {
                    let from = marks.len();
                    let instances = self.instances(mark);
                    for &[x, y] in places {
                        marks.extend(instances.iter().map(|instance| {
                            let mut instance = *instance;
                            instance[..2].copy_from_slice(&[x.to_bits(), y.to_bits()]);
                            instance
                        }));
                    }
                    let count = marks.len() - from;
                    match self.steps.last_mut() {
                        Some(Step::Marks { count: earlier, .. }) => *earlier += count,
                        _ => self.steps.push(Step::Marks { from, count }),
                    }
                }
                // Words belong to the front.
                Batch::Text(_) => {}
            }
        }
        let gl = &self.gl;
        let fill = |buffer: &WebGlBuffer, numbers: &js_sys::Object| {
            gl.bind_buffer(Gl::ARRAY_BUFFER, Some(buffer));
            gl.buffer_data_with_array_buffer_view(Gl::ARRAY_BUFFER, numbers, Gl::DYNAMIC_DRAW);
        };
        fill(&self.line_ends, &Float32Array::from(ends.as_flattened()));
        fill(&self.mark_instances, &Uint32Array::from(marks.as_flattened()));
        fill(&self.area_points, &Float32Array::from(points.as_flattened()));
        self.letters.load(gl, stamp)
    }

    /// Draws what was loaded, moved by `offset` in CSS pixels, on a canvas of `size` CSS pixels.
    pub fn draw(&self, size: Size, offset: Point, background: Color, device_pixel_ratio: f64) {
        let gl = &self.gl;
        let device = |length: f64| (length * device_pixel_ratio).round() as i32;
        gl.viewport(0, 0, device(size.width), device(size.height));
        let [red, green, blue, _] = parts(background);
        gl.clear_color(red, green, blue, 1.0);
        gl.clear(Gl::COLOR_BUFFER_BIT | Gl::STENCIL_BUFFER_BIT);
        for program in [&self.lines, &self.marks, &self.areas] {
            gl.use_program(Some(&program.program));
            gl.uniform2f(program.unit.as_ref(), 2.0 / size.width as f32, -2.0 / size.height as f32);
            gl.uniform2f(program.offset.as_ref(), offset.x as f32, offset.y as f32);
            gl.uniform1f(program.pixel.as_ref(), 1.0 / device_pixel_ratio as f32);
        }
        for step in &self.steps {
            match *step {
                Step::Area { from, count, fill } => self.area(from, count, fill),
                Step::Lines { from, count, stroke } => self.lines(from, count, stroke),
                Step::Marks { from, count } => self.marks(from, count),
            }
        }
    }

    fn lines(&self, from: usize, count: usize, stroke: Stroke) {
        let (gl, program) = (&self.gl, &self.lines);
        gl.use_program(Some(&program.program));
        gl.uniform1f(program.uniform(gl, "width").as_ref(), stroke.width as f32);
        program.color(gl, stroke.color);
        let [dash, gap] = stroke.dash.unwrap_or_default();
        gl.uniform2f(program.uniform(gl, "dash").as_ref(), dash as f32, gap as f32);
        gl.bind_buffer(Gl::ARRAY_BUFFER, Some(&self.line_ends));
        gl.enable_vertex_attrib_array(0);
        gl.vertex_attrib_pointer_with_i32(0, 4, Gl::FLOAT, false, 16, (from * 16) as i32);
        gl.vertex_attrib_divisor(0, 1);
        gl.draw_arrays_instanced(Gl::TRIANGLE_STRIP, 0, 4, count as i32);
        gl.disable_vertex_attrib_array(0);
    }

    fn marks(&self, from: usize, count: usize) {
        let (gl, program) = (&self.gl, &self.marks);
        gl.use_program(Some(&program.program));
        let rows = self.letters.rows() as f32;
        gl.uniform2f(program.uniform(gl, "cells").as_ref(), CELLS_PER_ROW as f32, rows);
        gl.bind_buffer(Gl::ARRAY_BUFFER, Some(&self.mark_instances));
        let stride = 4 * MARK_WORDS;
        let places = [
            (2, Gl::FLOAT, 0),
            (2, Gl::FLOAT, 8),
            (4, Gl::UNSIGNED_BYTE, 16),
            (4, Gl::UNSIGNED_BYTE, 20),
            (2, Gl::FLOAT, 24),
            (2, Gl::FLOAT, 32),
        ];
        for (location, (parts, kind, at)) in (0..).zip(places) {
            gl.enable_vertex_attrib_array(location);
            let at = (from * stride + at) as i32;
            gl.vertex_attrib_pointer_with_i32(location, parts, kind, true, stride as i32, at);
            gl.vertex_attrib_divisor(location, 1);
        }
        gl.draw_arrays_instanced(Gl::TRIANGLE_STRIP, 0, 4, count as i32);
        for location in 0..places.len() as u32 {
            gl.disable_vertex_attrib_array(location);
        }
    }

    /// A polygon of any form: its fan counts in the stencil how often each pixel is inside, odd ones are painted.
    fn area(&self, from: usize, count: usize, fill: Color) {
        let (gl, program) = (&self.gl, &self.areas);
        gl.use_program(Some(&program.program));
        program.color(gl, fill);
        gl.bind_buffer(Gl::ARRAY_BUFFER, Some(&self.area_points));
        gl.enable_vertex_attrib_array(0);
        gl.vertex_attrib_pointer_with_i32(0, 2, Gl::FLOAT, false, 8, (from * 8) as i32);
        gl.vertex_attrib_divisor(0, 0);
        gl.enable(Gl::STENCIL_TEST);
        gl.color_mask(false, false, false, false);
        gl.stencil_func(Gl::ALWAYS, 0, 1);
        gl.stencil_op(Gl::KEEP, Gl::KEEP, Gl::INVERT);
        gl.draw_arrays(Gl::TRIANGLE_FAN, 0, count as i32);
        gl.color_mask(true, true, true, true);
        gl.stencil_func(Gl::EQUAL, 1, 1);
        gl.stencil_op(Gl::KEEP, Gl::KEEP, Gl::ZERO);
        gl.draw_arrays(Gl::TRIANGLE_FAN, 0, count as i32);
        gl.disable(Gl::STENCIL_TEST);
        gl.disable_vertex_attrib_array(0);
    }

    /// The quads of a mark, without their centre.
    fn instances(&mut self, mark: &Mark) -> Vec<[u32; MARK_WORDS]> {
        let word = |number: f64| (number as f32).to_bits();
        let outlines = mark.outlines.iter().map(|Outline { shape, fill, stroke }| {
            let (half, corner) = match *shape {
                Shape::Circle { radius } => (radius, radius),
                Shape::Square { half, corner } => (half, corner),
            };
            let [dash, gap] = stroke.and_then(|stroke| stroke.dash).unwrap_or_default();
            let width = stroke.map_or(0.0, |stroke| stroke.width);
            let [fill, stroke] =
                [*fill, stroke.map(|stroke| stroke.color)].map(|color| color.map_or(0, packed));
            [0, 0, word(half), word(corner), fill, stroke, word(width), word(-1.0), word(dash), word(gap)]
        });
        let mut instances: Vec<_> = outlines.collect();
        if let Some(Letters { text, size, color }) = &mark.letters
            && let Some(cell) = self.letters.cell(text)
        {
            let half = 0.5 * f64::from(CELL) * size / LETTER_SIZE;
            let mut instance = [0; MARK_WORDS];
            (instance[2], instance[4], instance[7]) = (word(half), packed(*color), word(cell as f64));
            instances.push(instance);
        }
        instances
    }
}

impl Program {
    fn new(gl: &Gl, vertices: &str, pixels: &str) -> Result<Self, JsValue> {
        let program = gl.create_program().ok_or("no program")?;
        for (kind, source) in [(Gl::VERTEX_SHADER, vertices), (Gl::FRAGMENT_SHADER, pixels)] {
            let shader = gl.create_shader(kind).ok_or("no shader")?;
            gl.shader_source(&shader, &format!("{FRAME}{source}"));
            gl.compile_shader(&shader);
            gl.attach_shader(&program, &shader);
        }
        gl.link_program(&program);
        if !gl.get_program_parameter(&program, Gl::LINK_STATUS).is_truthy() {
            return Err(gl.get_program_info_log(&program).unwrap_or_default().into());
        }
        let [unit, offset, pixel] =
            ["unit", "offset", "pixel"].map(|name| gl.get_uniform_location(&program, name));
        Ok(Self { program, unit, offset, pixel })
    }

    fn uniform(&self, gl: &Gl, name: &str) -> Option<WebGlUniformLocation> {
        gl.get_uniform_location(&self.program, name)
    }

    fn color(&self, gl: &Gl, color: Color) {
        let [red, green, blue, alpha] = parts(color);
        gl.uniform4f(self.uniform(gl, "color").as_ref(), red, green, blue, alpha);
    }
}

/// The letters of all marks in one texture.
#[derive(Default)]
struct Atlas {
    cells: HashMap<String, usize>,
    /// How many cells the texture has.
    loaded: usize,
}

impl Atlas {
    fn cell(&mut self, text: &str) -> Option<usize> {
        let next = self.cells.len();
        if let Some(cell) = self.cells.get(text) {
            return Some(*cell);
        }
        (next < MOST_CELLS).then(|| {
            self.cells.insert(text.to_owned(), next);
            next
        })
    }

    fn rows(&self) -> u32 {
        (self.cells.len() as u32).div_ceil(CELLS_PER_ROW).max(1)
    }

    fn load(&mut self, gl: &Gl, stamp: &CanvasRenderingContext2d) -> Result<(), JsValue> {
        if self.loaded == self.cells.len() {
            return Ok(());
        }
        self.loaded = self.cells.len();
        let Some(canvas): Option<HtmlCanvasElement> = stamp.canvas() else { return Ok(()) };
        // A canvas that gets a size is empty again.
        canvas.set_width(CELL * CELLS_PER_ROW);
        canvas.set_height(CELL * self.rows());
        let brush = Brush::new(stamp, 1.0, None);
        brush.begin()?;
        for (text, cell) in &self.cells {
            let (column, row) = (*cell as u32 % CELLS_PER_ROW, *cell as u32 / CELLS_PER_ROW);
            let middle = |cell: u32| f64::from(CELL) * (f64::from(cell) + 0.5);
            brush.text(&Text {
                at: Point::new(middle(column), middle(row)),
                text: text.clone(),
                size: LETTER_SIZE,
                bold: true,
                align: Align::Middle,
                color: Color::hex(0xffffff),
                halo: None,
            })?;
        }
        gl.tex_image_2d_with_u32_and_u32_and_html_canvas_element(
            Gl::TEXTURE_2D,
            0,
            Gl::RGBA as i32,
            Gl::RGBA,
            Gl::UNSIGNED_BYTE,
            &canvas,
        )?;
        gl.generate_mipmap(Gl::TEXTURE_2D);
        Ok(())
    }
}

fn parts(color: Color) -> [f32; 4] {
    [color.red, color.green, color.blue, color.alpha].map(|part| f32::from(part) / 255.0)
}

/// Four bytes in the order in which the card reads them.
fn packed(color: Color) -> u32 {
    u32::from_le_bytes([color.red, color.green, color.blue, color.alpha])
}
