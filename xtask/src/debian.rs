//! Help from Debian's archive, for machines that reach it but not rustup's servers.

use crate::shell::{Result, Shell};
use std::{fs, path::Path};

/// The compiler of Debian's packages.
pub const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
/// The name under which rustup knows Debian's compiler.
const TOOLCHAIN: &str = "debian-web";

pub fn is_here(shell: &Shell) -> bool {
    Path::new("/etc/debian_version").exists() && shell.find("apt-get").is_some()
}

/// Installs packages, with fresh package lists if the ones at hand do not do.
pub fn install(shell: &Shell, what: &str, packages: &[&str]) -> Result {
    if !is_here(shell) {
        return Err(format!("{what}: missing, and there is no apt-get to install it with."));
    }
    let install = || {
        // Not by the environment, which sudo would drop.
        let mut command = shell.command_as_root("env")?;
        command.args([
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "install",
            "-y",
            "--no-install-recommends",
        ]);
        shell.run_quietly(&format!("installing {what}"), command.args(packages))
    };
    install().or_else(|_| {
        shell.run_quietly("fetching package lists", shell.command_as_root("apt-get")?.arg("update"))?;
        install()
    })
}

/// Installs Debian's current compiler and builds the standard library for `target` from its source.
pub fn install_rust_for_wasm(shell: &Shell, target: &str) -> Result {
    let packages =
        ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "rust-web-clippy", "rustfmt-web"];
    install(shell, "Debian's Rust", &packages)?;

    let about = shell.output(RUSTC, &["-vV"]).unwrap_or_default();
    let llvm = about.lines().find_map(|line| line.strip_prefix("LLVM version: ")?.split('.').next());
    let llvm = llvm.ok_or_else(|| format!("{RUSTC} does not name its LLVM version."))?;
    install(shell, "the linker", &[&format!("lld-{llvm}")])?;

    let sysroot = shell.output(RUSTC, &["--print", "sysroot"]).unwrap_or_else(|| "/usr".to_owned());
    let build = shell.cache.join("std-build");
    // Leftovers of another version would stand beside the new files as second candidates.
    if build.exists() {
        fs::remove_dir_all(&build)
            .map_err(|error| format!("{} cannot be removed: {error}.", build.display()))?;
    }
    let library = build.join("library");
    fs::create_dir_all(&library)
        .map_err(|error| format!("{} cannot be created: {error}.", library.display()))?;
    let mut copy = shell.command("cp");
    copy.arg("-r").arg(format!("{sysroot}/lib/rustlib/src/rust/library/.")).arg(&library);
    shell.run_quietly("copying the standard library's source", &mut copy)?;

    let mut cargo = shell.command(CARGO);
    cargo.current_dir(&library).args([
        "build",
        "--quiet",
        "--release",
        "--manifest-path",
        "sysroot/Cargo.toml",
    ]);
    cargo.args(["--target", target, "--target-dir"]).arg(build.join("target"));
    cargo.env("RUSTC_BOOTSTRAP", "1").env("RUSTC", RUSTC).env("__CARGO_DEFAULT_LIB_METADATA", "std");
    cargo.env("RUSTFLAGS", "-Zforce-unstable-if-unmarked -Cembed-bitcode=yes");
    shell.run("building the standard library for WebAssembly", &mut cargo)?;

    let installed = format!("{sysroot}/lib/rustlib/{target}/lib");
    let script = "rm -rf \"$2\" && mkdir -p \"$2\" && cp \"$1\"/*.rlib \"$2\"";
    let mut copy = shell.command_as_root("sh")?;
    copy.args(["-c", script, "sh"]);
    copy.arg(build.join("target").join(target).join("release/deps")).arg(installed);
    shell.run_quietly("installing the standard library", &mut copy)
}

/// Makes every later `cargo` and `rustc` Debian's.
pub fn use_toolchain(shell: &mut Shell) -> Result {
    if shell.find("rustup").is_none() {
        return shell.prepend_path(Path::new("/usr/bin"));
    }
    let known = shell.output("rustup", &["toolchain", "list"]).unwrap_or_default();
    if !known.lines().any(|line| line.split_whitespace().next() == Some(TOOLCHAIN)) {
        let mut link = shell.command("rustup");
        shell.run_quietly("telling rustup about it", link.args(["toolchain", "link", TOOLCHAIN, "/usr"]))?;
    }
    println!("  Rust: {RUSTC}, which rustup knows as {TOOLCHAIN}");
    shell.set("RUSTUP_TOOLCHAIN", TOOLCHAIN);
    Ok(())
}
