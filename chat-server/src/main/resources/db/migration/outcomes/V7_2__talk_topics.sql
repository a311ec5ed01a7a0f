-- How often each topic was what a conversation was about, by what its peer said after it: no row is about a person or a
-- conversation, and none says when.
CREATE TABLE talk_topics (
  topic text PRIMARY KEY,
  times bigint NOT NULL CHECK (times >= 1)
);
