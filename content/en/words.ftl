## Site

skip-to-main = Skip to main content
home = Home
menu = Menu
menu-close = Close menu
call = Call
nav-main = Main
nav-foot = About this site
nav-crumbs = Breadcrumb
nav-search = Search
back-to = Back to { $page }

emergency-word = Emergency:
emergency-signs = new numbness between your legs, or loss of bladder or bowel control?
emergency-help = Get help now
emergency-call = Call { $number } now

foot-promise = No adverts. No sponsors. No tracking.
foot-general = General information only. It does not replace advice from someone who can examine you.
foot-phone = Questions about this site? Call
foot-how-we-write = How we write
foot-privacy = Privacy
foot-accessibility = Accessibility
foot-disclaimer = Disclaimer
foot-check = Check your symptoms
foot-scan-words = Words of a scan report
foot-glossary = Glossary
foot-sources = Sources
foot-contact = Contact us
foot-connect = Talk to a patient
foot-updates = Hear of new pages
foot-info-kit = Free info kit

feed-title = Discwise: changes
feed-subtitle = New and changed pages about spinal discs

## Search

search-title = Search
search-lede = Type what you feel, what you have, or a word from a letter. Plain words will do, and so will words that are not spelled right.
search-label = Search for what you feel, have or read
search-send = Search
search-suggestions = Suggestions: { $count }. Use the up and down arrow keys to pick one.
search-no-suggestion = No suggestion. You can still search.
search-count = { $count ->
    [0] Nothing found for “{ $query }”
    [one] 1 page found for “{ $query }”
   *[other] { $count } pages found for “{ $query }”
  }
search-empty = Type a word in the box to search for it.
search-too-short = That is too short to search for. Type a whole word, or a level such as L4-L5.
search-cut = That was a lot of words, so we looked for the first ones only. A few words that matter most often find more.
search-did-you-mean = Did you mean:
search-definition = What it means:
search-short-answer = Short answer
search-tool = Tools and forms
search-list = Lists of pages
search-pages = Pages of results
search-before = Previous page
search-after = Next page
search-place = Page { $page } of { $pages }
search-tip-fewer = Try fewer words, such as only the part that hurts.
search-tip-plain = Try another word for it, such as “leg pain” or “slipped disc”.
search-tip-spelling = Look at the spelling once more.
search-ways-on = Not what you are looking for?
search-conditions = All conditions
search-kept = We do not keep or log what you search for. Suggestions are picked on your own device: nothing you type is sent before you press Search.

## Kinds

kind-anatomy = Your spine
kind-conditions = Conditions
kind-symptoms = Symptoms
kind-tests = Tests
kind-treatments = Treatments
kind-procedures = Procedures
kind-levels = Disc levels
kind-comparisons = Compare choices
kind-questions = Questions
kind-stories = Example stories
kind-about = About this site

index-levels = Every disc, one by one
index-comparisons = Compare your choices
index-questions = Questions people ask
index-stories = Example stories
index-about = About this site

intro-anatomy = How the spine is built, what the discs do, and which nerve goes where.
intro-conditions = What the words on your scan report mean, what usually happens next, and what you can do.
intro-symptoms = What you may feel, which nerve may cause it, and when to get help.
intro-tests = What each test can show, what it cannot, and when you can do without it.
intro-treatments = Care without an operation: what helps, what may harm, and what guidelines say.
intro-procedures = What happens before, during and after, with results and risks for every 100 people.
intro-levels = Choose a disc to see which nerve it sits beside, where that may be felt, and what it may make weak.
intro-comparisons = Each page sets your choices side by side, doing nothing included: what may get better, what may go wrong, and what it is like.
intro-questions = Short answers to what people ask most, with the sources behind them.
intro-stories = Examples of how things can go. None is about a real person.
intro-about = How the site is written, checked and run.

topic-about = What it is
topic-outlook = What to expect
topic-diagnosis = Finding out
topic-self-care = What you can do
topic-treatments = Treatments
topic-surgery = Surgery
topic-daily-life = Daily life
topic-recurrence = If it comes back

## Home

home-promise = Plain answers about your spinal discs
home-lede = Understand what was found, what usually happens next, and what your choices are.
home-often = People often look for
often-slipped-disc = slipped disc
often-sciatica = sciatica
often-bulge = a bulge on my scan
often-foot-drop = foot drop
often-microdiscectomy = microdiscectomy
home-ways = Where are you now?
way-urgent = I want to know how soon I need help
way-urgent-more = A few questions, and what to do next. We keep no answers.
way-symptoms = I have symptoms
way-symptoms-more = Pain, numbness or weakness, and what each may mean.
way-report = I have a scan report
way-report-more = Its words in plain language, and how common they are without pain.
way-name = I have been given a name for it
way-name-more = Herniation, extrusion, sequestration and others, explained.
way-visit = I am going to see a doctor
way-visit-more = Make a list of questions to take with you.
way-choosing = I am choosing a treatment
way-choosing-more = What helps, what may harm, and what happens if you wait.
way-procedure = I have a date for a procedure
way-procedure-more = Before, during and after, with the results and risks.
home-regions = Choose a disc
region-neck = Neck
region-neck-levels = The cervical spine, down to C7
region-mid-back = Mid-back
region-mid-back-levels = The thoracic spine, T1 to T12
region-low-back = Low back
region-low-back-levels = The lumbar spine, L1 to the sacrum
home-levels = See every disc in words
home-start = Good places to start
home-about = What you can count on
home-sourced = Every number has a source.
home-sourced-more = You can follow it to the study or guideline that it comes from.
home-no-adverts = No adverts and no sponsors.
home-no-adverts-more = Nobody can pay to be named here.
home-no-tracking = No tracking.
home-no-tracking-more = We set no cookies and do not follow you around.

## Levels

