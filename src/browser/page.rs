//! The page itself: address bar, title, language, colour scheme, focus.

use std::cell::Cell;

use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, Event, FocusOptions, HtmlElement, HtmlScriptElement, IdleRequestOptions, Url, Window,
};

use crate::{
    app::{Address, Theme, Viewer, split_network},
    i18n::Language,
};

/// Before the hash.
const LANGUAGE: &str = "lang";
const FRAME: &str = "frame";
/// Of the root element; the style sheets read it.
const VIEWER: &str = "data-viewer";
/// What the Tab key reaches.
const STOPS: &str = "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex='0']";
/// Up to this width everything stands below one another.
const STACKED: &str = "(max-width: 56.25em)";

pub fn window() -> Option<Window> {
    web_sys::window()
}

pub fn document() -> Option<Document> {
    window()?.document()
}

pub fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// What stands behind the `#`, and that itself.
pub fn hash() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

pub fn address() -> Address {
    Address::parse(&split_network(&hash()).0)
}

/// Which of the networks kept here the address bar names.
pub fn named_network() -> Option<String> {
    split_network(&hash()).1.map(str::to_owned)
}

/// Loads the page anew at the address in the bar.
pub fn reload() {
    // A page that may not load itself anew stays.
    let _ = window().map(|window| window.location().reload());
}

/// The folder the page lies in, `/` or `/some/path/`.
pub fn folder() -> String {
    let path = window().and_then(|window| window.location().pathname().ok()).unwrap_or_default();
    match path.rfind('/') {
        Some(end) => path[..=end].to_owned(),
        None => "/".to_owned(),
    }
}

/// The page's own address, without what is asked of it.
pub fn own_address() -> String {
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// The language asked for by `?lang=` before the hash.
pub fn asked_language() -> Option<Language> {
    Language::from_tag(asked(LANGUAGE).first()?)
}

/// What the query before the hash says under a name.
pub fn asked(name: &str) -> Vec<String> {
    let query = query();
    let all = form_urlencoded::parse(query.trim_start_matches('?').as_bytes());
    all.filter(|(key, _)| key == name).map(|(_, value)| value.into_owned()).collect()
}

/// Where the page shows a file that lies beside it.
pub fn address_of_published(file_name: &str) -> String {
    format!("{}?src={file_name}", own_address())
}

/// Such an address for a frame, without what stands behind its `#`.
pub fn as_frame(address: &str) -> String {
    format!("{address}&{FRAME}=1")
}

/// The page at its address, outside of a frame.
pub fn whole_address(hash: &str) -> String {
    own_address() + &query_without(FRAME) + hash
}

/// Takes what the query says under a name out of the address bar.
pub fn forget_asked(name: &str) {
    if asked(name).is_empty() {
        return;
    }
    navigate(&(own_address() + &query_without(name) + &hash()), true);
}

fn query_without(name: &str) -> String {
    let query = query();
    let is_other = |pair: &&str| !pair.is_empty() && pair.split('=').next() != Some(name);
    let kept: Vec<&str> = query.trim_start_matches('?').split('&').filter(is_other).collect();
    if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) }
}

fn query() -> String {
    window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// Whether the page shows only what it was given, and keeps nothing.
pub fn viewer() -> Option<Viewer> {
    Viewer::of_word(&document()?.document_element()?.get_attribute(VIEWER)?)
}

/// Keeps nothing from now on where the query says so.
pub fn begin_as_viewer() {
    let root = document().and_then(|document| document.document_element());
    let is_frame = |root: &Element| !root.has_attribute(VIEWER) && !asked(FRAME).is_empty();
    if let Some(root) = root.filter(is_frame) {
        // Fails only for what is no name of an attribute.
        let _ = root.set_attribute(VIEWER, FRAME);
    }
}

/// German, unless the browser asks for English before German.
pub fn preferred_language() -> Language {
    let languages = window().map(|window| window.navigator().languages()).unwrap_or_default();
    languages
        .iter()
        .filter_map(|tag| tag.as_string())
        .find_map(|tag| Language::from_tag(&tag))
        .unwrap_or_default()
}

/// Whether the page begins with the graph at this address, and keeps its place when all else comes.
pub fn begins_with_picture(address: &Address) -> bool {
    address.view.is_graph() && !is_stacked()
}

/// Whether everything stands below one another, so that what comes first takes the place of all else.
pub fn is_stacked() -> bool {
    matches(STACKED)
}

/// The address of a file of this build. All of them lie where the script lies that started the page.
pub fn asset(name: &str) -> String {
    let script = document().and_then(|document| document.query_selector("script[data-wasm]").ok().flatten());
    let script: Option<HtmlScriptElement> = script.and_then(|script| script.dyn_into().ok());
    let address = script.and_then(|script| Url::new_with_base(name, &script.src()).ok());
    address.map_or_else(|| name.to_owned(), |address| address.href())
}

/// Writes the address bar without causing a `hashchange`.
pub fn navigate(hash: &str, replace: bool) {
    let Some(history) = window().and_then(|window| window.history().ok()) else { return };
    // A browser that allows no more entries for now (Safari: 100 in 30 seconds) keeps the old address.
    let _ = if replace {
        history.replace_state_with_url(&JsValue::TRUE, "", Some(hash))
    } else {
        history.push_state_with_url(&JsValue::TRUE, "", Some(hash))
    };
}

/// Whether the page was at this entry of its history before: who follows a link comes to a new one.
pub fn was_here() -> bool {
    let history = window().and_then(|window| window.history().ok());
    history.and_then(|history| history.state().ok()).is_some_and(|state| state.is_truthy())
}

pub fn set_language(language: Language) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", language.code());
    }
}

pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

pub fn set_theme(theme: Theme) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let _ = match theme {
        Theme::Auto => root.remove_attribute("data-kern-theme"),
        Theme::Light | Theme::Dark => root.set_attribute("data-kern-theme", theme.word()),
    };
}

/// Whether the column with search and filters is folded away; `frame.css` reads it.
pub fn set_folded(folded: bool) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Fails only for what is no name of an attribute.
        let _ = root.toggle_attribute_with_force("data-folded", folded);
    }
}

/// Whether a media query such as `(max-width: 35.9375em)` holds now.
pub fn matches(query: &str) -> bool {
    window().and_then(|window| window.match_media(query).ok().flatten()).is_some_and(|list| list.matches())
}

/// Ends when what has been drawn until now is on the screen: a frame's callbacks run before it is shown, so the
/// second frame's say that the first is there. A page that nobody sees has no frames, and nobody to wait for.
pub async fn shown() {
    if is_hidden() {
        return;
    }
    for _ in 0..2 {
        let Some(window) = window() else { return };
        let frame = Promise::new(&mut |resolve, _| {
            // Fails only where there are no frames; the promise then stays open like the page's next frame.
            let _ = window.request_animation_frame(&resolve);
        });
        let _ = JsFuture::from(frame).await;
    }
    TimeoutFuture::new(0).await;
}

/// Lets what was typed and the next picture go first. Shorter than [`idle`], where there is much to be done.
pub async fn breath() {
    // Timers keep 4 milliseconds between one another, half as long as a slice takes; Safari has nothing else.
    match posted() {
        Some(done) => drop(JsFuture::from(done).await),
        None => TimeoutFuture::new(0).await,
    }
}

/// Ends when it is its turn among all tasks. `scheduler.yield` would come before timers and most pictures.
fn posted() -> Option<Promise> {
    let window = window()?;
    let scheduler = Reflect::get(&window, &"scheduler".into()).ok()?;
    let post: Function = Reflect::get(&scheduler, &"postTask".into()).ok()?.dyn_into().ok()?;
    Some(Promise::new(&mut |resolve, _| {
        // Does not fail: what is called is a function.
        let _ = post.call1(&scheduler, &resolve);
    }))
}

/// Ends when the page has nothing to do, or after a while in which it always had.
pub async fn idle() {
    const AT_THE_LATEST_MILLIS: u32 = 100;
    let Some(window) = window() else { return };
    // Safari has no such callbacks.
    if Reflect::has(&window, &"requestIdleCallback".into()) != Ok(true) {
        return TimeoutFuture::new(1).await;
    }
    let options = IdleRequestOptions::new();
    options.set_timeout(AT_THE_LATEST_MILLIS);
    let idle = Promise::new(&mut |resolve, _| {
        // Does not fail: what is called is a function.
        let _ = window.request_idle_callback_with_options(&resolve, &options);
    });
    let _ = JsFuture::from(idle).await;
}

/// To be called before something happens, and to be awaited after: where what had the focus is gone then, or of no use
/// any more, the focus goes to the first stop near there, or for a pointer, which needs none, to the content.
pub fn keep_focus() -> impl Future<Output = ()> {
    let path = focus_path();
    let by_keyboard = path.first().is_some_and(|it| it.matches(":focus-visible").unwrap_or(false));
    async move {
        shown().await;
        let Some(focused) = path.first().and_then(|element| element.dyn_ref::<HtmlElement>()) else { return };
        // Firefox leaves the focus on what is disabled, Chromium takes it away.
        let is_of_use = focused.is_connected()
            && focused.offset_width() > 0
            && !focused.matches(":disabled").unwrap_or(false);
        let now = focus_path();
        if is_of_use || now.first().is_some_and(|now| Some(now) != path.first()) {
            return;
        }
        let around = path.iter().filter(|element| by_keyboard && element.is_connected());
        let around = around.take_while(|element| element.id() != "main");
        let stop = around.into_iter().find_map(first_stop).or_else(|| element("main"));
        let options = FocusOptions::new();
        options.set_prevent_scroll(!by_keyboard);
        let _ = stop.map(|stop| stop.focus_with_options(&options));
    }
}

