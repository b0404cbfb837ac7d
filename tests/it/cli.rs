//! The command line as people call it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use expect_test::expect;
use gosmart::{
    exchange::{Format, Header, Profile, read, redact, write},
    model::{Actor, Competency, Offer, Stamp},
};

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
    let page = output("page.html");
    let (code, _, sentence) = gosmart("C", &["convert", "v1-settled.json", page.to_str().unwrap()]);
    assert_eq!(code, 2);
    let first_line = |text: &str| text.lines().next().unwrap_or_default().to_owned();
    expect!["gosmart: So far a web page cannot be written, only: gosmart, xlsx, xlsx-template, kumu-xlsx, kumu, json-ld, graphml, gexf, csv."].assert_eq(&first_line(&sentence));
    assert!(!page.exists());
    let table = output("table.csv");
    let table = table.to_str().unwrap();
    // The content counts more than the ending.
    assert_eq!(gosmart("C", &["convert", "v1-settled.json", table, "--to", "gosmart"]).0, 0);
    assert_eq!(gosmart("C", &["validate", table]).0, 0);

    let (code, _, sentence) = gosmart("C", &["validate", "odd/page.html"]);
    assert_eq!(code, 1);
    expect!["gosmart: odd/page.html: This looks like a web page; so far only a GoSMART file (JSON), an Excel file, an OpenDocument spreadsheet, an Excel file of the old kind, an Excel file for Kumu, a Kumu file, a graph file with nodes and edges (graphology), a Cytoscape file, a graph file with nodes and links (networkx, D3), a GraphML file, a GEXF file, a table as text (CSV) can be read."].assert_eq(&first_line(&sentence));
    let (code, _, sentence) = gosmart("C", &["validate", "odd/table.csv", "--from=gosmart"]);
    assert_eq!(code, 1);
    expect!["gosmart: odd/table.csv: From byte 35 on the file is not UTF-8 text. Please save it as UTF-8 and open it again."]
        .assert_eq(&first_line(&sentence));
    let (code, _, sentence) = gosmart("C", &["validate", "odd/table.csv", "--from", "json-ld"]);
    assert_eq!(code, 2);
    expect!["gosmart: There is no format json-ld here, only: gosmart, xlsx, ods, xls, kumu-xlsx, kumu, graphology, cytoscape, node-link, graphml, gexf, csv."].assert_eq(&first_line(&sentence));
}

