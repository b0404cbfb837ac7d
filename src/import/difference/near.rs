//! Names that are nearly the same, on two sides.

use crate::{
    model::{Competency, Id, Network, order},
    query::search::{Likeness, Names},
};

/// For each of some names, with other words for the same, the places of the others that are nearly called so, the
/// nearest first.
pub(super) fn near<'a>(
    names: &[(&'a str, &'a [String])],
    others: impl Iterator<Item = (&'a str, &'a [String])>,
) -> Vec<Vec<(usize, Likeness)>> {
    // Likeness is told among the competencies of one network: the others first.
    let mut network = Network::new(Id::from("near"));
    let mut count: usize = 0;
    let mut terms = Vec::new();
    for (name, also) in
        others.inspect(|_| count += 1).collect::<Vec<_>>().into_iter().chain(names.iter().copied())
    {
        let id = Id::from(terms.len().to_string().as_str());
        terms.push(Competency { also: also.to_vec(), ..Competency::new(id, name) });
    }
    network.competencies = terms.into_iter().collect();
    let Names { bearers, twins, .. } = Names::new(&network);
    let mut near = vec![Vec::new(); names.len()];
    let mut pair = |one: u32, other: u32, likeness: Likeness| {
        let (one, other) = (one.min(other) as usize, one.max(other) as usize);
        if one < count && other >= count {
            near[other - count].push((one, likeness));
        }
    };
    for bearers in &bearers {
        let ours = bearers.partition_point(|place| (*place as usize) < count);
        for other in &bearers[ours..] {
            for one in &bearers[..ours] {
                pair(*one, *other, Likeness::Same);
            }
        }
    }
    for ([one, other], likeness) in twins {
        for one in &bearers[one as usize] {
            for other in &bearers[other as usize] {
                pair(*one, *other, likeness);
            }
        }
    }
    for found in &mut near {
        order::sort_by_key(found, |(place, likeness)| (*place, *likeness));
        found.dedup_by_key(|(place, _)| *place);
        order::sort_by_key(found, |(place, likeness)| (*likeness, *place));
    }
    near
}
