-- What supervisors said of flags, to know which rules deserve trust. A verdict has an id of its own by which it is
-- counted once, and a day; nothing in it leads to a flag, a conversation or a person.
CREATE TABLE verdicts (
  id       text NOT NULL CHECK (length(id) = 22),
  rule     text NOT NULL,
  category text NOT NULL,
  day      date NOT NULL,
  is_right boolean NOT NULL,
  PRIMARY KEY (id, rule)
);
CREATE INDEX verdicts_day ON verdicts (day);

CREATE TABLE outcomes (
  id       text PRIMARY KEY CHECK (length(id) = 22),
  category text NOT NULL,
  day      date NOT NULL,
  outcome  text NOT NULL
);
CREATE INDEX outcomes_day ON outcomes (day);
