//! Who came through whom: a structure, and no ranking.
//!
//! Who has left stays in it: else nobody would see any more through whom others came.

use std::cmp::Reverse;

use crate::model::{Id, Network, order};

/// Everybody of a network, each behind who invited it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Invitations {
    /// Each is followed by all who came through it. Who stands beside one another stands in the order of joining, without
    /// a day before all others, then as in the document.
    pub people: Vec<Invited>,
}

/// An actor, and how it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Invited {
    pub actor: Id,
    /// The place of who invited it, in [`Invitations::people`].
    pub through: Option<usize>,
    /// Steps from who came without an invitation.
    pub generation: usize,
    /// How many came through it.
    pub came: usize,
    /// With all who came through these.
    pub came_in_all: usize,
    /// Why it stands as if nobody had invited it, although it names somebody.
    pub odd: Option<Odd>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// Who invited it is not in the network.
    Unknown,
    /// Whom it names came through itself. Of such a circle, who joined first stands at the beginning.
    Circle,
}

impl Invitations {
    pub fn new(network: &Network) -> Self {
        let actors: Vec<_> = network.actors.iter().collect();
        let key = |actor: usize| (actors[actor].joined.as_ref().filter(|day| day.parts().is_some()), actor);
        let mut odd = vec![None; actors.len()];
        let mut through: Vec<Option<usize>> = vec![None; actors.len()];
        for (actor, record) in actors.iter().enumerate() {
            if let Some(inviter) = &record.invited_by {
                through[actor] = network.actors.index_of(inviter);
                odd[actor] = through[actor].is_none().then_some(Odd::Unknown);
            }
        }
        for actor in first_of_circles(&through, |actor| Reverse(key(actor))) {
            (through[actor], odd[actor]) = (None, Some(Odd::Circle));
        }
        let mut came: Vec<Vec<usize>> = vec![Vec::new(); actors.len()];
        let mut open = Vec::new();
        let mut latest_first: Vec<usize> = (0..actors.len()).collect();
        order::sort_by_key(&mut latest_first, |&actor| Reverse(key(actor)));
        for actor in latest_first {
            through[actor].map_or(&mut open, |inviter| &mut came[inviter]).push(actor);
        }
        let mut people: Vec<Invited> = Vec::with_capacity(actors.len());
        let mut places = vec![0; actors.len()];
        while let Some(actor) = open.pop() {
            let through = through[actor].map(|inviter| places[inviter]);
            places[actor] = people.len();
            people.push(Invited {
                actor: actors[actor].id.clone(),
                through,
                generation: through.map_or(0, |inviter| people[inviter].generation + 1),
                came: came[actor].len(),
                came_in_all: 0,
                odd: odd[actor],
            });
            open.append(&mut came[actor]);
        }
        for place in (0..people.len()).rev() {
            if let Some(inviter) = people[place].through {
                people[inviter].came_in_all += people[place].came_in_all + 1;
            }
        }
        Self { people }
    }

    /// How many came through somebody who is in the network.
    pub fn invited(&self) -> usize {
        self.people.iter().filter(|it| it.through.is_some()).count()
    }
}

