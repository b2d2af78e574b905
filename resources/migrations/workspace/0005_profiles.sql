-- Accounts that are kept. The key lies in the key ring of the system under the profile's id, or in memory for one run.
CREATE TABLE profile (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  environment TEXT NOT NULL CHECK (environment IN ('test', 'live')),
  label TEXT NOT NULL,
  key_kind TEXT NOT NULL CHECK (key_kind IN ('secret', 'restricted')),
  key_hint TEXT NOT NULL,
  -- The key's SHA-256: never the key.
  fingerprint TEXT NOT NULL UNIQUE REFERENCES account_key (fingerprint),
  key_in TEXT NOT NULL CHECK (key_in IN ('key_ring', 'run')),
  -- Address in place of Stripe's.
  api_base TEXT,
  -- What the key was seen to be allowed, as JSON, and when Stripe was asked.
  rights TEXT NOT NULL,
  checked_at INTEGER NOT NULL,
  added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX profile_account ON profile (account);

-- The leave for unattended repair of links in one state. Never deleted: a revoked one says when and by whom.
CREATE TABLE consent (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- Outlives the profile that it was given in.
  profile TEXT NOT NULL,
  account TEXT NOT NULL,
  environment TEXT NOT NULL CHECK (environment IN ('test', 'live')),
  state TEXT NOT NULL,
  daily_cap INTEGER NOT NULL CHECK (daily_cap > 0),
  given_at INTEGER NOT NULL,
  given_by TEXT NOT NULL,
  revoked_at INTEGER,
  revoked_by TEXT,
  CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX consent_in_force ON consent (profile, state) WHERE revoked_at IS NULL;
