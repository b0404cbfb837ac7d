use proptest::prelude::*;

use super::*;

/// Counts the spaces of a text, one byte in a step. An update appends to the text.
struct CountSpaces {
    text: Vec<u8>,
    read: usize,
    spaces: u32,
}

impl Job for CountSpaces {
    const KIND: &'static str = "count spaces";

    type Payload = Vec<u8>;
    type Input = String;
    type Update = String;
    type Output = u32;

    fn start(text: String) -> Self {
        Self { text: text.into_bytes(), read: 0, spaces: 0 }
    }

    fn update(&mut self, more: String) {
        self.text.extend(more.into_bytes());
    }

    fn step(&mut self) -> bool {
        if let Some(byte) = self.text.get(self.read) {
            self.spaces += u32::from(*byte == b' ');
            self.read += 1;
        }
        self.read == self.text.len()
    }

    fn progress(&self) -> f64 {
        self.read as f64 / self.text.len() as f64
    }

    fn output(&self) -> u32 {
        self.spaces
    }
}

impl Codec<Vec<u8>> for String {
    fn encode(self) -> Vec<u8> {
        self.into_bytes()
    }

    fn decode(payload: Vec<u8>) -> Option<Self> {
        Self::from_utf8(payload).ok()
    }
}

impl Codec<Vec<u8>> for u32 {
    fn encode(self) -> Vec<u8> {
        self.to_le_bytes().to_vec()
    }

    fn decode(payload: Vec<u8>) -> Option<Self> {
        payload.try_into().ok().map(Self::from_le_bytes)
    }
}

type TestCommand = CommandOf<CountSpaces>;
type TestEvent = EventOf<CountSpaces>;

fn numbers() -> impl Strategy<Value = u32> {
    0..3_u32
}

fn texts() -> impl Strategy<Value = String> {
    "[a ü]{0,8}"
}

fn commands() -> impl Strategy<Value = TestCommand> {
    prop_oneof![
        (numbers(), texts()).prop_map(|(job, input)| Command::Start { job, input }),
        (numbers(), texts()).prop_map(|(job, update)| Command::Update { job, update }),
        numbers().prop_map(|job| Command::Pause { job }),
        numbers().prop_map(|job| Command::Resume { job }),
        numbers().prop_map(|job| Command::Cancel { job }),
    ]
}

fn events() -> impl Strategy<Value = TestEvent> {
    let reasons = prop_oneof![
        Just(FailureReason::UnknownMessage),
        Just(FailureReason::UnknownKind),
        Just(FailureReason::UnreadablePayload),
        Just(FailureReason::WorkerBroken),
    ];
    prop_oneof![
        any::<u32>().prop_map(|protocol| Event::Ready { protocol }),
        (numbers(), 0.0..=1.0, any::<u32>()).prop_map(|(job, share, output)| Event::Progress {
            job,
            share,
            output
        }),
        (numbers(), any::<u32>()).prop_map(|(job, output)| Event::Done { job, output }),
        (numbers(), reasons).prop_map(|(job, reason)| Event::Failed { job, reason }),
    ]
}

fn envelopes() -> impl Strategy<Value = Envelope<Vec<u8>>> {
    let words = prop_oneof![
        4 => prop::sample::select(vec!["start", "update", "pause", "resume", "cancel"]).prop_map(str::to_owned),
        1 => ".{0,6}",
    ];
    let kinds = prop_oneof![Just(CountSpaces::KIND.to_owned()), ".{0,6}"];
    (words, numbers(), any::<Vec<u8>>(), any::<f64>(), kinds).prop_map(
        |(word, job, payload, share, detail)| Envelope {
            word: word.into(),
            job,
            payload,
            share,
            detail: detail.into(),
        },
    )
}

/// A command as it arrives on the other side, where it must be understood.
fn send(runner: &mut Runner<CountSpaces>, command: TestCommand) {
    assert_eq!(runner.receive(command.into_envelope(CountSpaces::KIND)), None);
}

/// One turn of so many steps.
fn turn(runner: &mut Runner<CountSpaces>, mut steps: u32) -> Option<TestEvent> {
    runner.turn(|| {
        steps -= 1;
        steps > 0
    })
}

fn running(job: u32, text: &str) -> Runner<CountSpaces> {
    let mut runner = Runner::default();
    send(&mut runner, Command::Start { job, input: text.to_owned() });
    runner
}

