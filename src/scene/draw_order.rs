//! Nodes and lines in the order they are painted.

use std::cmp::Reverse;

use super::{Emphasis, NodeStyle, nodes::Prominence};
use crate::{
    model::order,
    query::graph::{EdgeKind, Graph, NodeKind},
};

/// Nodes and lines in paint order, those that look alike side by side, without what is hidden.
///
/// Depends on graph and looks, not on camera, positions and attention: made once and used for many frames, so
/// that no frame sorts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DrawOrder {
    /// Each group is one look and never empty.
    pub(super) groups: Vec<Vec<usize>>,
    /// Without those at what is faded: they would say nothing, and be in the way of the others.
    pub(super) edges: Vec<EdgeGroup>,
    /// By whose name is wanted first: found ones, then actors, then competencies, the largest first.
    pub(super) by_weight: Vec<usize>,
    /// The actors of each sector, by its number in the document.
    pub(super) sectors: Vec<Vec<usize>>,
}

/// Lines of one look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EdgeGroup {
    pub(super) kind: EdgeKind,
    /// What is looked for, nobody offers.
    pub(super) is_unmet: bool,
    pub(super) numbers: Vec<usize>,
}

impl DrawOrder {
    pub fn new(graph: &Graph, looks: &[NodeStyle]) -> Self {
        let count = graph.nodes.len().min(looks.len());
        let mut nodes: Vec<usize> =
            (0..count).filter(|&node| looks[node].emphasis != Emphasis::Hidden).collect();
        let weight = |node: usize| looks[node].size.map_or_else(|| graph.degree(node), usize::from);
        // Small above large, so that a crowd hides nobody.
        let style = |node: usize| {
            let look = &looks[node];
            let kind = graph.nodes[node].kind;
            let size = Reverse(weight(node));
            (
                Prominence::of(look.emphasis),
                kind == NodeKind::Actor,
                size,
                look.coverage,
                look.sector,
                look.symbol,
            )
        };
        order::sort_by_key(&mut nodes, |&node| style(node));
        let groups = nodes.chunk_by(|&one, &other| style(one) == style(other)).map(<[_]>::to_vec).collect();

        let mut edges: Vec<EdgeGroup> = Vec::new();
        for (number, edge) in graph.edges.iter().enumerate() {
            if edge.from.max(edge.to) >= count {
                continue;
            }
            if [edge.from, edge.to]
                .map(|node| Prominence::of(looks[node].emphasis))
                .contains(&Prominence::Faint)
            {
                continue;
            }
            let (kind, is_unmet) = (edge.kind, super::edges::is_unmet(edge, looks));
            let alike = |group: &&mut EdgeGroup| group.kind == kind && group.is_unmet == is_unmet;
            match edges.iter_mut().find(alike) {
                Some(group) => group.numbers.push(number),
                None => edges.push(EdgeGroup { kind, is_unmet, numbers: vec![number] }),
            }
        }
        order::sort_by_key(&mut edges, |group| (group.is_unmet, super::edges::layer(group.kind)));

        order::sort_by_key(&mut nodes, |&node| {
            let is_actor = graph.nodes[node].kind == NodeKind::Actor;
            (Reverse(Prominence::of(looks[node].emphasis)), Reverse(is_actor), Reverse(weight(node)), node)
        });

        let mut sectors: Vec<Vec<usize>> = Vec::new();
        for &node in &nodes {
            if let Some(sector) = looks[node].sector {
                if sectors.len() <= sector {
                    sectors.resize(sector + 1, Vec::new());
                }
                sectors[sector].push(node);
            }
        }
        Self { groups, edges, by_weight: nodes, sectors }
    }
}
