-- Who tried a crisis line, when, and what came of it, in a code. A row says for itself what was tried, because the line may be another one or gone by now.
CREATE TABLE test_calls (
  number  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  line    text NOT NULL CHECK (length(line) <= 64),
  region  text NOT NULL,
  name    text NOT NULL,
  value   text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('answered', 'waited', 'nobody', 'other')),
  made_at timestamptz NOT NULL,
  made_by text NOT NULL
);
CREATE INDEX test_calls_line ON test_calls (line, number DESC);
