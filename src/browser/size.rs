//! Watches how large something is.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver};

/// Watches until dropped.
pub struct SizeObserver {
    observer: ResizeObserver,
    _resized: Closure<dyn FnMut()>,
}

impl SizeObserver {
    /// Calls once when it has begun, then whenever the element has another size. `None` where the browser cannot.
    pub fn new(element: &Element, resized: impl FnMut() + 'static) -> Option<Self> {
        let resized = Closure::<dyn FnMut()>::new(resized);
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _resized: resized })
    }
}

impl Drop for SizeObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
