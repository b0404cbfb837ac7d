//! Several files become one, conflicts as data.

use gosmart::{
    exchange::{self, Header, Profile},
    i18n::{self, Language},
    merge::{Choice, Conflict, Merge, Merged, Over, Side, Version},
    model::{AnyRecord, Network, Stamp},
};
use serde_json::{Map, Value, json};

use super::{Failure, How, parse_any, print, read, replaced};

/// What happens to conflicts.
#[derive(Clone, Copy, PartialEq)]
enum Prefer {
    Newest,
    Side(Side),
    Ask,
}

impl Prefer {
    const ALL: [(&'static str, Self); 4] = [
        ("newest", Self::Newest),
        ("ours", Self::Side(Side::Ours)),
        ("theirs", Self::Side(Side::Theirs)),
        ("ask", Self::Ask),
    ];

    fn named(name: &str) -> Result<Self, Failure> {
        let found = Self::ALL.iter().find(|(known, _)| *known == name);
        let names = Self::ALL.map(|(name, _)| name).join(", ");
        found
            .map(|(_, prefer)| *prefer)
            .ok_or_else(|| Failure::Call(format!("The option --prefer takes one of {names}, not {name}.")))
    }
}

/// Writes what comes of all, with the positions of the first, and prints what was added, changed and removed in it.
pub fn merge(arguments: &[&str], language: Language) -> Result<(), Failure> {
    let (files, [output, base, prefer], how) = parse_any(arguments, ["--out", "--base", "--prefer"])?;
    let output = output.ok_or_else(|| Failure::Call("The option --out is missing.".into()))?;
    let prefer = prefer.map_or(Ok(Prefer::Newest), Prefer::named)?;
    if files.len() < 2 {
        return Err(Failure::Call(format!("Expected at least 2 files to merge, found {}.", files.len())));
    }
    let how = How { is_part: true, ..how };
    let networks = files.iter().map(|file| of_file(file, how, language)).collect::<Result<Vec<_>, _>>()?;
    let base = base.map(|file| of_file(file, how, language)).transpose()?;
    let Some((ours, theirs)) = networks.split_first() else { return Ok(()) };
    let theirs: Vec<&Network> = theirs.iter().collect();
    let merge = Merge { base: base.as_ref(), ..Merge::of(ours, &theirs) };
    let mut merged = merge.run();
    for side in &merged.foreign {
        let file = files[side + 1];
        eprintln!("gosmart: {file}: {}", i18n::merge::other_network(language, &theirs[*side].about.title));
    }
    for record in merged.aside.iter().map(AnyRecord::as_record) {
        let kind = record.table().schema().kind;
        eprintln!("gosmart: {}", i18n::merge::put_aside(language, kind, record.id().as_str()));
    }
    let conflicts = std::mem::take(&mut merged.conflicts);
    let told: Vec<Value> = conflicts.iter().map(|it| told(it, &merged, ours, &files)).collect();
    if prefer == Prefer::Ask && !conflicts.is_empty() {
        print(format!("{}\n", json!({ "conflicts": told })))?;
        return Err(Failure::File(i18n::merge::not_merged(language, conflicts.len())));
    }
    if let Prefer::Side(side) = prefer {
        let choice = Choice::Side(side);
        // Whoever merges the same gets the same, so no clock is asked.
        merged.decide(ours, conflicts.iter().map(|conflict| (conflict, &choice)), Stamp::default());
    }
    let text = exchange::write(&exchange::redact(&merged.network, Profile::Full), Header::default());
    if output == "-" {
        return print(text);
    }
    replaced(output, text.as_bytes())?;
    print(format!(
        "{}\n",
        json!({
            "added": merged.added.len(),
            "changed": merged.changed.len(),
            "removed": merged.removed.len(),
            "conflicts": told,
        })
    ))
}

/// A file of a newer version may say what this one would leave out.
fn of_file(file: &str, how: How, language: Language) -> Result<Network, Failure> {
    let parsed = read(file, how, language)?;
    if parsed.newer {
        return Err(Failure::File(format!("{file}: {}", i18n::exchange::not_converted(language))));
    }
    Ok(parsed.network)
}

fn told(conflict: &Conflict, merged: &Merged, ours: &Network, files: &[&str]) -> Value {
    let Conflict { table, id, over } = conflict;
    let name = match merged.network.name_of(*table, id) {
        name if name.is_empty() => ours.name_of(*table, id),
        name => name,
    };
    let mut told = json!({ "kind": table.schema().kind, "id": id.as_str(), "name": name });
    match over {
        Over::Fields { fields, ours, theirs } => {
            let values = |version: &Version| -> Map<String, Value> {
                let json = |text: &str| serde_json::from_str(text).unwrap_or_default();
                let pairs = fields.iter().zip(&version.values);
                pairs
                    .map(|(it, value)| (it.name.to_owned(), json(&exchange::value_text(it, value))))
                    .collect()
            };
            told["ours"] = values(ours).into();
            told["theirs"] = values(theirs).into();
            told["changed"] = json!({
                "ours": ours.at.map(|stamp| stamp.0),
                "theirs": theirs.at.map(|stamp| stamp.0),
            });
            told["file"] = files[theirs.side + 1].into();
        }
        Over::Removal { by, .. } => {
            told["removed_by"] = if *by == Side::Ours { "ours" } else { "theirs" }.into()
        }
    }
    told
}
