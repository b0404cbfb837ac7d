//! What workbooks say, our own and those of others.

use gosmart_formats::table::{
    Column, Content, Fault, FaultKind, ReadError, Sheet, Table, read_workbook, write_workbook,
};
use proptest::prelude::*;

use super::package::xls::xls;
use super::package::{self, odf, ods, sheet_xml, xlsx, xlsx_with, zip};

fn rows(sheet: &Sheet) -> Vec<(u32, Vec<&str>)> {
    sheet.rows.iter().map(|row| (row.number, row.cells.iter().map(String::as_str).collect())).collect()
}

fn column(title: &str, content: Content) -> Column {
    Column { title: title.into(), content, choices: Vec::new() }
}

fn error(row: u32, column: u32, text: &str) -> Fault {
    Fault { row, column, kind: FaultKind::Error(text.into()) }
}

#[test]
fn what_was_written_is_read_again() {
    let columns =
        vec![column("Name", Content::Text), column("Zahl", Content::Number), column("Tag", Content::Date)];
    let mut choice = column("Ebene", Content::Text);
    choice.choices = (0..40).map(|number| format!("Ebene, {number}")).collect();
    let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
    let table = Table {
        name: "Akteure".into(),
        columns: [columns, vec![choice]].concat(),
        rows: vec![
            row(["x", "1234567890123456", "2024-02-30", ""]),
            row(["=1+1", "-2.5", "2026-11-27", "Ebene, 3"]),
            row(["", "", "", ""]),
            row(["007", "007", "1800-01-01", "\u{1}_x0041_\r\n\u{fffe}"]),
            row(["https://example.org", "123456789012345", "9999-12-31", "'x"]),
        ],
    };
    let sheets = read_workbook(&write_workbook(&[table, Table::default()]).unwrap()).unwrap();
    assert_eq!(
        sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(),
        ["Akteure", "Tabelle", "Listen"]
    );
    assert_eq!(sheets.iter().map(|sheet| sheet.hidden).collect::<Vec<_>>(), [false, false, true]);
    assert_eq!(
        rows(&sheets[0]),
        [
            (1, vec!["Name", "Zahl", "Tag", "Ebene"]),
            (2, vec!["x", "1234567890123456", "2024-02-30"]),
            (3, vec!["=1+1", "-2.5", "2026-11-27", "Ebene, 3"]),
            (5, vec!["007", "007", "1800-01-01", "\u{1}_x0041_\r\n\u{fffe}"]),
            (6, vec!["https://example.org", "123456789012345", "9999-12-31", "'x"]),
        ]
    );
    assert_eq!(sheets[2].rows.len(), 40);
}

#[test]
fn an_excel_workbook_of_any_producer_is_read() {
    let cells = r#"<row r="2"><c r="B2" t="inlineStr"><is><t>a</t></is></c><c r="C2" t="b"><v>1</v></c></row>
        <row><c t="str"><f>1</f><v>&lt;b&gt;</v></c><c><v>3.0</v></c><c><v>0.30000000000000004</v></c></row>
        <row r="5"><c r="A5" t="e"><v>#REF!</v></c><c r="B5" t="e"><v>#SPILL!</v></c><c r="C5" t="s"><v>0</v></c></row>
        <row r="6"><c r="A6" t="e"><v>#CALC!</v></c><c r="B6"><v>1e3</v></c></row>
        <row r="7"><c r="A7" t="d"><v>2026-11-27T00:00:00</v></c><c r="B7" t="d"><v>2026-11-27T14:30:00Z</v></c></row>"#;
    let sheets = read_workbook(&xlsx(&sheet_xml(cells))).unwrap();
    assert_eq!(
        rows(&sheets[0]),
        [
            (2, vec!["", "a", "true"]),
            (3, vec!["<b>", "3", "0.3"]),
            (5, vec!["", "", "geteilt"]),
            (6, vec!["", "1000"]),
            (7, vec!["2026-11-27", "2026-11-27 14:30"]),
        ]
    );
    assert_eq!(sheets[0].faults, [error(5, 1, "#REF!"), error(5, 2, "#SPILL!"), error(6, 1, "#CALC!")]);
}

#[test]
fn strict_workbooks_with_prefixes_are_read() {
    let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    let sheet = format!(
        "<x:worksheet xmlns:x=\"{strict}\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>a</x:t>\
         </x:is></x:c></x:row></x:sheetData></x:worksheet>"
    );
    for relationships in [package::RELATIONSHIPS, "http://purl.oclc.org/ooxml/officeDocument/relationships"] {
        let bytes = package::xlsx_of(relationships, &sheet, "<sst/>");
        assert_eq!(rows(&read_workbook(&bytes).unwrap()[0]), [(1, vec!["a"])]);
    }
}