nav-levels = Discs next to this one
levels-skip-drawing = Skip the drawing and go to the list
level-above = Next disc up: { $level }
level-below = Next disc down: { $level }
level-all = All discs
level-glance = At a glance
level-nerve = Nerve usually pressed
level-off-center = Off-center, the most common place:
level-far-side = Far to the side:
level-both-places = , off-center or far to the side
level-central = A large piece in the middle can press
level-help = When to get help
level-felt = Where it is often felt
level-weak = What may be hard to do
level-reflex = Reflex that may be weaker
level-common = How common
level-confidence = How sure we are
level-confidence-high = Quite sure.
level-confidence-medium = Less sure.
level-map = Where these nerves serve the skin
level-front = Front
level-back = Back
level-front-marked = The front of the body with the usual skin area marked for { $roots }. The words are below the pictures.
level-back-marked = The back of the body with the usual skin area marked for { $roots }. The words are below the pictures.
level-muscles = Muscles that { $root } mainly drives
level-muscles-shared = Most muscles are shared by more than one nerve. Weakness is not always there.
level-front-muscles = The front of the body with the muscles marked that { $roots } mainly drives. What may be hard to do is in the list above.
level-back-muscles = The back of the body with the muscles marked that { $roots } mainly drives. What may be hard to do is in the list above.
level-area = { $root }: the nerve usually pressed
level-area-too = { $root }: pressed when the piece is far to the side
level-map-limit = This is where these nerves usually serve. Your pain may not match the map, and that is common. Only an examination, and sometimes a scan, can tell.
level-map-limit-more = How well the map fits
level-line = { $root } nerve
level-line-far = , or { $root } if far to the side

finder-title = Find the discs that fit what you feel
finder-lead = Tick where you feel something and what is hard to do. You then see which discs may fit. It is a guide, not a test.
finder-signs = First: do you have any of these?
finder-felt = I feel pain, numbness or tingling here
finder-weak = This is weak or hard to do
finder-kept = We keep nothing of what you tick. It is in no address and no log.
finder-send = Show the discs that fit
finder-found = Discs that may fit
finder-none = What you ticked points to no single disc.
finder-likely = Most often
finder-less-likely = Less often
finder-off-center = { $root } nerve
finder-far-side = { $root } nerve, if the piece is far to the side
finder-fits = Fits: { $picks }
finder-change = Change what you ticked
error-finder-empty = Tick at least one box

## Article

also-called = Also called:
last-reviewed = Last reviewed
next-review = Next review due
reading-time = { $minutes ->
    [one] 1 minute to read
   *[other] { $minutes } minutes to read
 }
awaiting-review = Awaiting clinical review
awaiting-review-more = Awaiting. No clinician has signed this page off yet.
clinical-review = Clinical review
reviewed-by = Reviewed by
article-check = Not sure how soon you need help?
key-points = Key points
contents = On this page
next-step = What to do next
next-step-or = Or call
related-pages = Related pages
sources = Sources
source-back = Back to source { $number } in the text
about-this-page = About this page
reading-level = Reading level
reading-level-value = US grade { $grade }. { $words ->
    [one] 1 word
   *[other] { $words } words
 } a sentence.
sources-by-kind = { $count ->
    [one] { $kinds }.
   *[other] { $count } in all: { $kinds }.
 }

fact-levels = Discs
fact-nerves = Nerves that may be involved
fact-radiation = X-ray dose
radiation-none = None
radiation-low = Low, about that of a plain X-ray
radiation-moderate = Moderate, about that of a CT scan
radiation-varies = Depends on which test is used
fact-stance = What guidelines say
stance-recommended = Recommended for most people
stance-may-help = May help some people
stance-not-recommended = Not recommended
stance-unproven = Unproven
fact-anesthesia = Anesthesia
fact-stay = Hospital stay
fact-example = Please note
fact-example-value = An example, not a real person
fact-operated = Operation
fact-operated-yes = Yes
fact-operated-no = No
fact-result = Result
result-better = Better
result-same = The same
result-worse = Worse
fact-owner = Looked after by

source-guideline = Guideline
source-review = Review of studies
source-trial = Trial
source-study = Study
source-case-report = Case report
source-textbook = Textbook
source-hospital-leaflet = Hospital leaflet
source-health-service = Health service page
source-reference-page = Reference page
source-press-and-regulator = Press or regulator
source-usual-practice = Usual practice
count-guideline = { $count ->
    [one] 1 guideline
   *[other] { $count } guidelines
 }
count-review = { $count ->
    [one] 1 review of studies
   *[other] { $count } reviews of studies
 }
count-trial = { $count ->
    [one] 1 trial
   *[other] { $count } trials
 }
count-study = { $count ->
    [one] 1 other study
   *[other] { $count } other studies
 }
count-case-report = { $count ->
    [one] 1 case report
   *[other] { $count } case reports
 }
count-textbook = { $count ->
    [one] 1 textbook
   *[other] { $count } textbooks
 }
count-hospital-leaflet = { $count ->
    [one] 1 hospital leaflet
   *[other] { $count } hospital leaflets
 }
count-health-service = { $count ->
    [one] 1 health service page
   *[other] { $count } health service pages
 }
count-reference-page = { $count ->
    [one] 1 reference page
   *[other] { $count } reference pages
 }
count-press-and-regulator = { $count } from the press or regulators
count-usual-practice = usual practice

## Symptom check

symptom-check-title = Check your symptoms
symptom-check-lead = A few questions about your back or neck tell you how soon to get help, and what to do until then.
symptom-check-at-once = If you think already that it is an emergency, do not fill this in.
symptom-check-how = Choose “Yes” if at least one line of a question is true for you.
symptom-check-unsure = If you are not sure, choose “Not sure”. We count it as a yes, so that nothing is missed.
symptom-check-no-diagnosis = It is no diagnosis. Only someone who examines you can find out what you have.
symptom-check-kept = We keep none of your answers. When you leave the page, they are gone.
symptom-check-number = Question { $number } of { $count }
symptom-check-any = Is any of this true for you?
symptom-check-yes = Yes
symptom-check-no = No
symptom-check-not-sure = Not sure
symptom-check-send = Show me what to do
symptom-check-because = You said that at least one of these is true, or may be.
symptom-check-answers = Your answers
symptom-check-again = Did you choose something by mistake, or has something changed? Change it, then press the button again.
error-symptom-check = Choose yes, no or not sure for question { $number }

## Scan words

