-- The latest acts of somebody, of a kind, and about something are looked up by coordinators.
CREATE INDEX chain_who ON audit.chain (who, seq DESC);
CREATE INDEX chain_act ON audit.chain (act, seq DESC);
CREATE INDEX chain_about ON audit.chain (about, seq DESC);
