//! What the forms promise.

use std::str::FromStr as _;

use form_urlencoded::Serializer;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use crate::{
    content::{Kind, Slug},
    kit::MOST_TOPICS,
};

use super::*;

fn offer() -> KitOffer {
    [
        ("disc-extrusion", "Disc extrusion", Kind::Condition),
        ("sequestration", "Sequestration", Kind::Condition),
        ("microdiscectomy", "Microdiscectomy", Kind::Procedure),
    ]
    .into_iter()
    .map(|(slug, title, kind)| KitTopic {
        slug: Slug::from_str(slug).unwrap(),
        title: title.to_owned(),
        kind,
        is_case: true,
    })
    .collect()
}

fn raw(pairs: &[(&str, &str)]) -> RawForm {
    let body = Serializer::new(String::new()).extend_pairs(pairs).finish();
    RawForm::parse(body.as_bytes()).unwrap()
}

fn kit_by_post() -> KitForm {
    KitForm {
        topics: vec!["microdiscectomy".to_owned(), "disc-extrusion".to_owned()],
        delivery: "post".to_owned(),
        name: "Ann".to_owned(),
        address: "1 Elm Street\nSpringfield".to_owned(),
        ..KitForm::default()
    }
}

fn kit_by_email() -> KitForm {
    KitForm {
        topics: vec![NOT_SURE.to_owned()],
        delivery: "email".to_owned(),
        email: "ann@example.org".to_owned(),
        ..KitForm::default()
    }
}

fn by_email() -> ContactForm {
    ContactForm {
        name: "Ann".to_owned(),
        reply_by: "email".to_owned(),
        email: "ann@example.org".to_owned(),
        message: "Hello".to_owned(),
        ..ContactForm::default()
    }
}

fn by_phone(phone: &str) -> ContactForm {
    ContactForm {
        reply_by: "phone".to_owned(),
        phone: phone.to_owned(),
        ..by_email()
    }
}

fn faults<T: std::fmt::Debug>(outcome: Result<T, FieldErrors>) -> Vec<(&'static str, &'static str)> {
    outcome
        .unwrap_err()
        .iter()
        .map(|error| (error.field, error.message))
        .collect()
}

fn sent(form: &KitForm) -> Submission {
    match form.validate(&offer()).unwrap() {
        Asked::Keep(submission) => submission,
        Asked::ReadKit(_) | Asked::TooEarly => panic!("the kit is to be sent"),
    }
}

/// A request about a scan by somebody who can be called or written to.
fn scan_review(told: &[(&str, &str)]) -> Result<ScanReview, FieldErrors> {
    let who = [("name", "Ann"), ("phone", "555 010 0123"), ("email", "ann@example.org")];
    ScanReviewForm::from_raw(&raw(&[&who, told].concat())).validate()
}

/// What both sides of a connection tell; the condition is on no page.
const WHO: [(&str, &str); 5] = [
    ("condition", NOT_SURE),
    ("procedure", "microdiscectomy"),
    ("name", "Ann"),
    ("phone", "555 010 0123"),
    ("email", "ann@example.org"),
];

fn seeker(told: &[(&str, &str)]) -> Submission {
    let form = SeekerForm::from_raw(&raw(&[&WHO, told].concat()));
    Submission::ConnectSeeker(form.validate(&offer()).unwrap())
}

fn volunteer(reply_by: &str) -> Submission {
    let told = [("treated", "1-2"), ("consent", "yes"), ("reply_by", reply_by)];
    let form = VolunteerForm::from_raw(&raw(&[&WHO[..], &told].concat()));
    Submission::ConnectVolunteer(form.validate(&offer()).unwrap())
}

fn every_submission() -> Vec<Submission> {
    let named = KitForm {
        name: "Ann".to_owned(),
        ..kit_by_email()
    };
    vec![
        sent(&kit_by_post()),
        sent(&kit_by_email()),
        sent(&named),
        Submission::Contact(by_email().validate().unwrap()),
        Submission::Contact(by_phone("555 010 0123").validate().unwrap()),
        Submission::ScanReview(scan_review(&[("scan", "mri"), ("made", "in May"), ("reply_by", "email")]).unwrap()),
        Submission::ScanReview(
            scan_review(&[("scan", "not-sure"), ("message", "Is it bad?"), ("reply_by", "phone")]).unwrap(),
        ),
        seeker(&[("plan", "yes"), ("message", "The first weeks"), ("reply_by", "email")]),
        seeker(&[("plan", "not-sure"), ("reply_by", "phone")]),
        volunteer("email"),
        volunteer("phone"),
        Submission::Updates(UpdatesRequest {
            to: Private::new(EmailAddress::parse("sam@example.org").unwrap()),
        }),
        Submission::Feedback(feedback("tests/mri", "The dose").validate().unwrap()),
        Submission::Feedback(feedback("", "").validate().unwrap()),
    ]
}

