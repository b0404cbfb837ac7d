//! Values whose references lead elsewhere, and what two values of a field say together.

use crate::model::{Content, Field, Id, TableName, Value};

use super::term_key;

/// The value with every reference led to what `to` says; those without are left out, and so are rows that mean nothing
/// without one. No list of references names the same twice.
pub(super) fn led(
    value: &Value,
    content: Content,
    to: &mut dyn FnMut(TableName, &Id) -> Option<Id>,
) -> Value {
    match (content, value) {
        (Content::Reference(table), Value::Reference(Some(id))) => Value::Reference(to(table, id)),
        (Content::References(table), Value::References(ids)) => {
            let mut led: Vec<Id> = Vec::with_capacity(ids.len());
            for id in ids.iter().filter_map(|id| to(table, id)) {
                if !led.contains(&id) {
                    led.push(id);
                }
            }
            Value::References(led)
        }
        (Content::Row(fields) | Content::Rows(fields), Value::Rows(rows)) => {
            let mut led_rows = Vec::with_capacity(rows.len());
            for row in rows {
                let mut values = Vec::with_capacity(row.len());
                let mut is_whole = true;
                for (field, value) in fields.iter().zip(row) {
                    let led = led(value, field.content, to);
                    is_whole &= !field.required || !led.is_empty() || value.is_empty();
                    values.push(led);
                }
                if is_whole {
                    led_rows.push(values);
                }
            }
            Value::Rows(led_rows)
        }
        _ => value.clone(),
    }
}

/// What stands in a field after the file said `new`: what is empty erases nothing, lists grow, all else gives way,
/// unless `old` counts because an earlier row said it.
pub(super) fn filled(content: Content, old: &Value, new: Value, old_counts: bool) -> Value {
    fn all<T: Clone>(old: &[T], new: Vec<T>, is_same: impl Fn(&T, &T) -> bool) -> Vec<T> {
        let mut all = old.to_vec();
        for value in new {
            if !all.iter().any(|other| is_same(other, &value)) {
                all.push(value);
            }
        }
        all
    }
    if new.is_empty() {
        return old.clone();
    }
    if old.is_empty() {
        return new;
    }
    match (content, old, new) {
        (_, Value::Texts(old), Value::Texts(new)) => {
            Value::Texts(all(old, new, |one, other| term_key(one) == term_key(other)))
        }
        (_, Value::Words(old), Value::Words(new)) => Value::Words(all(old, new, PartialEq::eq)),
        (_, Value::References(old), Value::References(new)) => {
            Value::References(all(old, new, PartialEq::eq))
        }
        (Content::Row(fields), Value::Rows(old), Value::Rows(new)) => {
            let filled = old.iter().zip(&new).map(|(old, new)| filled_row(fields, old, new, old_counts));
            Value::Rows(filled.take(1).collect())
        }
        (Content::Rows(fields), Value::Rows(old), Value::Rows(new)) => {
            Value::Rows(rows(fields, old, new, old_counts))
        }
        (_, old, _) if old_counts => old.clone(),
        (_, _, new) => new,
    }
}

/// Each new row is filled into the old one that says the same, else into the first that requires the same; rows that
/// require nothing are the same when they say the same. Each old one is met once.
fn rows(fields: &[Field], old: &[Vec<Value>], new: Vec<Vec<Value>>, old_counts: bool) -> Vec<Vec<Value>> {
    let requires = fields.iter().any(|field| field.required);
    let is_same = |one: &[Value], other: &[Value]| {
        let counts = |field: &Field| !requires || field.required;
        let values = fields.iter().zip(one.iter().zip(other));
        values.filter(|(field, _)| counts(field)).all(|(_, (one, other))| one == other)
    };
    let mut rows = old.to_vec();
    let mut is_met = vec![false; old.len()];
    for new in new {
        let free = |place: &usize| !is_met[*place];
        let met = (0..old.len()).filter(free).find(|place| old[*place] == new);
        let met = met.or_else(|| (0..old.len()).filter(free).find(|place| is_same(&old[*place], &new)));
        match met {
            Some(place) => {
                is_met[place] = true;
                rows[place] = filled_row(fields, &old[place], &new, old_counts);
            }
            None => rows.push(new),
        }
    }
    rows
}

fn filled_row(fields: &[Field], old: &[Value], new: &[Value], old_counts: bool) -> Vec<Value> {
    let values = fields.iter().zip(old.iter().zip(new));
    values.map(|(field, (old, new))| filled(field.content, old, new.clone(), old_counts)).collect()
}
