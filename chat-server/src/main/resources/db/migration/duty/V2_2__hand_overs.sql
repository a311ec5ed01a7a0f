-- A conversation may be handed over, so a match is a turn of it. Ticket and turn still match once each. Why this
-- peer is kept for the supervisor; it names peers and counts, and nothing that a seeker said.
ALTER TABLE matches
  ADD COLUMN turn integer NOT NULL DEFAULT 1 CHECK (turn >= 1),
  ADD COLUMN why text NOT NULL DEFAULT '' CHECK (length(why) <= 1000),
  DROP CONSTRAINT matches_pkey,
  ADD PRIMARY KEY (conversation, turn);
