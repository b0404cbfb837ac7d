//! Typing errors between two folded words.
//!
//! Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, none twice at one
//! place. Computed by bit-parallel columns: G. Myers, "A fast bit-vector algorithm for approximate string
//! matching based on dynamic programming" (JACM 46, 1999), with swaps after H. Hyyrö, "A bit-vector algorithm
//! for computing Levenshtein and Damerau edit distances" (2003). Bytes are letters; folded text is almost
//! always ASCII.

/// A typed word, prepared for comparing with many others.
pub struct Typed {
    /// For each byte, the places of the pattern where it stands, as bits.
    places: Box<[u64; 256]>,
    len: usize,
}

impl Typed {
    /// `None` for the empty word and for words longer than 64 bytes.
    pub fn new(word: &str) -> Option<Self> {
        if word.is_empty() || word.len() > 64 {
            return None;
        }
        let mut places = Box::new([0; 256]);
        for (place, byte) in word.bytes().enumerate() {
            places[usize::from(byte)] |= 1 << place;
        }
        Some(Self { places, len: word.len() })
    }

    /// The distance to the whole of `word`.
    pub fn to_whole(&self, word: &str) -> usize {
        let mut last = self.len;
        self.columns(word.as_bytes(), |distance| last = distance);
        last
    }

    /// The smallest distance to a beginning of `word`, the whole included, when it is at most `most`.
    ///
    /// Beginnings shorter or longer than the pattern by more than `most` cannot be so near and are not looked at.
    pub(crate) fn to_start(&self, word: &str, most: usize) -> usize {
        let bytes = word.as_bytes();
        let mut least = self.len;
        self.columns(&bytes[..bytes.len().min(self.len + most)], |distance| least = least.min(distance));
        least
    }

    /// Reports the distance of the pattern to each beginning of `word`, in order of length from 1.
    fn columns(&self, word: &[u8], mut report: impl FnMut(usize)) {
        let last_bit = 1 << (self.len - 1);
        let mut up: u64 = !0;
        let mut down: u64 = 0;
        let mut diagonal_before: u64 = 0;
        let mut places_before: u64 = 0;
        let mut distance = self.len;
        for byte in word {
            let places = self.places[usize::from(*byte)];
            let swapped = ((!diagonal_before & places) << 1) & places_before;
            let diagonal = (((places & up).wrapping_add(up)) ^ up) | places | down | swapped;
            let right = down | !(diagonal | up);
            let left = up & diagonal;
            if right & last_bit != 0 {
                distance += 1;
            } else if left & last_bit != 0 {
                distance -= 1;
            }
            let right = (right << 1) | 1;
            let left = left << 1;
            up = left | !(diagonal | right);
            down = right & diagonal;
            diagonal_before = diagonal;
            places_before = places;
            report(distance);
        }
    }
}

/// The same by the textbook table, for holding the fast one against.
#[cfg(test)]
pub(crate) fn naive(a: &[u8], b: &[u8]) -> usize {
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let differs = usize::from(a[i - 1] != b[j - 1]);
                let mut least =
                    (table[i - 1][j] + 1).min(table[i][j - 1] + 1).min(table[i - 1][j - 1] + differs);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(table[i - 2][j - 2] + 1);
                }
                least
            };
        }
    }
    table[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_distances() {
        for (a, b, distance) in
            [("druck", "durck", 1), ("druck", "druck", 0), ("lorawan", "lorwan", 1), ("ca", "abc", 3)]
        {
            assert_eq!(Typed::new(a).unwrap().to_whole(b), distance, "{a} {b}");
        }
        assert_eq!(Typed::new("musuem").unwrap().to_start("museumspadagogik", 2), 1);
    }

    proptest! {
        #[test]
        fn agrees_with_the_table(a in "[abc]{1,12}|[ab]{60,64}", b in "[abc]{0,14}|[ab]{50,70}") {
            prop_assert_eq!(Typed::new(&a).unwrap().to_whole(&b), naive(a.as_bytes(), b.as_bytes()));
        }

        #[test]
        fn agrees_on_beginnings(a in "[abc]{4,12}", b in "[abc]{0,16}", most in 0usize..3) {
            let least = (1..=b.len()).map(|end| naive(a.as_bytes(), &b.as_bytes()[..end])).min();
            let near = |distance: usize| (distance <= most).then_some(distance);
            prop_assert_eq!(near(Typed::new(&a).unwrap().to_start(&b, most)), least.and_then(near));
        }
    }
}
