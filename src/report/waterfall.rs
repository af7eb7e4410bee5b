//! One figure led to another by what lies between them: which figures are levels, and whether the steps lead there.

use rust_decimal::Decimal;

use crate::base::amount::Amount;

/// A level or a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    /// Its figure; `None` where it has not come.
    pub amount: Option<Amount>,
    /// Whether it is a level: the first one, a sum, a result.
    pub is_level: bool,
    /// Whether something else checks what it adds up.
    pub is_checked: bool,
}

/// The levels that the steps before them do not lead to, within what rounding makes of them: their positions, and where
/// the steps lead.
pub fn not_reached(stages: &[Stage]) -> Vec<(usize, Amount)> {
    let mut found = Vec::new();
    // Where it has led to, the steps since the last level, and the most decimals.
    let (mut reached, mut steps, mut decimals): (Option<Decimal>, u32, u32) = (None, 0, 0);
    for (at, stage) in stages.iter().enumerate() {
        decimals = decimals.max(stage.amount.map_or(0, Amount::decimals));
        if !stage.is_level {
            reached = reached.zip(stage.amount).and_then(|(reached, amount)| reached.checked_add(amount.value()));
            steps += 1;
            continue;
        }
        if let (Some(reached), Some(amount), false) = (reached, stage.amount, stage.is_checked) {
            let rounding = Amount::new(Decimal::new(0, decimals)).half_unit().checked_mul(Decimal::from(steps + 2));
            let apart = reached.checked_sub(amount.value()).map(|apart| apart.abs());
            if apart.is_none_or(|apart| apart > rounding.unwrap_or_default()) {
                found.push((at, Amount::new(reached)));
            }
        }
        (reached, steps) = (stage.amount.map(Amount::value), 0);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The levels, with `=` before their figures, that nothing leads to.
    fn told(stages: &str) -> Vec<(usize, String)> {
        let stage = |words: &str| Stage {
            amount: words.trim_start_matches('=').parse().ok(),
            is_level: words.starts_with('='),
            is_checked: false,
        };
        let stages: Vec<Stage> = stages.split(' ').map(stage).collect();
        not_reached(&stages).into_iter().map(|(at, amount)| (at, amount.to_string())).collect()
    }

    #[test]
    fn steps_lead_to_the_next_level() {
        for right in ["=100 5 -3 =102", "=100 5 =105 -3 =102", "=-100 -5 =-105", "=1.0 0.4 0.4 =1.9", "=1", "=100 x =3"]
        {
            assert_eq!(told(right), [], "{right}");
        }
        assert_eq!(told("=100 5 -3 =103"), [] as [(usize, String); 0], "rounding");
        assert_eq!(told("=100 5 -3 =112"), [(3, "102".to_owned())]);
        assert_eq!(told("=100 5 =115 1 =116"), [(2, "105".to_owned())]);
    }
}