scan-words-title = Words of a scan report
scan-words-lead = Type or paste a line of your report, or tick its words. You get each word in plain language, and how common it is in people with no pain.
scan-words-text-label = A line of your report
scan-words-text-hint = Such as “mild disc bulge at L4-L5, no stenosis”. Leave out your name. We look for words that we know, and keep nothing of what you type.
scan-words-tick = Or tick the words
scan-words-tick-hint = Open a group to see its words. You can do both: type and tick.
scan-words-age-legend = How old are you?
scan-words-age-hint = Choose the age nearest to yours, so that we can show how many people of that age have the same finding and no pain.
scan-words-age = About { $age }
scan-words-age-none = I would rather not say
scan-words-send = Explain these words
scan-words-all = All words, A to Z
scan-words-found = What your words mean
scan-words-found-lead = These words describe a picture. They do not grade pain, and they are no diagnosis. Ask your doctor if each finding fits what you feel.
scan-words-found-none = We found none of the words that we explain.
scan-words-denied = Your line seems to say that this was not found.
scan-words-means = What it means for you:
scan-words-more = Read more:
scan-words-picture = Picture: { $name }
scan-words-at-age = About age { $age }:
scan-words-see-table = How common it is with no pain, by age
scan-words-notes = What such numbers can and cannot tell
scan-words-table = How common it is with no pain
scan-words-table-lead = So many of 100 people with no pain had it on a scan:
scan-words-finding = Finding, at age
scan-words-unknown = Words that we do not know
scan-words-unknown-lead = These may be ordinary words, or words that we do not explain yet:
scan-words-unknown-more = There are more.
scan-words-unknown-next = Look in the glossary, or ask us:
scan-words-next = What to do next
scan-words-next-ask = Ask to talk about your scan
scan-words-next-check = Check how soon you need help
scan-words-again = Look up other words
error-scan-words-empty = Type a line of your report, or tick at least one word
## Comparisons

compare-for-you = Is this page for you?
compare-suits = This page is for you if:
compare-more-signs = All the signs that need help fast
compare-choices = Your choices
compare-read-on = More about: { $choice }
compare-benefits = What may get better
compare-benefits-more = How many out of 100 people had a good result. Each full dot is one person.
compare-harms = What may go wrong
compare-harms-more = How many out of 100 people had a bad result, told in the same way.
compare-experience = What it is like
compare-experience-more = How it goes, how long it takes, and whom it fits.
compare-gap = No good number was found.
compare-none = Does not apply.
compare-sure-not-rated = How sure: not rated
compare-sure-very-low = How sure: very unsure
compare-sure-very-low-to-low = How sure: unsure to very unsure
compare-sure-low = How sure: unsure
compare-sure-moderate = How sure: fairly sure
compare-sure-high = How sure: sure
compare-reading = These are averages of groups. They are rounded to whole people, and come from different studies, so small gaps between columns may mean nothing. Your own chance may be higher or lower. Where nothing is said of it, we have read no rating of how sure a number is.
compare-unknown = What nobody knows
compare-questions = Questions for your visit
compare-updates = How we keep it up to date
compare-updates-more = We look at the whole page again by the day above, and sooner when a new guideline or a large new study comes out. Every change is listed here.
compare-evidence = Where the numbers come from
compare-evidence-more = From guidelines and reviews of studies first, then from trials. Every number has its source. Where we found no good number, we say so.
compare-certainty = How sure a number is
compare-certainty-more = We tell it where a review has rated the number. “Not rated” means that we have read no rating.
compare-funding = Who paid for it
compare-funding-more = Discwise. No clinic, maker or other company paid for this page or had a say in it. There are no adverts and no sponsors.

matters-title = What matters to you
matters-intro = There is no right answer. Tick how much each of these matters to you. Then print the page that we make of it and talk about it with your doctor and your family.
matters-a-lot = a lot
matters-a-little = a little
matters-not = not to me
matters-leaning = Which way are you leaning?
matters-not-sure = I am not sure yet
matters-send = Make a page to print
matters-kept = This site makes a page of your ticks and forgets them at once. It keeps nothing, and nothing stands in the address.
matters-lede = Print this page and take it to your visit. Nothing of it is kept on this site.
matters-heading-a-lot = Matters a lot to me
matters-heading-a-little = Matters a little to me
matters-heading-not = Does not matter to me
matters-change = Change your answers
matters-back = Back to the comparison
error-matters-empty = Tick how much at least one of these matters to you
visit-notes = My notes

## Questions to ask

visit-title = Questions to ask at your visit
visit-lede = Pick what your visit is about. You get a list to print, with room to write down the answers.
visit-pick = What is your visit about?
visit-make = Make my list
visit-all = All the questions
visit-chosen = Print this page with your browser and take it along. Mark the questions that matter most to you, and ask them first.
visit-with = Who I am seeing
visit-day = Date
visit-own = My own questions
visit-other = Pick other topics
visit-link = Print a list of questions
for-your-visit = For your visit
foot-questions-to-ask = Questions to ask

## Glossary

glossary-heading = Glossary: words from A to Z
glossary-intro = Words that you may meet in a report, in a letter or at the doctor’s, in plain language.
glossary-say = Say it: { $how }
glossary-variants = Also: { $names }
glossary-medical = In medical words: { $meaning }
glossary-used = Used on:
glossary-used-more = and { $count ->
    [one] one more page
   *[other] { $count } more pages
}
glossary-open = Open it in the glossary
glossary-close = Close
nav-letters = Letters
back-to-letters = Back to the letters

## Timelines

timeline-heading = { $title }: what happens when
timeline-intro = { $title }, step by step: before, during and after. You can print this page and take it with you.
timeline-whole = Read all about it: { $title }
timeline-link = See all the steps on one page, to print

## Sources

sources-heading = Sources
sources-intro = Every guideline, review, study and page that this site draws on, those that weigh most first.
sources-count = { $count ->
    [one] 1 source
   *[other] { $count } sources
 }
sources-guidelines = Guidelines
sources-reviews = Reviews of studies
sources-trials = Trials
sources-studies = Studies
sources-case-reports = Case reports
sources-textbooks = Textbooks
sources-hospital-leaflets = Hospital leaflets
sources-health-services = Health service pages
sources-reference-pages = Reference pages
sources-press-and-regulators = Press and regulators
sources-usual-practice = Usual practice

## Form pages

form-kept = If you send this form, we keep what you write for { $days } days, then we erase it.
form-privacy = What we keep and why
form-continue = Continue
contact-or-call = You can also call
contact-other-ways = Other ways to reach us
contact-by-email = By email
contact-by-mail = By mail

