//! Markup of tables, in a region that can be scrolled by keyboard.

use super::{
    document::{Inline, Row, Table, plain_text},
    render::Page,
};
use crate::content::html::escape;

impl Page<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let name = self.table_name(table);
        let label = escape(&self.shelf.words.with("table-label", "name", name));
        self.push(&format!(
            "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\"><table>\n<thead><tr>"
        ));
        for cell in &table.head.cells {
            let words = self.inlines(cell, false);
            // A heading without words would be announced as nothing.
            self.push(&if words.is_empty() {
                "<td></td>".to_owned()
            } else {
                format!("<th scope=\"col\">{words}</th>")
            });
        }
        self.push("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.row(row);
        }
        self.push("</tbody></table></div>\n");
    }

    fn row(&mut self, row: &Row) {
        self.push("<tr>");
        for (column, cell) in row.cells.iter().enumerate() {
            let words = self.inlines(cell, true);
            if column == 0 && !words.is_empty() {
                self.push(&format!("<th scope=\"row\">{words}</th>"));
            } else {
                self.push(&format!("<td>{words}</td>"));
            }
        }
        self.push("</tr>\n");
    }

    /// What a screen reader calls the table: its section and columns, unlike any other of the page.
    fn table_name(&mut self, table: &Table) -> String {
        let words = |cell: &Vec<Inline>| Some(self.filled(&plain_text(cell))).filter(|text| !text.trim().is_empty());
        let columns: Vec<String> = table.head.cells.iter().filter_map(words).collect();
        let columns = columns.join(", ");
        let name = if self.section().is_empty() {
            columns
        } else {
            format!("{} ({columns})", self.section())
        };
        self.table_names.unique(&name)
    }
}
