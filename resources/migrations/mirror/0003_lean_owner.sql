-- The copy of the directory holds what the audit's join compares, and nothing else: it is written anew by each audit.
DROP TABLE owner;
CREATE TABLE owner (
  user_id TEXT PRIMARY KEY,
  email TEXT,
  stored TEXT,
  well_formed INTEGER NOT NULL
) STRICT;
