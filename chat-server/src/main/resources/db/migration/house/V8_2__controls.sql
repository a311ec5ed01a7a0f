-- What supervisors do about the line tonight, each for a while: the row stays, and counts until it ends.
CREATE TABLE house.controls (
  id       text PRIMARY KEY,
  what     text NOT NULL CHECK (what IN ('pause', 'cap', 'extend', 'standby', 'numbers')),
  -- How many may wait, of a cap.
  most     integer CHECK (most BETWEEN 1 AND 500),
  reason   text NOT NULL CHECK (reason IN ('many', 'few', 'incident', 'technical', 'planned')),
  made_at  timestamptz NOT NULL,
  made_by  text NOT NULL,
  -- When it ends by itself.
  ends_at  timestamptz NOT NULL,
  -- When somebody ended it, or put another of its kind in its place.
  ended_at timestamptz,
  ended_by text,
  CHECK ((what = 'cap') = (most IS NOT NULL)),
  CHECK (ends_at > made_at)
);
