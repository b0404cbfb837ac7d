//! One program becomes a first module and pieces, by the doors that stand in it.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    process::Command,
};

use wasm_split_cli_support::{Options, transform};

use crate::{
    exports,
    tools::{self, Result},
};

/// The script by which the first module loads the others, as it imports it.
pub const LOADER: &str = "./__wasm_split.js";

/// What the splitter made beside the first module: each piece with the doors it is needed behind.
pub struct Pieces(pub BTreeMap<String, BTreeSet<String>>);

/// Leaves `main.wasm` and the pieces in `work`.
///
/// # Errors
/// When the program was not linked with `--emit-relocs`, or is too new for the splitter.
pub fn split(app: &Path, work: &Path) -> Result<Pieces> {
    let program = exports::without_unmade_classes(&tools::read(app)?)?;
    let main = work.join("main.wasm");
    let mut options = Options::new(&program);
    options.output_dir = work;
    options.main_out_path = &main;
    options.link_name = LOADER;
    let made = transform(options).map_err(|error| format!("{} cannot be split: {error:#}", app.display()))?;
    let mut pieces = BTreeMap::<String, BTreeSet<String>>::new();
    for (door, names) in made.prefetch_map {
        for name in names {
            pieces.entry(name).or_default().insert(door.clone());
        }
    }
    Ok(Pieces(pieces))
}

/// Leaves `<name>.js` and `<name>_bg.wasm` in `work`. What the pieces import stays exported.
pub fn bind(module: &Path, work: &Path, name: &str) -> Result {
    let mut bindgen = Command::new("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--no-demangle"]);
    bindgen.args(["--out-name", name]).arg("--out-dir").arg(work).arg(module);
    tools::run(&mut bindgen)
}

pub fn piece_file(work: &Path, name: &str) -> PathBuf {
    work.join(format!("{name}.wasm"))
}
