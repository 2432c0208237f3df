//! The architecture as tables: which room may know which, what no room may touch, and the floors within the large ones.
//!
//! Data goes one way: `scenario ← analysis ← decision ← study ← charts ← export ← {app, cli}`. Beside it, `files` and `evidence` know
//! the scenario only, and `theme` nothing but the two approaches.

/// A folder of src/, or a file that is a module of its own.
pub struct Room {
    pub name: &'static str,
    /// The other rooms, or single files of them, that it may import from.
    pub may_know: &'static [&'static str],
    /// What it must not name.
    pub must_not_touch: &'static [Forbidden],
}

/// Names that are kept out of a room, and why.
pub struct Forbidden {
    pub names: &'static [&'static str],
    pub because: &'static str,
}

const SCREEN: Forbidden = Forbidden {
    names: &["egui", "eframe", "egui_plot", "egui_extras", "rfd"],
    because: "it must know no screen",
};
const SURROUNDINGS: Forbidden = Forbidden {
    names: &[
        "std::env",
        "std::fs",
        "std::net",
        "std::process",
        "std::time::Instant::now",
        "std::time::SystemTime",
    ],
    because: "it must be a function of what it is given: no files, no clock, no surroundings",
};
const THREADS: Forbidden = Forbidden {
    names: &["std::thread"],
    because: "it must not start threads",
};
const ANYHOW: Forbidden = Forbidden {
    names: &["anyhow"],
    because: "a library's errors have types; anyhow is for app, cli and main",
};

/// Each room of src/. A new one has to be entered here.
#[rustfmt::skip]
pub const ROOMS: &[Room] = &[
    room("scenario", &[], &[SCREEN, SURROUNDINGS, THREADS, ANYHOW]),
    // Draws are worked out on several cores.
    room("analysis", &["scenario"], &[SCREEN, SURROUNDINGS, ANYHOW]),
    room("decision", &["scenario", "analysis"], &[SCREEN, SURROUNDINGS, THREADS, ANYHOW]),
    room("files", &["scenario"], &[SCREEN, ANYHOW]),
    room("evidence", &["scenario"], &[SCREEN, SURROUNDINGS, THREADS, ANYHOW]),
    room("study", &["scenario", "analysis", "decision", "evidence"], &[SCREEN, SURROUNDINGS, THREADS, ANYHOW]),
    room("theme", &["analysis/approach.rs"], &[SURROUNDINGS, THREADS, ANYHOW]),
    room("charts", &["scenario", "analysis", "decision", "study", "theme"], &[SURROUNDINGS, THREADS, ANYHOW]),
    room("export", &["scenario", "analysis", "decision", "study", "theme", "charts"], &[SURROUNDINGS, THREADS, ANYHOW]),
    room("cli", EVERYTHING, &[SCREEN]),
    room("app", EVERYTHING, &[]),
    room("main", &["app", "cli"], &[]),
    room("lib", &[], &[]),
];

/// For the two that bring everything together. They don't know each other.
#[rustfmt::skip]
const EVERYTHING: &[&str] = &["scenario", "analysis", "decision", "files", "evidence", "study", "theme", "charts", "export"];

const fn room(
    name: &'static str,
    may_know: &'static [&'static str],
    must_not_touch: &'static [Forbidden],
) -> Room {
    Room {
        name,
        may_know,
        must_not_touch,
    }
}

/// The floors of a room, from the top. A folder or a file stands on one of them, and imports only from lower ones: neither from above
/// nor from beside itself. `mod` is the room's own mod.rs.
pub struct Floors {
    pub room: &'static str,
    pub from_the_top: &'static [&'static [&'static str]],
}

pub const FLOORS: &[Floors] = &[
    Floors {
        room: "decision",
        from_the_top: &[
            // They put the `Decision` of mod.rs into sentences.
            &["words"],
            &["mod"],
            &["comparison", "conclusion"],
            &["doubt"],
            &["flips", "measurement", "rules"],
            &["facts", "reason"],
            &[
                "checklist",
                "evaluation",
                "levers",
                "options",
                "pilot",
                "roadmap",
            ],
            &["bisection", "recommendation"],
        ],
    },
    Floors {
        room: "charts",
        from_the_top: &[
            &["mod"],
            &["figure"],
            &[
                "comparison",
                "cost",
                "decision_card",
                "distribution",
                "drivers",
                "map",
                "phases",
                "pilot",
                "risk",
                "switch_timing",
            ],
            &["saving"],
            &["crossings"],
            &["look"],
            &["plot"],
        ],
    },
    Floors {
        room: "export",
        from_the_top: &[
            &["mod"],
            &["slides"],
            &["plain", "report", "spreadsheet"],
            &["figures"],
            &["error"],
            &["deck", "drawing", "format", "paper"],
        ],
    },
    // `State` is above the rooms that are drawn, so none of them sees it; only `view` (which reads it) and `update` do.
    Floors {
        room: "app",
        from_the_top: &[
            &["mod"],
            &["view", "update"],
            &["state"],
            &["present"],
            &["questions", "tabs"],
            &["editor", "library", "recovery"],
            &["workspace", "widgets"],
            &["messages", "background", "focus"],
        ],
    },
];

/// Where in the app a thread may be started and the disk be reached: nothing that is drawn can. mod.rs makes what `update` is lent for it.
pub const ACTING_PARTS_OF_APP: &[&str] = &["mod", "update", "background"];
pub const ACTS: Forbidden = Forbidden {
    names: &[
        "std::fs",
        "std::net",
        "std::process",
        "std::thread",
        "opener",
        "rfd",
        "crate::files::library::FolderWatcher",
        "crate::files::settings::SettingsFile",
    ],
    because: "only app/update and app/background start threads and reach the disk or the desktop",
};
/// Modules whose functions reach the disk. Their types may be known to what is drawn.
pub const DISK: &[&str] = &[
    "crate::files::atomic",
    "crate::files::journal::folder",
    "crate::files::journal::writer",
    "crate::files::library",
    "crate::files::link",
    "crate::files::store",
    "crate::files::temporary",
];
