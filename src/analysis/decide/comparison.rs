//! Both approaches side by side: the eight aspects by which the field compares them, cost by phase as its articles print it, and the strengths
//! of each that apply. With the scenario's own figures; where it doesn't say, what is typical, and marked as such.

use crate::analysis::Analysis;
use crate::analysis::ledger::Ledger;
use crate::analysis::side::Side;
use crate::scenario::Scenario;
use crate::scenario::quantity::{count, money, per_query, significant};

/// What stands on one side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// By the scenario's figures.
    Stated(String),
    /// What is typical for the field: the scenario doesn't say.
    Typical(&'static str),
}

impl Cell {
    /// Its words.
    pub fn text(&self) -> &str {
        match self {
            Self::Stated(text) => text,
            Self::Typical(text) => text,
        }
    }

    /// Whether the scenario says it.
    pub fn is_stated(&self) -> bool {
        matches!(self, Self::Stated(_))
    }
}

/// One row: both sides, and which is better off, where figures tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Aspect {
    /// "Token efficiency".
    pub name: &'static str,
    /// Prompting's side.
    pub prompting: Cell,
    /// Fine-tuning's side.
    pub fine_tuning: Cell,
    /// Which is the better one.
    pub better: Option<Side>,
}

/// `text` where it is stated.
fn stated_if(stated: bool, text: impl FnOnce() -> String, typical: &'static str) -> Cell {
    if stated {
        Cell::Stated(text())
    } else {
        Cell::Typical(typical)
    }
}

fn less(prompting: f64, fine_tuning: f64) -> Option<Side> {
    if prompting < fine_tuning {
        Some(Side::Prompting)
    } else if fine_tuning < prompting {
        Some(Side::FineTuning)
    } else {
        None
    }
}

/// The eight aspects.
pub fn aspects(scenario: &Scenario, analysis: &Analysis) -> Vec<Aspect> {
    let (prompted, tuned) = (&scenario.prompting, &scenario.fine_tuning);
    let currency = &scenario.currency;
    let amount = |value| money(value, currency);
    let hours = |value| format!("{} h", significant(value, 3));
    let percent = |share: f64| format!("{} %", significant(100.0 * share, 3));
    let mut aspects = Vec::with_capacity(9);

    aspects.push(Aspect {
        name: "Model modified",
        prompting: Cell::Stated("no, its input only".to_owned()),
        fine_tuning: Cell::Stated("yes, its weights".to_owned()),
        better: None,
    });
    let (setup, tuned_setup) = (
        prompted.effort.setup_hours.base(),
        tuned.effort.setup_hours.base(),
    );
    let lead = tuned.lead_time_months.whole();
    let live = match lead {
        0 => "live at once".to_owned(),
        1 => "live in a month".to_owned(),
        months => format!("live in {months} months"),
    };
    aspects.push(Aspect {
        name: "Set-up time",
        prompting: stated_if(
            setup > 0.0,
            || format!("{}, live at once", hours(setup)),
            "minutes to days",
        ),
        fine_tuning: stated_if(
            tuned_setup > 0.0 || lead > 0,
            || match tuned_setup {
                0.0 => live,
                tuned_setup => format!("{}, {live}", hours(tuned_setup)),
            },
            "days to weeks",
        ),
        better: less(setup, tuned_setup),
    });
    let upfront = [
        analysis.prompting.course.upfront(),
        analysis.fine_tuning_upfront,
    ];
    let costs = [analysis.prompting.per_query, analysis.fine_tuning.per_query];
    let cost = |upfront: f64, query: f64| {
        format!(
            "{} to start, {} a query",
            amount(upfront),
            per_query(query, currency)
        )
    };
    aspects.push(Aspect {
        name: "Cost",
        prompting: Cell::Stated(cost(upfront[0], costs[0])),
        fine_tuning: Cell::Stated(cost(upfront[1], costs[1])),
        better: less(
            analysis.prompting.course.total(),
            analysis.fine_tuning.course.total(),
        ),
    });
    let ledger = Ledger::new(scenario);
    aspects.push(Aspect {
        name: "Iteration speed",
        prompting: stated_if(
            prompted.effort.hours_per_change.base() > 0.0,
            || {
                let hours = hours(prompted.effort.hours_per_change.base());
                format!(
                    "a change takes {hours}, {}",
                    amount(ledger.prompting.change)
                )
            },
            "minutes",
        ),
        fine_tuning: stated_if(
            ledger.retraining > 0.0,
            || format!("{} and a retraining", amount(ledger.retraining)),
            "a retraining",
        ),
        better: less(ledger.prompting.change, ledger.retraining),
    });
    let (tokens, left) = (
        prompted.serving.prompt_tokens.base(),
        tuned.serving.prompt_tokens.base(),
    );
    // Of less than a token, a part says nothing.
    let change = if tokens >= 1.0 {
        format!(" ({})", percent((left - tokens) / tokens))
    } else {
        String::new()
    };
    aspects.push(Aspect {
        name: "Token efficiency",
        prompting: Cell::Stated(format!("{} prompt tokens", count(tokens))),
        fine_tuning: Cell::Stated(format!("{} prompt tokens{change}", count(left))),
        better: less(tokens, left),
    });
    let reviews = [
        prompted.serving.review_rate.base(),
        tuned.serving.review_rate.base(),
    ];
    let reviewed = |share: f64| format!("{} of answers reviewed", percent(share));
    let reviews_stated = reviews != [0.0, 0.0];
    aspects.push(Aspect {
        name: "Consistency",
        prompting: stated_if(
            reviews_stated,
            || reviewed(reviews[0]),
            "varies with the wording",
        ),
        fine_tuning: stated_if(
            reviews_stated,
            || reviewed(reviews[1]),
            "steady, as trained",
        ),
        better: less(reviews[0], reviews[1]),
    });
    let bound = tuned.base_model_life_months.map(|life| {
        format!(
            "bound to its base model, {} months",
            significant(life.base(), 3)
        )
    });
    aspects.push(Aspect {
        name: "Flexibility",
        prompting: Cell::Typical("any model, any day"),
        fine_tuning: bound.map_or(Cell::Typical("bound to its base model"), Cell::Stated),
        better: Some(Side::Prompting),
    });
    let team = |setup: f64, upkeep: f64| {
        let months = scenario.horizon_months.get();
        format!("{} of the team’s time", hours(setup + upkeep * months))
    };
    let efforts = [&prompted.effort, &tuned.effort].map(|effort| {
        (
            effort.setup_hours.base(),
            effort.upkeep_hours_per_month.base(),
        )
    });
    let known = efforts.iter().any(|(setup, upkeep)| setup + upkeep > 0.0);
    aspects.push(Aspect {
        name: "Expertise",
        prompting: stated_if(
            known,
            || team(efforts[0].0, efforts[0].1),
            "domain and writing",
        ),
        fine_tuning: stated_if(
            known,
            || team(efforts[1].0, efforts[1].1),
            "data and ML engineering",
        ),
        better: less(efforts[0].0, efforts[1].0),
    });
    // Shown where it is known; nobody's typical latency says anything.
    if let (Some(prompted), Some(tuned)) = (
        analysis.prompting.latency_ms,
        analysis.fine_tuning.latency_ms,
    ) {
        let seconds = |ms: f64| format!("{} s", significant(ms / 1000.0, 2));
        aspects.push(Aspect {
            name: "Latency per query",
            prompting: Cell::Stated(seconds(prompted)),
            fine_tuning: Cell::Stated(seconds(tuned)),
            better: less(prompted, tuned),
        });
    }
    aspects
}

