//! The verdict: what the figures say, what the checklists say, what is missing, and what to do.

use crate::analysis::approach::Approach;
use crate::scenario::quantity::{count, count_with_noun, money, percent};

use super::facts::Facts;
use super::options::Alternative;
use super::recommendation::Recommendation;
use super::rules::{RULES, deciding, recommended};

/// The verdict in its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice {
    /// What to do.
    pub recommendation: Recommendation,
    /// The place in [`RULES`] of the rule that decided.
    pub rule: usize,
    /// Which of [`RULES`] apply; the first of them decides.
    pub applies: [bool; RULES.len()],
    /// What the figures say.
    pub figures: String,
    /// What the checklists say.
    pub checklist: String,
    /// What to measure first, where that is what to do.
    pub first: Option<String>,
    /// What is missing.
    pub missing: Vec<String>,
    /// Why.
    pub reasons: Vec<String>,
    /// The strongest reason against.
    pub against: String,
    /// The changes that would flip it.
    pub flips: Vec<String>,
}

impl Advice {
    /// Goes through the rules.
    pub fn new(facts: &Facts<'_>) -> Self {
        let (rule, recommendation) = (deciding(facts), recommended(facts));
        Self {
            recommendation,
            rule,
            applies: RULES.each_ref().map(|rule| (rule.applies)(facts)),
            figures: figures(facts),
            checklist: checklist(facts),
            missing: missing(facts),
            reasons: (RULES[rule].because)(facts),
            first: first(facts, recommendation),
            against: against(facts, recommendation),
            flips: Vec::new(),
        }
    }

    /// "Measure first: an evaluation of both sides on 389 cases".
    pub fn headline(&self) -> String {
        let label = self.recommendation.label();
        match &self.first {
            Some(first) => format!("{label}: {first}"),
            None => label,
        }
    }
}

fn figures(facts: &Facts<'_>) -> String {
    let headline = facts.headline();
    if facts.unpriced().is_some() || facts.risk.is_none() && facts.alternatives.later.is_none() {
        return headline;
    }
    let alternatives: Vec<String> = facts
        .alternatives
        .all()
        .map(|alternative| facts.alternative_in_words(alternative))
        .collect();
    format!("At base: {headline}. {}", alternatives.join(". "))
}

fn checklist(facts: &Facts<'_>) -> String {
    let part = |approach: Approach, name: &str| {
        let of = || {
            facts
                .checklist
                .iter()
                .filter(move |checked| checked.condition.speaks_for() == approach)
        };
        let hold = of().filter(|checked| checked.holds == Some(true)).count();
        let open = of().filter(|checked| checked.holds.is_none()).count();
        let open = match open {
            0 => String::new(),
            open => format!(", {open} not answered"),
        };
        format!(
            "{hold} of {} conditions for {name} hold{open}",
            of().count()
        )
    };
    format!(
        "{}; {}",
        part(Approach::Prompting, "starting with prompting"),
        part(Approach::FineTuning, "moving to fine-tuning")
    )
}

fn missing(facts: &Facts<'_>) -> Vec<String> {
    let mut missing = Vec::new();
    match facts.unpriced() {
        Some(approaches) => missing.push(format!("Prices of {}", names(&approaches))),
        // How many cases it takes follows from the figures.
        None => missing.extend(facts.evaluation.missing()),
    }
    if facts.risk.is_none() {
        missing.push("Ranges: all inputs are stated as exactly known".to_owned());
    }
    if facts.scenario.decision.prompt_optimised.is_none() {
        missing.push("Whether the prompt has been optimised".to_owned());
    }
    let checklist = facts.checklist.iter();
    let open: Vec<String> = checklist
        .filter(|checked| checked.holds.is_none())
        .map(|checked| format!("{}?", checked.condition.label()))
        .collect();
    if open.len() <= FEW_QUESTIONS {
        missing.extend(open);
    } else {
        missing.push(format!(
            "Answers to {} questions of the checklists",
            open.len()
        ));
    }
    missing
}

/// More open questions are counted: the checklists name them.
const FEW_QUESTIONS: usize = 3;

