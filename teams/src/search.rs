//! Branch and bound over the teams of one problem, node by node.

use super::{
    exchange::Exchange,
    greedy::greedy,
    prices::{Prices, ROUNDING, Rest},
    problem::Problem,
    ranking::Ranking,
};

pub struct Search {
    problem: Problem,
    /// What leaving a row short by one costs, where that can be necessary.
    shortage: Option<u32>,
    goal: Goal,
    best: Vec<u32>,
    best_cost: u32,
    /// No team costs less.
    bound: u32,
    first_bound: u32,
    root: Rest,
    root_rounds: u32,
    root_step: f64,
    /// The nodes from the root to where the search is. Those beyond `depth` wait to be used again.
    nodes: Vec<Node>,
    depth: usize,
    /// What each node has taken; the root nothing, and nothing where a row is given up.
    taken: Vec<Option<u32>>,
    room: Vec<u32>,
    prices: Prices,
    columns_per_row: Vec<u32>,
    work: u64,
}

enum Goal {
    /// One team that costs least. Where nothing is missing, smaller teams are also looked for by exchange.
    Least(Option<Exchange>),
    /// Of all teams that cost least, the best.
    Best(Ranking),
}

/// A node of the search: what is not decided there, and how it is decided next.
#[derive(Debug, Default)]
struct Node {
    rest: Rest,
    /// The first of the open columns, best first: each is taken without those before it, and where a row may be left
    /// short, none of them at last.
    branches: usize,
    next: usize,
    /// Of what is taken, and of what has been left short.
    cost: u32,
}

/// What one step does, in columns looked at.
const WORK_PER_STEP: u64 = 20_000;
const EXCHANGES_PER_STEP: u32 = 50;

/// Good prices at the root are worth some time: all others begin with them.
const ROOT_ROUNDS: u32 = 400;
const ROOT_ROUNDS_PER_STEP: u32 = 20;

/// Better prices are looked for at every node with more columns than this. Measured: more rounds save nodes and cost
/// more time than that saves, fewer rounds the other way round.
const FEW_COLUMNS: usize = 20;
const ROUNDS: u32 = 20;

impl Search {
    /// For a team that costs least.
    pub fn new(problem: Problem) -> Self {
        let best = greedy(&problem, &vec![1.0; problem.rows()]);
        let cost = problem.cost(&best);
        let is_whole = problem.shortage().is_none_or(|shortage| cost < shortage);
        let exchange = is_whole.then(|| Exchange::new(&problem, &best));
        Self::with_goal(problem, best, Goal::Least(exchange))
    }

    /// For the best of all teams that cost as little as `best`, if there are no cheaper ones.
    pub fn ranking(problem: Problem, best: Vec<u32>, ranking: Ranking) -> Self {
        Self::with_goal(problem, best, Goal::Best(ranking))
    }

    fn with_goal(problem: Problem, best: Vec<u32>, goal: Goal) -> Self {
        let mut prices = vec![1.0f64; problem.rows()];
        for column in 0..problem.columns() as u32 {
            let rows = problem.rows_of(column);
            for row in rows {
                let price = &mut prices[*row as usize];
                *price = price.min(1.0 / rows.len() as f64);
            }
        }
        let open = (0..problem.columns() as u32).collect();
        let rest = Rest { demand: problem.demand.clone(), prices, open };
        Self {
            shortage: problem.shortage(),
            goal,
            best_cost: problem.cost(&best),
            best,
            bound: 0,
            first_bound: 0,
            root: rest,
            root_rounds: 0,
            root_step: 1.0,
            nodes: vec![Node::default()],
            depth: 0,
            taken: Vec::new(),
            room: problem.room.clone(),
            prices: Prices::new(&problem),
            columns_per_row: vec![0; problem.rows()],
            work: 0,
            problem,
        }
    }

    /// The best team so far, as columns.
    pub fn best(&self) -> &[u32] {
        &self.best
    }

    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// No team that leaves as little uncovered is smaller.
    pub fn smallest(&self) -> u32 {
        let Some(shortage) = self.shortage else { return self.bound };
        if self.bound / shortage == self.best_cost / shortage { self.bound % shortage } else { 0 }
    }

    /// What all is spent on, in columns looked at.
    pub fn work(&self) -> u64 {
        self.work
    }

    /// The best of all teams seen that cost least, where that is the goal.
    pub fn compared(&self) -> Option<&Ranking> {
        match &self.goal {
            Goal::Least(_) => None,
            Goal::Best(ranking) => Some(ranking),
        }
    }

    /// From 0 to 1, and never falls: how much of the tree is done, in the round for this bound of those that may come.
    pub fn progress(&self) -> f64 {
        // From the deepest node upwards, because there rounding keeps the order.
        let share = self.nodes[..self.depth].iter().rev().fold(None, |below: Option<f64>, node| {
            let under_way = usize::from(below.is_some());
            let done = (node.next - under_way) as f64 + below.unwrap_or(0.0);
            Some(done / self.children(node) as f64)
        });
        let share = share.unwrap_or(0.0);
        if self.shortage.is_some() {
            return share;
        }
        let rounds = self.best_cost.saturating_sub(self.first_bound).max(1);
        ((f64::from(self.bound - self.first_bound) + share) / f64::from(rounds)).min(1.0)
    }

