//! Long work of the store, in slices.

use gloo_timers::future::TimeoutFuture;

use crate::{
    browser::{clock, page},
    store::NewPieces,
};

/// So long no key stroke waits.
const SLICE_MILLIS: f64 = 12.0;

/// The texts of pieces, made in slices; at a stretch where nobody waits, because timers of hidden pages are slow.
pub(super) async fn written(pieces: NewPieces) -> Vec<(String, String)> {
    let mut written = Vec::with_capacity(pieces.len());
    let mut since_millis = clock::monotonic_millis();
    for piece in pieces {
        written.push(piece);
        if clock::monotonic_millis() - since_millis > SLICE_MILLIS && !page::is_hidden() {
            TimeoutFuture::new(0).await;
            since_millis = clock::monotonic_millis();
        }
    }
    written
}