fn feedback(page: &str, missing: &str) -> FeedbackForm {
    FeedbackForm {
        page: page.to_owned(),
        answered: "no".to_owned(),
        missing: missing.to_owned(),
    }
}

mod keeping {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_is_stored_of_a_form_is_what_its_table_says() {
        for form in FormName::ALL {
            let table: Vec<_> = form.kept().iter().map(|field| field.name).collect();
            let mut seen = BTreeSet::new();
            for submission in every_submission().iter().filter(|one| one.form() == form) {
                let fields = submission.revealed_fields();
                let stored: Vec<_> = fields.into_iter().map(|(name, _)| name).collect();
                let listed = table.iter().filter(|name| stored.contains(name));
                assert!(
                    listed.eq(&stored),
                    "{form} stores {stored:?}: give each a row in src/forms/keeping.rs, in this order; it has {table:?}"
                );
                let needed = form.kept().iter().filter(|field| field.need == Need::Always);
                for field in needed {
                    assert!(
                        stored.contains(&field.name),
                        "{form}: {} is not always stored",
                        field.name
                    );
                }
                seen.extend(stored);
            }
            let unseen: Vec<_> = table.iter().filter(|name| !seen.contains(*name)).collect();
            assert!(
                unseen.is_empty(),
                "no {form} of every_submission() stores {unseen:?}: add one that does, or take the row out"
            );
        }
    }

    #[test]
    fn each_form_has_days_of_its_own() {
        let days = crate::content::RetentionDays {
            kit: 1,
            contact: 2,
            scan_review: 3,
            connect: 4,
            volunteer: 5,
            updates: 6,
            feedback: 7,
        };
        let kept = FormName::ALL.map(|form| form.days_kept(&days));
        assert_eq!(BTreeSet::from(kept).len(), FormName::ALL.len(), "{kept:?}");
    }
}

mod raw_form {
    use super::*;

    #[test]
    fn values_are_decoded_and_line_ends_made_alike() {
        let form = RawForm::parse(b"a=1+2%2B&b=x%0D%0Ay%0Dz&a=second&empty=&bare").unwrap();
        assert_eq!(form.text("a"), "1 2+");
        assert_eq!(form.all("a").collect::<Vec<_>>(), ["1 2+", "second"]);
        assert_eq!(form.text("b"), "x\ny\nz");
        assert_eq!(
            (form.text("empty"), form.text("bare"), form.text("missing")),
            ("", "", "")
        );
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert_eq!(RawForm::parse(b"a=%FF").unwrap_err(), FormRefusal::NotText);
        assert_eq!(RawForm::parse(b"\xff=a").unwrap_err(), FormRefusal::NotText);
        assert_eq!(RawForm::parse(b"a=x%00y").unwrap_err(), FormRefusal::Nul);
    }

    #[test]
    fn more_than_two_hundred_fields_are_refused() {
        assert!(RawForm::parse("a=b&".repeat(200).as_bytes()).is_ok());
        assert_eq!(
            RawForm::parse("a=b&".repeat(201).as_bytes()).unwrap_err(),
            FormRefusal::TooManyFields
        );
    }

    #[test]
    fn debug_output_shows_no_value() {
        assert_eq!(format!("{:?}", raw(&[("name", "Ann")])), "RawForm(1 fields)");
    }
}

mod stamp {
    use super::*;

    const NOON: Timestamp = Timestamp::constant(1_790_000_000, 0);

    fn returned(stamp: &FormStamp, trap: &str) -> SentStamp {
        let (key, opened) = (stamp.key().to_string(), stamp.opened().to_string());
        SentStamp::from_raw(&raw(&[("key", &key), ("opened", &opened), ("website", trap)]))
    }

    fn after(seconds: i64) -> Timestamp {
        NOON + SignedDuration::from_secs(seconds)
    }

    #[test]
    fn a_form_sent_by_a_person_gives_its_key() {
        let stamp = FormStamp::fresh(NOON).unwrap();
        assert_eq!(returned(&stamp, "").check(after(3)).unwrap(), stamp.key());
    }

    #[test]
    fn a_page_left_open_for_a_month_still_works() {
        let stamp = FormStamp::fresh(NOON).unwrap();
        assert!(returned(&stamp, "").check(after(30 * 86_400)).is_ok());
    }

    #[test]
    fn a_form_sent_at_once_is_asked_for_again_and_then_taken() {
        let stamp = FormStamp::fresh(NOON).unwrap();
        let hasty = returned(&stamp, "");
        assert_eq!(faults(hasty.check(after(2))), [("form", "error-form-send-again")]);
        let again = hasty.kept(after(2)).unwrap();
        assert_eq!(again, stamp);
        assert!(returned(&again, "").check(after(4)).is_ok());
    }

