//! What became of each row of a file, for people and for other programs, and the rows that were put aside.

use std::collections::{BTreeMap, HashMap};

use gosmart_formats::table::{Column, Content, Row, Sheet, Table};
use serde_json::{Value as Json, json};

use super::{Difference, Entry, Reason, State};
use crate::{
    i18n::{Language, import as words, import_problems},
    import::Grade,
};

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptRow {
    /// Sheet and row as in an origin; none for what stands at no place.
    pub at: Option<(u32, u32)>,
    /// Of the record that the row is about. Where that stays as it is, `Changed` says that something else in the row is
    /// not so; a row of which there is no record is put aside, or in no state if there is but something to note, as of
    /// a row of headers or of sums.
    pub state: Option<State>,
    /// By place among [`Difference::entries`], the one that the row is about first.
    pub entries: Vec<usize>,
    /// By place among [`Difference::problems`].
    pub problems: Vec<usize>,
}

impl Difference {
    /// One for each row of the file of which there is anything to say, in its order; what stands at no place comes last.
    pub fn receipt(&self) -> Vec<ReceiptRow> {
        let mut rows: BTreeMap<(u32, u32), (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        let mut placeless = Vec::new();
        for (place, entry) in self.entries.iter().enumerate() {
            match entry.origin {
                Some(at) => rows.entry((at.sheet, at.row)).or_default().0.push(place),
                None => placeless.push(place),
            }
        }
        let at_no_place = self.problems.iter().enumerate().filter(|(_, problem)| problem.at.is_none());
        let at_no_place: Vec<usize> = at_no_place.map(|(place, _)| place).collect();
        for (place, problem) in self.problems.iter().enumerate() {
            if let Some(at) = problem.at {
                rows.entry((at.sheet, at.row)).or_default().1.push(place);
            }
        }
        let mut receipt: Vec<ReceiptRow> = Vec::with_capacity(rows.len() + placeless.len());
        for (at, (mut entries, problems)) in rows {
            // What stands in a cell is not what the row is about.
            let is_whole = |place: &usize| self.entries[*place].origin.is_some_and(|at| at.column.is_none());
            if let Some(main) = entries.iter().position(is_whole) {
                entries[..=main].rotate_right(1);
            }
            let is_note = |place: &usize| self.problems[*place].grade == Grade::Note;
            let is_noted = entries.is_empty() && problems.iter().all(is_note);
            let state = (!is_noted).then(|| self.state_of_row(&entries));
            receipt.push(ReceiptRow { at: Some(at), state, entries, problems });
        }
        for place in placeless {
            let (state, entries) = (Some(self.entries[place].state), vec![place]);
            receipt.push(ReceiptRow { at: None, state, entries, problems: Vec::new() });
        }
        if !at_no_place.is_empty() {
            let (entries, problems) = (Vec::new(), at_no_place);
            let is_noted = problems.iter().all(|place| self.problems[*place].grade == Grade::Note);
            let state = (!is_noted).then_some(State::PutAside);
            receipt.push(ReceiptRow { at: None, state, entries, problems });
        }
        receipt
    }

    fn state_of_row(&self, entries: &[usize]) -> State {
        let states = || entries.iter().map(|place| self.entries[*place].state);
        match states().next() {
            None => State::PutAside,
            Some(state @ (State::New | State::PutAside)) => state,
            Some(_) if states().any(|state| matches!(state, State::New | State::Changed)) => State::Changed,
            Some(_) if states().any(|state| state == State::Kept) => State::Kept,
            Some(state) => state,
        }
    }

    /// What there is to say of an entry: what changed, why it was put aside, what was left out.
    pub fn sentences(&self, language: Language, entry: &Entry) -> Vec<String> {
        let changed = entry.fields.iter().filter(|_| entry.state != State::New);
        let mut sentences: Vec<String> =
            changed.map(|change| words::change(language, self, entry.table, change)).collect();
        sentences.extend(self.comments(language, entry));
        sentences
    }

    /// What there is to say of an entry beside what changed.
    pub fn comments(&self, language: Language, entry: &Entry) -> Vec<String> {
        let mut sentences = Vec::new();
        if let Some(first) = entry.joins.and_then(|first| self.entries[first].origin) {
            sentences.push(words::joins(language, first));
        }
        // The question says it.
        let reason = entry.reason.as_ref().filter(|reason| **reason != Reason::Several);
        sentences.extend(reason.map(|reason| words::reason(language, self, reason)));
        let question = entry.question.as_ref().filter(|_| !entry.is_decided);
        sentences.extend(question.map(|question| words::question(language, self, entry, question)));
        sentences.extend(entry.remarks.iter().map(|remark| words::remark(language, self, entry, remark)));
        sentences
    }

    /// The receipt as a table.
    pub fn receipt_table(&self, language: Language) -> Table {
        let titles = words::receipt_titles(language);
        let columns = titles.into_iter().enumerate().map(|(at, title)| Column {
            title: title.to_owned(),
            content: if at < 2 { Content::Number } else { Content::Text },
            choices: Vec::new(),
        });
        let rows = self.receipt().into_iter().map(|row| {
            let number =
                |part: fn((u32, u32)) -> u32| row.at.map(|at| part(at).to_string()).unwrap_or_default();
            let mut details: Vec<String> = Vec::new();
            for (at, place) in row.entries.iter().enumerate() {
                let entry = &self.entries[*place];
                let said = self.sentences(language, entry);
                if at > 0 && (!said.is_empty() || entry.state != State::Same) {
                    details.push(words::beside(language, self, entry));
                }
                details.extend(said);
            }
            details.extend(row.problems.iter().map(|problem| self.problem(language, *problem)));
            let main = row.entries.first().map(|place| &self.entries[*place]);
            vec![
                number(|(sheet, _)| sheet),
                number(|(_, row)| row),
                main.map(|entry| words::called(language, self, entry)).unwrap_or_default(),
                row.state.map_or(words::noted(language), |state| words::state(language, state)).to_owned(),
                details.join("\n"),
            ]
        });
        Table {
            name: words::receipt_name(language).to_owned(),
            columns: columns.collect(),
            rows: rows.collect(),
        }
    }

    /// The receipt as one JSON object in a line for each row, with the words of the document for kinds and fields.
    pub fn receipt_lines(&self, language: Language) -> String {
        let mut lines = String::new();
        for row in self.receipt() {
            let entries: Vec<Json> =
                row.entries.iter().map(|place| self.entry_json(language, *place)).collect();
            let problems: Vec<String> =
                row.problems.iter().map(|problem| self.problem(language, *problem)).collect();
            let line = json!({
                "sheet": row.at.map(|(sheet, _)| sheet),
                "row": row.at.map(|(_, row)| row),
                "state": row.state.map_or("note", word),
                "records": entries,
                "problems": problems,
            });
            lines.push_str(&line.to_string());
            lines.push('\n');
        }
        lines
    }

    fn entry_json(&self, language: Language, place: usize) -> Json {
        let entry = &self.entries[place];
        let text = |field, value| words::value(language, self, field, value);
        let fields: Vec<Json> = entry
            .fields
            .iter()
            .map(|change| {
                let (field, old, new) = (change.field, &change.old, &change.new);
                json!({ "field": field.name, "old": text(field, old), "new": text(field, new), "kept": change.kept })
            })
            .collect();
        json!({
            "kind": entry.table.schema().kind,
            "name": self.name_in_file(entry.table, &entry.id),
            "state": word(entry.state),
            "id": entry.by.and(entry.record.as_ref()).map(|id| id.as_str()),
            "fields": fields,
            "why": self.sentences(language, entry),
        })
    }

    pub(crate) fn problem(&self, language: Language, place: usize) -> String {
        let problem = self.problems.get(place);
        problem.map(|problem| import_problems::sentence(language, &problem.kind)).unwrap_or_default()
    }

    /// The rows of which something was put aside, in the shape of the file and with the reason in a column of its own,
    /// to be repaired and dropped again: a table for each sheet that has any.
    pub fn put_aside(&self, sheets: &[Sheet], language: Language) -> Vec<Table> {
        let mut first_rows: HashMap<u32, u32> = HashMap::new();
        let mut reasons: BTreeMap<u32, BTreeMap<u32, Vec<String>>> = BTreeMap::new();
        for ReceiptRow { at, state, entries, problems } in self.receipt() {
            let Some((sheet, row)) = at else { continue };
            // A row of sums needs no repair.
            if state.is_none() {
                continue;
            }
            if !entries.is_empty() {
                let first = first_rows.entry(sheet).or_insert(row);
                *first = row.min(*first);
            }
            let aside = entries.iter().map(|place| &self.entries[*place]);
            let aside: Vec<&Entry> = aside.filter(|entry| entry.state == State::PutAside).collect();
            if aside.is_empty() && !entries.is_empty() {
                continue;
            }
            let mut said: Vec<String> =
                aside.into_iter().flat_map(|entry| self.sentences(language, entry)).collect();
            said.extend(problems.iter().map(|problem| self.problem(language, *problem)));
            let mut once: Vec<String> = Vec::with_capacity(said.len());
            for sentence in said {
                if !once.contains(&sentence) {
                    once.push(sentence);
                }
            }
            reasons.entry(sheet).or_default().insert(row, once);
        }
        let tables = reasons.into_iter().filter_map(|(number, reasons)| {
            let sheet = sheets.get((number as usize).checked_sub(1)?)?;
            aside_of(sheet, first_rows.get(&number).copied(), &reasons, language)
        });
        tables.collect()
    }
}

/// What is above the first record is the head of the sheet, its last row that of the columns.
fn aside_of(
    sheet: &Sheet,
    first_row: Option<u32>,
    reasons: &BTreeMap<u32, Vec<String>>,
    language: Language,
) -> Option<Table> {
    let first_row = first_row.or_else(|| reasons.keys().next().copied())?;
    let head: &[String] =
        sheet.rows.iter().rev().find(|row| row.number < first_row).map(|row| &*row.cells).unwrap_or_default();
    let rows: Vec<&Row> = sheet
        .rows
        .iter()
        .filter(|row| row.number >= first_row && reasons.contains_key(&row.number))
        .collect();
    let width = rows.iter().map(|row| row.cells.len()).chain([head.len()]).max()?;
    // A file that was put aside before has such a column.
    let is_old_reason = |at: usize| {
        [Language::German, Language::English]
            .iter()
            .any(|language| head.get(at).map(String::as_str) == Some(words::reason_title(*language)))
    };
    let places: Vec<usize> = (0..width).filter(|at| !is_old_reason(*at)).collect();
    let cell = |cells: &[String], at: usize| cells.get(at).cloned().unwrap_or_default();
    let mut columns: Vec<Column> =
        places.iter().map(|at| Column { title: cell(head, *at), ..Column::default() }).collect();
    columns.push(Column { title: words::reason_title(language).to_owned(), ..Column::default() });
    let rows = rows.into_iter().map(|row| {
        let mut cells: Vec<String> = places.iter().map(|at| cell(&row.cells, *at)).collect();
        cells.push(reasons.get(&row.number).map(|reasons| reasons.join(" ")).unwrap_or_default());
        cells
    });
    let rows: Vec<Vec<String>> = rows.collect();
    (!rows.is_empty()).then(|| Table { name: sheet.name.clone(), columns, rows })
}

/// As the command line writes it.
fn word(state: State) -> &'static str {
    match state {
        State::New => "new",
        State::Changed => "changed",
        State::Same => "same",
        State::Kept => "kept",
        State::PutAside => "put_aside",
        State::Missing => "missing",
    }
}

#[cfg(test)]
mod tests;
