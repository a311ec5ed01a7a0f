-- Looked for in every round of the archive, and there are few.
CREATE INDEX transcripts_wanted_gone ON archive.transcripts (conversation) WHERE delete_asked;
