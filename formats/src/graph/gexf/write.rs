use std::{collections::HashMap, io};

use quick_xml::events::BytesText;

use super::list;
use crate::graph::{
    Attributes, Edge, PropertyGraph, Value,
    build::{as_text, number_text},
    names::Names,
    xml_write::{
        ColumnKind, Columns, XmlWriter, allowed, columns, default_direction, document, edges, node_ids,
    },
};

pub fn write(graph: &PropertyGraph) -> Vec<u8> {
    document(|writer| {
        let root = writer.create_element("gexf").with_attributes([
            ("xmlns", "http://gexf.net/1.3"),
            ("xmlns:viz", "http://gexf.net/1.3/viz"),
            ("version", "1.3"),
        ]);
        root.write_inner_content(|writer| content(writer, graph)).map(|_| ())
    })
}

fn content(writer: &mut XmlWriter, graph: &PropertyGraph) -> io::Result<()> {
    if !graph.title.is_empty() {
        writer.create_element("meta").write_inner_content(|writer| {
            let title = allowed(&graph.title);
            writer.create_element("description").write_text_content(BytesText::new(&title)).map(|_| ())
        })?;
    }
    let of_nodes = columns(graph.nodes.iter().map(|node| &node.attributes), &["label"]);
    let edge_attributes: Vec<Attributes> = edges(graph).map(|edge| without_weight(edge).0).collect();
    let of_edges = columns(edge_attributes.iter(), &["label", "weight", "kind"]);
    let default = default_direction(graph);
    let element = writer.create_element("graph").with_attribute(("defaultedgetype", default));
    element.write_inner_content(|writer| {
        write_columns(writer, "node", &of_nodes)?;
        write_columns(writer, "edge", &of_edges)?;
        let ids = node_ids(graph);
        writer
            .create_element("nodes")
            .write_inner_content(|writer| write_nodes(writer, graph, &ids, &of_nodes))?;
        writer
            .create_element("edges")
            .write_inner_content(|writer| write_edges(writer, graph, &ids, &of_edges))?;
        Ok(())
    })?;
    Ok(())
}

fn write_columns(writer: &mut XmlWriter, class: &str, columns: &Columns) -> io::Result<()> {
    if columns.columns.is_empty() {
        return Ok(());
    }
    let element = writer.create_element("attributes").with_attribute(("class", class));
    element.write_inner_content(|writer| {
        for (place, column) in columns.columns.iter().enumerate() {
            let kind = match column.kind {
                ColumnKind::Text => "string",
                ColumnKind::Number => "double",
                ColumnKind::Truth => "boolean",
                ColumnKind::List => "liststring",
            };
            let attributes = [("id", &*place.to_string()), ("title", &column.title), ("type", kind)];
            writer.create_element("attribute").with_attributes(attributes).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_nodes(
    writer: &mut XmlWriter,
    graph: &PropertyGraph,
    ids: &[String],
    columns: &Columns,
) -> io::Result<()> {
    for (node, id) in graph.nodes.iter().zip(ids) {
        let label = allowed(&node.label);
        let element = writer.create_element("node").with_attributes([("id", id.as_str()), ("label", &label)]);
        element.write_inner_content(|writer| {
            write_values(writer, &node.attributes, columns)?;
            if let Some(color) = node.color {
                let [r, g, b] = color.map(|channel| channel.to_string());
                let channels = [("r", r.as_str()), ("g", &g), ("b", &b)];
                writer.create_element("viz:color").with_attributes(channels).write_empty()?;
            }
            if let Some([x, y]) = node.position.filter(|place| place.iter().all(|it| it.is_finite())) {
                // Gephi draws y upwards.
                let [x, y] = [x, 0.0 - y].map(number_text);
                let place = [("x", x.as_str()), ("y", &y), ("z", "0")];
                writer.create_element("viz:position").with_attributes(place).write_empty()?;
            }
            Ok(())
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
    let mut parallel: HashMap<[usize; 2], usize> = HashMap::new();
    let pair = |edge: &Edge| [edge.from.min(edge.to), edge.from.max(edge.to)];
    for edge in edges(graph) {
        *parallel.entry(pair(edge)).or_default() += 1;
    }
    let mut kinds: HashMap<[usize; 2], Names> = HashMap::new();
    for edge in edges(graph) {
        let mut element = writer.create_element("edge");
        if !edge.id.is_empty() {
            element = element.with_attribute(("id", edge_ids.take(&allowed(&edge.id), "-").as_str()));
        }
        element = element.with_attributes([("source", ids[edge.from].as_str()), ("target", &ids[edge.to])]);
        if !edge.is_directed && default != "undirected" {
            element = element.with_attribute(("type", "undirected"));
        }
        let label = allowed(&edge.label);
        if !label.is_empty() {
            element = element.with_attribute(("label", &*label));
        }
        if parallel.get(&pair(edge)).is_some_and(|count| *count > 1) {
            let kind = kinds.entry(pair(edge)).or_default().take(&label, KIND_SEPARATOR);
            if !kind.is_empty() {
                element = element.with_attribute(("kind", kind.as_str()));
            }
        }
        let (attributes, weight) = without_weight(edge);
        if let Some(weight) = weight {
            element = element.with_attribute(("weight", number_text(weight).as_str()));
        }
        element.write_inner_content(|writer| write_values(writer, &attributes, columns))?;
    }
    Ok(())
}

/// Gephi tells parallel edges apart by their kind only: label and number.
const KIND_SEPARATOR: &str = " #";

/// Whether a kind was made up from the label.
pub fn is_own_kind(kind: &str, label: &str) -> bool {
    kind.strip_prefix(label).is_some_and(|rest| {
        rest.is_empty() || rest.strip_prefix(KIND_SEPARATOR).is_some_and(|rest| rest.parse::<usize>().is_ok())
    })
}

/// The weight has an attribute of its own.
fn without_weight(edge: &Edge) -> (Attributes, Option<f64>) {
    let is_weight = |(name, value): &&(String, Value)| {
        name == "weight" && matches!(value, Value::Number(number) if number.is_finite())
    };
    let weight = edge.attributes.iter().find(is_weight).and_then(|(_, value)| match value {
        Value::Number(number) => Some(*number),
        _ => None,
    });
    (edge.attributes.iter().filter(|attribute| !is_weight(attribute)).cloned().collect(), weight)
}

fn write_values(writer: &mut XmlWriter, attributes: &Attributes, columns: &Columns) -> io::Result<()> {
    let cells: Vec<_> = columns.cells(attributes).collect();
    if cells.is_empty() {
        return Ok(());
    }
    writer.create_element("attvalues").write_inner_content(|writer| {
        for (place, column, value) in cells {
            let text = match value {
                Value::List(items) if column.kind == ColumnKind::List => {
                    list::write(items.iter().map(|item| allowed(item)))
                }
                value => as_text(value),
            };
            let attributes = [("for", &*place.to_string()), ("value", &allowed(&text))];
            writer.create_element("attvalue").with_attributes(attributes).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}
