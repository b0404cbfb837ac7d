//! What somebody changed in a network, to be sent to whom keeps it.

use super::{
    Field, Id, Meta, Network, Record, TableName, Value, difference::differing, field::element_name,
    reach::decides,
};

/// Of these all that a record says is one decision.
const WHOLE: [TableName; 3] = [TableName::Offers, TableName::Needs, TableName::Links];

/// The records that are new or different in `after`, what was removed from `before`, and which network it is for:
/// nothing else, not even where anything stands.
///
/// Of a record that was there before, what changed travels and what it is nothing without; an offer, a need or a link
/// travels whole. Fields we do not know stay at home. `changed` has the stamps of the fields that travel, and `base`
/// those that they had before: where it has the stamp of `changed` too, nobody touched the field. An emptied field has a stamp and no
/// value.
pub fn packet(before: &Network, after: &Network) -> Network {
    let mut packet = Network::new(before.about.id.clone());
    let title = before.about.title.clone();
    std::sync::Arc::make_mut(&mut packet.about).title = title;
    for table in &TableName::ALL[1..] {
        for differing in differing(before.table(*table), after.table(*table)) {
            if let Some(record) = after.get(*table, &differing.id) {
                put(&mut packet, before.get(*table, &differing.id), record);
            }
        }
    }
    // What came and went in between was never there.
    let was_there = |table: TableName, id: &Id| before.get(table, id).is_some();
    for (table, id, tombstone) in after.removed.iter().filter(|(table, id, _)| was_there(*table, id)) {
        packet.removed.put(table, id.clone(), tombstone.clone());
    }
    packet
}

