//! What stands above each kind of figure: its finding as a sentence; and where it stands alone, what to do and what is in doubt.

use crate::analysis::approach::{Approach, Phase};
use crate::analysis::breakeven::BreakEven;
use crate::analysis::finding::calendar::{months_in_words, span};
use crate::analysis::finding::map::break_even_finding;
use crate::analysis::finding::risk::range;
use crate::analysis::leading_saving::SavingKind;
use crate::analysis::price::is_unpriced;
use crate::analysis::strategy::CostPath;
use crate::charts::plot::frame::{Heading, Note};
use crate::decision::words::doubt::DoubtWords;
use crate::decision::words::headline::with_todays_prompt;
use crate::scenario::quantity::{count_with_noun, money, saving_in_words};
use crate::scenario::words::uncapitalized;
use crate::study::Study;

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
            FigureKind::MapMonths => break_even_finding(&study.base_finding.outcome),
            FigureKind::SwitchTiming => {
                let timing = study.switch_timing();
                timing.finding(&study.scenario, timing.best.unwrap_or(0))
            }
            FigureKind::Pilot => {
                let pilot = study.decision().pilot.as_ref();
                pilot.map_or(String::new(), |pilot| {
                    pilot.finding(&study.scenario.currency)
                })
            }
        }
    }

    /// "Prompting costs $563k over two years, fine-tuning $541k".
    pub fn costs_title(&self) -> String {
        let (scenario, analysis) = (&self.study.scenario, &self.study.analysis);
        let total = |path: &CostPath| money(path.total(), &scenario.currency);
        format!(
            "Prompting costs {} over {}, fine-tuning {}",
            total(&analysis.prompting.cost_path),
            span(scenario.horizon_months.whole()),
            total(&analysis.fine_tuning.cost_path)
        )
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
            let currency = &study.scenario.currency;
            sentences.push(match study.decision().optimised_prompting() {
                Some(path) => format!(
                    "Optimised, prompting costs {} instead of {}.",
                    money(path.total(), currency),
                    money(study.analysis.prompting.cost_path.total(), currency)
                ),
                None => "Drawn with today’s prompt.".to_owned(),
            });
        }
        let range = study.risk().and_then(|risk| range(&study.scenario, risk));
        sentences.extend(range.map(|range| format!("{range}.")));
        // Its curve is in this chart only.
        if self.kind == FigureKind::Cost {
            sentences.extend(later_switch(study));
        }
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

    /// The saving that is named first: "Fine-tuning saves $25.3k over two years in the median simulation".
    fn saving_title(&self) -> String {
        let study = self.study;
        let span = span(study.scenario.horizon_months.whole());
        let Some(leading) = study.leading_saving() else {
            return study.base_finding.headline.clone();
        };
        let by_amount = match leading.amount {
            saved if saved > 0.0 => Some(Approach::FineTuning),
            saved if saved < 0.0 => Some(Approach::Prompting),
            _ => None,
        };
        let (cheaper, which) = match leading.kind {
            SavingKind::Expected => (by_amount, " on average over success and failure"),
            SavingKind::Median => (by_amount, " in the median simulation"),
            SavingKind::BaseCase => (study.analysis.cheaper(), ""),
        };
        let amount = money(leading.amount.abs(), &study.scenario.currency);
        let finding = match cheaper {
            Some(Approach::FineTuning) => format!("Fine-tuning saves {amount} over {span}{which}"),
            Some(Approach::Prompting) => {
                format!("Fine-tuning costs {amount} more over {span}{which}")
            }
            None => format!("Both cost the same over {span}{which}"),
        };
        if study.decision_words().advice.is_over_todays_prompt {
            with_todays_prompt(&finding)
        } else {
            finding
        }
    }

    /// "“Query volume” matters most: it takes the result from a $5,000 loss to a $60k saving".
    fn largest_driver(&self) -> String {
        let Some(bar) = self.study.drivers().tornado.first() else {
            return "Nothing drives the result".to_owned();
        };
        let currency = &self.study.scenario.currency;
        let amount = |value| money(value, currency);
        let low = bar.saving_at_low.min(bar.saving_at_high);
        let high = bar.saving_at_low.max(bar.saving_at_high);
        if amount(low) == amount(high) {
            let result = saving_in_words(low, currency);
            return format!("No input changes the result, {result}");
        }
        format!(
            "“{}” matters most: it takes the result from {} to {}",
            bar.input.full_label(),
            saving_in_words(low, currency),
            saving_in_words(high, currency)
        )
    }

    /// "Inference makes the difference: $50k less with fine-tuning".
    fn largest_phase(&self) -> String {
        let saved = |phase: Phase| self.study.analysis.saving_on(phase);
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
            _ => "Both cost the same in every category".to_owned(),
        }
    }
}

/// What the curve of a switch that beats both approaches means; `None` if there is none.
fn later_switch(study: &Study) -> Option<String> {
    if is_unpriced(&study.scenario) {
        return None;
    }
    let best = study.analysis.better_than_both()?;
    let months = months_in_words(best.month as u32);
    let what = format!("Cheapest in the base case: prompt for {months}, then fine-tune.");
    // Without a date, the life of a base model counts from when it serves.
    let tuned = &study.scenario.fine_tuning;
    let life = tuned.base_model_life_months;
    Some(
        match life.filter(|_| tuned.base_model_retires_month.is_none()) {
            Some(_) => {
                format!("{what} Assumes that the base model of then is served as long as today’s.")
            }
            None => what,
        },
    )
}
