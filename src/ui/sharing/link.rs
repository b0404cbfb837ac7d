//! The link that holds what a profile may see.

use crate::{
    app::{LINK_LIMIT, hash_of_link},
    browser::{packing, page},
    exchange::{self, Choice, Counts, Profile},
    model::Network,
};

/// What became of a link that was to be made.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Link {
    Made(String),
    /// So many characters.
    TooLong(usize),
    NotSupported,
}

/// And what its reader will see.
pub(super) async fn make(network: &Network, profile: Profile, choice: Option<&Choice>) -> (Link, Counts) {
    let part = exchange::redact(network, profile).excerpt(choice);
    let counts = exchange::counts(&part);
    let Some(bytes) = packing::pack(&exchange::write_short(&part)).await else {
        return (Link::NotSupported, counts);
    };
    let link = page::own_address() + &hash_of_link(&bytes);
    let link = if link.len() > LINK_LIMIT { Link::TooLong(link.len()) } else { Link::Made(link) };
    (link, counts)
}