    #[test]
    fn a_filled_trap_is_asked_for_again() {
        let stamp = FormStamp::fresh(NOON).unwrap();
        assert_eq!(
            faults(returned(&stamp, "http://x").check(after(60))),
            [("form", "error-form-send-again")]
        );
    }

    #[test]
    fn a_missing_or_foreign_stamp_is_replaced() {
        for pairs in [
            &[][..],
            &[("key", "zz"), ("opened", "soon")],
            &[("opened", "99999999999999999999")],
        ] {
            let stamp = SentStamp::from_raw(&raw(pairs));
            assert!(stamp.check(NOON).is_err());
            assert_eq!(stamp.kept(NOON).unwrap().opened(), NOON.as_millisecond());
        }
    }

    #[test]
    fn a_time_to_come_is_no_sign_of_a_person() {
        let stamp = FormStamp::fresh(after(3_600)).unwrap();
        assert!(returned(&stamp, "").check(NOON).is_err());
        assert_eq!(returned(&stamp, "").kept(NOON).unwrap().opened(), NOON.as_millisecond());
    }

    #[test]
    fn a_renewed_stamp_has_another_key() {
        let stamp = FormStamp::fresh(NOON).unwrap();
        let renewed = returned(&stamp, "").renewed(after(9)).unwrap();
        assert_ne!(renewed.key(), stamp.key());
        assert_eq!(renewed.opened(), stamp.opened());
    }

    #[test]
    fn a_key_reads_back_and_nothing_else_does() {
        let key = SubmissionKey::random().unwrap();
        assert_eq!(SubmissionKey::parse(&key.to_string()), Some(key));
        for text in [
            "",
            "0",
            "+0000000000000000000000000000000",
            &"g".repeat(32),
            &"0".repeat(33),
        ] {
            assert_eq!(SubmissionKey::parse(text), None, "{text}");
        }
        assert_eq!(format!("{key:?}"), "SubmissionKey");
    }
}

mod kit {
    use super::*;

    #[test]
    fn a_blank_form_has_the_topic_of_the_page_that_the_reader_came_from() {
        assert_eq!(
            KitForm::blank(Some("sequestration"), &offer()).topics,
            ["sequestration"]
        );
        assert!(KitForm::blank(Some("<script>"), &offer()).topics.is_empty());
        assert!(KitForm::blank(None, &offer()).topics.is_empty());
    }

    #[test]
    fn an_empty_form_is_told_what_to_choose() {
        let empty = KitForm::default();
        let expected = [("topics", "error-topics-empty"), ("delivery", "error-delivery-empty")];
        assert_eq!(faults(empty.validate(&offer())), expected);
    }

    #[test]
    fn a_kit_to_read_now_asks_for_nothing_else() {
        let form = KitForm {
            delivery: "now".to_owned(),
            name: "Ann".to_owned(),
            ..kit_by_post()
        };
        let Asked::ReadKit(topics) = form.validate(&offer()).unwrap() else {
            panic!("nothing is sent")
        };
        let titles: Vec<_> = offer().chosen(&topics).map(KitTopic::path).collect();
        assert_eq!(titles, ["conditions/disc-extrusion", "procedures/microdiscectomy"]);
        assert!(!topics.unsure);
    }

    #[test]
    fn a_kit_by_email_needs_an_address_and_no_name() {
        let Submission::Kit(request) = sent(&kit_by_email()) else {
            panic!("a kit")
        };
        let Delivery::Email { name: None, to } = request.delivery else {
            panic!("no name was given")
        };
        assert_eq!(to.reveal().as_str(), "ann@example.org");
        assert!(request.topics.reveal().unsure);
        let form = KitForm {
            email: " ".to_owned(),
            ..kit_by_email()
        };
        assert_eq!(faults(form.validate(&offer())), [("email", "error-email-empty")]);
    }

    #[test]
    fn a_kit_by_post_needs_a_name_and_an_address() {
        let form = KitForm {
            name: String::new(),
            address: "\n".to_owned(),
            ..kit_by_post()
        };
        assert_eq!(
            faults(form.validate(&offer())),
            [("name", "error-name-empty"), ("address", "error-address-empty")]
        );
        let form = KitForm {
            address: "x".repeat(501),
            ..kit_by_post()
        };
        assert_eq!(faults(form.validate(&offer())), [("address", "error-address-long")]);
        assert!(
            KitForm {
                address: "ü".repeat(500),
                ..kit_by_post()
            }
            .validate(&offer())
            .is_ok()
        );
    }

    #[test]
    fn a_topic_that_is_not_offered_is_refused() {
        let form = KitForm {
            topics: vec!["foot-drop".to_owned()],
            ..kit_by_email()
        };
        assert_eq!(faults(form.validate(&offer())), [("topics", "error-topics-unknown")]);
    }