proptest! {
    #[test]
    fn messages_cross_unchanged(command in commands(), event in events()) {
        let envelope = command.clone().into_envelope::<Vec<u8>>(CountSpaces::KIND);
        prop_assert_eq!(Command::read(CountSpaces::KIND, envelope), Ok(command));
        prop_assert_eq!(Event::read(event.clone().into_envelope::<Vec<u8>>()), Some(event));
    }

    #[test]
    fn answers_are_about_the_job_that_runs_and_progress_rises(
        turns in prop::collection::vec((prop::option::of(commands()), 1..5_u32), 0..40)
    ) {
        let mut runner = Runner::default();
        let mut current: Option<(u32, String)> = None;
        let mut least = 0.0;
        for (command, steps) in turns {
            if let Some(command) = command {
                match (&command, &mut current) {
                    (Command::Start { job, input }, _) => {
                        current = Some((*job, input.clone()));
                        least = 0.0;
                    }
                    (Command::Update { job, update }, Some((number, text))) if job == number => {
                        text.push_str(update);
                        least = 0.0;
                    }
                    (Command::Cancel { job }, Some((number, _))) if job == number => current = None,
                    _ => {}
                }
                send(&mut runner, command);
            }
            let spaces = |text: &str| text.matches(' ').count() as u32;
            match (turn(&mut runner, steps), &current) {
                (Some(Event::Progress { job, share, output }), Some((number, text))) => {
                    prop_assert_eq!(job, *number);
                    prop_assert!((least..=1.0).contains(&share) && share > 0.0, "{least}, {share}");
                    prop_assert!(output <= spaces(text));
                    least = share;
                }
                (Some(Event::Done { job, output }), Some((number, text))) => {
                    prop_assert_eq!((job, output), (*number, spaces(text)));
                    prop_assert!(!runner.is_running());
                }
                (None, _) => prop_assert!(!runner.is_running()),
                (event, current) => prop_assert!(false, "{event:?} about {current:?}"),
            }
        }
    }

    #[test]
    fn commands_for_an_old_job_change_nothing(stale in prop::collection::vec(commands(), 0..20)) {
        let (mut bothered, mut left_alone) = (running(7, "a b c d e f"), running(7, "a b c d e f"));
        for command in stale.into_iter().filter(|command| !matches!(command, Command::Start { .. })) {
            send(&mut bothered, command);
            prop_assert_eq!(turn(&mut bothered, 1), turn(&mut left_alone, 1));
        }
    }

    #[test]
    fn what_cannot_be_understood_fails_and_disturbs_nothing(envelope in envelopes()) {
        let mut runner = running(7, "a b");
        let job = envelope.job;
        if let Some(answer) = runner.receive(envelope) {
            let is_failure = matches!(answer, Event::Failed { job: about, .. } if about == job);
            prop_assert!(is_failure, "{answer:?}");
            prop_assert_eq!(turn(&mut runner, 9), Some(Event::Done { job: 7, output: 1 }));
        }
    }
}

#[test]
fn a_job_goes_from_start_to_done() {
    let mut runner = running(1, "a b ");
    assert_eq!(turn(&mut runner, 2), Some(Event::Progress { job: 1, share: 0.5, output: 1 }));
    assert_eq!(turn(&mut runner, 9), Some(Event::Done { job: 1, output: 2 }));
    assert_eq!(turn(&mut runner, 9), None);
    send(&mut runner, Command::Resume { job: 1 });
    assert!(!runner.is_running(), "what is done does not go on");
    send(&mut runner, Command::Update { job: 1, update: " c".to_owned() });
    assert_eq!(turn(&mut runner, 9), Some(Event::Done { job: 1, output: 3 }), "until something changes");
}

#[test]
fn a_pause_holds_the_job_where_it_is() {
    let mut runner = running(1, "a b ");
    send(&mut runner, Command::Pause { job: 1 });
    assert_eq!(turn(&mut runner, 9), None);
    send(&mut runner, Command::Resume { job: 1 });
    assert_eq!(turn(&mut runner, 9), Some(Event::Done { job: 1, output: 2 }));
}

#[test]
fn nothing_is_heard_of_a_job_that_was_cancelled() {
    let mut runner = running(1, "a b ");
    assert!(turn(&mut runner, 1).is_some());
    send(&mut runner, Command::Cancel { job: 1 });
    send(&mut runner, Command::Resume { job: 1 });
    send(&mut runner, Command::Update { job: 1, update: " c".to_owned() });
    assert!(!runner.is_running());
    assert_eq!(turn(&mut runner, 9), None);
}

#[test]
fn every_failure_has_its_reason() {
    let answer = |change: fn(&mut Envelope<Vec<u8>>)| {
        let start = TestCommand::Start { job: 4, input: "a".to_owned() };
        let mut envelope = start.into_envelope(CountSpaces::KIND);
        change(&mut envelope);
        Runner::<CountSpaces>::default().receive(envelope)
    };
    let failed = |reason| Some(Event::Failed { job: 4, reason });
    assert_eq!(answer(|_| ()), None);
    assert_eq!(answer(|it| it.word = "greeting".into()), failed(FailureReason::UnknownMessage));
    assert_eq!(answer(|it| it.detail = "count commas".into()), failed(FailureReason::UnknownKind));
    assert_eq!(answer(|it| it.payload = vec![0xff]), failed(FailureReason::UnreadablePayload));
}

#[test]
fn a_foreign_event_is_no_event() {
    let done = || TestEvent::Done { job: 1, output: 5 }.into_envelope::<Vec<u8>>();
    assert_eq!(TestEvent::read(Envelope { word: "greeting".into(), ..done() }), None);
    assert_eq!(TestEvent::read(Envelope { payload: vec![1], ..done() }), None);
    assert_eq!(TestEvent::read(Envelope { word: "failed".into(), detail: "mood".into(), ..done() }), None);
}
