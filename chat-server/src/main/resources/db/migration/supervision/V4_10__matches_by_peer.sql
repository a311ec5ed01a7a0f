-- How many conversations somebody has had is looked up for whoever is new, up to the tenth.
CREATE INDEX matches_peer ON matches (peer);