    #[test]
    fn more_topics_than_a_kit_has_room_for_are_refused() {
        let slugs: Vec<String> = (1..=MOST_TOPICS).map(|number| format!("topic-{number}")).collect();
        let offer: KitOffer = slugs
            .iter()
            .map(|slug| KitTopic {
                slug: Slug::from_str(slug).unwrap(),
                title: slug.clone(),
                kind: Kind::Condition,
                is_case: true,
            })
            .collect();
        let asking = |topics: &[String]| KitForm {
            topics: topics.to_vec(),
            ..kit_by_email()
        };
        let twice = [&slugs[..], &slugs[..1]].concat();
        assert!(asking(&twice).validate(&offer).is_ok());
        let unsure = [&slugs[..], &[NOT_SURE.to_owned()]].concat();
        assert_eq!(
            faults(asking(&unsure).validate(&offer)),
            [("topics", "error-topics-too-many")]
        );
    }

    #[test]
    fn faults_of_several_fields_come_in_form_order() {
        let form = KitForm {
            topics: Vec::new(),
            email: "ann".to_owned(),
            name: "x".repeat(101),
            ..kit_by_email()
        };
        let expected = [
            ("topics", "error-topics-empty"),
            ("name", "error-name-long"),
            ("email", "error-email-format"),
        ];
        assert_eq!(faults(form.validate(&offer())), expected);
    }

    #[test]
    fn a_sent_form_keeps_what_was_typed_and_ignores_unknown_fields() {
        let form = KitForm::from_raw(&raw(&[
            ("topics", "a"),
            ("topics", "not-sure"),
            ("delivery", "fax"),
            ("name", " Ann "),
            ("role", "admin"),
        ]));
        assert_eq!(form.topics, ["a", NOT_SURE]);
        assert_eq!(
            (form.delivery.as_str(), form.name.as_str(), form.email.as_str()),
            ("fax", " Ann ", "")
        );
    }
}

mod contact {
    use super::*;

    #[test]
    fn an_empty_form_is_told_what_to_enter() {
        let expected = [
            ("name", "error-name-empty"),
            ("reply_by", "error-reply-by-empty"),
            ("message", "error-message-empty"),
        ];
        assert_eq!(faults(ContactForm::default().validate()), expected);
    }

    #[test]
    fn names_of_any_script_are_accepted_and_kept_as_sent() {
        for name in [
            "O'Brien",
            "O’Brien",
            "X",
            "李",
            "Nguyễn Thị Minh Khai",
            "عمر",
            "María-José",
            "Jr., J. R.",
            "Ω",
        ] {
            let message = ContactForm {
                name: format!(" {name} "),
                ..by_email()
            }
            .validate()
            .unwrap();
            assert_eq!(message.name.reveal().as_str(), name);
        }
    }

    #[test]
    fn a_line_end_cannot_be_put_into_a_field_of_one_line() {
        let message = ContactForm {
            name: "Ann\nBcc: x".to_owned(),
            ..by_email()
        }
        .validate()
        .unwrap();
        assert_eq!(message.name.reveal().as_str(), "Ann Bcc: x");
        let form = ContactForm {
            email: "ann@example.org\nBcc: x".to_owned(),
            ..by_email()
        };
        assert_eq!(faults(form.validate()), [("email", "error-email-format")]);
    }

    #[test]
    fn email_addresses_that_mail_can_go_to_are_accepted() {
        for email in [
            "a@b.co",
            " ann.o'brien+disc@mail.example.org ",
            "ann@bücher.example",
            "ANN@EXAMPLE.ORG",
        ] {
            let message = ContactForm {
                email: email.to_owned(),
                ..by_email()
            }
            .validate()
            .unwrap();
            let Reply::Email(kept) = message.reply else {
                panic!("a reply by email")
            };
            assert_eq!(kept.reveal().as_str(), email.trim());
        }
        for email in [
            "ann",
            "ann@",
            "@example.org",
            "ann@example",
            "a b@example.org",
            "ann@example..org",
            "a@b@c.org",
        ] {
            let form = ContactForm {
                email: email.to_owned(),
                ..by_email()
            };
            assert_eq!(faults(form.validate()), [("email", "error-email-format")], "{email}");
        }
    }

    #[test]
    fn phone_numbers_are_accepted_however_they_are_written() {
        for phone in [
            "555 010 0123",
            "(555) 010-0123",
            "555.010.0123",
            "5550100123",
            "+1 555 010 0123",
            "1-555-010-0123",
            "555-010-0123 ext. 45",
            "555-010-0123 x45",
            "+44 20 7946 0958",
            "+49 (0)30 901820",
            "+34 912 34 56 78",
            "+886 2 2345 6789",
        ] {
            let message = by_phone(phone)
                .validate()
                .unwrap_or_else(|error| panic!("{phone}: {error:?}"));
            let Reply::Phone { number, best_time } = message.reply else {
                panic!("a reply by phone")
            };
            assert_eq!(number.reveal().as_str(), phone);
            assert_eq!(best_time, BestTime::Any);
        }
    }

