use expect_test::expect;

use super::*;
use crate::{
    exchange::redact,
    model::{Actor, ActorKind, Agreement, AgreementState, Need, Stamp, Topic, TopicEvent, Visibility, notation},
    query::impact::{Chapter, Figure, Period, stories},
};

/// Two organisations and a person, who have met; what they agreed on is for everybody, what the person did is not.
fn example() -> Network {
    let mut network = notation::network("museum offers sensors; bus; bus - museum; fridolin offers maps");
    let joined = |day: &str| Some(Day::new(day));
    for (id, day, kind) in [
        ("museum", "2017-06-02", ActorKind::Organisation),
        ("bus", "2018-02-09", ActorKind::Organisation),
        ("fridolin", "2018-02-09", ActorKind::Person),
    ] {
        network.put(Actor { joined: joined(day), kind, ..Actor::new(id.into(), id) }, Stamp(1));
    }
    let mut agreement = Agreement::new("v".into(), "museum", "bus");
    (agreement.what, agreement.state) = ("Fahrgäste zählen".into(), AgreementState::Kept);
    agreement.agreed_by = vec!["museum".into(), "bus".into()];
    agreement.visibility = Some(Visibility::Public);
    network.put(agreement.clone(), Stamp(1));
    agreement.visibility = None;
    network.put(Agreement { id: "secret".into(), what: "geheim".into(), ..agreement }, Stamp(1));
    let mut topic = Topic::new("t".into(), "Stadt-App");
    (topic.question, topic.status) = ("Brauchen wir eine?".into(), TopicStatus::UnderWay);
    topic.history =
        vec![TopicEvent { status: TopicStatus::UnderWay, on: joined("2018-05-18"), meeting: None }];
    network.put(topic, Stamp(1));
    let met = Need { closed_on: joined("2018-06-01"), ..Need::new("n".into(), "bus", "sensors") };
    network.put(met, Stamp(1));
    network
}

fn report(language: Language, profile: Profile, said: impl Fn(&Report) -> String) -> String {
    let network = example();
    let (part, open) = (redact(&network, profile), redact(&network, Profile::Public));
    let period = Period { since: Day::new("2017-06-02"), until: Day::new("2026-11-29") };
    let stories = Chapter::ALL.map(|chapter| stories(&open, chapter, &period).into_iter().next());
    said(&Report {
        language,
        part: &part,
        profile,
        open: &open,
        period: &period,
        today: &Day::new("2026-11-29"),
        matches: 1,
        stories: &stories,
        day: &|day| day.to_string(),
    })
}

