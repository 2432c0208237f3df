//! What can be exported from the window, and in which formats.

use std::path::Path;

use crate::charts::figure::FigureKind;
use crate::export::format::Format;
use crate::files::names;
use crate::scenario::Scenario;

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportTarget {
    /// A chart.
    Chart(FigureKind),
    /// The whole report.
    Report,
    /// The draws, one by one.
    Draws,
    /// The scenarios that are compared.
    Comparison,
}

impl ExportTarget {
    /// The formats that it can have; the first is proposed.
    pub fn formats(self) -> &'static [Format] {
        match self {
            Self::Chart(_) => &[Format::Svg, Format::Png, Format::Pdf],
            Self::Report => &[
                Format::Html,
                Format::Pdf,
                Format::Xlsx,
                Format::Pptx,
                Format::Text,
                Format::Json,
                Format::Csv,
            ],
            Self::Draws => &[Format::Draws],
            Self::Comparison => &[Format::Svg, Format::Png, Format::Pdf, Format::Csv],
        }
    }

    /// "Export chart".
    pub fn title(self) -> &'static str {
        match self {
            Self::Chart(_) => "Export chart",
            Self::Report => "Export report",
            Self::Draws => "Export simulations",
            Self::Comparison => "Export comparison",
        }
    }

    /// What is exported, at the start of a sentence: "Chart".
    pub fn name(self) -> &'static str {
        match self {
            Self::Chart(_) => "Chart",
            Self::Report => "Report",
            Self::Draws => "Simulations",
            Self::Comparison => "Comparison",
        }
    }

    /// The format that a file of this name would have, or which names there are.
    pub fn format_of(self, path: &Path) -> Result<Format, String> {
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        // "HTM" stands for .html. Of the formats that share an ending, a target has one at most.
        let ending = Format::from_extension(&ending).map(Format::extension);
        let formats = self.formats().iter();
        let format = formats
            .clone()
            .find(|format| Some(format.extension()) == ending);
        format.copied().ok_or_else(|| {
            let names: Vec<String> = self
                .formats()
                .iter()
                .map(|format| format!(".{}", format.extension()))
                .collect();
            format!("The name must end in {}", names.join(", "))
        })
    }

    /// Whether it is drawn, and so has a size and colours.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Chart(_) | Self::Comparison)
    }

    /// "Support replies cost.svg".
    pub fn file_name(self, scenario: &Scenario, format: Format) -> String {
        let stem = names::safe_stem(scenario.title());
        let extension = format.extension();
        match self {
            Self::Chart(kind) => format!("{stem} {}.{extension}", kind.key()),
            Self::Report => format!("{stem} report.{extension}"),
            Self::Draws => format!("{stem} simulations.{extension}"),
            Self::Comparison => format!("Comparison.{extension}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_says_the_format_and_an_unknown_one_is_refused() {
        let of = |target: ExportTarget, name: &str| target.format_of(Path::new(name));
        for (target, name, format) in [
            (ExportTarget::Report, "report.HTM", Format::Html),
            (ExportTarget::Report, "report.Xlsx", Format::Xlsx),
            (ExportTarget::Draws, "draws.CSV", Format::Draws),
            (ExportTarget::Comparison, "table.csv", Format::Csv),
        ] {
            assert_eq!(of(target, name), Ok(format), "{name}");
        }
        for name in ["deck.key", "report", "report.", ".html", "page.html.bak"] {
            let problem = of(ExportTarget::Report, name).unwrap_err();
            assert!(problem.contains(".html, .pdf, .xlsx, .pptx, .txt, .json, .csv"));
        }
    }
}
