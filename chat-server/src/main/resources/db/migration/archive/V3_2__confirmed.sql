-- Whether a supervisor found a flag of it right; if none was, it is kept no longer than any other.
ALTER TABLE archive.transcripts ADD COLUMN confirmed boolean NOT NULL DEFAULT false;
