//! A base model that retires before fine-tuning has paid back.

use crate::analysis::approach::Approach;
use crate::analysis::breakeven::{BreakEven, Curves};
use crate::analysis::finding::calendar::month_of;
use crate::analysis::ledger::Ledger;
use crate::scenario::Scenario;
use crate::scenario::quantity::count_with_noun;

/// "The base model is shut down after 9 months in service, before fine-tuning has paid back (month 14)", of deciding after month `k`, where its
/// first retirement comes before the payback.
pub fn before_payback(scenario: &Scenario, k: usize) -> Option<String> {
    let life = scenario.fine_tuning.base_model_life_months?.base();
    let ledger = Ledger::new(scenario);
    let serves = k + ledger.lead_time;
    let gone = ledger.retirements(serves).next()?;
    let curves = Curves::of_switch(&ledger, k);
    let pays = match curves.break_even {
        BreakEven::FromTheStart => return None,
        BreakEven::At(moment) => Some(moment),
        BreakEven::Never => None,
    };
    if pays.is_some_and(|moment| gone as f64 >= moment.month) {
        return None;
    }
    let ahead = curves
        .crossings
        .iter()
        .find(|crossing| crossing.cheaper_after == Approach::FineTuning);
    let until = match (pays, ahead) {
        (Some(moment), _) => {
            format!("fine-tuning has paid back (month {})", month_of(moment))
        }
        (None, Some(ahead)) => format!(
            "fine-tuning has paid back for good: it is ahead from month {}, and not at the horizon",
            month_of(ahead.at)
        ),
        (None, None) => "the horizon, and fine-tuning never gets ahead".to_owned(),
    };
    let decided = match k {
        0 => String::new(),
        k => format!("Decided after month {k}, "),
    };
    let the = if k == 0 { "The" } else { "the" };
    Some(format!(
        "{decided}{the} base model is shut down after {} in service, before {until}",
        count_with_noun(life, "month")
    ))
}
