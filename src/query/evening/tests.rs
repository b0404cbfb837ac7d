use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::model::{Agreement, Stamp, notation};

/// Nobody twice at once, no more than there is room for, and what is counted is there.
fn check(question: &Question, schedule: &Schedule) {
    let mut seats = HashSet::new();
    let mut sizes: HashMap<u32, usize> = HashMap::new();
    let mut mutual = 0;
    assert_eq!(schedule.round_of.len(), question.wishes.len());
    for (wish, round) in question.wishes.iter().zip(&schedule.round_of) {
        let Some(round) = *round else { continue };
        assert!(round < question.rounds);
        for person in wish.between {
            assert!(seats.insert((person, round)), "{person} talks twice in {round}");
        }
        *sizes.entry(round).or_default() += 1;
        mutual += usize::from(wish.rank == Rank::Mutual);
    }
    let longest = sizes.values().max().copied().unwrap_or_default();
    assert!(longest <= question.tables.map_or(usize::MAX, |tables| tables as usize));
    assert_eq!(mutual, schedule.mutual);
    assert!(schedule.mutual <= schedule.most_mutual);
}

/// The most mutual matches, by all sets of talks that one round can hold, round after round.
fn most_by_brute_force(question: &Question) -> usize {
    let between: Vec<[usize; 2]> =
        question.wishes.iter().filter(|wish| wish.rank == Rank::Mutual).map(|wish| wish.between).collect();
    let at_once = question.tables.unwrap_or(u32::MAX);
    let is_round = |talks: u32| {
        let mut seen = HashSet::new();
        let mut chosen = between.iter().enumerate().filter(|(place, _)| talks & 1 << place != 0);
        talks.count_ones() <= at_once && chosen.all(|(_, two)| two.iter().all(|person| seen.insert(*person)))
    };
    let rounds: Vec<u32> = (0..1 << between.len()).filter(|talks| is_round(*talks)).collect();
    let mut reached: HashSet<u32> = HashSet::from([0]);
    for _ in 0..question.rounds {
        let next = reached.iter().flat_map(|before| rounds.iter().map(move |round| before | round));
        reached = next.collect();
    }
    reached.iter().map(|talks| talks.count_ones() as usize).max().unwrap_or_default()
}

