//! What is kept beside the current network: those that were replaced, and what could not be read.

use std::{rc::Rc, sync::Arc};

use crate::{
    app::StoreMsg,
    browser::spawn,
    doors::READER,
    exchange::read_stored_part,
    model::Network,
    store::{Assembly, EARLIER_KEPT, Head, Kept, Loaded, SaveError, Saved, head_of, keys_of},
};

use super::{
    super::{clock, database::CURRENT, reader},
    Store,
    slices::written,
};

const EARLIER: &str = "earlier/";
pub(super) const UNREADABLE: &str = "unreadable/";

impl Store {
    /// Keeps a network that is about to be replaced.
    pub fn keep_earlier(self: &Rc<Self>, network: Arc<Network>) {
        let now_millis = clock::now().millis;
        if self.alone.get() {
            let kept = self.local.keep_earlier(&network, now_millis);
            self.answer_later(StoreMsg::EarlierKept(kept.map_err(SaveError::from)));
            return;
        }
        let number = self.kept.get() + 1;
        self.kept.set(number);
        let name = format!("{}-{number}", self.local.tab());
        let head =
            Head { token: format!("{name}-kept"), ..Head::after(None, self.local.tab(), 0, now_millis) };
        let (kept, pieces) = Saved::new(head.clone(), network.clone(), self.saved.borrow().as_ref());
        let store = Rc::clone(self);
        spawn(async move {
            let pieces = written(pieces).await;
            let name = format!("{EARLIER}{now_millis:013}-{name}");
            let mut result = store.write_earlier(&name, &kept, &pieces).await;
            if result == Err(SaveError::NotKept) {
                // Another tab may have deleted pieces that were to be shared.
                let (kept, pieces) = Saved::new(head, network, None);
                result = store.write_earlier(&name, &kept, &written(pieces).await).await;
            }
            store.tell(StoreMsg::EarlierKept(result));
        });
    }

    /// Writes an earlier network, reads it back, and lets the oldest go.
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
        // In their order, which is that of time.
        let names: Vec<String> = database
            .directories()
            .await?
            .into_iter()
            .map(|(name, _)| name)
            // Not the new one, whatever the clock says.
            .filter(|it| it.starts_with(EARLIER) && it != name)
            .collect();
        let old = names.len().saturating_sub(EARLIER_KEPT - 1);
        let old: Vec<(&str, Option<&str>)> = names[..old].iter().map(|name| (name.as_str(), None)).collect();
        if !old.is_empty() {
            database.write(&old, &[]).await?;
        }
        Ok(())
    }

    /// Says what is kept beside the network, the latest first.
    pub fn list_kept(self: &Rc<Self>) {
        let store = Rc::clone(self);
        spawn(async move {
            let mut kept = store.local.kept();
            if let Some(database) = store.database().await {
                let directories = database.directories().await.unwrap_or_default();
                let of = |(name, directory): (String, String)| {
                    let is_unreadable = name.starts_with(UNREADABLE);
                    let digits: String =
                        name.rsplit('/').next()?.chars().take_while(char::is_ascii_digit).collect();
                    let title = head_of(&directory).map(|(_, title)| title).unwrap_or_default();
                    let kept_at = digits.parse().ok()?;
                    Some(Kept { name, kept_at, title, is_unreadable })
                };
                kept.extend(directories.into_iter().filter(|(name, _)| name != CURRENT).filter_map(of));
            }
            let mut latest_first: Vec<Kept> = Vec::with_capacity(kept.len());
            for kept in kept {
                let at = latest_first.iter().position(|there| there.kept_at < kept.kept_at);
                latest_first.insert(at.unwrap_or(latest_first.len()), kept);
            }
            store.tell(StoreMsg::Kept(latest_first));
        });
    }

    /// The network that is kept under a name, else what lies there, byte for byte.
    pub async fn read_kept(&self, name: &str) -> Result<Arc<Network>, Vec<u8>> {
        if !is_in_database(name) {
            return match reader::loaded(self.local.read_kept(name)).await {
                Ok(Loaded::Read { network, newer: false, .. }) => Ok(network),
                _ => Err(self.local.bytes_of_kept(name).unwrap_or_default()),
            };
        }
        let Some(database) = self.database().await else { return Err(Vec::new()) };
        let Ok(Some(directory)) = database.directory(name).await else { return Err(Vec::new()) };
        let assembled = async {
            let mut assembly = Assembly::new(&directory, None)?;
            let keys = assembly.missing();
            for (key, text) in keys.iter().zip(database.pieces(&keys).await.ok()?) {
                let text = text?;
                if !assembly.add(key.clone(), &text, read_stored_part) {
                    assembly.add(key.clone(), &text, READER.open().await.ok()?.part).then_some(())?;
                }
            }
            (!assembly.newer).then_some(())?;
            Some(assembly.finish()?.network)
        };
        match assembled.await.filter(|_| !name.starts_with(UNREADABLE)) {
            Some(network) => Ok(network),
            None => Err(self.bytes(&database, &directory).await),
        }
    }

    pub fn remove_kept(self: &Rc<Self>, name: String) {
        let store = Rc::clone(self);
        spawn(async move {
            if is_in_database(&name) {
                if let Some(database) = store.database().await {
                    // One that stays is in the list that is shown next.
                    let _ = database.write(&[(&name, None)], &[]).await;
                    store.collect_garbage().await;
                }
            } else {
                let _ = store.local.remove_kept(&name);
            }
            store.list_kept();
            store.look_at_room().await;
        });
    }
}

/// Names in local storage begin with product and path.
fn is_in_database(name: &str) -> bool {
    name.starts_with(EARLIER) || name.starts_with(UNREADABLE)
}
