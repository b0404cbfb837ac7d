//! Help from Debian's archive, for machines that reach it but not rustup's servers.

use crate::shell::{Result, Shell, unheard};
use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

/// The compiler of Debian's packages.
pub const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
/// The name under which rustup knows Debian's compiler.
const TOOLCHAIN: &str = "debian-web";
/// How long others may install packages before we give up; a machine that updates itself takes minutes.
const PATIENCE: Duration = Duration::from_secs(15 * 60);
const PAUSE: Duration = Duration::from_secs(3);

pub fn is_here(shell: &Shell) -> bool {
    Path::new("/etc/debian_version").exists() && shell.find("apt-get").is_some()
}

/// Installs packages, with fresh package lists if the ones at hand do not do.
pub fn install(shell: &Shell, what: &str, packages: &[&str]) -> Result {
    if !is_here(shell) {
        return Err(format!("{what}: missing, and there is no apt-get to install it with."));
    }
    let install = || {
        let arguments = [&["install", "-y", "--no-install-recommends"], packages].concat();
        apt_get(shell, &format!("installing {what}"), &arguments)
    };
    install().or_else(|_| {
        apt_get(shell, "fetching package lists", &["update"])?;
        install()
    })
}

/// Calls apt-get, again and again as long as somebody else uses it. Its own `DPkg::Lock::Timeout` waits for one
/// of its locks only: neither for that of the package lists nor for that of the downloads.
fn apt_get(shell: &Shell, what: &str, arguments: &[&str]) -> Result {
    println!("• {what} …");
    let started = Instant::now();
    let mut has_waited = false;
    loop {
        // Not by the environment, which sudo would drop. Without a language, so that we understand its words.
        let mut command = shell.command_as_root("env")?;
        command.args(["DEBIAN_FRONTEND=noninteractive", "LC_ALL=C", "apt-get"]).args(arguments);
        match unheard(&mut command) {
            Ok(()) => break,
            Err(words) if is_busy(&words) && started.elapsed() < PATIENCE => {
                if !has_waited {
                    println!("  waiting for another program that installs packages");
                }
                has_waited = true;
                thread::sleep(PAUSE);
            }
            Err(words) => return Err(format!("{what} failed.\n{words}")),
        }
    }
    println!("  {what}: {:.1} s", started.elapsed().as_secs_f32());
    Ok(())
}

/// Whether these words of apt-get or dpkg say that another program holds a lock, and not that we may not have it.
fn is_busy(words: &str) -> bool {
    words.contains("Could not get lock") || words.contains("lock was locked by another process")
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

#[cfg(test)]
mod tests {
    use super::is_busy;

    #[test]
    fn a_lock_that_is_held_is_worth_waiting_for() {
        assert!(is_busy("E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)"));
        assert!(is_busy("dpkg: error: dpkg frontend lock was locked by another process with pid 7"));
        assert!(!is_busy(
            "E: Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)"
        ));
    }
}
