-- The house's own words for sentences that seekers read: each change is a row for each sentence, and stays. Of a sentence the newest row counts, which is
-- how it was at any version. A row without words says that it is as it ships.
CREATE TABLE house.words (
  version integer NOT NULL CHECK (version >= 1),
  key     text NOT NULL CHECK (length(key) <= 64),
  en      text CHECK (length(en) <= 300),
  es      text CHECK (length(es) <= 300),
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  PRIMARY KEY (version, key),
  CHECK ((en IS NULL) = (es IS NULL))
);
