//! What people write, and what the real word list makes of it.

use super::*;

fn red_flags() -> RedFlags {
    RedFlags::parse("r.toml", include_str!("../../../content/en/red-flags.toml")).unwrap()
}

fn check(list: &[(&str, Option<&str>)]) {
    let flags = red_flags();
    let wrong: Vec<_> = list
        .iter()
        .map(|&(text, expected)| (text, expected, flags.named_in(text).map(|sign| sign.name.clone())))
        .filter(|(_, expected, found)| found.as_deref() != *expected)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_tells_of_an_emergency_is_found_in_the_words_that_people_have_for_it() {
    check(&[
        ("I am numb between my legs.", Some("saddle")),
        ("there is NUMBNESS in and around my genitals", Some("saddle")),
        ("It tingles on my inner thighs since Monday", Some("saddle")),
        ("My bum has gone dead", Some("saddle")),
        ("pins and needles, sort of, between the legs", Some("saddle")),
        ("I can't feel it when I wipe", Some("saddle")),
        ("I have no feeling between my legs", Some("saddle")),
        ("Could this be cauda equina?", Some("saddle")),
        ("can't pee", Some("bladder")),
        ("I cant pee", Some("bladder")),
        ("I can’t pee", Some("bladder")),
        ("CANNOT URINATE SINCE LAST NIGHT", Some("bladder")),
        ("I do not know why I can't pee", Some("bladder")),
        ("I did not sleep I can't pee", Some("bladder")),
        ("I've not been able to pass urine today", Some("bladder")),
        ("It is hard to start peeing", Some("bladder")),
        ("I wet myself twice this week", Some("bladder")),
        ("I leak a little urine when I stand", Some("bladder")),
        ("I don't feel when my bladder is full", Some("bladder")),
        ("I lost control of my bladder", Some("bladder")),
        ("My stream is quite weak now", Some("bladder")),
        ("No urge to go at all", Some("bladder")),
        ("He has become incontinent", Some("bladder")),
        ("I haven’t peed since yesterday", Some("bladder")),
        ("I soiled myself", Some("bowel")),
        ("cannot control my bowels any more", Some("bowel")),
        ("I can't get an erection since it began", Some("sex")),
        ("numb during sex", Some("sex")),
        ("The pain is now in both legs", Some("both-legs")),
        ("Both my legs are getting numb", Some("both-legs")),
        ("I can't feel my legs", Some("both-legs")),
        ("my leg is paralysed", Some("paralysis")),
        ("I can't move my foot", Some("paralysis")),
        ("suddenly my arm is very weak", Some("paralysis")),
        ("My hands have become clumsy", Some("cord")),
        ("I fell off a ladder on Sunday and my back hurts", Some("crash")),
        ("I had breast cancer and now my legs feel wobbly", Some("cord")),
        ("I had cancer. My leg is numb.", Some("cancer")),
        ("back pain with a high fever", Some("fever")),
        ("My back hurts. I also have a fever.", Some("fever")),
        ("sudden pain and I passed out", Some("collapse")),
        ("I have chest pain", Some("chest")),
        ("my calf is red and swollen", Some("chest")),
        ("My face is drooping", Some("stroke")),
        ("The pain is so bad that I want to die", Some("life")),
    ]);
}

#[test]
fn what_is_written_in_spanish_is_found_too() {
    check(&[
        ("no puedo orinar desde ayer", Some("bladder")),
        ("NO PUEDO HACER PIPÍ", Some("bladder")),
        ("no siento cuando la vejiga está llena", Some("bladder")),
        ("se me escapa la orina", Some("bladder")),
        ("tengo entumecimiento entre las piernas", Some("saddle")),
        ("las nalgas dormidas", Some("saddle")),
        ("no siento nada entre las piernas", Some("saddle")),
        ("no puedo controlar los esfínteres", Some("bowel")),
        ("dolor en las dos piernas", Some("both-legs")),
        ("no puedo mover el pie", Some("paralysis")),
        ("tengo fiebre y dolor de espalda", Some("fever")),
        ("dolor en el pecho", Some("chest")),
        ("quiero morirme", Some("life")),
        ("no tengo dolor en el pecho", None),
        ("no tengo fiebre pero me duele la pierna", None),
        ("hernia de disco y hormigueo en el pie", None),
        ("cirugía de columna", None),
    ]);
}

#[test]
fn a_denial_holds_only_for_what_it_denies() {
    check(&[
        ("No back pain but I am numb between my legs", Some("saddle")),
        ("No pain, numb between my legs", Some("saddle")),
        ("No. Numb between my legs.", Some("saddle")),
        ("I have no fever. I can't pee.", Some("bladder")),
        ("I'm not sure if I am numb between my legs", Some("saddle")),
        ("Not only numbness between my legs", Some("saddle")),
        ("I have not slept and I wet myself", Some("bladder")),
        (
            "No numbness between my legs yesterday. Today numb between my legs.",
            Some("saddle"),
        ),
        (
            "I have not been well since Tuesday numb between my legs",
            Some("saddle"),
        ),
        ("I have no numbness between my legs", None),
        ("No numbness or tingling between my legs", None),
        ("I don't have any numbness between the legs", None),
        ("There isn’t any numbness in my groin", None),
        ("I have never wet myself", None),
        ("No trouble peeing", None),
        ("no weakness or fever or loss of bladder control", None),
        ("No chest pain", None),
        ("He denies any incontinence", None),
        ("without pain in both legs", None),
        ("I have had no fever with my back pain", None),
    ]);
}

#[test]
fn what_people_ask_every_day_is_no_emergency() {
    check(&[
        ("", None),
        ("Hello", None),
        ("I can pee normally", None),
        ("I pee and poop as usual", None),
        ("My bladder and bowels work fine", None),
        ("My leg is numb down to the toes", None),
        ("I have tingling in the bottom of my foot", None),
        ("How long does sciatica last?", None),
        ("I can't sleep because of my back", None),
        ("I cannot walk far", None),
        ("Can I have the kit in large print?", None),
        ("My scan shows a bulge at L4-L5. Should I worry?", None),
        ("I wet my hair and caught a cold", None),
        ("Do you offer endoscopic surgery near Springfield?", None),
        ("My foot drops a little when I walk, since March", None),
        ("Your page on discs was a great help", None),
        ("Which of the two operations hurts less?", None),
        ("I had an MRI and an X-ray", None),
        ("Weekend appointments?", None),
        ("I am peeved about the speed of your site", None),
        ("My desk is numbered", None),
    ]);
}

#[test]
fn the_ends_of_words_are_ends() {
    check(&[
        ("unnumb between my legs", None),
        ("numbers between my legs", None),
        ("numb. Between my legs I keep a pillow", None),
        ("numb, between my legs", Some("saddle")),
        ("numb\nbetween my legs", Some("saddle")),
        ("“numb” between‑my‑legs", Some("saddle")),
        ("one two numb three four five six seven between my legs", None),
    ]);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".{0,300}") {
        red_flags().named_in(&text);
        Phrase::parse(&text, &Groups::new()).ok();
    }
}
