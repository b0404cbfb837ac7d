//! Contributions of several people that wait to be merged, all in one sitting.

use std::sync::Arc;

use super::{Preview, Reported};
use crate::model::Network;

/// What came in and waits. It ends with the page: whoever sent it still has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inbox {
    /// In the order in which they came.
    pub received: Vec<Received>,
    /// What came of what came last.
    pub last: Arrival,
    /// One's own network before any of them was taken in. It still has what they remove.
    before: Option<Arc<Network>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    pub contribution: Arc<Preview>,
    /// It shall be taken in next.
    pub is_chosen: bool,
    /// It is a part of what will be one's own network once a copy of that is kept.
    is_merging: bool,
    pub is_taken: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrival {
    pub new: usize,
    /// These were there already.
    pub again: usize,
    /// It is still being read.
    pub is_reading: bool,
    /// Why something is no contribution.
    pub refused: Vec<Reported>,
    /// So many were taken in.
    pub taken: usize,
}

impl Inbox {
    pub fn receive(&mut self, contributions: Vec<Preview>, refused: Vec<Reported>) {
        self.last = Arrival { refused, ..Arrival::default() };
        for contribution in contributions {
            let network = &contribution.network;
            if self.received.iter().any(|it| it.contribution.network == *network) {
                self.last.again += 1;
            } else {
                self.last.new += 1;
                let is_chosen = !contribution.newer;
                let contribution = Arc::new(contribution);
                self.received.push(Received { contribution, is_chosen, is_merging: false, is_taken: false });
            }
        }
    }

    /// Those that may be taken in shall be next, or not, if `is_meant` says so.
    pub fn choose(&mut self, is_chosen: bool, is_meant: impl Fn(&Received) -> bool) {
        for received in self.received.iter_mut().filter(|it| it.is_open() && is_meant(it)) {
            received.is_chosen = is_chosen;
        }
    }

    /// What is merged next: what is chosen, and what was taken in before, so that the result does not hang on what was
    /// taken in first.
    pub fn sides(&self) -> Vec<Arc<Preview>> {
        let sides = self.received.iter().filter(|it| it.is_chosen || it.is_taken);
        sides.map(|it| it.contribution.clone()).collect()
    }

    /// See [`crate::merge::Merge::before`].
    pub fn before(&self) -> Option<&Arc<Network>> {
        self.before.as_ref()
    }

    /// What is chosen now, and nothing that comes in later, is a part of what comes; or nothing of it is.
    pub(super) fn begin_merge(&self, is_part: bool) -> Self {
        self.marked(&|it| it.is_merging = is_part && it.is_chosen)
    }

    pub(super) fn is_merging(&self) -> bool {
        self.received.iter().any(|it| it.is_merging)
    }

    /// What was merged is a part of one's own network, which was `before` until now.
    pub(super) fn taken_in(&self, before: &Arc<Network>) -> Self {
        let taken = self.received.iter().filter(|it| it.is_merging).count();
        let marked = self.marked(&|it| {
            it.is_chosen &= !it.is_merging;
            it.is_taken |= std::mem::take(&mut it.is_merging);
        });
        let last = Arrival { taken, ..Arrival::default() };
        Self { last, before: Some(self.before.as_ref().unwrap_or(before).clone()), ..marked }
    }

    /// One's own network is another one, or one that it was: what was taken in before says nothing any more.
    pub(super) fn begin_anew(&self) -> Self {
        let marked = self.marked(&|it| (it.is_merging, it.is_taken) = (false, false));
        Self { before: None, ..marked }
    }

    /// With nothing to be said. No clone of all of it, which would bring that of each sentence into the first load.
    fn marked(&self, mark: &dyn Fn(&mut Received)) -> Self {
        let mut received = self.received.clone();
        received.iter_mut().for_each(mark);
        Self { received, last: Arrival::default(), before: self.before.clone() }
    }

    /// Whether something is left to be taken in.
    pub fn is_open(&self) -> bool {
        self.received.iter().any(Received::is_open)
    }
}

impl Received {
    /// Whether it may be taken in.
    pub fn is_open(&self) -> bool {
        !self.is_taken && !self.contribution.newer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{Dialog, Msg, Now, Settings, Source, State, StoreMsg, update},
        model::{Actor, Day, Stamp},
    };

    fn contribution(name: &str) -> Preview {
        let mut network = Network::new("n".into());
        network.put(Actor::new(name.into(), name), Stamp(7));
        Preview::of(Source::File { name: name.to_owned() }, Arc::new(network))
    }