    #[test]
    fn digits_of_any_keyboard_are_kept_as_those_that_staff_can_dial() {
        for (phone, kept) in [
            ("٥٥٥ ٠١٠ ٠١٢٣", "555 010 0123"),
            ("+۹۸ ۲۱ ۱۲۳۴ ۵۶۷۸", "+98 21 1234 5678"),
            ("+९१ ९८७६५ ४३२१०", "+91 98765 43210"),
            ("５５５-０１０-０１２３", "555-010-0123"),
        ] {
            let Ok(Reply::Phone { number, .. }) = by_phone(phone).validate().map(|message| message.reply) else {
                panic!("{phone:?} can be called")
            };
            assert_eq!(number.reveal().as_str(), kept);
        }
    }

    #[test]
    fn what_shows_nothing_is_nothing() {
        let unseen = "\u{200b}\u{2060} \u{feff}\u{3164}\u{2800}\u{fe0f}\u{ad}\n\u{e0020}";
        let form = ContactForm {
            name: unseen.to_owned(),
            message: unseen.to_owned(),
            ..by_email()
        };
        let expected = [("name", "error-name-empty"), ("message", "error-message-empty")];
        assert_eq!(faults(form.validate()), expected);
        for seen in ["?", "👍🏽", "\u{200b}x"] {
            let form = ContactForm {
                message: seen.to_owned(),
                ..by_email()
            };
            assert_eq!(form.validate().unwrap().message.reveal().as_str(), seen);
        }
    }

    #[test]
    fn dashes_and_invisible_marks_of_a_copied_number_or_address_are_no_fault() {
        for (phone, kept) in [
            ("\u{202d}(555) 010-0123\u{202c}", "(555) 010-0123"),
            ("555\u{2011}010\u{2013}0123", "555\u{2011}010\u{2013}0123"),
            (
                "+34\u{a0}912\u{a0}34\u{202f}56\u{a0}78",
                "+34\u{a0}912\u{a0}34\u{202f}56\u{a0}78",
            ),
        ] {
            let Ok(Reply::Phone { number, .. }) = by_phone(phone).validate().map(|message| message.reply) else {
                panic!("{phone:?} can be called")
            };
            assert_eq!(number.reveal().as_str(), kept);
        }
        let form = ContactForm {
            email: "\u{feff}ann@example.org\u{200b} ".to_owned(),
            ..by_email()
        };
        let Ok(Reply::Email(address)) = form.validate().map(|message| message.reply) else {
            panic!("mail can go there")
        };
        assert_eq!(address.reveal().as_str(), "ann@example.org");
    }

    #[test]
    fn what_cannot_be_called_is_refused() {
        for phone in [
            "12345",
            "call me",
            "555-CALL-ME-NOW-PLEASE",
            "ann@example.org",
            "555 010 0123 <script>",
        ] {
            assert_eq!(
                faults(by_phone(phone).validate()),
                [("phone", "error-phone-format")],
                "{phone}"
            );
        }
        assert_eq!(faults(by_phone("").validate()), [("phone", "error-phone-empty")]);
        assert_eq!(
            faults(by_phone(&"5".repeat(41)).validate()),
            [("phone", "error-phone-long")]
        );
    }

    #[test]
    fn a_way_to_reply_that_was_not_chosen_is_not_kept() {
        let form = ContactForm {
            phone: "not a number".to_owned(),
            best_time: "midnight".to_owned(),
            ..by_email()
        };
        assert!(matches!(form.validate().unwrap().reply, Reply::Email(_)));
    }

    #[test]
    fn a_time_to_call_is_one_of_three() {
        let form = ContactForm {
            best_time: "morning".to_owned(),
            ..by_phone("555 010 0123")
        };
        let Reply::Phone {
            best_time: BestTime::Morning,
            ..
        } = form.validate().unwrap().reply
        else {
            panic!("a call in the morning")
        };
        let form = ContactForm {
            best_time: "midnight".to_owned(),
            ..by_phone("555 010 0123")
        };
        assert_eq!(faults(form.validate()), [("best_time", "error-best-time-unknown")]);
    }

    #[test]
    fn a_message_may_have_four_thousand_characters_of_any_script() {
        let longest = "脊".repeat(4_000);
        let message = ContactForm {
            message: longest.clone(),
            ..by_email()
        }
        .validate()
        .unwrap();
        assert_eq!(message.message.reveal().as_str(), longest);
        let form = ContactForm {
            message: longest + "x",
            ..by_email()
        };
        assert_eq!(faults(form.validate()), [("message", "error-message-long")]);
    }
}

