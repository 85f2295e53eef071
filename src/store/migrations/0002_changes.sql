-- What staff write down while they answer; it may name people, so it goes with its request.
ALTER TABLE submissions ADD COLUMN notes TEXT NOT NULL DEFAULT '';

-- What staff did, and what was removed by age. Nothing here can be traced to a person.
CREATE TABLE audit (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Unix milliseconds.
    at_ms     BIGINT  NOT NULL,
    action    TEXT    NOT NULL,
    -- Which request, where it was one.
    reference TEXT,
    -- Which form, where requests were removed by age.
    form      TEXT,
    requests  BIGINT  NOT NULL
);
