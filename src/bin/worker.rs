//! Long jobs in a worker of its own; which kind says the name that the page gives the worker.

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        use gosmart::{
            browser::worker::{kind, serve},
            job::Job,
            layout::LayoutJob,
            roles::RolesJob,
            teams::TeamJob,
        };

        console_error_panic_hook::set_once();
        match kind().as_str() {
            LayoutJob::KIND => serve::<LayoutJob>(),
            RolesJob::KIND => serve::<RolesJob>(),
            TeamJob::KIND => serve::<TeamJob>(),
            // For a page of another build, which does not understand what this one would say either.
            _ => {}
        }
    }
}
