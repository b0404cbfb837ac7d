//! The layout engine in a worker of its own.

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        console_error_panic_hook::set_once();
        gosmart::browser::worker::serve::<gosmart::layout::LayoutJob>();
    }
}
