//! An import that is under way: the files, how they are understood, and what was decided.

use gosmart_formats::{
    graph::Reading,
    table::{Sheet, Table, WriteError, write_workbook},
};

use super::{
    Answer, Ask, FileReport, HandedOut, Opening, Stage, Window,
    choose::{Repair, choose_graph, choose_tables},
    files::{File, encoding_named, media_type, name_among},
};
use crate::{
    exchange,
    i18n::{Language, import_choices},
    import::{
        self, Choices, Column, Contents, GraphChoices, Incoming, Shape, SheetChoices,
        difference::{Decision, Decisions, Difference, Key, ReceiptRow, term_key},
    },
    model::{Change, Id, Network, Record, Stamp, TableName},
};

pub(super) struct Session {
    pub(super) language: Language,
    id_start: String,
    remembered: Vec<(String, String)>,
    pub(super) files: Vec<File>,
    pub(super) present: Network,
    pub(super) contents: Contents,
    pub(super) choices: Choices,
    /// Those that are found by themselves: what choices are remembered by.
    headers: String,
    /// Whether the choices are remembered ones.
    pub(super) is_remembered: bool,
    pub(super) graph_choices: GraphChoices,
    /// `None` as long as nobody chose one.
    key: Option<Key>,
    decisions: Decisions,
    pub(super) repairs: Vec<Repair>,
    pub(super) compared: Option<Compared>,
    pub(super) window: Window,
    /// What has to be done before anything can be answered.
    todo: Option<Stage>,
    /// What is asked for, if not the report.
    wanted: Option<Ask>,
}

pub(super) struct Compared {
    pub(super) incoming: Incoming,
    pub(super) key: Key,
    pub(super) difference: Difference,
    pub(super) receipt: Vec<ReceiptRow>,
}

/// Documents with so many records each are read by the page at a stretch.
const RECORDS_AT_ONCE: usize = 500;

impl Session {
    pub(super) fn new(opening: Opening) -> Self {
        let language = Language::from_tag(&opening.language).unwrap_or(Language::German);
        let files = opening.files.into_iter().map(|named| File {
            report: FileReport { name: named.name.clone(), ..FileReport::default() },
            named,
            encoding: None,
            heals: true,
        });
        Self {
            language,
            id_start: opening.id_start,
            remembered: opening.remembered,
            files: files.collect(),
            present: network_of(&opening.present.document),
            contents: Contents::Tables(Vec::new()),
            choices: Choices::default(),
            headers: String::new(),
            is_remembered: false,
            graph_choices: GraphChoices::default(),
            key: None,
            decisions: Decisions::default(),
            repairs: Vec::new(),
            compared: None,
            window: Window::default(),
            todo: Some(Stage::Reading),
            wanted: None,
        }
    }

    /// Takes in what is asked; the next steps answer.
    pub(super) fn ask(&mut self, ask: Ask) {
        self.wanted = None;
        let todo = match ask {
            Ask::Show(window) => {
                self.window = window;
                return;
            }
            wanted @ (Ask::Changes | Ask::Receipt | Ask::PutAside) => {
                self.wanted = Some(wanted);
                return;
            }
            Ask::Present(present) => {
                self.present = network_of(&present.document);
                Stage::Comparing
            }
            Ask::Key(name) => {
                self.key = Key::ALL.iter().find(|key| key_name(**key) == name).copied();
                Stage::Comparing
            }
            Ask::Decide { record, decision } => {
                self.decide(&record, &decision);
                Stage::Comparing
            }
            Ask::Encoding { file, encoding } => {
                if let Some(file) = self.files.get_mut(file as usize) {
                    file.encoding = encoding_named(&encoding);
                }
                Stage::Reading
            }
            Ask::Heal { file, heals } => {
                if let Some(file) = self.files.get_mut(file as usize) {
                    file.heals = heals;
                }
                Stage::Reading
            }
            Ask::TakeBack(place) => {
                if (place as usize) < self.repairs.len() {
                    self.repairs.remove(place as usize);
                }
                // The cells as they were stand in the file alone.
                Stage::Reading
            }
            ask => {
                self.choose(ask);
                Stage::Understanding
            }
        };
        self.todo = Some(match (self.todo, todo) {
            (Some(Stage::Reading), _) | (_, Stage::Reading) => Stage::Reading,
            (Some(Stage::Understanding), _) | (_, Stage::Understanding) => Stage::Understanding,
            _ => Stage::Comparing,
        });
    }

