-- What happened to a peer on a day in UTC, to see patterns that are a reason to talk with them. No conversation, no
-- seeker and no moment is in it, and after 90 days it is gone.
CREATE TABLE peer_days (
  peer  text NOT NULL CHECK (length(peer) = 22),
  what  text NOT NULL CHECK (what IN ('taken', 'not_taken', 'reported', 'left_suddenly')),
  day   date NOT NULL,
  times integer NOT NULL CHECK (times > 0),
  PRIMARY KEY (peer, what, day)
);
CREATE INDEX peer_days_day ON peer_days (day);
