//! An address as a QR code: one path, which every browser draws and every program prints.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

use crate::{
    app::Effect,
    browser::clock,
    exchange::{self, Profile},
    i18n,
    ui::{
        context::App,
        kit::{ButtonLook, button},
    },
};

/// In bytes, of the largest code with the least correction.
const MOST: usize = 2_953;
/// White around it, in modules, without which cameras do not find it.
const MARGIN: i32 = 4;

struct Drawing {
    size: i32,
    path: String,
}

/// `None` for what is too long.
fn draw(text: &str) -> Option<Drawing> {
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
    fn svg(&self, title: &str) -> String {
        let Self { size, path } = self;
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="400" height="400" role="img" shape-rendering="crispEdges"><title>{title}</title><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>"##
        )
    }
}

/// The code with a button to keep it, or the sentence why there is none.
pub(super) fn panel(app: App, address: &str) -> AnyView {
    match draw(address) {
        Some(drawing) => shown(app, drawing),
        None => {
            view! { <p class="muted">{i18n::sharing::too_long_for_qr(app.spoken(), MOST)}</p> }.into_any()
        }
    }
}

fn shown(app: App, drawing: Drawing) -> AnyView {
    let t = app.texts().sharing();
    let size = drawing.size;
    let (view_box, path) = (format!("0 0 {size} {size}"), drawing.path.clone());
    let save = move || {
        let today = clock::now().today;
        let name = app
            .network
            .with_untracked(|network| exchange::image_file_name(network, &today, Profile::Public, "svg"));
        let file_name = name.replacen("gosmart-", "gosmart-qr-", 1);
        let bytes = drawing.svg(t.qr_named).into_bytes();
        app.runner().run(Effect::Download { file_name, media_type: "image/svg+xml", bytes, profile: None });
    };
    view! {
        <div class="share-code">
            <svg class="share-code__drawing" viewBox=view_box role="img" aria-label=t.qr_named shape-rendering="crispEdges">
                <path d=path />
            </svg>
            {button(ButtonLook::new(t.qr_save, "secondary", "download"), save)}
        </div>
    }
    .into_any()
}
