//! How large a picture is shown.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::base::image::ImageFormat;
use crate::model::Chart;
use crate::model::charts::Picture;

use super::drawing::{Drawing, Room};

/// The least pixels to the inch that a picture is spread to by itself.
const LEAST_DENSITY: i64 = 100;

/// How much of the height of a page's text a picture takes that fills it, in per cent: its caption stands below.
const FILLED: i64 = 92;

/// English Metric Units to the inch.
const INCH: i64 = 914_400;

/// The box of a picture: as wide as it is asked for or has pixels for, no wider than its column, no higher than a
/// drawing may be, and of its own shape.
pub(super) fn pictured(chart: &Chart, picture: &Picture, room: Room) -> Drawing {
    let image = &picture.image;
    let file = Some(format!("bild{}.{}", chart.index.position() + 1, image.format.ending()));
    let column = room.column;
    if picture.fills {
        let height = room.page * FILLED / 100;
        let room = room.page;
        return Drawing { width: column, height, room, line: 0, shapes: Vec::new(), file, cut: true };
    }
    let width = match (picture.share, image.format) {
        (Some(share), _) => room.column * i64::from(share) / 100,
        (None, ImageFormat::Svg) => room.width,
        (None, ImageFormat::Png | ImageFormat::Jpeg) => {
            (image.across * Decimal::from(INCH / LEAST_DENSITY)).to_i64().unwrap_or(room.column).min(room.column)
        }
    };
    let along = |side: i64, of: Decimal, to: Decimal| {
        let product = Decimal::from(side).checked_mul(to).and_then(|product| product.checked_div(of));
        product.and_then(|side| side.round().to_i64()).unwrap_or(1).max(1)
    };
    let height = along(width, image.across, image.down);
    let [width, height] = if height > room.height {
        [along(room.height, image.down, image.across), room.height]
    } else {
        [width, height]
    };
    Drawing { width, height, room: room.height, line: 0, shapes: Vec::new(), file, cut: false }
}
