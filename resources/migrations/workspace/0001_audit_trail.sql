-- Who changed what, where, and how it was before: never changed, never deleted. Each line's hash covers the line and
-- the hash of the one before, and AUTOINCREMENT remembers the last number, so that a lost tail shows as well.
CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor_user TEXT NOT NULL,
  actor_host TEXT NOT NULL,
  actor_transport TEXT NOT NULL,
  action TEXT NOT NULL,
  environment TEXT CHECK (environment IN ('test', 'live')),
  account TEXT,
  user_id TEXT,
  case_id INTEGER,
  before TEXT,
  after TEXT,
  request_id TEXT,
  detail TEXT,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX change_user ON change (user_id, id DESC) WHERE user_id IS NOT NULL;

CREATE TRIGGER change_is_not_updated BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;
CREATE TRIGGER change_is_not_deleted BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;
-- INSERT OR REPLACE would remove a line without a DELETE that a trigger sees.
CREATE TRIGGER change_is_appended BEFORE INSERT ON change
WHEN NEW.id <> (SELECT coalesce(max(id), 0) + 1 FROM change)
BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only.'); END;
