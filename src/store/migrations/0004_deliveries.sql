-- What the site still has to send, and what it has sent, because of a request. A row names no person: the letter is
-- made from the request when it is sent, and goes when the request goes.
CREATE TABLE deliveries (
    -- Never used again, so that a letter can be told from every other one by it.
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    submission INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    kind       TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    -- How often it was tried.
    attempts   BIGINT  NOT NULL DEFAULT 0,
    -- Not before this moment, in Unix milliseconds.
    due_ms     BIGINT  NOT NULL,
    -- Why the last try failed, in a few words of our own.
    fault      TEXT
);

CREATE INDEX deliveries_by_due ON deliveries (state, due_ms);
-- Removing a request looks its deliveries up.
CREATE INDEX deliveries_by_submission ON deliveries (submission);
