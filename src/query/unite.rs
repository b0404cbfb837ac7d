//! Two records that say the same become one: competencies, actors, or others that are known by a name.

use std::collections::{HashMap, HashSet};

use crate::model::{
    AnyRecord, AnyTable, Change, Content, Field, FieldType, Id, Network, Record, TableName, Value,
};

/// For each of [`TableName::ALL`] what goes, and what stands for it then.
type Moves = Vec<HashMap<Id, Id>>;

/// The changes by which one record takes the place of another of its table: a competency is called by the other's names
/// too, and whatever referred to the other refers to it. An offer, an open need, or a link of one kind, that would then
/// say a second time what it joins is joined with the first; what joined the two with each other goes. None where one of
/// the two is missing, or both are the same.
///
/// What people wrote stays, but for the other name of what can only have one. Where two say different things and only one
/// can be said, the higher level counts, the last confirmation, of beginnings the earlier one and of ends the later one,
/// and else what the record says that says more; of the two themselves the one that stays. Nobody sees of them what they
/// did not see before.
pub fn united(network: &Network, table: TableName, kept: &Id, gone: &Id) -> Vec<Change> {
    let rows = network.table(table);
    let (Some(before), Some(other)) = (rows.get(kept), rows.get(gone)) else {
        return Vec::new();
    };
    if kept == gone {
        return Vec::new();
    }
    let pair = Pair { table, kept, gone };
    let mut moves = vec![HashMap::new(); TableName::ALL.len()];
    let mut joined = moves.iter().map(|_| HashMap::new()).collect::<Vec<HashMap<Id, AnyRecord>>>();
    moves[table as usize].insert(gone.clone(), kept.clone());
    let mut removals = Vec::new();
    for rows in network.tables() {
        let table = rows.schema().table;
        for Doubled { stays, goes } in pair.doubled(rows) {
            for id in goes {
                moves[table as usize].insert(id.clone(), stays.as_record().id().clone());
                removals.push((table, id));
            }
            joined[table as usize].insert(stays.as_record().id().clone(), stays);
        }
        removals.extend(pair.between(rows).into_iter().map(|id| (table, id)));
    }
    removals.push((table, gone.clone()));
    joined[table as usize].insert(kept.clone(), one_of_both(network, before, other));

    let goes: HashSet<(TableName, &Id)> = removals.iter().map(|(table, id)| (*table, id)).collect();
    let mut changes = Vec::new();
    for rows in network.tables() {
        let schema = rows.schema();
        let mut fields = Vec::new();
        for field in schema.fields {
            let points = |table: &&TableName| field.content.points_to(**table);
            if TableName::ALL.iter().filter(points).any(|table| !moves[*table as usize].is_empty()) {
                fields.push(field);
            }
        }
        let joined = &mut joined[schema.table as usize];
        if fields.is_empty() && joined.is_empty() {
            continue;
        }
        for (place, record) in rows.records().enumerate() {
            if goes.contains(&(schema.table, record.id())) {
                continue;
            }
            let mut after = joined.remove(record.id());
            for field in &fields {
                let value = after.as_ref().map_or(record, AnyRecord::as_record).get(field);
                let moved = moved(&value, field.content, &moves);
                if moved != value {
                    after.get_or_insert_with(|| record.to_any()).as_record_mut().set(field, moved);
                }
            }
            let Some(after) = after else { continue };
            let is_known = record.meta().unknown == after.as_record().meta().unknown;
            changes.push(if is_known {
                Change::between(record, after.as_record())
            } else {
                Change::Restore { records: vec![(place, after)] }
            });
        }
    }
    changes.extend(removals.into_iter().map(|(table, id)| Change::Remove { table, id }));
    changes
}

/// What both say, as the one that stays.
fn one_of_both(network: &Network, kept: &dyn Record, gone: &dyn Record) -> AnyRecord {
    let (table, schema) = (kept.table(), kept.table().schema());
    let mut one = kept.to_any();
    let record = one.as_record_mut();
    let [name, other] = [kept, gone].map(|it| network.name_of(table, it.id()));
    let also = schema.field("also");
    if let Some(also) = also {
        let mut names = kept.texts(also).to_vec();
        if other != name && !names.contains(&other) {
            names.push(other);
        }
        record.set(also, Value::Texts(names));
    }
    join(record, gone);
    if let Some(also) = also {
        let names = record.texts(also).iter().filter(|also| **also != name);
        let names = names.cloned().collect();
        record.set(also, Value::Texts(names));
    }
    for field in schema.fields.iter().filter(|field| field.content == Content::Reference(table)) {
        record.set(field, Value::Reference(above(network, field, kept, gone)));
    }
    if let Some(visibility) = schema.field("visibility") {
        let [own, theirs] = [kept, gone].map(|it| network.reach(table, it.id()));
        let said = if theirs < own { Some(theirs).to_value() } else { kept.get(visibility) };
        record.set(visibility, said);
    }
    one
}

