//! Discwise: a patient-education website about spinal discs in one program.
//!
//! This page is the map of the house. Each module is a room, and two lanes run through them.
//!
//! ```text
//! reading   content/**  ->  content  ->  Library  ->  pages  ->  web  ->  response
//! writing   browser form  ->  web  ->  forms  ->  Submission  ->  store  ->  operator (staff, on the terminal)
//!                                                                       \->  outbox (letters, calls)
//! ```
//!
//! | Room | Takes | Gives | May use |
//! |---|---|---|---|
//! | [`config`] | arguments and environment | [`config::Config`] | - |
//! | [`content`] | Markdown, TOML, drawings | [`content::Library`], or every problem with file and line | - |
//! | [`search`] | a library, and what readers type | [`search::Results`], the best page first | content |
//! | [`kit`] | a library and a reader's choice | [`kit::Kit`], one document to take along, as data and as a PDF | content |
//! | [`forms`] | the bytes of a form | [`forms::Submission`], or what to correct | content, kit |
//! | [`store`] | submissions | [`store::Receipt`]s, and what was kept | forms |
//! | [`pages`] | a library | HTML and XML | content, search, kit, forms |
//! | [`web`] | requests | responses | content, search, kit, forms, store, outbox, pages |
//! | [`outbox`] | what the store has queued | letters and calls | content, kit, forms, store |
//! | [`operator`] | a store, or problems | text for the terminal, kits to mail | content, kit, forms, store, pages, outbox |
//!
//! The program in `src/bin/discwise/` alone knows every room: it opens them in order and turns failures into exit codes.
//! A site test (`tests/site/architecture.rs`) holds the last column as data and fails on any other use.
//!
//! # One page view: `GET /conditions/disc-extrusion`
//!
//! The work is done before anyone asks.
//!
//! 1. [`content::Library::load`] reads `content/`, or the copy inside the program, into articles that are whole and
//!    checked against each other. With a single error there is no library, and the site does not start.
//! 2. [`web::Site::build`] asks [`pages::plan`] for every address, [`pages::render`] for each page, and keeps the bytes
//!    as [`web::Representations`]: plain, gzip and Brotli, each with an entity tag. All cores work at it.
//! 3. The site stands behind a [`web::SiteHandle`]. Once the doors are open, [`web::Site::recompressed`] makes a smaller
//!    copy, and the handle changes to it between two requests.
//!
//! Then the request comes. [`web::Server`] has bounded the connection, the layers around [`web::router`] have given it
//! an id, and as no route has its path, the fallback looks it up: [`web::Site::document`] finds the representations,
//! the client's headers choose one, and the answer is a few headers and a pointer to bytes that were there already.
//! On the way out it gets the security headers and one line in the log, which names no path.
//!
//! # One kit to print: `GET /kit/read?about=disc-extrusion`
//!
//! [`kit::KitQuery`] reads the address and names every value that there is not; [`kit::KitChoice`] writes it back in one
//! way. [`kit::Kit::assemble`] takes sections out of the articles by their ids ([`content::Excerpts`]), and [`pages::kit`]
//! lays them out on one page for the screen and for paper. The address names topics and no person, so nothing is kept.
//! `GET /kit/pdf` has the same query: [`kit::Typesetter`] sets the markup of that page as a tagged PDF, beside the threads that
//! answer and a few at a time, and the site keeps the last ones.
//!
//! # One kit request: `POST /info-kit`
//!
//! 1. The form was shown with a [`forms::FormStamp`]: a key of its own and the time.
//! 2. The layers of [`web::router`] refuse what other sites send, what is too large and what takes too long. The handler
//!    asks for the site, the form's fields, a [`forms::RawForm`], and a desk, the only way to the store; its signature
//!    says so. The desk minds [`web::FormLimits`]: who sends too many gets the page back, `429`, every value kept.
//! 3. [`forms::KitForm`], like every [`forms::ReaderForm`], holds what was typed; its `asked` makes a
//!    [`forms::KitRequest`], in which every personal value is a [`forms::Private`], or [`forms::FieldErrors`]. With errors
//!    the same page comes back, `422`, every value kept. Without, the answers are shown once more, and nothing is stored
//!    until the reader sends them from there.
//! 4. [`store::Store::accept`] seals it, as a [`forms::Submission`], to the operator's [`store::Recipients`], if there are
//!    any, hands it to the one writer and returns when it is synced to disk. The same key gives the same
//!    [`store::Receipt`], so a double click is stored once. A full disk or a locked store gives `503` and every value
//!    back.
//! 5. `303` leads the browser to a confirmation that shows the [`forms::Reference`] and nothing else.
//! 6. [`outbox::Outbox::run`] wakes and sends what the commit has queued beside the request: to its reader, where the kit
//!    is, and to staff, a letter that names nobody. What goes on paper, [`operator::kits_print_queue`] writes for a printer.
//! 7. Staff read it with [`operator::submissions_list`], [`operator::submissions_show`] and
//!    [`operator::submissions_export`], mark it with [`operator::submissions_handled`], and remove it with
//!    [`operator::submissions_erase`], after which no file holds a byte of it. What is sealed they open with
//!    [`store::Identities`], which the server does not have.
//! 8. The reader comes back to it at `/my-request`, by its reference and the address or number in it, a
//!    [`forms::MyRequestForm`]: sees it in the words of its questions, sends it anew ([`store::Store::correct`]) or erases
//!    it ([`store::Store::erase_for_reader`]).
//!
//! Two readers who would like to talk are brought together by staff ([`operator::connect_propose`]) in a [`store::Match`],
//! which names nobody. A letter can tell one how to reach the other only out of a [`store::Introduction`], and there is none
//! before both have accepted.
//!
//! # One look for a level: `POST /levels/find`
//!
//! A reader ticks what is felt and what is weak. The handler asks for the site and the form's fields and for nothing
//! else, so that it cannot keep them. [`content::LevelFinder`] knows the nerve roots behind each box, and
//! [`content::LevelName`] the discs that press each root; [`pages::levels_found`] shows them, after the emergency card
//! when a box was a sign of one. The answer is never kept by a browser or a cache.
//!
//! # One symptom check: `POST /check`
//!
//! The same holds for it. [`content::SymptomCheck::advise`] takes the [`content::Answers`] and gives the [`content::Advice`],
//! or the questions that must be answered first; an emergency waits for none. A test walks every combination of answers.
//!
//! # One look at a report: `POST /scan-words`
//!
//! [`content::ScanWords::find`] finds the words that it knows in what was typed, and [`content::Library::explain`] tells
//! them; of the line itself only words that nobody explains go back to the reader.
//!
//! # One search: `GET /search?q=…`
//!
//! [`search::Index::build`] runs beside the pages, and the index is swapped with them. The handler makes a
//! [`search::Query`] of what was typed, in which no mark has a meaning, and [`pages::search`] shows its
//! [`search::Results`]. The answer is never kept, the log names the route alone, and no page that the reader goes on to is
//! told the address. Suggestions are chosen in the browser, from a document that is the same for every reader.
//!
//! # What matters: `POST /compare/…`
//!
//! [`content::Comparison`]s work the same way: what a reader ticks under one goes to [`pages::what_matters`] and into the
//! answer, and nowhere else. Topics of [`content::QuestionsToAsk`] stand in the address, since they name nobody.
//!
//! # Where to begin
//!
//! A word on a page is in `content/`, its place on the page in `templates/`, its look in `static/css/`. A URL is a line
//! of [`web::router`], or a page in [`pages::plan`]. A rule for authors is a
//! [`content::Rule`] beside the function in `src/content/rules/` that enforces it, listed in [`content::RULES`], with a
//! case in `tests/fixtures/broken` and one in `tests/fixtures/passing`. A field of a
//! form is in [`forms`], its question in `src/pages/form/`, its SQL nowhere: the store keeps a submission as one
//! document. What a form keeps, why, and who sees it is a row of [`forms::FormName::kept`]; the privacy page is made
//! from it, and tests miss a row that is not there.

pub mod config;
pub mod content;
pub mod forms;
pub mod kit;
pub mod operator;
pub mod outbox;
pub mod pages;
pub mod search;
pub mod store;
pub mod web;
