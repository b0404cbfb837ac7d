//! Everything that is shown of an import, as it stands now.

use std::collections::HashMap;

use gosmart_formats::{graph::Reading, table::Sheet};

use super::{
    COLUMNS, Choice, ColumnReport, FieldReport, Filter, GraphReport, KindReport, ProblemReport,
    QuestionReport, ROWS, RepairReport, Report, RowReport, RowState, Severity, SheetReport, Sureness, Window,
    session::{Compared, Session, key_name},
};
use crate::{
    i18n::{self, import as words, import_choices, import_files, import_problems, records},
    import::{
        self, Certainty, Contents, EdgeMeaning, Grade, Meaning, Origin, ProblemKind, Separator, Shape,
        SheetChoices,
        difference::{Entry, Key, Question, ReceiptRow, State},
    },
    model::{Content, Id, TableName},
};

/// So many questions, and so many new terms, are listed.
const QUESTIONS: usize = 100;
/// Attributes with more words than this tell no kinds apart.
const WORDS: usize = 30;

pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn choice(value: impl Into<String>, label: impl Into<String>) -> Choice {
    Choice { value: value.into(), label: label.into() }
}

impl From<State> for RowState {
    fn from(state: State) -> Self {
        match state {
            State::New => Self::New,
            State::Changed => Self::Changed,
            State::Same => Self::Same,
            State::Kept => Self::Kept,
            State::PutAside => Self::PutAside,
            State::Missing => Self::Missing,
        }
    }
}

impl From<Grade> for Severity {
    fn from(grade: Grade) -> Self {
        match grade {
            Grade::Note => Self::Note,
            Grade::Warning => Self::Warning,
            Grade::Error => Self::Error,
        }
    }
}

impl Session {
    pub(super) fn report(&self, compared: &Compared) -> Report {
        let difference = &compared.difference;
        let grade =
            |grade| number(difference.problems.iter().filter(|problem| problem.grade == grade).count());
        let (terms, questions, more_questions) = self.questions(compared);
        let (rows, of_rows, from) = self.window(compared);
        let (sheets, graph) = match &self.contents {
            Contents::Tables(sheets) => (
                sheets
                    .iter()
                    .zip(&self.choices.sheets)
                    .map(|(sheet, choice)| self.sheet(sheet, choice))
                    .collect(),
                None,
            ),
            Contents::Graph(reading) => (Vec::new(), Some(self.graph(reading))),
        };
        let is_table = graph.is_none();
        let keys = Key::ALL.iter().filter(|key| **key != Key::Id || compared.incoming.has_ids);
        Report {
            files: self.files.iter().map(|file| file.report.clone()).collect(),
            sheets,
            separators: Separator::all()
                .map(|separator| {
                    choice(separator.name(), import_choices::separator(self.language, separator))
                })
                .collect(),
            graph,
            is_remembered: self.is_remembered,
            headers: if is_table { self.headers_to_remember() } else { String::new() },
            choices: if is_table { self.choices.to_json().to_string() } else { String::new() },
            keys: keys.map(|key| choice(key_name(*key), words::key(self.language, *key))).collect(),
            key: key_name(compared.key).to_owned(),
            rules: words::rules(self.language, compared.key).to_owned(),
            counts: counts(compared),
            kinds: self.kinds(compared),
            notes: grade(Grade::Note),
            warnings: grade(Grade::Warning),
            errors: grade(Grade::Error),
            terms,
            questions,
            more_questions,
            repairs: self.repairs.iter().map(|repair| (repair.from.clone(), repair.to.clone())).collect(),
            window: Window { from, ..self.window.clone() },
            rows,
            of_rows,
            is_empty: difference.is_empty(),
            aside: number(self.put_aside(compared).iter().map(|table| table.rows.len()).sum()),
        }
    }

    fn kinds(&self, compared: &Compared) -> Vec<KindReport> {
        let of = |table: &TableName| {
            let count =
                |state: &State| (RowState::from(*state), number(compared.difference.count(*table, *state)));
            let counts: Vec<_> = State::ALL.iter().map(count).filter(|(_, count)| *count > 0).collect();
            let name = records::many(self.language, *table).to_owned();
            (!counts.is_empty()).then_some(KindReport { name, counts })
        };
        TableName::ALL.iter().filter_map(of).collect()
    }

