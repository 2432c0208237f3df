//! The first sheet: the finding at the time of the export, totals by phase, saving and break-even as formulas on the ledger, and a chart of both
//! curves.

use rust_xlsxwriter::{
    Chart, ChartFormat, ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType, ChartSolidFill,
    ChartType, ConditionalFormatFormula, Workbook, Worksheet, XlsxError,
};

use crate::analysis::approach::{Approach, Phase, ROUNDING};
use crate::analysis::breakeven::BreakEven;
use crate::analysis::finding::calendar::month_of;
use crate::analysis::risk::success;
use crate::scenario::quantity::full_count;
use crate::scenario::words::with_plain_spaces;
use crate::study::Study;
use crate::theme::palette::Palette;

use super::cells::{CellFormats, formula, keep_small_amounts, rgb, text_formula};
use super::checks::{CHANGES, FAULTS};
use super::ledger::ColumnAddresses;
use super::names::defined_name;

pub(super) const SHEET: &str = "Summary";

/// The row below the finding, and that of heads, counted from 0.
const NOTE_ROW: u32 = 3;
const HEAD_ROW: u32 = 4;
/// The row and column of the chart's corner, counted from 0.
const CHART_CELL: (u32, u16) = (4, 5);

pub(super) fn write(
    workbook: &mut Workbook,
    sheet: &mut Worksheet,
    study: &Study,
    columns: &ColumnAddresses,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    let scenario = &study.scenario;
    sheet.write_string_with_format(
        0,
        0,
        super::inputs::fitting(scenario.title()),
        &formats.title,
    )?;
    let draws = study.risk().map_or(String::new(), |risk| {
        format!(" from {} simulations", full_count(risk.samples))
    });
    let lines = [
        with_plain_spaces(&study.headline().sentence()),
        with_plain_spaces(&study.decision_words().advice.why),
    ];
    for (row, text) in (1..).zip(lines) {
        sheet.write_string_with_format(row, 0, text, &formats.text)?;
    }
    let left_out = if scenario.correlations.is_empty() {
        ""
    } else {
        ", in which no inputs move together: that matters in simulations only"
    };
    write_note(sheet, &draws, left_out, scenario.currency.code(), formats)?;
    for (column, head) in ["", "Prompting", "Fine-tuning", "Saving"]
        .iter()
        .enumerate()
    {
        sheet.write_string_with_format(HEAD_ROW, column as u16, *head, &formats.head_of_numbers)?;
    }
    let mut row = HEAD_ROW + 1;
    for phase in Phase::ALL {
        sheet.write_string_with_format(row, 0, phase.label(), &formats.text)?;
        for (column, approach) in (1..).zip(Approach::ALL) {
            let text = total_of(phase, approach, columns);
            let value = study.analysis.costs_of(approach).cost_path.by_phase[phase];
            sheet.write_formula_with_format(row, column, formula(&text, value), &formats.money)?;
        }
        saving(sheet, row, study, Some(phase), formats)?;
        row += 1;
    }
    sheet.write_string_with_format(row, 0, "Total", &formats.total)?;
    for (column, letter, approach) in [
        (1, "B", Approach::Prompting),
        (2, "C", Approach::FineTuning),
    ] {
        let text = guarded(&format!("SUM({letter}{}:{letter}{row})", HEAD_ROW + 2));
        let value = study.analysis.costs_of(approach).cost_path.total();
        sheet.write_formula_with_format(row, column, formula(&text, value), &formats.total)?;
    }
    saving(sheet, row, study, None, formats)?;
    for (name, column) in [
        ("total_prompting", "B"),
        ("total_fine_tuning", "C"),
        ("saving", "D"),
    ] {
        workbook.define_name(name, &format!("={SHEET}!${column}${}", row + 1))?;
    }
    row += 2;
    break_even(workbook, sheet, row, study, columns, formats)?;
    success(sheet, row + 3, study, formats)?;
    compare_with_export(sheet, row + 6, study, formats)?;
    // Not the chance, which is a percentage.
    keep_small_amounts(sheet, (HEAD_ROW + 1, 1), (row + 3, 3))?;
    keep_small_amounts(sheet, (row + 6, 1), (row + 8, 3))?;
    write_mark(sheet, study, columns, formats)?;
    chart(sheet, columns)?;
    sheet.set_column_width(0, 30)?;
    for column in 1..=3 {
        sheet.set_column_width(column, 16)?;
    }
    Ok(())
}

/// A formula that has no value while an input isn't allowed.
fn guarded(text: &str) -> String {
    format!("=IF({FAULTS}>0,NA(),{text})")
}

