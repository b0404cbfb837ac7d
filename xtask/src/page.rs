//! The page: the release and the one for the journeys, split into files that load on demand; and the one to work on,
//! by Trunk and in one piece.

use std::{env, path::PathBuf};

use crate::{
    setup::TARGET,
    shell::{Result, Shell},
};

/// Where the release lies.
pub const RELEASE: &str = "dist";
/// Where the page for the journeys lies.
pub const FOR_JOURNEYS: &str = "target/dist-e2e";
/// Where Trunk leaves the page in one piece.
pub const WHOLE: &str = "target/dist-whole";
/// The programs that run beside the page.
const WORKERS: [&str; 2] = ["worker", "converter"];
const FOR_DEVELOPMENT: &str = "target/dist-dev";

/// Leaves the release in `dist/` and prints what its files weigh; fails when they weigh too much.
pub fn build(shell: &Shell) -> Result {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let home = home.ok_or("There is no home folder; set CARGO_HOME to a folder.")?;
    let crates = home.join("registry").join("src");
    // What panics names the file it stands in: of other people's crates by the whole path, where that is not cut.
    let flags = format!("target.{TARGET}.rustflags=['--remap-path-prefix={}=']", crates.display());
    split(shell, "release", RELEASE, &["--config", &flags], &[])
}

/// Builds the page for the journeys: optimising all of it as a whole takes most of a release's time and changes
/// nothing they look at.
pub fn build_for_journeys(shell: &Shell) -> Result {
    split(shell, "e2e", FOR_JOURNEYS, &[], &["--quick"])
}

/// Builds the page by Trunk alone and in one piece, as `trunk build` does.
pub fn build_whole(shell: &Shell) -> Result {
    let mut trunk = shell.command("trunk");
    trunk.args(["build", "--cargo-profile", "e2e", "--dist", WHOLE]);
    shell.run(&format!("building the page in one piece into {WHOLE}"), &mut trunk)
}

/// Compiles all programs and lets `gosmart-bundle` make the page of them.
fn split(shell: &Shell, profile: &str, site: &str, settings: &[&str], options: &[&str]) -> Result {
    let compile = |what: &str, command: &str, options: &[&str]| {
        let mut cargo = shell.command("cargo");
        cargo.args([command, "--locked", "--quiet", "--profile", profile, "--target", TARGET]);
        shell.run(what, cargo.args(settings).args(options))
    };
    // The splitter follows what the linker would otherwise have resolved and forgotten.
    let page = ["--bin", "app", "--features", "split", "--", "-Clink-args=--emit-relocs"];
    compile("compiling the page", "rustc", &page)?;
    // Together: what they share is compiled once, and what only the converter calls is not linked to the worker.
    let workers = WORKERS.map(|worker| ["--bin", worker]);
    let workers = [workers.as_flattened(), &["--no-default-features", "--features", "files"]].concat();
    compile("compiling the workers", "build", &workers)?;
    let module = |bin: &str| format!("target/{TARGET}/{profile}/{bin}.wasm");
    let mut bundle = shell.command("cargo");
    bundle.args(["run", "--locked", "--quiet", "--package", "gosmart-bundle", "--"]);
    bundle.args([&module("app"), site]).args(WORKERS.map(module)).args(options);
    shell.run(&format!("making the page in {site}/"), &mut bundle)
}

/// Builds the release and serves it.
pub fn serve(shell: &Shell, options: &[&str]) -> Result {
    build(shell)?;
    let mut node = shell.command("node");
    node.args(["tests/e2e/serve.mjs", RELEASE, "--port", "8080"]).args(options);
    shell.run("serving", &mut node)
}

/// Serves a page that is quick to build, in a folder of its own so that `dist/` stays a release.
pub fn develop(shell: &Shell, options: &[&str]) -> Result {
    announce();
    let mut trunk = shell.command("trunk");
    trunk.args(["serve", "--dist", FOR_DEVELOPMENT]).args(options);
    // Read by the hook that lets the page watch for new builds, see xtask/reload.
    trunk.env("GOSMART_RELOAD", "true");
    shell.run("building and serving", &mut trunk)
}

fn announce() {
    println!("The page will be at http://127.0.0.1:8080/ unless the options say otherwise. Ctrl+C ends it.");
}
