//! Files of other programs, as the command line reads them.

use std::{
    collections::BTreeSet,
    fs,
    io::{Cursor, Write},
    path::PathBuf,
};

use expect_test::expect;
use gosmart::{
    exchange::{Format, Loss, NATIVE, Profile, losses, read, redact},
    model::{Network, TableName},
};
use serde_json::Value;
use zip::write::SimpleFileOptions;

use crate::cli::{gosmart, output};

#[path = "../../formats/tests/tables/package/xls.rs"]
#[allow(dead_code, reason = "some of it is for the tests of the package itself")]
pub mod xls;

const EXAMPLE: &str = "../../data/goslar.json";

fn written(name: &str, bytes: &[u8]) -> PathBuf {
    let path = output(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// The network of a file, what was printed to standard error meanwhile.
fn converted(language: &str, arguments: &[&str]) -> (Network, String) {
    let path = output(&format!("{}.json", arguments[0].replace(['/', '.'], "-")));
    let own = ["--to", "gosmart", "--profile", "full"];
    let call = [&["convert", arguments[0], path.to_str().unwrap()], &arguments[1..], &own].concat();
    let (code, _, said) = gosmart(language, &call);
    assert_eq!(code, 0, "{said}");
    (read(&fs::read(path).unwrap()).unwrap().network, said)
}

const RELATIONS: [TableName; 3] = [TableName::Offers, TableName::Needs, TableName::Links];

fn names(network: &Network, table: TableName) -> Vec<String> {
    let mut names: Vec<String> =
        network.table(table).records().map(|record| network.name_of(table, record.id())).collect();
    names.sort();
    names
}

#[test]
fn what_was_written_comes_back_as_far_as_the_format_holds_it() {
    let part = redact(&read(&fs::read("data/goslar.json").unwrap()).unwrap().network, Profile::Public);
    let formats = Format::writable()
        .filter(|format| format.is_of_a_network() && !["gosmart", "json-ld"].contains(&format.name));
    let mut read_back = BTreeSet::new();
    for format in formats {
        let path = output(&format!("example.{}", format.name));
        let path = path.to_str().unwrap();
        assert_eq!(gosmart("de_DE", &["convert", EXAMPLE, path, "--to", format.name]).0, 0);
        let (network, said) = converted("de_DE", &[path]);
        let lost = losses(&part, format);
        let count = |table: TableName| {
            let lost = lost.iter().map(|loss| match loss {
                Loss::Records(of, count) if *of == table => *count,
                Loss::MetNeeds(count) if table == TableName::Needs => *count,
                _ => 0,
            });
            part.table(table).len() - lost.sum::<usize>()
        };
        for table in [TableName::Actors, TableName::Competencies] {
            let back = names(&network, table);
            let ours = names(&part, table);
            assert_eq!(back.len(), count(table), "{} {table:?}: {said}", format.name);
            assert!(back.iter().all(|name| ours.contains(name)), "{} {table:?}", format.name);
        }
        for table in RELATIONS {
            assert_eq!(network.table(table).len(), count(table), "{} {table:?}: {said}", format.name);
        }
        read_back.insert(format.name);
    }
    assert_eq!(read_back, BTreeSet::from(["csv", "gexf", "graphml", "kumu", "kumu-xlsx", "xlsx"]));
}

#[test]
fn graphs_of_other_programs_are_told_by_their_content() {
    for name in
        ["graphology.json", "networkx.json", "d3.json", "cytoscape.json", "kumu-project.json", "yed.graphml"]
    {
        // Neither ending nor name says what it is.
        let bytes = fs::read(format!("formats/tests/fixtures/{name}")).unwrap();
        let path = written(&format!("{name}.unknown"), &bytes);
        let (code, result, said) = gosmart("C", &["validate", path.to_str().unwrap()]);
        assert_eq!(code, 0, "{name}: {said}");
        let counts: Value = serde_json::from_str(&result).unwrap();
        assert!(
            counts["actors"].as_u64().unwrap() >= 2 && counts["links"].as_u64().unwrap() >= 1,
            "{name}: {result}"
        );
    }
    let (code, _, said) =
        gosmart("C", &["validate", "../../formats/tests/fixtures/d3.json", "--from", "graphology"]);
    assert_eq!(code, 1);
    expect![[r#"
        gosmart: ../../formats/tests/fixtures/d3.json: The file is not of the kind it was taken for. Another one is named by --from.
    "#]]
    .assert_eq(&said);
}

/// In Windows-1252; `\xfc` is ü.
const LIST: &[u8] = b"Verein;Angebote;Gesuche;Spalte 4\r\nB\xfccherei S\xfcd;Vorlesen, Br\xfcckenbau;;x\r\n;;;\r\nT\xf6pferei;;Vorlesen;\r\nSumme;2;1;\r\n";

#[test]
fn a_table_in_windows_1252_says_how_it_was_understood() {
    let path = written("windows.csv", LIST);
    let (network, said) = converted("de_DE", &[path.to_str().unwrap()]);
    assert_eq!(names(&network, TableName::Actors), ["Bücherei Süd", "Töpferei"]);
    assert_eq!(names(&network, TableName::Competencies), ["Brückenbau", "Vorlesen"]);
    assert_eq!((network.offers.len(), network.needs.len()), (2, 1));
    let said = said.replace(&format!("{}", path.display()), "FILE");
    expect![[r#"
        FILE: Spalte A „Verein“: Name
        FILE: Spalte B „Angebote“: Bietet
        FILE: Spalte C „Gesuche“: Sucht
        FILE: Spalte D „Spalte 4“: Bereich
        FILE: Zeile 5: Die Zeile „Summe“ ist eine Summe und wird ausgelassen.
        gosmart: Nichts bleibt draußen.
    "#]]
    .assert_eq(&said);
}

#[test]
fn problems_stand_where_they_are() {
    let list =
        "Verein;Angebote;Art\nMuseum;Führung;Organisation\nChor;Singen;Person\nBad;Schwimmen;Pilz\n;Malen;\n";
    let path = written("problems.csv", list.as_bytes());
    let (code, result, said) = gosmart("C", &["validate", path.to_str().unwrap()]);
    assert_eq!(code, 0);
    let result: Value = serde_json::from_str(&result).unwrap();
    expect![[r#"
        [
          {
            "what": "“Pilz” in the column “Art” was not understood and is not taken over.",
            "where": "row 4, column C"
          },
          {
            "what": "Without a name: the row belongs to “Bad” above.",
            "where": "row 5"
          }
        ]
    "#]]
    .assert_eq(&format!("{:#}\n", result["problems"]));
    for problem in result["problems"].as_array().unwrap() {
        let line =
            format!(": {}: {}\n", problem["where"].as_str().unwrap(), problem["what"].as_str().unwrap());
        assert!(said.contains(&line), "{said}");
    }
    let graph = "../../formats/tests/fixtures/networkx.graphml";
    let (_, _, said) = gosmart("C", &["validate", graph]);
    assert!(said.contains(": edge 3: There is no node “9”; the edge is left out.\n"), "{said}");
}

#[test]
fn columns_are_named_in_a_file_like_the_one_that_was_printed() {
    let list = written("choices.csv", "Name;Angebote\nMuseum;Führung\n".as_bytes());
    let list = list.to_str().unwrap();
    let (_, guessed, _) = gosmart("C", &["validate", list]);
    let mut choices = serde_json::from_str::<Value>(&guessed).unwrap()["columns"].take();
    choices["sheets"][0]["columns"][1]["meaning"] = "actors.needs".into();
    let file = written("choices.json", choices.to_string().as_bytes());
    let file = file.to_str().unwrap();
    let (network, said) = converted("C", &[list, "--columns", file]);
    assert_eq!((network.offers.len(), network.needs.len()), (0, 1), "{said}");

    let other = written("other.csv", "Name;Ort\nMuseum;Goslar\n".as_bytes());
    let refusal = |arguments: &[&str]| {
        let (code, _, said) = gosmart("C", &[&["validate"], arguments].concat());
        (code, said.lines().next().unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned())
    };
    let (code, said) = refusal(&[other.to_str().unwrap(), "--columns", file]);
    assert_eq!(code, 1);
    expect![
        "choices.json: The choices are for another file; here “Ort” stands. Column B “Angebote”: Looks for"
    ]
    .assert_eq(&said);
    choices["sheets"][0]["columns"][1]["meaning"] = "actors.hobby".into();
    fs::write(file, choices.to_string()).unwrap();
    let (code, said) = refusal(&[list, "--columns", file]);
    assert_eq!(code, 1);
    expect![
        "choices.json: At sheets[0].columns[1].meaning stands actors.hobby, which is no choice that there is."
    ]
    .assert_eq(&said);
    fs::write(file, "{\"sheets\": [,]}").unwrap();
    let (code, said) = refusal(&[list, "--columns", file]);
    assert_eq!(code, 1);
    expect!["choices.json: Line 1, column 13: this is not JSON."].assert_eq(&said);
    assert_eq!(refusal(&[EXAMPLE, "--columns", file]).0, 2);
    assert_eq!(refusal(&["../../formats/tests/fixtures/d3.json", "--columns", file]).0, 2);
}

#[test]
fn the_report_has_a_line_for_each_row() {
    let (list, report) = (written("report.csv", LIST), output("report.jsonl"));
    let call = ["validate", list.to_str().unwrap(), "--report", report.to_str().unwrap()];
    assert_eq!(gosmart("C", &call).0, 0);
    let lines = fs::read_to_string(report).unwrap();
    let rows = lines.lines().map(|line| {
        let line: Value = serde_json::from_str(line).unwrap();
        format!("{} {}\n", line["row"], line["state"])
    });
    // The empty row is none.
    expect![[r#"
        2 "new"
        4 "new"
        5 "note"
    "#]]
    .assert_eq(&rows.collect::<String>());
    let report = output("none.jsonl");
    assert_eq!(gosmart("C", &["validate", EXAMPLE, "--report", report.to_str().unwrap()]).0, 2);
    assert!(!report.exists());
}

#[test]
fn the_same_file_gives_the_same_ids_and_another_others() {
    let ids = |name: &str, bytes: &[u8]| {
        let (network, _) = converted("C", &[written(name, bytes).to_str().unwrap()]);
        network.actors.iter().map(|actor| actor.id.clone()).collect::<BTreeSet<_>>()
    };
    let first = ids("ids.csv", LIST);
    assert_eq!(first, ids("again.csv", LIST));
    assert!(first.is_disjoint(&ids("ids-2.csv", b"Verein;Angebote\nChor;Singen\nMuseum;Malen\n")));
}

#[test]
fn garbled_text_is_mended_and_that_is_said() {
    let path = written("garbled.csv", "Verein;Angebote\nBÃ¼cherei;Vorlesen\n".as_bytes());
    let (network, said) = converted("C", &[path.to_str().unwrap()]);
    assert_eq!(names(&network, TableName::Actors), ["Bücherei"]);
    assert!(said.contains("row 2, column A: Umlauts"), "{said}");
}

#[test]
fn an_encrypted_workbook_is_refused_with_what_to_do() {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    let files = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", "sealed"),
        ("META-INF/manifest.xml", manifest),
    ];
    for (name, text) in files {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        archive.start_file(name, stored).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    let ods = archive.finish().unwrap().into_inner();
    // So Excel seals its own, whatever the ending says.
    let xlsx = xls::compound_file("EncryptedPackage", b"secret");
    for (name, bytes) in [("sealed", ods), ("sealed.xlsx", xlsx)] {
        let path = written(name, &bytes);
        let path = path.to_str().unwrap();
        let sentence = |language: &str| {
            let (code, result, said) = gosmart(language, &["validate", path]);
            assert_eq!((code, result.as_str()), (1, ""));
            said.replace(path, "FILE")
        };
        assert_eq!(
            sentence("de_DE"),
            "gosmart: FILE: Die Datei ist mit einem Passwort geschützt. Bitte ohne Passwort speichern und noch einmal öffnen.\n"
        );
        assert_eq!(
            sentence("C"),
            "gosmart: FILE: The file is protected by a password. Please save it without one and open it again.\n"
        );
    }
}

#[test]
fn workbooks_of_old_excel_are_read() {
    let (code, _, said) = gosmart("C", &["validate", written("old", &xls::xls()).to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("Column A"), "{said}");
}

/// The page reads our own files only.
#[test]
fn nothing_else_is_read_where_the_program_is_a_page() {
    assert_eq!(Format::readable().collect::<Vec<_>>(), [NATIVE]);
}
