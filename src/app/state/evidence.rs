//! The dialog that shows what a user's own material says, before it is filled into the scenario.

use crate::app::background::computed::Computed;
use crate::app::messages::action::{Action, Choice, EvidenceAction};
use crate::app::messages::path_purpose::PathPurpose;
use crate::evidence::catalog::Catalog;
use crate::evidence::material::MaterialKind;
use crate::evidence::pick::Replaced;
use crate::evidence::remarks::Remark;
use crate::evidence::tokens::prompt::PromptTokens;
use crate::evidence::tokens::tokenizer::Counting;
use crate::evidence::training::offers::TrainingOffer;
use crate::evidence::training::summary::TrainingFile;
use crate::files::material::progress::Progress;
use crate::scenario::Scenario;
use crate::scenario::inputs::InputError;
use crate::scenario::quantity::{count_with_noun, money};

use super::bills::BillsMaterial;
use super::prices::{PricesFound, PricesMaterial};
use super::reading::Reading;
use super::usage::{UsageFound, UsageMaterial};

/// The share of a prompt that is taken to remain after fine-tuning, until the user says otherwise.
const USUAL_REMAINING: f64 = 0.2;

/// What is shown of a user's material.
#[derive(Debug)]
pub struct EvidenceDialog {
    /// What it says.
    pub material: Material,
    /// The file's name; `None` for what was pasted.
    pub name: Option<String>,
}

/// What a user's material says, by its kind.
#[derive(Debug)]
pub enum Material {
    /// A prompt.
    Prompt(PromptMaterial),
    /// A training file.
    Training(TrainingMaterial),
    /// A usage export.
    Usage(Box<UsageMaterial>),
    /// A table of bills.
    Bills(BillsMaterial),
    /// A public price list.
    Prices(Box<PricesMaterial>),
}

impl EvidenceDialog {
    /// A dialog in which a prompt can be pasted.
    pub fn prompt(scenario: &Scenario) -> Self {
        Self {
            name: None,
            material: Material::Prompt(PromptMaterial {
                model: MaterialKind::Prompt.model(Some(scenario)),
                text: String::new(),
                revision: 0,
                counted: Computed::default(),
                remaining: USUAL_REMAINING,
            }),
        }
    }

    /// A dialog about a training file that is being read.
    pub fn training(scenario: &Scenario, name: String) -> Self {
        Self {
            name: Some(name),
            material: Material::Training(TrainingMaterial {
                model: MaterialKind::Training.model(Some(scenario)),
                reading: Reading::Running(Progress::default()),
            }),
        }
    }

    /// Its kind.
    pub fn kind(&self) -> MaterialKind {
        match self.material {
            Material::Prompt(_) => MaterialKind::Prompt,
            Material::Training(_) => MaterialKind::Training,
            Material::Usage(_) => MaterialKind::Usage,
            Material::Bills(_) => MaterialKind::Bills,
            Material::Prices(_) => MaterialKind::Prices,
        }
    }

    /// Whether there is something to fill in.
    pub fn is_ready(&self) -> bool {
        match &self.material {
            Material::Prompt(prompt) => prompt.tokens().is_some(),
            Material::Training(training) => training.reading.found().is_some(),
            Material::Bills(bills) => bills.reading.found().is_some(),
            Material::Prices(prices) => prices.reading.found().is_some_and(PricesFound::is_ready),
            Material::Usage(usage) => usage.reading.found().is_some_and(UsageFound::is_ready),
        }
    }

    /// Whether the user has said by now which columns state what, in a table that tells too little.
    pub fn asks_for_columns(&self) -> bool {
        let Material::Usage(usage) = &self.material else {
            return false;
        };
        let columns = usage.columns.as_ref();
        matches!(usage.reading, Reading::Failed(_))
            && columns.is_some_and(|columns| columns.mapping.is_complete())
    }

    /// What a choice leads to: *no* asks for another file. Filling in needs the scenario, so that `update` does it.
    pub(super) fn answer(&self, choice: Choice) -> Vec<Action> {
        let kind = self.kind();
        match choice {
            Choice::No => {
                self.give_up();
                vec![Action::AskForPath(PathPurpose::Material(kind))]
            }
            Choice::Yes | Choice::Cancel => {
                self.give_up();
                vec![Action::Evidence(EvidenceAction::Next)]
            }
        }
    }

    /// Stops reading.
    pub fn give_up(&self) {
        let progress = match &self.material {
            Material::Prompt(_) => None,
            Material::Bills(bills) => bills.reading.progress(),
            Material::Training(training) => training.reading.progress(),
            Material::Usage(usage) => usage.reading.progress(),
            Material::Prices(prices) => prices.reading.progress(),
        };
        if let Some(progress) = progress {
            progress.cancel();
        }
    }
}

