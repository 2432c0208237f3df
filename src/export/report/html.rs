//! A report as one HTML file that holds everything, the scenario included: it needs no other file, no script and no network.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::charts::figure::FigureKind;
use crate::charts::look::Look;
use crate::export::drawing::pdf::Attachment;
use crate::export::drawing::svg::{self, FontSource};
use crate::export::drawing::typeface;
use crate::export::error::ExportError;
use crate::export::figures::{REPORT_FIGURE_POINTS, available_figure, draw_report_figure};
use crate::study::Study;
use crate::theme::palette::Palette;

use super::blocks::{Block, Cell, Table, Tone};

/// Renders a report as a web page. The attachments are in it, but not shown.
pub fn render(
    study: &Study,
    blocks: &[Block],
    look: Look,
    attachments: &[Attachment],
) -> Result<String, ExportError> {
    let title = study.scenario.title();
    let body = blocks
        .iter()
        .map(|block| markup(block, study, look))
        .collect::<Result<Vec<Markup>, _>>()?;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " – Breakeven" }
                style { (PreEscaped(style(look))) }
            }
            body {
                main {
                    p.name dir="auto" { (title) }
                    @for block in body { (block) }
                }
                @for Attachment { name, text, .. } in attachments {
                    pre data-breakeven=(name) style=(NOT_SHOWN) aria-hidden="true" { (text) }
                }
            }
        }
    };
    let page = page.into_string();
    // The faces are embedded last, because the page's letters are known only then.
    let letters = typeface::letters_in(&page);
    Ok(page.replacen(
        "<style>",
        &format!("<style>{}", typeface::font_face_css(&letters)),
        1,
    ))
}

/// The style of what a page carries without showing it: neither a script nor an element without a place on the page, since mail programs
/// leave out the ones, and Chromium's web archives the others.
const NOT_SHOWN: &str = "visibility:hidden;height:0;margin:0;overflow:hidden";

fn markup(block: &Block, study: &Study, look: Look) -> Result<Markup, ExportError> {
    Ok(match block {
        Block::Finding { headline, detail } => html! {
            h1 { (headline) }
            p.detail { (detail) }
        },
        Block::Heading(text) => html! { h2 { (text) } },
        Block::Subheading(text) => html! { h3 { (text) } },
        Block::KeyFigures(figures) => html! {
            div.figures {
                @for (value, caption) in figures {
                    div { b { (value) } span { (caption) } }
                }
            }
        },
        Block::Text(text) => html! { p { (text) } },
        Block::Warning(text) => html! { p.warning { (text) } },
        Block::Note(text) => html! { p.note dir="auto" { (text) } },
        Block::List(sentences) => html! {
            ul { @for sentence in sentences { li { (sentence) } } }
        },
        Block::Table(rows) => table(rows),
        Block::Figure(kind) => figure(*kind, study, look)?,
        // The browser breaks pages.
        Block::PageBreak => html! {},
    })
}

/// A chart as SVG, with its finding as the title for screen readers.
fn figure(kind: FigureKind, study: &Study, look: Look) -> Result<Markup, ExportError> {
    let drawing = draw_report_figure(study, kind, REPORT_FIGURE_POINTS, look)?;
    let title = available_figure(study, kind, false)?.title();
    // The ids of clips have to differ between the pictures of a page.
    let picture = svg::render(&drawing, &title, FontSource::External)
        .replace("\"clip", &format!("\"{}-clip", kind.key()))
        .replace("#clip", &format!("#{}-clip", kind.key()));
    Ok(html! { figure { (PreEscaped(picture)) } })
}

fn table(table: &Table) -> Markup {
    let class = |numeric: bool| if numeric { "number" } else { "" };
    html! {
        table {
            colgroup {
                @for width in &table.widths {
                    col style=(format!("width:{:.0}%", 100.0 * width));
                }
            }
            @if table.head.iter().any(|name| !name.is_empty()) {
                thead {
                    tr {
                        @for (name, numeric) in table.head.iter().zip(&table.numeric) {
                            th class=(class(*numeric)) { (name) }
                        }
                    }
                }
            }
            tbody {
                @for row in &table.rows {
                    tr {
                        @for (cell, numeric) in row.iter().zip(&table.numeric) {
                            td class=(class(*numeric)) dir="auto" { (words(cell)) }
                        }
                    }
                }
            }
        }
    }
}

fn words(cell: &Cell) -> Markup {
    match cell.tone {
        Tone::Plain => html! { (cell.text) },
        Tone::Strong => html! { b { (cell.text) } },
        Tone::Weak => html! { span.weak { (cell.text) } },
        Tone::Warning => html! { span.warning { (cell.text) } },
    }
}

/// The page's style sheet, in the colours of the theme.
fn style(look: Look) -> String {
    let palette = Palette::for_theme(look.dark);
    let colors = [
        ("background", palette.background),
        ("text", palette.text),
        ("weak", palette.weak),
        ("warning", palette.warning),
        ("line", palette.faint),
    ];
    let colors: Vec<String> = colors
        .into_iter()
        .map(|(name, color)| format!("--{name}:{}", svg::css_color(color)))
        .collect();
    format!(
        ":root{{{}}}{}",
        colors.join(";"),
        include_str!("../../../assets/report.css")
    )
}
