use super::*;
use crate::{
    exchange,
    job::Job,
    model::{Change, Network, Stamp, TableName},
};

const LIST: &str = "Organisation;Ort;bietet;E-Mail\nMuseum;Goslar;Führungen, Ausstellungen;m@museum.example\nBäckerei Höfer;Vienenburg;Backen;b@hoefer.example\n";

fn opening(files: &[(&str, &[u8])], present: &Network) -> Opening {
    let file = |(name, bytes): &(&str, &[u8])| NamedFile { name: (*name).to_owned(), bytes: bytes.to_vec() };
    Opening {
        files: files.iter().map(file).collect(),
        present: Present { document: exchange::store(present) },
        language: "de".to_owned(),
        id_start: "new".to_owned(),
        remembered: Vec::new(),
    }
}

/// As the worker does it, with every message as bytes.
struct Import(IntakeJob);

impl Import {
    fn begin(opening: Opening) -> (Self, Answer) {
        let mut import = Self(IntakeJob::start(crossed(opening)));
        let answer = import.answer();
        (import, answer)
    }

    fn answer(&mut self) -> Answer {
        while !self.0.step() {}
        crossed(self.0.output())
    }

    fn ask(&mut self, ask: Ask) -> Answer {
        self.0.update(crossed(ask));
        self.answer()
    }

    fn report(&mut self, ask: Ask) -> Report {
        report(self.ask(ask))
    }

    /// What the page makes of the changes.
    fn take_in(&mut self, network: &mut Network) {
        let Answer::Changes(documents) = self.ask(Ask::Changes) else { panic!("no changes") };
        for document in documents {
            let (part, _) = exchange::read_stored_part(&document).expect("read by the strict reader");
            for record in part.tables().flat_map(|table| table.records()) {
                let change = match network.get(record.table(), record.id()) {
                    Some(before) => Change::between(before, record),
                    None => Change::add(record),
                };
                network.apply(change, Stamp(9));
            }
            for (id, position) in &*part.positions {
                network.apply(Change::Place { id: id.clone(), position: Some(*position) }, Stamp(9));
            }
        }
    }
}

fn crossed<T: crate::job::Codec<Vec<u8>>>(message: T) -> T {
    T::decode(message.encode()).expect("understood on the other side")
}

fn report(answer: Answer) -> Report {
    match answer {
        Answer::Report(report) => *report,
        other => panic!("no report: {other:?}"),
    }
}

fn empty() -> Network {
    Network::new("town".into())
}

fn column_of(report: &Report, place: usize) -> &str {
    &report.sheets[0].columns[place].meaning
}

fn column<'a>(report: &'a Report, title: &str) -> &'a ColumnReport {
    report.sheets[0].columns.iter().find(|column| column.title == title).expect("a column of this title")
}

#[test]
fn a_list_is_told_taken_in_and_changes_nothing_the_second_time() {
    let mut network = empty();
    let (mut import, first) = Import::begin(opening(&[("liste.csv", LIST.as_bytes())], &network));
    let first = report(first);
    assert_eq!(first.counts, [(RowState::New, 2)]);
    assert_eq!(column(&first, "Organisation").meaning, "actors.name");
    assert_eq!(column(&first, "bietet").separator.as_deref(), Some(","));
    assert!(column(&first, "E-Mail").is_personal);
    assert_eq!(
        first.terms.iter().map(|term| &*term.name).collect::<Vec<_>>(),
        ["Führungen", "Ausstellungen", "Backen"]
    );
    import.take_in(&mut network);
    assert_eq!((network.actors.len(), network.offers.len(), network.contacts.len()), (2, 3, 2));
    let again = import.report(Ask::Present(Present { document: exchange::store(&network) }));
    assert!(again.is_empty, "{:?}", again.rows);
    assert_eq!(again.counts, [(RowState::Same, 2)]);
}

#[test]
fn an_empty_cell_keeps_nothing_where_nothing_was_said() {
    let list = "Organisation;Status\nMuseum;Gast\nChor;\n";
    let mut network = empty();
    let (mut import, _) = Import::begin(opening(&[("liste.csv", list.as_bytes())], &network));
    import.take_in(&mut network);
    let again = import.report(Ask::Present(Present { document: exchange::store(&network) }));
    assert_eq!(again.counts, [(RowState::Same, 2)], "{:?}", again.rows);
    let emptied = list.replace("Gast", "");
    let (_, emptied) = Import::begin(opening(&[("liste.csv", emptied.as_bytes())], &network));
    assert_eq!(report(emptied).counts, [(RowState::Same, 2)], "a list without any status speaks of none");
    let other = list.replace("Gast", "").replace("Chor;", "Chor;Gast");
    let (_, other) = Import::begin(opening(&[("liste.csv", other.as_bytes())], &network));
    assert_eq!(report(other).counts, [(RowState::Changed, 1), (RowState::Kept, 1)]);
}

