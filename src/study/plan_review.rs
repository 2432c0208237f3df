//! Plan against actual with what follows for the decision: whether the recommendation still holds with what is known now. The sentences about
//! it are here too, for the window, the command line and whatever else tells them.

use crate::analysis::actuals::{
    EightyPercent, FarFromPlan, LaterVolume, MonthAgainstPlan, PlanAgainstActual,
};
use crate::analysis::approach::Approach;
use crate::decision::recommendation::Recommendation;
use crate::scenario::Scenario;
use crate::scenario::quantity::{MoneyRow, Unit, count, count_with_noun, money, share};
use crate::scenario::words::uncapitalized;

use super::Study;

/// What was billed beside the plan, and whether the plan's recommendation still holds.
#[derive(Debug, Clone)]
pub struct PlanReview {
    /// The figures.
    pub figures: PlanAgainstActual,
    /// What is recommended by the plan.
    pub planned: Recommendation,
    /// What is recommended with what is known now.
    pub now: Recommendation,
}

impl PlanReview {
    /// The review of a study's scenario; `None` if nothing was billed within its horizon. It takes a second decision, of the calibrated scenario.
    ///
    /// ```
    /// use breakeven::files::examples::Example;
    /// use breakeven::scenario::knobs::DecisionSettings;
    /// use breakeven::study::Study;
    /// use breakeven::study::plan_review::PlanReview;
    ///
    /// let mut scenario = Example::find("textbook-comparison").unwrap().scenario()?;
    /// scenario.actuals = "1: $400".parse().unwrap();
    /// let study = Study::new(&scenario, 1024, &DecisionSettings::default());
    /// let review = PlanReview::new(&study).unwrap();
    /// assert!(review.lines(&scenario)[0].starts_with("Jan 2027 (month 1): billed $400.00, planned "));
    /// # Ok::<(), breakeven::files::format::FormatError>(())
    /// ```
    pub fn new(study: &Study) -> Option<Self> {
        let figures = PlanAgainstActual::new(&study.scenario)?;
        let scenario = &figures.calibration.scenario;
        let calibrated =
            Study::new(scenario, study.samples(), &study.knobs).with_prices(study.prices);
        Some(Self {
            planned: study.decision().conclusion.recommendation,
            now: calibrated.decision().conclusion.recommendation,
            figures,
        })
    }

    /// Whether the recommendation is the same. The best month to switch may be another one.
    pub fn holds(&self) -> bool {
        self.planned.key() == self.now.key()
    }

    /// All sentences in their order, for a text: the alarm if there is one, a line for each month with what it consists of, then what follows.
    pub fn lines(&self, scenario: &Scenario) -> Vec<String> {
        let alarm = self.alarm_sentence().into_iter();
        alarm.chain(self.lines_below_alarm(scenario)).collect()
    }

    /// [`lines`](Self::lines) without the alarm, where that stands by itself.
    pub fn lines_below_alarm(&self, scenario: &Scenario) -> Vec<String> {
        let mut lines = Vec::new();
        for month in &self.figures.months {
            lines.push(month_sentence(month, scenario));
            let details = [
                variance_sentence(month, scenario),
                range_sentence(month, scenario),
                volume_range_sentence(month),
            ];
            let details = details.into_iter().flatten();
            lines.extend(details.map(|detail| format!("  {detail}")));
        }
        lines.extend(self.total_sentence(scenario));
        lines.extend(self.explanation_sentence(scenario));
        lines.extend(self.volume_sentence(scenario));
        lines.extend(
            Approach::ALL
                .map(|approach| self.calibration_sentence(approach))
                .into_iter()
                .flatten(),
        );
        lines.extend(
            Approach::ALL
                .map(|approach| self.rest_sentence(approach, scenario))
                .into_iter()
                .flatten(),
        );
        lines.push(self.recommendation_sentence(scenario));
        lines
    }

    /// "Billed is 14.8 times the plan: check that the bills cover only this workload"; `None` unless the bills are so far from the plan that
    /// no other sentence means much before that is checked.
    pub fn alarm_sentence(&self) -> Option<String> {
        let FarFromPlan {
            ratio,
            is_by_volume,
        } = self.figures.far_from_plan()?;
        let is_above = ratio > 1.0;
        let how_far = if is_above {
            format!("{} times the plan", count(ratio))
        } else {
            format!("{} of the plan", share(ratio))
        };
        let check = match (is_by_volume, is_above) {
            (false, true) => "check that the bills cover only this workload",
            (false, false) => "check that the bills cover all of this workload",
            (true, true) => "more queries than planned explain most of it",
            (true, false) => "fewer queries than planned explain most of it",
        };
        Some(format!("Billed is {how_far}: {check}"))
    }

