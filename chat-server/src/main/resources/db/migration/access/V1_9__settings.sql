-- What somebody likes about their desk, by name; the service takes no names and values but those that it knows.
ALTER TABLE staff ADD COLUMN settings jsonb NOT NULL DEFAULT '{}';
