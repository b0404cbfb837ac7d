//! The words for the beginning: two files, one vocabulary in two languages.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use gosmart::{
    exchange::{self, Profile},
    model::{Competency, Id, Network, SectorColor},
    query::{fold, vocabulary::Vocabulary},
};

const LANGUAGES: [&str; 2] = ["de", "en"];

/// A file, wholly understood, also by the strict reader, which takes no unknown fields.
fn starter(language: &str) -> Network {
    let text = fs::read_to_string(format!("data/starter/{language}.json")).unwrap();
    let parsed = exchange::read(text.as_bytes()).unwrap();
    assert_eq!((parsed.warnings, parsed.profile), (vec![], Some(Profile::Public)), "{language}");
    assert!(
        exchange::read_stored(&text).as_ref() == Some(&parsed.network),
        "the strict reader of {language}"
    );
    parsed.network
}

fn both() -> [Network; 2] {
    LANGUAGES.map(starter)
}

fn words(competency: &Competency) -> impl Iterator<Item = &String> {
    std::iter::once(&competency.name).chain(&competency.also)
}

#[test]
fn nothing_but_sectors_and_competencies() {
    for (language, network) in LANGUAGES.into_iter().zip(both()) {
        assert_eq!((network.about.id.as_str(), network.about.language.as_str()), ("starter", language));
        assert!(!network.about.title.is_empty(), "{language}");
        let filled: Vec<(&str, usize)> = exchange::counts(&network)
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(table, count)| (table.schema().section, count))
            .collect();
        let [("sectors", 12), ("competencies", 110..=130)] = filled[..] else {
            panic!("{language} has {filled:?}")
        };
    }
}

#[test]
fn both_have_the_same_terms_in_the_same_order() {
    let [german, english] = both().map(|network| {
        let sectors = network.sectors.iter().map(|sector| (sector.id.clone(), sector.color));
        let terms = network.competencies.iter().map(|term| (term.id.clone(), term.broader.clone()));
        (sectors.collect::<Vec<_>>(), terms.collect::<Vec<_>>())
    });
    assert_eq!(german, english);
    let has = |id: &Id, prefix| id.as_str().starts_with(prefix);
    assert!(german.0.iter().all(|(id, _)| has(id, "ss-")) && german.1.iter().all(|(id, _)| has(id, "sk-")));
}

#[test]
fn every_term_leads_up_to_an_area() {
    // The other file has the same, and the reader reports circles and what is missing.
    let network = starter("de");
    let mut areas: BTreeMap<&Id, usize> = BTreeMap::new();
    for term in network.competencies.iter() {
        let mut at = term;
        while let Some(above) = at.broader.as_ref().and_then(|id| network.competencies.get(id)) {
            at = above;
        }
        *areas.entry(&at.id).or_default() += usize::from(at.id != term.id);
    }
    assert!((12..=14).contains(&areas.len()), "{areas:?}");
    for (area, narrower) in areas {
        assert!((7..=10).contains(&narrower), "{area} has {narrower}");
    }
}

#[test]
fn every_word_leads_to_one_term() {
    for (language, network) in LANGUAGES.into_iter().zip(both()) {
        let mut bearers: BTreeMap<String, (&Id, &String)> = BTreeMap::new();
        for term in network.competencies.iter() {
            for word in words(term) {
                let key = fold::key(word);
                assert!(!key.is_empty(), "{language}: {} has an empty word", term.id);
                if let Some(other) = bearers.insert(key, (&term.id, word)) {
                    panic!("{language}: “{word}” of {} is {other:?}", term.id);
                }
            }
        }
        let vocabulary = Vocabulary::new(&network);
        assert_eq!((vocabulary.twins, vocabulary.alone), (vec![], vec![]), "{language}");
    }
}

#[test]
fn every_term_says_in_a_sentence_what_one_can_do() {
    for (language, network) in LANGUAGES.into_iter().zip(both()) {
        for Competency { id, also, description, .. } in network.competencies.iter().map(|term| &**term) {
            assert!(description.ends_with('.'), "{language}: {id}");
            assert!(description.chars().count() <= 90, "{language}: {id} says too much: {description}");
            assert!((2..=5).contains(&also.len()), "{language}: {id} has {also:?}");
        }
    }
}

#[test]
fn who_looks_in_the_other_language_finds_the_term() {
    let networks = both();
    for [own, other] in [[0, 1], [1, 0]] {
        for term in networks[own].competencies.iter() {
            let twin = networks[other].competencies.get(&term.id).unwrap();
            let name = fold::key(&term.name);
            assert!(
                words(twin).any(|word| fold::key(word) == name),
                "{}: “{}” does not know “{}”",
                LANGUAGES[other],
                twin.name,
                term.name
            );
        }
    }
}

#[test]
fn sectors_are_told_apart() {
    for (language, network) in LANGUAGES.into_iter().zip(both()) {
        let names: BTreeSet<&str> = network.sectors.iter().map(|sector| sector.name.as_str()).collect();
        let symbols: BTreeSet<&str> = network.sectors.iter().map(|sector| sector.symbol.as_str()).collect();
        assert_eq!([names.len(), symbols.len()], [network.sectors.len(); 2], "{language}: {symbols:?}");
        let is_short = |symbol: &&str| {
            (1..=2).contains(&symbol.chars().count()) && symbol.chars().all(char::is_alphabetic)
        };
        assert!(symbols.iter().all(is_short), "{language}: {symbols:?}");
        // All hues are taken once before one comes again.
        let colors: Vec<SectorColor> = network.sectors.iter().filter_map(|sector| sector.color).collect();
        assert_eq!(colors.len(), network.sectors.len(), "{language}");
        for (place, color) in colors.iter().enumerate() {
            let before = colors[..place].iter().rev().take(SectorColor::ALL.len() - 1);
            assert!(
                !before.clone().any(|other| other == color),
                "{language}: {color:?} comes again too soon"
            );
        }
    }
}
