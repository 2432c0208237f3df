//! How each type of field becomes a row of the table: the kind of its values, and how to get and set them.

use crate::scenario::actuals::Actuals;
use crate::scenario::correlations::Correlations;
use crate::scenario::domain::Bounds;
use crate::scenario::estimate::{BoundedEstimate, BoundedNumber, Estimate, EstimateError};
use crate::scenario::limits;
use crate::scenario::model::{Evaluation, Hosting, Latency, LongContext};
use crate::scenario::names::{AtRetirement, Billing, Currency, Month};
use crate::scenario::price_steps::PriceSteps;

use super::value::{Kind, Value};

/// A type that fields of the scenario have.
pub(super) trait Field {
    /// The kind of values that a field of this type takes.
    const KIND: Kind;

    /// The field's value.
    fn value(&self) -> Value;

    /// Sets the field, or says why it refuses the value and leaves the field as it is.
    fn set(&mut self, value: Value) -> Result<(), Refusal>;
}

/// The kind of the field that `_get` returns. Only its type is used, so that a row can be a constant.
pub(super) const fn kind_of<T, F: Field>(_get: fn(&T) -> &F) -> Kind {
    F::KIND
}

/// Why a field refuses a value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Refusal {
    /// A number isn't allowed.
    Number {
        /// In a list, the month that the number is for.
        month: Option<usize>,
        /// Why it isn't allowed.
        error: EstimateError,
    },
    /// The value is of another kind than this one, which the field needs.
    WrongKind(&'static str),
    /// The text can't be read, or the value contradicts that of another field: the reason in words.
    Invalid(String),
}

impl From<EstimateError> for Refusal {
    fn from(error: EstimateError) -> Self {
        Self::Number { month: None, error }
    }
}

impl From<String> for Refusal {
    fn from(reason: String) -> Self {
        Self::Invalid(reason)
    }
}

impl<B: Bounds> Field for BoundedEstimate<B> {
    const KIND: Kind = Kind::Estimate {
        domain: B::DOMAIN,
        optional: false,
    };

    fn value(&self) -> Value {
        Value::Estimate(self.estimate())
    }

    fn set(&mut self, value: Value) -> Result<(), Refusal> {
        let Value::Estimate(estimate) = value else {
            return Err(Refusal::WrongKind("a number or a range"));
        };
        *self = Self::new(estimate)?;
        Ok(())
    }
}

impl<B: Bounds> Field for BoundedNumber<B> {
    const KIND: Kind = Kind::Number {
        domain: B::DOMAIN,
        optional: false,
    };

    fn value(&self) -> Value {
        Value::Estimate(Estimate::Exact(self.get()))
    }

    fn set(&mut self, value: Value) -> Result<(), Refusal> {
        let Value::Estimate(Estimate::Exact(number)) = value else {
            return Err(Refusal::WrongKind("one number"));
        };
        *self = Self::new(number)?;
        Ok(())
    }
}

macro_rules! optional_numbers {
    ($($name:ident => $kind:ident;)*) => {$(
        impl<B: Bounds> Field for Option<$name<B>> {
            const KIND: Kind = Kind::$kind {
                domain: B::DOMAIN,
                optional: true,
            };

            fn value(&self) -> Value {
                self.as_ref().map_or(Value::Absent, Field::value)
            }

            fn set(&mut self, value: Value) -> Result<(), Refusal> {
                if value == Value::Absent {
                    *self = None;
                    return Ok(());
                }
                // The placeholder is replaced by `set`, or dropped if the value is refused.
                let mut number = $name::<B>::unchecked(B::DOMAIN.min);
                number.set(value)?;
                *self = Some(number);
                Ok(())
            }
        }
    )*};
}

optional_numbers! {
    BoundedEstimate => Estimate;
    BoundedNumber => Number;
}

impl<B: Bounds> Field for Vec<BoundedNumber<B>> {
    const KIND: Kind = Kind::Numbers { domain: B::DOMAIN };

    fn value(&self) -> Value {
        Value::Numbers(self.iter().map(BoundedNumber::get).collect())
    }

