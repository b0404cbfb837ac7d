/// A small seeded generator (SplitMix64, Steele, Lea and Flood 2014): the same numbers on every machine.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u32) -> Self {
        Self(u64::from(seed))
    }

    /// Evenly spread in -1 to 1, both ends excluded, never zero.
    pub(super) fn next_signed(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        let odd = (bits >> 11) | 1;
        odd as f64 / (1_u64 << 52) as f64 - 1.0
    }
}
