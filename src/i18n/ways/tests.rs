use super::*;
use crate::{
    model::{Actor, Day, Group, Link, Meeting, MeetingKind, Stamp, notation},
    query::path::{Over, ways},
};

fn network() -> Network {
    let mut network = notation::network("me - a; f; h offers print; i needs print; k; l; solo");
    for (from, kind, to) in [
        ("a", LinkKind::WorksWith, "b"),
        ("c", LinkKind::Introduced, "b"),
        ("c", LinkKind::Introduced, "d"),
        ("k", LinkKind::Introduced, "me"),
    ] {
        for id in [from, to] {
            network.put(Actor::new(id.into(), id), Stamp(1));
        }
        let id = format!("{from}-{to}");
        network.put(Link { kind, ..Link::new(id.as_str().into(), from, to) }, Stamp(1));
    }
    for (id, by) in [("e", "d"), ("d", "f")] {
        network.put(Actor { invited_by: Some(by.into()), ..Actor::new(id.into(), id) }, Stamp(1));
    }
    let members = ["f", "g"].map(Id::from).to_vec();
    network.put(Actor::new("g".into(), "g"), Stamp(1));
    network.put(Group { members, ..Group::new("council".into(), "Council") }, Stamp(1));
    let coming = ["g", "h"].map(Id::from).to_vec();
    let kind = Some(MeetingKind::Workshop);
    network.put(Meeting { coming, kind, ..Meeting::new("met".into(), Day::new("2026-01-01")) }, Stamp(1));
    network
}

fn told(language: Language, is_mine: bool, to: &str, over: Over) -> String {
    let network = network();
    let speech = Speech { language, network: &network, is_mine };
    let (from, to) = ("me".into(), to.into());
    let found = ways(&network, &from, &to, over, &Day::new("2026-11-27"));
    let said = match (&found.best, &found.bridge) {
        (Some(way), _) => format!("{} {}", plain(&speech.advice(way)), plain(&speech.way(way))),
        (None, Some(bridge)) => plain(&speech.bridge(&from, &to, bridge)),
        (None, None) => String::new(),
    };
    format!("{} {said}\n", speech.question(Some(&from), &to))
}

