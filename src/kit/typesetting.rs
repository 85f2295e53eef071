//! The kit as a PDF: its markup set by Typst with `templates/kit/kit.typ`, in memory, without a file or a network.

use fast_qr::{QRBuilder, convert::Builder, convert::svg::SvgBuilder};
use serde::Serialize;
use typst::{
    Feature, Features, Library, LibraryExt, World, WorldExt,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// How the kit is set.
const TEMPLATE: &str = include_str!("../../templates/kit/kit.typ");
/// Where the colors are defined, and which part of a drawing has which.
const STYLESHEETS: [(&str, &str); 2] = [
    ("/tokens.css", include_str!("../../static/css/tokens.css")),
    ("/figures.css", include_str!("../../static/css/figures.css")),
];
const FONTS: [&[u8]; 4] = [
    include_bytes!("../../templates/kit/fonts/regular.ttf"),
    include_bytes!("../../templates/kit/fonts/italic.ttf"),
    include_bytes!("../../templates/kit/fonts/semibold.ttf"),
    include_bytes!("../../templates/kit/fonts/bold.ttf"),
];

/// What the typesetter is given: a kit's markup, and what stands on its sheets beside it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Manuscript {
    /// The title of the document.
    pub title: String,
    /// The tag of its language, such as `en`.
    pub language: &'static str,
    /// The name of the site.
    pub site: String,
    /// Its phone number with what it is for, at the foot of each sheet.
    pub phone: String,
    /// Where the kit can be read on the web.
    pub address: String,
    /// How a reader is led to a sheet; `{}` stands for its number.
    pub sheet: String,
    /// What the picture of that address is, for those who do not see it.
    pub address_alt: String,
    /// The kit as well-formed XML: the `main` element of its page.
    #[serde(skip)]
    pub markup: String,
}

/// Why a kit could not be set; only a fault in the program can cause it.
#[derive(Debug, thiserror::Error)]
pub enum TypesettingError {
    /// A font of ours is none.
    #[error("a font of the kit cannot be read")]
    Font,
    /// The address does not fit into a picture.
    #[error("the address of the kit cannot be drawn: {0}")]
    Address(String),
    /// The template or the markup is at fault, or the document is not accessible.
    #[error("the kit cannot be set: {0}")]
    Document(String),
}

/// Sets kits: the template and the fonts, read once.
pub struct Typesetter {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
}

impl Typesetter {
    /// Reads the fonts and the template.
    pub fn new() -> Result<Self, TypesettingError> {
        let fonts: Option<Vec<Font>> = FONTS.iter().map(|bytes| Font::new(Bytes::new(*bytes), 0)).collect();
        let fonts = fonts.ok_or(TypesettingError::Font)?;
        // Without it the first cell of a row could not be its heading.
        let features: Features = [Feature::A11yExtras].into_iter().collect();
        Ok(Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            template: Source::new(file_id("/kit.typ")?, TEMPLATE.to_owned()),
            fonts,
        })
    }

    /// A tagged PDF by the standard PDF/UA-1: without a title, or with a picture without words, there is none.
    /// The same manuscript gives the same bytes.
    pub fn typeset(&self, manuscript: &Manuscript) -> Result<Vec<u8>, TypesettingError> {
        self.typeset_and_count(manuscript).map(|(pdf, _)| pdf)
    }

    /// The same, and how many pages it has.
    pub fn typeset_and_count(&self, manuscript: &Manuscript) -> Result<(Vec<u8>, usize), TypesettingError> {
        let _forgetting = Forgetting;
        let job = Job::new(self, manuscript)?;
        let document = typst::compile::<PagedDocument>(&job).output;
        let document = document.map_err(|faults| job.told(&faults))?;
        let standards = PdfStandards::new(&[PdfStandard::Ua_1]);
        let options = PdfOptions {
            ident: Smart::Custom(manuscript.address.clone()),
            creator: Smart::Custom(Some(manuscript.site.clone())),
            standards: standards.map_err(|fault| TypesettingError::Document(fault.message().to_string()))?,
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&document, &options).map_err(|faults| job.told(&faults))?;
        Ok((pdf, document.pages().len()))
    }
}

/// Typst keeps what it has worked out, for a document that is changed a little and set again; ours never is.
struct Forgetting;

impl Drop for Forgetting {
    fn drop(&mut self) {
        typst::comemo::evict(0);
    }
}

/// One kit with all files that its template may read.
struct Job<'a> {
    typesetter: &'a Typesetter,
    files: Vec<(FileId, Bytes)>,
}

impl<'a> Job<'a> {
    fn new(typesetter: &'a Typesetter, manuscript: &Manuscript) -> Result<Self, TypesettingError> {
        let fields = serde_json::to_vec(manuscript).map_err(|fault| TypesettingError::Document(fault.to_string()))?;
        let made = [
            ("/manuscript.json", Bytes::new(fields)),
            ("/kit.xml", Bytes::from_string(manuscript.markup.clone())),
            ("/address.svg", Bytes::from_string(qr_code(&manuscript.address)?)),
        ];
        let sheets = STYLESHEETS.map(|(path, text)| (path, Bytes::from_string(text)));
        let files = made.into_iter().chain(sheets);
        let files: Result<Vec<_>, TypesettingError> = files.map(|(path, bytes)| Ok((file_id(path)?, bytes))).collect();
        Ok(Self {
            typesetter,
            files: files?,
        })
    }

    /// What Typst says, with the lines that it means.
    fn told(&self, faults: &[SourceDiagnostic]) -> TypesettingError {
        let told = faults.iter().map(|fault| {
            let lines = self.typesetter.template.lines();
            let range = self.range(fault.span);
            match range.and_then(|range| lines.byte_to_line(range.start)) {
                Some(line) => format!("kit.typ:{}: {}", line + 1, fault.message),
                None => fault.message.to_string(),
            }
        });
        TypesettingError::Document(told.collect::<Vec<_>>().join("; "))
    }
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.typesetter.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.typesetter.book
    }

    fn main(&self) -> FileId {
        self.typesetter.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() {
            Ok(self.typesetter.template.clone())
        } else {
            Err(FileError::NotSource)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let known = self.files.iter().find(|(known, _)| *known == id);
        known.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.typesetter.fonts.get(index).cloned()
    }

    /// None: a kit is the same on every day.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn file_id(path: &str) -> Result<FileId, TypesettingError> {
    let path = VirtualPath::new(path).map_err(|fault| TypesettingError::Document(fault.to_string()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The address as a picture that a phone can read.
fn qr_code(address: &str) -> Result<String, TypesettingError> {
    let code = QRBuilder::new(address).build();
    let code = code.map_err(|fault| TypesettingError::Address(fault.to_string()))?;
    Ok(SvgBuilder::default().margin(0).to_str(&code))
}
