//! The matches of what is on the screen, found once for page, card and column.

use std::{cell::RefCell, hint};

use leptos::{
    prelude::*,
    task::{spawn_local, tick},
};

use crate::{
    browser::{clock, page},
    model::Network,
    query::matches::{Finder, Matches},
    ui::{
        context::{App, Shared},
        kit::memo,
    },
};

#[derive(Default)]
struct Finding {
    finder: Finder,
    is_at_work: bool,
}

thread_local! {
    static FINDING: RefCell<Finding> = RefCell::default();
    /// Wakes who was answered with earlier ones.
    static COMPLETED: ArcRwSignal<()> = ArcRwSignal::new(());
}

/// Of the network on the screen, found anew when a record changes: at once where that takes no longer than a slice, else
/// in slices. Until then they are those from before the change, if there are any.
pub(in crate::ui) fn matches(app: App) -> Memo<Option<Shared<Matches>>> {
    memo(move || {
        let (network, today) = (app.records.get(), clock::now().today);
        if app.printing.with(Option::is_some) {
            // Paper does not wait, and shows nothing that its readers may not see.
            return Some(Shared::new(Matches::new(&network, &today)));
        }
        COMPLETED.with(Track::track);
        FINDING.with_borrow_mut(|finding| {
            if finding.finder.turn_to(&network, &today, || app.graph.get_untracked().arc().clone()) {
                clock::mark(BEGUN);
                make_room(&network);
                if !finding.work() && !std::mem::replace(&mut finding.is_at_work, true) {
                    spawn_local(go_on());
                }
            }
            finding.finder.latest(&network).map(Shared::from)
        })
    })
}

/// Whether these are the matches of what is on the screen, so that there are none where they have none.
pub(super) fn is_latest(app: App, matches: &Matches) -> bool {
    app.records.with(|network| matches.is_of(network, &clock::now().today))
}

/// Whenever the program's memory grows, by 64 kB as a rule, the browser may collect garbage, which takes some
/// milliseconds each time. So it grows once, before matches are found.
fn make_room(network: &Network) {
    const BYTES_A_RECORD: usize = 100;
    let records: usize = network.tables().map(|table| table.records().count()).sum();
    drop(hint::black_box(Vec::<u8>::with_capacity(records * BYTES_A_RECORD)));
}

const BEGUN: &str = "matches-start";

impl Finding {
    /// A slice. Whether nothing is left to be done.
    fn work(&mut self) -> bool {
        let is_done = self.finder.work(&mut clock::for_a_slice());
        if is_done {
            clock::measured("matches", BEGUN);
        }
        is_done
    }
}

async fn go_on() {
    page::idle().await;
    while !FINDING.with_borrow_mut(Finding::work) {
        page::breath().await;
    }
    FINDING.with_borrow_mut(|finding| finding.is_at_work = false);
    let focused = page::document().and_then(|document| document.active_element());
    COMPLETED.with(Notify::notify);
    // An entry that says something new has taken the place of the one that had the focus.
    if let Some(focused) = focused.filter(|focused| !focused.id().is_empty()) {
        tick().await;
        if !focused.is_connected() {
            page::focus(&focused.id());
        }
    }
}
