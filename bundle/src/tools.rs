//! Calling other programs and touching files; every error is a sentence.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

pub type Result<T = ()> = std::result::Result<T, String>;

/// What the compiler uses of WebAssembly.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-multivalue",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// For `map_err`: says where it happened.
pub fn at(path: &Path) -> impl Fn(io::Error) -> String {
    move |error| format!("{}: {error}", path.display())
}

pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(at(path))
}

pub fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(at(path))
}

pub fn write(path: &Path, bytes: &[u8]) -> Result {
    fs::write(path, bytes).map_err(at(path))
}

/// A folder with nothing in it.
pub fn emptied(folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(at(folder))?;
    }
    fs::create_dir_all(folder).map_err(at(folder))?;
    Ok(folder.to_owned())
}

/// A program of binaryen, which comes as WebAssembly for Node. It works for seconds, and optimising it would take as long:
/// the code that V8 makes at once does all of it in half the time of two cores.
pub fn binaryen(program: &str) -> Command {
    let mut command = Command::new("node");
    command.args(["--liftoff-only", &format!("node_modules/.bin/{program}")]).args(FEATURES);
    command
}

/// Runs a program to its end.
pub fn run(command: &mut Command) -> Result {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{program} cannot be started: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{program} failed.\n{}", String::from_utf8_lossy(&output.stderr)))
}
