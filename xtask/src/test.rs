//! All that has to hold before a change is good.

use crate::{
    page,
    setup::{self, Needs},
    shell::{Result, Shell},
};
use std::{process::ExitCode, time::Instant};

const WASM: &str = "--target=wasm32-unknown-unknown";
const NO_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];
/// The journeys that the release has to pass too: it starts, its worker starts, and the main job gets done.
const SMOKE_JOURNEYS: [&str; 2] = ["open.spec", "journey.spec"];

/// One line of the table at the end.
struct Part {
    name: &'static str,
    needs: Needs,
    run: fn(&Shell, Effort) -> Result,
}

#[derive(Clone, Copy, PartialEq)]
enum Effort {
    EveryChange,
    All,
}

/// In the order they run: what is cheap and fails often comes first.
const PARTS: [Part; 8] = [
    Part { name: "format", needs: Needs::Rust, run: |shell, _| format(shell) },
    Part { name: "lints", needs: Needs::Rust, run: |shell, _| lints(shell) },
    Part { name: "native", needs: Needs::Rust, run: native },
    Part { name: "browser", needs: Needs::Browser, run: |shell, _| browser(shell) },
    Part { name: "build", needs: Needs::Page, run: |shell, _| page::build_for_journeys(shell) },
    Part { name: "e2e", needs: Needs::Browser, run: |shell, effort| journeys(shell, effort, &[]) },
    Part { name: "whole", needs: Needs::Browser, run: |shell, _| whole(shell) },
    Part { name: "release", needs: Needs::Browser, run: release },
];

/// What is fast enough to run before every commit.
pub fn check() -> Result<ExitCode> {
    run(&["format", "lints", "native"])
}

/// Runs the parts that are named, or all. The first that fails ends the run, because what follows is dearer. A
/// table of times comes last, and a line that a program can read.
pub fn run(words: &[&str]) -> Result<ExitCode> {
    let (parts, effort) = choose(words)?;
    let mut shell = Shell::new()?;
    let mut is_there = None;
    let mut report = Report::default();
    for part in parts {
        report.part(part.name, || {
            if is_there < Some(part.needs) {
                setup::get_ready(&mut shell, part.needs)?;
                is_there = Some(part.needs);
            }
            (part.run)(&shell, effort)
        });
    }
    Ok(report.finish())
}

/// The journeys on a fresh page, with whatever else Playwright shall be told.
pub fn end_to_end(options: &[&str]) -> Result {
    let mut shell = Shell::new()?;
    setup::get_ready(&mut shell, Needs::Browser)?;
    page::build_for_journeys(&shell)?;
    journeys(&shell, Effort::EveryChange, options)
}

fn choose(words: &[&str]) -> Result<(Vec<&'static Part>, Effort)> {
    let (options, names): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| word.starts_with('-'));
    if let Some(wrong) = options.iter().find(|option| **option != "--all") {
        return Err(format!("`{wrong}` is no option of `cargo xtask test`; there is `--all`."));
    }
    if let Some(wrong) = names.iter().find(|name| PARTS.iter().all(|part| part.name != **name)) {
        let known = PARTS.map(|part| part.name).join(", ");
        return Err(format!("`{wrong}` is no part of the tests; the parts are: {known}."));
    }
    let is_wanted = |name: &str| {
        // A journey on a page of yesterday would say nothing.
        names.is_empty() || names.contains(&name) || name == "build" && names.contains(&"e2e")
    };
    let effort = if options.is_empty() { Effort::EveryChange } else { Effort::All };
    Ok((PARTS.iter().filter(|part| is_wanted(part.name)).collect(), effort))
}

fn format(shell: &Shell) -> Result {
    cargo(shell, "formatting", &["fmt", "--all", "--check"])
}

fn lints(shell: &Shell) -> Result {
    let lint = |what: &str, arguments: &[&str]| {
        cargo(shell, what, &[&["clippy", "--locked", "--quiet"], arguments, &NO_WARNINGS].concat())
    };
    lint("lints", &["--workspace", "--all-targets"])?;
    lint("lints for the browser", &[WASM, "--lib", "--bins", "--test", "web", "--features", "files"])
}

/// Without the benchmark, which has no tests and stands on crates that are slow to build.
///
/// Tests that are ignored take minutes.
fn native(shell: &Shell, effort: Effort) -> Result {
    let packages = ["--workspace", "--exclude", "gosmart-search-bench"];
    let long: &[&str] = if effort == Effort::All { &["--", "--include-ignored"] } else { &[] };
    cargo(shell, "native tests", &[&["test", "--locked", "--quiet"], &packages[..], long].concat())
}