mod submission {
    use super::*;

    #[test]
    fn every_request_reads_back_as_it_was_written() {
        for submission in every_submission() {
            let json = submission.reveal_json().unwrap();
            assert_eq!(
                Submission::from_json(submission.form(), &json).unwrap(),
                submission,
                "{json}"
            );
        }
    }

    #[test]
    fn the_digest_tells_every_difference_and_nothing_else() {
        let key = SubmissionKey::random().unwrap();
        let all = every_submission();
        for (i, one) in all.iter().enumerate() {
            for (j, other) in all.iter().enumerate() {
                assert_eq!(one.digest(&key) == other.digest(&key), i == j);
            }
            assert_ne!(one.digest(&key), one.digest(&SubmissionKey::random().unwrap()));
            assert_eq!(one.digest(&key), one.clone().digest(&key));
        }
        assert_ne!(key.fingerprint().as_bytes()[..16], key.as_bytes()[..]);
    }

    #[test]
    fn the_order_of_ticking_makes_no_difference() {
        let key = SubmissionKey::random().unwrap();
        let mut other = kit_by_post();
        other.topics.reverse();
        assert_eq!(sent(&kit_by_post()).digest(&key), sent(&other).digest(&key));
    }

    #[test]
    fn nothing_personal_shows_in_debug_output() {
        let shown = format!(
            "{:?} {:?} {:?}",
            every_submission(),
            kit_by_post(),
            by_phone("555 010 0123")
        );
        for private in ["Ann", "example.org", "Elm", "Hello", "555", "disc-extrusion"] {
            assert!(!shown.contains(private), "{private} in {shown}");
        }
    }

    #[test]
    fn json_of_another_form_is_refused_without_quoting_it() {
        let error = Submission::from_json(FormName::Kit, r#"{"name":"Ann"}"#)
            .unwrap_err()
            .to_string();
        assert!(!error.contains("Ann"), "{error}");
        let slug = r#"{"topics":["No Slug"],"unsure":false,"delivery":"email","name":null,"email":"a@b.co"}"#;
        assert!(matches!(
            Submission::from_json(FormName::Kit, slug),
            Err(KeptError::Value { field: "topics", .. })
        ));
    }

    #[test]
    fn form_names_read_back() {
        for form in FormName::ALL {
            assert_eq!(FormName::from_str(form.as_str()), Ok(form));
        }
        assert!(FormName::from_str("Kit").is_err());
    }
}

mod reference {
    use super::*;

    #[test]
    fn references_have_no_vowels_and_no_look_alikes() {
        for _ in 0..200 {
            let reference = Reference::random().unwrap();
            assert_eq!(reference.as_str().len(), 8);
            assert!(
                !reference.as_str().contains(|c: char| "AEIOUY01L".contains(c)),
                "{reference}"
            );
        }
    }

    #[test]
    fn every_letter_of_the_alphabet_comes_up() {
        let seen: std::collections::BTreeSet<char> = (0..200)
            .flat_map(|_| Reference::random().unwrap().as_str().chars().collect::<Vec<_>>())
            .collect();
        assert_eq!(seen.len(), 27);
    }

    #[test]
    fn a_reference_is_read_however_it_was_written_down() {
        let reference = Reference::from_str("BCDF-2345").unwrap();
        for text in ["bcdf2345", " bcdf 2345 ", "B C D F – 2 3 4 5", "bcdf-2345"] {
            assert_eq!(Reference::from_str(text).unwrap(), reference, "{text}");
        }
        assert_eq!(reference.to_string(), "BCDF-2345");
        for text in ["", "BCDF-234", "BCDF-23456", "ACDF-2345", "BCDF-2340", "ßßßßßßßß"] {
            assert_eq!(Reference::from_str(text), Err(ReferenceFault), "{text}");
        }
    }
}

mod scan_review {
    use super::*;

    #[test]
    fn only_the_kind_of_scan_and_how_to_answer_must_be_told() {
        let review = scan_review(&[
            ("scan", "not-sure"),
            ("made", " "),
            ("message", "\n"),
            ("reply_by", "phone"),
        ])
        .unwrap();
        assert_eq!(*review.scan.reveal(), ScanKind::NotSure);
        assert!(review.made.is_none() && review.message.is_none());
        let empty = ScanReviewForm::from_raw(&raw(&[("scan", "selfie")]));
        let expected = [
            ("scan", "error-scan-empty"),
            ("name", "error-name-empty"),
            ("reply_by", "error-reply-by-empty"),
        ];
        assert_eq!(faults(empty.validate()), expected);
        let long = [
            ("reply_by", "email"),
            ("scan", "ct"),
            ("made", &"x".repeat(101)),
            ("message", &"x".repeat(4_001)),
        ];
        let expected = [("made", "error-made-long"), ("message", "error-message-long")];
        assert_eq!(faults(scan_review(&long)), expected);
    }

