//! Where figures stand beside dots and bars: clear of each other, of bars, and of the lines of the drawing.

use super::drawing::Frame;

/// What a figure must not stand on.
#[derive(Debug, Default)]
pub(super) struct Taken {
    boxes: Vec<Frame>,
    strokes: Vec<[[i64; 2]; 2]>,
}

impl Taken {
    /// A bar, a dot, a figure.
    pub(super) fn add(&mut self, frame: Frame) {
        self.boxes.push(frame);
    }

    /// A stroke to a place at its right.
    pub(super) fn stroke(&mut self, from: [i64; 2], to: [i64; 2]) {
        self.strokes.push([from, to]);
    }

    /// Whether nothing stands there yet.
    pub(super) fn is_free(&self, frame: Frame) -> bool {
        let apart = |other: &Frame| {
            frame.x + frame.width <= other.x
                || other.x + other.width <= frame.x
                || frame.y + frame.height <= other.y
                || other.y + other.height <= frame.y
        };
        self.boxes.iter().all(apart) && !self.strokes.iter().any(|stroke| crosses(*stroke, frame))
    }
}

/// Whether a stroke runs through a frame.
fn crosses([[x, y], [to, other]]: [[i64; 2]; 2], frame: Frame) -> bool {
    let (left, right) = (x.max(frame.x), to.min(frame.x + frame.width));
    if left > right {
        return false;
    }
    let height = |at: i64| y + (other - y) * (at - x) / (to - x).max(1);
    let (one, two) = (height(left), height(right));
    one.min(two) < frame.y + frame.height && frame.y < one.max(two)
}

/// A level line, and how far off a figure stays.
#[derive(Debug, Clone, Copy)]
pub(super) struct Level {
    pub(super) y: i64,
    pub(super) air: i64,
}

/// Where a figure that would stand at `y` stands so that no level line crosses it: beyond them, below or above.
pub(super) fn clear(y: i64, line: i64, levels: &[Level], is_below: bool) -> i64 {
    let mut y = y;
    // Each level can be in the way once, since the figure moves away from all that it has passed.
    for _ in levels {
        let crosses = |level: &&Level| (y - level.air..=y + line + level.air).contains(&level.y);
        y = match levels.iter().find(crosses) {
            Some(level) if is_below => level.y + level.air + 1,
            Some(level) => level.y - line - level.air - 1,
            None => break,
        };
    }
    y.max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_clear() {
        let frame = |x, y| Frame { x, y, width: 10, height: 10 };
        let mut taken = Taken::default();
        taken.add(frame(0, 0));
        taken.stroke([100, 0], [200, 100]);
        for (x, y, is_free) in
            [(5, 5, false), (10, 0, true), (0, 10, true), (145, 145, true), (145, 140, true), (145, 143, true)]
        {
            assert_eq!(taken.is_free(frame(x, y)), is_free, "{x} {y}");
        }
        for (x, y, is_free) in [(150, 50, false), (145, 40, false), (150, 0, true), (120, 60, true), (195, 99, false)] {
            assert_eq!(taken.is_free(frame(x, y)), is_free, "{x} {y}");
        }
    }

    #[test]
    fn level_lines_are_passed() {
        let levels = [Level { y: 50, air: 2 }, Level { y: 38, air: 0 }];
        assert_eq!(clear(60, 10, &levels, false), 60);
        assert_eq!(clear(45, 10, &levels, false), 27, "past the second one, too");
        assert_eq!(clear(45, 10, &levels, true), 53);
        assert_eq!(clear(5, 10, &[Level { y: 8, air: 0 }], false), 0);
        assert_eq!(clear(5, 10, &[], false), 5);
    }
}