check-title = Check your answers
check-lead = Nothing has been sent yet. Look through what you wrote, change what you like, then send it.
check-change = Change
check-unanswered = You left this empty

notice-heading = Nothing has been sent yet
notice-busy = We could not save your form just now. What you typed is still here. Wait a minute, then send it again.
notice-store-full = We cannot save any forms just now. What you typed is still here. Try again later.
notice-too-many = Many forms came from your connection in a short time. What you typed is still here. Wait a minute, then send it again.
notice-phone = If it keeps happening, call

sent-description = Your confirmation
sent-kit = We have your request
sent-contact = We have your message
sent-scan-review = We have your request
sent-connect = We have your request
sent-volunteer = Thank you for your offer
sent-updates = Look at your email
sent-feedback = Thank you for your feedback
sent-reference = Your reference number
sent-reference-why = Write this number down, or print this page. With it we can find what you sent without asking you for more.
sent-what-next = What happens next
sent-kit-next = { $days ->
    [one] We send your kit within 1 working day.
   *[other] We send your kit within { $days } working days.
 } If you chose email, look for our links in your junk mail too. If you chose mail, allow a few more days.
sent-contact-next = { $days ->
    [one] We answer within 1 working day, in the way that you chose.
   *[other] We answer within { $days } working days, in the way that you chose.
 }
sent-scan-review-next = { $days ->
    [one] We call or write to you within 1 working day.
   *[other] We call or write to you within { $days } working days.
 } Have your report at hand. Do not send it to us.
sent-connect-next = We look for somebody who has been through it. It can take weeks, and we may find nobody. We tell nobody who you are before you both say yes.
sent-volunteer-next = We write or call when somebody would like to talk. You can say yes or no each time. We tell nobody who you are before you both say yes.
sent-updates-next = We send you an email with a link. Open the link to confirm that you want our updates. If you do not see our email in a few minutes, look in your junk mail.
sent-feedback-next = Those who write our pages read it, and mend the page where they can.
sent-kept = We keep what you sent for { $days } days. Then we erase it.
sent-my-request = If you want to see, change or erase it
sent-my-request-more = You need your number, and the email address or phone number that you gave.
sent-my-request-link = See, change or erase your request
sent-sooner = If you need an answer sooner
sent-call = Do not send the form again. Call

# Before the confirmation, when what was written may tell of an emergency
urgent-title = You may need help now
urgent-why = Something that you wrote can be a sign of an emergency. We do not read messages at once, so do not wait for our answer.
urgent-card = Call { $number } or go to an emergency room now if:

# A kit to read and print at once: the form
kit-make-title = Make your info kit
kit-make-lead = Choose what your kit is about. It is ready at once, to read here or to print and take to your visit. It is free, and you give no name.
kit-make-about = What is it about?
kit-make-about-hint = Choose all that fit, up to 6.
kit-make-not-sure = I do not know yet
kit-make-procedures = Procedures you have been offered or are thinking about
kit-make-levels = The disc level, if you know it
kit-make-levels-hint = It may be on your scan report, as in “L4-L5”. Choose one.
kit-make-parts = What should be in it?
kit-make-parts-hint = All of it is chosen. Leave out what you do not need. The signs that need help fast are always in it.
kit-part-pictures = Pictures
kit-part-comparison = Choices side by side
kit-part-questions = Questions to ask, with room to write
kit-part-timeline = What happens when, if it is about a procedure
kit-part-self-care = What you can do yourself, and a diary
kit-part-glossary = What the words mean
kit-part-sources = Where the facts come from
kit-make-detail = How much detail?
kit-make-plain = The main points
kit-make-more = More: causes, tests, surgery, what is not known
kit-make-print = Size of print
kit-make-usual = Usual
kit-make-large = Large
kit-make-paper = Paper
kit-make-letter = US Letter
kit-make-a4 = A4
kit-make-kept = We keep nothing of this. What you choose stands in the web address of your kit, and nowhere else.
kit-make-go = Make my kit
kit-make-send = Would you like it by email, or by mail on paper?
kit-make-send-link = Ask us to send you a kit
error-kit-no-topic = Choose what your kit is about, or “I do not know yet”
error-kit-too-many = Choose no more than { $most } topics, so that your kit stays short enough to read
error-kit-levels = Choose one disc level. You can make another kit for the other.
error-kit-unknown = We have nothing called “{ $value }”. Choose from the lists below.

# A kit to read and print at once: the kit
kit-name = Your info kit
kit-heading = Your info kit: { $topics }
kit-lede = This is general information to read, to mark and to take to your visit. It does not replace advice from someone who can examine you.
kit-reviewed = Pages last looked over:
kit-as-pdf = Get it as a file to print or keep (PDF)
kit-how-to-print = You can print this page too, with your browser’s Print command. Menus are left out on paper.
kit-busy = Your kit needs a moment
kit-busy-what = Many people are asking for kits as files just now, so yours could not be made.
kit-busy-instead = The same kit is ready as a page, which you can read and print at once.
kit-busy-read = Read the kit as a page
kit-busy-again = Try the file again
kit-change = Change what is in this kit
kit-help = When to get help fast
kit-help-more = Read this page first. One sign is enough: do not wait for others.
kit-situation = Your situation on one page
kit-notes = My notes
kit-notes-feel = What I feel, where, and since when:
kit-notes-want = What matters most to me:
kit-notes-worry = What worries me most:
kit-contents = In this kit
kit-about = Understanding it
kit-outlook = What to expect, in numbers
kit-choices = What can be done
kit-compared = Your choices side by side
kit-steps = What happens when
kit-steps-more = These are the usual steps. Hospitals and surgeons differ, so what your own team tells you comes first.
kit-self-care = What you can do
kit-questions = Questions to ask
kit-questions-more = Mark those that matter most to you, and ask them first. Write down the answers, or ask someone to come with you and write.
kit-diary = Two weeks in a diary
kit-diary-more = Write a line each day. For pain, 0 is none and 10 is the worst that you can think of. Take it to your visit: it shows which way things go.
kit-diary-table = Table: a line for each day
kit-diary-when = Day
kit-diary-spine = Pain in back or neck, 0 to 10
kit-diary-limb = Pain in leg or arm, 0 to 10
kit-diary-numb = Where it is numb
kit-diary-weak = What feels weak
kit-diary-did = What I did
kit-diary-slept = How I slept
kit-diary-day = { $day }
kit-diary-stop = If a sign from “When to get help fast” appears, act on it. Do not wait for the next line of the diary.
kit-terms = What the words mean
kit-reach = How to reach us
kit-reach-more = We can explain what is in this kit. We cannot tell you what you have or what to do about it. In an emergency, do not wait for us.
kit-reach-phone = Phone
kit-made = About this kit
kit-made-more = It is made of these pages. Each has its own day of review, and says whether a clinician has reviewed it.
kit-awaiting = A clinician has still to review them
kit-unsure = First steps when you are not sure
kit-unsure-note = You do not know yet what you have. These pages help most people who are not sure. They are no diagnosis.
kit-sheet = page { $number }
kit-made-address = Find this kit again at
kit-foot = In an emergency, call 911. To reach us: { $phone }
kit-address-alt = A code for phones, with the address of this kit on the web

