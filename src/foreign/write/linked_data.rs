//! A network as linked data: schema.org for who offers and looks for what, SKOS for the vocabulary.

use std::collections::{HashMap, HashSet};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value as Json, json};

use crate::{
    app::form::web_address,
    exchange::Redacted,
    model::{Actor, ActorKind, ActorStatus, Competency, Day, Id, Meeting, Need, Offer, TableName, Word},
};

/// A document of JSON-LD 1.1 with its context, in the words of the vocabularies, so in no language but the network's. One
/// record per line, so that two versions of a file can be compared line by line.
pub fn linked_data(part: &Redacted) -> String {
    let names = Names::new(part);
    let nodes: Vec<String> = Writer { part, names }.graph().iter().map(Json::to_string).collect();
    format!(
        "{{\n  \"@context\": {},\n  \"@graph\": [\n    {}\n  ]\n}}\n",
        context(part),
        nodes.join(",\n    ")
    )
}

fn context(part: &Redacted) -> Json {
    let mut label = json!({ "@id": "skos:prefLabel" });
    let mut other_label = json!({ "@id": "skos:altLabel" });
    let language = part.about.language.as_str();
    // A tag as JSON-LD asks for it; what people wrote there may be anything.
    if !language.is_empty() && language.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        label["@language"] = language.into();
        other_label["@language"] = language.into();
    }
    json!({
        "@vocab": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dct": "http://purl.org/dc/terms/",
        "prefLabel": label,
        "altLabel": other_label,
    })
}

/// How a record is called in the whole web, or within its document.
struct Names(HashMap<(TableName, Id), String>);

impl Names {
    fn new(part: &Redacted) -> Self {
        let mut taken = HashSet::new();
        let mut names = HashMap::new();
        for table in TableName::ALL {
            for record in part.table(*table).records() {
                let id = record.id();
                // Records of two kinds may have one id, and still are two things.
                let is_global = is_uuid(id.as_str()) && taken.insert(id.clone());
                let name = if is_global {
                    format!("urn:uuid:{id}")
                } else {
                    format!("#{}-{}", table.schema().kind, utf8_percent_encode(id.as_str(), &ESCAPED))
                };
                names.insert((*table, id.clone()), name);
            }
        }
        Self(names)
    }
}

/// All but what may stand in a fragment.
const ESCAPED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn is_uuid(id: &str) -> bool {
    let is_right = |(place, byte): (usize, u8)| match place {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    id.len() == 36 && id.bytes().enumerate().all(is_right)
}

/// What the two vocabularies of the document are called.
const TERMS: &str = "#competencies";
const SECTORS: &str = "#sectors";

struct Writer<'a> {
    part: &'a Redacted,
    names: Names,
}