#[test]
fn columns_encodings_and_cells_are_corrected_and_the_preview_follows() {
    let text: Vec<u8> = "Organisation;Art;Raum\nB\u{e4}ckerei;Wesen;x\nM\u{fc}ller;Wesen;x\n"
        .chars()
        .map(|c| c as u8)
        .collect();
    let (mut import, begun) = Import::begin(opening(&[("alt.csv", &text)], &empty()));
    let begun = report(begun);
    assert_eq!((&*begun.files[0].encoding, &*begun.files[0].sample), ("windows-1252", "Bäckerei"));
    let other = import.report(Ask::Encoding { file: 0, encoding: "cp850".to_owned() });
    assert!(other.rows.iter().any(|row| row.name == "Bõckerei"), "{:?}", other.rows);
    import.report(Ask::Encoding { file: 0, encoding: "windows-1252".to_owned() });
    let left_out = import.report(Ask::Meaning { sheet: 0, column: 1, meaning: "ignore".to_owned() });
    assert_eq!(left_out.warnings, 0, "{:?}", left_out.rows);
    let kinds = import.report(Ask::Meaning { sheet: 0, column: 1, meaning: "actors.kind".to_owned() });
    let repair = kinds
        .rows
        .iter()
        .flat_map(|row| &row.problems)
        .find_map(|problem| problem.repair.clone())
        .expect("a repair");
    assert_eq!((&*repair.value, repair.cells), ("Wesen", 2));
    let to = repair
        .choices
        .iter()
        .find(|choice| choice.label == "Person")
        .expect("a word of the kind")
        .value
        .clone();
    let (sheet, column) = (repair.sheet, repair.column);
    let mend = |to: &str| Ask::Repair { sheet, column, from: repair.value.clone(), to: to.to_owned() };
    let wrong = import.report(mend("Ding"));
    assert_eq!(wrong.repairs, [("Wesen".to_owned(), "Ding".to_owned())]);
    let back = import.report(Ask::TakeBack(0));
    assert_eq!((back.warnings, back.repairs.len()), (2, 0), "{:?}", back.rows);
    assert_eq!(column_of(&back, 1), "actors.kind", "what columns mean stays");
    let repaired = import.report(mend(&to));
    assert_eq!(repaired.warnings, 0, "{:?}", repaired.rows);
    let mut network = empty();
    import.take_in(&mut network);
    assert!(network.actors.iter().all(|actor| actor.kind == crate::model::ActorKind::Person));
}

#[test]
fn what_is_decided_counts_and_can_be_taken_back() {
    let mut network = empty();
    let (mut import, _) = Import::begin(opening(&[("liste.csv", LIST.as_bytes())], &network));
    import.take_in(&mut network);
    let near = LIST.replace("Führungen", "Fürungen").replace("Museum;", "Museum e.V.;");
    let (mut import, begun) = Import::begin(opening(&[("liste.csv", near.as_bytes())], &network));
    let begun = report(begun);
    let term = begun.terms.iter().find(|term| term.name == "Fürungen").expect("a question about the term");
    assert_eq!(term.chosen, "new");
    let same = term.choices[0].value.clone();
    let decided = import.report(Ask::Decide { record: term.record.clone(), decision: same.clone() });
    let told = decided.terms.iter().find(|other| other.name == "Fürungen").expect("still listed");
    assert_eq!((&*told.chosen, told.is_decided), (&*same, true));
    let undecided = import.report(Ask::Decide { record: term.record.clone(), decision: String::new() });
    assert_eq!(undecided.terms, begun.terms);
    let row = undecided.rows.iter().find(|row| row.name == "Bäckerei Höfer");
    assert_eq!(row, None, "what stays as it is is not listed");
    let all = import.report(Ask::Show(Window { filter: Filter::All, from: 0 }));
    let row = all.rows.iter().find(|row| row.name == "Bäckerei Höfer").expect("listed now");
    let record = row.record.clone().expect("can be left out");
    let aside = import.report(Ask::Decide { record, decision: "aside".to_owned() });
    assert_eq!(aside.aside, 1);
    let Answer::File(file) = import.ask(Ask::PutAside) else { panic!("no file") };
    assert_eq!((&*file.file_name, &file.bytes[..2]), ("nicht-uebernommen.xlsx", &b"PK"[..]));
    assert!(matches!(import.ask(Ask::Receipt), Answer::File(_)));
}

