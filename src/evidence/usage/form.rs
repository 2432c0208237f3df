//! The forms of usage exports. A file's columns or keys tell its form, never its name.

/// The form of a usage export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// OpenAI's usage as a table.
    OpenAiUsageCsv,
    /// OpenAI's usage as the API answers it: pages, buckets or results.
    OpenAiUsageJson,
    /// OpenAI's usage until 2024, as a table or JSON.
    OpenAiLegacy,
    /// The Anthropic console's table of tokens, or that of costs.
    AnthropicCsv,
    /// DeepSeek's table, with a row for each kind of token.
    DeepSeekCsv,
    /// LiteLLM's log of requests.
    LiteLlmLogs,
    /// LiteLLM's daily sums.
    LiteLlmDaily,
    /// Langfuse's observations.
    Langfuse,
    /// Any table, with its columns named by hand.
    Mapped,
}

impl Form {
    /// All forms.
    pub const ALL: [Self; 9] = [
        Self::OpenAiUsageCsv,
        Self::OpenAiUsageJson,
        Self::OpenAiLegacy,
        Self::AnthropicCsv,
        Self::DeepSeekCsv,
        Self::LiteLlmLogs,
        Self::LiteLlmDaily,
        Self::Langfuse,
        Self::Mapped,
    ];

    /// Its name in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::OpenAiUsageCsv => "openai_usage_csv",
            Self::OpenAiUsageJson => "openai_usage_json",
            Self::OpenAiLegacy => "openai_legacy",
            Self::AnthropicCsv => "anthropic_csv",
            Self::DeepSeekCsv => "deepseek_csv",
            Self::LiteLlmLogs => "litellm_logs",
            Self::LiteLlmDaily => "litellm_daily",
            Self::Langfuse => "langfuse",
            Self::Mapped => "mapped",
        }
    }

    /// Its name for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::OpenAiUsageCsv => "OpenAI usage",
            Self::OpenAiUsageJson => "OpenAI usage API",
            Self::OpenAiLegacy => "OpenAI usage until 2024",
            Self::AnthropicCsv => "Anthropic console",
            Self::DeepSeekCsv => "DeepSeek",
            Self::LiteLlmLogs => "LiteLLM spend logs",
            Self::LiteLlmDaily => "LiteLLM daily spend",
            Self::Langfuse => "Langfuse observations",
            Self::Mapped => "Table with columns chosen by hand",
        }
    }

    /// Whether its rows are buckets of time, empty ones included, so that what the file covers is known and not guessed.
    pub(super) fn has_buckets(self) -> bool {
        matches!(self, Self::OpenAiUsageCsv | Self::OpenAiUsageJson)
    }

    /// The form of a table with this header; `None` if it has none of the forms.
    pub(super) fn of_header<'a>(header: impl Iterator<Item = &'a str>) -> Option<Self> {
        let names: Vec<String> = header.map(normal).collect();
        let form = Self::of_names(&names);
        match form {
            Some(Self::OpenAiUsageJson) => Some(Self::OpenAiUsageCsv),
            // If nothing was used, there are no columns but those of time.
            None if names == ["starttime", "endtime", "starttimeiso", "endtimeiso"] => {
                Some(Self::OpenAiUsageCsv)
            }
            form => form,
        }
    }

    /// The form of a JSON object with these keys.
    pub(super) fn of_keys<'a>(keys: impl Iterator<Item = &'a str>) -> Option<Self> {
        let names: Vec<String> = keys.map(normal).collect();
        let is_bucket = names.iter().any(|name| name == "results")
            && names.iter().any(|name| name == "starttime");
        if is_bucket {
            return Some(Self::OpenAiUsageJson);
        }
        Self::of_names(&names)
    }

    fn of_names(names: &[String]) -> Option<Self> {
        let has = |name: &&str| names.iter().any(|has| has == *name);
        SIGNS
            .iter()
            .find(|(_, all, any)| all.iter().all(&has) && any.iter().any(has))
            .map(|(form, ..)| *form)
    }
}