#[test]
fn a_way_is_a_sentence_for_each_kind_of_step() {
    let mut lines = String::new();
    for language in [German, English] {
        for is_mine in [true, false] {
            for to in ["a", "k", "e", "i", "solo"] {
                lines += &told(language, is_mine, to, Over::LinksElseShared);
            }
            lines += &told(language, is_mine, "i", Over::Links);
        }
    }
    expect_test::expect![[r#"
        Wer stellt mich bei a vor? Sie können direkt aufeinander zugehen. Sie kennen a.
        Wer stellt mich bei k vor? Sie können direkt aufeinander zugehen. k hat Sie eingeführt.
        Wer stellt mich bei e vor? Am besten stellt a Sie vor. Sie kennen a; a arbeitet mit b zusammen; b wurde von c eingeführt; c hat d eingeführt; d hat e mitgebracht.
        Wer stellt mich bei i vor? Am besten stellt a Sie vor. Sie kennen a; a arbeitet mit b zusammen; b wurde von c eingeführt; c hat d eingeführt; d wurde von f mitgebracht; f und g sind in der Gruppe „Council“; g und h haben das Treffen „Workshop“ gemeinsam; h und i haben beide mit „print“ zu tun.
        Wer stellt mich bei solo vor? Sie und solo sind noch nicht verbunden. Einen Weg gäbe es, wenn d und solo sich kennenlernten.
        Wer stellt mich bei i vor? Sie und i sind noch nicht verbunden. Einen Weg gäbe es, wenn d und i sich kennenlernten.
        Wer stellt me bei a vor? Die beiden können direkt aufeinander zugehen. me kennt a.
        Wer stellt me bei k vor? Die beiden können direkt aufeinander zugehen. me wurde von k eingeführt.
        Wer stellt me bei e vor? Am besten stellt a die beiden einander vor. me kennt a; a arbeitet mit b zusammen; b wurde von c eingeführt; c hat d eingeführt; d hat e mitgebracht.
        Wer stellt me bei i vor? Am besten stellt a die beiden einander vor. me kennt a; a arbeitet mit b zusammen; b wurde von c eingeführt; c hat d eingeführt; d wurde von f mitgebracht; f und g sind in der Gruppe „Council“; g und h haben das Treffen „Workshop“ gemeinsam; h und i haben beide mit „print“ zu tun.
        Wer stellt me bei solo vor? me und solo sind noch nicht verbunden. Einen Weg gäbe es, wenn d und solo sich kennenlernten.
        Wer stellt me bei i vor? me und i sind noch nicht verbunden. Einen Weg gäbe es, wenn d und i sich kennenlernten.
        Who introduces me to a? You can turn to each other directly. You know a.
        Who introduces me to k? You can turn to each other directly. k introduced you.
        Who introduces me to e? a is the best one to introduce you. You know a; a works with b; b was introduced by c; c introduced d; d brought e in.
        Who introduces me to i? a is the best one to introduce you. You know a; a works with b; b was introduced by c; c introduced d; d was brought in by f; f and g are in the group “Council”; g and h share the meeting “Workshop”; h and i both have to do with “print”.
        Who introduces me to solo? You and solo are not connected yet. There would be a way if d and solo got to know each other.
        Who introduces me to i? You and i are not connected yet. There would be a way if d and i got to know each other.
        Who introduces me to a? The two can turn to each other directly. me knows a.
        Who introduces me to k? The two can turn to each other directly. me was introduced by k.
        Who introduces me to e? a is the best one to introduce the two. me knows a; a works with b; b was introduced by c; c introduced d; d brought e in.
        Who introduces me to i? a is the best one to introduce the two. me knows a; a works with b; b was introduced by c; c introduced d; d was brought in by f; f and g are in the group “Council”; g and h share the meeting “Workshop”; h and i both have to do with “print”.
        Who introduces me to solo? me and solo are not connected yet. There would be a way if d and solo got to know each other.
        Who introduces me to i? me and i are not connected yet. There would be a way if d and i got to know each other.
    "#]].assert_eq(&lines);
}

#[test]
fn the_note_asks_who_is_next_to_them() {
    let network = network();
    let mut notes = String::new();
    for (language, is_mine, to) in
        [(German, true, "b"), (German, false, "d"), (English, false, "b"), (English, true, "d")]
    {
        let speech = Speech { language, network: &network, is_mine };
        let way = ways(&network, &"me".into(), &to.into(), Over::Links, &Day::new("2026-11-27")).best.unwrap();
        notes += &speech.note(&way);
        notes += "----\n";
    }
    expect_test::expect![[r#"
        Guten Tag,

        ich möchte gern mit b ins Gespräch kommen. In unserem Netz führt der Weg über Sie: me kennt a; a arbeitet mit b zusammen.

        Könnten Sie uns miteinander bekannt machen?

        Viele Grüße
        me
        ----
        Guten Tag,

        me möchte gern mit d ins Gespräch kommen. In unserem Netz führt der Weg über Sie: me kennt a; a arbeitet mit b zusammen; b wurde von c eingeführt; c hat d eingeführt.

        Könnten Sie dafür zuerst me und b miteinander bekannt machen?

        Viele Grüße
        ----
        Hello,

        me would like to talk to b. On our map the way leads through you: me knows a; a works with b.

        Could you introduce the two to each other?

        Best wishes
        ----
        Hello,

        I would like to talk to d. On our map the way leads through you: me knows a; a works with b; b was introduced by c; c introduced d.

        Could you introduce me to b first?

        Best wishes
        me
        ----
    "#]].assert_eq(&notes);
}

#[test]
fn what_would_be_missing_is_said_with_who_could_take_over() {
    let mut network = notation::network("a offers alone, idle, shared; b offers shared; c needs alone; d needs alone");
    network.put(crate::model::Topic::new("rain".into(), "Rain"), Stamp(1));
    let mut lines = String::new();
    for language in [German, English] {
        let speech = Speech { language, network: &network, is_mine: false };
        let then = crate::query::coverage::without(&network, &"a".into(), Default::default(), &Day::new("2026-11-27"));
        for then in &then {
            lines += &format!("{}\n", plain(&speech.loss(then)));
        }
        use Closeness::{Broader, NearTwin, Narrower, Same, Synonym};
        let offers = [Same, Synonym, Narrower, NearTwin, Broader].map(|it| Why::Offers("shared".into(), it));
        for why in offers.into_iter().chain([Why::Topic("rain".into())]) {
            lines += &format!("{}\n", plain(&speech.heir(&"b".into(), &why)));
        }
    }
    expect_test::expect![[r#"
        alone böte dann niemand mehr, und 2 Akteure suchen es.
        idle böte dann niemand mehr; zurzeit wird es nicht gesucht.
        shared böte dann nur noch ein einziger.
        b (bietet es auch)
        b (bietet „shared“, ein anderes Wort dafür)
        b (bietet „shared“, einen Teil davon)
        b (bietet „shared“, vermutlich dasselbe)
        b (bietet „shared“, zu dem es gehört)
        b (kann beim Thema „Rain“ helfen)
        alone would be offered by nobody, and 2 actors look for it.
        idle would be offered by nobody; it is not looked for at the moment.
        shared would be offered by one only.
        b (offers it too)
        b (offers “shared”, another word for it)
        b (offers “shared”, a part of it)
        b (offers “shared”, probably the same)
        b (offers “shared”, which it belongs to)
        b (can help with the topic “Rain”)
    "#]].assert_eq(&lines);
}
