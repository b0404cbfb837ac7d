use serde::{Serialize, de::DeserializeOwned};

#[cfg(any(not(target_arch = "wasm32"), feature = "files"))]
use super::session::Session;
use super::{Answer, Ask, Opening, Stage};
use crate::job::{Codec, Job};

/// An import, from the files to the last file that is handed out of it. It is done each time it has answered, and goes on
/// with the next question. Its steps take as long as they take, so it is a job for workers alone.
pub struct IntakeJob {
    #[cfg(any(not(target_arch = "wasm32"), feature = "files"))]
    session: Session,
    answer: Answer,
}

#[cfg(any(not(target_arch = "wasm32"), feature = "files"))]
impl IntakeJob {
    fn begin(opening: Opening) -> Self {
        Self { session: Session::new(opening), answer: Answer::Working(Stage::Reading) }
    }

    fn ask(&mut self, ask: Ask) {
        self.session.ask(ask);
    }

    fn go_on(&mut self) -> Answer {
        self.session.step()
    }
}

/// The page compiles the kind of job, and a worker does it.
#[cfg(not(any(not(target_arch = "wasm32"), feature = "files")))]
impl IntakeJob {
    fn begin(_: Opening) -> Self {
        Self { answer: Answer::Refused(Vec::new()) }
    }

    fn ask(&mut self, _: Ask) {}

    fn go_on(&mut self) -> Answer {
        self.answer.clone()
    }
}

impl Job for IntakeJob {
    const KIND: &'static str = "intake";

    type Payload = Vec<u8>;
    type Input = Opening;
    type Update = Ask;
    type Output = Answer;

    fn start(opening: Opening) -> Self {
        Self::begin(opening)
    }

    fn update(&mut self, ask: Ask) {
        self.ask(ask);
    }

    fn step(&mut self) -> bool {
        self.answer = self.go_on();
        !matches!(self.answer, Answer::Working(_))
    }

    fn progress(&self) -> f64 {
        match self.answer {
            Answer::Working(Stage::Reading) => 0.0,
            Answer::Working(Stage::Understanding) => 0.4,
            Answer::Working(Stage::Comparing) => 0.7,
            _ => 1.0,
        }
    }

    fn output(&self) -> Answer {
        self.answer.clone()
    }
}

impl Codec<Vec<u8>> for Opening {
    fn encode(self) -> Vec<u8> {
        encoded(&self)
    }

    fn decode(payload: Vec<u8>) -> Option<Self> {
        decoded(&payload)
    }
}

impl Codec<Vec<u8>> for Ask {
    fn encode(self) -> Vec<u8> {
        encoded(&self)
    }

    fn decode(payload: Vec<u8>) -> Option<Self> {
        decoded(&payload)
    }
}

impl Codec<Vec<u8>> for Answer {
    fn encode(self) -> Vec<u8> {
        encoded(&self)
    }

    fn decode(payload: Vec<u8>) -> Option<Self> {
        decoded(&payload)
    }
}

/// Nothing where it cannot be done, which the other side takes for a broken message.
pub(super) fn encoded(content: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(content).unwrap_or_default()
}

pub(super) fn decoded<T: DeserializeOwned>(payload: &[u8]) -> Option<T> {
    postcard::from_bytes(payload).ok()
}