    #[test]
    fn what_was_typed_comes_back_without_what_the_form_does_not_ask() {
        let typed = [("scan", "ct"), ("made", " “May” "), ("role", "admin"), ("email", "x")];
        let kept = ScanReviewForm::from_raw(&raw(&typed)).typed();
        assert_eq!((kept.text("made"), kept.text("email")), (" “May” ", "x"));
        assert!(kept.iter().all(|(name, _)| name != "role"));
    }
}

mod connect {
    use super::*;

    #[test]
    fn a_volunteer_is_taken_with_consent_only() {
        let told = [("treated", "longer"), ("reply_by", "email")];
        let form = VolunteerForm::from_raw(&raw(&[&WHO[..], &told].concat()));
        assert_eq!(faults(form.validate(&offer())), [("consent", "error-consent-empty")]);
    }

    #[test]
    fn an_empty_form_is_told_what_to_choose_in_form_order() {
        let fields = |outcome| {
            faults::<()>(outcome)
                .into_iter()
                .map(|(field, _)| field)
                .collect::<Vec<_>>()
        };
        let seeker = SeekerForm::from_raw(&RawForm::default()).validate(&offer()).map(drop);
        assert_eq!(fields(seeker), ["condition", "procedure", "plan", "name", "reply_by"]);
        let volunteer = VolunteerForm::from_raw(&RawForm::default())
            .validate(&offer())
            .map(drop);
        let expected = ["condition", "procedure", "treated", "name", "reply_by", "consent"];
        assert_eq!(fields(volunteer), expected);
    }

    #[test]
    fn a_page_about_all_procedures_is_no_procedure_that_somebody_has() {
        let offer = offer();
        let topics = offer.topics().cloned().map(|topic| KitTopic {
            is_case: topic.kind == Kind::Condition,
            ..topic
        });
        let all: KitOffer = topics.collect();
        let typed = [("condition", "disc-extrusion"), ("procedure", "microdiscectomy")];
        let told = faults(SeekerForm::from_raw(&raw(&typed)).validate(&all));
        assert_eq!(told[0], ("procedure", "error-procedure-empty"));
    }

    #[test]
    fn a_page_of_the_wrong_kind_or_none_is_no_answer() {
        for (condition, procedure) in [("microdiscectomy", "disc-extrusion"), ("<b>", "")] {
            let typed = [("condition", condition), ("procedure", procedure)];
            let told = faults(SeekerForm::from_raw(&raw(&typed)).validate(&offer()));
            assert_eq!(
                told[..2],
                [
                    ("condition", "error-condition-empty"),
                    ("procedure", "error-procedure-empty")
                ]
            );
        }
    }
}

mod feedback {
    use super::*;

    fn form(answered: &str, missing: &str) -> FeedbackForm {
        FeedbackForm {
            page: "conditions/disc-extrusion".to_owned(),
            answered: answered.to_owned(),
            missing: missing.to_owned(),
        }
    }

    #[test]
    fn an_answer_alone_is_enough() {
        let feedback = form("yes", " \n").validate().unwrap();
        assert!(feedback.answered && feedback.missing.is_none());
        assert_eq!(
            faults(form("maybe", &"x".repeat(1001)).validate()),
            [("answered", "error-answered-empty"), ("missing", "error-missing-long")]
        );
    }

    #[test]
    fn what_would_tell_who_wrote_is_gone_before_anything_is_stored() {
        let feedback = form("no", "Ask sam@example.org or 555 010 0123").validate().unwrap();
        let json = Submission::Feedback(feedback).reveal_json().unwrap();
        assert!(json.contains("Ask […] or […]"), "{json}");
        assert!(!json.contains("sam") && !json.contains("0123"), "{json}");
    }

    #[test]
    fn it_is_read_back_as_it_was_stored() {
        for (page, missing) in [("", "A picture"), ("conditions/disc-extrusion", "")] {
            let form = FeedbackForm {
                page: page.to_owned(),
                ..form("no", missing)
            };
            let kept = Submission::Feedback(form.validate().unwrap());
            let read = Submission::from_json(FormName::Feedback, &kept.reveal_json().unwrap()).unwrap();
            assert_eq!(read, kept);
        }
    }
}

mod words {
    use super::*;

    const SOURCES: [&str; 8] = [
        include_str!("fields.rs"),
        include_str!("kit.rs"),
        include_str!("contact.rs"),
        include_str!("feedback.rs"),
        include_str!("connect.rs"),
        include_str!("reply.rs"),
        include_str!("scan_review.rs"),
        include_str!("stamp.rs"),
    ];