## My request

my-request-title = See, change or erase your request
my-request-lead = Look up what you sent us. You need your reference number, and the email address or phone number that you gave. To stop updates, use the link in the email that we sent you.
my-request-by-mail = If you have lost the number, or gave us only a mailing address, we do it for you. Call
my-request-feedback = Feedback on a page has no name on it. To have yours erased, tell us its number:
my-request-reference-label = Reference number
my-request-reference-hint = It has 8 letters and digits, like BCDF-2345. We showed it to you when you sent the form.
my-request-contact-label = Email address or phone number
my-request-contact-hint = The one that you gave in that form. We ask so that nobody else can see your request.
my-request-find = Find my request
my-request-again = See your request as it is now

error-my-reference-empty = Enter your reference number
error-my-reference-format = Enter a reference number of 8 letters and digits, like BCDF-2345
error-my-contact-empty = Enter the email address or phone number that you gave
error-my-contact-format = Enter an email address like name@example.com, or a phone number with its area code
# The same for a number that there is not, one of somebody else, and one that is erased already
error-my-request-unknown = We found nothing with these two together. Check that you typed both as you did then. What you sent may also be erased by now, because its days are over.

found-title = Your request
found-lead = This is what we keep of it.
found-form = Sent by the form
found-came = It came on
found-state = Where it stands
found-state-new = We have it. We have not finished with it yet.
found-state-handled = We have dealt with it.
found-goes = It is erased by itself on
found-notes = Notes of our staff
found-notes-more = There are some. Write or call if you would like to know what they say.
found-answers = What you wrote
found-sealed = It is locked so that this site cannot read it, only our staff can. So we cannot show it here. You can still erase it, or send it anew.
found-sealed-more = If you would like to know what it says, call
found-next = What you can do
found-correct = Change it
found-replace = Send it anew
found-erase = Erase it
found-call = If you have a question, call

correct-title = Change your request
correct-lead = Change what you like, then save it. All of what we keep is replaced by what stands here. Your reference number stays the same.
correct-kept = We still erase it { $days } days after you first sent it.
correct-send = Save the changes

corrected-title = Your changes are saved
corrected-lead = We look at your request again. Your reference number stays the same.
corrected-more = If you changed your email address or phone number, use the new one to see your request.

erase-title = Erase your request?
erase-lead = We erase all that you sent with this request. It cannot be brought back.
erase-more = If we have not answered yet, you will get no answer. What is on its way to you already may still come.
erase-yes = Erase it for good
erase-no = Keep it

erased-title = It is erased
erased-lead = We keep nothing with that number and that email address or phone number any more.
erased-more = One line stays that says on which day it was erased, and its number. Older backup copies may hold it until our staff delete them.

## Errors

not-found = Page not found
not-found-what = There is no page at this address. It may have moved, or the address may be mistyped.
not-found-answers = If you followed a link on this site, tell us and we will mend it.
forbidden = This form came from somewhere else
forbidden-what = For your safety we take forms only from our own pages. Open the form here and fill it in again.
method-not-allowed = This page cannot be used that way
method-not-allowed-what = The page is here, but it cannot take what was sent to it.
too-large = That was too much for one form
too-large-what = What was sent is longer than the form can take. Go back, make it shorter and send it again.
unsupported = We could not read that form
unsupported-what = It was sent in a way that this site does not know. Open the form here and fill it in again.
bad-request = We could not read that
bad-request-what = Something in what was sent does not make sense to this site. Go back and try again.
too-many = Too many tries in a short time
too-many-what = Wait a few minutes, then try again. You can go on reading all the while.
internal = Sorry, there is a problem with the site
internal-what = It is our fault, not yours. Try again in a few minutes.
unavailable = Sorry, the site is busy
unavailable-what = It cannot do this just now. Try again in a few minutes.
answers-not-sent = If you were filling in a form, nothing was sent and nothing was kept.
answers-unsure = If you were sending a form and saw no reference number, do not count on it having arrived. Send it again, or call us.
error-home = Go to the home page
error-glossary = Look up a word, A to Z
error-contact = Contact us
error-call = You can also call
error-emergency = In an emergency, call { $number }.

## Forms

# Shared by every form
form-name-label = Full name
form-email-label = Email address
form-phone-label = Phone number
form-trap-label = Leave this box empty
form-summary-title = There is a problem
form-error-prefix = Error:
form-title-error-prefix = Error:

error-form-send-again = Check your answers and send again. Nothing has been sent yet.
error-form-already-sent = You sent this form before with other answers. Check your answers and send again to make a second request.

error-name-empty = Enter your full name
error-name-long = Your full name must be 100 characters or fewer
error-email-empty = Enter your email address
error-email-long = Your email address must be 254 characters or fewer
error-email-format = Enter an email address in the correct format, like name@example.com
error-phone-empty = Enter your phone number
error-phone-long = Your phone number must be 40 characters or fewer
error-phone-format = Enter a phone number with its area code, like 555 010 0123 or +1 555 010 0123

