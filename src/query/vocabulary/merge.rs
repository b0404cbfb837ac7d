//! Two competencies become one.

use std::collections::HashMap;

use crate::model::{
    AnyRecord, AnyTable, Change, Competency, Content, Field, Id, Network, Record, TableName, Value,
};

/// For each of [`TableName::ALL`] what goes, and what stands for it then.
type Moves = Vec<HashMap<Id, Id>>;

/// The changes by which one competency takes the place of another: it is called by the other's names too, and whatever
/// referred to the other refers to it. An offer, or an open need, that would then say a second time who offers or looks
/// for what is joined with the first. None where one of the two is missing, or both are the same.
///
/// What people wrote stays. Where two say different things and only one can be said, the higher level counts, the last
/// confirmation, of beginnings the earlier one and of ends the later one, and else what the record says that says more.
pub fn merged(network: &Network, kept: &Id, gone: &Id) -> Vec<Change> {
    let competencies = &network.competencies;
    let (Some(before), Some(other)) = (competencies.get(kept), competencies.get(gone)) else {
        return Vec::new();
    };
    if kept == gone {
        return Vec::new();
    }
    let mut moves = vec![HashMap::new(); TableName::ALL.len()];
    let mut joined = moves.iter().map(|_| HashMap::new()).collect::<Vec<HashMap<Id, AnyRecord>>>();
    moves[TableName::Competencies as usize].insert(gone.clone(), kept.clone());
    let mut removals = Vec::new();
    for rows in network.tables() {
        for Doubled { stays, goes } in doubled(rows, kept, gone) {
            let table = rows.schema().table;
            for id in goes {
                moves[table as usize].insert(id.clone(), stays.as_record().id().clone());
                removals.push(Change::Remove { table, id });
            }
            joined[table as usize].insert(stays.as_record().id().clone(), stays);
        }
    }
    removals.push(Change::Remove { table: TableName::Competencies, id: gone.clone() });
    let mut term = Competency::clone(before);
    if other.name != term.name && !term.also.contains(&other.name) {
        term.also.push(other.name.clone());
    }
    join(&mut term, &**other);
    term.also.retain(|also| *also != term.name);
    term.broader = broader(network, before, other);
    joined[TableName::Competencies as usize].insert(kept.clone(), term.into());

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
        let (goes, joined) = (&moves[schema.table as usize], &mut joined[schema.table as usize]);
        if fields.is_empty() && joined.is_empty() {
            continue;
        }
        for (place, record) in rows.records().enumerate() {
            if goes.contains_key(record.id()) {
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
    changes.extend(removals);
    changes
}

/// Records that become one.
struct Doubled {
    stays: AnyRecord,
    goes: Vec<Id>,
}

/// What would say the same twice: records of a table that mean nothing without one of the two, and that require the
/// same once both are one. What is closed is over, and stays for itself.
fn doubled(rows: &dyn AnyTable, kept: &Id, gone: &Id) -> Vec<Doubled> {
    let schema = rows.schema();
    let requires =
        |field: &&Field| field.required && field.content == Content::Reference(TableName::Competencies);
    if !schema.fields.iter().any(|field| requires(&field)) {
        return Vec::new();
    }
    let mut places: HashMap<Vec<Id>, usize> = HashMap::new();
    // The records of each, and whether some are of the one that stays, and some of the one that goes.
    let mut groups: Vec<(Vec<&dyn Record>, [bool; 2])> = Vec::new();
    for record in rows.records() {
        let mut required = Vec::new();
        let mut of = [false; 2];
        for field in schema.fields.iter().filter(|field| field.required) {
            record.get(field).references(field.content, &mut |table, id| {
                let is_gone = table == TableName::Competencies && id == gone;
                let is_kept = table == TableName::Competencies && id == kept;
                of = [of[0] || is_kept, of[1] || is_gone];
                required.push(if is_gone { kept.clone() } else { id.clone() });
            });
        }
        let is_closed = schema.field("closed_on").is_some_and(|field| !record.get(field).is_empty());
        if is_closed || of == [false; 2] {
            continue;
        }
        let place = *places.entry(required).or_insert(groups.len());
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
    // Where nothing is said, nothing is asked for: any help, from now on, without an end.
    let is_open = matches!(field.name, "forms" | "available_from" | "wanted_by");
    if is_open && (own.is_empty() || theirs.is_empty()) {
        return Value::empty(field.content);
    }
    if theirs.is_empty() {
        return own;
    }
    if own.is_empty() {
        return theirs;
    }
    let begins = matches!(field.name, "since" | "available_from");
    match (own, theirs) {
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
        (Value::Rows(own), Value::Rows(theirs)) => Value::Rows(all(own, theirs)),
        (Value::Number(own), Value::Number(theirs)) => Value::Number(own.max(theirs)),
        (Value::Day(own), Value::Day(theirs)) => {
            Value::Day(if begins { own.min(theirs) } else { own.max(theirs) })
        }
        (own, _) => own,
    }
}

/// The broader term of both: that of the one that stays, else of the other, unless one would come from there back to
/// where one began.
fn broader(network: &Network, kept: &Competency, gone: &Competency) -> Option<Id> {
    let stands_for = |id: &Id| if *id == gone.id { kept.id.clone() } else { id.clone() };
    for broader in kept.broader.iter().chain(&gone.broader) {
        let broader = stands_for(broader);
        let mut at = broader.clone();
        // Other circles end here too.
        for _ in 0..network.competencies.len() {
            let above = network.competencies.get(&at).and_then(|term| term.broader.as_ref());
            match above.filter(|_| at != kept.id) {
                Some(above) => at = stands_for(above),
                None => break,
            }
        }
        if at != kept.id {
            return Some(broader);
        }
    }
    None
}

/// The value with what stands for what goes, in lists once.
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
            let mut moved_rows = Vec::with_capacity(rows.len());
            for row in rows {
                let values = fields.iter().zip(row).map(|(field, value)| moved(value, field.content, moves));
                moved_rows.push(values.collect());
            }
            Value::Rows(moved_rows)
        }
        _ => value.clone(),
    }
}
