//! Messages as the browser carries them: an array of the envelope's fields, its payload as one typed array.

use js_sys::{Array, ArrayBuffer, Float64Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::job::Envelope;

/// A payload that is handed over rather than copied.
pub trait Transferable: Sized {
    /// The typed array, and the buffer to be handed over with it.
    fn to_typed_array(&self) -> (JsValue, ArrayBuffer);

    /// `None` for anything but the kind of array that [`Transferable::to_typed_array`] makes.
    fn of_typed_array(array: JsValue) -> Option<Self>;
}

impl Transferable for Vec<f64> {
    fn to_typed_array(&self) -> (JsValue, ArrayBuffer) {
        let array = Float64Array::from(self.as_slice());
        let buffer = array.buffer();
        (array.into(), buffer)
    }

    fn of_typed_array(array: JsValue) -> Option<Self> {
        Some(array.dyn_into::<Float64Array>().ok()?.to_vec())
    }
}

impl Transferable for Vec<u8> {
    fn to_typed_array(&self) -> (JsValue, ArrayBuffer) {
        let array = Uint8Array::from(self.as_slice());
        let buffer = array.buffer();
        (array.into(), buffer)
    }

    fn of_typed_array(array: JsValue) -> Option<Self> {
        Some(array.dyn_into::<Uint8Array>().ok()?.to_vec())
    }
}

/// The message, and what is to be handed over with it.
pub(super) fn pack<Payload: Transferable>(envelope: &Envelope<Payload>) -> (Array, Array) {
    let Envelope { word, job, payload, share, detail } = envelope;
    let (payload, buffer) = payload.to_typed_array();
    let (word, detail) = (JsValue::from_str(word), JsValue::from_str(detail));
    let message = Array::of5(&word, &(*job).into(), &payload, &(*share).into(), &detail);
    (message, Array::of1(&buffer))
}

pub(super) fn unpack<Payload: Transferable>(message: &JsValue) -> Option<Envelope<Payload>> {
    let parts = message.dyn_ref::<Array>()?;
    Some(Envelope {
        word: parts.get(0).as_string()?.into(),
        job: parts.get(1).as_f64()? as u32,
        payload: Payload::of_typed_array(parts.get(2))?,
        // The `ready` of earlier protocols ends here.
        share: parts.get(3).as_f64().unwrap_or_default(),
        detail: parts.get(4).as_string().unwrap_or_default().into(),
    })
}
