//! Rules for review dates.

use jiff::{ToSpan, civil::Date};

use super::Notes;
use crate::content::{ClinicalReview, Rule, draft::Draft, quality::SOON_DAYS};

pub(super) const FUTURE_DATE: Rule = Rule::error(
    "future-date",
    "No review and no change lies in the future.",
    "mend the date",
);
pub(super) const REVIEW_OVERDUE: Rule = Rule::error(
    "review-overdue",
    "No review is overdue.",
    "review the page, then set both dates",
);
pub(super) const REVIEW_DUE: Rule =
    Rule::warning("review-due", "No review is due within 60 days.", "review the page soon");
pub(super) const REVIEW_INTERVAL: Rule = Rule::error(
    "review-interval",
    "The next review follows the last within 24 months.",
    "set it earlier",
);

/// Months after which a page must be reviewed again.
const LONGEST_MONTHS: i32 = 24;

/// Dates that lie in the future, and reviews that are due.
pub(super) fn against(draft: &Draft, today: Date, notes: &mut Notes<'_>) {
    let front = &draft.front;
    let mut past = |line, what: &str, date: Date| {
        if date > today {
            notes.fault(
                line,
                FUTURE_DATE
                    .broken(format!("{what} is in the future ({date})"))
                    .instead(format!("today is {today}: mend the date")),
            );
        }
    };
    if let Some(reviewed) = &front.reviewed {
        past(reviewed.line, "the review", reviewed.value);
    }
    for change in &front.changes {
        past(change.line, "a change", change.value.date);
    }
    if let Some(review) = &front.clinical
        && let ClinicalReview::By { date, .. } = &review.value
    {
        past(review.line, "the clinical review", *date);
    }
    due(draft, today, notes);
}

fn due(draft: &Draft, today: Date, notes: &mut Notes<'_>) {
    let Some(next) = &draft.front.next_review else { return };
    let (line, date) = (next.line, next.value);
    if date < today {
        notes.fault(
            line,
            REVIEW_OVERDUE.broken(format!("the next review was due on {date}")),
        );
    } else if date <= today.saturating_add(SOON_DAYS.days()) {
        notes.fault(line, REVIEW_DUE.broken(format!("the next review is due on {date}")));
    }
}

/// The time between the two reviews.
pub(super) fn interval(draft: &Draft, notes: &mut Notes<'_>) {
    let (Some(reviewed), Some(next)) = (&draft.front.reviewed, &draft.front.next_review) else {
        return;
    };
    if next.value <= reviewed.value {
        let what = "the next review is not after the last";
        notes.fault(
            next.line,
            REVIEW_INTERVAL.broken(what).instead("set it later than `reviewed`"),
        );
    }
    if next.value > reviewed.value.saturating_add(LONGEST_MONTHS.months()) {
        let what = format!("the next review is more than {LONGEST_MONTHS} months after the last");
        notes.fault(next.line, REVIEW_INTERVAL.broken(what));
    }
}
