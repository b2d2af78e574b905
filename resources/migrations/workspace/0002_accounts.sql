-- Stripe accounts by the id they are kept under: Stripe's own, or one of ours where Stripe named none.
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  -- Stripe's id, once known.
  stripe_id TEXT UNIQUE,
  name TEXT,
  -- A local account is known in the mode of its first key only; null for Stripe's own ids.
  environment TEXT CHECK (environment IN ('test', 'live')),
  first_seen_at INTEGER NOT NULL,
  CHECK (id LIKE 'acct\_%' ESCAPE '\' OR environment IS NOT NULL)
) STRICT;

-- Which account a key opened, by the key's SHA-256: never the key.
CREATE TABLE account_key (
  fingerprint TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  first_seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX account_key_account ON account_key (account);
