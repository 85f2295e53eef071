-- Two readers whom staff ask whether they would like to talk: one who wished for it, one who volunteers. A row names no
-- person, and goes when either request goes.
CREATE TABLE matches (
    id                    INTEGER PRIMARY KEY AUTOINCREMENT,
    -- What both quote when they answer; no request has the same.
    reference             TEXT    NOT NULL UNIQUE,
    seeker                INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    volunteer             INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    state                 TEXT    NOT NULL,
    -- Unix milliseconds, like all times here.
    proposed_ms           BIGINT  NOT NULL,
    seeker_accepted_ms    BIGINT,
    volunteer_accepted_ms BIGINT,
    -- When they were introduced, or one declined, or it was given up. NULL while an answer is awaited.
    ended_ms              BIGINT,
    -- Nobody is introduced to somebody who has not accepted.
    CHECK (state <> 'introduced' OR (seeker_accepted_ms IS NOT NULL AND volunteer_accepted_ms IS NOT NULL))
);

-- The same two are asked once, or again after nobody answered.
CREATE UNIQUE INDEX matches_by_pair ON matches (seeker, volunteer) WHERE state <> 'expired';
-- Removing a request looks its matches up.
CREATE INDEX matches_by_volunteer ON matches (volunteer);

-- A letter about a match goes when the match goes.
ALTER TABLE deliveries ADD COLUMN of_match INTEGER REFERENCES matches (id) ON DELETE CASCADE;
CREATE INDEX deliveries_by_match ON deliveries (of_match);

-- What staff have to call readers for and have not noted as done: they were told by letter, or are about to be.
CREATE VIEW calls AS
    SELECT deliveries.id, submission, of_match FROM deliveries JOIN submissions ON submissions.id = submission
    WHERE kind LIKE 'match-%' AND (state = 'to-call' OR state <> 'done' AND email_mac IS NULL);

-- Whoever is left is told, if they may know of the match and still wait for it: they were asked, or are to be introduced
-- and have not been yet. A trigger, so that no way of removing a request can forget it. It is due since the match began,
-- which means at once.
CREATE TRIGGER matches_end BEFORE DELETE ON submissions BEGIN
    INSERT INTO deliveries (submission, kind, state, due_ms)
    SELECT deliveries.submission, 'match-ended', 'waiting', proposed_ms
    FROM matches JOIN deliveries ON of_match = matches.id
    WHERE OLD.id IN (seeker, volunteer) AND deliveries.submission <> OLD.id
    AND (matches.state = 'proposed' AND kind = 'match-proposal' AND deliveries.state IN ('done', 'to-call')
         OR matches.state = 'introduced' AND kind = 'match-introduction' AND deliveries.state <> 'done');
END;
