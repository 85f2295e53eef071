//! What a browser puts back by itself need not travel: line ends between blocks, and end tags that HTML lets a page omit.

/// Elements that begin a line of their own, so that white space beside their tags shows nowhere. Where one of them begins
/// or ends, a [`SELF_ENDING`] element before it has ended.
const BLOCKS: [&str; 32] = [
    "article",
    "aside",
    "blockquote",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements whose end tag may be omitted.
const SELF_ENDING: [&str; 7] = ["dd", "dt", "li", "p", "td", "th", "tr"];

/// The same page in fewer bytes.
pub(super) fn compact(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    // The end tag that may be omitted if a block's tag comes next.
    let mut waiting = "";
    let mut after_block = false;
    let mut rest = page;
    while let Some((piece, behind)) = next_piece(rest) {
        rest = behind;
        let is_line_end = piece.bytes().all(|byte| byte == b'\n');
        if is_line_end && (after_block || is_block(behind)) {
            continue;
        }
        after_block = is_block(piece);
        if !after_block {
            out.push_str(waiting);
        }
        waiting = if ends_itself(piece) { piece } else { "" };
        if waiting.is_empty() {
            out.push_str(piece);
        }
    }
    out.push_str(waiting);
    out
}

/// A tag, or the text up to the next one, and what is behind it. `None` at the end.
fn next_piece(rest: &str) -> Option<(&str, &str)> {
    let length = if rest.starts_with('<') {
        rest.find('>').map(|end| end + 1)
    } else {
        rest.find('<')
    };
    (!rest.is_empty()).then(|| rest.split_at(length.unwrap_or(rest.len())))
}

/// Whether this begins with a tag of a block.
fn is_block(text: &str) -> bool {
    text.strip_prefix('<')
        .map(|tag| tag.strip_prefix('/').unwrap_or(tag))
        .is_some_and(|tag| BLOCKS.contains(&name_of(tag)))
}

fn ends_itself(piece: &str) -> bool {
    piece
        .strip_prefix("</")
        .is_some_and(|tag| SELF_ENDING.contains(&name_of(tag)))
}

fn name_of(tag: &str) -> &str {
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric());
    tag.split_at(end.unwrap_or(tag.len())).0
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn line_ends_stay_between_words_alone() {
        assert_eq!(
            compact("<ul>\n<li>\n<a>1</a>\n<a>2</a>\n</ul>\n"),
            "<ul><li><a>1</a>\n<a>2</a></ul>"
        );
        assert_eq!(
            compact("<p>one\ntwo <b>three</b>\n<i>four</i>"),
            "<p>one\ntwo <b>three</b>\n<i>four</i>"
        );
        assert_eq!(compact("<textarea>\n</textarea>"), "<textarea>\n</textarea>");
    }

    #[test]
    fn an_end_tag_goes_only_where_a_block_follows() {
        assert_eq!(
            compact("<ul><li>a</li>\n<li><p>b</p></li></ul>"),
            "<ul><li>a<li><p>b</ul>"
        );
        assert_eq!(
            compact("<p>a</p>\n<svg></svg><p>b</p> c"),
            "<p>a</p><svg></svg><p>b</p> c"
        );
        assert_eq!(
            compact("<table><tr><th>a</th><td>b</td></tr></table><dl><dt>c</dt><dd>d</dd></dl>"),
            "<table><tr><th>a<td>b</table><dl><dt>c<dd>d</dl>"
        );
    }

    #[test]
    fn a_compact_page_is_the_same_page() {
        let page = "<main>\n<p>a</p>\n<ul>\n<li>b <em>c</em>\n<em>d</em></li>\n<li>e</li>\n</ul>\n<p>f</p><a>g</a>\n<div>\n<dl>\n\
            <dt>h</dt>\n<dd><p>i</p></dd>\n</dl>\n<table>\n<tr>\n<td>j</td>\n<td>k</td>\n</tr>\n</table>\n</div>\n</main>\n";
        let tree = |html: &str| {
            let document = scraper::Html::parse_fragment(html);
            let mut nodes: Vec<String> = Vec::new();
            for node in document.tree.root().descendants() {
                match node.value() {
                    scraper::Node::Text(text) if text.trim().is_empty() => {}
                    value => nodes.push(format!("{} {value:?}", node.ancestors().count())),
                }
            }
            nodes
        };
        assert!(compact(page).len() + 60 < page.len());
        assert_eq!(tree(&compact(page)), tree(page));
    }
}
