-- What staff did, each row bound to the one before by a keyed hash. It grows at its end and nowhere else: the
-- service refuses everything else here, and whoever switches that off is found by the verifier.
CREATE SCHEMA audit;
CREATE TABLE audit.chain (
  seq    bigint PRIMARY KEY CHECK (seq >= 1),
  entry  text NOT NULL UNIQUE,
  at     timestamptz NOT NULL,
  who    text NOT NULL,
  act    text NOT NULL,
  about  text NOT NULL,
  detail text,
  reason bytea,
  hash   bytea NOT NULL CHECK (length(hash) = 32)
);

CREATE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit.chain only grows';
END
$$;
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.chain
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
REVOKE UPDATE, DELETE, TRUNCATE ON audit.chain FROM PUBLIC, CURRENT_USER;
