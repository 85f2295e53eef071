//! What a form has to be told back, in the order of its fields.

/// One fault of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field, which is also the id that the error summary links to.
    pub field: &'static str,
    /// The key of the message in `words.ftl`.
    pub message: &'static str,
}

impl FieldError {
    /// The name that stands for the form as a whole.
    pub const WHOLE_FORM: &'static str = "form";

    /// Whether it belongs to no single field.
    pub fn is_of_whole_form(&self) -> bool {
        self.field == Self::WHOLE_FORM
    }
}

/// Every fault of a form, in form order, at most one a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// A single fault of the form as a whole.
    pub fn of_whole_form(message: &'static str) -> Self {
        Self::of(FieldError::WHOLE_FORM, message)
    }

    /// A single fault of one field.
    pub(super) fn of(field: &'static str, message: &'static str) -> Self {
        Self(vec![FieldError { field, message }])
    }

    /// The faults in order.
    pub fn iter(&self) -> impl Iterator<Item = &FieldError> {
        self.0.iter()
    }

    /// The message key for a field. `None` when the field is in order.
    pub fn message(&self, field: &str) -> Option<&'static str> {
        self.0
            .iter()
            .find(|error| error.field == field)
            .map(|error| error.message)
    }

    /// Whether nothing is at fault.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value, or `None` after noting the fault unless the field has one already.
    pub(super) fn take<T>(&mut self, field: &'static str, checked: Result<T, &'static str>) -> Option<T> {
        match checked {
            Ok(value) => Some(value),
            Err(message) => {
                if self.message(field).is_none() {
                    self.0.push(FieldError { field, message });
                }
                None
            }
        }
    }
}