#[test]
fn several_tables_are_one_import_and_what_cannot_be_read_says_why() {
    let elements = b"Label,Type\nMuseum,Organisation\nBackstube,Organisation\n";
    let connections = b"From,To\nMuseum,Backstube\n";
    let own = exchange::store(&empty());
    let files: &[(&str, &[u8])] = &[
        ("elements.csv", elements),
        ("connections.csv", connections),
        ("own.json", own.as_bytes()),
        ("bild.pdf", b"%PDF-1.4"),
    ];
    let (mut import, begun) = Import::begin(opening(files, &empty()));
    let begun = report(begun);
    let sheets: Vec<&str> = begun.sheets.iter().map(|sheet| &*sheet.shape).collect();
    assert_eq!(sheets, ["elements", "connections"]);
    assert_eq!(begun.files.iter().map(|file| file.waits).collect::<Vec<_>>(), [false, false, true, false]);
    assert!(begun.files[3].refused.contains("PDF"), "{}", begun.files[3].refused);
    let mut network = empty();
    import.take_in(&mut network);
    assert_eq!((network.actors.len(), network.links.len()), (2, 1));
    let (_, refused) = Import::begin(opening(&[("bild.pdf", b"%PDF-1.4")], &empty()));
    assert!(matches!(refused, Answer::Refused(files) if files.len() == 1));
}

#[test]
fn how_a_list_was_understood_is_remembered_for_one_with_the_same_headers() {
    let (mut import, _) = Import::begin(opening(&[("liste.csv", LIST.as_bytes())], &empty()));
    let chosen = import.report(Ask::Meaning { sheet: 0, column: 2, meaning: "actors.needs".to_owned() });
    let next = format!("{LIST}Verein;Goslar;Räume;v@verein.example\n");
    let remembered = Opening {
        remembered: vec![(chosen.headers.clone(), chosen.choices.clone())],
        ..opening(&[("liste-2027.csv", next.as_bytes())], &empty())
    };
    let (mut import, begun) = Import::begin(remembered);
    let begun = report(begun);
    assert!(begun.is_remembered);
    assert_eq!(column(&begun, "bietet").meaning, "actors.needs");
    let guessed = import.report(Ask::Guess);
    assert_eq!(
        (column(&guessed, "bietet").meaning.as_str(), guessed.is_remembered),
        ("actors.offers", false)
    );
}

#[test]
fn a_graph_asks_which_nodes_are_competencies() {
    let graph = br#"{"nodes":[{"id":"a","art":"Haus"},{"id":"b","art":"Thema"}],"links":[{"source":"a","target":"b"}]}"#;
    let (mut import, begun) = Import::begin(opening(&[("graph.json", graph)], &empty()));
    let begun = report(begun).graph.expect("a graph");
    assert!(begun.kinds.iter().any(|choice| choice.value == "art"), "{:?}", begun.kinds);
    import.report(Ask::NodeKind("art".to_owned()));
    import.report(Ask::IsCompetency { word: "Thema".to_owned(), is: true });
    let mut network = empty();
    import.take_in(&mut network);
    assert_eq!((network.actors.len(), network.competencies.len(), network.offers.len()), (1, 1, 1));
}

#[test]
fn the_whole_of_our_example_comes_in_through_its_own_workbook() {
    let example = exchange::example();
    let writes =
        crate::foreign::writer(exchange::Format::all().find(|format| format.name == "xlsx").expect("xlsx"))
            .expect("written");
    let part = exchange::redact(&example, exchange::Profile::Full);
    let bytes =
        writes(&part, exchange::Header::default(), crate::i18n::Language::German).expect("a workbook");
    let (mut import, begun) = Import::begin(opening(&[("goslar.xlsx", &bytes)], &empty()));
    assert!(!report(begun).is_empty);
    let mut network = empty();
    import.take_in(&mut network);
    for table in
        [TableName::Actors, TableName::Competencies, TableName::Offers, TableName::Needs, TableName::Links]
    {
        let ids = |network: &Network| {
            network.table(table).records().map(|record| record.id().clone()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&network), ids(&example), "{table:?}");
    }
}