/// Of each circle the one with the greatest key.
fn first_of_circles<K: Ord>(through: &[Option<usize>], key: impl Fn(usize) -> K) -> Vec<usize> {
    // By which walk somebody was reached first; 0 for nobody yet.
    let mut reached = vec![0; through.len()];
    let mut firsts = Vec::new();
    for start in 0..through.len() {
        let walk = start + 1;
        let mut here = Some(start);
        while let Some(actor) = here.filter(|&actor| reached[actor] == 0) {
            reached[actor] = walk;
            here = through[actor];
        }
        // Only a circle leads back to where this walk was.
        let Some(begin) = here.filter(|&actor| reached[actor] == walk) else { continue };
        let circle =
            std::iter::successors(Some(begin), |&actor| through[actor].filter(|&next| next != begin));
        firsts.extend(circle.max_by_key(|&actor| key(actor)));
    }
    firsts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Actor, Day, Stamp};

    /// Names with who invited them and when they joined; `-` for nothing.
    fn network(text: &str) -> Network {
        let mut network = Network::new("network".into());
        for line in text.split(';') {
            let mut words = line.split_whitespace();
            let mut next = || words.next().filter(|word| *word != "-");
            let Some(name) = next() else { continue };
            let (invited_by, joined) = (next().map(Id::from), next().map(Day::new));
            network.put(Actor { invited_by, joined, ..Actor::new(name.into(), name) }, Stamp(1));
        }
        network
    }

    /// As lines, with a hyphen for each generation and how many came, and came in all.
    fn told(invitations: &Invitations) -> Vec<String> {
        let line = |it: &Invited| {
            let odd = it.odd.map(|odd| format!(" {odd:?}")).unwrap_or_default();
            format!("{}{} {} {}{odd}", "-".repeat(it.generation), it.actor, it.came, it.came_in_all)
        };
        invitations.people.iter().map(line).collect()
    }

    #[test]
    fn each_stands_behind_who_invited_it_in_the_order_of_joining() {
        let invitations = Invitations::new(&network(
            "late founder 2018-01-01; founder - 2017-06-02; deep late 2018-03-01; early founder 2017-09-01; \
             undated founder; other - 2017-06-02; wrong founder 2017; lost nobody 2019-01-01",
        ));
        assert_eq!(
            told(&invitations),
            [
                "founder 4 5",
                "-undated 0 0",
                "-wrong 0 0",
                "-early 0 0",
                "-late 1 1",
                "--deep 0 0",
                "other 0 0",
                "lost 0 0 Unknown",
            ]
        );
        assert_eq!(invitations.invited(), 5);
    }

    #[test]
    fn a_circle_is_cut_where_somebody_joined_first_and_said() {
        let invitations = Invitations::new(&network(
            "a c 2018-01-01; b a 2017-01-01; c b 2019-01-01; on c 2020-01-01; self self 2021-01-01",
        ));
        assert_eq!(told(&invitations), ["b 1 3 Circle", "-c 2 2", "--a 0 0", "--on 0 0", "self 0 0 Circle"]);
    }

    #[test]
    fn a_long_chain_is_no_deep_recursion() {
        let chain: Vec<String> = (0..20_000).map(|number| format!("n{number} n{}", number + 1)).collect();
        let invitations = Invitations::new(&network(&chain.join(";")));
        assert_eq!(invitations.people.last().map(|it| it.generation), Some(19_999));
        assert_eq!(invitations.people[0].came_in_all, 19_999);
    }

    proptest! {
        /// Whatever people name, everybody stands there once, behind somebody it names or with a reason why not.
        #[test]
        fn everybody_stands_once(names in proptest::collection::vec(proptest::option::of(0_usize..14), 0..12)) {
            let line = |(number, by): (usize, &Option<usize>)| match by {
                Some(by) => format!("n{number} n{by}"),
                None => format!("n{number}"),
            };
            let text: Vec<String> = names.iter().enumerate().map(line).collect();
            let invitations = Invitations::new(&network(&text.join(";")));
            let mut known: Vec<&str> = invitations.people.iter().map(|it| it.actor.as_str()).collect();
            known.sort_unstable();
            known.dedup();
            prop_assert_eq!(known.len(), names.len());
            let mut in_circles = 0;
            for (place, it) in invitations.people.iter().enumerate() {
                let number: usize = it.actor.as_str()[1..].parse().unwrap();
                let named = names[number].map(|by| format!("n{by}"));
                match (it.through, it.odd) {
                    (Some(inviter), None) => {
                        prop_assert!(inviter < place);
                        let inviter = &invitations.people[inviter];
                        prop_assert_eq!(Some(inviter.actor.as_str()), named.as_deref());
                        prop_assert_eq!(it.generation, inviter.generation + 1);
                    }
                    (None, None) => prop_assert_eq!(named, None),
                    (None, Some(Odd::Unknown)) => prop_assert!(names[number].unwrap() >= names.len()),
                    (None, Some(Odd::Circle)) => in_circles += 1,
                    (Some(_), Some(_)) => prop_assert!(false),
                }
            }
            // As many circles as there are ways that never end, told by walking longer than there are people.
            let mut ends: Vec<Vec<usize>> = Vec::new();
            for start in 0..names.len() {
                let mut at = Some(start);
                for _ in 0..names.len() {
                    at = at.and_then(|at| names.get(at).copied().flatten());
                }
                if let Some(on) = at.filter(|&at| at < names.len()) {
                    let mut circle = vec![on];
                    while let Some(next) = names[circle[circle.len() - 1]].filter(|next| *next != on) {
                        circle.push(next);
                    }
                    circle.sort_unstable();
                    ends.push(circle);
                }
            }
            ends.sort();
            ends.dedup();
            prop_assert_eq!(in_circles, ends.len());
        }
    }
}
