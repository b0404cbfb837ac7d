//! Broken and malicious files end in an error or in a clean graph, soon and without much memory.

use proptest::prelude::*;

use super::{foreign::FIXTURES, *};
use crate::problem::{Place, ProblemKind};

const ALL: [Format; 6] =
    [Format::GraphMl, Format::Gexf, Format::Kumu, Format::Graphology, Format::NodeLink, Format::Cytoscape];

/// No id twice, no name twice, no edge into nothing.
fn assert_clean(graph: &PropertyGraph) {
    let mut ids: Vec<_> = graph.nodes.iter().map(|node| &node.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), graph.nodes.len());
    assert!(ids.iter().all(|id| !id.is_empty()));
    for edge in &graph.edges {
        assert!(edge.from.max(edge.to) < graph.nodes.len());
    }
    let of_nodes = graph.nodes.iter().map(|node| &node.attributes);
    for attributes in of_nodes.chain(graph.edges.iter().map(|edge| &edge.attributes)) {
        let mut names: Vec<_> = attributes.iter().map(|(name, _)| name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), attributes.len());
    }
}

fn try_all(bytes: &[u8]) {
    for format in ALL {
        if let Ok(reading) = read(bytes, format) {
            assert_clean(&reading.graph);
            for writable in [WritableFormat::GraphMl, WritableFormat::Gexf, WritableFormat::Kumu] {
                write(&reading.graph, writable);
            }
        }
    }
}

/// Words of the formats in any order.
fn jumbled() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "<graphml>",
        "</graphml>",
        "<graph edgedefault='undirected'>",
        "</graph>",
        "<node id='a'>",
        "<node id='b'/>",
        "</node>",
        "<edge source='a' target='b'>",
        "</edge>",
        "<key id='k' for='node' attr.name='label'/>",
        "<key id='k' attr.name='x' attr.type='int'><default>1</default></key>",
        "<data key='k'>",
        "</data>",
        "1",
        "ä",
        "<y:NodeLabel>",
        "</y:NodeLabel>",
        "<y:Geometry x='1' y='2'/>",
        "<gexf>",
        "</gexf>",
        "<nodes>",
        "</nodes>",
        "<edges>",
        "</edges>",
        "<attributes class='node'>",
        "</attributes>",
        "<attribute id='k' type='liststring'>",
        "</attribute>",
        "<default>",
        "</default>",
        "<attvalues>",
        "</attvalues>",
        "<attvalue for='k' value='[\"a'/>",
        "<spells>",
        "</spells>",
        "<spell start='1'/>",
        "<viz:position x='1' y='a'/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "&#65;",
        "&lt;",
        "<?xml?>",
        "<!DOCTYPE a [",
        "]>",
        "<desc>",
        "</desc>",
    ]);
    prop::collection::vec(word, 0..30).prop_map(|words| words.concat())
}

