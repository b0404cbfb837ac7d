//! Who sits with whom in which round, and how a talk is found a round although each common one is taken.

/// A plan that is changed step by step. People, talks and rounds are numbers.
#[derive(Clone, Debug)]
pub(super) struct Rounds<'a> {
    /// Of all talks that could be.
    between: &'a [[usize; 2]],
    rounds: usize,
    /// For each person and round the talk.
    seats: Vec<Option<usize>>,
    pub(super) round_of: Vec<Option<usize>>,
    /// How many talks each person has.
    pub(super) talks_of: Vec<usize>,
    /// How many talks there are.
    pub(super) count: usize,
}

impl<'a> Rounds<'a> {
    pub(super) fn new(people: usize, rounds: usize, between: &'a [[usize; 2]]) -> Self {
        Self {
            between,
            rounds,
            seats: vec![None; people * rounds],
            round_of: vec![None; between.len()],
            talks_of: vec![0; people],
            count: 0,
        }
    }

    fn at(&self, person: usize, round: usize) -> Option<usize> {
        self.seats[person * self.rounds + round]
    }

    pub(super) fn is_full(&self, person: usize) -> bool {
        self.talks_of[person] == self.rounds
    }

    pub(super) fn is_free(&self, person: usize, round: usize) -> bool {
        self.at(person, round).is_none()
    }

    /// With whom a person has a talk.
    pub(super) fn other(&self, talk: usize, person: usize) -> usize {
        let [one, other] = self.between[talk];
        if one == person { other } else { one }
    }

    /// The talks that a person has.
    pub(super) fn of(&self, person: usize) -> impl Iterator<Item = usize> {
        self.seats[person * self.rounds..(person + 1) * self.rounds].iter().flatten().copied()
    }

    pub(super) fn put(&mut self, talk: usize, round: usize) {
        for person in self.between[talk] {
            self.seats[person * self.rounds + round] = Some(talk);
            self.talks_of[person] += 1;
        }
        self.round_of[talk] = Some(round);
        self.count += 1;
    }

    pub(super) fn take(&mut self, talk: usize) {
        let Some(round) = self.round_of[talk].take() else { return };
        for person in self.between[talk] {
            self.seats[person * self.rounds + round] = None;
            self.talks_of[person] -= 1;
        }
        self.count -= 1;
    }

    /// Finds a round for a talk, for which others may change their rounds. `false` if there is none; then nothing has
    /// changed.
    ///
    /// Where the two have no free round in common, one is free for the first and another for the second. The talks in
    /// these two rounds form chains from person to person; exchanging the rounds along the chain that begins at the
    /// second frees the first's round there too, unless the chain ends at the first (the step by which Vizing, 1964,
    /// colours edges).
    pub(super) fn place(&mut self, talk: usize) -> bool {
        let [one, other] = self.between[talk];
        if self.is_full(one) || self.is_full(other) {
            return false;
        }
        let free = |plan: &Self, person| -> Vec<usize> {
            (0..plan.rounds).filter(|round| plan.at(person, *round).is_none()).collect()
        };
        let (of_one, of_other) = (free(self, one), free(self, other));
        if let Some(round) = of_one.iter().find(|round| of_other.contains(round)) {
            self.put(talk, *round);
            return true;
        }
        for &wanted in &of_one {
            for &instead in &of_other {
                let (chain, end) = self.chain(other, wanted, instead);
                if end != one {
                    self.exchange(&chain, wanted, instead);
                    self.put(talk, wanted);
                    return true;
                }
            }
        }
        false
    }

    /// The talks in two rounds from person to person, the first one in the round `first`, and who is at the end. Whoever
    /// it begins at has no talk in the round `second`.
    fn chain(&self, start: usize, first: usize, second: usize) -> (Vec<usize>, usize) {
        let (mut chain, mut person, mut round) = (Vec::new(), start, first);
        while let Some(talk) = self.at(person, round) {
            chain.push(talk);
            person = self.other(talk, person);
            round = first + second - round;
        }
        (chain, person)
    }

    fn exchange(&mut self, chain: &[usize], first: usize, second: usize) {
        let rounds: Vec<Option<usize>> = chain.iter().map(|talk| self.round_of[*talk]).collect();
        chain.iter().for_each(|talk| self.take(*talk));
        for (talk, round) in chain.iter().zip(rounds) {
            self.put(*talk, first + second - round.unwrap_or(first));
        }
    }

    /// Makes the rounds equally long, up to one talk. That is always possible (de Werra, 1971): of the chains in a
    /// longer and a shorter round one begins and ends in the longer one.
    pub(super) fn even_out(&mut self) {
        loop {
            let mut sizes = vec![0; self.rounds];
            self.round_of.iter().flatten().for_each(|round| sizes[*round] += 1);
            let longest = (0..self.rounds).rev().max_by_key(|round| sizes[*round]).unwrap_or(0);
            let shortest = (0..self.rounds).min_by_key(|round| sizes[*round]).unwrap_or(0);
            if sizes.is_empty() || sizes[longest] <= sizes[shortest] + 1 {
                return;
            }
            let people = 0..self.talks_of.len();
            let mut starts =
                people.filter(|it| self.at(*it, longest).is_some() && self.at(*it, shortest).is_none());
            let chain = starts.find_map(|start| {
                let (chain, _) = self.chain(start, longest, shortest);
                (chain.len() % 2 == 1).then_some(chain)
            });
            let Some(chain) = chain else { return };
            self.exchange(&chain, longest, shortest);
        }
    }
}
