-- A state of a link (or a finding for a person), its plan, its execution and its outcome; kept for ever.
CREATE TABLE recovery_case (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account TEXT NOT NULL,
  environment TEXT NOT NULL CHECK (environment IN ('test', 'live')),
  -- Whose link; null for an orphan, whose case is kept by its customer.
  user_id TEXT,
  orphan_id TEXT,
  user_name TEXT,
  user_email TEXT,
  state TEXT,
  findings TEXT NOT NULL,
  stored_id TEXT,
  plan TEXT NOT NULL,
  plan_hash TEXT NOT NULL,
  evidence TEXT NOT NULL,
  candidates TEXT NOT NULL,
  -- Value at risk, and the part of it that comes every month.
  at_risk TEXT NOT NULL,
  monthly TEXT NOT NULL,
  -- Sorts the inbox: minor units of the largest amount at risk.
  weight INTEGER NOT NULL,
  status TEXT NOT NULL,
  detail TEXT,
  dismissed_until INTEGER,
  -- What the repair ended with: the link as it is now, and whom it was made for.
  customer_id TEXT,
  person TEXT,
  opened_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  ended_at INTEGER,
  CHECK ((user_id IS NULL) <> (orphan_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX recovery_case_one_open ON recovery_case (account, environment, coalesce(user_id, ''), coalesce(orphan_id, ''))
  WHERE status IN ('open', 'held', 'executing', 'failed', 'conflict', 'dismissed');
CREATE INDEX recovery_case_inbox ON recovery_case (account, environment, status, weight DESC, id);
CREATE INDEX recovery_case_user ON recovery_case (account, environment, user_id, id DESC);
CREATE INDEX recovery_case_replaced ON recovery_case (account, environment, stored_id) WHERE status = 'recovered';

CREATE TABLE recovery_step (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id INTEGER NOT NULL REFERENCES recovery_case (id),
  step TEXT NOT NULL,
  detail TEXT,
  request_id TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX recovery_step_case ON recovery_step (case_id, id);

-- What was meant before it was done: enough to go on after a kill at any moment.
CREATE TABLE recovery_intent (
  case_id INTEGER PRIMARY KEY REFERENCES recovery_case (id),
  kind TEXT NOT NULL CHECK (kind IN ('relink', 'create')),
  stored_id TEXT,
  customer_id TEXT,
  idempotency_key TEXT,
  body TEXT,
  marks TEXT NOT NULL,
  -- When the present key went out first, and the first of all.
  first_sent_at INTEGER,
  sent_since INTEGER,
  step TEXT NOT NULL CHECK (step IN ('planned', 'sending', 'created', 'stored')),
  actor TEXT NOT NULL,
  -- Whom it is for: the row may be another person's when the repair goes on.
  person TEXT NOT NULL
) STRICT;

-- Which account an environment's id column belongs to.
CREATE TABLE binding (
  environment TEXT PRIMARY KEY CHECK (environment IN ('test', 'live')),
  account TEXT NOT NULL,
  witnesses INTEGER NOT NULL,
  bound_at INTEGER NOT NULL
) STRICT;

CREATE TABLE audit_summary (
  account TEXT NOT NULL,
  environment TEXT NOT NULL,
  -- The last audit that examined links, and why the last one of all did not, or may not be followed by writes.
  result TEXT,
  refused TEXT,
  ended_at INTEGER,
  PRIMARY KEY (account, environment)
) STRICT;
