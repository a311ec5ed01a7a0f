-- The regions of which the house answers for every line. One of them may have none left: what ships does not come back where somebody took a wrong number away.
CREATE TABLE own_regions (region text PRIMARY KEY);
INSERT INTO own_regions SELECT DISTINCT region FROM crisis_lines;
