//! The charts of slides, with the numbers of the JSON report.

use crate::analysis::approach::{Approach, Phase};
use crate::charts::figure::FigureKind;
use crate::charts::plot::axis::nice_step;
use crate::charts::risk::histogram;
use crate::export::deck::model::{
    Axis, Bars, ChartKind, Columns, Ink, Line, Mark, Scatter, Series,
};
use crate::scenario::quantity::{money, signed_money};
use crate::scenario::words::with_plain_spaces;
use crate::scenario::{Currency, Scenario};
use crate::study::Study;

/// Bars of the tornado that go on a slide.
const MAX_BARS: usize = 8;
/// Months between the ticks of an axis.
const TICK_MONTHS: f64 = 3.0;
/// Ticks of an axis of amounts.
const TICKS: usize = 6;
/// Space beside the longest bar for its label, as a share of the axis.
const LABEL_ROOM: f64 = 0.15;

/// The chart of a kind; `None` if the study has none, or it isn't drawn natively.
pub(super) fn chart(study: &Study, kind: FigureKind) -> Option<ChartKind> {
    if kind.unavailable_because(study).is_some() {
        return None;
    }
    match kind {
        FigureKind::Cost => Some(cost(study)),
        FigureKind::Saving => Some(saving(study)),
        FigureKind::Phases => Some(phases(study)),
        FigureKind::Drivers => drivers(study),
        FigureKind::Risk => risk(study),
        _ => None,
    }
}

/// What a chart shows, where that isn't what the same figure shows elsewhere.
pub(super) fn caption(study: &Study, kind: FigureKind) -> Option<String> {
    match kind {
        FigureKind::Cost => {
            Some("Cumulative cost of both approaches, every input at its best estimate".to_owned())
        }
        FigureKind::Saving if study.risk().is_some() => Some(
            "Saving with fine-tuning. Eight in ten simulations lie between the dashed lines"
                .to_owned(),
        ),
        _ => None,
    }
}

/// The theme's first accent is prompting, the second one fine-tuning.
pub(super) fn ink_of(approach: Approach) -> Ink {
    match approach {
        Approach::Prompting => Ink::Accent1,
        Approach::FineTuning => Ink::Accent2,
    }
}

fn cost(study: &Study) -> ChartKind {
    let (scenario, analysis) = (&study.scenario, &study.analysis);
    let lines = Approach::ALL.map(|approach| {
        let path = &analysis.costs_of(approach).cost_path;
        let total = text_of(&money(path.total(), &scenario.currency));
        Line {
            name: approach.label().to_owned(),
            points: by_month(&path.after),
            ink: ink_of(approach),
            dashed: approach == Approach::FineTuning,
            end_label: Some(format!("{} {total}", approach.label())),
        }
    });
    let marks = analysis.break_even.moment().map(|moment| Mark {
        name: "Break-even".to_owned(),
        label: format!(
            "Break-even in {}",
            scenario.start.name_of_nth(moment.month.ceil() as usize)
        ),
        at: (
            moment.month,
            analysis.prompting.cost_path.cost_at(moment.month),
        ),
        ink: Ink::Text,
    });
    let most = lines
        .iter()
        .flat_map(|line| &line.points)
        .map(|(_, cost)| *cost);
    let most = most.fold(0.0, f64::max);
    ChartKind::Scatter(Scatter {
        y: amounts(&scenario.currency, "Cumulative cost", 0.0, most),
        lines: lines.into(),
        marks: marks.into_iter().collect(),
        x: months(scenario, analysis.months()),
    })
}

fn saving(study: &Study) -> ChartKind {
    let (scenario, analysis) = (&study.scenario, &study.analysis);
    let amount = |saving| text_of(&signed_money(saving, &scenario.currency));
    let savings: Vec<f64> = (0..=analysis.months())
        .map(|month| analysis.saving_by(month))
        .collect();
    let mut lines = vec![Line {
        name: "Base case".to_owned(),
        points: by_month(&savings),
        ink: Ink::Text,
        dashed: false,
        end_label: Some(format!("Base case {}", amount(analysis.saving()))),
    }];
    if let Some(risk) = study.risk() {
        let bands = &risk.bands.saving;
        for (name, ink, values) in [
            (
                "1 in 10 above",
                ink_of(Approach::FineTuning),
                bands.iter().map(|band| band.p90).collect::<Vec<f64>>(),
            ),
            (
                "1 in 10 below",
                ink_of(Approach::Prompting),
                bands.iter().map(|band| band.p10).collect(),
            ),
        ] {
            let end = values.last().copied().unwrap_or(0.0);
            lines.push(Line {
                name: name.to_owned(),
                points: by_month(&values),
                ink,
                dashed: true,
                end_label: Some(format!("{name} {}", amount(end))),
            });
        }
    }
    let all = || {
        lines
            .iter()
            .flat_map(|line| &line.points)
            .map(|(_, saving)| *saving)
    };
    let (least, most) = (all().fold(0.0, f64::min), all().fold(0.0, f64::max));
    ChartKind::Scatter(Scatter {
        y: amounts(&scenario.currency, "Saving with fine-tuning", least, most),
        lines,
        marks: Vec::new(),
        x: months(scenario, analysis.months()),
    })
}

