//! The fields of a row that are looked at, and the cells of one row by field. All others are never kept.

use super::problem::Fault;

/// A field that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// When it was, or when the bucket begins.
    Start,
    /// When the bucket ends.
    End,
    Model,
    Queries,
    /// Of the queries, those that succeeded.
    Answered,
    /// Of the queries, those that failed.
    Failed,
    Input,
    Cached,
    CacheWrite,
    /// Written to a cache that lives for an hour.
    LongCacheWrite,
    Output,
    Cost,
    Batch,
    /// What tells a request from all others.
    Id,
    /// What kind of row it is.
    Kind,
    /// How much of that kind.
    Amount,
    /// The price of one of that kind.
    Price,
    Status,
    /// Whether a proxy answered from its own cache.
    ResponseCache,
    /// Usage as a JSON object.
    Details,
}

impl Field {
    pub const ALL: [Self; 20] = [
        Self::Start,
        Self::End,
        Self::Model,
        Self::Queries,
        Self::Answered,
        Self::Failed,
        Self::Input,
        Self::Cached,
        Self::CacheWrite,
        Self::LongCacheWrite,
        Self::Output,
        Self::Cost,
        Self::Batch,
        Self::Id,
        Self::Kind,
        Self::Amount,
        Self::Price,
        Self::Status,
        Self::ResponseCache,
        Self::Details,
    ];

    /// Its name in problems.
    pub fn label(self) -> &'static str {
        match self {
            Self::Start => "date",
            Self::End => "end of the bucket",
            Self::Model => "model",
            Self::Queries => "requests",
            Self::Answered => "successful requests",
            Self::Failed => "failed requests",
            Self::Input => "input tokens",
            Self::Cached => "cached tokens",
            Self::CacheWrite | Self::LongCacheWrite => "cache write tokens",
            Self::Output => "output tokens",
            Self::Cost => "cost",
            Self::Batch => "batch",
            Self::Id => "request id",
            Self::Kind => "type",
            Self::Amount => "amount",
            Self::Price => "price",
            Self::Status => "status",
            Self::ResponseCache => "cache hit",
            Self::Details => "usage details",
        }
    }
}

/// The cells of one row by field; what the row doesn't state is empty.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    texts: [&'a [u8]; Field::ALL.len()],
}

impl<'a> Cells<'a> {
    pub fn new(text_of: impl Fn(Field) -> &'a [u8]) -> Self {
        Self {
            texts: Field::ALL.map(text_of),
        }
    }

    /// The text of a field, without the space around it. A fault if it isn't UTF-8.
    pub fn get(&self, field: Field) -> Result<&'a str, Fault> {
        let text = self.texts[field as usize];
        let not_utf_8 = "it isn’t UTF-8 text; save the file as UTF-8";
        match str::from_utf8(text) {
            Ok(text) => Ok(text.trim()),
            Err(_) => Err(Fault::new(field.label(), not_utf_8)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_stands_at_its_place() {
        for (place, field) in Field::ALL.into_iter().enumerate() {
            assert_eq!(field as usize, place);
        }
    }
}
