//! Rules for review dates.

use jiff::{ToSpan, civil::Date};

use super::Notes;
use crate::content::{ClinicalReview, draft::Draft};

/// Months after which a page must be reviewed again.
const LONGEST_MONTHS: i32 = 24;
/// Days ahead at which a due review is told.
const SOON_DAYS: i32 = 60;

pub(super) fn check(draft: &Draft, today: Date, notes: &mut Notes<'_>) {
    let front = &draft.front;
    let mut past = |line, what: &str, date: Date| {
        if date > today {
            notes.error(
                line,
                "future-date",
                format!("{what} is in the future ({date})"),
                format!("today is {today}: mend the date"),
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
    next_review(draft, today, notes);
}

fn next_review(draft: &Draft, today: Date, notes: &mut Notes<'_>) {
    let Some(next) = &draft.front.next_review else { return };
    let (line, date) = (next.line, next.value);
    if date < today {
        notes.error(
            line,
            "review-overdue",
            format!("the next review was due on {date}"),
            "review the page, then set both dates",
        );
    } else if date <= today.saturating_add(SOON_DAYS.days()) {
        notes.warning(
            line,
            "review-due",
            format!("the next review is due on {date}"),
            "review the page soon",
        );
    }
    if let Some(reviewed) = &draft.front.reviewed {
        if date <= reviewed.value {
            notes.error(
                line,
                "review-interval",
                "the next review is not after the last",
                "set it later than `reviewed`",
            );
        }
        if date > reviewed.value.saturating_add(LONGEST_MONTHS.months()) {
            let what = format!("the next review is more than {LONGEST_MONTHS} months after the last");
            notes.error(line, "review-interval", what, "set it earlier");
        }
    }
}
