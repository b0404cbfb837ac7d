//! What other programs write.

use super::*;
use crate::problem::{ProblemKind, Subject};

macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!("../../../tests/fixtures/", $name))
    };
}

pub const FIXTURES: [(&[u8], Format); 10] = [
    (fixture!("yed.graphml"), Format::GraphMl),
    (fixture!("networkx.graphml"), Format::GraphMl),
    (fixture!("gephi.gexf"), Format::Gexf),
    (fixture!("dynamic.gexf"), Format::Gexf),
    (fixture!("kumu-blueprint.json"), Format::Kumu),
    (fixture!("kumu-project.json"), Format::Kumu),
    (fixture!("graphology.json"), Format::Graphology),
    (fixture!("networkx.json"), Format::NodeLink),
    (fixture!("d3.json"), Format::NodeLink),
    (fixture!("cytoscape.json"), Format::Cytoscape),
];

fn node(id: &str, label: &str, attributes: Attributes) -> Node {
    Node { id: id.to_owned(), label: label.to_owned(), attributes, ..Node::default() }
}

fn edge(id: &str, ends: [usize; 2], is_directed: bool, label: &str, attributes: Attributes) -> Edge {
    let [from, to] = ends;
    Edge { id: id.to_owned(), from, to, is_directed, label: label.to_owned(), attributes }
}

fn kinds(reading: &Reading) -> Vec<(Option<usize>, Subject, ProblemKind)> {
    let problems = reading.problems.iter().cloned();
    problems.map(|problem| (problem.line, problem.subject, problem.kind)).collect()
}

fn of_node(number: usize, id: &str) -> Subject {
    Subject::Node { number, id: id.to_owned() }
}

fn of_edge(number: usize, id: &str) -> Subject {
    Subject::Edge { number, id: id.to_owned() }
}

#[test]
fn yed() {
    let reading = read(fixture!("yed.graphml"), Format::GraphMl).unwrap();
    assert_eq!(kinds(&reading), []);
    let mut group =
        node("n0", "Verwaltung", vec![attribute("url", text("")), attribute("Kopfzahl", Value::Number(1.0))]);
    group.position = Some([100.0, 50.0]);
    group.color = Some([0xF5; 3]);
    let mut inner = node(
        "n0::n0",
        "Amt für\nWirtschaft & Umwelt",
        vec![
            attribute("parent", text("n0")),
            attribute("url", text("https://example.org/?a=1&b=2")),
            attribute("Kopfzahl", Value::Number(12.0)),
        ],
    );
    inner.position = Some([45.0, 55.0]);
    inner.color = Some([0xFF, 0xCC, 0]);
    let mut last = node("n1", "Hochschule\nStandort Nord", vec![attribute("Kopfzahl", Value::Number(1.0))]);
    last.position = Some([0.0, 0.0]);
    assert_eq!(reading.graph.nodes, [group, inner, last]);
    let seit = vec![attribute("seit", text("2019"))];
    assert_eq!(
        reading.graph.edges,
        [edge("e0", [1, 2], true, "berät", seit), edge("e1", [2, 0], false, "", vec![])]
    );
}

#[test]
fn graphml_of_networkx_with_faults() {
    let reading = read(fixture!("networkx.graphml"), Format::GraphMl).unwrap();
    let first =
        node("1", "", vec![attribute("size", Value::Number(3.0)), attribute("active", Value::Truth(true))]);
    let second = node("2", "", vec![attribute("size", text("many"))]);
    assert_eq!(reading.graph.nodes, [first, second, node("n1", "", vec![]), node("n2", "", vec![])]);
    let weight = vec![attribute("weight", Value::Number(0.5))];
    assert_eq!(
        reading.graph.edges,
        [edge("", [0, 1], false, "", weight), edge("", [0, 1], true, "", vec![])]
    );
    let wrong_type = ProblemKind::WrongType { attribute: "size".to_owned(), value: "many".to_owned() };
    assert_eq!(
        kinds(&reading),
        [
            (Some(8), of_node(2, "2"), wrong_type),
            (Some(9), of_node(3, "2"), ProblemKind::IdTwice { given: "n1".to_owned() }),
            (Some(10), of_node(4, ""), ProblemKind::NoId { given: "n2".to_owned() }),
            (Some(15), Subject::File, ProblemKind::LeftOut { name: "hyperedge".to_owned() }),
            (Some(13), of_edge(3, ""), ProblemKind::NoSuchNode { end: "9".to_owned() }),
            (Some(14), of_edge(4, ""), ProblemKind::NoEnd),
        ]
    );
}