    fn sheet(&self, sheet: &Sheet, choice_of: &SheetChoices) -> SheetReport {
        let language = self.language;
        let shape = |shape: Shape| choice(shape.name(), import_choices::shape(language, shape));
        let mut shapes: Vec<Shape> = Shape::all().collect();
        if !shapes.contains(&choice_of.shape) {
            shapes.push(choice_of.shape);
        }
        let mut meanings = choice_of.shape.meanings();
        for column in &choice_of.columns {
            if !meanings.contains(&column.meaning) {
                meanings.push(column.meaning);
            }
        }
        let is_kumu = matches!(choice_of.shape, Shape::Elements | Shape::Connections | Shape::Skip);
        let columns: &[import::Column] = if is_kumu { &[] } else { &choice_of.columns };
        let shown = columns.iter().enumerate().take(COLUMNS).map(|(place, column)| {
            let place = number(place);
            let is_personal =
                matches!(column.meaning, Meaning::Field(target) if target.table == TableName::Contacts);
            ColumnReport {
                title: column.title.clone(),
                place: match choice_of.shape {
                    Shape::Across => choice_of.header.unwrap_or(1).saturating_add(place).to_string(),
                    _ => import_problems::letters(place.saturating_add(1)),
                },
                meaning: column.meaning.to_string(),
                certainty: match column.certainty {
                    Certainty::Named => Sureness::Sure,
                    Certainty::Nearly | Certainty::Content => Sureness::Likely,
                    Certainty::Unknown => Sureness::Unknown,
                },
                example: column.example.clone(),
                separator: match column.meaning {
                    Meaning::Field(target) if target.is_list() => Some(column.separator.name().to_owned()),
                    _ => None,
                },
                is_personal,
            }
        });
        let rows = sheet.rows.iter().take(import::MOST_ABOVE);
        let headers = rows.map(|row| {
            let cells: Vec<&str> =
                row.cells.iter().filter(|cell| !cell.is_empty()).map(String::as_str).collect();
            let start: String = cells.join(", ").chars().take(60).collect();
            choice(row.number.to_string(), import_choices::header(language, row.number, &start))
        });
        let none = choice("0", import_choices::no_header(language));
        SheetReport {
            name: sheet.name.clone(),
            rows: number(sheet.rows.iter().filter(|row| Some(row.number) > choice_of.header).count()),
            shape: choice_of.shape.name(),
            shapes: shapes.into_iter().map(shape).collect(),
            header: choice_of.header.unwrap_or(0),
            headers: headers.chain([none]).collect(),
            meanings: meanings
                .into_iter()
                .map(|meaning| choice(meaning.to_string(), import_choices::meaning(language, meaning)))
                .collect(),
            columns: shown.collect(),
            more_columns: number(columns.len().saturating_sub(COLUMNS)),
        }
    }

