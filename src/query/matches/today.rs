//! The matches of the day, for whoever opens the page.

use std::collections::HashSet;

use super::{Match, Matches, index::latest_of, rank::Pair};

/// How many are shown in a day.
const SHOWN: usize = 3;
/// After how many days they begin again.
const DAYS: usize = 14;

impl Matches {
    /// The three most surprising matches of the day, the same all day long. Each day of a fortnight has its own of the
    /// best ones that nobody has acted on yet, surprising ones first, no two actors twice, and as many actors as there
    /// are. Fewer than three only where there are fewer.
    pub fn of_today(&self) -> Vec<Match> {
        let days = self.days();
        let number = self.today.days_since_1970().unwrap_or_default() as usize;
        let today = number.checked_rem(days.len()).and_then(|day| days.into_iter().nth(day));
        today.into_iter().flatten().map(|pair| self.tell(pair)).collect()
    }

    /// What each day shows.
    fn days(&self) -> Vec<Vec<Pair>> {
        let mut best = self.shown();
        let mut earlier = Vec::new();
        let mut days = Vec::new();
        while !best.is_empty() && days.len() < DAYS {
            let mut day = Vec::new();
            let mut actors = HashSet::new();
            // First of actors that the day does not have yet, then of any, then what earlier days had.
            best.retain(|pair| {
                let two = self.two(pair);
                let is_chosen = day.len() < SHOWN && two.iter().all(|actor| !actors.contains(actor));
                if is_chosen {
                    day.push(*pair);
                    actors.extend(two);
                }
                !is_chosen
            });
            let more = (SHOWN - day.len()).min(best.len());
            day.extend(best.drain(..more));
            let more = SHOWN - day.len();
            let again: Vec<Pair> = earlier.iter().take(more).copied().collect();
            earlier.extend(&day);
            day.extend(again);
            days.push(day);
        }
        days
    }

    /// What there is to show, one match for each two actors, best first: those that surprise. Others come in only
    /// where these do not fill a day.
    fn shown(&self) -> Vec<Pair> {
        let mut met = HashSet::new();
        let mut best = Vec::new();
        for surprising in [true, false] {
            let most = if surprising || best.is_empty() { DAYS * SHOWN } else { SHOWN };
            for &pair in self.best() {
                if best.len() >= most {
                    break;
                }
                let [one, other] = self.two(&pair);
                let agreed = self.agreed.get(&pair.need).map_or(&[][..], Vec::as_slice);
                if self.is_surprising(one, other) == surprising
                    && latest_of(agreed, pair.offer, other).is_none()
                    && met.insert([one.min(other), one.max(other)])
                {
                    best.push(pair);
                }
            }
        }
        best
    }

    /// Who looks and who offers.
    fn two(&self, pair: &Pair) -> [u32; 2] {
        let looking = self.needs[pair.need as usize].wish.actor;
        let offering = self.offers[pair.offer as usize].actor;
        [looking.unwrap_or(offering), offering]
    }
}
