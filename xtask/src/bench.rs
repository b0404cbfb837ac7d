//! Measures the page and the layout engine beside other libraries; see `bench/peers/run.mjs`.

use crate::{
    page,
    setup::TARGET,
    shell::{Result, Shell},
};

/// The crate that lets a page of the benchmark step the engine.
const ENGINE: &str = "gosmart-bench";
/// Parts that measure the engine alone and need no build of the page.
const ENGINE_PARTS: [&str; 2] = ["layout", "general"];
const PAGE_PARTS: [&str; 3] = ["render", "startup", "memory"];

pub fn run(shell: &Shell, options: &[&str]) -> Result {
    let names = |parts: &[&str]| options.iter().any(|option| parts.contains(option));
    if !names(&PAGE_PARTS) || names(&ENGINE_PARTS) {
        engine(shell)?;
    }
    if !names(&ENGINE_PARTS) || names(&PAGE_PARTS) {
        page::build(shell)?;
    }
    shell.run("measuring", shell.command("node").arg("bench/peers/run.mjs").args(options))
}

/// Kills the browser after it said that all is saved; see `bench/kill.mjs`.
pub fn kill(shell: &Shell, options: &[&str]) -> Result {
    page::build(shell)?;
    shell.run("killing the browser", shell.command("node").arg("bench/kill.mjs").args(options))
}

fn engine(shell: &Shell) -> Result {
    let mut cargo = shell.command("cargo");
    cargo.args(["build", "--locked", "--quiet", "--release", "--package", ENGINE, "--target", TARGET]);
    shell.run("building the layout engine", &mut cargo)?;
    let module = format!("target/{TARGET}/release/{}.wasm", ENGINE.replace('-', "_"));
    let mut bindgen = shell.command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-dir", "target/bench/engine", &module]);
    shell.run("making it a module of the web", &mut bindgen)
}