/// Says below the finding when it was made, and of which currency the amounts are; in red, that inputs aren't allowed.
fn write_note(
    sheet: &mut Worksheet,
    draws: &str,
    left_out: &str,
    currency: &str,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    let made = format!(
        ", present values. The two lines above were exported by Breakeven {}{draws}; the figures below follow the sheet Inputs{left_out}",
        env!("CARGO_PKG_VERSION")
    );
    let text = format!(
        "=IF({FAULTS}>0,{FAULTS}&\" inputs are invalid, so there are no figures: see column Check of the sheet Inputs\",\"Amounts in \"&currency&\"{made}\"&IF({CHANGES}>0,\", with inputs changed since\",\"\"))"
    );
    let cell = text_formula(&text, &format!("Amounts in {currency}{made}"));
    sheet.write_formula_with_format(NOTE_ROW, 0, cell, &formats.note)?;
    let fault = ConditionalFormatFormula::new()
        .set_rule(format!("={FAULTS}>0").as_str())
        .set_format(&formats.fault);
    sheet.add_conditional_format(NOTE_ROW, 0, NOTE_ROW, 0, &fault)?;
    // The finding doesn't follow the inputs: it goes pale once they are others.
    let stale = ConditionalFormatFormula::new()
        .set_rule(format!("={FAULTS}+{CHANGES}>0").as_str())
        .set_format(&formats.stale);
    sheet.add_conditional_format(1, 0, NOTE_ROW - 1, 0, &stale)?;
    Ok(())
}

/// The formula of a phase's total, which is a sum over the months.
fn total_of(phase: Phase, approach: Approach, columns: &ColumnAddresses) -> String {
    let tuned = approach == Approach::FineTuning;
    let key = |name: &str| format!("{}_{name}", if tuned { "f" } else { "r" });
    let sum = |name: &str| format!("SUM({})", columns.all(&key(name)));
    let text = match phase {
        Phase::DataCollection | Phase::Training if !tuned => "0".to_owned(),
        Phase::DataCollection => sum("data"),
        Phase::Training => sum("training"),
        Phase::People => format!("{}+{}", sum("setup"), sum("people")),
        Phase::Inference => sum("inference"),
        Phase::Review => sum("review"),
        Phase::Errors => sum("errors"),
        Phase::Hosting => sum("hosting"),
        Phase::Iteration => sum("iteration"),
    };
    guarded(&text)
}

fn saving(
    sheet: &mut Worksheet,
    row: u32,
    study: &Study,
    phase: Option<Phase>,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    let analysis = &study.analysis;
    let value = phase.map_or_else(|| analysis.saving(), |phase| analysis.saving_on(phase));
    let text = format!("=B{0}-C{0}", row + 1);
    let look = if phase.is_some() {
        &formats.money
    } else {
        &formats.total
    };
    sheet.write_formula_with_format(row, 3, formula(&text, value), look)?;
    Ok(())
}

fn break_even(
    workbook: &mut Workbook,
    sheet: &mut Worksheet,
    row: u32,
    study: &Study,
    columns: &ColumnAddresses,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    let crosses = columns.all("crosses");
    let (ahead, queries) = (columns.all("d_after"), columns.all("sum"));
    let at = |what: &str| format!("INDEX({what},horizon_months+1)");
    let month = guarded(&format!("IF({}>0,MAX({crosses}),\"never\")", at(&ahead)));
    let so_far = "=IF(ISERROR(break_even_month),NA(),IF(ISNUMBER(break_even_month),INDEX(QUERIES,INT(break_even_month)+1)+(break_even_month-INT(break_even_month))*(INDEX(QUERIES,MIN(INT(break_even_month)+2,horizon_months+1))-INDEX(QUERIES,INT(break_even_month)+1)),\"never\"))"
        .replace("QUERIES", &queries);
    let moment = study.analysis.break_even.moment();
    debug_assert_eq!(
        moment.is_none(),
        study.analysis.break_even == BreakEven::Never
    );
    let rows = [
        (
            "Break-even, months after start",
            "break_even_month",
            month,
            moment.map(|moment| moment.month),
        ),
        (
            "Break-even volume, queries",
            "break_even_queries",
            so_far,
            moment.map(|moment| moment.queries),
        ),
    ];
    for (row, (what, name, text, value)) in (row..).zip(rows) {
        sheet.write_string_with_format(row, 0, what, &formats.text)?;
        let cell = match value {
            Some(value) => formula(&text, value),
            None => text_formula(&text, "never"),
        };
        sheet.write_formula_with_format(row, 1, cell, &formats.money)?;
        workbook.define_name(name, &format!("={SHEET}!$B${}", row + 1))?;
    }
    // A headline says in which month that is.
    let lies =
        "=IF(ISNUMBER(break_even_month),\"in month \"&MAX(1,ROUNDUP(break_even_month,0)),\"\")";
    let lies_now = moment.map_or(String::new(), |moment| {
        format!("in month {}", month_of(moment))
    });
    let cell = text_formula(lies, &lies_now);
    sheet.write_formula_with_format(row, 2, cell, &formats.beside)?;
    let upfront = &guarded("data_collection+training_round+t_setup");
    let row = row + 2;
    sheet.write_string_with_format(row, 0, "Upfront cost", &formats.text)?;
    let value = study.analysis.fine_tuning_upfront;
    sheet.write_formula_with_format(row, 1, formula(upfront, value), &formats.money)?;
    workbook.define_name("upfront_cost", &format!("={SHEET}!$B${}", row + 1))?;
    Ok(())
}

