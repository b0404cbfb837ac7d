//! Calling other programs and touching files; every error is a sentence.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

pub type Result<T = ()> = std::result::Result<T, String>;

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

/// Runs a program to its end.
pub fn run(command: &mut Command) -> Result {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{program} cannot be started: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{program} failed.\n{}", String::from_utf8_lossy(&output.stderr)))
}