/// JSON with the names of the formats.
fn jumbled_json() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "null",
        "true",
        "-1",
        "0",
        "1.5",
        "1e308",
        "\"a\"",
        "\"b\"",
        "\"\"",
        "\"#fff\"",
        "\"mutual\"",
        "18446744073709551615",
    ]);
    let names = prop::sample::select(vec![
        "nodes",
        "edges",
        "links",
        "elements",
        "connections",
        "data",
        "attributes",
        "id",
        "_id",
        "key",
        "label",
        "source",
        "target",
        "from",
        "to",
        "position",
        "x",
        "y",
        "color",
        "maps",
        "element",
        "graph",
        "directed",
        "index",
        "options",
        "classes",
        "group",
        "name",
        "element type",
        "__proto__",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(5, 60, 5, move |inner| {
        let member = (names.clone(), inner.clone()).prop_map(|(name, json)| format!("\"{name}\":{json}"));
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(member, 0..5).prop_map(|members| format!("{{{}}}", members.join(","))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        try_all(&bytes);
    }

    #[test]
    fn any_order_of_known_words(text in jumbled()) {
        try_all(text.as_bytes());
    }

    #[test]
    fn any_json(text in jumbled_json()) {
        try_all(text.as_bytes());
    }

    #[test]
    fn files_with_pieces_moved(
        file in 0..FIXTURES.len(),
        moves in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..40_usize, any::<u8>()), 1..6),
    ) {
        let (bytes, format) = FIXTURES[file];
        let mut bytes = bytes.to_vec();
        for (from, to, length, byte) in moves {
            let from = from.index(bytes.len());
            let piece = bytes[from..(from + length).min(bytes.len())].to_vec();
            let to = to.index(bytes.len());
            match byte % 4 {
                0 => bytes[to] = byte,
                1 => drop(bytes.splice(to..to, piece)),
                2 => drop(bytes.drain(to..(to + length).min(bytes.len() - 1).max(to))),
                _ => bytes.truncate(to.max(1)),
            }
        }
        if let Ok(reading) = read(&bytes, format) {
            assert_clean(&reading.graph);
        }
    }
}

fn error(text: &str, format: Format) -> ReadError {
    read(text.as_bytes(), format).unwrap_err()
}

#[test]
fn a_file_cut_anywhere_is_truncated() {
    for (bytes, format) in FIXTURES {
        let text = std::str::from_utf8(bytes).unwrap().trim_end();
        for end in (1..text.len()).filter(|end| text.is_char_boundary(*end)) {
            match read(&text.as_bytes()[..end], format) {
                Err(ReadError::Truncated { .. }) => {}
                // Before the first tag there is nothing that could be cut.
                Err(ReadError::WrongFormat) if !text[..end].contains("<g") => {}
                // `&am` has no end, `<!` no beginning.
                Err(ReadError::Broken { .. }) => {}
                other => panic!("{format:?} up to {end}: {other:?}"),
            }
        }
    }
}

#[test]
fn entities_are_not_expanded() {
    let bomb = r#"<!DOCTYPE graphml [
      <!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
      <!ENTITY c SYSTEM "file:///etc/passwd">
    ]>
    <graphml><graph><node id="n"><data key="k">"#;
    for reference in ["b", "c"] {
        let text = format!("{bomb}&{reference};</data></node></graph></graphml>");
        let at = Place { line: 5, column: 48 };
        assert_eq!(
            error(&text, Format::GraphMl),
            ReadError::UnknownEntity { at, name: reference.to_owned() }
        );
    }
    let in_attribute = "<gexf>\n<graph><nodes><node id='&b;'/></nodes></graph></gexf>";
    let at = Place { line: 2, column: 15 };
    assert_eq!(error(in_attribute, Format::Gexf), ReadError::UnknownEntity { at, name: "b".to_owned() });
}

#[test]
fn places_of_errors() {
    let at = |line, column| Place { line, column };
    assert_eq!(
        error("<graphml>\näö<graph></node></graphml>", Format::GraphMl),
        ReadError::WrongEndTag { at: at(2, 10), expected: "graph".to_owned(), found: "node".to_owned() }
    );
    assert_eq!(error("{\n \"ä\": [1,, 2]}", Format::Kumu), ReadError::Broken { at: at(2, 10) });
    assert_eq!(error("{\n \"nodes\": [", Format::NodeLink), ReadError::Truncated { at: at(2, 12) });
    let declared = b"<?xml version='1.0' encoding='ISO-8859-1'?><graphml>\xFC</graphml>";
    let unknown = ReadError::UnknownEncoding { name: "ISO-8859-1".to_owned() };
    assert_eq!(read(declared, Format::GraphMl), Err(unknown));
    assert_eq!(read(b"<a>\xFC</a>", Format::GraphMl), Err(ReadError::NotText { offset: 3 }));
    assert_eq!(error("", Format::GraphMl), ReadError::WrongFormat);
    assert_eq!(error("<html></html>", Format::Gexf), ReadError::WrongFormat);
}

#[test]
fn utf_16_and_byte_order_marks() {
    let text = "<graphml><graph><node id='ä👩'/></graph></graphml>";
    let little: Vec<u8> =
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    for bytes in [little, big, format!("\u{FEFF}{text}").into_bytes()] {
        assert_eq!(read(&bytes, Format::GraphMl).unwrap().graph.nodes[0].id, "ä👩");
    }
    assert_eq!(read(&[0xFF, 0xFE, b'<', 0, b'a'], Format::GraphMl), Err(ReadError::NotText { offset: 4 }));
    let cut = [0xFE, 0xFF, 0xD8, 0x3D, 0xDC, 0x69, 0xD8, 0x3D, 0, b'a'];
    assert_eq!(read(&cut, Format::GraphMl), Err(ReadError::NotText { offset: 6 }));
}

