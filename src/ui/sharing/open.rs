//! What others share, to look at.

use std::sync::Arc;

use leptos::task::spawn_local;

use crate::{
    app::{Asked, Msg, Preview, Reported, Source},
    browser::{files, packing, page},
    doors::READER,
    exchange::{self, ParsedNetwork},
    model::Network,
    query::neighbours::{Neighbour, side_by_side},
    ui::context::App,
};

/// The element in which a file holds the network that it shows.
const ENCLOSED: &str = "network";
/// More maps than there are colours cannot be told apart.
const MOST_MAPS: usize = crate::scene::SECTOR_COUNT;

pub(super) fn open(app: App, asked: Asked) {
    spawn_local(async move {
        match asked {
            Asked::Link(link) => app.dispatch(match packing::text_of_link(&link).await {
                Ok(text) => message(text),
                Err(why) => Msg::Report(Reported::NotOpened(why)),
            }),
            Asked::Files(names) => open_files(app, names).await,
            Asked::Enclosed => {
                let text = page::element(ENCLOSED).and_then(|element| element.text_content());
                show(app, read(Source::Enclosed, text.unwrap_or_default().as_bytes()).await);
            }
        }
    });
}

/// What we wrote needs no other reader than the page has already, but for a contribution: the other one tells who sent it.
fn message(text: String) -> Msg {
    let source = Source::Link;
    let network = if text.contains(r#""by":"#) { None } else { exchange::read_stored(&text) };
    match network {
        Some(network) => Msg::LookAt(Box::new(Preview::of(source, Arc::new(network)))),
        None => Msg::FileChosen { source, bytes: text.into_bytes() },
    }
}

/// Several are shown as far as they can be had; what cannot is told.
async fn open_files(app: App, mut names: Vec<String>) {
    names.truncate(MOST_MAPS);
    let (mut maps, mut wrong) = (Vec::new(), None);
    for name in &names {
        let source = Source::Published { names: vec![name.clone()] };
        let map = match files::published(name).await {
            Ok(bytes) => read(source, &bytes).await,
            Err(why) => Err(Reported::NotOpened(why)),
        };
        match map {
            Ok(map) => maps.push((name.clone(), map)),
            Err(why) => wrong = wrong.or(Some(why)),
        }
    }
    let map =
        if names.len() > 1 && !maps.is_empty() { Some(neighbours(maps)) } else { maps.pop().map(|it| it.1) };
    // Somebody looked at something else meanwhile.
    if !app.peek(|state| state.is_awaiting) {
        return;
    }
    if let Some(map) = map {
        app.dispatch(Msg::LookAt(Box::new(map)));
    }
    if let Some(why) = wrong {
        app.dispatch(Msg::Report(why));
    }
}

fn neighbours(maps: Vec<(String, Preview)>) -> Preview {
    let names = maps.iter().map(|(name, _)| name.clone()).collect();
    let newer = maps.iter().any(|(_, map)| map.newer);
    let mut edition = maps.first().map(|(_, map)| map.edition.clone()).unwrap_or_default();
    for (_, map) in &maps {
        edition.profile = edition.profile.filter(|profile| map.edition.profile == Some(*profile));
        edition.day = edition.day.filter(|day| map.edition.day.as_ref() == Some(day));
    }
    let mut warnings = Vec::new();
    let maps: Vec<Neighbour> = maps
        .into_iter()
        .map(|(name, map)| {
            warnings.extend(map.warnings);
            Neighbour { name, network: Network::clone(&map.network) }
        })
        .collect();
    let network = Arc::new(side_by_side(&maps));
    Preview { warnings, newer, edition, ..Preview::of(Source::Published { names }, network) }
}

async fn read(source: Source, bytes: &[u8]) -> Result<Preview, Reported> {
    let reader = READER.open().await.map_err(|_| Reported::NotLoaded)?;
    let read: Result<ParsedNetwork, _> = (reader.file)(bytes, source.file_name());
    match read {
        Ok(parsed) => Ok(Preview::new(source, parsed)),
        Err(error) => Err(Reported::ImportFailed { source, error }),
    }
}

fn show(app: App, map: Result<Preview, Reported>) {
    app.dispatch(map.map_or_else(Msg::Report, |map| Msg::LookAt(Box::new(map))));
}
