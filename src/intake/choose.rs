//! How files are understood, changed by hand.

use gosmart_formats::{graph::Reading, table::Sheet};

use super::Ask;
use crate::import::{self, Certainty, Choices, EdgeMeaning, GraphChoices, Meaning, Separator, Shape};

/// Cells of a column in which something stands that was repaired.
pub(super) struct Repair {
    pub(super) sheet: usize,
    pub(super) column: usize,
    pub(super) from: String,
    pub(super) to: String,
}

impl Repair {
    pub(super) fn apply(&self, sheets: &mut [Sheet]) {
        let Some(sheet) = sheets.get_mut(self.sheet) else { return };
        for row in &mut sheet.rows {
            if let Some(cell) = row.cells.get_mut(self.column).filter(|cell| **cell == self.from) {
                cell.clone_from(&self.to);
            }
        }
    }
}

pub(super) fn choose_tables(sheets: &[Sheet], choices: &mut Choices, ask: Ask) {
    let place = match &ask {
        Ask::Shape { sheet, .. } | Ask::Header { sheet, .. } => *sheet as usize,
        Ask::Meaning { sheet, .. } | Ask::Separator { sheet, .. } => *sheet as usize,
        _ => return,
    };
    let (Some(sheet), Some(choice)) = (sheets.get(place), choices.sheets.get_mut(place)) else { return };
    match ask {
        Ask::Shape { shape, .. } => {
            if let Some(shape) = Shape::from_name(&shape) {
                // Of a sheet that was left out nothing is known yet.
                let first = sheet.rows.first().map(|row| row.number);
                let header = choice.header.or(first.filter(|_| choice.shape == Shape::Skip));
                *choice = import::guess_as(sheet, shape, header);
            }
        }
        Ask::Header { row, .. } => *choice = import::guess_as(sheet, choice.shape, (row > 0).then_some(row)),
        Ask::Meaning { column: place, meaning, .. } => {
            let place = place as usize;
            let Some(column) = choice.columns.get_mut(place) else { return };
            let Ok(meaning) = meaning.parse() else { return };
            column.meaning = meaning;
            column.certainty = Certainty::Named;
            let below = sheet.rows.iter().filter(|row| Some(row.number) > choice.header);
            column.separator = match meaning {
                Meaning::Ids(_) => Separator::Bar,
                Meaning::Field(target) if target.is_list() => {
                    Separator::guess(below.filter_map(|row| row.cells.get(place)).map(String::as_str))
                }
                _ => Separator::Nothing,
            };
        }
        Ask::Separator { column, separator, .. } => {
            if let (Some(column), Some(separator)) =
                (choice.columns.get_mut(column as usize), Separator::from_name(&separator))
            {
                column.separator = separator;
            }
        }
        _ => {}
    }
}

pub(super) fn choose_graph(reading: &Reading, choices: &mut GraphChoices, ask: Ask) {
    let named = |name: String| (!name.is_empty()).then_some(name);
    match ask {
        Ask::NodeKind(name) => {
            *choices = import::guess_graph_by(&reading.graph, named(name), choices.relation.take());
        }
        Ask::Relation(name) => {
            let chosen = std::mem::take(choices);
            *choices = import::guess_graph_by(&reading.graph, chosen.kind, named(name));
            choices.competencies = chosen.competencies;
            choices.by_edges = chosen.by_edges;
        }
        Ask::IsCompetency { word, is } => {
            if is {
                choices.competencies.insert(word)
            } else {
                choices.competencies.remove(&word)
            };
            choices.by_edges = choices.competencies.is_empty();
        }
        Ask::RelationWord { word, meaning } => {
            choices.relations.retain(|(known, _)| *known != word);
            let meaning = EdgeMeaning::all().find(|known| known.name() == meaning);
            choices.relations.extend(meaning.map(|meaning| (word, meaning)));
        }
        Ask::Guess => *choices = import::guess_graph(&reading.graph),
        _ => {}
    }
}