    /// How the files are to be understood.
    fn choose(&mut self, ask: Ask) {
        let sheets = match &mut self.contents {
            Contents::Tables(sheets) => sheets,
            Contents::Graph(reading) => return choose_graph(reading, &mut self.graph_choices, ask),
        };
        match ask {
            Ask::Repair { sheet, column, from, to } => {
                let repair = Repair { sheet: sheet as usize, column: column as usize, from, to };
                repair.apply(sheets);
                self.repairs.push(repair);
            }
            Ask::Guess => (self.choices, self.is_remembered) = (import::guess(sheets), false),
            ask => choose_tables(sheets, &mut self.choices, ask),
        }
    }

    /// An answer to what is asked about a record of the files.
    fn decide(&mut self, record: &str, decision: &str) {
        let Some(compared) = &self.compared else { return };
        let Some((section, id)) = record.split_once('/') else { return };
        let Some(table) = TableName::ALL.iter().find(|table| table.schema().section == section) else {
            return;
        };
        let decision = match decision {
            "new" => Some(Decision::New),
            "aside" => Some(Decision::Aside),
            other => other.strip_prefix("is:").map(|id| Decision::Is(id.into())),
        };
        let record = (*table, Id::from(id));
        self.decisions.records.remove(&record);
        match term_of(compared, &record) {
            Some(term) => {
                self.decisions.terms.remove(&term);
                self.decisions.terms.extend(decision.map(|decision| (term, decision)));
            }
            None => self.decisions.records.extend(decision.map(|decision| (record, decision))),
        }
    }

    pub(super) fn is_left_out(&self, compared: &Compared, table: TableName, id: &Id) -> bool {
        let record = (table, id.clone());
        let decision = match term_of(compared, &record) {
            Some(term) => self.decisions.terms.get(&term),
            None => self.decisions.records.get(&record),
        };
        decision == Some(&Decision::Aside)
    }

    /// Does a part of the work, or answers.
    pub(super) fn step(&mut self) -> Answer {
        match self.todo {
            Some(Stage::Reading) => {
                if !self.read() {
                    return Answer::Refused(self.files.iter().map(|file| file.report.clone()).collect());
                }
                self.go_on_with(Stage::Understanding)
            }
            Some(Stage::Understanding) => {
                let incoming = match &self.contents {
                    Contents::Tables(sheets) => import::read_tables(sheets, &self.choices),
                    Contents::Graph(reading) => import::read_graph_file(reading, &self.graph_choices),
                };
                self.compare(incoming);
                self.go_on_with(Stage::Comparing)
            }
            Some(Stage::Comparing) => {
                if let Some(Compared { incoming, .. }) = self.compared.take() {
                    self.compare(incoming);
                }
                self.todo = None;
                self.answer()
            }
            None => self.answer(),
        }
    }

    fn go_on_with(&mut self, stage: Stage) -> Answer {
        self.todo = if stage == Stage::Comparing { None } else { Some(stage) };
        if self.todo.is_none() { self.answer() } else { Answer::Working(stage) }
    }

    fn compare(&mut self, incoming: Incoming) {
        let key = self.key.unwrap_or_else(|| Key::guess(&incoming, &self.present));
        let difference = Difference::new(&incoming, &self.present, key, &self.decisions);
        let receipt = difference.receipt();
        self.compared = Some(Compared { incoming, key, difference, receipt });
    }

    fn answer(&mut self) -> Answer {
        let Some(compared) = &self.compared else {
            return Answer::Refused(self.files.iter().map(|file| file.report.clone()).collect());
        };
        match self.wanted.take() {
            Some(Ask::Changes) => Answer::Changes(self.documents(compared)),
            Some(Ask::Receipt) => self.hand_out(true, &[compared.difference.receipt_table(self.language)]),
            Some(Ask::PutAside) => self.hand_out(false, &self.put_aside(compared)),
            _ => Answer::Report(Box::new(self.report(compared))),
        }
    }

