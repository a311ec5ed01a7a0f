-- The people who volunteer and work here.
CREATE TABLE staff (
  id            text PRIMARY KEY CHECK (length(id) = 22),
  login         text NOT NULL UNIQUE CHECK (login = lower(login)),
  name          text NOT NULL,
  role          text NOT NULL CHECK (role IN ('peer', 'supervisor', 'coordinator')),
  password_hash text NOT NULL,
  languages     text[] NOT NULL,
  topics        text[] NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now()
);
