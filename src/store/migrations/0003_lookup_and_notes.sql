-- By these a reader finds a request again without its content being read: HMAC-SHA-256 under the key in site.key of the
-- email address and of the phone number. NULL where none was given.
ALTER TABLE submissions ADD COLUMN email_mac BLOB;
ALTER TABLE submissions ADD COLUMN phone_mac BLOB;

-- Tells whether the key in site.key is still the one that the columns above were made with; one row at most.
CREATE TABLE site_key (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    fingerprint BLOB    NOT NULL
);

-- What staff write down while they answer. It may name people, so it goes with its request.
CREATE TABLE notes (
    id         INTEGER PRIMARY KEY,
    submission BIGINT  NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    -- Unix milliseconds.
    at_ms      BIGINT  NOT NULL,
    text       TEXT    NOT NULL
);

CREATE INDEX notes_by_submission ON notes (submission);

-- Until now the notes of a request were the lines of one column, such as `2026-11-22 10:00 UTC: Called.`
WITH RECURSIVE lines (submission, line, rest) AS (
    SELECT id, '', notes FROM submissions WHERE notes <> ''
    UNION ALL
    SELECT submission, substr(rest, 1, instr(rest, char(10)) - 1), substr(rest, instr(rest, char(10)) + 1)
    FROM lines WHERE rest <> ''
)
INSERT INTO notes (submission, at_ms, text)
SELECT submission, unixepoch(substr(line, 1, 16)) * 1000, substr(line, 23) FROM lines WHERE line <> '';

ALTER TABLE submissions DROP COLUMN notes;
