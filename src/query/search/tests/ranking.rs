//! What stands above what, and how far a competency leads.

use super::*;

/// Competencies with these names, synonyms and descriptions.
fn small(parts: &[(&str, &[&str], &str)]) -> Network {
    let mut network = Network::new("n".into());
    for (name, also, description) in parts {
        let mut competency = Competency::new((*name).into(), *name);
        competency.also = also.iter().map(|text| (*text).to_owned()).collect();
        competency.description = (*description).to_owned();
        network.put(competency, Stamp(1));
    }
    network
}

fn offer(network: &mut Network, actor: &str, competency: &str) {
    network.put(Actor::new(actor.into(), actor), Stamp(1));
    let id = format!("{actor}-{competency}");
    network.put(Offer::new(id.as_str().into(), actor, competency), Stamp(1));
}

#[track_caller]
fn check_in(network: &Network, query: &str, expected: Expect) {
    expected.assert_eq(&shown(network, query));
}

#[test]
fn whole_words_of_two_letters_stand_before_beginnings_of_longer_ones() {
    let mut network = small(&[
        ("Kirchenführung", &[], ""),
        ("Künstliche Intelligenz", &["KI"], ""),
        ("Arbeitsschutz", &[], "Was KI darf."),
        ("KI-Recht", &["Kinderrecht"], ""),
    ]);
    for (actor, competency) in [("Labor", "Künstliche Intelligenz"), ("Kita Harz", "Kirchenführung")] {
        offer(&mut network, actor, competency);
    }
    network.put(Actor::new("kino".into(), "Goslarer Kino"), Stamp(1));
    network.put(Actor { about: "Mit KI.".into(), ..Actor::new("z".into(), "Zeitung") }, Stamp(1));
    network.put(Topic::new("t".into(), "Kitas und KI"), Stamp(1));
    network.put(Topic::new("u".into(), "Kitas"), Stamp(1));
    check_in(
        &network,
        "KI",
        expect![[r#"
        35 Labor Offers { competency: Id("Künstliche Intelligenz") }
        12 Zeitung about: Mit [KI].
        12 [Ki]ta Harz
        12 Goslarer [Ki]no
        95 [KI]-Recht
        58 Künstliche Intelligenz also [KI]
        12 Arbeitsschutz description: Was [KI] darf.
        12 [Ki]rchenführung
        95 [Ki]tas und [KI]
        12 [Ki]tas
    "#]],
    );
    check_in(
        &network,
        "ki",
        expect![[r#"
        35 Labor Offers { competency: Id("Künstliche Intelligenz") }
        12 Zeitung about: Mit [KI].
        12 [Ki]ta Harz
        12 Goslarer [Ki]no
        95 [KI]-Recht
        58 Künstliche Intelligenz also [KI]
        12 Arbeitsschutz description: Was [KI] darf.
        12 [Ki]rchenführung
        95 [Ki]tas und [KI]
        12 [Ki]tas
    "#]],
    );
    check_in(
        &network,
        "kit",
        expect![[r#"
        90 [Kit]a Harz
        90 [Kit]as
        90 [Kit]as und KI
    "#]],
    );
    check_in(
        &network,
        "Ki Harz",
        expect![[r#"
        46 [Ki]ta [Harz]
    "#]],
    );
}

#[test]
fn names_that_begin_with_the_query_stand_before_all_others() {
    let mut network = small(&[
        ("Druckerei", &[], ""),
        ("Siebdruck", &[], ""),
        ("Durck", &[], ""),
        ("Großer Druck", &[], ""),
        ("Druck auf Holz", &[], ""),
        ("Papier", &["Druck"], ""),
    ]);
    network.put(Actor::new("a".into(), "Siebdruck Harz"), Stamp(1));
    network.put(Actor::new("b".into(), "Druckhaus"), Stamp(1));
    network.put(Actor::new("c".into(), "Durckhaus"), Stamp(1));
    network.put(Topic::new("t".into(), "Neuer Druck"), Stamp(1));
    network.put(Topic::new("u".into(), "Drucken wir?"), Stamp(1));
    check_in(
        &network,
        "Druck",
        expect![[r#"
        90 [Druck]haus
        60 Sieb[druck] Harz
        44 [Durckhaus] ~
        95 [Druck] auf Holz
        90 [Druck]erei
        80 Großer [Druck]
        60 Sieb[druck]
        58 Papier also [Druck]
        44 [Durck] ~
        90 [Druck]en wir?
        80 Neuer [Druck]
    "#]],
    );
    check_in(
        &network,
        "druckh",
        expect![[r#"
        90 [Druckh]aus
        44 [Durckhaus] ~
        44 [Druck] auf Holz ~
        44 [Druckerei] ~
        44 Großer [Druck] ~
        38 Papier also [Druck] ~
        44 [Drucken] wir? ~
        44 Neuer [Druck] ~
    "#]],
    );
}

#[test]
fn a_description_leads_to_who_could_help_where_nothing_is_called_so() {
    let mut network = small(&[
        ("Smartes Parken", &["Parkleitsystem"], "Freie Parkplätze anzeigen."),
        ("Parkpflege", &[], ""),
    ]);
    for (actor, competency) in [("Bauhof", "Smartes Parken"), ("Gärtnerei", "Parkpflege")] {
        offer(&mut network, actor, competency);
    }
    network.put(Need::new("n".into(), "Gärtnerei", "Smartes Parken"), Stamp(1));
    network.put(Actor { about: "Parkplatz am Haus".into(), ..Actor::new("kino".into(), "Kino") }, Stamp(1));
    let competencies = vec!["Smartes Parken".into()];
    network.put(Topic { competencies, ..Topic::new("t".into(), "Wohin damit?") }, Stamp(1));
    check_in(
        &network,
        "Parkplatz",
        expect![[r#"
        12 Kino about: [Parkplatz] am Haus
        6 Bauhof Offers { competency: Id("Smartes Parken") }
        10 Smartes Parken description: Freie [Parkplätze] anzeigen.
        6 Wohin damit? Takes { competency: Id("Smartes Parken") }
    "#]],
    );
    check_in(
        &network,
        "wer bietet Parkplätze",
        expect![[r#"
        12 Bauhof Offers { competency: Id("Smartes Parken") }
        4 Kino about: [Parkplatz] am Haus ~
        12 Smartes Parken description: Freie [Parkplätze] anzeigen.
        7 Wohin damit? Takes { competency: Id("Smartes Parken") }
    "#]],
    );
    // Too short, spelt otherwise, or inside.
    check_in(
        &network,
        "fre",
        expect![[r#"
        10 Smartes Parken description: [Fre]ie Parkplätze anzeigen.
    "#]],
    );
    check_in(
        &network,
        "anzeigne",
        expect![[r#"
        4 Smartes Parken description: Freie Parkplätze [anzeigen]. ~
    "#]],
    );
    check_in(
        &network,
        "plätze",
        expect![[r#"
        8 Smartes Parken description: Freie Park[plätze] anzeigen.
    "#]],
    );
    // Now something is called so.
    network.put(Competency::new("p".into(), "Parkplatzbau"), Stamp(2));
    check_in(
        &network,
        "Parkplatz",
        expect![[r#"
        12 Kino about: [Parkplatz] am Haus
        90 [Parkplatz]bau
        10 Smartes Parken description: Freie [Parkplätze] anzeigen.
    "#]],
    );
}

#[test]
fn what_many_descriptions_say_leads_to_nobody() {
    let names = ["a1", "a2", "a3", "a4", "a5", "a6"];
    for many in [5, 6] {
        let parts: Vec<_> = names[..many].iter().map(|name| (*name, &[][..], "Mit Gefühl.")).collect();
        let mut network = small(&parts);
        offer(&mut network, "lab", "a1");
        let found = Index::new(&network).find("gefühl", 9);
        assert_eq!((found.competencies.len(), found.actors.len()), (many, usize::from(many == 5)));
    }
}

#[test]
fn narrower_and_broader_terms_lead_to_who_offers_them() {
    let mut network = small(&[
        ("Sensorik", &["Messen"], ""),
        ("Pegelmessung", &["LoRa-Pegel"], "Mit Schwimmer."),
        ("Schwimmermessung", &[], ""),
        ("Luftmessung", &[], ""),
    ]);
    for (term, broader) in
        [("Pegelmessung", "Sensorik"), ("Luftmessung", "Sensorik"), ("Schwimmermessung", "Pegelmessung")]
    {
        let term = network.competencies.get(&term.into()).unwrap();
        let term = Competency { broader: Some(broader.into()), ..(**term).clone() };
        network.put(term, Stamp(2));
    }
    for (actor, competency) in [("Amt", "Sensorik"), ("Bauhof", "Pegelmessung"), ("Club", "Schwimmermessung")]
    {
        offer(&mut network, actor, competency);
    }
    network.put(Actor::new("Dorf".into(), "Dorf"), Stamp(1));
    network.put(Need::new("n".into(), "Dorf", "Sensorik"), Stamp(1));
    check_in(
        &network,
        "Sensorik",
        expect![[r#"
        48 Amt Offers { competency: Id("Sensorik") }
        40 Dorf LooksFor { competency: Id("Sensorik") }
        26 Bauhof OffersNarrower { competency: Id("Pegelmessung"), than: Id("Sensorik") }
        100 [Sensorik]
        44 Luftmessung NarrowerThan { competency: Id("Sensorik") }
        44 Pegelmessung NarrowerThan { competency: Id("Sensorik") }
    "#]],
    );
    check_in(
        &network,
        "messen",
        expect![[r#"
        35 Amt Offers { competency: Id("Sensorik") }
        29 Dorf LooksFor { competency: Id("Sensorik") }
        19 Bauhof OffersNarrower { competency: Id("Pegelmessung"), than: Id("Sensorik") }
        58 Sensorik also [Messen]
        32 Luftmessung NarrowerThan { competency: Id("Sensorik") }
        32 Pegelmessung NarrowerThan { competency: Id("Sensorik") }
    "#]],
    );
    // Nobody offers it but who offers what it belongs to.
    check_in(
        &network,
        "Luftmessung",
        expect![[r#"
        19 Amt OffersBroader { competency: Id("Sensorik"), than: Id("Luftmessung") }
        100 [Luftmessung]
    "#]],
    );
    // Somebody offers it.
    check_in(
        &network,
        "Pegelmessung",
        expect![[r#"
        48 Bauhof Offers { competency: Id("Pegelmessung") }
        26 Club OffersNarrower { competency: Id("Schwimmermessung"), than: Id("Pegelmessung") }
        100 [Pegelmessung]
        44 Schwimmermessung NarrowerThan { competency: Id("Pegelmessung") }
    "#]],
    );
    // Not surely meant.
    check_in(
        &network,
        "Sen",
        expect![[r#"
        42 Amt Offers { competency: Id("Sensorik") }
        35 Dorf LooksFor { competency: Id("Sensorik") }
        90 [Sen]sorik
        38 Luftmessung NarrowerThan { competency: Id("Sensorik") }
        38 Pegelmessung NarrowerThan { competency: Id("Sensorik") }
    "#]],
    );
    check_in(
        &network,
        "Snsorik",
        expect![[r#"
        26 Amt Offers { competency: Id("Sensorik") } ~
        22 Dorf LooksFor { competency: Id("Sensorik") } ~
        44 [Sensorik] ~
        24 Luftmessung NarrowerThan { competency: Id("Sensorik") } ~
        24 Pegelmessung NarrowerThan { competency: Id("Sensorik") } ~
    "#]],
    );
    check_in(
        &network,
        "ftmess",
        expect![[r#"
        60 Lu[ftmess]ung
    "#]],
    );
    check_in(
        &network,
        "wer bietet Sensorik",
        expect![[r#"
        80 Amt Offers { competency: Id("Sensorik") }
        44 Bauhof OffersNarrower { competency: Id("Pegelmessung"), than: Id("Sensorik") }
        40 Dorf LooksFor { competency: Id("Sensorik") }
        100 [Sensorik]
        44 Luftmessung NarrowerThan { competency: Id("Sensorik") }
        44 Pegelmessung NarrowerThan { competency: Id("Sensorik") }
    "#]],
    );
}

#[test]
fn equally_good_names_stand_in_natural_order() {
    let mut network = Network::new("n".into());
    network.actors = ["Kita 10", "Kita 2", "Kita 1", "Kita Ärztehaus"]
        .map(|name| Actor::new(name.into(), name))
        .into_iter()
        .collect();
    let index = Index::new(&network);
    let names = |found: Found| found.actors.into_iter().map(|hit| hit.id.to_string()).collect::<Vec<_>>();
    let expected = ["Kita 1", "Kita 2", "Kita 10", "Kita Ärztehaus"];
    assert_eq!(names(index.find("kita", 9)), expected);
    assert_eq!(names(Answer::from_names(&network, "kita", 9).best), expected);
}
