//! The published description of the document, derived from the records.

use std::collections::BTreeMap;

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::Value;

use crate::model::{
    About, Actor, Competency, Contact, Link, Meeting, Need, Offer, Position, Removed, Sector, Topic,
};

/// A map of a region's actors and competencies: who offers what, who looks for what.
///
/// One UTF-8 JSON object. References point by id. Fields not named here are allowed everywhere and survive
/// reading and writing by GoSMART.
#[derive(JsonSchema)]
#[schemars(title = "GoSMART network, version 1")]
#[allow(dead_code)]
struct Document {
    #[schemars(extend("const" = "gosmart-network"))]
    format: String,
    /// The version of this format.
    #[schemars(range(min = 1, max = 1))]
    version: u64,
    /// When the file was written, RFC 3339 in UTC.
    #[schemars(default, extend("format" = "date-time"))]
    exported_at: String,
    /// For whom the file was written: anyone, the members, or the keepers of the map.
    #[schemars(default, extend("enum" = ["public", "network", "full"]))]
    profile: String,
    /// Whether the file names natural persons.
    #[schemars(default)]
    contains_personal_data: bool,
    #[schemars(default)]
    network: Option<About>,
    #[schemars(default)]
    sectors: Vec<Sector>,
    #[schemars(default)]
    competencies: Vec<Competency>,
    #[schemars(default)]
    actors: Vec<Actor>,
    #[schemars(default)]
    offers: Vec<Offer>,
    #[schemars(default)]
    needs: Vec<Need>,
    #[schemars(default)]
    links: Vec<Link>,
    #[schemars(default)]
    topics: Vec<Topic>,
    #[schemars(default)]
    meetings: Vec<Meeting>,
    /// Only in files for the members or the keepers of the map.
    #[schemars(default)]
    contacts: Vec<Contact>,
    /// Where actors and competencies stand in the picture, by id.
    #[schemars(default)]
    positions: BTreeMap<String, Position>,
    /// Records that were removed, so that merging does not bring them back.
    #[schemars(default)]
    removed: Vec<Removed>,
}

/// JSON Schema 2020-12 for the document, as committed in `schema/gosmart-network.v1.schema.json`.
pub fn schema() -> Value {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Document>().to_value()
}
