//! How cells are named in formulas.

/// The sheet of workings.
pub(super) const WORKINGS: &str = "Workings";

/// How the names of both approaches begin: of their workings, and of their inputs.
pub(super) const NAME_PREFIXES: [(&str, &str); 2] = [("p", "prompting"), ("t", "fine_tuning")];

/// The name of an input's cell in formulas: "workload_queries_per_month".
pub fn defined_name(path: &str) -> String {
    path.replace('.', "_")
}
