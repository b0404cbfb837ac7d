//! Sheets as records.

use gosmart_formats::table::{FaultKind, Row, Sheet};

use super::{
    Choices, Column, Grade, Incoming, Meaning, Origin, ProblemKind, Shape, SheetChoices, Target,
    across::{can_turn, transposed},
    builder::{Builder, Cell, start},
    kumu,
    meaning::{NEEDS, OFFERS},
    rows::{example, ids, is_template, name, person, sum, tables, usual},
    values::{self, Cross, Marks, Relation},
};
use crate::{
    model::{Content, Id, TableName, Value},
    query::fold,
};

/// What sheets say, understood as chosen. Sheets without a choice are not read.
pub fn read_tables(sheets: &[Sheet], choices: &Choices) -> Incoming {
    let mut builder = Builder::new();
    let turned: Vec<Option<Sheet>> = sheets
        .iter()
        .zip(&choices.sheets)
        .map(|(sheet, choice)| {
            let is_across = choice.shape == Shape::Across && can_turn(sheet);
            is_across.then(|| transposed(sheet, choice.header))
        })
        .collect();
    let mut read: Vec<Reading> = Vec::new();
    for (place, (sheet, choice)) in sheets.iter().zip(&choices.sheets).enumerate() {
        let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
        for fault in sheet.faults.iter().filter(|_| choice.shape != Shape::Skip) {
            let grade = match fault.kind {
                FaultKind::Merged { .. } | FaultKind::EncodedTwice => Grade::Note,
                FaultKind::OpenQuote | FaultKind::Error(_) => Grade::Warning,
            };
            let at = Origin { sheet: number, row: fault.row, column: Some(fault.column) };
            builder.problem(grade, at, ProblemKind::Cell(fault.kind.clone()));
        }
        read.extend(Reading::new(&mut builder, sheet, turned[place].as_ref(), choice, number));
    }
    for reading in &mut read {
        reading.reserve(&mut builder);
    }
    // Sectors before those who come from them; what stands within records after all of them.
    read.sort_by_key(|reading| match reading.shape {
        Shape::Records(table) => (0, table),
        Shape::Within(table, _) => (1, table),
        _ => (2, TableName::Network),
    });
    for reading in &read {
        match reading.shape {
            Shape::Records(table) => reading.records(&mut builder, table),
            Shape::Within(table, field) => reading.within(&mut builder, table, field),
            _ => {}
        }
    }
    kumu::read(&mut builder, sheets, choices);
    builder.finish()
}

/// One sheet that is being read.
struct Reading<'a> {
    number: u32,
    shape: Shape,
    /// For a sheet across: what stands in the first column of its rows, in the file.
    turned_rows: Option<Vec<u32>>,
    columns: &'a [Column],
    /// The title of the column of first names.
    first_name: Option<&'a str>,
    rows: Vec<&'a Row>,
    /// Whether examples may stand here.
    is_template: bool,
    marks: Marks,
    /// For each row.
    ids: Vec<Option<Id>>,
}

impl<'a> Reading<'a> {
    fn new(
        builder: &mut Builder,
        sheet: &'a Sheet,
        turned: Option<&'a Sheet>,
        choice: &'a SheetChoices,
        number: u32,
    ) -> Option<Self> {
        let top = Origin { sheet: number, row: 1, column: None };
        let shape = match choice.shape {
            Shape::Records(_) | Shape::Within(..) => choice.shape,
            Shape::Across if turned.is_some() => Shape::Records(TableName::Actors),
            Shape::Across => {
                builder.problem(Grade::Error, top, ProblemKind::TooLargeToTurn);
                return None;
            }
            Shape::Skip => {
                // What cells of our own workbooks are chosen from.
                let is_own = sheet.hidden && sheet.name == "Listen";
                if !sheet.rows.is_empty() && !is_own {
                    builder.problem(Grade::Note, top, ProblemKind::SheetLeftOut(start(&sheet.name)));
                }
                return None;
            }
            Shape::Elements | Shape::Connections => return None,
        };
        let header = choice.header;
        let (rows, turned_rows): (Vec<&Row>, _) = match turned {
            Some(turned) => {
                let numbers = sheet.rows.iter().map(|row| row.number);
                let numbers = numbers.filter(|row| header.is_none_or(|header| *row >= header)).collect();
                (turned.rows.iter().skip(1).collect(), Some(numbers))
            }
            None => {
                let below = sheet.rows.iter().filter(|row| header.is_none_or(|header| row.number > header));
                (below.collect(), None)
            }
        };
        let columns = &choice.columns;
        let is_first = |title: &&str| {
            ["vorname", "firstname", "givenname", "forename"].contains(&fold::key(title).as_str())
        };
        let first_name = columns.iter().map(|column| column.title.as_str()).find(is_first);
        let is_crossed = |(column, _): &(&Column, &'a String)| {
            matches!(column.meaning, Meaning::OfferedIfCrossed | Meaning::NeededIfCrossed)
        };
        let counted = rows.iter().filter(|row| sum(row).is_none());
        let crossed = counted.flat_map(|row| columns.iter().zip(&row.cells).filter(is_crossed));
        let marks = Marks::of(crossed.map(|(_, cell)| cell.as_str()));
        let is_template = is_template(columns);
        let ids = Vec::new();
        let reading = Self { number, shape, turned_rows, columns, first_name, rows, is_template, marks, ids };
        reading.note_columns(builder, header.unwrap_or(1));
        Some(reading)
    }