    pub(super) fn put_aside(&self, compared: &Compared) -> Vec<Table> {
        match &self.contents {
            Contents::Tables(sheets) => compared.difference.put_aside(sheets, self.language),
            Contents::Graph(_) => Vec::new(),
        }
    }

    fn hand_out(&self, is_receipt: bool, tables: &[Table]) -> Answer {
        let ending = |name: &str, ending| match name.rsplit_once('.') {
            Some((start, _)) => format!("{start}.{ending}"),
            None => name.to_owned(),
        };
        let name = import_choices::file_name(self.language, is_receipt);
        let (file_name, media_type, bytes) = match write_workbook(tables) {
            Ok(bytes) => (name.to_owned(), media_type("xlsx"), bytes),
            // More than a workbook holds.
            Err(WriteError::TooManyCells { .. } | WriteError::TooLong { .. } | WriteError::Other(_)) => {
                let bytes = tables.iter().flat_map(gosmart_formats::table::write_csv).collect();
                (ending(name, "csv"), media_type("csv"), bytes)
            }
        };
        Answer::File(HandedOut { file_name, media_type, bytes })
    }

    /// What is new or changed, in parts. Stamps are the page's business.
    fn documents(&self, compared: &Compared) -> Vec<String> {
        let mut ids = (1..).map(|number: u64| Id::from(format!("{}-{number}", self.id_start).as_str()));
        let changes = compared.difference.changes(|| ids.next().unwrap_or_else(|| unreachable!("endless")));
        let mut touched: Vec<(TableName, Id)> = Vec::with_capacity(changes.len());
        let mut places: Vec<Id> = Vec::new();
        for change in &changes {
            match change {
                Change::Set { table, id, .. } => touched.push((*table, id.clone())),
                Change::Place { id, .. } => places.push(id.clone()),
                _ => {}
            }
        }
        let now = Stamp(1);
        let mut after = self.present.clone();
        after.apply_all(changes, now);
        let part = || {
            let mut part = Network::new(after.about.id.clone());
            let mut about = (*after.about).clone();
            // The strict reader of the page takes no fields that are not ours, and they stay where they are.
            about.meta_mut().unknown = Default::default();
            part.about = about.into();
            part
        };
        let mut documents: Vec<String> = touched
            .chunks(RECORDS_AT_ONCE)
            .map(|touched| {
                let mut part = part();
                for (table, id) in touched.iter().filter(|(table, _)| *table != TableName::Network) {
                    if let Some(record) = after.get(*table, id) {
                        part.put(record.to_any(), now);
                    }
                }
                exchange::store(&part)
            })
            .collect();
        if !places.is_empty() {
            let mut part = part();
            let placed = places.into_iter().filter_map(|id| Some((id.clone(), *after.positions.get(&id)?)));
            part.positions = std::sync::Arc::new(placed.collect());
            documents.push(exchange::store(&part));
        }
        documents
    }

    /// Takes the files apart: all tables together, or the first graph. Whether there is any.
    fn read(&mut self) -> bool {
        let (mut sheets, mut graph) = (Vec::new(), None::<Reading>);
        let count = self.files.len();
        let language = self.language;
        let mut graphs = Vec::new();
        for (place, file) in self.files.iter_mut().enumerate() {
            match file.read(language) {
                Ok(Some(Contents::Tables(read))) => {
                    for mut sheet in read {
                        sheet.name = name_among(count, &file.named.name, &sheet.name);
                        sheets.push(sheet);
                    }
                }
                Ok(Some(Contents::Graph(reading))) => {
                    graphs.push(place);
                    graph.get_or_insert(reading);
                }
                Ok(None) => {}
                Err(refused) => file.report.refused = refused,
            }
        }
        let waiting = if sheets.is_empty() { graphs.get(1..).unwrap_or_default() } else { &graphs };
        for place in waiting {
            let report = &mut self.files[*place].report;
            (report.waits, report.refused) = (true, import_choices::waits(language, false).to_owned());
        }
        match graph {
            _ if !sheets.is_empty() => {
                for repair in &self.repairs {
                    repair.apply(&mut sheets);
                }
                self.understand(sheets);
            }
            Some(reading) => {
                self.graph_choices = import::guess_graph(&reading.graph);
                self.contents = Contents::Graph(reading);
            }
            None => return false,
        }
        true
    }

