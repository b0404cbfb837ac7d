//! What becomes of files that came in.

use web_sys::File;

use crate::{
    app::{IncomingFile, Msg, Reported, Source},
    browser::files,
    exchange::{ImportError, SIZE_LIMIT_BYTES},
    ui::context::App,
};

/// One file is whatever it is; several are brought in together.
pub(super) fn open_files(app: App, files: Vec<File>) {
    leptos::task::spawn_local(async move {
        let (mut read, mut refused) = (Vec::new(), None);
        for file in files {
            match bytes_of(&file).await {
                Ok(bytes) => read.push(IncomingFile { name: file.name(), bytes }),
                Err(reported) => refused = Some(reported),
            }
        }
        match read.pop() {
            Some(IncomingFile { name, bytes }) if read.is_empty() => {
                app.dispatch(Msg::FileChosen { source: Source::File { name }, bytes });
            }
            Some(last) => {
                read.push(last);
                app.dispatch(Msg::Import(read));
            }
            None => {}
        }
        // The others come in all the same.
        if let Some(reported) = refused {
            app.dispatch(Msg::Report(reported));
        }
    });
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
