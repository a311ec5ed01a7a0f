-- Who means to be here when, week after week: a coordinator writes it down, and nobody is held to it.
CREATE TABLE house.rota (
  staff text PRIMARY KEY REFERENCES staff ON DELETE CASCADE,
  -- Such as 'mon 20:00-02:00', in the time zone of the house.
  hours text[] NOT NULL CHECK (cardinality(hours) <= 21)
);