#[test]
fn an_old_excel_workbook_is_read() {
    let sheets = read_workbook(&xls()).unwrap();
    assert_eq!(
        rows(&sheets[0]),
        [
            (1, vec!["Name", "Größe", "2026-11-27"]),
            (2, vec!["Müller", "1.75", "true"]),
            (3, vec!["Müller", "", "-3"])
        ]
    );
    let merged = Fault { row: 2, column: 1, kind: FaultKind::Merged { rows: 2 } };
    assert_eq!(sheets[0].faults, [error(3, 2, "#REF!"), merged]);
    assert_eq!((sheets[1].name.as_str(), sheets[1].hidden), ("Zwei", true));
}

#[test]
fn days_and_times_are_read_as_such() {
    let cell = |style: u8, value: &str| format!("<c s=\"{style}\"><v>{value}</v></c>");
    let cells = [
        cell(1, "46353"),
        cell(1, "46353.604166666664"),
        cell(1, "0.60418"),
        cell(2, "1.25"),
        cell(2, "-0.5"),
        cell(1, "-1"),
        cell(1, "1e300"),
    ];
    let sheets = read_workbook(&xlsx(&sheet_xml(&format!("<row>{}</row>", cells.concat())))).unwrap();
    let huge = 1e300.to_string();
    let expected = ["2026-11-27", "2026-11-27 14:30", "14:30:01", "30:00", "-12:00", "-1", huge.as_str()];
    assert_eq!(rows(&sheets[0]), [(1, expected.to_vec())]);
}

#[test]
fn merged_cells_reach_down_and_not_across() {
    let cell = |at: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{at}</t></is></c>");
    let row = |number: u32, cells: &[&str]| {
        format!("<row r=\"{number}\">{}</row>", cells.iter().map(|at| cell(at)).collect::<String>())
    };
    let cells =
        [row(1, &["A1"]), row(2, &["A2", "B2"]), row(3, &["A3", "B3"]), row(4, &["B4"]), row(5, &["B5"])]
            .concat();
    let merges = "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:A1048576\"/></mergeCells>";
    let sheet = sheet_xml(&cells).replace("</sheetData>", &format!("</sheetData>{merges}"));
    let sheets = read_workbook(&xlsx(&sheet)).unwrap();
    assert_eq!(
        rows(&sheets[0]),
        [
            (1, vec!["A1"]),
            (2, vec!["A2", "B2"]),
            (3, vec!["A3", "B3"]),
            (4, vec!["A2", "B4"]),
            (5, vec!["A2", "B5"]),
        ]
    );
    assert_eq!(sheets[0].faults, [Fault { row: 2, column: 1, kind: FaultKind::Merged { rows: 1_048_575 } }]);
}

#[test]
fn an_opendocument_workbook_is_read() {
    let table = r#"<table:table table:name="Akteure"><table:table-header-rows><table:table-row>
            <table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell>
            <table:table-cell table:number-columns-repeated="2"/>
            <table:table-cell office:value-type="string"><office:annotation><text:p>nicht</text:p></office:annotation>
                <text:p>zwei<text:s text:c="2"/><text:span>Zeilen</text:span> &amp;
                    mehr</text:p><text:p>hier<text:tab/>&#x21;</text:p></table:table-cell>
        </table:table-row></table:table-header-rows>
        <table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
        <table:table-row table:number-rows-repeated="2">
            <table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="3.0"><text:p>3,00</text:p></table:table-cell>
            <table:table-cell office:value-type="boolean" office:boolean-value="false"/>
            <table:table-cell office:value-type="date" office:date-value="2026-11-27T14:30:00"/>
            <table:table-cell office:value-type="time" office:time-value="PT14H30M05S"/>
        </table:table-row>
        <table:table-row>
            <table:table-cell table:number-rows-spanned="3" office:value-type="string"><text:p>unten</text:p></table:table-cell>
            <table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>
            <table:table-cell table:formula="of:=A1" office:value-type="string"><text:p>Err:508</text:p></table:table-cell>
        </table:table-row>
        <table:table-row><table:covered-table-cell office:value-type="string"><text:p>verdeckt</text:p></table:covered-table-cell>
            <table:table-cell office:value-type="string"><text:p>b</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1048568"><table:table-cell/></table:table-row>
        </table:table>
        <table:table table:name="Versteckt" table:style-name="ta2"/>"#;
    let sheets = read_workbook(&ods(table)).unwrap();
    let numbers = vec!["3", "3", "false", "2026-11-27 14:30", "14:30:05"];
    assert_eq!(
        rows(&sheets[0]),
        [
            (1, vec!["Name", "", "", "zwei  Zeilen & mehr\nhier\t!"]),
            (5, numbers.clone()),
            (6, numbers),
            (7, vec!["unten"]),
            (8, vec!["unten", "b"]),
        ]
    );
    let merged = Fault { row: 7, column: 1, kind: FaultKind::Merged { rows: 3 } };
    assert_eq!(sheets[0].faults, [error(7, 2, "#REF!"), error(7, 3, "Err:508"), merged]);
    assert_eq!((sheets[1].name.as_str(), sheets[1].hidden, sheets[0].hidden), ("Versteckt", true, false));
}

