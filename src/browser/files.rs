//! Files in and out.

use std::sync::Arc;

use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlCanvasElement, Response, Url};

use crate::{app::NotOpened, browser::spawn, exchange, model::Network, paint, scene::DisplayList};

use super::page;

#[wasm_bindgen]
extern "C" {
    /// See `boot.js`. A page that is a file has none.
    #[wasm_bindgen(catch)]
    fn beside(address: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch)]
    fn opening() -> Result<Promise, JsValue>;
}

/// The text of a file at the host of the page, perhaps asked for before the program was here. `None` where it cannot be
/// had.
pub async fn text_at(address: &str) -> Option<String> {
    JsFuture::from(beside(address).ok()?).await.ok()?.as_string()
}

/// What opens for who has no network of their own, see `boot.js`: an address, which is empty for the example, and a text,
/// which is empty where it cannot be had.
pub async fn opened() -> (String, String) {
    async fn told() -> Option<Array> {
        JsFuture::from(opening().ok()?).await.ok()?.dyn_into().ok()
    }
    let told = told().await.unwrap_or_default();
    let part = |at| told.get(at).as_string().unwrap_or_default();
    (part(0), part(1))
}

/// The built-in network, a file beside the program. `None` where it cannot be loaded.
pub async fn example() -> Option<Arc<Network>> {
    network_at("goslar.json").await.map(Arc::new)
}

/// A network that lies beside the program. `None` where it cannot be had.
pub async fn network_at(path: &str) -> Option<Network> {
    exchange::read_stored(&text_at(&page::asset(path)).await?)
}

/// What those who operate the page have written beside it. `None` where it cannot be had.
pub async fn site() -> Option<String> {
    text_at("site.json").await
}

/// A file that is published at the host of the page, by its address as the page sees it.
///
/// # Errors
/// When it lies elsewhere, or cannot be had.
pub async fn published(name: &str) -> Result<Vec<u8>, NotOpened> {
    let elsewhere = || NotOpened::Elsewhere(name.to_owned());
    let not_there = || NotOpened::NotThere(name.to_owned());
    let window = page::window().ok_or_else(not_there)?;
    let address = Url::new_with_base(name, &page::own_address()).map_err(|_| elsewhere())?;
    if window.location().origin().ok() != Some(address.origin()) {
        return Err(elsewhere());
    }
    let response = JsFuture::from(window.fetch_with_str(&address.href())).await.map_err(|_| not_there())?;
    let response: Response = response.dyn_into().map_err(|_| not_there())?;
    if !response.ok() {
        return Err(not_there());
    }
    let buffer = response.array_buffer().map_err(|_| not_there())?;
    let buffer = JsFuture::from(buffer).await.map_err(|_| not_there())?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Offers bytes to the user as a file.
///
/// # Errors
/// When the browser refuses to make the file.
pub fn download(file_name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let properties = BlobPropertyBag::new();
    properties.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    offer(file_name, &Blob::new_with_u8_array_sequence_and_options(&parts, &properties)?)
}

/// Offers a picture to the user as a file of pixels, `factor` for each CSS pixel.
///
/// # Errors
/// When the browser has no room for so many pixels, or refuses to draw.
pub async fn download_png(file_name: &str, list: &DisplayList, factor: f64) -> Result<(), JsValue> {
    let document = page::document().ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width((list.size.width * factor).round() as u32);
    canvas.set_height((list.size.height * factor).round() as u32);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
    paint::canvas::paint(&context, list, factor)?;
    let blob = Promise::new(&mut |resolve, reject| {
        if let Err(refusal) = canvas.to_blob(&resolve) {
            let _ = reject.call1(&JsValue::UNDEFINED, &refusal);
        }
    });
    // `null` instead of a blob says that it could not be made.
    let blob: Option<Blob> = JsFuture::from(blob).await?.dyn_into().ok();
    offer(file_name, &blob.ok_or(JsValue::NULL)?)
}

fn offer(file_name: &str, blob: &Blob) -> Result<(), JsValue> {
    let document = page::document().ok_or(JsValue::NULL)?;
    let address = Url::create_object_url_with_blob(blob)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&address);
    anchor.set_download(file_name);
    anchor.click();
    // The download has its own reference by now; Safari wants a moment.
    spawn(async move {
        TimeoutFuture::new(60_000).await;
        let _ = Url::revoke_object_url(&address);
    });
    Ok(())
}

/// # Errors
/// When the browser cannot read the file, for example because it was moved meanwhile.
pub async fn read(file: &File) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
