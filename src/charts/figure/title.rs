//! What stands above each kind of figure: its finding as a sentence; and where it stands alone, what to do and what is in doubt.

use crate::analysis::approach::{Approach, Phase};
use crate::analysis::breakeven::BreakEven;
use crate::analysis::finding::calendar::span;
use crate::analysis::finding::map::break_even_finding;
use crate::analysis::finding::risk::range;
use crate::analysis::price::is_unpriced;
use crate::charts::plot::frame::{Heading, Note};
use crate::decision::words::doubt::DoubtWords;
use crate::scenario::quantity::{count_with_noun, money};
use crate::scenario::words::uncapitalized;

use super::{Figure, FigureKind};

impl Figure<'_> {
    /// The finding that the figure shows, as a sentence.
    pub fn title(&self) -> String {
        let study = self.study;
        match self.kind {
            FigureKind::Decision => study.headline().sentence(),
            // The whole of it, since the curves alone argue for the cheaper approach.
            FigureKind::Cost if self.alone => study.headline().sentence(),
            FigureKind::Cost => study.finding().headline,
            FigureKind::Risk => self
                .risk_chart()
                .map_or(String::new(), |chart| chart.reading()),
            FigureKind::Queries => match study.analysis.break_even {
                BreakEven::At(moment) => format!(
                    "Fine-tuning breaks even after {}",
                    count_with_noun(moment.queries, "query")
                ),
                _ => study.base_finding.headline.clone(),
            },
            // Without prices there is nothing else to find.
            _ if is_unpriced(&study.scenario) => study.base_finding.headline.clone(),
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

    /// Everything above the chart but its caption. A figure that stands alone says what to do before it says what was found.
    pub(super) fn heading(&self) -> Heading {
        let headline = self.alone.then(|| self.study.headline());
        let recommendation = headline.and_then(|headline| headline.recommendation.as_ref());
        let Some(recommendation) = recommendation else {
            return Heading::new(self.title(), String::new());
        };
        match self.kind {
            FigureKind::Cost => Heading {
                lead: Some(format!("{recommendation}.")),
                title: headline.map(|headline| headline.finding.clone()),
                notes: self.notes(),
                ..Heading::default()
            },
            kind => Heading {
                kicker: Some(format!("Recommendation · {recommendation}")),
                title: Some(self.title()),
                notes: match kind {
                    FigureKind::Saving => self.notes(),
                    _ => Vec::new(),
                },
                ..Heading::default()
            },
        }
    }

    /// Which prompt the curves are of, where another one is recommended; how far the saving may be off; and what is most in doubt.
    fn notes(&self) -> Vec<Note> {
        let study = self.study;
        let advice = &study.decision_words().advice;
        let mut sentences = Vec::new();
        if advice.is_over_todays_prompt {
            sentences.push("Drawn with today’s prompt.".to_owned());
            let levers = &study.decision().levers;
            if levers.counted_on().next().is_some() {
                let total = money(levers.prompting, &study.scenario.currency);
                sentences.push(format!("Optimised, prompting costs {total}."));
            }
        }
        let range = study.risk().and_then(|risk| range(&study.scenario, risk));
        sentences.extend(range.map(|range| format!("{range}.")));
        let mut notes = Vec::new();
        if !sentences.is_empty() {
            notes.push(Note {
                label: "",
                text: sentences.join(" "),
            });
        }
        notes.extend(advice.doubt.as_ref().map(|doubt| Note {
            label: DoubtWords::LABEL,
            text: format!("{}.", uncapitalized(&doubt.sentence())),
        }));
        notes
    }

    /// What the chart of the saving shows, over which prompt, and what its steps are.
    pub(super) fn saving_caption(&self) -> String {
        let mut caption = self.saving_chart().caption();
        if self.study.decision_words().advice.is_over_todays_prompt {
            caption.push_str(". Compared with today’s prompt");
        }
        let path = &self.study.analysis.fine_tuning.cost_path;
        let months = self.study.analysis.months();
        let retrains = path.retrained.iter().any(|month| *month < months);
        let returns = path.returned.is_some_and(|month| month < months);
        caption.push_str(match (retrains, returns) {
            (true, true) => ". Steps: retraining and the return to prompting",
            (true, false) => ". Steps: retraining",
            (false, true) => ". Step: the return to prompting",
            (false, false) => "",
        });
        caption
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
