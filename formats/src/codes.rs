//! QR codes in pictures.

use rqrr::PreparedImage;

/// Brightness, row by row from the top, 0 for black.
#[derive(Clone, Copy, Debug)]
pub struct Picture<'a> {
    pub width: usize,
    pub height: usize,
    pub brightness: &'a [u8],
}

/// Tried one after the other until all codes are read, because a code that cannot be made out at one size often can at
/// another: a smaller one has less of the camera's noise, a larger one lets `rqrr` find the middle of a module.
const SCALES: [f64; 5] = [1.0, 0.75, 0.5, 1.5, 0.3];

/// What all QR codes say that can be made out, each once. Nothing where the picture has not as many pixels as it says.
///
/// # Panics
/// `rqrr` may, in pictures made for that. Call it where that harms nobody.
pub fn codes(picture: Picture) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    if picture.width.checked_mul(picture.height) != Some(picture.brightness.len()) {
        return found;
    }
    for scale in SCALES {
        let [width, height] = [picture.width, picture.height].map(|side| (side as f64 * scale) as usize);
        if width == 0 || height == 0 {
            continue;
        }
        let brightness = |x, y| picture.at(x as f64 / scale, y as f64 / scale, 1.0 / scale);
        let mut prepared = PreparedImage::prepare_from_greyscale(width, height, brightness);
        let grids = prepared.detect_grids();
        let texts: Vec<String> = grids.iter().filter_map(|grid| Some(grid.decode().ok()?.1)).collect();
        let is_all = !grids.is_empty() && texts.len() == grids.len();
        for text in texts {
            if !found.contains(&text) {
                found.push(text);
            }
        }
        if is_all {
            break;
        }
    }
    found
}

impl Picture<'_> {
    /// The mean of what a square covers, at least one pixel, by the parts of pixels that it covers.
    fn at(&self, left: f64, top: f64, side: f64) -> u8 {
        let side = side.max(1.0);
        let parts = |from: f64, end: usize| {
            let to = (from + side).min(end as f64);
            (from as usize..to.ceil() as usize).map(move |at| {
                let covered = (at as f64 + 1.0).min(to) - (at as f64).max(from);
                (at, covered)
            })
        };
        let (mut sum, mut area) = (0.0, 0.0);
        for (y, down) in parts(top, self.height) {
            for (x, across) in parts(left, self.width) {
                sum += f64::from(self.brightness[y * self.width + x]) * down * across;
                area += down * across;
            }
        }
        (sum / area).round() as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use qrcodegen::{QrCode, QrCodeEcc};

    const WIDTH: usize = 900;
    const HEIGHT: usize = 700;

    /// As a camera sees a grey sheet that lies askew, in light that falls off, with noise.
    fn photograph(sheets: &[(&str, f64, f64)], angle: f64, module: f64) -> Vec<u8> {
        let mut noise = 1_u32;
        let codes: Vec<QrCode> =
            sheets.iter().map(|(text, ..)| QrCode::encode_text(text, QrCodeEcc::Low).unwrap()).collect();
        let mut brightness = Vec::with_capacity(WIDTH * HEIGHT);
        for y in 0..HEIGHT {
            for x in 0..WIDTH {
                noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let is_dark = codes.iter().zip(sheets).any(|(code, (_, left, top))| {
                    let (x, y) = (x as f64 - left, y as f64 - top);
                    let (sine, cosine) = angle.sin_cos();
                    let (across, down) = (x * cosine + y * sine, y * cosine - x * sine);
                    let (across, down) = ((across / module).floor(), (down / module).floor());
                    across >= 0.0 && down >= 0.0 && code.get_module(across as i32, down as i32)
                });
                let light = if is_dark { 40.0 } else { 190.0 } - x as f64 / WIDTH as f64 * 30.0;
                brightness.push((light + f64::from(noise >> 24) / 16.0) as u8);
            }
        }
        brightness
    }

    #[test]
    fn codes_askew_in_a_photograph_are_read() {
        let long = format!("https://goslar.example/karte/#geteilt={}", "Ab3_-".repeat(80));
        let brightness = photograph(&[(&long, 200.0, 60.0)], 0.2, 6.0);
        assert_eq!(codes(Picture { width: WIDTH, height: HEIGHT, brightness: &brightness }), [long]);
        let sheets =
            [("https://a.example/#geteilt=A", 90.0, 60.0), ("https://a.example/#geteilt=B", 500.0, 60.0)];
        let brightness = photograph(&sheets, 0.1, 8.0);
        let mut found = codes(Picture { width: WIDTH, height: HEIGHT, brightness: &brightness });
        found.sort();
        assert_eq!(found, sheets.map(|(text, ..)| text));
    }

    #[test]
    fn in_what_is_no_picture_of_a_code_none_is_found() {
        let noise: Vec<u8> =
            (0..300_u32 * 200).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        assert_eq!(codes(Picture { width: 300, height: 200, brightness: &noise }), [""; 0]);
        assert_eq!(codes(Picture { width: 300, height: 201, brightness: &noise }), [""; 0]);
        assert_eq!(codes(Picture { width: 0, height: 0, brightness: &[] }), [""; 0]);
        assert_eq!(codes(Picture { width: 1, height: 2, brightness: &[0, 255] }), [""; 0]);
    }
}
