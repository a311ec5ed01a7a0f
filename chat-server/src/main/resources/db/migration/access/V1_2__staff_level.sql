-- What a peer is certified for. Whoever is not certified only practises, and is brought to nobody.
ALTER TABLE staff
  ADD COLUMN level text NOT NULL DEFAULT 'practice' CHECK (level IN ('practice', 'supervised', 'independent')),
  ADD COLUMN cleared_for_minors boolean NOT NULL DEFAULT false;