/// What fine-tuning is expected to save if it may fail, and the chance of success that it takes.
fn success(
    sheet: &mut Worksheet,
    row: u32,
    study: &Study,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    let analysis = &study.analysis;
    let chance = defined_name(success::PATH);
    sheet.write_string_with_format(row, 0, "Expected saving", &formats.text)?;
    // Where it can't fail, no rounding comes between.
    let text = &guarded(&format!(
        "IF({chance}<1,{chance}*saving-(1-{chance})*upfront_cost,saving)"
    ));
    let value = analysis.expected_saving();
    sheet.write_formula_with_format(row, 1, formula(text, value), &formats.money)?;
    sheet.write_string_with_format(row + 1, 0, "Success chance needed", &formats.text)?;
    let text = &guarded(&format!(
        "IF(saving>{ROUNDING}*MAX(total_prompting,total_fine_tuning),upfront_cost/(saving+upfront_cost),\"none is enough\")"
    ));
    let cell = match analysis.success_needed() {
        Some(needed) => formula(text, needed),
        None => text_formula(text, "none is enough"),
    };
    sheet.write_formula_with_format(row + 1, 1, cell, &formats.share)?;
    Ok(())
}

/// Writes the figures of the export, and below them whether the sheet still has them, which shows that a program computes its formulas as meant.
fn compare_with_export(
    sheet: &mut Worksheet,
    row: u32,
    study: &Study,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    let analysis = &study.analysis;
    let [prompting, fine_tuning] =
        Approach::ALL.map(|approach| analysis.costs_of(approach).cost_path.total());
    sheet.write_string_with_format(row, 0, "Total, as exported", &formats.note)?;
    for (column, value) in (1..).zip([prompting, fine_tuning, analysis.saving()]) {
        sheet.write_number_with_format(row, column, value, &formats.exported_money)?;
    }
    sheet.write_string_with_format(row + 1, 0, "Break-even, as exported", &formats.note)?;
    match analysis.break_even.moment() {
        Some(moment) => {
            let look = &formats.exported_money;
            sheet.write_number_with_format(row + 1, 1, moment.month, look)?
        }
        None => sheet.write_string_with_format(row + 1, 1, "never", &formats.note)?,
    };
    sheet.write_string_with_format(row + 2, 0, "Check", &formats.text)?;
    // The row of the totals is eight above, as a spreadsheet counts rows.
    let (total, exported, break_even) = (row - 7, row + 1, row + 2);
    let near = |column: &str| {
        format!(
            "ABS({column}{total}-{column}{exported})<=0.000000001*(ABS(B{exported})+ABS(C{exported}))"
        )
    };
    let same_moment = format!(
        "IF(ISNUMBER(break_even_month),IF(ISNUMBER(B{break_even}),ABS(break_even_month-B{break_even})<=0.000001*(1+B{break_even}),FALSE),ISTEXT(B{break_even}))"
    );
    let same = format!(
        "IF(AND({},{},{},{same_moment}),\"the sheet has the exported figures\",\"the sheet differs from the export, though no input was changed\")",
        near("B"),
        near("C"),
        near("D")
    );
    let text = format!(
        "=IF({FAULTS}>0,\"no figures: \"&{FAULTS}&\" inputs aren’t allowed\",IF({CHANGES}>0,\"inputs were changed since the export: \"&{CHANGES},{same}))"
    );
    let cell = text_formula(&text, "the sheet has the exported figures");
    sheet.write_formula_with_format(row + 2, 1, cell, &formats.text)?;
    let fault = ConditionalFormatFormula::new()
        .set_rule(
            format!(
                "=OR({FAULTS}>0,LEFT($B{},17)=\"the sheet differs\")",
                row + 3
            )
            .as_str(),
        )
        .set_format(&formats.fault);
    sheet.add_conditional_format(row + 2, 1, row + 2, 1, &fault)?;
    Ok(())
}

