//! The splitter writes out every slot of the table of functions, also those that are empty until another file fills
//! them: twenty thousand bytes of nothing. A table begins empty, so only what is there needs to be written.

use std::{collections::BTreeMap, path::Path};

use wasm_encoder::{ConstExpr, ElementSection, Elements, Module, RawSection};
use wasmparser::{Element, ElementItems, ElementKind, Operator, Parser, Payload};

use crate::tools::{self, Result};

/// Leaves the empty slots of the first module's table out. A module with elements of another kind stays as it is.
pub fn leave_out_empty(module: &Path) -> Result {
    let bytes = tools::read(module)?;
    let at = |error: wasmparser::BinaryReaderError| format!("{}: {error}", module.display());
    let mut written = Module::new();
    for payload in Parser::new(0).parse_all(&bytes) {
        let payload = payload.map_err(at)?;
        if let Payload::ElementSection(section) = &payload {
            let elements: Vec<Element> =
                section.clone().into_iter().collect::<std::result::Result<_, _>>().map_err(at)?;
            if let Some(slots) = slots(&elements) {
                written.section(&section_of(&slots));
                continue;
            }
        }
        if let Some((id, range)) = payload.as_section() {
            written.section(&RawSection { id, data: &bytes[range.start as usize..range.end as usize] });
        }
    }
    tools::write(module, &written.finish())
}

/// What stands in each slot that is not empty; `None` where something else is written than functions into the first
/// table.
fn slots(elements: &[Element]) -> Option<BTreeMap<u32, u32>> {
    let mut slots = BTreeMap::new();
    for element in elements {
        let ElementKind::Active { table_index: None | Some(0), offset_expr } = &element.kind else {
            return None;
        };
        let mut offset = offset_expr.get_operators_reader();
        let (Operator::I32Const { value }, Operator::End) = (offset.read().ok()?, offset.read().ok()?) else {
            return None;
        };
        let start = u32::try_from(value).ok()?;
        match element.items.clone() {
            ElementItems::Functions(functions) => {
                for (slot, function) in (start..).zip(functions) {
                    slots.insert(slot, function.ok()?);
                }
            }
            ElementItems::Expressions(_, expressions) => {
                for (slot, expression) in (start..).zip(expressions) {
                    match expression.ok()?.get_operators_reader().read().ok()? {
                        Operator::RefFunc { function_index } => slots.insert(slot, function_index),
                        Operator::RefNull { .. } => slots.remove(&slot),
                        _ => return None,
                    };
                }
            }
        }
    }
    Some(slots)
}

/// One segment for each row of slots without a gap.
fn section_of(slots: &BTreeMap<u32, u32>) -> ElementSection {
    let mut rows: Vec<(u32, Vec<u32>)> = Vec::new();
    for (&slot, &function) in slots {
        match rows.last_mut() {
            Some((start, row)) if *start + row.len() as u32 == slot => row.push(function),
            _ => rows.push((slot, vec![function])),
        }
    }
    let mut section = ElementSection::new();
    for (start, row) in rows {
        let offset = ConstExpr::i32_const(start as i32);
        section.active(None, &offset, Elements::Functions(row.into()));
    }
    section
}

#[cfg(test)]
mod tests {
    use std::fs;

    use wasm_encoder::{
        CodeSection, Function, FunctionSection, HeapType, RefType, TableSection, TableType, TypeSection,
    };

    use super::*;

    #[test]
    fn only_what_is_there_is_written() {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for _ in 0..3 {
            functions.function(0);
            let mut body = Function::new([]);
            body.instructions().end();
            code.function(&body);
        }
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            minimum: 20,
            maximum: None,
            table64: false,
            shared: false,
        });
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(1), Elements::Functions(vec![2, 0].into()));
        let null = || ConstExpr::ref_null(HeapType::FUNC);
        let mixed = vec![ConstExpr::ref_func(1), null(), null(), ConstExpr::ref_func(2)];
        elements.active(
            None,
            &ConstExpr::i32_const(3),
            Elements::Expressions(RefType::FUNCREF, mixed.into()),
        );
        let mut module = Module::new();
        module.section(&types).section(&functions).section(&tables).section(&elements).section(&code);
        let path = std::env::temp_dir().join(format!("gosmart-elements-{}.wasm", std::process::id()));
        fs::write(&path, module.finish()).unwrap();
        leave_out_empty(&path).unwrap();
        let bytes = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        let mut found = Vec::new();
        for payload in Parser::new(0).parse_all(&bytes) {
            if let Payload::ElementSection(section) = payload.unwrap() {
                let elements: Vec<Element> = section.into_iter().map(std::result::Result::unwrap).collect();
                assert!(elements.iter().all(|it| matches!(it.items, ElementItems::Functions(_))));
                found.push((elements.len(), slots(&elements).unwrap()));
            }
        }
        assert_eq!(found, [(2, BTreeMap::from([(1, 2), (2, 0), (3, 1), (6, 2)]))]);
    }
}
