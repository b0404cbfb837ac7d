use expect_test::{Expect, expect};
use gosmart_formats::graph::{Edge, Node, PropertyGraph, Value as Attribute};

use super::*;

fn node(id: &str, label: &str, attributes: &[(&str, &str)]) -> Node {
    Node { id: id.to_owned(), label: label.to_owned(), attributes: texts(attributes), ..Node::default() }
}

fn edge(from: usize, to: usize, attributes: &[(&str, &str)]) -> Edge {
    Edge { from, to, is_directed: true, attributes: texts(attributes), ..Edge::default() }
}

fn texts(attributes: &[(&str, &str)]) -> Vec<(String, Attribute)> {
    attributes.iter().map(|(name, text)| ((*name).to_owned(), Attribute::Text((*text).to_owned()))).collect()
}

#[track_caller]
fn check(nodes: Vec<Node>, edges: Vec<Edge>, expected: Expect) {
    let graph = PropertyGraph { nodes, edges, ..PropertyGraph::default() };
    let incoming = read_graph(&graph, &guess_graph(&graph));
    let places = incoming.network.positions.iter();
    let places = places.map(|(id, at)| format!("{id} at {} {}\n", at.x, at.y));
    expected.assert_eq(&(said(&incoming) + &places.collect::<String>()));
}

#[test]
fn a_plain_graph_is_actors_and_links() {
    let nodes = vec![
        Node {
            position: Some([1.0, 2.5]),
            ..node("n0", "Museum", &[("Branche", "Kultur"), ("gewicht", "3")])
        },
        Node { position: Some([f64::NAN, 0.0]), ..node("n1", "", &[]) },
        node("n2", "Schule", &[("Branche", "Bildung")]),
    ];
    let edges =
        vec![edge(0, 1, &[("label", "Kooperation")]), edge(1, 2, &[("label", "verwandt")]), edge(2, 2, &[])];
    check(
        nodes,
        edges,
        expect![[r#"
        sector “Kultur”
        sector “Bildung”
        actor “Museum” sector=Kultur
        actor “n1”
        actor “Schule” sector=Bildung
        link “Museum” “n1” kind=works_with
        link “n1” “Schule” note=verwandt
        Note 0:1 ColumnLeftOut("gewicht")
        Warning 1:3 NoRelation("")
        n0 at 1 2.5
    "#]],
    );
}

#[test]
fn words_say_what_nodes_and_edges_are() {
    let nodes = vec![
        node("a", "Museum", &[("Typ", "Verein")]),
        node("b", "Führungen", &[("Typ", "Skill")]),
        node("c", "Schule", &[("Typ", "Bildung")]),
        node("d", "Rundgang", &[("Typ", "Skill")]),
    ];
    let edges = vec![
        edge(0, 1, &[("art", "Angebot"), ("niveau", "3")]),
        edge(1, 2, &[("art", "benötigt")]),
        edge(1, 3, &[("art", "enthält")]),
    ];
    check(
        nodes,
        edges,
        expect![[r#"
        sector “Bildung”
        competency “Führungen”
        competency “Rundgang”
        actor “Museum”
        actor “Schule” sector=Bildung
        offer “Museum” “Führungen” level=3
        need “Schule” “Führungen”
        Warning 1:3 NoRelation("enthält")
    "#]],
    );
}

#[test]
fn what_edges_lead_to_are_competencies_where_they_say_so_or_all_do() {
    let names = || vec![node("a", "A", &[]), node("b", "B", &[]), node("c", "C", &[]), node("d", "D", &[])];
    check(
        names(),
        vec![edge(0, 2, &[("type", "offers")]), edge(0, 1, &[("type", "knows")])],
        expect![[r#"
        competency “C”
        actor “A”
        actor “B”
        actor “D”
        offer “A” “C”
        link “A” “B”
    "#]],
    );
    check(
        names(),
        vec![edge(0, 2, &[]), edge(1, 2, &[]), edge(0, 3, &[])],
        expect![[r#"
        competency “C”
        competency “D”
        actor “A”
        actor “B”
        offer “A” “C”
        offer “B” “C”
        offer “A” “D”
    "#]],
    );
    // Here C is both reached and a start.
    let chain = vec![edge(0, 2, &[]), edge(1, 2, &[]), edge(2, 3, &[])];
    let graph = PropertyGraph { nodes: names(), edges: chain, ..PropertyGraph::default() };
    assert_eq!(read_graph(&graph, &guess_graph(&graph)).network.links.len(), 3);
}
