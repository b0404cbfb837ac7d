//! Whether another tab still lives: each holds a lock as long as it does (Web Locks).

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

use super::super::{page, spawn};

/// `navigator.locks`, where there is one: only on pages that came safely.
fn request_lock(name: &str, callback: &Function) -> Option<()> {
    let navigator = page::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let asked: Promise = request.call2(&locks, &name.into(), callback).ok()?.dyn_into().ok()?;
    spawn(async move {
        // A lock that is refused is one that nobody waits for.
        let _ = JsFuture::from(asked).await;
    });
    Some(())
}

/// Holds a lock as long as the page lives.
pub(super) fn hold_lock(name: &str) {
    let forever = Closure::<dyn FnMut() -> Promise>::new(|| Promise::new(&mut |_, _| {}));
    request_lock(name, forever.as_ref().unchecked_ref());
    forever.forget();
}

/// Does something once the tab that holds a lock is gone. Returns whether the browser knows locks at all.
pub(super) fn when_free(name: &str, then: impl FnOnce() + 'static) -> bool {
    let then = Rc::new(RefCell::new(Some(then)));
    let closure = Closure::<dyn FnMut()>::new(move || {
        if let Some(then) = then.borrow_mut().take() {
            then();
        }
    });
    let knows_locks = request_lock(name, closure.as_ref().unchecked_ref()).is_some();
    closure.forget();
    knows_locks
}