    /// Somebody does something in the dialog.
    fn act(state: &mut State, act: impl FnOnce(&mut Inbox)) {
        let mut inbox = Inbox::clone(&state.inbox);
        act(&mut inbox);
        update(state, Msg::Open(Dialog::Inbox), &now(1));
        update(state, Msg::Inbox(Arc::new(inbox)), &now(1));
    }

    fn is_of(name: &str) -> impl Fn(&Received) -> bool {
        move |received| received.contribution.source.file_name() == name
    }

    fn now(millis: u64) -> Now {
        Now { millis, today: Day::new("2026-11-29") }
    }

    fn marks(state: &State) -> Vec<(bool, bool)> {
        state.inbox.received.iter().map(|it| (it.is_chosen, it.is_taken)).collect()
    }

    #[test]
    fn the_same_contribution_is_there_once_and_what_is_too_new_is_not_chosen() {
        let mut inbox = Inbox::default();
        let newer = Preview { newer: true, ..contribution("newer") };
        let again = Preview { source: Source::Pasted, ..contribution("a") };
        let contributions = vec![contribution("a"), newer, again];
        inbox.receive(contributions, Vec::new());
        assert_eq!((inbox.last.new, inbox.last.again), (2, 1));
        inbox.choose(true, |_| true);
        assert_eq!(inbox.received.iter().map(|it| it.is_chosen).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn what_is_taken_in_is_merged_again_with_what_follows_until_it_is_undone() {
        let own = Arc::new(Network::new("n".into()));
        let mut state = State::new("tab".into(), own.clone(), Settings::default());
        state.saving = crate::app::Saving::Saved { at_millis: 1 };
        act(&mut state, |inbox| inbox.receive(vec![contribution("a"), contribution("b")], Vec::new()));
        act(&mut state, |inbox| inbox.choose(false, is_of("b")));
        assert_eq!(state.inbox.sides().len(), 1);

        let merged = contribution("a").network;
        let merge = Msg::MergeIn { network: merged.clone(), title: "a".into() };
        update(&mut state, merge, &now(3));
        assert_eq!(marks(&state), [(true, false), (false, false)], "no copy is kept yet");
        update(&mut state, Msg::Store(StoreMsg::EarlierKept(Ok(()))), &now(4));
        assert_eq!(marks(&state), [(false, true), (false, false)]);
        assert_eq!((state.dialog.clone(), state.inbox.last.taken), (Some(Dialog::Inbox), 1));
        assert!(state.inbox.before().is_some_and(|before| **before == *own));
        act(&mut state, |inbox| inbox.choose(true, |_| true));
        assert_eq!(marks(&state), [(false, true), (true, false)]);
        assert_eq!(state.inbox.sides().len(), 2);

        update(&mut state, Msg::Undo, &now(6));
        assert_eq!(marks(&state), [(false, false), (true, false)]);
        assert_eq!(state.inbox.before(), None);
    }

    #[test]
    fn what_comes_in_while_the_copy_is_written_is_not_taken_in_although_the_dialog_was_closed() {
        let own = Arc::new(Network::new("n".into()));
        let mut state = State::new("tab".into(), own, Settings::default());
        state.saving = crate::app::Saving::Saved { at_millis: 1 };
        act(&mut state, |inbox| inbox.receive(vec![contribution("a")], Vec::new()));
        update(&mut state, Msg::MergeIn { network: contribution("a").network, title: "a".into() }, &now(2));
        act(&mut state, |inbox| inbox.receive(vec![contribution("b")], Vec::new()));
        update(&mut state, Msg::CloseDialog, &now(3));
        update(&mut state, Msg::Store(StoreMsg::EarlierKept(Ok(()))), &now(4));
        assert_eq!(marks(&state), [(false, true), (true, false)]);
        assert_eq!(state.dialog, None);

        // Nothing of it is in another network.
        let other = Preview::of(Source::Pasted, Arc::new(Network::new("m".into())));
        update(&mut state, Msg::LookAt(Box::new(other)), &now(5));
        update(&mut state, Msg::TakeOver, &now(6));
        update(&mut state, Msg::Store(StoreMsg::EarlierKept(Ok(()))), &now(7));
        assert_eq!(state.network.about.id, "m".into());
        assert_eq!(marks(&state), [(false, false), (true, false)]);
        assert_eq!(state.inbox.before(), None);
    }

    #[test]
    fn the_inbox_closes_behind_the_last_one() {
        let mut state = State::new("tab".into(), Arc::new(Network::new("n".into())), Settings::default());
        act(&mut state, |inbox| inbox.receive(vec![contribution("a")], Vec::new()));
        update(&mut state, Msg::MergeIn { network: contribution("a").network, title: "a".into() }, &now(2));
        assert_eq!((state.dialog.clone(), marks(&state)), (None, vec![(false, true)]));
    }
}
