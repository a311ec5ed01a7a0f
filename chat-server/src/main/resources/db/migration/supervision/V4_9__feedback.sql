-- What supervisors write to a peer about their work, sealed, until it is 90 days old. Only the two of them read it.
CREATE TABLE feedback (
  id          text PRIMARY KEY CHECK (length(id) <= 64),
  peer        text NOT NULL REFERENCES staff ON DELETE CASCADE,
  made_by     text NOT NULL,
  made_at     timestamptz NOT NULL,
  wrapped_key bytea NOT NULL,
  sealed      bytea NOT NULL,
  -- When the peer said that they read it.
  read_at     timestamptz
);
CREATE INDEX feedback_peer ON feedback (peer, made_at);
CREATE INDEX feedback_by ON feedback (made_by, made_at);