/// Records that become one.
struct Doubled {
    stays: AnyRecord,
    goes: Vec<Id>,
}

/// A record that stays and one that it takes the place of.
struct Pair<'a> {
    table: TableName,
    kept: &'a Id,
    gone: &'a Id,
}

impl Pair<'_> {
    /// What a record cannot be without once both are one, and whether the one that stays is among that as it stands, and
    /// the one that goes.
    fn required(&self, record: &dyn Record) -> (Vec<Id>, [bool; 2]) {
        let (mut required, mut of) = (Vec::new(), [false; 2]);
        for field in record.table().schema().fields.iter().filter(|field| field.required) {
            record.get(field).references(field.content, &mut |table, id| {
                let is_gone = table == self.table && id == self.gone;
                let is_kept = table == self.table && id == self.kept;
                of = [of[0] || is_kept, of[1] || is_gone];
                required.push(if is_gone { self.kept.clone() } else { id.clone() });
            });
        }
        (required, of)
    }

    /// What joins the two with each other, and would then lead from one to itself.
    fn between(&self, rows: &dyn AnyTable) -> Vec<Id> {
        if !requires(rows, self.table) {
            return Vec::new();
        }
        let between = rows.records().filter(|record| self.required(*record).1 == [true; 2]);
        between.map(|record| record.id().clone()).collect()
    }

    /// What would say the same twice: records of a table that are called by their ends, and that require the same and are
    /// of the same kind once both are one. What is closed is over, and stays for itself.
    fn doubled(&self, rows: &dyn AnyTable) -> Vec<Doubled> {
        let schema = rows.schema();
        if schema.title.is_some() || !requires(rows, self.table) {
            return Vec::new();
        }
        let kinds: Vec<&Field> = schema.fields.iter().filter(|field| field.usual.is_some()).collect();
        let mut places: HashMap<(Vec<Id>, Vec<Option<&str>>), usize> = HashMap::new();
        // The records of each, and whether some are of the one that stays, and some of the one that goes.
        let mut groups: Vec<(Vec<&dyn Record>, [bool; 2])> = Vec::new();
        for record in rows.records() {
            let (required, of) = self.required(record);
            let is_closed = schema.field("closed_on").is_some_and(|field| !record.get(field).is_empty());
            if is_closed || of[0] == of[1] {
                continue;
            }
            let kind = |field: &&Field| if let Value::Word(word) = record.get(field) { word } else { None };
            let kind = kinds.iter().map(kind).collect();
            let place = *places.entry((required, kind)).or_insert(groups.len());
            if place == groups.len() {
                groups.push((Vec::new(), [false; 2]));
            }
            let (records, both) = &mut groups[place];
            records.push(record);
            *both = [both[0] || of[0], both[1] || of[1]];
        }
        let mut doubled = Vec::new();
        for (records, both) in groups {
            if both != [true; 2] {
                continue;
            }
            let mut richest = records[0];
            for record in &records {
                if filled(*record) > filled(richest) {
                    richest = *record;
                }
            }
            let mut stays = richest.to_any();
            let mut goes = Vec::new();
            for record in records {
                if record.id() != richest.id() {
                    join(stays.as_record_mut(), record);
                    goes.push(record.id().clone());
                }
            }
            doubled.push(Doubled { stays, goes });
        }
        doubled
    }
}

/// Whether records of a table mean nothing without one of another.
fn requires(rows: &dyn AnyTable, table: TableName) -> bool {
    rows.schema().fields.iter().any(|field| field.required && field.content == Content::Reference(table))
}

/// How many fields say something.
fn filled(record: &dyn Record) -> usize {
    record.table().schema().fields.iter().filter(|field| !record.get(field).is_empty()).count()
}

