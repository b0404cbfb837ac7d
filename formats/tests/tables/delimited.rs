//! What CSV files say, our own and those of others.

use gosmart_formats::table::{Column, Delimited, Fault, FaultKind, Sheet, Table, read_delimited, write_csv};
use gosmart_formats::text::{decode, detect};
use proptest::prelude::*;

fn rows(sheet: &Sheet) -> Vec<(u32, Vec<&str>)> {
    sheet.rows.iter().map(|row| (row.number, row.cells.iter().map(String::as_str).collect())).collect()
}

fn read(text: &str) -> Delimited {
    read_delimited(text, None)
}

#[test]
fn the_delimiter_is_what_makes_even_rows() {
    for (text, delimiter) in [
        ("", ';'),
        ("Name\nAnna\n", ';'),
        ("Name;Ort\nAnna;Köln\n", ';'),
        ("Name,Ort\nAnna,Köln\n", ','),
        ("Name\tOrt\nAnna\tKöln\n", '\t'),
        ("Name|Ort\nAnna|Köln\n", '|'),
        ("Wert;Breite\n1,5;2,5\n3,5;4,5\n", ';'),
        ("Name,Notiz\nAnna,a; b\nBea,c\nCem,d; e\n", ','),
        ("Name;Notiz\n\"a,b\";\"c\n,d,e\"\nx;y\n", ';'),
        (";\"a\t\n\tb\"\r\n", ';'),
        ("Liste, Stand 1. Mai\nName;Ort;Land\nAnna;Köln;D\nBea;Bonn;D\n", ';'),
        ("sep=,\nName;x,Ort;y\n", ','),
        ("SEP=\t\r\nName;x\tOrt;y\n", '\t'),
        ("sep=#\n1;2#3;4\n", '#'),
    ] {
        assert_eq!(read(text).delimiter, delimiter, "{text:?}");
    }
    let given = read_delimited("sep=;\na;b,c", Some(','));
    assert_eq!((given.delimiter, rows(&given.sheet)), (',', vec![(2, vec!["a;b", "c"])]));
    assert_eq!(rows(&read("\"sep=,\"\na;b").sheet), [(1, vec!["sep=,"]), (2, vec!["a", "b"])]);
    assert!(read("sep=;").sheet.rows.is_empty());
}

#[test]
fn rows_keep_the_line_they_begin_at() {
    let sheet =
        read("\r\nName;Notiz\r\n\"Anna\";\"eine\r\nzwei \"\"Zeilen\"\"\n\rvier\"\r\n;;\n \t\nBea\rCem;1;2")
            .sheet;
    assert_eq!(
        rows(&sheet),
        [
            (2, vec!["Name", "Notiz"]),
            (3, vec!["Anna", "eine\r\nzwei \"Zeilen\"\n\rvier"]),
            (9, vec!["Bea"]),
            (10, vec!["Cem", "1", "2"]),
        ]
    );
    assert!(sheet.faults.is_empty());
}

#[test]
fn spaces_quotes_and_guards_around_a_cell_are_dropped() {
    let sheet = read("\u{a0}a\u{a0}; \"b;c\" ;\"d\"e;f \"g\" h;\"\";\"\"\"\"").sheet;
    assert_eq!(rows(&sheet), [(1, vec!["a", "b;c", "de", "f \"g\" h", "", "\""])]);
    let sheet = read("'=1+1;''x;'n Abend;\"'-\";''=1;'").sheet;
    assert_eq!(rows(&sheet), [(1, vec!["=1+1", "'x", "'n Abend", "-", "'=1", "'"])]);
}

