//! How much two colours differ for the eye, after WCAG 2.2, in whole numbers.

use std::fmt;

use super::measure::Color;

/// The contrast of two colours, from 1:1 for the same one to 21:1 for black and white.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contrast {
    /// A hundredth part of it, rounded down.
    hundredths: u64,
}

impl Contrast {
    /// What text needs, so that people with weak sight can read it.
    ///
    /// Source: WCAG 2.2, success criterion 1.4.3, level AA.
    pub const TEXT: Contrast = Contrast { hundredths: 450 };

    /// What shapes need that have to be seen.
    ///
    /// Source: WCAG 2.2, success criterion 1.4.11, level AA.
    pub const SHAPE: Contrast = Contrast { hundredths: 300 };

    /// The contrast of two colours, whichever of them is the lighter one.
    pub fn of(a: Color, b: Color) -> Self {
        let (a, b) = (luminance(a), luminance(b));
        // A twentieth of the luminance of white, for the light that the surface throws back.
        let glare = WHITE / 20;
        Contrast { hundredths: (a.max(b) + glare) * 100 / (a.min(b) + glare) }
    }

    /// The number with two decimals behind this sign, `4.51`.
    pub fn digits(self, sign: char) -> String {
        format!("{}{sign}{:02}", self.hundredths / 100, self.hundredths % 100)
    }
}

impl fmt::Display for Contrast {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:1", self.digits('.'))
    }
}

/// The luminance of white.
const WHITE: u64 = 10_000 * 1_000_000;

/// The relative luminance of a colour, in parts of [`WHITE`].
///
/// Source: WCAG 2.2, definition of relative luminance.
fn luminance(color: Color) -> u64 {
    let [red, green, blue] = color.rgb.map(|part| u64::from(LINEAR[usize::from(part)]));
    2126 * red + 7152 * green + 722 * blue
}

/// The light of each value of an sRGB channel, in millionths: `c / 12.92` up to 0.04045, above `((c + 0.055) / 1.055)
/// ^ 2.4`. A table, since the exponent is no whole number.
const LINEAR: [u32; 256] = [
    0, 304, 607, 911, 1214, 1518, 1821, 2125, 2428, 2732, 3035, 3347, 3677, 4025, 4391, 4777, 5182, 5605, 6049, 6512,
    6995, 7499, 8023, 8568, 9134, 9721, 10330, 10960, 11612, 12286, 12983, 13702, 14444, 15209, 15996, 16807, 17642,
    18500, 19382, 20289, 21219, 22174, 23153, 24158, 25187, 26241, 27321, 28426, 29557, 30713, 31896, 33105, 34340,
    35601, 36889, 38204, 39546, 40915, 42311, 43735, 45186, 46665, 48172, 49707, 51269, 52861, 54480, 56128, 57805,
    59511, 61246, 63010, 64803, 66626, 68478, 70360, 72272, 74214, 76185, 78187, 80220, 82283, 84376, 86500, 88656,
    90842, 93059, 95307, 97587, 99899, 102242, 104616, 107023, 109462, 111932, 114435, 116971, 119538, 122139, 124772,
    127438, 130136, 132868, 135633, 138432, 141263, 144128, 147027, 149960, 152926, 155926, 158961, 162029, 165132,
    168269, 171441, 174647, 177888, 181164, 184475, 187821, 191202, 194618, 198069, 201556, 205079, 208637, 212231,
    215861, 219526, 223228, 226966, 230740, 234551, 238398, 242281, 246201, 250158, 254152, 258183, 262251, 266356,
    270498, 274677, 278894, 283149, 287441, 291771, 296138, 300544, 304987, 309469, 313989, 318547, 323143, 327778,
    332452, 337164, 341914, 346704, 351533, 356400, 361307, 366253, 371238, 376262, 381326, 386429, 391572, 396755,
    401978, 407240, 412543, 417885, 423268, 428690, 434154, 439657, 445201, 450786, 456411, 462077, 467784, 473531,
    479320, 485150, 491021, 496933, 502886, 508881, 514918, 520996, 527115, 533276, 539479, 545724, 552011, 558340,
    564712, 571125, 577580, 584078, 590619, 597202, 603827, 610496, 617207, 623960, 630757, 637597, 644480, 651406,
    658375, 665387, 672443, 679542, 686685, 693872, 701102, 708376, 715694, 723055, 730461, 737910, 745404, 752942,
    760525, 768151, 775822, 783538, 791298, 799103, 806952, 814847, 822786, 830770, 838799, 846873, 854993, 863157,
    871367, 879622, 887923, 896269, 904661, 913099, 921582, 930111, 938686, 947307, 955973, 964686, 973445, 982251,
    991102, 1000000,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn color(text: &str) -> Color {
        text.parse().unwrap()
    }

    #[test]
    fn the_table_is_the_formula() {
        for (value, linear) in (0u32..).zip(LINEAR) {
            let c = f64::from(value) / 255.0;
            let light = if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
            assert!((light * 1e6 - f64::from(linear)).abs() <= 0.5, "{value}");
        }
    }

    /// Pairs whose contrast is published: black on white, the greys on either side of 4.5:1, pure colours on white.
    #[test]
    fn known_pairs() {
        for (a, b, contrast) in [
            ("#000000", "#ffffff", "21.00:1"),
            ("#ffffff", "#ffffff", "1.00:1"),
            ("#767676", "#ffffff", "4.54:1"),
            ("#777777", "#ffffff", "4.47:1"),
            ("#ff0000", "#ffffff", "3.99:1"),
            ("#0000ff", "#ffffff", "8.59:1"),
            ("#00ff00", "#ffffff", "1.37:1"),
        ] {
            assert_eq!(Contrast::of(color(a), color(b)).to_string(), contrast, "{a} {b}");
            assert_eq!(Contrast::of(color(b), color(a)).to_string(), contrast, "{b} {a}");
        }
        assert!(Contrast::of(color("#767676"), color("#ffffff")) >= Contrast::TEXT);
        assert!(Contrast::of(color("#777777"), color("#ffffff")) < Contrast::TEXT);
    }
}
