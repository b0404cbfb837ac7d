//! Many short lists side by side in memory.

/// For each number the things that belong to it, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups<T> {
    starts: Vec<u32>,
    pub(super) things: Vec<T>,
}

impl<T: Copy + Default> Groups<T> {
    /// Groups for the numbers below `count`, from pairs of a number and a thing.
    pub(super) fn new(count: usize, pairs: impl Iterator<Item = (u32, T)>) -> Self {
        let pairs: Vec<(u32, T)> = pairs.collect();
        let mut starts = vec![0; count + 1];
        for (number, _) in &pairs {
            starts[*number as usize + 1] += 1;
        }
        for number in 0..count {
            starts[number + 1] += starts[number];
        }
        let mut next = starts.clone();
        let mut things = vec![T::default(); pairs.len()];
        for (number, thing) in pairs {
            let place: &mut u32 = &mut next[number as usize];
            things[*place as usize] = thing;
            *place += 1;
        }
        Self { starts, things }
    }

    pub(super) fn of(&self, number: u32) -> &[T] {
        let number = number as usize;
        &self.things[self.starts[number] as usize..self.starts[number + 1] as usize]
    }
}
