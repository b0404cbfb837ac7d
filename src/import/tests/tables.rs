//! Tables as people have them.

use expect_test::{Expect, expect};

use super::*;

#[track_caller]
pub(super) fn check(sheets: &[Sheet], expected: Expect) {
    expected.assert_eq(&said(&read(sheets)));
}

#[test]
fn a_row_for_each_actor() {
    let text = "\
Mitgliederliste Digitalnetzwerk
Stand: 12.03.2026

Organisation	Bereich	Wir bieten	Wir suchen	Ansprechpartner	E-Mail	Homepage	Bemerkungen
Stadtbücherei	Kultur	Vorlesen, Räume (klein, groß)	3D-Druck	Anna Müller	a.mueller@example.org	www.example.org	kommt selten
Museum Rammelsberg e.V.	Kultur	3d druck, Führungen				https://example.org/m	
Stadtwerke	Infrastruktur		Führungen (auch englisch)		info@example.org		
Summe	3						";
    check(
        &[sheet("Tabelle1", text)],
        expect![[r#"
        sector “Kultur”
        sector “Infrastruktur”
        competency “Vorlesen”
        competency “Räume (klein, groß)”
        competency “3D-Druck”
        competency “Führungen”
        competency “Führungen (auch englisch)”
        actor “Stadtbücherei” sector=Kultur website=www.example.org internal_note=kommt selten
        actor “Museum Rammelsberg e.V.” sector=Kultur website=https://example.org/m
        actor “Stadtwerke” sector=Infrastruktur
        offer “Stadtbücherei” “Vorlesen”
        offer “Stadtbücherei” “Räume (klein, groß)”
        offer “Museum Rammelsberg e.V.” “3D-Druck”
        offer “Museum Rammelsberg e.V.” “Führungen”
        need “Stadtbücherei” “3D-Druck”
        need “Stadtwerke” “Führungen (auch englisch)”
        contact “Stadtbücherei” name=Anna Müller email=a.mueller@example.org
        contact “Stadtwerke” email=info@example.org
        Note 1:E4 Personal("Ansprechpartner")
        Note 1:F4 Personal("E-Mail")
        Note 1:8 SumRow("Summe")
    "#]],
    );
}

#[test]
fn misspelt_headers_and_english_ones() {
    let text = "\
Orgnisation	Brnache	Bietett	Sucht Hilfe bei	Telefonumer	Webseite
Hochschule	Bildung	KI; Robotik	Räume	05321 1234	hochschule.example.de";
    check(
        &[sheet("", text)],
        expect![[r#"
        sector “Bildung”
        competency “KI”
        competency “Robotik”
        competency “Räume”
        actor “Hochschule” sector=Bildung website=hochschule.example.de
        offer “Hochschule” “KI”
        offer “Hochschule” “Robotik”
        need “Hochschule” “Räume”
        contact “Hochschule” phone=05321 1234
        Note 1:E1 Personal("Telefonumer")
    "#]],
    );
    let text = "\
Organisation	Category	Skills	Looking for	Phone	Website
Library	Culture	reading aloud / rooms	printing	+49 5321 1234	https://example.org
Works	Utilities	metering	rooms		";
    check(
        &[sheet("Sheet1", text)],
        expect![[r#"
        sector “Culture”
        sector “Utilities”
        competency “reading aloud”
        competency “rooms”
        competency “printing”
        competency “metering”
        actor “Library” sector=Culture website=https://example.org
        actor “Works” sector=Utilities
        offer “Library” “reading aloud”
        offer “Library” “rooms”
        offer “Works” “metering”
        need “Library” “printing”
        need “Works” “rooms”
        contact “Library” phone=+49 5321 1234
        Note 1:E1 Personal("Phone")
    "#]],
    );
}

#[test]
fn a_row_for_each_pair() {
    let text = "\
Verein	Ort	Kompetenz	Niveau	bietet/sucht
Makerspace	Goslar	3D-Druck	3	bietet
		Lasern	erfahren	bietet
		Schweißen	sehr gut	sucht
Feuerwehr	Oker	Erste Hilfe	***	Bietet
Feuerwehr	Goslar	3D-Druck	1	bietet
Feuerwehr	Oker	3D-Druck		vielleicht";
    check(
        &[sheet("Kompetenzen 2026", text)],
        expect![[r#"
            competency “3D-Druck”
            competency “Lasern”
            competency “Schweißen”
            competency “Erste Hilfe”
            actor “Makerspace” place=Goslar
            actor “Feuerwehr” place=Oker
            offer “Makerspace” “3D-Druck” level=3
            offer “Makerspace” “Lasern” level=2
            offer “Feuerwehr” “Erste Hilfe” level=3
            offer “Feuerwehr” “3D-Druck” level=1
            need “Makerspace” “Schweißen”
            Warning 1:D4 NoField { title: "Niveau", value: "sehr gut" }
            Warning 1:6 SaidOtherwise(Target { table: Actors, field: "place", within: None })
            Error 1:E7 NotUnderstood { title: "bietet/sucht", value: "vielleicht" }
        "#]],
    );
}

#[test]
fn several_sheets() {
    let actors = "\
Name	Art	Status	Dabei seit	Eingeladen von
Stadtarchiv	Einrichtung	Mitglied	02.06.2017	Büro Eins
Büro Eins	Firma	Gast	2019	";
    let terms = "\
Begriff	Synonyme	Oberbegriff
Digitalisieren	Scannen, Einlesen	Technik";
    let offers = "\
Organisation	Kompetenz	Art der Hilfe	Anmerkung
Stadtarchiv	scannen	Beratung, Gerät	nach Absprache
Büro eins	Layout	Zauberei	";
    let needs = "\
Organisation	Kompetenz	Gebraucht bis
Büro Eins	Digitalisieren	31.12.2026";
    let sheets = [
        sheet("Akteure", actors),
        sheet("Kompetenzen", terms),
        sheet("Angebote", offers),
        sheet("Gesuche", needs),
        sheet("Notizen (ignore)", "Rest"),
    ];
    check(
        &sheets,
        expect![[r#"
        competency “Technik”
        competency “Digitalisieren” also=Scannen | Einlesen broader=Technik
        competency “Layout”
        actor “Stadtarchiv” kind=unit joined=2017-06-02 invited_by=Büro Eins
        actor “Büro Eins” status=guest joined=2019
        offer “Stadtarchiv” “Digitalisieren” forms=advice | device note=nach Absprache
        offer “Büro Eins” “Layout”
        need “Büro Eins” “Digitalisieren” wanted_by=2026-12-31
        Warning 1:D3 NoDay { title: "Dabei seit", value: "2019" }
        Warning 3:C3 NotUnderstood { title: "Art der Hilfe", value: "Zauberei" }
        Note 5:1 SheetLeftOut("Notizen (ignore)")
    "#]],
    );
}

#[test]
fn crosses_with_actors_down() {
    let text = "\
Organisation	Ort	3D-Druck	Beratung	Räume
Makerspace	Goslar	x		ja
Rathaus	Goslar	-	✓	nein
Schule	Oker	2		?";
    check(
        &[sheet("Matrix", text)],
        expect![[r#"
        competency “3D-Druck”
        competency “Räume”
        competency “Beratung”
        actor “Makerspace” place=Goslar
        actor “Rathaus” place=Goslar
        actor “Schule” place=Oker
        offer “Makerspace” “3D-Druck”
        offer “Makerspace” “Räume”
        offer “Rathaus” “Beratung”
        offer “Schule” “3D-Druck” level=2
        Warning 1:E4 NotUnderstood { title: "Räume", value: "?" }
    "#]],
    );
}

#[test]
fn crosses_with_actors_across() {
    let text = "\
Wer kann was?

Kompetenz	Makerspace	Stadt Goslar	Hochschule
3D-Druck	x		2
Beratung		x	x";
    check(
        &[sheet("Matrix", text)],
        expect![[r#"
        competency “3D-Druck”
        competency “Beratung”
        actor “Makerspace”
        actor “Stadt Goslar”
        actor “Hochschule”
        offer “Makerspace” “3D-Druck”
        offer “Stadt Goslar” “Beratung”
        offer “Hochschule” “3D-Druck” level=2
        offer “Hochschule” “Beratung”
    "#]],
    );
    let text = "\tMuseum e.V.	Stadtwerke GmbH	Hochschule
3D-Druck	x		x
Beratung		x	x";
    check(
        &[sheet("", text)],
        expect![[r#"
        competency “3D-Druck”
        competency “Beratung”
        actor “Museum e.V.”
        actor “Stadtwerke GmbH”
        actor “Hochschule”
        offer “Museum e.V.” “3D-Druck”
        offer “Stadtwerke GmbH” “Beratung”
        offer “Hochschule” “3D-Druck”
        offer “Hochschule” “Beratung”
    "#]],
    );
}

#[test]
fn people_are_actors_where_no_organisation_is_named() {
    let text = "\
Nachname	Vorname	Kann	Mobil
Müller	Anna	Nähen, Kochen	0170 1234567
Schmidt	Jörg	Kochen	";
    check(
        &[sheet("Nachbarschaft", text)],
        expect![[r#"
        competency “Nähen”
        competency “Kochen”
        actor “Anna Müller” kind=person
        actor “Jörg Schmidt” kind=person
        offer “Anna Müller” “Nähen”
        offer “Anna Müller” “Kochen”
        offer “Jörg Schmidt” “Kochen”
        contact “Anna Müller” phone=0170 1234567
        Note 1:D1 Personal("Mobil")
    "#]],
    );
    let text = "\
Verein	Name	Vorname	E-Mail
Schachklub	Müller	Anna	anna@example.org";
    check(
        &[sheet("Vereine", text)],
        expect![[r#"
        actor “Schachklub”
        contact “Schachklub” name=Anna Müller email=anna@example.org
        Note 1:B1 Personal("Name")
        Note 1:C1 Personal("Vorname")
        Note 1:D1 Personal("E-Mail")
    "#]],
    );
}

#[test]
fn cells_speak_where_headers_do_not() {
    let text = "\
Museum	Kultur	Führungen, Räume	museum.example.de	info@museum.example.de
Bücherei	Kultur	Vorlesen, Räume	www.buecherei.example.de	post@buecherei.example.de
Stadtwerke	Energie	Messen, Rohre	www.stadtwerke.example.de	netz@stadtwerke.example.de
Hochschule	Bildung	KI, Labor	www.hochschule.example.de	pr@hochschule.example.de
Schule	Bildung	Räume, Nachhilfe	www.schule.example.de	sekretariat@schule.example.de
Netzbetreiber	Energie	Strom, Gas	www.netz.example.de	wir@netz.example.de";
    check(
        &[sheet("", text)],
        expect![[r#"
        sector “Kultur”
        sector “Energie”
        sector “Bildung”
        competency “Führungen”
        competency “Räume”
        competency “Vorlesen”
        competency “Messen”
        competency “Rohre”
        competency “KI”
        competency “Labor”
        competency “Nachhilfe”
        competency “Strom”
        competency “Gas”
        actor “Museum” sector=Kultur website=museum.example.de
        actor “Bücherei” sector=Kultur website=www.buecherei.example.de
        actor “Stadtwerke” sector=Energie website=www.stadtwerke.example.de
        actor “Hochschule” sector=Bildung website=www.hochschule.example.de
        actor “Schule” sector=Bildung website=www.schule.example.de
        actor “Netzbetreiber” sector=Energie website=www.netz.example.de
        offer “Museum” “Führungen”
        offer “Museum” “Räume”
        offer “Bücherei” “Vorlesen”
        offer “Bücherei” “Räume”
        offer “Stadtwerke” “Messen”
        offer “Stadtwerke” “Rohre”
        offer “Hochschule” “KI”
        offer “Hochschule” “Labor”
        offer “Schule” “Räume”
        offer “Schule” “Nachhilfe”
        offer “Netzbetreiber” “Strom”
        offer “Netzbetreiber” “Gas”
        contact “Museum” email=info@museum.example.de
        contact “Bücherei” email=post@buecherei.example.de
        contact “Stadtwerke” email=netz@stadtwerke.example.de
        contact “Hochschule” email=pr@hochschule.example.de
        contact “Schule” email=sekretariat@schule.example.de
        contact “Netzbetreiber” email=wir@netz.example.de
        Note 1:E1 Personal("E")
    "#]],
    );
}

#[test]
fn addresses_in_parts_and_a_kind_that_is_a_sector() {
    let text = "\
Einrichtung	Typ	Straße	Hausnummer	PLZ	Ort	Anzahl Angebote	Mitglied seit
Museum	Kultur	Am Markt	1	38640	Goslar	3	Juni 2017
Bücherei	Kultur	Gasse	2	38640	Goslar	2	2. Juni 2017
Kita	Bildung	Weg	3	38642	Oker	1	unbekannt
Schule	Bildung	Allee	4	38642	Oker	1	02/06/17";
    check(
        &[sheet("Tabelle1", text)],
        expect![[r#"
        sector “Kultur”
        sector “Bildung”
        actor “Museum” sector=Kultur joined=2017-06 place=Am Markt 1, 38640 Goslar
        actor “Bücherei” sector=Kultur joined=2017-06-02 place=Gasse 2, 38640 Goslar
        actor “Kita” sector=Bildung place=Weg 3, 38642 Oker
        actor “Schule” sector=Bildung joined=2017-06-02 place=Allee 4, 38642 Oker
        Note 1:G1 ColumnLeftOut("Anzahl Angebote")
        Warning 1:H2 NoDay { title: "Mitglied seit", value: "2017-06" }
        Warning 1:H4 NotUnderstood { title: "Mitglied seit", value: "unbekannt" }
    "#]],
    );
}

#[test]
fn lines_in_cells_and_rows_that_go_on() {
    let text = "\
Träger	Stärken	Bedarf
Caritas	• Kranken-, Alten- und Kinderpflege¶• Beratung, auch abends	1. Fahrer¶2. IT
	• Fahrdienst	
	Kochen	-
Gesamt	2	1";
    check(
        &[sheet("Liste", text)],
        expect![[r#"
        competency “Kranken-, Alten- und Kinderpflege”
        competency “Beratung, auch abends”
        competency “Fahrer”
        competency “IT”
        competency “Fahrdienst”
        competency “Kochen”
        actor “Caritas”
        offer “Caritas” “Kranken-, Alten- und Kinderpflege”
        offer “Caritas” “Beratung, auch abends”
        offer “Caritas” “Fahrdienst”
        offer “Caritas” “Kochen”
        need “Caritas” “Fahrer”
        need “Caritas” “IT”
        Note 1:3 GoesOn("Caritas")
        Note 1:4 GoesOn("Caritas")
        Note 1:5 SumRow("Gesamt")
    "#]],
    );
}

#[test]
fn what_has_no_name_is_an_error_and_what_is_not_understood_a_warning() {
    let text = "\
Organisation	Status	Ort	Haarfarbe
	Mitglied	Goslar	
Feuerwehr	Kann sein	Oker	rot";
    check(
        &[sheet("Akteure", text)],
        expect![[r#"
        actor “Feuerwehr” place=Oker
        Note 1:D1 ColumnLeftOut("Haarfarbe")
        Error 1:2 Missing(Target { table: Actors, field: "name", within: None })
        Warning 1:B3 NotUnderstood { title: "Status", value: "Kann sein" }
    "#]],
    );
}

#[test]
fn kumu_spreadsheets() {
    let elements = "\
ID	Label	Type	Description	Tags
a	Makerspace	Organisation	Werkstatt	
b	3D-Druck	Kompetenz		Drucken|Rapid Prototyping
c	Anna	Person		";
    let connections = "\
From	To	Type	Direction
a	b	bietet	directed
Anna	3D-Druck	sucht	directed
a	c	kennt	mutual
a	Stadt	fördert	directed
§§	anna	kennt	directed";
    let sheets =
        [sheet("Elements", elements), sheet("Connections", connections), sheet("x (ignore)", "Rest")];
    check(
        &sheets,
        expect![[r#"
            competency “3D-Druck” also=Drucken | Rapid Prototyping
            actor “Makerspace” about=Werkstatt
            actor “Anna” kind=person
            actor “Stadt”
            actor “§§”
            offer “Makerspace” “3D-Druck”
            need “Anna” “3D-Druck”
            link “Makerspace” “Anna”
            link “Makerspace” “Stadt” note=fördert
            link “§§” “Anna”
            Note 3:1 SheetLeftOut("x (ignore)")
        "#]],
    );
}

#[test]
fn answers_to_a_form() {
    let text = "\
Zeitstempel	Name Ihrer Organisation	Was können Sie anbieten?	Was suchen Sie?	Wie können wir Sie erreichen?	Mitglied?
02.01.2026 10:00	Kita	Räume, Spiele	Geld	kita@example.org	ja
03.01.2026 11:30	Schule	Nachhilfe	Räume	schule@example.org	nein";
    check(
        &[sheet("Formularantworten 1", text)],
        expect![[r#"
        competency “Räume”
        competency “Spiele”
        competency “Geld”
        competency “Nachhilfe”
        actor “Kita”
        actor “Schule” status=guest
        offer “Kita” “Räume”
        offer “Kita” “Spiele”
        offer “Schule” “Nachhilfe”
        need “Kita” “Geld”
        need “Schule” “Räume”
        contact “Kita” email=kita@example.org
        contact “Schule” email=schule@example.org
        Note 1:A1 ColumnLeftOut("Zeitstempel")
        Note 1:E1 Personal("Wie können wir Sie erreichen?")
    "#]],
    );
}