/// In the profile of the journeys' page, so that what both are built on is built once.
fn browser(shell: &Shell) -> Result {
    cargo(shell, "browser tests", &["test", "--locked", "--profile", "e2e", WASM, "--test", "web"])
}

/// Trunk's page is what one works on; it has to start.
fn whole(shell: &Shell) -> Result {
    page::build_whole(shell)?;
    play(shell, "journeys on the page in one piece", page::WHOLE, Effort::EveryChange, &SMOKE_JOURNEYS[..1])
}

fn release(shell: &Shell, effort: Effort) -> Result {
    page::build(shell)?;
    let which: &[&str] = if effort == Effort::All { &[] } else { &SMOKE_JOURNEYS };
    play(shell, "journeys on the release", page::RELEASE, Effort::EveryChange, which)
}

fn journeys(shell: &Shell, effort: Effort, options: &[&str]) -> Result {
    play(shell, "journeys", page::FOR_JOURNEYS, effort, options)
}

fn play(shell: &Shell, what: &str, site: &str, effort: Effort, options: &[&str]) -> Result {
    let mut playwright = shell.command("playwright");
    playwright.args(["test", "--config", "tests/e2e/playwright.config.mjs"]).args(options);
    playwright.env("GOSMART_SITE", site);
    if effort == Effort::All {
        playwright.env("GOSMART_EVERY_COMBINATION", "true");
    }
    shell.run(what, &mut playwright)
}

fn cargo(shell: &Shell, what: &str, arguments: &[&str]) -> Result {
    shell.run(what, shell.command("cargo").args(arguments))
}

/// How a part ended.
#[derive(Clone, Copy, PartialEq)]
enum Outcome {
    Passed,
    Failed,
    NotRun,
}

#[derive(Default)]
struct Report {
    rows: Vec<(&'static str, Outcome, f32)>,
}

impl Report {
    fn count(&self, outcome: Outcome) -> usize {
        self.rows.iter().filter(|row| row.1 == outcome).count()
    }

    /// Runs a part, unless an earlier one failed.
    fn part(&mut self, name: &'static str, run: impl FnOnce() -> Result) {
        if self.count(Outcome::Failed) > 0 {
            return self.rows.push((name, Outcome::NotRun, 0.0));
        }
        println!();
        let started = Instant::now();
        let result = run();
        if let Err(reason) = &result {
            eprintln!("{reason}");
        }
        let outcome = if result.is_ok() { Outcome::Passed } else { Outcome::Failed };
        self.rows.push((name, outcome, started.elapsed().as_secs_f32()));
    }

    fn finish(self) -> ExitCode {
        println!();
        for (name, outcome, seconds) in &self.rows {
            match outcome {
                Outcome::Passed => println!("✓ {name:<10} {seconds:>7.1} s"),
                Outcome::Failed => println!("✗ {name:<10} {seconds:>7.1} s"),
                Outcome::NotRun => println!("– {name:<10}   not run"),
            }
        }
        println!("  {:<10} {:>7.1} s\n", "together", self.rows.iter().map(|row| row.2).sum::<f32>());
        let failed = self.count(Outcome::Failed);
        println!("{} passed, {failed} failed", self.count(Outcome::Passed));
        if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(words: &[&str]) -> Vec<&'static str> {
        choose(words).unwrap().0.iter().map(|part| part.name).collect()
    }

    #[test]
    fn without_a_name_all_parts_run() {
        assert_eq!(names(&[]).len(), PARTS.len());
        assert_eq!(names(&["--all"]).len(), PARTS.len());
        assert!(choose(&["--all"]).unwrap().1 == Effort::All);
    }

    #[test]
    fn parts_run_in_their_order_and_journeys_on_a_fresh_page() {
        assert_eq!(names(&["e2e", "format"]), ["format", "build", "e2e"]);
    }

    #[test]
    fn a_wrong_word_is_answered_with_the_right_ones() {
        let sentence = |words: &[&str]| choose(words).err().unwrap();
        assert!(sentence(&["lint"]).contains("lints"));
        assert!(sentence(&["--al"]).contains("--all"));
    }

    #[test]
    fn nothing_runs_after_a_failure() {
        let mut report = Report::default();
        report.part("first", || Ok(()));
        report.part("second", || Err("It is broken.".to_owned()));
        report.part("third", || panic!("this must not run"));
        let outcomes: Vec<_> = report.rows.iter().map(|row| row.1).collect();
        assert!(outcomes == [Outcome::Passed, Outcome::Failed, Outcome::NotRun]);
    }
}
