//! From modules, scripts, styles and `index.html` to the files of the page.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use rayon::prelude::*;

use crate::{
    elements,
    merge::{INTERFACE, Loads},
    order, single,
    tools::{self, Result},
};

/// In the text of the page stands for the folder that all its files are in.
pub const FOLDER: &str = "{folder}";

/// Lie beside the page under their own names: the one because it is edited there, the other because browsers know an
/// installed page by it.
const BESIDE: [&str; 2] = ["site.json", "manifest.webmanifest"];

/// A part of other scripts; Trunk, which joins none, copies it.
const JOINED: &str = "guard.js";

/// What is published, before it has a place.
pub struct Built {
    /// `index.html`, which names the other files below [`FOLDER`].
    pub index: String,
    /// Each with its name in the folder.
    pub files: Vec<(String, Vec<u8>)>,
    /// Each with its name beside `index.html`; they may name files below [`FOLDER`], too.
    pub beside: Vec<(String, String)>,
    /// `service-worker.js`, without the names that [`crate::files`] writes into it.
    pub service_worker: String,
}

/// `workers` are the names of the programs that run beside the page.
pub fn assemble(loads: &Loads, workers: &[&str], work: &Path, release: bool) -> Result<Built> {
    let programs: Vec<String> = workers.iter().map(|worker| format!("{worker}_bg")).collect();
    let loaders: Vec<String> = workers.iter().map(|worker| format!("{worker}_loader")).collect();
    let mut modules = vec!["front"];
    modules.extend(programs.iter().map(String::as_str));
    modules.extend(loads.values().flatten().map(String::as_str));
    modules.sort_unstable();
    modules.dedup();
    let mut files: Vec<(String, Vec<u8>)> = modules
        .into_par_iter()
        .map(|module| Ok((format!("{module}.wasm"), program(module, work, release)?)))
        .collect::<Result<_>>()?;
    for worker in workers {
        let script = format!(
            "import bind from \"./{worker}.js\";\n\
             await bind({{ module_or_path: new URL(\"./{worker}_bg.wasm\", import.meta.url) }});\n"
        );
        tools::write(&work.join(format!("{worker}_loader.js")), script.as_bytes())?;
    }
    for script in ["boot.js", "offline.js", JOINED] {
        fs::copy(script, work.join(script)).map_err(tools::at(Path::new(script)))?;
    }
    for script in ["boot", "offline", "app"].into_iter().chain(loaders.iter().map(String::as_str)) {
        let bundled = work.join(format!("bundled-{script}.js"));
        let mut esbuild = Command::new("esbuild");
        esbuild.arg(work.join(format!("{script}.js"))).args([
            "--bundle",
            "--format=esm",
            "--log-level=warning",
        ]);
        esbuild.args(release.then_some("--minify")).arg(format!("--outfile={}", bundled.display()));
        tools::run(&mut esbuild)?;
        files.push((format!("{script}.js"), tools::read(&bundled)?));
    }
    let mut index = String::new();
    let mut beside = Vec::new();
    let source = tools::read_text(Path::new("index.html"))?;
    for line in source.lines() {
        let Some((indentation, _)) = line.split_once("<link data-trunk") else {
            index += line;
            index.push('\n');
            continue;
        };
        let value =
            |name: &str| attribute(line, name).ok_or_else(|| format!("index.html: no {name} in {line}"));
        match value("rel")? {
            "rust" => {}
            "copy-dir" => {
                let folder = PathBuf::from(value("href")?);
                let name = file_name(&folder);
                for entry in fs::read_dir(&folder).map_err(tools::at(&folder))? {
                    let path = entry.map_err(tools::at(&folder))?.path();
                    files.push((format!("{name}/{}", file_name(&path)), tools::read(&path)?));
                }
            }
            "copy-file" => {
                let path = PathBuf::from(value("href")?);
                if BESIDE.contains(&file_name(&path).as_str()) {
                    beside.push((file_name(&path), tools::read_text(&path)?));
                } else if file_name(&path) != JOINED
                    && !files.iter().any(|(name, _)| *name == file_name(&path))
                {
                    files.push((file_name(&path), tools::read(&path)?));
                }
            }
            rel => {
                let path = PathBuf::from(value("href")?);
                let rel = if rel == "css" { "stylesheet" } else { rel };
                files.push((file_name(&path), tools::read(&path)?));
                index +=
                    &format!("{indentation}<link rel=\"{rel}\" href=\"{FOLDER}/{}\">\n", file_name(&path));
            }
        }
    }
    let script = format!(
        "    <link rel=\"modulepreload\" href=\"{FOLDER}/app.js\">\n    \
         <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin href=\"{FOLDER}/front.wasm\">\n    \
         <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin href=\"{FOLDER}/{INTERFACE}.wasm\">\n    \
         <script type=\"module\" src=\"{FOLDER}/boot.js\" data-js=\"./app.js\" data-wasm=\"{FOLDER}/front.wasm\" data-offline></script>\n  </head>"
    );
    let index = index.replacen("  </head>", &script, 1);
    // What the page names by itself, because Trunk gives it no hash.
    let index = files.iter().fold(index, |index, (name, _)| {
        index.replace(&format!("href=\"{name}\""), &format!("href=\"{FOLDER}/{name}\""))
    });
    // Likewise, what installed pages are shown by.
    let beside = beside.into_iter();
    let beside = beside.map(|(name, text)| (name, text.replace("\"icons/", &format!("\"{FOLDER}/icons/"))));
    let template = single::template(&source, &files, loads, work, release)?;
    files.push((single::NAME.to_owned(), template.into_bytes()));
    let service_worker = tools::read_text(Path::new("service-worker.js"))?;
    Ok(Built { index, files, beside: beside.collect(), service_worker })
}

/// A module as the page has it.
fn program(module: &str, work: &Path, release: bool) -> Result<Vec<u8>> {
    let mut path = work.join(format!("{module}.wasm"));
    if release {
        let [optimised, named, ordered] =
            ["optimised", "named", "ordered"].map(|step| work.join(format!("{step}-{module}.wasm")));
        let mut optimise = tools::binaryen("wasm-opt");
        tools::run(optimise.args(["-Oz", "--strip-producers"]).arg(&path).arg("-o").arg(&optimised))?;
        tools::write(&named, &order::by_similarity(&tools::read(&optimised)?)?)?;
        // As it writes a module after -Oz, without doing all that again.
        let steps =
            ["--optimize-level=2", "--shrink-level=2", "--reorder-functions-by-name", "--strip-debug"];
        tools::run(tools::binaryen("wasm-opt").args(steps).arg(&named).arg("-o").arg(&ordered))?;
        path = ordered;
    }
    if module == "front" {
        elements::leave_out_empty(&path)?;
    }
    tools::read(&path)
}

fn attribute<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = line.split_once(&format!(" {name}=\""))?;
    value.split('"').next()
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
