//! The numbers of headings: `2`, `2.1`, `2.1.3`.

use std::collections::BTreeSet;

use crate::model::{BlockKind, Section};

/// What stands before the number of a note to the accounts.
pub(super) const ACCOUNTS: &str = "Not";

/// Numbers the headings down to `levels`, but not those that `without` names by their index. One that has a number
/// of its own, such as a goal, keeps it, and what stands below it has none.
pub(super) fn number(sections: &mut [Section], levels: u8, without: &BTreeSet<usize>) {
    let mut counts: Vec<usize> = Vec::new();
    // The level of the heading with a number of its own below which we are.
    let mut own: Option<u8> = None;
    for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
        let BlockKind::Heading(heading) = &mut block.kind else { continue };
        if own.is_some_and(|level| heading.level <= level) {
            own = None;
        }
        if own.is_some() || heading.level > levels || without.contains(&heading.index) {
            continue;
        }
        if heading.number.is_some() {
            own = Some(heading.level);
            continue;
        }
        counts.resize(usize::from(heading.level), 0);
        if let Some(last) = counts.last_mut() {
            *last += 1;
        }
        let numbers: Vec<String> = counts.iter().map(usize::to_string).collect();
        heading.number = Some(numbers.join("."));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Heading};

    #[test]
    fn headings_are_numbered_down_to_a_level() {
        let heading = |(level, own): &(u8, Option<&str>)| {
            let number = own.map(str::to_owned);
            Block::new(BlockKind::Heading(Heading {
                index: 0,
                level: *level,
                number,
                content: Vec::new(),
                listed: true,
            }))
        };
        let numbers = |headings: &[(u8, Option<&str>)], levels| {
            let blocks = headings.iter().map(heading).collect();
            let mut sections = [Section::page(blocks)];
            number(&mut sections, levels, &BTreeSet::new());
            let [section] = sections;
            let number = |block: Block| {
                let BlockKind::Heading(heading) = block.kind else { return String::new() };
                heading.number.unwrap_or_default()
            };
            section.blocks.into_iter().map(number).collect::<Vec<_>>()
        };
        let plain = [(1, None), (2, None), (3, None), (2, None), (1, None), (2, None)];
        assert_eq!(numbers(&plain, 2), ["1", "1.1", "", "1.2", "2", "2.1"]);
        assert_eq!(numbers(&plain, 0), [""; 6]);
        let goals = [(1, None), (2, Some("1.")), (3, None), (2, None)];
        assert_eq!(numbers(&goals, 3), ["1", "1.", "", "1.1"]);
    }
}
