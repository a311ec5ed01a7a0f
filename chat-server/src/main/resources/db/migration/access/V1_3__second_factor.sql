-- Everybody signs in with a code too, except the demo accounts of one machine, which are all there are so far.
ALTER TABLE staff
  ADD COLUMN demo boolean NOT NULL DEFAULT false,
  -- Sealed with a key that is in no database.
  ADD COLUMN totp_secret bytea;
UPDATE staff SET demo = true;
ALTER TABLE staff ADD CONSTRAINT second_factor CHECK (demo OR totp_secret IS NOT NULL);

-- Keyed digests; one that was used is deleted.
CREATE TABLE recovery_codes (
  staff  text NOT NULL REFERENCES staff ON DELETE CASCADE,
  digest bytea NOT NULL,
  PRIMARY KEY (staff, digest)
);

-- Invitations that nobody has accepted yet. Whoever has the token becomes what stands here.
CREATE TABLE invitations (
  token_hash         text PRIMARY KEY,
  name               text NOT NULL,
  role               text NOT NULL CHECK (role IN ('peer', 'supervisor', 'coordinator')),
  level              text NOT NULL CHECK (level IN ('practice', 'supervised', 'independent')),
  cleared_for_minors boolean NOT NULL,
  languages          text[] NOT NULL,
  topics             text[] NOT NULL,
  totp_secret        bytea NOT NULL,
  invited_by         text NOT NULL,
  expires_at         timestamptz NOT NULL
);