fn question(people: usize, most: usize) -> impl Strategy<Value = Question> {
    let wish = (0..people, 0..people, 0..3_u8, 0..9_u32);
    let wishes = prop::collection::vec(wish, 0..=most);
    (1..=3_u32, prop::option::of(1..=3_u32), wishes).prop_map(move |(rounds, tables, wishes)| {
        let mut seen = HashSet::new();
        let wishes = wishes.into_iter().filter_map(|(one, other, rank, weight)| {
            let between = [one.min(other), one.max(other)];
            let rank = [Rank::Mutual, Rank::Mutual, Rank::OneWay][usize::from(rank)];
            (one != other && seen.insert(between)).then_some(Wish { between, rank, weight })
        });
        Question { people, rounds, tables, wishes: wishes.collect() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn of_few_people_as_many_meet_as_can(question in (2..=7_usize).prop_flat_map(|people| question(people, 14))) {
        let schedule = schedule(&question);
        check(&question, &schedule);
        let most = most_by_brute_force(&question);
        prop_assert_eq!((schedule.mutual, schedule.most_mutual), (most, most));
    }

    #[test]
    fn nobody_talks_twice_at_once(question in (8..=40_usize).prop_flat_map(|people| question(people, 300))) {
        check(&question, &schedule(&question));
    }
}

/// Numbers that look random and are the same everywhere.
fn random(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

#[test]
fn sixty_people_meet_as_often_as_can_be_or_once_less() {
    for (mutual, one_way) in [(40, 200), (120, 600), (300, 1200)] {
        let mut seed = mutual + one_way;
        let mut seen = HashSet::new();
        let mut wishes = Vec::new();
        while wishes.len() < (mutual + one_way) as usize {
            let (one, other) = (random(&mut seed) as usize % 60, random(&mut seed) as usize % 60);
            let between = [one.min(other), one.max(other)];
            let rank = if wishes.len() < mutual as usize { Rank::Mutual } else { Rank::OneWay };
            if one != other && seen.insert(between) {
                wishes.push(Wish { between, rank, weight: random(&mut seed) as u32 % 200 });
            }
        }
        let question = Question { people: 60, rounds: 6, tables: None, wishes };
        let schedule = schedule(&question);
        check(&question, &schedule);
        assert!(schedule.mutual + 1 >= schedule.most_mutual, "{} of {mutual}", schedule.mutual);
    }
}

#[test]
fn three_who_all_fit_need_three_rounds() {
    let wishes = [[0, 1], [1, 2], [0, 2]].map(|between| Wish { between, rank: Rank::Mutual, weight: 1 });
    let met = [1, 2, 3].map(|rounds| {
        let question = Question { people: 3, rounds, tables: None, wishes: wishes.to_vec() };
        let schedule = schedule(&question);
        (schedule.mutual, schedule.most_mutual)
    });
    assert_eq!(met, [(1, 1), (2, 2), (3, 3)]);
}

#[test]
fn who_would_be_left_alone_comes_before_who_has_enough() {
    // One wants to meet three others in two rounds; two of them could meet each other.
    let wish = |one, other, weight| Wish { between: [one, other], rank: Rank::OneWay, weight };
    let wishes = vec![wish(0, 1, 9), wish(0, 2, 9), wish(0, 3, 1), wish(1, 2, 5)];
    let schedule = schedule(&Question { people: 4, rounds: 2, tables: None, wishes });
    assert!(schedule.round_of[2].is_some(), "{schedule:?}");
    assert_eq!(schedule.round_of.iter().flatten().count(), 3);
}

fn evening(coming: &[&str], with: impl FnOnce(&mut Network)) -> Evening {
    let market = "a offers x; b needs x; b offers y; a needs y; c offers z; b needs z; d; e offers x";
    let mut network = notation::network(market);
    with(&mut network);
    let today = Day::new("2026-11-29");
    let mut meeting = Meeting::new("m".into(), today.clone());
    meeting.coming = coming.iter().map(|id| Id::from(*id)).collect();
    Evening::new(&network, &meeting, &today)
}

fn told(evening: &Evening) -> Vec<String> {
    evening.pairs.iter().map(|pair| format!("{} {} {:?}", pair.one, pair.other, pair.rank)).collect()
}

fn rounds(plan: &Plan) -> Vec<String> {
    let talks = plan.talks.iter();
    talks.map(|talk| format!("{}: {} {}", talk.round.unwrap(), talk.one, talk.other)).collect()
}

#[test]
fn a_pair_counts_once_and_mutual_ones_come_first() {
    let evening = evening(&["a", "b", "c", "d", "a", "nobody"], |_| {});
    assert_eq!(told(&evening), ["b a Mutual", "b c OneWay"], "e does not come");
    assert_eq!(evening.alone, [Id::from("d")]);
    assert_eq!(evening.people.len(), 4);
}

#[test]
fn what_is_left_out_is_told_with_its_reason() {
    let evening = evening(&["a", "b", "c", "d"], |_| {});
    let one = evening.plan(1, None);
    assert_eq!(rounds(&one), ["1: b a"]);
    let told = evening.tell(&one.talks);
    assert_eq!((told.mutual, told.met, told.most_mutual), (1, 1, 1));
    let left: Vec<&LeftOut> = told.left_out.iter().map(|(_, why)| why).collect();
    assert_eq!(left, [&LeftOut::Full(vec!["b".into()])]);
    let talk = |one: &str, other: &str, round| Talk { round: Some(round), ..Talk::new(one, other) };
    for (talks, why) in [
        (vec![talk("a", "b", 1), talk("c", "d", 2)], LeftOut::NoCommonRound),
        (vec![talk("a", "b", 1), talk("a", "d", 2)], LeftOut::Free(2)),
    ] {
        assert_eq!(evening.tell(&talks).left_out[0].1, why);
    }
}

#[test]
fn who_has_talked_before_talks_again_where_there_is_room() {
    let evening = evening(&["a", "b", "c"], |network| {
        let mut agreement = Agreement::new("t".into(), "a", "b");
        agreement.state = AgreementState::Talked;
        network.put(agreement, Stamp(2));
    });
    assert_eq!(told(&evening), ["b c OneWay", "b a Again"]);
    assert_eq!(rounds(&evening.plan(1, None)), ["1: b c"]);
    assert_eq!(evening.plan(2, None).talks.len(), 2);
}
