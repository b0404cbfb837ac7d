use super::{
    Reading,
    build::{Builder, End},
    json::{Json, Members, take, take_id, take_object, take_objects},
};
use crate::problem::ReadError;

pub fn read(json: Json, bytes: usize) -> Result<Reading, ReadError> {
    let mut builder = Builder::new(bytes);
    let mut root = json.object().ok_or(ReadError::WrongFormat)?;
    let nodes = take_objects(&mut root, &["nodes"], &mut builder).ok_or(ReadError::WrongFormat)?;
    if !nodes.is_empty() && !nodes.iter().flatten().any(|(name, _)| name == "key") {
        return Err(ReadError::WrongFormat);
    }
    let mut of_graph = take_object(&mut root, "attributes", &mut builder);
    builder.graph.title = take_id(&mut of_graph, &["title", "name", "label"]).unwrap_or_default();
    for (name, _) in of_graph {
        builder.left_out(&name);
    }
    let mut options = take_object(&mut root, "options", &mut builder);
    let is_directed = take_id(&mut options, &["type"]).is_none_or(|kind| kind != "undirected");
    for mut node in nodes {
        let place = builder.node(take_id(&mut node, &["key"]), String::new(), None)?;
        let members = all(node, &mut builder);
        builder.json_node(place, members, &["label"], true)?;
        if let Some([_, y]) = builder.graph.nodes.get_mut(place).and_then(|node| node.position.as_mut()) {
            // Sigma draws y upwards.
            *y = 0.0 - *y;
        }
    }
    for mut edge in take_objects(&mut root, &["edges"], &mut builder).unwrap_or_default() {
        let id = take_id(&mut edge, &["key"]).unwrap_or_default();
        let ends =
            [&["source"], &["target"]].map(|name| take_id(&mut edge, name).map_or(End::Missing, End::Id));
        let is_directed = match take(&mut edge, &["undirected"]) {
            Some(Json::Truth(is_undirected)) => !is_undirected,
            _ => is_directed,
        };
        let members = all(edge, &mut builder);
        builder.json_edge(id, ends, is_directed, members)?;
    }
    Ok(builder.finish())
}

/// Attributes, and what stands beside them.
fn all(mut members: Members, builder: &mut Builder) -> Members {
    let mut all = take_object(&mut members, "attributes", builder);
    all.append(&mut members);
    all
}