    /// "Bills: 2 of 3 months are above their 80% range", in short for other pages, or the alarm; `None` if no bill is out of its range.
    pub fn doubt_sentence(&self, scenario: &Scenario) -> Option<String> {
        if let Some(alarm) = self.alarm_sentence() {
            return Some(alarm);
        }
        let with_range = self.figures.months.iter();
        let with_range = with_range.filter_map(|month| {
            let (range, cost) = (month.range?, month.cost?);
            Some((month, range, cost))
        });
        let known: Vec<_> = with_range.collect();
        let above = known.iter().filter(|(_, range, cost)| *cost > range.high);
        let below = known.iter().filter(|(_, range, cost)| *cost < range.low);
        let (above, below) = (above.count(), below.count());
        let place = match (above, below) {
            (0, 0) => return None,
            (_, 0) => "above",
            (0, _) => "below",
            _ => "outside",
        };
        let (outside, all) = (above + below, known.len());
        let verb = if outside == 1 { "is" } else { "are" };
        let whose = if outside == 1 { "its" } else { "their" };
        let which = match known[..] {
            [(month, ..)] => scenario.start.name_of_nth(month.month),
            _ => format!("{outside} of {}", count_with_noun(all as f64, "month")),
        };
        Some(format!("Bills: {which} {verb} {place} {whose} 80% range"))
    }

    /// "2 months billed: $742.10, planned $680.00 (+9%)"; `None` for a single bill, of which its month says all.
    pub fn total_sentence(&self, scenario: &Scenario) -> Option<String> {
        let months = self.figures.months.iter();
        let billed_months = months.filter(|month| month.cost.is_some()).count();
        if billed_months < 2 {
            return None;
        }
        let (billed, planned) = (self.figures.billed(), self.figures.planned());
        let row = MoneyRow::new([billed, planned], &scenario.currency);
        let [billed_text, planned_text] = [billed, planned].map(|amount| row.money(amount));
        Some(format!(
            "{} billed: {billed_text}, planned {planned_text}{}",
            count_with_noun(billed_months as f64, "month"),
            in_percent(billed, planned)
        ))
    }

    /// "Best explained by output length (prompting): 310 tokens instead of 250"; `None` if the bills are as planned.
    pub fn explanation_sentence(&self, scenario: &Scenario) -> Option<String> {
        let Some(explanation) = self.figures.explanation else {
            let is_explained = self.figures.is_close_to_plan();
            return (!is_explained).then(|| "No input alone explains the difference".to_owned());
        };
        let (input, currency) = (explanation.input, &scenario.currency);
        let value = match input.unit {
            // What explains a bill needn't be whole.
            Unit::Things(words) => Unit::Count(words).rounded(explanation.value, currency),
            unit => unit.rounded(explanation.value, currency),
        };
        let outside = if explanation.is_far_outside {
            ", which is far outside its range"
        } else {
            ""
        };
        Some(format!(
            "Best explained by {}: {value} instead of {}{outside}",
            uncapitalized(&input.full_label()),
            input.unit.short(explanation.planned, currency)
        ))
    }

    /// "Queries in Apr 2027 were 15% above the plan: later months continue from 45,100 with the planned growth"; `None` if they were as
    /// planned, or nothing follows from them.
    pub fn volume_sentence(&self, scenario: &Scenario) -> Option<String> {
        let (month, later) = self.figures.volume_change()?;
        let (queries, planned) = (month.queries?, month.planned_queries);
        let name = scenario.start.name_of_nth(month.month);
        let queries_in_words = count(queries);
        let volume = if planned > 0.0 {
            let place = if queries > planned { "above" } else { "below" };
            let change = share((queries / planned - 1.0).abs());
            format!("Queries in {name} were {change} {place} the plan")
        } else {
            format!("Queries in {name} were {queries_in_words}, and none were planned")
        };
        Some(match later {
            LaterVolume::Grows => format!(
                "{volume}: later months continue from {queries_in_words} with the planned growth"
            ),
            LaterVolume::Stays => format!("{volume}: later months stay at {queries_in_words}"),
            LaterVolume::AsPlanned => {
                format!("{volume}: later months keep the volumes that the scenario states")
            }
        })
    }

    /// "The prompted model’s tokens cost 8% more than planned".
    pub fn calibration_sentence(&self, approach: Approach) -> Option<String> {
        let factor = self.figures.calibration.price_factor(approach)?;
        let model = match approach {
            Approach::Prompting => "prompted",
            Approach::FineTuning => "fine-tuned",
        };
        let change = share((factor - 1.0).abs());
        Some(if change.trim_start_matches(['0', '.']) == "%" {
            format!("The {model} model’s tokens cost what was planned")
        } else if factor > 1.0 {
            format!("The {model} model’s tokens cost {change} more than planned")
        } else {
            format!("The {model} model’s tokens cost {change} less than planned")
        })
    }

    /// Whether a month was billed in which the fine-tuned model serves.
    fn has_switched(&self) -> bool {
        let mut months = self.figures.months.iter();
        months.any(|month| month.serving == Approach::FineTuning)
    }

