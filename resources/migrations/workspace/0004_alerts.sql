CREATE TABLE alert (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- The same problem has the same key, however often it happens.
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  severity TEXT NOT NULL,
  environment TEXT,
  message TEXT NOT NULL,
  count INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  resolved_at INTEGER
) STRICT;
CREATE UNIQUE INDEX alert_open ON alert (key) WHERE resolved_at IS NULL;
