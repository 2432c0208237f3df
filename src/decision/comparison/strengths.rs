//! The strengths of both approaches, each with the scenario's evidence for it, or without an answer.

use crate::analysis::Analysis;
use crate::analysis::approach::{Approach, Phase};
use crate::analysis::ledger::Ledger;
use crate::scenario::Scenario;
use crate::scenario::quantity::{count, count_with_noun, money, significant};

/// A strength of one approach, with the scenario's evidence for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Strength {
    /// Whose it is.
    pub approach: Approach,
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
    let strength = |approach, name, evidence: Option<String>, applies: bool| Strength {
        approach,
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
    let fallback = match tuned.fallback_share.base() {
        0.0 => String::new(),
        share => format!(
            "; not in the {} that fall back to prompting",
            percent(share)
        ),
    };
    let serves = tuned.lead_time_months.get() < scenario.horizon_months.get();
    let answers = tuned.fallback_share.base() < 1.0;
    let upfront = [
        analysis.prompting.cost_path.upfront(),
        analysis.fine_tuning_upfront,
    ];
    let collected = (tuned.data.examples.base(), ledger.data_collection);
    let hours = prompted.effort.hours_per_change.base();
    let change = match (hours, ledger.prompting.change) {
        (0.0, _) => "minutes a change (typical)".to_owned(),
        (_, 0.0) => format!("{} h a change", significant(hours, 3)),
        (_, change) => format!("{} a change", amount(change)),
    };
    let change_is_stated = hours > 0.0 || ledger.retraining > 0.0;
    let own_hosting = ledger.prompting.running[0][Phase::Hosting];
    let elsewhere = ledger.training_round
        + tuned.refresh_share.base() * ledger.data_collection
        + ledger.fine_tuning.setup;
    let tuned_hosting = ledger.fine_tuning.running[0][Phase::Hosting];
    let tuned_side =
        |name, evidence, applies| strength(Approach::FineTuning, name, evidence, applies);
    let prompting_side =
        |name, evidence, applies| strength(Approach::Prompting, name, evidence, applies);
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
            Some(if !serves {
                "it doesn’t serve within the horizon".to_owned()
            } else if !answers {
                "all queries fall back to prompting".to_owned()
            } else {
                format!("prompt injection can’t undo it, though it may still do other harm{fallback}")
            }),
            serves && answers,
        ),
        prompting_side(
            "No start-up cost",
            Some(if upfront[0] < upfront[1] {
                format!("{} instead of {}", amount(upfront[0]), amount(upfront[1]))
            } else {
                format!(
                    "prompting takes {} to start, fine-tuning {}",
                    amount(upfront[0]),
                    amount(upfront[1])
                )
            }),
            upfront[0] < upfront[1],
        ),
        prompting_side(
            "Instant iteration",
            change_is_stated.then(|| {
                format!("{change} instead of a retraining for {}", amount(ledger.retraining))
            }),
            ledger.prompting.change < ledger.retraining,
        ),
        prompting_side(
            "No training data",
            Some(match collected {
                (0.0, 0.0) => "fine-tuning takes none either".to_owned(),
                (0.0, cost) => format!("saves {} of data", amount(cost)),
                (examples, cost) => {
                    format!("saves {}, {}", count_with_noun(examples, "example"), amount(cost))
                }
            }),
            collected != (0.0, 0.0),
        ),
        prompting_side(
            "Model agnosticism",
            // The data is there already, but for the share that is refreshed.
            Some(format!(
                "another provider costs {} of set-up; tuned, {} of training and set-up",
                amount(ledger.prompting.setup),
                amount(elsewhere)
            )),
            ledger.prompting.setup < elsewhere,
        ),
        prompting_side(
            "Instant behaviour updates",
            (changes > 0.0 && change_is_stated).then(|| {
                format!(
                    "{} a year, {} for all of them instead of {}",
                    count_with_noun(changes, "change"),
                    amount(changes * ledger.prompting.change),
                    amount(changes * ledger.retraining)
                )
            }),
            ledger.prompting.change < ledger.retraining,
        ),
        prompting_side(
            "Composability",
            (tuned_hosting > 0.0 || own_hosting > 0.0).then(|| {
                if own_hosting > 0.0 {
                    format!("its model takes {} a month of its own", amount(own_hosting))
                } else {
                    format!(
                        "its parts are mixed freely on a shared model; the tuned one takes {} a month of its own",
                        amount(tuned_hosting)
                    )
                }
            }),
            own_hosting == 0.0,
        ),
    ]
}