# Info kit
kit-title = Get a free info kit
kit-lead = An info kit puts together what we know about the topics you choose: what to expect, your choices, and questions to ask your doctor. It is free. It does not replace advice from your doctor.
kit-topics-legend = What would you like to know about?
kit-topics-hint = Choose all that fit, up to 6. We ask { kit-topics-why }.
kit-topics-why = so that the kit holds only what is about you
kit-topics-conditions = Conditions
kit-topics-procedures = Procedures
kit-topic-not-sure = I am not sure
kit-topic-not-sure-hint = We put in what helps most people.
kit-delivery-legend = How would you like to get it?
kit-delivery-hint = We ask { kit-delivery-why }.
kit-delivery-why = so that we collect no more about you than we need
kit-delivery-now = Read and print it now
kit-delivery-now-hint = You give no name or address, and we keep nothing.
kit-delivery-email = By email
kit-delivery-email-hint = We send you links to your kit, as a page to read and as a file to print (PDF).
kit-delivery-post = By mail, on paper
kit-delivery-post-hint = We print your kit and mail it to you.
kit-name-label = Full name (optional if we email it)
kit-name-hint = We ask { kit-name-why }.
kit-name-why = so that we can address the email or the envelope to you
kit-email-hint = We ask { kit-email-why }. We use it for nothing else.
kit-email-why = so that we can send you the kit
kit-address-label = Mailing address
kit-address-hint = Street, city, state and ZIP code. We ask { kit-address-why }. Up to 500 characters.
kit-address-why = so that the kit reaches you
kit-send = Get the kit

error-topics-empty = Choose at least one topic, or “I am not sure”
error-topics-too-many = Choose no more than 6 topics, so that your kit stays short enough to read
error-topics-unknown = Choose topics from this list. One of those you chose is no longer here.
error-delivery-empty = Choose how you would like to get the kit
error-address-empty = Enter your mailing address
error-address-long = Your mailing address must be 500 characters or fewer

# Feedback
feedback-question = Did this page answer your question?
feedback-question-site = Did this site answer your question?
feedback-question-hint = We ask { feedback-question-why }.
feedback-question-why = so that we see which pages to mend first
feedback-page-why = so that we know which page you mean
feedback-yes = Yes
feedback-no = No
feedback-title = Tell us what was missing
feedback-lead = Your feedback helps us to mend our pages. You stay unknown: we ask for no name and no address.
feedback-about = It is about this page:
feedback-no-answer = We cannot answer feedback, since we do not know who you are. If you would like an answer:
feedback-missing-label = What was missing, wrong or hard to follow? (optional)
feedback-missing-why = so that we can mend our pages
feedback-missing-hint = We ask { feedback-missing-why }. Do not write your name, how to reach you, or anything about your health. We take out email addresses and phone numbers. Up to 1,000 characters.
feedback-send = Send feedback

error-answered-empty = Choose yes or no
error-missing-long = What was missing must be 1,000 characters or fewer

# Contact
contact-title = Contact us
contact-lead = Write to us with a question about this site or about a kit. We cannot tell you what you have or what to do about it: only someone who examines you can.
contact-scan = Is it about a scan that you had?
contact-scan-link = Ask to talk about your scan
contact-name-hint = We ask { contact-name-why }.
contact-name-why = so that we know how to address you
contact-reply-legend = How would you like us to answer?
contact-reply-hint = We ask { contact-reply-why }.
contact-reply-why = so that we reach you in the way that suits you
contact-reply-email = By email
contact-reply-phone = By phone
contact-email-hint = We ask { contact-email-why }. We use it for nothing else.
contact-email-why = so that we can answer you
contact-phone-hint = Include the area code. We ask { contact-phone-why }. We use it for nothing else.
contact-phone-why = so that we can call you
contact-best-time-legend = When is a good time to call? (optional)
contact-best-time-hint = We ask { contact-best-time-why }.
contact-best-time-why = so that we do not call when it does not suit you
contact-best-time-any = Any time
contact-best-time-morning = In the morning
contact-best-time-afternoon = In the afternoon
contact-message-label = Your message
contact-message-hint = We ask { contact-message-why }. Tell us only what we need for that. Up to 4,000 characters.
contact-message-why = so that we can answer your question
contact-send = Send message

error-reply-by-empty = Choose “By email” or “By phone”
error-best-time-unknown = Choose a time to call from this list
error-message-empty = Enter your message
error-message-long = Your message must be 4,000 characters or fewer

# Scan review
scan-title = Talk to us about your scan
scan-lead = We can go through the words of your scan report with you, by phone or by email. This is no diagnosis: we do not examine you, and the doctor who ordered your scan knows your story. You upload nothing here.
scan-read-first = Many words in a report are explained on this page:
scan-kind-legend = Which scan did you have?
scan-kind-hint = We ask { scan-kind-why }.
scan-kind-why = so that someone who knows this kind of scan answers you
scan-mri = MRI
scan-ct = CT
scan-x-ray = X-ray
scan-not-sure = I am not sure
scan-made-label = When was it made? (optional)
scan-made-hint = Such as “May 2026” or “two years ago”. We ask { scan-made-why }. Up to 100 characters.
scan-made-why = because findings change with time
scan-message-label = What would you like to know? (optional)
scan-message-hint = Such as a word in your report that worries you. We ask { scan-message-why }. Up to 4,000 characters.
scan-message-why = so that we can prepare
scan-send = Send request

error-scan-empty = Choose a kind of scan, or “I am not sure”
error-made-long = When it was made must be 100 characters or fewer

