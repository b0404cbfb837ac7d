use super::{
    Reading,
    build::{Builder, End},
    json::{Json, Members, take, take_id, take_object, take_objects},
};
use crate::problem::ReadError;

pub fn read(json: Json, bytes: usize) -> Result<Reading, ReadError> {
    let mut builder = Builder::new(bytes);
    let mut root = match json {
        Json::Object(members) => members,
        list => vec![("elements".to_owned(), list)],
    };
    let [nodes, edges] = elements(&mut root, &mut builder)?;
    let all = || nodes.iter().chain(&edges);
    if all().next().is_some() && !all().flatten().any(|(name, _)| name == "data") {
        return Err(ReadError::WrongFormat);
    }
    let is_directed = take(&mut root, &["directed"]) != Some(Json::Truth(false));
    let mut of_graph = match take(&mut root, &["data"]) {
        Some(Json::Object(members)) => members,
        // So networkx writes it.
        Some(Json::List(pairs)) => pairs.into_iter().filter_map(pair).collect(),
        _ => Members::new(),
    };
    builder.graph.title = take_id(&mut of_graph, &["name", "title"]).unwrap_or_default();
    for mut node in nodes {
        let mut members = take_object(&mut node, "data", &mut builder);
        let place = builder.node(take_id(&mut members, &["id"]), String::new(), None)?;
        let position = take_object(&mut node, "position", &mut builder);
        members.extend(position.into_iter().filter(|(name, _)| name == "x" || name == "y"));
        add_classes(&mut members, &mut node);
        builder.json_node(place, members, &["label", "name"], true)?;
    }
    for mut edge in edges {
        let mut members = take_object(&mut edge, "data", &mut builder);
        let id = take_id(&mut members, &["id"]).unwrap_or_default();
        let ends =
            [&["source"], &["target"]].map(|name| take_id(&mut members, name).map_or(End::Missing, End::Id));
        add_classes(&mut members, &mut edge);
        builder.json_edge(id, ends, is_directed, members)?;
    }
    Ok(builder.finish())
}

/// Nodes and edges, which stand in two lists or, told by their members, in one.
fn elements(root: &mut Members, builder: &mut Builder) -> Result<[Vec<Members>; 2], ReadError> {
    if let Some(all) = take_objects(root, &["elements"], builder) {
        let (edges, nodes) = all.into_iter().partition(is_edge);
        return Ok([nodes, edges]);
    }
    let mut lists = match take(root, &["elements"]) {
        Some(json) => json.object().ok_or(ReadError::WrongFormat)?,
        None => std::mem::take(root),
    };
    let [nodes, edges] = [&["nodes"], &["edges"]].map(|name| take_objects(&mut lists, name, builder));
    if nodes.is_none() && edges.is_none() {
        return Err(ReadError::WrongFormat);
    }
    root.append(&mut lists);
    Ok([nodes, edges].map(Option::unwrap_or_default))
}

fn is_edge(element: &Members) -> bool {
    element.iter().any(|(name, json)| match (name.as_str(), json) {
        ("group", Json::Text(group)) => group == "edges",
        ("data", Json::Object(data)) => data.iter().any(|(name, _)| name == "source"),
        _ => false,
    })
}

fn pair(json: Json) -> Option<(String, Json)> {
    match <[Json; 2]>::try_from(json.list()?).ok()? {
        [Json::Text(name), value] => Some((name, value)),
        _ => None,
    }
}

/// Classes are separated by spaces, or a list.
fn add_classes(members: &mut Members, element: &mut Members) {
    let classes = match take(element, &["classes"]) {
        Some(Json::Text(text)) => text.split_whitespace().map(|class| Json::Text(class.to_owned())).collect(),
        Some(Json::List(classes)) => classes,
        _ => return,
    };
    if !classes.is_empty() {
        members.push(("classes".to_owned(), Json::List(classes)));
    }
}
