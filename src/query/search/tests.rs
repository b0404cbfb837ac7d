use expect_test::{Expect, expect};

use super::*;
use crate::model::{Actor, Competency, Need, Offer, Sector, Stamp, Topic};

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
    check("Strassenbau", expect![[""]]);
    check("strasen bau", expect![[""]]);
    check("3ddruck", expect![[""]]);
    check("3D Druck", expect![[""]]);
    check("W-LAN", expect![[""]]);
    check("wlan", expect![[""]]);
    check("MUELLER", expect![[""]]);
    check("muller", expect![[""]]);
    check("elektrik", expect![[""]]);
    check("museum goslar", expect![[""]]);
}

#[test]
fn order_of_hits() {
    check("Druck", expect![[""]]);
    check("LoRaWAN", expect![[""]]);
    check("fertigung", expect![[""]]);
}

#[test]
fn typing_errors() {
    check("Durckerei", expect![[""]]);
    check("lorwan", expect![[""]]);
    check("Nuseum", expect![[""]]);
    check("museumspedag", expect![[""]]);
    check("rat", expect![[""]]);
    check("bua", expect![[""]]);
}

#[test]
fn other_texts() {
    check("schulklasse", expect![[""]]);
    check("lasercuter", expect![[""]]);
    check("kultur", expect![[""]]);
    check("stadtapp", expect![[""]]);
    check("freifunk", expect![[""]]);
    check("goslar lorawan", expect![[""]]);
    check("goslar siebdruck", expect![[""]]);
    check(" -, ", expect![[""]]);
}
