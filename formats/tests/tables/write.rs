//! What spreadsheets are given.

use std::io::{Cursor, Read};

use gosmart_formats::table::{Column, Content, Table, WriteError, write_csv, write_workbook};

fn column(title: &str, content: Content) -> Column {
    Column { title: title.into(), content, choices: Vec::new() }
}

fn table(name: &str, columns: Vec<Column>, rows: &[&[&str]]) -> Table {
    let rows = rows.iter().map(|row| row.iter().map(|cell| cell.to_string()).collect()).collect();
    Table { name: name.into(), columns, rows }
}

fn texts(name: &str, rows: &[&[&str]]) -> Table {
    let columns =
        (0..rows.first().map_or(1, |row| row.len())).map(|_| column("Titel", Content::Text)).collect();
    table(name, columns, rows)
}

fn part(workbook: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(workbook))
        .unwrap()
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn csv(table: &Table) -> String {
    String::from_utf8(write_csv(table)).unwrap()
}

#[test]
fn a_csv_file_is_one_that_a_german_excel_opens() {
    let columns = vec![
        column("Name", Content::Text),
        column("Kapazität", Content::Number),
        column("bis", Content::Date),
        column("Notiz", Content::Text),
    ];
    let rows: &[&[&str]] = &[
        &["Müller; Söhne", "-3.5", "2026-11-27", "eine \"Notiz\"\nmit Zeile"],
        &["007", "007", "2026-02-29", "a,b"],
        &["", "", "2024-02-29", ""],
    ];
    assert_eq!(
        csv(&table("Akteure", columns, rows)),
        "\u{feff}Name;Kapazität;bis;Notiz\r\n\"Müller; Söhne\";-3,5;27.11.2026;\"eine \"\"Notiz\"\"\nmit Zeile\"\r\n\
         007;007;2026-02-29;\"a,b\"\r\n;;29.02.2024;\r\n"
    );
}

