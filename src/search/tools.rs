//! Pages of the program that are no articles, with the keys of the words that name and describe them.

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
