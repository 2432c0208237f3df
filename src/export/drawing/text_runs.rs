//! Text as it is laid out, taken apart into what can be set at once: runs of letters of one face, colour and script.
//!
//! Runs are laid side by side as the window has them; within a run who sets it joins letters and turns round what is read from the right.

use egui::epaint::TextShape;
use egui::epaint::text::PlacedRow;
use egui::{Color32, Pos2, vec2};
use unicode_script::{Script, UnicodeScript as _};

use super::typeface::Face;

/// Letters of one row in one face, colour and script.
pub(super) struct Run {
    pub text: String,
    /// Left end of the baseline.
    pub at: Pos2,
    pub width: f32,
    pub face: Face,
    pub size: f32,
    pub color: Color32,
}

/// The runs of a text.
pub(super) fn runs(text: &TextShape) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut byte = 0;
    for row in &text.galley.rows {
        runs.extend(runs_of_row(text, row, &mut byte));
        byte += usize::from(row.ends_with_newline);
    }
    runs.retain(|run: &Run| !run.text.trim().is_empty());
    for run in &mut runs {
        // White space at the end has a width that nobody sees.
        run.text.truncate(run.text.trim_end().len());
    }
    runs
}

/// A letter of a row: where it begins in the text of the layout, and what of the row it takes.
struct Letter {
    chr: char,
    byte: usize,
    left: f32,
    right: f32,
    baseline: f32,
}

/// `byte`: where the row begins in the text of the layout, and then where it ends.
fn runs_of_row(text: &TextShape, row: &PlacedRow, byte: &mut usize) -> Vec<Run> {
    let job = &text.galley.job;
    let origin = text.pos + row.pos.to_vec2();
    let letters = letters_of(&job.text, row, byte);
    let mut runs: Vec<Run> = Vec::new();
    let mut last = None;
    for (letter, script) in letters.iter().zip(scripts(&letters)) {
        let section = job
            .sections
            .iter()
            .position(|section| section.byte_range.contains(&letter.byte.into()))
            .unwrap_or(job.sections.len().saturating_sub(1));
        let Some(format) = job.sections.get(section).map(|section| &section.format) else {
            continue;
        };
        if last != Some((section, script)) {
            last = Some((section, script));
            let own = if format.color == Color32::PLACEHOLDER {
                text.fallback_color
            } else {
                format.color
            };
            let color = text.override_text_color.unwrap_or(own);
            runs.push(Run {
                text: String::new(),
                at: origin + vec2(letter.left, letter.baseline),
                width: 0.0,
                face: Face::for_family(&format.font_id.family),
                size: format.font_id.size,
                color: color.gamma_multiply(text.opacity_factor),
            });
        }
        if let Some(run) = runs.last_mut() {
            run.text.push(letter.chr);
            if !letter.chr.is_whitespace() {
                run.width = run.width.max(origin.x + letter.right - run.at.x);
            }
        }
    }
    runs
}

/// A letter has no more than so many marks over and under it.
const MOST_MARKS: usize = 3;

/// The letters of a row in the order in which they are read. A glyph tells only of the first letter of what it is joined from, and a word
/// that is read from the right has its glyphs as they are seen: the text of the layout says more.
fn letters_of(text: &str, row: &PlacedRow, byte: &mut usize) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(row.glyphs.len());
    let mut glyphs = &row.glyphs[..];
    while let Some(glyph) = glyphs.first() {
        let next = text.get(*byte..).and_then(|rest| rest.chars().next());
        let word = if from_the_right(glyph.chr) && next.is_some_and(from_the_right) {
            let rest = &text[*byte..];
            let end = rest.find(|letter| !from_the_right(letter));
            &rest[..end.unwrap_or(rest.len())]
        } else {
            ""
        };
        let (taken, width) = if word.is_empty() {
            (1, glyph.advance_width)
        } else {
            let taken = glyphs.iter().take_while(|other| from_the_right(other.chr));
            let ends = taken.clone().map(|other| other.pos.x + other.advance_width);
            let right = ends.fold(glyph.pos.x, f32::max);
            (taken.count(), right - glyph.pos.x)
        };
        let joined = || {
            let before = row.glyphs.len() - glyphs.len();
            before > 0 && row.glyphs[before - 1].chr == glyph.chr
        };
        // One glyph may stand for a letter with its marks.
        let marked = || {
            let rest = text.get(*byte..)?;
            let mut upto = rest.chars().take(MOST_MARKS + 1);
            let at = upto.position(|letter| letter == glyph.chr)?;
            Some(rest.chars().take(at + 1).collect::<String>())
        };
        let (said, of_text) = match next {
            _ if !word.is_empty() => (word.to_owned(), true),
            Some(next) if next == glyph.chr || joined() => (next.to_string(), true),
            // An ellipsis that stands for the rest isn't in the text.
            _ => marked().map_or((glyph.chr.to_string(), false), |said| (said, true)),
        };
        let of = said.chars().count() as f32;
        for (part, letter) in said.chars().enumerate() {
            let at = |part: usize| glyph.pos.x + width * part as f32 / of;
            letters.push(Letter {
                chr: letter,
                byte: *byte,
                left: at(part),
                right: at(part + 1),
                baseline: glyph.pos.y,
            });
            if of_text {
                *byte += letter.len_utf8();
            }
        }
        glyphs = &glyphs[taken..];
    }
    letters
}

/// The script of each letter, `None` for those that the face has. What is of no script, such as spaces, is of that around it.
fn scripts(letters: &[Letter]) -> Vec<Option<Script>> {
    let mut scripts: Vec<Option<Script>> = Vec::with_capacity(letters.len());
    // Where letters begin that are of no script.
    let mut neutral = 0;
    for letter in letters {
        let script = match letter.chr.script() {
            Script::Common | Script::Unknown => {
                scripts.push(None);
                continue;
            }
            // Marks over and under letters.
            Script::Inherited => scripts.last().copied().flatten(),
            Script::Latin | Script::Greek | Script::Cyrillic => None,
            // Written side by side in the same faces.
            Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo => {
                Some(Script::Han)
            }
            other => Some(other),
        };
        let around = neutral > 0 && scripts[neutral - 1] == script;
        if around {
            scripts[neutral..].fill(script);
        }
        scripts.push(script);
        neutral = scripts.len();
    }
    scripts
}

/// Whether a letter is of a script that is read from the right.
fn from_the_right(letter: char) -> bool {
    matches!(
        letter.script(),
        Script::Hebrew | Script::Arabic | Script::Syriac | Script::Thaana | Script::Nko
    )
}
