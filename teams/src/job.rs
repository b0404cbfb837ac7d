use gosmart_job::{Codec, CommandOf, EventOf, NoUpdate};

use super::{Choice, TeamInput, problem::Problem, ranking::Ranking, search::Search};

/// The search for a team as a job. Its steps take about a millisecond each; who has no more time takes the output as
/// it is.
pub struct TeamJob {
    input: TeamInput,
    /// All that is left to the choice.
    whole: Problem,
    /// Members without whom no team is smallest, beside those who must be there.
    forced: Vec<u32>,
    parts: Vec<Search>,
    /// Those that are solved come first.
    solved: usize,
    /// Once all parts are solved: compares the teams of the smallest size.
    comparison: Option<Search>,
    compared: bool,
}

pub type Command = CommandOf<TeamJob>;
pub type Event = EventOf<TeamJob>;

/// The best team and what is known of it. Actors are their places in the input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TeamOutput {
    /// In ascending order. Covers whatever can be covered under the limits, as often as can be.
    pub members: Vec<u32>,
    /// No team that leaves as little uncovered is smaller, and none leaves less.
    pub proven: bool,
    /// No team that leaves as little uncovered is smaller than this.
    pub bound: u32,
    /// Other teams that cover as much with as many, the best first: most sectors, most attached, best confirmed.
    pub alternatives: Vec<Vec<u32>>,
    /// All teams of this size were compared, so that none is better.
    pub compared: bool,
}

/// How long equal teams are compared, in columns looked at; beyond that the best one seen is taken. There can be
/// more of them than anybody could look at.
const COMPARISON_WORK: u64 = 50_000_000;

impl gosmart_job::Job for TeamJob {
    const KIND: &'static str = "team";

    type Payload = Vec<f64>;
    type Input = TeamInput;
    type Update = NoUpdate;
    type Output = TeamOutput;

    fn start(input: TeamInput) -> Self {
        let whole = Problem::new(&input);
        let (forced, parts) = whole.clone().reduced();
        let parts = parts.into_iter().map(Search::new).collect();
        Self { input, whole, forced, parts, solved: 0, comparison: None, compared: false }
    }

    fn update(&mut self, update: NoUpdate) {
        match update {}
    }

    fn step(&mut self) -> bool {
        if let Some(part) = self.parts.get_mut(self.solved) {
            self.solved += usize::from(part.step());
            return false;
        }
        let Some(comparison) = &mut self.comparison else {
            self.comparison = Some(Search::ranking(self.whole.clone(), self.columns(), self.ranking()));
            return false;
        };
        self.compared = self.compared || comparison.step();
        self.compared || comparison.work() > COMPARISON_WORK
    }

    fn progress(&self) -> f64 {
        const OF_PARTS: f64 = 0.9;
        let current = self.parts.get(self.solved).map_or(0.0, Search::progress);
        let of_parts = (self.solved as f64 + current) / self.parts.len().max(1) as f64;
        match &self.comparison {
            None if self.parts.is_empty() => 0.0,
            None => OF_PARTS * of_parts,
            Some(_) if self.compared => 1.0,
            Some(comparison) => OF_PARTS + (1.0 - OF_PARTS) * comparison.progress(),
        }
    }

    fn output(&self) -> TeamOutput {
        let first;
        let ranking = match self.comparison.as_ref().and_then(Search::compared) {
            Some(ranking) => ranking,
            None => {
                first = self.ranking();
                &first
            }
        };
        let mut teams = ranking.teams();
        let members = teams.next().unwrap_or_default();
        let proven = self.is_proven();
        let must = self.input.actors.iter().filter(|actor| actor.choice == Choice::Must).count();
        let of_parts: u32 = self.parts.iter().map(Search::smallest).sum();
        TeamOutput {
            proven,
            bound: if proven { members.len() as u32 } else { (must + self.forced.len()) as u32 + of_parts },
            alternatives: teams.collect(),
            compared: self.compared,
            members,
        }
    }
}

impl TeamJob {
    /// Whether no smaller team is to be looked for any more; equal ones may still be compared.
    pub fn is_proven(&self) -> bool {
        self.solved == self.parts.len()
    }

    /// The best team so far, as columns of the whole.
    fn columns(&self) -> Vec<u32> {
        let of_parts = self
            .parts
            .iter()
            .flat_map(|part| part.best().iter().map(|column| part.problem().actors[*column as usize]));
        let column = |actor: u32| self.whole.actors.binary_search(&actor).ok().map(|column| column as u32);
        self.forced.iter().copied().chain(of_parts).filter_map(column).collect()
    }

    fn ranking(&self) -> Ranking {
        Ranking::new(&self.input, &self.whole, &self.columns())
    }
}

impl Codec<Vec<f64>> for TeamOutput {
    fn encode(self) -> Vec<f64> {
        let mut numbers =
            vec![f64::from(u8::from(self.proven)), f64::from(self.bound), f64::from(u8::from(self.compared))];
        for team in std::iter::once(&self.members).chain(&self.alternatives) {
            numbers.push(team.len() as f64);
            numbers.extend(team.iter().map(|member| f64::from(*member)));
        }
        numbers
    }

    fn decode(numbers: Vec<f64>) -> Option<Self> {
        let (&[proven, bound, compared], mut rest) = numbers.split_first_chunk::<3>()?;
        let mut teams = Vec::new();
        while let Some((length, tail)) = rest.split_first() {
            let (team, tail) = tail.split_at_checked(*length as usize)?;
            teams.push(team.iter().map(|member| *member as u32).collect());
            rest = tail;
        }
        let mut teams = teams.into_iter();
        let members = teams.next()?;
        let (proven, compared) = (proven != 0.0, compared != 0.0);
        Some(Self { members, proven, bound: bound as u32, alternatives: teams.collect(), compared })
    }
}
