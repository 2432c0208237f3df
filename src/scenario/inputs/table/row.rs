//! How a row of the table is written, and the units that many rows have.
//!
//! `row! { section, topic, essential or advanced, path, label, unit, help }`: the kind of the input's values and the way to read and
//! set them follow from the type of the field at `path`.

use crate::scenario::quantity::Unit;

pub(super) const TOKENS: Unit = Unit::Count("tokens");
pub(super) const HOURS: Unit = Unit::Count("hours");
pub(super) const PERCENT: Unit = Unit::Percent("");
pub(super) const MONEY: Unit = Unit::Money("");
pub(super) const PER_MILLION: Unit = Unit::PER_MILLION_TOKENS;

/// Most scenarios need the input.
pub(super) const ESSENTIAL: bool = true;
/// Only some scenarios need the input.
pub(super) const ADVANCED: bool = false;

/// An input of its own.
macro_rules! row {
    ($section:ident, $topic:literal, $essential:ident, $head:ident $(. $tail:ident)*, $label:expr, $unit:expr, $help:expr) => {
        $crate::scenario::inputs::input::Input {
            path: concat!(stringify!($head) $(, ".", stringify!($tail))*),
            label: $label,
            help: $help,
            unit: $unit,
            section: $crate::scenario::inputs::section::Section::$section,
            topic: $topic,
            essential: $crate::scenario::inputs::table::row::$essential,
            kind: $crate::scenario::inputs::field::kind_of(
                |scenario: &$crate::scenario::model::Scenario| &scenario.$head $(.$tail)*
            ),
            whole_steps: false,
            group: None,
            value: |scenario| $crate::scenario::inputs::field::Field::value(&scenario.$head $(.$tail)*),
            set: |scenario, value| {
                $crate::scenario::inputs::field::Field::set(&mut scenario.$head $(.$tail)*, value)
            },
        }
    };
}

/// An input within an optional group, whose path stands in brackets with the group's type. Setting the input creates the group.
macro_rules! group_row {
    ($section:ident, $topic:literal, [$head:ident $(. $tail:ident)* : $group:ident] $field:ident, $label:expr, $unit:expr, $help:expr) => {
        $crate::scenario::inputs::input::Input {
            path: concat!(stringify!($head) $(, ".", stringify!($tail))*, ".", stringify!($field)),
            label: $label,
            help: $help,
            unit: $unit,
            section: $crate::scenario::inputs::section::Section::$section,
            topic: $topic,
            essential: $crate::scenario::inputs::table::row::ADVANCED,
            kind: $crate::scenario::inputs::field::kind_of(
                |group: &$crate::scenario::model::$group| &group.$field
            ),
            whole_steps: false,
            group: Some(concat!(stringify!($head) $(, ".", stringify!($tail))*)),
            value: |scenario| {
                scenario.$head $(.$tail)*.as_ref().map_or(
                    $crate::scenario::inputs::value::Value::Absent,
                    |group| $crate::scenario::inputs::field::Field::value(&group.$field),
                )
            },
            set: |scenario, value| {
                let mut group = scenario.$head $(.$tail)*.clone().unwrap_or_default();
                $crate::scenario::inputs::field::Field::set(&mut group.$field, value)?;
                scenario.$head $(.$tail)* = Some(group);
                Ok(())
            },
        }
    };
}

pub(super) use {group_row, row};
