-- Closed conversations, sealed. Their keys lie in a schema of their own, which no backup may hold: a backup of
-- this schema with today's keys opens nothing that was deleted or whose time is over.
CREATE SCHEMA archive;
CREATE TABLE archive.transcripts (
  conversation text PRIMARY KEY CHECK (length(conversation) = 22),
  seeker_hash  text NOT NULL,
  closed_at    timestamptz NOT NULL,
  why          text NOT NULL,
  messages     integer NOT NULL,
  keep_until   timestamptz NOT NULL,
  delete_asked boolean NOT NULL,
  sealed       bytea NOT NULL
);
CREATE INDEX transcripts_keep_until ON archive.transcripts (keep_until);

CREATE SCHEMA keys;
CREATE TABLE keys.conversation_keys (
  conversation text PRIMARY KEY CHECK (length(conversation) = 22),
  wrapped      bytea NOT NULL
);
CREATE TABLE keys.day_keys (
  day     date NOT NULL,
  term    integer NOT NULL CHECK (term IN (7, 30)),
  wrapped bytea NOT NULL,
  PRIMARY KEY (day, term)
);