    fn children(&self, node: &Node) -> usize {
        node.branches + usize::from(self.shortage.is_some())
    }

    /// Some work; whether the search is over.
    pub fn step(&mut self) -> bool {
        if self.root_rounds < ROOT_ROUNDS {
            self.price_root();
            return self.is_proven();
        }
        self.exchange();
        let until = self.work + WORK_PER_STEP;
        while !self.is_proven() && self.work < until {
            if self.depth == 0 {
                self.begin();
            } else if !self.advance() {
                self.end_round();
            }
        }
        self.is_proven()
    }

    fn is_proven(&self) -> bool {
        match self.goal {
            Goal::Least(_) => self.bound >= self.best_cost,
            Goal::Best(_) => self.bound > self.best_cost,
        }
    }

    /// What the teams that are looked for in this round may cost. Rounds begin where none is expected, so that the
    /// bound rises with each; a shortage costs too much for that.
    fn most(&self) -> u32 {
        match self.goal {
            Goal::Best(_) => self.best_cost,
            Goal::Least(_) if self.shortage.is_some() => self.best_cost - 1,
            Goal::Least(_) => self.bound,
        }
    }

    fn price_root(&mut self) {
        let is_first_of_all = matches!(self.goal, Goal::Least(_));
        let enough = f64::from(self.best_cost - u32::from(is_first_of_all)) + ROUNDING;
        let (problem, root) = (&self.problem, &mut self.root);
        let bound =
            self.prices.improve(problem, &self.room, root, enough, ROOT_ROUNDS_PER_STEP, self.root_step);
        self.root_step *= 0.9;
        self.root_rounds += ROOT_ROUNDS_PER_STEP;
        self.bound = self.bound.max((bound - ROUNDING).ceil() as u32);
        self.first_bound = self.bound;
        if is_first_of_all {
            let team = greedy(&self.problem, &self.root.prices);
            let cost = self.problem.cost(&team);
            if cost < self.best_cost {
                (self.best, self.best_cost) = (team, cost);
            }
        }
    }

    fn exchange(&mut self) {
        let Goal::Least(Some(exchange)) = &mut self.goal else { return };
        for _ in 0..EXCHANGES_PER_STEP {
            if let Some(team) = exchange.step(&self.problem)
                && team.len() < self.best.len()
            {
                self.best = team.to_vec();
                self.best_cost = team.len() as u32;
            }
        }
    }

    fn begin(&mut self) {
        let Node { rest, cost, .. } = &mut self.nodes[0];
        rest.clone_from(&self.root);
        *cost = 0;
        if self.look(0) {
            self.depth = 1;
        } else {
            self.end_round();
        }
    }

    fn end_round(&mut self) {
        self.bound = self.most() + 1;
    }

    /// Goes to the next node. `false` when there is none left.
    fn advance(&mut self) -> bool {
        let at = self.depth - 1;
        let branch = self.nodes[at].next;
        if branch == self.children(&self.nodes[at]) {
            self.depth = at;
            self.leave();
            return at > 0;
        }
        self.nodes[at].next += 1;
        if !self.is_dominated(at, branch) {
            self.enter(at, branch);
            if self.look(at + 1) {
                self.depth = at + 2;
            } else {
                self.leave();
            }
        }
        true
    }

    /// Whether one of the branches before can stand in for this one: with it in its place, each team below this one
    /// was there already.
    fn is_dominated(&self, at: usize, branch: usize) -> bool {
        let Node { rest, branches, .. } = &self.nodes[at];
        if branch == *branches || matches!(self.goal, Goal::Best(_)) {
            return false;
        }
        let column = rest.open[branch];
        let own = self.problem.sectors[column as usize];
        let asked = |row: &&u32| rest.demand[**row as usize] > 0;
        rest.open[..branch].iter().any(|&other| {
            let sector = self.problem.sectors[other as usize];
            let mut others = self.problem.rows_of(other).iter();
            (sector == own || !self.problem.is_limited(other))
                && self
                    .problem
                    .rows_of(column)
                    .iter()
                    .filter(asked)
                    .all(|row| others.any(|other| other == row))
        })
    }

    fn enter(&mut self, at: usize, branch: usize) {
        if self.nodes.len() == at + 1 {
            self.nodes.push(Node::default());
        }
        let problem = &self.problem;
        let (above, below) = self.nodes.split_at_mut(at + 1);
        let (Node { rest: from, branches, cost, .. }, Node { rest: to, cost: new_cost, .. }) =
            (&above[at], &mut below[0]);
        to.demand.clone_from(&from.demand);
        to.prices.clone_from(&from.prices);
        to.open.clear();
        *new_cost = *cost;
        let column = (branch < *branches).then(|| from.open[branch]);
        self.taken.push(column);
        if let Some(column) = column {
            *new_cost += 1;
            if problem.is_limited(column) {
                self.room[problem.sectors[column as usize] as usize] -= 1;
            }
            for row in problem.rows_of(column) {
                let demand = &mut to.demand[*row as usize];
                *demand = demand.saturating_sub(1);
                if *demand == 0 {
                    to.prices[*row as usize] = 0.0;
                }
            }
        }
        let after = from.open.iter().skip(branch + usize::from(column.is_some())).copied();
        to.open.extend(after.filter(|&column| {
            self.room[problem.sectors[column as usize] as usize] > 0
                && problem.rows_of(column).iter().any(|row| to.demand[*row as usize] > 0)
        }));
    }

