use gosmart::{
    job::Job,
    model::{Day, Id, Network},
    query::roles::{Bridge, Community, Contacts, Hub, SectorPair, Trait, Typical},
    roles::RolesJob,
};
use serde_json::{Value, json};

/// All about the roles in a network, at most so many bridge builders and hubs.
pub fn answer(network: &Network, most: usize, today: &Day) -> Value {
    let contacts = Contacts::new(network, today);
    let mut job = RolesJob::start(contacts.input());
    while !job.step() {}
    let output = job.output();
    let whole = contacts.whole();
    json!({
        "actors": whole.actors,
        "contacts": whole.contacts,
        "parts": whole.parts,
        "alone": ids(&whole.alone),
        "estimated": output.estimated,
        "bridge_builders": contacts.bridges(&output).take(most).map(bridge).collect::<Vec<_>>(),
        "hubs": contacts.hubs(network).take(most).map(hub).collect::<Vec<_>>(),
        "communities": contacts.communities(network, &output).iter().map(community).collect::<Vec<_>>(),
        "modularity": output.modularity,
        "sectors": contacts.sectors(network).iter().map(sectors).collect::<Vec<_>>(),
    })
}

fn bridge(it: Bridge) -> Value {
    let joins =
        it.joins.iter().map(|(community, count)| json!({ "community": community, "contacts": count }));
    json!({ "actor": it.actor.as_str(), "share": it.share, "joins": joins.collect::<Vec<_>>() })
}

fn hub(it: Hub) -> Value {
    json!({ "actor": it.actor.as_str(), "contacts": it.contacts, "sectors": it.sectors })
}

fn community(it: &Community) -> Value {
    json!({ "members": ids(&it.members), "typical": it.typical.iter().map(typical).collect::<Vec<_>>() })
}

fn typical(it: &Typical) -> Value {
    let (kind, id) = match &it.what {
        Trait::Sector(id) => ("sector", id),
        Trait::Topic(id) => ("topic", id),
        Trait::Competency(id) => ("competency", id),
        Trait::Member(id) => ("actor", id),
    };
    json!({ "kind": kind, "id": id.as_str(), "members": it.members, "actors": it.actors })
}

fn sectors(it: &SectorPair) -> Value {
    json!({ "sectors": ids(&it.sectors), "contacts": it.contacts, "expected": it.expected })
}

fn ids(ids: &[Id]) -> Value {
    ids.iter().map(Id::as_str).collect()
}
