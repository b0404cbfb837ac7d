//! Classes of libraries that no script ever gets: wasm-bindgen exports their methods all the same, and what is exported
//! is kept, with all that it calls. Leptos brings three for streams from a server; ours has none.

use std::collections::BTreeSet;

use wasm_encoder::{ExportSection, Module, RawSection};
use wasmparser::{Parser, Payload, TypeRef};

use crate::tools::Result;

/// Takes away what is exported of classes that the program, not bound yet, never hands to a script.
///
/// # Errors
/// When the program cannot be read.
pub fn without_unmade_classes(program: &[u8]) -> Result<Vec<u8>> {
    let unreadable = |error| format!("the program cannot be read: {error}");
    let (mut imports, mut exports) = (BTreeSet::new(), Vec::new());
    for payload in Parser::new(0).parse_all(program) {
        match payload.map_err(unreadable)? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import.map_err(unreadable)?;
                    if matches!(import.ty, TypeRef::Func(_)) {
                        imports.insert(import.name.to_owned());
                    }
                }
            }
            Payload::ExportSection(section) => {
                exports = section.into_iter().collect::<wasmparser::Result<_>>().map_err(unreadable)?;
            }
            _ => {}
        }
    }
    // The last part of a name is a hash of the crate.
    let class_of_free = |name: &str| {
        let (class, hash) = name.strip_prefix("__wbg_")?.split_once("_free_")?;
        (!imports.contains(&format!("__wbg_{class}_new_{hash}"))).then(|| class.to_owned())
    };
    let unmade: Vec<String> = exports.iter().filter_map(|export| class_of_free(export.name)).collect();
    let is_left_out = |name: &str| {
        unmade.iter().any(|class| {
            let part =
                |of: &str, prefix: &str| of.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('_'));
            part(name, class)
                || part(name, &format!("__wbindgen_describe_{class}"))
                || part(name, &format!("__wbg_{class}_free"))
        })
    };
    let mut kept = ExportSection::new();
    for export in exports.iter().filter(|export| !is_left_out(export.name)) {
        kept.export(export.name, export.kind.into(), export.index);
    }
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(program) {
        let payload = payload.map_err(unreadable)?;
        if matches!(payload, Payload::ExportSection(_)) {
            module.section(&kept);
        } else if let Some((id, range)) = payload.as_section() {
            module.section(&RawSection { id, data: &program[range.start as usize..range.end as usize] });
        }
    }
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, EntityType, ExportKind, Function, FunctionSection, ImportSection, TypeSection,
    };

    use super::*;

    #[test]
    fn only_what_scripts_can_have_stays_exported() {
        let (mut types, mut imports, mut functions) =
            (TypeSection::new(), ImportSection::new(), FunctionSection::new());
        types.ty().function([], []);
        imports.import("__wbindgen_placeholder__", "__wbg_shown_new_12", EntityType::Function(0));
        functions.function(0);
        let kept = [
            "main",
            "shown_text_12",
            "__wbg_shown_free_12",
            "__wbindgen_describe_shown_text_12",
            "unmadeup_12",
        ];
        let left_out = ["unmade_read_34", "__wbg_unmade_free_34", "__wbindgen_describe_unmade_read_34"];
        let mut exports = ExportSection::new();
        for name in kept.iter().chain(&left_out) {
            exports.export(name, ExportKind::Func, 1);
        }
        let (mut code, mut body) = (CodeSection::new(), Function::new([]));
        body.instructions().end();
        code.function(&body);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&exports).section(&code);

        let made = without_unmade_classes(&module.finish()).unwrap();
        let mut names = Vec::new();
        for payload in Parser::new(0).parse_all(&made) {
            if let Payload::ExportSection(section) = payload.unwrap() {
                names.extend(section.into_iter().map(|export| export.unwrap().name.to_owned()));
            }
        }
        assert_eq!(names, kept);
        wasmparser::validate(&made).unwrap();
    }
}
