//! Holds what the files import against the tables. A fault is a sentence that names the file, the line and the import.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::house::{ACTING_PARTS_OF_APP, ACTS, DISK, FLOORS, Floors, Forbidden, ROOMS, Room};
use super::source::{Import, SourceFile};

/// The room that a file is in: `app` for `app/tabs/map.rs`.
fn room_of(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The folder or file of a room that a file is in: `tabs` for `app/tabs/map.rs`.
fn part_of(path: &str) -> &str {
    let part = path.split('/').nth(1).unwrap_or("mod");
    part.trim_end_matches(".rs")
}

/// The imports that lead to another file of the crate, with that file.
fn arrows(file: &SourceFile) -> impl Iterator<Item = (&Import, &str)> {
    let imports = file.imports.iter().filter(|import| !import.repeats);
    imports.filter_map(|import| Some((import, import.file.as_deref()?)))
}

/// `imports` of a file, if any, and what is wrong with them.
fn fault(file: &SourceFile, imports: &[&Import], why: &str) -> Option<String> {
    let line = imports.first()?.line;
    let names: Vec<_> = imports.iter().map(|import| &*import.written).collect();
    let (path, names) = (&file.path, names.join(", "));
    Some(format!("src/{path}:{line} imports {names}: {why}"))
}

/// Imports between rooms that may not know each other, and rooms that the table doesn't know.
pub fn between_rooms(tree: &[SourceFile]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in tree {
        let Some(Room { name, may_know, .. }) = room_named(room_of(&file.path)) else {
            faults.push(format!(
                "src/{}: tests/it/layers/house.rs doesn't say what this room may know",
                file.path
            ));
            continue;
        };
        for (import, target) in arrows(file) {
            let room = room_of(target);
            if room != *name && !may_know.contains(&room) && !may_know.contains(&target) {
                let allowed = if may_know.is_empty() {
                    "no other room".to_owned()
                } else {
                    may_know.join(", ")
                };
                faults.extend(fault(
                    file,
                    &[import],
                    &format!("{name} must not know {target}, it may know {allowed}"),
                ));
            }
        }
    }
    faults
}

fn room_named(name: &str) -> Option<&'static Room> {
    ROOMS.iter().find(|room| room.name == name)
}

/// Imports within a room that lead up or sideways, and parts of a room that have no floor.
pub fn between_floors(tree: &[SourceFile]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in tree {
        let Some(floors) = FLOORS
            .iter()
            .find(|floors| floors.room == room_of(&file.path))
        else {
            continue;
        };
        let depth_of = |part| {
            floors
                .from_the_top
                .iter()
                .position(|floor| floor.contains(&part))
        };
        let part = part_of(&file.path);
        let Some(depth) = depth_of(part) else {
            faults.push(format!(
                "src/{}: tests/it/layers/house.rs gives {part} no floor in {}",
                file.path, floors.room
            ));
            continue;
        };
        for (import, target) in arrows(file).filter(|(_, target)| room_of(target) == floors.room) {
            let other = part_of(target);
            let Some(others_depth) = depth_of(other).filter(|_| other != part) else {
                continue;
            };
            if others_depth <= depth {
                let way = if others_depth < depth {
                    "up"
                } else {
                    "sideways"
                };
                faults.extend(fault(
                    file,
                    &[import],
                    &format!("this leads {way}, from {part} to {other}"),
                ));
            }
        }
    }
    faults
}

/// What rooms touch that they must keep off: a fault for each file and reason.
pub fn forbidden_names(tree: &[SourceFile]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in tree {
        let room = room_of(&file.path);
        let acts = room != "app" || ACTING_PARTS_OF_APP.contains(&part_of(&file.path));
        let mut touched = |is_forbidden: &dyn Fn(&Import) -> bool, because| {
            let imports = file.imports.iter().filter(|import| is_forbidden(import));
            faults.extend(fault(file, &imports.collect::<Vec<_>>(), because));
        };
        for forbidden in room_named(room).map_or(&[][..], |room| room.must_not_touch) {
            touched(&|import| names(import, forbidden), forbidden.because);
        }
        if !acts {
            touched(
                &|import| names(import, &ACTS) || reaches_disk(import),
                ACTS.because,
            );
        }
    }
    faults
}

