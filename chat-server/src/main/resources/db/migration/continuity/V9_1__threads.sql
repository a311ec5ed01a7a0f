-- Ways back that seekers keep: a card, sealed, and how often they came. No row leads to a conversation, a pass or a person.
CREATE TABLE threads (
  -- A slow keyed hash of the four words that open it.
  thread     text PRIMARY KEY CHECK (length(thread) = 43),
  visits     integer NOT NULL CHECK (visits >= 1),
  good_until timestamptz NOT NULL,
  sealed     bytea NOT NULL
);
CREATE INDEX threads_good_until ON threads (good_until);

-- Beside the other keys, which no backup may hold: what was forgotten stays so.
CREATE TABLE keys.thread_keys (
  thread  text PRIMARY KEY CHECK (length(thread) = 43),
  wrapped bytea NOT NULL
);
