-- Whom a supervisor telephones when no second one answers in time. Nobody, until a coordinator names somebody.
ALTER TABLE house.settings
  ADD COLUMN on_call       text,
  ADD COLUMN on_call_phone text,
  ADD CHECK ((on_call IS NULL) = (on_call_phone IS NULL));