fn names(import: &Import, forbidden: &Forbidden) -> bool {
    forbidden
        .names
        .iter()
        .any(|name| below(&import.absolute, name).is_some())
}

/// The rest of a path that starts with `name`.
fn below<'a>(path: &'a str, name: &str) -> Option<&'a str> {
    let rest = path.strip_prefix(name)?;
    if rest.is_empty() {
        Some(rest)
    } else {
        rest.strip_prefix("::")
    }
}

/// Whether it is a function of a module whose functions reach the disk.
fn reaches_disk(import: &Import) -> bool {
    let items = DISK
        .iter()
        .filter_map(|module| below(&import.absolute, module));
    items
        .into_iter()
        .any(|item| item.starts_with(char::is_lowercase))
}

/// Names in the tables that nothing in the tree answers to.
pub fn stale_names(tree: &[SourceFile]) -> Vec<String> {
    let is_room = |name: &str| {
        tree.iter()
            .any(|file| [room_of(&file.path), &file.path].contains(&name))
    };
    let is_part = |room: &str, part: &str| {
        tree.iter()
            .any(|file| room_of(&file.path) == room && part_of(&file.path) == part)
    };
    let is_item = |name: &str| {
        let mut imports = tree.iter().flat_map(|file| &file.imports);
        imports.any(|import| below(&import.absolute, name).is_some())
    };
    let rooms = ROOMS
        .iter()
        .flat_map(|room| room.may_know.iter().chain([&room.name]));
    let rooms = rooms.filter(|name| !is_room(name)).map(ToString::to_string);
    let parts = FLOORS.iter().flat_map(|Floors { room, from_the_top }| {
        let parts = from_the_top.iter().copied().flatten();
        parts
            .filter(|part| !is_part(room, part))
            .map(move |part| format!("{room}/{part}"))
    });
    let acting = ACTING_PARTS_OF_APP
        .iter()
        .filter(|part| !is_part("app", part));
    let items = ACTS
        .names
        .iter()
        .chain(DISK)
        .filter(|name| name.starts_with("crate::") && !is_item(name));
    let gone: BTreeSet<_> = rooms
        .chain(parts)
        .chain(acting.map(|part| format!("app/{part}")))
        .chain(items.map(ToString::to_string))
        .collect();
    gone.into_iter()
        .map(|name| format!("tests/it/layers/house.rs names {name}, which is not there"))
        .collect()
}

/// Circles of imports: for each file that is in one, the shortest, unless it is in one already.
pub fn circles(tree: &[SourceFile]) -> Vec<String> {
    let files: BTreeMap<_, _> = tree.iter().map(|file| (file.path.as_str(), file)).collect();
    let mut in_circles = BTreeSet::new();
    let mut faults = Vec::new();
    for path in files.keys() {
        if in_circles.contains(path) {
            continue;
        }
        if let Some(circle) = shortest_circle(path, &files) {
            faults.push(told(&circle, &files));
            in_circles.extend(circle);
        }
    }
    faults
}

/// The files on the shortest way from `start` back to itself.
fn shortest_circle<'a>(
    start: &'a str,
    files: &BTreeMap<&'a str, &'a SourceFile>,
) -> Option<Vec<&'a str>> {
    let mut came_from = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(path) = queue.pop_front() {
        for (_, next) in arrows(files[path]) {
            if came_from.contains_key(next) {
                continue;
            }
            came_from.insert(next, path);
            if next == start {
                let mut circle = vec![path];
                while circle[circle.len() - 1] != start {
                    circle.push(came_from[circle[circle.len() - 1]]);
                }
                circle.reverse();
                return Some(circle);
            }
            queue.push_back(next);
        }
    }
    None
}

/// A circle in words, an arrow a line.
fn told(circle: &[&str], files: &BTreeMap<&str, &SourceFile>) -> String {
    let mut lines = vec!["a circle of imports:".to_owned()];
    for (path, next) in circle.iter().zip(circle.iter().cycle().skip(1)) {
        let imports: Vec<_> = arrows(files[path])
            .filter(|(_, target)| target == next)
            .map(|(import, _)| import)
            .collect();
        let names: Vec<_> = imports
            .iter()
            .map(|import| import.written.as_str())
            .collect();
        lines.push(format!(
            "  src/{path}:{} imports {} from src/{next}",
            imports[0].line,
            names.join(", ")
        ));
    }
    lines.join("\n")
}
