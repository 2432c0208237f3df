//! Finding an entry of a list by its name.

use crate::evidence::people_name::people_name;
use crate::evidence::search::{Fit, Query, some_of};

use super::PriceList;
use super::listed_model::ListedModel;

impl PriceList {
    /// The entry of this name, of models that were tuned if `tuned`: the list's own name for it comes before that of provider and model, and
    /// the name that people say last. An error says which entries are near, in a sentence.
    pub fn named(&self, name: &str, tuned: bool) -> Result<&ListedModel, String> {
        let name = name.trim();
        let kind = if tuned { "fine-tuned model" } else { "model" };
        let entries = || self.models.iter().filter(|model| model.tuned == tuned);
        let own: Vec<_> = entries().filter(|model| model.id == name).collect();
        let query = Query::new(name);
        let fitting: Vec<_> = entries()
            .filter_map(|model| Some((fit(&query, model)?, model)))
            .collect();
        let of_fit = |exact: &Fit| -> Vec<&ListedModel> {
            let fitting = fitting.iter().filter(|(fit, _)| fit == exact);
            fitting.map(|(_, model)| *model).collect()
        };
        let mut named = std::iter::once(own).chain(Fit::OF_ONE_NAME.iter().map(of_fit));
        match named.find(|models| !models.is_empty()).as_deref() {
            Some([model]) => return Ok(model),
            Some(several) => {
                let names = names(several);
                return Err(format!("“{name}” may be {names}. State provider and model"));
            }
            None => {}
        }
        let near: Vec<_> = fitting.iter().map(|(_, model)| *model).collect();
        Err(if near.is_empty() || name.is_empty() {
            format!("No {kind} is named “{name}”")
        } else {
            format!("No {kind} is named “{name}”. Near are {}", names(&near))
        })
    }
}

fn fit(query: &Query, model: &ListedModel) -> Option<Fit> {
    let name = model.base_name();
    query.fit_names(&model.provider, name, &people_name(name))
}

/// Provider and model of each, or the list's own names if those don't tell them apart.
fn names(models: &[&ListedModel]) -> String {
    let mut names: Vec<_> = models.iter().map(|model| model.full_name()).collect();
    let told = names.len();
    names.sort();
    names.dedup();
    if names.len() < told {
        names = models.iter().map(|model| model.id.clone()).collect();
    }
    some_of(&names)
}

#[cfg(test)]
mod tests {
    use super::super::ListKind;
    use super::*;

    fn list() -> PriceList {
        let listed = |id: &str, provider: &str, model: &str| ListedModel {
            id: id.to_owned(),
            provider: provider.to_owned(),
            model: model.to_owned(),
            tuned: id.starts_with("ft:"),
            ..ListedModel::default()
        };
        PriceList {
            kind: ListKind::LiteLlm,
            models: vec![
                listed("gpt-4.1", "OpenAI", "gpt-4.1"),
                listed("ft:gpt-4.1-2025-04-14", "OpenAI", "ft:gpt-4.1-2025-04-14"),
                listed("azure/gpt-4.1", "Azure OpenAI", "gpt-4.1"),
                listed("azure/gpt-4.1-mini", "Azure OpenAI", "gpt-4.1-mini"),
                listed("groq/gpt-oss-20b", "Groq", "gpt-oss-20b"),
                listed("cerebras/gpt-oss-20b", "Cerebras", "gpt-oss-20b"),
                listed("claude-opus-5", "Anthropic", "claude-opus-5"),
            ],
            left_out: 0,
            unpriced: 0,
            unreadable: Vec::new(),
        }
    }

    #[test]
    fn an_entry_is_found_by_the_lists_name_by_provider_and_model_and_as_people_say_it() {
        let list = list();
        let found = |name, tuned| list.named(name, tuned).map(|model| model.id.as_str());
        for (name, id) in [
            ("gpt-4.1", "gpt-4.1"),
            ("azure/gpt-4.1", "azure/gpt-4.1"),
            ("Azure OpenAI gpt-4.1", "azure/gpt-4.1"),
            (" GPT-4.1 mini", "azure/gpt-4.1-mini"),
            ("Claude Opus 5", "claude-opus-5"),
            ("groq gpt-oss-20b", "groq/gpt-oss-20b"),
        ] {
            assert_eq!(found(name, false), Ok(id), "{name}");
        }
        assert_eq!(found("gpt-4.1", true), Ok("ft:gpt-4.1-2025-04-14"));
        assert_eq!(
            found("ft:gpt-4.1-2025-04-14", true),
            Ok("ft:gpt-4.1-2025-04-14")
        );
    }

    #[test]
    fn what_is_no_name_or_that_of_several_is_told_with_what_is_near() {
        let list = list();
        let problem = |name, tuned| list.named(name, tuned).unwrap_err();
        assert_eq!(
            problem("gpt-oss-20b", false),
            "“gpt-oss-20b” may be Cerebras gpt-oss-20b and Groq gpt-oss-20b. State provider and model"
        );
        assert_eq!(
            problem("opus", false),
            "No model is named “opus”. Near are Anthropic claude-opus-5"
        );
        assert_eq!(problem("gpt-77", false), "No model is named “gpt-77”");
        assert_eq!(problem("", false), "No model is named “”");
        assert_eq!(
            problem("gpt-oss-20b", true),
            "No fine-tuned model is named “gpt-oss-20b”"
        );
    }
}