#[test]
fn files_of_other_programs_say_first_what_they_have_no_room_for() {
    let path = output("list.csv");
    let (code, result, said) =
        gosmart("de_DE.UTF-8", &["convert", "v1.json", path.to_str().unwrap(), "--profile", "network"]);
    assert_eq!(code, 0);
    expect![[r#"
        gosmart: Draußen bleiben: 4 Ansprechpersonen, 1 Person, 1 Organisation, 3 Angebote, Bedarfe und Verbindungen, 1 interne Notiz, 12 unbekannte Felder, 3 Löschvermerke.
        gosmart: In diesem Format ist kein Platz für: Titel des Netzwerks; Region; Sprache der Inhalte; Begrüßung; Bereich: Zeichen (1); 1 Kompetenz; Kompetenz: Andere Wörter dafür (1); Kompetenz: Oberbegriff (1); Kompetenz: Beschreibung (1); Angebot: Wie gut? (1); Angebot: Anmerkung (1); Angebot: Zuletzt bestätigt am (1); 1 erfülltes Gesuch; 1 Verbindung; 1 Thema; 1 Treffen; 3 Ansprechpersonen; 2 Plätze im Bild; die Zeiten der Änderungen an 10 Einträgen.
    "#]].assert_eq(&said);
    assert!(result.starts_with(r#"{"sectors":1,"#), "{result}");
    // A file speaks the language of the network, whatever the machine speaks.
    let head = |language: &str, arguments: &[&str]| {
        let (code, file, _) =
            gosmart(language, &[&["convert", "v1-settled.json", "-", "--to", "csv"], arguments].concat());
        assert_eq!(code, 0);
        file.chars().take(20).collect::<String>()
    };
    assert_eq!(head("C", &[]), "\u{feff}Name;Bietet;Sucht;A");
    assert_eq!(head("de_DE", &["--lang", "en"]), "\u{feff}Name;Offers;Looks f");
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
fn team_covers_what_the_profile_shows_with_as_few_as_can_be() {
    let topic =
        "k-app-entwicklung,k-anforderungen,k-nutzerfreundlichkeit,k-schnittstellen,k-barrierefreiheit";
    let team = |rest: &[&str]| {
        gosmart("C", &[&["team", "../../data/goslar.json", "--competencies", topic], rest].concat())
    };
    let (code, result, warnings) = team(&[]);
    assert_eq!((code, warnings.as_str()), (0, ""));
    expect![[r#"
        {"proven":true,"stand_ins":{"k-anforderungen":["a-pdv-software"],"k-app-entwicklung":["a-invman"],"k-barrierefreiheit":["a-e-government","a-stadtbibliothek"],"k-nutzerfreundlichkeit":[],"k-schnittstellen":["a-pdv-software"]},"team":["a-isse","a-bornemann","a-at-design"],"uncovered":[]}
    "#]].assert_eq(&result);
    let (_, result, _) = team(&["--without", "a-at-design,a-isse", "--seconds=5"]);
    expect![[r#"
        {"proven":true,"stand_ins":{"k-anforderungen":[],"k-app-entwicklung":["a-invman"],"k-barrierefreiheit":["a-stadtbibliothek"],"k-nutzerfreundlichkeit":[],"k-schnittstellen":[]},"team":["a-e-government","a-bornemann","a-pdv-software"],"uncovered":["k-nutzerfreundlichkeit"]}
    "#]].assert_eq(&result);

    let fixture = |rest: &[&str]| gosmart("C", &[&["team", "v1.json", "--competencies"], rest].concat());
    let (_, result, _) = fixture(&["printing,making"]);
    expect![[r#"
        {"proven":true,"stand_ins":{"making":[],"printing":[]},"team":["museum"],"uncovered":["making"]}
    "#]]
    .assert_eq(&result);
    let (_, result, _) = fixture(&["printing,making", "--profile", "full"]);
    expect![[r#"
        {"proven":true,"stand_ins":{"making":[],"printing":[]},"team":["museum","hidden-actor"],"uncovered":[]}
    "#]].assert_eq(&result);
    let (code, result, sentence) = fixture(&["printing,flying"]);
    assert_eq!((code, result.as_str()), (1, ""));
    expect![[r#"
        gosmart: v1.json: There is no competency flying in what this profile shows.
    "#]]
    .assert_eq(&sentence);
    let (code, _, sentence) = fixture(&["printing", "--without", "hidden-actor"]);
    assert_eq!(code, 1);
    expect![[r#"
        gosmart: v1.json: There is no actor hidden-actor in what this profile shows.
    "#]]
    .assert_eq(&sentence);
    assert_eq!(fixture(&["printing", "--without", "hidden-actor", "--profile=full"]).0, 0);
    assert_eq!(fixture(&[""]).0, 1);
}

#[test]
fn a_team_that_is_not_proven_in_time_says_so() {
    // Each two of nine points lie on a line of three: five points meet all lines, and no bound of fractions tells.
    let lines = ["012", "345", "678", "036", "147", "258", "048", "156", "237", "057", "138", "246"];
    let mut network = gosmart::model::notation::network("");
    for (line, points) in lines.iter().enumerate() {
        let competency = format!("line{line}");
        network.put(Competency::new(competency.as_str().into(), competency.as_str()), Stamp(1));
        for point in points.chars() {
            let actor = format!("point{point}");
            network.put(Actor::new(actor.as_str().into(), actor.as_str()), Stamp(1));
            let offer = format!("{actor}-{competency}");
            network.put(Offer::new(offer.as_str().into(), actor.as_str(), competency.as_str()), Stamp(1));
        }
    }
    let path = output("lines.json");
    fs::write(&path, write(&redact(&network, Profile::Full), Header::default())).unwrap();
    let all: Vec<String> = (0..lines.len()).map(|line| format!("line{line}")).collect();
    let team = |seconds| {
        let call = ["team", path.to_str().unwrap(), "--competencies", &all.join(","), "--seconds", seconds];
        let (code, result, sentence) = gosmart("C", &call);
        assert_eq!(code, 0);
        let result: serde_json::Value = serde_json::from_str(&result).unwrap();
        (result["proven"].as_bool().unwrap(), result["team"].as_array().unwrap().len(), sentence)
    };
    assert_eq!(team("60"), (true, 5, String::new()));
    let (is_proven, _, sentence) = team("0");
    assert!(!is_proven);
    expect![[r#"
        gosmart: After 0 seconds it is not proven that no team is smaller; none that covers as much has fewer than 3 members.
    "#]].assert_eq(&sentence);
}

#[test]
fn path_leads_over_links_that_the_profile_shows() {
    let (code, result, warnings) =
        gosmart("C", &["path", "../../data/goslar.json", "a-graband", "a-geoinformation"]);
    assert_eq!((code, warnings.as_str()), (0, ""));
    expect![[r#"
        {"introducer":"a-stadtbus","path":["a-graband","a-stadtbus","a-stadtplanung","a-geoinformation"]}
    "#]]
    .assert_eq(&result);
    let path = |rest: &[&str]| gosmart("C", &[&["path", "v1.json"], rest].concat());
    let (_, result, _) = path(&["museum", "open-person"]);
    expect![[r#"
        {"introducer":null,"path":["museum","open-person"]}
    "#]]
    .assert_eq(&result);
    let (code, _, sentence) = path(&["hidden-actor", "open-person"]);
    assert_eq!(code, 1);
    expect![[r#"
        gosmart: v1.json: There is no actor hidden-actor in what this profile shows.
    "#]]
    .assert_eq(&sentence);
    let (_, result, _) = path(&["hidden-actor", "open-person", "--profile", "full"]);
    expect![[r#"
        {"introducer":"museum","path":["hidden-actor","museum","open-person"]}
    "#]]
    .assert_eq(&result);
    let (_, result, _) = path(&["members-actor", "open-person", "--profile", "network"]);
    expect![[r#"
        {"introducer":null,"path":[]}
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
        &["convert", "v1.json", "b", "--lang", "fr"],
        &["search", "v1.json", "b", "--top", "3", "--top=4"],
        &["match"],
        &["match", "v1.json", "--profile", "secret"],
        &["coverage", "v1.json", "--profile", "full"],
        &["team", "v1.json"],
        &["team", "v1.json", "--competencies", "making", "--seconds", "some"],
        &["path", "v1.json", "museum"],
    ] {
        let (code, result, help) = gosmart("C", arguments);
        assert_eq!((code, result.as_str()), (2, ""), "{arguments:?}");
        assert!(help.contains("gosmart validate FILE"), "{help}");
        assert!(Format::writable().all(|format| help.contains(format.name)), "{help}");
    }
}

#[test]
fn roles_says_who_joins_whom_in_what_the_profile_shows() {
    let (code, result, warnings) = gosmart("C", &["roles", "v1.json", "--profile=full"]);
    assert_eq!((code, warnings.as_str()), (0, ""));
    expect![[r#"
        {"actors":6,"alone":["members-actor","hidden-person","secret-person"],"bridge_builders":[{"actor":"museum","joins":[{"community":0,"contacts":2}],"share":1.0}],"communities":[{"members":["museum","hidden-actor","open-person"],"typical":[{"actors":3,"id":"topic","kind":"topic","members":3}]}],"contacts":2,"estimated":false,"hubs":[{"actor":"museum","contacts":2,"sectors":0},{"actor":"hidden-actor","contacts":1,"sectors":1},{"actor":"open-person","contacts":1,"sectors":1}],"modularity":0.0,"parts":[3],"sectors":[]}
    "#]].assert_eq(&result);
    let (_, result, _) = gosmart("C", &["roles", "v1.json"]);
    expect![[r#"
        {"actors":2,"alone":[],"bridge_builders":[],"communities":[{"members":["museum","open-person"],"typical":[]}],"contacts":1,"estimated":false,"hubs":[{"actor":"museum","contacts":1,"sectors":0},{"actor":"open-person","contacts":1,"sectors":1}],"modularity":0.0,"parts":[2],"sectors":[]}
    "#]].assert_eq(&result);
    let (_, result, _) = gosmart("C", &["roles", "../../data/goslar.json", "--top", "1"]);
    for fact in [
        r#""alone":[],"#,
        r#""bridge_builders":[{"actor":"a-wirtschaftsfoerderung","joins":[{"community":0,"contacts":2},{"community":1,"contacts":2},{"community":4,"contacts":1}],"share":0.619"#,
        r#""estimated":false,"hubs":[{"actor":"a-wirtschaftsfoerderung","contacts":5,"sectors":5}],"#,
        r#""parts":[27,2],"#,
    ] {
        assert!(result.contains(fact), "{fact} is not in {result}");
    }
    assert_eq!(gosmart("C", &["roles", "v1.json", "--top", "many"]).0, 2);
}