    /// "Prompting from Apr 2027 on: $5,300, planned $4,900 (+8%)". As long as the fine-tuned model doesn't serve, what it costs upfront is named too.
    pub fn rest_sentence(&self, approach: Approach, scenario: &Scenario) -> Option<String> {
        let rest = self.figures.rest?;
        let amounts = rest.of(approach);
        let name = match approach {
            Approach::Prompting => "Prompting",
            Approach::FineTuning => "Fine-tuning",
        };
        let [now, planned] =
            [amounts.now, amounts.planned].map(|amount| money(amount, &scenario.currency));
        let is_due = approach == Approach::FineTuning && rest.upfront > 0.0 && !self.has_switched();
        let upfront = if is_due {
            let upfront = money(rest.upfront, &scenario.currency);
            format!("; upfront costs of {upfront} come on top")
        } else {
            String::new()
        };
        Some(format!(
            "{name} from {} on: {now}, planned {planned}{}{upfront}",
            scenario.start.name_of_nth(rest.from_month),
            in_percent(amounts.now, amounts.planned)
        ))
    }

    /// "The recommendation still holds: stay with prompting". Once the fine-tuned model serves, it is said that the decision is that of the start.
    pub fn recommendation_sentence(&self, scenario: &Scenario) -> String {
        let now = self.now.in_words(scenario.start);
        let as_of = if self.has_switched() {
            format!(
                ", decided as in {}, with upfront costs that are spent by now",
                scenario.start.short()
            )
        } else {
            String::new()
        };
        if self.holds() {
            format!("The recommendation still holds: {now}{as_of}")
        } else {
            format!(
                "The recommendation changes to “{now}” from “{}”{as_of}",
                self.planned.in_words(scenario.start)
            )
        }
    }
}

/// How the amounts of a month are written: its bill, its plan and what lies between them.
pub fn money_row<'a>(month: &MonthAgainstPlan, scenario: &'a Scenario) -> MoneyRow<'a> {
    let amounts = month.cost.into_iter().chain([month.planned_cost]);
    MoneyRow::new(amounts, &scenario.currency)
}

/// "Mar 2027 (month 3): billed $412.20, planned $340.00 (+21%)"; without a bill, its queries.
pub fn month_sentence(month: &MonthAgainstPlan, scenario: &Scenario) -> String {
    let name = format!(
        "{} (month {})",
        scenario.start.name_of_nth(month.month),
        month.month
    );
    let row = money_row(month, scenario);
    match (month.cost, month.queries) {
        (Some(cost), _) => format!(
            "{name}: billed {}, planned {}{}",
            row.money(cost),
            row.money(month.planned_cost),
            in_percent(cost, month.planned_cost)
        ),
        (None, queries) => {
            let queries = queries.unwrap_or(month.planned_queries);
            format!(
                "{name}: {}, planned {}{}",
                count_with_noun(queries, "query"),
                count(month.planned_queries),
                in_percent(queries, month.planned_queries)
            )
        }
    }
}

/// "+$72.20: +$40.00 volume, +$30.00 price per query, +$2.20 rest"; `None` without a bill.
pub fn variance_sentence(month: &MonthAgainstPlan, scenario: &Scenario) -> Option<String> {
    let variance = month.variance?;
    let row = money_row(month, scenario);
    let amount = |amount: f64| row.signed_money(amount);
    Some(format!(
        "{}: {} volume, {} price per query, {} rest",
        amount(variance.total()),
        amount(variance.volume),
        amount(variance.price_per_query),
        amount(variance.rest)
    ))
}

/// "Within the 80% range of the plan, $300.00 to $450.00"; `None` if there is no range or no bill.
pub fn range_sentence(month: &MonthAgainstPlan, scenario: &Scenario) -> Option<String> {
    let place = place_in(month.range?, month.cost?);
    let EightyPercent { low, high } = month.range?;
    let row = money_row(month, scenario);
    let [low, high] = [low, high].map(|end| row.money(end));
    Some(format!(
        "{place} the 80% range of the plan, {low} to {high}"
    ))
}

/// "Queries above the 80% range of the plan, 9,000 to 12,000"; `None` if there is no range, or their number isn't known.
pub fn volume_range_sentence(month: &MonthAgainstPlan) -> Option<String> {
    let EightyPercent { low, high } = month.volume_range?;
    let place = uncapitalized(place_in(month.volume_range?, month.queries?));
    let [low, high] = [low, high].map(count);
    Some(format!(
        "Queries {place} the 80% range of the plan, {low} to {high}"
    ))
}

fn place_in(range: EightyPercent, value: f64) -> &'static str {
    if range.contains(value) {
        "Within"
    } else if value < range.low {
        "Below"
    } else {
        "Above"
    }
}

/// " (+21%)": how far an amount is from the planned one; nothing if nothing was planned.
fn in_percent(amount: f64, planned: f64) -> String {
    if planned <= 0.0 {
        return String::new();
    }
    let change = (amount - planned) / planned;
    let sign = if change > 0.0 { "+" } else { "" };
    format!(" ({sign}{})", share(change))
}