    fn graph(&self, reading: &Reading) -> GraphReport {
        let (graph, chosen) = (&reading.graph, &self.graph_choices);
        let none = || choice("", import_choices::no_attribute(self.language));
        let attributes = |all: &mut dyn Iterator<Item = &String>| {
            let mut known: Vec<Choice> = vec![none()];
            for name in all {
                if !known.iter().any(|choice| choice.value == *name) && known.len() < WORDS {
                    known.push(choice(name.as_str(), name.as_str()));
                }
            }
            known
        };
        let of_nodes = graph.nodes.iter().flat_map(|node| node.attributes.iter().map(|(name, _)| name));
        let of_edges = graph.edges.iter().flat_map(|edge| edge.attributes.iter().map(|(name, _)| name));
        let mut node_words: Vec<(String, bool)> = Vec::new();
        if let Some(kind) = &chosen.kind {
            for word in graph.nodes.iter().filter_map(|node| import::text_of(&node.attributes, kind)) {
                if node_words.len() < WORDS && !node_words.iter().any(|(known, _)| *known == word) {
                    let is_competency = chosen.competencies.contains(&word);
                    node_words.push((word, is_competency));
                }
            }
        }
        let mut meanings: Vec<(String, String)> = Vec::new();
        for edge in &graph.edges {
            let word = import::relation_of(edge, chosen.relation.as_deref());
            if !word.is_empty() && meanings.len() < WORDS && !meanings.iter().any(|(known, _)| *known == word)
            {
                let meaning = chosen.relations.iter().find(|(known, _)| *known == word);
                meanings.push((word, meaning.map_or("", |(_, meaning)| meaning.name()).to_owned()));
            }
        }
        let edge =
            |meaning: EdgeMeaning| choice(meaning.name(), import_choices::edge(self.language, meaning));
        let by_ends = choice("", import_choices::by_ends(self.language));
        GraphReport {
            nodes: number(graph.nodes.len()),
            edges: number(graph.edges.len()),
            kind: chosen.kind.clone().unwrap_or_default(),
            kinds: attributes(&mut { of_nodes }),
            words: node_words,
            relation: chosen.relation.clone().unwrap_or_default(),
            relations: attributes(&mut { of_edges }),
            meanings,
            edge_meanings: [by_ends].into_iter().chain(EdgeMeaning::all().map(edge)).collect(),
        }
    }