#[test]
fn gephi() {
    let reading = read(fixture!("gephi.gexf"), Format::Gexf).unwrap();
    assert_eq!(reading.graph.title, "Netz der Region");
    let list = |items: &[&str]| Value::List(items.iter().map(|item| (*item).to_owned()).collect());
    let mut first = node(
        "a",
        "Kreis",
        vec![
            attribute("Sektor", text("Verwaltung")),
            attribute("Themen", list(&["Energie", "Bauen, Wohnen"])),
            attribute("Grad", Value::Number(2.0)),
        ],
    );
    first.position = Some([1.5, 2.0]);
    first.color = Some([255, 0, 128]);
    let mut second = node(
        "b",
        "Werk",
        vec![
            attribute("parent", text("a")),
            attribute("Themen", list(&["Energie", "Wasser"])),
            attribute("Sektor", text("Wirtschaft")),
        ],
    );
    second.color = Some([0, 255, 127]);
    assert_eq!(reading.graph.nodes, [first, second]);
    let delivers = vec![
        attribute("weight", Value::Number(2.5)),
        attribute("kind", text("liefert")),
        attribute("Vertrag", Value::Truth(true)),
    ];
    assert_eq!(
        reading.graph.edges,
        [edge("0", [0, 1], false, "", delivers), edge("1", [1, 0], true, "zahlt", vec![])]
    );
    let problem = ProblemKind::NoSuchNode { end: "c".to_owned() };
    assert_eq!(kinds(&reading), [(Some(41), of_edge(3, "2"), problem)]);
}

#[test]
fn of_what_changes_over_time_the_last_state() {
    let reading = read(fixture!("dynamic.gexf"), Format::Gexf).unwrap();
    let first = vec![
        attribute("start", text("2009-03-01")),
        attribute("Kosten", Value::Number(30.0)),
        attribute("Stadt", text("Lübeck")),
    ];
    let second = vec![
        attribute("parent", text("a")),
        attribute("start", text("2009-03-05")),
        attribute("end", text("2009-03-10")),
    ];
    assert_eq!(reading.graph.nodes, [node("a", "A", first), node("b", "B", second)]);
    let since = vec![attribute("start", text("2009-03-05"))];
    assert_eq!(reading.graph.edges, [edge("e", [0, 1], true, "", since)]);
    assert_eq!(kinds(&reading), []);
}

#[test]
fn kumu_blueprint() {
    let reading = read(fixture!("kumu-blueprint.json"), Format::Kumu).unwrap();
    let first = vec![
        attribute("type", text("Behörde")),
        attribute("description", text("Ein *Kreis*")),
        attribute("tags", Value::List(vec!["öffentlich".to_owned(), "groß".to_owned()])),
        attribute("Eigenes Feld", Value::Number(3.0)),
    ];
    assert_eq!(
        reading.graph.nodes,
        [
            node("Kreis", "Kreis", first),
            node("e2", "Werk", vec![]),
            node("e3", "Werk", vec![]),
            node("n1", "", vec![])
        ]
    );
    assert_eq!(
        reading.graph.edges,
        [
            edge("", [0, 2], false, "", vec![attribute("type", text("fördert"))]),
            edge("c2", [1, 0], true, "zahlt", vec![]),
            edge("", [0, 1], false, "", vec![]),
        ]
    );
    assert_eq!(
        kinds(&reading),
        [
            (None, of_node(4, ""), ProblemKind::NoId { given: "n1".to_owned() }),
            (None, of_edge(3, ""), ProblemKind::AmbiguousEnd { end: "Werk".to_owned() }),
            (None, of_edge(4, ""), ProblemKind::NoSuchNode { end: "Fehlt".to_owned() }),
        ]
    );
}

