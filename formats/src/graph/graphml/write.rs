use std::io;

use quick_xml::events::BytesText;

use crate::graph::{
    Attributes, PropertyGraph,
    build::{as_text, number_text},
    names::Names,
    xml_write::{
        ColumnKind, Columns, XmlWriter, allowed, columns, default_direction, document, edges, node_ids,
        text_element,
    },
};

/// Names by which programs know labels, places and colours.
const OF_NODES: &[&str] = &["label", "x", "y", "r", "g", "b"];
const OF_EDGES: &[&str] = &["label"];

pub fn write(graph: &PropertyGraph) -> Vec<u8> {
    document(|writer| {
        let root = writer.create_element("graphml");
        let root = root.with_attribute(("xmlns", "http://graphml.graphdrawing.org/xmlns"));
        root.write_inner_content(|writer| content(writer, graph)).map(|_| ())
    })
}

fn content(writer: &mut XmlWriter, graph: &PropertyGraph) -> io::Result<()> {
    let of_nodes = columns(graph.nodes.iter().map(|node| &node.attributes), OF_NODES);
    let of_edges = columns(edges(graph).map(|edge| &edge.attributes), OF_EDGES);
    key(writer, "label", "node", "label", "string")?;
    for name in ["x", "y"] {
        key(writer, name, "node", name, "double")?;
    }
    for name in ["r", "g", "b"] {
        key(writer, name, "node", name, "int")?;
    }
    key(writer, "edgelabel", "edge", "label", "string")?;
    for (columns, owner) in [(&of_nodes, "node"), (&of_edges, "edge")] {
        for (place, column) in columns.columns.iter().enumerate() {
            let kind = match column.kind {
                ColumnKind::Text | ColumnKind::List => "string",
                ColumnKind::Number => "double",
                ColumnKind::Truth => "boolean",
            };
            key(writer, &column_id(owner, place), owner, &column.title, kind)?;
        }
    }
    let default = default_direction(graph);
    let element = writer.create_element("graph").with_attribute(("edgedefault", default));
    element.write_inner_content(|writer| {
        if !graph.title.is_empty() {
            let title = allowed(&graph.title);
            writer.create_element("desc").write_text_content(BytesText::new(&title))?;
        }
        let ids = node_ids(graph);
        write_nodes(writer, graph, &ids, &of_nodes)?;
        write_edges(writer, graph, &ids, &of_edges)
    })?;
    Ok(())
}

fn key(writer: &mut XmlWriter, id: &str, owner: &str, name: &str, kind: &str) -> io::Result<()> {
    let attributes = [("id", id), ("for", owner), ("attr.name", name), ("attr.type", kind)];
    writer.create_element("key").with_attributes(attributes).write_empty().map(|_| ())
}

fn column_id(owner: &str, place: usize) -> String {
    format!("{owner}{place}")
}

fn write_nodes(
    writer: &mut XmlWriter,
    graph: &PropertyGraph,
    ids: &[String],
    columns: &Columns,
) -> io::Result<()> {
    for (node, id) in graph.nodes.iter().zip(ids) {
        let element = writer.create_element("node").with_attribute(("id", id.as_str()));
        element.write_inner_content(|writer| {
            if !node.label.is_empty() {
                data(writer, "label", &node.label)?;
            }
            if let Some([x, y]) = node.position.filter(|place| place.iter().all(|it| it.is_finite())) {
                data(writer, "x", &number_text(x))?;
                data(writer, "y", &number_text(y))?;
            }
            for (name, channel) in ["r", "g", "b"].into_iter().zip(node.color.iter().flatten()) {
                data(writer, name, &channel.to_string())?;
            }
            write_attributes(writer, "node", &node.attributes, columns)
        })?;
    }
    Ok(())
}

fn write_edges(
    writer: &mut XmlWriter,
    graph: &PropertyGraph,
    ids: &[String],
    columns: &Columns,
) -> io::Result<()> {
    let default = default_direction(graph);
    let mut edge_ids = Names::default();
    for edge in edges(graph) {
        let mut element = writer.create_element("edge");
        if !edge.id.is_empty() {
            element = element.with_attribute(("id", edge_ids.take(&allowed(&edge.id), "-").as_str()));
        }
        element = element.with_attributes([("source", ids[edge.from].as_str()), ("target", &ids[edge.to])]);
        if !edge.is_directed && default != "undirected" {
            element = element.with_attribute(("directed", "false"));
        }
        element.write_inner_content(|writer| {
            if !edge.label.is_empty() {
                data(writer, "edgelabel", &edge.label)?;
            }
            write_attributes(writer, "edge", &edge.attributes, columns)
        })?;
    }
    Ok(())
}

fn write_attributes(
    writer: &mut XmlWriter,
    owner: &str,
    attributes: &Attributes,
    columns: &Columns,
) -> io::Result<()> {
    for (place, _, value) in columns.cells(attributes) {
        data(writer, &column_id(owner, place), &as_text(value))?;
    }
    Ok(())
}

fn data(writer: &mut XmlWriter, key: &str, text: &str) -> io::Result<()> {
    text_element(writer, "data", ("key", key), text)
}