#[test]
fn a_report_says_from_where_it_is_and_what_it_counts() {
    let text = report(German, Profile::Public, |report| report.text());
    let (told, definitions) = text.split_once("\nWas die Zahlen bedeuten\n").unwrap();
    expect![[r#"
        Was das Netzwerk bewirkt hat
        ============================

        Zeitraum: 2017-06-02 bis 2026-11-29
        Quelle: die Einträge dieser Karte (GoSMART); gezählt ist nur, was öffentlich ist
        Stand der Daten: 2026-11-29

        Sozialkapital
        -------------

        Wer ist da, und wer kennt wen?
        Zahl: 2017-06-02 | 2026-11-29 | Veränderung
        Mitglieder: 1 | 2 | +1
        Gäste: 0 | 0 | ±0
        Bereiche mit Akteuren: 0 | 0 | ±0
        Angebotene Kompetenzen: 1 | 1 | ±0
        Angebote: 1 | 1 | ±0
        Verbindungen: 0 | 1 | +1
        Verbindungen über Bereiche hinweg: 0 | 0 | ±0
        Vermittelte Kontakte: 0 | 1 | +1
        Ein Beispiel: bus und museum kennen sich.

        Steuerung
        ---------

        Woran wird gearbeitet, und wer ist dabei?
        Zahl: 2017-06-02 | 2026-11-29 | Veränderung
        Themen: in Arbeit: 0 | 1 | +1
        Kompetenzen: nur einer bietet: 1 | 1 | ±0
        Offene Gesuche: 0 | 0 | ±0
        Treffen bisher: 0 | 0 | ±0
        Teilnahmen: 0 | 0 | ±0
        Akteure, die schon einmal da waren: 0 | 0 | ±0
        Treffer (heute): – | 1 | –
        Maßnahme für Maßnahme: diese Themen haben in der Zeit ihren Stand geändert.
        Thema: 2017-06-02 | 2026-11-29
        Stadt-App: – | in Arbeit
        Ein Beispiel: Stadt-App: Brauchen wir eine? Stand: in Arbeit, seit 2018-05-18.

        Ergebnisse
        ----------

        Was ist daraus geworden?
        Zahl: 2017-06-02 | 2026-11-29 | Veränderung
        Erfüllte Gesuche: 0 | 1 | +1
        Vereinbarungen: 0 | 1 | +1
        Eingehaltene Vereinbarungen: 0 | 1 | +1
        Nicht eingehaltene Vereinbarungen: 0 | 0 | ±0
        Ein Beispiel: Eingehalten: museum hilft bus: Fahrgäste zählen.
    "#]].assert_eq(told);
    for &figure in Figure::ALL {
        assert!(definitions.contains(definition(German, figure)), "{figure:?}");
    }
    assert!(!definitions.contains("unter 3"), "nobody is hidden where there is no person");
}

#[test]
fn small_numbers_are_blurred_and_what_is_not_public_is_never_named() {
    for profile in Profile::ALL {
        for language in [German, English] {
            let page = report(language, profile, |report| report.page());
            assert!(!page.contains("geheim") && !page.contains("fridolin") && page.contains("Fahrgäste"));
            let few = text_of(language, ["unter 3", "below 3"]);
            assert_eq!(page.contains(few), profile != Profile::Public, "{profile:?}");
        }
    }
    let text = report(English, Profile::Full, |report| report.text());
    let told = text.lines().filter(|line| line.starts_with("Members:") || line.starts_with("Agreements"));
    expect![[r#"
        Members: below 3 | 3 | –
        Agreements: 0 | below 3 | –
        Agreements kept: 0 | below 3 | –
        Agreements not kept: 0 | 0 | ±0"#]].assert_eq(&told.collect::<Vec<_>>().join("\n"));
}

#[test]
fn each_kind_of_example_is_one_sentence() {
    let network = example();
    let told = |language, table: TableName, id: &str| {
        story(language, &network, &(table, id.into()), &|day| day.to_string())
    };
    let records = [
        (TableName::Links, "bus-museum"),
        (TableName::Topics, "t"),
        (TableName::Agreements, "v"),
        (TableName::Needs, "n"),
    ];
    let sentences = [German, English].map(|language| {
        records.map(|(table, id)| told(language, table, id).unwrap_or_default()).join("\n")
    });
    expect![[r#"
        bus und museum kennen sich.
        Stadt-App: Brauchen wir eine? Stand: in Arbeit, seit 2018-05-18.
        Eingehalten: museum hilft bus: Fahrgäste zählen.
        bus suchte „sensors“, und am 2018-06-01 war es gefunden.
        bus and museum know each other.
        Stadt-App: Brauchen wir eine? State: under way, since 2018-05-18.
        Kept: museum helps bus: Fahrgäste zählen.
        bus looked for “sensors”, and by 2018-06-01 it was found."#]].assert_eq(&sentences.join("\n"));
    assert_eq!(told(German, TableName::Links, "gone"), None);
}

#[test]
fn changes_say_their_sign() {
    let told = [-1200, -1, 0, 3, 1200].map(|number| change(German, number));
    assert_eq!(told, ["−1.200", "−1", "±0", "+3", "+1.200"]);
}
