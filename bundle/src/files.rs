//! The files of the page on disk: named by what is in them, compressed beside themselves, and listed.

use std::{fs, io::Write, path::Path};

use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};

use crate::{
    page::{Built, FOLDER},
    tools::{self, Result},
};

/// Digits of the folder's name.
const NAME_DIGITS: usize = 12;
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
        let mut files = Vec::new();
        for (name, bytes) in &built.files {
            files.push(File::write(&site.join(&folder), name, bytes, release)?);
        }
        let index = built.index.replace(FOLDER, &folder);
        files.push(File::write(site, "index.html", index.as_bytes(), release)?);
        // Neither compressed nor listed: of what is edited later, both would be wrong.
        for (name, bytes) in &built.beside {
            files.push(File::write(site, name, bytes, false)?);
        }
        hashes.sort();
        let list: Vec<String> =
            hashes.iter().map(|(name, hash)| format!("  \"{folder}/{name}\": \"sha256-{hash}\"")).collect();
        tools::write(&site.join("files.json"), format!("{{\n{}\n}}\n", list.join(",\n")).as_bytes())?;
        Ok(Self(files))
    }
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

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    Ok(compressed)
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
        let folder = |edited: &[u8]| {
            let built = Built {
                index: format!("<script src=\"{FOLDER}/boot.js\">"),
                files: vec![("boot.js".to_owned(), b"go();".to_vec())],
                beside: vec![("site.json".to_owned(), edited.to_vec())],
            };
            Files::write(&built, &site, true).unwrap();
            let mut names: Vec<String> = fs::read_dir(&site)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
                .collect();
            names.sort();
            let list = fs::read_to_string(site.join("files.json")).unwrap();
            assert!(list.contains("boot.js") && !list.contains("site.json"), "{list}");
            assert_eq!(fs::read(site.join("site.json")).unwrap(), edited);
            names
        };
        let (before, after) = (folder(b"{}"), folder(b"{\"imprint\":\"/impressum\"}"));
        fs::remove_dir_all(&site).unwrap();
        assert_eq!(before, after);
        assert_eq!(before[1..], ["files.json", "index.html", "index.html.br", "index.html.gz", "site.json"]);
    }
}
