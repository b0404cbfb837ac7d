use std::collections::HashMap;

use serde_json::Number;

use super::{
    PropertyGraph, Reading, Value,
    build::{Builder, End},
    json::{Json, Members, take, take_id, take_object, take_objects},
    names::Names,
    xml_write::edges,
};
use crate::problem::ReadError;

/// A blueprint, or a whole project, where attributes stand apart and places in maps.
pub fn read(json: Json, bytes: usize) -> Result<Reading, ReadError> {
    let mut builder = Builder::new(bytes);
    let mut root = json.object().ok_or(ReadError::WrongFormat)?;
    let elements = take_objects(&mut root, &["elements"], &mut builder).ok_or(ReadError::WrongFormat)?;
    if elements.iter().flatten().any(|(name, _)| name == "data") {
        return Err(ReadError::WrongFormat);
    }
    builder.graph.title = take_id(&mut root, &["name", "title"]).unwrap_or_default();
    let places = places(&mut root, &mut builder);
    for mut element in elements {
        let id = take_id(&mut element, IDS);
        let mut members = fields(element, "element type", &mut builder);
        let place = match &id {
            Some(_) => builder.node(id.clone(), String::new(), None)?,
            None => builder.labelled_node(take_id(&mut members, &["label"]).unwrap_or_default())?,
        };
        builder.json_node(place, members, &["label"], false)?;
        if let (Some(node), Some(position)) =
            (builder.graph.nodes.get_mut(place), id.and_then(|id| places.get(&id)))
        {
            node.position = Some(*position);
        }
    }
    for mut connection in take_objects(&mut root, &["connections"], &mut builder).unwrap_or_default() {
        let id = take_id(&mut connection, IDS).unwrap_or_default();
        let ends = [&["from"], &["to"]]
            .map(|name| take_id(&mut connection, name).map_or(End::Missing, End::IdOrLabel));
        let mut members = fields(connection, "connection type", &mut builder);
        // Ways of drawing, nearly always off.
        members.retain(|(name, json)| {
            !(matches!(name.as_str(), "reversed" | "delayed") && *json == Json::Truth(false))
        });
        let direction = take_id(&mut members, &["direction"]);
        let is_directed = !matches!(direction.as_deref(), Some("undirected" | "mutual"));
        builder.json_edge(id, ends, is_directed, members)?;
    }
    if take_objects(&mut root, &["loops"], &mut builder).is_some_and(|loops| !loops.is_empty()) {
        builder.left_out("loops");
    }
    Ok(builder.finish())
}

const IDS: &[&str] = &["_id", "id"];

/// Those that stand apart come first. The type is called `type` in both forms.
fn fields(mut members: Members, kind: &str, builder: &mut Builder) -> Members {
    let mut fields = take_object(&mut members, "attributes", builder);
    for (name, _) in &mut fields {
        if name == kind {
            *name = "type".to_owned();
        }
    }
    fields.append(&mut members);
    fields
}

/// By element, in the first map that has it.
fn places(root: &mut Members, builder: &mut Builder) -> HashMap<String, [f64; 2]> {
    let mut places = HashMap::new();
    for mut map in take_objects(root, &["maps"], builder).unwrap_or_default() {
        for mut element in take_objects(&mut map, &["elements"], builder).unwrap_or_default() {
            let position = take(&mut element, &["position"]).and_then(Json::object).unwrap_or_default();
            let number = |name| match position.iter().find(|(found, _)| found == name) {
                Some((_, Json::Number(number))) => number.as_f64(),
                _ => None,
            };
            if let (Some(x), Some(y), Some(id)) =
                (number("x"), number("y"), take_id(&mut element, &["element"]))
            {
                places.entry(id).or_insert([x, y]);
            }
        }
    }
    places
}

pub fn write(graph: &PropertyGraph) -> Vec<u8> {
    let mut names = Names::default();
    let ids: Vec<String> = graph.nodes.iter().map(|node| names.take(&id(&node.id), "-")).collect();
    let elements = graph.nodes.iter().zip(&ids).map(|(node, id)| {
        let mut members = vec![("id".to_owned(), Json::Text(id.clone()))];
        if !node.label.is_empty() {
            members.push(("label".to_owned(), Json::Text(node.label.clone())));
        }
        add_fields(&mut members, &node.attributes, OF_ELEMENTS);
        Json::Object(members)
    });
    let elements = Json::List(elements.collect());
    let connections = edges(graph).map(|edge| {
        let direction = if edge.is_directed { "directed" } else { "undirected" };
        let mut members = Vec::new();
        if !edge.id.is_empty() {
            members.push(("id".to_owned(), Json::Text(names.take(&id(&edge.id), "-"))));
        }
        members.extend(
            [
                ("from", &*ids[edge.from]),
                ("to", &*ids[edge.to]),
                ("direction", direction),
                ("label", &edge.label),
            ]
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| (name.to_owned(), Json::Text(text.to_owned()))),
        );
        add_fields(&mut members, &edge.attributes, OF_CONNECTIONS);
        Json::Object(members)
    });
    let connections = Json::List(connections.collect());
    let blueprint =
        Json::Object(vec![("elements".to_owned(), elements), ("connections".to_owned(), connections)]);
    let bytes = serde_json::to_vec_pretty(&blueprint);
    debug_assert!(bytes.is_ok(), "memory takes what is written");
    bytes.unwrap_or_default()
}

/// Kumu does not allow `_` and `.` in ids.
fn id(id: &str) -> String {
    if id.is_empty() { "x".to_owned() } else { id.replace(['_', '.'], "-") }
}

/// Names by which Kumu knows something else, of elements and of connections.
const OF_ELEMENTS: &[&str] = &["id", "_id", "label", "attributes", "element type"];
const OF_CONNECTIONS: &[&str] =
    &["id", "_id", "label", "attributes", "connection type", "from", "to", "direction"];

/// Kumu does not tell `a` from `A` in names of fields, and asks Gravatar about what stands in a field `Email`.
fn add_fields(members: &mut Members, attributes: &super::Attributes, reserved: &'static [&'static str]) {
    let mut taken = Names::without(reserved);
    for (name, value) in attributes {
        let value = match value {
            Value::Text(text) => Json::Text(text.clone()),
            Value::Truth(truth) => Json::Truth(*truth),
            Value::List(items) => Json::List(items.iter().cloned().map(Json::Text).collect()),
            Value::Number(number) => match Number::from_f64(*number) {
                Some(number) => Json::Number(number),
                None => continue,
            },
        };
        let name = if name.trim().eq_ignore_ascii_case("email") { "E-mail" } else { name };
        let lower = name.to_lowercase();
        let unique = taken.take(&lower, " ");
        let name = format!("{name}{}", unique.strip_prefix(&lower).unwrap_or_default());
        members.push((name, value));
    }
}
