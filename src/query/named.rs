//! A record by what somebody calls it.

use super::fold;
use crate::model::{Id, Network, TableName};

/// The record of a kind that has this name, else the one whose name is folded alike, else the competency that has it as
/// another word.
pub fn named(network: &Network, table: TableName, typed: &str) -> Option<Id> {
    let (typed, key) = (typed.trim(), fold::key(typed));
    if key.is_empty() {
        return None;
    }
    let names = || network.table(table).records().map(|it| (it.id(), network.name_of(table, it.id())));
    let exact = names().find(|(_, name)| name.trim() == typed);
    let found = exact.or_else(|| names().find(|(_, name)| fold::key(name) == key));
    if let Some((id, _)) = found {
        return Some(id.clone());
    }
    let mut terms = network.competencies.iter().filter(|_| table == TableName::Competencies);
    terms.find(|term| term.also.iter().any(|also| fold::key(also) == key)).map(|term| term.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Competency, Stamp, notation};

    #[test]
    fn the_exact_name_comes_before_one_that_is_folded_alike_and_before_other_words() {
        let mut network = notation::network("lab offers print, Print, sensors");
        let also = vec!["PRINT".to_owned(), "Messtechnik".to_owned()];
        network.put(Competency { also, ..Competency::new("m".into(), "measuring") }, Stamp(1));
        let called = |typed| named(&network, TableName::Competencies, typed).map(|id| id.to_string());
        let expected = [
            ("print", Some("print")),
            ("Print ", Some("Print")),
            ("PRINT", Some("print")),
            ("messtechnik", Some("m")),
            ("lab", None),
            (" ", None),
        ];
        for (typed, expected) in expected {
            assert_eq!(called(typed).as_deref(), expected, "{typed}");
        }
        assert_eq!(named(&network, TableName::Actors, "Lab"), Some("lab".into()));
        assert_eq!(named(&network, TableName::Actors, "print"), None);
    }
}
