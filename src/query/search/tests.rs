use expect_test::{Expect, expect};

use super::*;
use crate::model::{Actor, Competency, Content, Meta, Need, Offer, Sector, Stamp, Topic, Value};

fn network() -> Network {
    let mut network = Network::new("n".into());
    let now = Stamp(1);
    network.put(Sector::new("kultur".into(), "Kultur und Bildung"), now);
    for (id, name, about) in [
        ("werke", "Stadtwerke Goslar", "Betreibt ein W-LAN im Großraum."),
        ("museum", "Goslarer Museum", ""),
        ("mueller", "Druckerei Müller", "Offset und Siebdruck."),
        ("bau", "Bauelektrik Harz", ""),
        ("jugend", "Jugendzentrum", "Offene Werkstatt mit Lasercutter"),
    ] {
        let mut actor = Actor::new(id.into(), name);
        actor.about = about.into();
        if id == "museum" {
            actor.sector = Some("kultur".into());
        }
        network.put(actor, now);
    }
    for (id, name, also, broader) in [
        ("lora", "LoRaWAN", &["Funknetz für Sensoren"][..], None),
        ("fertigung", "Digitale Fertigung", &[], None),
        ("3d", "3D-Druck", &["Additive Fertigung"], Some("fertigung")),
        ("sieb", "Siebdruck", &[], None),
        ("strasse", "Straßenbau", &["Tiefbau"], None),
        ("wlan", "Öffentliches WLAN", &["Freifunk"], None),
        ("paed", "Museumspädagogik", &[], None),
        ("druck", "Druck", &[], None),
    ] {
        let mut competency = Competency::new(id.into(), name);
        competency.also = also.iter().map(|text| (*text).to_owned()).collect();
        competency.broader = broader.map(Id::from);
        if id == "paed" {
            competency.description = "Führungen und Kurse für Schulklassen".into();
        }
        network.put(competency, now);
    }
    for (actor, competency) in [("werke", "lora"), ("jugend", "3d"), ("mueller", "sieb")] {
        network.put(Offer::new(format!("o-{actor}").as_str().into(), actor, competency), now);
    }
    for (actor, competency) in [("bau", "lora"), ("museum", "3d")] {
        network.put(Need::new(format!("n-{actor}").as_str().into(), actor, competency), now);
    }
    let mut topic = Topic::new("app".into(), "Brauchen wir eine Stadt-App?");
    topic.question = "Wer macht mit?".into();
    topic.competencies = vec!["lora".into()];
    network.put(topic, now);
    network
}

/// All hits as lines, best first: the name with its marks, why, and `~` if forgiven.
fn shown(network: &Network, query: &str) -> String {
    let found = Index::new(network).find(query, 10);
    let mut lines = String::new();
    for hit in found.actors.iter().chain(&found.competencies).chain(&found.topics) {
        let name = match hit.kind {
            HitKind::Actor => &network.actors.get(&hit.id).unwrap().name,
            HitKind::Competency => &network.competencies.get(&hit.id).unwrap().name,
            HitKind::Topic => &network.topics.get(&hit.id).unwrap().title,
        };
        let reason = match &hit.reason {
            Reason::Name => String::new(),
            Reason::Synonym { text, marks } => format!(" also {}", marked(text, marks)),
            Reason::Text { field, excerpt, marks } => format!(" {field}: {}", marked(excerpt, marks)),
            other => format!(" {other:?}"),
        };
        let forgiven = if hit.forgiven { " ~" } else { "" };
        lines += &format!("{:.0} {}{reason}{forgiven}\n", hit.score, marked(name, &hit.marks));
    }
    lines
}

fn marked(text: &str, marks: &[Range<usize>]) -> String {
    let mut shown = text.to_owned();
    for mark in marks.iter().rev() {
        shown.insert(mark.end, ']');
        shown.insert(mark.start, '[');
    }
    shown
}

#[track_caller]
fn check(query: &str, expected: Expect) {
    expected.assert_eq(&shown(&network(), query));
}

