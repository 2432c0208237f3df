//! Reads the imports of each file: which file names what, and in which file of the tree that is.
//!
//! The text is read as the tokens of `proc-macro2`: comments and strings are then no paths, groups are nested, and the arguments of a
//! macro are read like any other code (`syn` would hand them over as tokens as well).
//!
//! Why not a crate for architecture tests: `archaven` doesn't follow the bare path of a child module, ignores macros and `std`, and finds
//! no circles; `rust_arkitect` finds none either and rests since January 2025; `arch_test_core` is AGPL; `bylaw` and `cargo-modules` bring
//! rust-analyzer along.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, iter, slice};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The names along a path: `[crate, app, state, State]`.
type Segments = Vec<String>;

/// What main.rs calls the library.
const CRATE: &str = env!("CARGO_PKG_NAME");

/// Words in front of a path that may begin with `::`, as in `impl ::serde::Serialize`.
const KEYWORDS: &[&str] = &[
    "as", "dyn", "else", "for", "if", "impl", "in", "match", "mut", "return", "while",
];

/// One file under src/.
pub struct SourceFile {
    /// From src/: `app/tabs/map.rs`.
    pub path: String,
    pub imports: Vec<Import>,
}

/// A path that a file names, in a `use` or in the midst of code.
pub struct Import {
    pub line: usize,
    /// `super::state::State`.
    pub written: String,
    /// `crate::app::state::State`, or `std::fs::write` of another crate.
    pub absolute: String,
    /// The other file of this crate that it leads to.
    pub file: Option<String>,
    /// Whether it only uses what an earlier import leads to.
    pub repeats: bool,
}

/// Reads all files below `folder`.
pub fn read_folder(folder: &Path) -> Vec<SourceFile> {
    let texts: Vec<_> = rust_files(folder)
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
            (name.replace('\\', "/"), fs::read_to_string(&path).unwrap())
        })
        .collect();
    let files: Vec<_> = texts
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    read(&files)
}

/// All source files below `folder`, sorted.
pub fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Reads files that are given as their path below src/ and their text.
pub fn read(files: &[(&str, &str)]) -> Vec<SourceFile> {
    let modules: BTreeMap<_, _> = files
        .iter()
        .map(|(path, _)| (module_of(path), (*path).to_owned()))
        .collect();
    files
        .iter()
        .map(|(path, text)| SourceFile {
            path: (*path).to_owned(),
            imports: imports(path, text, &modules),
        })
        .collect()
}

/// `app/tabs/mod.rs` → `[crate, app, tabs]`.
fn module_of(path: &str) -> Segments {
    let names = path.trim_end_matches(".rs").split('/');
    let mut module: Segments = iter::once("crate")
        .chain(names)
        .map(str::to_owned)
        .collect();
    if module.last().is_some_and(|name| name == "mod") || path == "lib.rs" {
        module.pop();
    }
    module
}

fn imports(path: &str, text: &str, modules: &BTreeMap<Segments, String>) -> Vec<Import> {
    let tokens: TokenStream = text
        .parse()
        .unwrap_or_else(|error| panic!("src/{path}: {error}"));
    let mut named = Vec::new();
    collect(tokens, &module_of(path), &mut named);

    let no_aliases = BTreeMap::new();
    let aliases: BTreeMap<_, _> = named
        .iter()
        .filter_map(|name| Some((name.alias.clone()?, name.absolute(modules, &no_aliases))))
        .collect();

    let mut imports: Vec<Import> = Vec::new();
    for name in &named {
        let absolute = name.absolute(modules, &aliases);
        let file = file_of(&absolute, modules)
            .filter(|file| *file != path)
            .cloned();
        let absolute = absolute.join("::");
        if imports.iter().all(|earlier| earlier.absolute != absolute) {
            imports.push(Import {
                line: name.line,
                written: name.segments.join("::"),
                absolute,
                repeats: name.alias.is_none() && imports.iter().any(|earlier| earlier.file == file),
                file,
            });
        }
    }
    imports
}

/// The file of the innermost module on the way to an item.
fn file_of<'a>(absolute: &[String], modules: &'a BTreeMap<Segments, String>) -> Option<&'a String> {
    let inwards = (1..=absolute.len()).rev();
    inwards
        .map(|length| &absolute[..length])
        .find_map(|module| modules.get(module))
}

/// A path as it stands in a file.
struct Named {
    line: usize,
    segments: Segments,
    /// What a `use` calls it in the rest of the file; `None` for a path in the midst of code.
    alias: Option<String>,
    /// The module that it stands in.
    module: Segments,
}

