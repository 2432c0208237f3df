//! What the columns and keys of each form are called, in normal spelling, the most telling first.

use super::field::Field;
use super::form::Form;

type Names = &'static [(Field, &'static [&'static str])];

/// The names that a field has in a form, in normal spelling, the most telling first.
pub(super) fn names(form: Form, field: Field) -> &'static [&'static str] {
    let found = of(form).iter().find(|(named, _)| *named == field);
    found.map_or(&[], |(_, names)| *names)
}

/// The names of a form.
fn of(form: Form) -> Names {
    match form {
        Form::OpenAiUsageCsv | Form::OpenAiUsageJson => OPENAI,
        Form::OpenAiLegacy => OPENAI_LEGACY,
        Form::AnthropicCsv => ANTHROPIC,
        Form::DeepSeekCsv => DEEPSEEK,
        Form::LiteLlmLogs => LITELLM_LOGS,
        Form::LiteLlmDaily => LITELLM_DAILY,
        Form::Langfuse => LANGFUSE,
        Form::Mapped => &[],
    }
}

const OPENAI: Names = &[
    (Field::Start, &["starttime", "starttimeiso"]),
    (Field::End, &["endtime", "endtimeiso"]),
    (Field::Model, &["model"]),
    (Field::Queries, &["nummodelrequests"]),
    (Field::Input, &["inputtokens"]),
    (Field::Cached, &["inputcachedtokens"]),
    (Field::CacheWrite, &["inputcachewritetokens"]),
    (Field::Output, &["outputtokens"]),
    (Field::Batch, &["batch"]),
];

const OPENAI_LEGACY: Names = &[
    (Field::Start, &["aggregationtimestamp", "timestamp"]),
    (Field::Model, &["snapshotid", "model"]),
    (Field::Queries, &["nrequests", "numrequests"]),
    (Field::Input, &["ncontexttokenstotal"]),
    (Field::Cached, &["ncachedcontexttokenstotal"]),
    (Field::Output, &["ngeneratedtokenstotal"]),
];

const ANTHROPIC: Names = &[
    (Field::Start, &["usagedateutc"]),
    (Field::Model, &["modelversion", "model"]),
    (Field::Kind, &["usagetype"]),
    (Field::Input, &["usageinputtokensnocache"]),
    (
        Field::CacheWrite,
        &["usageinputtokenscachewrite5m", "usageinputtokenscachewrite"],
    ),
    (Field::LongCacheWrite, &["usageinputtokenscachewrite1h"]),
    (Field::Cached, &["usageinputtokenscacheread"]),
    (Field::Output, &["usageoutputtokens"]),
    (Field::Cost, &["costusd"]),
];

const DEEPSEEK: Names = &[
    (Field::Start, &["starttimeiso"]),
    (Field::End, &["endtimeiso"]),
    (Field::Model, &["model"]),
    (Field::Kind, &["type"]),
    (Field::Price, &["price"]),
    (Field::Amount, &["amount"]),
];

const LITELLM_LOGS: Names = &[
    (Field::Start, &["starttime"]),
    (Field::Model, &["model"]),
    (Field::Id, &["requestid"]),
    (Field::Input, &["prompttokens"]),
    (Field::Output, &["completiontokens"]),
    (Field::Cost, &["spend"]),
    (Field::Status, &["status"]),
    (Field::ResponseCache, &["cachehit"]),
    (Field::Details, &["metadata"]),
];

const LITELLM_DAILY: Names = &[
    (Field::Start, &["date"]),
    (Field::Model, &["model"]),
    (Field::Queries, &["apirequests"]),
    (Field::Answered, &["successfulrequests"]),
    (Field::Failed, &["failedrequests"]),
    (Field::Input, &["prompttokens"]),
    (Field::Cached, &["cachereadinputtokens"]),
    (Field::CacheWrite, &["cachecreationinputtokens"]),
    (Field::Output, &["completiontokens"]),
    (Field::Cost, &["spend"]),
];

const LANGFUSE: Names = &[
    (Field::Start, &["starttime"]),
    (Field::Model, &["providedmodelname", "model"]),
    (Field::Kind, &["type"]),
    (Field::Id, &["id"]),
    (Field::Details, &["usagedetails", "usage"]),
    (Field::Input, &["inputusage", "prompttokens"]),
    (Field::Output, &["outputusage", "completiontokens"]),
    (Field::Cost, &["totalcost", "calculatedtotalcost"]),
];