#[test]
fn no_text_becomes_a_formula_in_a_csv_file() {
    for (text, written) in [
        ("=1+1", "\"'=1+1\""),
        ("+49 5321", "'+49 5321"),
        ("-", "'-"),
        ("@name", "'@name"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠1", "'＠1"),
        ("\0=1", "\"'\0=1\""),
        ("  =1", "\"'=1\""),
        ("\t=1", "\"'=1\""),
        ("'=1", "\"''=1\""),
        ("''", "'''"),
        ("'n Abend", "'n Abend"),
        ("=\"a;b\"", "\"'=\"\"a;b\"\"\""),
    ] {
        assert_eq!(csv(&texts("", &[&[text]])), format!("\u{feff}Titel\r\n{written}\r\n"));
    }
    let negative = table("", vec![column("=Titel", Content::Number)], &[&["-1"], &["-1+2"]]);
    assert_eq!(csv(&negative), "\u{feff}\"'=Titel\"\r\n-1\r\n'-1+2\r\n");
}

#[test]
fn a_workbook_has_texts_numbers_and_dates() {
    let columns =
        vec![column("Name", Content::Text), column("Zahl", Content::Number), column("Tag", Content::Date)];
    let rows: &[&[&str]] = &[&["=1+1", "2.5", "2026-11-27"], &["https://example.org", "02", "1900-02-28"]];
    let bytes = write_workbook(&[table("Akteure", columns, rows)]).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>") && !sheet.contains("hyperlink"), "{sheet}");
    for cell in [
        "<c r=\"A2\" s=\"1\" t=\"s\">",
        "<c r=\"A3\" s=\"1\" t=\"s\">",
        "<c r=\"B2\"><v>2.5</v>",
        "<c r=\"B3\" s=\"1\" t=\"s\">",
        "<c r=\"C2\" s=\"3\"><v>46353</v>",
        "<c r=\"C3\" s=\"1\" t=\"s\">",
        "<autoFilter ref=\"A1:C3\"/>",
        "ySplit=\"1\" topLeftCell=\"A2\"",
    ] {
        assert!(sheet.contains(cell), "{cell} in {sheet}");
    }
    let styles = part(&bytes, "xl/styles.xml");
    assert!(
        styles.contains("formatCode=\"dd.mm.yyyy\"")
            && styles.contains("<xf numFmtId=\"49\"")
            && styles.contains("<b/>"),
        "{styles}"
    );
}

#[test]
fn the_same_tables_are_the_same_bytes() {
    let rows: Vec<Vec<String>> = (0..300).map(|row| vec![format!("Zeile {row}")]).collect();
    let tables = [Table { name: "A".into(), columns: vec![column("Titel", Content::Text)], rows }];
    let bytes = write_workbook(&tables).unwrap();
    assert!(part(&bytes, "docProps/core.xml").contains("2000-01-01T00:00:00Z"));
    assert_eq!(bytes, write_workbook(&tables).unwrap());
}

#[test]
fn choices_are_lists_to_choose_from() {
    let mut short = column("Ebene", Content::Text);
    short.choices = vec!["sicher".into(), "<vermutet>".into()];
    let mut comma = column("Ort", Content::Text);
    comma.choices = vec!["Goslar, Harz".into(), "Bad Harzburg".into()];
    let mut long = column("Kompetenz", Content::Text);
    long.choices = (0..40).map(|number| format!("Kompetenz {number}")).collect();
    let again = comma.clone();
    let first = table("Listen", vec![short, comma, long], &[&["a", "b", "c"]]);
    let bytes = write_workbook(&[first, table("B", vec![again], &[])]).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for list in [
        "sqref=\"A2:A1048576\"><formula1>\"sicher,&lt;vermutet&gt;\"</formula1>",
        "sqref=\"B2:B1048576\"><formula1>'Listen (2)'!$A$1:$A$2</formula1>",
        "sqref=\"C2:C1048576\"><formula1>'Listen (2)'!$B$1:$B$40</formula1>",
    ] {
        assert!(sheet.contains(list), "{list} in {sheet}");
    }
    assert!(part(&bytes, "xl/worksheets/sheet2.xml").contains("<formula1>'Listen (2)'!$A$1:$A$2</formula1>"));
    let workbook = part(&bytes, "xl/workbook.xml");
    assert!(workbook.contains("<sheet name=\"Listen (2)\" sheetId=\"3\" state=\"hidden\""), "{workbook}");
}

#[test]
fn sheets_get_names_that_excel_allows() {
    let names = [
        "",
        "'Orte' in: [Goslar]/*?\\",
        "History",
        "orte",
        "ORTE",
        "ein Name, der sehr viel länger ist als erlaubt",
        "ein Name, der sehr viel länger ist als verboten",
        "🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍",
        "Zeile\u{1}\nzwei\u{ffff}",
    ];
    let tables: Vec<Table> = names.iter().map(|name| texts(name, &[])).collect();
    let workbook = part(&write_workbook(&tables).unwrap(), "xl/workbook.xml");
    for name in [
        "Tabelle",
        "Orte' in- -Goslar-----",
        "History (2)",
        "orte",
        "ORTE (2)",
        "ein Name, der sehr viel länger",
        "ein Name, der sehr viel län (2)",
        "🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍",
        "Zeile  zwei",
    ] {
        assert!(workbook.contains(&format!("<sheet name=\"{name}\"")), "{name} in {workbook}");
    }
}

#[test]
fn what_excel_cannot_hold_is_said() {
    let fits = "🌍".repeat(16_383) + "x";
    assert!(write_workbook(&[texts("A", &[&[&fits]])]).is_ok());
    assert_eq!(
        write_workbook(&[texts("A", &[&["", ""], &["", &(fits + "x")]])]),
        Err(WriteError::TooLong { sheet: "A".into(), row: 3, column: 2 })
    );
    let many = Table { rows: vec![Vec::new(); 1_048_576], ..texts("B", &[]) };
    assert_eq!(write_workbook(&[many]), Err(WriteError::TooManyCells { sheet: "B".into() }));
    let wide = table("C", vec![Column::default(); 16_385], &[]);
    assert_eq!(write_workbook(&[wide]), Err(WriteError::TooManyCells { sheet: "C".into() }));
    assert!(write_workbook(&[]).is_ok());
    assert!(write_workbook(&[Table::default()]).is_ok());
}