    /// Which columns are not taken, and which are about people.
    fn note_columns(&self, builder: &mut Builder, row: u32) {
        let width = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut filled = vec![false; self.columns.len().max(width)];
        for row in &self.rows {
            for (cell, filled) in row.cells.iter().zip(&mut filled) {
                *filled |= !cell.is_empty();
            }
        }
        for (place, column) in self.columns.iter().enumerate().filter(|(place, _)| filled[*place]) {
            let kind = match column.meaning {
                Meaning::Ignore => ProblemKind::ColumnLeftOut(start(&column.title)),
                Meaning::Field(target) if target.table == TableName::Contacts && target.field != "actor" => {
                    ProblemKind::Personal(start(&column.title))
                }
                _ => continue,
            };
            builder.problem(Grade::Note, self.origin(row, place), kind);
        }
        for place in (self.columns.len()..width).filter(|place| filled[*place]) {
            let kind = ProblemKind::ColumnLeftOut(super::across::letters(place));
            builder.problem(Grade::Note, self.origin(row, place), kind);
        }
    }

    fn origin(&self, row: u32, column: usize) -> Origin {
        let column = u32::try_from(column).unwrap_or(u32::MAX - 1);
        match &self.turned_rows {
            Some(rows) => Origin {
                sheet: self.number,
                row: rows.get(column as usize).copied().unwrap_or(row),
                column: Some(row),
            },
            None => Origin { sheet: self.number, row, column: Some(column + 1) },
        }
    }

    /// Where the record of a row stands.
    fn place(&self, row: &Row) -> Origin {
        match &self.turned_rows {
            Some(_) => self.origin(row.number, 0),
            None => Origin { sheet: self.number, row: row.number, column: None },
        }
    }

    fn cells<'r>(&'r self, row: &'r Row) -> Vec<Cell<'r>> {
        let cells = self.columns.iter().zip(&row.cells).enumerate();
        let filled =
            cells.filter(|(_, (column, cell))| !cell.is_empty() && column.meaning != Meaning::Ignore);
        let mut cells: Vec<Cell> = filled
            .map(|(place, (column, cell))| Cell {
                meaning: column.meaning,
                title: &column.title,
                text: cell,
                separator: column.separator,
                at: self.origin(row.number, place),
            })
            .collect();
        // `Müller`, `Anna`
        let first = self.first_name.and_then(|title| cells.iter().position(|cell| cell.title == title));
        if let Some(place) = first {
            cells[..=place].rotate_right(1);
        }
        cells
    }

