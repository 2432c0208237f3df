//! What one row says, by the form of the file.

use crate::evidence::problem::is_hidden;

use super::amounts::Amounts;
use super::date::{DAY, Moment, Precision, date_of};
use super::details;
use super::field::{Cells, Field};
use super::form::Form;
use super::mapping::Mapping;
use super::problem::Fault;
use super::reading::Lens;

/// What is to be known of a file besides its rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    pub form: Form,
    /// Whether each row is one query.
    row_is_query: bool,
    /// Whether the input tokens include the cached ones.
    input_includes_cached: bool,
}

impl Rules {
    pub fn new(form: Form, mapping: Option<&Mapping>) -> Self {
        let is_log = matches!(form, Form::LiteLlmLogs | Form::Langfuse);
        let is_by_row = |mapping: &Mapping| mapping.row_is_query && mapping.queries.is_none();
        Self {
            form,
            row_is_query: mapping.map_or(is_log, is_by_row),
            input_includes_cached: mapping.map_or(form != Form::AnthropicCsv, |mapping| {
                mapping.input_includes_cached
            }),
        }
    }

    /// Whether a row that is the same as another, and has no id, is a duplicate. Two queries may well be the same; two sums are hardly ever.
    pub fn compares_whole_rows(self) -> bool {
        self.form != Form::Mapped || !self.row_is_query
    }
}

/// What a row says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Row<'a> {
    /// Something was used.
    Used(Used<'a>),
    /// Nothing was used from here to there.
    Empty(Moment, Moment),
    /// It is about something else.
    LeftOut(Reason),
}

/// What was used of which model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Used<'a> {
    pub model: &'a str,
    /// What tells the query from all others; may be empty.
    pub id: &'a str,
    pub usage: Usage,
}

/// How much was used, and when.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Usage {
    pub start: Moment,
    /// The end of a bucket of time.
    pub end: Option<Moment>,
    pub amounts: Amounts,
}

/// Why a row that is all right doesn’t count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    Failed,
    AnsweredFromCache,
    OtherKind,
}

/// Reads a row.
pub(super) fn read<'a>(rules: Rules, cells: &Cells<'a>, lens: &mut Lens) -> Result<Row<'a>, Fault> {
    let start = moment(cells, Field::Start, lens)?
        .ok_or(Fault::new(Field::Start.label(), "it is missing"))?;
    let end = moment(cells, Field::End, lens)?;
    if end.is_some_and(|end| end.seconds <= start.seconds) {
        return Err(Fault::new(
            Field::End.label(),
            "it isn’t after the beginning",
        ));
    }
    if let Some(reason) = left_out(rules.form, cells)? {
        return Ok(Row::LeftOut(reason));
    }
    let mut row = Counts { cells, lens };
    let amounts = match rules.form {
        Form::DeepSeekCsv => match row.of_kind()? {
            Some(amounts) => amounts,
            None => return Ok(Row::LeftOut(Reason::OtherKind)),
        },
        form if form.has_buckets() && is_empty_bucket(cells)? => {
            let end = end.ok_or(Fault::new(Field::End.label(), "it is missing"))?;
            return Ok(Row::Empty(start, end));
        }
        _ => row.amounts(rules)?,
    };
    check(&amounts)?;
    Ok(Row::Used(Used {
        model: model(cells)?,
        id: cells.get(Field::Id)?,
        usage: Usage {
            start,
            end,
            amounts,
        },
    }))
}

fn moment(cells: &Cells, field: Field, lens: &mut Lens) -> Result<Option<Moment>, Fault> {
    let text = cells.get(field)?;
    if text.is_empty() {
        return Ok(None);
    }
    lens.moment(text, field.label()).map(Some)
}

fn left_out(form: Form, cells: &Cells) -> Result<Option<Reason>, Fault> {
    let is = |field: Field, word: &str| Ok(cells.get(field)?.eq_ignore_ascii_case(word));
    Ok(match form {
        Form::Langfuse if !is(Field::Kind, "generation")? => Some(Reason::OtherKind),
        Form::LiteLlmLogs
            if is(Field::Status, "failure")?
                || is(Field::Status, "failed")?
                || is(Field::Status, "error")? =>
        {
            Some(Reason::Failed)
        }
        // The proxy answered it: no model was asked, and nothing was paid.
        Form::LiteLlmLogs if is(Field::ResponseCache, "true")? => Some(Reason::AnsweredFromCache),
        _ => None,
    })
}

fn is_empty_bucket(cells: &Cells) -> Result<bool, Fault> {
    // A result within a bucket is of a kind, though it states nothing.
    for field in [
        Field::Kind,
        Field::Model,
        Field::Queries,
        Field::Input,
        Field::Output,
    ] {
        if !cells.get(field)?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The name of a model. A table whose columns were mixed up would give texts of any length.
fn model<'a>(cells: &Cells<'a>) -> Result<&'a str, Fault> {
    let name = cells.get(Field::Model)?;
    if name.len() > 200 || name.contains(is_hidden) {
        return Err(Fault::new(
            Field::Model.label(),
            "it isn’t the name of a model",
        ));
    }
    Ok(name)
}

/// What contradicts itself isn’t counted.
fn check(amounts: &Amounts) -> Result<(), Fault> {
    let cached = amounts.cached_tokens.unwrap_or(0.0) + amounts.cache_write_tokens.unwrap_or(0.0);
    if amounts.is_nothing() {
        Err(Fault::of_row(
            "it states neither requests nor tokens nor cost",
        ))
    } else if amounts.input_tokens.is_some_and(|input| cached > input) {
        Err(Fault::new(
            Field::Cached.label(),
            "they are more than the input tokens",
        ))
    } else {
        Ok(())
    }
}

