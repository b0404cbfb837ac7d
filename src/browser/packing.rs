//! Small, and large again, by the browser's own compression.
//!
//! Called by name: bindings of their own would stand in the script that loads first.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::page;
use crate::app::{NotOpened, TEXT_LIMIT, bytes_of_link};

/// `None` where the browser cannot.
pub async fn pack(bytes: &[u8]) -> Option<Vec<u8>> {
    through("CompressionStream", bytes, usize::MAX).await.ok()
}

/// # Errors
/// When the bytes are not what [`pack`] makes, or become longer than the limit.
async fn unpack(bytes: &[u8], limit: usize) -> Result<String, NotOpened> {
    let unpacked = through("DecompressionStream", bytes, limit).await?;
    String::from_utf8(unpacked).map_err(|_| NotOpened::Damaged)
}

/// The document that stands in a link.
///
/// # Errors
/// When there is none, see [`unpack`].
pub async fn text_of_link(link: &str) -> Result<String, NotOpened> {
    let bytes = bytes_of_link(link).ok_or(NotOpened::Damaged)?;
    unpack(&bytes, TEXT_LIMIT).await
}

async fn through(stream: &str, bytes: &[u8], limit: usize) -> Result<Vec<u8>, NotOpened> {
    let reader = reader(stream, bytes).map_err(|_| NotOpened::NotSupported)?;
    let mut all = Vec::new();
    loop {
        let damaged = |_| NotOpened::Damaged;
        let promise: Promise = call(&reader, "read", &[]).and_then(JsCast::dyn_into).map_err(damaged)?;
        let part = JsFuture::from(promise).await.map_err(damaged)?;
        let Some(part) = Reflect::get(&part, &"value".into()).ok().and_then(|it| it.dyn_into().ok()) else {
            return Ok(all);
        };
        let part: Uint8Array = part;
        if all.len() + part.length() as usize > limit {
            // What is left of it is not wanted; that this is so need not be waited for.
            let _ = call(&reader, "cancel", &[]);
            return Err(NotOpened::TooLarge);
        }
        all.extend(part.to_vec());
    }
}

/// Of what comes out at the end of a stream of this name.
fn reader(stream: &str, bytes: &[u8]) -> Result<JsValue, JsValue> {
    let window = page::window().ok_or(JsValue::NULL)?;
    let stream: Function = Reflect::get(&window, &stream.into())?.dyn_into()?;
    let stream = Reflect::construct(&stream, &Array::of1(&"deflate-raw".into()))?;
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)))?;
    let out = call(&call(&blob, "stream", &[])?, "pipeThrough", &[stream])?;
    call(&out, "getReader", &[])
}

fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(of, &name.into())?.dyn_into()?;
    match arguments {
        [] => function.call0(of),
        [argument, ..] => function.call1(of, argument),
    }
}