/// What to measure first: the input of which knowing is worth most where the figures leave it open, else what the answers lack.
fn first(facts: &Facts<'_>, recommendation: Recommendation) -> Option<String> {
    if recommendation != Recommendation::MeasureFirst {
        return None;
    }
    if facts.figures_leave_it_open() {
        let widest = facts.drivers.tornado.first().map(|bar| bar.input);
        return match facts
            .alternatives
            .most_informative
            .filter(|_| facts.is_worth_knowing())
        {
            Some(worth) => {
                let most = money(worth.value, &facts.scenario.currency);
                let name = worth.input.full_label();
                Some(format!("{name}, worth up to {most} to know"))
            }
            None => widest.map(|input| format!("{}, on which most depends", input.full_label())),
        };
    }
    if !facts.is_shown() {
        let cases = facts
            .evaluation
            .needed
            .map(|needed| count_with_noun(needed.cases, "case"));
        return Some(match (cases, facts.evaluation.evidence) {
            (Some(cases), Some(so_far)) => {
                format!("both sides on {cases} instead of {}", count(so_far.cases))
            }
            (Some(cases), None) => format!("both sides on {cases}"),
            (None, _) => "both sides on the same cases".to_owned(),
        });
    }
    Some(if facts.scenario.decision.prompt_optimised.is_none() {
        "what a better prompt reaches".to_owned()
    } else {
        "how often requirements change".to_owned()
    })
}

/// "prompting", "prompting and fine-tuning".
fn names(approaches: &[Approach]) -> String {
    let names = approaches
        .iter()
        .map(|approach| approach.label().to_lowercase());
    names.collect::<Vec<_>>().join(" and ")
}

/// What speaks most for the other way: of what can be told in money the largest amount, else a condition of the checklists.
fn against(facts: &Facts<'_>, recommendation: Recommendation) -> String {
    if let Some(approaches) = facts.unpriced() {
        return format!(
            "Without prices of {} nothing can be said",
            names(&approaches)
        );
    }
    let goes = recommendation.month().is_some();
    let amounts = match facts.best_alternative().filter(|_| goes) {
        Some(alternative) => of_going(facts, alternative),
        None => of_staying(facts),
    };
    let largest = amounts
        .into_iter()
        .filter(|(amount, _)| *amount > 0.0)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, words)| words);
    let other = if goes {
        Approach::Prompting
    } else {
        Approach::FineTuning
    };
    let condition = facts.holding(other).next();
    match (largest, condition) {
        (Some(largest), Some(condition)) if goes => format!("{largest}. {condition}"),
        (Some(largest), _) => largest,
        (None, Some(condition)) => condition,
        (None, None) => "Nothing in the figures or the checklists".to_owned(),
    }
}

/// What going a way to fine-tuning risks.
fn of_going(facts: &Facts<'_>, alternative: &Alternative) -> Vec<(f64, String)> {
    let amount = |value| money(value, &facts.scenario.currency);
    let mut amounts = Vec::new();
    if let Some(outlook) = alternative.outlook.filter(|outlook| outlook.saves < 1.0) {
        let missed = 1.0 - outlook.saves;
        let words = format!(
            "With {} probability it doesn’t pay back, and loses {} on average then",
            percent(missed),
            amount(outlook.loss / missed)
        );
        amounts.push((outlook.loss / missed, words));
    }
    let upfront = facts.analysis.fine_tuning_upfront;
    let on_average = if alternative.outlook.is_some() {
        ", on average"
    } else {
        ""
    };
    amounts.push((
        upfront,
        format!(
            "{} are spent before anything is saved, for {} in the end{on_average}",
            amount(upfront),
            amount(alternative.mean)
        ),
    ));
    amounts
}

/// What staying with prompting gives away.
fn of_staying(facts: &Facts<'_>) -> Vec<(f64, String)> {
    let amount = |value| money(value, &facts.scenario.currency);
    let mut amounts = Vec::new();
    for alternative in facts.alternatives.all() {
        let what = match alternative.month {
            0 => "fine-tuning now".to_owned(),
            month => format!("switching after month {month}"),
        };
        amounts.push(match alternative.outlook {
            None => (
                alternative.base,
                format!(
                    "By the figures {what} would save {}",
                    amount(alternative.base)
                ),
            ),
            Some(outlook) if outlook.saves > 0.0 => (
                outlook.gain / outlook.saves,
                format!(
                    "With {} probability {what} saves, {} on average then",
                    percent(outlook.saves),
                    amount(outlook.gain / outlook.saves)
                ),
            ),
            Some(_) => continue,
        });
    }
    amounts
}