/// The counts of a row.
struct Counts<'a, 'b> {
    cells: &'b Cells<'a>,
    lens: &'b mut Lens,
}

impl Counts<'_, '_> {
    fn count(&mut self, field: Field) -> Result<Option<f64>, Fault> {
        self.lens.count(self.cells.get(field)?, field.label())
    }

    fn amount(&mut self, field: Field) -> Result<Option<f64>, Fault> {
        self.lens.amount(self.cells.get(field)?, field.label())
    }

    fn amounts(&mut self, rules: Rules) -> Result<Amounts, Fault> {
        let write = sum(
            self.count(Field::CacheWrite)?,
            self.count(Field::LongCacheWrite)?,
        );
        let mut amounts = Amounts {
            queries: self.queries(rules)?,
            input_tokens: self.count(Field::Input)?,
            cached_tokens: self.count(Field::Cached)?,
            cache_write_tokens: write,
            output_tokens: self.count(Field::Output)?,
            cost: self.amount(Field::Cost)?,
            ..Amounts::default()
        };
        match rules.form {
            Form::Langfuse => details::add_langfuse(self.cells.get(Field::Details)?, &mut amounts)?,
            Form::LiteLlmLogs => {
                details::add_litellm(self.cells.get(Field::Details)?, &mut amounts);
            }
            _ => {}
        }
        let cached = sum(amounts.cached_tokens, amounts.cache_write_tokens);
        // LiteLLM says that its prompt tokens include the cached ones; where they are fewer, they don't.
        let cant_include = rules.form == Form::LiteLlmDaily
            && amounts
                .input_tokens
                .zip(cached)
                .is_some_and(|(input, cached)| cached > input);
        if !rules.input_includes_cached || cant_include {
            amounts.input_tokens = sum(amounts.input_tokens, cached);
        }
        self.add_batch(rules.form, &mut amounts)?;
        Ok(amounts)
    }

    fn queries(&mut self, rules: Rules) -> Result<Option<f64>, Fault> {
        if rules.row_is_query {
            return Ok(Some(1.0));
        }
        if rules.form != Form::LiteLlmDaily {
            return self.count(Field::Queries);
        }
        let (answered, all, failed) = (
            self.count(Field::Answered)?,
            self.count(Field::Queries)?,
            self.count(Field::Failed)?,
        );
        if all.zip(failed).is_some_and(|(all, failed)| failed > all) {
            return Err(Fault::new(
                Field::Failed.label(),
                "they are more than all requests",
            ));
        }
        Ok(answered.or(all.map(|all| all - failed.unwrap_or(0.0))))
    }

    fn add_batch(&mut self, form: Form, amounts: &mut Amounts) -> Result<(), Fault> {
        let text = match form {
            Form::AnthropicCsv => self.cells.get(Field::Kind)?,
            _ => self.cells.get(Field::Batch)?,
        };
        if text.is_empty() || amounts.tokens().is_none() {
            return Ok(());
        }
        let share = f64::from(u8::from(
            ["true", "batch", "1"]
                .iter()
                .any(|word| text.eq_ignore_ascii_case(word)),
        ));
        amounts.batch_queries = amounts.queries.map(|queries| queries * share);
        amounts.batch_tokens = amounts.tokens().map(|tokens| tokens * share);
        Ok(())
    }

    /// A row of the long form states one amount of one kind; `None` if of another kind.
    fn of_kind(&mut self) -> Result<Option<Amounts>, Fault> {
        let kind = self.cells.get(Field::Kind)?;
        let is_known = matches!(
            kind,
            "request_count"
                | "output_tokens"
                | "input_cache_hit_tokens"
                | "input_cache_miss_tokens"
        );
        if !is_known {
            return Ok(None);
        }
        let missing = Fault::new(Field::Amount.label(), "it is missing");
        let amount = self.count(Field::Amount)?.ok_or(missing)?;
        let cost = self.amount(Field::Price)?.map(|price| price * amount);
        let mut amounts = Amounts::default();
        match kind {
            "request_count" => amounts.queries = Some(amount),
            "output_tokens" => amounts.output_tokens = Some(amount),
            _ => {
                let is_hit = kind == "input_cache_hit_tokens";
                amounts.input_tokens = Some(amount);
                amounts.cached_tokens = Some(if is_hit { amount } else { 0.0 });
            }
        }
        if kind != "request_count" {
            amounts.cost = cost;
        }
        Ok(Some(amounts))
    }
}

/// The sum of what is stated; `None` if nothing is.
fn sum(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a + b),
        (a, b) => a.or(b),
    }
}

/// How far a row reaches: the first and the last second that it covers, on the clock that the file shows.
pub(super) fn reach(start: Moment, end: Option<Moment>) -> (i64, i64) {
    let first = start.local();
    let last = match (end, start.precision) {
        (Some(end), _) => first + (end.seconds - start.seconds) - 1,
        (None, Precision::Second) => first,
        (None, Precision::Day) => first + DAY - 1,
        (None, Precision::Month) => {
            first + i64::from(date_of(start.day()).days_in_month()) * DAY - 1
        }
    };
    (first, last)
}

#[cfg(test)]
mod tests;
