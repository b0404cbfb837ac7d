//! What loads first: it reads what is kept here, paints the picture on the canvas that waits in `index.html`, and lets
//! the interface follow. It knows no Leptos, and nothing that a picture does not need.

use std::{rc::Rc, sync::Arc};

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    app::{self, Address, Asked, PublishedMap, Settings},
    browser::{
        clock, database, files, page, reader, shared, spawn,
        stage::{Plan, Stage, Words},
        storage::BrowserStorage,
    },
    doors::{self, Closed},
    exchange,
    i18n::{self, Language},
    model::Network,
    query::graph::Graph,
    store::{Loaded, Local, Preference, Slot},
};

/// What the interface begins with.
pub struct Front {
    pub local: Local<BrowserStorage>,
    /// The network in the address, when the page began.
    pub named: Option<String>,
    /// The network in the address is not kept here.
    pub is_missing: bool,
    pub settings: Settings,
    pub loaded: Loaded,
    /// Where nothing of one's own was read: the published map, or else the example.
    pub example: Option<Arc<Network>>,
    pub map: Option<Arc<PublishedMap>>,
    pub painted: Option<Painted>,
    /// What the page was asked to show; then nothing else is shown before it.
    pub asked: Option<Asked>,
}

/// The first picture.
pub struct Painted {
    pub stage: Rc<Stage>,
    pub network: Arc<Network>,
    pub graph: Arc<Graph>,
}

/// Paints, then opens the door of the interface.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        page::reveal("crashed");
    }));
    spawn(async {
        let Ok(front) = paint().await else { return page::reveal("boot-failed") };
        let sheet = page::add_sheet();
        let interface = doors::INTERFACE.open().await;
        sheet.await;
        match interface {
            Ok(interface) => (interface.start)(front),
            Err(Closed) => page::reveal("boot-failed"),
        }
    });
}

async fn paint() -> Result<Front, Closed> {
    page::begin_as_viewer();
    let tab: String = clock::new_id().as_str().chars().take(8).collect();
    let named = page::named_network();
    let (local, is_missing) = open(tab, named.as_deref()).await;
    let settings = settings(&local);
    let address = page::address();
    page::set_theme(settings.theme);
    page::set_folded(settings.folded);
    page::set_language(settings.language);
    let loaded = reader::loaded(local.load()).await?;
    let mut asked = shared::asked();
    let (mut example, mut map) = (None, None);
    let network = match &loaded {
        Loaded::Read { network, .. } => Some(network.clone()),
        Loaded::InDatabase { .. } => None,
        _ if page::viewer().is_some() => None,
        _ => {
            let (address, text) = files::opened().await;
            example = exchange::read_stored(&text).map(Arc::new);
            match &example {
                Some(network) if !address.is_empty() => {
                    map = Some(Arc::new(PublishedMap { address, text, network: network.clone() }));
                }
                // Who opens published files can say what is wrong, or reads what is not as we write it.
                None if !address.is_empty() => asked = asked.or(Some(Asked::Files(vec![address]))),
                _ => {}
            }
            example.clone()
        }
    };
    // Search, filters and other arrangements are beyond what the front knows.
    let whole = Address { opened: address.opened.clone(), ..Address::of(address.view) };
    let is_picture = asked.is_none() && address == whole && page::begins_with_picture(&address);
    let shown = network.as_deref().filter(|_| asked.is_none());
    let note = shown.and_then(|network| match network.is_example() {
        true => Some(i18n::shell::EXAMPLE_NOTE.text(settings.language)),
        // Its words come late, and here is their place.
        false => map.as_ref().map(|_| ""),
    });
    outline(&address, settings.language, is_picture, note);
    let painted =
        network.filter(|_| is_picture).and_then(|network| first_picture(network, &address, &settings));
    if let Some(painted) = &painted {
        page::shown().await;
        painted.stage.hold_names(false);
    }
    Ok(Front { local, named, is_missing, settings, loaded, example, map, painted, asked })
}

/// The network that the address names, else the one that was open last. Whether the browser has not got the first.
async fn open(tab: String, named: Option<&str>) -> (Local<BrowserStorage>, bool) {
    let path = page::folder();
    let (local, is_missing) = Local::open(BrowserStorage, &path, named, tab);
    // Local storage may have been emptied alone.
    let slot = named.filter(|_| is_missing && page::viewer().is_none()).and_then(Slot::of);
    match slot {
        Some(slot) if database::names().await.contains(&slot.database_name(&path)) => (local.of(slot), false),
        _ => (local, is_missing),
    }
}

/// Corrects what the outline in `index.html` says, so that the interface finds it in its place.
fn outline(address: &Address, language: Language, is_picture: bool, note: Option<&str>) {
    if let Some(frame) = page::element("frame") {
        let view = if is_picture { "picture" } else { "page" };
        // Fails only for what is no name of an attribute; the same below.
        let _ = frame.set_attribute("data-view", view);
        let _ = frame.toggle_attribute_with_force("data-noted", note.is_some());
    }
    for (id, text) in
        [("frame-title", address.view.title(language)), ("frame-note", note.unwrap_or_default())]
    {
        if let Some(element) = page::element(id) {
            element.set_text_content(Some(text));
        }
    }
}

/// Without names, which take as long as all the rest.
fn first_picture(network: Arc<Network>, address: &Address, settings: &Settings) -> Option<Painted> {
    let canvas = page::element("frame-canvas")?;
    let host: HtmlElement = canvas.parent_element()?.dyn_into().ok()?;
    let stage = Stage::new(host, Words::of(settings.language))?;
    stage.hold_names(true);
    stage.choose_theme(settings.theme);
    let graph = Arc::new(Graph::new(&network));
    stage.set_network(Plan::of(
        &network,
        &graph,
        app::arrangement(address, &graph),
        None,
        address.filter.measure,
    ));
    stage.set_attention(address.opened.as_ref().and_then(|id| graph.index_of(id)), None);
    stage.paint_now();
    Some(Painted { stage, network, graph })
}

fn settings(local: &Local<BrowserStorage>) -> Settings {
    let settings = local.preference(Preference::Settings).and_then(|text| Settings::of_text(&text));
    let settings =
        settings.unwrap_or_else(|| Settings { language: page::preferred_language(), ..Settings::default() });
    Settings { language: page::asked_language().unwrap_or(settings.language), ..settings }
}
