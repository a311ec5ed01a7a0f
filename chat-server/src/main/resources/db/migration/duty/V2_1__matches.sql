-- Who was brought together with whom. PostgreSQL is the arbiter: a ticket and a conversation match once.
CREATE TABLE matches (
  conversation text PRIMARY KEY CHECK (length(conversation) = 22),
  ticket       text NOT NULL UNIQUE CHECK (length(ticket) = 22),
  peer         text NOT NULL CHECK (length(peer) = 22),
  waited_since timestamptz NOT NULL,
  accepted_at  timestamptz NOT NULL
);
