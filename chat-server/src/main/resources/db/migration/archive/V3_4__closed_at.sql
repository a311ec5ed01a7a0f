-- The latest are listed for supervisors.
CREATE INDEX transcripts_closed_at ON archive.transcripts (closed_at DESC, conversation);
