use gosmart_job::Codec;

/// Actors and what they can do, by number. Everything else is an option; the default asks for one actor each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TeamInput {
    /// How many competencies are asked for; they are numbered from 0.
    pub competencies: u32,
    pub actors: Vec<ActorInput>,
    /// How many members each competency takes; none counts as one.
    pub members_each: u32,
    /// Offers below this level do not count.
    pub least_level: u8,
    /// How many members may come from one sector. Who must be in the team counts, and is never sent away.
    pub most_per_sector: Option<u32>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActorInput {
    /// What it can do, and at which level; 0 where the level is not known. Competencies that are not asked for do not
    /// count, and of several levels the highest.
    pub offers: Vec<(u32, u8)>,
    /// Actors without one count for no sector and are held by no limit.
    pub sector: Option<u32>,
    pub choice: Choice,
    /// Attached itself to the question; between equal teams, more of these are better.
    pub attached: bool,
    /// How well its offers are confirmed; between equal teams, a larger sum is better.
    pub confirmed: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    #[default]
    Free,
    /// In every team.
    Must,
    /// In no team.
    Never,
}

impl TeamInput {
    /// What the actor at this place can do of what is asked for, in ascending order.
    ///
    /// # Panics
    /// When there is no such place.
    pub fn covers(&self, actor: usize) -> Vec<u32> {
        let offers = self.actors[actor].offers.iter();
        let mut rows: Vec<u32> = offers
            .filter(|(competency, level)| *competency < self.competencies && *level >= self.least_level)
            .map(|(competency, _)| *competency)
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

const HEAD: usize = 5;
const ACTOR: usize = 5;

impl Codec<Vec<f64>> for TeamInput {
    fn encode(self) -> Vec<f64> {
        let limit = self.most_per_sector.map_or(-1.0, f64::from);
        let mut numbers = vec![
            f64::from(self.competencies),
            f64::from(self.members_each),
            f64::from(self.least_level),
            limit,
            self.actors.len() as f64,
        ];
        for actor in &self.actors {
            numbers.extend([
                actor.sector.map_or(-1.0, f64::from),
                f64::from(actor.choice as u8),
                f64::from(u8::from(actor.attached)),
                f64::from(actor.confirmed),
                actor.offers.len() as f64,
            ]);
            for &(competency, level) in &actor.offers {
                numbers.extend([f64::from(competency), f64::from(level)]);
            }
        }
        numbers
    }

    fn decode(numbers: Vec<f64>) -> Option<Self> {
        let (&[competencies, members_each, least_level, limit, count], mut rest) =
            numbers.split_first_chunk::<HEAD>()?;
        let some = |number: f64| (number >= 0.0).then_some(number as u32);
        let mut actors = Vec::new();
        for _ in 0..count as usize {
            let (&[sector, choice, attached, confirmed, offers], tail) = rest.split_first_chunk::<ACTOR>()?;
            let (offers, tail) = tail.split_at_checked((offers as usize).checked_mul(2)?)?;
            rest = tail;
            let offers = offers.as_chunks::<2>().0.iter();
            actors.push(ActorInput {
                offers: offers.map(|&[competency, level]| (competency as u32, level as u8)).collect(),
                sector: some(sector),
                choice: match choice as u8 {
                    0 => Choice::Free,
                    1 => Choice::Must,
                    2 => Choice::Never,
                    _ => return None,
                },
                attached: attached != 0.0,
                confirmed: confirmed as u32,
            });
        }
        rest.is_empty().then_some(Self {
            competencies: competencies as u32,
            actors,
            members_each: members_each as u32,
            least_level: least_level as u8,
            most_per_sector: some(limit),
        })
    }
}