    fn leave(&mut self) {
        if let Some(Some(column)) = self.taken.pop()
            && self.problem.is_limited(column)
        {
            self.room[self.problem.sectors[column as usize] as usize] += 1;
        }
    }

    /// Looks at a node and finds its branches. `false` when nothing that is looked for lies below.
    fn look(&mut self, at: usize) -> bool {
        const OF_A_NODE: u64 = 20;
        let most = self.most();
        let (problem, node) = (&self.problem, &mut self.nodes[at]);
        let open = node.rest.open.len();
        self.work += OF_A_NODE + open as u64;
        if node.cost > most {
            return false;
        }
        let enough = f64::from(most - node.cost) + ROUNDING;
        let mut bound = self.prices.bound(problem, &self.room, &node.rest);
        if bound <= enough && open > FEW_COLUMNS {
            bound = self.prices.improve(problem, &self.room, &mut node.rest, enough, ROUNDS, 1.0);
            self.work += open as u64 * u64::from(ROUNDS);
        }
        if bound > enough {
            return false;
        }
        // With a column that costs more than what is to spare, all would cost too much.
        let is_cheap = |cost: f64| cost <= enough - bound;
        let mut costs = self.prices.reduced.iter();
        node.rest.open.retain(|_| costs.next().is_some_and(|cost| is_cheap(*cost)));
        self.prices.reduced.retain(|cost| is_cheap(*cost));
        self.columns_per_row.fill(0);
        for row in node.rest.open.iter().flat_map(|column| problem.rows_of(*column)) {
            self.columns_per_row[*row as usize] += 1;
        }
        if !self.give_up_what_cannot_be_met(at) || self.nodes[at].cost > most {
            return false;
        }
        let demand = self.nodes[at].rest.demand.iter().enumerate().filter(|(_, demand)| **demand > 0);
        let Some(row) =
            demand.min_by_key(|(row, demand)| self.columns_per_row[*row] - **demand).map(|(row, _)| row)
        else {
            self.found(at);
            return false;
        };
        self.branch(at, row as u32);
        !self.is_hopeless(at)
    }

    /// Lowers demand to what the open columns have. `false` where that is not possible.
    fn give_up_what_cannot_be_met(&mut self, at: usize) -> bool {
        let Node { rest, cost, .. } = &mut self.nodes[at];
        for ((demand, price), &count) in
            rest.demand.iter_mut().zip(&mut rest.prices).zip(&self.columns_per_row)
        {
            if count < *demand {
                let Some(shortage) = self.shortage else { return false };
                *cost += shortage * (*demand - count);
                *demand = count;
                if count == 0 {
                    *price = 0.0;
                }
            }
        }
        true
    }

    fn found(&mut self, at: usize) {
        let team: Vec<u32> = self.taken.iter().copied().flatten().collect();
        match &mut self.goal {
            Goal::Best(ranking) => ranking.offer(&self.problem, &team),
            Goal::Least(_) => (self.best, self.best_cost) = (team, self.nodes[at].cost),
        }
    }

    /// Makes the columns of a row the branches, those first with which most is to spare.
    fn branch(&mut self, at: usize, row: u32) {
        let Node { rest, branches, next, .. } = &mut self.nodes[at];
        let spare = self.columns_per_row[row as usize] - rest.demand[row as usize];
        let mut of_row: Vec<(f64, u32)> = Vec::new();
        let mut others: Vec<u32> = Vec::new();
        for (&reduced, &column) in self.prices.reduced.iter().zip(&rest.open) {
            if self.problem.rows_of(column).contains(&row) {
                of_row.push((reduced, column));
            } else {
                others.push(column);
            }
        }
        of_row.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        if let Goal::Best(ranking) = &self.goal {
            let taken: Vec<u32> = self.taken.iter().copied().flatten().collect();
            of_row.sort_by_cached_key(|(_, it)| std::cmp::Reverse(ranking.worth(&self.problem, &taken, *it)));
        }
        // Without any of so many, too few are left.
        *branches = if self.shortage.is_some() { of_row.len() } else { spare as usize + 1 };
        *next = 0;
        rest.open.clear();
        rest.open.extend(of_row.iter().map(|(_, column)| *column));
        rest.open.extend(others);
    }

    fn is_hopeless(&self, at: usize) -> bool {
        let Goal::Best(ranking) = &self.goal else { return false };
        let taken: Vec<u32> = self.taken.iter().copied().flatten().collect();
        // All teams that cost the same are of one size.
        let left = self.best.len().saturating_sub(taken.len()) as u32;
        ranking.is_hopeless(&self.problem, &taken, &self.nodes[at].rest.open, left)
    }
}
