//! The one answer to a scenario in words: what to do first, then what was found. The window, its library, presentations, reports and files
//! for programs all take it from here, so that they say the same.

use crate::analysis::Analysis;
use crate::analysis::approach::Approach;
use crate::analysis::finding::base::{BaseFinding, NO_PRICES};
use crate::analysis::finding::credibility::shortfall;
use crate::analysis::finding::key_figures::{KeyFigure, key_figures};
use crate::analysis::finding::risk::{Finding, finding};
use crate::analysis::price::is_unpriced;
use crate::analysis::risk::Risk;
use crate::decision::conclusion::Conclusion;
use crate::decision::recommendation::Recommendation;
use crate::scenario::Scenario;
use crate::scenario::essentials::Credibility;
use crate::scenario::quantity::percent;
use crate::scenario::retirement::Retirement;
use crate::scenario::words::uncapitalized;

/// What to do and what was found, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// What to do: "Measure before you decide". `None` while prices are missing, and before it is decided.
    pub recommendation: Option<String>,
    /// What was found, in one sentence without a full stop.
    pub finding: String,
    /// What stands behind the finding, in full sentences; it may be empty.
    pub detail: String,
    /// The whole in a few words, for lists: "Measure first · 67%".
    pub short: String,
    /// The approach that the recommendation speaks for; `None` if it leaves that open, or there is none.
    pub speaks_for: Option<Approach>,
    /// Three or four figures that are shown large.
    pub key_figures: Vec<KeyFigure>,
}

impl Headline {
    /// The answer to a scenario. All arguments belong to the same scenario; `risk` is `None` if no input is uncertain, `conclusion` before
    /// it is decided.
    ///
    /// ```
    /// use breakeven::files::examples::Example;
    /// use breakeven::scenario::knobs::DecisionSettings;
    /// use breakeven::study::Study;
    ///
    /// let scenario = Example::find("support-replies").unwrap().scenario()?;
    /// let study = Study::new(&scenario, 1024, &DecisionSettings::default());
    /// let headline = study.headline();
    /// assert_eq!(headline.recommendation.as_deref(), Some("Measure before you decide"));
    /// assert!(headline.sentence().starts_with("Measure before you decide. Fine-tuning will probably save money: "));
    /// assert!(headline.short.starts_with("Measure first · "));
    /// # Ok::<(), breakeven::files::format::FormatError>(())
    /// ```
    pub fn new(
        scenario: &Scenario,
        analysis: &Analysis,
        base_finding: &BaseFinding,
        risk: Option<&Risk>,
        conclusion: Option<&Conclusion>,
    ) -> Self {
        let unpriced = is_unpriced(scenario);
        let risk = risk.filter(|_| !unpriced);
        let recommendation = conclusion
            .filter(|_| !unpriced)
            .map(|conclusion| conclusion.recommendation);
        let Finding {
            mut headline,
            detail,
        } = finding(scenario, base_finding, risk);
        if recommendation == Some(Recommendation::OptimiseFirst) {
            headline = with_todays_prompt(&headline);
        }
        // How far the figures can be believed comes before what stands behind them.
        let shortfall = shortfall(&Credibility::new(scenario)).filter(|_| !unpriced);
        let detail = match shortfall {
            Some(shortfall) if detail.is_empty() => format!("{shortfall}."),
            Some(shortfall) => format!("{shortfall}. {detail}"),
            None => detail,
        };
        Self {
            recommendation: recommendation.map(|what| what.label(scenario.start)),
            finding: headline,
            detail: with_retirements(detail, scenario),
            short: match recommendation {
                _ if unpriced => NO_PRICES.to_owned(),
                Some(what) => short(scenario, what, risk),
                None => base_finding.short.clone(),
            },
            speaks_for: recommendation.and_then(Recommendation::approach),
            key_figures: key_figures(scenario, analysis, risk),
        }
    }

    /// "Measure before you decide. Fine-tuning will probably save money: …", without a full stop.
    pub fn sentence(&self) -> String {
        match &self.recommendation {
            Some(recommendation) => format!("{recommendation}. {}", self.finding),
            None => self.finding.clone(),
        }
    }

    /// The headline of a list: what to do, else what was found.
    pub fn title(&self) -> &str {
        self.recommendation.as_deref().unwrap_or(&self.finding)
    }
}

/// A finding of today’s prompt, where another one is recommended: "Against today’s prompt, fine-tuning will probably save money: …". An
/// optimised prompt makes prompting cheaper still.
///
/// ```
/// use breakeven::decision::words::headline::with_todays_prompt;
///
/// let finding = with_todays_prompt("Prompting will probably stay cheaper");
/// assert_eq!(finding, "Even with today’s prompt, prompting will probably stay cheaper");
/// ```
pub fn with_todays_prompt(finding: &str) -> String {
    let words = uncapitalized(finding);
    if words.starts_with("fine-tuning") {
        format!("Against today’s prompt, {words}")
    } else if words.starts_with("prompting") {
        format!("Even with today’s prompt, {words}")
    } else if words.starts_with("too close") {
        format!("With today’s prompt it is {words}")
    } else {
        format!("With today’s prompt, {words}")
    }
}

/// The reasons, and behind them which models are shut down within the horizon: "gpt-4o retires on 14 Jan 2027."
fn with_retirements(mut detail: String, scenario: &Scenario) -> String {
    for retirement in Retirement::within_horizon(scenario) {
        if !detail.is_empty() {
            detail.push(' ');
        }
        detail.push_str(&retirement.sentence());
        detail.push('.');
    }
    detail
}

/// "Measure first · 67%": what is to be measured is the chance.
fn short(scenario: &Scenario, recommendation: Recommendation, risk: Option<&Risk>) -> String {
    let label = recommendation.short_label(scenario.start);
    match (recommendation, risk) {
        // A chance that is certain is none to be measured.
        (Recommendation::MeasureFirst, Some(risk))
            if risk.probability_cheaper > 0.0 && risk.probability_cheaper < 1.0 =>
        {
            // As short as lists have room for.
            let chance = percent(risk.probability_cheaper);
            let chance = chance.replace("more than ", ">").replace("less than ", "<");
            format!("{label} · {chance}")
        }
        _ => label,
    }
}
