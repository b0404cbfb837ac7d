use super::*;
use crate::{
    app::{
        Direction, RecordAction, Reported, Source, Step,
        form::{ConnectionKind, FieldErrorKind},
    },
    exchange::{WarningKind, counts},
    i18n::{self, Language},
    import::ProblemKind,
    model::{
        Actor, Agreement, AgreementState, Competency, Day, Group, Id, LinkKind, Network, Sector, Stamp,
        TableName, Topic, notation,
    },
    query::{
        agenda::Suggestion,
        confirmation::confirmations,
        evening::LeftOut,
        filter::Relation,
        growth::News,
        invitations::Odd,
        matches::Matches,
        path::{Over, ways},
        roles::{SectorPair, Trait, Typical},
        search::{Index, Likeness, Reason},
        team::Near,
        working_group::{Seat, Why},
    },
};

const ODD: [&str; 5] = ["ab\u{202e}cd", "שלום", "a\u{2069}b\u{202e}c", "a\u{2067}b", "a\u{2029}\u{202e}b"];

/// How far what it begins reaches, by the marks alone; nothing where it is not balanced.
fn depth(text: &str) -> Option<usize> {
    text.chars().try_fold(0_usize, |depth, letter| match letter {
        '\u{2066}'..=BEGIN => Some(depth + 1),
        END => depth.checked_sub(1),
        _ => Some(depth),
    })
}

#[test]
fn what_turns_is_isolated_and_closed_and_all_else_stands_as_it_is() {
    for plain in ["", "Makerlounge", "Ĳ Ω Дом 東京 – „x“", "a\nb"] {
        assert_eq!(Name(plain).to_string(), plain);
    }
    assert_eq!(Name("ab\u{202e}cd").to_string(), "\u{2068}ab\u{202e}cd\u{2069}");
    assert_eq!(Name("שלום").to_string(), "\u{2068}שלום\u{2069}");
    // Its own end would be that of the isolation.
    assert_eq!(Name("a\u{2069}b\u{202e}").to_string(), "\u{2068}ab\u{202e}\u{2069}");
    assert_eq!(Name("a\u{2067}b").to_string(), "\u{2068}a\u{2067}b\u{2069}\u{2069}");
    assert_eq!(Name("a\u{2067}b\u{2069}").to_string(), "\u{2068}a\u{2067}b\u{2069}\u{2069}");
    assert_eq!(Name("a\u{2029}\u{202e}b").to_string(), "\u{2068}a \u{202e}b\u{2069}");
    for odd in ODD {
        let told = Name(odd).to_string();
        assert_eq!(depth(&told), Some(0), "{told:?}");
        assert_eq!(depth(&told[..told.len() - END.len_utf8()]), Some(1), "{told:?}");
        assert_eq!(joined(&[odd, "x"]), format!("{told}, x"));
    }
}

/// Everything in it has the same name.
fn network(name: &str) -> Network {
    let mut network = notation::network("me needs print; me - a; a - b; c offers print; b - c");
    let sector = Some(Id::from("s"));
    for id in ["me", "a", "b", "c"] {
        let sector = sector.clone();
        network.put(Actor { sector, ..Actor::new(id.into(), name) }, Stamp(1));
    }
    let also = vec![name.to_owned()];
    network.put(Competency { also, ..Competency::new("print".into(), name) }, Stamp(1));
    network.put(Sector::new("s".into(), name), Stamp(1));
    network.put(Topic::new("t".into(), name), Stamp(1));
    let members = vec![Id::from("me"), Id::from("solo")];
    network.put(Actor::new("solo".into(), name), Stamp(1));
    network.put(Group { members, ..Group::new("g".into(), name) }, Stamp(1));
    network
}

