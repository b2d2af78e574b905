-- Every attempt at Stripe: paths with ids, never a query or a body.
CREATE TABLE request (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  operation TEXT NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  environment TEXT NOT NULL CHECK (environment IN ('test', 'live')),
  account TEXT,
  -- Null when no answer came.
  status INTEGER,
  ms INTEGER NOT NULL,
  request_id TEXT,
  outcome TEXT NOT NULL
) STRICT;
CREATE INDEX request_at ON request (at);
