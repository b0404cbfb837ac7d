//! What is written is read again, as far as the format holds it.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

/// Pieces that break careless code.
const HOSTILE: &[&str] = &[
    "<b>",
    "&amp;",
    "&",
    "]]>",
    "<![CDATA[",
    "-->",
    "<?xml",
    "\"",
    "'",
    "\r",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{1}",
    "\u{FFFE}",
    "\u{FFFF}",
    "\u{85}",
    "\u{2028}",
    "\u{FEFF}",
    "\u{202E}",
    "\u{200F}",
    "👩‍👩‍👧",
    "e\u{301}",
    "__proto__",
    "constructor",
    " | ",
    ",",
    ";",
    "[",
    "]",
    "\\",
    "null",
    " #2",
    "_",
    ".",
    "Email",
    " ",
];

/// Names that formats use themselves.
const RESERVED: &[&str] = &[
    "label",
    "x",
    "y",
    "r",
    "g",
    "b",
    "weight",
    "kind",
    "type",
    "tags",
    "Email",
    "email ",
    "id",
    "_id",
    "from",
    "direction",
    "attributes",
    "element type",
    "parent",
    "start",
    "color",
    "position",
    "desc",
    "NodeLabel",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        2 => "[A-Za-zäöüß ]{0,6}",
        1 => any::<String>(),
        3 => prop::sample::select(HOSTILE).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

fn numbers() -> impl Strategy<Value = f64> {
    let odd = [1e300, -0.0, f64::NAN, f64::INFINITY, 9_007_199_254_740_993.0, 5e-324, 1e15, 0.1];
    prop_oneof![(-100..100_i32).prop_map(f64::from), any::<f64>(), prop::sample::select(odd.to_vec())]
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Text,
    Number,
    Truth,
    List,
}

fn values(kind: Kind) -> BoxedStrategy<Value> {
    match kind {
        Kind::Text => texts().prop_map(Value::Text).boxed(),
        Kind::Number => numbers().prop_map(Value::Number).boxed(),
        Kind::Truth => any::<bool>().prop_map(Value::Truth).boxed(),
        Kind::List => prop::collection::vec(texts(), 0..4).prop_map(Value::List).boxed(),
    }
}

/// Of each name one type, and no two names that are the same in XML.
fn columns() -> impl Strategy<Value = Vec<(String, Kind)>> {
    let names = prop_oneof![prop::sample::select(RESERVED).prop_map(str::to_owned), texts()];
    let kinds = prop::sample::select(vec![Kind::Text, Kind::Number, Kind::Truth, Kind::List]);
    prop::collection::vec((names, kinds), 0..6).prop_map(|mut columns| {
        let mut known = HashSet::new();
        columns.retain(|(name, _)| known.insert(in_xml(name)));
        columns
    })
}

fn attributes(columns: &[(String, Kind)]) -> impl Strategy<Value = Attributes> + use<> {
    let cells: Vec<_> =
        columns.iter().map(|(name, kind)| prop::option::of((Just(name.clone()), values(*kind)))).collect();
    cells.prop_map(|cells| cells.into_iter().flatten().collect())
}

fn graphs() -> impl Strategy<Value = PropertyGraph> {
    (columns(), columns()).prop_flat_map(|(of_nodes, of_edges)| {
        let place = prop::option::of([numbers(), numbers()]);
        let node = (texts(), texts(), attributes(&of_nodes), place, prop::option::of(any::<[u8; 3]>()));
        let edge = (texts(), 0..5_usize, 0..5_usize, any::<bool>(), texts(), attributes(&of_edges));
        let nodes = prop::collection::vec(node, 0..5);
        let edges = prop::collection::vec(edge, 0..9);
        (texts(), nodes, edges).prop_map(|(title, nodes, edges)| PropertyGraph {
            title,
            nodes: (0..)
                .zip(nodes)
                .map(|(number, (id, label, attributes, position, color))| Node {
                    id: format!("{number}{id}"),
                    label,
                    attributes,
                    position,
                    color,
                })
                .collect(),
            edges: (0..)
                .zip(edges)
                .map(|(number, (id, from, to, is_directed, label, attributes))| Edge {
                    id: if number % 3 == 0 { String::new() } else { format!("{number}{id}") },
                    from,
                    to,
                    is_directed,
                    label,
                    attributes,
                })
                .collect(),
        })
    })
}

/// What XML 1.0 holds of a text.
fn in_xml(text: &str) -> String {
    let is_held = |sign: &char| matches!(sign, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    text.chars().filter(is_held).collect()
}

fn is_finite(value: &Value) -> bool {
    !matches!(value, Value::Number(number) if !number.is_finite())
}

/// What each format holds.
fn held(graph: &PropertyGraph) -> PropertyGraph {
    let mut graph = graph.clone();
    let count = graph.nodes.len();
    graph.edges.retain(|edge| edge.from < count && edge.to < count);
    for node in &mut graph.nodes {
        node.position = node.position.filter(|place| place.iter().all(|it| it.is_finite()));
        node.attributes.retain(|(_, value)| is_finite(value));
    }
    for edge in &mut graph.edges {
        edge.attributes.retain(|(_, value)| is_finite(value));
    }
    graph
}

fn held_by_xml(graph: &PropertyGraph, has_lists: bool) -> PropertyGraph {
    let mut graph = held(graph);
    let clean = |text: &mut String| *text = in_xml(text);
    let clean_all = |attributes: &mut Attributes| {
        for (name, value) in attributes {
            clean(name);
            match value {
                Value::List(items) if has_lists => items.iter_mut().for_each(clean),
                Value::List(items) => *value = Value::Text(in_xml(&items.join(" | "))),
                Value::Text(text) => clean(text),
                Value::Number(_) | Value::Truth(_) => {}
            }
        }
    };
    clean(&mut graph.title);
    for node in &mut graph.nodes {
        clean(&mut node.id);
        clean(&mut node.label);
        clean_all(&mut node.attributes);
    }
    for edge in &mut graph.edges {
        clean(&mut edge.id);
        clean(&mut edge.label);
        clean_all(&mut edge.attributes);
    }
    graph
}

fn read_again(graph: &PropertyGraph, writable: WritableFormat, format: Format) -> PropertyGraph {
    let bytes = write(graph, writable);
    let shown = || String::from_utf8_lossy(&bytes).into_owned();
    let reading = read(&bytes, format).unwrap_or_else(|error| panic!("{error:?}\n{}", shown()));
    assert_eq!(reading.problems, [], "{}", shown());
    reading.graph
}

/// Names are changed only where the format means something else by them: there they get a number.
fn same_names(found: &PropertyGraph, expected: &mut PropertyGraph) -> Result<(), TestCaseError> {
    let of_nodes = found.nodes.iter().zip(&mut expected.nodes);
    let of_nodes = of_nodes.map(|(found, expected)| (&found.attributes, &mut expected.attributes));
    let of_edges = found.edges.iter().zip(&mut expected.edges);
    let of_edges = of_edges.map(|(found, expected)| (&found.attributes, &mut expected.attributes));
    for ((found, _), (expected, _)) in
        of_nodes.chain(of_edges).flat_map(|(found, expected)| found.iter().zip(expected))
    {
        let number = found.strip_prefix(expected.as_str()).map(|number| number.trim_start());
        let is_numbered = number.is_some_and(|number| number.parse::<usize>().is_ok());
        let is_email = expected.trim().eq_ignore_ascii_case("email") && found.starts_with("E-mail");
        prop_assert!(found == expected || is_numbered || is_email, "{} from {}", found, expected);
        expected.clone_from(found);
    }
    Ok(())
}

proptest! {
    #[test]
    fn graphml(graph in graphs()) {
        let found = read_again(&graph, WritableFormat::GraphMl, Format::GraphMl);
        let mut expected = held_by_xml(&graph, false);
        same_names(&found, &mut expected)?;
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn gexf(graph in graphs()) {
        let found = read_again(&graph, WritableFormat::Gexf, Format::Gexf);
        let mut expected = held_by_xml(&graph, true);
        for edge in &mut expected.edges {
            // It has an attribute of its own, before the others.
            edge.attributes.sort_by_key(|(name, value)| name != "weight" || !matches!(value, Value::Number(_)));
        }
        same_names(&found, &mut expected)?;
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn kumu(graph in graphs()) {
        let mut found = read_again(&graph, WritableFormat::Kumu, Format::Kumu);
        let mut expected = held(&graph);
        expected.title.clear();
        let ids = found.nodes.iter().map(|node| &node.id).chain(found.edges.iter().map(|edge| &edge.id));
        let mut known = HashSet::new();
        for id in ids.filter(|id| !id.is_empty()) {
            prop_assert!(!id.contains(['_', '.']) && known.insert(id), "{}", id);
        }
        let of_nodes = found.nodes.iter().map(|node| &node.attributes);
        for attributes in of_nodes.chain(found.edges.iter().map(|edge| &edge.attributes)) {
            let names: HashSet<_> = attributes.iter().map(|(name, _)| name.to_lowercase()).collect();
            prop_assert_eq!(names.len(), attributes.len());
            prop_assert!(names.iter().all(|name| name.trim() != "email"));
        }
        for (node, expected) in found.nodes.iter_mut().zip(&mut expected.nodes) {
            prop_assert!(node.id == expected.id || expected.id.contains(['_', '.']));
            expected.id.clone_from(&node.id);
            expected.position = None;
            expected.color = None;
        }
        for (edge, expected) in found.edges.iter_mut().zip(&mut expected.edges) {
            prop_assert_eq!(edge.id.is_empty(), expected.id.is_empty());
            expected.id.clone_from(&edge.id);
        }
        same_names(&found, &mut expected)?;
        prop_assert_eq!(found, expected);
    }
}

#[test]
fn a_column_of_several_types_is_text() {
    let node = |id: &str, value| Node {
        id: id.to_owned(),
        attributes: vec![attribute("a", value)],
        ..Node::default()
    };
    let graph = PropertyGraph {
        nodes: vec![node("1", Value::Number(2.5)), node("2", text("many")), node("3", Value::Truth(true))],
        ..PropertyGraph::default()
    };
    for (writable, format) in
        [(WritableFormat::GraphMl, Format::GraphMl), (WritableFormat::Gexf, Format::Gexf)]
    {
        let found = read_again(&graph, writable, format);
        let values: Vec<_> = found.nodes.into_iter().flat_map(|node| node.attributes).collect();
        assert_eq!(values, ["2.5", "many", "true"].map(|value| attribute("a", text(value))));
    }
}

#[test]
fn ids_that_become_the_same_are_told_apart() {
    let node = |id: &str| Node { id: id.to_owned(), ..Node::default() };
    let graph = PropertyGraph {
        nodes: ["a_b", "a.b", "a-b", "a\0", "a"].map(node).to_vec(),
        edges: vec![Edge { id: "a-b".to_owned(), from: 1, to: 4, ..Edge::default() }],
        ..PropertyGraph::default()
    };
    let kumu = read_again(&graph, WritableFormat::Kumu, Format::Kumu);
    let ids: Vec<_> = kumu.nodes.iter().map(|node| node.id.as_str()).collect();
    assert_eq!(ids, ["a-b", "a-b-2", "a-b-3", "a\0", "a"]);
    assert_eq!((kumu.edges[0].id.as_str(), kumu.edges[0].from, kumu.edges[0].to), ("a-b-4", 1, 4));
    let graphml = read_again(&graph, WritableFormat::GraphMl, Format::GraphMl);
    assert_eq!(graphml.nodes[3..].iter().map(|node| node.id.as_str()).collect::<Vec<_>>(), ["a", "a-2"]);
    assert_eq!((graphml.edges[0].from, graphml.edges[0].to), (1, 4));
}

#[test]
fn gephi_tells_parallel_edges_apart_by_their_kind() {
    let edge = |ends: [usize; 2], label: &str| Edge {
        from: ends[0],
        to: ends[1],
        label: label.to_owned(),
        ..Edge::default()
    };
    let graph = PropertyGraph {
        nodes: ["a", "b"].map(|id| Node { id: id.to_owned(), ..Node::default() }).to_vec(),
        edges: vec![edge([0, 1], "pays"), edge([1, 0], "pays"), edge([0, 1], "visits"), edge([0, 0], "pays")],
        ..PropertyGraph::default()
    };
    let written = String::from_utf8(write(&graph, WritableFormat::Gexf)).unwrap();
    let kinds: Vec<_> = written
        .lines()
        .filter(|line| line.contains("<edge "))
        .map(|line| line.split_once("kind=\"").map(|(_, rest)| rest.split('"').next().unwrap()))
        .collect();
    assert_eq!(kinds, [Some("pays"), Some("pays #2"), Some("visits"), None]);
}

#[test]
fn attributes_called_like_what_the_format_writes_itself() {
    let of_edges =
        vec![attribute("label", text("a")), attribute("Type", text("b")), attribute("type", text("c"))];
    let graph = PropertyGraph {
        nodes: vec![Node { id: "a".to_owned(), ..Node::default() }],
        edges: vec![Edge { attributes: of_edges.clone(), ..Edge::default() }],
        ..PropertyGraph::default()
    };
    let names = |writable, format| -> Vec<String> {
        let edge = read_again(&graph, writable, format).edges.remove(0);
        edge.attributes.into_iter().map(|(name, _)| name).collect()
    };
    assert_eq!(names(WritableFormat::GraphMl, Format::GraphMl), ["label 2", "Type", "type"]);
    assert_eq!(names(WritableFormat::Gexf, Format::Gexf), ["label 2", "Type", "type"]);
    // Kumu does not tell large letters from small ones.
    assert_eq!(names(WritableFormat::Kumu, Format::Kumu), ["label 2", "Type", "type 2"]);
}

#[test]
fn what_would_not_be_a_text_in_a_list_of_gephi_is_quoted() {
    let items = ["a b", "null", "a,b", "", " a", "a\"b\\"].map(str::to_owned);
    let node = Node { attributes: vec![attribute("a", Value::List(items.to_vec()))], ..Node::default() };
    let graph = PropertyGraph { nodes: vec![node], ..PropertyGraph::default() };
    let written = String::from_utf8(write(&graph, WritableFormat::Gexf)).unwrap();
    let expected = r#"[a b, "null", "a,b", "", " a", "a\"b\\"]"#.replace('"', "&quot;");
    assert!(written.contains(&format!("value=\"{expected}\"")), "{written}");
}
