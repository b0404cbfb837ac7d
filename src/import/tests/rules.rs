//! What choices are kept as, and what odd tables become.

use expect_test::expect;

use super::{tables::check, *};

#[test]
fn choices_are_kept_as_text_and_by_headers() {
    let sheets = [sheet("Tabelle1", "Organisation\tBietet\tFarbe\nMuseum\tA; B\trot")];
    let choices = guess(&sheets);
    let kept = Choices::from_json(&choices.to_json()).unwrap();
    assert_eq!(read_tables(&sheets, &kept), read_tables(&sheets, &choices));
    assert_eq!(kept.headers(), choices.headers());
    let later = [sheet("Tabelle1", "organisation\tBIETET\tFarbe\nHochschule\tC")];
    assert_eq!(guess(&later).headers(), choices.headers());

    let mut json = choices.to_json();
    json["sheets"][0]["columns"][1]["meaning"] = "actors.hair".into();
    let at = "sheets[0].columns[1].meaning".to_owned();
    assert_eq!(Choices::from_json(&json), Err(NoChoices { at, found: "actors.hair".to_owned() }));
}

#[test]
fn contacts_are_never_public() {
    let text = "\
Akteur	Name	Funktion	E-Mail-Adresse	Sichtbarkeit
Museum	Anna Müller	Leitung	anna@example.org	öffentlich";
    check(
        &[sheet("Ansprechpersonen", text)],
        expect![[r#"
            actor “Museum”
            contact “Museum” name=Anna Müller role=Leitung email=anna@example.org visibility=network
            Note 1:B1 Personal("Name")
            Note 1:C1 Personal("Funktion")
            Note 1:D1 Personal("E-Mail-Adresse")
            Note 1:E1 Personal("Sichtbarkeit")
            Note 1:A2 NeverPublic
        "#]],
    );
}

#[test]
fn names_that_look_like_something_else() {
    let text = "\
Organisation	Eingeladn von	Bietet	Ort
Total	Kita	Rat, Rat	Goslar
Kita			";
    check(
        &[sheet("", text)],
        expect![[r#"
        competency “Rat”
        actor “Total” invited_by=Kita place=Goslar
        actor “Kita”
        offer “Total” “Rat”
    "#]],
    );
    let text = "\
Akteur	Kompetenz
Kita	Rat
Kita	Tat";
    assert_eq!(guess(&[sheet("", text)]).sheets[0].shape, Shape::Records(TableName::Offers));
}

#[test]
fn two_rows_of_one_id_are_two() {
    let text = "\
ID	Organisation	Eingeladen von
	Museum	Schule
row-2	Schule	
a	Hort	
a	Kita	Niemand";
    let incoming = read(&[sheet("", text)]);
    let ids: Vec<&str> = incoming.network.actors.iter().map(|actor| actor.id.as_str()).collect();
    assert_eq!(ids, ["row-2", "row-3", "a", "row-5-3", "row-5"]);
    let doubles = incoming.problems.iter().filter(|problem| matches!(problem.kind, ProblemKind::DoubleId(_)));
    assert_eq!(doubles.count(), 2);
}
