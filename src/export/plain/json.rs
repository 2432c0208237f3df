//! The report for programs: one JSON object with the fields of docs/formulas.md §7, in its order. Money is a plain number, unrounded.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use crate::analysis::ApproachCosts;
use crate::analysis::approach::Phase;
use crate::analysis::breakeven::Moment;
use crate::analysis::ledger::ByPhase;
use crate::analysis::risk::samples::SEED;
use crate::analysis::risk::{Quantiles, Risk};
use crate::export::drawing::pdf::Attachment;
use crate::scenario::knobs::{DecisionSettings, KNOBS};
use crate::scenario::record::Record;
use crate::study::Study;

use super::json_decision::{DecisionReport, WarningReport};

/// The version of this JSON format.
const VERSION: u32 = 2;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    scenario: &'a str,
    currency: &'a str,
    horizon_months: usize,
    prompting: ApproachReport,
    fine_tuning: ApproachReport,
    saving: f64,
    expected_saving: f64,
    success_needed: Option<f64>,
    break_even: Option<Moment>,
    rule_of_thumb_queries: Option<f64>,
    crossings: Vec<CrossingReport>,
    best_switch: Option<BestSwitchReport>,
    months: Vec<MonthReport>,
    tornado: Vec<BarReport>,
    tipping_values: Vec<TippingReport>,
    risk: Option<RiskReport>,
    decision: DecisionReport,
    warnings: Vec<WarningReport<'a>>,
    record: Option<RecordReport<'a>>,
}

/// What made the report, and the texts with which it can be made again.
#[derive(Serialize)]
struct RecordReport<'a> {
    #[serde(flatten)]
    record: &'a Record,
    thresholds: Thresholds<'a>,
    samples: Option<usize>,
    seed: u32,
    attached: Vec<AttachedReport<'a>>,
}

struct Thresholds<'a>(&'a DecisionSettings);

impl Serialize for Thresholds<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(KNOBS.iter().map(|knob| (knob.key, (knob.get)(self.0))))
    }
}

#[derive(Serialize)]
struct AttachedReport<'a> {
    name: &'a str,
    text: &'a str,
}

impl<'a> RecordReport<'a> {
    fn of(study: &'a Study, attachments: &'a [Attachment]) -> Option<Self> {
        let attached = attachments.iter().map(|attachment| AttachedReport {
            name: &attachment.name,
            text: &attachment.text,
        });
        Some(Self {
            record: study.record()?,
            thresholds: Thresholds(&study.knobs),
            samples: study.risk_even_unpriced().map(|risk| risk.samples),
            seed: SEED,
            attached: attached.collect(),
        })
    }
}

#[derive(Serialize)]
struct ApproachReport {
    upfront: f64,
    per_query: f64,
    latency_ms: Option<f64>,
    total: f64,
    #[serde(serialize_with = "phases")]
    by_phase: ByPhase,
}

#[derive(Serialize)]
struct CrossingReport {
    #[serde(flatten)]
    at: Moment,
    cheaper_after: &'static str,
}

#[derive(Serialize)]
struct BestSwitchReport {
    month: usize,
    total: f64,
}

#[derive(Serialize)]
struct MonthReport {
    month: usize,
    queries: f64,
    prompting: f64,
    fine_tuning: f64,
}

#[derive(Serialize)]
struct BarReport {
    input: &'static str,
    low: f64,
    high: f64,
    saving_at_low: f64,
    saving_at_high: f64,
}

#[derive(Serialize)]
struct RiskReport {
    samples: usize,
    probability_fine_tuning_cheaper: f64,
    probability_break_even: f64,
    saving: Option<Quantiles>,
    prompting_total: Quantiles,
    fine_tuning_total: Quantiles,
    break_even_month: Option<Quantiles>,
    break_even_queries: Option<Quantiles>,
    evpi: f64,
    evppi: Vec<InformationReport>,
}

#[derive(Serialize)]
struct InformationReport {
    input: &'static str,
    value: f64,
}

#[derive(Serialize)]
struct TippingReport {
    input: &'static str,
    base: f64,
    value: f64,
}

fn phases<S: Serializer>(by_phase: &ByPhase, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(Phase::ALL.len()))?;
    for phase in Phase::ALL {
        map.serialize_entry(phase.key(), &by_phase[phase])?;
    }
    map.end()
}

impl From<&ApproachCosts> for ApproachReport {
    fn from(approach: &ApproachCosts) -> Self {
        Self {
            upfront: approach.cost_path.upfront(),
            per_query: approach.per_query,
            latency_ms: approach.latency_ms,
            total: approach.cost_path.total(),
            by_phase: approach.cost_path.by_phase,
        }
    }
}

impl From<&Risk> for RiskReport {
    fn from(risk: &Risk) -> Self {
        Self {
            samples: risk.samples,
            probability_fine_tuning_cheaper: risk.probability_cheaper,
            probability_break_even: risk.probability_cheaper,
            saving: risk.saving.quantiles(),
            prompting_total: risk.prompting,
            fine_tuning_total: risk.fine_tuning,
            break_even_month: risk.break_even_month.quantiles(),
            break_even_queries: risk.break_even_queries,
            evpi: risk.evpi,
            evppi: risk
                .evppi
                .iter()
                .map(|information| InformationReport {
                    input: information.input.path,
                    value: information.value,
                })
                .collect(),
        }
    }
}

/// The report of a study, as JSON text, with the texts that are attached. It holds the figures even while prices are missing.
pub fn render(study: &Study, attachments: &[Attachment]) -> serde_json::Result<String> {
    let (scenario, analysis) = (&study.scenario, &study.analysis);
    let (risk, drivers) = (study.risk_even_unpriced(), study.drivers_even_unpriced());
    let (flips, warnings) = (study.flip_rows(), study.warnings());
    let report = Report {
        version: VERSION,
        scenario: &scenario.name,
        currency: scenario.currency.code(),
        horizon_months: analysis.months(),
        prompting: (&analysis.prompting).into(),
        fine_tuning: (&analysis.fine_tuning).into(),
        saving: analysis.saving(),
        expected_saving: analysis.expected_saving(),
        success_needed: analysis.success_needed(),
        break_even: analysis.break_even.moment(),
        rule_of_thumb_queries: analysis.rule_of_thumb.queries(),
        crossings: analysis
            .crossings
            .iter()
            .map(|crossing| CrossingReport {
                at: crossing.at,
                cheaper_after: crossing.cheaper_after.key(),
            })
            .collect(),
        best_switch: analysis.best_switch.as_ref().map(|best| BestSwitchReport {
            month: best.month,
            total: best.expected_total,
        }),
        months: (0..=analysis.months())
            .map(|month| MonthReport {
                month,
                queries: analysis.queries[month],
                prompting: analysis.prompting.cost_path.after[month],
                fine_tuning: analysis.fine_tuning.cost_path.after[month],
            })
            .collect(),
        tornado: drivers
            .tornado
            .iter()
            .map(|bar| BarReport {
                input: bar.input.path,
                low: bar.low,
                high: bar.high,
                saving_at_low: bar.saving_at_low,
                saving_at_high: bar.saving_at_high,
            })
            .collect(),
        tipping_values: drivers
            .tipping_values
            .iter()
            .map(|tipping| TippingReport {
                input: tipping.input.path,
                base: tipping.base,
                value: tipping.value,
            })
            .collect(),
        risk: risk.map(RiskReport::from),
        decision: DecisionReport::new(study, &flips),
        warnings: warnings.iter().map(WarningReport::from).collect(),
        record: RecordReport::of(study, attachments),
    };
    Ok(serde_json::to_string_pretty(&report)? + "\n")
}
