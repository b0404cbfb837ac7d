//! Files of other programs, made in a worker: what makes them is larger than the page.

use std::cell::{Cell, RefCell};

use crate::{
    app::Reported,
    browser::{
        files, page, spawn,
        worker::{CONVERTER_SCRIPT, JobWorker},
    },
    doors,
    exchange::Profile,
    foreign::{Conversion, ConversionJob, Converted},
    job::{Command, Event},
};

thread_local! {
    /// Each conversion has a worker of its own, so that its memory is free afterwards.
    static RUNNING: RefCell<Vec<(u32, JobWorker<ConversionJob>)>> = const { RefCell::new(Vec::new()) };
    static STARTED: Cell<u32> = const { Cell::new(0) };
}

/// Makes a file and offers it to the user; that it is being made and what came of it is told. `profile` is that of a
/// file of the network.
pub fn hand_out(
    conversion: Conversion,
    file_name: String,
    profile: Option<Profile>,
    tell: impl Fn(Reported) + 'static,
) {
    let media_type = conversion.format.media_type;
    tell(Reported::Converting { file_name: file_name.clone() });
    convert(conversion, move |converted| {
        tell(match converted {
            Some(Converted(Ok(bytes))) => match files::download(&file_name, media_type, &bytes) {
                Ok(()) => Reported::Downloaded { file_name, profile },
                Err(_) => Reported::NotDownloaded { file_name, is_picture: false },
            },
            Some(Converted(Err(why))) => Reported::NotConverted { file_name, why },
            None => Reported::NotLoaded,
        });
    });
}

/// Makes a file and tells it, or `None` where no worker does it.
fn convert(conversion: Conversion, answer: impl FnOnce(Option<Converted>) + 'static) {
    let job = STARTED.get() + 1;
    STARTED.set(job);
    let answer = Cell::new(Some(answer));
    let worker = JobWorker::start(&page::asset(CONVERTER_SCRIPT), &doors::CONVERSION, move |event| {
        let converted = match event {
            Event::Done { output, .. } => Some(output),
            Event::Failed { .. } => None,
            Event::Ready { .. } | Event::Progress { .. } => return,
        };
        let Some(answer) = answer.take() else { return };
        spawn(async move {
            // Not before it has returned from saying so.
            RUNNING.with_borrow_mut(|running| running.retain(|(number, _)| *number != job));
            answer(converted);
        });
    });
    worker.send(Command::Start { job, input: conversion });
    RUNNING.with_borrow_mut(|running| running.push((job, worker)));
}
