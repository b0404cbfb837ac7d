//! The splitter makes a piece for every combination of doors; a file per piece would be dozens of requests. Which
//! pieces share a file is decided here.

use std::{collections::BTreeMap, path::Path};

use rayon::prelude::*;
use wasm_encoder::{EntityType, ExportKind, ExportSection, ImportSection, Module};
use wasmparser::{Parser, Payload};

use crate::{
    split::{LOADER, Pieces, piece_file},
    tools::{self, Result},
};

/// The door of the interface, which stands when any other one is opened.
pub const INTERFACE: &str = "interface";
/// What several doors need and the interface does not.
pub const SHARED: &str = "shared";
/// Where pieces import memory, table and stack pointer of the first module from.
const MAIN: &str = "main";
const SPLITTER: &str = "__wasm_split";
/// The files that each door needs, by the name of the door. Doors that the front opens need the interface's, too, and
/// may come before it.
pub type Loads = BTreeMap<String, Vec<String>>;

/// Leaves one `<file>.wasm` for each file that [`Loads`] names.
pub fn merge(pieces: &Pieces, work: &Path) -> Result<Loads> {
    let mut files = BTreeMap::<&str, Vec<&str>>::new();
    let mut loads = Loads::new();
    for (piece, doors) in &pieces.0 {
        let file = match doors.iter().collect::<Vec<_>>()[..] {
            [door] => door,
            _ if doors.contains(INTERFACE) => INTERFACE,
            _ => SHARED,
        };
        files.entry(file).or_default().push(piece);
        for door in doors {
            let needed = loads.entry(door.clone()).or_default();
            if !needed.iter().any(|name| name == file) {
                needed.push(file.to_owned());
            }
        }
    }
    files.par_iter().try_for_each(|(file, pieces)| {
        let imports = pieces
            .iter()
            .map(|piece| imports_of(&tools::read(&piece_file(work, piece))?))
            .collect::<Result<Vec<_>>>()?;
        let stub = work.join(format!("stub-{file}.wasm"));
        tools::write(&stub, &stub_of(&imports.concat()))?;
        let mut wasm_merge = tools::binaryen("wasm-merge");
        // With names, for those who look into it.
        wasm_merge.arg("-g").arg(&stub).arg(SPLITTER);
        for piece in pieces {
            wasm_merge.arg(piece_file(work, piece)).arg(piece);
        }
        tools::run(wasm_merge.arg("-o").arg(work.join(format!("merged-{file}.wasm"))))
    })?;
    for file in files.keys() {
        let merged = work.join(format!("merged-{file}.wasm"));
        std::fs::rename(&merged, piece_file(work, file)).map_err(tools::at(&merged))?;
    }
    Ok(loads)
}

/// What a piece takes from the first module.
fn imports_of(piece: &[u8]) -> Result<Vec<(String, EntityType)>> {
    let mut imports = Vec::new();
    for payload in Parser::new(0).parse_all(piece) {
        let payload = payload.map_err(|error| format!("a piece cannot be read: {error}"))?;
        let Payload::ImportSection(section) = payload else { continue };
        for import in section.into_imports() {
            let import = import.map_err(|error| format!("a piece's imports cannot be read: {error}"))?;
            let kind = EntityType::try_from(import.ty)
                .map_err(|error| format!("a piece imports {}: {error}", import.name))?;
            imports.push((import.name.to_owned(), kind));
        }
    }
    Ok(imports)
}

/// A module that hands on what the pieces import: merged without it, each would have a memory of its own.
fn stub_of(imports: &[(String, EntityType)]) -> Vec<u8> {
    let (mut import_section, mut export_section) = (ImportSection::new(), ExportSection::new());
    let mut seen = BTreeMap::<&str, EntityType>::new();
    for (name, kind) in imports {
        seen.entry(name).or_insert(*kind);
    }
    let (mut memories, mut tables, mut globals) = (0.., 0.., 0..);
    for (name, kind) in seen {
        import_section.import(MAIN, name, kind);
        let (export, index) = match kind {
            EntityType::Memory(_) => (ExportKind::Memory, memories.next()),
            EntityType::Table(_) => (ExportKind::Table, tables.next()),
            _ => (ExportKind::Global, globals.next()),
        };
        export_section.export(name, export, index.unwrap_or(0));
    }
    let mut module = Module::new();
    module.section(&import_section).section(&export_section);
    module.finish()
}

/// The script by which the first module loads the others: a file is fetched once, and after a failure again.
pub fn write_loader(loads: &Loads, work: &Path) -> Result {
    let mut script = LOADER_SCRIPT.to_owned();
    for (door, files) in loads {
        let files: Vec<String> = files.iter().map(|file| format!("\"{file}\"")).collect();
        script += &format!(
            "export const __wasm_split_load_{door} = (callback, data) => open([{}], callback, data);\n",
            files.join(", ")
        );
    }
    tools::write(&work.join(LOADER), script.as_bytes())
}

const LOADER_SCRIPT: &str = r#"import { initSync } from "./app.js";

const files = new Map();

function load(file) {
  if (!files.has(file)) {
    const loading = instantiate(file);
    loading.catch(() => files.delete(file));
    files.set(file, loading);
  }
  return files.get(file);
}

async function instantiate(file) {
  const response = await fetch(new URL(`./${file}.wasm`, import.meta.url));
  if (!response.ok) throw new Error(`${file}.wasm: ${response.status}`);
  // Bound already, it answers with what the first module exports.
  const imports = { main: initSync() };
  const isMarked = response.headers.get("content-type") === "application/wasm";
  return isMarked ? WebAssembly.instantiateStreaming(response, imports) : WebAssembly.instantiate(await response.arrayBuffer(), imports);
}

async function open(names, callback, data) {
  let isOpen = true;
  try {
    await Promise.all(names.map(load));
  } catch (error) {
    console.warn(error);
    isOpen = false;
  }
  initSync().__indirect_function_table.get(callback)(data, isOpen);
}

"#;
