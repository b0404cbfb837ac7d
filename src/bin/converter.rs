//! Files of other programs, in a worker: they are written, or they are read, as are pictures of QR codes. Which, says the
//! name that the page gives the worker.

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        use gosmart::{
            browser::worker::{kind, serve},
            foreign::ConversionJob,
            intake::{CodesJob, IntakeJob},
            job::Job,
        };

        console_error_panic_hook::set_once();
        match kind().as_str() {
            ConversionJob::KIND => serve::<ConversionJob>(),
            IntakeJob::KIND => serve::<IntakeJob>(),
            CodesJob::KIND => serve::<CodesJob>(),
            // For a page of another build.
            _ => {}
        }
    }
}
