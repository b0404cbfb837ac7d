//! Where two texts differ, word by word.

use std::ops::Range;

/// Of longer texts the words between what both begin and end with are not compared one by one.
const MOST_COMPARED: usize = 250_000;

/// The words of each of two texts that the other does not have in its place, as byte ranges, neighbours together.
/// Nothing where they have no word in common: then they differ at a glance.
pub fn differing_words(one: &str, other: &str) -> [Vec<Range<usize>>; 2] {
    let (ours, theirs) = (words(one), words(other));
    let same = |at: usize, there: usize| one[ours[at].clone()] == other[theirs[there].clone()];
    let shorter = ours.len().min(theirs.len());
    let begin = (0..shorter).take_while(|at| same(*at, *at)).count();
    let end =
        (0..shorter - begin).take_while(|back| same(ours.len() - 1 - back, theirs.len() - 1 - back)).count();
    let [middle, their_middle] = [begin..ours.len() - end, begin..theirs.len() - end];
    let common = in_both(middle.clone(), their_middle.clone(), &same);
    if begin + end + common.len() == 0 {
        return [Vec::new(), Vec::new()];
    }
    let [kept, their_kept] = [0, 1].map(|side| common.iter().map(move |pair| pair[side]));
    [without(&ours, middle, kept), without(&theirs, their_middle, their_kept)]
}

/// Where the words of a text stand.
fn words(text: &str) -> Vec<Range<usize>> {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace().map(|word| start(word)..start(word) + word.len()).collect()
}

/// The longest sequence of words that both have, by their places.
fn in_both(ours: Range<usize>, theirs: Range<usize>, same: &dyn Fn(usize, usize) -> bool) -> Vec<[usize; 2]> {
    let width = theirs.len() + 1;
    if ours.len() * theirs.len() > MOST_COMPARED {
        return Vec::new();
    }
    // How many words both have from a pair of places on.
    let mut longest = vec![0_u16; (ours.len() + 1) * width];
    let place = |at: usize, there: usize| (at - ours.start) * width + there - theirs.start;
    for at in ours.clone().rev() {
        for there in theirs.clone().rev() {
            longest[place(at, there)] = if same(at, there) {
                longest[place(at + 1, there + 1)] + 1
            } else {
                longest[place(at + 1, there)].max(longest[place(at, there + 1)])
            };
        }
    }
    let (mut at, mut there) = (ours.start, theirs.start);
    let mut found = Vec::new();
    while at < ours.end && there < theirs.end {
        if same(at, there) {
            found.push([at, there]);
            (at, there) = (at + 1, there + 1);
        } else if longest[place(at + 1, there)] >= longest[place(at, there + 1)] {
            at += 1;
        } else {
            there += 1;
        }
    }
    found
}

/// The words of a range but for some, neighbours together.
fn without(
    words: &[Range<usize>],
    range: Range<usize>,
    kept: impl Iterator<Item = usize>,
) -> Vec<Range<usize>> {
    let kept: Vec<usize> = kept.collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for at in range.filter(|at| kept.binary_search(at).is_err()) {
        match found.last_mut().filter(|_| last.is_some_and(|last: usize| last + 1 == at)) {
            Some(open) => open.end = words[at].end,
            None => found.push(words[at].clone()),
        }
        last = Some(at);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both texts with what differs in brackets.
    fn marked(one: &str, other: &str) -> [String; 2] {
        let mark = |text: &str, ranges: &[Range<usize>]| {
            let mut marked = text.to_owned();
            for range in ranges.iter().rev() {
                marked.replace_range(range.clone(), &format!("[{}]", &text[range.clone()]));
            }
            marked
        };
        let [ours, theirs] = differing_words(one, other);
        [mark(one, &ours), mark(other, &theirs)]
    }

    #[test]
    fn the_words_that_only_one_has_are_told() {
        for (one, other, expected) in [
            ("Museum am Markt", "Museum am Markt", ["Museum am Markt", "Museum am Markt"]),
            ("Museum am Markt", "Museum im alten Markt", ["Museum [am] Markt", "Museum [im alten] Markt"]),
            ("Wir bauen.", "Wir bauen.  Auch Brücken.", ["Wir bauen.", "Wir bauen.  [Auch Brücken.]"]),
            (
                "Grün, rot und blau\nfür alle",
                "Grün und gelb für uns alle",
                ["[Grün, rot] und [blau]\nfür alle", "[Grün] und [gelb] für [uns] alle"],
            ),
            ("a a b", "a b", ["a [a] b", "a b"]),
            ("Goslar", "Oker", ["Goslar", "Oker"]),
            ("Ort: Goslar", "Ort: Oker", ["Ort: [Goslar]", "Ort: [Oker]"]),
            ("", "Oker", ["", "Oker"]),
        ] {
            assert_eq!(marked(one, other), expected);
        }
    }

    #[test]
    fn of_very_long_texts_all_between_beginning_and_end_is_told() {
        let text = |word: &str| format!("Anfang {} Ende", format!("{word} x ").repeat(400).trim());
        let [ours, theirs] = differing_words(&text("a"), &text("b"));
        assert_eq!((ours.len(), theirs.len()), (1, 1));
        assert_eq!(&text("a")[ours[0].clone()][..3], "a x");
    }
}
