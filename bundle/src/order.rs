//! Functions that are alike stand one after the other: of a module in such an order brotli makes less, by a fiftieth of
//! ours. How alike two are is estimated by MinHash (Broder, "On the resemblance and containment of documents", 1997) of
//! the operators that follow one another, whatever they are applied to.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    mem::discriminant,
};

use wasm_encoder::{Module, NameMap, NameSection, RawSection};
use wasmparser::{FunctionBody, Parser, Payload, TypeRef};

use crate::tools::Result;

/// So many operators in a row are compared. Of 4 to 12, this made the least of our modules.
const SHINGLE: usize = 8;
/// So many hashes of them: of 192 no less came.
const HASHES: usize = 64;
/// For so many equal hashes counts that two take and give the same types, because their variables are numbered alike
/// then. Of 0 to 64, this made the least of our modules.
const SAME_SIGNATURE: usize = 5;

struct Function {
    index: u32,
    signature: u32,
    operators: Vec<u64>,
    least: [u32; HASHES],
}

/// Names each function by its place in the order, the same on every machine, for `wasm-opt
/// --reorder-functions-by-name`.
///
/// # Errors
/// When the module cannot be read.
pub fn by_similarity(module: &[u8]) -> Result<Vec<u8>> {
    let unreadable = |error| format!("a module cannot be read: {error}");
    let (mut named, mut signatures, mut functions, mut index) = (Module::new(), Vec::new(), Vec::new(), 0);
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(unreadable)?;
        match &payload {
            Payload::ImportSection(section) => {
                for import in section.clone().into_imports() {
                    index += u32::from(matches!(import.map_err(unreadable)?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(section) => {
                signatures =
                    section.clone().into_iter().collect::<wasmparser::Result<_>>().map_err(unreadable)?;
            }
            Payload::CodeSectionEntry(body) => {
                let signature = signatures.get(functions.len()).copied().unwrap_or_default();
                functions.push(Function::new(index, signature, body).map_err(unreadable)?);
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
    let mut places: Vec<(u32, usize)> = chain(functions).into_iter().zip(0..).collect();
    places.sort_unstable();
    let mut names = NameMap::new();
    for (function, place) in places {
        names.append(function, &format!("{place:06}"));
    }
    let mut section = NameSection::new();
    section.functions(&names);
    named.section(&section);
    Ok(named.finish())
}

impl Function {
    fn new(index: u32, signature: u32, body: &FunctionBody) -> wasmparser::Result<Self> {
        let mut reader = body.get_operators_reader()?;
        let mut operators = Vec::new();
        while !reader.eof() {
            operators.push(hash(&discriminant(&reader.read()?)));
        }
        let mut least = [u32::MAX; HASHES];
        for shingle in operators.windows(SHINGLE.min(operators.len().max(1))) {
            let hash = hash(&shingle);
            for (least, nth) in least.iter_mut().zip(0..) {
                *least = (*least).min(nth_hash(hash, nth));
            }
        }
        Ok(Self { index, signature, operators, least })
    }

    /// How many of the hashes are the same, and of equally many those that are the more of a length.
    fn similarity(&self, other: &Self) -> (usize, i64) {
        let same = self.least.iter().zip(&other.least).filter(|(one, two)| one == two).count();
        let same_signature = usize::from(self.signature == other.signature) * SAME_SIGNATURE;
        (same + same_signature, -(self.operators.len() as i64 - other.operators.len() as i64).abs())
    }
}

/// One hash of many made of one, by multiplication with odd numbers (Dietzfelbinger et al., 1997).
fn nth_hash(hash: u64, nth: u64) -> u32 {
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    (hash.wrapping_mul(GOLDEN.wrapping_add(nth.wrapping_mul(GOLDEN << 1))) >> 32) as u32
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// After each function the one that is most like it. Where the compiler put them has no say in it.
fn chain(mut functions: Vec<Function>) -> Vec<u32> {
    functions.sort_by(|one, two| one.operators.cmp(&two.operators));
    let mut left: Vec<&Function> = functions.iter().collect();
    let mut indices = Vec::with_capacity(left.len());
    let mut next = 0;
    while next < left.len() {
        let last = left.remove(next);
        indices.push(last.index);
        let nearest = (0..left.len()).rev().max_by_key(|&place| last.similarity(left[place]));
        next = nearest.unwrap_or_default();
    }
    indices
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, EntityType, FunctionSection, ImportSection, InstructionSink, TypeSection,
    };

    use super::*;

    /// A module with these functions after an imported one.
    fn module(functions: &[&dyn Fn(&mut InstructionSink)]) -> Vec<u8> {
        let (mut types, mut declared, mut code) =
            (TypeSection::new(), FunctionSection::new(), CodeSection::new());
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("m", "f", EntityType::Function(0));
        for body in functions {
            declared.function(0);
            let mut function = wasm_encoder::Function::new([]);
            body(&mut function.instructions());
            function.instructions().end();
            code.function(&function);
        }
        let mut names = (NameMap::new(), NameSection::new());
        names.0.append(1, "a_name_of_a_compiler");
        names.1.functions(&names.0);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&declared).section(&code).section(&names.1);
        module.finish()
    }

    /// The functions in the order of their names, counted without what is imported.
    fn order(module: &[u8]) -> Vec<u32> {
        let mut names = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            if let Payload::CustomSection(section) = payload.unwrap()
                && let wasmparser::KnownCustom::Name(parts) = section.as_known()
            {
                for part in parts {
                    if let wasmparser::Name::Function(map) = part.unwrap() {
                        names.extend(
                            map.into_iter()
                                .map(|name| name.unwrap())
                                .map(|name| (name.name.to_owned(), name.index)),
                        );
                    }
                }
            }
        }
        names.sort();
        names.into_iter().map(|(_, index)| index - 1).collect()
    }

    #[test]
    fn what_is_alike_stands_together_wherever_it_was() {
        // Sorted by how they begin, they would alternate.
        let begin = |code: &mut InstructionSink, nops: usize| {
            for _ in 0..nops {
                code.nop();
            }
        };
        let adds = |nops, times: i32| {
            move |code: &mut InstructionSink| {
                begin(code, nops);
                for number in 0..times {
                    code.i32_const(number).i32_const(times).i32_add().drop();
                }
            }
        };
        let divides = |nops, times: i32| {
            move |code: &mut InstructionSink| {
                begin(code, nops);
                for number in 0..times {
                    code.i64_const(number.into()).i64_const(times.into()).i64_div_s().drop();
                }
            }
        };
        let (few, many, more) = (adds(1, 13), adds(3, 30), adds(5, 31));
        let (some, others) = (divides(2, 9), divides(4, 10));
        let order_of =
            |functions: &[&dyn Fn(&mut InstructionSink)]| order(&by_similarity(&module(functions)).unwrap());
        let mixed = order_of(&[&many, &some, &few, &others, &more]);
        let kinds: Vec<bool> = mixed.iter().map(|index| [1, 3].contains(index)).collect();
        assert_eq!(kinds.windows(2).filter(|pair| pair[0] != pair[1]).count(), 1, "{mixed:?}");
        // The same functions in the same order, wherever a compiler put them.
        let turned = order_of(&[&more, &others, &few, &some, &many]);
        assert_eq!(turned, mixed.iter().map(|index| 4 - index).collect::<Vec<_>>());
    }
}
