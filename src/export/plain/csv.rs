//! Tables for spreadsheets and programs: the months of a scenario, its draws one by one, and several scenarios side by side.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::analysis::Analysis;
use crate::analysis::approach::{Approach, Phase};
use crate::analysis::risk::draws::each_draw;
use crate::analysis::risk::lanes::BLOCK;
use crate::analysis::risk::samples::{SEED, UncertainInput};
use crate::scenario::{Scenario, one_line};
use crate::study::Study;
use crate::study::comparison::rows;

/// Scenarios side by side: a row for each result and input, a column for each scenario. Numbers are in the file's own units and unrounded,
/// so that one can calculate with them; a value that isn't a single number is text.
pub fn render_comparison(studies: &[Study], all_inputs: bool, separator: char) -> String {
    let cell = |text: &str| {
        let mut text = one_line(text);
        // A leading apostrophe keeps text that looks like a formula from being one. Amounts aren't affected: their minus is another sign.
        if text.starts_with(['=', '+', '-', '@']) {
            text.insert(0, '\'');
        }
        if text.contains(separator) || text.contains('"') {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    };
    let mut text = String::new();
    let mut line = |name: &str, unit: &str, cells: Vec<String>| {
        let cells = [cell(name), cell(unit)].into_iter().chain(cells);
        let cells: Vec<String> = cells.collect();
        text.push_str(&cells.join(&separator.to_string()));
        text.push('\n');
    };
    let titles = studies.iter().map(|study| cell(study.scenario.title()));
    line("", "unit", titles.collect());
    for row in rows(studies, all_inputs) {
        let cells = row.cells.iter().map(|one| match one.value {
            Some(value) => value.to_string(),
            None => cell(&one.text),
        });
        line(&row.name, &row.unit, cells.collect());
    }
    text
}

/// The months as a table with a header line: cumulative cost of both approaches, and each month's cost by phase. Row 0 holds what is paid at
/// the start. Amounts are present values, unrounded. No cell needs quotes: names and figures hold neither comma nor tab.
pub fn render_months(scenario: &Scenario, analysis: &Analysis, separator: char) -> String {
    let names = [
        "month",
        "calendar",
        "queries",
        "prompting",
        "fine_tuning",
        "saving",
    ];
    let mut text = names.join(&separator.to_string());
    for approach in Approach::ALL {
        for phase in Phase::ALL {
            // Writing to a string can't fail.
            let _ = write!(text, "{separator}{}_{}", approach.key(), phase.key());
        }
    }
    text.push('\n');
    for month in 0..=analysis.months() {
        let calendar = scenario.start.nth(month);
        let calendar = calendar.map_or(String::new(), |calendar| calendar.to_string());
        let prompting = analysis.prompting.cost_path.after[month];
        let fine_tuning = analysis.fine_tuning.cost_path.after[month];
        let _ = write!(
            text,
            "{month}{separator}{calendar}{separator}{}{separator}{prompting}{separator}{fine_tuning}{separator}{}",
            analysis.queries[month],
            prompting - fine_tuning
        );
        for approach in Approach::ALL {
            for phase in Phase::ALL {
                let _ = write!(
                    text,
                    "{separator}{}",
                    analysis.costs_of(approach).cost_path.by_month[month][phase]
                );
            }
        }
        text.push('\n');
    }
    text
}

/// Writes the draws of the uncertain inputs and the outcome of each, with the seed of its scramble, so that anybody can compute them again. If
/// a draw doesn't break even, its month and queries are empty. `progress` is called with the share that has been written, 0..=1.
pub fn write_draws(
    scenario: &Scenario,
    samples: usize,
    progress: &dyn Fn(f64),
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    write!(out, "seed,draw")?;
    for uncertain in UncertainInput::all_in(scenario) {
        write!(out, ",{}", uncertain.input.path)?;
    }
    writeln!(
        out,
        ",prompting_total,fine_tuning_total,saving,break_even_month,break_even_queries"
    )?;
    let mut written = 0;
    each_draw(scenario, samples, |drawn| {
        let outcomes = drawn.outcomes;
        let seed = SEED as usize + drawn.scramble;
        for draw in 0..BLOCK {
            write!(out, "{seed},{}", drawn.first + draw)?;
            for column in drawn.columns {
                write!(out, ",{}", column[draw])?;
            }
            let (prompting, fine_tuning) = (outcomes.prompting[draw], outcomes.fine_tuning[draw]);
            write!(out, ",{prompting},{fine_tuning},{}", outcomes.saving(draw))?;
            match outcomes.break_even_month(draw) {
                Some(month) => writeln!(out, ",{month},{}", outcomes.queries[draw])?,
                None => writeln!(out, ",,")?,
            }
        }
        written += BLOCK;
        progress(written as f64 / samples as f64);
        Ok::<(), io::Error>(())
    })?;
    out.flush()
}