#[test]
fn kumu_project() {
    let reading = read(fixture!("kumu-project.json"), Format::Kumu).unwrap();
    assert_eq!(reading.graph.title, "Region");
    let tags = attribute("tags", Value::List(vec!["x".to_owned()]));
    let mut second = node(
        "elem-b2",
        "Werk",
        vec![attribute("type", text("Betrieb")), attribute("umfang", text(r#"{"von":1}"#))],
    );
    second.position = Some([10.0, -4.5]);
    let first = node("elem-a1", "Kreis", vec![attribute("type", text("Behörde")), tags]);
    assert_eq!(reading.graph.nodes, [first, second]);
    let supports = vec![attribute("type", text("fördert"))];
    assert_eq!(reading.graph.edges, [edge("conn-1", [0, 1], true, "", supports)]);
    assert_eq!(
        kinds(&reading),
        [
            (None, of_node(2, "elem-b2"), ProblemKind::Nested { attribute: "umfang".to_owned() }),
            (None, Subject::File, ProblemKind::LeftOut { name: "loops".to_owned() }),
        ]
    );
}

#[test]
fn graphology() {
    let reading = read(fixture!("graphology.json"), Format::Graphology).unwrap();
    assert_eq!(reading.graph.title, "Netz");
    let mut first = node("a", "Kreis", vec![attribute("size", Value::Number(5.0))]);
    first.position = Some([1.0, -2.0]);
    first.color = Some([0, 255, 0]);
    assert_eq!(reading.graph.nodes, [first, node("b", "", vec![])]);
    let weight = vec![attribute("weight", Value::Number(2.0))];
    assert_eq!(
        reading.graph.edges,
        [edge("k", [0, 1], true, "", weight), edge("", [1, 0], false, "", vec![])]
    );
    assert_eq!(kinds(&reading), [(None, Subject::File, ProblemKind::LeftOut { name: "farbe".to_owned() })]);
}

#[test]
fn json_of_networkx() {
    let reading = read(fixture!("networkx.json"), Format::NodeLink).unwrap();
    assert_eq!(reading.graph.title, "Netz");
    // As a number it would end in 768.
    let first = node("0", "Kreis", vec![attribute("since", text("1234567890123456789"))]);
    let mut second = node("w", "", vec![]);
    second.position = Some([3.5, 4.0]);
    assert_eq!(reading.graph.nodes, [first, second]);
    let weight = vec![attribute("weight", Value::Number(1.5))];
    assert_eq!(reading.graph.edges, [edge("", [0, 1], false, "", weight)]);
    let problem = ProblemKind::NoSuchNode { end: "7".to_owned() };
    assert_eq!(kinds(&reading), [(None, of_edge(2, ""), problem)]);
}

#[test]
fn a_number_is_no_place_where_nodes_have_numbers() {
    let text = br#"{"nodes": [{"id": 10}, {"id": 20}], "links": [{"source": 10, "target": 1}]}"#;
    let reading = read(text, Format::NodeLink).unwrap();
    let problem = ProblemKind::NoSuchNode { end: "1".to_owned() };
    assert_eq!(kinds(&reading), [(None, of_edge(1, ""), problem)]);
}

#[test]
fn d3_counts_nodes_instead_of_naming_them() {
    let reading = read(fixture!("d3.json"), Format::NodeLink).unwrap();
    let group = vec![attribute("group", Value::Number(1.0))];
    assert_eq!(
        reading.graph.nodes,
        [node("Kreis", "Kreis", group), node("Werk", "Werk", vec![]), node("n1", "Werk", vec![])]
    );
    let value = vec![attribute("value", Value::Number(8.0))];
    assert_eq!(reading.graph.edges, [edge("", [0, 2], true, "", value), edge("", [0, 1], true, "", vec![])]);
    assert_eq!(kinds(&reading), []);
}

#[test]
fn cytoscape() {
    let reading = read(fixture!("cytoscape.json"), Format::Cytoscape).unwrap();
    assert_eq!(reading.graph.title, "Netz");
    let mut first = node(
        "61",
        "Kreis",
        vec![attribute("SUID", Value::Number(61.0)), attribute("selected", Value::Truth(false))],
    );
    first.position = Some([-10.5, 20.0]);
    let classes = Value::List(vec!["gross".to_owned(), "laut".to_owned()]);
    let second = node("62", "Werk", vec![attribute("parent", text("61")), attribute("classes", classes)]);
    assert_eq!(reading.graph.nodes, [first, second]);
    let interaction = vec![attribute("interaction", text("liefert"))];
    assert_eq!(reading.graph.edges, [edge("70", [0, 1], true, "liefert", interaction)]);
    assert_eq!(kinds(&reading), []);
    let list = br#"[{"data": {"id": "a"}}, {"group": "nodes", "data": {"id": "b"}},
        {"data": {"id": "c", "source": "a", "target": "b"}}]"#;
    let reading = read(list, Format::Cytoscape).unwrap();
    assert_eq!((reading.graph.nodes.len(), reading.graph.edges.len()), (2, 1));
    let of_networkx = br#"{"data": [["name", "Netz"]], "directed": false,
        "elements": {"nodes": [{"data": {"id": "a"}}], "edges": [{"data": {"source": "a", "target": "a"}}]}}"#;
    let reading = read(of_networkx, Format::Cytoscape).unwrap();
    assert_eq!((reading.graph.title.as_str(), reading.graph.edges[0].is_directed), ("Netz", false));
    assert_eq!(kinds(&reading), []);
}

#[test]
fn files_of_each_other_are_told_apart() {
    for (bytes, format) in FIXTURES {
        let is_json = !matches!(format, Format::GraphMl | Format::Gexf);
        for other in [
            Format::GraphMl,
            Format::Gexf,
            Format::Kumu,
            Format::Graphology,
            Format::NodeLink,
            Format::Cytoscape,
        ] {
            let is_other_json = !matches!(other, Format::GraphMl | Format::Gexf);
            if other != format && is_json == is_other_json {
                assert_eq!(read(bytes, other), Err(ReadError::WrongFormat), "{format:?} as {other:?}");
            }
        }
    }
}

#[test]
fn attributes_that_come_twice_and_ids_that_are_taken() {
    let text = "<graphml><graph><node/>\n<node id='n1' a='1' a='2'/></graph></graphml>";
    let reading = read(text.as_bytes(), Format::GraphMl).unwrap();
    assert_eq!(
        reading.graph.nodes,
        [node("n2", "", vec![]), node("n1", "", vec![attribute("a", super::text("1"))])]
    );
    let twice = ProblemKind::AttributeTwice { attribute: "a".to_owned(), value: "2".to_owned() };
    assert_eq!(
        kinds(&reading),
        [
            (Some(1), of_node(1, ""), ProblemKind::NoId { given: "n2".to_owned() }),
            (Some(2), of_node(2, "n1"), twice)
        ]
    );
}

#[test]
fn graphml_as_it_may_be() {
    let file = "<g:graphml xmlns:g='http://graphml.graphdrawing.org/xmlns'>
      <g:key id='t' for='graph' attr.name='title'/><g:key id='w' for='all' attr.name='weight' attr.type='int'>
        <g:desc>How much</g:desc><g:default>7</g:default></g:key>
      <g:graph edgedefault='undirected'><g:data key='t'>A &lt; B<!-- so --> &#x41;<![CDATA[<]]></g:data>
        <g:node id='a'><g:data key='w'> 1.5e2 </g:data><g:data key='?'>x</g:data><g:port name='p'/></g:node>
        <g:edge id='e' source='a' target='a' directed='true' rank='2' x:rank='3'/>
      </g:graph><g:graph><g:desc>Another</g:desc><g:node id='b'><g:desc>B</g:desc></g:node></g:graph>
    </g:graphml>";
    let reading = read(file.as_bytes(), Format::GraphMl).unwrap();
    assert_eq!(reading.graph.title, "A < B A<");
    let weight = |number| attribute("weight", Value::Number(number));
    let first = node("a", "", vec![weight(150.0), attribute("?", text("x"))]);
    let second = node("b", "", vec![attribute("desc", text("B")), weight(7.0)]);
    assert_eq!(reading.graph.nodes, [first, second]);
    let rank = vec![attribute("rank", text("2")), weight(7.0)];
    assert_eq!(reading.graph.edges, [edge("e", [0, 0], true, "", rank)]);
    let left_out = |name: &str| ProblemKind::LeftOut { name: name.to_owned() };
    assert_eq!(
        kinds(&reading),
        [
            (Some(5), of_node(1, "a"), ProblemKind::UndeclaredAttribute { key: "?".to_owned() }),
            (Some(5), of_node(1, "a"), left_out("port")),
            (None, Subject::File, left_out("desc")),
        ]
    );
}

#[test]
fn labels_of_yed_live() {
    let file = "<graphml><key id='g' attr.name='NodeGeometry' for='node'/><key id='l' attr.name='NodeLabels' for='node'/>
      <graph><node id='a'><data key='g'><y:RectD X='1' Y='2' Width='10' Height='20'/></data>
        <data key='l'><x:List><y:Label><y:Label.Text><![CDATA[Kreis]]></y:Label.Text></y:Label>
          <y:Label Text='Nord'/></x:List></data></node></graph></graphml>";
    let reading = read(file.as_bytes(), Format::GraphMl).unwrap();
    let mut expected = node("a", "Kreis\nNord", vec![]);
    expected.position = Some([6.0, 12.0]);
    assert_eq!(reading.graph.nodes, [expected]);
    assert_eq!(kinds(&reading), []);
}
