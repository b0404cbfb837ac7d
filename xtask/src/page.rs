//! The page by Trunk: the release, the one for the journeys, and the one to work on.

use crate::shell::{Result, Shell};

/// Where the release lies.
pub const RELEASE: &str = "dist";
/// Where the page for the journeys lies.
pub const FOR_JOURNEYS: &str = "target/dist-e2e";
const FOR_DEVELOPMENT: &str = "target/dist-dev";

/// Leaves the release in `dist/`.
pub fn build(shell: &Shell) -> Result {
    shell.run("building the release into dist/", shell.command("trunk").args(["build", "--release"]))
}

/// Builds the page for the journeys: optimising all of it as a whole takes most of a release's time and changes
/// nothing they look at.
pub fn build_for_journeys(shell: &Shell) -> Result {
    let mut trunk = shell.command("trunk");
    trunk.args(["build", "--cargo-profile", "e2e", "--dist", FOR_JOURNEYS]);
    shell.run(&format!("building the page into {FOR_JOURNEYS}"), &mut trunk)
}

pub fn serve(shell: &Shell, options: &[&str]) -> Result {
    announce();
    shell.run("building and serving", shell.command("trunk").args(["serve", "--release"]).args(options))
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
