//! The files of the page on disk: named by what is in them, compressed beside themselves, and listed.

use std::{fs, io::Write, path::Path};

use flate2::{Compression, write::GzEncoder};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use wasmparser::Parser;

use crate::{
    page::{Built, FOLDER},
    tools::{self, Result},
};

/// Digits of the folder's name.
const NAME_DIGITS: usize = 12;
/// What stands in the text of the service worker for what is written into it.
const BUILD: &str = "\"{build}\"";
const LIST: &str = "const files = {};";
/// Up to so many bytes, as a power of two, are compressed at a time; the least that brotli knows.
const BLOCK_BITS: i32 = 16;
const BUFFER_BYTES: usize = 4_096;
/// A shorter section stays with the next one.
const SHORTEST_BLOCK_BYTES: usize = 1_024;
/// What a host sends compressed; fonts are already.
const COMPRESSED: [&str; 6] = ["html", "wasm", "js", "css", "svg", "json"];

pub struct Files(pub Vec<File>);

pub struct File {
    /// Within the folder; of the page itself `index.html`.
    pub name: String,
    pub raw_bytes: usize,
    /// As brotli 11 sends it; as it is where that does not pay.
    pub brotli_bytes: usize,
}

impl Files {
    /// Replaces what is in `site`. Compressed siblings are written for a release only.
    pub fn write(built: &Built, site: &Path, release: bool) -> Result<Self> {
        tools::emptied(site)?;
        let mut all = Sha256::new();
        let mut hashes = Vec::new();
        for (name, bytes) in &built.files {
            let hash = hex(&Sha256::digest(bytes));
            all.update(name.as_bytes());
            all.update(hash.as_bytes());
            hashes.push((name, hash));
        }
        let folder = hex(&all.finalize())[..NAME_DIGITS].to_owned();
        let in_folder = site.join(&folder);
        let written = built.files.par_iter();
        let written = written.map(|(name, bytes)| File::write(&in_folder, name, bytes, release));
        let mut files = written.collect::<Result<Vec<_>>>()?;
        let index = built.index.replace(FOLDER, &folder);
        files.push(File::write(site, "index.html", index.as_bytes(), release)?);
        // Neither compressed nor listed: of what is edited later, both would be wrong.
        for (name, text) in &built.beside {
            files.push(File::write(site, name, text.replace(FOLDER, &folder).as_bytes(), false)?);
        }
        hashes.sort();
        let list: Vec<String> =
            hashes.iter().map(|(name, hash)| format!("  \"{folder}/{name}\": \"sha256-{hash}\"")).collect();
        let list = format!("{{\n{}\n}}", list.join(",\n"));
        tools::write(&site.join("files.json"), format!("{list}\n").as_bytes())?;
        let service_worker = service_worker(&built.service_worker, &index, &list)?;
        files.push(File::write(site, "service-worker.js", service_worker.as_bytes(), release)?);
        Ok(Self(files))
    }
}

/// Writes the name of the build and the list of its files into the worker. The name changes with every byte that the
/// worker keeps, and with what it does.
fn service_worker(text: &str, index: &str, list: &str) -> Result<String> {
    if !text.contains(BUILD) || !text.contains(LIST) {
        return Err(format!("service-worker.js has no place for {BUILD} or for {LIST}"));
    }
    let mut all = Sha256::new();
    for part in [text, index, list] {
        all.update(part.as_bytes());
    }
    let build = &hex(&all.finalize())[..NAME_DIGITS];
    let text = text.replace(BUILD, &format!("\"{build}\""));
    Ok(text.replace(LIST, &format!("const files = {list};")))
}

impl File {
    fn write(folder: &Path, name: &str, bytes: &[u8], release: bool) -> Result<Self> {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(tools::at(parent))?;
        }
        tools::write(&path, bytes)?;
        let mut brotli_bytes = bytes.len();
        if release && name.rsplit('.').next().is_some_and(|ending| COMPRESSED.contains(&ending)) {
            let by_brotli = brotli(bytes).map_err(tools::at(&path))?;
            brotli_bytes = by_brotli.len();
            tools::write(&folder.join(format!("{name}.br")), &by_brotli)?;
            let mut by_gzip = GzEncoder::new(Vec::new(), Compression::best());
            by_gzip.write_all(bytes).map_err(tools::at(&path))?;
            let by_gzip = by_gzip.finish().map_err(tools::at(&path))?;
            tools::write(&folder.join(format!("{name}.gz")), &by_gzip)?;
        }
        Ok(Self { name: name.to_owned(), raw_bytes: bytes.len(), brotli_bytes })
    }
}

