//! Smaller images: each pixel is the mean of the area that it stands for, in whole numbers, so that it is the same on
//! every machine.

/// The sides of an image of the same shape that is no larger than `most`.
pub(super) fn fitted(sides: [u32; 2], most: [u32; 2]) -> [u32; 2] {
    let [width, height] = sides.map(u64::from);
    let [across, down] = most.map(|side| u64::from(side.max(1)));
    if width <= across && height <= down {
        return sides;
    }
    // The side that is further beyond what it may be decides.
    let (new_width, new_height) = if width * down >= height * across {
        (across, (height * across + width / 2) / width.max(1))
    } else {
        ((width * down + height / 2) / height.max(1), down)
    };
    [new_width, new_height].map(|side| u32::try_from(side.max(1)).unwrap_or(u32::MAX))
}

/// The shares that the sources have in each target along a side: the first source, and the weight of it and of those
/// behind it. The weights of a target add up to the number of sources.
fn shares(sources: u32, targets: u32) -> Vec<(usize, Vec<u64>)> {
    let (sources, targets) = (u64::from(sources), u64::from(targets));
    let share = |target: u64| {
        let (from, to) = (target * sources, (target + 1) * sources);
        let (first, last) = (from / targets, (to - 1) / targets);
        let weight = |source: u64| to.min((source + 1) * targets) - from.max(source * targets);
        (usize::try_from(first).unwrap_or(usize::MAX), (first..=last).map(weight).collect())
    };
    (0..targets).map(share).collect()
}

/// The pixels of an image with other sides, no larger ones. The last of two or four `channels` says how much of the
/// others is seen, and weighs them.
pub(super) fn scaled(pixels: &[u8], from: [u32; 2], to: [u32; 2], channels: u8) -> Vec<u8> {
    if from == to {
        return pixels.to_vec();
    }
    let count = usize::from(channels);
    let has_alpha = channels.is_multiple_of(2);
    let row_length = from[0] as usize * count;
    let (across, down) = (shares(from[0], to[0]), shares(from[1], to[1]));
    let area = u64::from(from[0]) * u64::from(from[1]);
    let mut all = Vec::with_capacity(to[0] as usize * to[1] as usize * count);
    // The sums of the row that is made, and of the source rows that it and the next one share.
    let mut narrowed: Option<(usize, Vec<u64>)> = None;
    for (first, weights) in &down {
        let mut sums = vec![0_u64; across.len() * count];
        for (at, weight) in weights.iter().enumerate() {
            let row = first + at;
            if narrowed.as_ref().is_none_or(|(known, _)| *known != row) {
                let source = &pixels[row * row_length..(row + 1) * row_length];
                narrowed = Some((row, narrow(source, &across, count, has_alpha)));
            }
            let Some((_, narrow)) = &narrowed else { continue };
            sums.iter_mut().zip(narrow).for_each(|(sum, value)| *sum += value * weight);
        }
        for pixel in sums.chunks_exact(count) {
            if has_alpha {
                let alpha = pixel[count - 1];
                let color = pixel[..count - 1].iter().map(|sum| (sum + alpha / 2).checked_div(alpha).unwrap_or(0));
                all.extend(color.map(byte));
                all.push(byte((alpha + area / 2) / area));
            } else {
                all.extend(pixel.iter().map(|sum| byte((sum + area / 2) / area)));
            }
        }
    }
    all
}

/// The sums of one row's pixels for each target across; colours weighed with how much of them is seen.
fn narrow(row: &[u8], across: &[(usize, Vec<u64>)], count: usize, has_alpha: bool) -> Vec<u64> {
    let mut sums = Vec::with_capacity(across.len() * count);
    for (first, weights) in across {
        let start = sums.len();
        sums.resize(start + count, 0_u64);
        let sources = row[first * count..].chunks_exact(count);
        for (pixel, weight) in sources.zip(weights) {
            let seen = if has_alpha { weight * u64::from(pixel[count - 1]) } else { *weight };
            for (channel, value) in pixel.iter().enumerate() {
                let is_alpha = has_alpha && channel == count - 1;
                sums[start + channel] += if is_alpha { seen } else { u64::from(*value) * seen };
            }
        }
    }
    sums
}

fn byte(value: u64) -> u8 {
    u8::try_from(value).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_keeps_its_shape() {
        assert_eq!(fitted([4000, 3000], [2000, 9000]), [2000, 1500]);
        assert_eq!(fitted([3000, 4000], [9000, 2000]), [1500, 2000]);
        assert_eq!(fitted([300, 400], [300, 400]), [300, 400]);
        assert_eq!(fitted([10_000, 1], [10, 10]), [10, 1]);
    }

    #[test]
    fn pixels_are_the_means_of_what_they_stand_for() {
        assert_eq!(scaled(&[0, 100, 200, 40], [2, 2], [1, 1], 1), [85]);
        // Three pixels as two: the middle one is shared.
        assert_eq!(scaled(&[0, 90, 240], [3, 1], [2, 1], 1), [30, 190]);
        // What is not seen gives no colour.
        assert_eq!(scaled(&[200, 255, 10, 0], [2, 1], [1, 1], 2), [200, 128]);
        assert_eq!(scaled(&[1, 2, 3, 1, 2, 3], [1, 2], [1, 1], 3), [1, 2, 3]);
    }
}
