-- The application's users and companies, kept by Relink itself.
-- A stored customer id is evidence: it may be malformed, and one id may stand in several rows.

CREATE TABLE company (
  id TEXT PRIMARY KEY,
  name TEXT,
  subscription_status TEXT,
  subscription_plan TEXT,
  stripe_subscription_id TEXT,
  current_period_end INTEGER -- ms
) STRICT;

-- No foreign key to company: users may come before, or without, the file of companies.
CREATE TABLE user (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL,
  email_folded TEXT, -- null: a blank address, which matches nothing
  name TEXT,
  is_verified INTEGER CHECK (is_verified IN (0, 1)), -- null: not known
  created_at INTEGER, -- ms
  company_id TEXT,
  stripe_customer_id_test TEXT,
  stripe_customer_id_live TEXT,
  search_text TEXT NOT NULL -- name and e-mail, folded
) STRICT;

CREATE INDEX user_email_folded ON user (email_folded);
CREATE INDEX user_stripe_customer_id_test ON user (stripe_customer_id_test);
CREATE INDEX user_stripe_customer_id_live ON user (stripe_customer_id_live);
-- Searching a part of a name or an address walks this index alone, in the order of the pages.
CREATE INDEX user_search ON user (id, search_text);

-- The addresses a user had before an import changed them, as they were written.
CREATE TABLE former_email (
  user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  email_folded TEXT NOT NULL,
  email TEXT NOT NULL,
  PRIMARY KEY (user_id, email_folded)
) STRICT, WITHOUT ROWID;