fn put(packet: &mut Network, before: Option<&dyn Record>, after: &dyn Record) {
    let table = after.table();
    let is_touched = |field: &Field| before.is_none_or(|before| before.get(field) != after.get(field));
    // No record is without a word where there is a usual one, and how far it may travel is read from all of these.
    let always = |field: &Field| field.required || field.usual.is_some() || decides(table, field.name);
    let travels = |field: &Field| WHOLE.contains(&table) || always(field) || is_touched(field);
    let mut meta = Meta::default();
    for field in table.schema().fields.iter().filter(|field| travels(field)) {
        let there = before.and_then(|before| before.meta().changed.get(field.name).copied());
        let known = before.and_then(|before| before.meta().base.get(field.name));
        meta.base.remember(field.name, &mut known.into_iter().flatten().copied().chain(there));
        let changed = if is_touched(field) { after.meta().changed.get(field.name).copied() } else { there };
        meta.changed.extend(changed.map(|stamp| (field.name.to_owned(), stamp)));
        let values =
            [after.get(field), before.map_or(Value::empty(field.content), |before| before.get(field))];
        for (id, _) in values.iter().flat_map(Value::elements) {
            let name = element_name(field, id);
            let stamp = after.meta().changed.get(&name).copied();
            meta.changed.extend(stamp.map(|stamp| (name, stamp)));
        }
    }
    if before.is_none() {
        meta.unknown = after.meta().unknown.clone();
    }
    // All that it requires travels.
    let _ = packet
        .table_mut(table)
        .create(after.id().clone(), meta, &mut |field| travels(field).then(|| after.get(field)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Actor, ActorKind, Change, Offer, Position, Stamp, Visibility, notation, record::RecordType,
    };

    const NOW: Stamp = Stamp(7);

    fn changed<T: RecordType>(network: &mut Network, record: &T, change: impl FnOnce(&mut T)) {
        network.apply(Change::of(record, change), NOW);
    }

    /// The latest of each field.
    fn known(base: &crate::model::Base) -> Vec<(&str, u64)> {
        base.iter().map(|(field, stamps)| (field, stamps.last().unwrap().0)).collect()
    }

    fn stamps(stamps: &crate::model::Stamps) -> Vec<(&str, u64)> {
        stamps.iter().map(|(field, stamp)| (field.as_str(), stamp.0)).collect()
    }

    #[test]
    fn nothing_travels_but_what_changed() {
        let mut before = notation::network("museum offers print; bus needs print; museum - bus");
        changed(&mut before, &Actor::new("museum".into(), "museum"), |it| {
            it.about = "Alt".into();
            it.vision = "Bald".into();
            it.internal_note = "geheim".into();
            it.kind = ActorKind::Person;
            it.visibility = Some(Visibility::Public);
        });
        before.apply(Change::Place { id: "museum".into(), position: Some(Position::default()) }, NOW);
        assert_eq!(packet(&before, &before.clone()).tables().map(|it| it.len()).sum::<usize>(), 1);

        let mut after = before.clone();
        let museum = after.actors.get(&"museum".into()).unwrap().clone();
        after.apply(
            Change::of(&*museum, |it| {
                it.about = "Neu".into();
                it.vision.clear();
            }),
            Stamp(9),
        );
        let packet = packet(&before, &after);
        assert_eq!((packet.actors.len(), packet.competencies.len(), packet.offers.len()), (1, 0, 0));
        assert!(packet.positions.is_empty() && packet.removed.is_empty());
        let sent = packet.actors.get(&"museum".into()).unwrap();
        assert_eq!((&*sent.name, &*sent.about, &*sent.vision), ("museum", "Neu", ""));
        assert_eq!((&*sent.internal_note, &*sent.place), ("", ""));
        assert_eq!((sent.kind, sent.visibility), (ActorKind::Person, Some(Visibility::Public)));
        let before =
            [("about", 7), ("kind", 7), ("name", 1), ("status", 1), ("visibility", 7), ("vision", 7)];
        assert_eq!(known(&sent.meta.base), before);
        let after = [("about", 9), ("kind", 7), ("name", 1), ("status", 1), ("visibility", 7), ("vision", 9)];
        assert_eq!(stamps(&sent.meta.changed), after);
    }

    #[test]
    fn an_offer_travels_whole_and_tells_what_was_touched() {
        let mut before = notation::network("museum offers print");
        changed(&mut before, &Offer::new("museum-print".into(), "museum", "print"), |it| {
            it.note = "bleibt".into();
        });
        let mut after = before.clone();
        let offer = after.offers.get(&"museum-print".into()).unwrap().clone();
        after.apply(Change::of(&*offer, |it| it.level = Some(2)), Stamp(9));
        let packet = packet(&before, &after);
        let sent = packet.offers.get(&"museum-print".into()).unwrap();
        assert_eq!((sent.level, &*sent.note), (Some(2), "bleibt"));
        assert_eq!(known(&sent.meta.base), [("actor", 1), ("competency", 1), ("note", 7)]);
        assert_eq!(stamps(&sent.meta.changed), [("actor", 1), ("competency", 1), ("level", 9), ("note", 7)]);
    }

    #[test]
    fn a_field_that_is_as_it_was_again_is_not_touched() {
        let before = notation::network("museum offers print");
        let mut after = before.clone();
        for level in [Some(3), None] {
            let offer = after.offers.get(&"museum-print".into()).unwrap().clone();
            after.apply(Change::of(&*offer, |it| it.level = level), NOW);
        }
        assert!(packet(&before, &after).offers.is_empty());
        changed(&mut after, &Actor::new("museum".into(), "museum"), |it| it.name = "Haus".into());
        changed(&mut after, &Actor::new("museum".into(), "Haus"), |it| {
            it.name = "museum".into();
            it.about = "Neu".into();
        });
        let sent = packet(&before, &after).actors.get(&"museum".into()).unwrap().meta.clone();
        assert_eq!(
            (sent.base.get("name"), sent.changed.get("name")),
            (Some(&[Stamp(1)][..]), Some(&Stamp(1)))
        );
        assert_eq!((sent.base.get("about"), sent.changed.get("about")), (None, Some(&NOW)));
    }

    #[test]
    fn what_is_new_has_no_base_and_what_was_removed_a_tombstone() {
        let before = notation::network("museum offers print, paint");
        let mut after = before.clone();
        after.put(Actor::new("choir".into(), "Chor"), NOW);
        for id in ["a", "b"] {
            after.put(Offer::new(id.into(), "choir", "paint"), NOW);
        }
        let gone = vec!["b".into(), "museum-print".into()];
        after.apply(Change::Withdraw { table: TableName::Offers, ids: gone }, NOW);
        let packet = packet(&before, &after);
        let choir = &packet.actors.get(&"choir".into()).unwrap().meta;
        assert!(choir.base.is_empty());
        assert_eq!(stamps(&choir.changed), [("kind", 7), ("name", 7), ("status", 7)]);
        assert_eq!(packet.offers.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["a"]);
        let removed: Vec<&str> = packet.removed.iter().map(|(_, id, _)| id.as_str()).collect();
        assert_eq!(removed, ["museum-print"], "the other one was never there");
    }
}
