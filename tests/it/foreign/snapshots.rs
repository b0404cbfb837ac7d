use expect_test::expect;
use gosmart::{
    exchange::{Profile, Redacted, redact},
    i18n::Language,
    model::{
        About, Actor, Competency, Day, Group, HelpForm, Link, LinkKind, Meeting, Need, Network, Offer,
        Position, Sector, Topic,
    },
};

use super::{format, text};

/// Two actors, one of them with a name that a spreadsheet would take for a formula.
fn small() -> Redacted {
    let mut network = Network::new("net".into());
    network.sectors.put(Sector::new("culture".into(), "Kultur"));
    network.competencies.put(Competency {
        also: vec!["Scannen".to_owned(), "A|B".to_owned()],
        description: "Aus Papier <Dateien> machen".to_owned(),
        ..Competency::new("4f5e1a34-6f2b-4a43-9f33-0d7c7d1f3a10".into(), "Digitalisieren")
    });
    network.actors.put(Actor {
        sector: Some("culture".into()),
        website: "info@example.org".to_owned(),
        joined: Some(Day::new("2017-06-02")),
        ..Actor::new("library".into(), "Bücherei; \"alt\"")
    });
    network.actors.put(Actor::new("a_b.c".into(), "=1+1"));
    network.offers.put(Offer {
        level: Some(2),
        forms: vec![HelpForm::Advice, HelpForm::Room],
        ..Offer::new("offer".into(), "library", "4f5e1a34-6f2b-4a43-9f33-0d7c7d1f3a10")
    });
    network.needs.put(Need {
        note: "Bald".to_owned(),
        ..Need::new("need".into(), "a_b.c", "4f5e1a34-6f2b-4a43-9f33-0d7c7d1f3a10")
    });
    network.links.put(Link { kind: LinkKind::WorksWith, ..Link::new("link".into(), "library", "a_b.c") });
    network.topics.put(Topic {
        competencies: vec!["4f5e1a34-6f2b-4a43-9f33-0d7c7d1f3a10".into()],
        ..Topic::new("topic".into(), "Alte Zeitungen")
    });
    network.meetings.put(Meeting {
        start: "18:00".to_owned(),
        end: "20:30".to_owned(),
        host: Some("library".into()),
        present: vec!["library".into()],
        guests: vec!["a_b.c".into()],
        ..Meeting::new("meeting".into(), Day::new("2026-02-01"))
    });
    network.groups.put(Group { members: vec!["library".into()], ..Group::new("group".into(), "Beirat") });
    network.about =
        About { title: "Klein & fein".to_owned(), language: "de".to_owned(), ..About::new("net".into()) }
            .into();
    let at = Position { x: 1.5, y: -2.0, pinned: false };
    network.positions = std::sync::Arc::new([("library".into(), at)].into());
    redact(&network, Profile::Public)
}

