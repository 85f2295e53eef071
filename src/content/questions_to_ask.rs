//! Questions that readers take along to a visit, by topic, from `questions-to-ask.toml`.

use std::collections::BTreeMap;

use super::{
    Problem, Rule, Slug,
    fields::{At, Fields},
};

pub(in crate::content) const VISIT_TOPIC: Rule = Rule::error(
    "visit-topic",
    "Each topic of questions to ask is there once, under a slug.",
    "add each as [[topic]] with key, name, pages and questions",
);
pub(in crate::content) const VISIT_QUESTION: Rule = Rule::error(
    "visit-question",
    "What a reader takes along to a visit is a question.",
    "end it with a question mark",
);

/// Every topic, in the order in which a visit takes them up.
#[derive(Debug, Clone)]
pub struct QuestionsToAsk {
    topics: Vec<VisitTopic>,
}

/// Questions that belong together.
#[derive(Debug, Clone)]
pub struct VisitTopic {
    /// What links and boxes call it.
    pub key: Slug,
    /// What readers call it.
    pub name: String,
    /// The questions; the one that matters most comes first.
    pub questions: Vec<String>,
    /// The pages that it is for: paths without the leading slash, or the folder of a kind for all of its pages.
    pub(in crate::content) pages: Vec<At<String>>,
}

impl QuestionsToAsk {
    /// Every topic in order.
    pub fn topics(&self) -> &[VisitTopic] {
        &self.topics
    }

    /// The topics for the page at a path such as `/conditions/disc-extrusion`.
    pub fn for_page(&self, path: &str) -> impl Iterator<Item = &VisitTopic> {
        let path = path.trim_start_matches('/');
        let folder = path.split('/').next().unwrap_or_default();
        let names = move |page: &At<String>| page.value == path || page.value == folder;
        self.topics.iter().filter(move |topic| topic.pages.iter().any(names))
    }

    /// Parses the text of `file`.
    pub(in crate::content) fn parse(file: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let mut fields = Fields::parse(file, text, 1)?;
        let mut topics = Vec::new();
        let mut seen = BTreeMap::new();
        for mut topic in fields.array_of_tables("topic") {
            let line = topic.line();
            if let Some(read) = VisitTopic::read(&mut topic) {
                if let Some(first) = seen.insert(read.key.to_string(), line) {
                    let what = format!("the topic `{}` is there before, on line {first}", read.key);
                    topic.fault(line, VISIT_TOPIC.broken(what).instead("put their questions together"));
                }
                topics.push(read);
            }
            fields.take_in(topic);
        }
        let problems = fields.finish();
        match topics.is_empty() && problems.is_empty() {
            true => Err(vec![Problem::new(
                file,
                1,
                VISIT_TOPIC.broken("there is no topic here"),
            )]),
            false if problems.is_empty() => Ok(Self { topics }),
            false => Err(problems),
        }
    }
}

impl VisitTopic {
    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let key = fields.required::<String>("key");
        let name = fields.required::<String>("name");
        let pages = fields.required_list("pages");
        let questions = fields.required_list("questions");
        for question in questions.iter().flatten() {
            if !question.value.trim_end().ends_with('?') {
                let what = format!("\u{201c}{}\u{201d} is no question", question.value);
                fields.fault(question.line, VISIT_QUESTION.broken(what));
            }
        }
        if questions.as_ref().is_some_and(Vec::is_empty) {
            fields.fault(
                fields.line(),
                VISIT_QUESTION
                    .broken("the topic has no question")
                    .instead("write at least one"),
            );
        }
        let key = key?;
        let slug = key.value.parse();
        if let Err(reason) = slug {
            fields.fault(
                key.line,
                VISIT_TOPIC
                    .broken(format!("`{}` is not a slug", key.value))
                    .instead(reason),
            );
        }
        Some(Self {
            key: slug.ok()?,
            name: name?.value,
            questions: questions?.into_iter().map(|question| question.value).collect(),
            pages: pages?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOPICS: &str = "[[topic]]\nkey = \"scan\"\nname = \"My scan\"\npages = [\"tests\", \"conditions/a\"]\nquestions = [\"Why?\"]\n\n\
                          [[topic]]\nkey = \"costs\"\nname = \"Costs\"\npages = []\nquestions = [\"How much?\"]\n";

    #[test]
    fn a_topic_is_for_the_pages_of_a_kind_or_for_one() {
        let questions = QuestionsToAsk::parse("q.toml", TOPICS).unwrap();
        let topics = |path| {
            questions
                .for_page(path)
                .map(|topic| topic.key.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(topics("/tests/mri"), ["scan"]);
        assert_eq!(topics("/conditions/a"), ["scan"]);
        assert!(topics("/conditions/b").is_empty());
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_its_line() {
        let text = TOPICS.replace("Why?", "Tell me.").replace("\"costs\"", "\"scan\"") + "page = []\n";
        let problems = QuestionsToAsk::parse("q.toml", &text).unwrap_err();
        let told: Vec<_> = problems
            .iter()
            .map(|problem| (problem.line, problem.rule.name))
            .collect();
        assert_eq!(told, [(5, "visit-question"), (7, "visit-topic"), (12, "unknown-key")]);
    }

    #[test]
    fn a_file_without_topics_is_refused() {
        assert_eq!(
            QuestionsToAsk::parse("q.toml", "").unwrap_err()[0].rule.name,
            "visit-topic"
        );
    }
}