/// Brings into a record what another one says, but for what both require.
fn join(record: &mut dyn Record, other: &dyn Record) {
    let schema = record.table().schema();
    let confirmed = |record: &dyn Record| match schema.field("confirmed_on").map(|field| record.get(field)) {
        Some(Value::Day(day)) => day,
        _ => None,
    };
    let is_confirmed_later = confirmed(other) > confirmed(record);
    for field in schema.fields.iter().filter(|field| !field.required) {
        let (own, theirs) = (record.get(field), other.get(field));
        // When and by whom belong together.
        let value = if field.name.starts_with("confirmed_") {
            if is_confirmed_later { theirs } else { own }
        } else {
            both(field, own, theirs)
        };
        record.set(field, value);
    }
    for (name, value) in &other.meta().unknown {
        if schema.field(name).is_none() {
            let unknown = &mut record.meta_mut().unknown;
            unknown.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }
}

/// What two values of a field say together.
fn both(field: &Field, own: Value, theirs: Value) -> Value {
    fn all<T: PartialEq>(mut own: Vec<T>, theirs: Vec<T>) -> Vec<T> {
        for value in theirs {
            if !own.contains(&value) {
                own.push(value);
            }
        }
        own
    }
    // Where nothing is said, nothing is asked for: any help, from now on, without an end; and nobody left.
    let is_open = matches!(field.name, "forms" | "available_from" | "wanted_by" | "left");
    if is_open && (own.is_empty() || theirs.is_empty()) {
        return Value::empty(field.content);
    }
    if theirs.is_empty() {
        return own;
    }
    if own.is_empty() {
        return theirs;
    }
    let begins = matches!(field.name, "since" | "available_from" | "joined");
    match (own, theirs) {
        (Value::Text(own), _) if field.content == Content::Web => Value::Text(own),
        (Value::Text(own), Value::Text(theirs)) => Value::Text(if own.contains(&theirs) {
            own
        } else if theirs.contains(&own) {
            theirs
        } else {
            let between = if field.content == Content::Paragraph { "\n\n" } else { "; " };
            [own, theirs].join(between)
        }),
        (Value::Texts(own), Value::Texts(theirs)) => Value::Texts(all(own, theirs)),
        (Value::Words(own), Value::Words(theirs)) => Value::Words(all(own, theirs)),
        (Value::References(own), Value::References(theirs)) => Value::References(all(own, theirs)),
        (Value::Rows(own), Value::Rows(theirs)) => {
            let is_set = field.content.elements_refer_to().is_some();
            let is_new = |row: &Vec<Value>| !is_set || own.iter().all(|own| own.first() != row.first());
            let theirs = theirs.into_iter().filter(is_new).collect();
            Value::Rows(all(own, theirs))
        }
        (Value::Number(own), Value::Number(theirs)) => Value::Number(own.max(theirs)),
        (Value::Day(own), Value::Day(theirs)) => {
            Value::Day(if begins { own.min(theirs) } else { own.max(theirs) })
        }
        (own, _) => own,
    }
}

/// What stands above both in their own table, such as the broader term: that of the one that stays, else of the other,
/// unless one would come from there back to where one began.
fn above(network: &Network, field: &Field, kept: &dyn Record, gone: &dyn Record) -> Option<Id> {
    let rows = network.table(kept.table());
    let above = |record: &dyn Record| match record.get(field) {
        Value::Reference(above) => above,
        _ => None,
    };
    let stands_for = |id: Id| if id == *gone.id() { kept.id().clone() } else { id };
    for found in [above(kept), above(gone)].into_iter().flatten() {
        let found = stands_for(found);
        let mut at = found.clone();
        // Other circles end here too.
        for _ in 0..rows.len() {
            match rows.get(&at).filter(|_| at != *kept.id()).and_then(above) {
                Some(next) => at = stands_for(next),
                None => break,
            }
        }
        if at != *kept.id() {
            return Some(found);
        }
    }
    None
}

/// The value with what stands for what goes, in lists once, and in sets of rows as it stood for what stays.
fn moved(value: &Value, content: Content, moves: &Moves) -> Value {
    match (content, value) {
        (Content::Reference(table), Value::Reference(Some(id))) => {
            Value::Reference(Some(moves[table as usize].get(id).unwrap_or(id).clone()))
        }
        (Content::References(table), Value::References(ids)) => {
            let moves = &moves[table as usize];
            let mut moved = Vec::with_capacity(ids.len());
            for id in ids {
                let stands = moves.get(id).unwrap_or(id);
                let is_double = moved.contains(stands) && moves.values().any(|kept| kept == stands);
                if !is_double {
                    moved.push(stands.clone());
                }
            }
            Value::References(moved)
        }
        (Content::Row(fields) | Content::Rows(fields), Value::Rows(rows)) => {
            let is_set = content.elements_refer_to().is_some();
            let mut moved_rows: Vec<Vec<Value>> = Vec::with_capacity(rows.len());
            for row in rows {
                let values = fields.iter().zip(row).map(|(field, value)| moved(value, field.content, moves));
                let values: Vec<Value> = values.collect();
                let is_moved = is_set && values.first() != row.first();
                if !is_moved || rows.iter().all(|other| other.first() != values.first()) {
                    moved_rows.push(values);
                }
            }
            Value::Rows(moved_rows)
        }
        _ => value.clone(),
    }
}

#[cfg(test)]
mod tests;
