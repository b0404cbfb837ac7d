use super::{Codec, Envelope};

/// Raised whenever the messages or the payloads of any kind change: worker files keep their name from build to
/// build, so an old worker may meet a new page. `Ready` reads the same in every protocol.
pub const PROTOCOL: u32 = 3;

/// From the page to the worker. The page gives every job a number of its own, by which all else refers to it.
#[derive(Clone, Debug, PartialEq)]
pub enum Command<Input, Update> {
    /// Drops what runs and begins anew.
    Start {
        job: u32,
        input: Input,
    },
    /// Lets a job go on that is held or done.
    Update {
        job: u32,
        update: Update,
    },
    /// Holds the job where it is, to go on after `Resume`.
    Pause {
        job: u32,
    },
    Resume {
        job: u32,
    },
    /// Drops the job; nothing is reported afterwards.
    Cancel {
        job: u32,
    },
}

/// From the worker to the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Event<Output> {
    /// The first word; what is sent before it may be lost.
    Ready {
        protocol: u32,
    },
    /// On the way; `share` from 0 to 1, `output` as far as it has come.
    Progress {
        job: u32,
        share: f64,
        output: Output,
    },
    Done {
        job: u32,
        output: Output,
    },
    Failed {
        job: u32,
        reason: FailureReason,
    },
}

/// Why this worker has no result. What a kind finds wrong with its input is not among them: that is an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureReason {
    UnknownMessage,
    /// The worker's file does jobs of another kind.
    UnknownKind,
    UnreadablePayload,
    /// The worker broke down on the way. Said by the page, which is the only one left to say it.
    WorkerBroken,
    /// No worker starts, and what would do the job on the page cannot be loaded. Said by the page.
    NoEngine,
}

impl<Input, Update> Command<Input, Update> {
    pub fn into_envelope<Payload: Default>(self, kind: &'static str) -> Envelope<Payload>
    where
        Input: Codec<Payload>,
        Update: Codec<Payload>,
    {
        let plain = |word, job| Envelope::new(word, job, Payload::default());
        match self {
            Self::Start { job, input } => {
                Envelope { detail: kind.into(), ..Envelope::new("start", job, input.encode()) }
            }
            Self::Update { job, update } => Envelope::new("update", job, update.encode()),
            Self::Pause { job } => plain("pause", job),
            Self::Resume { job } => plain("resume", job),
            Self::Cancel { job } => plain("cancel", job),
        }
    }

    /// # Errors
    /// When no page of this protocol sends such a message to a worker of this kind.
    pub fn read<Payload>(kind: &str, envelope: Envelope<Payload>) -> Result<Self, FailureReason>
    where
        Input: Codec<Payload>,
        Update: Codec<Payload>,
    {
        let Envelope { word, job, payload, detail, .. } = envelope;
        match &*word {
            "start" if detail != kind => Err(FailureReason::UnknownKind),
            "start" => decode(payload).map(|input| Self::Start { job, input }),
            "update" => decode(payload).map(|update| Self::Update { job, update }),
            "pause" => Ok(Self::Pause { job }),
            "resume" => Ok(Self::Resume { job }),
            "cancel" => Ok(Self::Cancel { job }),
            _ => Err(FailureReason::UnknownMessage),
        }
    }
}

fn decode<Payload, Content: Codec<Payload>>(payload: Payload) -> Result<Content, FailureReason> {
    Content::decode(payload).ok_or(FailureReason::UnreadablePayload)
}

impl<Output> Event<Output> {
    pub fn into_envelope<Payload: Default>(self) -> Envelope<Payload>
    where
        Output: Codec<Payload>,
    {
        match self {
            Self::Ready { protocol } => Envelope::new("ready", protocol, Payload::default()),
            Self::Progress { job, share, output } => {
                Envelope { share, ..Envelope::new("progress", job, output.encode()) }
            }
            Self::Done { job, output } => Envelope::new("done", job, output.encode()),
            Self::Failed { job, reason } => {
                Envelope { detail: reason.word().into(), ..Envelope::new("failed", job, Payload::default()) }
            }
        }
    }

    /// `None` for a message of another protocol.
    pub fn read<Payload>(envelope: Envelope<Payload>) -> Option<Self>
    where
        Output: Codec<Payload>,
    {
        let Envelope { word, job, payload, share, detail } = envelope;
        Some(match &*word {
            "ready" => Self::Ready { protocol: job },
            "progress" => Self::Progress { job, share, output: Output::decode(payload)? },
            "done" => Self::Done { job, output: Output::decode(payload)? },
            "failed" => Self::Failed { job, reason: FailureReason::of_word(&detail)? },
            _ => return None,
        })
    }
}

impl FailureReason {
    const ALL: [Self; 5] = [
        Self::UnknownMessage,
        Self::UnknownKind,
        Self::UnreadablePayload,
        Self::WorkerBroken,
        Self::NoEngine,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::UnknownMessage => "unknown message",
            Self::UnknownKind => "unknown kind",
            Self::UnreadablePayload => "unreadable payload",
            Self::WorkerBroken => "worker broken",
            Self::NoEngine => "no engine",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}
