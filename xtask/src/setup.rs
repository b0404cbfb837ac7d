//! What the build and the tests need. Each step skips what is there.
//!
//! No version is written here: Trunk's stands in `Trunk.toml`, the wasm-bindgen CLI follows `Cargo.lock`, and
//! everything from npm follows `package-lock.json`.

use crate::{
    debian,
    shell::{Result, Shell},
};
use std::{fs, path::Path, process::Stdio, time::SystemTime};

pub const TARGET: &str = "wasm32-unknown-unknown";
const OLDEST_NODE: u32 = 20;

/// What has to be there; each includes what stands before it.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub enum Needs {
    /// A compiler for both targets, formatting and lints.
    Rust,
    /// All that `trunk build` calls.
    Page,
    /// A browser and what steers it.
    Browser,
}

/// Everything `trunk build` needs.
pub fn for_page() -> Result<Shell> {
    let mut shell = Shell::new()?;
    get_ready(&mut shell, Needs::Page)?;
    Ok(shell)
}

/// Sees to it that everything is there.
pub fn get_ready(shell: &mut Shell, needs: Needs) -> Result {
    rust(shell)?;
    if needs >= Needs::Page {
        trunk(shell)?;
        wasm_bindgen(shell)?;
        node(shell)?;
        shell.run("Node packages and styles", shell.command("node").arg("style/build.mjs"))?;
    }
    if needs >= Needs::Browser {
        chromium(shell)?;
        let driver = shell.find("chromedriver").ok_or("chromedriver is still not in PATH.")?;
        shell.set("CHROMEDRIVER", driver);
        shell.set("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    }
    Ok(())
}

fn rust(shell: &mut Shell) -> Result {
    rust_for_wasm(shell)?;
    for (component, program) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if shell.output("cargo", &[program, "--version"]).is_none() {
            let mut command = shell.command("rustup");
            shell.run(&format!("adding {component}"), command.args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// What the build needs, and a browser.
pub fn for_kill() -> Result<Shell> {
    let shell = for_page()?;
    chromium(&shell)?;
    Ok(shell)
}

/// Everything the measurements need on top of that: the libraries we are compared with.
pub fn for_bench() -> Result<Shell> {
    let shell = for_kill()?;
    let peers = shell.root.join("bench/peers");
    let installed = modified(&peers.join("node_modules/.package-lock.json"));
    if installed.is_none() || installed < modified(&peers.join("package-lock.json")) {
        shell
            .run("the libraries we are compared with", shell.command("npm").arg("ci").current_dir(&peers))?;
    }
    Ok(shell)
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|about| about.modified()).ok()
}

fn chromium(shell: &Shell) -> Result {
    let wanted = ["chromium", "chromedriver"];
    if wanted.iter().all(|program| shell.find(program).is_some()) {
        return Ok(());
    }
    debian::install(shell, "Chromium", &["chromium", "chromium-driver"]).map_err(|reason| {
        format!("{reason}\n`chromium` and a `chromedriver` of the same version have to be in PATH.")
    })
}

/// Finds or makes a toolchain that compiles for the browser, and uses it for everything that follows.
fn rust_for_wasm(shell: &mut Shell) -> Result {
    if compiles_for_wasm(shell, "rustc") {
        return Ok(());
    }
    let rustup = shell.find("rustup").is_some();
    if compiles_for_wasm(shell, debian::RUSTC) {
        return debian::use_toolchain(shell);
    }
    if rustup {
        let mut command = shell.command("rustup");
        command.args(["target", "add", TARGET]).env("RUST_BACKTRACE", "0");
        let added = shell.run_quietly("adding the target for WebAssembly", &mut command);
        match added {
            Ok(()) if compiles_for_wasm(shell, "rustc") => return Ok(()),
            Ok(()) => println!("  added, but it does not compile"),
            Err(reason) => println!("{reason}"),
        }
    }
    if !debian::is_here(shell) {
        return Err(format!(
            "There is no Rust that compiles for WebAssembly. Install rustup from https://rustup.rs, then run \
             `rustup target add {TARGET}`; behind a proxy, let it reach static.rust-lang.org."
        ));
    }
    println!("  rustup cannot help; Debian's compiler and its source can");
    debian::install_rust_for_wasm(shell, TARGET)?;
    debian::use_toolchain(shell)?;
    if compiles_for_wasm(shell, "rustc") {
        return Ok(());
    }
    let folder = shell.cache.join("std-build");
    Err(format!(
        "Debian's compiler does not compile for WebAssembly; remove {} and try again.",
        folder.display()
    ))
}

/// Whether a compiler compiles an empty library for the browser. A standard library that is missing, left over
/// from another version or there twice fails here and not in the middle of a build.
fn compiles_for_wasm(shell: &Shell, rustc: &str) -> bool {
    let probe = shell.cache.join("probe.rmeta");
    let mut command = shell.command(rustc);
    command.args(["--edition=2024", "--crate-type=lib", "--emit=metadata", "--target", TARGET, "-o"]);
    command.arg(probe).arg("-").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn trunk(shell: &Shell) -> Result {
    let requirement = quoted_after(&shell.root.join("Trunk.toml"), "trunk-version = ")?;
    let version = requirement.trim_start_matches('=');
    if shell.output("trunk", &["--version"]).is_some_and(|words| words.ends_with(version)) {
        return Ok(());
    }
    cargo_install(shell, "trunk", version, &["--locked"])
}

fn wasm_bindgen(shell: &Shell) -> Result {
    let version = quoted_after(&shell.root.join("Cargo.lock"), "name = \"wasm-bindgen\"\nversion = ")?;
    let is_there =
        |program| shell.output(program, &["--version"]).is_some_and(|words| words.ends_with(&version));
    if is_there("wasm-bindgen") && is_there("wasm-bindgen-test-runner") {
        return Ok(());
    }
    // Its own lock file names versions that have been withdrawn.
    cargo_install(shell, "wasm-bindgen-cli", &version, &[])
}

/// Builds a tool into the kept folder; unoptimised, because compiling it is all the time it ever costs.
fn cargo_install(shell: &Shell, package: &str, version: &str, options: &[&str]) -> Result {
    let mut command = shell.command("cargo");
    command.args(["install", "--quiet", "--force", package, "--version", version]).args(options);
    command.arg("--root").arg(shell.tools()).arg("--target-dir").arg(shell.cache.join("tools-build"));
    for (name, value) in
        [("OPT_LEVEL", "0"), ("LTO", "off"), ("CODEGEN_UNITS", "256"), ("DEBUG", "0"), ("STRIP", "true")]
    {
        command.env(format!("CARGO_PROFILE_RELEASE_{name}"), value);
    }
    shell.run(&format!("building {package} {version}, once, some minutes"), &mut command)
}

fn node(shell: &Shell) -> Result {
    let major = |shell: &Shell| -> Option<u32> {
        let version = shell.output("node", &["--version"])?;
        version.trim_start_matches('v').split('.').next()?.parse().ok()
    };
    if major(shell).is_none() || shell.find("npm").is_none() {
        debian::install(shell, "Node", &["nodejs", "npm"]).map_err(|reason| {
            format!("{reason}\nInstall Node {OLDEST_NODE} or newer with npm: https://nodejs.org.")
        })?;
    }
    match major(shell) {
        Some(version) if version >= OLDEST_NODE => Ok(()),
        _ => Err(format!("Node {OLDEST_NODE} or newer is needed, with npm: https://nodejs.org.")),
    }
}

/// The quoted text that follows `before` in a file.
fn quoted_after(file: &Path, before: &str) -> Result<String> {
    let text =
        fs::read_to_string(file).map_err(|error| format!("{} cannot be read: {error}.", file.display()))?;
    let value = text.split_once(before).and_then(|(_, rest)| rest.split('"').nth(1));
    value.map(str::to_owned).ok_or_else(|| format!("{} names no version after `{before}`.", file.display()))
}
