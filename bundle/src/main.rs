//! Makes the page of what the compiler left: splits the program at its doors, binds it to the browser, gathers the
//! pieces in few files, makes all of it small, and puts it into one folder named by its contents, so that files of two
//! builds never meet. `cargo xtask build` calls it with everything in PATH that it calls itself.

mod budget;
mod elements;
mod exports;
mod files;
mod merge;
mod names;
mod order;
mod page;
mod single;
mod split;
mod tools;

use std::{env, fs, path::Path, process::ExitCode};

use tools::Result;

const USAGE: &str = "Usage: gosmart-bundle <app.wasm> <folder for the page> <worker.wasm>... [--quick]
  --quick: neither optimised nor compressed, and no budget: for tests";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let outcome = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [app, site, ref workers @ .., "--quick"] => bundle(app.as_ref(), site.as_ref(), workers, false),
        [app, site, ref workers @ ..] => bundle(app.as_ref(), site.as_ref(), workers, true),
        _ => Err(USAGE.to_owned()),
    };
    outcome.map_or_else(
        |sentence| {
            eprintln!("bundle: {sentence}");
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    )
}

fn bundle(app: &Path, site: &Path, workers: &[&str], release: bool) -> Result {
    let work = tools::emptied(Path::new("target/bundle"))?;
    let parts = split::split(app, &work)?;
    split::bind(&work.join("main.wasm"), &work, "app")?;
    fs::rename(work.join("app_bg.wasm"), work.join("front.wasm")).map_err(tools::at(&work))?;
    names::shorten_imports(&work.join("front.wasm"), &work.join("app.js"))?;
    let loads = merge::merge(&parts, &work)?;
    merge::write_loader(&loads, &work)?;
    let mut names = Vec::new();
    for worker in workers.iter().map(Path::new) {
        let name = worker.file_stem().and_then(|name| name.to_str()).ok_or(USAGE)?;
        split::bind(worker, &work, name)?;
        names.push(name);
    }

    let built = page::assemble(&loads, &names, &work, release)?;
    let files = files::Files::write(&built, site, release)?;
    if release { budget::check(&files, &loads) } else { Ok(()) }
}
