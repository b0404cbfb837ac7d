use super::{Command, CommandOf, Envelope, Event, EventOf, Job};

/// Does one job at a time: takes commands between turns, answers with an event after each.
pub struct Runner<Kind> {
    current: Option<Current<Kind>>,
}

struct Current<Kind> {
    number: u32,
    job: Kind,
    state: State,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Running,
    Paused,
    Done,
}

impl<Kind> Default for Runner<Kind> {
    fn default() -> Self {
        Self { current: None }
    }
}

impl<Kind: Job> Runner<Kind> {
    /// Takes a message from the page. One that cannot be understood changes nothing and gets its answer at once.
    pub fn receive(&mut self, envelope: Envelope<Kind::Payload>) -> Option<EventOf<Kind>> {
        let job = envelope.job;
        match Command::read(Kind::KIND, envelope) {
            Ok(command) => {
                self.accept(command);
                None
            }
            Err(reason) => Some(Event::Failed { job, reason }),
        }
    }

    /// Commands for another job than the one that runs come too late and are ignored.
    pub fn accept(&mut self, command: CommandOf<Kind>) {
        match command {
            Command::Start { job: number, input } => {
                self.current = Some(Current { number, job: Kind::start(input), state: State::Running });
            }
            Command::Update { job, update } => {
                if let Some(current) = self.current(job) {
                    current.job.update(update);
                    current.state = State::Running;
                }
            }
            Command::Pause { job } => self.switch(job, State::Running, State::Paused),
            Command::Resume { job } => self.switch(job, State::Paused, State::Running),
            Command::Cancel { job } => {
                if self.current(job).is_some() {
                    self.current = None;
                }
            }
        }
    }

    fn current(&mut self, job: u32) -> Option<&mut Current<Kind>> {
        self.current.as_mut().filter(|current| current.number == job)
    }

    fn switch(&mut self, job: u32, from: State, to: State) {
        if let Some(current) = self.current(job).filter(|current| current.state == from) {
            current.state = to;
        }
    }

    /// There is work: call [`Runner::turn`] again.
    pub fn is_running(&self) -> bool {
        self.current.as_ref().is_some_and(|current| current.state == State::Running)
    }

    /// Steps while `in_time` says so, at least once. `None` when nothing runs.
    pub fn turn(&mut self, mut in_time: impl FnMut() -> bool) -> Option<EventOf<Kind>> {
        let Current { number, job, state } =
            self.current.as_mut().filter(|current| current.state == State::Running)?;
        loop {
            if job.step() {
                *state = State::Done;
                return Some(Event::Done { job: *number, output: job.output() });
            }
            if !in_time() {
                return Some(Event::Progress { job: *number, share: job.progress(), output: job.output() });
            }
        }
    }
}
