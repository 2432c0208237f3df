//! The finding of each kind of figure, as a sentence.

use crate::analysis::approach::{Approach, Phase};
use crate::analysis::breakeven::BreakEven;
use crate::analysis::finding::calendar::span;
use crate::analysis::finding::map::break_even_finding;
use crate::analysis::price::is_unpriced;
use crate::scenario::quantity::{count_with_noun, money};

use super::{Figure, FigureKind};

impl Figure<'_> {
    /// The finding that the figure shows, as a sentence.
    pub fn title(&self) -> String {
        let study = self.study;
        match self.kind {
            FigureKind::Decision => study.headline().sentence(),
            FigureKind::Cost => study.finding().headline,
            FigureKind::Risk => self
                .risk_chart()
                .map_or(String::new(), |chart| chart.reading()),
            FigureKind::Queries => match study.analysis.break_even {
                BreakEven::At(moment) => format!(
                    "Fine-tuning pays back after {}",
                    count_with_noun(moment.queries, "query")
                ),
                _ => study.verdict.headline.clone(),
            },
            // Without prices there is nothing else to find.
            _ if is_unpriced(&study.scenario) => study.verdict.headline.clone(),
            FigureKind::Saving => self.saving_title(),
            FigureKind::Phases => self.largest_phase(),
            FigureKind::Drivers => self.largest_driver(),
            FigureKind::PaidBack => self
                .risk_chart()
                .map_or(String::new(), |chart| chart.paid_back_sentence()),
            FigureKind::Map => study
                .map()
                .map_or(String::new(), |map| map.finding(&study.scenario)),
            FigureKind::MapMonths => break_even_finding(study.analysis.break_even),
            FigureKind::SwitchTiming => {
                let timing = study.switch_timing();
                timing.finding(&study.scenario, timing.best.unwrap_or(0))
            }
        }
    }

    /// "Fine-tuning saves $30.8k over 24 months".
    fn saving_title(&self) -> String {
        let analysis = &self.study.analysis;
        let amount = |value| money(value, &self.study.scenario.currency);
        let saving = analysis.saving();
        let span = span(self.study.scenario.horizon_months.whole());
        match analysis.cheaper() {
            Some(Approach::FineTuning) => {
                format!("Fine-tuning saves {} over {span}", amount(saving))
            }
            Some(Approach::Prompting) => {
                format!("Fine-tuning costs {} more over {span}", amount(-saving))
            }
            None => format!("Both cost the same over {span}"),
        }
    }

    /// "“Queries” matters most: it moves the saving from −$5k to $60k".
    fn largest_driver(&self) -> String {
        let Some(bar) = self.study.drivers().tornado.first() else {
            return "Nothing drives the result".to_owned();
        };
        let amount = |value| money(value, &self.study.scenario.currency);
        let low = amount(bar.saving_at_low.min(bar.saving_at_high));
        let high = amount(bar.saving_at_low.max(bar.saving_at_high));
        if low == high {
            return format!("No input moves the saving from {low}");
        }
        format!(
            "“{}” matters most: it moves the saving from {low} to {high}",
            bar.input.full_label()
        )
    }

    /// "Inference makes the difference: $50k less with fine-tuning".
    fn largest_phase(&self) -> String {
        let analysis = &self.study.analysis;
        let saved = |phase: Phase| {
            let cost = |approach| analysis.costs_of(approach).cost_path.by_phase[phase];
            cost(Approach::Prompting) - cost(Approach::FineTuning)
        };
        let largest = Phase::ALL
            .into_iter()
            .max_by(|a, b| saved(*a).abs().total_cmp(&saved(*b).abs()));
        match largest.map(|phase| (phase, saved(phase))) {
            Some((phase, saved)) if saved != 0.0 => format!(
                "{} makes the largest difference: {} {} with fine-tuning",
                phase.label(),
                money(saved.abs(), &self.study.scenario.currency),
                if saved > 0.0 { "less" } else { "more" }
            ),
            _ => "Both cost the same in every phase".to_owned(),
        }
    }
}