/// The cell with the month of the chart's mark of break-even; its cost stands beside it. Both are behind the chart, and hold #N/A if there is no
/// break-even, so that nothing is drawn.
const MARK_CELL: (u32, u16) = (CHART_CELL.0 + 2, CHART_CELL.1 + 1);

fn write_mark(
    sheet: &mut Worksheet,
    study: &Study,
    columns: &ColumnAddresses,
    formats: &CellFormats,
) -> Result<(), XlsxError> {
    let moment = study.analysis.break_even.moment();
    // Where fine-tuning is ahead from the start, nothing crosses.
    let moment = moment.filter(|moment| moment.month > 0.0);
    let cost_path = &study.analysis.prompting.cost_path;
    let cost = moment.map_or(f64::NAN, |moment| cost_path.cost_at(moment.month));
    let is_marked = "IF(ISNUMBER(break_even_month),break_even_month>0,FALSE)";
    // At the end of a month, the cost before what is booked then.
    let text = format!("=IF({is_marked},IF(break_even_month=INT(break_even_month),INDEX(BEFORE,INT(break_even_month)+1),INDEX(AFTER,INT(break_even_month)+1)+(break_even_month-INT(break_even_month))*(INDEX(BEFORE,MIN(INT(break_even_month)+2,horizon_months+1))-INDEX(AFTER,INT(break_even_month)+1))),NA())")
        .replace("AFTER", &columns.all("r_after"))
        .replace("BEFORE", &columns.all("r_before"));
    let month = &format!("=IF({is_marked},break_even_month,NA())");
    let value = moment.map_or(f64::NAN, |moment| moment.month);
    let (row, column) = MARK_CELL;
    sheet.write_formula_with_format(row, column, formula(month, value), &formats.note)?;
    sheet.write_formula_with_format(row, column + 1, formula(&text, cost), &formats.note)?;
    Ok(())
}

/// Adds the chart of both cumulative costs, in the colours and strokes of the program's own.
fn chart(sheet: &mut Worksheet, columns: &ColumnAddresses) -> Result<(), XlsxError> {
    let palette = Palette::for_theme(false);
    let mut chart = Chart::new(ChartType::ScatterStraight);
    for (approach, key, dash) in [
        (Approach::Prompting, "y_prompting", ChartLineDashType::Solid),
        (Approach::FineTuning, "y_tuned", ChartLineDashType::Dash),
    ] {
        let mut line = ChartLine::new();
        line.set_color(rgb(palette.approach(approach)))
            .set_width(2.25)
            .set_dash_type(dash);
        let mut format = ChartFormat::new();
        format.set_line(&line);
        chart
            .add_series()
            .set_name(approach.label())
            .set_categories(format!("={}", columns.all("x")).as_str())
            .set_values(format!("={}", columns.all(key)).as_str())
            .set_format(&mut format);
    }
    let mut line = ChartLine::new();
    line.set_color(rgb(palette.text));
    let mut marker = ChartMarker::new();
    marker
        .set_type(ChartMarkerType::Circle)
        .set_size(9)
        .set_format(
            ChartFormat::new()
                .set_line(&line)
                .set_solid_fill(ChartSolidFill::new().set_color("FFFFFF")),
        );
    let (row, column) = MARK_CELL;
    chart
        .add_series()
        .set_name("Break-even")
        .set_categories((SHEET, row, column, row, column))
        .set_values((SHEET, row, column + 1, row, column + 1))
        .set_marker(&marker);
    // The curves change with the cells, so the finding at the time of the export can't be the title.
    chart.title().set_name("Cumulative cost of both approaches");
    chart.x_axis().set_name("Month").set_min(0);
    // Without the currency, which is a cell: not every spreadsheet's axis follows a cell.
    // Small amounts keep their digits.
    chart
        .y_axis()
        .set_name("Cumulative cost")
        .set_num_format("[>=10]#,##0;General");
    chart.set_width(760).set_height(430);
    sheet.insert_chart(CHART_CELL.0, CHART_CELL.1, &chart)?;
    Ok(())
}
