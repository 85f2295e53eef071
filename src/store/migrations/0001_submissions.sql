-- Requests of readers. Everything that can be traced to a person stands in `personal`; the rest is for routing.
CREATE TABLE submissions (
    -- Never used again after a row is erased, so that an export can go on where it stopped.
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    reference   TEXT    NOT NULL UNIQUE,
    -- SHA-256 of the submission key; the key itself stays with the reader's page.
    key_hash    BLOB    NOT NULL UNIQUE,
    -- SHA-256 of the key and the request, to tell a repeated request from another one under the same key.
    digest      BLOB    NOT NULL,
    form        TEXT    NOT NULL,
    language    TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    -- Unix milliseconds.
    received_ms BIGINT  NOT NULL,
    -- The fields as JSON.
    personal    TEXT    NOT NULL
);

CREATE INDEX submissions_by_time ON submissions (received_ms);

-- Never holds a row: a readiness probe writes here and rolls back.
CREATE TABLE probe (filler BLOB NOT NULL);
