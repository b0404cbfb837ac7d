//! A link as a QR code: one path, which every browser draws and every program prints.

use qrcodegen::{QrCode, QrCodeEcc};

/// In bytes, of the largest code with the least correction.
pub(super) const MOST: usize = 2_953;
/// White around it, in modules, without which cameras do not find it.
const MARGIN: i32 = 4;

pub(super) struct Drawing {
    pub size: i32,
    pub path: String,
}

/// `None` for what is too long.
pub(super) fn draw(text: &str) -> Option<Drawing> {
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count() as i32;
            if run > 0 {
                path += &format!("M{} {}h{run}v1h-{run}z", x + MARGIN, y + MARGIN);
            }
            x += run.max(1);
        }
    }
    Some(Drawing { size: code.size() + 2 * MARGIN, path })
}

impl Drawing {
    /// As a file.
    pub(super) fn svg(&self, title: &str) -> String {
        let Self { size, path } = self;
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="400" height="400" role="img" shape-rendering="crispEdges"><title>{title}</title><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>"##
        )
    }
}
