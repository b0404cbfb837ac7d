//! Small networks in one line, for tests.

use super::{Actor, Competency, Day, Id, Link, Need, Network, Offer, Stamp};

/// Reads statements separated by `;`:
///
/// - `museum offers print`, `bus needs sensors, print` and, for a need that was met, `lab needed print`,
/// - `museum - bus` for two actors who know each other,
/// - `museum` for an actor alone, `#print` for a competency alone.
///
/// Names are ids; the id of what joins two is both with a hyphen between, such as `museum-print`. Everything is
/// stamped with 1. What cannot be understood panics, since it can only stand in a test.
///
/// # Panics
/// At a statement of another form.
pub fn network(text: &str) -> Network {
    let mut network = Network::new("network".into());
    for statement in text.split(';').map(str::trim).filter(|statement| !statement.is_empty()) {
        let words: Vec<&str> = statement.split_whitespace().collect();
        match words[..] {
            [actor, verb @ ("offers" | "needs" | "needed"), ..] => {
                let (_, objects) = statement.split_once(verb).unwrap_or_default();
                for competency in objects.split(',').map(str::trim) {
                    relate(&mut network, actor, verb, competency);
                }
            }
            [from, "-", to] => {
                put_actor(&mut network, from);
                put_actor(&mut network, to);
                network.put(Link::new(joined(from, to), from, to), STAMP);
            }
            [alone] => match alone.strip_prefix('#') {
                Some(competency) => put_competency(&mut network, competency),
                None => put_actor(&mut network, alone),
            },
            _ => panic!("`{statement}` is no statement"),
        }
    }
    network
}

const STAMP: Stamp = Stamp(1);

fn relate(network: &mut Network, actor: &str, verb: &str, competency: &str) {
    put_actor(network, actor);
    put_competency(network, competency);
    let id = joined(actor, competency);
    if verb == "offers" {
        network.put(Offer::new(id, actor, competency), STAMP);
        return;
    }
    let closed_on = (verb == "needed").then(|| Day::new("2026-01-01"));
    network.put(Need { closed_on, ..Need::new(id, actor, competency) }, STAMP);
}

fn joined(one: &str, other: &str) -> Id {
    format!("{one}-{other}").as_str().into()
}

fn put_actor(network: &mut Network, name: &str) {
    network.put(Actor::new(name.into(), name), STAMP);
}

fn put_competency(network: &mut Network, name: &str) {
    network.put(Competency::new(name.into(), name), STAMP);
}