impl Named {
    fn absolute(
        &self,
        modules: &BTreeMap<Segments, String>,
        aliases: &BTreeMap<String, Segments>,
    ) -> Segments {
        let (first, rest) = self.segments.split_first().unwrap();
        let child = [&*self.module, slice::from_ref(first)].concat();
        let is_child = modules.contains_key(&child);
        let (from, rest) = match (first.as_str(), aliases.get(first)) {
            ("crate", _) => (vec!["crate".to_owned()], rest),
            ("self", _) => (self.module.clone(), rest),
            ("super", _) => {
                let supers = self.segments.iter().take_while(|name| *name == "super");
                let levels = supers.count();
                let above = self.module.len().saturating_sub(levels);
                (self.module[..above].to_vec(), &self.segments[levels..])
            }
            // In a `use`, a child is meant rather than what an import calls the same.
            (_, Some(_)) if is_child && self.alias.is_some() => (child, rest),
            (_, Some(imported)) => (imported.clone(), rest),
            (_, None) if is_child => (child, rest),
            (CRATE, None) => (vec!["crate".to_owned()], rest),
            (_, None) => return self.segments.clone(),
        };
        [&*from, rest].concat()
    }
}

/// Collects the paths in `tokens`, which stand in `module`; what is compiled for tests only doesn't count.
fn collect(tokens: TokenStream, module: &Segments, named: &mut Vec<Named>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let mut rest = &tokens[..];
    let mut after_generics = false;
    while let Some((token, following)) = rest.split_first() {
        let here = rest;
        rest = following;
        match token {
            TokenTree::Punct(punct)
                if punct.as_char() == '#' && following.first().is_some_and(is_for_tests) =>
            {
                rest = after_item(following);
            }
            // `<T as Trait>::name` is no path of modules, `::name` is one of another crate.
            TokenTree::Punct(_) if separator(here) => {
                rest = &following[1..];
                if after_generics && let Some(TokenTree::Ident(_)) = rest.first() {
                    rest = path(rest).1;
                }
            }
            TokenTree::Ident(word) if word == "use" && !is_punct(following.first(), '<') => {
                let end = following
                    .iter()
                    .position(|token| is_punct(Some(token), ';'));
                let (tree, after) = following.split_at(end.unwrap_or(following.len()));
                used(tree, &[], module, named);
                rest = after;
            }
            TokenTree::Ident(word) if word == "pub" => {
                if let Some(TokenTree::Group(_)) = following.first() {
                    rest = &following[1..];
                }
            }
            TokenTree::Ident(word) if word == "mod" => {
                if let [TokenTree::Ident(name), TokenTree::Group(body), after @ ..] = following {
                    let inner = [&**module, &[name.to_string()]].concat();
                    collect(body.stream(), &inner, named);
                    rest = after;
                }
            }
            TokenTree::Ident(word) if !KEYWORDS.contains(&&*word.to_string()) => {
                let (segments, after) = path(here);
                rest = after;
                if segments.len() > 1 {
                    named.push(Named {
                        line: word.span().start().line,
                        segments,
                        alias: None,
                        module: module.clone(),
                    });
                }
            }
            TokenTree::Group(group) => collect(group.stream(), module, named),
            _ => {}
        }
        after_generics = is_punct(Some(token), '>');
    }
}

/// Collects what the tree of a `use` imports.
fn used(tree: &[TokenTree], prefix: &[String], module: &Segments, named: &mut Vec<Named>) {
    let tree = if separator(tree) { &tree[2..] } else { tree };
    let (names, rest) = path(tree);
    let mut segments = [prefix, &names].concat();
    if let Some(TokenTree::Group(group)) = rest.first() {
        let tokens: Vec<_> = group.stream().into_iter().collect();
        for part in tokens.split(|token| is_punct(Some(token), ',')) {
            if !part.is_empty() {
                used(part, &segments, module, named);
            }
        }
        return;
    }
    if segments.len() > 1 && segments.last().is_some_and(|name| name == "self") {
        segments.pop();
    }
    let Some(own_name) = segments.last().cloned() else {
        return;
    };
    let alias = match rest {
        [TokenTree::Ident(word), TokenTree::Ident(alias)] if word == "as" => alias.to_string(),
        _ => own_name,
    };
    named.push(Named {
        line: tree[0].span().start().line,
        segments,
        alias: Some(alias),
        module: module.clone(),
    });
}

/// The path at the start of `tokens`, without the separator in front of a group, and what follows.
fn path(tokens: &[TokenTree]) -> (Segments, &[TokenTree]) {
    let mut rest = tokens;
    let mut segments = Vec::new();
    while let Some((TokenTree::Ident(name), following)) = rest.split_first() {
        segments.push(name.to_string());
        rest = following;
        if !separator(following) {
            break;
        }
        rest = &following[2..];
    }
    (segments, rest)
}

/// Whether `tokens` start with `::`.
fn separator(tokens: &[TokenTree]) -> bool {
    is_punct(tokens.first(), ':') && is_punct(tokens.get(1), ':')
}

fn is_punct(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

/// Whether the token after a `#` is `[cfg(test)]`.
fn is_for_tests(token: &TokenTree) -> bool {
    token.to_string().replace(' ', "") == "[cfg(test)]"
}

/// What follows the item that `tokens` start with.
fn after_item(tokens: &[TokenTree]) -> &[TokenTree] {
    let is_end = |token: &TokenTree| {
        is_punct(Some(token), ';')
            || matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
    };
    let end = tokens
        .iter()
        .position(is_end)
        .map_or(tokens.len(), |end| end + 1);
    &tokens[end..]
}