#[test]
fn an_actor_list_has_what_is_offered_in_one_cell_and_no_formula() {
    expect![[r#"
        ﻿Name;Bietet;Sucht;Art;Bereich;Stand;Dabei seit;Eingeladen von;Wer sind Sie und was tun Sie?;Digitales Angebot;Bild der digitalen Zukunft;Website oder E-Mail-Adresse;Ort;Ausgetreten am;Zuletzt bestätigt am;Bestätigt durch;Sichtbarkeit;ID
        "Bücherei; ""alt""";Digitalisieren;;Organisation;Kultur;Mitglied;02.06.2017;;;;;info@example.org;;;;;;library
        "'=1+1";;Digitalisieren;Organisation;;Mitglied;;;;;;;;;;;;a_b.c
    "#]].assert_eq(&text(&small(), format("csv"), Language::German).replace("\r\n", "\n"));
}

#[test]
fn graphs_are_called_as_the_document_calls_things() {
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
          <key id="label" for="node" attr.name="label" attr.type="string"/>
          <key id="x" for="node" attr.name="x" attr.type="double"/>
          <key id="y" for="node" attr.name="y" attr.type="double"/>
          <key id="r" for="node" attr.name="r" attr.type="int"/>
          <key id="g" for="node" attr.name="g" attr.type="int"/>
          <key id="b" for="node" attr.name="b" attr.type="int"/>
          <key id="node0" for="node" attr.name="type" attr.type="string"/>
          <key id="node1" for="node" attr.name="kind" attr.type="string"/>
          <key id="node2" for="node" attr.name="sector" attr.type="string"/>
          <key id="node3" for="node" attr.name="status" attr.type="string"/>
          <key id="node4" for="node" attr.name="joined" attr.type="string"/>
          <key id="node5" for="node" attr.name="website" attr.type="string"/>
          <key id="node6" for="node" attr.name="also" attr.type="string"/>
          <key id="node7" for="node" attr.name="description" attr.type="string"/>
          <key id="edge0" for="edge" attr.name="relation" attr.type="string"/>
          <key id="edge1" for="edge" attr.name="level" attr.type="double"/>
          <key id="edge2" for="edge" attr.name="forms" attr.type="string"/>
          <key id="edge3" for="edge" attr.name="note" attr.type="string"/>
          <key id="edge4" for="edge" attr.name="kind" attr.type="string"/>
          <graph edgedefault="directed">
            <desc>Klein &amp; fein</desc>
            <node id="library">
              <data key="label">Bücherei; &quot;alt&quot;</data>
              <data key="x">1.5</data>
              <data key="y">-2</data>
              <data key="r">0</data>
              <data key="g">114</data>
              <data key="b">178</data>
              <data key="node0">actor</data>
              <data key="node1">organisation</data>
              <data key="node2">Kultur</data>
              <data key="node3">member</data>
              <data key="node4">2017-06-02</data>
              <data key="node5">info@example.org</data>
            </node>
            <node id="a_b.c">
              <data key="label">=1+1</data>
              <data key="r">221</data>
              <data key="g">227</data>
              <data key="b">234</data>
              <data key="node0">actor</data>
              <data key="node1">organisation</data>
              <data key="node3">member</data>
            </node>
            <node id="4f5e1a34-6f2b-4a43-9f33-0d7c7d1f3a10">
              <data key="label">Digitalisieren</data>
              <data key="r">91</data>
              <data key="g">107</data>
              <data key="b">125</data>
              <data key="node0">competency</data>
              <data key="node6">Scannen | A|B</data>
              <data key="node7">Aus Papier &lt;Dateien&gt; machen</data>
            </node>
            <edge id="offer" source="library" target="4f5e1a34-6f2b-4a43-9f33-0d7c7d1f3a10">
              <data key="edge0">offer</data>
              <data key="edge1">2</data>
              <data key="edge2">advice | room</data>
            </edge>
            <edge id="need" source="a_b.c" target="4f5e1a34-6f2b-4a43-9f33-0d7c7d1f3a10">
              <data key="edge0">need</data>
              <data key="edge3">Bald</data>
            </edge>
            <edge id="link" source="library" target="a_b.c" directed="false">
              <data key="edge0">link</data>
              <data key="edge4">works_with</data>
            </edge>
          </graph>
        </graphml>
    "#]]
    .assert_eq(&text(&small(), format("graphml"), Language::German));
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
          <meta>
            <description>Klein &amp; fein</description>
          </meta>
          <graph defaultedgetype="directed">
            <attributes class="node">
              <attribute id="0" title="type" type="string"/>
              <attribute id="1" title="kind" type="string"/>
              <attribute id="2" title="sector" type="string"/>
              <attribute id="3" title="status" type="string"/>
              <attribute id="4" title="joined" type="string"/>
              <attribute id="5" title="website" type="string"/>
              <attribute id="6" title="also" type="liststring"/>
              <attribute id="7" title="description" type="string"/>
            </attributes>
            <attributes class="edge">
              <attribute id="0" title="relation" type="string"/>
              <attribute id="1" title="level" type="double"/>
              <attribute id="2" title="forms" type="liststring"/>
              <attribute id="3" title="note" type="string"/>
              <attribute id="4" title="kind" type="string"/>
            </attributes>
            <nodes>
              <node id="library" label="Bücherei; &quot;alt&quot;">
                <attvalues>
                  <attvalue for="0" value="actor"/>
                  <attvalue for="1" value="organisation"/>
                  <attvalue for="2" value="Kultur"/>
                  <attvalue for="3" value="member"/>
                  <attvalue for="4" value="2017-06-02"/>
                  <attvalue for="5" value="info@example.org"/>
                </attvalues>
                <viz:color r="0" g="114" b="178"/>
                <viz:position x="1.5" y="2" z="0"/>
              </node>
              <node id="a_b.c" label="=1+1">
                <attvalues>
                  <attvalue for="0" value="actor"/>
                  <attvalue for="1" value="organisation"/>
                  <attvalue for="3" value="member"/>
                </attvalues>
                <viz:color r="221" g="227" b="234"/>
              </node>
              <node id="4f5e1a34-6f2b-4a43-9f33-0d7c7d1f3a10" label="Digitalisieren">
                <attvalues>
                  <attvalue for="0" value="competency"/>
                  <attvalue for="6" value="[Scannen, A|B]"/>
                  <attvalue for="7" value="Aus Papier &lt;Dateien&gt; machen"/>
                </attvalues>
                <viz:color r="91" g="107" b="125"/>
              </node>
            </nodes>
            <edges>
              <edge id="offer" source="library" target="4f5e1a34-6f2b-4a43-9f33-0d7c7d1f3a10">
                <attvalues>
                  <attvalue for="0" value="offer"/>
                  <attvalue for="1" value="2"/>
                  <attvalue for="2" value="[advice, room]"/>
                </attvalues>
              </edge>
              <edge id="need" source="a_b.c" target="4f5e1a34-6f2b-4a43-9f33-0d7c7d1f3a10">
                <attvalues>
                  <attvalue for="0" value="need"/>
                  <attvalue for="3" value="Bald"/>
                </attvalues>
              </edge>
              <edge id="link" source="library" target="a_b.c" type="undirected">
                <attvalues>
                  <attvalue for="0" value="link"/>
                  <attvalue for="4" value="works_with"/>
                </attvalues>
              </edge>
            </edges>
          </graph>
        </gexf>
    "#]]
    .assert_eq(&text(&small(), format("gexf"), Language::German));
}

#[test]
fn kumu_gets_its_own_names_and_the_words_of_the_language() {
    expect![[r#"
        {
          "elements": [
            {
              "id": "library",
              "label": "Bücherei; \"alt\"",
              "Type": "Akteur",
              "Art": "Organisation",
              "Bereich": "Kultur",
              "Stand": "Mitglied",
              "Dabei seit": "2017-06-02",
              "Website oder E-Mail-Adresse": "info@example.org"
            },
            {
              "id": "a-b-c",
              "label": "=1+1",
              "Type": "Akteur",
              "Art": "Organisation",
              "Stand": "Mitglied"
            },
            {
              "id": "4f5e1a34-6f2b-4a43-9f33-0d7c7d1f3a10",
              "label": "Digitalisieren",
              "Type": "Kompetenz",
              "Tags": [
                "Scannen",
                "A|B"
              ],
              "Description": "Aus Papier <Dateien> machen"
            }
          ],
          "connections": [
            {
              "id": "offer",
              "from": "library",
              "to": "4f5e1a34-6f2b-4a43-9f33-0d7c7d1f3a10",
              "direction": "directed",
              "Type": "bietet",
              "Wie gut?": "erfahren",
              "Art der Hilfe": [
                "Rat",
                "Raum"
              ]
            },
            {
              "id": "need",
              "from": "a-b-c",
              "to": "4f5e1a34-6f2b-4a43-9f33-0d7c7d1f3a10",
              "direction": "directed",
              "Type": "sucht",
              "Description": "Bald"
            },
            {
              "id": "link",
              "from": "library",
              "to": "a-b-c",
              "direction": "undirected",
              "Type": "arbeitet zusammen mit"
            }
          ]
        }"#]]
    .assert_eq(&text(&small(), format("kumu"), Language::German));
}

#[test]
fn linked_data_speaks_schema_org() {
    expect![[r##"
        {
          "@context": {"@vocab":"https://schema.org/","altLabel":{"@id":"skos:altLabel","@language":"de"},"dct":"http://purl.org/dc/terms/","prefLabel":{"@id":"skos:prefLabel","@language":"de"},"skos":"http://www.w3.org/2004/02/skos/core#"},
          "@graph": [
            {"@id":"#network-net","@type":"Organization","knowsLanguage":"de","name":"Klein & fein"},
            {"@id":"#competencies","@type":["DefinedTermSet","skos:ConceptScheme"]},
            {"@id":"#sectors","@type":["DefinedTermSet","skos:ConceptScheme"]},
            {"@id":"#sector-culture","@type":["DefinedTerm","skos:Concept"],"inDefinedTermSet":{"@id":"#sectors"},"name":"Kultur","prefLabel":"Kultur","skos:inScheme":{"@id":"#sectors"}},
            {"@id":"urn:uuid:4f5e1a34-6f2b-4a43-9f33-0d7c7d1f3a10","@type":["DefinedTerm","skos:Concept"],"altLabel":["Scannen","A|B"],"description":"Aus Papier <Dateien> machen","inDefinedTermSet":{"@id":"#competencies"},"name":"Digitalisieren","prefLabel":"Digitalisieren","skos:inScheme":{"@id":"#competencies"}},
            {"@id":"#actor-library","@type":"Organization","dct:subject":{"@id":"#sector-culture"},"email":"info@example.org","makesOffer":{"@id":"#offer-offer"},"memberOf":{"@type":"OrganizationRole","memberOf":{"@id":"#network-net"},"startDate":"2017-06-02"},"name":"Bücherei; \"alt\""},
            {"@id":"#actor-a_b.c","@type":"Organization","memberOf":{"@type":"OrganizationRole","memberOf":{"@id":"#network-net"}},"name":"=1+1","seeks":{"@id":"#need-need"}},
            {"@id":"#offer-offer","@type":"Offer","additionalProperty":[{"@type":"PropertyValue","propertyID":"level","value":2},{"@type":"PropertyValue","propertyID":"forms","value":"advice"},{"@type":"PropertyValue","propertyID":"forms","value":"room"}],"itemOffered":{"@type":"Service","category":{"@id":"urn:uuid:4f5e1a34-6f2b-4a43-9f33-0d7c7d1f3a10"},"name":"Digitalisieren"},"offeredBy":{"@id":"#actor-library"}},
            {"@id":"#need-need","@type":"Demand","description":"Bald","itemOffered":{"@type":"Service","category":{"@id":"urn:uuid:4f5e1a34-6f2b-4a43-9f33-0d7c7d1f3a10"},"name":"Digitalisieren"}},
            {"@id":"#topic-topic","@type":"Question","about":{"@id":"urn:uuid:4f5e1a34-6f2b-4a43-9f33-0d7c7d1f3a10"},"name":"Alte Zeitungen"},
            {"@id":"#meeting-meeting","@type":"Event","attendee":[{"@id":"#actor-library"},{"@id":"#actor-a_b.c"}],"endDate":"2026-02-01T20:30","organizer":{"@id":"#actor-library"},"startDate":"2026-02-01T18:00"},
            {"@id":"#group-group","@type":"Organization","member":{"@id":"#actor-library"},"name":"Beirat"}
          ]
        }
    "##]]
    .assert_eq(&text(&small(), format("json-ld"), Language::German));
}
