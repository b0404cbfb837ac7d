//! A team for each topic of the example.

use std::collections::HashSet;

use expect_test::expect;
use gosmart::{
    exchange::read,
    job::Job,
    model::{Day, Id, Network},
    query::team::{Question, Team, TeamOptions},
    teams::TeamJob,
};

fn team(network: &Network, competencies: &[Id], options: &TeamOptions) -> Team {
    let question = Question::new(network, competencies, options, &Day::new("2026-11-27"));
    let mut job = TeamJob::start(question.input.clone());
    while !job.step() {}
    question.answer(network, &job.output()).unwrap()
}

/// Whether so many actors can cover these competencies, by trying all.
fn is_covered_by(network: &Network, competencies: &HashSet<&Id>, members: usize) -> bool {
    let Some(first) = competencies.iter().next() else { return true };
    let offering =
        network.offers.iter().filter(|offer| offer.competency == **first).map(|offer| &offer.actor);
    members > 0
        && offering.into_iter().any(|actor| {
            let own = network.offers.iter().filter(|offer| offer.actor == *actor);
            let own: HashSet<&Id> = own.map(|offer| &offer.competency).collect();
            let rest = competencies.difference(&own).copied().collect();
            is_covered_by(network, &rest, members - 1)
        })
}

#[test]
fn each_topic_of_the_example_has_a_team_that_is_proven_smallest() {
    let network = read(include_bytes!("../../data/goslar.json")).unwrap().network;
    let mut lines = String::new();
    for topic in network.topics.iter() {
        let options = TeamOptions { topic: Some(topic.id.clone()), ..TeamOptions::default() };
        let team = team(&network, &topic.competencies, &options);
        assert!(team.proven && team.compared, "{}", topic.id);
        let uncovered: HashSet<&Id> = team.uncovered().collect();
        let coverable: HashSet<&Id> =
            topic.competencies.iter().filter(|competency| !uncovered.contains(competency)).collect();
        let size = team.members.len();
        assert!(is_covered_by(&network, &coverable, size) && !is_covered_by(&network, &coverable, size - 1));
        let nobody = network.offers.iter().all(|offer| !uncovered.contains(&offer.competency));
        assert!(nobody, "{}", topic.id);
        let members: Vec<&str> = team.members.iter().map(|member| member.actor.as_str()).collect();
        lines += &format!("{}: {}", topic.title, members.join(", "));
        if !uncovered.is_empty() {
            lines += &format!(" without {}", uncovered.len());
        }
        lines += "\n";
    }
    expect![[r#"
        Stadt-App: a-isse, a-bornemann, a-at-design
        Smart Benches: a-stadtplanung, a-marx, a-at-design, a-harzenergie
        Hochwasser und KI: a-geoinformation, a-isse, a-t-systems, a-eurawasser
        Offenes WLAN: a-it-service, a-marx
        Geo-Portal: a-geoinformation, a-pdv-software
        Fahrgastzahlen: a-it-service, a-graband, a-harzenergie, a-stadtbus
        Neue Stadtbibliothek: a-stadtbibliothek, a-t-systems without 1
        Tourismus und Einzelhandel: a-rammelsberg, a-goslar-marketing without 3
        Smartes Parken: a-e-government, a-graband, a-harzenergie without 1
        Knöllchen online: a-e-government
        Coding-Camps: a-stadtjugendpflege, a-makerlounge
        Bürgerinnen und Bürger einbinden: a-wirtschaftsfoerderung, a-silverlabs without 1
        Sensoren in der Stadt: a-geoinformation, a-graband, a-harzenergie, a-betriebshof
    "#]]
    .assert_eq(&lines);
}
