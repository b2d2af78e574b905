-- Object tables keep what Stripe said; their shape never changes. Intervals are Stripe's seconds.
CREATE TABLE customer_object (
  id TEXT PRIMARY KEY,
  json TEXT NOT NULL,
  seen_from INTEGER NOT NULL,
  seen_to INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT NOT NULL,
  run INTEGER NOT NULL
) STRICT;
CREATE TABLE subscription_object (
  id TEXT PRIMARY KEY,
  json TEXT NOT NULL,
  seen_from INTEGER NOT NULL,
  seen_to INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT NOT NULL,
  run INTEGER NOT NULL
) STRICT;
CREATE TABLE product_object (
  id TEXT PRIMARY KEY,
  json TEXT NOT NULL,
  seen_from INTEGER NOT NULL,
  seen_to INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT NOT NULL,
  run INTEGER NOT NULL
) STRICT;
CREATE TABLE price_object (
  id TEXT PRIMARY KEY,
  json TEXT NOT NULL,
  seen_from INTEGER NOT NULL,
  seen_to INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT NOT NULL,
  run INTEGER NOT NULL
) STRICT;
CREATE TABLE invoice_object (
  id TEXT PRIMARY KEY,
  json TEXT NOT NULL,
  seen_from INTEGER NOT NULL,
  seen_to INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0,
  source TEXT NOT NULL,
  run INTEGER NOT NULL
) STRICT;

-- Derived from the JSON: what views sort, filter and join on.
-- `suspect` = 1: two versions overlap, or the last whole listing did not show it; retrieve it before believing it.
CREATE TABLE customer (
  id TEXT PRIMARY KEY,
  created INTEGER NOT NULL,
  email TEXT,
  name TEXT,
  owner_id TEXT,
  owner_directory TEXT,
  owner_environment TEXT,
  relink_intent TEXT,
  test_clock TEXT,
  balance INTEGER NOT NULL,
  currency TEXT,
  deleted INTEGER NOT NULL,
  suspect INTEGER NOT NULL
) STRICT;
CREATE INDEX customer_email ON customer (email) WHERE email IS NOT NULL;
CREATE INDEX customer_owner ON customer (owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX customer_suspect ON customer (suspect) WHERE suspect = 1;

CREATE TABLE subscription (
  id TEXT PRIMARY KEY,
  customer TEXT NOT NULL,
  status TEXT NOT NULL,
  created INTEGER NOT NULL,
  ended INTEGER,
  period_end INTEGER,
  price TEXT,
  mrr_minor INTEGER NOT NULL,
  full_mrr_minor INTEGER NOT NULL,
  currency TEXT NOT NULL
) STRICT;
CREATE INDEX subscription_customer ON subscription (customer);

CREATE TABLE product (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;

CREATE TABLE price (
  id TEXT PRIMARY KEY,
  product TEXT NOT NULL,
  unit_amount INTEGER,
  currency TEXT NOT NULL,
  recurring TEXT
) STRICT;

CREATE TABLE invoice (
  id TEXT PRIMARY KEY,
  customer TEXT,
  status TEXT,
  created INTEGER NOT NULL,
  number TEXT,
  total INTEGER NOT NULL,
  amount_remaining INTEGER NOT NULL,
  currency TEXT NOT NULL,
  attempted INTEGER NOT NULL
) STRICT;
CREATE INDEX invoice_customer ON invoice (customer, created);

-- How the last whole listing of a kind ended, and as of when the kind is known.
CREATE TABLE run (
  kind TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'ok', 'failed')),
  reason TEXT,
  started_at INTEGER NOT NULL,
  as_of INTEGER
) STRICT;

-- The directory as the last audit read it, for this environment; made anew by each audit.
CREATE TABLE owner (
  user_id TEXT PRIMARY KEY,
  email TEXT,
  name TEXT,
  stored TEXT,
  well_formed INTEGER NOT NULL,
  verified INTEGER,
  created_at INTEGER
) STRICT;
