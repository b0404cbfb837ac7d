use gosmart_formats::{
    graph::{Attributes, PropertyGraph, Value},
    table::{Column, Content, Table},
};

/// The two sheets that Kumu reads. Every element has its id, so that reading the file once more changes what is there
/// and doubles nothing.
pub(super) fn sheets(graph: &PropertyGraph) -> [Table; 2] {
    let elements = graph.nodes.iter().map(|node| {
        let label = Value::Text(node.label.clone());
        (
            vec![node.id.clone()],
            [("Label".to_owned(), label)].iter().chain(&node.attributes).cloned().collect(),
        )
    });
    let connections = graph.edges.iter().map(|edge| {
        let ends = [edge.from, edge.to]
            .map(|end| graph.nodes.get(end).map_or_else(String::new, |node| node.id.clone()));
        let direction = if edge.is_directed { "directed" } else { "undirected" };
        let direction = ("direction".to_owned(), Value::Text(direction.to_owned()));
        let cells = [edge.id.clone()].into_iter().chain(ends).collect();
        (cells, edge.attributes.iter().chain([&direction]).cloned().collect())
    });
    [
        sheet("Elements", &["ID"], &["Label", "Type", "Description", "Tags"], elements),
        sheet("Connections", &["ID", "From", "To"], &["Type", "direction", "Description"], connections),
    ]
}

/// Columns of cells that are there, of attributes that Kumu knows, and of the others as they come.
fn sheet(
    name: &str,
    cells: &[&str],
    known: &[&str],
    rows: impl Iterator<Item = (Vec<String>, Attributes)> + Clone,
) -> Table {
    let mut attributes: Vec<String> = known.iter().map(|name| (*name).to_owned()).collect();
    for (name, _) in rows.clone().flat_map(|(_, attributes)| attributes) {
        if !attributes.contains(&name) {
            attributes.push(name);
        }
    }
    let column = |title: &str, content| Column { title: title.to_owned(), content, choices: Vec::new() };
    let columns = cells.iter().map(|title| column(title, Content::Text));
    let rows = rows.map(|(cells, found)| {
        let cell = |name: &String| {
            found.iter().find(|(of, _)| of == name).map_or_else(String::new, |(_, value)| text(value))
        };
        cells.into_iter().chain(attributes.iter().map(cell)).collect()
    });
    let rows = rows.collect();
    let others = attributes.iter().map(|title| column(title, Content::Text));
    Table { name: name.to_owned(), columns: columns.chain(others).collect(), rows }
}

fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Truth(truth) => truth.to_string(),
        // Kumu has no sign that would keep a stroke from parting two texts.
        Value::List(texts) => texts.iter().map(|text| text.replace('|', "/")).collect::<Vec<_>>().join("|"),
    }
}
