//! What comes in is read: files, links amid words, and pictures of QR codes.

use leptos::task::spawn_local;
use web_sys::File;

use super::inbox;
use crate::{
    app::{
        Dialog, IncomingFile, Msg, NotOpened, Preview, Reported, SharedText, Source, TEXT_LIMIT,
        bytes_of_link, shared_in,
    },
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
        let Ok(reader) = READER.open().await else { return app.dispatch(Msg::Report(Reported::NotLoaded)) };
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
        let Ok(reader) = READER.open().await else { return app.dispatch(Msg::Report(Reported::NotLoaded)) };
        let mut reading = Reading::default();
        reading.text(reader, &text, "", Source::Pasted).await;
        reading.hand_in(app);
    });
}

impl Reading {
    async fn picture(&mut self, reader: &Reader, picture: &File, file_name: String) {
        let codes = codes::codes_in(picture).await;
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
                SharedText::Link(link) => match unpacked(link).await {
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
            return app.dispatch(Msg::Import(others));
        }
        refused.extend(others.into_iter().map(|file| Reported::NoContribution { file_name: file.name }));
        inbox::change(app, |inbox| inbox.receive(contributions, refused));
        if app.peek(|state| state.dialog != Some(Dialog::Inbox)) {
            app.dispatch(Msg::Open(Dialog::Inbox));
        }
    }
}

async fn unpacked(link: &str) -> Result<String, NotOpened> {
    let bytes = bytes_of_link(link).ok_or(NotOpened::Damaged)?;
    packing::unpack(&bytes, TEXT_LIMIT).await
}
