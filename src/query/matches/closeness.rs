//! How near the term that is offered is to the one that is wanted.

use crate::{
    model::{Id, Network, order},
    query::search::Names,
};

/// How near what is offered is to what is wanted, nearest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Closeness {
    /// The same competency.
    #[default]
    Same,
    /// Another competency that bears one of the same names, as its name or as another word for it.
    Synonym,
    /// A narrower term, by any number of steps: wanted is the Internet of Things, offered is LoRaWAN.
    Narrower,
    /// A name or another word is nearly the same: probably one thing that was entered twice.
    NearTwin,
    /// A broader term, by any number of steps: who offers it may or may not offer what is wanted.
    Broader,
}

impl Closeness {
    /// Nobody has to ask whether the same is meant.
    pub fn is_sure(self) -> bool {
        self <= Self::Narrower
    }
}

/// What the competencies of a network have to do with each other, by their places.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    pub(super) ids: Vec<Id>,
    broader: Vec<Option<u32>>,
    narrower: Vec<Vec<u32>>,
    /// For each competency its names, for each name who bears it and which names are nearly the same.
    names: Vec<Vec<u32>>,
    bearers: Vec<Vec<u32>>,
    twins: Vec<Vec<u32>>,
}

/// Which terms were found near another one; kept from one to the next, because there is an entry for each term.
pub(super) struct Seen {
    found: Vec<u32>,
    closeness: Vec<Option<Closeness>>,
}

impl Seen {
    /// Whether this is new.
    fn mark(&mut self, term: u32, closeness: Closeness) -> bool {
        let best = &mut self.closeness[term as usize];
        match *best {
            None => self.found.push(term),
            Some(before) if before <= closeness => return false,
            Some(_) => {}
        }
        *best = Some(closeness);
        true
    }
}

impl Terms {
    /// Of a network and the names of its competencies.
    pub(super) fn new(network: &Network, names: Names) -> Self {
        let count = network.competencies.len();
        let broader: Vec<Option<u32>> = network
            .competencies
            .iter()
            .map(|term| Some(network.competencies.index_of(term.broader.as_ref()?)? as u32))
            .collect();
        let mut narrower = vec![Vec::new(); count];
        for (term, broader) in (0..).zip(&broader) {
            if let Some(broader) = broader {
                narrower[*broader as usize].push(term);
            }
        }
        let Names { bearers, twins: pairs, .. } = names;
        let mut names = vec![Vec::new(); count];
        for (name, bearers) in (0..).zip(&bearers) {
            bearers.iter().for_each(|term| names[*term as usize].push(name));
        }
        let mut twins = vec![Vec::new(); bearers.len()];
        for ([one, other], _) in pairs {
            twins[one as usize].push(other);
            twins[other as usize].push(one);
        }
        let ids = network.competencies.iter().map(|term| term.id.clone()).collect();
        Self { ids, broader, narrower, names, bearers, twins }
    }

    pub(super) fn seen(&self) -> Seen {
        Seen { found: Vec::new(), closeness: vec![None; self.broader.len()] }
    }

    /// The terms that may stand for the one that is wanted, itself among them, each once and as near as it can be
    /// told, by place. Circles of broader terms end where they began.
    pub(super) fn near(&self, wanted: u32, seen: &mut Seen) -> Vec<(u32, Closeness)> {
        seen.mark(wanted, Closeness::Same);
        let mut below = vec![wanted];
        let mut walked = 0;
        while let Some(&term) = below.get(walked) {
            walked += 1;
            let narrower = self.narrower[term as usize].iter();
            below.extend(narrower.filter(|term| seen.mark(**term, Closeness::Narrower)));
        }
        // What is above is above; in a circle it is below too, which is nearer.
        let mut above = self.broader[wanted as usize];
        while let Some(term) = above.filter(|term| seen.mark(*term, Closeness::Broader)) {
            above = self.broader[term as usize];
        }
        for &name in &self.names[wanted as usize] {
            for &term in &self.bearers[name as usize] {
                seen.mark(term, Closeness::Synonym);
            }
            for &term in self.twins[name as usize].iter().flat_map(|twin| &self.bearers[*twin as usize]) {
                seen.mark(term, Closeness::NearTwin);
            }
        }
        let mut near: Vec<(u32, Closeness)> = seen
            .found
            .drain(..)
            .filter_map(|term| seen.closeness[term as usize].take().map(|closeness| (term, closeness)))
            .collect();
        order::sort_by_key(&mut near, |(term, _)| *term);
        near
    }
}
