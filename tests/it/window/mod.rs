//! The whole window, driven without a display.
//!
//! - [`editing`]: values are typed and dragged, and figures follow
//! - [`typing`]: undo in a field, Esc and saving; [`focus`]: Tab and what has the keyboard
//! - [`first_curve`]: the questions about a new scenario, by counted presses
//! - [`long_use`]: what a long day takes
//! - [`keyboard`]: arrow keys in fields and lists, the parts of the window, cards and menus; [`palette`]: what is found by its name
//! - [`tab_order`]: Tab through the whole window; [`whole_job`]: a job by keys alone, counted
//! - [`saving`]: closing, saving, and files that change outside
//! - [`conflicts`]: the open file is changed outside and here
//! - [`recovery`]: unsaved work after the program ended
//! - [`outside`]: what other programs do to the open file
//! - [`picking`]: the list of models; [`filled`]: what a pick fills in, and the switch of prompt caching
//! - [`evidence`]: prompts and training files; [`giving_up`]: files that take a while to be read
//! - [`evaluated`]: error rates that are offered from an evaluation
//! - [`remembered`]: scenario, tab, zoom and place of the window, the next time
//! - [`room`]: tabs, headline, panels, menus and zoom at several sizes of the window; [`fits`]: the recommendation fits one screen
//! - [`library`]: the list of scenarios, opening, duplicating and renaming
//! - [`decision`]: the decision page; [`tabs`]: what each tab shows, and that it follows the scenario
//! - [`correlations`]: ranges that move together
//! - [`ranges`]: a range keeps the base case; [`templates`]: examples and copies of them
//! - [`dialogs`]: what all dialogs have in common; [`answers`]: questions and headings by keys
//! - [`monkey`]: events without sense
//! - [`mouse`]: slow hands
//! - [`extremes`]: every input at both ends of its domain, and every tab of every example

mod actuals;
mod answers;
mod conflicts;
mod correlations;
mod decision;
mod dialogs;
mod editing;
mod evaluated;
mod evidence;
mod extremes;
mod filled;
mod first_curve;
mod fits;
mod focus;
mod giving_up;
mod keyboard;
mod library;
mod long_use;
mod monkey;
mod mouse;
mod outside;
mod own_prices;
mod palette;
mod paths;
mod picking;
mod ranges;
mod recovery;
mod remembered;
mod room;
mod saving;
mod tab_order;
mod tabs;
mod templates;
mod typing;
mod whole_job;
