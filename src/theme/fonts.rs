//! The face that charts and the window are set in. It is bundled, so that they look the same everywhere; scripts that it doesn’t have are set
//! in the system’s faces.

use std::cell::Cell;
use std::io::{self, Write as _};
use std::panic::{self, catch_unwind};
use std::sync::{Arc, OnceLock};

use egui::{FallbackRequest, FontData, FontDefinitions, FontFamily, FontInsert, FontProvider};
use egui_system_font_provider::SystemFontProvider;

/// The bundled face in its weights: regular, semi-bold, bold.
pub const FACES: [(&str, &[u8]); 3] = [
    (
        "Inter",
        include_bytes!("../../assets/fonts/Inter-Regular.otf"),
    ),
    (
        "Inter SemiBold",
        include_bytes!("../../assets/fonts/Inter-SemiBold.otf"),
    ),
    (
        "Inter Bold",
        include_bytes!("../../assets/fonts/Inter-Bold.otf"),
    ),
];

/// Inter with tabular figures, followed by egui's own fonts for symbols.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in FACES {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let symbols = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    for (family, face) in [
        (FontFamily::Proportional, "Inter"),
        (bold(), "Inter SemiBold"),
        (headline(), "Inter Bold"),
    ] {
        let mut faces = vec![face.to_owned()];
        faces.extend(symbols.iter().cloned());
        fonts.families.insert(family, faces);
    }
    fonts
}

/// The family of bold text.
pub fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// The family of headlines.
pub fn headline() -> FontFamily {
    FontFamily::Name("headline".into())
}

/// The system's fonts; `None` if there are none that can be used.
static SYSTEM: OnceLock<Option<SystemFontProvider>> = OnceLock::new();

/// Discovers the system's fonts, which takes a while.
pub fn discover_system_fonts() {
    SYSTEM.get_or_init(usable_fonts);
}

thread_local! {
    /// Whether this thread looks up a font that may not be there.
    static LOOKS_UP: Cell<bool> = const { Cell::new(false) };
}

/// The system's fonts, if one can be looked up. Without any configured, looking one up panics.
fn usable_fonts() -> Option<SystemFontProvider> {
    expect_panics();
    LOOKS_UP.set(true);
    let usable = catch_unwind(|| {
        let fonts = SystemFontProvider::new();
        let cluster = "Ω";
        let family = &FontFamily::Proportional;
        fonts.font_for(&FallbackRequest { cluster, family });
        fonts
    });
    LOOKS_UP.set(false);
    usable.ok()
}

/// A panic while fonts are discovered is no fault of the program: in its place it is said what is missing.
fn expect_panics() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map(panic::Location::file);
        // Its own thread ends first, then the one that waits for it.
        let is_in_search = place.is_some_and(|file| file.contains("fontique"));
        if is_in_search && !LOOKS_UP.get() {
            return;
        }
        if LOOKS_UP.get() {
            let text = "no fonts of this system can be used: letters that the program’s own fonts lack are shown as boxes";
            // Where that can't be written, there is nobody to tell.
            let _ = writeln!(io::stderr(), "breakeven: {text}");
        } else {
            report(info);
        }
    }));
}

/// Provides the system's faces for letters that no bundled face has. It waits until they are discovered.
pub fn system_font_provider() -> Arc<dyn FontProvider> {
    Arc::new(|request: &FallbackRequest<'_>| -> Option<FontInsert> {
        SYSTEM.get_or_init(usable_fonts).as_ref()?.font_for(request)
    })
}
