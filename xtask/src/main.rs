//! `cargo xtask`: sets up what is missing, builds, serves and tests. The standard library only, so that it
//! starts on a bare machine within seconds.

mod bench;
mod debian;
mod page;
mod setup;
mod shell;
mod test;

use shell::Result;
use std::{env, process::ExitCode, time::Instant};

const USAGE: &str = "\
Usage: cargo xtask <command>

  dev [options]        serve the page without optimisation; every change builds and loads it anew
  check                formatting, lints and native tests: what to run before a commit
  test [--all] [PART…] all parts, or those named: format, lints, native, browser, build, e2e, whole, release;
                       --all: journeys also where they take long, see ARCHITECTURE.md
  e2e [options]        the journeys on a fresh page; options go to `playwright test`, such as -g \"part of a name\"
  serve [--port N]     build the release and serve it, at port 8080 unless told otherwise
  build                build the release into dist/
  bench [options]      measure against other libraries; options are those of bench/peers/run.mjs
  bench kill [options] kill the browser after saving and look what is there; options are those of bench/kill.mjs
  setup                install what the build needs

Each first installs what it needs and does not find.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(code) => code,
        Err(sentence) => {
            eprintln!("\nxtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<ExitCode> {
    let started = Instant::now();
    match arguments {
        ["dev", options @ ..] => page::develop(&setup::for_page()?, options)?,
        ["check"] => return test::check(),
        ["test", parts @ ..] => return test::run(parts),
        ["e2e", options @ ..] => test::end_to_end(options)?,
        ["serve", options @ ..] => page::serve(&setup::for_page()?, options)?,
        ["build"] => page::build(&setup::for_page()?)?,
        ["bench", "kill", options @ ..] => bench::kill(&setup::for_kill()?, options)?,
        ["bench", options @ ..] => bench::run(&setup::for_bench()?, options)?,
        ["setup"] => drop(setup::for_page()?),
        _ => {
            eprint!("{USAGE}");
            return Ok(ExitCode::from(2));
        }
    }
    println!("Done in {:.0} s.", started.elapsed().as_secs_f32());
    Ok(ExitCode::SUCCESS)
}
