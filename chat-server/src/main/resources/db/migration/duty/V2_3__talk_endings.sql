-- How often conversations ended in which way, by what their peers said after: no row is about a person or a
-- conversation, and none says when.
CREATE TABLE talk_endings (
  how   text PRIMARY KEY,
  times bigint NOT NULL CHECK (times >= 1)
);
