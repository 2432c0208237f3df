//! `breakeven actuals`: what was really billed, filled into a scenario and compared with its plan.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::Args;
use serde::Serialize;

use crate::analysis::actuals::{EightyPercent, MonthAgainstPlan, PlannedAndNow};
use crate::analysis::approach::Approach;
use crate::analysis::risk::layout::PREVIEW_DRAWS;
use crate::evidence::bills::{self, BillEntry, BillProblem, BilledMonth};
use crate::files::material::text;
use crate::scenario::Currency;
use crate::scenario::Scenario;
use crate::scenario::actuals::BilledApproach;
use crate::scenario::knobs::DecisionSettings;
use crate::scenario::quantity::{count_with_noun, fixed};
use crate::scenario::words::with_plain_spaces;
use crate::study::Study;
use crate::study::plan_review::PlanReview;

use super::filling::{Filling, FoundFormat, is_standard_input, name_of};
use super::terminal::{complain, print};
use super::values;

/// What `breakeven actuals` is called with.
#[derive(Debug, Args)]
pub struct ActualsArguments {
    /// A table of bills by month with the headings month, queries, cost and approach (CSV); - is standard input
    #[arg(value_parser = values::path())]
    pub file: PathBuf,
    /// The scenario file that the bills belong to, which is then compared with them
    #[arg(long, value_name = "SCENARIO", value_parser = values::path())]
    pub into: Option<PathBuf>,
    /// Which approach the bills are for, where the table doesn't say it
    #[arg(long, value_enum)]
    pub approach: Option<ApproachName>,
    /// How the result is written
    #[arg(long, value_enum, default_value = "text")]
    pub format: FoundFormat,
}

/// An approach as an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ApproachName {
    /// The prompted model
    Prompting,
    /// The fine-tuned model
    FineTuning,
}

impl From<ApproachName> for BilledApproach {
    fn from(name: ApproachName) -> Self {
        match name {
            ApproachName::Prompting => Self::Prompting,
            ApproachName::FineTuning => Self::FineTuning,
        }
    }
}

/// The form of `--format json`, as docs/plan-against-actual.md describes it.
#[derive(Default, Serialize)]
struct ActualsReport {
    version: u32,
    months: Vec<MonthReport>,
    explained_by: Option<ExplanationReport>,
    calibration: Option<CalibrationReport>,
    rest_of_horizon: Option<RestReport>,
    recommendation: Option<RecommendationReport>,
}

#[derive(Default, Serialize)]
struct MonthReport {
    month: Option<usize>,
    calendar: Option<String>,
    approach: Option<&'static str>,
    queries: Option<f64>,
    cost: Option<f64>,
    planned_queries: Option<f64>,
    planned_cost: Option<f64>,
    variance: Option<VarianceReport>,
    range: Option<RangeReport>,
    in_range: Option<bool>,
    queries_range: Option<RangeReport>,
}

#[derive(Serialize)]
struct VarianceReport {
    total: f64,
    volume: f64,
    price_per_query: f64,
    rest: f64,
}

#[derive(Serialize)]
struct RangeReport {
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct ExplanationReport {
    input: &'static str,
    planned: f64,
    value: f64,
}

#[derive(Serialize)]
struct CalibrationReport {
    prompting: Option<f64>,
    fine_tuning: Option<f64>,
}

#[derive(Serialize)]
struct RestReport {
    from_month: usize,
    prompting: PlannedAndNowReport,
    fine_tuning: PlannedAndNowReport,
}

#[derive(Serialize)]
struct PlannedAndNowReport {
    planned: f64,
    now: f64,
}

#[derive(Serialize)]
struct RecommendationReport {
    planned: &'static str,
    now: &'static str,
    holds: bool,
}

/// Reads the bills, fills them in, and prints them beside the plan; without a scenario, prints what was read.
pub fn run(arguments: &ActualsArguments) -> anyhow::Result<()> {
    let file = &arguments.file;
    // Before the table is read.
    let filling = arguments.into.as_deref().map(Filling::open).transpose()?;
    let text = if is_standard_input(file) {
        text::read_text_from(Path::new("standard input"), io::stdin().lock())?
    } else {
        text::read_text(file)?
    };
    let refused = |problems| refused(file, problems);
    let own = filling.as_ref().map(|filling| &filling.scenario().currency);
    let read = bills::read(&text, own).map_err(refused)?;
    if let Some(left_out) = read.left_out_in_words() {
        complain(&format!("note: {left_out}"));
    }
    let entries = read.entries;
    let approach = arguments.approach.map(BilledApproach::from);
    let Some(filling) = filling else {
        return print_entries(&entries, approach, arguments.format);
    };
    let mut scenario = filling.scenario().clone();
    let counted = bills::actuals(&entries, &scenario, approach).map_err(refused)?;
    if counted.before_the_start > 0 {
        let months = count_with_noun(counted.before_the_start as f64, "month");
        let start = scenario.start.short();
        complain(&format!(
            "note: {} before {start} left out",
            with_plain_spaces(&months)
        ));
    }
    if counted.actuals.is_empty() {
        return Err(anyhow!(
            "{}: all its months are before the scenario’s first, {}",
            name_of(file),
            scenario.start.short()
        ));
    }
    counted.fill(&mut scenario, &name_of(file))?;
    // What can't be printed changes no file.
    print_review(&scenario, arguments.format)?;
    filling.save(&scenario)
}

/// Prints the bills of a scenario beside its plan.
fn print_review(scenario: &Scenario, format: FoundFormat) -> anyhow::Result<()> {
    let study = Study::new(scenario, PREVIEW_DRAWS, &DecisionSettings::default())
        .with_prices(super::prices_in_use::prices_in_use());
    let Some(review) = PlanReview::new(&study) else {
        complain("note: all bills are for months after the time horizon");
        return match format {
            FoundFormat::Text => Ok(()),
            FoundFormat::Json => print_json(&ActualsReport {
                version: 1,
                ..ActualsReport::default()
            }),
        };
    };
    match format {
        FoundFormat::Text => {
            let lines = review.lines(scenario);
            print(|out| {
                lines
                    .iter()
                    .try_for_each(|line| writeln!(out, "{}", with_plain_spaces(line)))
            })
        }
        FoundFormat::Json => print_json(&report_of(&review, &study)),
    }
}

/// The error of a table with problems. All but the last are printed at once.
fn refused(file: &Path, problems: Vec<BillProblem>) -> anyhow::Error {
    let name = name_of(file);
    let mut problems = problems.into_iter();
    let last = problems.next_back();
    for problem in problems {
        complain(&format!("{name}: {problem}"));
    }
    anyhow!(
        "{name}: {}",
        last.map_or(String::new(), |problem| problem.to_string())
    )
}

fn approach_key(approach: BilledApproach) -> &'static str {
    Approach::from(approach).key()
}

