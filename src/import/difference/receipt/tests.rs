use expect_test::expect;
use gosmart_formats::table::{Row, Sheet, write_csv};

use crate::{
    i18n::Language::German,
    import::{
        Grade, Origin, Problem, ProblemKind,
        difference::{
            Decisions,
            tests::{difference, list, town},
        },
    },
};

#[test]
fn the_receipt_says_what_became_of_each_row() {
    let mut file = list(&[
        ["Museum", "Goslar", "https://neu.example", "gis, Weben"],
        ["Hof", "Goslar", "", "Löten"],
        ["", "Goslar", "=1+1", ""],
    ]);
    let at = Some(Origin { sheet: 1, row: 9, column: None });
    file.problems.push(Problem { grade: Grade::Note, at, kind: ProblemKind::SumRow("Summe".into()) });
    let at = Some(Origin { sheet: 1, row: 10, column: Some(1) });
    file.problems.push(Problem { grade: Grade::Error, at, kind: ProblemKind::SumRow("Zeichen".into()) });
    let difference = difference(&file, &town(), &Decisions::default());
    let table = String::from_utf8(write_csv(&difference.receipt_table(German))).unwrap();
    expect![[r#"
        ﻿Blatt;Zeile;Eintrag;Ergebnis;Einzelheiten
        1;2;Akteur „Museum“;geändert;"Website oder E-Mail-Adresse: „https://alt.example“ → „https://neu.example“.
        Kompetenz „Weben“: neu.
        Angebot „Museum – Weben“: neu."
        1;3;Akteur „Hof“;behalten;"Website oder E-Mail-Adresse: „https://hof.example“ bleibt, in der Datei leer."
        1;4;Akteur „“;nicht übernommen;Der Name fehlt.
        1;9;;Hinweis;Die Zeile „Summe“ ist eine Summe und wird ausgelassen.
        1;10;;nicht übernommen;Die Zeile „Zeichen“ ist eine Summe und wird ausgelassen.
    "#]].assert_eq(&table.replace("\r\n", "\n"));
    expect![[r#"
        {"problems":[],"records":[{"fields":[{"field":"website","kept":false,"new":"https://neu.example","old":"https://alt.example"}],"id":"Museum","kind":"actor","name":"Museum","state":"changed","why":["Website oder E-Mail-Adresse: „https://alt.example“ → „https://neu.example“."]},{"fields":[],"id":"GIS","kind":"competency","name":"gis","state":"same","why":[]},{"fields":[{"field":"name","kept":false,"new":"Weben","old":""}],"id":null,"kind":"competency","name":"Weben","state":"new","why":[]},{"fields":[],"id":"Museum-GIS","kind":"offer","name":"Museum – gis","state":"same","why":[]},{"fields":[{"field":"actor","kept":false,"new":"Museum","old":""},{"field":"competency","kept":false,"new":"Weben","old":""}],"id":null,"kind":"offer","name":"Museum – Weben","state":"new","why":[]}],"row":2,"sheet":1,"state":"changed"}
        {"problems":[],"records":[{"fields":[{"field":"website","kept":true,"new":"","old":"https://hof.example"}],"id":"Hof","kind":"actor","name":"Hof","state":"kept","why":["Website oder E-Mail-Adresse: „https://hof.example“ bleibt, in der Datei leer."]},{"fields":[],"id":"Löten","kind":"competency","name":"Löten","state":"same","why":[]},{"fields":[],"id":"Hof-Löten","kind":"offer","name":"Hof – Löten","state":"same","why":[]}],"row":3,"sheet":1,"state":"kept"}
        {"problems":[],"records":[{"fields":[],"id":null,"kind":"actor","name":"","state":"put_aside","why":["Der Name fehlt."]}],"row":4,"sheet":1,"state":"put_aside"}
        {"problems":["Die Zeile „Summe“ ist eine Summe und wird ausgelassen."],"records":[],"row":9,"sheet":1,"state":"note"}
        {"problems":["Die Zeile „Zeichen“ ist eine Summe und wird ausgelassen."],"records":[],"row":10,"sheet":1,"state":"put_aside"}
    "#]].assert_eq(&difference.receipt_lines(German));
    let row =
        |number, cells: &[&str]| Row { number, cells: cells.iter().map(|cell| (*cell).into()).collect() };
    let sheet = Sheet {
        name: "Liste".into(),
        rows: vec![
            row(1, &["Name", "Ort", "Grund", "Website"]),
            row(2, &["Museum", "Goslar"]),
            row(4, &["", "Goslar", "alt", "=1+1"]),
            row(9, &["Summe"]),
            row(10, &["Zeichen"]),
        ],
        ..Sheet::default()
    };
    let aside = difference.put_aside(&[sheet], German);
    let written: Vec<String> =
        aside.iter().map(|table| String::from_utf8(write_csv(table)).unwrap()).collect();
    expect![[r#"
        ﻿Name;Ort;Website;Grund
        ;Goslar;"'=1+1";Der Name fehlt.
        Zeichen;;;Die Zeile „Zeichen“ ist eine Summe und wird ausgelassen.
    "#]]
    .assert_eq(&written.concat().replace("\r\n", "\n"));
    assert_eq!(difference.put_aside(&[], German), []);
}
