-- How often each answer was given in check-ins, and nothing else: no row is about a person or a conversation, and none says
-- when.
CREATE TABLE check_ins (
  item  text NOT NULL CHECK (item IN ('upset', 'hope', 'alone', 'next', 'heard')),
  phase text NOT NULL CHECK (phase IN ('before', 'after')),
  -- As it was given: 1 to 7 for upset, 1 to 5 for hope, alone and next; heard is 1 no, 2 partly, 3 yes. For upset and alone
  -- less is better.
  value integer NOT NULL CHECK (value BETWEEN 1 AND 7),
  -- Which visit of somebody who comes back it was, and in which mode people met.
  visit integer NOT NULL CHECK (visit >= 1),
  mode  text NOT NULL,
  times bigint NOT NULL CHECK (times >= 1),
  PRIMARY KEY (item, phase, value, visit, mode)
);
