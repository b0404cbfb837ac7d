//! What the stage shows and where it stands: networks come in, the layout's answers come back.

use std::collections::HashMap;

use crate::{
    browser::{clock, page, worker::LayoutWorker},
    layout::{Command, Event, Job},
    model::Id,
    query::graph::Graph,
    scene::{Emphasis, Gesture},
};

use super::{Look, Stage, StageEvent, view::fit};

/// A layout that takes longer goes on unseen and shows its result (WCAG 2.2.2: movement ends within 5 seconds).
const LONGEST_MOVEMENT_MILLIS: f64 = 4_500.0;

impl Stage {
    /// Shows another network, or the same one with other places. Nodes without a place (`None`) get one from
    /// the layout described by `job`.
    pub fn set_network(
        &self,
        graph: Graph,
        looks: Vec<Look>,
        places: Vec<Option<[f64; 2]>>,
        job: impl FnOnce() -> Job,
    ) {
        let mut inner = self.inner.borrow_mut();
        let earlier: HashMap<Id, [f64; 2]> = if places.contains(&None) {
            let nodes = inner.graph.nodes.iter().zip(inner.positions.as_chunks::<2>().0);
            nodes.map(|(node, at)| (node.id.clone(), *at)).collect()
        } else {
            HashMap::new()
        };
        inner.positions = graph
            .nodes
            .iter()
            .zip(&places)
            .flat_map(|(node, place)| {
                place.or_else(|| earlier.get(&node.id).copied()).unwrap_or([f64::NAN; 2])
            })
            .collect();
        if inner.graph != graph {
            inner.hovered = None;
            inner.gesture = Gesture::default();
        }
        inner.emphasis.resize(graph.nodes.len(), Emphasis::Normal);
        inner.graph = graph;
        inner.looks = looks;
        inner.order = None;
        let lay_out = places.contains(&None);
        let was_laying_out = std::mem::replace(&mut inner.laying_out, lay_out);
        inner.layout_start_millis = clock::monotonic_millis();
        inner.layout_revision += u32::from(lay_out || was_laying_out);
        let revision = inner.layout_revision;
        if !inner.camera_is_free {
            fit(&mut inner);
        }
        drop(inner);
        if lay_out {
            self.send(Command::Start { revision, job: job() });
        } else if was_laying_out {
            self.send(Command::Stop { revision });
        }
        self.changed();
    }

    fn send(&self, command: Command) {
        let mut worker = self.worker.borrow_mut();
        let worker = worker.get_or_insert_with(|| {
            let stage = self.this.clone();
            LayoutWorker::start(move |event| {
                if let Some(stage) = stage.upgrade() {
                    stage.hear(event);
                }
            })
        });
        worker.send(command);
    }

    fn hear(&self, event: Event) {
        let (positions, settled) = match event {
            Event::Frame { positions, .. } => (positions, false),
            Event::Settled { positions, .. } => (positions, true),
            Event::Ready { .. } | Event::Failed { .. } => return,
        };
        let mut inner = self.inner.borrow_mut();
        let too_long = clock::monotonic_millis() - inner.layout_start_millis > LONGEST_MOVEMENT_MILLIS;
        if !settled && (too_long || page::matches("(prefers-reduced-motion: reduce)")) {
            return;
        }
        if positions.len() != inner.positions.len() {
            return;
        }
        inner.positions.clone_from(&positions);
        inner.laying_out &= !settled;
        if !inner.camera_is_free {
            fit(&mut inner);
        }
        drop(inner);
        if settled {
            clock::mark("layout-settled");
            (self.on_event)(StageEvent::Settled(positions));
        }
        self.changed();
    }
}