fn print_entries(
    entries: &[BillEntry],
    approach: Option<BilledApproach>,
    format: FoundFormat,
) -> anyhow::Result<()> {
    if format == FoundFormat::Json {
        let month = |entry: &BillEntry| MonthReport {
            month: match entry.month {
                BilledMonth::Number(number) => Some(number as usize),
                BilledMonth::Calendar(_) => None,
            },
            calendar: match entry.month {
                BilledMonth::Number(_) => None,
                BilledMonth::Calendar(month) => Some(month.to_string()),
            },
            approach: entry.approach.or(approach).map(approach_key),
            queries: entry.queries.map(|queries| queries.get()),
            cost: entry.cost.map(|cost| cost.get()),
            ..MonthReport::default()
        };
        return print_json(&ActualsReport {
            version: 1,
            months: entries.iter().map(month).collect(),
            ..ActualsReport::default()
        });
    }
    print(|out| {
        for entry in entries {
            let month = match entry.month {
                BilledMonth::Number(number) => format!("Month {number}"),
                BilledMonth::Calendar(month) => month.short(),
            };
            let queries = entry
                .queries
                .map(|queries| count_with_noun(queries.get(), "query"));
            // If the table doesn't say in which currency, that is up to a scenario.
            let currency = entry
                .currency
                .as_ref()
                .map_or(String::new(), Currency::prefix);
            let cost = entry
                .cost
                .map(|cost| format!("billed {currency}{}", fixed(cost.get(), 2)));
            let approach = entry.approach.or(approach);
            let approach = approach.map(|approach| approach.name().to_owned());
            let known: Vec<String> = [queries, cost, approach].into_iter().flatten().collect();
            writeln!(out, "{month}: {}", with_plain_spaces(&known.join(", ")))?;
        }
        Ok(())
    })
}

fn report_of(review: &PlanReview, study: &Study) -> ActualsReport {
    let figures = &review.figures;
    let amounts = |amounts: PlannedAndNow| PlannedAndNowReport {
        planned: amounts.planned,
        now: amounts.now,
    };
    let month = |month: &MonthAgainstPlan| month_report(month, study);
    ActualsReport {
        version: 1,
        months: figures.months.iter().map(month).collect(),
        explained_by: figures.explanation.map(|explanation| ExplanationReport {
            input: explanation.input.path,
            planned: explanation.planned,
            value: explanation.value,
        }),
        calibration: Some(CalibrationReport {
            prompting: figures.calibration.prompting,
            fine_tuning: figures.calibration.fine_tuning,
        }),
        rest_of_horizon: figures.rest.map(|rest| RestReport {
            from_month: rest.from_month,
            prompting: amounts(rest.prompting),
            fine_tuning: amounts(rest.fine_tuning),
        }),
        recommendation: Some(RecommendationReport {
            planned: review.planned.key(),
            now: review.now.key(),
            holds: review.holds(),
        }),
    }
}

fn month_report(month: &MonthAgainstPlan, study: &Study) -> MonthReport {
    let range = |range: EightyPercent| RangeReport {
        low: range.low,
        high: range.high,
    };
    let calendar = study.scenario.start.nth(month.month);
    MonthReport {
        month: Some(month.month),
        calendar: calendar.map(|calendar| calendar.to_string()),
        approach: Some(month.approach.key()),
        queries: month.queries,
        cost: month.cost,
        planned_queries: Some(month.planned_queries),
        planned_cost: Some(month.planned_cost),
        variance: month.variance.map(|variance| VarianceReport {
            total: variance.total(),
            volume: variance.volume,
            price_per_query: variance.price_per_query,
            rest: variance.rest,
        }),
        range: month.range.map(range),
        in_range: month.is_in_range(),
        queries_range: month.volume_range.map(range),
    }
}

fn print_json(report: &ActualsReport) -> anyhow::Result<()> {
    let report = serde_json::to_string_pretty(report)?;
    print(|out| writeln!(out, "{report}"))
}
