//! What becomes of files that came in.

use leptos::task::spawn_local;
use web_sys::File;

use crate::{
    app::{Dialog, IncomingFile, Msg, Reported, Source},
    browser::files,
    doors,
    exchange::{ImportError, SIZE_LIMIT_BYTES},
    ui::context::App,
};

/// One file is whatever it is. Several are brought in together; where all are of ours or pictures, into the inbox.
pub(super) fn open_files(app: App, files: Vec<File>) {
    spawn_local(async move {
        let is_picture = |file: &File| file.type_().starts_with("image/");
        if app.peek(|state| state.dialog == Some(Dialog::Inbox)) || files.iter().all(is_picture) {
            return receive(app, files).await;
        }
        let (mut read, mut refused, mut are_contributions) = (Vec::new(), None, true);
        for file in &files {
            match bytes_of(file).await {
                Ok(bytes) => {
                    are_contributions &= is_picture(file) || bytes.trim_ascii_start().starts_with(b"{");
                    read.push(IncomingFile { name: file.name(), bytes });
                }
                Err(reported) => refused = Some(reported),
            }
        }
        match &mut *read {
            [] => {}
            [IncomingFile { name, bytes }] => {
                let (name, bytes) = (std::mem::take(name), std::mem::take(bytes));
                app.dispatch(Msg::FileChosen { source: Source::File { name }, bytes });
            }
            _ if are_contributions => return receive(app, files).await,
            _ => app.dispatch(Msg::Import(read)),
        }
        // The others come in all the same.
        if let Some(reported) = refused {
            app.dispatch(Msg::Report(reported));
        }
    });
}

async fn receive(app: App, files: Vec<File>) {
    match doors::MERGING.open().await {
        Ok(merging) => (merging.receive)(app, files),
        Err(_) => app.dispatch(Msg::Report(Reported::NotLoaded)),
    }
}

async fn bytes_of(file: &File) -> Result<Vec<u8>, Reported> {
    let name = file.name();
    // What is not read anyway is not brought into memory first.
    if file.size() > SIZE_LIMIT_BYTES as f64 {
        let error = ImportError::TooLarge { bytes: file.size() as usize, limit: SIZE_LIMIT_BYTES };
        return Err(Reported::ImportFailed { source: Source::File { name }, error });
    }
    files::read(file).await.map_err(|_| Reported::NotRead { file_name: name })
}
