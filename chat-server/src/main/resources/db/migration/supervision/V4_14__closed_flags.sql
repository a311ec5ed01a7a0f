-- Of a flag that is closed: when it was raised, what was seen, sealed with the key of the conversation, and what was
-- said of it, in codes. Rows from before have none of it.
ALTER TABLE closings
  ADD COLUMN raised_at timestamptz,
  ADD COLUMN said text,
  ADD COLUMN seen bytea;
