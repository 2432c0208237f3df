//! Tables for spreadsheets and programs: the months of a scenario, its draws one by one, and several scenarios side by side. The first line
//! names the columns, with units.

use std::io::{self, Write};

use crate::analysis::Analysis;
use crate::analysis::approach::{Approach, Phase};
use crate::analysis::price::is_unpriced;
use crate::analysis::risk::draws::each_draw;
use crate::analysis::risk::lanes::BLOCK;
use crate::analysis::risk::samples::{SEED, UncertainInput};
use crate::scenario::words::with_plain_spaces;
use crate::scenario::{Scenario, inputs};
use crate::study::Study;
use crate::study::comparison::{rows, unit_words};

use super::table::TableStyle;

/// Scenarios side by side: a row for each result and input, a column for each scenario. Numbers are in the file's own units and unrounded,
/// so that one can calculate with them; a value that isn't a single number is text.
pub fn render_comparison(studies: &[Study], all_inputs: bool, style: TableStyle) -> String {
    let mut text = style.beginning().to_owned();
    let mut line = |name: &str, unit: &str, cells: Vec<String>| {
        let names = [style.text(name), style.text(unit)];
        let cells: Vec<String> = names.into_iter().chain(cells).collect();
        text.push_str(&style.line(&cells));
    };
    let titles = studies
        .iter()
        .map(|study| style.text(study.scenario.title()));
    line("", "unit", titles.collect());
    for row in rows(studies, all_inputs) {
        let cells = row.cells.iter().map(|one| match one.value {
            Some(value) => style.number(value),
            None => style.text(&with_plain_spaces(&one.text)),
        });
        line(&row.name, &row.unit, cells.collect());
    }
    text
}

/// The months as a table with a header line: cumulative cost of both approaches, and each month's cost by phase. Row 0 holds what is paid at
/// the start. Amounts are present values, unrounded.
pub fn render_months(scenario: &Scenario, analysis: &Analysis, style: TableStyle) -> String {
    let currency = scenario.currency.code();
    let mut text = style.beginning().to_owned();
    text.push_str(&style.line(&month_heads(style, currency)));
    for month in 0..=analysis.months() {
        let calendar = scenario.start.nth(month);
        let prompting = analysis.prompting.cost_path.after[month];
        let fine_tuning = analysis.fine_tuning.cost_path.after[month];
        let mut cells = vec![
            month.to_string(),
            calendar.map_or(String::new(), |calendar| calendar.to_string()),
        ];
        let sums = [
            analysis.queries[month],
            prompting,
            fine_tuning,
            analysis.saving_by(month),
        ];
        cells.extend(sums.map(|sum| style.number(sum)));
        for approach in Approach::ALL {
            let costs = &analysis.costs_of(approach).cost_path.by_month[month];
            cells.extend(Phase::ALL.map(|phase| style.number(costs[phase])));
        }
        text.push_str(&style.line(&cells));
    }
    text
}

/// The names of the columns of the months.
fn month_heads(style: TableStyle, currency: &str) -> Vec<String> {
    let mut heads = vec![
        style.head("month", ""),
        style.head("calendar", ""),
        style.head("cumulative_queries", ""),
    ];
    let sums = ["prompting", "fine_tuning", "saving"];
    heads.extend(sums.map(|sum| style.head(format_args!("cumulative_{sum}"), currency)));
    for approach in Approach::ALL {
        let head = |phase: Phase| {
            let (approach, phase) = (approach.key(), phase.key());
            style.head(format_args!("monthly_{approach}_{phase}"), currency)
        };
        heads.extend(Phase::ALL.map(head));
    }
    heads
}

/// Why a scenario has no draws to list; `None` if it has some.
pub fn no_draws_because(scenario: &Scenario) -> Option<&'static str> {
    if !inputs::is_uncertain(scenario) {
        Some("no simulations: every input is a single value. Enter a range, such as 20k to 60k")
    } else if is_unpriced(scenario) {
        Some("no simulations: token prices are missing")
    } else {
        None
    }
}

/// Writes this many draws of the uncertain inputs and the outcome of each, with the seed of its scramble, so that anybody can compute them
/// again. They are the first ones of the run that a report makes of as many draws, which is rounded up to a power of two. If a draw doesn't
/// break even, its month and queries are empty. `progress` is called with the share that has been written, 0..=1.
pub fn write_draws(
    scenario: &Scenario,
    samples: usize,
    style: TableStyle,
    progress: &dyn Fn(f64),
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    let currency = scenario.currency.code();
    let mut heads = vec![style.head("seed", ""), style.head("draw", "")];
    heads.extend(UncertainInput::all_in(scenario).iter().map(|uncertain| {
        let unit = unit_words(uncertain.input.unit, Some(currency));
        style.head(uncertain.input.path, &unit)
    }));
    if scenario.may_fail() {
        heads.push(style.head("success", ""));
    }
    let totals = ["prompting_total", "fine_tuning_total", "saving"];
    heads.extend(totals.map(|total| style.head(total, currency)));
    heads.extend(["break_even_month", "break_even_queries"].map(|head| style.head(head, "")));
    write!(out, "{}{}", style.beginning(), style.line(&heads))?;
    let mut written = 0;
    each_draw(scenario, samples, |drawn| {
        let outcomes = drawn.outcomes;
        let seed = SEED as usize + drawn.scramble;
        let draws = BLOCK.min(samples - written);
        for draw in 0..draws {
            let mut cells = vec![seed.to_string(), (drawn.first + draw).to_string()];
            cells.extend(
                drawn
                    .columns
                    .iter()
                    .map(|column| style.number(column[draw])),
            );
            if let Some(success) = drawn.success {
                cells.push(u8::from(success.succeeds[draw]).to_string());
            }
            let (prompting, fine_tuning) = (outcomes.prompting[draw], outcomes.fine_tuning[draw]);
            let totals = [prompting, fine_tuning, outcomes.saving[draw]];
            cells.extend(totals.map(|total| style.number(total)));
            cells.extend(match outcomes.break_even_month(draw) {
                Some(month) => [month, outcomes.queries[draw]].map(|value| style.number(value)),
                None => [String::new(), String::new()],
            });
            out.write_all(style.line(&cells).as_bytes())?;
        }
        written += draws;
        progress(written as f64 / samples as f64);
        Ok::<(), io::Error>(())
    })?;
    out.flush()
}
