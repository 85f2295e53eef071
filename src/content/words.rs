//! Every short text of the interface, from `words.ftl` (Fluent).

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use jiff::civil::Date;

/// The interface words of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The text for a key; the key itself when there is none, which the tests of the templates rule out.
    pub fn get(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The text for a key with one number or text put in; `name` is the variable's name in the file.
    pub fn with<'a>(&'a self, key: &str, name: &'a str, value: impl Into<fluent_bundle::FluentValue<'a>>) -> String {
        let mut args = FluentArgs::new();
        args.set(name, value);
        self.format(key, Some(&args))
    }

    /// The text for a key with several values put in.
    pub fn with_all(&self, key: &str, args: &FluentArgs<'_>) -> String {
        self.format(key, Some(args))
    }

    /// A day in the language's own order, by the key `date`: `$month` is 1 to 12, `$day` and `$year` are digits.
    pub fn date(&self, day: Date) -> String {
        let mut args = FluentArgs::new();
        args.set("month", day.month());
        args.set("day", day.day().to_string());
        args.set("year", day.year().to_string());
        self.format("date", Some(&args))
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, args, &mut errors).into_owned()
    }
}