/// What has the focus, and all that it stands in, from within; empty where nothing has it.
fn focus_path() -> Vec<Element> {
    let focused = document().and_then(|document| document.active_element());
    // Body and root are no stops, and are all there is where nothing has it.
    std::iter::successors(focused, |element| element.parent_element())
        .take_while(|element| !matches!(element.tag_name().as_str(), "BODY" | "HTML"))
        .collect()
}

/// The first within an element that the Tab key reaches.
fn first_stop(around: &Element) -> Option<HtmlElement> {
    let stops = around.query_selector_all(STOPS).ok()?;
    let mut stops = (0..stops.length()).filter_map(|at| stops.item(at)?.dyn_into::<HtmlElement>().ok());
    stops.find(|stop| stop.offset_width() > 0)
}

fn open_dialog() -> Option<Element> {
    document()?.query_selector("dialog[open]").ok()?
}

/// Whether one stands there. The state may know of one already whose file is still on the way.
pub fn has_dialog() -> bool {
    open_dialog().is_some()
}

/// Asks an open dialog to close, as Escape does. Whether there is one.
pub fn cancel_dialog() -> bool {
    let event = Event::new("cancel");
    open_dialog().zip(event.ok()).is_some_and(|(dialog, event)| dialog.dispatch_event(&event).is_ok())
}

/// Whether nobody sees the page now.
pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// Nothing has the focus any more.
pub fn leave_focus() {
    let focused = document().and_then(|document| document.active_element());
    if let Some(focused) = focused.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = focused.blur();
    }
}

pub fn has_focus(id: &str) -> bool {
    document().and_then(|document| document.active_element()).is_some_and(|element| element.id() == id)
}

/// Begins to apply the sheet that index.html only preloads; ends when it applies, or when it cannot be had.
pub fn add_sheet() -> impl Future<Output = ()> {
    let applied = apply_preloaded_sheet();
    async move {
        if let Some(applied) = applied {
            let _ = applied.await;
        }
    }
}

fn apply_preloaded_sheet() -> Option<JsFuture> {
    let preloaded = document()?.query_selector("link[rel=preload][as=style]").ok()??;
    let sheet: Element = preloaded.clone_node().ok()?.dyn_into().ok()?;
    let applied = applied(&sheet);
    preloaded.after_with_node_1(&sheet).ok()?;
    Some(JsFuture::from(applied))
}

/// Kept when it applies, fails when it cannot be had.
fn applied(sheet: &Element) -> Promise {
    let _ = sheet.set_attribute("rel", "stylesheet");
    Promise::new(&mut |resolve, reject| {
        let _ = sheet.add_event_listener_with_callback("load", &resolve);
        let _ = sheet.add_event_listener_with_callback("error", &reject);
    })
}

/// Adds the sheet of all that opens on demand, once; ends when it applies, or when it cannot be had, and then the next
/// call tries again.
pub fn add_sheet_on_demand() -> impl Future<Output = ()> {
    const ID: &str = "sheet-on-demand";
    let waits = SHEET_ON_DEMAND.take().or_else(|| {
        // A page that is one file has it by this name.
        if element(ID).is_some() {
            return None;
        }
        let sheet = document()?.create_element("link").ok()?;
        sheet.set_id(ID);
        let applied = applied(&sheet);
        let _ = sheet.set_attribute("href", &asset("demand.css"));
        document()?.head()?.append_with_node_1(&sheet).ok()?;
        Some(applied)
    });
    SHEET_ON_DEMAND.set(waits.clone());
    async move {
        if let Some(applied) = waits
            && JsFuture::from(applied).await.is_err()
        {
            SHEET_ON_DEMAND.set(None);
            remove(ID);
        }
    }
}

thread_local! {
    /// When it applies; nothing where it was not asked for yet, or in vain.
    static SHEET_ON_DEMAND: Cell<Option<Promise>> = const { Cell::new(None) };
}

/// Takes an element of index.html away.
pub fn remove(id: &str) {
    if let Some(element) = element(id) {
        element.remove();
    }
}

/// Shows an element of index.html that waits hidden.
pub fn reveal(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.remove_attribute("hidden");
    }
}