#[test]
fn what_is_no_workbook_is_refused() {
    for bytes in [&b""[..], b"Name;Ort", b"<html><table>", b"%PDF-1.7"] {
        assert_eq!(read_workbook(bytes), Err(ReadError::NotAWorkbook));
    }
    let other = "application/vnd.oasis.opendocument.text";
    assert_eq!(read_workbook(&odf(other, "<a/>", "")), Err(ReadError::NotAWorkbook));
    assert_eq!(read_workbook(&zip(&[("a.txt", b"a")])), Err(ReadError::NotAWorkbook));
    for kind in [
        "openxmlformats-officedocument.wordprocessingml.document.main",
        "openxmlformats-officedocument.spreadsheetml.sheet",
        "ms-excel.sheet.binary.macroEnabled.main",
    ] {
        let types = format!("<Types><Override ContentType=\"application/vnd.{kind}+xml\"/></Types>");
        assert_eq!(
            read_workbook(&zip(&[("[Content_Types].xml", types.as_bytes())])),
            Err(ReadError::NotAWorkbook)
        );
    }
    let document = package::xls::compound_file("WordDocument", b"");
    assert_eq!(read_workbook(&document), Err(ReadError::NotAWorkbook));
    assert!(matches!(read_workbook(b"PK"), Err(ReadError::Broken(_))));
    let whole = xlsx(&sheet_xml(""));
    assert!(matches!(read_workbook(&whole[..whole.len() - 30]), Err(ReadError::Broken(_))));
    let stream = package::xls::workbook();
    for length in [0, 30, stream.len() - 50] {
        let early = package::xls::compound_file("Workbook", &stream[..length]);
        assert!(matches!(read_workbook(&early), Err(ReadError::Broken(_))), "{length}");
    }
    let early = sheet_xml("<row><c><v>1</v></c>").replace("</sheetData></worksheet>", "");
    assert!(matches!(read_workbook(&xlsx(&early)), Err(ReadError::Broken(_))));
    let early = odf(package::ODS, "<a><table:table><table:table-row>", "");
    assert!(matches!(read_workbook(&early), Err(ReadError::Broken(_))));
}

#[test]
fn encrypted_workbooks_are_refused_as_such() {
    let package = package::xls::compound_file("EncryptedPackage", b"secret");
    assert_eq!(read_workbook(&package), Err(ReadError::Encrypted));
    let password = [&package::xls::workbook()[..20], &[0x2f, 0, 2, 0, 1, 0][..]].concat();
    assert_eq!(read_workbook(&package::xls::compound_file("Workbook", &password)), Err(ReadError::Encrypted));
    let manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    assert_eq!(read_workbook(&odf(package::ODS, "no XML", manifest)), Err(ReadError::Encrypted));
}

