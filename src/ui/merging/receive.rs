//! What comes in is read: files, links amid words, and pictures of QR codes.

use leptos::{prelude::GetUntracked, task::spawn_local};
use web_sys::File;

use super::inbox;
use crate::{
    app::{Arrival, Dialog, IncomingFile, Msg, Preview, Reported, SharedText, Source, shared_in},
    browser::{codes, files as browser_files, packing, reader::Reader},
    doors::READER,
    exchange::{ImportError, SIZE_LIMIT_BYTES},
    ui::context::App,
};

/// What was read so far, and why something was not.
#[derive(Default)]
struct Reading {
    contributions: Vec<Preview>,
    refused: Vec<Reported>,
    /// Made by other programs.
    others: Vec<IncomingFile>,
}

pub(super) fn files(app: App, files: Vec<File>) {
    spawn_local(async move {
        let Some(reader) = begin(app).await else { return };
        let mut reading = Reading::default();
        for file in &files {
            let file_name = file.name();
            if file.type_().starts_with("image/") {
                reading.picture(reader, file, file_name).await;
            } else if file.size() > SIZE_LIMIT_BYTES as f64 {
                let error = ImportError::TooLarge { bytes: file.size() as usize, limit: SIZE_LIMIT_BYTES };
                let source = Source::File { name: file_name };
                reading.refused.push(Reported::ImportFailed { source, error });
            } else {
                match browser_files::read(file).await {
                    Ok(bytes) => reading.file(reader, file_name, bytes).await,
                    Err(_) => reading.refused.push(Reported::NotRead { file_name }),
                }
            }
        }
        reading.hand_in(app);
    });
}

pub(super) fn text(app: App, text: String) {
    spawn_local(async move {
        let Some(reader) = begin(app).await else { return };
        let mut reading = Reading::default();
        reading.text(reader, &text, "", Source::Pasted).await;
        reading.hand_in(app);
    });
}

/// Says that something is being read.
async fn begin(app: App) -> Option<&'static Reader> {
    inbox::change(app, |inbox| inbox.last = Arrival { is_reading: true, ..Arrival::default() });
    let reader = READER.open().await;
    if reader.is_err() {
        inbox::change(app, |inbox| inbox.receive(Vec::new(), vec![Reported::NotLoaded]));
    }
    reader.ok()
}

impl Reading {
    async fn picture(&mut self, reader: &Reader, picture: &File, file_name: String) {
        let Some(codes) = codes::codes_in(picture).await else {
            return self.refused.push(Reported::NoPicture { file_name });
        };
        if codes.is_empty() {
            return self.refused.push(Reported::NoCode { file_name });
        }
        for code in codes {
            self.text(reader, &code, &file_name, Source::Link).await;
        }
    }

    async fn file(&mut self, reader: &Reader, name: String, bytes: Vec<u8>) {
        let text = str::from_utf8(&bytes).ok().filter(|text| !text.trim_start().starts_with('{'));
        match text.map(shared_in) {
            // Somebody saved a message.
            Some(shared) if !shared.is_empty() => {
                let text = text.unwrap_or_default().to_owned();
                self.text(reader, &text, &name, Source::File { name: name.clone() }).await;
            }
            _ => match (reader.file)(&bytes, &name) {
                Ok(parsed) => self.contributions.push(Preview::new(Source::File { name }, parsed)),
                Err(ImportError::NotReadable { .. }) => self.others.push(IncomingFile { name, bytes }),
                Err(error) => {
                    self.refused.push(Reported::ImportFailed { source: Source::File { name }, error });
                }
            },
        }
    }

    /// `source` is that of documents in it.
    async fn text(&mut self, reader: &Reader, text: &str, file_name: &str, source: Source) {
        let shared = shared_in(text);
        if shared.is_empty() {
            self.refused.push(Reported::NoContribution { file_name: file_name.to_owned() });
        }
        for shared in shared {
            let (source, document) = match shared {
                SharedText::Link(link) => match packing::text_of_link(link).await {
                    Ok(document) => (Source::Link, document),
                    Err(why) => {
                        self.refused.push(Reported::NotOpened(why));
                        continue;
                    }
                },
                SharedText::Document(document) => (source.clone(), document.to_owned()),
            };
            match (reader.file)(document.as_bytes(), source.file_name()) {
                Ok(parsed) => self.contributions.push(Preview::new(source, parsed)),
                Err(error) => self.refused.push(Reported::ImportFailed { source, error }),
            }
        }
    }

    /// Files that are all made by other programs are imported.
    fn hand_in(self, app: App) {
        let Self { contributions, mut refused, others } = self;
        if contributions.is_empty() && refused.is_empty() && !others.is_empty() {
            inbox::change(app, |inbox| inbox.receive(Vec::new(), Vec::new()));
            return app.dispatch(Msg::Import(others));
        }
        refused.extend(others.into_iter().map(|file| Reported::NoContribution { file_name: file.name }));
        inbox::change(app, |inbox| inbox.receive(contributions, refused));
        // Over a form that was opened meanwhile it would be gone.
        let is_free = app.peek(|state| matches!(state.dialog, None | Some(Dialog::Import)));
        if is_free && !app.half_filled.get_untracked() {
            app.dispatch(Msg::Open(Dialog::Inbox));
        }
    }
}