/// With a block of its own for each section of a module, because code, tables and texts have statistics of their own:
/// brotli itself looks for such borders only every 64 kB. Saves a hundredth.
fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        lgblock: BLOCK_BITS,
        ..Default::default()
    };
    let mut writer = brotli::CompressorWriter::with_params(Vec::new(), BUFFER_BYTES, &parameters);
    let mut start = 0;
    for end in section_starts(bytes).filter(|end| *end < bytes.len()) {
        if end >= start + SHORTEST_BLOCK_BYTES {
            writer.write_all(&bytes[start..end])?;
            writer.flush()?;
            start = end;
        }
    }
    writer.write_all(&bytes[start..])?;
    Ok(writer.into_inner())
}

/// Where the sections of a module begin; nowhere in anything else.
fn section_starts(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let payloads = Parser::new(0).parse_all(bytes).map_while(std::result::Result::ok);
    payloads.filter_map(|payload| Some(payload.as_section()?.1.start as usize))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_edited_beside_the_page_names_no_folder_and_is_neither_listed_nor_compressed() {
        let site = std::env::temp_dir().join(format!("gosmart-bundle-{}", std::process::id()));
        let folder = |edited: &str| {
            let built = Built {
                beside: vec![("site.json".to_owned(), edited.to_owned())],
                ..built("<head>", "go();", "")
            };
            Files::write(&built, &site, true).unwrap();
            let mut names: Vec<String> = fs::read_dir(&site)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
                .collect();
            names.sort();
            let list = fs::read_to_string(site.join("files.json")).unwrap();
            assert!(list.contains("boot.js") && !list.contains("site.json"), "{list}");
            assert_eq!(fs::read_to_string(site.join("site.json")).unwrap(), edited);
            names
        };
        let (before, after) = (folder("{}"), folder("{\"imprint\":\"/impressum\"}"));
        fs::remove_dir_all(&site).unwrap();
        assert_eq!(before, after);
        assert_eq!(
            before[1..],
            [
                "files.json",
                "index.html",
                "index.html.br",
                "index.html.gz",
                "service-worker.js",
                "service-worker.js.br",
                "service-worker.js.gz",
                "site.json"
            ]
        );
    }

    #[test]
    fn what_is_compressed_by_sections_is_the_same_file() {
        let mut module = wasm_encoder::Module::new();
        for (name, letters) in [("a", 26), ("b", 2), ("c", 200), ("d", 10)] {
            let bytes: Vec<u8> =
                (0..letters * 300_u32).map(|number| (number * number % letters) as u8).collect();
            module.section(&wasm_encoder::CustomSection { name: name.into(), data: bytes.into() });
        }
        let module = module.finish();
        assert_eq!(section_starts(&module).count(), 4);
        let cut_off = &module[..module.len() - 100];
        for bytes in [&module, cut_off, &module[..8], b"go();", b""] {
            let mut decompressed = Vec::new();
            brotli::BrotliDecompress(&mut &brotli(bytes).unwrap()[..], &mut decompressed).unwrap();
            assert_eq!(decompressed, bytes);
        }
    }

    fn built(head: &str, boot: &str, work: &str) -> Built {
        Built {
            index: format!("{head}<script src=\"{FOLDER}/boot.js\">"),
            files: vec![("boot.js".to_owned(), boot.as_bytes().to_vec())],
            beside: vec![("manifest.webmanifest".to_owned(), format!("{FOLDER}/icons/icon.svg"))],
            service_worker: format!("const build = {BUILD};\n{LIST}\n{work}"),
        }
    }

    #[test]
    fn every_change_is_another_worker_that_knows_the_files_of_its_page() {
        let site = std::env::temp_dir().join(format!("gosmart-bundle-worker-{}", std::process::id()));
        let written = |built: &Built| {
            Files::write(built, &site, false).unwrap();
            let of = |name: &str| fs::read_to_string(site.join(name)).unwrap();
            (of("service-worker.js"), of("files.json"), of("index.html"), of("manifest.webmanifest"))
        };
        let (worker, list, index, manifest) = written(&built("<head>", "go();", ""));
        assert!(worker.contains(&format!("const files = {};", list.trim())), "{worker}");
        let (folder, _) = list.split_once('"').unwrap().1.split_once('/').unwrap();
        assert!(index.contains(&format!("\"{folder}/boot.js\"")), "{index}");
        assert_eq!(manifest, format!("{folder}/icons/icon.svg"));
        let hash = hex(&Sha256::digest(b"go();"));
        assert!(list.contains(&format!("\"{folder}/boot.js\": \"sha256-{hash}\"")), "{list}");

        let name = |worker: &str| worker.lines().next().unwrap().to_owned();
        let (same, ..) = written(&built("<head>", "go();", ""));
        assert_eq!(same, worker);
        for other in [
            built("<head lang>", "go();", ""),
            built("<head>", "stay();", ""),
            built("<head>", "go();", "work();"),
        ] {
            assert_ne!(name(&written(&other).0), name(&worker));
        }
        fs::remove_dir_all(&site).unwrap();
        let without_place = Built { service_worker: String::new(), ..built("", "", "") };
        assert!(Files::write(&without_place, &site, false).is_err());
        fs::remove_dir_all(&site).unwrap();
    }
}
