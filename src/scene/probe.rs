use super::*;
use crate::layout::Simulation;
use crate::{
    exchange,
    model::Network,
    query::graph::{Graph, NodeKind},
};
fn stress(graph: &Graph, p: &[f64]) -> f64 {
    let n = graph.nodes.len();
    let mut r = vec![];
    for a in 0..n {
        let s = graph.steps_from(a, 200);
        for b in 0..n {
            if let Some(d) = s[b]
                && d > 0
            {
                let (dx, dy) = (p[2 * a] - p[2 * b], p[2 * a + 1] - p[2 * b + 1]);
                r.push((dx * dx + dy * dy).sqrt() / f64::from(d));
            }
        }
    }
    let (s, q) = r.iter().fold((0.0, 0.0), |(s, q), x| (s + x, q + x * x));
    let k = s / q;
    r.iter().map(|x| (1.0 - k * x) * (1.0 - k * x)).sum::<f64>() / r.len() as f64
}
fn run(name: &str, network: &Network) {
    let graph = Graph::new(network);
    let mut input = crate::app::layout_input(network, &graph, 0, crate::layout::Arrangement::Network);
    input.nodes.iter_mut().for_each(|n| n.at = None);
    let with = input.clone();
    let mut bare = input;
    bare.nodes.iter_mut().for_each(|n| n.label = Default::default());
    let lay = |i| {
        let mut s = Simulation::new(i);
        while !s.step() {}
        s.positions().to_vec()
    };
    let t = std::time::Instant::now();
    let p0 = lay(&bare);
    let t0 = t.elapsed();
    let t = std::time::Instant::now();
    let p1 = lay(&with);
    let t1 = t.elapsed();
    println!(
        "{name}: n {} stress {:.4} -> {:.4} ({:+.1}%) time {t0:?} {t1:?}",
        graph.nodes.len(),
        stress(&graph, &p0),
        stress(&graph, &p1),
        100.0 * (stress(&graph, &p1) / stress(&graph, &p0) - 1.0)
    );
    let looks: Vec<NodeStyle> = graph
        .nodes
        .iter()
        .map(|node| NodeStyle {
            name: match node.kind {
                NodeKind::Actor => &network.actors.get(&node.id).unwrap().name,
                _ => &network.competencies.get(&node.id).unwrap().name,
            },
            ..NodeStyle::default()
        })
        .collect();
    for (label, p) in [("bare", &p0), ("boxes", &p1)] {
        for (w, h) in [(1310.0, 570.0), (1860.0, 880.0), (360.0, 460.0), (1026.0, 560.0)] {
            let viewport = Size { width: w, height: h };
            let world = bounds(&looks, p).unwrap();
            let camera = Camera::fit(world, viewport, 40.0_f64.min(w / 8.0));
            let (_, pl) = front(&SceneInput {
                graph: &graph,
                looks: &looks,
                order: &DrawOrder::new(&graph, &looks),
                positions: p,
                camera,
                viewport,
                covered_top: 0.0,
                hovered: None,
                keyboard_node: None,
                opened: None,
                selection: &[],
                sectors: &[],
                connecting: None,
                gathering: &[],
                theme: &Theme::light(),
                words: EdgeWords { offers: "bietet", needs: "sucht" },
                placement: &Placement::default(),
                shows_names: true,
            });
            let share = |k: Option<NodeKind>| {
                let all: Vec<usize> =
                    (0..looks.len()).filter(|n| k.is_none_or(|k| graph.nodes[*n].kind == k)).collect();
                100.0 * all.iter().filter(|n| pl.names(**n)).count() as f64 / all.len() as f64
            };
let missing: Vec<_> = (0..looks.len()).filter(|n| !pl.names(*n)).map(|n| looks[n].name).collect();
 if missing.len()<8 && !missing.is_empty() {println!("missing {missing:?}");}
 let a=camera.screen_from_world(Point::new(world.left,world.top),viewport);let b=camera.screen_from_world(Point::new(world.right,world.bottom),viewport);
 println!("   {label} {w}x{h}: actors {:.0}% all {:.0}% use {:.0}% {:.0}% scale {:.2} aspect {:.2}", share(Some(NodeKind::Actor)), share(None), 100.0*(b.x-a.x)/w, 100.0*(b.y-a.y)/h, camera.scale(), world.width()/world.height());
        }
    }
}
#[test]
fn probe() {
    run("goslar", &exchange::example());
    for f in ["50", "170", "500"] {
        if let Ok(t) = std::fs::read(format!("/tmp/w/net{f}.json")) {
            run(f, &exchange::read(&t).unwrap().network);
        }
    }
}
