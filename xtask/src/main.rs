//! `cargo xtask`: sets up what is missing, builds, serves and tests. The standard library only, so that it
//! starts on a bare machine within seconds.

mod bench;
mod debian;
mod setup;
mod shell;
mod test;

use shell::{Result, Shell};
use std::{env, process::ExitCode, time::Instant};

const USAGE: &str = "\
Usage: cargo xtask <command>

  setup              install what the build needs and is missing
  build              set up, then build the release into dist/
  serve [options]    set up, then build the release and serve it; options go to `trunk serve`
  bench [options]    set up, then measure against other libraries; options are those of bench/peers/run.mjs
  test               set up, then check formatting, lints, all tests and the built site
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let started = Instant::now();
    let result = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["setup"] => setup::for_build().map(drop),
        ["build"] => setup::for_build().and_then(|shell| build(&shell)),
        ["serve", options @ ..] => setup::for_build().and_then(|shell| serve(&shell, options)),
        ["bench", options @ ..] => setup::for_bench().and_then(|shell| bench::run(&shell, options)),
        ["test"] => setup::for_test().and_then(|shell| test::all(&shell)),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => {
            println!("Done in {:.0} s.", started.elapsed().as_secs_f32());
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("\nxtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Leaves the release in `dist/`.
pub fn build(shell: &Shell) -> Result {
    shell.run("building the release into dist/", shell.command("trunk").args(["build", "--release"]))
}

fn serve(shell: &Shell, options: &[&str]) -> Result {
    println!("The page will be at http://127.0.0.1:8080/ unless the options say otherwise. Ctrl+C ends it.");
    shell.run("building and serving", shell.command("trunk").args(["serve", "--release"]).args(options))
}
