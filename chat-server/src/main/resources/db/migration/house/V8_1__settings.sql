-- What coordinators set for the whole house: each change is a row that stays, and the newest counts. Before the first
-- one, the configuration does.
CREATE SCHEMA house;
CREATE TABLE house.settings (
  version            integer PRIMARY KEY CHECK (version >= 1),
  -- Of the notice that seekers read; another one whenever it says something else.
  notice             integer NOT NULL CHECK (notice >= 1),
  made_at            timestamptz NOT NULL,
  made_by            text NOT NULL,
  zone               text NOT NULL,
  -- Such as 'mon 20:00-02:00'; told, and never enforced.
  hours              text[] NOT NULL,
  require_supervisor boolean NOT NULL,
  days               integer NOT NULL CHECK (days BETWEEN 1 AND 7),
  flag_days          integer NOT NULL CHECK (flag_days BETWEEN 7 AND 30),
  minimum_age        integer NOT NULL CHECK (minimum_age IN (16, 18)),
  -- Who answers for it, and by which policy, where people under 18 may come in.
  lead               text,
  policy             text,
  CHECK (minimum_age = 18 OR (lead IS NOT NULL AND policy IS NOT NULL))
);
