use std::collections::{HashMap, HashSet};

/// Names of which none comes twice.
#[derive(Default)]
pub struct Names {
    /// What the format means something else by.
    reserved: &'static [&'static str],
    taken: HashSet<String>,
    /// The last number behind a name.
    numbers: HashMap<String, usize>,
}

impl Names {
    pub fn without(reserved: &'static [&'static str]) -> Self {
        Self { reserved, ..Self::default() }
    }

    /// The name, or the name, the separator and a number.
    pub fn take(&mut self, name: &str, separator: &str) -> String {
        let mut unique = name.to_owned();
        while self.reserved.contains(&unique.as_str()) || self.taken.contains(&unique) {
            let number = self.numbers.entry(name.to_owned()).or_insert(1);
            *number += 1;
            unique = format!("{name}{separator}{number}");
        }
        self.taken.insert(unique.clone());
        unique
    }
}
