//! The face that pictures are set in, and subsets of it with the letters that a picture needs.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use allsorts::binary::read::ReadScope;
use allsorts::font::Font;
use allsorts::font::MatchingPresentation::NotRequired;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use allsorts::tables::OpenTypeFont;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use egui::{FontData, FontFamily};
use resvg::usvg::fontdb;

use crate::theme::fonts;

/// A weight of the face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// For running text.
    Regular,
    /// For names and titles.
    SemiBold,
    /// For headlines.
    Bold,
}

impl Face {
    /// The families for CSS: if the face is missing, a reader uses one of similar shape.
    pub const CSS_FAMILIES: &'static str = "Inter, 'Helvetica Neue', Arial, sans-serif";

    /// All weights, from the lightest on.
    pub const ALL: [Self; 3] = [Self::Regular, Self::SemiBold, Self::Bold];

    /// The weight in CSS.
    pub fn weight(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::SemiBold => 600,
            Self::Bold => 700,
        }
    }

    /// The face that a font family of egui is set in.
    pub fn for_family(family: &FontFamily) -> Self {
        if *family == fonts::bold() {
            Self::SemiBold
        } else if *family == fonts::headline() {
            Self::Bold
        } else {
            Self::Regular
        }
    }

    fn bytes(self) -> &'static [u8] {
        let [regular, semi_bold, bold] = fonts::FACES;
        let (_, bytes) = match self {
            Self::Regular => regular,
            Self::SemiBold => semi_bold,
            Self::Bold => bold,
        };
        bytes
    }
}

/// CSS that embeds each face with the letters that are set in it. Letters that it doesn't have are left to the reader's own faces.
pub fn font_face_css(letters: &[BTreeSet<char>; 3]) -> String {
    let mut css = String::new();
    for (face, letters) in Face::ALL.into_iter().zip(letters) {
        if letters.is_empty() {
            continue;
        }
        // If a subset fails, the picture is set in a similar face of the reader's.
        let Some(font) = subset_of(face.bytes(), letters) else {
            continue;
        };
        let _ = write!(
            css,
            "@font-face{{font-family:Inter;font-weight:{};src:url(data:font/otf;base64,{}) format('opentype')}}",
            face.weight(),
            STANDARD.encode(font)
        );
    }
    css
}

/// A font with these letters only. `None` if it can't be subset.
fn subset_of(bytes: &[u8], letters: &BTreeSet<char>) -> Option<Vec<u8>> {
    let font = ReadScope::new(bytes).read::<OpenTypeFont<'_>>().ok()?;
    let mut face = Font::new(font.table_provider(0).ok()?).ok()?;
    // Glyph 0 is drawn for letters that are missing.
    let mut glyphs = BTreeSet::from([0]);
    for &letter in letters {
        glyphs.insert(face.lookup_glyph_index(letter, NotRequired, None).0);
    }
    let glyphs: Vec<u16> = glyphs.into_iter().collect();
    let provider = font.table_provider(0).ok()?;
    subset(
        &provider,
        &glyphs,
        &SubsetProfile::Minimal,
        CmapTarget::Unicode,
    )
    .ok()
}

/// The faces for rendering: those of the window in its order, then `others`.
pub fn font_database(others: &[FontData]) -> Arc<fontdb::Database> {
    static DATABASE: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
        let mut database = fontdb::Database::new();
        for font in fonts::definitions().font_data.values() {
            database.load_font_source(fontdb::Source::Binary(Arc::clone(&font.font)));
        }
        database.set_sans_serif_family("Inter");
        Arc::new(database)
    });
    if others.is_empty() {
        return Arc::clone(&DATABASE);
    }
    let mut database = fontdb::Database::clone(&DATABASE);
    for face in others {
        database.load_font_source(fontdb::Source::Binary(Arc::clone(&face.font)));
    }
    Arc::new(database)
}

/// All letters of a text, for each face: in a page, the style decides which face sets which letter.
pub fn letters_in(text: &str) -> [BTreeSet<char>; 3] {
    let letters: BTreeSet<char> = text.chars().collect();
    [letters.clone(), letters.clone(), letters]
}