    fn set(&mut self, value: Value) -> Result<(), Refusal> {
        let Value::Numbers(numbers) = value else {
            return Err(Refusal::WrongKind("a list of numbers, one a month"));
        };
        if let Some(problem) = limits::too_many_volumes(numbers.len()) {
            return Err(Refusal::Invalid(problem));
        }
        *self = numbers
            .into_iter()
            .enumerate()
            .map(|(place, number)| {
                BoundedNumber::new(number).map_err(|error| Refusal::Number {
                    month: Some(place + 1),
                    error,
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(())
    }
}

impl Field for String {
    const KIND: Kind = Kind::Text;

    fn value(&self) -> Value {
        Value::Text(self.clone())
    }

    fn set(&mut self, value: Value) -> Result<(), Refusal> {
        let Value::Text(text) = value else {
            return Err(Refusal::WrongKind("text"));
        };
        *self = text;
        Ok(())
    }
}

macro_rules! parsed_texts {
    ($($name:ty: $expected:literal;)*) => {$(
        impl Field for $name {
            const KIND: Kind = Kind::Text;

            fn value(&self) -> Value {
                Value::Text(self.clone().into())
            }

            fn set(&mut self, value: Value) -> Result<(), Refusal> {
                let Value::Text(text) = value else {
                    return Err(Refusal::WrongKind($expected));
                };
                *self = text.trim().parse()?;
                Ok(())
            }
        }
    )*};
}

parsed_texts! {
    Currency: "a currency code";
    Month: "a month, YYYY-MM";
}

impl Field for PriceSteps {
    const KIND: Kind = Kind::Steps;

    fn value(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn set(&mut self, value: Value) -> Result<(), Refusal> {
        let Value::Text(text) = value else {
            return Err(Refusal::WrongKind("months and factors, such as 3: 2"));
        };
        *self = text.parse()?;
        Ok(())
    }
}

impl Field for Correlations {
    const KIND: Kind = Kind::Correlations;

    fn value(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn set(&mut self, value: Value) -> Result<(), Refusal> {
        let Value::Text(text) = value else {
            return Err(Refusal::WrongKind(
                "pairs of inputs with their correlations",
            ));
        };
        *self = text.parse()?;
        Ok(())
    }
}

impl Field for Actuals {
    const KIND: Kind = Kind::Actuals;

    fn value(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn set(&mut self, value: Value) -> Result<(), Refusal> {
        let Value::Text(text) = value else {
            return Err(Refusal::WrongKind(
                "months with what was billed, such as 1: 12,000 queries, $340",
            ));
        };
        *self = text.parse()?;
        Ok(())
    }
}

macro_rules! choices {
    ($($name:ty: $expected:literal;)*) => {$(
        impl Field for $name {
            const KIND: Kind = Kind::Choice(Self::CHOICES);

            fn value(&self) -> Value {
                Value::Text(self.name().to_owned())
            }

            fn set(&mut self, value: Value) -> Result<(), Refusal> {
                match Self::ALL.iter().find(|choice| choice.value() == value) {
                    Some(choice) => *self = *choice,
                    None => return Err(Refusal::WrongKind($expected)),
                }
                Ok(())
            }
        }
    )*};
}

choices! {
    AtRetirement: "Retrain or ReturnToPrompting";
    Billing: "Always or WhileBusy";
}

/// Yes or no, where nothing else makes sense. An answer that may be missing is an `Option<bool>`.
impl Field for bool {
    const KIND: Kind = Kind::Choice(&[("false", "no"), ("true", "yes")]);

    fn value(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn set(&mut self, value: Value) -> Result<(), Refusal> {
        match value {
            Value::Text(text) if text == "true" => *self = true,
            Value::Text(text) if text == "false" => *self = false,
            _ => return Err(Refusal::WrongKind("true or false")),
        }
        Ok(())
    }
}

impl Field for Option<bool> {
    const KIND: Kind = Kind::YesNo;

    fn value(&self) -> Value {
        self.map_or(Value::Absent, Value::YesNo)
    }

    fn set(&mut self, value: Value) -> Result<(), Refusal> {
        *self = match value {
            Value::Absent => None,
            Value::YesNo(answer) => Some(answer),
            _ => return Err(Refusal::WrongKind("yes, no or none")),
        };
        Ok(())
    }
}

macro_rules! groups {
    ($($name:ty),*) => {$(
        impl Field for Option<$name> {
            const KIND: Kind = Kind::Group;

            fn value(&self) -> Value {
                if self.is_some() { Value::Present } else { Value::Absent }
            }

            fn set(&mut self, value: Value) -> Result<(), Refusal> {
                match value {
                    Value::Absent => *self = None,
                    Value::Present => {
                        self.get_or_insert_default();
                    }
                    _ => return Err(Refusal::WrongKind("to be there (yes) or not (none)")),
                }
                Ok(())
            }
        }
    )*};
}

groups!(LongContext, Hosting, Latency, Evaluation);
