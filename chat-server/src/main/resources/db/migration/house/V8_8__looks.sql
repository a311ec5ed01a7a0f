-- How the house names itself to seekers, and which questions of the check-in it asks: each change is a row that stays,
-- and the newest counts. Before the first one, it has the name of the software and asks everything.
CREATE TABLE house.looks (
  version   integer PRIMARY KEY CHECK (version >= 1),
  made_at   timestamptz NOT NULL,
  made_by   text NOT NULL,
  name      text NOT NULL,
  -- What stands on the tab of a browser.
  title     text NOT NULL,
  questions text[] NOT NULL CHECK (questions <@ '{upset,hope,alone,next,heard}')
);