    /// Empty where nothing is to be remembered: what stands in cells is not kept, and without headers nothing tells one
    /// list from another.
    pub(super) fn headers_to_remember(&self) -> String {
        let has_headers = |sheet: &SheetChoices| match sheet.shape {
            Shape::Skip => true,
            Shape::Across => false,
            _ => sheet.header.is_some(),
        };
        if self.choices.sheets.iter().all(has_headers) { self.headers.clone() } else { String::new() }
    }

    /// As sheets with these headers were understood the last time, else as is guessed. Of files that are read once more
    /// the choices stay.
    fn understand(&mut self, sheets: Vec<Sheet>) {
        let guessed = import::guess(&sheets);
        self.headers = guessed.headers();
        let old = std::mem::replace(&mut self.choices, guessed);
        if old.sheets.is_empty() {
            let kept = self.remembered.iter().find(|(known, _)| *known == self.headers);
            let read = |choices: &str| Choices::from_json(&serde_json::from_str(choices).ok()?).ok();
            let kept = kept.and_then(|(_, choices)| read(choices));
            let kept = kept.filter(|kept| kept.sheets.len() == sheets.len());
            let fitting: Vec<SheetChoices> = kept.into_iter().flat_map(|kept| kept.sheets).collect();
            let fitting = fitting.into_iter().zip(&self.choices.sheets).zip(&sheets);
            let fitting: Option<Vec<SheetChoices>> =
                fitting.map(|((kept, guessed), sheet)| fitted(kept, guessed, sheet)).collect();
            if let Some(kept) = fitting.filter(|kept| !kept.is_empty()) {
                (self.choices.sheets, self.is_remembered) = (kept, true);
            }
        } else {
            for ((guessed, old), sheet) in self.choices.sheets.iter_mut().zip(old.sheets).zip(&sheets) {
                if let Some(kept) = fitted(old, guessed, sheet) {
                    *guessed = kept;
                }
            }
        }
        self.contents = Contents::Tables(sheets);
    }
}

/// Choices for a sheet that has the same columns, wherever its headers stand now; else `None`.
fn fitted(kept: SheetChoices, guessed: &SheetChoices, sheet: &Sheet) -> Option<SheetChoices> {
    let titles = |choices: &SheetChoices| -> Vec<String> {
        choices.columns.iter().map(|column| column.title.clone()).collect()
    };
    let mut fitted = SheetChoices { name: guessed.name.clone(), ..kept };
    if fitted.shape == Shape::Skip {
        return Some(fitted);
    }
    if guessed.header.is_some() && titles(&fitted) == titles(guessed) {
        fitted.header = guessed.header;
        for (column, guessed) in fitted.columns.iter_mut().zip(&guessed.columns) {
            column.example.clone_from(&guessed.example);
        }
        return Some(fitted);
    }
    // Another row was chosen: it has to be there.
    let row = sheet.rows.iter().find(|row| Some(row.number) == fitted.header)?;
    let is_title = |(cell, column): (&String, &Column)| cell.is_empty() || *cell == column.title;
    row.cells.iter().zip(&fitted.columns).all(is_title).then_some(fitted)
}

/// One answer counts for all cells in which a term stands.
fn term_of(compared: &Compared, (table, id): &(TableName, Id)) -> Option<String> {
    (*table == TableName::Competencies).then(|| term_key(&compared.difference.name_in_file(*table, id)))
}

/// A network that is not there yet has no document.
fn network_of(document: &str) -> Network {
    let read = || exchange::read(document.as_bytes()).ok().map(|parsed| parsed.network);
    let stored = || exchange::read_stored(document).or_else(read);
    (!document.is_empty()).then(stored).flatten().unwrap_or_else(|| Network::new("network".into()))
}

pub(super) fn key_name(key: Key) -> &'static str {
    match key {
        Key::Id => "id",
        Key::Name => "name",
        Key::NameAndPlace => "name and place",
    }
}
