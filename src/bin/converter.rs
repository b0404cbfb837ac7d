//! Files of other programs, in a worker.

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        console_error_panic_hook::set_once();
        gosmart::browser::worker::serve::<gosmart::foreign::ConversionJob>();
    }
}
