//! Made-up numbers and words.

/// Distinct words of the texts.
const VOCABULARY: usize = 30_000;

/// A small linear congruential generator (constants of Knuth's MMIX), the same numbers on every machine.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 24] = [
            "werk", "stadt", "ge", "be", "ung", "druck", "bau", "netz", "mu", "se", "um", "schu", "le", "ta",
            "ri", "strom", "wasser", "di", "gi", "tal", "ü", "pfle", "kin", "der",
        ];
        (0..2 + self.below(3)).map(|_| SYLLABLES[self.below(SYLLABLES.len())]).collect()
    }

    pub fn vocabulary(&mut self) -> Vec<String> {
        (0..VOCABULARY).map(|_| self.word()).collect()
    }

    /// Words as in a language: a few are everywhere, most are rare.
    pub fn text(&mut self, vocabulary: &[String], length: usize) -> String {
        let words: Vec<&str> = (0..length)
            .map(|_| {
                let limit = 1 + self.below(vocabulary.len());
                vocabulary[self.below(limit)].as_str()
            })
            .collect();
        words.join(" ")
    }
}
