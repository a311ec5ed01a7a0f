-- What a peer writes down for themselves about their own work, sealed. Nobody else reads it.
CREATE TABLE growth_notes (
  id          text PRIMARY KEY CHECK (length(id) <= 64),
  peer        text NOT NULL REFERENCES staff ON DELETE CASCADE,
  made_at     timestamptz NOT NULL,
  wrapped_key bytea NOT NULL,
  sealed      bytea NOT NULL
);
CREATE INDEX growth_notes_peer ON growth_notes (peer, made_at);
