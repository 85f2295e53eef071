-- Letters that staff write to everybody who wants updates, each kept once. Nothing here names a reader: whom a letter
-- goes to stands in `deliveries`.
CREATE TABLE updates_letters (
    id        INTEGER PRIMARY KEY,
    -- SHA-256 of subject and text, so that the same letter is never queued twice.
    digest    BLOB    NOT NULL UNIQUE,
    subject   TEXT    NOT NULL,
    text      TEXT    NOT NULL,
    -- Unix milliseconds.
    queued_ms BIGINT  NOT NULL
);

-- Which letter is sent; NULL for what is made from the request alone.
ALTER TABLE deliveries ADD COLUMN updates_letter INTEGER REFERENCES updates_letters (id);
