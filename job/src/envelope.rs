use std::borrow::Cow;

/// A message as it crosses the border: these fields in this order.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope<Payload> {
    /// Which message it is.
    pub word: Cow<'static, str>,
    /// The number of the job; in `ready`, of the protocol.
    pub job: u32,
    /// Crosses as one typed array, whose buffer is handed over and not copied.
    pub payload: Payload,
    /// How much is done, from 0 to 1; 0 but in `progress`.
    pub share: f64,
    /// The kind in `start`, the reason in `failed`; empty in all others.
    pub detail: Cow<'static, str>,
}

impl<Payload> Envelope<Payload> {
    pub(super) fn new(word: &'static str, job: u32, payload: Payload) -> Self {
        Self { word: word.into(), job, payload, share: 0.0, detail: "".into() }
    }
}

/// What crosses the border as one run of numbers or bytes.
pub trait Codec<Payload>: Sized {
    fn encode(self) -> Payload;

    /// The inverse of [`Codec::encode`]; `None` for a run that it never makes.
    fn decode(payload: Payload) -> Option<Self>;
}

impl<Payload> Codec<Payload> for Payload {
    fn encode(self) -> Payload {
        self
    }

    fn decode(payload: Payload) -> Option<Self> {
        Some(payload)
    }
}

/// Of a kind that cannot be changed on the way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NoUpdate {}

macro_rules! no_update {
    ($($payload:ty),*) => {$(
        impl Codec<$payload> for NoUpdate {
            fn encode(self) -> $payload {
                match self {}
            }

            fn decode(_: $payload) -> Option<Self> {
                None
            }
        }
    )*};
}

no_update!(Vec<f64>, Vec<u8>);