# Connect
connect-title = Talk to someone who has been through it
connect-lead = We connect people who face a procedure with people who have had it. You talk as two people do. It is free.
connect-who = Whom it is for
connect-who-more = You have a treatment plan, or you are not sure, and you would like to hear how it was for somebody else. Or you have had a procedure and would like to help.
connect-how = How both sides agree
connect-step-forms = You fill in a form. So does the other person.
connect-step-match = We look for two people with the same condition and the same procedure. If there are none, we look for the same condition.
connect-step-agree = We ask each of you. We tell each only the other’s condition, procedure and, if it is over, when it was. Nobody learns your name, your email address or your phone number.
connect-step-introduce = If you both say yes, each of you gets the other’s name and the one email address or phone number that they gave. If one says no, nothing is shared, and the other hears only that it did not come about.
connect-limits = What it is not
connect-limits-more = The other person is not your doctor. What was right for them may not be right for you. Ask your own doctor before you change anything.
connect-first = How it works, and what is shared when:
connect-other = Another one, or I am not sure
connect-not-sure = I am not sure
connect-ask-title = Ask to talk to someone
connect-ask-lead = Tell us what you face, and we look for somebody who has been through it. Nothing about you is shared before you both say yes.
connect-condition-legend = Which condition do you have?
connect-condition-hint = We ask { connect-condition-why }.
connect-condition-why = so that we find two people with the same condition
connect-procedure-legend = Which procedure are you thinking about?
connect-procedure-hint = We ask { connect-procedure-why }.
connect-procedure-why = so that we find two people with the same procedure
connect-plan-legend = Do you have a treatment plan?
connect-plan-hint = A plan says what your doctor and you want to do next. We ask { connect-plan-why }.
connect-plan-why = because talking helps most once it is clear what may be done
connect-plan-yes = Yes
connect-plan-no = No
connect-message-label = What would you like to talk about? (optional)
connect-message-hint = We ask { connect-message-why }. We do not pass it on. Up to 4,000 characters.
connect-message-why = so that we find somebody who fits
connect-reply-legend = How should we reach you?
connect-reply-hint = We ask { connect-reply-why }.
connect-reply-why = so that we can ask you before anything is shared
connect-email-hint = We ask { connect-email-why }. The other person gets it only after you both say yes.
connect-email-why = so that we can write to you
connect-phone-hint = Include the area code. We ask { connect-phone-why }. The other person gets it only after you both say yes.
connect-phone-why = so that we can call you about the other person
connect-ask-send = Send request
volunteer-title = Offer to talk about your own procedure
volunteer-lead = You have had a procedure, and you would talk about it with somebody who faces the same. You can say no each time, and stop when you like.
volunteer-condition-legend = Which condition did you have?
volunteer-procedure-legend = Which procedure did you have?
volunteer-treated-legend = When was it?
volunteer-treated-hint = We ask { volunteer-treated-why }.
volunteer-treated-why = because procedures and memories change
volunteer-this-year = Within the last year
volunteer-1-2 = 1 to 2 years ago
volunteer-3-5 = 3 to 5 years ago
volunteer-longer = Longer ago
volunteer-consent-legend = What we share, and when
volunteer-consent-hint = First we tell the other person your condition, your procedure and when it was, without your name. Only if you both say yes do we give them your name and the email address or phone number above. We ask { volunteer-consent-why }.
volunteer-consent-why = because we share nothing without your yes
volunteer-consent-yes = I agree to this
volunteer-send = Send offer
too-early-title = Come back when you have a plan
too-early-lead = Nothing has been sent, and we kept nothing.
too-early-why = Talking to somebody helps most once you and your doctor know what may be done. Until then, these may help:
too-early-procedures = Read about procedures

error-condition-empty = Choose a condition, or “Another one, or I am not sure”
error-procedure-empty = Choose a procedure, or “Another one, or I am not sure”
error-plan-empty = Choose yes, no or “I am not sure”
error-plan-no = We need a plan, or “I am not sure”, to look for somebody. If you do not want to talk any more, erase your request.
error-treated-empty = Choose when it was
error-consent-empty = Tick the box if you agree to what we share. We cannot take your offer without it.

# Updates
updates-title = Hear of new pages
updates-lead = We send you an email when we add a page about spinal discs or change one in a way that matters. That is a few times a year at most. You can stop it with one click.
updates-email-hint = We ask { updates-email-why }. First you get a link to confirm. We use your address for nothing else.
updates-email-why = so that we can send you updates
updates-send = Send me updates
updates-confirm = Do you want our updates?
updates-confirm-text = Press the button, so that we know that this is your address and that you want them.
updates-confirm-button = Yes, send me updates
updates-confirmed = You will hear from us
updates-confirmed-text = Your address is on our list. Each email has a link that takes it off again.
updates-late = This link no longer works
updates-late-text = It is too old, or we have sent you a newer one since. We can send you a new link by email.
updates-late-button = Send a new link
updates-asked = Look at your email
updates-asked-text = We have sent you a new link. Only the link in our newest email works. If you do not see it in a few minutes, look in your junk mail.
updates-wait = Wait a few minutes
updates-wait-text = You have asked for many links in a short time. Wait a few minutes, then ask for a new one.
updates-gone = There is nothing to confirm here
updates-gone-text = The link is not whole, or the address was erased because nobody confirmed it in time. You can ask for updates again.
updates-stop = Stop our updates?
updates-stop-text = Press the button, and we erase your address. You will not hear from us again.
updates-stop-button = Stop updates
updates-stopped = You get no more updates
updates-stopped-text = We have erased the address that this link belongs to.
updates-kept = If you do not confirm within { $days } days, we erase your address. If you do, we keep it until you stop our updates.

## What is kept
kept-what = What we keep
kept-why = Why we ask
kept-seen-by = Who sees it
kept-by-kit = If you ask for an info kit
kept-by-kit-lead = If you read your kit on the site, we keep nothing. If we send it, we keep only what we need for the way you chose.
kept-by-contact = If you write to us
kept-by-contact-lead = We keep only the way to answer you that you chose.
kept-by-scan-review = If you ask to talk about a scan
kept-by-scan-review-lead = You cannot send us the scan or its report here. Keep them with you.
kept-by-connect = If you ask to talk to someone
kept-by-connect-lead = We tell the other person nothing that shows who you are before you both say yes. What you write about the talk stays with our staff.
kept-by-volunteer = If you offer to talk
kept-by-volunteer-lead = We tell the other person nothing that shows who you are before you both say yes. You can say no each time.
kept-by-updates = If you ask to hear of new pages
kept-by-updates-lead = We send updates only to an address whose owner has said yes, by a link in an email.
kept-by-feedback = If you tell us what you think of a page
kept-by-feedback-lead = We do not know who you are. Before we keep what you write, we take out what looks like an email address or a phone number.

# Named in the table of src/forms/keeping.rs, beside the words that end in -why above

kept-topics = The topics you choose
kept-delivery = How you want your kit
kept-kit-name = Your name, if the kit comes on paper, or if you like to give it
kept-kit-email = Your email address, if the kit comes by email
kept-kit-address = Your mailing address, if the kit comes on paper
kept-name = Your name
kept-reply-by = How you want our answer
kept-reply-email = Your email address, if you want our answer by email
kept-reply-phone = Your phone number, if you want us to call
kept-best-time = When you like to be called
kept-message = Your message
kept-scan = Which scan you had
kept-scan-made = When it was made, if you say so
kept-scan-message = What you would like to know, if you write it
kept-condition = Your condition
kept-procedure = The procedure
kept-plan = Whether you have a treatment plan
kept-talk = What you would like to talk about, if you write it
kept-treated = When your procedure was
kept-reach-by = How we should reach you
kept-reach-email = Your email address, if we should write to you
kept-reach-phone = Your phone number, if we should call you
kept-consent = That you agreed to what is shared
kept-updates-email = Your email address
kept-page = The page it is about
kept-answered = Your yes or no
kept-missing = What you write was missing