fn phases(study: &Study) -> ChartKind {
    let (scenario, analysis) = (&study.scenario, &study.analysis);
    let amount =
        |phase: Phase, approach: Approach| analysis.costs_of(approach).cost_path.by_phase[phase];
    let shown = Phase::ALL.into_iter().filter(|phase| {
        Approach::ALL
            .iter()
            .any(|approach| amount(*phase, *approach) != 0.0)
    });
    let shown: Vec<Phase> = shown.collect();
    let series = Approach::ALL.map(|approach| {
        let values: Vec<f64> = shown.iter().map(|phase| amount(*phase, approach)).collect();
        let label = |value: &f64| match *value {
            0.0 => String::new(),
            value => text_of(&money(value, &scenario.currency)),
        };
        Series {
            name: approach.label().to_owned(),
            ink: ink_of(approach),
            labels: values.iter().map(label).collect(),
            values,
            inks: Vec::new(),
        }
    });
    let most = series
        .iter()
        .flat_map(|series| &series.values)
        .copied()
        .fold(0.0, f64::max);
    ChartKind::Bars(Bars {
        categories: shown.iter().map(|phase| phase.label().to_owned()).collect(),
        axis: amounts(&scenario.currency, "", 0.0, most * (1.0 + LABEL_ROOM)),
        series: series.into(),
        starts_at: None,
    })
}

/// The bars start at the saving of the base case, and end at that of both ends of an input's range.
fn drivers(study: &Study) -> Option<ChartKind> {
    let scenario = &study.scenario;
    let drivers = study.drivers();
    let bars = &drivers.tornado[..drivers.tornado.len().min(MAX_BARS)];
    let ends: Vec<f64> = bars
        .iter()
        .flat_map(|bar| [bar.saving_at_low, bar.saving_at_high])
        .collect();
    let base = study.analysis.saving();
    let (least, most) = (
        ends.iter().copied().fold(base, f64::min),
        ends.iter().copied().fold(base, f64::max),
    );
    if bars.is_empty() || most <= least {
        return None;
    }
    let value = |bar: &crate::analysis::drivers::Bar, at: f64| {
        text_of(&bar.input.unit.short(at, &scenario.currency))
    };
    let series = [
        (
            "Low end",
            Ink::Accent3,
            bars.iter()
                .map(|bar| (bar.saving_at_low, value(bar, bar.low)))
                .collect::<Vec<_>>(),
        ),
        (
            "High end",
            Ink::Accent4,
            bars.iter()
                .map(|bar| (bar.saving_at_high, value(bar, bar.high)))
                .collect(),
        ),
    ];
    let room = LABEL_ROOM * (most - least);
    Some(ChartKind::Bars(Bars {
        categories: bars.iter().map(|bar| bar.input.full_label()).collect(),
        axis: amounts(
            &scenario.currency,
            "Saving with fine-tuning",
            least - room,
            most + room,
        ),
        series: series
            .into_iter()
            .map(|(name, ink, ends)| {
                let (values, labels) = ends.into_iter().unzip();
                Series {
                    name: name.to_owned(),
                    ink,
                    values,
                    labels,
                    inks: Vec::new(),
                }
            })
            .collect(),
        starts_at: Some(base),
    }))
}

fn risk(study: &Study) -> Option<ChartKind> {
    let scenario = &study.scenario;
    let bars = histogram(study.risk()?);
    let cheaper = |low: f64, high: f64| {
        let approach = if low + high > 0.0 {
            Approach::FineTuning
        } else {
            Approach::Prompting
        };
        ink_of(approach)
    };
    Some(ChartKind::Columns(Columns {
        categories: bars
            .iter()
            .map(|bar| {
                text_of(&signed_money(
                    f64::midpoint(bar.from, bar.to),
                    &scenario.currency,
                ))
            })
            .collect(),
        category_title: "Saving with fine-tuning".to_owned(),
        series: vec![Series {
            name: "Share of simulations".to_owned(),
            ink: Ink::Quiet,
            values: bars.iter().map(|bar| bar.share).collect(),
            labels: Vec::new(),
            inks: bars.iter().map(|bar| cheaper(bar.from, bar.to)).collect(),
        }],
        axis: Axis {
            title: "Share of simulations".to_owned(),
            format: "0%".to_owned(),
            min: Some(0.0),
            ..Axis::default()
        },
        gap: 8,
    }))
}

fn by_month(values: &[f64]) -> Vec<(f64, f64)> {
    let months = (0_u32..).map(f64::from);
    months.zip(values.iter().copied()).collect()
}

/// An axis of months from the start.
fn months(scenario: &Scenario, count: usize) -> Axis {
    Axis {
        title: format!("Months, from {}", scenario.start.short()),
        format: "0".to_owned(),
        min: Some(0.0),
        max: Some(count as f64),
        major: Some((count as f64 / 8.0 / TICK_MONTHS).ceil().max(1.0) * TICK_MONTHS),
    }
}

/// An axis of amounts that begins and ends at ticks.
fn amounts(currency: &Currency, title: &str, least: f64, most: f64) -> Axis {
    let step = nice_step((most - least).max(1e-9), TICKS);
    let code = if currency.is_us_dollar() {
        "$".to_owned()
    } else {
        format!("{} ", currency.code())
    };
    Axis {
        title: title.to_owned(),
        format: format!("\"{code}\"#,##0;−\"{code}\"#,##0"),
        min: Some((least / step).floor() * step),
        max: Some((most / step).ceil() * step),
        major: Some(step),
    }
}

fn text_of(text: &str) -> String {
    with_plain_spaces(text)
}
