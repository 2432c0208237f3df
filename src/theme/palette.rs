//! The colours of the window and of the charts, from assets/theme.ron. No colour is written down anywhere else.

use std::sync::LazyLock;

use egui::Color32;
use serde::{Deserialize, Deserializer, de};

use crate::analysis::approach::Approach;

/// The colours of one theme.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names say it all")]
pub struct Palette {
    #[serde(deserialize_with = "color")]
    pub background: Color32,
    #[serde(deserialize_with = "color")]
    pub sidebar: Color32,
    #[serde(deserialize_with = "color")]
    pub bar: Color32,
    #[serde(deserialize_with = "color")]
    pub card: Color32,
    #[serde(deserialize_with = "color")]
    pub text: Color32,
    #[serde(deserialize_with = "color")]
    pub weak: Color32,
    #[serde(deserialize_with = "color")]
    pub faint: Color32,
    #[serde(deserialize_with = "color")]
    pub line: Color32,
    #[serde(deserialize_with = "color")]
    pub field: Color32,
    #[serde(deserialize_with = "color")]
    pub field_line: Color32,
    #[serde(deserialize_with = "color")]
    pub field_hover: Color32,
    #[serde(deserialize_with = "color")]
    pub range: Color32,
    #[serde(deserialize_with = "color")]
    pub range_line: Color32,
    #[serde(deserialize_with = "color")]
    pub selection: Color32,
    #[serde(deserialize_with = "color")]
    pub accent: Color32,
    /// Small marks that tell something, such as dots and handles.
    #[serde(deserialize_with = "color")]
    pub mark: Color32,
    /// What a person entered, in a spreadsheet: blue by the convention of finance.
    #[serde(deserialize_with = "color")]
    pub entry: Color32,
    #[serde(deserialize_with = "color")]
    pub error: Color32,
    #[serde(deserialize_with = "color")]
    pub error_field: Color32,
    #[serde(deserialize_with = "color")]
    pub warning: Color32,
    #[serde(deserialize_with = "color")]
    pub prompting: Color32,
    #[serde(deserialize_with = "color")]
    pub fine_tuning: Color32,
    #[serde(deserialize_with = "color")]
    prompting_text: Color32,
    #[serde(deserialize_with = "color")]
    fine_tuning_text: Color32,
    scenarios: [Hex; 7],
}

#[derive(Deserialize)]
struct Themes {
    light: Palette,
    dark: Palette,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(transparent)]
struct Hex(#[serde(deserialize_with = "color")] Color32);

fn color<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Color32, D::Error> {
    let text = String::deserialize(deserializer)?;
    Color32::from_hex(&text)
        .map_err(|_| de::Error::custom(format!("“{text}” is not a colour such as #0072B2")))
}

static THEMES: LazyLock<Themes> =
    LazyLock::new(
        || match ron::from_str(include_str!("../../assets/theme.ron")) {
            Ok(themes) => themes,
            // The file is bundled, and a test reads it.
            Err(error) => unreachable!("assets/theme.ron: {error}"),
        },
    );

impl Palette {
    /// The light or the dark colours.
    pub fn for_theme(dark: bool) -> &'static Self {
        if dark { &THEMES.dark } else { &THEMES.light }
    }

    /// The colours of the theme that `ui` draws in.
    pub fn current(ui: &egui::Ui) -> &'static Self {
        Self::for_theme(ui.visuals().dark_mode)
    }

    /// The colour of an approach, for lines, areas and marks.
    pub fn approach(&self, approach: Approach) -> Color32 {
        match approach {
            Approach::Prompting => self.prompting,
            Approach::FineTuning => self.fine_tuning,
        }
    }

    /// The colour of text that belongs to an approach.
    pub fn approach_text(&self, approach: Approach) -> Color32 {
        match approach {
            Approach::Prompting => self.prompting_text,
            Approach::FineTuning => self.fine_tuning_text,
        }
    }

    /// The colour of a scenario among several, for lines and marks: none of the approaches has one like it. After the last one they repeat.
    pub fn series(&self, index: usize) -> Color32 {
        let scenario = self.scenarios.get(index % self.scenarios.len());
        scenario.map_or(self.text, |scenario| scenario.0)
    }
}
