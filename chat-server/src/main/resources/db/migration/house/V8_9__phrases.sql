-- What the house adds to the safety rules: each change is a row for each phrase, and stays. Of a phrase the newest row counts, which is how it was at any
-- version. What ships is no row here, so nothing here can take any of it away.
CREATE TABLE house.phrases (
  version  integer NOT NULL CHECK (version >= 1),
  language text NOT NULL CHECK (language IN ('en', 'es')),
  -- The id of a rule that ships.
  rule     text NOT NULL CHECK (length(rule) <= 64),
  phrase   text NOT NULL CHECK (length(phrase) BETWEEN 2 AND 60),
  -- Whether it is looked for from then on.
  is_there boolean NOT NULL,
  made_at  timestamptz NOT NULL,
  made_by  text NOT NULL,
  PRIMARY KEY (version, language, rule, phrase)
);