impl Writer<'_> {
    fn graph(&self) -> Vec<Json> {
        let part = self.part;
        let mut graph = vec![self.network()];
        if !part.competencies.is_empty() {
            graph.push(json!({ "@id": TERMS, "@type": ["DefinedTermSet", "skos:ConceptScheme"] }));
        }
        if !part.sectors.is_empty() {
            graph.push(json!({ "@id": SECTORS, "@type": ["DefinedTermSet", "skos:ConceptScheme"] }));
        }
        graph.extend(part.sectors.iter().map(|sector| {
            let mut node = self.node(TableName::Sectors, &sector.id, json!(["DefinedTerm", "skos:Concept"]));
            node.text("name", &sector.name);
            node.text("prefLabel", &sector.name);
            node.within(SECTORS);
            node.json()
        }));
        graph.extend(part.competencies.iter().map(|competency| self.competency(competency)));
        graph.extend(self.actors());
        graph.extend(part.offers.iter().filter_map(|offer| self.offer(offer)));
        graph.extend(part.needs.iter().filter_map(|need| self.need(need)));
        graph.extend(part.topics.iter().map(|topic| {
            let mut node = self.node(TableName::Topics, &topic.id, "Question".into());
            node.text("name", &topic.title);
            node.text("text", &topic.question);
            node.put("about", self.all(TableName::Competencies, &topic.competencies));
            node.json()
        }));
        graph.extend(part.meetings.iter().map(|meeting| self.meeting(meeting)));
        graph.extend(part.groups.iter().map(|group| {
            let mut node = self.node(TableName::Groups, &group.id, "Organization".into());
            node.text("name", &group.name);
            node.text("description", &group.purpose);
            node.put("member", self.all(TableName::Actors, &group.members));
            node.json()
        }));
        graph
    }

    fn network(&self) -> Json {
        let about = &self.part.about;
        let mut node = self.node(TableName::Network, &about.id, "Organization".into());
        node.text("name", &about.title);
        node.text("areaServed", &about.region);
        node.text("description", &about.welcome);
        node.text("knowsLanguage", &about.language);
        node.json()
    }

    fn competency(&self, competency: &Competency) -> Json {
        let types = json!(["DefinedTerm", "skos:Concept"]);
        let mut node = self.node(TableName::Competencies, &competency.id, types);
        node.text("name", &competency.name);
        node.text("prefLabel", &competency.name);
        node.put("altLabel", competency.also.iter().map(|word| word.as_str().into()).collect());
        node.put("skos:broader", self.all(TableName::Competencies, competency.broader.as_slice()));
        node.text("description", &competency.description);
        node.within(TERMS);
        node.json()
    }

    fn actors(&self) -> Vec<Json> {
        let mut offers: HashMap<&Id, Vec<Id>> = HashMap::new();
        for offer in
            self.part.offers.iter().filter(|offer| self.part.competencies.contains(&offer.competency))
        {
            offers.entry(&offer.actor).or_default().push(offer.id.clone());
        }
        let mut needs: HashMap<&Id, Vec<Id>> = HashMap::new();
        for need in self.part.needs.iter().filter(|need| self.part.competencies.contains(&need.competency)) {
            needs.entry(&need.actor).or_default().push(need.id.clone());
        }
        let of = |ids: Option<Vec<Id>>, table| self.all(table, &ids.unwrap_or_default());
        let actors = self.part.actors.iter().map(|actor| {
            let mut node = self.actor(actor);
            node.put("makesOffer", of(offers.remove(&actor.id), TableName::Offers));
            node.put("seeks", of(needs.remove(&actor.id), TableName::Needs));
            node.json()
        });
        actors.collect()
    }

    fn actor(&self, actor: &Actor) -> Node {
        let kind = match actor.kind {
            ActorKind::Organisation | ActorKind::Unit => "Organization",
            ActorKind::Person => "Person",
        };
        let mut node = self.node(TableName::Actors, &actor.id, kind.into());
        node.text("name", &actor.name);
        node.text("description", &actor.about);
        node.text("address", &actor.place);
        node.put("dct:subject", self.all(TableName::Sectors, actor.sector.as_slice()));
        let address = web_address(&actor.website).unwrap_or_else(|| actor.website.clone());
        match address.strip_prefix("mailto:") {
            Some(mailbox) => node.text("email", mailbox),
            None => node.text("url", &address),
        }
        if actor.status == ActorStatus::Member {
            let mut role = Node::new("OrganizationRole".into());
            role.put("memberOf", self.all(TableName::Network, std::slice::from_ref(&self.part.about.id)));
            role.day("startDate", actor.joined.as_ref());
            role.day("endDate", actor.left.as_ref());
            node.put("memberOf", vec![role.json()]);
        }
        node
    }

    /// `None` where an end is not there.
    fn offer(&self, offer: &Offer) -> Option<Json> {
        let mut node = self.node(TableName::Offers, &offer.id, "Offer".into());
        node.put("offeredBy", vec![self.reference(TableName::Actors, &offer.actor)?]);
        node.put("itemOffered", vec![self.service(&offer.competency)?]);
        node.text("description", &offer.note);
        node.day("validFrom", offer.since.as_ref());
        node.day("availabilityStarts", offer.available_from.as_ref());
        let level = offer.level.map(|level| ("level", level.into()));
        let forms = offer.forms.iter().map(|form| ("forms", form.word().into()));
        let texts = [("conditions", &offer.conditions), ("evidence", &offer.evidence)];
        let texts = texts.into_iter().filter(|(_, text)| !text.is_empty());
        let properties =
            level.into_iter().chain(forms).chain(texts.map(|(name, text)| (name, text.as_str().into())));
        let property = |(name, value): (&str, Json)| json!({ "@type": "PropertyValue", "propertyID": name, "value": value });
        node.put("additionalProperty", properties.map(property).collect());
        Some(node.json())
    }

    /// `None` where an end is not there.
    fn need(&self, need: &Need) -> Option<Json> {
        self.reference(TableName::Actors, &need.actor)?;
        let mut node = self.node(TableName::Needs, &need.id, "Demand".into());
        node.put("itemOffered", vec![self.service(&need.competency)?]);
        node.text("description", &need.note);
        node.day("validFrom", need.since.as_ref());
        node.day("availabilityEnds", need.wanted_by.as_ref());
        node.day("validThrough", need.closed_on.as_ref());
        Some(node.json())
    }

    /// What is offered or looked for: vocabularies know services, of which a competency is the kind.
    fn service(&self, competency: &Id) -> Option<Json> {
        let name = &self.part.competencies.get(competency)?.name;
        let category = self.reference(TableName::Competencies, competency)?;
        Some(json!({ "@type": "Service", "name": name, "category": category }))
    }

    fn meeting(&self, meeting: &Meeting) -> Json {
        let mut node = self.node(TableName::Meetings, &meeting.id, "Event".into());
        node.text("name", &meeting.title);
        let at = |time: &str| {
            if time.is_empty() { meeting.date.to_string() } else { format!("{}T{time}", meeting.date) }
        };
        node.text("startDate", &at(&meeting.start));
        if !meeting.end.is_empty() {
            node.text("endDate", &at(&meeting.end));
        }
        node.text("location", &meeting.place);
        node.put("organizer", self.all(TableName::Actors, meeting.host.as_slice()));
        let mut came = meeting.present.clone();
        came.extend(meeting.guests.iter().filter(|guest| !meeting.present.contains(guest)).cloned());
        node.put("attendee", self.all(TableName::Actors, &came));
        node.json()
    }

    fn node(&self, table: TableName, id: &Id, types: Json) -> Node {
        let mut node = Node::new(types);
        if let Some(name) = self.names.0.get(&(table, id.clone())) {
            node.text("@id", name);
        }
        node
    }

    /// `None` for a record that is not there.
    fn reference(&self, table: TableName, id: &Id) -> Option<Json> {
        self.names.0.get(&(table, id.clone())).map(|name| json!({ "@id": name }))
    }

    fn all(&self, table: TableName, ids: &[Id]) -> Vec<Json> {
        ids.iter().filter_map(|id| self.reference(table, id)).collect()
    }
}

struct Node(Map<String, Json>);

impl Node {
    fn new(types: Json) -> Self {
        Self(Map::from_iter([("@type".to_owned(), types)]))
    }

    fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.0.insert(name.to_owned(), text.into());
        }
    }

    fn day(&mut self, name: &str, day: Option<&Day>) {
        self.text(name, day.map(Day::as_str).unwrap_or_default());
    }

    /// One value stands alone.
    fn put(&mut self, name: &str, mut values: Vec<Json>) {
        let value = if values.len() == 1 { values.pop() } else { Some(values.into()) };
        let value = value.filter(|value| value.as_array().is_none_or(|values| !values.is_empty()));
        self.0.extend(value.map(|value| (name.to_owned(), value)));
    }

    /// Of which vocabulary it is a term.
    fn within(&mut self, vocabulary: &str) {
        for name in ["inDefinedTermSet", "skos:inScheme"] {
            self.put(name, vec![json!({ "@id": vocabulary })]);
        }
    }

    fn json(self) -> Json {
        Json::Object(self.0)
    }
}