seen-by-staff = Our staff.
seen-by-mail-services = Email services, if we email you.
seen-by-other-when-asked = The other person and email services, when we ask if they would like to talk. They do not see your name.
seen-by-other-once-agreed = The other person and email services, once you have both said yes.

## Letters

# To staff: nothing about the reader, since mail can be read on its way
mail-staff-subject = New request { $reference }
mail-staff-text =
    A new request has come in on { $site }.

    Reference: { $reference }
    Form: { $form }
    Received: { $received }

    To read it, use this command on the server:

    discwise submissions show { $reference }

    This letter says nothing about the reader, so that nobody can learn anything from it on its way.

mail-correction-subject = Changed request { $reference }
mail-correction-text =
    A reader has changed a request on { $site }. It counts as new again.

    Reference: { $reference }
    Form: { $form }
    First received: { $received }

    To read it, use this command on the server:

    discwise submissions show { $reference }

    This letter says nothing about the reader, so that nobody can learn anything from it on its way.
mail-call-subject = A call to make for { $reference }
mail-call-text =
    Call someone who uses { $site } and wants to be called, not written to.

    Their request: { $reference }
    To read their number, use this command on the server:

    discwise submissions show { $reference }

    { $task }

    This letter says nothing about the reader, so that nobody can learn anything from it on its way.
mail-call-ask = Ask whether they would like to talk with the other person of match { $match }. Do not say who that is. For a yes, use: discwise connect accepted { $match } --by { $side }. For a no, use: discwise connect declined { $match } --by { $side }. For no answer yet, use: discwise connect called { $reference }
mail-call-introduce = Both people of match { $match } have said yes. Tell them the other person's name, and how to reach them. That stands in: discwise submissions show { $other }. When you have called, use: discwise connect called { $reference }
mail-call-ended = A match of theirs did not come about. If you have asked them about it, tell them so. Do not say why. Then use: discwise connect called { $reference }

# To readers
mail-hello = Hello,
mail-hello-name = Hello { $name },
mail-match-subject = About talking with another patient
mail-match-seeker-intro = You told us that you would like to talk with another patient. We know someone who has offered to talk.
mail-match-volunteer-intro = You offered to talk with someone who faces what you have been through. Someone would like that.
mail-match-topics = This is what they told us:
mail-match-condition = Condition: { $title }
mail-match-procedure = Procedure: { $title }
mail-match-treated = When it was: { $when }
mail-match-not-sure = another, or not sure
mail-match-question = Would you like to talk with them? Answer this letter with yes or no, or call { $phone } ({ $hours }). Give the number of this match: { $match }
mail-match-promise = They know as little about you as you know about them. Only if both of you say yes, we tell each of you the other's name, and the one way to reach them that they chose. You can say no, and you do not have to say why.
mail-match-yes = You both said yes. This is the person who would like to talk with you:
mail-match-name = Name: { $name }
mail-match-email = Email: { $email }
mail-match-phone = Phone: { $phone }
mail-match-best-time = Good time to call: { $time }
mail-match-both = They have your name too, and the way to reach you that you chose. Either of you can take the first step.
mail-match-care = Use what stands here only to talk with each other, and do not pass it on. You can stop at any time. What helped one person may not fit another. Ask your care team before you change anything.
mail-match-ended = We wrote to you that someone would like to talk with you. It did not come about. There is nothing that you need to do.
mail-match-ended-next = We still have what you told us. If we find someone else, we ask you again.
mail-kit-subject = Your info kit from { $site }
mail-kit-intro = You asked us for an info kit, to read and to take to your visit. It is ready.
mail-kit-page = Read it on our site, or print it from there:
mail-kit-pdf = Get the same kit as a file to print or to keep (PDF):
mail-kit-limits = The kit gives general information. It does not replace advice from someone who can examine you.
mail-confirm-subject = Confirm that you want updates from { $site }
mail-confirm-intro = You asked for updates from { $site }. Open this page to confirm that you want them:
mail-confirm-days = The link works for { $days } days. If you do not want updates, do nothing.
mail-reach = Do you have a question? Write to { $email }, or call { $phone } ({ $hours }).
mail-kept = Your reference number is { $reference }. We keep what you sent for { $days } days. Then we erase it. To see it, change it, or erase it sooner, go to { $link } with this number and your email address. You can also write or call.
mail-confirm-kept = Your reference number is { $reference }. If you do not confirm within { $days } days, we erase your address. If you do, we keep it until you stop our updates.
mail-updates-stop = You get this letter because you asked for updates from { $site }. To stop them, open this page: { $link }
mail-not-you = If you did not ask for this letter, someone typed your address by mistake. There is nothing you need to do. If it bothers you, tell us the number, and we erase the address now.

## Content
# Put into articles by the program itself. Hidden words are heard by a screen reader and not seen.

# Hidden words before the heading of a care card
care-emergency = Immediate action required:
care-today = See a doctor today if:
care-call-today = (call today)
care-urgent = Urgent advice:
care-self-care = Non-urgent advice:

# Hidden words before a warning and before an inset text
callout-important = Important:
inset-information = Information:

# The button that opens the long description of a figure
figure-in-words = This picture in words

# How a screen reader says the number of a source
cite-label = Source { $number }

# What a screen reader calls a table that scrolls
table-label = Table: { $name }

# A result in words, and its picture of 100 dots
outcome-number = { $n } out of { $of }
outcome-number-about = About { $n } out of { $of }
outcome-range = { $n } to { $to } out of { $of }
outcome-range-about = About { $n } to { $to } out of { $of }
outcome-up-to = Up to { $n } out of { $of }
outcome-fewer-than = Fewer than { $n } out of { $of }
outcome-picture = { $n } of { $of } dots are filled
outcome-picture-range = { $n } of { $of } dots are filled, and { $more } more are half filled

# A day in the words of the language
date = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $day }, { $year }
