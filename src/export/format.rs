//! The formats of exports.

/// A format of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// The finding, for people.
    Text,
    /// Everything, for programs.
    Json,
    /// The months, for spreadsheets.
    Csv,
    /// What to do and why, with everything that the decision rests on.
    Decision,
    /// The plan for the move from prompting to fine-tuning, on one page with dates.
    Plan,
    /// The draws of the uncertain inputs one by one, for audit.
    Draws,
    /// A chart whose text stays text.
    Svg,
    /// A chart as a picture.
    Png,
    /// The whole report as pages, or a chart as one.
    Pdf,
    /// The whole report as a web page.
    Html,
    /// The arithmetic as a spreadsheet with live formulas.
    Xlsx,
    /// Slides that can be edited, with native charts.
    Pptx,
}

impl Format {
    /// All formats, in the order in which they are listed.
    pub const ALL: [Self; 12] = [
        Self::Text,
        Self::Json,
        Self::Csv,
        Self::Decision,
        Self::Plan,
        Self::Draws,
        Self::Svg,
        Self::Png,
        Self::Pdf,
        Self::Html,
        Self::Xlsx,
        Self::Pptx,
    ];

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Decision => "decision",
            Self::Plan => "plan",
            Self::Draws => "draws",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
        }
    }

    /// Its description, in lists of formats.
    pub fn help(self) -> &'static str {
        match self {
            Self::Text => "Recommendation, finding and figures as plain text",
            Self::Json => "All figures, for programs",
            Self::Csv => "The monthly table",
            Self::Decision => "The recommendation with its reasons and rules",
            Self::Plan => "The plan from prompting to fine-tuning, with dates",
            Self::Draws => "Every simulation with its inputs and result, for audit",
            Self::Svg => "A chart as vector graphics",
            Self::Png => "A chart as an image",
            Self::Pdf => "The whole report, or with --chart one chart",
            Self::Html => "The whole report as one web page",
            Self::Xlsx => "A spreadsheet with live formulas",
            Self::Pptx => "Slides with native charts, for PowerPoint and Impress",
        }
    }

    /// The extension of its files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Text | Self::Decision | Self::Plan => "txt",
            Self::Draws => "csv",
            other => other.key(),
        }
    }

    /// The format of files with this extension; of those that share one, the first. `None` if there is none.
    pub fn from_extension(extension: &str) -> Option<Self> {
        let extension = extension.to_lowercase();
        match extension.as_str() {
            "htm" => Some(Self::Html),
            _ => Self::ALL
                .into_iter()
                .find(|format| format.extension() == extension),
        }
    }

    /// The endings of all files that can be made, with the dot and without repeats.
    pub fn endings() -> Vec<String> {
        let mut endings = Vec::new();
        for format in Self::ALL {
            let ending = format!(".{}", format.extension());
            if !endings.contains(&ending) {
                endings.push(ending);
            }
        }
        endings
    }

    /// Whether its files aren't text, so that they can't be shown in a terminal.
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Png | Self::Pdf | Self::Xlsx | Self::Pptx)
    }
}
