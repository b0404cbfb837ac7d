//! The networks beside the open one: each is a store of its own.

use std::{rc::Rc, sync::Arc};

use crate::{
    app::{Read, StoreMsg, renamed},
    browser::spawn,
    model::Network,
    store::{Head, Listed, SaveError, SaveFailure, Saved, Slot, head_of},
};

use super::{
    super::{
        clock,
        database::{self, CURRENT, Database},
        disk_file::DiskFile,
        reader,
    },
    Store, read_of,
    slices::written,
};

/// Of a random name: enough for some thousand networks in one browser.
const NAME_LENGTH: usize = 8;

fn random_name() -> String {
    clock::new_id().as_str().chars().take(NAME_LENGTH).collect()
}

impl Store {
    fn beside(&self, slot: Slot) -> Rc<Self> {
        Self::new(&self.path, self.local.of(slot))
    }

    /// Says in the list what the open network is now.
    pub(super) fn list_as_saved(&self, head: &Head, network: &Network) {
        self.local.list_as_saved(network, head.saved_at);
        self.tell_listed();
    }

    pub fn tell_listed(&self) {
        self.tell(StoreMsg::Listed(self.local.listed(self.local.slot())));
    }

    /// The file on the device that is kept up to date has all of the open network, or there is none any more.
    pub fn note_disk_file(&self, name: Option<String>) {
        if let Some(listed) = self.local.listed(self.local.slot()) {
            // Who is not remembered here chooses once more.
            let _ = self.local.list(&Listed { file_name: name, ..listed });
        }
        self.tell_listed();
    }

    /// All of the open network lies in a file now.
    pub fn note_file_copy(&self, at_millis: u64) {
        if let Some(listed) = self.local.listed(self.local.slot()) {
            // Who is not remembered here is asked for a copy once more.
            let _ = self.local.list(&Listed { copied_at: Some(at_millis), ..listed });
        }
        self.tell_listed();
    }

    /// Says which networks this browser keeps.
    pub fn list_networks(self: &Rc<Self>) {
        let store = Rc::clone(self);
        spawn(async move {
            let mut networks = store.local.networks();
            for name in database::names().await {
                let Some(slot) = Slot::of_database(&name, &store.path) else { continue };
                if !networks.iter().any(|listed| listed.slot == slot && listed.saved_at > 0) {
                    networks.retain(|listed| listed.slot != slot);
                    networks.extend(store.found(slot, &name).await);
                }
            }
            store.tell(StoreMsg::Networks(networks));
        });
    }

    /// What a database says of a network that the list does not know.
    async fn found(&self, slot: Slot, database_name: &str) -> Option<Listed> {
        let database = Database::open(database_name).await?;
        let directory = database.directory(CURRENT).await.ok()??;
        let (head, title) = head_of(&directory)?;
        let listed = match self.beside(slot.clone()).read_network().await {
            Some(read) => Listed::new(slot, &read.network, head.saved_at),
            None => Listed { slot, title, saved_at: head.saved_at, ..Listed::default() },
        };
        let _ = self.local.list(&listed);
        Some(listed)
    }

    /// What is stored of the network, of whatever size.
    async fn read_network(&self) -> Option<Read> {
        if let Some(database) = self.database().await
            && let Ok(Some(directory)) = database.directory(CURRENT).await
        {
            return self.read(&database, &directory).await.ok();
        }
        reader::loaded(self.local.load()).await.ok().and_then(read_of)
    }

    /// Writes a state over the one that was read.
    async fn write_network(self: &Rc<Self>, head: Head, network: Arc<Network>) -> Result<(), SaveError> {
        let (saved, pieces) = Saved::new(head.clone(), network.clone(), None);
        let written = match self.write(saved, None, &written(pieces).await).await {
            Ok(None) => {
                self.local.announce(&head);
                // Without a copy the next start asks the database.
                let _ = self.local.write_copy(&head, &network);
                Ok(())
            }
            Ok(Some(_)) => Err(SaveError::Unavailable),
            Err(SaveError::Unavailable) => {
                self.local.save_alone(&head, &network, None).map_err(|failure| match failure {
                    SaveFailure::Error(error) => error,
                    _ => SaveError::Unavailable,
                })
            }
            Err(error) => Err(error),
        };
        if written.is_ok() {
            self.local.list_as_saved(&network, head.saved_at);
        }
        written
    }

    /// Keeps a network in a slot of its own.
    ///
    /// # Errors
    /// When it is not kept.
    pub async fn create(self: &Rc<Self>, network: Arc<Network>) -> Result<Slot, SaveError> {
        let slot = Slot::of(&random_name()).ok_or(SaveError::Unavailable)?;
        let head = Head::after(None, &random_name(), 1, clock::now().millis);
        self.beside(slot.clone()).write_network(head, network).await.map(|()| slot)
    }

    /// Keeps a copy of another network under a title; `None` where that one cannot be read.
    pub async fn copy_network(self: &Rc<Self>, slot: Slot, title: String) -> Option<Result<Slot, SaveError>> {
        let read = self.beside(slot).read_network().await.filter(|read| !read.newer)?;
        Some(self.create(Arc::new(renamed(&read.network, title, &clock::now()))).await)
    }

    /// Gives another network a title; `None` where that one cannot be read.
    pub async fn rename_network(self: &Rc<Self>, slot: Slot, title: String) -> Option<Result<(), SaveError>> {
        let beside = self.beside(slot);
        let read = beside.read_network().await.filter(|read| !read.newer)?;
        let now = clock::now();
        let network = Arc::new(renamed(&read.network, title, &now));
        // As a tab of its own, so that no other state is called the same.
        let head = Head::after(Some(&read.head), &random_name(), 1, now.millis);
        Some(beside.write_network(head, network).await)
    }

    /// Takes a network off the list, or brings it back.
    pub fn set_removed(&self, slot: &Slot, removed_at: Option<u64>) {
        let found = self.local.networks().into_iter().find(|listed| listed.slot == *slot);
        if let Some(listed) = found {
            // One that stays is in the list that is shown next.
            let _ = self.local.list(&Listed { removed_at, ..listed });
        }
    }

    /// Deletes a network for good.
    pub async fn erase_network(self: &Rc<Self>, slot: Slot) {
        let beside = self.beside(slot);
        if let Some(database) = beside.database().await {
            let _ = database.clear().await;
        }
        if beside.local.listed(beside.local.slot()).is_some_and(|listed| listed.file_name.is_some()) {
            let _ = DiskFile::forget(&beside.database_name).await;
        }
        beside.local.erase();
        self.look_at_room().await;
    }
}
