use gosmart_job::{Codec, CommandOf, EventOf};

use super::{LayoutInput, Simulation};

/// The layout as a job: every message is a run of numbers.
pub struct LayoutJob(Simulation);

pub type Command = CommandOf<LayoutJob>;

/// Outputs are positions: x, y, x, y in the order of the input's nodes.
pub type Event = EventOf<LayoutJob>;

/// What a drag tells the layout; see [`Simulation::pin`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LayoutUpdate {
    Pin { index: u32, x: f64, y: f64 },
    Unpin { index: u32 },
}

impl gosmart_job::Job for LayoutJob {
    const KIND: &'static str = "layout";

    type Payload = Vec<f64>;
    type Input = LayoutInput;
    type Update = LayoutUpdate;
    type Output = Vec<f64>;

    fn start(input: LayoutInput) -> Self {
        Self(Simulation::new(&input))
    }

    fn update(&mut self, update: LayoutUpdate) {
        match update {
            LayoutUpdate::Pin { index, x, y } => self.0.pin(index as usize, x, y),
            LayoutUpdate::Unpin { index } => self.0.unpin(index as usize),
        }
    }

    fn step(&mut self) -> bool {
        self.0.step()
    }

    fn progress(&self) -> f64 {
        self.0.progress()
    }

    fn output(&self) -> Vec<f64> {
        self.0.positions().to_vec()
    }
}

impl Codec<Vec<f64>> for LayoutUpdate {
    fn encode(self) -> Vec<f64> {
        match self {
            Self::Pin { index, x, y } => vec![f64::from(index), x, y],
            Self::Unpin { index } => vec![f64::from(index)],
        }
    }

    fn decode(numbers: Vec<f64>) -> Option<Self> {
        match numbers[..] {
            [index, x, y] => Some(Self::Pin { index: index as u32, x, y }),
            [index] => Some(Self::Unpin { index: index as u32 }),
            _ => None,
        }
    }
}
