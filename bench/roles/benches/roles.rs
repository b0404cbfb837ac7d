//! Time until bridge builders and communities of made-up networks are known, and the longest step on the way.
//!
//! `cargo bench --package gosmart-roles-bench`.

use std::time::{Duration, Instant};

use gosmart_job::Job;
use gosmart_roles::{RoleInput, RolesJob};

/// The constants of Knuth's MMIX: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(limit)) as u32
    }
}

/// Groups of about forty; seven links of ten stay within one.
fn network(nodes: u32, links: u32) -> RoleInput {
    let mut dice = Dice(7);
    let groups = nodes.div_ceil(40);
    let mut link = || {
        let one = dice.below(nodes);
        let other = if dice.below(10) < 7 {
            (dice.below(nodes.div_ceil(groups)) * groups + one % groups) % nodes
        } else {
            dice.below(nodes)
        };
        [one, other]
    };
    RoleInput { nodes, links: (0..links).map(|_| link()).collect(), seed: 0 }
}

#[allow(clippy::disallowed_methods, reason = "this program runs natively and has no browser to ask")]
fn now() -> Instant {
    Instant::now()
}

fn main() {
    println!(
        "{:>8} {:>8} {:>10} {:>10} {:>10} {:>10} {:>12}",
        "nodes", "links", "start", "longest", "groups", "all", "communities"
    );
    for (nodes, links) in [(30, 45), (1_000, 3_000), (16_000, 124_000)] {
        let input = network(nodes, links);
        let start = now();
        let mut job = RolesJob::start(input);
        let (started, mut longest, mut communities) = (start.elapsed(), Duration::ZERO, None);
        loop {
            let step = now();
            let is_done = job.step();
            longest = longest.max(step.elapsed());
            if communities.is_none() && job.progress() >= 0.1 {
                communities = Some(start.elapsed());
            }
            if is_done {
                break;
            }
        }
        let all = start.elapsed();
        let millis = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1e3);
        let output = job.output();
        let count = output.communities.iter().max().map_or(0, |last| last + 1);
        println!(
            "{nodes:>8} {links:>8} {:>10} {:>10} {:>10} {:>10} {count:>5}  {:.4}{}",
            millis(started),
            millis(longest),
            millis(communities.unwrap_or_default()),
            millis(all),
            output.modularity,
            if output.estimated { "  estimated" } else { "" },
        );
    }
}
