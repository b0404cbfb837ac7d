//! Sorting, compiled once.
//!
//! The standard library's sort is compiled anew for every type and every comparison, in four kilobytes of WebAssembly
//! each. What is not sorted for every frame is sorted here: places are put in order, and things moved there.

use std::cmp::Ordering;

/// The places of `count` things in order; equal ones stay as they stand.
pub fn order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|&one, &other| compare(one, other));
    places
}

/// As [`slice::sort_by`].
pub fn sort_by<T>(things: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let places = order(things.len(), &mut |one, other| compare(&things[one], &things[other]));
    arrange(places, &mut |one, other| things.swap(one, other));
}

/// As [`slice::sort_by_key`].
pub fn sort_by_key<T, K: Ord>(things: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(things, |one, other| key(one).cmp(&key(other)));
}

/// As [`slice::sort_by_cached_key`].
pub fn sort_by_cached_key<T, K: Ord>(things: &mut [T], key: impl Fn(&T) -> K) {
    let keys: Vec<K> = things.iter().map(key).collect();
    let places = order(keys.len(), &mut |one, other| keys[one].cmp(&keys[other]));
    arrange(places, &mut |one, other| things.swap(one, other));
}

/// As `collect` into a map that is in order, which sorts before it fills.
pub fn map<M: Default + Extend<T>, T>(pairs: impl IntoIterator<Item = T>) -> M {
    let mut map = M::default();
    map.extend(pairs);
    map
}

/// Swaps until each place has what stood at the place that is named for it.
fn arrange(mut places: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..places.len() {
        let mut here = start;
        loop {
            let from = std::mem::replace(&mut places[here], here);
            if from == start {
                break;
            }
            swap(here, from);
            here = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(
            things in prop::collection::vec((0..8_u8, any::<u16>()), 0..80)
        ) {
            let mut expected = things.clone();
            expected.sort_by_key(|(key, _)| *key);
            let mut by_comparison = things.clone();
            sort_by(&mut by_comparison, |(one, _), (other, _)| one.cmp(other));
            prop_assert_eq!(&by_comparison, &expected);
            let mut by_key = things.clone();
            sort_by_key(&mut by_key, |(key, _)| *key);
            prop_assert_eq!(&by_key, &expected);
            let mut by_cached_key = things;
            sort_by_cached_key(&mut by_cached_key, |(key, _)| *key);
            prop_assert_eq!(&by_cached_key, &expected);
        }
    }
}