/// A line of the cost by phase, as the field's articles print it.
#[derive(Debug, Clone, PartialEq)]
pub struct PhaseLine {
    /// "Data collection".
    pub name: &'static str,
    /// Prompting's amount.
    pub prompting: String,
    /// Fine-tuning's amount.
    pub fine_tuning: String,
    /// What is usual for fine-tuning: "$100–10,000".
    pub usual: &'static str,
    /// Said where the scenario leaves that.
    pub note: Option<&'static str>,
}

/// The usual ranges of the field's articles, in US dollars or queries.
const DATA: [f64; 2] = [100.0, 10_000.0];
const TRAINING: [f64; 2] = [50.0, 5_000.0];
const RETRAINING: [f64; 2] = [50.0, 5_000.0];
const BREAK_EVEN: [f64; 2] = [50_000.0, 100_000.0];

fn note([low, high]: [f64; 2], value: f64) -> Option<&'static str> {
    if value < low {
        Some("below what is usual")
    } else if value > high {
        Some("above what is usual")
    } else {
        None
    }
}

/// Cost by phase, side by side.
pub fn phases(scenario: &Scenario, analysis: &Analysis) -> Vec<PhaseLine> {
    let ledger = Ledger::new(scenario);
    let amount = |value| money(value, &scenario.currency);
    // The usual ranges are in dollars: of another currency they say nothing.
    let in_dollars = scenario.currency.code() == "USD";
    let money_note = |usual, value| note(usual, value).filter(|_| in_dollars);
    let none = || "none".to_owned();
    let line = |name, prompting, fine_tuning, usual, note| PhaseLine {
        name,
        prompting,
        fine_tuning,
        usual,
        note,
    };
    let queries = analysis.break_even.moment().map(|moment| moment.queries);
    vec![
        line(
            "Data collection",
            none(),
            amount(ledger.data_collection),
            "$100–10,000",
            money_note(DATA, ledger.data_collection),
        ),
        line(
            "Training",
            none(),
            amount(ledger.training_round),
            "$50–5,000",
            money_note(TRAINING, ledger.training_round),
        ),
        line(
            "Per query",
            per_query(analysis.prompting.per_query, &scenario.currency),
            per_query(analysis.fine_tuning.per_query, &scenario.currency),
            "",
            None,
        ),
        line(
            "Iteration",
            amount(ledger.prompting.change),
            format!("{} per retraining", amount(ledger.retraining)),
            "$50–5,000",
            money_note(RETRAINING, ledger.retraining),
        ),
        line(
            "Break-even volume",
            String::new(),
            queries.map_or("never".to_owned(), |queries| {
                format!("{} queries", count(queries))
            }),
            "50,000–100,000 queries",
            match queries {
                Some(queries) => note(BREAK_EVEN, queries),
                None => Some("not within the horizon"),
            },
        ),
    ]
}

