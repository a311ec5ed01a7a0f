-- Where Quick exit leads from the regions of which the house says so itself, each as `region https://site`.
ALTER TABLE house.looks ADD COLUMN exits text[] NOT NULL DEFAULT '{}';
