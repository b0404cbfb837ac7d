//! One HTML file that holds the page and what a profile may see of the network: it opens from a disk, and everywhere.

use crate::{
    app::{hash_of_link, shared_by},
    browser::{clock, files, packing, page},
    exchange::{self, Header, Redacted},
};

/// Made by the build, without what the page has anyway.
const TEMPLATE: &str = "single.html";
/// What the template calls the place of the network.
const NETWORK: &str = "network";
const END: &str = "</script>";

/// Why there is no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotMade {
    /// A part of the page cannot be had, as without a network.
    NotLoaded,
    /// This browser cannot pack it.
    NotSupported,
}

/// The bytes of the file.
///
/// # Errors
/// When a part of it cannot be had or packed.
pub(super) async fn make(part: &Redacted) -> Result<Vec<u8>, NotMade> {
    let exported_at = clock::now().rfc3339();
    let document = exchange::write(part, Header { exported_at: Some(&exported_at), by: None });
    let template = String::from_utf8(load(TEMPLATE).await?).map_err(|_| NotMade::NotLoaded)?;
    let mut file = String::with_capacity(2 * template.len());
    let mut is_filled = false;
    for line in template.lines() {
        match waiting(line) {
            None => file += line,
            Some((start, name)) => {
                file += start;
                file += &match name {
                    // Within a text of JSON alone, where it may stand so.
                    NETWORK => document.replace('<', "\\u003c"),
                    module => packed(&load(module).await?).await?,
                };
                file += END;
                is_filled |= name == NETWORK;
            }
        }
        file.push('\n');
    }
    // Of a build that makes none.
    if is_filled { Ok(file.into_bytes()) } else { Err(NotMade::NotLoaded) }
}

/// An empty block, up to where its contents belong, and the name of these.
fn waiting(line: &str) -> Option<(&str, &str)> {
    let start = line.strip_suffix(END)?;
    let (_, name) =
        start.trim_start().strip_prefix("<script type=\"")?.strip_suffix("\">")?.split_once("\" id=\"")?;
    Some((start, name))
}

async fn load(name: &str) -> Result<Vec<u8>, NotMade> {
    files::published(&page::asset(name)).await.map_err(|_| NotMade::NotLoaded)
}

/// In the signs of a link.
async fn packed(bytes: &[u8]) -> Result<String, NotMade> {
    let packed = packing::pack(bytes).await.ok_or(NotMade::NotSupported)?;
    Ok(shared_by(&hash_of_link(&packed)).unwrap_or_default().to_owned())
}