    fn example<'r>(&self, row: &'r Row) -> Option<&'r str> {
        if self.is_template { example(self.columns, row) } else { None }
    }

    /// Gives every row its id and makes its name known, so that rows of all sheets can refer to it.
    fn reserve(&mut self, builder: &mut Builder) {
        let Shape::Records(table) = self.shape else { return };
        let mut ids = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let left_out = sum(row).map(|text| ProblemKind::SumRow(start(text)));
            if let Some(kind) =
                left_out.or_else(|| self.example(row).map(|text| ProblemKind::ExampleRow(start(text))))
            {
                builder.problem(Grade::Note, self.place(row), kind);
                ids.push(None);
                continue;
            }
            let cells = self.cells(row);
            let own = cells.iter().find(|cell| cell.meaning == Meaning::Id).map(|cell| cell.text);
            if cells.is_empty() {
                ids.push(None);
                continue;
            }
            let id = builder.reserve(table, own, self.place(row));
            let title = table.schema().title.map(|title| Target::new(table, title));
            if let Some(title) = title {
                builder.name(table, &name(&cells, title), &id);
            }
            ids.push(Some(id));
        }
        // Synonyms after all names: a name counts more.
        let also = Meaning::Field(Target::new(TableName::Competencies, "also"));
        if table == TableName::Competencies {
            for (row, id) in self.rows.iter().zip(&ids) {
                for cell in self.cells(row).iter().filter(|cell| cell.meaning == also) {
                    for synonym in cell.separator.split(cell.text) {
                        id.iter().for_each(|id| builder.name(table, &synonym, id));
                    }
                }
            }
        }
        self.ids = ids;
    }

    fn records(&self, builder: &mut Builder, table: TableName) {
        let mut above = None;
        for (row, id) in self.rows.iter().zip(&self.ids) {
            let Some(id) = id else { continue };
            let cells = self.cells(row);
            let at = self.place(row);
            match table {
                TableName::Actors => self.actor(builder, &mut above, id, &cells, at),
                TableName::Offers | TableName::Needs => self.pair(builder, table, &mut above, id, cells, at),
                _ => {
                    let values = builder.values(table, &cells);
                    builder.record(table, id.clone(), values, at);
                }
            }
        }
    }

    /// `above` is the last actor: a row without a name, in which only competencies stand, goes on with it.
    fn actor(
        &self,
        builder: &mut Builder,
        above: &mut Option<(Id, String)>,
        id: &Id,
        cells: &[Cell],
        at: Origin,
    ) {
        let title = Target::new(TableName::Actors, "name");
        let name = name(cells, title);
        let is_term = |cell: &Cell| match cell.meaning {
            Meaning::Field(target) | Meaning::Ids(target) => [OFFERS, NEEDS].contains(&target),
            meaning => matches!(meaning, Meaning::OfferedIfCrossed | Meaning::NeededIfCrossed),
        };
        let actor = match above {
            Some((actor, name_above)) if name.is_empty() && cells.iter().all(is_term) => {
                builder.problem(Grade::Note, at, ProblemKind::GoesOn(start(name_above)));
                actor.clone()
            }
            _ => {
                let mut values = builder.values(TableName::Actors, cells);
                let is_person = cells.iter().any(|cell| cell.meaning == Meaning::Person);
                if is_person {
                    values.retain(|(field, _)| field.name != "name");
                    values.extend(title.definition().map(|field| (field, Value::Text(name.clone()))));
                    person(&mut values);
                }
                if name.is_empty() {
                    builder.problem(Grade::Error, at, ProblemKind::Missing(title));
                    *above = None;
                    return;
                }
                builder.record(TableName::Actors, id.clone(), values, at);
                *above = Some((id.clone(), name));
                id.clone()
            }
        };
        let by_id: Vec<Target> = cells.iter().filter_map(|cell| ids(cell)).collect();
        for cell in cells {
            match cell.meaning {
                Meaning::Ids(target) | Meaning::Field(target) if target == OFFERS || target == NEEDS => {
                    let is_named_by_id = ids(cell).is_none() && by_id.contains(&target);
                    if !is_named_by_id {
                        let table = if target == OFFERS { TableName::Offers } else { TableName::Needs };
                        builder.terms(table, &actor, cell);
                    }
                }
                Meaning::OfferedIfCrossed => self.cross(builder, TableName::Offers, &actor, cell),
                Meaning::NeededIfCrossed => self.cross(builder, TableName::Needs, &actor, cell),
                _ => {}
            }
        }
        builder.contact(&actor, cells, at);
    }

    fn cross(&self, builder: &mut Builder, table: TableName, actor: &Id, cell: &Cell) {
        let Some(cross) = self.marks.read(cell.text) else {
            builder.not_understood(cell, cell.text);
            return;
        };
        if cross == Cross::Nothing {
            return;
        }
        let Some(competency) = builder.refer(TableName::Competencies, cell, cell.title) else { return };
        let (tables, level): (&[TableName], _) = match cross {
            Cross::Nothing => (&[], None),
            Cross::Yes | Cross::Saltire => (&[table], None),
            Cross::Level(level) => (&[table], Some(level)),
            Cross::Relation(relation) => (tables(relation), None),
        };
        for table in tables {
            builder.pair(*table, actor, &competency, level, cell.at);
        }
    }

    /// `above` is the last actor: it is often written once for several rows.
    fn pair(
        &self,
        builder: &mut Builder,
        table: TableName,
        above: &mut Option<(Id, String)>,
        id: &Id,
        mut cells: Vec<Cell>,
        at: Origin,
    ) {
        let relation = cells.iter().find(|cell| cell.meaning == Meaning::Relation);
        let relation = match relation.map(|cell| (values::relation(cell.text), *cell)) {
            None => tables(if table == TableName::Needs { Relation::Needs } else { Relation::Offers }),
            Some((Some(relation), _)) => tables(relation),
            Some((None, cell)) => {
                let kind =
                    ProblemKind::NotUnderstood { title: cell.title.to_owned(), value: start(cell.text) };
                builder.problem(Grade::Error, cell.at, kind);
                return;
            }
        };
        let end = Target::new(table, "actor");
        let named = |cell: &&Cell| matches!(cell.meaning, Meaning::Field(target) | Meaning::Ids(target) if target == end);
        let persons = name(&cells, end);
        let actor = match cells.iter().rfind(named) {
            Some(cell) => end.definition().and_then(|field| match builder.value(field, cell) {
                Some(Value::Reference(actor)) => actor,
                _ => None,
            }),
            None if !persons.is_empty() => {
                let cell = cells.iter().find(|cell| cell.meaning == Meaning::Person).copied();
                cell.and_then(|cell| builder.refer(TableName::Actors, &cell, &persons))
            }
            None => above.as_ref().map(|(actor, _)| actor.clone()),
        };
        let Some(actor) = actor else {
            builder.problem(Grade::Error, at, ProblemKind::Missing(end));
            return;
        };
        *above = Some((actor.clone(), String::new()));
        let mut of_actor = builder.values(TableName::Actors, &cells);
        if !persons.is_empty() && !cells.iter().any(|cell| named(&cell)) {
            person(&mut of_actor);
        }
        builder.complete(TableName::Actors, &actor, of_actor, at);
        builder.contact(&actor, &cells, at);
        let is_end = |cell: &Cell| named(&cell);
        cells.retain(|cell| !is_end(cell));
        for (place, to) in relation.iter().enumerate() {
            let mut moved = cells.clone();
            moved.retain_mut(|cell| {
                let Meaning::Field(target) = cell.meaning else { return true };
                let there = Target { table: *to, ..target };
                let is_here = target.table == table || target.table == TableName::Offers;
                if is_here && there.definition().is_some() {
                    cell.meaning = Meaning::Field(there);
                } else if is_here {
                    let kind = ProblemKind::NoField { title: cell.title.to_owned(), value: start(cell.text) };
                    builder.problem(Grade::Warning, cell.at, kind);
                    return false;
                }
                true
            });
            for cell in &mut moved {
                if let Meaning::Ids(target) = cell.meaning {
                    cell.meaning = Meaning::Ids(Target { table: *to, ..target });
                }
            }
            let mut values = builder.values(*to, &moved);
            values.extend(
                to.schema().field("actor").map(|field| (field, Value::Reference(Some(actor.clone())))),
            );
            let id = if place == 0 { id.clone() } else { builder.reserve(*to, None, at) };
            if builder.record(*to, id.clone(), values, at) {
                builder.name_pair(*to, &id);
            }
        }
    }

    /// Rows that stand within records, in the order of the sheet.
    fn within(&self, builder: &mut Builder, table: TableName, field: &'static str) {
        let Some(field) = table.schema().field(field) else { return };
        let Content::Rows(fields) = field.content else { return };
        for row in &self.rows {
            if let Some(text) = self.example(row) {
                builder.problem(Grade::Note, self.place(row), ProblemKind::ExampleRow(start(text)));
                continue;
            }
            let cells = self.cells(row);
            let owner = cells
                .iter()
                .find(|cell| cell.meaning == Meaning::OwnerId)
                .and_then(|cell| Id::try_from(cell.text.to_owned()).ok());
            let owner = owner.or_else(|| {
                let cell = cells.iter().find(|cell| cell.meaning == Meaning::Owner)?;
                builder.refer(table, cell, cell.text)
            });
            let Some(owner) = owner.filter(|owner| builder.network().get(table, owner).is_some()) else {
                let kind = ProblemKind::Missing(Target { table, field: field.name, within: None });
                builder.problem(Grade::Error, self.place(row), kind);
                continue;
            };
            let values = fields.iter().map(|inner| {
                let target = Target { table, field: field.name, within: Some(inner.name) };
                let by_id = cells.iter().find(|cell| cell.meaning == Meaning::Ids(target));
                let cell = by_id.or_else(|| cells.iter().find(|cell| cell.meaning == Meaning::Field(target)));
                cell.and_then(|cell| builder.value(inner, cell)).unwrap_or_else(|| usual(inner))
            });
            let values: Vec<Value> = values.collect();
            let missing =
                fields.iter().zip(&values).find(|(field, value)| field.required && value.is_empty());
            if let Some((inner, _)) = missing {
                let kind =
                    ProblemKind::Missing(Target { table, field: field.name, within: Some(inner.name) });
                builder.problem(Grade::Error, self.place(row), kind);
                continue;
            }
            if let Some(record) = builder.network().table_mut(table).get_mut(&owner)
                && let Value::Rows(mut rows) = record.get(field)
            {
                rows.push(values);
                record.set(field, Value::Rows(rows));
            }
        }
    }
}