#[test]
fn what_was_chosen_stays_when_the_network_or_the_encoding_is_another() {
    let mut network = empty();
    let (mut import, _) = Import::begin(opening(&[("liste.csv", LIST.as_bytes())], &network));
    import.take_in(&mut network);
    let near = LIST.replace("Führungen", "Fürungen");
    let (mut import, begun) = Import::begin(opening(&[("liste.csv", near.as_bytes())], &network));
    let term = report(begun).terms.into_iter().find(|term| term.name == "Fürungen").expect("a question");
    let same = term.choices[0].value.clone();
    import.report(Ask::Decide { record: term.record, decision: same.clone() });
    import.report(Ask::Meaning { sheet: 0, column: 1, meaning: "ignore".to_owned() });
    let again = import.report(Ask::Present(Present { document: exchange::store(&network) }));
    assert_eq!(again.terms.iter().find(|term| term.name == "Fürungen").map(|term| &term.chosen), Some(&same));
    let again = import.report(Ask::Encoding { file: 0, encoding: "windows-1252".to_owned() });
    assert_eq!(column(&again, "Ort").meaning, "ignore");
}

#[test]
fn a_list_is_known_again_below_other_titles_and_a_matrix_is_not_kept() {
    let (mut import, _) = Import::begin(opening(&[("liste.csv", LIST.as_bytes())], &empty()));
    let chosen = import.report(Ask::Meaning { sheet: 0, column: 2, meaning: "actors.needs".to_owned() });
    let titled = format!("Stand: heute;;;\nNetzwerk;;;\n{LIST}");
    let remembered = Opening {
        remembered: vec![(chosen.headers, chosen.choices)],
        ..opening(&[("liste-2027.csv", titled.as_bytes())], &empty())
    };
    let (_, begun) = Import::begin(remembered);
    let begun = report(begun);
    assert_eq!((begun.is_remembered, begun.sheets[0].header, begun.sheets[0].rows), (true, 3, 2));
    assert_eq!(column(&begun, "bietet").meaning, "actors.needs");
    let matrix = b"Kompetenz;Museum Goslar;Verein Oker\nLoeten;x;\nWeben;;x\nBacken;x;x\n";
    let (mut import, _) = Import::begin(opening(&[("matrix.csv", matrix)], &empty()));
    let across = import.report(Ask::Shape { sheet: 0, shape: "across".to_owned() });
    assert_eq!((&*across.sheets[0].shape, &*across.headers), ("across", ""), "its titles are cells");
    let mut network = empty();
    import.take_in(&mut network);
    assert_eq!((network.actors.len(), network.offers.len()), (2, 4));
}

#[test]
fn a_page_of_rows_that_is_gone_gives_way_to_the_last_one() {
    let rows: String = (0..150).map(|number| format!("Verein {number};Goslar\n")).collect();
    let list = format!("Organisation;Ort\n{rows}");
    let (mut import, _) = Import::begin(opening(&[("liste.csv", list.as_bytes())], &empty()));
    let second = import.report(Ask::Show(Window { filter: Filter::All, from: 100 }));
    assert_eq!((second.window.from, second.rows.len(), second.of_rows), (100, 50, 150));
    let beyond = import.report(Ask::Show(Window { filter: Filter::All, from: 400 }));
    assert_eq!((beyond.window.from, beyond.rows.len()), (100, 50));
    let none = import.report(Ask::Show(Window { filter: Filter::State(RowState::Kept), from: 100 }));
    assert_eq!((none.window.from, none.rows.len(), none.of_rows), (0, 0, 0));
}

#[test]
fn fields_that_are_not_ours_stay_where_they_are_and_keep_nothing_out() {
    let document = br#"{"format":"gosmart-network","version":1,"network":{"id":"town","title":"Stadt","wappen":"Adler"}}"#;
    let mut network = exchange::read(document).expect("read").network;
    let (mut import, _) = Import::begin(opening(&[("liste.csv", LIST.as_bytes())], &network));
    import.take_in(&mut network);
    assert_eq!(network.actors.len(), 2);
    assert!(exchange::store(&network).contains("wappen"));
}
