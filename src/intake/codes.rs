use crate::job::{Codec, Job, NoUpdate};

/// QR codes are looked for in a picture, in a worker: that takes its time, and what looks for them may break down over a
/// picture made for that.
pub struct CodesJob {
    picture: Photograph,
    codes: Codes,
}

/// What they say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes(pub Vec<String>);

/// Brightness, row by row from the top, 0 for black.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photograph {
    pub width: u32,
    pub brightness: Vec<u8>,
}

impl Job for CodesJob {
    const KIND: &'static str = "codes";

    type Payload = Vec<u8>;
    type Input = Photograph;
    type Update = NoUpdate;
    type Output = Codes;

    fn start(picture: Photograph) -> Self {
        Self { picture, codes: Codes::default() }
    }

    fn update(&mut self, update: NoUpdate) {
        match update {}
    }

    fn step(&mut self) -> bool {
        self.codes = Codes(codes(&std::mem::take(&mut self.picture.brightness), self.picture.width));
        true
    }

    fn progress(&self) -> f64 {
        0.0
    }

    fn output(&self) -> Codes {
        self.codes.clone()
    }
}

#[cfg(any(not(target_arch = "wasm32"), feature = "files"))]
fn codes(brightness: &[u8], width: u32) -> Vec<String> {
    let width = width as usize;
    let height = brightness.len().checked_div(width).unwrap_or(0);
    gosmart_formats::codes::codes(gosmart_formats::codes::Picture { width, height, brightness })
}

/// The page compiles the kind of job, and a worker does it.
#[cfg(not(any(not(target_arch = "wasm32"), feature = "files")))]
fn codes(_: &[u8], _: u32) -> Vec<String> {
    Vec::new()
}

/// The width as four bytes, then all pixels.
impl Codec<Vec<u8>> for Photograph {
    fn encode(self) -> Vec<u8> {
        let mut payload = self.width.to_le_bytes().to_vec();
        payload.extend(self.brightness);
        payload
    }

    fn decode(mut payload: Vec<u8>) -> Option<Self> {
        let width = u32::from_le_bytes(*payload.first_chunk()?);
        payload.drain(..4);
        Some(Self { width, brightness: payload })
    }
}

impl Codec<Vec<u8>> for Codes {
    fn encode(self) -> Vec<u8> {
        super::job::encoded(&self.0)
    }

    fn decode(payload: Vec<u8>) -> Option<Self> {
        super::job::decoded(&payload).map(Self)
    }
}
