-- The crisis lines of the regions that a coordinator has touched; for any other region those that ship with the
-- software stand. What a coordinator writes waits in a row of its own until another coordinator confirms it.
CREATE TABLE crisis_lines (
  id         text PRIMARY KEY CHECK (length(id) <= 64),
  region     text NOT NULL,
  place      integer NOT NULL,
  version    integer NOT NULL,
  name       text NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('emergency', 'talk', 'text', 'chat')),
  value      text NOT NULL,
  hours      text,
  free       boolean,
  -- Missing only where a line shipped without one.
  source     text,
  checked_on date NOT NULL,
  -- Whose check that was, or who wrote what waits; nobody's where a line shipped with its day.
  checked_by text,
  waits      boolean NOT NULL,
  -- The row that a waiting one would change; none where it is a new line.
  replaces   text UNIQUE REFERENCES crisis_lines ON DELETE CASCADE,
  CHECK (waits OR replaces IS NULL),
  CHECK (NOT waits OR (source IS NOT NULL AND checked_by IS NOT NULL))
);
CREATE INDEX crisis_lines_region ON crisis_lines (region, place);
