-- What a coordinator says to have looked at before the house opens, and that they opened it: rows stay, and the newest counts.
CREATE TABLE house.setup (
  number  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  what    text NOT NULL CHECK (what IN ('notice', 'danger', 'ip_logs', 'open')),
  -- The version of the notice that held then.
  notice  integer NOT NULL CHECK (notice >= 1),
  made_at timestamptz NOT NULL,
  made_by text NOT NULL
);
-- A house in which there were chats before was open.
INSERT INTO house.setup (what, notice, made_at, made_by)
  SELECT 'open', 1, now(), '' WHERE EXISTS (SELECT FROM archive.transcripts);
