//! Keeping what is there: a copy before much changes at once, a snapshot now and then.

use std::{rc::Rc, sync::Arc};

use crate::{
    app::StoreMsg,
    browser::spawn,
    doors::EARLIER,
    model::Network,
    store::{Head, Reason, SaveError, Saved, is_snapshot_due, keys_of, name_of_kept},
};

use super::{super::clock, Store, slices::written};

impl Store {
    /// Keeps a network that is about to be replaced, or changed in many places.
    pub fn keep_earlier(self: &Rc<Self>, network: Arc<Network>, reason: Reason) {
        let now_millis = clock::now().millis;
        if self.alone.get() {
            let kept = self.local.keep_earlier(&network, reason, now_millis);
            self.answer_later(StoreMsg::EarlierKept(kept.map_err(SaveError::from)));
            return;
        }
        let unique = self.unique();
        let head =
            Head { token: format!("{unique}-kept"), ..Head::after(None, self.local.tab(), 0, now_millis) };
        let (kept, pieces) = Saved::new(head.clone(), network.clone(), self.saved.borrow().as_ref());
        let store = Rc::clone(self);
        spawn(async move {
            let pieces = written(pieces).await;
            let name = name_of_kept(now_millis, reason, &unique);
            let mut result = store.write_earlier(&name, &kept, &pieces).await;
            while matches!(result, Err(SaveError::Full { .. })) && store.make_room(true).await {
                result = store.write_earlier(&name, &kept, &pieces).await;
            }
            if result == Err(SaveError::NotKept) {
                // Another tab may have deleted pieces that were to be shared.
                let (kept, pieces) = Saved::new(head, network, None);
                result = store.write_earlier(&name, &kept, &written(pieces).await).await;
            }
            let is_kept = result.is_ok();
            store.tell(StoreMsg::EarlierKept(result));
            if is_kept && let Ok(earlier) = EARLIER.open().await {
                (earlier.tidy)(store).await;
            }
        });
    }

    /// A name that no other tab and no other call gives.
    pub(super) fn unique(&self) -> String {
        let number = self.kept.get() + 1;
        self.kept.set(number);
        format!("{}-{number}", self.local.tab())
    }

    /// Writes an earlier network and reads it back.
    async fn write_earlier(
        &self,
        name: &str,
        kept: &Saved,
        pieces: &[(String, String)],
    ) -> Result<(), SaveError> {
        let database = self.database().await.ok_or(SaveError::Unavailable)?;
        database.write(&[(name, Some(&kept.directory()))], pieces).await?;
        let directory = database.directory(name).await?.ok_or(SaveError::NotKept)?;
        let new: Vec<String> = pieces.iter().map(|(key, _)| key.clone()).collect();
        let back = database.pieces(&new).await?;
        let is_same = back.iter().zip(pieces).all(|(back, (_, text))| back.as_ref() == Some(text));
        let keys = keys_of(&directory).unwrap_or_default();
        if directory != kept.directory() || !is_same || !database.has(&keys).await? {
            database.write(&[(name, None)], &[]).await?;
            return Err(SaveError::NotKept);
        }
        Ok(())
    }

    /// Keeps the state in the database beside itself, if it is time. Without one, the next save is the next occasion.
    pub(super) async fn snapshot(self: &Rc<Self>) {
        if !self.alone.get()
            && is_snapshot_due(self.snapshot_at.get(), clock::now().millis)
            && let Ok(earlier) = EARLIER.open().await
        {
            (earlier.snapshot)(Rc::clone(self)).await;
        }
    }
}