#[test]
fn a_quote_that_is_never_closed_is_reported_and_the_rest_is_kept() {
    let open = |row, column| vec![Fault { row, column, kind: FaultKind::OpenQuote }];
    let sheet = read("Name;Notiz\nAnna;\"offen\nBea;b\nCem;c\n").sheet;
    assert_eq!(sheet.faults, open(2, 2));
    assert_eq!(
        rows(&sheet),
        [
            (1, vec!["Name", "Notiz"]),
            (2, vec!["Anna", "\"offen"]),
            (3, vec!["Bea", "b"]),
            (4, vec!["Cem", "c"])
        ]
    );
    let sheet = read("\"Anna;a\n\"Bea\";\"b\"\n").sheet;
    assert_eq!(sheet.faults, open(1, 1));
    assert_eq!(rows(&sheet), [(1, vec!["\"Anna", "a"]), (2, vec!["Bea", "b"])]);
    assert_eq!(read("a;b\n\"").sheet.faults, open(2, 1));
}

#[test]
fn many_quotes_take_no_longer_than_few() {
    let text = "x;\"\"\"\"\n\"".repeat(200_000) + "\"\"x;\"\n";
    assert!(read(&text).sheet.rows.len() > 1000);
    let wide = ";\"\"".repeat(1_000_000);
    assert_eq!(read(&wide).sheet.rows.len(), 0);
}

/// Anything, with more of what CSV files stumble over.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        prop::sample::select(vec![
            "\"", "'", ";", ",", "\t", "|", "\r", "\n", "\r\n", "=", "+", "-", "@", "\0", "＝", "sep=", " ",
            "\u{a0}", "\u{202e}", "🌍", "\u{feff}", "1,5", "Müller", "a",
        ])
        .prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn cells(table: &Table) -> Vec<Vec<String>> {
    let titles = table.columns.iter().map(|column| column.title.clone()).collect();
    let rows = std::iter::once(titles).chain(table.rows.iter().cloned());
    rows.map(|row: Vec<String>| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>())
        .filter(|row| row.iter().any(|cell| !cell.is_empty()))
        .collect()
}

proptest! {
    #[test]
    fn what_was_written_is_read_again(
        rows in (1usize..4).prop_flat_map(|width| {
            proptest::collection::vec(proptest::collection::vec(hostile(), width), 1..6)
        })
    ) {
        let columns = rows[0].iter().map(|title| Column { title: title.clone(), ..Column::default() }).collect();
        let table = Table { name: String::new(), columns, rows: rows[1..].to_vec() };
        let bytes = write_csv(&table);
        let found = read(&decode(&bytes, detect(&bytes)));
        let read: Vec<Vec<String>> = found.sheet.rows.iter().map(|row| row.cells.clone()).collect();
        prop_assert_eq!(read, cells(&table));
        prop_assert_eq!(found.sheet.faults, []);
        prop_assert_eq!(found.delimiter, ';');
    }

    #[test]
    fn what_others_write_is_read(
        rows in (1usize..4).prop_flat_map(|width| {
            proptest::collection::vec(proptest::collection::vec("[a-c0-3 \"\n\r;,|\t]{0,6}", width), 1..6)
        }),
        delimiter in prop::sample::select(vec![b';', b',', b'\t', b'|']),
        always in any::<bool>(),
    ) {
        let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).quote_style(style).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let found = read_delimited(&text, Some(char::from(delimiter))).sheet;
        let read: Vec<Vec<String>> = found.rows.iter().map(|row| row.cells.clone()).collect();
        prop_assert_eq!(read, cells(&Table { rows, ..Table::default() }));
        prop_assert_eq!(found.faults, []);
    }

    #[test]
    fn anything_is_read(pieces in proptest::collection::vec(hostile(), 0..20), delimiter in any::<Option<char>>()) {
        let text = pieces.concat();
        let found = read_delimited(&text, delimiter).sheet;
        let lines = u32::try_from(text.matches(['\r', '\n']).count() + 1).unwrap();
        prop_assert!(found.rows.iter().all(|row| (1..=lines).contains(&row.number)));
        prop_assert!(found.rows.is_sorted_by(|a, b| a.number < b.number));
    }
}