/// A sentence from every area of words that takes names.
fn sentences(language: Language, name: &str) -> Vec<String> {
    use TableName::Actors;
    let network = network(name);
    let today = Day::new("2026-01-01");
    let owned = || name.to_owned();
    let step = Step::Added { table: Actors, name: owned() };
    let found = Matches::new(&network, &today).all().next().unwrap();
    let mut hit = Index::new(&notation::network("lab offers x")).find("lab", 9).actors.remove(0);
    hit.reason = Reason::OffersNarrower { competency: "print".into(), than: "print".into() };
    let speech = i18n::ways::Speech { language, network: &network, is_mine: false };
    let way =
        |to: &str| ways(&network, &"me".into(), &to.into(), Over::LinksElseShared, &today).best.unwrap();
    let pair = SectorPair { sectors: ["s".into(), "s".into()], contacts: 1, expected: 1.0 };
    let seat = Seat {
        actor: "me".into(),
        why: Why::Offers,
        offers: vec!["print".into()],
        looks_for: vec![],
        for_sector: true,
        knows: vec![],
    };
    let typical = [Typical { what: Trait::Topic("t".into()), members: 1, actors: 1 }];
    let source = Source::File { name: owned() };
    let reported = |what| i18n::dialogs::reported(language, &what);
    let newcomer = Suggestion::Newcomer { actor: "me".into(), joined: today.clone() };
    let host = Suggestion::Host { actor: "me".into(), last: None };
    let mut agreed = Agreement::new("v".into(), "me", "a");
    (agreed.state, agreed.agreed_by, agreed.what) = (AgreementState::Agreed, vec!["me".into()], owned());
    let link = (TableName::Links, "a-b".into());
    let merged = Step::Merged { kept: owned(), gone: owned() };
    vec![
        i18n::ask::surroundings(language, name, 1),
        i18n::ask::topic(language, name),
        i18n::ask::way(language, name, name),
        i18n::ask::group(language, name),
        i18n::ask::remove(language, name),
        i18n::card::edit_named(language, Actors, name),
        i18n::card::remove_named(language, Actors, name),
        i18n::card::action_named(
            language,
            &RecordAction::CloseNeed(network.needs.iter().next().unwrap().clone()),
            name,
        ),
        i18n::dialogs::preview(language, &source, "", name, &counts(&network)),
        i18n::site::map_comes_back(language, name),
        reported(Reported::Did(step.clone())),
        reported(Reported::NotRead { file_name: owned() }),
        reported(Reported::Converting { file_name: owned() }),
        reported(Reported::NotDownloaded { file_name: owned(), is_picture: true }),
        i18n::growth::came_through(language, name),
        i18n::growth::odd(language, Odd::Circle, name),
        i18n::growth::title(language, name),
        i18n::growth::invitation(language, name, name, "https://example.org/"),
        i18n::growth::invites_you(language, name, name),
        i18n::growth::invited_by(language, name),
        i18n::growth::news(language, &News { left: vec!["me".into()], ..News::default() }, &[], &[owned()]),
        i18n::impact::compared(language, name, Some(name), false, None),
        i18n::confirmation::of_actor("x", name),
        i18n::confirmation::question(language, &network, &confirmations(&network, &today)[0], "x", None),
        i18n::evening::gain(language, &found, &network),
        i18n::evening::left_out(language, &LeftOut::Full(vec!["me".into(), "a".into()]), &network),
        i18n::evening::have_talked(language, name, name),
        i18n::evening::ticked_by(language, Some(name)),
        i18n::evening::line(language, name, name, None),
        i18n::evening::share_title(language, name),
        i18n::contribute::entered_as(language, name),
        i18n::contribute::that_is_me(language, name),
        i18n::contribute::is_chosen(language, name),
        i18n::contribute::about_entry("", name),
        i18n::contribute::share_title(language, name),
        i18n::contribute::saved(language, name),
        i18n::contribute::not_saved(language, name),
        i18n::exchange::import_warning(language, &WarningKind::NotADay { found: owned() }),
        i18n::forms::fault(language, &FieldErrorKind::NotChosen { text: owned() }),
        i18n::forms::create(language, Actors, name),
        i18n::forms::some_of(language, &[owned()]),
        i18n::lists::mark(language, name),
        i18n::forms::will_be_made(language, name),
        i18n::forms::did_you_mean(language, name),
        i18n::forms::take_away(language, name),
        i18n::forms::edit_named(language, name),
        i18n::forms::delete_named(language, name),
        i18n::forms::remove_question(language, Actors, name),
        i18n::forms::connection(language, ConnectionKind::Relation(Relation::Offers), name, name),
        i18n::forms::connection(
            language,
            ConnectionKind::Link { kind: LinkKind::Knows, reversed: true },
            name,
            name,
        ),
        i18n::graph::connecting(language, name),
        i18n::graph::brief_node(language, name, true),
        i18n::graph::moved(language, Some(name), 1, Direction::Left),
        i18n::graph::nearby(
            language,
            name,
            &[i18n::graph::Near { name: owned(), is_actor: true, direction: Direction::Left }],
        ),
        i18n::graph::actor_node(language, name, name, 1, 2, 3),
        i18n::graph::competency_node(language, name, 1, 2),
        i18n::intake::into(language, name),
        i18n::intake::replaced(language, name, ""),
        i18n::intake::replaced(language, name, name),
        i18n::intake::instead_of(language, name, 1),
        i18n::import_choices::this_one(language, name),
        i18n::import_problems::sentence(language, &ProblemKind::SumRow(owned())),
        i18n::import_problems::sentence(
            language,
            &ProblemKind::NotUnderstood { title: owned(), value: owned() },
        ),
        i18n::agreements::agreed_by(language, &network, &agreed).unwrap(),
        i18n::meetings::at_host(language, name),
        i18n::meetings::by(language, name),
        i18n::meetings::of_point("", name),
        i18n::meetings::point(language, &network, &newcomer),
        i18n::meetings::why(language, &network, &host, &|day| day.to_string()),
        i18n::meetings::agreement(language, [name, name], name, None),
        i18n::minutes::agreed_words(language, &network, &agreed, &|day| day.to_string()),
        i18n::matches::why(language, &found, &network),
        i18n::matches::note(language, &found, &network),
        i18n::matches::only_of(language, name),
        i18n::matches::noted_by(language, Some(name)),
        i18n::reason::reason(language, &hit, &network),
        i18n::roles::pair(language, &pair, &network),
        i18n::roles::community(language, &Trait::Member("me".into()), &network),
        i18n::roles::typical(language, &typical, &network).unwrap(),
        i18n::saving::left_alone(language, &step, &[owned(), owned()], false),
        i18n::shell::page_title(name, &network),
        i18n::step::undo(language, &merged),
        i18n::step::step(language, &Step::TakenOver { title: owned() }),
        i18n::step::step(language, &Step::MergedIn { title: owned() }),
        i18n::merge::other_network(language, name),
        i18n::inbox::discard(language, name),
        i18n::inbox::reminder(language, name, None),
        reported(Reported::NoCode { file_name: owned() }),
        reported(Reported::NoPicture { file_name: owned() }),
        reported(Reported::NoContribution { file_name: owned() }),
        i18n::review::event(language, i18n::review::Event::Added, TableName::Actors, name),
        i18n::review::becomes_one(language, name),
        i18n::review::pictured(language, name, &[owned()]),
        i18n::review::show(language, name),
        i18n::step::step(language, &Step::BroughtBack { title: owned() }),
        i18n::team::take_away(language, name),
        i18n::team::leave_out(language, name),
        i18n::team::hold(language, name),
        i18n::team::near(language, &Near::Narrower("print".into()), &network),
        i18n::team::near(language, &Near::Topic("t".into()), &network),
        i18n::team::invitation(language, Some((name, name)), &[(owned(), vec![owned()])], &[owned()]),
        i18n::groups::why(language, &seat, &network),
        i18n::impact::story(language, &network, &link, &|day| day.to_string()).unwrap(),
        i18n::impact::story(language, &network, &(TableName::Topics, "t".into()), &|day| day.to_string())
            .unwrap(),
        i18n::impact::story(language, &network, &(TableName::Needs, "me-print".into()), &|day| {
            day.to_string()
        })
        .unwrap(),
        i18n::vocabulary::why(language, Likeness::Order, [name, name]),
        i18n::vocabulary::belongs_to(language, name),
        i18n::vocabulary::circle(language, name, name),
        speech.question(Some(&"me".into()), &"c".into()),
        i18n::ways::plain(&speech.way(&way("c"))),
        i18n::ways::plain(&speech.way(&way("solo"))),
        speech.note(&way("c")),
        i18n::ways::succession_of(language, name),
        i18n::ways::note_to(language, name),
    ]
}

#[test]
fn no_sentence_lets_a_name_turn_what_stands_around_it() {
    const PLAIN: &str = "Makerlounge";
    for language in [Language::German, Language::English] {
        let plain = sentences(language, PLAIN);
        for odd in ODD {
            for (plain, turned) in plain.iter().zip(sentences(language, odd)) {
                assert!(plain.contains(PLAIN) && !plain.contains([BEGIN, END]), "{plain:?}");
                assert_eq!(turned.replace(&Name(odd).to_string(), PLAIN), *plain);
            }
        }
    }
}
