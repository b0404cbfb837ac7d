//! The command line as people call it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use expect_test::expect;
use gosmart::exchange::{Profile, read};

use crate::exchange::fixture;

/// Exit code, standard output and standard error of `gosmart` with these arguments.
pub fn gosmart(language: &str, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_gosmart"))
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures"))
        .env_remove("LC_MESSAGES")
        .env("LC_ALL", language)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// A fresh path for one test's output.
pub fn output(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_file(&path);
    path
}

#[test]
fn validate_counts_and_tells_what_is_odd() {
    let (code, result, _) = gosmart("C", &["validate", "v1.json"]);
    assert_eq!(code, 0);
    expect![[r#"
        {"sectors":1,"competencies":2,"actors":6,"offers":2,"needs":2,"links":2,"topics":1,"meetings":1,"groups":0,"agreements":0,"contacts":7,"problems":[]}
    "#]]
    .assert_eq(&result);
    let (code, result, warnings) = gosmart("C", &["validate", "odd/network_is_text.json"]);
    assert_eq!(code, 0);
    expect![[r#"
        {"sectors":0,"competencies":0,"actors":0,"offers":0,"needs":0,"links":0,"topics":0,"meetings":0,"groups":0,"agreements":0,"contacts":0,"problems":[{"what":"An entry in curly brackets should be here, found: a text. The content is kept unchanged.","where":"network"},{"what":"An entry in curly brackets should be here, found: a list. The content is kept unchanged.","where":"positions"}]}
    "#]].assert_eq(&result);
    expect![[r#"
        odd/network_is_text.json: network: An entry in curly brackets should be here, found: a text. The content is kept unchanged.
        odd/network_is_text.json: positions: An entry in curly brackets should be here, found: a list. The content is kept unchanged.
    "#]].assert_eq(&warnings);
}

#[test]
fn errors_say_why_and_where_in_the_language_of_the_system() {
    let (code, result, sentence) = gosmart("C", &["validate", "odd/comma_missing.json"]);
    assert_eq!((code, result.as_str()), (1, ""));
    expect![[r#"
        gosmart: odd/comma_missing.json: Line 3, column 24: a comma or a bracket is missing here.
    "#]]
    .assert_eq(&sentence);
    let (_, _, sentence) = gosmart("de_DE.UTF-8", &["validate", "odd/comma_missing.json"]);
    expect![[r#"
        gosmart: odd/comma_missing.json: Zeile 3, Spalte 24: Hier fehlt ein Komma oder eine Klammer.
    "#]]
    .assert_eq(&sentence);
    assert_eq!(gosmart("C", &["validate", "nowhere.json"]).0, 1);
}

#[test]
fn convert_writes_the_public_profile_unless_told() {
    let path = output("public.json");
    let (code, result, warnings) = gosmart("C", &["convert", "v1.json", path.to_str().unwrap()]);
    assert_eq!(code, 0);
    expect![[r#"
        {"sectors":1,"competencies":2,"actors":2,"offers":1,"needs":1,"links":1,"topics":1,"meetings":1,"groups":0,"agreements":0,"contacts":0}
    "#]]
    .assert_eq(&result);
    expect![[r#"
        gosmart: Left out: 7 contacts, 2 persons, 2 organisations, 3 offers, needs and links, 1 internal note, 1 internal detail, 12 unknown fields, 3 notes of removals.
    "#]].assert_eq(&warnings);
    let written = fs::read_to_string(&path).unwrap();
    assert!(written.contains(r#""profile": "public""#) && !written.contains("secret"));

    // The file may be its own target, and nothing is left beside it.
    let (code, ..) = gosmart("C", &["convert", path.to_str().unwrap(), path.to_str().unwrap()]);
    assert_eq!(code, 0);
    let rest = fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("public.json") && name.ends_with(".part"))
        .count();
    assert_eq!(rest, 0);

    let (_, all, _) = gosmart("C", &["convert", "v1.json", "-", "--profile=full"]);
    assert!(all.contains("secret-note"));
}

#[test]
fn formats_are_told_by_content_and_ending_unless_they_are_named() {
    let table = output("table.csv");
    let table = table.to_str().unwrap();
    let (code, _, sentence) = gosmart("C", &["convert", "v1-settled.json", table]);
    assert_eq!(code, 2);
    let first_line = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    expect![[r#"gosmart: So far a table as text (CSV) cannot be written, only a GoSMART file (JSON)."#]]
        .assert_eq(&first_line(&sentence));
    assert!(!Path::new(table).exists());
    // The content counts more than the ending.
    assert_eq!(gosmart("C", &["convert", "v1-settled.json", table, "--to", "gosmart"]).0, 0);
    assert_eq!(gosmart("C", &["validate", table]).0, 0);

    let (code, _, sentence) = gosmart("C", &["validate", "odd/table.csv"]);
    assert_eq!(code, 1);
    expect![[r#"gosmart: odd/table.csv: This looks like a table as text (CSV); so far only a GoSMART file (JSON) can be read."#]]
        .assert_eq(&first_line(&sentence));
    let (code, _, sentence) = gosmart("C", &["validate", "odd/table.csv", "--from=gosmart"]);
    assert_eq!(code, 1);
    expect!["gosmart: odd/table.csv: From byte 35 on the file is not UTF-8 text. Please save it as UTF-8 and open it again."]
        .assert_eq(&first_line(&sentence));
    let (code, _, sentence) = gosmart("C", &["validate", "odd/table.csv", "--from", "csv"]);
    assert_eq!(code, 2);
    expect![[r#"gosmart: There is no format csv here, only: gosmart."#]].assert_eq(&first_line(&sentence));
}

#[test]
fn a_layout_leaves_nothing_out_whatever_profile_the_file_names() {
    let whole = read(&fixture("v1-settled.json")).unwrap().network;
    for profile in Profile::ALL {
        let (input, path) = (output("to-lay-out.json"), output("laid-out.json"));
        let named = format!(r#""profile": "{}""#, profile.name());
        let text = String::from_utf8(fixture("v1-settled.json")).unwrap();
        fs::write(&input, text.replace(r#""profile": "full""#, &named)).unwrap();
        let (input, path) = (input.to_str().unwrap(), path.to_str().unwrap());
        assert_eq!(gosmart("C", &["layout", input, "--out", path]).0, 0);
        let (code, printed, _) = gosmart("C", &["layout", input, "--out", "-"]);
        assert_eq!(code, 0);
        for bytes in [fs::read(path).unwrap(), printed.into_bytes()] {
            let mut again = read(&bytes).unwrap().network;
            assert!(again.positions.len() > whole.positions.len());
            again.positions = whole.positions.clone();
            assert_eq!(again, whole, "{profile:?}");
        }
    }
}

#[test]
fn a_newer_document_is_not_converted() {
    let path = output("newer.json");
    let (code, _, sentence) = gosmart("C", &["convert", "odd/newer.json", path.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(!path.exists());
    expect![[r#"
        odd/newer.json: version: The file has version 7 of the format, this program knows version 1. It is opened for looking only; please update the program.
        gosmart: Not converted: what the newer version has added would be lost.
    "#]].assert_eq(&sentence);
}

#[test]
fn match_says_who_could_help_whom_and_why() {
    let example = "../../data/goslar.json";
    let (code, all, warnings) = gosmart("de_DE.UTF-8", &["match", example]);
    assert_eq!((code, warnings.as_str()), (0, ""));
    let (code, own, _) = gosmart("de_DE.UTF-8", &["match", example, "--actor", "a-stadtbus"]);
    assert_eq!(code, 0);
    expect![[r#"
        {"actor":"a-stadtbus","competency":"k-fahrgastzaehlung","mutual":true,"need":"n-044","offered_by":"a-graband","surprising":false,"why":"Stadtbus Goslar GmbH sucht „Fahrgastzählung“, und Dr. Graband & Partner GmbH bietet das. Umgekehrt sucht Dr. Graband & Partner GmbH „Telematik“, und Stadtbus Goslar GmbH bietet das. Die beiden kennen sich schon."}
        {"actor":"a-stadtbus","competency":"k-online-bezahlung","mutual":false,"need":"n-045","offered_by":"a-e-government","surprising":true,"why":"Stadtbus Goslar GmbH sucht „Online-Bezahlung“, und E-Government bietet das."}
        {"actor":"a-graband","competency":"k-telematik","mutual":true,"need":"n-031","offered_by":"a-stadtbus","surprising":false,"why":"Dr. Graband & Partner GmbH sucht „Telematik“, und Stadtbus Goslar GmbH bietet das. Umgekehrt sucht Stadtbus Goslar GmbH „Fahrgastzählung“, und Dr. Graband & Partner GmbH bietet das. Die beiden kennen sich schon."}
        {"actor":"a-t-systems","competency":"k-nahverkehr","mutual":false,"need":"n-029","offered_by":"a-stadtbus","surprising":true,"why":"t-systems sucht „Nahverkehr“, und Stadtbus Goslar GmbH bietet das."}
        {"actor":"a-betriebshof","competency":"k-telematik","mutual":false,"need":"n-046","offered_by":"a-stadtbus","surprising":false,"why":"Eigenbetrieb Betriebshof Goslar sucht „Telematik“, und Stadtbus Goslar GmbH bietet das."}
    "#]].assert_eq(&own);
    assert!(own.lines().all(|line| all.lines().any(|other| other == line)));
    let (_, english, _) = gosmart("C", &["match", example, "--actor=a-rammelsberg"]);
    expect![[r#"
        {"actor":"a-rammelsberg","competency":"k-barrierefreiheit","mutual":false,"need":"n-039","offered_by":"a-at-design","surprising":false,"why":"Weltkulturerbe Erzbergwerk Rammelsberg Goslar GmbH looks for “Barrierefreiheit”, and at//design offers that. GOSLAR marketing gmbh knows both."}
        {"actor":"a-rammelsberg","competency":"k-dreid-scan","mutual":false,"need":"n-038","offered_by":"a-makerlounge","surprising":false,"why":"Weltkulturerbe Erzbergwerk Rammelsberg Goslar GmbH looks for “3D-Scan”, and Makerlounge 3D-Studio offers that. The two know each other already."}
        {"actor":"a-rammelsberg","competency":"k-barrierefreiheit","mutual":false,"need":"n-039","offered_by":"a-e-government","surprising":true,"why":"Weltkulturerbe Erzbergwerk Rammelsberg Goslar GmbH looks for “Barrierefreiheit”, and E-Government offers that."}
        {"actor":"a-rammelsberg","competency":"k-barrierefreiheit","mutual":false,"need":"n-039","offered_by":"a-stadtbibliothek","surprising":false,"why":"Weltkulturerbe Erzbergwerk Rammelsberg Goslar GmbH looks for “Barrierefreiheit”, and Stadtbibliothek offers that."}
    "#]].assert_eq(&english);
}

#[test]
fn match_tells_what_the_profile_shows() {
    let matches = |profile: &[&str]| gosmart("C", &[&["match", "v1.json"], profile].concat());
    assert_eq!(matches(&[]), (0, String::new(), String::new()));
    let (_, full, _) = matches(&["--profile", "full"]);
    expect![[r#"
        {"actor":"secret-person","competency":"printing","mutual":false,"need":"secret-need","offered_by":"museum","surprising":false,"why":"secret-person-name looks for “3D-Druck”, and Museum offers that."}
        {"actor":"secret-person","competency":"printing","mutual":false,"need":"secret-need","offered_by":"hidden-actor","surprising":false,"why":"secret-person-name looks for “3D-Druck”, and secret-hidden-name offers “Fertigung”. “3D-Druck” is part of “Fertigung”; a talk will show whether that is offered too."}
    "#]].assert_eq(&full);
    let (code, result, sentence) = matches(&["--actor", "secret-person"]);
    assert_eq!((code, result.as_str()), (1, ""));
    expect![[r#"
        gosmart: v1.json: There is no actor secret-person in what this profile shows.
    "#]]
    .assert_eq(&sentence);
    assert_eq!(matches(&["--actor", "secret-person", "--profile=full"]).1, full);
    assert_eq!(matches(&["--actor="]).0, 1);
}

#[test]
fn coverage_counts_who_offers_and_who_looks() {
    let (code, result, warnings) = gosmart("C", &["coverage", "v1.json"]);
    assert_eq!((code, warnings.as_str()), (0, ""));
    expect![[r#"
        {"competency":"printing","needed":1,"offered":1,"state":"only_one"}
        {"competency":"making","needed":0,"offered":1,"state":"only_one"}
    "#]]
    .assert_eq(&result);
}

#[test]
fn a_wrong_call_shows_how_to_call() {
    for arguments in [
        &[][..],
        &["dance"],
        &["validate"],
        &["validate", "a", "b"],
        &["convert", "a", "b", "--profile"],
        &["convert", "v1.json", "b", "--profile", "secret"],
        &["convert", "v1.json", "b", "--colour", "red"],
        &["search", "v1.json", "b", "--top", "3", "--top=4"],
        &["match"],
        &["match", "v1.json", "--profile", "secret"],
        &["coverage", "v1.json", "--profile", "full"],
    ] {
        let (code, result, help) = gosmart("C", arguments);
        assert_eq!((code, result.as_str()), (2, ""), "{arguments:?}");
        assert!(help.contains("gosmart validate FILE"), "{help}");
    }
}
