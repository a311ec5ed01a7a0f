-- Nobody makes a coordinator alone: what waits here counts once another coordinator has confirmed it.
CREATE TABLE coordinator_grants (
  -- The person's, or what the audit calls the invitation.
  id         text PRIMARY KEY CHECK (length(id) = 22),
  -- One of the two: an invitation, which is accepted by nobody until then, or a person whose role it is to be.
  invitation text UNIQUE REFERENCES invitations ON DELETE CASCADE,
  staff      text UNIQUE REFERENCES staff ON DELETE CASCADE,
  asked_by   text NOT NULL,
  asked_at   timestamptz NOT NULL,
  CHECK ((invitation IS NULL) <> (staff IS NULL))
);
