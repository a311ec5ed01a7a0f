-- Looked for every half minute, and there are few.
CREATE INDEX transcripts_wanted_gone ON archive.transcripts (conversation) WHERE delete_asked;
