-- What a supervisor wrote down when they closed a flag, sealed with the key of the conversation, and who looks after
-- what follows. Nobody can open a note once that key is gone; the row goes after it.
CREATE TABLE closings (
  -- Follows from the flag and from who closed it: what is sent again is there once.
  id           text PRIMARY KEY CHECK (length(id) = 22),
  conversation text NOT NULL CHECK (length(conversation) = 22),
  made_by      text NOT NULL,
  made_at      timestamptz NOT NULL,
  sealed       bytea,
  owner        text,
  -- When somebody said that what follows is looked after.
  done_at      timestamptz,
  -- Members of staff whom the flag was about: they never heard of it.
  hidden_from  text[] NOT NULL
);
CREATE INDEX closings_conversation ON closings (conversation, made_at);
CREATE INDEX closings_open ON closings (made_at) WHERE owner IS NOT NULL AND done_at IS NULL;
