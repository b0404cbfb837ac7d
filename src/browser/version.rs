//! Versions of the page that come after this one, and keeping this one for when there is no network; `offline.js` does
//! both, and speaks with the program by events of the window.

use web_sys::Event;

use super::page;

/// A newer version is there.
pub const WAITS: &str = "version-waits";
const TAKE: &str = "version-take";
/// Of this build, where the page was made with one.
const SCRIPT: &str = "script[data-offline]";

/// Begins to keep the page. To be called when nothing else is on its way.
pub fn keep() {
    let Some(document) = page::document() else { return };
    if document.query_selector(SCRIPT).ok().flatten().is_none() {
        return;
    }
    if let (Ok(script), Some(head)) = (document.create_element("script"), document.head()) {
        // Fails only for what is no name of an attribute.
        let _ = script.set_attribute("type", "module");
        let _ = script.set_attribute("src", &page::asset("offline.js"));
        // Without it the page is as it is without a network.
        let _ = head.append_with_node_1(&script);
    }
}

/// Loads the newer version in the place of this one.
pub fn take() {
    if let (Some(window), Ok(event)) = (page::window(), Event::new(TAKE)) {
        // Fails only for an event that is under way already.
        let _ = window.dispatch_event(&event);
    }
}
