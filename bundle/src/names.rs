//! Names that nobody reads: what wasm-bindgen imports, four hundred of them, loads sooner with short ones.

use std::{collections::HashMap, path::Path};

use wasm_encoder::{EntityType, ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

use crate::tools::{self, Result};

/// Where a bound module imports the functions of its script from.
const SCRIPT_MODULE: &str = "./app_bg.js";

/// Gives short names to what `module` imports from `script`, in both.
pub fn shorten_imports(module: &Path, script: &Path) -> Result {
    let bytes = tools::read(module)?;
    let mut short = HashMap::new();
    let mut shortened = Module::new();
    for payload in Parser::new(0).parse_all(&bytes) {
        let payload = payload.map_err(|error| format!("{}: {error}", module.display()))?;
        if let Payload::ImportSection(section) = payload {
            let mut imports = ImportSection::new();
            for import in section.into_imports() {
                let import = import.map_err(|error| format!("{}: {error}", module.display()))?;
                let kind = EntityType::try_from(import.ty)
                    .map_err(|error| format!("{} imports {}: {error}", module.display(), import.name))?;
                if import.module == SCRIPT_MODULE {
                    let name = format!("_{}", base_36(short.len()));
                    imports.import(import.module, &name, kind);
                    short.insert(import.name.to_owned(), name);
                } else {
                    imports.import(import.module, import.name, kind);
                }
            }
            shortened.section(&imports);
        } else if let Some((id, range)) = payload.as_section() {
            shortened.section(&RawSection { id, data: &bytes[range.start as usize..range.end as usize] });
        }
    }
    tools::write(module, &shortened.finish())?;
    tools::write(script, with_names(&tools::read_text(script)?, &short).as_bytes())
}

/// Replaces whole words.
fn with_names(text: &str, names: &HashMap<String, String>) -> String {
    let is_of_word = |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == '$';
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_of_word) {
        let (before, from) = rest.split_at(start);
        let (word, after) = from.split_at(from.find(|sign| !is_of_word(sign)).unwrap_or(from.len()));
        replaced += before;
        replaced += names.get(word).map_or(word, String::as_str);
        rest = after;
    }
    replaced + rest
}

fn base_36(mut number: usize) -> String {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    let mut digits = String::new();
    loop {
        digits.insert(0, char::from(DIGITS[number % DIGITS.len()]));
        number /= DIGITS.len();
        if number == 0 {
            return digits;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_replaced() {
        let names = HashMap::from([("__wbg_now_1".to_owned(), "_a".to_owned())]);
        assert_eq!(
            with_names("{ __wbg_now_1: () => x.__wbg_now_12, \"__wbg_now_1\" }", &names),
            "{ _a: () => x.__wbg_now_12, \"_a\" }"
        );
    }

    #[test]
    fn every_number_has_a_name_of_its_own() {
        let names: std::collections::HashSet<String> = (0..5_000).map(base_36).collect();
        assert_eq!(names.len(), 5_000);
    }
}
