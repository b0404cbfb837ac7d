//! Where a file can be understood in two ways, the careful one.

use expect_test::expect;

use super::{tables::check, *};

#[test]
fn persons_in_pairs_are_persons() {
    let text = "\
Name	Vorname	Kompetenz	Niveau
Müller	Anna	Nähen	2
Müller	Anna	Kochen	1
Schmidt	Jörg	Kochen	3";
    check(
        &[sheet("", text)],
        expect![[r#"
        competency “Nähen”
        competency “Kochen”
        actor “Anna Müller” kind=person
        actor “Jörg Schmidt” kind=person
        offer “Anna Müller” “Nähen” level=2
        offer “Anna Müller” “Kochen” level=1
        offer “Jörg Schmidt” “Kochen” level=3
    "#]],
    );
}

#[test]
fn what_is_not_understood_stays_inside() {
    let text = "\
Name	Art	Sichtbarkeit
Museum	Organisation	vielleicht
Anna	Wesen	
Berta	Wesen	öffentlich
Carla	natürl. Person	nein
Dora	Bürger/in	nicht öffentlich
Emil	Person (privat)	no";
    check(
        &[sheet("Akteure", text)],
        expect![[r#"
        actor “Museum” visibility=internal
        actor “Anna” visibility=internal
        actor “Berta” visibility=public
        actor “Carla” kind=person visibility=internal
        actor “Dora” kind=person visibility=internal
        actor “Emil” kind=person visibility=internal
        Warning 1:C2 NotUnderstood { title: "Sichtbarkeit", value: "vielleicht" }
        Warning 1:B3 NotUnderstood { title: "Art", value: "Wesen" }
        Warning 1:B4 NotUnderstood { title: "Art", value: "Wesen" }
    "#]],
    );
}

#[test]
fn only_our_template_has_examples() {
    check(
        &[sheet("Akteure", "Name\tKurz gesagt\nMuseum\tBeispiel: Kunst\nBeispiel: Kita\tKinder")],
        expect![[r#"
            actor “Museum”
            Note 1:B1 ColumnLeftOut("Kurz gesagt")
            Note 1:3 ExampleRow("Beispiel: Kita")
        "#]],
    );
    check(
        &[sheet("", "Verein\tBietet\nBeispiel: Kita\tSingen")],
        expect![[r#"
        competency “Singen”
        actor “Beispiel: Kita”
        offer “Beispiel: Kita” “Singen”
    "#]],
    );
}

#[test]
fn signs_mean_what_they_mean_beside_others() {
    let text = "\
Organisation	Ort	Drucken	Löten
Museum	Goslar	✓	✗
Schule	Oker	✘	✔";
    check(
        &[sheet("", text)],
        expect![[r#"
        competency “Drucken”
        competency “Löten”
        actor “Museum” place=Goslar
        actor “Schule” place=Oker
        offer “Museum” “Drucken”
        offer “Schule” “Löten”
    "#]],
    );
    let text = "\
Organisation	Ort	Drucken	Löten
Museum	Goslar	✗	
Schule	Oker		✗";
    check(
        &[sheet("", text)],
        expect![[r#"
        competency “Drucken”
        competency “Löten”
        actor “Museum” place=Goslar
        actor “Schule” place=Oker
        offer “Museum” “Drucken”
        offer “Schule” “Löten”
    "#]],
    );
    let text = "\
Organisation	Drucken	Löten
Museum	1	0
Schule	1	1
Summe	2	1";
    check(
        &[sheet("", text)],
        expect![[r#"
        competency “Drucken”
        competency “Löten”
        actor “Museum”
        actor “Schule”
        offer “Museum” “Drucken”
        offer “Schule” “Drucken”
        offer “Schule” “Löten”
        Note 1:4 SumRow("Summe")
    "#]],
    );
    let text = "\
Organisation	Drucken	Löten
Museum	1	0
Schule	2	1";
    check(
        &[sheet("", text)],
        expect![[r#"
        competency “Drucken”
        competency “Löten”
        actor “Museum”
        actor “Schule”
        offer “Museum” “Drucken” level=1
        offer “Schule” “Drucken” level=2
        offer “Schule” “Löten” level=1
    "#]],
    );
}

#[test]
fn a_name_alone_is_no_sum() {
    check(
        &[sheet("", "Organisation\tOrt\nTotal\t\nMuseum\tGoslar\nGesamt\t2")],
        expect![[r#"
        actor “Total”
        actor “Museum” place=Goslar
        Note 1:4 SumRow("Gesamt")
    "#]],
    );
}

#[test]
fn our_own_choices_are_no_sheet() {
    let hidden = |name| Sheet { hidden: true, ..sheet(name, "Mitglied") };
    check(
        &[hidden("Listen"), hidden("Geheim"), sheet("Akteure", "Name\nMuseum")],
        expect![[r#"
            actor “Museum”
            Note 2:1 SheetLeftOut("Geheim")
        "#]],
    );
}
