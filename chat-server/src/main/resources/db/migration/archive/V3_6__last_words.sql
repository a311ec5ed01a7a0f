-- What a seeker wanted to be known about a conversation that is over, sealed with its key. It may come before the
-- transcript does. Nobody can open it once the key is gone; the row goes after it, and says no more than the day.
CREATE TABLE archive.last_words (
  conversation text PRIMARY KEY CHECK (length(conversation) = 22),
  kept_on      date NOT NULL,
  sealed       bytea NOT NULL
);
CREATE INDEX last_words_kept_on ON archive.last_words (kept_on);
