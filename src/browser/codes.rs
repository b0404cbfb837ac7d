//! QR codes in pictures, found by a worker.
//!
//! Called by name: bindings of their own would stand in the script that loads first.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlCanvasElement};

use super::{
    page,
    worker::{CONVERTER_SCRIPT, JobWorker},
};
use crate::{
    doors,
    intake::{CodesJob, Photograph},
    job::{Command, Event},
};

/// In pixels, of the longer side: a code of 1,200 characters that fills half of it has nine for each module, with which it
/// was read in 19 of 20 drawings askew, and with six in eight of ten.
const LONGEST_SIDE: f64 = 2_400.0;

/// What the codes in a picture say. `None` for what this browser does not know as a picture.
pub async fn codes_in(picture: &Blob) -> Option<Vec<String>> {
    Some(found(photograph(picture).await.ok()?).await)
}

async fn photograph(picture: &Blob) -> Result<Photograph, JsValue> {
    let window = page::window().ok_or(JsValue::NULL)?;
    let decode: Function = Reflect::get(&window, &"createImageBitmap".into())?.dyn_into()?;
    let bitmap = JsFuture::from(decode.call1(&window, picture)?.dyn_into::<Promise>()?).await?;
    let side = |name: &str| Reflect::get(&bitmap, &name.into()).ok()?.as_f64();
    let (width, height) = side("width").zip(side("height")).ok_or(JsValue::NULL)?;
    let scale = (LONGEST_SIDE / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    let document = page::document().ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let call = |name: &str, arguments: &[JsValue]| {
        let function: Function = Reflect::get(&context, &name.into())?.dyn_into()?;
        function.apply(&context, &arguments.iter().collect())
    };
    // What is transparent is taken for paper.
    Reflect::set(&context, &"fillStyle".into(), &"white".into())?;
    call("fillRect", &[0.0, 0.0, width, height].map(JsValue::from))?;
    call("drawImage", &[bitmap.clone(), 0.0.into(), 0.0.into(), width.into(), height.into()])?;
    let pixels = call("getImageData", &[0.0, 0.0, width, height].map(JsValue::from))?;
    let pixels = Uint8Array::new(&Reflect::get(&pixels, &"data".into())?).to_vec();
    Ok(Photograph { width: width as u32, brightness: pixels.chunks_exact(4).map(brightness).collect() })
}

/// Of red, green and blue; ITU-R BT.601.
fn brightness(pixel: &[u8]) -> u8 {
    let weighted = pixel.iter().zip([299_u32, 587, 114]).map(|(part, weight)| u32::from(*part) * weight);
    (weighted.sum::<u32>() / 1_000) as u8
}

async fn found(photograph: Photograph) -> Vec<String> {
    let (codes, worker) = (Rc::new(RefCell::new(Vec::new())), Rc::new(RefCell::new(None)));
    let is_done = {
        let (codes, worker) = (codes.clone(), worker.clone());
        Promise::new(&mut |resolve, _| {
            let codes = codes.clone();
            let started: JobWorker<CodesJob> =
                JobWorker::start(&page::asset(CONVERTER_SCRIPT), &doors::CODES, move |event| {
                    match event {
                        Event::Done { output, .. } => *codes.borrow_mut() = output.0,
                        // Over a picture that it cannot bear.
                        Event::Failed { .. } => {}
                        Event::Ready { .. } | Event::Progress { .. } => return,
                    }
                    // Fails for no function, and this is one.
                    let _ = resolve.call0(&JsValue::NULL);
                });
            *worker.borrow_mut() = Some(started);
        })
    };
    let sent = worker.borrow_mut().take();
    if let Some(worker) = sent {
        worker.send(Command::Start { job: 1, input: photograph });
        let _ = JsFuture::from(is_done).await;
    }
    codes.take()
}
