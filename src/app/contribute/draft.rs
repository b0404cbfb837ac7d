//! The answers so far, as they are kept: who and where, and the packet that would be sent.

use std::sync::Arc;

use super::{Contribution, Question};
use crate::{
    exchange::{Scanner, once, quoted, read_stored, store},
    model::{Change, Id, Network, Stamp, TableName},
};

impl Contribution {
    /// What is kept of the answers; `None` while there are none.
    pub fn draft(&self) -> Option<String> {
        let me = self.me.as_ref().filter(|_| !self.is_untouched())?;
        let place = self.question as usize;
        Some(format!("{{\"me\":{},\"question\":{place}}}\n{}", quoted(me.as_str()), store(&self.packet())))
    }

    /// Takes up what was kept, over the network as it is now. `None` for what makes no sense, or another network.
    pub fn resumed(before: Arc<Network>, draft: &str) -> Option<Self> {
        let (head, packet) = draft.split_once('\n')?;
        let (mut me, mut place) = (None, None);
        let mut scanner = Scanner::new(head);
        scanner.object(&mut |scanner, name| match name {
            "me" => once(&mut me, Id::try_from(scanner.text()?.into_owned()).ok()),
            "question" => once(&mut place, scanner.whole()),
            _ => scanner.skip(),
        })?;
        scanner.end()?;
        let question = *Question::ALL.get(usize::try_from(place?).ok()?)?;
        let packet = read_stored(packet).filter(|packet| packet.about.id == before.about.id)?;
        let mut after = Network::clone(&before);
        take_up(&mut after, &packet);
        let me = me.filter(|id| after.actors.contains(id));
        let inviter = me.as_ref().and_then(|id| after.actors.get(id)?.invited_by.clone());
        let question = if me.is_some() { question } else { Question::Who };
        Some(Self { question, before, after, me, inviter })
    }
}

/// Does again what a packet says was done.
fn take_up(network: &mut Network, packet: &Network) {
    for table in packet.tables().skip(1) {
        for record in table.records() {
            let (meta, table, id) = (record.meta(), record.table(), record.id());
            let is_touched = |name: &str| {
                let (stamp, known) = (meta.changed.get(name), meta.base.get(name));
                stamp.is_some_and(|stamp| known.is_none_or(|known| !known.contains(stamp)))
            };
            let change = match network.get(table, id) {
                None => Change::add(record),
                Some(_) => {
                    let fields = table.schema().fields.iter().filter(|field| is_touched(field.name));
                    let fields = fields.map(|field| (field, record.get(field))).collect();
                    Change::Set { table, id: id.clone(), fields }
                }
            };
            let stamp = meta.changed.values().max().copied();
            network.apply(change, stamp.unwrap_or_default());
        }
    }
    let removed: Vec<(TableName, Id, Stamp)> =
        packet.removed.iter().map(|(table, id, it)| (table, id.clone(), it.removed_at)).collect();
    for (table, id, stamp) in removed {
        network.apply(Change::Withdraw { table, ids: vec![id] }, stamp);
    }
}
