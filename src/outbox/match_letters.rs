//! The words of letters that bring two readers together. Before both have accepted, a letter holds nothing of the other
//! but what they wish to talk about: only an introduction can tell more, and the store makes none before.

use crate::{
    content::{Kind, Library, Slug, Values},
    forms::{BestTime, Case, Private, Reference, Reply, Submission, Talker, Treated},
    store::{Introduction, Listed, Match, Side},
};

use super::letters::{Letter, foot, hello, kept};

/// One of the two, as their own letter needs them.
pub(super) struct Told<'a> {
    /// Where readers find the site.
    origin: &'a str,
    request: &'a Listed,
    talker: Talker<'a>,
}

impl<'a> Told<'a> {
    /// `None` for a request of another form.
    pub(super) fn of(origin: &'a str, request: &'a Listed, submission: &'a Submission) -> Option<Self> {
        let talker = submission.talker()?;
        Some(Self {
            origin,
            request,
            talker,
        })
    }

    /// The request of the one who is written to.
    pub(super) fn reference(&self) -> &Reference {
        &self.request.reference
    }

    /// The letter with these parts between greeting and foot. `None` for somebody who wants no letters.
    fn letter(&self, library: &Library, parts: Vec<String>) -> Option<Letter> {
        let Reply::Email(to) = &self.talker.reply else {
            return None;
        };
        let days = self.request.form.days_kept(&library.site().retention_days);
        let mut text = vec![hello(library, Some(self.talker.name.reveal()))];
        text.extend(parts);
        text.extend(foot(
            library,
            kept(library, self.origin, &self.request.reference, ("mail-kept", days)),
        ));
        Some(Letter {
            to: to.reveal().as_str().to_owned(),
            subject: library.words().get("mail-match-subject"),
            text: text.join("\n\n"),
            stop: None,
        })
    }
}

/// Asks one of the two whether they would like to talk. Of the other it takes the case alone,
/// and when they were treated if they were.
pub(super) fn proposal(
    library: &Library,
    told: &Told<'_>,
    of: &Match,
    other: &Case,
    treated: Option<&Private<Treated>>,
) -> Option<Letter> {
    let words = library.words();
    let seeks = of.seeker.request == told.request.reference;
    let mut ask = Values::new();
    ask.set("phone", library.site().phone_display.as_str());
    ask.set("hours", library.site().phone_hours.as_str());
    ask.set("match", of.reference.to_string());
    let mut about = vec![
        words.with(
            "mail-match-condition",
            "title",
            title(library, Kind::Condition, other.condition.as_ref()),
        ),
        words.with(
            "mail-match-procedure",
            "title",
            title(library, Kind::Procedure, other.procedure.as_ref()),
        ),
    ];
    about.extend(treated.map(|treated| {
        let when = words.get(treated_words(*treated.reveal()));
        words.with("mail-match-treated", "when", when)
    }));
    let parts = vec![
        words.get(if seeks {
            "mail-match-seeker-intro"
        } else {
            "mail-match-volunteer-intro"
        }),
        words.get("mail-match-topics"),
        about.join("\n"),
        words.with_all("mail-match-question", &ask),
        words.get("mail-match-promise"),
    ];
    told.letter(library, parts)
}

/// Tells one of the two who the other is and how to reach them.
pub(super) fn introduction(library: &Library, told: &Told<'_>, introduction: &Introduction) -> Option<Letter> {
    let words = library.words();
    let other = introduction.other_than(&told.request.reference);
    let other = other.submission.open()?.talker()?;
    let mut who = vec![words.with("mail-match-name", "name", other.name.reveal().as_str())];
    match other.reply {
        Reply::Email(address) => who.push(words.with("mail-match-email", "email", address.reveal().as_str())),
        Reply::Phone { number, best_time } => {
            who.push(words.with("mail-match-phone", "phone", number.reveal().as_str()));
            who.push(words.with("mail-match-best-time", "time", words.get(best_time_words(*best_time))));
        }
    }
    let parts = vec![
        words.get("mail-match-yes"),
        who.join("\n"),
        words.get("mail-match-both"),
        words.get("mail-match-care"),
    ];
    told.letter(library, parts)
}

/// Tells one of the two that it did not come about, and not why.
pub(super) fn ended(library: &Library, told: &Told<'_>) -> Option<Letter> {
    let words = library.words();
    told.letter(
        library,
        vec![words.get("mail-match-ended"), words.get("mail-match-ended-next")],
    )
}

/// What staff say to one who wants to be called.
pub(super) enum Call<'a> {
    /// The question whether they would like to talk.
    Ask(&'a Match),
    /// Who the other is, after both have accepted.
    Introduce(&'a Match),
    /// That it did not come about.
    Ended,
}

/// Asks staff to call one of the two; says nothing about either.
pub(super) fn call(library: &Library, request: &Listed, call: &Call<'_>, to: String) -> Letter {
    let words = library.words();
    let reference = &request.reference;
    let mut about = Values::new();
    about.set("site", library.site().name.as_str());
    about.set("reference", reference.to_string());
    if let Call::Ask(of) | Call::Introduce(of) = call {
        let seeks = of.seeker.request == *reference;
        about.set("match", of.reference.to_string());
        about.set("side", if seeks { Side::Seeker } else { Side::Volunteer }.as_str());
        about.set("other", of.other_than(reference).request.to_string());
    }
    let task = match call {
        Call::Ask(_) => words.with_all("mail-call-ask", &about),
        Call::Introduce(_) => words.with_all("mail-call-introduce", &about),
        Call::Ended => words.with_all("mail-call-ended", &about),
    };
    about.set("task", task);
    Letter {
        to,
        subject: words.with_all("mail-call-subject", &about),
        text: words.with_all("mail-call-text", &about),
        stop: None,
    }
}

fn title(library: &Library, kind: Kind, slug: Option<&Slug>) -> String {
    let Some(slug) = slug else {
        return library.words().get("mail-match-not-sure");
    };
    let article = library.article(&format!("{}/{slug}", kind.folder()));
    // A page withdrawn since; its name still tells.
    article.map_or_else(|| slug.to_string(), |article| article.title.clone())
}

fn best_time_words(time: BestTime) -> &'static str {
    match time {
        BestTime::Any => "contact-best-time-any",
        BestTime::Morning => "contact-best-time-morning",
        BestTime::Afternoon => "contact-best-time-afternoon",
    }
}

fn treated_words(treated: Treated) -> &'static str {
    match treated {
        Treated::ThisYear => "volunteer-this-year",
        Treated::OneToTwo => "volunteer-1-2",
        Treated::ThreeToFive => "volunteer-3-5",
        Treated::Longer => "volunteer-longer",
    }
}
