//! The records of a stream, and what their bytes mean. Whatever ends early is `None`.

/// A record with those that continue it, because none is longer than 8224 bytes.
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    parts: Vec<&'a [u8]>,
}

const CONTINUE: u16 = 0x003c;

/// The records from the start of the bytes on, up to one that ends early.
pub(super) fn records(mut bytes: &[u8]) -> impl Iterator<Item = Record<'_>> {
    let mut next = move || {
        let (head, rest) = bytes.split_first_chunk::<4>()?;
        let [kind, length] = [[head[0], head[1]], [head[2], head[3]]].map(u16::from_le_bytes);
        let (data, rest) = rest.split_at_checked(usize::from(length))?;
        bytes = rest;
        Some((kind, data))
    };
    let mut ahead = next();
    std::iter::from_fn(move || {
        let (kind, data) = ahead.take()?;
        let mut parts = vec![data];
        ahead = next();
        while let Some((_, data)) = ahead.filter(|(kind, _)| *kind == CONTINUE) {
            parts.push(data);
            ahead = next();
        }
        Some(Record { kind, parts })
    })
}

impl<'a> Record<'a> {
    pub(super) fn bytes(&self) -> Bytes<'a, '_> {
        Bytes { data: &[], parts: self.parts.iter() }
    }
}

/// What is still to be read of a record.
pub(super) struct Bytes<'a, 'r> {
    data: &'a [u8],
    parts: std::slice::Iter<'r, &'a [u8]>,
}

impl Bytes<'_, '_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        while self.data.is_empty() {
            self.data = self.parts.next()?;
        }
        let (taken, rest) = self.data.split_first_chunk()?;
        self.data = rest;
        Some(*taken)
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.take().map(u8::from_le_bytes)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    pub(super) fn array(&mut self) -> Option<[u8; 8]> {
        self.take()
    }

    pub(super) fn is_empty(&mut self) -> bool {
        while self.data.is_empty() {
            match self.parts.next() {
                Some(data) => self.data = data,
                None => return true,
            }
        }
        false
    }

    fn skip(&mut self, mut length: usize) -> Option<()> {
        while length > 0 {
            if self.is_empty() {
                return None;
            }
            let skipped = length.min(self.data.len());
            self.data = &self.data[skipped..];
            length -= skipped;
        }
        Some(())
    }

    /// A text whose length is known. Where a record ends, the next part says anew how wide letters are.
    pub(super) fn text(&mut self, letters: u16) -> Option<String> {
        let flags = self.u8()?;
        self.letters(letters, flags)
    }

    /// A text as it stands among the shared ones, with what its formats and its phonetics are.
    pub(super) fn rich_text(&mut self) -> Option<String> {
        let letters = self.u16()?;
        let flags = self.u8()?;
        let runs = if flags & 8 == 0 { 0 } else { self.u16()? };
        let phonetics = if flags & 4 == 0 { 0 } else { self.u32()? };
        let text = self.letters(letters, flags)?;
        self.skip(usize::from(runs) * 4)?;
        self.skip(phonetics as usize)?;
        Some(text)
    }

    fn letters(&mut self, letters: u16, mut flags: u8) -> Option<String> {
        let mut units = Vec::new();
        while units.len() < usize::from(letters) {
            if self.data.is_empty() {
                self.data = self.parts.next()?;
                flags = self.u8()?;
            }
            let width = if flags & 1 == 0 { 1 } else { 2 };
            let here = (self.data.len() / width).min(usize::from(letters) - units.len());
            if here == 0 && !self.data.is_empty() {
                return None;
            }
            let (taken, rest) = self.data.split_at(here * width);
            units.extend(
                taken
                    .chunks(width)
                    .map(|unit| unit.iter().rev().fold(0, |unit, byte| unit << 8 | u16::from(*byte))),
            );
            self.data = rest;
        }
        Some(String::from_utf16_lossy(&units))
    }
}
