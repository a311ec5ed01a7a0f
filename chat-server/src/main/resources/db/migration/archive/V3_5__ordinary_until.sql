-- Until when a flagged transcript is kept if none of its flags was right. Missing where an earlier version of the
-- service wrote it, which kept 7 days or 30 and nothing else.
ALTER TABLE archive.transcripts ADD COLUMN ordinary_until timestamptz;