#[test]
fn depth_has_a_limit() {
    let nested = |levels: usize| {
        let open = "<graph><node>".repeat(levels);
        format!("<graphml>{open}{}</graphml>", "</node></graph>".repeat(levels))
    };
    assert_eq!(read(nested(60).as_bytes(), Format::GraphMl).unwrap().graph.nodes.len(), 60);
    assert!(matches!(error(&nested(100_000), Format::GraphMl), ReadError::TooDeep { .. }));
    let json = format!("{{\"nodes\":{}", "[".repeat(1_000_000));
    assert!(matches!(error(&json, Format::NodeLink), ReadError::TooDeep { .. }));
}

#[test]
fn groups_in_a_circle_are_only_names() {
    let text = "<gexf><graph><nodes><node id='a' pid='b'/><node id='b' pid='a'/></nodes></graph></gexf>";
    let graph = read(text.as_bytes(), Format::Gexf).unwrap().graph;
    assert_eq!(graph.nodes[0].attributes, [attribute("parent", super::text("b"))]);
}

/// Ten thousand times a name or a default of ten thousand letters.
#[test]
fn what_is_written_once_and_meant_often_has_a_limit() {
    let long = "x".repeat(10_000);
    let many = |piece: &str| piece.repeat(10_000);
    let files = [
        format!(
            "<graphml><graph><node id='{long}'>{}</node></graph></graphml>",
            many("<data key='k'>1</data>")
        ),
        format!(
            "<graphml><key id='k' for='node' attr.name='a'><default>{long}</default></key><graph>{}</graph></graphml>",
            many("<node/>")
        ),
        format!(
            "<graphml><key id='k' for='node' attr.name='{long}'/><graph><node>{}</node></graph></graphml>",
            many("<data key='k'/>")
        ),
        format!(
            "<graphml><graph><node id='{long}'><graph>{}</graph></node></graph></graphml>",
            many("<node/>")
        ),
        format!(
            "<gexf><graph><attributes class='node'><attribute id='k'><default>{long}</default></attribute></attributes><nodes>{}</nodes></graph></gexf>",
            many("<node/>")
        ),
        format!(
            "<gexf><graph><attributes class='node'><attribute id='k' title='{long}'/></attributes><nodes><node><attvalues>{}</attvalues></node></nodes></graph></gexf>",
            many("<attvalue for='k'/>")
        ),
        format!(
            "<gexf><graph><nodes><node id='{long}'><nodes>{}</nodes></node></nodes></graph></gexf>",
            many("<node/>")
        ),
    ];
    let nested = many(r#","a":{}"#);
    let json = format!(r#"{{"elements":[{{"id":"{long}"{nested}}}]}}"#);
    assert_eq!(error(&json, Format::Kumu), ReadError::Swelling);
    for file in files {
        let format = if file.starts_with("<graphml") { Format::GraphMl } else { Format::Gexf };
        assert!(matches!(error(&file, format), ReadError::Swelling), "{}", &file[..40]);
    }
}

#[test]
fn a_million_attributes() {
    let numbers = || (0..1_000_000).map(|number| number.to_string());
    let in_tag: String = numbers().map(|number| format!(" a{number}=''")).collect();
    let text = format!("<graphml><graph><node id='a'{in_tag}/></graph></graphml>");
    assert_eq!(read(text.as_bytes(), Format::GraphMl).unwrap().graph.nodes[0].attributes.len(), 1_000_000);
    let same = "<data key='k'>1</data>".repeat(1_000_000);
    let text = format!("<graphml><graph><node id='a'>{same}</node></graph></graphml>");
    let reading = read(text.as_bytes(), Format::GraphMl).unwrap();
    assert_eq!(reading.graph.nodes[0].attributes.len(), 1);
    let twice = reading.problems.iter().filter(|it| matches!(it.kind, ProblemKind::AttributeTwice { .. }));
    assert_eq!(twice.count(), 999_999);
    let members: Vec<_> = numbers().map(|number| format!("\"a{number}\":1")).collect();
    let text = format!("{{\"elements\":[{{\"id\":1,{}}}]}}", members.join(","));
    assert_eq!(read(text.as_bytes(), Format::Kumu).unwrap().graph.nodes[0].attributes.len(), 1_000_000);
}

#[test]
fn a_quarter_of_a_gigabyte_in_one_attribute() {
    let long = "ä".repeat(128 << 20);
    let text = format!("<gexf><graph><nodes><node id='a' label='{long}'/></nodes></graph></gexf>");
    drop(long);
    assert_eq!(read(text.as_bytes(), Format::Gexf).unwrap().graph.nodes[0].label.len(), 256 << 20);
    let json = text.replacen("<gexf>", "{\"a\":\"", 1);
    assert!(matches!(error(&json, Format::Kumu), ReadError::TooLarge { .. }));
}