#[test]
fn nothing_unpacks_without_bounds() {
    // A byte that becomes a thousand.
    let spaces = " ".repeat(60 << 20);
    let bomb = xlsx(&sheet_xml(&spaces));
    assert!(bomb.len() < 100_000);
    assert_eq!(read_workbook(&bomb), Err(ReadError::TooLarge));
    // The same, and the package says that it is small.
    let size = (spaces.len() as u32 + sheet_xml("").len() as u32).to_le_bytes();
    let mut lying = bomb;
    let places: Vec<usize> = (0..lying.len() - 4).filter(|at| lying[*at..*at + 4] == size).collect();
    assert!(!places.is_empty());
    for at in places {
        lying[at..at + 4].copy_from_slice(&100u32.to_le_bytes());
    }
    let refused = read_workbook(&lying).unwrap_err().to_string();
    assert!(refused.contains("larger than its declared"), "{refused}");
    // One text, a million times.
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(30_000));
    let cells = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(16_000));
    assert_eq!(read_workbook(&xlsx_with(&sheet_xml(&cells), &strings)), Err(ReadError::TooLarge));
    let many = "<sst uniqueCount=\"99999999999999\"/>";
    assert!(matches!(read_workbook(&xlsx_with(&sheet_xml(""), many)), Err(ReadError::Broken(_))));
    // A cell in the last column of each row, and one in the last of all.
    let far: String =
        (1..2000).map(|row| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>")).collect();
    assert_eq!(read_workbook(&xlsx(&sheet_xml(&far))), Err(ReadError::TooLarge));
    let corners = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    assert_eq!(read_workbook(&xlsx(&sheet_xml(corners))).unwrap()[0].rows.len(), 2);
    for place in ["A1048577", "XFE1", "AAAAAAAAAA1", "A99999999999"] {
        let sheet = sheet_xml(&format!("<row><c r=\"{place}\"><v>1</v></c></row>"));
        assert!(matches!(read_workbook(&xlsx(&sheet)), Err(ReadError::Broken(_)) | Ok(_)), "{place}");
    }
    for (rows, columns, spaces) in
        [(1_000_000, 1000, 1), (1, 4_000_000_000_u32, 1), (1, 1, 4_000_000_000_u32)]
    {
        let row = format!(
            "<table:table table:name=\"A\"><table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell \
             table:number-columns-repeated=\"{columns}\" office:value-type=\"string\"><text:p>a{}</text:p>\
             </table:table-cell></table:table-row></table:table>",
            format!("<text:s text:c=\"{spaces}\"/>b").repeat(20_000)
        );
        assert!(matches!(read_workbook(&ods(&row)), Err(ReadError::TooLarge)), "{rows} {columns} {spaces}");
    }
}

#[test]
fn sectors_that_follow_themselves_end() {
    let whole = xls();
    // Where the table of sectors has what follows on the directory, and on the first one of the stream.
    for (place, next) in
        [(512 + 4, 1_u32), (512 + 8, 2), (512 + 12, 2), (512 + 8, 0), (512 + 8, 500), (68, 0)]
    {
        let mut bytes = whole.clone();
        bytes[place..place + 4].copy_from_slice(&next.to_le_bytes());
        assert!(matches!(read_workbook(&bytes), Err(ReadError::Broken(_))), "{place} {next}");
    }
}

/// Anything that Excel takes, with more of what it stumbles over.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        prop::sample::select(vec![
            "\"", "'", "<", "&amp;", "]]>", "\t", "\r", "\n", "\r\n", "=", "@", "\0", "_x0041_", "_x005F_",
            " ", "\u{a0}", "\u{202e}", "🌍", "\u{feff}", "\u{ffff}", "1,5", "Müller", "a", "http://a",
        ])
        .prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_written_and_read_again(
        name in hostile(),
        choices in proptest::collection::vec(hostile(), 0..40),
        cells in (1usize..4).prop_flat_map(|width| {
            proptest::collection::vec(proptest::collection::vec(hostile(), width), 1..6)
        })
    ) {
        let columns = cells[0].iter().map(|title| Column { choices: choices.clone(), ..column(title, Content::Text) });
        let columns = columns.collect();
        let table = Table { name, columns, rows: cells[1..].to_vec() };
        let sheets = read_workbook(&write_workbook(&[table]).unwrap()).unwrap();
        let mut expected: Vec<(u32, Vec<&str>)> = (1..).zip(cells.iter().map(|row| {
            let trimmed: Vec<&str> = row.iter().map(|cell| cell.trim()).collect();
            let width = trimmed.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            trimmed[..width].to_vec()
        })).collect();
        expected.retain(|(_, row)| !row.is_empty());
        prop_assert_eq!(rows(&sheets[0]), expected);
        if let Some(lists) = sheets.get(1) {
            let read: Vec<&str> = lists.rows.iter().map(|row| row.cells[0].as_str()).collect();
            let chosen: Vec<&str> = choices.iter().map(|choice| choice.trim()).filter(|choice| !choice.is_empty()).collect();
            prop_assert_eq!(read, chosen);
        }
    }
}