/// A prompt, and how many tokens it has.
#[derive(Debug)]
pub struct PromptMaterial {
    /// The model that reads it.
    pub model: String,
    /// The prompt. It is kept nowhere else.
    pub text: String,
    /// Counts the changes of the text.
    pub revision: u64,
    /// Its tokens, or why they can't be counted.
    pub counted: Computed<u64, Result<PromptTokens, String>>,
    /// The share of the prompt that remains after fine-tuning.
    pub remaining: f64,
}

impl PromptMaterial {
    /// How the model's tokens are counted.
    pub fn counting(&self) -> Counting {
        Counting::of(&self.model)
    }

    /// The tokens of the text as it is now; `None` while they are counted, and without any.
    pub fn tokens(&self) -> Option<&PromptTokens> {
        let counted = self.counted.get(&self.revision).current()?;
        let tokens = counted.as_ref().ok()?;
        (tokens.instructions + tokens.examples > 0).then_some(tokens)
    }
}

/// A training file, and what it costs to train on it.
#[derive(Debug)]
pub struct TrainingMaterial {
    /// The base model whose tokens are counted.
    pub model: String,
    /// How far it is read.
    pub reading: Reading<TrainingFound>,
}

/// What is found in a training file.
#[derive(Debug)]
pub struct TrainingFound {
    /// Its figures.
    pub file: TrainingFile,
    /// The catalog in use.
    pub catalog: Option<&'static Catalog>,
    /// What a run and a round cost at each offer, the cheapest first.
    pub offers: Vec<TrainingOffer<'static>>,
    /// The place of the offer that is filled in; `None` leaves the model as it is.
    pub chosen: Option<usize>,
    /// The user's values that the chosen offer would replace, since they are those of another model.
    pub replaced: Vec<Replaced>,
    /// What a round is in this scenario, in a sentence.
    pub round: String,
}

impl TrainingFound {
    /// What a file holds, beside the offers for this scenario. Where it names no fine-tuned model, the offer of `model` is chosen if it lasts, else
    /// the cheapest that does.
    pub fn new(
        file: TrainingFile,
        model: &str,
        scenario: &Scenario,
        catalog: Option<&'static Catalog>,
    ) -> Self {
        let offers = catalog.map(|catalog| file.offers(catalog, scenario, file.epochs() as f64));
        let offers = offers.unwrap_or_default();
        let mut lasting = offers
            .iter()
            .enumerate()
            .filter(|(_, offer)| offer.limit.is_none());
        let of_model = lasting
            .clone()
            .find(|(_, offer)| offer.model.model == model);
        let chosen = of_model.or_else(|| lasting.next());
        let chosen = chosen.map(|(place, _)| place);
        Self {
            chosen: chosen.filter(|_| scenario.fine_tuning.serving.model.trim().is_empty()),
            round: round_in_words(scenario),
            file,
            catalog,
            offers,
            replaced: Vec::new(),
        }
    }

    /// Chooses another offer; `None` leaves the model as it is.
    pub fn choose(&mut self, place: Option<usize>, scenario: &Scenario) {
        self.chosen = place;
        let offer = place.and_then(|place| self.offers.get(place));
        self.replaced = offer.map_or(Vec::new(), |offer| {
            offer
                .model
                .replaces_beside_own(scenario, true, self.catalog)
        });
    }

    /// Fills in the data and the epochs, and the offer that is chosen: what the user typed stays. Returns what the user should know.
    pub fn fill(&self, scenario: &mut Scenario, name: &str) -> Result<Vec<Remark>, InputError> {
        let mut filled = scenario.clone();
        self.file
            .fill(&mut filled, self.file.epochs() as f64, name)?;
        let mut remarks = Vec::new();
        if let Some(offer) = self.chosen.and_then(|place| self.offers.get(place)) {
            remarks = offer
                .model
                .fill_beside_own(&mut filled, true, self.catalog)?;
        }
        *scenario = filled;
        Ok(remarks)
    }
}

/// "A round: 3 runs, $450 for evaluation".
fn round_in_words(scenario: &Scenario) -> String {
    let training = &scenario.fine_tuning.training;
    let runs = count_with_noun(training.runs.base(), "run");
    let mut parts = vec![runs];
    for (cost, what) in [
        (training.fixed_cost.base(), "other cost of each"),
        (training.evaluation_cost.base(), "for evaluation"),
    ] {
        if cost > 0.0 {
            parts.push(format!("{} {what}", money(cost, &scenario.currency)));
        }
    }
    format!("A round: {}", parts.join(", "))
}