    #[test]
    fn every_message_has_its_words() {
        let words = include_str!("../../content/en/words.ftl");
        let messages = SOURCES.iter().flat_map(|source| source.split('"').skip(1).step_by(2));
        let messages: Vec<_> = messages.filter(|text| text.starts_with("error-")).collect();
        assert!(messages.len() > 15);
        for message in messages {
            assert!(
                words.contains(&format!("\n{message} = ")),
                "{message} is not in words.ftl"
            );
        }
    }

    #[test]
    fn messages_name_the_limits_that_hold() {
        let words = include_str!("../../content/en/words.ftl");
        let line = |key: &str| words.lines().find(|line| line.starts_with(key)).unwrap();
        for (key, most) in [
            ("error-name-long", FullName::MOST),
            ("error-email-long", EmailAddress::MOST),
            ("error-phone-long", PhoneNumber::MOST),
            ("error-address-long", PostalAddress::MOST),
            ("kit-address-hint", PostalAddress::MOST),
            ("kit-topics-hint", MOST_TOPICS),
            ("error-topics-too-many", MOST_TOPICS),
            ("error-message-long", MessageText::MOST),
            ("contact-message-hint", MessageText::MOST),
            ("error-made-long", ShortText::MOST),
            ("scan-made-hint", ShortText::MOST),
            ("scan-message-hint", MessageText::MOST),
            ("connect-message-hint", MessageText::MOST),
            ("error-missing-long", FeedbackText::MOST),
            ("feedback-missing-hint", FeedbackText::MOST),
        ] {
            assert!(line(key).replace(',', "").contains(&most.to_string()), "{key}");
        }
    }
}

proptest! {
    #[test]
    fn no_bytes_make_a_form_panic(body in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(raw) = RawForm::parse(&body) {
            KitForm::from_raw(&raw).validate(&offer()).ok();
            ContactForm::from_raw(&raw).validate().ok();
            SentStamp::from_raw(&raw).check(Timestamp::UNIX_EPOCH).ok();
        }
    }

    #[test]
    fn no_text_makes_a_field_panic(text in any::<String>()) {
        by_phone(&text).validate().ok();
        ContactForm { email: text.clone(), name: text.clone(), ..by_email() }.validate().ok();
        KitForm { address: text.clone(), topics: vec![text.clone()], ..kit_by_post() }.validate(&offer()).ok();
        Reference::from_str(&text).ok();
        SubmissionKey::parse(&text);
        Submission::from_json(FormName::Contact, &text).ok();
    }

    #[test]
    fn no_digits_make_a_phone_number_panic(text in "[-+()./ x;,#*0-9]{0,40}") {
        by_phone(&text).validate().ok();
    }

    #[test]
    fn ordinary_text_of_any_script_is_kept_as_sent(text in "\\p{L}[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S} \\n]{0,300}\\p{L}") {
        let body = Serializer::new(String::new())
            .extend_pairs([("name", "Ann"), ("reply_by", "email"), ("email", "a@b.co"), ("message", &text)])
            .finish();
        let message = ContactForm::from_raw(&RawForm::parse(body.as_bytes()).unwrap()).validate().unwrap();
        prop_assert_eq!(message.message.reveal().as_str(), text.as_str());
        let submission = Submission::Contact(message);
        let json = submission.reveal_json().unwrap();
        prop_assert_eq!(Submission::from_json(FormName::Contact, &json).unwrap(), submission);
    }
}

#[test]
fn a_contact_point_is_the_same_however_it_is_written() {
    let same = |first: &str, second: &str| ContactPoint::typed(first) == ContactPoint::typed(second);
    for (first, second) in [
        ("Ann@Example.org ", "ann@example.ORG"),
        ("(555) 010-0123", "+1 555.010.0123"),
        ("+31 6 12345678", "06-12345678"),
        ("+47 12 34 56 78", "12345678"),
        ("555 010 0123", "5550100123 ext. 9"),
        ("555–010–0123", "5550100123"),
        ("٥٥٥٠١٠٠١٢٣", "5550100123"),
    ] {
        assert!(same(first, second), "{first} and {second}");
    }
    for (first, second) in [
        ("ann@example.org", "anne@example.org"),
        ("555 010 0123", "555 010 0124"),
        ("0100123@example.org", "555 010 0123"),
    ] {
        assert!(!same(first, second), "{first} and {second}");
    }
    for nothing in ["", "Ann", "BCDF-2345"] {
        assert_eq!(ContactPoint::typed(nothing), None, "{nothing:?}");
    }
    let debug = format!("{:?}", ContactPoint::typed("ann@example.org"));
    assert!(!debug.contains("ann"), "{debug}");
}
