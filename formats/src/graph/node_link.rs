use super::{
    Reading,
    build::{Builder, End},
    json::{Json, Members, take, take_id, take_object, take_objects},
};
use crate::problem::ReadError;

/// Nodes of D3 may have no id, and its edges may hold places in the list of nodes, or the nodes themselves.
pub fn read(json: Json, bytes: usize) -> Result<Reading, ReadError> {
    let mut builder = Builder::new(bytes);
    let mut root = json.object().ok_or(ReadError::WrongFormat)?;
    let nodes = match take(&mut root, &["nodes"]) {
        Some(Json::List(nodes)) => nodes,
        _ => return Err(ReadError::WrongFormat),
    };
    let is_of_other_format = |node: &Json| match node {
        Json::Object(node) => node.iter().any(|(name, json)| {
            matches!(name.as_str(), "data" | "attributes") && matches!(json, Json::Object(_))
        }),
        _ => false,
    };
    if nodes.iter().any(is_of_other_format) {
        return Err(ReadError::WrongFormat);
    }
    let edges = take_objects(&mut root, &["links", "edges"], &mut builder);
    if edges.is_none() && nodes.is_empty() {
        return Err(ReadError::WrongFormat);
    }
    let is_directed = take(&mut root, &["directed"]) != Some(Json::Truth(false));
    let mut of_graph = take_object(&mut root, "graph", &mut builder);
    builder.graph.title = take_id(&mut of_graph, &["title", "name", "label"]).unwrap_or_default();
    for (name, _) in of_graph {
        builder.left_out(&name);
    }
    // Where nodes are numbered by themselves, a number is never a place in the list.
    let has_numbers = nodes.iter().any(|node| match node {
        Json::Object(members) => {
            members.iter().any(|(name, json)| name == "id" && matches!(json, Json::Number(_)))
        }
        node => matches!(node, Json::Number(_)),
    });
    for node in nodes {
        match node {
            Json::Object(mut node) => {
                let place = match take_id(&mut node, &["id", "key"]) {
                    Some(id) => builder.node(Some(id), String::new(), None)?,
                    None => builder.labelled_node(take_id(&mut node, LABELS).unwrap_or_default())?,
                };
                builder.json_node(place, node, LABELS, true)?;
            }
            name => {
                builder.node(name.id(), String::new(), None)?;
            }
        }
    }
    for mut edge in edges.unwrap_or_default() {
        let id = take_id(&mut edge, &["id", "key"]).unwrap_or_default();
        let ends = [&["source"], &["target"]].map(|name| end(take(&mut edge, name), has_numbers));
        builder.json_edge(id, ends, is_directed, edge)?;
    }
    Ok(builder.finish())
}

const LABELS: &[&str] = &["label", "name"];

fn end(json: Option<Json>, has_numbers: bool) -> End {
    match json {
        Some(Json::Number(number)) if !has_numbers => {
            match number.as_u64().and_then(|index| usize::try_from(index).ok()) {
                Some(index) => End::IdOrIndex(number.to_string(), index),
                None => End::Id(number.to_string()),
            }
        }
        Some(Json::Object(mut node)) => end_of_node(&mut node),
        json => json.and_then(|json| json.id()).map_or(End::Missing, End::Id),
    }
}

fn end_of_node(node: &mut Members) -> End {
    if let Some(id) = take_id(node, &["id", "key"]) {
        return End::Id(id);
    }
    match take(node, &["index"]) {
        Some(index @ Json::Number(_)) => end(Some(index), false),
        _ => take_id(node, LABELS).map_or(End::Missing, End::IdOrLabel),
    }
}
