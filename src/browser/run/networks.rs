//! What is done with the networks beside the open one, and with the file on the device.

use std::{rc::Rc, sync::Arc};

use crate::{
    app::{
        Address, DiskFileAction, DiskFileState, Msg, NetworkAction, Reported, StoreMsg, View, with_network,
    },
    browser::{clock, disk_file::DiskFile, page, spawn},
    exchange::{self, Header, Profile},
    model::Network,
    store::Slot,
};

use super::Runner;

/// What is behind the door of several networks.
pub struct Networks {
    /// Says which networks this browser keeps.
    pub list: fn(Rc<Runner>),
    pub act: fn(Rc<Runner>, NetworkAction),
    /// Without an action, writes the file if the browser allows that.
    pub disk_file: fn(Rc<Runner>, Option<DiskFileAction>, Arc<Network>),
}

pub const NETWORKS: Networks = Networks {
    list: |runner| runner.store.list_networks(),
    act: |runner, action| runner.act(action),
    disk_file: |runner, action, network| runner.disk_file(action, network),
};

impl Runner {
    fn act(self: &Rc<Self>, action: NetworkAction) {
        let runner = Rc::clone(self);
        spawn(async move {
            let store = &runner.store;
            let kept = match action {
                NetworkAction::Open(slot) => Some(Ok(Some(slot))),
                NetworkAction::Create { network, opens } => {
                    Some(store.create(network).await.map(|slot| opens.then_some(slot)))
                }
                NetworkAction::Copy { slot, title } => {
                    store.copy_network(slot, title).await.map(|kept| kept.map(|_| None))
                }
                NetworkAction::Rename { slot, title } => {
                    store.rename_network(slot, title).await.map(|kept| kept.map(|()| None))
                }
                NetworkAction::Remove(slot) => {
                    store.set_removed(&slot, Some(clock::now().millis));
                    Some(Ok(None))
                }
                NetworkAction::BringBack(slot) => {
                    store.set_removed(&slot, None);
                    Some(Ok(None))
                }
                NetworkAction::Erase(slot) => {
                    store.erase_network(slot).await;
                    Some(Ok(None))
                }
            };
            match kept {
                Some(Ok(Some(slot))) => runner.open_network(&slot),
                Some(Ok(None)) => store.list_networks(),
                Some(Err(why)) => (runner.dispatch)(Msg::Report(Reported::NetworkNotKept(why))),
                None => (runner.dispatch)(Msg::Report(Reported::NetworkNotRead)),
            }
        });
    }

    /// Does something with the file on the device; without an action, writes it if the browser allows that.
    fn disk_file(self: &Rc<Self>, action: Option<DiskFileAction>, network: Arc<Network>) {
        let runner = Rc::clone(self);
        spawn(async move {
            let now = clock::now();
            let file_name = exchange::file_name(&network, &now.today, Profile::Full);
            let exported_at = now.rfc3339();
            let header = Header { exported_at: Some(&exported_at), by: None };
            let bytes = exchange::write(&exchange::redact(&network, Profile::Full), header).into_bytes();
            let store = &runner.store;
            let name = store.local.slot().database_name(&page::folder());
            let written = |file: Option<DiskFile>, is_written: bool| match file {
                Some(file) if is_written => {
                    DiskFileState::Current { name: file.name(), at_millis: now.millis }
                }
                _ => DiskFileState::Failed,
            };
            let state = match action {
                Some(DiskFileAction::Choose) => {
                    let Some(file) = DiskFile::pick(&file_name).await else { return };
                    let is_kept = file.write(&bytes).await && file.remember(&name).await.is_some();
                    Some(written(Some(file), is_kept))
                }
                Some(DiskFileAction::Forget) => {
                    // A file that stays remembered is asked for by nobody.
                    let _ = DiskFile::forget(&name).await;
                    None
                }
                Some(DiskFileAction::Allow) | None => Some(match DiskFile::remembered(&name).await {
                    Some(file) if !file.may_write(action.is_some()).await => DiskFileState::NotAllowed,
                    Some(file) => {
                        let is_written = file.write(&bytes).await;
                        written(Some(file), is_written)
                    }
                    None => DiskFileState::Failed,
                }),
            };
            match &state {
                Some(DiskFileState::Current { name, .. }) => {
                    store.note_disk_file(Some(name.clone()));
                    store.note_file_copy(now.millis);
                }
                None => store.note_disk_file(None),
                _ => {}
            }
            (runner.dispatch)(Msg::Store(StoreMsg::DiskFile(state)));
        });
    }

    /// Loads the page anew with another network in it.
    fn open_network(&self, slot: &Slot) {
        self.write_address();
        // So that the way back leads to the network of this page, which may have been the only one until now.
        self.navigate(&page::hash(), true);
        page::navigate(&with_network(&Address::of(View::Network).hash(), slot.name()), false);
        self.load_anew();
    }
}
