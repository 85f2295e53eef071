//! What all forms have in common, so that one page and one way of sending serve them all.

use crate::content::Library;

use super::{FieldErrors, FormName, KitTopics, RawForm, Submission};

/// A form with its values as typed.
pub trait ReaderForm: Sized + Send + Sync + 'static {
    /// Its name.
    const NAME: FormName;

    /// The form as sent; a missing field is empty, an unknown one is ignored.
    fn from_raw(raw: &RawForm) -> Self;

    /// The form as it is first shown. The link to it may have chosen something; nothing typed is taken from there.
    fn opened(_query: &RawForm, _library: &Library) -> Self {
        Self::from_raw(&RawForm::default())
    }

    /// Every value as typed, by the name of its field.
    fn typed(&self) -> RawForm;

    /// What was written in the reader's own words. `None` for a form that asks for nothing of the kind.
    fn free_text(&self) -> Option<&str> {
        None
    }

    /// What a valid form asks for, or every fault in form order.
    fn asked(&self, library: &Library) -> Result<Asked, FieldErrors>;
}

/// What a valid form asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// To be kept and answered.
    Keep(Submission),
    /// To read and print a kit now. There is nothing to keep, and no way to keep it.
    ReadKit(KitTopics),
    /// To be connected with somebody before there is a plan to talk about. There is nothing to keep.
    TooEarly,
}