/// Whether a table with this header has one of the forms.
pub(in crate::evidence) fn is_known_form<'a>(header: impl Iterator<Item = &'a str>) -> bool {
    Form::of_header(header).is_some()
}

/// A name of a column or key in normal spelling: small letters without separators, so that startTime is start_time.
pub(super) fn normal(name: &str) -> String {
    name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\u{feff}'))
        .chars()
        .filter(|c| !matches!(c, '_' | ' ' | '-' | '.'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a table is an export of OpenAI's costs, which states no usage.
pub(super) fn is_openai_cost<'a>(mut header: impl Iterator<Item = &'a str>) -> bool {
    header.any(|name| normal(name) == "amountvalue")
}

/// What tells a form: it has all of the first names, and one of the second.
const SIGNS: &[(Form, &[&str], &[&str])] = &[
    (Form::DeepSeekCsv, &["starttimeiso", "type"], &["amount"]),
    (
        Form::AnthropicCsv,
        &["usagedateutc"],
        &["usageoutputtokens", "costusd"],
    ),
    (
        Form::OpenAiLegacy,
        &["ncontexttokenstotal"],
        &["aggregationtimestamp", "timestamp"],
    ),
    (
        Form::LiteLlmLogs,
        &["starttime", "prompttokens", "completiontokens"],
        &["spend", "requestid"],
    ),
    (
        Form::LiteLlmDaily,
        &["date", "prompttokens"],
        &["apirequests", "successfulrequests"],
    ),
    (
        Form::Langfuse,
        &["starttime", "type"],
        &[
            "usagedetails",
            "providedmodelname",
            "totalcost",
            "calculatedtotalcost",
        ],
    ),
    (
        Form::OpenAiUsageJson,
        &["starttime"],
        &["inputtokens", "nummodelrequests"],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_tells_the_form() {
        for (header, form) in [
            (
                "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,batch,service_tier,input_tokens,output_tokens,input_cached_tokens",
                Some(Form::OpenAiUsageCsv),
            ),
            (
                "start_time,end_time,start_time_iso,end_time_iso",
                Some(Form::OpenAiUsageCsv),
            ),
            (
                "organization_id,aggregation_timestamp,n_requests,operation,snapshot_id,n_context_tokens_total,n_generated_tokens_total",
                Some(Form::OpenAiLegacy),
            ),
            (
                "usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count",
                Some(Form::AnthropicCsv),
            ),
            (
                "usage_date_utc,model,workspace,api_key,usage_type,token_type,cost_usd",
                Some(Form::AnthropicCsv),
            ),
            (
                "user_id,start_time_iso,end_time_iso,model,api_key_name,api_key,type,price,amount",
                Some(Form::DeepSeekCsv),
            ),
            (
                "request_id,call_type,api_key,spend,total_tokens,prompt_tokens,completion_tokens,startTime,endTime,model,cache_hit,status",
                Some(Form::LiteLlmLogs),
            ),
            (
                "date,model,prompt_tokens,completion_tokens,cache_read_input_tokens,cache_creation_input_tokens,spend,api_requests,successful_requests,failed_requests",
                Some(Form::LiteLlmDaily),
            ),
            (
                "id,type,start_time,provided_model_name,usage_details,total_cost,latency",
                Some(Form::Langfuse),
            ),
            (
                "\u{feff}\"id\",\"type\",\"startTime\",\"providedModelName\",\"usageDetails\"",
                Some(Form::Langfuse),
            ),
            ("date,requests,tokens", None),
            ("", None),
        ] {
            assert_eq!(Form::of_header(header.split(',')), form, "{header}");
        }
        assert_eq!(
            Form::of_keys(["object", "start_time", "end_time", "results"].into_iter()),
            Some(Form::OpenAiUsageJson)
        );
    }

    #[test]
    fn every_form_has_a_key_of_its_own() {
        let keys: std::collections::BTreeSet<_> = Form::ALL.iter().map(|form| form.key()).collect();
        assert_eq!(keys.len(), Form::ALL.len());
    }
}
