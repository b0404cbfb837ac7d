//! Several maps as one: what neighbouring towns offer each other.

use std::collections::HashMap;

use crate::model::{Competency, Id, Meta, Network, Sector, TableName, Value};

/// One of several maps, and what it is called where it does not say so itself.
pub struct Neighbour {
    pub name: String,
    pub network: Network,
}

impl Neighbour {
    fn title(&self) -> &str {
        match self.network.about.title.trim() {
            "" => &self.name,
            title => title,
        }
    }
}

/// Names that differ in more than their capitals may mean something else: C, C++, C#.
fn key(name: &str) -> String {
    name.trim().to_lowercase()
}

/// One network for looking at: the maps take the place of sectors, so that colours, islands and filters tell them apart,
/// and competencies of one name are one, so that what is offered here is found by who looks for it there. Ids are new,
/// and neither places nor stamps come along.
pub fn side_by_side(maps: &[Neighbour]) -> Network {
    let mut joined = Network::new("neighbours".into());
    let mut about = (*joined.about).clone();
    about.title = maps.iter().map(Neighbour::title).collect::<Vec<_>>().join(" · ");
    about.language = maps.first().map(|map| map.network.about.language.clone()).unwrap_or_default();
    joined.about = about.into();
    let mut terms: HashMap<String, Id> = HashMap::new();
    for (number, map) in (1..).zip(maps) {
        let as_sector = Id::from(number.to_string().as_str());
        let sector = Sector { symbol: number.to_string(), ..Sector::new(as_sector.clone(), map.title()) };
        joined.sectors.put(sector);
        let of_map = |id: &Id| Id::from(format!("{number}-{id}").as_str());
        // Which term of an earlier map, or of this one, each stands for.
        let mut known: HashMap<&Id, Id> = HashMap::new();
        for term in map.network.competencies.iter() {
            let id = terms.entry(key(&term.name)).or_insert_with(|| of_map(&term.id));
            known.insert(&term.id, id.clone());
        }
        let stands_for = |table: TableName, id: &Id| match table {
            TableName::Sectors => Some(as_sector.clone()),
            TableName::Competencies => known.get(id).cloned(),
            _ => Some(of_map(id)),
        };
        for (table, rows) in joined.tables_mut().zip(map.network.tables()) {
            let kind = rows.schema().table;
            if matches!(kind, TableName::Network | TableName::Sectors) {
                continue;
            }
            for record in rows.records() {
                let Some(id) = stands_for(kind, record.id()) else { continue };
                if table.get(&id).is_some() {
                    continue;
                }
                // What lacks something required means nothing here either.
                let _ = table.create(id, Meta::default(), &mut |field| {
                    let value = record.get(field).referring(field.content, &stands_for);
                    let is_own_sector = kind == TableName::Actors && field.name == "sector";
                    Some(if is_own_sector { Value::Reference(Some(as_sector.clone())) } else { value })
                });
            }
        }
        for term in map.network.competencies.iter() {
            let id = known.get(&term.id).and_then(|id| joined.competencies.get(id));
            if let Some(one) = id.filter(|one| one.also != term.also || one.name != term.name) {
                let one = called_too(one, term);
                joined.competencies.put(one);
            }
        }
    }
    joined
}

/// A competency with the names that another one bears for the same.
fn called_too(one: &Competency, other: &Competency) -> Competency {
    let mut one = one.clone();
    for name in [&other.name].into_iter().chain(&other.also) {
        if key(name) != key(&one.name) && !one.also.contains(name) {
            one.also.push(name.clone());
        }
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Actor, Day, Need, Offer},
        query::matches::Matches,
    };

    fn map(title: &str) -> Network {
        let mut network = Network::new("map".into());
        let mut about = (*network.about).clone();
        about.title = title.to_owned();
        network.about = about.into();
        network
    }

    fn town(title: &str, actor: &str, term: &str) -> Network {
        let mut network = map(title);
        network.sectors.put(Sector::new("s".into(), "Verwaltung"));
        network.competencies.put(Competency::new("c".into(), term));
        network.actors.put(Actor { sector: Some("s".into()), ..Actor::new("a".into(), actor) });
        network
    }

    fn neighbours(maps: [Network; 2]) -> Network {
        let maps = maps.map(|network| Neighbour { name: "b.json".to_owned(), network });
        side_by_side(&maps)
    }

    #[test]
    fn what_is_offered_here_is_found_by_who_looks_for_it_there() {
        let mut one = town("Goslar", "Stadtwerke", "LoRaWAN");
        one.offers.put(Offer::new("o".into(), "a", "c"));
        let mut other = town("Harzburg", "Kurbetrieb", "lorawan");
        other.competencies.put(Competency::new("d".into(), "LoRaWAN++"));
        other.needs.put(Need::new("n".into(), "a", "c"));
        let joined = neighbours([one, other]);
        assert_eq!(joined.competencies.len(), 2, "what is called otherwise stays for itself");
        let matches = Matches::new(&joined, &Day::new("2026-11-29"));
        let names = |id: &Id| joined.actors.get(id).map(|actor| actor.name.clone());
        let found: Vec<_> =
            matches.all().map(|it| (it.actor.as_ref().and_then(names), names(&it.offered_by))).collect();
        assert_eq!(found, [(Some("Kurbetrieb".to_owned()), Some("Stadtwerke".to_owned()))]);
    }

    #[test]
    fn each_map_is_a_sector_by_its_title_or_else_by_its_name() {
        let joined = neighbours([town("Goslar", "Stadtwerke", "Funk"), town(" ", "Kurbetrieb", "Wasser")]);
        let of = |actor: &Actor| {
            let sector = joined.sectors.get(actor.sector.as_ref()?)?;
            Some((actor.name.clone(), sector.name.clone(), sector.symbol.clone()))
        };
        let said: Vec<_> = joined.actors.iter().filter_map(|actor| of(actor)).collect();
        let row = |actor: &str, map: &str, sign: &str| (actor.to_owned(), map.to_owned(), sign.to_owned());
        assert_eq!(said, [row("Stadtwerke", "Goslar", "1"), row("Kurbetrieb", "b.json", "2")]);
        assert_eq!(joined.about.title, "Goslar · b.json");
        assert_eq!(joined.sectors.len(), 2);
    }

    #[test]
    fn a_term_of_two_maps_bears_the_names_of_both() {
        let mut one = map("Goslar");
        one.competencies.put(Competency {
            also: vec!["IoT".to_owned()],
            ..Competency::new("x".into(), "Internet der Dinge")
        });
        let mut other = map("Harzburg");
        let also = vec!["IoT".to_owned(), "Sensorik".to_owned()];
        other.competencies.put(Competency { also, ..Competency::new("x".into(), "Internet der Dinge") });
        let joined = neighbours([one, other]);
        let names: Vec<_> =
            joined.competencies.iter().map(|it| (it.name.as_str(), it.also.join(", "))).collect();
        assert_eq!(names, [("Internet der Dinge", "IoT, Sensorik".to_owned())]);
    }
}