/// A strength of one approach, with the scenario's evidence for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Strength {
    /// Whose it is.
    pub side: Side,
    /// "Token efficiency".
    pub name: &'static str,
    /// What the scenario has to show for it; `None`: not answered.
    pub evidence: Option<String>,
    /// Whether it applies here: by the figures, or by what was said. `None`: not answered.
    pub applies: Option<bool>,
}

/// The strengths of both approaches.
pub fn strengths(scenario: &Scenario, analysis: &Analysis) -> Vec<Strength> {
    let (prompted, tuned) = (&scenario.prompting, &scenario.fine_tuning);
    let decision = &scenario.decision;
    let ledger = Ledger::new(scenario);
    let amount = |value| money(value, &scenario.currency);
    let percent = |share: f64| format!("{} %", significant(100.0 * share, 3));
    let strength = |side, name, evidence: Option<String>, applies: bool| Strength {
        side,
        name,
        applies: evidence.is_some().then_some(applies),
        evidence,
    };
    let reviews = [
        prompted.serving.review_rate.base(),
        tuned.serving.review_rate.base(),
    ];
    let (tokens, left) = (
        prompted.serving.prompt_tokens.base(),
        tuned.serving.prompt_tokens.base(),
    );
    let yes_no = |answer: Option<bool>| {
        answer.map(|yes| if yes { "you said yes" } else { "you said no" }.to_owned())
    };
    let changes = scenario.workload.changes_per_year.base();
    let tuned_side = |name, evidence, applies| strength(Side::FineTuning, name, evidence, applies);
    let prompting_side =
        |name, evidence, applies| strength(Side::Prompting, name, evidence, applies);
    vec![
        tuned_side(
            "Behavioural consistency",
            (reviews != [0.0, 0.0]).then(|| {
                format!(
                    "{} of answers reviewed instead of {}",
                    percent(reviews[1]),
                    percent(reviews[0])
                )
            }),
            reviews[1] < reviews[0],
        ),
        tuned_side(
            "Token efficiency",
            Some(format!(
                "{} prompt tokens instead of {}",
                count(left),
                count(tokens)
            )),
            left < tokens,
        ),
        tuned_side(
            "Complex patterns, easier shown than said",
            yes_no(decision.hard_to_describe),
            decision.hard_to_describe == Some(true),
        ),
        tuned_side(
            "Persistent specialisation",
            Some("prompt injection can’t undo it, though it may still do other harm".to_owned()),
            true,
        ),
        prompting_side(
            "No start-up cost",
            Some(format!(
                "{} instead of {}",
                amount(analysis.prompting.course.upfront()),
                amount(analysis.fine_tuning_upfront)
            )),
            analysis.prompting.course.upfront() < analysis.fine_tuning_upfront,
        ),
        prompting_side(
            "Instant iteration",
            Some(format!(
                "{} a change instead of {}",
                amount(ledger.prompting.change),
                amount(ledger.retraining)
            )),
            ledger.prompting.change < ledger.retraining,
        ),
        prompting_side(
            "No training data",
            Some(format!(
                "saves {} examples, {}",
                count(tuned.data.examples.base()),
                amount(ledger.data_collection)
            )),
            tuned.data.examples.base() > 0.0,
        ),
        prompting_side(
            "Model agnosticism",
            Some(format!(
                "another provider costs {} of set-up, and {} when tuned",
                amount(ledger.prompting.setup),
                amount(ledger.upfront().total())
            )),
            ledger.prompting.setup < ledger.upfront().total(),
        ),
        prompting_side(
            "Instant behaviour updates",
            (changes > 0.0).then(|| format!("{} changes a year", significant(changes, 3))),
            true,
        ),
        prompting_side("Composability", None, true),
    ]
}
