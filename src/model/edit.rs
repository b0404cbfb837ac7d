//! Putting in, taking out, and what goes with it.

use std::sync::Arc;

use super::{
    About, Actor, Competency, Contact, Id, Link, Meeting, Need, Network, Offer, Record, Removed, Sector,
    Stamp, Table, TableName, Topic, stamp_changes,
};

/// One record of any kind, to be added or to replace the one with its id.
#[derive(Clone, Debug, PartialEq)]
pub enum AnyRecord {
    About(About),
    Sector(Sector),
    Competency(Competency),
    Actor(Actor),
    Offer(Offer),
    Need(Need),
    Link(Link),
    Topic(Topic),
    Meeting(Meeting),
    Contact(Contact),
}

macro_rules! any_record_from {
    ($($name:ident),*) => { $(
        impl From<$name> for AnyRecord {
            fn from(record: $name) -> Self {
                Self::$name(record)
            }
        }
    )* };
}
any_record_from!(About, Sector, Competency, Actor, Offer, Need, Link, Topic, Meeting, Contact);

/// How many records of each kind a removal takes along, and how many only lose a reference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    pub offers: usize,
    pub needs: usize,
    pub links: usize,
    pub contacts: usize,
    /// Actors, competencies, topics and meetings that stay and no longer point here.
    pub loosened: usize,
}

impl Network {
    /// Adds or replaces a record and stamps the fields that change.
    pub fn put(&mut self, record: impl Into<AnyRecord>, now: Stamp) {
        fn put<T: Record>(table: &mut Table<T>, mut record: T, now: Stamp) {
            let before = table.get(record.id()).cloned();
            stamp_changes(before.as_deref(), &mut record, now);
            table.put(record);
        }
        match record.into() {
            AnyRecord::About(mut about) => {
                stamp_changes(Some(&*self.about), &mut about, now);
                self.about = Arc::new(about);
            }
            AnyRecord::Sector(record) => put(&mut self.sectors, record, now),
            AnyRecord::Competency(record) => put(&mut self.competencies, record, now),
            AnyRecord::Actor(record) => put(&mut self.actors, record, now),
            AnyRecord::Offer(record) => put(&mut self.offers, record, now),
            AnyRecord::Need(record) => put(&mut self.needs, record, now),
            AnyRecord::Link(record) => put(&mut self.links, record, now),
            AnyRecord::Topic(record) => put(&mut self.topics, record, now),
            AnyRecord::Meeting(record) => put(&mut self.meetings, record, now),
            AnyRecord::Contact(record) => put(&mut self.contacts, record, now),
        }
    }

    /// What [`Network::remove`] of this record would take along.
    pub fn loss_of_removing(&self, table: TableName, id: &Id) -> Loss {
        let mut after = self.clone();
        after.remove(table, id, "", Stamp::default());
        fn changed<T: Record>(before: &Table<T>, after: &Table<T>, but: &Id) -> usize {
            before
                .iter()
                .filter(|record| {
                    record.id() != but && after.get(record.id()).is_some_and(|kept| kept != *record)
                })
                .count()
        }
        let gone = |before: usize, after: usize, own: TableName| before - after - usize::from(own == table);
        Loss {
            offers: gone(self.offers.len(), after.offers.len(), TableName::Offers),
            needs: gone(self.needs.len(), after.needs.len(), TableName::Needs),
            links: gone(self.links.len(), after.links.len(), TableName::Links),
            contacts: gone(self.contacts.len(), after.contacts.len(), TableName::Contacts),
            loosened: changed(&self.actors, &after.actors, id)
                + changed(&self.competencies, &after.competencies, id)
                + changed(&self.topics, &after.topics, id)
                + changed(&self.meetings, &after.meetings, id),
        }
    }

    /// Removes a record with everything that means nothing without it, and leaves a tombstone for each.
    ///
    /// `removed_at` is RFC 3339 in UTC. Returns whether there was anything to remove.
    pub fn remove(&mut self, table: TableName, id: &Id, removed_at: &str, now: Stamp) -> bool {
        let mut gone: Vec<(TableName, Id)> = Vec::new();
        fn take<T: Record>(
            table: &mut Table<T>,
            gone: &mut Vec<(TableName, Id)>,
            leaves: impl Fn(&T) -> bool,
        ) {
            gone.extend(
                table.iter().filter(|record| leaves(record)).map(|record| (T::TABLE, record.id().clone())),
            );
            table.retain(|record| !leaves(record));
        }
        fn loosen<T: Record>(table: &mut Table<T>, now: Stamp, change: impl Fn(&mut T)) {
            let changed: Vec<T> = table
                .iter()
                .filter_map(|record| {
                    let mut copy = T::clone(record);
                    change(&mut copy);
                    (copy != **record).then(|| {
                        stamp_changes(Some(&**record), &mut copy, now);
                        copy
                    })
                })
                .collect();
            changed.into_iter().for_each(|record| table.put(record));
        }
        let clear = |reference: &mut Option<Id>| {
            if reference.as_ref() == Some(id) {
                *reference = None;
            }
        };
        match table {
            TableName::Actors => {
                take(&mut self.actors, &mut gone, |actor| actor.id == *id);
                take(&mut self.offers, &mut gone, |offer| offer.actor == *id);
                take(&mut self.needs, &mut gone, |need| need.actor == *id);
                take(&mut self.links, &mut gone, |link| link.from == *id || link.to == *id);
                take(&mut self.contacts, &mut gone, |contact| contact.actor == *id);
                loosen(&mut self.actors, now, |actor| clear(&mut actor.invited_by));
                loosen(&mut self.topics, now, |topic| topic.people.retain(|person| person.actor != *id));
                loosen(&mut self.meetings, now, |meeting| {
                    meeting.present.retain(|actor| actor != id);
                    meeting.guests.retain(|actor| actor != id);
                    meeting.agenda.iter_mut().for_each(|item| clear(&mut item.by));
                });
            }
            TableName::Competencies => {
                take(&mut self.competencies, &mut gone, |competency| competency.id == *id);
                take(&mut self.offers, &mut gone, |offer| offer.competency == *id);
                take(&mut self.needs, &mut gone, |need| need.competency == *id);
                loosen(&mut self.competencies, now, |competency| clear(&mut competency.broader));
                loosen(&mut self.topics, now, |topic| {
                    topic.competencies.retain(|competency| competency != id)
                });
            }
            TableName::Sectors => {
                take(&mut self.sectors, &mut gone, |sector| sector.id == *id);
                loosen(&mut self.actors, now, |actor| clear(&mut actor.sector));
            }
            TableName::Offers => take(&mut self.offers, &mut gone, |record| record.id == *id),
            TableName::Needs => take(&mut self.needs, &mut gone, |record| record.id == *id),
            TableName::Links => take(&mut self.links, &mut gone, |record| record.id == *id),
            TableName::Topics => take(&mut self.topics, &mut gone, |record| record.id == *id),
            TableName::Meetings => take(&mut self.meetings, &mut gone, |record| record.id == *id),
            TableName::Contacts => take(&mut self.contacts, &mut gone, |record| record.id == *id),
            TableName::Network | TableName::Removed => {}
        }
        if matches!(table, TableName::Actors | TableName::Competencies) && self.positions.contains_key(id) {
            Arc::make_mut(&mut self.positions).remove(id);
        }
        let any = !gone.is_empty();
        for (kind, id) in gone {
            let mut tombstone = Removed::new(id, kind);
            tombstone.removed_at = removed_at.to_owned();
            self.removed.put(tombstone);
        }
        any
    }
}
