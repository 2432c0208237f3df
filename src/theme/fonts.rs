//! The face that charts and the window are set in. It is bundled, so that they look the same everywhere; scripts that it doesn’t have are set
//! in the system’s faces.

use std::sync::{Arc, LazyLock};

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

/// The system's fonts. Discovering them takes a while, and begins when this is first used.
static SYSTEM: LazyLock<SystemFontProvider> = LazyLock::new(SystemFontProvider::new);

/// Begins to discover the system's fonts in the background.
pub fn discover_system_fonts() {
    LazyLock::force(&SYSTEM);
}

/// Provides the system's faces for letters that no bundled face has.
pub fn system_font_provider() -> Arc<dyn FontProvider> {
    Arc::new(|request: &FallbackRequest<'_>| -> Option<FontInsert> { SYSTEM.font_for(request) })
}
