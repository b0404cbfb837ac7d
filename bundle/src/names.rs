//! Names that nobody reads: what wasm-bindgen imports, four hundred of them, loads sooner with short ones; and functions
//! that begin alike stand together if they are sorted by names that say how they begin.

use std::{collections::HashMap, path::Path};

use wasm_encoder::{EntityType, ImportSection, Module, NameMap, NameSection, RawSection};
use wasmparser::{Parser, Payload, TypeRef};

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

/// So much of a function decides where it stands. Of 8, 64 and 300 bytes, the last made the least of our modules.
const BEGINNING_BYTES: usize = 300;

/// Names each function by its code, so that `wasm-opt --reorder-functions-by-name` puts together what compresses well
/// together, and in the same order on every machine: a compiler's names end with a hash.
pub fn by_code(module: &[u8]) -> Result<Vec<u8>> {
    let unreadable = |error| format!("a module cannot be read: {error}");
    let (mut named, mut names, mut index) = (Module::new(), NameMap::new(), 0);
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(unreadable)?;
        match &payload {
            Payload::ImportSection(section) => {
                for import in section.clone().into_imports() {
                    let is_function = matches!(import.map_err(unreadable)?.ty, TypeRef::Func(_));
                    index += u32::from(is_function);
                }
            }
            Payload::CodeSectionEntry(body) => {
                let code = body.as_bytes();
                let code = &code[..code.len().min(BEGINNING_BYTES)];
                let name: String = code.iter().map(|byte| format!("{byte:02x}")).collect();
                names.append(index, &format!("{name}-{index:06}"));
                index += 1;
            }
            _ => {}
        }
        if matches!(&payload, Payload::CustomSection(section) if section.name() == "name") {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            named.section(&RawSection { id, data: &module[range.start as usize..range.end as usize] });
        }
    }
    let mut section = NameSection::new();
    section.functions(&names);
    named.section(&section);
    Ok(named.finish())
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
    fn functions_are_named_by_what_they_do() {
        use wasm_encoder::{CodeSection, Function, FunctionSection, TypeSection};
        let (mut types, mut functions, mut code) =
            (TypeSection::new(), FunctionSection::new(), CodeSection::new());
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("m", "f", EntityType::Function(0));
        for does_nothing in [true, false] {
            functions.function(0);
            let mut function = Function::new([]);
            if does_nothing {
                function.instructions().nop();
            }
            function.instructions().end();
            code.function(&function);
        }
        let mut named = NameMap::new();
        named.append(1, "a_name_of_a_compiler");
        let mut names = NameSection::new();
        names.functions(&named);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&code).section(&names);
        let renamed = by_code(&module.finish()).unwrap();
        let text = String::from_utf8_lossy(&renamed);
        // No variables, `nop`, `end`; and without the `nop`. The import is number 0.
        assert!(text.contains("00010b-000001") && text.contains("000b-000002"), "{text}");
        assert!(!text.contains("a_name_of_a_compiler"), "{text}");
    }

    #[test]
    fn every_number_has_a_name_of_its_own() {
        let names: std::collections::HashSet<String> = (0..5_000).map(base_36).collect();
        assert_eq!(names.len(), 5_000);
    }
}