#[test]
fn spelling_habits() {
    check(
        "Strassenbau",
        expect![[r#"
            100 [Straßenbau]
        "#]],
    );
    check(
        "strasen bau",
        expect![[r#"
            52 [Straßenbau] ~
        "#]],
    );
    check(
        "3ddruck",
        expect![[r#"
            48 Jugendzentrum Offers { competency: Id("3d") }
            40 Goslarer Museum LooksFor { competency: Id("3d") }
            100 [3D-Druck]
        "#]],
    );
    check(
        "3D Druck",
        expect![[r#"
            48 Jugendzentrum Offers { competency: Id("3d") }
            40 Goslarer Museum LooksFor { competency: Id("3d") }
            100 [3D]-[Druck]
        "#]],
    );
    check(
        "W-LAN",
        expect![[r#"
            12 Stadtwerke Goslar about: Betreibt ein [W-LAN] im Großraum.
            80 Öffentliches [WLAN]
        "#]],
    );
    check(
        "wlan",
        expect![[r#"
            12 Stadtwerke Goslar about: Betreibt ein [W-LAN] im Großraum.
            80 Öffentliches [WLAN]
        "#]],
    );
    check(
        "MUELLER",
        expect![[r#"
            80 Druckerei [Müller]
        "#]],
    );
    check(
        "muller",
        expect![[r#"
            80 Druckerei [Müller]
        "#]],
    );
    check(
        "elektrik",
        expect![[r#"
            60 Bau[elektrik] Harz
        "#]],
    );
    check(
        "museum goslar",
        expect![[r#"
            75 [Goslar]er [Museum]
        "#]],
    );
}

#[test]
fn order_of_hits() {
    check(
        "Druck",
        expect![[r#"
            90 [Druck]erei Müller
            48 Jugendzentrum Offers { competency: Id("3d") }
            40 Goslarer Museum LooksFor { competency: Id("3d") }
            100 [Druck]
            80 3D-[Druck]
            60 Sieb[druck]
        "#]],
    );
    check(
        "LoRaWAN",
        expect![[r#"
            48 Stadtwerke Goslar Offers { competency: Id("lora") }
            40 Bauelektrik Harz LooksFor { competency: Id("lora") }
            100 [LoRaWAN]
            48 Brauchen wir eine Stadt-App? Takes { competency: Id("lora") }
        "#]],
    );
    check(
        "fertigung",
        expect![[r#"
            35 Jugendzentrum Offers { competency: Id("3d") }
            29 Goslarer Museum LooksFor { competency: Id("3d") }
            80 Digitale [Fertigung]
            58 3D-Druck also Additive [Fertigung]
        "#]],
    );
}

#[test]
fn typing_errors() {
    check(
        "Durckerei",
        expect![[r#"
            44 [Druckerei] Müller ~
        "#]],
    );
    check(
        "lorwan",
        expect![[r#"
            26 Stadtwerke Goslar Offers { competency: Id("lora") } ~
            22 Bauelektrik Harz LooksFor { competency: Id("lora") } ~
            44 [LoRaWAN] ~
            26 Brauchen wir eine Stadt-App? Takes { competency: Id("lora") } ~
        "#]],
    );
    check(
        "Nuseum",
        expect![[r#"
            44 Goslarer [Museum] ~
            44 [Museumspädagogik] ~
        "#]],
    );
    check(
        "museumspedag",
        expect![[r#"
            44 [Museumspädagogik] ~
        "#]],
    );
    check("rat", expect![[""]]);
    check("bua", expect![[""]]);
}

#[test]
fn other_texts() {
    check(
        "schulklasse",
        expect![[r#"
            10 Museumspädagogik description: Führungen und Kurse für [Schulklasse]n
        "#]],
    );
    check(
        "lasercuter",
        expect![[r#"
            4 Jugendzentrum about: Offene Werkstatt mit [Lasercutter] ~
        "#]],
    );
    check(
        "kultur",
        expect![[r#"
            20 Goslarer Museum Sector { sector: Id("kultur") }
        "#]],
    );
    check(
        "stadtapp",
        expect![[r#"
            80 Brauchen wir eine [Stadt-App]?
        "#]],
    );
    check(
        "freifunk",
        expect![[r#"
            58 Öffentliches WLAN also [Freifunk]
        "#]],
    );
    check(
        "goslar lorawan",
        expect![[r#"
            64 Stadtwerke [Goslar] Offers { competency: Id("lora") }
        "#]],
    );
    check("goslar siebdruck", expect![[""]]);
    check(" -, ", expect![[""]]);
}

#[test]
fn the_texts_that_the_table_marks_are_searched_and_no_others() {
    for kind in HitKind::ALL {
        let schema = kind.table().schema();
        assert_eq!(Some(kind.title().name), schema.title);
        for field in schema.fields {
            let value = match field.content {
                Content::Line | Content::Paragraph | Content::Web => Value::Text("quokka".into()),
                Content::Lines => Value::Texts(vec!["quokka".into()]),
                _ => continue,
            };
            let mut network = Network::new("n".into());
            let mut values = |wanted: &'static model::Field| match wanted {
                wanted if wanted.index == field.index => Some(value.clone()),
                wanted => wanted.required.then(|| Value::Text("name".into())),
            };
            network.table_mut(kind.table()).create("r".into(), Meta::default(), &mut values).unwrap();
            let found = !Index::new(&network).find("quokka", 1).of(kind).is_empty();
            assert_eq!(found, field.searched, "{kind:?}.{}", field.name);
        }
    }
}

#[test]
fn questions() {
    check(
        "wer bietet LoRaWAN?",
        expect![[r#"
            80 Stadtwerke Goslar Offers { competency: Id("lora") }
            40 Bauelektrik Harz LooksFor { competency: Id("lora") }
            100 [LoRaWAN]
            48 Brauchen wir eine Stadt-App? Takes { competency: Id("lora") }
        "#]],
    );
    check(
        "who needs lorawan",
        expect![[r#"
            80 Bauelektrik Harz LooksFor { competency: Id("lora") }
            48 Stadtwerke Goslar Offers { competency: Id("lora") }
            100 [LoRaWAN]
            48 Brauchen wir eine Stadt-App? Takes { competency: Id("lora") }
        "#]],
    );
    check(
        "Wer sucht Druck",
        expect![[r#"
            80 Goslarer Museum LooksFor { competency: Id("3d") }
            70 [Druck]erei Müller
            48 Jugendzentrum Offers { competency: Id("3d") }
            100 [Druck]
            80 3D-[Druck]
            60 Sieb[druck]
        "#]],
    );
    check(
        "wer bietet Druck an",
        expect![[r#"
            80 Jugendzentrum Offers { competency: Id("3d") }
            70 [Druck]erei Müller
            40 Goslarer Museum LooksFor { competency: Id("3d") }
            100 [Druck]
            80 3D-[Druck]
            60 Sieb[druck]
        "#]],
    );
    check(
        "wer mit",
        expect![[r#"
            11 Jugendzentrum about: Offene [Wer]kstatt [mit] Lasercutter
            12 Brauchen wir eine Stadt-App? question: [Wer] macht [mit]?
        "#]],
    );
}

#[test]
fn short_words_are_marked_where_they_count() {
    check(
        "w",
        expect![[r#"
            12 Stadtwerke Goslar about: Betreibt ein [W]-LAN im Großraum.
            70 Öffentliches [W]LAN
            70 Brauchen [w]ir eine Stadt-App?
        "#]],
    );
    let mut network = Network::new("n".into());
    let mut actor = Actor::new("a".into(), "IT-Haus");
    actor.about = "Wir machen IT und Italienisch, iterativ, i t".into();
    network.put(actor, Stamp(1));
    expect![[r#"
        80 [IT]-[Haus]
    "#]]
    .assert_eq(&shown(&network, "haus it"));
    let mut actor = Actor::new("a".into(), "Haus");
    actor.about = "Wir machen IT und Italienisch, iterativ, i t".into();
    network.put(actor, Stamp(2));
    expect![[r#"
        12 Haus about: Wir machen [IT] und Italienisch, iterativ, [i t]
    "#]]
    .assert_eq(&shown(&network, "it"));
}

#[test]
fn similar_names() {
    let index = Index::new(&network());
    let similar = |text: &str| -> Vec<String> {
        let found = index.similar_competencies(text, 4);
        found.iter().map(|similar| format!("{} {:?}", similar.id, similar.how)).collect()
    };
    for (text, expected) in [
        ("Strassenbau", &["strasse Same"][..]),
        ("freifunk", &["wlan Same"]),
        ("3-D Druck", &["3d Same"]),
        ("Druck 3D", &["3d NearlySame"]),
        ("Strasenbua", &["strasse NearlySame"]),
        ("Fertigung", &["fertigung Related", "3d Related"]),
        ("Siebdruckk", &["sieb NearlySame"]),
        // Two errors, and another first letter.
        ("Grassenbau", &["strasse Related"]),
        ("", &[]),
        ("Gärtnern", &[]),
    ] {
        assert_eq!(similar(text), expected, "{text}");
    }
    let actors = index.similar_actors("Druckerei Muller", 1);
    assert_eq!(actors, [Similar { id: "mueller".into(), how: How::Same }]);
}

/// The combining iota counts as a letter, and nothing of it remains when it is folded.
#[test]
fn a_word_of_which_nothing_remains() {
    let mut network = network();
    network.put(Actor::new("iota".into(), "\u{345}"), Stamp(1));
    assert_eq!(Index::new(&network).find("\u{345}", 5), Found::default());
}

#[test]
fn an_index_is_of_its_records_alone() {
    let mut network = network();
    let index = Index::new(&network);
    assert!(index.is_of(&network) && index.is_of(&network.clone()));
    std::sync::Arc::make_mut(&mut network.positions).clear();
    assert!(index.is_of(&network));
    network.put(Actor::new("new".into(), "Neu"), Stamp(1));
    assert!(!index.is_of(&network));
}

#[test]
fn every_record_of_many_is_found() {
    let mut network = Network::new("n".into());
    let ids: Vec<String> = (0..100).map(|number| format!("a{number}")).collect();
    network.actors = ids.iter().map(|id| Actor::new(id.as_str().into(), id.as_str())).collect();
    let found = Index::new(&network).find("a", usize::MAX).actors;
    assert_eq!(found.len(), ids.len());
    for id in &ids {
        assert!(found.iter().any(|hit| hit.id.as_str() == id), "{id}");
    }
}

mod ranking;
