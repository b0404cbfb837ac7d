//! Files that are broken somewhere, or nothing but noise: read or refused, in any case soon and without a panic.

use std::io::{Cursor, Read};

use gosmart_formats::table::{Column, Content, Table, read_workbook, write_workbook};
use proptest::prelude::*;

use super::package::{self, ods, sheet_xml, xlsx_with};

/// What is done to the bytes: at a place, so many are taken away, and others put there.
#[derive(Clone, Debug)]
struct Mutation {
    place: prop::sample::Index,
    taken: usize,
    put: Vec<u8>,
}

fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let put = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..4),
        prop::sample::select(vec![
            "\"",
            "<",
            ">",
            "/>",
            "&",
            "&#0;",
            "]]>",
            "<!--",
            "0",
            "9999999999",
            "-1",
            "A",
            ":"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        prop::sample::select(vec![0u32, 1, 0xff, 0xffff, 0x7fff_ffff, u32::MAX])
            .prop_map(|n| n.to_le_bytes().to_vec()),
    ];
    let mutation = (any::<prop::sample::Index>(), 0usize..5, put);
    proptest::collection::vec(mutation.prop_map(|(place, taken, put)| Mutation { place, taken, put }), 1..5)
}

fn mutated(bytes: &[u8], mutations: &[Mutation]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for Mutation { place, taken, put } in mutations {
        if !bytes.is_empty() {
            let start = place.index(bytes.len());
            let end = (start + taken).min(bytes.len());
            bytes.splice(start..end, put.iter().copied());
        }
    }
    bytes
}

fn mutated_text(text: &str, mutations: &[Mutation]) -> String {
    String::from_utf8_lossy(&mutated(text.as_bytes(), mutations)).into_owned()
}

fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

const ROWS: &str = r#"<row r="2"><c r="B2" t="inlineStr"><is><t xml:space="preserve">a</t></is></c><c r="C2" t="b"><v>1</v></c>
    </row><row><c t="str"><f>1</f><v>&lt;b&gt;</v></c><c s="1"><v>46353.5</v></c><c s="2"><v>0.3</v></c></row><row r="5">
    <c r="A5" t="e"><v>#REF!</v></c><c r="B5" t="s"><v>0</v></c><c r="C5" t="d"><v>2026-11-27T14:30:00</v></c></row>"#;
const MERGES: &str = r#"</sheetData><mergeCells count="1"><mergeCell ref="B2:B5"/></mergeCells>"#;
const STRINGS: &str = r#"<sst count="1" uniqueCount="1"><si><r><t>get</t></r><r><t>eilt</t></r></si></sst>"#;
const TABLES: &str = r#"<table:table table:name="A"><table:table-row table:number-rows-repeated="2">
    <table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>a<text:s text:c="2"/>&amp;</text:p></table:table-cell>
    <table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="3.0"/>
    <table:table-cell office:value-type="time" office:time-value="PT14H30M05S"/>
    <table:covered-table-cell/></table:table-row></table:table>"#;

proptest! {
    #[test]
    fn noise(bytes in proptest::collection::vec(any::<u8>(), 0..300), start in prop::sample::select(vec![&b""[..], b"PK", b"PK\x03\x04"])) {
        let _ = read_workbook(&[start, &bytes].concat());
    }

    #[test]
    fn packages(mutations in mutations(), part in any::<prop::sample::Index>()) {
        let table = Table {
            name: "A".into(),
            columns: vec![Column { title: "Tag".into(), content: Content::Date, choices: vec!["a,b".into()] }],
            rows: vec![vec!["2026-11-27".into()]],
        };
        let written = write_workbook(&[table]).unwrap();
        let _ = read_workbook(&mutated(&written, &mutations));
        let _ = read_workbook(&mutated(&ods(TABLES), &mutations));
        let mut parts = unzip(&written);
        let part = part.index(parts.len());
        parts[part].1 = mutated(&parts[part].1, &mutations);
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let _ = read_workbook(&package::zip(&parts));
    }

    #[test]
    fn what_is_in_packages(mutations in mutations()) {
        let sheet = sheet_xml(ROWS).replace("</sheetData>", MERGES);
        let _ = read_workbook(&xlsx_with(&mutated_text(&sheet, &mutations), STRINGS));
        let _ = read_workbook(&xlsx_with(&sheet, &mutated_text(STRINGS, &mutations)));
        let _ = read_workbook(&ods(&mutated_text(TABLES, &mutations)));
    }

    #[test]
    fn old_workbooks(mutations in mutations()) {
        let _ = read_workbook(&mutated(&package::xls::xls(), &mutations));
        let _ = read_workbook(&package::xls::compound_file("Workbook", &mutated(&package::xls::workbook(), &mutations)));
    }
}
