use super::{LayoutInput, Simulation};

/// Raised whenever the messages change: worker files keep their name from build to build, so an old worker may
/// meet a new page.
pub const PROTOCOL: u32 = 2;

/// From the page to the engine.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Drops what runs and begins anew; all answers carry the revision.
    Start {
        revision: u32,
        input: LayoutInput,
    },
    Pin {
        revision: u32,
        index: u32,
        x: f64,
        y: f64,
    },
    Unpin {
        revision: u32,
        index: u32,
    },
    /// Holds the layout where it is, to go on after `Resume`.
    Pause {
        revision: u32,
    },
    Resume {
        revision: u32,
    },
    Stop {
        revision: u32,
    },
}

/// From the engine to the page. Positions are x, y, x, y in the order of the input's nodes.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The first word; what is sent before it may be lost.
    Ready {
        protocol: u32,
    },
    /// On the way; `progress` from 0 to 1.
    Frame {
        revision: u32,
        progress: f64,
        positions: Vec<f64>,
    },
    Settled {
        revision: u32,
        positions: Vec<f64>,
    },
    /// The message could not be understood, or the worker could not be reached.
    Failed {
        revision: u32,
    },
}

/// Either kind of message as it crosses the border: a word, a revision, and one run of numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    pub kind: &'static str,
    pub revision: u32,
    pub numbers: Vec<f64>,
}

impl Command {
    pub fn to_envelope(&self) -> Envelope {
        let (kind, revision, numbers) = match self {
            Self::Start { revision, input } => ("start", revision, input.to_numbers()),
            Self::Pin { revision, index, x, y } => ("pin", revision, vec![f64::from(*index), *x, *y]),
            Self::Unpin { revision, index } => ("unpin", revision, vec![f64::from(*index)]),
            Self::Pause { revision } => ("pause", revision, Vec::new()),
            Self::Resume { revision } => ("resume", revision, Vec::new()),
            Self::Stop { revision } => ("stop", revision, Vec::new()),
        };
        Envelope { kind, revision: *revision, numbers }
    }

    /// `None` for a message of another protocol.
    pub fn read(kind: &str, revision: u32, numbers: &[f64]) -> Option<Self> {
        Some(match (kind, numbers) {
            ("start", numbers) => Self::Start { revision, input: LayoutInput::from_numbers(numbers)? },
            ("pin", &[index, x, y]) => Self::Pin { revision, index: index as u32, x, y },
            ("unpin", &[index]) => Self::Unpin { revision, index: index as u32 },
            ("pause", []) => Self::Pause { revision },
            ("resume", []) => Self::Resume { revision },
            ("stop", []) => Self::Stop { revision },
            _ => return None,
        })
    }
}

impl Event {
    pub fn into_envelope(self) -> Envelope {
        let (kind, revision, numbers) = match self {
            Self::Ready { protocol } => ("ready", protocol, Vec::new()),
            Self::Frame { revision, progress, mut positions } => {
                positions.push(progress);
                ("frame", revision, positions)
            }
            Self::Settled { revision, positions } => ("settled", revision, positions),
            Self::Failed { revision } => ("failed", revision, Vec::new()),
        };
        Envelope { kind, revision, numbers }
    }

    /// `None` for a message of another protocol.
    pub fn read(kind: &str, revision: u32, mut positions: Vec<f64>) -> Option<Self> {
        Some(match kind {
            "ready" => Self::Ready { protocol: revision },
            "frame" => Self::Frame { revision, progress: positions.pop()?, positions },
            "settled" => Self::Settled { revision, positions },
            "failed" => Self::Failed { revision },
            _ => return None,
        })
    }
}

/// The engine behind the protocol: takes commands between turns, answers with positions after each.
#[derive(Default)]
pub struct Runner {
    revision: u32,
    simulation: Option<Simulation>,
    /// Something changed since the last `Settled`.
    running: bool,
}

impl Runner {
    /// Commands for another revision than the one that runs come too late and are ignored.
    pub fn accept(&mut self, command: Command) {
        match command {
            Command::Start { revision, input } => {
                *self = Self { revision, simulation: Some(Simulation::new(&input)), running: true };
            }
            Command::Pin { revision, index, x, y } => {
                self.change(revision, |it| it.pin(index as usize, x, y))
            }
            Command::Unpin { revision, index } => self.change(revision, |it| it.unpin(index as usize)),
            Command::Pause { revision } => self.running &= revision != self.revision,
            Command::Resume { revision } => {
                let unfinished = self.simulation.as_ref().is_some_and(|it| !it.is_settled());
                self.running |= revision == self.revision && unfinished;
            }
            Command::Stop { revision } if revision == self.revision => *self = Self::default(),
            Command::Stop { .. } => {}
        }
    }

    fn change(&mut self, revision: u32, change: impl FnOnce(&mut Simulation)) {
        if let Some(simulation) = self.simulation.as_mut().filter(|_| revision == self.revision) {
            change(simulation);
            self.running = true;
        }
    }

    /// There is work: call [`Runner::turn`] again.
    pub fn is_running(&self) -> bool {
        self.running
    }

    /// Steps while `in_time` says so, at least once. `None` when nothing runs.
    pub fn turn(&mut self, mut in_time: impl FnMut() -> bool) -> Option<Event> {
        let simulation = self.simulation.as_mut().filter(|_| self.running)?;
        let revision = self.revision;
        loop {
            if simulation.step() {
                self.running = false;
                return Some(Event::Settled { revision, positions: simulation.positions().to_vec() });
            }
            if !in_time() {
                let progress = simulation.progress();
                return Some(Event::Frame { revision, progress, positions: simulation.positions().to_vec() });
            }
        }
    }
}
