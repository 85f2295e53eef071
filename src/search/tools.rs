//! Pages of the program that are no articles, with the keys of the words that name and describe them.

use crate::content::Kind;

/// A page with the keys of its name and of what it is for.
pub(super) struct Tool {
    pub(super) path: &'static str,
    pub(super) name: &'static str,
    pub(super) what: &'static str,
}

const fn tool(path: &'static str, name: &'static str, what: &'static str) -> Tool {
    Tool { path, name, what }
}

/// Every form and tool.
pub(super) const TOOLS: [Tool; 16] = [
    tool("/check", "symptom-check-title", "symptom-check-lead"),
    tool("/scan-words", "scan-words-title", "scan-words-lead"),
    tool("/levels/find", "finder-title", "finder-lead"),
    tool("/questions-to-ask", "visit-title", "visit-lede"),
    tool("/kit", "kit-make-title", "kit-make-lead"),
    tool("/info-kit", "kit-title", "kit-lead"),
    tool("/contact", "contact-title", "contact-lead"),
    tool("/scan-review", "scan-title", "scan-lead"),
    tool("/connect", "connect-title", "connect-lead"),
    tool("/connect/ask", "connect-ask-title", "connect-ask-lead"),
    tool("/connect/volunteer", "volunteer-title", "volunteer-lead"),
    tool("/updates", "updates-title", "updates-lead"),
    tool("/feedback", "feedback-title", "feedback-lead"),
    tool("/my-request", "my-request-title", "my-request-lead"),
    tool("/glossary", "glossary-heading", "glossary-intro"),
    tool("/sources", "sources-heading", "sources-intro"),
];

/// The list of a kind.
pub(super) fn list(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Anatomy => ("kind-anatomy", "intro-anatomy"),
        Kind::Condition => ("kind-conditions", "intro-conditions"),
        Kind::Symptom => ("kind-symptoms", "intro-symptoms"),
        Kind::Test => ("kind-tests", "intro-tests"),
        Kind::Treatment => ("kind-treatments", "intro-treatments"),
        Kind::Procedure => ("kind-procedures", "intro-procedures"),
        Kind::Level => ("index-levels", "intro-levels"),
        Kind::Comparison => ("index-comparisons", "intro-comparisons"),
        Kind::Question => ("index-questions", "intro-questions"),
        Kind::Story => ("index-stories", "intro-stories"),
        Kind::About => ("index-about", "intro-about"),
    }
}
