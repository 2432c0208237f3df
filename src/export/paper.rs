//! The sheets that documents are set on, and how much of a report goes on them.

use egui::Vec2;

/// A size of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

impl Paper {
    /// All sizes, in the order in which they are listed.
    pub const ALL: [Self; 2] = [Self::A4, Self::Letter];

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
        }
    }

    /// Its name and size, in lists.
    pub fn help(self) -> &'static str {
        match self {
            Self::A4 => "A4, 210 × 297 mm",
            Self::Letter => "US Letter, 8.5 × 11 in",
        }
    }

    /// The size of an upright sheet, in points.
    pub fn upright(self) -> Vec2 {
        match self {
            Self::A4 => Vec2::new(595.0, 842.0),
            Self::Letter => Vec2::new(612.0, 792.0),
        }
    }

    /// The size of a sheet that lies on its long side, in points.
    pub fn landscape(self) -> Vec2 {
        self.upright().yx()
    }
}

/// How much of a report goes on its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PageLayout {
    /// All of it, on as many upright pages as it needs.
    #[default]
    Report,
    /// What a decision needs, on one page in landscape.
    OnePage,
}

impl PageLayout {
    /// All layouts, in the order in which they are listed.
    pub const ALL: [Self; 2] = [Self::Report, Self::OnePage];

    /// Its name on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::OnePage => "one-page",
        }
    }

    /// Its description, in lists.
    pub fn help(self) -> &'static str {
        match self {
            Self::Report => "The whole report, on upright pages",
            Self::OnePage => {
                "Recommendation, charts and what would change it, on one page in landscape"
            }
        }
    }
}

/// The pages of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct PageSetup {
    /// The size of the sheets.
    pub paper: Paper,
    /// What is on them.
    pub layout: PageLayout,
}

impl PageSetup {
    /// The names of paper and layout; `None` if these are the usual ones.
    pub fn keys(self) -> Option<[String; 2]> {
        let keys = [self.paper.key(), self.layout.key()];
        (self != Self::default()).then(|| keys.map(str::to_owned))
    }

    /// The pages of these names. What this version doesn't know is as usual.
    pub fn of_keys(keys: Option<&[String; 2]>) -> Self {
        let Some([paper, layout]) = keys else {
            return Self::default();
        };
        let paper = Paper::ALL.into_iter().find(|known| known.key() == paper);
        let layout = PageLayout::ALL
            .into_iter()
            .find(|known| known.key() == layout);
        Self {
            paper: paper.unwrap_or_default(),
            layout: layout.unwrap_or_default(),
        }
    }
}
