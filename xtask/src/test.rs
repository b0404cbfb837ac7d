//! All that has to hold before a change is good.

use crate::{
    build,
    shell::{Result, Shell},
};
use std::time::Instant;

const WASM: &str = "--target=wasm32-unknown-unknown";
const NO_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];

/// Runs every part, even after one failed, and ends with a table.
///
/// # Errors
/// Names the parts that failed.
pub fn all(shell: &Shell) -> Result {
    let cargo = |what: &str, arguments: &[&str]| shell.run(what, shell.command("cargo").args(arguments));
    let lint = |what: &str, arguments: &[&str]| {
        cargo(what, &[&["clippy", "--locked", "--quiet"], arguments, &NO_WARNINGS].concat())
    };
    let mut report = Report::default();
    report.part("formatting", || cargo("formatting", &["fmt", "--all", "--check"]));
    report.part("lints", || lint("lints", &["--workspace", "--all-targets"]));
    report.part("lints for the browser", || {
        lint("lints for the browser", &[WASM, "--lib", "--bins", "--test", "web"])
    });
    report.part("native tests", || cargo("native tests", &["test", "--locked", "--quiet", "--workspace"]));
    report.part("browser tests", || {
        if !shell.root.join("tests/web.rs").exists() {
            println!("There is no tests/web.rs, so nothing to test in the browser.");
            return Ok(());
        }
        cargo("browser tests", &["test", "--locked", WASM, "--test", "web"])
    });
    let built = report.part("release build", || build(shell));
    report.part("end-to-end tests", || {
        if !built {
            return Err("There is no fresh build to test.".to_owned());
        }
        let mut playwright = shell.command("playwright");
        shell
            .run("end-to-end tests", playwright.args(["test", "--config", "tests/e2e/playwright.config.mjs"]))
    });
    report.finish()
}

#[derive(Default)]
struct Report {
    rows: Vec<(&'static str, bool, f32)>,
}

impl Report {
    fn part(&mut self, name: &'static str, run: impl FnOnce() -> Result) -> bool {
        println!();
        let started = Instant::now();
        let result = run();
        if let Err(reason) = &result {
            eprintln!("{reason}");
        }
        self.rows.push((name, result.is_ok(), started.elapsed().as_secs_f32()));
        result.is_ok()
    }

    fn finish(self) -> Result {
        println!();
        for (name, passed, seconds) in &self.rows {
            println!("{} {name:<24} {seconds:>7.1} s", if *passed { "✓" } else { "✗" });
        }
        let failed: Vec<_> = self.rows.iter().filter(|row| !row.1).map(|row| row.0).collect();
        if failed.is_empty() { Ok(()) } else { Err(format!("Failed: {}.", failed.join(", "))) }
    }
}