    /// New terms, other questions, and how many more there are of both.
    fn questions(&self, compared: &Compared) -> (Vec<QuestionReport>, Vec<QuestionReport>, u32) {
        let entries = &compared.difference.entries;
        let is_term = |entry: &Entry| entry.table == TableName::Competencies;
        let is_new_term = |entry: &Entry| {
            let is_new = entry.state == State::New || entry.is_decided;
            is_term(entry)
                && entry.joins.is_none()
                && is_new
                && entry.origin.is_some_and(|at| at.column.is_some())
        };
        let (mut asked, mut terms, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for (place, entry) in entries.iter().enumerate() {
            match entry.question {
                Some(_) if is_term(entry) => asked.push(place),
                Some(_) => others.push(place),
                // Of what somebody decided without a row of its own the answer can be changed.
                None if entry.is_decided
                    && !is_term(entry)
                    && entry.origin.is_some_and(|at| at.column.is_some()) =>
                {
                    others.push(place);
                }
                None if is_new_term(entry) => terms.push(place),
                None => {}
            }
        }
        asked.extend(terms);
        let more = asked.len().saturating_sub(QUESTIONS) + others.len().saturating_sub(QUESTIONS);
        let tell = |places: Vec<usize>| {
            let shown = places.into_iter().take(QUESTIONS);
            shown.map(|place| self.question(compared, place)).collect()
        };
        (tell(asked), tell(others), number(more))
    }

    fn question(&self, compared: &Compared, place: usize) -> QuestionReport {
        let (language, difference) = (self.language, &compared.difference);
        let entry = &difference.entries[place];
        let is_term = entry.table == TableName::Competencies;
        let ids: Vec<&Id> = match &entry.question {
            Some(Question::Near(near)) => near.iter().map(|(id, _)| id).collect(),
            Some(Question::Which(ids)) => ids.iter().collect(),
            Some(Question::Renamed(id)) => vec![id],
            None => Vec::new(),
        };
        let mut choices: Vec<Choice> = ids
            .into_iter()
            .map(|id| {
                let name = words::described(difference, entry.table, id);
                let label = if is_term {
                    import_choices::same_term(language, &name)
                } else {
                    import_choices::this_one(language, &name)
                };
                choice(format!("is:{id}"), label)
            })
            .collect();
        let new =
            if is_term { import_choices::new_term(language) } else { import_choices::new_record(language) };
        choices.push(choice("new", new));
        choices.push(choice("aside", import_choices::aside(language)));
        let chosen = match (entry.state, &entry.record) {
            (State::New, _) => "new".to_owned(),
            (State::PutAside, _) if entry.is_decided => "aside".to_owned(),
            (State::PutAside, _) => String::new(),
            (_, Some(id)) => format!("is:{id}"),
            (_, None) => String::new(),
        };
        let sentence =
            entry.question.as_ref().map(|question| words::question(language, difference, entry, question));
        QuestionReport {
            record: record_name(entry),
            place: entry.origin.map(|at| self.place(Origin { column: None, ..at })).unwrap_or_default(),
            name: difference.name_in_file(entry.table, &entry.id),
            sentence: sentence.unwrap_or_default(),
            choices,
            chosen,
            is_decided: entry.is_decided,
        }
    }

    fn place(&self, at: Origin) -> String {
        let place = match &self.contents {
            Contents::Tables(_) => import_problems::place(self.language, at),
            Contents::Graph(_) => import_files::graph_place(self.language, at),
        };
        i18n::capitalised(&place)
    }

    /// The rows that are looked at, how many there are of their kind, and which is the first.
    fn window(&self, compared: &Compared) -> (Vec<RowReport>, u32, u32) {
        let is_shown = |row: &&ReceiptRow| match self.window.filter {
            Filter::Changing => {
                !matches!(row.state, Some(State::Same | State::Kept)) || !row.problems.is_empty()
            }
            Filter::All => true,
            Filter::State(state) => row.state.map(RowState::from) == Some(state),
            Filter::Problems => self.has_problems(compared, row),
        };
        let shows_missing = matches!(self.window.filter, Filter::All | Filter::State(RowState::Missing));
        let missing = compared.difference.missing.iter().filter(|_| shows_missing);
        let rows: Vec<&ReceiptRow> = compared.receipt.iter().filter(is_shown).collect();
        let of_rows = rows.len() + missing.clone().count();
        let rows_at_once = ROWS as usize;
        // What is decided may leave fewer rows than there were.
        let last = of_rows.saturating_sub(1) / rows_at_once * rows_at_once;
        let from = (self.window.from as usize).min(last);
        let shown = rows.iter().map(|row| self.row(compared, row));
        let missing = missing.map(|(table, id)| RowReport {
            place: String::new(),
            state: Some(RowState::Missing),
            kind: records::one(self.language, *table).to_owned(),
            name: words::described(&compared.difference, *table, id),
            fields: Vec::new(),
            sentences: Vec::new(),
            beside: Vec::new(),
            problems: Vec::new(),
            record: None,
            is_left_out: false,
        });
        (shown.chain(missing).skip(from).take(rows_at_once).collect(), number(of_rows), number(from))
    }

    /// Whether something was not taken as it stands, which is more than worth knowing.
    fn has_problems(&self, compared: &Compared, row: &ReceiptRow) -> bool {
        let difference = &compared.difference;
        let mut problems = row.problems.iter().map(|place| difference.problems[*place].grade);
        let mut entries = row.entries.iter().map(|place| &difference.entries[*place]);
        problems.any(|grade| grade != Grade::Note)
            || entries.any(|entry| !entry.remarks.is_empty() || entry.state == State::PutAside)
    }

    fn row(&self, compared: &Compared, row: &ReceiptRow) -> RowReport {
        let (language, difference) = (self.language, &compared.difference);
        let entry = row.entries.first().map(|place| &difference.entries[*place]);
        let title = entry.and_then(|entry| entry.table.schema().title);
        let fields = entry.into_iter().flat_map(|entry| &entry.fields);
        let fields = fields.filter(|change| {
            let is_new = entry.is_some_and(|entry| entry.state == State::New);
            !is_new || (Some(change.field.name) != title && !change.kept)
        });
        let table = entry.map_or(TableName::Actors, |entry| entry.table);
        let fields = fields.map(|change| {
            let text = |value| words::value(language, difference, change.field, value);
            let new = if change.kept && change.new.is_empty() { String::new() } else { text(&change.new) };
            FieldReport {
                label: records::label(language, table, change.field.name).to_owned(),
                old: text(&change.old),
                new,
                is_kept: change.kept,
            }
        });
        let beside = row.entries.iter().skip(1).map(|place| &difference.entries[*place]);
        // New terms are listed apart.
        let is_told = |entry: &&Entry| {
            let is_term = entry.table == TableName::Competencies && entry.state == State::New;
            entry.state != State::Same && !is_term
        };
        let beside = beside.filter(is_told).map(|entry| {
            let called = words::called(language, difference, entry);
            let said = difference.sentences(language, entry).join(" ");
            let text = if said.is_empty() { called } else { format!("{called}: {said}") };
            (text, entry.state.into())
        });
        let problems = row.problems.iter().map(|place| &difference.problems[*place]);
        RowReport {
            place: row
                .at
                .map(|(sheet, row)| self.place(Origin { sheet, row, column: None }))
                .unwrap_or_default(),
            state: row.state.map(RowState::from),
            kind: entry.map(|entry| records::one(language, entry.table).to_owned()).unwrap_or_default(),
            name: entry.map(|entry| difference.name_in_file(entry.table, &entry.id)).unwrap_or_default(),
            fields: fields.collect(),
            sentences: entry.map(|entry| difference.comments(language, entry)).unwrap_or_default(),
            beside: beside.collect(),
            problems: problems.map(|problem| self.problem(problem)).collect(),
            // A row of the title page, or of what stands within a cell, is not left out alone.
            record: entry
                .filter(|entry| entry.table != TableName::Network)
                .filter(|entry| entry.origin.is_some_and(|at| at.column.is_none()))
                .map(record_name),
            is_left_out: entry.is_some_and(|entry| self.is_left_out(compared, entry.table, &entry.id)),
        }
    }

    fn problem(&self, problem: &import::Problem) -> ProblemReport {
        ProblemReport {
            grade: problem.grade.into(),
            sentence: import_problems::sentence(self.language, &problem.kind),
            repair: self.repair(problem),
        }
    }

    /// What stands in a cell that its column cannot hold.
    fn repair(&self, problem: &import::Problem) -> Option<RepairReport> {
        let Contents::Tables(sheets) = &self.contents else { return None };
        let (Origin { sheet, row, column: Some(column) }, ProblemKind::NotUnderstood { .. }) =
            (problem.at?, &problem.kind)
        else {
            return None;
        };
        let (sheet, column) = (sheet.checked_sub(1)?, column.checked_sub(1)?);
        let rows = &sheets.get(sheet as usize)?.rows;
        let cell = |cells: &[String]| cells.get(column as usize).cloned();
        let value = cell(&rows.iter().find(|known| known.number == row)?.cells)?;
        let cells = rows.iter().filter(|row| cell(&row.cells).as_ref() == Some(&value)).count();
        let chosen = self.choices.sheets.get(sheet as usize).filter(|sheet| sheet.shape != Shape::Across);
        let meaning =
            chosen.and_then(|sheet| sheet.columns.get(column as usize)).map(|column| column.meaning);
        let words = match meaning {
            Some(Meaning::Field(target)) => match target.definition().map(|field| field.content) {
                Some(Content::Word(words)) => words,
                _ => &[],
            },
            _ => &[],
        };
        let spoken = words.iter().filter(|word| !word.is_empty()).filter_map(|word| {
            let spoken = records::word_of(self.language, words, word)?;
            Some(choice(spoken, spoken))
        });
        Some(RepairReport { sheet, column, value, cells: number(cells), choices: spoken.collect() })
    }
}

/// What the page calls a record of the files when it decides about it.
fn record_name(entry: &Entry) -> String {
    format!("{}/{}", entry.table.schema().section, entry.id)
}

fn counts(compared: &Compared) -> Vec<(RowState, u32)> {
    let mut counts: HashMap<State, usize> = HashMap::new();
    for state in compared.receipt.iter().filter_map(|row| row.state) {
        *counts.entry(state).or_default() += 1;
    }
    counts.insert(State::Missing, compared.difference.missing.len());
    let counted =
        State::ALL.iter().filter_map(|state| Some((RowState::from(*state), number(*counts.get(state)?))));
    counted.filter(|(_, count)| *count > 0).collect()
}
